// SPDX-License-Identifier: MIT
// Tags: the codebook, and what a reader types brought into a tag's one form.
#include "library/tag.h"

#include "base/buffer.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "library/colour.h"
#include "library/inside.h"
#include "library/stamp.h"
#include "library/tally.h"

#include <stdlib.h>
#include <string.h>
#include <unictype.h>
#include <uninorm.h>

// ---- The codebook

// Tags that show the same path are one tag: the rows come by path, then id.
static bool joins(Store *store, const TagList *list, const Tag *tag) {
  if (list->count == 0) return false;
  Tag *last = &list->items[list->count - 1];
  if (strcmp(last->path, tag->path) != 0) return false;
  if (last->annotations > 0 && tag->annotations > 0)
    last->annotations = tally_of_path(store, tag->path);
  else
    last->annotations += tag->annotations;
  if (tag->last_used > last->last_used) last->last_used = tag->last_used;
  return true;
}

static void release(Tag *tag) {
  tag_release_aliases(&tag->aliases);
  free(tag->path);
  free(tag->memo);
}

static Tag take_row(const Statement *statement) {
  Tag tag = {.path = statement_string(statement, 1),
             .memo = statement_string(statement, 2),
             .colour = TAG_NO_COLOUR};
  Slice id = statement_text(statement, 0);
  memcpy(tag.id, id.ptr, id.len < UUID_SIZE ? id.len : UUID_SIZE - 1);
  if (!colour_parse_rgb(statement_text(statement, 3), &tag.colour)) tag.colour = TAG_NO_COLOUR;
  tag.annotations = (uint32_t)statement_int(statement, 4);
  tag.last_used = stamp_moment(statement_text(statement, 5));
  return tag;
}

static void add_alias(TagAliases *aliases, Slice name) {
  aliases->items = memory_resize(aliases->items, aliases->count + 1, sizeof *aliases->items);
  aliases->items[aliases->count++] = memory_string(name);
}

// The rows come by path, as the tags do.
static void read_aliases(Library *library, TagList *list) {
  uint32_t at = 0;
  Statement *statement = statement_start(library->store, STATEMENT_TAG_ALIASES);
  while (statement_next(statement)) {
    Slice path = statement_text(statement, 0);
    while (at < list->count && slice_compare(slice_of(list->items[at].path), path) < 0) at++;
    if (at < list->count && slice_equal(slice_of(list->items[at].path), path))
      add_alias(&list->items[at].aliases, statement_text(statement, 1));
  }
}

void tag_release_aliases(TagAliases *aliases) {
  for (uint32_t i = 0; i < aliases->count; i++) free(aliases->items[i]);
  free(aliases->items);
  *aliases = (TagAliases){0};
}

void tag_write_aliases(const TagAliases *aliases, Buffer *out) {
  for (uint32_t i = 0; i < aliases->count; i++)
    buffer_printf(out, "%s%s", i ? ", " : "", aliases->items[i]);
}

bool tag_list(Library *library, TagList *list, Error *err) {
  *list = (TagList){0};
  size_t capacity = 0;
  Statement *statement = statement_start(library->store, STATEMENT_TAGS);
  while (statement_next(statement)) {
    Tag tag = take_row(statement);
    if (joins(library->store, list, &tag)) {
      release(&tag);
      continue;
    }
    list->items = memory_grow(list->items, list->count, &capacity, sizeof *list->items);
    list->items[list->count++] = tag;
  }
  read_aliases(library, list);
  if (store_check(library->store, err)) return true;
  tag_release_list(list);
  return false;
}

void tag_release_list(TagList *list) {
  for (uint32_t i = 0; i < list->count; i++) release(&list->items[i]);
  free(list->items);
  *list = (TagList){0};
}

// ---- The one form

static bool is_dropped(uint32_t code_point, bool broken) {
  return broken || uc_is_general_category(code_point, UC_CONTROL) || code_point == 0x2028 ||
         code_point == 0x2029;
}

// Adds a part's characters, blanks and divisions as they are owed by what stands before.
typedef struct Normaliser {
  Buffer out;
  uint32_t units;    // UTF-16 units in out
  bool slash, blank; // owed before the next character
} Normaliser;

// False when there is no room for it.
static bool add(Normaliser *normaliser, uint32_t code_point) {
  bool slash = normaliser->slash && normaliser->out.len > 0;
  bool blank = normaliser->blank && !normaliser->slash && normaliser->out.len > 0;
  uint32_t units = (slash || blank ? 1U : 0U) + (code_point > 0xFFFF ? 2U : 1U);
  if (normaliser->units + units > TAG_UNITS_MAX) return false;
  if (slash) buffer_add_byte(&normaliser->out, '/');
  if (blank) buffer_add_byte(&normaliser->out, ' ');
  buffer_add_code_point(&normaliser->out, code_point);
  normaliser->units += units;
  normaliser->slash = normaliser->blank = false;
  return true;
}

char *tag_tidy(const char *typed, Error *err) {
  Normaliser normaliser = {0};
  Slice rest = slice_of(typed);
  while (rest.len) {
    uint32_t code_point;
    bool broken;
    uint32_t len = utf8_decode(rest, &code_point, &broken);
    rest = slice_cut(rest, len, rest.len);
    if (code_point == '/')
      normaliser.slash = true;
    else if (uc_is_property_white_space(code_point))
      normaliser.blank = true;
    else if (!is_dropped(code_point, broken) && !add(&normaliser, code_point))
      break;
  }
  if (normaliser.out.len) return buffer_take(&normaliser.out);
  buffer_release(&normaliser.out);
  error_set(err, ERROR_DATA, "cannot make a tag: nothing is left of its name");
  return NULL;
}

char *tag_normalise(const char *typed, Error *err) {
  char *tidy = tag_tidy(typed, err);
  if (!tidy) return NULL;
  size_t len = strlen(tidy), composed_len = 0;
  uint8_t *composed = u8_normalize(UNINORM_NFC, (const uint8_t *)tidy, len, NULL, &composed_len);
  if (composed && composed_len <= len) {
    memcpy(tidy, composed, composed_len);
    tidy[composed_len] = '\0';
  }
  free(composed);
  return tidy;
}

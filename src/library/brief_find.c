// SPDX-License-Identifier: MIT
// What the reader calls a brief: a locator, an id, a path, a title. The first kind that has a brief
// decides; several of that kind are named in the hint. Only a title looks at all briefs; the others
// are one look-up. A locator of an older text is carried to where its passage stands now, by one
// alignment of both texts.
#include "library/brief.h"

#include "anchor/alignment.h"
#include "base/file.h"
#include "base/memory.h"
#include "library/inside.h"
#include "library/reading.h"
#include "library/rows.h"
#include "library/several.h"
#include "text/position.h"

#include <stdio.h>
#include <stdlib.h>
#include <unicase.h>
#include <uninorm.h>

enum { HASH_BEGINNING = 12 };

static const char scheme[] = "postil://";

// ---- Keys found so far

typedef struct Found {
  int64_t key; // the first one
  Several all;
  bool by_id;
} Found;

static void add_found(Found *found, int64_t key, Slice id) {
  if (found->all.count == 0) found->key = key;
  several_add(&found->all, id);
}

static void run_found(Statement *statement, Found *found) {
  while (statement_next(statement))
    add_found(found, statement_int(statement, 0), statement_text(statement, 1));
}

// ---- Kinds of names

static bool is_hex(Slice text, const char *more) {
  for (size_t i = 0; i < text.len; i++) {
    char c = text.ptr[i];
    if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (*more && strchr(more, c))))
      return false;
  }
  return true;
}

static void find_id(Library *library, const char *name, Found *found) {
  Slice id = slice_of(name);
  if (id.len < SEVERAL_ID_LEAST || id.len >= UUID_SIZE || !is_hex(id, "-")) return;
  Statement *statement = statement_start(library->store, STATEMENT_BRIEFS_BY_ID);
  statement_bind_text(statement, id);
  run_found(statement, found);
  found->by_id = found->all.count > 0;
}

static void find_path(Library *library, const char *name, Found *found) {
  if (!name[0]) return;
  char *path = file_absolute(name);
  Statement *statement = statement_start(library->store, STATEMENT_BRIEFS_BY_PATH);
  statement_bind_text(statement, slice_of(path));
  run_found(statement, found);
  free(path);
}

// For comparison without regard to case. The caller frees.
static char *fold_case(const char *text) {
  size_t len = 0;
  uint8_t *folded = u8_casefold((const uint8_t *)text, strlen(text), NULL, UNINORM_NFC, NULL, &len);
  char *copy = memory_string(folded ? slice_make((const char *)folded, len) : slice_of(text));
  free(folded);
  return copy;
}

static void find_title(Library *library, const char *name, Found *whole, Found *part) {
  BriefList list;
  Error ignored;
  if (!name[0] || !brief_list(library, &list, &ignored)) return;
  char *repaired = library_repair(name), *wanted = fold_case(repaired);
  for (uint32_t i = 0; i < list.count; i++) {
    char *title = fold_case(list.items[i].title);
    Slice id = slice_of(list.items[i].id);
    if (strcmp(title, wanted) == 0) add_found(whole, list.items[i].key, id);
    if (strstr(title, wanted)) add_found(part, list.items[i].key, id);
    free(title);
  }
  free(wanted);
  free(repaired);
  brief_release_list(&list);
}

// ---- The verdict

static bool decide(const Found *found, const char *name, int64_t *key, Error *err) {
  if (found->all.count == 0) {
    error_set(err, ERROR_INPUT, "cannot find the brief '%s': the library has none of that name",
              name);
    return error_hint(err,
                      "a brief is named by its id, %d characters of it or more, its path or its "
                      "title: see 'postil list'",
                      SEVERAL_ID_LEAST);
  }
  if (found->all.count > 1) return several_refuse(&found->all, "brief", name, found->by_id, err);
  *key = found->key;
  return true;
}

// ---- Locators

char *brief_locator(const Brief *brief, const CpSpan *span) {
  Buffer locator = {0};
  buffer_printf(&locator, "%s%.*s", scheme, HASH_BEGINNING, brief->hash);
  if (span) buffer_printf(&locator, "#%u-%u", span->start_cp, span->end_cp);
  return buffer_take(&locator);
}

// Takes a number off the front of rest.
static bool take_number(Slice *rest, uint32_t *number) {
  size_t len = 0;
  uint64_t value = 0;
  while (len < rest->len && rest->ptr[len] >= '0' && rest->ptr[len] <= '9' && value <= UINT32_MAX) {
    value = value * 10 + (uint64_t)(rest->ptr[len++] - '0');
  }
  if (len == 0 || value > UINT32_MAX) return false;
  *number = (uint32_t)value;
  *rest = slice_cut(*rest, len, rest->len);
  return true;
}

// "#START-END" of a locator.
static bool parse_span(Slice rest, CpSpan *span) {
  rest = slice_cut(rest, 1, rest.len);
  if (!take_number(&rest, &span->start_cp) || rest.len == 0 || rest.ptr[0] != '-') return false;
  rest = slice_cut(rest, 1, rest.len);
  return take_number(&rest, &span->end_cp) && rest.len == 0 && span->start_cp <= span->end_cp;
}

// What the letters of a locator say: the place, and which version of the brief it is one of.
typedef struct Locator {
  BriefPlace place;
  int64_t version; // key
} Locator;

static bool find_locator(Library *library, const char *words, Locator *locator, Error *err) {
  Slice rest = slice_of(words);
  bool fine = slice_starts(rest, slice_of(scheme));
  if (fine) rest = slice_cut(rest, sizeof scheme - 1, rest.len);
  const char *mark = fine && rest.len ? memchr(rest.ptr, '#', rest.len) : NULL;
  Slice hash = slice_cut(rest, 0, mark ? (size_t)(mark - rest.ptr) : rest.len);
  locator->place.has_span = mark != NULL;
  fine = fine && hash.len >= HASH_BEGINNING && hash.len < HASH_HEX_SIZE && is_hex(hash, "") &&
         (!mark || parse_span(slice_cut(rest, hash.len, rest.len), &locator->place.span));
  if (!fine) {
    error_set(err, ERROR_USAGE, "cannot read the locator '%s': it has another form", words);
    return error_hint(err, "a locator is postil://HASH or postil://HASH#START-END");
  }
  Found found = {0};
  Statement *statement = statement_start(library->store, STATEMENT_BRIEFS_BY_HASH);
  statement_bind_text(statement, hash);
  while (statement_next(statement)) {
    if (found.all.count == 0) locator->version = statement_int(statement, 2);
    add_found(&found, statement_int(statement, 0), statement_text(statement, 1));
  }
  return store_check(library->store, err) && decide(&found, words, &locator->place.brief, err);
}

// ---- From an older text to the one that is shown

// False when the passage is not in the new text. An empty one is a place between words.
static bool carry_span(const Version *old, const Version *new, BriefPlace *place) {
  Span span;
  if (!positions_to_bytes(old->positions, place->span, &span)) return false;
  if (span_is_empty(span)) {
    reading_shift(old, new, &place->span.start_cp, 1);
    place->span.end_cp = place->span.start_cp;
    return true;
  }
  Alignment *alignment = alignment_new(old->text, new->text, &span, 1);
  AnchorPlace now = alignment_place(alignment, span);
  alignment_free(alignment);
  if (now.state == ANCHOR_ORPHAN) return false;
  if (now.review)
    place->doubt = "the text has changed here since: this may not be the passage that was meant";
  place->span = positions_to_code_points(new->positions, now.span);
  return true;
}

static bool carry(Library *library, const char *words, Locator *locator, int64_t shown,
                  Error *err) {
  Version *old = brief_version(library, locator->version, err);
  Version *new = old ? brief_version(library, shown, err) : NULL;
  bool read = old && new, there = read &&carry_span(old, new, &locator->place);
  version_free(new);
  version_free(old);
  if (there || !read) return there;
  error_set(err, ERROR_DATA, "cannot find the passage '%s': the text that is shown has it not",
            words);
  return error_hint(err, "':versions' shows the text that has it");
}

bool brief_find_locator(Library *library, const char *words, BriefPlace *place, Error *err) {
  Locator locator = {0};
  if (!find_locator(library, words, &locator, err)) return false;
  int64_t shown = rows_shown_version(library->store, locator.place.brief);
  bool older = locator.place.has_span && locator.version != shown;
  if (older && !carry(library, words, &locator, shown, err)) return false;
  *place = locator.place;
  return true;
}

// ---- By any name

bool brief_find(Library *library, const char *name, int64_t *key, Error *err) {
  if (strncmp(name, scheme, sizeof scheme - 1) == 0) {
    Locator locator = {0};
    bool found = find_locator(library, name, &locator, err);
    if (found) *key = locator.place.brief;
    return found;
  }
  Found found = {0}, part = {0};
  find_id(library, name, &found);
  if (found.all.count == 0) find_path(library, name, &found);
  if (found.all.count == 0) find_title(library, name, &found, &part);
  return store_check(library->store, err) &&
         decide(found.all.count > 0 ? &found : &part, name, key, err);
}

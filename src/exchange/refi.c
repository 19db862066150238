// SPDX-License-Identifier: MIT
// Codes of REFI-QDA. Names are compared folded, each with all before it through a sorted list.
#include "exchange/refi.h"

#include "base/memory.h"
#include "base/order.h"
#include "exchange/escape.h"
#include "exchange/names.h"
#include "text/fold.h"

#include <stdlib.h>

static const char highlight[] = "Highlight";

void refi_add_attribute(Buffer *out, const char *name, Slice value) {
  Buffer line = {0};
  escape_one_line(&line, value, UINT32_MAX);
  buffer_printf(out, " %s=\"", name);
  escape_xml(out, buffer_slice(&line));
  buffer_add_byte(out, '"');
  buffer_release(&line);
}

void refi_add_guid(Buffer *out, const char *name, const char *id) {
  buffer_printf(out, " %s=\"", name);
  names_add_upper(out, id);
  buffer_add_byte(out, '"');
}

// ---- Names

static int compare_folded(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

// Does `folded` stand among the sorted names of all tags?
static bool is_name(char *const *all, uint32_t count, const char *folded) {
  return count > 0 && bsearch(&folded, all, count, sizeof *all, compare_folded);
}

// A number behind the path, *number or a greater one, that makes a name which nothing else has.
static char *numbered(const char *path, uint32_t *number, char *const *all, uint32_t count) {
  for (;; ++*number) {
    Buffer name = {0};
    buffer_printf(&name, "%s (%u)", path, (unsigned)*number);
    char *folded = fold_text(buffer_slice(&name));
    bool taken = is_name(all, count, folded);
    free(folded);
    if (!taken) return buffer_take(&name);
    buffer_release(&name);
  }
}

typedef struct Folded {
  char *name;
  uint32_t index;
} Folded;

static int compare_entries(const void *a, const void *b) {
  const Folded *left = a, *right = b;
  int order = strcmp(left->name, right->name);
  return order ? order : order_compare(left->index, right->index);
}

// Equal folded names stand beside each other, in order of path; all but the first get a number.
static void find_names(RefiCodes *codes) {
  Folded *entries = memory_new(codes->count, sizeof *entries);
  char **all = memory_new(codes->count, sizeof *all);
  for (uint32_t i = 0; i < codes->count; i++)
    entries[i] = (Folded){fold_text(slice_of(codes->tags[i]->path)), i};
  if (codes->count > 0) qsort(entries, codes->count, sizeof *entries, compare_entries);
  for (uint32_t i = 0; i < codes->count; i++) all[i] = entries[i].name;
  for (uint32_t i = 0, number = 1; i < codes->count; i++) {
    const char *path = codes->tags[entries[i].index]->path;
    number = i > 0 && strcmp(all[i], all[i - 1]) == 0 ? number + 1 : 1;
    codes->names[entries[i].index] =
        number == 1 ? memory_string(slice_of(path)) : numbered(path, &number, all, codes->count);
  }
  for (uint32_t i = 0; i < codes->count; i++) free(all[i]);
  free(all);
  free(entries);
}

// ---- Codes

static bool is_bare(const Annotation *annotation) {
  return !annotation->whole && annotation->state != ANNOTATION_ORPHAN &&
         annotation->tag_count == 0 && !annotation->comment[0];
}

static bool has_bare(Exchange *exchange) {
  bool found = false;
  exchange_next_group(exchange);
  while (!found && exchange_next_brief(exchange))
    while (!found && exchange_next_annotation(exchange)) found = is_bare(exchange->annotation);
  exchange_rewind(exchange);
  return found;
}

RefiCodes refi_codes(Exchange *exchange) {
  RefiCodes codes = {.highlight = has_bare(exchange)};
  ChoiceTexts used = exchange_tags(exchange);
  names_derive("tag/", slice_of(highlight), codes.highlight_id);
  codes.tags = memory_new(exchange->tags.count, sizeof *codes.tags);
  codes.names = memory_new(exchange->tags.count, sizeof *codes.names);
  for (uint32_t i = 0; i < exchange->tags.count; i++) {
    const Tag *tag = &exchange->tags.items[i];
    if (exchange->filtered && !choice_has_text(&used, tag->path)) continue;
    if (strcmp(tag->path, highlight) == 0) {
      memcpy(codes.highlight_id, tag->id, UUID_SIZE);
      codes.highlight = false;
    }
    codes.tags[codes.count++] = tag;
  }
  choice_release_texts(&used);
  find_names(&codes);
  return codes;
}

void refi_release_codes(RefiCodes *codes) {
  for (uint32_t i = 0; i < codes->count; i++) free(codes->names[i]);
  free(codes->names);
  free(codes->tags);
  *codes = (RefiCodes){0};
}

static void add_code(Buffer *out, const char *id, const char *name, uint32_t colour,
                     const char *memo) {
  buffer_add_string(out, "<Code");
  refi_add_guid(out, "guid", id);
  refi_add_attribute(out, "name", slice_of(name));
  buffer_printf(out, " isCodable=\"true\" color=\"#%06X\"",
                (unsigned)(colour == TAG_NO_COLOUR ? REFI_DEFAULT_COLOUR : colour & 0xFFFFFF));
  if (memo[0]) {
    buffer_add_string(out, "><Description>");
    escape_xml(out, slice_of(memo));
    buffer_add_string(out, "</Description></Code>\n");
  } else {
    buffer_add_string(out, "/>\n");
  }
}

// Codes have no other names there: they are told below the memo.
static void add_tag(Buffer *out, const Tag *tag, const char *name) {
  Buffer memo = {0};
  buffer_add_string(&memo, tag->memo);
  if (tag->aliases.count > 0) {
    buffer_printf(&memo, "%sOther names: ", memo.len ? "\n" : "");
    tag_write_aliases(&tag->aliases, &memo);
  }
  add_code(out, tag->id, name, tag->colour, buffer_slice(&memo).ptr);
  buffer_release(&memo);
}

void refi_add_codes(Buffer *out, const RefiCodes *codes) {
  for (uint32_t i = 0; i < codes->count; i++) add_tag(out, codes->tags[i], codes->names[i]);
  if (codes->highlight) add_code(out, codes->highlight_id, highlight, REFI_DEFAULT_COLOUR, "");
}

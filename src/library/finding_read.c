// SPDX-License-Identifier: MIT
// What was found, read: the text and where the words stand in it. The index is not asked for
// places: it counts words, and a walk over the text finds them as fast as it could be told.
#include "library/finding.h"

#include "library/inside.h"
#include "library/rows.h"
#include "text/sentence.h"

#include <stdlib.h>

bool finding_hidden(const FindingText *text, Span hit) {
  if (!text->whole) return false;
  int32_t block = version_block_at(text->whole, hit.start);
  return block != VERSION_NONE && version_block_hidden(&text->whole->blocks[block]);
}

typedef struct Collection {
  FindingText *text;
  size_t capacity;
} Collection;

// Of two that overlap the one that ends first.
static bool collect(void *context, uint32_t phrase, Span hit) {
  (void)phrase;
  Collection *collection = context;
  FindingText *text = collection->text;
  if (text->hit_count > 0 && text->hits[text->hit_count - 1].end > hit.start) return true;
  text->hits = memory_grow(text->hits, text->hit_count, &collection->capacity, sizeof *text->hits);
  text->hits[text->hit_count++] = hit;
  text->shown_count += !finding_hidden(text, hit);
  return true;
}

static bool read_annotation(const Finding *finding, Library *library, int64_t key,
                            FindingText *text, Error *err) {
  if (!rows_find_annotation(library->store, key, &text->of, err)) return false;
  text->annotation = key;
  text->brief = text->of.brief;
  text->version = text->of.version;
  text->text = slice_of(text->of.comment);
  text->comment = lookup_all_in(finding_lookup(finding), text->text);
  if (!text->comment) text->text = slice_of(text->of.quote);
  return true;
}

static bool read_brief(Library *library, int64_t version, FindingText *text, Error *err) {
  text->brief = library_brief_of(library, version);
  text->version = version;
  text->whole = library_borrow_version(library, version, err);
  if (text->whole) text->text = text->whole->text;
  return text->whole != NULL;
}

bool finding_read(Finding *finding, uint32_t index, FindingText *text, Error *err) {
  Found found = finding_at(finding, index);
  Library *library = finding_library(finding);
  *text = (FindingText){0};
  bool ok = found.annotation ? read_annotation(finding, library, found.key, text, err)
                             : read_brief(library, found.key, text, err);
  Collection collection = {text, 0};
  if (ok) lookup_each(finding_lookup(finding), text->text, collect, &collection);
  return ok;
}

void finding_release(FindingText *text) {
  annotation_release(&text->of);
  free(text->hits);
  *text = (FindingText){0};
}

static Span line_around(Slice text, Span hit) {
  while (hit.start > 0 && text.ptr[hit.start - 1] != '\n') hit.start--;
  while (hit.end < text.len && text.ptr[hit.end] != '\n') hit.end++;
  return hit;
}

Span finding_sentence(const FindingText *text, Span hit) {
  if (!text->whole) return line_around(text->text, hit);
  return span_join(sentence_at(text->whole, hit.start), hit);
}

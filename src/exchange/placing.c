// SPDX-License-Identifier: MIT
// Placing, step by step. What needs the whole text (UTF-16 units, the text with its white space
// folded) is made once for all annotations of a version; a search costs one pass.
#include "exchange/placing.h"

#include "anchor/character.h"
#include "anchor/selector.h"
#include "base/utf8.h"
#include "exchange/units.h"
#include "text/position.h"
#include "text/view.h"

#include <stdlib.h>
#include <string.h>

// A text with each run of white space one blank and what is invisible left out; from[i] is the byte
// of the text that byte i of it comes from.
typedef struct Matching {
  Buffer view;
  uint32_t *from;
  size_t capacity;
} Matching;

typedef struct Ground {
  const Version *version;
  Units units;
  Matching matching;
} Ground;

// ---- The matching view

static void add(Matching *matching, Slice character, size_t from) {
  for (size_t i = 0; i < character.len; i++) {
    matching->from = memory_grow(matching->from, matching->view.len, &matching->capacity,
                                 sizeof *matching->from);
    matching->from[matching->view.len] = (uint32_t)from;
    buffer_add_byte(&matching->view, character.ptr[i]);
  }
}

static void make_matching(Slice text, Matching *matching) {
  bool blank = false;
  for (size_t at = 0; at < text.len;) {
    uint32_t code_point;
    uint32_t len = utf8_decode(slice_cut(text, at, text.len), &code_point, NULL);
    if (view_is_blank(code_point))
      blank = true;
    else if (!character_is_dropped(code_point)) {
      if (blank && matching->view.len) add(matching, SLICE(" "), at);
      add(matching, slice_cut(text, at, at + len), at);
      blank = false;
    }
    at += len;
  }
}

static void release_matching(Matching *matching) {
  buffer_release(&matching->view);
  free(matching->from);
}

// ---- By position

static bool stands_there(const Ground *ground, Span span, Slice quote) {
  return slice_equal(version_cut(ground->version, span), quote);
}

static bool is_boundary(Slice text, int64_t at) {
  return at == (int64_t)text.len || ((unsigned char)text.ptr[at] & 0xC0) != 0x80;
}

static bool bytes_at(const Ground *ground, const ForeignAnnotation *annotation, Span *span) {
  Slice text = ground->version->text;
  if (annotation->end > (int64_t)text.len || !is_boundary(text, annotation->start) ||
      !is_boundary(text, annotation->end))
    return false;
  *span = span_make((uint32_t)annotation->start, (uint32_t)annotation->end);
  return true;
}

static bool code_points_at(const Ground *ground, const ForeignAnnotation *annotation, Span *span) {
  return annotation->end <= UINT32_MAX &&
         positions_to_bytes(ground->version->positions,
                            (CpSpan){(uint32_t)annotation->start, (uint32_t)annotation->end}, span);
}

static bool units_at(const Ground *ground, const ForeignAnnotation *annotation, Span *span) {
  return units_to_bytes(&ground->units, annotation->start, annotation->end, span);
}

static bool find_by_position(const Ground *ground, const ForeignAnnotation *annotation,
                             Placing *placing) {
  static bool (*const readings[])(const Ground *, const ForeignAnnotation *,
                                  Span *) = {code_points_at, units_at, bytes_at};
  bool known = slice_equal(annotation->clues.hash, slice_of(ground->version->hash));
  if (!known || annotation->start < 0 || annotation->end <= annotation->start) return false;
  for (size_t i = 0; i < sizeof readings / sizeof *readings; i++) {
    if (!readings[i](ground, annotation, &placing->span)) continue;
    for (uint32_t quote = 0; quote < annotation->quote_count; quote++) {
      if (!stands_there(ground, placing->span, annotation->quotes[quote].exact)) continue;
      placing->kind = PLACING_PLACED;
      placing->quote = quote;
      return true;
    }
  }
  return false;
}

// ---- By a quotation that stands once

// How often, 2 for more; *at is the first.
static int count_places(Slice text, Slice quote, size_t *at) {
  const char *first = quote.len ? memmem(text.ptr, text.len, quote.ptr, quote.len) : NULL;
  if (!first) return 0;
  *at = (size_t)(first - text.ptr);
  Slice rest = slice_cut(text, *at + 1, text.len);
  return memmem(rest.ptr, rest.len, quote.ptr, quote.len) ? 2 : 1;
}

static int count_folded(const Ground *ground, Slice quote, Span *span) {
  const Matching *matching = &ground->matching;
  Matching needle = {0};
  size_t at;
  make_matching(quote, &needle);
  size_t len = needle.view.len;
  int count = count_places(buffer_slice(&matching->view), buffer_slice(&needle.view), &at);
  if (count) {
    Slice text = ground->version->text;
    uint32_t ignored, last = matching->from[at + len - 1];
    span->start = matching->from[at];
    span->end = last + utf8_decode(slice_cut(text, last, text.len), &ignored, NULL);
  }
  release_matching(&needle);
  return count;
}

// Places it, calls it ambiguous, or says false: it stands nowhere.
static bool find_once(const Ground *ground, Slice quote, Placing *placing) {
  size_t at;
  int count = count_places(ground->version->text, quote, &at);
  if (count)
    placing->span = span_make((uint32_t)at, (uint32_t)(at + quote.len));
  else
    count = count_folded(ground, quote, &placing->span);
  placing->kind = count == 1 ? PLACING_PLACED : count == 2 ? PLACING_AMBIGUOUS : PLACING_LOST;
  return count > 0;
}

// ---- By words and context

typedef struct Search {
  Selector *selectors;
  uint32_t *whose; // the annotation of each
  uint32_t count;
} Search;

static void add_selector(Search *search, const ForeignAnnotation *annotation, uint32_t quote,
                         uint32_t whose) {
  const ForeignQuote *words = &annotation->quotes[quote];
  search->whose[search->count] = whose;
  search->selectors[search->count++] = (Selector){
      .exact = words->exact,
      .prefix = words->prefix,
      .suffix = words->suffix,
      .start_cp = annotation->start >= 0 && annotation->start <= UINT32_MAX ? annotation->start
                                                                            : SELECTOR_NO_HINT};
}

static void take_answer(const Ground *ground, const SelectorAnswer *answer, Slice quote,
                        uint32_t number, Placing *placing) {
  const AnchorPlace *place = &answer->place;
  size_t at;
  if (place->state == ANCHOR_ORPHAN) {
    bool several = count_places(ground->version->text, quote, &at) > 1;
    if (several) placing->kind = PLACING_AMBIGUOUS;
    return;
  }
  *placing = (Placing){.kind = PLACING_PLACED,
                       .span = place->span,
                       .quote = number,
                       .searched = true,
                       .state = place->state == ANCHOR_SAME ? ANNOTATION_SAME : ANNOTATION_CHANGED,
                       .score = place->score,
                       .review = place->review};
}

static bool is_open(const ForeignAnnotation *annotation, const Placing *placing, uint32_t quote) {
  return placing->kind == PLACING_LOST && quote < annotation->quote_count &&
         annotation->state != ANNOTATION_ORPHAN;
}

// One round for each quotation that annotations may have; most have one.
static bool search(const Ground *ground, ForeignAnnotation *const *annotations, uint32_t count,
                   uint32_t quote, Placing *placings) {
  Search search = {.selectors = memory_new(count, sizeof *search.selectors),
                   .whose = memory_new(count, sizeof *search.whose)};
  for (uint32_t i = 0; i < count; i++)
    if (is_open(annotations[i], &placings[i], quote))
      add_selector(&search, annotations[i], quote, i);
  SelectorAnswer *answers = memory_new(search.count ? search.count : 1, sizeof *answers);
  if (search.count) selector_place(ground->version->text, search.selectors, search.count, answers);
  for (uint32_t i = 0; i < search.count; i++)
    take_answer(ground, &answers[i], search.selectors[i].exact, quote, &placings[search.whose[i]]);
  bool any = search.count > 0;
  free(answers);
  free(search.selectors);
  free(search.whose);
  return any;
}

// ---- All of it

static void find_alone(const Ground *ground, const ForeignAnnotation *annotation,
                       Placing *placing) {
  *placing = (Placing){.kind = PLACING_LOST};
  if (find_by_position(ground, annotation, placing)) return;
  if (annotation->state == ANNOTATION_ORPHAN) return; // the file itself says so
  for (uint32_t i = 0; i < annotation->quote_count; i++) {
    const ForeignQuote *quote = &annotation->quotes[i];
    placing->quote = i;
    bool context = quote->prefix.len || quote->suffix.len;
    if (!context && find_once(ground, quote->exact, placing)) return;
  }
  placing->quote = 0;
}

void placing_find(const Version *version, ForeignAnnotation *const *annotations, uint32_t count,
                  Placing *placings) {
  Ground ground = {.version = version};
  units_make(version->text, &ground.units);
  make_matching(version->text, &ground.matching);
  for (uint32_t i = 0; i < count; i++) find_alone(&ground, annotations[i], &placings[i]);
  for (uint32_t quote = 0; quote < FOREIGN_QUOTES_MAX; quote++)
    if (!search(&ground, annotations, count, quote, placings)) break;
  release_matching(&ground.matching);
  units_release(&ground.units);
}

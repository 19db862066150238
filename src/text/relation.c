// SPDX-License-Identifier: MIT
// Relations of passages. Each is brought down to one of two questions by making the passages wider:
//
//   text      │ One risk here. Japan is near. │ Next paragraph. │
//   A              └──┘                                            tag:risk
//   B                         └───┘                                tag:japan
//   paragraph  └──────────────A, B──────────┘                      do they overlap?
//   words      0   1    2     3  4  5                              A = [1, 2) and N more each way
//
// One sweep answers them: the left by how far to the right one may begin (`reach`), the right by
// their beginnings; of all that begin before the reach only the greatest end matters.
#include "text/relation.h"

#include "base/order.h"
#include "text/sentence.h"
#include "text/terms.h"

#include <stdlib.h>

typedef struct Stretch {
  uint32_t start, end;
  uint32_t index; // in what was given
} Stretch;

bool relation_needs_text(Relation relation) {
  return relation.kind != RELATION_OVERLAPPING && relation.kind != RELATION_INSIDE;
}

static Stretch *copy(const Span *spans, uint32_t count) {
  Stretch *stretches = memory_new((size_t)count + 1, sizeof *stretches);
  for (uint32_t i = 0; i < count; i++) stretches[i] = (Stretch){spans[i].start, spans[i].end, i};
  return stretches;
}

// ---- Making them wider

// Passages come in the order of the text, mostly: the sentence of the last one is often it.
static Span sentence_of(const Version *version, uint32_t pos, Span last) {
  return span_contains(last, pos) ? last : sentence_at(version, pos);
}

static void widen_to_sentences(const Version *version, Stretch *stretches, uint32_t count) {
  Span sentence = {0};
  for (uint32_t i = 0; i < count; i++) {
    uint32_t end = stretches[i].end;
    if (stretches[i].start >= end) continue;
    sentence = sentence_of(version, stretches[i].start, sentence);
    if (sentence.start < stretches[i].start) stretches[i].start = sentence.start;
    sentence = sentence_of(version, end - 1, sentence);
    if (sentence.end > end) stretches[i].end = sentence.end;
  }
}

static void widen_to_blocks(const Version *version, Stretch *stretches, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    if (stretches[i].start >= stretches[i].end) continue;
    int32_t first = version_block_at(version, stretches[i].start);
    int32_t last = version_block_at(version, stretches[i].end - 1);
    if (first == VERSION_NONE) continue;
    Span hull = span_join(version->blocks[first].span, version->blocks[last].span);
    if (hull.start < stretches[i].start) stretches[i].start = hull.start;
    if (hull.end > stretches[i].end) stretches[i].end = hull.end;
  }
}

// A place in the text, and where the number of the word there goes.
typedef struct Place {
  uint32_t pos;
  bool end; // words that begin before it, else words that end before it
  uint32_t *number;
} Place;

static int compare_places(const void *left, const void *right) {
  uint32_t a = ((const Place *)left)->pos, b = ((const Place *)right)->pos;
  return order_compare(a, b);
}

static uint32_t add_places(Stretch *stretches, uint32_t count, Place *places, uint32_t at) {
  for (uint32_t i = 0; i < count; i++) {
    places[at++] = (Place){stretches[i].start, false, &stretches[i].start};
    places[at++] = (Place){stretches[i].end, true, &stretches[i].end};
  }
  return at;
}

// Words before the place, when `number` of them lie before the word `next`.
static uint32_t number_at(const Place *place, uint32_t number, Span next) {
  return number + (place->end && next.start < place->pos ? 1 : 0);
}

// The numbers of words instead of bytes.
static void count_words(const Version *version, Place *places, uint32_t count) {
  Terms terms = terms_start(version->text, TERMS_FOLDED);
  const Span behind = {UINT32_MAX, UINT32_MAX};
  qsort(places, count, sizeof *places, compare_places);
  for (uint32_t at = 0, number = 0; at < count; number++) {
    Span next = terms_next(&terms) ? terms.span : behind;
    for (; at < count && places[at].pos < next.end; at++)
      *places[at].number = number_at(&places[at], number, next);
  }
}

// The left get as many words on both sides; that none is less than 0, all are moved.
static void widen_by_words(const Version *version, uint32_t words, Stretch *left,
                           uint32_t left_count, Stretch *right, uint32_t right_count) {
  Place *places = memory_new(2 * ((size_t)left_count + right_count) + 1, sizeof *places);
  uint32_t count = add_places(left, left_count, places, 0);
  count = add_places(right, right_count, places, count);
  count_words(version, places, count);
  free(places);
  for (uint32_t i = 0; i < left_count; i++) left[i].end += 2 * words;
  for (uint32_t i = 0; i < right_count; i++) {
    right[i].start += words;
    right[i].end += words;
  }
}

static void widen(const Version *version, Relation relation, Stretch *left, uint32_t left_count,
                  Stretch *right, uint32_t right_count) {
  switch (relation.kind) {
  case RELATION_SENTENCE:
    widen_to_sentences(version, left, left_count);
    widen_to_sentences(version, right, right_count);
    break;
  case RELATION_PARAGRAPH:
    widen_to_blocks(version, left, left_count);
    widen_to_blocks(version, right, right_count);
    break;
  case RELATION_WORDS:
    widen_by_words(version, relation.words, left, left_count, right, right_count);
    break;
  case RELATION_OVERLAPPING:
  case RELATION_INSIDE: break;
  }
}

// ---- The sweep

static int compare_starts(const void *left, const void *right) {
  uint32_t a = ((const Stretch *)left)->start, b = ((const Stretch *)right)->start;
  return order_compare(a, b);
}

static int compare_ends(const void *left, const void *right) {
  uint32_t a = ((const Stretch *)left)->end, b = ((const Stretch *)right)->end;
  return order_compare(a, b);
}

static void sweep(bool inside, Stretch *left, uint32_t left_count, Stretch *right,
                  uint32_t right_count, bool *holds) {
  uint32_t next = 0, greatest = 0; // the greatest end of those on the right before `next`
  qsort(left, left_count, sizeof *left, inside ? compare_starts : compare_ends);
  qsort(right, right_count, sizeof *right, compare_starts);
  for (uint32_t i = 0; i < left_count; i++) {
    uint32_t reach = inside ? left[i].start + 1 : left[i].end;
    uint32_t wanted = inside ? left[i].end : left[i].start + 1;
    for (; next < right_count && right[next].start < reach; next++)
      if (right[next].end > greatest) greatest = right[next].end;
    holds[left[i].index] = greatest >= wanted;
  }
}

void relation_mark(const Version *version, Relation relation, const Span *left, uint32_t left_count,
                   const Span *right, uint32_t right_count, bool *holds) {
  Stretch *lefts = copy(left, left_count), *rights = copy(right, right_count);
  widen(version, relation, lefts, left_count, rights, right_count);
  sweep(relation.kind == RELATION_INSIDE, lefts, left_count, rights, right_count, holds);
  free(lefts);
  free(rights);
}

// SPDX-License-Identifier: MIT
// Phrases are found term by term with one look at each (Knuth, Morris, Pratt): `fallback` says how
// much of a beginning that failed is the beginning of another try. So a text of "a a a a …" costs
// no more than any other. Only the last term may be the beginning of a word, and after it the
// search starts anew: so all that `fallback` speaks of are whole words.
#include "text/phrase.h"

bool phrase_write(Slice typed, bool begins, Buffer *normal) {
  Terms terms = terms_start(typed, TERMS_FOLDED);
  size_t before = normal->len;
  uint32_t count = 0;
  while (terms_next(&terms) && ++count <= PHRASE_TERMS_MAX) {
    if (count > 1) buffer_add_byte(normal, ' ');
    buffer_add(normal, terms_term(&terms));
  }
  if (count > 0 && count <= PHRASE_TERMS_MAX) {
    if (begins) buffer_add_byte(normal, '*');
    return true;
  }
  normal->len = before;
  if (normal->ptr) normal->ptr[before] = '\0';
  return false;
}

static void find_fallbacks(Phrase *phrase) {
  uint32_t len = 0;
  for (uint32_t i = 1; i < phrase->count; i++) {
    while (len > 0 && !slice_equal(phrase->terms[i], phrase->terms[len]))
      len = phrase->fallback[len - 1];
    if (slice_equal(phrase->terms[i], phrase->terms[len])) len++;
    phrase->fallback[i] = (uint8_t)len;
  }
}

Phrase phrase_make(Slice normal) {
  Phrase phrase = {.begins = normal.len > 0 && normal.ptr[normal.len - 1] == '*'};
  Slice rest = slice_cut(normal, 0, normal.len - (phrase.begins ? 1 : 0));
  while (rest.len > 0) {
    const char *blank = memchr(rest.ptr, ' ', rest.len);
    size_t len = blank ? (size_t)(blank - rest.ptr) : rest.len;
    if (phrase.count == PHRASE_TERMS_MAX) return (Phrase){0};
    phrase.terms[phrase.count++] = slice_cut(rest, 0, len);
    rest = slice_cut(rest, blank ? len + 1 : len, rest.len);
  }
  find_fallbacks(&phrase);
  return phrase;
}

static bool fits(const Phrase *phrase, uint32_t at, Slice term) {
  bool whole = at + 1 < phrase->count || !phrase->begins;
  return whole ? slice_equal(term, phrase->terms[at]) : slice_starts(term, phrase->terms[at]);
}

bool phrase_next(const Phrase *phrase, Terms *text, Span *place) {
  uint32_t starts[PHRASE_TERMS_MAX]; // of the last terms, by their number
  uint32_t found = 0, number = 0;
  if (phrase->count == 0) return false;
  for (; terms_next(text); number++) {
    starts[number % PHRASE_TERMS_MAX] = text->span.start;
    while (found > 0 && !fits(phrase, found, terms_term(text))) found = phrase->fallback[found - 1];
    if (fits(phrase, found, terms_term(text))) found++;
    if (found < phrase->count) continue;
    *place = span_make(starts[(number + 1 - found) % PHRASE_TERMS_MAX], text->span.end);
    return true;
  }
  return false;
}

bool phrase_is_in(const Phrase *phrase, Slice text) {
  Span ignored;
  Terms terms = terms_start(text, TERMS_FOLDED);
  return phrase_next(phrase, &terms, &ignored);
}

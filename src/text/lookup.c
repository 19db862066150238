// SPDX-License-Identifier: MIT
// All phrases are looked for at once, in one walk over the terms of the text. A bit of `state` says
// that the terms of a phrase up to this one stand here; the next term of the text moves the bits on
// that it fits.
//
//   terms     prime  minister  japan        text   the  prime  minister  of  japan
//   firsts      1       0        1          state  000   100     010     000  001
//   lasts       0       1        1                                ▲            ▲
//
// Cost: a walk over the text's terms; only those that begin like one that is looked for are
// compared, and while no phrase has begun the others are not even folded.
#include "text/lookup.h"

#include "base/utf8.h"
#include "text/fold.h"
#include "text/terms.h"
#include "text/view.h"

static TermsFlags terms_flags(const Lookup *lookup) {
  return lookup->flags & LOOKUP_ACCENTS ? TERMS_ACCENTS : TERMS_FOLDED;
}

static uint64_t bit(uint32_t index) {
  return (uint64_t)1 << index;
}

// The terms of some words become a phrase. Returns the number of its terms.
static uint32_t add_phrase(Lookup *lookup, Slice words) {
  Terms terms = terms_start(words, terms_flags(lookup));
  uint32_t first = lookup->term_count;
  while (lookup->term_count < LOOKUP_TERMS_MAX && terms_next(&terms)) {
    Slice term = arena_slice(lookup->arena, terms_term(&terms));
    lookup->by_byte[(unsigned char)term.ptr[0]] |= bit(lookup->term_count);
    if (terms.alone) lookup->alone |= bit(lookup->term_count);
    lookup->terms[lookup->term_count++] = term;
  }
  uint32_t count = lookup->term_count - first;
  if (count == 0) return 0;
  lookup->firsts |= bit(first);
  lookup->lasts |= bit(lookup->term_count - 1);
  lookup->phrase_count++;
  return count;
}

// ---- What was typed

static size_t end_of_chunk(Slice typed, size_t pos, bool quoted) {
  while (pos < typed.len && typed.ptr[pos] != '"') {
    uint32_t code_point;
    uint32_t len = utf8_decode(slice_cut(typed, pos, typed.len), &code_point, NULL);
    if (!quoted && view_is_blank(code_point)) break;
    pos += len;
  }
  return pos;
}

static size_t pass_end(Slice typed, size_t pos) {
  uint32_t code_point;
  return pos == typed.len ? pos
                          : pos + utf8_decode(slice_cut(typed, pos, typed.len), &code_point, NULL);
}

// The last term is at the end of what is typed and may go on: unless every letter is a term there.
// One letter begins too many words.
static void type_on(Lookup *lookup) {
  uint32_t last = lookup->term_count - 1;
  bool goes_on = !(lookup->alone & bit(last)), few = utf8_count(lookup->terms[last]) < 2;
  lookup->typed_on = goes_on && !few;
  lookup->too_few = goes_on && few;
}

static void take_chunk(Lookup *lookup, Slice typed, size_t start, size_t end, bool quoted) {
  if (add_phrase(lookup, slice_cut(typed, start, end)) == 0 || quoted) return;
  bool starred = typed.ptr[end - 1] == '*';
  if (!starred && (lookup->flags & LOOKUP_TYPING) && end == typed.len) type_on(lookup);
  if (starred || lookup->typed_on) lookup->begins |= bit(lookup->term_count - 1);
}

void lookup_init(Lookup *lookup, Slice typed, LookupFlags flags) {
  *lookup = (Lookup){.arena = arena_new(), .flags = flags};
  bool quoted = false;
  for (size_t pos = 0; pos < typed.len;) {
    size_t end = end_of_chunk(typed, pos, quoted);
    if (end > pos) take_chunk(lookup, typed, pos, end, quoted);
    if (end < typed.len && typed.ptr[end] == '"') quoted = !quoted;
    pos = pass_end(typed, end);
  }
}

void lookup_release(Lookup *lookup) {
  arena_free(lookup->arena);
  *lookup = (Lookup){0};
}

// ---- For the index

LookupPhrase lookup_phrase(const Lookup *lookup, uint32_t phrase) {
  uint64_t firsts = lookup->firsts;
  for (uint32_t i = 0; i < phrase; i++) firsts &= firsts - 1;
  uint32_t first = (uint32_t)__builtin_ctzll(firsts);
  uint32_t last = (uint32_t)__builtin_ctzll(lookup->lasts & ~(bit(first) - 1));
  return (LookupPhrase){first, last - first + 1, (lookup->begins & bit(last)) != 0};
}

// Terms have no quotation marks. With accents they are not those of the index, which folds them
// once more itself.
static void write_phrase(const Lookup *lookup, uint32_t first, uint32_t count, Buffer *out) {
  for (uint32_t i = first; i < first + count; i++) {
    buffer_add_string(out, i == first ? " \"" : " ");
    buffer_add(out, lookup->terms[i]);
  }
  buffer_add_byte(out, '"');
}

void lookup_write_match(const Lookup *lookup, Buffer *out) {
  for (uint32_t i = 0; i < lookup->phrase_count; i++) {
    LookupPhrase phrase = lookup_phrase(lookup, i);
    write_phrase(lookup, phrase.first, phrase.count, out);
    if (phrase.begins) buffer_add_string(out, " *");
  }
}

uint32_t lookup_write_firm(const Lookup *lookup, uint32_t phrase, Buffer *out) {
  uint32_t written = 0;
  for (uint32_t i = 0; i < lookup->phrase_count; i++) {
    LookupPhrase at = lookup_phrase(lookup, i);
    uint32_t firm = at.count - at.begins;
    if (firm == 0 || (phrase != LOOKUP_ALL && phrase != i)) continue;
    write_phrase(lookup, at.first, firm, out);
    written++;
  }
  return written;
}

// ---- In a text

static bool fits(const Lookup *lookup, uint32_t index, Slice term) {
  Slice wanted = lookup->terms[index];
  if (!slice_starts(term, wanted)) return false;
  if (term.len == wanted.len) return true;
  uint32_t next; // an accent belongs to the letter before it
  utf8_decode(slice_cut(term, wanted.len, term.len), &next, NULL);
  return (lookup->begins & bit(index)) && !fold_is_accent(next);
}

// The terms looked for that this one of the text is.
static uint64_t matches(const Lookup *lookup, uint64_t possible, Slice term) {
  uint64_t found = 0;
  possible &= lookup->by_byte[(unsigned char)term.ptr[0]];
  for (; possible; possible &= possible - 1) {
    uint32_t index = (uint32_t)__builtin_ctzll(possible);
    if (fits(lookup, index, term)) found |= bit(index);
  }
  return found;
}

// The phrase that ends with a term, and the number of its terms.
static uint32_t phrase_of(const Lookup *lookup, uint32_t last, uint32_t *count) {
  uint64_t up_to = bit(last) | (bit(last) - 1);
  uint64_t firsts = lookup->firsts & up_to;
  *count = last - (63 - (uint32_t)__builtin_clzll(firsts)) + 1;
  return (uint32_t)__builtin_popcountll(firsts) - 1;
}

void lookup_each(const Lookup *lookup, Slice text, LookupSee *see, void *context) {
  uint32_t starts[LOOKUP_TERMS_MAX]; // of the last terms of the text that were looked at
  uint64_t begun = 0;                // terms that would go on with what stands here
  Terms terms = terms_start(text, terms_flags(lookup));
  for (uint32_t at = 0; begun ? terms_next(&terms) : terms_seek(&terms, lookup->by_byte); at++) {
    starts[at % LOOKUP_TERMS_MAX] = terms.span.start;
    uint64_t state = matches(lookup, begun | lookup->firsts, terms_term(&terms));
    for (uint64_t ends = state & lookup->lasts; ends; ends &= ends - 1) {
      uint32_t count, phrase = phrase_of(lookup, (uint32_t)__builtin_ctzll(ends), &count);
      Span hit = span_make(starts[(at + 1 - count) % LOOKUP_TERMS_MAX], terms.span.end);
      if (!see(context, phrase, hit)) return;
    }
    begun = state << 1 & ~lookup->firsts;
  }
}

typedef struct Missing {
  uint64_t phrases;
} Missing;

static bool tick_off(void *context, uint32_t phrase, Span hit) {
  (void)hit;
  Missing *missing = context;
  missing->phrases &= ~bit(phrase);
  return missing->phrases != 0;
}

bool lookup_all_in(const Lookup *lookup, Slice text) {
  if (lookup->phrase_count == 0) return false;
  Missing missing = {~(uint64_t)0 >> (64 - lookup->phrase_count)};
  lookup_each(lookup, text, tick_off, &missing);
  return missing.phrases == 0;
}

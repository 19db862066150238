// SPDX-License-Identifier: MIT
#include "support/prose.h"

static uint32_t pick(uint32_t *random, uint32_t below) {
  *random = *random * 1664525u + 1013904223u;
  return (*random >> 8) % below;
}

static void add_word(Buffer *out, uint32_t *random) {
  static const char *const words[] = {"the",      "of",        "corridor", "and",     "in",
                                      "policy",   "railway",   "a",        "transit", "which",
                                      "“shared”", "region",    "to",       "summit",  "energy",
                                      "by",       "agreement", "water",    "’s",      "is",
                                      "measured", "station",   "for",      "public",  "twelve"};
  buffer_add_string(out, words[pick(random, sizeof words / sizeof *words)]);
}

// Syllables, the frequent words short.
static void add_ranked(Buffer *out, uint32_t rank) {
  static const char *const syllables[] = {"ba", "ko", "li", "me", "nur",
                                          "pa", "ra", "si", "to", "ven"};
  do buffer_add_string(out, syllables[rank % 10]);
  while ((rank /= 10) > 0);
}

// The frequency of a word is that of the first by its rank, as in a language.
static void add_word_of_language(Buffer *out, uint32_t *random) {
  add_ranked(out, pick(random, 2U << pick(random, 14)));
}

typedef void AddWord(Buffer *out, uint32_t *random);

static void add_sentence(Buffer *out, uint32_t *random, AddWord *add) {
  for (uint32_t left = 6 + pick(random, 20); left > 0; left--) {
    add(out, random);
    buffer_add_byte(out, left > 1 ? ' ' : '.');
  }
}

void prose_paragraph(Buffer *out, uint32_t seed, size_t bytes) {
  uint32_t random = seed;
  size_t end = out->len + bytes;
  while (out->len < end) {
    add_sentence(out, &random, add_word);
    buffer_add_byte(out, ' ');
  }
  out->ptr[out->len - 1] = '\n';
}

static void add_body(Buffer *out, uint32_t seed, size_t bytes, AddWord *add) {
  uint32_t random = seed, notes = 0;
  size_t end = out->len + bytes * 9 / 10;
  while (out->len < end) {
    for (uint32_t left = 2 + pick(&random, 5); left > 0; left--) {
      add_sentence(out, &random, add);
      if (pick(&random, 8) == 0) buffer_printf(out, "[%u]", ++notes);
      buffer_add_byte(out, ' ');
    }
    out->ptr[out->len - 1] = '\n';
    buffer_add_byte(out, '\n');
  }
  for (uint32_t note = 1; note <= notes; note++)
    buffer_printf(out, "[%u] “Report %u”, https://example.org/%u/%u\n", note, note, seed, note);
}

static void add_head(Buffer *out, uint32_t seed) {
  buffer_printf(out, "Brief number %u\n\n1 March 2026\n\n", seed);
}

void prose_brief(Buffer *out, uint32_t seed, size_t bytes) {
  add_head(out, seed);
  add_body(out, seed, bytes, add_word);
}

void prose_report(Buffer *out, uint32_t seed, size_t bytes) {
  add_head(out, seed);
  add_body(out, seed, bytes, add_word_of_language);
}

// Words that begin with many different letters, as those of a language do.
static void add_plain(Buffer *out, uint32_t rank) {
  static const char *const onsets[] = {"th", "",   "w",  "s", "b",  "h",  "m", "c", "d",
                                       "f",  "p",  "l",  "n", "r",  "g",  "t", "v", "j",
                                       "k",  "st", "pr", "y", "tr", "ch", "q"};
  static const char *const rests[] = {"e", "an", "o", "is", "a",  "or", "it", "un",
                                      "i", "er", "u", "ea", "al", "on", "en", "ou"};
  do {
    buffer_add_string(out, onsets[rank % 25]);
    buffer_add_string(out, rests[rank / 25 % 16]);
  } while ((rank /= 400) > 0);
}

static void add_plain_word(Buffer *out, uint32_t *random) {
  add_plain(out, pick(random, 2U << pick(random, 15)));
}

void prose_body(Buffer *out, uint32_t seed, size_t bytes) {
  add_body(out, seed, bytes, add_plain_word);
}

void prose_title(Buffer *out, uint32_t seed) {
  uint32_t random = seed * 2654435761u;
  size_t start = out->len;
  for (uint32_t left = 4 + pick(&random, 6); left > 0; left--) {
    add_plain(out, 400 + pick(&random, 4U << pick(&random, 14)));
    if (left > 1) buffer_add_string(out, pick(&random, 4) ? " " : " of ");
  }
  out->ptr[start] = (char)(out->ptr[start] - 'a' + 'A');
}

void prose_words(Buffer *out, uint32_t seed, size_t bytes) {
  uint32_t random = seed, left = 12;
  size_t end = out->len + bytes;
  while (out->len < end) {
    add_ranked(out, pick(&random, 1 + pick(&random, 20000)) + seed * 20011);
    buffer_add_string(out, --left > 0 ? " " : pick(&random, 6) ? ". " : ".\n\n");
    if (left == 0) left = 6 + pick(&random, 20);
  }
}

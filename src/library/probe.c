// SPDX-License-Identifier: MIT
// The longest words of a language are its rarest but for names, and names are long too. So no
// counts of words are kept or asked for: a glance at the sentence is enough to choose them.
#include "library/probe.h"

#include "base/memory.h"
#include "library/inside.h"
#include "text/terms.h"
#include "text/view.h"

#include <stdlib.h>

// The longest words of a sentence, longest first, each once.
typedef struct LongWords {
  char words[PROBE_WORDS_MOST][TERMS_LEN_MAX + 1];
  uint32_t count, most;
} LongWords;

static void keep_word(LongWords *kept, Slice word) {
  uint32_t at = kept->count;
  while (at > 0 && strlen(kept->words[at - 1]) < word.len) at--;
  for (uint32_t i = 0; i < kept->count; i++)
    if (slice_equal(slice_of(kept->words[i]), word)) return;
  if (at == kept->most) return;
  if (kept->count == kept->most) kept->count--;
  memmove(kept->words[at + 1], kept->words[at], (kept->count - at) * sizeof kept->words[0]);
  memcpy(kept->words[at], word.ptr, word.len);
  kept->words[at][word.len] = '\0';
  kept->count++;
}

// What the index of words is asked, in the language of FTS5: terms have no quotation marks in them.
static void write_match(const LongWords *kept, uint32_t within, Buffer *match) {
  if (kept->count == 0) return;
  buffer_add_string(match, match->len > 0 ? " OR " : "");
  buffer_add_string(match, within > 0 ? "NEAR(" : "(");
  for (uint32_t i = 0; i < kept->count; i++) buffer_printf(match, "\"%s\" ", kept->words[i]);
  if (within > 0) buffer_printf(match, ", %u", within);
  buffer_add_string(match, ")");
}

static void add_sentence(const Version *version, Span sentence, Probe probe, Buffer *match) {
  LongWords kept = {.most = probe.words};
  Buffer words = {0};
  view_append(version, sentence, VIEW_WITHOUT_REFERENCES, &words);
  Terms terms = terms_start(buffer_slice(&words), TERMS_FOLDED);
  while (terms_next(&terms)) keep_word(&kept, terms_term(&terms));
  write_match(&kept, probe.within, match);
  buffer_release(&words);
}

void probe_ask(Library *library, const Version *version, const Span *sentences, uint32_t count,
               Probe probe, Keys *versions) {
  Buffer match = {0};
  for (uint32_t i = 0; i < count; i++) add_sentence(version, sentences[i], probe, &match);
  if (match.len > 0) {
    Statement *statement = statement_start(library->store, STATEMENT_PROBE);
    statement_bind_text(statement, buffer_slice(&match));
    statement_bind_int(statement, probe.hits);
    while (statement_next(statement)) keys_add(versions, statement_int(statement, 0));
  }
  buffer_release(&match);
}

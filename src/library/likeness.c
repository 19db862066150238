// SPDX-License-Identifier: MIT
// Every new text pays for this, and most are like nothing. So first one question is asked for the
// rarest words at a few places together, whether any text has those of one place near each other;
// to cut sentences costs more than that. Only then sentences are chosen, and each is asked for.
// They are of paragraphs, for headings, notes and disclaimers are alike by their nature.
#include "library/likeness.h"

#include "base/utf8.h"
#include "library/probe.h"
#include "text/sentence.h"

enum {
  PARTS = 12, // of the text, of each a sentence
  TRIED = 2,  // sentences of a part, of which the longest is taken
  BYTES_LEAST = 40,
  BYTES_MOST = 600, // a longer one is none, but a text without stops
  SENTENCES_LEAST = 3,
  SEVERAL = 2,
  HITS = 16,          // newest briefs for each
  GLANCES = 3,        // places that are asked for at once: has any text the words of one?
  GLANCE_BYTES = 160, // at each
  WORD_BYTES = 40,    // so far a blank is looked for, to begin with a whole word
};

static const Probe any = {.words = 3, .within = 100, .hits = 1};
static const Probe each = {.words = 5, .within = 100, .hits = HITS};

// ---- Which sentences

static bool is_prose(const Version *version, uint32_t pos) {
  int32_t block = version_block_at(version, pos);
  if (block == VERSION_NONE) return false;
  BlockType type = version->blocks[block].type;
  return type == BLOCK_PARAGRAPH || type == BLOCK_QUOTATION || type == BLOCK_LIST_ITEM;
}

// Where the first sentence begins that begins in the part; the part's end if none does.
static uint32_t first_start(const Version *version, Span part) {
  if (sentence_at(version, part.start).start == part.start) return part.start;
  uint32_t next = sentence_next(version, part.start, false);
  return next > part.start ? next : part.end;
}

// The longest of the first sentences of a part; an empty span where none is long enough.
static Span choose_sentence(const Version *version, uint32_t number) {
  uint64_t len = version->text.len;
  Span part = span_make((uint32_t)(len * number / PARTS), (uint32_t)(len * (number + 1) / PARTS));
  Span best = span_make(0, 0);
  uint32_t pos = first_start(version, part);
  for (uint32_t tried = 0; tried < TRIED && pos < part.end; tried++) {
    Span sentence = sentence_at(version, pos);
    uint32_t bytes = span_len(sentence), next = sentence_next(version, pos, false);
    bool fits = bytes >= BYTES_LEAST && bytes <= BYTES_MOST && is_prose(version, pos);
    if (fits && bytes > span_len(best)) best = sentence;
    pos = next > pos ? next : part.end;
  }
  return best;
}

typedef struct Sentences {
  Span items[PARTS];
  uint32_t count;
} Sentences;

static void choose_sentences(const Version *version, Sentences *sentences) {
  for (uint32_t part = 0; part < PARTS; part++) {
    Span sentence = choose_sentence(version, part);
    if (!span_is_empty(sentence)) sentences->items[sentences->count++] = sentence;
  }
}

// ---- Which briefs

typedef struct Tally {
  Likeness items[PARTS * HITS];
  uint32_t count;
} Tally;

static void count_hit(Tally *tally, int64_t version) {
  uint32_t at = 0;
  while (at < tally->count && tally->items[at].version != version) at++;
  if (at == tally->count) tally->items[tally->count++] = (Likeness){version, 0};
  tally->items[at].sentences++;
}

static void ask(Library *library, const Version *version, Span sentence, Tally *tally) {
  Keys hits = {0};
  probe_ask(library, version, &sentence, 1, each, &hits);
  for (size_t i = 0; i < hits.count; i++) count_hit(tally, hits.items[i]);
  keys_release(&hits);
}

// Of as many sentences the newer one.
static bool is_likelier(const Likeness *a, const Likeness *b) {
  return a->sentences != b->sentences ? a->sentences > b->sentences : a->version > b->version;
}

static uint32_t choose_briefs(const Tally *tally, Likeness found[LIKENESS_MOST]) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < tally->count; i++) {
    const Likeness *likeness = &tally->items[i];
    if (likeness->sentences < SEVERAL) continue;
    uint32_t at = count < LIKENESS_MOST ? count++ : LIKENESS_MOST;
    while (at > 0 && is_likelier(likeness, &found[at - 1])) {
      if (at < LIKENESS_MOST) found[at] = found[at - 1];
      at--;
    }
    if (at < LIKENESS_MOST) found[at] = *likeness;
  }
  return count;
}

// ---- A glance at first

// Behind the first blank from pos on; where words are written without blanks, the letter at pos.
static uint32_t word_start(Slice text, uint32_t pos) {
  for (uint32_t at = pos; at < text.len && at < pos + WORD_BYTES; at++) {
    if (text.ptr[at] == ' ' || text.ptr[at] == '\n') return at + 1;
  }
  return pos < text.len ? (uint32_t)utf8_before(text.ptr, pos + 1) : pos;
}

static bool has_any(Library *library, const Version *version) {
  Span places[GLANCES];
  Keys hits = {0};
  uint64_t len = version->text.len;
  for (uint32_t i = 0; i < GLANCES; i++) {
    uint32_t pos = (uint32_t)(len * (i + 1) / (GLANCES + 1));
    uint32_t end = pos + GLANCE_BYTES < len ? pos + GLANCE_BYTES : (uint32_t)len;
    places[i] = span_make(word_start(version->text, pos), word_start(version->text, end));
  }
  probe_ask(library, version, places, GLANCES, any, &hits);
  bool found = hits.count > 0;
  keys_release(&hits);
  return found;
}

uint32_t likeness_find(Library *library, const Version *version, Likeness found[LIKENESS_MOST]) {
  Sentences sentences = {.count = 0};
  Tally tally = {.count = 0};
  if (!has_any(library, version)) return 0;
  choose_sentences(version, &sentences);
  if (sentences.count < SENTENCES_LEAST) return 0;
  for (uint32_t i = 0; i < sentences.count; i++) ask(library, version, sentences.items[i], &tally);
  return choose_briefs(&tally, found);
}

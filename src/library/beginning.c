// SPDX-License-Identifier: MIT
// Counting the words that begin so. The counts stand in leaves of the keys, made where one is
// needed, so memory goes with what the library has and not with the greatest key that a damaged one
// names.
//
// Cost: half a microsecond for a place of a rare word, a tenth of one for a text with a common word
// and a fiftieth for each place there; 0.05 ms for each common word. So a word is common from where
// on its places have cost what finding its texts does.
#include "library/beginning.h"

#include "base/memory.h"
#include "store/statement.h"

#include <stdlib.h>
#include <string.h>

enum {
  RARE = 128,       // places of a word; more, and it is common
  PART = 2048,      // places and texts that are read in a part, at least
  WORD_COST = RARE, // what going over to a common word is in these
  LEAF = 4096       // keys
};

struct Beginning {
  Store *store;
  BeginningIndex index;
  unsigned columns;
  Buffer start;
  Buffer next;    // the term to go on with
  Buffer word;    // the one whose places are being read, or whose texts are
  bool common;    // … these: it is common, and
  int64_t behind; // they are counted up to this key
  bool done;
  int64_t left;     // of the part
  int64_t *waiting; // where a word stands that may be rare, in these columns
  uint32_t waiting_count;
  uint32_t seen, rare; // its places in all columns; more than these, and it is common
  uint32_t **leaves;
  size_t leaf_count;
  uint32_t texts;
};

Beginning *beginning_open(Store *store, BeginningIndex index, unsigned columns, Slice start) {
  Beginning *beginning = memory_new(1, sizeof *beginning);
  beginning->store = store;
  beginning->index = index;
  beginning->columns = columns;
  buffer_add(&beginning->start, start);
  buffer_add(&beginning->next, start);
  beginning_set_limit(beginning, RARE);
  return beginning;
}

void beginning_close(Beginning *beginning) {
  if (!beginning) return;
  buffer_release(&beginning->start);
  buffer_release(&beginning->next);
  buffer_release(&beginning->word);
  for (size_t i = 0; i < beginning->leaf_count; i++) free(beginning->leaves[i]);
  free(beginning->leaves);
  free(beginning->waiting);
  free(beginning);
}

void beginning_set_limit(Beginning *beginning, uint32_t rare) {
  beginning->rare = rare;
  beginning->waiting = memory_resize(beginning->waiting, rare, sizeof *beginning->waiting);
}

// ---- Counts

static uint32_t *leaf_of(Beginning *beginning, size_t at) {
  if (at >= beginning->leaf_count) {
    size_t count = at + at / 2 + 1;
    beginning->leaves = memory_resize(beginning->leaves, count, sizeof *beginning->leaves);
    memset(beginning->leaves + beginning->leaf_count, 0,
           (count - beginning->leaf_count) * sizeof *beginning->leaves);
    beginning->leaf_count = count;
  }
  if (!beginning->leaves[at]) beginning->leaves[at] = memory_new(LEAF, sizeof(uint32_t));
  return beginning->leaves[at];
}

static void count(Beginning *beginning, int64_t key, uint32_t places) {
  if (key < 0 || key > BEGINNING_KEY_MAX || places == 0) return;
  uint32_t *leaf = leaf_of(beginning, (size_t)key / LEAF) + key % LEAF;
  if (*leaf == 0) beginning->texts++;
  *leaf = *leaf > UINT32_MAX - places ? UINT32_MAX : *leaf + places;
}

uint32_t beginning_texts(const Beginning *beginning) {
  return beginning->texts;
}

uint32_t beginning_places(const Beginning *beginning, int64_t key) {
  if (key < 0 || (size_t)key / LEAF >= beginning->leaf_count) return 0;
  const uint32_t *leaf = beginning->leaves[key / LEAF];
  return leaf ? leaf[key % LEAF] : 0;
}

int64_t beginning_before(const Beginning *beginning, int64_t below) {
  int64_t all = (int64_t)(beginning->leaf_count * LEAF);
  for (int64_t key = (below > all ? all : below) - 1; key > 0; key--) {
    const uint32_t *leaf = beginning->leaves[key / LEAF];
    if (!leaf)
      key -= key % LEAF;
    else if (leaf[key % LEAF])
      return key;
  }
  return 0;
}

// ---- Rare words, place by place

static void set(Buffer *buffer, Slice text) {
  buffer_clear(buffer);
  buffer_add(buffer, text);
}

static void settle_rare(Beginning *beginning) {
  for (uint32_t i = 0; i < beginning->waiting_count; i++)
    count(beginning, beginning->waiting[i], 1);
  beginning->waiting_count = 0;
}

// The next word of the index: the places of the one before it are all there.
static void begin_word(Beginning *beginning, Slice term) {
  settle_rare(beginning);
  beginning->seen = 0;
  set(&beginning->word, term);
  set(&beginning->next, term);
}

// No term has a character as low as this, so nothing lies in between.
static void become_common(Beginning *beginning) {
  beginning->waiting_count = 0;
  beginning->common = true;
  beginning->behind = 0;
  set(&beginning->next, buffer_slice(&beginning->word));
  buffer_add_byte(&beginning->next, '\x01');
}

// False at the end: this word is common, or another one begins and the part is over.
static bool take_place(Beginning *beginning, const Statement *row) {
  Slice term = statement_text(row, 0);
  if (!slice_starts(term, buffer_slice(&beginning->start))) {
    beginning->done = true;
    return false;
  }
  if (!slice_equal(term, buffer_slice(&beginning->word))) {
    begin_word(beginning, term);
    if (beginning->left <= 0) return false;
  }
  beginning->left--;
  if (beginning->seen++ == beginning->rare) {
    become_common(beginning);
    return false;
  }
  if ((unsigned)statement_int(row, 2) & beginning->columns)
    beginning->waiting[beginning->waiting_count++] = statement_int(row, 1);
  return true;
}

// False when it was broken off.
static bool read_places(Beginning *beginning) {
  Statement *rows = statement_start(beginning->store, beginning->index == BEGINNING_BRIEFS
                                                          ? STATEMENT_BEGINNING_BRIEF_TERMS
                                                          : STATEMENT_BEGINNING_ANNOTATION_TERMS);
  Buffer from = {0}; // `next` goes on while this is read
  bool ended = true;
  set(&from, buffer_slice(&beginning->next));
  statement_bind_text(rows, buffer_slice(&from));
  buffer_clear(&beginning->word);
  beginning->waiting_count = 0;
  while (statement_next(rows)) {
    ended = take_place(beginning, rows);
    if (!ended) break;
  }
  statement_end(rows);
  buffer_release(&from);
  bool whole = !store_gave_up(beginning->store);
  if (ended && whole) beginning->done = true;
  if (beginning->done) settle_rare(beginning);
  return whole;
}

// ---- A common word, text by text

void beginning_write_columns(BeginningIndex index, unsigned columns, Buffer *match) {
  if (index == BEGINNING_ANNOTATIONS)
    buffer_printf(match, "{%s%s} : ", columns & BEGINNING_QUOTE ? "quote " : "",
                  columns & BEGINNING_COMMENT ? "comment" : "");
}

static void write_match(const Beginning *beginning, Buffer *match) {
  beginning_write_columns(beginning->index, beginning->columns, match);
  buffer_add_byte(match, '"');
  buffer_add(match, buffer_slice(&beginning->word));
  buffer_add_byte(match, '"');
}

// False when it was broken off.
static bool read_texts(Beginning *beginning) {
  Buffer match = {0};
  int64_t most = beginning->left, rows = 0;
  Statement *row = statement_start(beginning->store, beginning->index == BEGINNING_BRIEFS
                                                         ? STATEMENT_BEGINNING_BRIEFS
                                                         : STATEMENT_BEGINNING_ANNOTATIONS);
  write_match(beginning, &match);
  statement_bind_text(row, buffer_slice(&match));
  statement_bind_int(row, beginning->behind);
  statement_bind_int(row, most);
  for (; statement_next(row); rows++) {
    beginning->behind = statement_int(row, 0);
    count(beginning, beginning->behind, (uint32_t)statement_int(row, 1));
  }
  buffer_release(&match);
  beginning->left -= rows + WORD_COST;
  bool whole = !store_gave_up(beginning->store);
  if (whole && rows < most) beginning->common = false;
  return whole;
}

bool beginning_work(Beginning *beginning) {
  bool more = true;
  beginning->left = PART;
  for (bool whole = true; whole && more && beginning->left > 0;) {
    whole = beginning->common ? read_texts(beginning) : read_places(beginning);
    more = !beginning->done && !store_failed(beginning->store);
  }
  return more;
}

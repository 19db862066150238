// SPDX-License-Identifier: MIT
// A list of texts. Candidates come from the index, from what was counted of a beginning or, before
// that, from all texts; then what the index cannot tell is looked at in the text itself: accents,
// and the last word of a phrase that may go on.
//
// Who wants the first few texts only has looking and counting by turns, about as long each. Looking
// is the shorter way where many texts have the words, counting where few have; nobody knows before
// which it is, and so it takes at most twice the shorter one. Of annotations mostly one column is
// wanted: SQLite's own search for a beginning passes over the other one several times as fast as it
// is counted. It cannot be broken off, but nobody who wants a few types on meanwhile.
//
// Cost: 0.1 to 0.2 microseconds for a text of a common word; 60 for one that is read, 5 for an
// annotation.
#include "library/trawl.h"

#include "library/inside.h"
#include "library/rows.h"
#include "text/terms.h"

#include <stdlib.h>

enum {
  FIRST_PART = 64, // candidates of the first part
  PART = 4096,
  ASKED = 32,            // candidates between two questions whether to go on
  COUNTED_FIRST = 3,     // parts of counting before the newest texts are looked at
  LOOKED_AT = 64,        // of these
  BRIEFS_A_TURN = 16,    // texts that are looked at by turns with a part of counting
  ASKED_FIRST = 256,     // candidates of the first part where asking is dear
  ANNOTATIONS_FEW = 256, // that are looked at before the index is asked for all beginnings
  NEARLY_ALL = 256       // texts that are read rather than going on with counting
};

typedef enum Stage {
  STAGE_COUNT_FIRST, // what can be counted at once
  STAGE_LOOK,
  STAGE_COUNT,
  STAGE_LIST,
  STAGE_DONE
} Stage;

struct Trawl {
  Library *library;
  const Lookup *lookup;
  BeginningIndex index;
  unsigned columns;
  Stage stage;
  Beginning *beginnings[LOOKUP_TERMS_MAX]; // by phrase
  uint32_t texts;                          // of the index
  uint32_t counted, looked; // parts of counting; texts that were looked at in this turn
  bool few;                 // only the first are wanted
  bool open;                // counting was left off, as nearly all texts have the words
  bool asked;               // the index itself is asked for what begins so
  bool provisional;         // the list is what was found by looking at them
  bool reads;               // the text decides
  Buffer match;             // what the index is asked; empty: nothing
  int64_t behind;           // where the next part begins
  Keys part;                // candidates
  Keys keys;
};

// ---- Words that go on

// The index has the word without its accents.
static Beginning *open_beginning(const Trawl *trawl, uint32_t term) {
  Terms terms = terms_start(trawl->lookup->terms[term], TERMS_FOLDED);
  Slice folded = terms_next(&terms) ? terms_term(&terms) : SLICE("");
  return beginning_open(trawl->library->store, trawl->index, trawl->columns, folded);
}

static uint32_t count_index(const Trawl *trawl) {
  static const StatementId counts[] = {STATEMENT_BEGINNING_BRIEF_COUNT,
                                       STATEMENT_BEGINNING_ANNOTATION_COUNT};
  Store *store = trawl->library->store;
  return (uint32_t)statement_take_int(statement_start(store, counts[trawl->index]), 0);
}

static bool open_beginnings(Trawl *trawl) {
  bool any = false;
  for (uint32_t i = 0; i < trawl->lookup->phrase_count; i++) {
    LookupPhrase phrase = lookup_phrase(trawl->lookup, i);
    if (!phrase.begins) continue;
    any = any || phrase.count == 1;
    if (phrase.count == 1)
      trawl->beginnings[i] = open_beginning(trawl, phrase.first);
    else
      trawl->reads = true;
  }
  if (any) trawl->texts = count_index(trawl);
  return any;
}

// begun: the words that may go on as well.
static void write_match(Trawl *trawl, bool begun) {
  Buffer *match = &trawl->match, words = {0};
  if (begun)
    lookup_write_match(trawl->lookup, &words);
  else
    lookup_write_firm(trawl->lookup, LOOKUP_ALL, &words);
  buffer_clear(match);
  if (words.len > 0) {
    beginning_write_columns(trawl->index, trawl->columns, match);
    buffer_printf(match, "(%s)", words.ptr);
  }
  buffer_release(&words);
}

static void start_stage(Trawl *trawl, Stage stage) {
  trawl->stage = stage;
  trawl->behind = INT64_MAX;
}

Trawl *trawl_open(Library *library, const Lookup *lookup, BeginningIndex index, unsigned columns) {
  Trawl *trawl = memory_new(1, sizeof *trawl);
  trawl->library = library;
  trawl->lookup = lookup;
  trawl->index = index;
  trawl->columns = columns;
  trawl->reads = (lookup->flags & LOOKUP_ACCENTS) != 0;
  write_match(trawl, false);
  start_stage(trawl, open_beginnings(trawl) ? STAGE_COUNT_FIRST : STAGE_LIST);
  return trawl;
}

static void close_beginnings(Trawl *trawl) {
  for (uint32_t i = 0; i < LOOKUP_TERMS_MAX; i++) {
    beginning_close(trawl->beginnings[i]);
    trawl->beginnings[i] = NULL;
  }
}

void trawl_close(Trawl *trawl) {
  if (!trawl) return;
  close_beginnings(trawl);
  buffer_release(&trawl->match);
  keys_release(&trawl->part);
  keys_release(&trawl->keys);
  free(trawl);
}

// ---- What stands in a text

static bool annotation_has(const Trawl *trawl, int64_t key) {
  Statement *row = statement_start(trawl->library->store, STATEMENT_FIND_SAID);
  bool quotes = (trawl->columns & BEGINNING_QUOTE) != 0;
  bool comments = (trawl->columns & BEGINNING_COMMENT) != 0;
  statement_bind_int(row, key);
  statement_bind_int(row, quotes);
  bool has =
      statement_next(row) && ((comments && lookup_all_in(trawl->lookup, statement_text(row, 0))) ||
                              (quotes && lookup_all_in(trawl->lookup, statement_text(row, 1))));
  statement_end(row);
  return has;
}

static bool has_words(const Trawl *trawl, int64_t key) {
  if (trawl->index == BEGINNING_ANNOTATIONS) return annotation_has(trawl, key);
  return rows_text_has(trawl->library->store, key, trawl->lookup);
}

// Annotations of a brief that was removed are in the index.
static bool is_there(const Trawl *trawl, int64_t key) {
  if (trawl->index == BEGINNING_BRIEFS) return true;
  return statement_take_of(trawl->library->store, STATEMENT_FIND_ALIVE, key) != 0;
}

static bool is_in_nearly_all(const Trawl *trawl) {
  for (uint32_t i = 0; i < trawl->lookup->phrase_count; i++) {
    const Beginning *beginning = trawl->beginnings[i];
    if (beginning && beginning_texts(beginning) + NEARLY_ALL < trawl->texts) return false;
  }
  return true;
}

static bool is_counted(const Trawl *trawl, int64_t key) {
  for (uint32_t i = 0; i < trawl->lookup->phrase_count; i++)
    if (trawl->beginnings[i] && beginning_places(trawl->beginnings[i], key) == 0) return false;
  return true;
}

// ---- Candidates

static void take_rows(Trawl *trawl, StatementId id, uint32_t most) {
  Statement *rows = statement_start(trawl->library->store, id);
  if (trawl->match.len > 0) statement_bind_text(rows, buffer_slice(&trawl->match));
  statement_bind_int(rows, trawl->behind);
  statement_bind_int(rows, most);
  while (statement_next(rows)) keys_add(&trawl->part, statement_int(rows, 0));
}

static void take_counted(Trawl *trawl, uint32_t most) {
  uint32_t first = 0;
  while (!trawl->beginnings[first]) first++;
  for (int64_t key = trawl->behind; trawl->part.count < most;) {
    key = beginning_before(trawl->beginnings[first], key);
    if (key == 0) return;
    keys_add(&trawl->part, key);
  }
}

// The next candidates. False when it was broken off: then these are not all there are.
static bool take_part(Trawl *trawl, uint32_t most, StorePatience *go_on, void *context) {
  static const StatementId with[] = {STATEMENT_FIND_BRIEFS, STATEMENT_FIND_ANNOTATIONS};
  static const StatementId any[] = {STATEMENT_FIND_ANY_BRIEFS, STATEMENT_FIND_ANY_ANNOTATIONS};
  Store *store = trawl->library->store;
  trawl->part.count = 0;
  store_set_patience(store, go_on, context);
  if (trawl->match.len > 0)
    take_rows(trawl, with[trawl->index], most);
  else if (trawl->stage == STAGE_LOOK || trawl->open)
    take_rows(trawl, any[trawl->index], most);
  else
    take_counted(trawl, most);
  store_set_patience(store, NULL, NULL);
  return !store_gave_up(store);
}

// ---- The stages

// Does the text decide?
static bool is_read(const Trawl *trawl, int64_t key) {
  return trawl->reads || trawl->stage == STAGE_LOOK || (trawl->open && !is_counted(trawl, key));
}

static bool passes(const Trawl *trawl, int64_t key, bool read) {
  bool counts = trawl->stage == STAGE_LIST && !trawl->open;
  if (counts && !is_counted(trawl, key)) return false;
  return (!read || has_words(trawl, key)) && is_there(trawl, key);
}

// Lists those of the next candidates that pass; that may be broken off as well, after any one.
// Returns how many it came to, and whether there are more.
static uint32_t list_part(Trawl *trawl, uint32_t most, StorePatience *go_on, void *context,
                          bool *more) {
  bool whole = take_part(trawl, most, go_on, context);
  *more = !whole || trawl->part.count == most;
  if (trawl->stage == STAGE_LIST && trawl->provisional) {
    if (!whole) return 0;
    trawl->provisional = false;
    trawl->keys.count = 0;
  }
  for (uint32_t i = 0; i < trawl->part.count; i++) {
    int64_t key = trawl->part.items[i];
    bool read = is_read(trawl, key);
    if (i > 0 && (read || i % ASKED == 0) && go_on && !go_on(context)) {
      *more = true;
      return i;
    }
    if (passes(trawl, key, read)) keys_add(&trawl->keys, key);
    trawl->behind = key;
  }
  return trawl->part.count;
}

static bool count_part(Trawl *trawl, StorePatience *go_on, void *context) {
  Store *store = trawl->library->store;
  bool more = false;
  store_set_patience(store, go_on, context);
  for (uint32_t i = 0; i < trawl->lookup->phrase_count && !more; i++)
    more = trawl->beginnings[i] && beginning_work(trawl->beginnings[i]);
  store_set_patience(store, NULL, NULL);
  trawl->counted++;
  return more;
}

static void count_on(Trawl *trawl, StorePatience *go_on, void *context) {
  trawl->open = count_part(trawl, go_on, context);
  if (!trawl->open || is_in_nearly_all(trawl))
    start_stage(trawl, STAGE_LIST);
  else if (trawl->few || (trawl->stage == STAGE_COUNT_FIRST && trawl->counted == COUNTED_FIRST))
    trawl->stage = STAGE_LOOK; // where it was left
}

static void finish(Trawl *trawl) {
  trawl->stage = STAGE_DONE;
  if (trawl->index == BEGINNING_ANNOTATIONS) close_beginnings(trawl); // these are not weighed
}

// SQLite puts together all texts that have the words before it gives the first.
static void ask_for_beginnings(Trawl *trawl) {
  close_beginnings(trawl);
  trawl->open = false;
  trawl->asked = true;
  write_match(trawl, true);
  start_stage(trawl, STAGE_LIST);
}

static uint32_t looks_in_a_turn(const Trawl *trawl) {
  if (!trawl->few) return LOOKED_AT;
  return trawl->index == BEGINNING_BRIEFS ? BRIEFS_A_TURN : ANNOTATIONS_FEW;
}

static void end_turn(Trawl *trawl) {
  trawl->looked = 0;
  if (trawl->few && trawl->index == BEGINNING_ANNOTATIONS)
    ask_for_beginnings(trawl);
  else
    trawl->stage = STAGE_COUNT;
}

// Where it comes to the end of the texts that can have the words, there is nothing left to count.
// Many small statements cost less in one transaction.
static void look(Trawl *trawl, StorePatience *go_on, void *context) {
  Store *store = trawl->library->store;
  uint32_t most = looks_in_a_turn(trawl) - trawl->looked;
  bool more;
  Error ignored;
  bool reading = store_begin_reading(store, &ignored);
  trawl->provisional = true;
  trawl->looked += list_part(trawl, most < LOOKED_AT ? most : LOOKED_AT, go_on, context, &more);
  if (reading) store_end_reading(store);
  if (!more)
    finish(trawl);
  else if (trawl->looked == looks_in_a_turn(trawl))
    end_turn(trawl);
}

// Behind the first part it goes on in larger ones.
static uint32_t size_of_part(const Trawl *trawl) {
  bool first = trawl->provisional || trawl->keys.count == 0;
  if (trawl->asked) return first ? ASKED_FIRST : PART;
  return trawl->reads || first ? FIRST_PART : PART;
}

static void list(Trawl *trawl, StorePatience *go_on, void *context) {
  bool more;
  list_part(trawl, size_of_part(trawl), go_on, context, &more);
  if (!more) finish(trawl);
}

bool trawl_work(Trawl *trawl, StorePatience *go_on, void *context) {
  switch (trawl->stage) {
  case STAGE_COUNT_FIRST:
  case STAGE_COUNT: count_on(trawl, go_on, context); break;
  case STAGE_LOOK: look(trawl, go_on, context); break;
  case STAGE_LIST: list(trawl, go_on, context); break;
  case STAGE_DONE: break;
  }
  return trawl->stage != STAGE_DONE && !store_failed(trawl->library->store);
}

void trawl_want_few(Trawl *trawl) {
  trawl->few = true;
}

const Keys *trawl_keys(const Trawl *trawl) {
  return &trawl->keys;
}

bool trawl_complete(const Trawl *trawl) {
  return trawl->stage == STAGE_DONE;
}

bool trawl_count(Trawl *trawl, StorePatience *go_on, void *context) {
  if (trawl->open) trawl->open = count_part(trawl, go_on, context);
  return trawl->open;
}

const Beginning *trawl_beginning(const Trawl *trawl, uint32_t phrase) {
  return trawl->beginnings[phrase];
}

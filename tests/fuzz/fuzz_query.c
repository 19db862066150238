// SPDX-License-Identifier: MIT
// A query from a prompt or the command line: whatever the bytes, the place of a fault is in them,
// who is typing always gets a tree, and the tree becomes SQL that SQLite takes.
#include "fuzz/target.h"

#include "base/error.h"
#include "library/query.h"

// One for all inputs: nothing is changed in it.
static Library *library(void) {
  static Library *only;
  Error err = {0};
  if (!only) only = library_open_memory(&err);
  if (!only) BUG("no library: %s", err.message);
  return only;
}

static void check_fault(const QueryFault *fault, size_t size) {
  if (fault->message[0] == '\0') return;
  if ((size_t)fault->pos + fault->len > size) BUG("a fault behind the end");
  if (fault->column == 0 || fault->column > 8 * size + 1)
    BUG("a fault in column %u", fault->column);
}

static void ask(const Query *query) {
  Error err = {0};
  Keys keys;
  if (!query_find_briefs(library(), query, &keys, &err)) BUG("briefs: %s", err.message);
  keys_release(&keys);
  if (!query_find_annotations(library(), query, 0, &keys, &err))
    BUG("annotations: %s", err.message);
  keys_release(&keys);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static const QueryMode modes[] = {QUERY_STRICT, QUERY_TYPING};
  for (int i = 0; i < 2; i++) {
    Query query;
    Error err = {0};
    bool ok = query_parse(&query, slice_make((const char *)data, size), modes[i], &err);
    if (modes[i] == QUERY_TYPING && !ok) BUG("who is typing was refused");
    if (!ok && (err.kind != ERROR_USAGE || !query.fault.message[0])) BUG("refused without a word");
    check_fault(&query.fault, size);
    if (ok) ask(&query);
    query_release(&query);
  }
  return 0;
}

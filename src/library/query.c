// SPDX-License-Identifier: MIT
// Asking a library. A query without relations is one statement; one with relations has these solved
// first, and is then one that looks their keys up. What is found is kept as keys, 8 bytes for each;
// rows are read from these as they are walked.
#include "library/query.h"

#include "library/choice.h"
#include "library/inside.h"
#include "library/query_solve.h"
#include "library/query_token.h"
#include "library/rows.h"
#include "store/selection.h"

#include <stdlib.h>
#include <string.h>

// A selection of a query, and what it looks up.
typedef struct Asked {
  QuerySolution solution;
  Selection *selection;
} Asked;

static bool ask(Library *library, const Query *query, SelectionId id, Asked *asked, Error *err) {
  const Condition *condition = &query->condition;
  bool briefs = id == SELECTION_BRIEF_KEYS || id == SELECTION_BRIEF_PAGE;
  if (!query_solve(library, condition, &asked->solution, err)) return false;
  asked->selection = selection_new(library->store, id, condition, condition->root,
                                   briefs ? asked->solution.briefs : asked->solution.annotations);
  return true;
}

// Releases it; whether all went well.
static bool end_asking(Library *library, Asked *asked, Error *err) {
  selection_free(asked->selection);
  query_solve_release(&asked->solution);
  return store_check(library->store, err);
}

// ---- Keys

bool query_find_briefs(Library *library, const Query *query, Keys *keys, Error *err) {
  Asked asked;
  *keys = (Keys){0};
  if (!ask(library, query, SELECTION_BRIEF_KEYS, &asked, err)) return false;
  Statement *rows = selection_start(asked.selection);
  while (statement_next(rows)) keys_add(keys, statement_int(rows, 0));
  keys_sort(keys);
  if (end_asking(library, &asked, err)) return true;
  keys_release(keys);
  return false;
}

// The annotations, and if `briefs` is not NULL the briefs where they stand.
static bool find_annotations(Library *library, const Query *query, int64_t brief, Keys *keys,
                             Keys *briefs, Error *err) {
  Asked asked;
  if (!ask(library, query, SELECTION_ANNOTATION_KEYS, &asked, err)) return false;
  Statement *rows = selection_start(asked.selection);
  statement_bind_int(rows, brief);
  while (statement_next(rows)) {
    int64_t own = statement_int(rows, 1);
    keys_add(keys, statement_int(rows, 0));
    if (briefs && (briefs->count == 0 || briefs->items[briefs->count - 1] != own))
      keys_add(briefs, own);
  }
  keys_sort(keys);
  if (briefs) keys_sort(briefs);
  return end_asking(library, &asked, err);
}

bool query_find_annotations(Library *library, const Query *query, int64_t brief, Keys *keys,
                            Error *err) {
  *keys = (Keys){0};
  if (find_annotations(library, query, brief, keys, NULL, err)) return true;
  keys_release(keys);
  return false;
}

bool query_find_passing(Library *library, const Query *query, int64_t brief, Keys *keys,
                        Keys *briefs, Error *err) {
  *keys = *briefs = (Keys){0};
  if (find_annotations(library, query, brief, keys, briefs, err)) return true;
  keys_release(keys);
  keys_release(briefs);
  return false;
}

// ---- Briefs

static void bind_place(Statement *rows, const Brief *after) {
  const char *const place[] = {after ? after->date : NULL, after ? after->title : NULL,
                               after ? after->hash : NULL};
  for (size_t i = 0; i < sizeof place / sizeof *place; i++)
    statement_bind_text_or_null(rows, place[i]);
}

bool query_briefs(Library *library, const Query *query, const Brief *after, uint32_t most,
                  BriefList *page, Error *err) {
  Asked asked;
  size_t capacity = 0;
  *page = (BriefList){0};
  if (!ask(library, query, SELECTION_BRIEF_PAGE, &asked, err)) return false;
  Statement *rows = selection_start(asked.selection);
  bind_place(rows, after);
  statement_bind_int(rows, most);
  while (statement_next(rows)) {
    page->items = memory_grow(page->items, page->count, &capacity, sizeof *page->items);
    rows_take_brief(rows, &page->items[page->count++]);
  }
  if (end_asking(library, &asked, err)) return true;
  brief_release_list(page);
  return false;
}

// ---- Annotations, in the order of their briefs

struct QueryWalk {
  Library *library;
  Keys annotations, briefs; // that match, and where they stand
  Statement *rows;          // of these briefs, in order
  Choice choice;
  ChoiceWalk walk;
  Brief brief; // its own
  bool inside; // the walk is through a brief
  bool begun;  // the choice
};

QueryWalk *query_walk(Library *library, const Query *query, Error *err) {
  QueryWalk *walk = memory_new(1, sizeof *walk);
  walk->library = library;
  walk->begun = find_annotations(library, query, 0, &walk->annotations, &walk->briefs, err) &&
                choice_begin(library, err);
  if (!walk->begun) {
    Error ignored = {0};
    query_end(walk, &ignored);
    return NULL;
  }
  walk->choice.keys = &walk->annotations;
  walk->rows = statement_start(library->store, STATEMENT_BRIEFS_OF_KEYS);
  statement_bind_keys(walk->rows, &walk->briefs);
  return walk;
}

static void leave_brief(QueryWalk *walk) {
  if (!walk->inside) return;
  choice_end_walk(&walk->walk);
  brief_release(&walk->brief);
  walk->inside = false;
}

static bool enter_brief(QueryWalk *walk) {
  if (!statement_next(walk->rows)) return false;
  rows_take_brief(walk->rows, &walk->brief);
  walk->walk = choice_walk(walk->library, &walk->choice, &walk->brief, NULL);
  walk->inside = true;
  return true;
}

bool query_next(QueryWalk *walk, Annotation *annotation) {
  while (walk->inside || enter_brief(walk)) {
    if (choice_next(&walk->walk, annotation)) return true;
    leave_brief(walk);
  }
  return false;
}

bool query_end(QueryWalk *walk, Error *err) {
  if (!walk) return true;
  leave_brief(walk);
  if (walk->rows) statement_end(walk->rows);
  if (walk->begun) choice_end(walk->library);
  keys_release(&walk->annotations);
  keys_release(&walk->briefs);
  bool ok = store_check(walk->library->store, err);
  free(walk);
  return ok;
}

// ---- Writing a query

// Would it be read as one word that is just this?
static bool is_plain(Slice value) {
  uint32_t pos = 0;
  Buffer word = {0};
  QueryToken token = query_token_next(value, &pos, &word);
  bool plain = value.len > 0 && !token.quoted && token.kind != QUERY_TOKEN_OPEN &&
               token.kind != QUERY_TOKEN_CLOSE && span_len(token.span) == value.len &&
               !strchr("<=>", value.ptr[0]) && !memchr(value.ptr, '*', value.len) &&
               !memchr(value.ptr, '\\', value.len);
  buffer_release(&word);
  return plain;
}

void query_write_term(const char *field, Slice comparison, Slice value, Buffer *out) {
  bool plain = is_plain(value);
  buffer_printf(out, "%s:%.*s%s", field, (int)comparison.len, comparison.ptr, plain ? "" : "\"");
  for (size_t i = 0; i < value.len; i++) {
    if (value.ptr[i] == '"' || value.ptr[i] == '\\') buffer_add_byte(out, '\\');
    buffer_add_byte(out, value.ptr[i]);
  }
  if (!plain) buffer_add_byte(out, '"');
}

void query_write_tag(const char *path, Buffer *out) {
  query_write_term("tag", SLICE(""), slice_of(path), out);
}

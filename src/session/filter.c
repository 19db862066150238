// SPDX-License-Identifier: MIT
// Filters of lists. A query is asked once for each key that is typed; which rows pass is then a
// search in what was found, whatever order they are in.
#include "session/filter.h"

// An empty query, or one of which nothing is complete yet.
static bool parse(Filter *filter, Slice typed, Query *query) {
  Error ignored = {0};
  filter_release(filter);
  query_parse(query, typed, QUERY_TYPING, &ignored);
  return !query->everything;
}

bool filter_annotations(Filter *filter, Library *library, Slice typed, int64_t brief, Error *err) {
  Query query;
  bool narrows = parse(filter, typed, &query);
  bool ok = !narrows || query_find_annotations(library, &query, brief, &filter->passing, err);
  filter->narrows = narrows && ok;
  query_release(&query);
  return ok;
}

bool filter_passes(const Filter *filter, int64_t key) {
  return !filter->narrows || keys_have(&filter->passing, key);
}

void filter_release(Filter *filter) {
  keys_release(&filter->passing);
  filter->narrows = false;
}

static void write_fault(Slice typed, QueryMode mode, Buffer *out) {
  Query query;
  Error ignored = {0};
  query_parse(&query, typed, mode, &ignored);
  if (query.fault.message[0])
    buffer_printf(out, "column %u: %s", query.fault.column, query.fault.message);
  query_release(&query);
}

void filter_write_fault(Slice typed, Buffer *out) {
  write_fault(typed, QUERY_TYPING, out);
}

void filter_write_final_fault(Slice typed, Buffer *out) {
  write_fault(typed, QUERY_STRICT, out);
}

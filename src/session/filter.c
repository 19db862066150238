// SPDX-License-Identifier: MIT
// Filters of lists. A query is asked once for each key that is typed; which rows pass is then a
// search in what was found, whatever order they are in.
#include "session/filter.h"

bool filter_annotations(Filter *filter, Library *library, const FilterWish *wish,
                        const FilterPatience *patience, Error *err) {
  Query query;
  Filter coming = {0};
  Error ignored = {0};
  query_parse(&query, wish->typed, wish->mode, &ignored);
  bool ok = true, broken_off = false;
  if (!query.everything) {
    choice_set_patience(library, patience ? patience->go_on : NULL,
                        patience ? patience->context : NULL);
    ok = query_find_passing(library, &query, wish->brief, &coming.passing, &coming.briefs, err);
    choice_set_patience(library, NULL, NULL);
    broken_off = choice_gave_up(library);
  }
  coming.narrows = !query.everything && ok;
  query_release(&query);
  if (broken_off) {
    filter_release(&coming);
    return false;
  }
  filter_release(filter);
  *filter = coming;
  return ok;
}

bool filter_passes(const Filter *filter, int64_t key) {
  return !filter->narrows || keys_have(&filter->passing, key);
}

void filter_release(Filter *filter) {
  keys_release(&filter->passing);
  keys_release(&filter->briefs);
  filter->narrows = false;
}

void filter_settle(Slice typed, Buffer *out) {
  Query query;
  Error ignored = {0};
  query_parse(&query, typed, QUERY_TYPING, &ignored);
  buffer_add(out, slice_trim(typed));
  if (query.goes_on) buffer_add_byte(out, '*');
  query_release(&query);
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

// SPDX-License-Identifier: MIT
// `postil list`: the briefs, in the order of exports (by date, title, hash) or one of the list on
// the screen; or their annotations. With a query those that match.
#include "base/gauge.h"
#include "base/safe.h"
#include "cli/brief_json.h"
#include "cli/passages.h"
#include "cli/run.h"
#include "cli/table.h"
#include "library/roster.h"

enum { AUTHOR_COLUMNS = 16 };

static Slice short_id(const Run *run, const Brief *brief) {
  return run->output.tty ? slice_make(brief->id, 8) : slice_of(brief->id);
}

static unsigned percent_read(const Brief *brief) {
  return brief->read ? 100 : gauge_percent(brief->place_cp, brief->length_cp);
}

// A guess is marked. On a terminal many authors must not crowd out the title.
static void add_author(const Run *run, Buffer *cell, const Brief *brief) {
  if (run->output.tty)
    safe_append_fit(cell, slice_of(brief->author), safe_mode_of_locale(), AUTHOR_COLUMNS);
  else
    buffer_add_string(cell, brief->author);
  if (brief->author_guessed) buffer_add_byte(cell, '?');
}

// A title that the file does not state is in brackets.
static void add_row(Run *run, Table *table, const Brief *brief) {
  const Output *output = &run->output;
  table_add(table, output, short_id(run, brief));
  table_add(table, output, slice_of(brief->date));
  table_add_number(table, output, brief->annotations);
  Buffer cell = {0};
  buffer_printf(&cell, "%u%%", percent_read(brief));
  table_add(table, output, buffer_slice(&cell));
  buffer_clear(&cell);
  add_author(run, &cell, brief);
  table_add(table, output, buffer_slice(&cell));
  buffer_clear(&cell);
  bool stated = brief_title_stated(brief);
  buffer_printf(&cell, stated ? "%s" : "[%s]", brief->title);
  table_add(table, output, buffer_slice(&cell));
  buffer_release(&cell);
}

static void print_briefs(Run *run, const BriefList *list) {
  Table table = {.columns = 6, .right = 1 << 2 | 1 << 3, .fit = true};
  for (uint32_t i = 0; i < list->count; i++) {
    if (!run->json) {
      add_row(run, &table, &list->items[i]);
      continue;
    }
    brief_json_write(&list->items[i], (Slice){0}, &run->output.text);
    output_flush(&run->output);
  }
  table_print(&table, &run->output);
}

static void reverse(BriefList *list) {
  for (uint32_t i = 0; i < list->count / 2; i++) {
    Brief *other = &list->items[list->count - 1 - i], kept = list->items[i];
    list->items[i] = *other;
    *other = kept;
  }
}

// As the options want it.
static bool arrange(Run *run, BriefList *list, Error *err) {
  const char *column = options_value(run->options, "sort");
  if (column && !roster_sort(run->library, roster_find_order(slice_of(column)), list, err))
    return false;
  if (options_has(run->options, "reverse")) reverse(list);
  return true;
}

static bool list_briefs(Run *run, const Query *query, uint64_t *count, Error *err) {
  BriefList list = {0};
  bool ok = query->everything ? brief_list(run->library, &list, err)
                              : query_briefs(run->library, query, NULL, UINT32_MAX, &list, err);
  ok = ok && arrange(run, &list, err);
  if (ok) print_briefs(run, &list);
  *count = list.count;
  brief_release_list(&list);
  return ok;
}

// Who asks is told by the status, too, whether there is anything.
static int tell_none(const Run *run, const Query *query) {
  if (!query->everything) return ERROR_NOTHING;
  if (run->output.tty && !run->json && !options_has(run->options, "annotations"))
    output_tell("the library is empty; 'postil add FILE…' adds briefs");
  return 0;
}

static bool check_options(const Options *options, Error *err) {
  const char *column = options_value(options, "sort");
  bool arranged = column || options_has(options, "reverse");
  if (arranged && options_has(options, "annotations"))
    return error_set(err, ERROR_USAGE,
                     "cannot sort annotations: --sort and --reverse are for briefs");
  if (!column || roster_find_order(slice_of(column)) < ROSTER_ORDER_COUNT) return true;
  error_set(err, ERROR_USAGE, "cannot sort by '%s'", column);
  return error_hint(err, "date, title, author, series, read, annotations or added");
}

int run_list(Run *run, Error *err) {
  Query query = {0};
  uint64_t count = 0;
  bool annotations = options_has(run->options, "annotations");
  if (!check_options(run->options, err) || !run_read_query(run, 0, &query, err) ||
      !run_open_library(run, LIBRARY_READ, err)) {
    query_release(&query);
    return 0;
  }
  run_tell_unknown_tag(run, &query);
  bool ok = annotations ? passages_print(run, &query, &count, err)
                        : list_briefs(run, &query, &count, err);
  int status = ok && count == 0 ? tell_none(run, &query) : 0;
  query_release(&query);
  return status;
}

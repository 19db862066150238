// SPDX-License-Identifier: MIT
// `postil export`: annotations to standard output as they are read, to a file that is whole or not
// there at all, or to a folder of such files.
#include "base/moment.h"
#include "cli/run.h"
#include "exchange/exchange.h"

enum { CONTEXT_MOST = 100 };

static const ExchangeFormat *find_format(const Options *options, Error *err) {
  const char *name = options_value(options, "format");
  const ExchangeFormat *format = name ? exchange_find_format(slice_of(name)) : NULL;
  if (format) return format;
  if (name)
    error_set(err, ERROR_USAGE, "cannot export to '%.100s': there is no such format", name);
  else
    error_set(err, ERROR_USAGE, "cannot export: no format is named");
  error_hint(err, "--format names one; 'postil help formats' lists them");
  return NULL;
}

// An option that this format knows nothing of would be a wish that nobody hears.
static bool check_options(const Options *options, const ExchangeFormat *format, Error *err) {
  const struct {
    const char *option, *formats;
    bool fits;
  } only[] = {{"spreadsheet", "csv", strcmp(format->name, "csv") == 0},
              {"with-text", "jsonl", strcmp(format->name, "jsonl") == 0},
              {"group-by", "markdown and org", format->groups},
              {"context", "markdown and org", format->groups},
              {"update", "markdown and org", format->updates}};
  for (size_t i = 0; i < sizeof only / sizeof *only; i++) {
    if (only[i].fits || !options_has(options, only[i].option)) continue;
    return error_set(err, ERROR_USAGE, "cannot export to '%s' with --%s: that is for %s",
                     format->name, only[i].option, only[i].formats);
  }
  return true;
}

// Updating is of a file that is there, or will be the next time.
static bool check_update(const Options *options, Error *err) {
  const char *path = options_value(options, "output");
  bool update = options_has(options, "update");
  if (update && (!path || strcmp(path, "-") == 0))
    return error_set(err, ERROR_USAGE, "cannot update without -o FILE");
  if (update && options_has(options, "force"))
    return error_set(err, ERROR_USAGE, "cannot update with --force: that replaces the file");
  if (!update && options_has(options, "dry-run"))
    return error_set(err, ERROR_USAGE, "cannot rehearse an export without --update");
  return true;
}

// ---- What is chosen

// The moment at which a day begins, in UTC.
static bool read_day(const char *typed, int64_t *moment, Error *err) {
  Buffer text = {0};
  buffer_printf(&text, "%.16sT00:00:00Z", typed);
  bool ok = moment_parse(buffer_slice(&text), moment);
  buffer_release(&text);
  return ok ||
         error_set(err, ERROR_USAGE, "cannot read the date '%.100s': it is no YYYY-MM-DD", typed);
}

static bool read_days(const Options *options, ExchangeOptions *filter, Error *err) {
  const int64_t day = INT64_C(86400) * 1000000;
  const char *since = options_value(options, "since"), *until = options_value(options, "until");
  if (since && !read_day(since, &filter->since, err)) return false;
  if (!until) return true;
  if (!read_day(until, &filter->until, err)) return false;
  filter->until += day;
  if (!since || filter->since < filter->until) return true;
  return error_set(err, ERROR_USAGE,
                   "cannot export from '%.20s' until '%.20s': that ends before it begins", since,
                   until);
}

static bool read_colour(const Options *options, Colour *colour, ExchangeOptions *filter,
                        Error *err) {
  const char *name = options_value(options, "colour");
  if (!name) return true;
  filter->colour = colour;
  return colour_parse(slice_of(name), colour) ||
         error_set(err, ERROR_USAGE,
                   "cannot choose the colour '%.100s': there is none of that name", name);
}

static bool read_grouping(const Options *options, ExchangeOptions *filter, Error *err) {
  const char *group = options_value(options, "group-by"),
             *number = options_value(options, "context");
  if (group && !exchange_find_group(slice_of(group), &filter->group))
    return error_set(err, ERROR_USAGE, "cannot group by '%.100s': brief, tag and colour can be",
                     group);
  if (number && !options_number(number, CONTEXT_MOST, &filter->context))
    return error_set(err, ERROR_USAGE, "cannot show '%.100s' sentences: 0 to %d are possible",
                     number, CONTEXT_MOST);
  return true;
}

// The words, or what --query says.
static bool read_query(Run *run, Query *query, ExchangeOptions *filter, Error *err) {
  const char *option = options_value(run->options, "query");
  if (option && run->word_count > 0)
    return error_set(err, ERROR_USAGE, "cannot export '%.100s': --query says what already",
                     run->words[0]);
  bool ok = option ? query_parse(query, slice_of(option), QUERY_STRICT, err)
                   : run_read_query(run, 0, query, err);
  if (ok && !query->everything) filter->query = query;
  return ok;
}

static bool read_filter(Run *run, Colour *colour, Query *query, ExchangeOptions *filter,
                        Error *err) {
  const Options *options = run->options;
  const char *brief = options_value(options, "brief");
  *filter = (ExchangeOptions){.tag = options_value(options, "tag"),
                              .spreadsheet = options_has(options, "spreadsheet"),
                              .with_text = options_has(options, "with-text")};
  return read_query(run, query, filter, err) && read_days(options, filter, err) &&
         read_colour(options, colour, filter, err) && read_grouping(options, filter, err) &&
         run_open_library(run, LIBRARY_READ, err) &&
         (!brief || brief_find(run->library, brief, &filter->brief, err));
}

// A tag that is mistyped would be an export of nothing.
static void tell_unknown(const Run *run, const ExchangeOptions *filter) {
  Query query = {0};
  Buffer term = {0};
  Error ignored = {0};
  if (filter->query) run_tell_unknown_tag(run, filter->query);
  if (!filter->tag) return;
  query_write_tag(filter->tag, &term);
  if (query_parse(&query, buffer_slice(&term), QUERY_STRICT, &ignored))
    run_tell_unknown_tag(run, &query);
  query_release(&query);
  buffer_release(&term);
}

// ---- Where it goes

// A failure of standard output is told when it is closed.
static bool print(void *context, Slice bytes, Error *err) {
  Output *output = context;
  (void)err;
  buffer_add(&output->text, bytes);
  output_flush(output);
  return true;
}

static void tell_kept(void *context, const char *path, uint32_t line, const char *what) {
  (void)context;
  output_tell("%s:%u: %s", path, (unsigned)line, what);
}

static void print_update(Run *run, const Update *update) {
  Buffer *out = &run->output.text;
  buffer_printf(out, "%s: ", options_value(run->options, "output"));
  update_write_counts(&update->counts, out);
  buffer_add_byte(out, '\n');
}

static Target find_target(Run *run, const ExchangeFormat *format) {
  const char *path = options_value(run->options, "output");
  if (!path || strcmp(path, "-") == 0) return target_of_taker(print, &run->output);
  return exchange_target(format, path, options_has(run->options, "force"));
}

static void export_chosen(Run *run, const ExchangeFormat *format, const ExchangeOptions *filter,
                          Error *err) {
  ExchangeReport report = {0};
  Update update = {.rehearsal = options_has(run->options, "dry-run"), .say = tell_kept};
  Target target = find_target(run, format);
  if (options_has(run->options, "update")) target.update = &update;
  if (exchange_export(run->library, format, filter, &target, &report, err)) {
    if (target.update) print_update(run, &update);
    if (report.remark.len > 0) output_tell("%s: %s", format->name, report.remark.ptr);
  } else if (err->kind == ERROR_CREATE && format->updates && !target.update) {
    error_hint(err, "nothing was touched; --update keeps what people wrote, --force replaces it");
  }
  update_release(&update);
  exchange_release_report(&report);
}

int run_export(Run *run, Error *err) {
  ExchangeOptions filter;
  Colour colour;
  Query query = {0};
  const ExchangeFormat *format = find_format(run->options, err);
  if (format && check_options(run->options, format, err) && check_update(run->options, err) &&
      read_filter(run, &colour, &query, &filter, err)) {
    tell_unknown(run, &filter);
    export_chosen(run, format, &filter, err);
  }
  query_release(&query);
  return 0;
}

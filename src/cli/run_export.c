// SPDX-License-Identifier: MIT
// `postil export`: annotations to standard output, or to a file that is whole or not there at all.
#include "base/file.h"
#include "cli/run.h"
#include "exchange/exchange.h"

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
  static const struct {
    const char *option, *format;
  } only[] = {{"spreadsheet", "csv"}, {"with-text", "jsonl"}};
  for (size_t i = 0; i < sizeof only / sizeof *only; i++) {
    if (!options_has(options, only[i].option) || strcmp(format->name, only[i].format) == 0)
      continue;
    return error_set(err, ERROR_USAGE, "cannot export to '%s' with --%s: that is for %s",
                     format->name, only[i].option, only[i].format);
  }
  return true;
}

static bool read_filter(Run *run, ExchangeOptions *filter, Error *err) {
  const char *word = options_value(run->options, "brief");
  *filter = (ExchangeOptions){.tag = options_value(run->options, "tag"),
                              .spreadsheet = options_has(run->options, "spreadsheet"),
                              .with_text = options_has(run->options, "with-text")};
  return !word || brief_find(run->library, word, &filter->brief, err);
}

static void deliver(Run *run, Buffer *bytes, Error *err) {
  const char *path = options_value(run->options, "output");
  if (path && strcmp(path, "-") != 0) {
    file_write(path, buffer_slice(bytes), options_has(run->options, "force"), err);
    return;
  }
  buffer_release(&run->output.text);
  run->output.text = *bytes;
  *bytes = (Buffer){0};
  output_flush(&run->output);
}

int run_export(Run *run, Error *err) {
  ExchangeOptions filter;
  Buffer bytes = {0};
  const ExchangeFormat *format = find_format(run->options, err);
  if (format && check_options(run->options, format, err) &&
      run_open_library(run, LIBRARY_READ, err) && read_filter(run, &filter, err) &&
      exchange_export(run->library, format, &filter, &bytes, err))
    deliver(run, &bytes, err);
  buffer_release(&bytes);
  return 0;
}

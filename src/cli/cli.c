// SPDX-License-Identifier: MIT
// The command line from argv to exit status: makes the process safe to write in, reads the options,
// finds the subcommand, runs it, and sees to it that what was printed has arrived.
//
//   argv ── global options ── first word ──┬─ a subcommand: its own options too ── run_NAME()
//                                          ├─ a file: run_files()
//                                          └─ none: run_bare()
#include "cli/cli.h"

#include "base/file.h"
#include "base/memory.h"
#include "cli/subcommand.h"
#include "import/convert.h"
#include "import/optional.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

// A closed 0, 1 or 2 would be taken by the library's file, and a message printed into it. What
// stands in instead is open the wrong way round, so that lost output fails and is told.
static bool fill_closed_descriptors(void) {
  for (int fd = 0; fd <= 2; fd++) {
    if (fcntl(fd, F_GETFD) >= 0 || errno != EBADF) continue;
    if (open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd) return false;
  }
  return true;
}

static bool parse_arguments(int argc, char **argv, Options *options, const Subcommand **subcommand,
                            Error *err) {
  const char *const *arguments = (const char *const *)argv;
  int at = argc > 0 ? 1 : 0;
  if (!options_parse(options, arguments, argc, &at, subcommand_global_options, NULL, true, err))
    return false;
  if (options->word_count > 0 && !options->literal)
    *subcommand = subcommand_find(options->words[0]);
  const Option *own = *subcommand ? (*subcommand)->options : NULL;
  options->subcommand = *subcommand ? (*subcommand)->name : NULL;
  return options_parse(options, arguments, argc, &at, subcommand_global_options, own, false, err);
}

// NO_COLOR (no-color.org) counts when it is not empty; an option counts more.
static bool decide_colour(const Options *options, bool *colour, Error *err) {
  const char *when = options_value(options, "color");
  const char *no_color = getenv("NO_COLOR");
  *colour = !(no_color && no_color[0]);
  if (!when || strcmp(when, "auto") == 0) return true;
  *colour = strcmp(when, "always") == 0;
  if (*colour || strcmp(when, "never") == 0) return true;
  return error_set(err, ERROR_USAGE, "cannot read '--color=%s': it is auto, always or never", when);
}

static bool check_words(const Subcommand *subcommand, uint32_t count, Error *err) {
  if (count >= subcommand->least && count <= subcommand->most) return true;
  error_set(err, ERROR_USAGE, "cannot run '%s': %s", subcommand->name,
            count < subcommand->least ? "something is missing" : "there are too many words");
  return error_hint(err, "usage: postil %s%s%s", subcommand->name, subcommand->usage[0] ? " " : "",
                    subcommand->usage);
}

// The version, which optional libraries this build has, and which converters are found.
static void write_version(Buffer *out) {
  buffer_add_string(out, "postil " POSTIL_VERSION "\n");
  for (OptionalLibrary library = 0; library < OPTIONAL_COUNT; library++) {
    const OptionalRow *row = optional_row(library);
    buffer_printf(out, "%s %s: %s\n", row->soname ? "with" : "without", row->name,
                  row->soname ? row->with : row->without);
  }
  for (ConvertProgram program = 0; program < CONVERT_COUNT; program++) {
    const ConvertRow *row = convert_row(program);
    bool there = convert_is_there(program);
    buffer_printf(out, "%s %s: %s\n", there ? "found" : "absent", row->name,
                  there ? row->with : row->without);
  }
}

static bool decide_filter(const Options *options, OutputFilter *filter, Error *err) {
  bool raw = options_has(options, "raw"), safe = options_has(options, "safe");
  if (raw && safe) return error_set(err, ERROR_USAGE, "cannot print both --raw and --safe");
  *filter = raw ? OUTPUT_RAW : safe ? OUTPUT_SAFE : OUTPUT_BY_SINK;
  return true;
}

static int run_subcommand(const Subcommand *subcommand, Run *run, Error *err) {
  if (options_has(run->options, "version")) {
    write_version(&run->output.text);
    return 0;
  }
  if (options_has(run->options, "help")) {
    if (subcommand)
      subcommand_write_help(subcommand, &run->output.text);
    else
      subcommand_write_overview(&run->output.text);
    return 0;
  }
  if (!decide_colour(run->options, &run->colour, err)) return 0;
  if (!decide_filter(run->options, &run->output.filter, err)) return 0;
  if (!subcommand) return run->word_count > 0 ? run_files(run, err) : run_bare(run, err);
  return check_words(subcommand, run->word_count, err) ? subcommand->run(run, err) : 0;
}

static int run_all(int argc, char **argv, Run *run, Options *options) {
  Error err = {0};
  const Subcommand *subcommand = NULL;
  if (!parse_arguments(argc, argv, options, &subcommand, &err)) return run_complain(&err);
  uint32_t skip = subcommand ? 1 : 0;
  run->words = options->words + skip;
  run->word_count = options->word_count - skip;
  run->json = options_has(options, "json");
  int status = run_subcommand(subcommand, run, &err);
  if (err.kind != ERROR_NONE) status = run_complain(&err);
  return status;
}

int cli_main(int argc, char **argv, CliScreen *screen) {
  *screen = (CliScreen){0};
  if (!fill_closed_descriptors()) return ERROR_MEMORY;
  signal(SIGPIPE, SIG_DFL);
  setlocale(LC_CTYPE, "");
  library_log_to(&screen->reports);
  Options options = {0};
  Run run = {.options = &options, .screen = screen};
  output_init(&run.output);
  int status = run_all(argc, argv, &run, &options);
  output_flush(&run.output);
  library_close(run.library);
  Error err = {0};
  if (!screen->screen && !file_close_output(run.output.failure, &err)) {
    int lost = run_complain(&err);
    if (status == 0) status = lost;
  }
  free(run.library_path);
  config_free(run.config);
  output_release(&run.output);
  options_release(&options);
  return status;
}

void cli_screen_release(CliScreen *screen) {
  free(screen->library);
  library_close(screen->opened);
  preview_free(screen->preview);
  config_free(screen->config);
  free(screen->message);
  log_release(&screen->reports);
  *screen = (CliScreen){0};
}

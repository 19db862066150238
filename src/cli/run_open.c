// SPDX-License-Identifier: MIT
// What wants the screen: `postil`, `postil FILE…`, `postil -`, `postil open`. This layer only says
// what to open. Where standard output is no terminal the same words print instead, and change
// nothing.
#include "base/memory.h"
#include "cli/run_add.h"
#include "cli/run_show.h"
#include "session/tutorial.h"
#include "text/position.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

// Gives the library to the screen, so this comes last. False when the configuration that was named
// cannot be read.
static bool want_screen(Run *run, int64_t brief, Error *err) {
  bool named;
  CliScreen *screen = run->screen;
  if (!run_open_config(run, err)) return false;
  screen->screen = true;
  screen->config = run->config;
  run->config = NULL;
  screen->brief = brief;
  screen->opened = run->library;
  run->library = NULL;
  screen->colour = run->colour;
  screen->library = run->library_path
                        ? memory_string(slice_of(run->library_path))
                        : library_locate(options_value(run->options, "library"), &named);
  return true;
}

int run_bare(Run *run, Error *err) {
  if (!run->output.tty || run->json) return run_list(run, err);
  want_screen(run, 0, err);
  return 0;
}

static bool find_place(Run *run, const char *word, int64_t *key, Error *err) {
  CliScreen *screen = run->screen;
  BriefPlace place;
  if (!run_open_library(run, LIBRARY_CHANGE, err)) return false;
  if (!slice_starts(slice_of(word), SLICE("postil://")))
    return brief_find(run->library, word, key, err);
  if (!brief_find_locator(run->library, word, &place, err)) return false;
  *key = place.brief;
  screen->span = place.span;
  screen->has_span = place.has_span;
  if (place.doubt) screen->message = memory_string(slice_of(place.doubt));
  return true;
}

int run_open(Run *run, Error *err) {
  if (!run->output.tty || run->json) return run_show(run, err);
  int64_t key = 0;
  if (find_place(run, run->words[0], &key, err)) want_screen(run, key, err);
  return 0;
}

int run_tutor(Run *run, Error *err) {
  if (!run->output.tty)
    tutorial_write(&run->output.text);
  else if (want_screen(run, 0, err))
    run->screen->tutor = true;
  return 0;
}

static int print_files(Run *run) {
  int status = 0;
  for (uint32_t i = 0; i < run->word_count; i++) {
    Source source;
    Error err = {0};
    if (source_read_file(run->words[i], &source, &err)) run_show_source(run, &source);
    source_release(&source);
    int failure = run_complain(&err);
    if (status == 0) status = failure;
  }
  return status;
}

// A mistyped subcommand must not make a library.
static bool check_there(const char *word, Error *err) {
  if (strcmp(word, "-") == 0 || access(word, F_OK) == 0 || errno != ENOENT) return true;
  error_set(err, ERROR_INPUT, "cannot open '%.300s': there is no such file", word);
  return error_hint(err, "nor is it a subcommand; 'postil help' lists those");
}

// "+N" in front of files: the first of them opens at its Nth block that is shown. Behind "--", and
// alone, it is a file's name.
static uint32_t take_block(Run *run) {
  uint32_t block = 0;
  if (run->options->literal || run->word_count < 2 || run->words[0][0] != '+') return 0;
  if (!options_number(run->words[0] + 1, UINT32_MAX, &block) || block == 0) return 0;
  run->words++;
  run->word_count--;
  return block;
}

// Beyond the last block it is the last one.
static void place_at_block(Run *run, int64_t key, uint32_t wanted) {
  Error ignored = {0};
  Brief brief = {0};
  CliScreen *screen = run->screen;
  if (!brief_get(run->library, key, &brief, &ignored)) return;
  Version *version = brief_version(run->library, brief.version, &ignored);
  uint32_t shown = 0;
  for (uint32_t i = 0; version && i < version->block_count && shown < wanted; i++) {
    if (version_block_hidden(&version->blocks[i])) continue;
    shown++;
    screen->span = positions_to_code_points(version->positions, version->blocks[i].span);
    screen->has_span = true;
  }
  version_free(version);
  brief_release(&brief);
}

// A single file that is new goes to the screen before it is added; the screen adds it. False where
// it has to be added first.
static bool preview_file(Run *run, Error *err) {
  Preview *preview = preview_read(run->library, run->words[0]);
  if (!preview) return false;
  if (want_screen(run, 0, err))
    run->screen->preview = preview;
  else
    preview_free(preview);
  return true;
}

int run_files(Run *run, Error *err) {
  uint32_t block = take_block(run);
  if (run->word_count == 1 && !check_there(run->words[0], err)) return 0;
  if (!run->output.tty || run->json) return print_files(run);
  if (!run_open_library(run, LIBRARY_CREATE, err)) return 0;
  if (run->word_count == 1 && block == 0 && preview_file(run, err)) return 0;
  RunAdded added = {.quiet = true};
  if (!run_add_words(run, &added, err)) return 0;
  if (added.first != 0 && block > 0) place_at_block(run, added.first, block);
  if (added.first != 0 && want_screen(run, added.first, err))
    run->screen->message = buffer_take(&added.message);
  buffer_release(&added.message);
  return added.first != 0 ? 0 : added.status;
}

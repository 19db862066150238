// SPDX-License-Identifier: MIT
// What subcommands share: the library, the brief that a word names, complaints.
#include "cli/run.h"

#include "base/file.h"
#include "base/memory.h"
#include "codec/json.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { TEXT_BYTES_MAX = 1 << 20 };

bool run_open_library(Run *run, LibraryMode mode, Error *err) {
  if (run->library) return true;
  bool named = false;
  run->library_path = library_locate(options_value(run->options, "library"), &named);
  run->library = library_open(run->library_path, mode, err);
  if (!run->library && err->kind == ERROR_INPUT && !named && mode != LIBRARY_CREATE) {
    *err = (Error){0};
    run->library = library_open_memory(err);
  }
  return run->library != NULL;
}

bool run_open_rehearsal(Run *run, Error *err) {
  bool named;
  run->library_path = library_locate(options_value(run->options, "library"), &named);
  run->library = library_open_rehearsal(run->library_path, err);
  return run->library != NULL;
}

bool run_open_config(Run *run, Error *err) {
  if (run->config) return true;
  const char *named = options_value(run->options, "config");
  char *path = named ? memory_string(slice_of(named)) : config_locate();
  run->config = config_new();
  bool ok = config_read(run->config, path, !named, err);
  free(path);
  return ok;
}

void run_tell_problems(const Run *run) {
  for (uint32_t at = 0; at < config_problem_count(run->config); at++)
    output_tell("%s", config_problem(run->config, at));
}

bool run_find_brief(Run *run, const char *word, Brief *brief, Error *err) {
  int64_t key = 0;
  return brief_find(run->library, word, &key, err) && brief_get(run->library, key, brief, err);
}

// What an editor or echo put at the end is no part of a text.
bool run_read_text(const char *word, const char *what, Buffer *text, Error *err) {
  if (strcmp(word, "-") != 0) {
    buffer_add_string(text, word);
    return true;
  }
  if (!file_read("-", TEXT_BYTES_MAX, text, err)) return false;
  while (text->len > 0 && text->ptr[text->len - 1] == '\n') text->ptr[--text->len] = '\0';
  if (!text->ptr || !memchr(text->ptr, '\0', text->len)) return true;
  return error_set(err, ERROR_DATA, "cannot read %s: there is a NUL in it", what);
}

bool run_read_query(const Run *run, uint32_t first, Query *query, Error *err) {
  Buffer text = {0};
  for (uint32_t i = first; i < run->word_count; i++)
    buffer_printf(&text, "%s%s", i > first ? " " : "", run->words[i]);
  bool ok = query_parse(query, buffer_slice(&text), QUERY_STRICT, err);
  buffer_release(&text);
  return ok;
}

void run_tell_unknown_tag(const Run *run, const Query *query) {
  Buffer tag = {0};
  if (query_write_unknown_tag(run->library, query, &tag))
    output_tell("no tag is called '%s'; 'postil tags' lists all", tag.ptr);
  buffer_release(&tag);
}

bool run_read_colour(const char *name, Colour *colour, Error *err) {
  if (!name || colour_parse(slice_of(name), colour)) return true;
  error_set(err, ERROR_USAGE, "cannot read '--colour %.40s': there is no such colour", name);
  return error_hint(err, "yellow, green, blue, pink, orange, purple, red or grey");
}

void run_print_id(Run *run, const char *id) {
  Buffer *out = &run->output.text;
  if (!run->json) {
    buffer_printf(out, "%s\n", id);
    return;
  }
  JsonWriter json = {.out = out};
  json_start_object(&json);
  json_member(&json, "id", slice_of(id));
  json_end_object(&json);
  buffer_add_byte(out, '\n');
}

bool run_confirm(const Run *run, const char *question) {
  if (options_has(run->options, "yes") || isatty(STDIN_FILENO) != 1) return true;
  output_tell("%s", question);
  int answer = getchar();
  return answer == 'y' || answer == 'Y';
}

int run_complain(Error *err) {
  int status = (int)err->kind;
  if (err->kind != ERROR_NONE) output_complain(err);
  *err = (Error){0};
  return status;
}

// SPDX-License-Identifier: MIT
// `postil meta`: what is known about a brief; with options, what the reader says about it. One call
// is one change.
#include "cli/brief_json.h"
#include "cli/run.h"
#include "cli/table.h"

static void add_pair(Run *run, Table *table, const char *name, const char *value,
                     const char *mark) {
  if (!value[0]) return;
  Buffer cell = {0};
  buffer_printf(&cell, "%s%s", value, mark);
  table_add(table, &run->output, slice_of(name));
  table_add(table, &run->output, buffer_slice(&cell));
  buffer_release(&cell);
}

static const char *title_mark(const Brief *brief) {
  switch (brief->title_source) {
  case TITLE_FROM_NAME: return " (its file name)";
  case TITLE_FROM_SENTENCE: return " (its first sentence)";
  case TITLE_FROM_READER: return " (yours)";
  case TITLE_FROM_FILE: break;
  }
  return "";
}

static void print_brief(Run *run, const Brief *brief) {
  if (run->json) {
    brief_json_write(brief, (Slice){0}, &run->output.text);
    return;
  }
  Table table = {.columns = 2};
  add_pair(run, &table, "id", brief->id, "");
  add_pair(run, &table, "title", brief->title, title_mark(brief));
  add_pair(run, &table, "series", brief->series, "");
  add_pair(run, &table, "author", brief->author,
           brief->author_guessed ? " (a guess from its first sentence)" : "");
  add_pair(run, &table, "date", brief->date, "");
  add_pair(run, &table, "url", brief->url, "");
  add_pair(run, &table, "language", brief->language, "");
  add_pair(run, &table, "path", brief->path, "");
  add_pair(run, &table, "version", brief->hash, "");
  table_print(&table, &run->output);
}

// --read yes or no; *given is false without it. What was read is no change: nothing undoes it.
static bool take_read(const Run *run, bool *given, bool *read, Error *err) {
  const char *word = options_value(run->options, "read");
  *given = word != NULL;
  *read = word && strcmp(word, "yes") == 0;
  if (!word || *read || strcmp(word, "no") == 0) return true;
  return error_set(err, ERROR_USAGE, "cannot read '--read %.40s': it is yes or no", word);
}

int run_meta(Run *run, Error *err) {
  const Options *options = run->options;
  BriefMetadata metadata = {.title = options_value(options, "title"),
                            .series = options_value(options, "series"),
                            .author = options_value(options, "author"),
                            .date = options_value(options, "date"),
                            .url = options_value(options, "url")};
  bool change =
      metadata.title || metadata.series || metadata.author || metadata.date || metadata.url;
  Brief brief = {0};
  int64_t done = 0;
  bool marks, read;
  if (!take_read(run, &marks, &read, err)) return 0;
  if (!run_open_library(run, change || marks ? LIBRARY_CHANGE : LIBRARY_READ, err)) return 0;
  if (!run_find_brief(run, run->words[0], &brief, err)) return 0;
  bool ok = !change || brief_set_metadata(run->library, brief.key, &metadata, &done, err);
  if (ok && marks) brief_set_read(run->library, brief.key, read, err);
  if (!change && !marks) print_brief(run, &brief);
  brief_release(&brief);
  return 0;
}

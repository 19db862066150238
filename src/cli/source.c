// SPDX-License-Identifier: MIT
// Finding what a word names. Nothing here adds to a library or makes one.
#include "cli/source.h"

#include "base/file.h"
#include "base/memory.h"
#include "import/import.h"
#include "text/position.h"

#include <stdlib.h>
#include <unistd.h>

static char *join_authors(const Metadata *metadata) {
  Buffer names = {0};
  for (uint32_t i = 0; i < metadata->author_count; i++) {
    if (i > 0) buffer_add_string(&names, "; ");
    buffer_add(&names, metadata->authors[i]);
  }
  return buffer_take(&names);
}

// What the file itself says; its name stands in for a title.
static void describe_file(const char *path, Source *source) {
  const Metadata *metadata = &source->version->metadata;
  bool titled = metadata->title.len > 0;
  source->brief = (Brief){
      .title = memory_string(titled ? metadata->title : file_name(path)),
      .title_source = titled ? TITLE_FROM_FILE : TITLE_FROM_NAME,
      .series = memory_string(metadata->series),
      .date = memory_string(metadata->date),
      .url = memory_string(metadata->url),
      .language = memory_string(metadata->language),
      .author = join_authors(metadata),
      .author_guessed = metadata->authors_from_prose,
      .path = file_absolute(path),
      .length_cp = positions_count(source->version->positions),
  };
  memcpy(source->brief.hash, source->version->hash, HASH_HEX_SIZE);
}

bool source_read_file(const char *path, Source *source, Error *err) {
  Buffer bytes = {0};
  Error why = {0};
  *source = (Source){0};
  if (!file_read(path, IMPORT_BYTES_MAX, &bytes, err)) return false;
  ImportInput input = {.bytes = buffer_slice(&bytes), .name = path};
  source->version = import_read(&input, &why);
  buffer_release(&bytes);
  if (!source->version) {
    error_set(err, why.kind, "cannot read '%.200s': %s", path, why.message);
    return why.hint[0] ? error_hint(err, "%s", why.hint) : false;
  }
  describe_file(path, source);
  return true;
}

static bool find_place(Run *run, const char *word, BriefPlace *place, Error *err) {
  *place = (BriefPlace){0};
  if (!slice_starts(slice_of(word), SLICE("postil://")))
    return brief_find(run->library, word, &place->brief, err);
  if (!brief_find_locator(run->library, word, place, err)) return false;
  if (place->doubt) output_tell("%s", place->doubt);
  return true;
}

static bool cut_span(Source *source, CpSpan cp_span, Error *err) {
  if (positions_to_bytes(source->version->positions, cp_span, &source->span)) return true;
  return error_set(err, ERROR_INPUT, "cannot show code points %u to %u: the text has %u",
                   cp_span.start_cp, cp_span.end_cp, source->brief.length_cp);
}

static bool find_brief(Run *run, const char *word, Source *source, Error *err) {
  BriefPlace place;
  if (!run_open_library(run, LIBRARY_READ, err)) return false;
  if (!find_place(run, word, &place, err)) return false;
  if (!brief_get(run->library, place.brief, &source->brief, err)) return false;
  source->has_span = place.has_span;
  source->version = brief_version(run->library, source->brief.version, err);
  if (!source->version) return false;
  return !source->has_span || cut_span(source, place.span, err);
}

static bool is_other_file(const char *word, const Brief *brief) {
  if (access(word, F_OK) != 0 || file_is_folder(word)) return false;
  char *path = file_absolute(word);
  bool other = strcmp(path, brief->path) != 0;
  free(path);
  return other;
}

bool source_find(Run *run, const char *word, Source *source, Error *err) {
  *source = (Source){0};
  if (strcmp(word, "-") == 0) return source_read_file(word, source, err);
  if (find_brief(run, word, source, err)) {
    if (!is_other_file(word, &source->brief)) return true;
    source_release(source);
    return source_read_file(word, source, err);
  }
  source_release(source);
  // A library that cannot be opened is no reason not to show a file.
  bool unknown = !run->library || err->kind == ERROR_INPUT || err->kind == ERROR_DATA;
  if (!unknown || access(word, F_OK) != 0) return false;
  *err = (Error){0};
  return source_read_file(word, source, err);
}

void source_release(Source *source) {
  brief_release(&source->brief);
  version_free(source->version);
  *source = (Source){0};
}

// SPDX-License-Identifier: MIT
// A preview is made by the importer itself, of the beginning of the file and of where its notes
// begin put together: whether there are notes decides where the text stands. What is kept of the
// version is the beginning alone.
//
//   file      ██████████████░░░░░░░░░░░░░░░░░░░░░░░░░░░████░░░░
//             head, cut at a line end                  notes: the first one, and some
//   importer  ██████████████████ ─▶ blocks, notes
//   glance    ████████████ as far as the blocks of the head are complete
//
// A rule that counts over the whole text may decide otherwise for the whole (is it hard-wrapped? is
// this line repeated on every page?); then the second frame differs from the first.
#include "library/preview.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/moment.h"
#include "base/utf8.h"
#include "import/import.h"
#include "library/inside.h"
#include "library/stated.h"
#include "text/glance.h"
#include "text/pack.h"
#include "text/position.h"

#include <stdlib.h>

enum {
  WHOLE_BYTES = 32 << 10, // a document of at most so many is read whole
  HEAD_BYTES = 12 << 10,  // several screens
  NOTES_BYTES = 4 << 10,
  END_BYTES = 256 << 10, // where notes are looked for
};

typedef struct Parts {
  Buffer bytes;     // the head, then the notes
  size_t notes_len; // of them
  size_t whole;     // bytes of the file
} Parts;

// Does the library know something that came from there?
static bool is_known(Library *library, const char *absolute) {
  Statement *statement = statement_start(library->store, STATEMENT_BRIEFS_BY_PATH);
  statement_bind_text(statement, slice_of(absolute));
  return statement_take_int(statement, 0) != 0;
}

static bool begins_notes(Slice line) {
  static const char *const beginnings[] = {"[1]",   "[i]",   "(1)",   "[^1]:",    "¹",        "①",
                                           "［1］", "Notes", "NOTES", "Endnotes", "Footnotes"};
  for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
    if (slice_starts(line, slice_of(beginnings[i]))) return true;
  return false;
}

// Behind the first line end from a place on.
static size_t next_line(Slice text, size_t at) {
  const char *line_end = at < text.len ? memchr(text.ptr + at, '\n', text.len - at) : NULL;
  return line_end ? (size_t)(line_end - text.ptr) + 1 : text.len;
}

// Where the last line begins that looks as if notes began there; where none does, one near the end.
static size_t find_notes(Slice end) {
  size_t before = end.len;
  for (const char *at; before > 0 && (at = memrchr(end.ptr, '\n', before));) {
    before = (size_t)(at - end.ptr);
    if (begins_notes(slice_cut(end, before + 1, end.len))) return before + 1;
  }
  return next_line(end, end.len > NOTES_BYTES ? end.len - NOTES_BYTES : 0);
}

// From there on, to a line end.
static Slice cut_notes(Slice end) {
  size_t start = find_notes(end);
  if (end.len - start <= NOTES_BYTES) return slice_cut(end, start, end.len);
  const char *last = memrchr(end.ptr + start, '\n', NOTES_BYTES);
  return slice_cut(end, start, last ? (size_t)(last - end.ptr) + 1 : start);
}

static bool add_notes(const char *path, Parts *parts) {
  Buffer end = {0};
  size_t from = parts->whole > END_BYTES + HEAD_BYTES ? parts->whole - END_BYTES : HEAD_BYTES;
  size_t ignored;
  bool ok = file_read_part(path, from, END_BYTES, &end, &ignored);
  if (ok) {
    Slice notes = cut_notes(buffer_slice(&end));
    parts->notes_len = notes.len;
    buffer_add(&parts->bytes, notes);
  }
  buffer_release(&end);
  return ok;
}

// The head ends behind a line end.
static bool read_parts(const char *path, Parts *parts) {
  if (!file_read_part(path, 0, WHOLE_BYTES, &parts->bytes, &parts->whole)) return false;
  if (parts->whole <= WHOLE_BYTES) return true;
  const char *head_end = memrchr(parts->bytes.ptr, '\n', HEAD_BYTES);
  if (!head_end || parts->whole > IMPORT_BYTES_MAX) return false;
  parts->bytes.len = (size_t)(head_end - parts->bytes.ptr) + 1;
  return add_notes(path, parts);
}

// An encoding is told by the whole, but for UTF-8.
static bool can_be_cut(Slice bytes) {
  return utf8_valid(bytes) && !memchr(bytes.ptr, '\0', bytes.len);
}

static Version *import_parts(const Parts *parts, const char *path) {
  Error ignored = {0};
  ImportInput input = {.bytes = buffer_slice(&parts->bytes), .name = path};
  bool cut = parts->bytes.len < parts->whole;
  bool can = import_is_plain(&input) && (!cut || can_be_cut(input.bytes));
  Version *version = can ? import_read(&input, &ignored) : NULL;
  if (version && version->block_count > 0) return version;
  version_free(version);
  return NULL;
}

// Reading leaves characters out and adds none, so what stands before the last notes_len bytes of
// the text is of the head.
static Version *glance_at_head(const Version *version, const Parts *parts) {
  size_t len = version->text.len;
  if (len <= parts->notes_len || len > parts->bytes.len) return NULL;
  Buffer structure = {0};
  pack_write(version, &structure);
  Version *glance = glance_read(slice_cut(version->text, 0, len - parts->notes_len),
                                buffer_slice(&structure), parts->whole, version->rules);
  buffer_release(&structure);
  return glance;
}

static void fill_brief(const Version *version, const char *path, Brief *brief) {
  Stated stated;
  const Metadata *metadata = &version->metadata;
  stated_read(version, path, &stated);
  *brief = (Brief){.key = PREVIEW_KEY,
                   .version = PREVIEW_KEY,
                   .title = stated.title,
                   .title_source = stated.title_source,
                   .series = memory_string(metadata->series),
                   .date = memory_string(metadata->date),
                   .url = memory_string(metadata->url),
                   .language = memory_string(metadata->language),
                   .author = stated.authors,
                   .author_guessed = metadata->authors_from_prose,
                   .path = memory_string(slice_of(path)),
                   .added = moment_now(),
                   .length_cp = positions_count(version->positions)};
}

static Preview *make(const Parts *parts, const char *path, const char *absolute) {
  Version *version = import_parts(parts, path);
  Version *shown =
      version && parts->bytes.len < parts->whole ? glance_at_head(version, parts) : version;
  Preview *preview = NULL;
  if (shown) {
    preview = memory_new(1, sizeof *preview);
    preview->path = memory_string(slice_of(path));
    preview->version = shown;
    fill_brief(version, absolute, &preview->brief);
  }
  if (shown != version) version_free(version);
  return preview;
}

Preview *preview_read(Library *library, const char *path) {
  if (library_read_only(library) || strcmp(path, "-") == 0) return NULL;
  Parts parts = {0};
  char *absolute = file_absolute(path);
  Preview *preview = NULL;
  if (!is_known(library, absolute) && read_parts(path, &parts))
    preview = make(&parts, path, absolute);
  buffer_release(&parts.bytes);
  free(absolute);
  return preview;
}

void preview_free(Preview *preview) {
  if (!preview) return;
  version_free(preview->version);
  brief_release(&preview->brief);
  free(preview->path);
  free(preview);
}

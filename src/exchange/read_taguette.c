// SPDX-License-Identifier: MIT
// Taguette: a codebook as CSV, or a project as SQLite. A project's documents are HTML, and its
// highlights are bytes of their text without tags, in which the end of a paragraph counts nothing.
//
//   <p>Ports</p><p>fell</p>     text  Ports⏎fell      bytes there   0 … 5 5 … 9
//
// A document is stripped once; its highlights then are cuts of the stripped text.
#include "exchange/readers.h"

#include "base/bisection.h"
#include "exchange/csv.h"
#include "exchange/escape.h"
#include "store/outside.h"

#include <stdlib.h>
#include <strings.h>

enum { CONTEXT = 32 };

// ---- Codebook

static bool read_codebook(Slice bytes, ForeignFile *file, Error *err) {
  static const char *const names[] = {"tag", "name", "path"};
  CsvTable table;
  csv_open(&table, file->arena, bytes);
  int found = -1, memo = csv_column(&table, "description");
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    int column = csv_column(&table, names[i]);
    if (column >= 0 && found >= 0)
      return readers_refuse(err, "taguette", "more than one column may be the tag's");
    if (column >= 0) found = column;
  }
  if (found < 0) return readers_refuse(err, "taguette", "no column is the tag's");
  while (csv_next(&table)) {
    TagEntry entry = {.path = foreign_text(file, csv_field(&table, found)).ptr};
    Slice words = csv_field(&table, memo);
    if (words.len) entry.edit.memo = foreign_text(file, words).ptr;
    file->tags = memory_grow(file->tags, file->tag_count, &file->tag_capacity, sizeof *file->tags);
    file->tags[file->tag_count++] = entry;
  }
  return true;
}

// ---- A document without its tags

typedef struct Document {
  Slice id, name;
  Buffer text;
  uint32_t *ends; // of paragraphs: bytes of text, the line breaks before them not counted
  uint32_t end_count;
  size_t capacity;
} Document;

typedef struct Project {
  ForeignFile *file;
  Document *documents;
  uint32_t document_count, at; // the document of the last highlight
  size_t capacity;
  Slice *ids; // of the highlights, in order, as their annotations stand in the file
  size_t id_capacity;
  uint32_t first, tag_at; // the first of the project's; the one of the last tag
} Project;

static bool ends_paragraph(Slice tag) {
  static const char *const names[] = {"/p",  "/h1", "/h2", "/h3", "/h4",         "/h5",
                                      "/h6", "/li", "br",  "/tr", "/blockquote", "/div"};
  size_t len = tag.len && tag.ptr[0] == '/' ? 1 : 0;
  while (len < tag.len && !strchr(" />\t\n", tag.ptr[len])) len++;
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (strlen(names[i]) == len && strncasecmp(tag.ptr, names[i], len) == 0) return true;
  return false;
}

static void end_paragraph(Document *document) {
  document->ends =
      memory_grow(document->ends, document->end_count, &document->capacity, sizeof *document->ends);
  document->ends[document->end_count++] = (uint32_t)document->text.len;
}

static void strip(Slice html, Document *document) {
  for (size_t at = 0; at < html.len;) {
    Slice rest = slice_cut(html, at + 1, html.len);
    const char *close = html.ptr[at] == '<' ? memchr(rest.ptr, '>', rest.len) : NULL;
    size_t entity = html.ptr[at] == '&' ? escape_take_reference(rest, &document->text) : 0;
    if (close) {
      size_t len = (size_t)(close - rest.ptr);
      if (ends_paragraph(slice_cut(rest, 0, len))) end_paragraph(document);
      at += len + 2;
    } else if (entity) {
      at += entity + 1;
    } else {
      buffer_add_byte(&document->text, html.ptr[at++]);
    }
  }
}

static bool take_document(void *context, const Slice columns[OUTSIDE_COLUMNS_MAX]) {
  Project *project = context;
  project->documents = memory_grow(project->documents, project->document_count, &project->capacity,
                                   sizeof *project->documents);
  Document *document = &project->documents[project->document_count++];
  *document = (Document){.id = foreign_text(project->file, columns[0])};
  document->name = foreign_text(project->file, columns[2].len ? columns[2] : columns[1]);
  strip(columns[3], document);
  return true;
}

// ---- Highlights

// [start, end) of the text, with a line break where a paragraph ends inside.
static Slice cut(ForeignFile *file, const Document *document, size_t start, size_t end) {
  Slice text = buffer_slice(&document->text);
  Buffer out = {0};
  Bisection range = bisection_of(0, document->end_count);
  while (bisection_open(&range)) bisection_narrow(&range, document->ends[range.middle] <= start);
  uint32_t low = (uint32_t)range.low;
  for (; low < document->end_count && document->ends[low] < end; low++) {
    buffer_add(&out, slice_cut(text, start, document->ends[low]));
    buffer_add_byte(&out, '\n');
    start = document->ends[low];
  }
  buffer_add(&out, slice_cut(text, start, end));
  Slice copy = foreign_text(file, buffer_slice(&out));
  buffer_release(&out);
  return copy;
}

static bool is_inside(char byte) {
  return ((unsigned char)byte & 0xC0) == 0x80;
}

// So many code points to the left, or to the right, of a byte.
static size_t step_left(Slice text, size_t pos) {
  for (int count = 0; pos > 0 && count < CONTEXT; count++) do
      pos--;
    while (pos > 0 && is_inside(text.ptr[pos]));
  return pos;
}

static size_t step_right(Slice text, size_t pos) {
  for (int count = 0; pos < text.len && count < CONTEXT; count++) do
      pos++;
    while (pos < text.len && is_inside(text.ptr[pos]));
  return pos;
}

static bool read_offset(Slice text, size_t most, size_t *offset) {
  *offset = 0;
  if (text.len == 0 || text.len > 9) return false;
  for (size_t i = 0; i < text.len; i++) {
    if (text.ptr[i] < '0' || text.ptr[i] > '9') return false;
    *offset = *offset * 10 + (size_t)(text.ptr[i] - '0');
  }
  return *offset <= most;
}

static void read_highlight(Project *project, ForeignAnnotation *annotation,
                           const Document *document, const Slice *columns) {
  Slice text = buffer_slice(&document->text);
  size_t start, end;
  annotation->clues.name = annotation->clues.title = document->name;
  bool fits = read_offset(columns[2], text.len, &start) && read_offset(columns[3], text.len, &end);
  if (!fits || start >= end) {
    foreign_leave_out(annotation, "its offsets are outside its document");
    return;
  }
  foreign_add_quote(annotation, cut(project->file, document, start, end),
                    cut(project->file, document, step_left(text, start), start),
                    cut(project->file, document, end, step_right(text, end)));
}

// Highlights come in the order of the documents; those without one come first, with no id.
static const Document *find_document(Project *project, Slice id) {
  if (id.len == 0) return NULL;
  while (project->at < project->document_count &&
         !slice_equal(project->documents[project->at].id, id))
    project->at++;
  return project->at < project->document_count ? &project->documents[project->at] : NULL;
}

static bool take_highlight(void *context, const Slice columns[OUTSIDE_COLUMNS_MAX]) {
  Project *project = context;
  ForeignAnnotation *annotation = foreign_add(project->file);
  uint32_t at = project->file->count - 1 - project->first;
  project->ids = memory_grow(project->ids, at, &project->id_capacity, sizeof *project->ids);
  project->ids[at] = foreign_text(project->file, columns[0]);
  const Document *document = find_document(project, columns[1]);
  if (document)
    read_highlight(project, annotation, document, columns);
  else
    foreign_leave_out(annotation, "its document is not in the file");
  return true;
}

// Tags come in the order of the highlights.
static bool take_tag(void *context, const Slice columns[OUTSIDE_COLUMNS_MAX]) {
  Project *project = context;
  uint32_t count = project->file->count - project->first;
  while (project->tag_at < count && !slice_equal(project->ids[project->tag_at], columns[0]))
    project->tag_at++;
  if (project->tag_at == count) return false;
  foreign_add_tag(project->file, &project->file->items[project->first + project->tag_at],
                  foreign_text(project->file, columns[1]));
  return true;
}

static bool take_code(void *context, const Slice columns[OUTSIDE_COLUMNS_MAX]) {
  ForeignFile *file = ((Project *)context)->file;
  TagEntry entry = {.path = foreign_text(file, columns[0]).ptr};
  if (columns[1].len) entry.edit.memo = foreign_text(file, columns[1]).ptr;
  file->tags = memory_grow(file->tags, file->tag_count, &file->tag_capacity, sizeof *file->tags);
  file->tags[file->tag_count++] = entry;
  return true;
}

static bool read_project(Slice bytes, ForeignFile *file, Error *err) {
  static const struct {
    OutsideQuery query;
    OutsideRow *row;
  } steps[] = {{OUTSIDE_TAGUETTE_DOCUMENTS, take_document},
               {OUTSIDE_TAGUETTE_HIGHLIGHTS, take_highlight},
               {OUTSIDE_TAGUETTE_TAGS, take_tag},
               {OUTSIDE_TAGUETTE_CODEBOOK, take_code}};
  Project project = {.file = file, .first = file->count};
  Error why = {0};
  Outside *outside = outside_open(bytes, &why);
  bool ok = outside != NULL;
  for (size_t i = 0; ok && i < sizeof steps / sizeof *steps; i++)
    ok = outside_each(outside, steps[i].query, steps[i].row, &project, &why);
  outside_close(outside);
  for (uint32_t i = 0; i < project.document_count; i++) {
    buffer_release(&project.documents[i].text);
    free(project.documents[i].ends);
  }
  free(project.documents);
  free(project.ids);
  return ok || readers_refuse(err, "taguette", why.message);
}

bool read_taguette(Slice bytes, ForeignFile *file, Error *err) {
  return slice_starts(bytes, SLICE("SQLite format 3")) ? read_project(bytes, file, err)
                                                       : read_codebook(bytes, file, err);
}

// SPDX-License-Identifier: MIT
// Readwise CSV, with the header that it takes in and the one that it hands out: columns are known
// by name, in any order. A note that begins with .words has tags in them.
#include "exchange/readers.h"

#include "exchange/csv.h"

typedef struct Columns {
  int highlight, title, url, note, tags, colour, date;
} Columns;

// The first of two names that is there.
static int column_of(const CsvTable *table, const char *name, const char *other) {
  int column = csv_column(table, name);
  return column >= 0 ? column : csv_column(table, other);
}

static Columns find_columns(const CsvTable *table) {
  return (Columns){.highlight = csv_column(table, "Highlight"),
                   .title = column_of(table, "Title", "Book Title"),
                   .url = column_of(table, "URL", "Source URL"),
                   .note = csv_column(table, "Note"),
                   .tags = csv_column(table, "Tags"),
                   .colour = column_of(table, "Color", "Colour"),
                   .date = column_of(table, "Date", "Highlighted at")};
}

// The length of one ".word" at the start, 0 for none; no dot inside.
static size_t tag_length(Slice note) {
  size_t len = 1;
  if (note.len < 2 || note.ptr[0] != '.') return 0;
  while (len < note.len && !memchr(" \t\r\n", note.ptr[len], 4))
    if (note.ptr[len++] == '.') return 0;
  return len > 1 ? len : 0;
}

static void read_note(ForeignFile *file, ForeignAnnotation *annotation, Slice note) {
  for (size_t len = tag_length(note); len; len = tag_length(note)) {
    foreign_add_tag(file, annotation, foreign_text(file, slice_cut(note, 1, len)));
    note = slice_cut(note, len, note.len);
    while (note.len && (note.ptr[0] == ' ' || note.ptr[0] == '\t'))
      note = slice_cut(note, 1, note.len);
    if (note.len && (note.ptr[0] == '\n' || note.ptr[0] == '\r')) break; // its first line only
  }
  if (slice_starts(note, SLICE(" ."))) note = slice_cut(note, 1, note.len);
  annotation->comment = foreign_text(file, slice_trim(note));
}

static void read_tags(ForeignFile *file, ForeignAnnotation *annotation, Slice list) {
  while (list.len) {
    const char *comma = memchr(list.ptr, ',', list.len);
    size_t len = comma ? (size_t)(comma - list.ptr) : list.len;
    foreign_add_tag(file, annotation, foreign_text(file, slice_trim(slice_cut(list, 0, len))));
    list = slice_cut(list, comma ? len + 1 : len, list.len);
  }
}

// 2026-01-29 10:15:30+02:00 is RFC 3339 with a blank.
static void read_record(ForeignFile *file, const CsvTable *table, const Columns *columns) {
  ForeignAnnotation *annotation = foreign_add(file);
  Slice quote = foreign_text(file, csv_field(table, columns->highlight));
  annotation->clues.title = foreign_text(file, csv_field(table, columns->title));
  annotation->clues.url = foreign_text(file, csv_field(table, columns->url));
  annotation->created = foreign_moment(slice_trim(csv_field(table, columns->date)));
  foreign_add_quote(annotation, quote, SLICE(""), SLICE(""));
  foreign_set_colour(annotation, csv_field(table, columns->colour));
  read_note(file, annotation, csv_field(table, columns->note));
  read_tags(file, annotation, csv_field(table, columns->tags));
  if (slice_trim(quote).len == 0) foreign_leave_out(annotation, "there are no words in it");
}

bool read_readwise(Slice bytes, ForeignFile *file, Error *err) {
  CsvTable table;
  csv_open(&table, file->arena, bytes);
  Columns columns = find_columns(&table);
  if (columns.highlight < 0)
    return readers_refuse(err, "readwise", "there is no column 'Highlight' in it");
  while (csv_next(&table)) read_record(file, &table, &columns);
  return true;
}

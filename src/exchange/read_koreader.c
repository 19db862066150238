// SPDX-License-Identifier: MIT
// KOReader: the JSON that it exports (one book, or several under "documents"), and the file in Lua
// that it keeps beside a book.
#include "exchange/readers.h"

#include "exchange/lua.h"

// ---- JSON

static Slice name_of(Slice path) {
  size_t at = path.len;
  while (at > 0 && path.ptr[at - 1] != '/') at--;
  return slice_cut(path, at, path.len);
}

static void read_entry(ForeignFile *file, const JsonValue *entry, const ForeignClues *clues) {
  ForeignAnnotation *annotation = foreign_add(file);
  const JsonValue *sort = json_get(entry, "sort");
  int64_t time = readers_number(entry, "time", -1);
  annotation->clues = *clues;
  annotation->comment = readers_text(file, entry, "note");
  if (time >= 0 && time < INT64_MAX / 1000000) annotation->created = time * 1000000;
  foreign_set_colour(annotation, readers_text(file, entry, "color"));
  foreign_add_quote(annotation, readers_text(file, entry, "text"), SLICE(""), SLICE(""));
  if (sort && !readers_is(sort, "highlight")) foreign_leave_out(annotation, "it is a bookmark");
  if (annotation->quote_count == 0) foreign_leave_out(annotation, "there are no words in it");
}

static bool read_book(ForeignFile *file, const JsonValue *book) {
  const JsonValue *entries = json_get(book, "entries");
  if (!entries || entries->type != JSON_ARRAY) return false;
  ForeignClues clues = {.title = readers_text(file, book, "title"),
                        .name = name_of(readers_text(file, book, "file"))};
  for (const JsonValue *entry = entries->first; entry; entry = entry->next)
    read_entry(file, entry, &clues);
  return true;
}

static bool read_books(ForeignFile *file, const JsonValue *value) {
  const JsonValue *books = json_get(value, "documents");
  bool any = read_book(file, value);
  for (const JsonValue *book = books ? books->first : NULL; book; book = book->next)
    any = read_book(file, book) || any;
  return any;
}

// ---- Lua

static void read_lua_annotation(ForeignFile *file, const JsonValue *source,
                                const ForeignClues *clues) {
  ForeignAnnotation *annotation = foreign_add(file);
  annotation->clues = *clues;
  annotation->comment = readers_text(file, source, "note");
  annotation->created = foreign_moment(readers_text(file, source, "datetime"));
  annotation->updated = foreign_moment(readers_text(file, source, "datetime_updated"));
  foreign_set_colour(annotation, readers_text(file, source, "color"));
  foreign_add_quote(annotation, readers_text(file, source, "text"), SLICE(""), SLICE(""));
  if (!json_get(source, "drawer")) foreign_leave_out(annotation, "it is a bookmark");
  if (annotation->quote_count == 0) foreign_leave_out(annotation, "there are no words in it");
}

static bool read_sidecar(ForeignFile *file, const JsonValue *value, Error *err) {
  const JsonValue *list = json_get(value, "annotations"), *about = json_get(value, "doc_props");
  if (value->type != JSON_OBJECT || !(list || about))
    return readers_refuse(err, "koreader", "there are no annotations in it");
  ForeignClues clues = {.title = readers_text(file, about, "title"),
                        .name = name_of(readers_text(file, value, "doc_path"))};
  for (const JsonValue *item = list ? list->first : NULL; item; item = item->next)
    read_lua_annotation(file, item, &clues);
  return true;
}

bool read_koreader(Slice bytes, ForeignFile *file, Error *err) {
  Error why = {0};
  bool json = slice_starts(slice_trim(bytes), SLICE("{"));
  const JsonValue *value =
      json ? readers_json(file, bytes, &why) : lua_parse(file->arena, bytes, &why);
  if (!value) return readers_refuse(err, "koreader", why.message);
  if (!json) return read_sidecar(file, value, err);
  return read_books(file, value) || readers_refuse(err, "koreader", "there are no entries in it");
}

// SPDX-License-Identifier: MIT
// Briefs as JSON. Unlike in exports, absent values are null: a script can rely on the keys.
#include "cli/brief_json.h"

#include "base/moment.h"
#include "codec/json.h"

static void member(JsonWriter *json, const char *key, const char *value) {
  json_key(json, key);
  if (value[0])
    json_string(json, slice_of(value));
  else
    json_null(json);
}

// "A; B" as an array.
static void authors(JsonWriter *json, Slice rest) {
  json_key(json, "authors");
  json_start_array(json);
  while (rest.len > 0) {
    const char *end = memmem(rest.ptr, rest.len, "; ", 2);
    size_t len = end ? (size_t)(end - rest.ptr) : rest.len;
    json_string(json, slice_cut(rest, 0, len));
    rest = slice_cut(rest, end ? len + 2 : len, rest.len);
  }
  json_end_array(json);
}

static void metadata(JsonWriter *json, const Brief *brief) {
  member(json, "title", brief->title);
  member(json, "title_source", view_title_source_name(brief->title_source));
  member(json, "series", brief->series);
  member(json, "date", brief->date);
  authors(json, slice_of(brief->author));
  member(json, "authors_source",
         brief->author_guessed ? "prose"
         : brief->author[0]    ? "stated"
                               : "");
  member(json, "url", brief->url);
  member(json, "language", brief->language);
  member(json, "path", brief->path);
}

void brief_json_write(const Brief *brief, Slice text, Buffer *out) {
  JsonWriter json = {.out = out};
  char added[MOMENT_TEXT_SIZE] = "";
  if (brief->added) moment_format(brief->added, added);
  json_start_object(&json);
  member(&json, "id", brief->id);
  metadata(&json, brief);
  member(&json, "version", brief->hash);
  member(&json, "added", added);
  json_key(&json, "annotations");
  json_number(&json, brief->annotations);
  json_key(&json, "length");
  json_number(&json, brief->length_cp);
  json_key(&json, "place");
  json_number(&json, brief->place_cp);
  json_key(&json, "read");
  json_bool(&json, brief->read);
  if (text.ptr) {
    json_key(&json, "text");
    json_string(&json, text);
  }
  json_end_object(&json);
  buffer_add_byte(out, '\n');
}

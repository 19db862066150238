// SPDX-License-Identifier: MIT
// Codebooks to and from JSON Lines. One pass; what is read lives in one arena.
#include "exchange/tagfile.h"

#include "codec/json.h"
#include "exchange/writers.h"

#include <stdlib.h>

void tagfile_write(const TagList *list, Buffer *out) {
  for (uint32_t i = 0; i < list->count; i++) write_jsonl_tag(&list->items[i], out);
}

void tagfile_add(TagFile *file, TagEntry entry) {
  file->entries = memory_grow(file->entries, file->count, &file->capacity, sizeof *file->entries);
  file->entries[file->count++] = entry;
}

// ---- Reading

// A member's text, ended by NUL; NULL when it is missing or no string.
static const char *text_of(Arena *arena, const JsonValue *line, const char *key) {
  const JsonValue *value = json_get(line, key);
  return value && value->type == JSON_STRING ? arena_slice(arena, value->text).ptr : NULL;
}

static bool refuse(Error *err, uint32_t line, const char *why) {
  return error_set(err, ERROR_DATA, "cannot read line %u of the codebook: %s", line, why);
}

static bool read_colour(Arena *arena, const char *name, TagEntry *entry) {
  uint32_t *colour = arena_alloc(arena, 1, sizeof *colour);
  Error ignored;
  if (!name || !name[0]) return true;
  if (!tag_parse_colour(name, colour, &ignored)) return false;
  entry->edit.colour = colour;
  return true;
}

static bool read_aliases(Arena *arena, const JsonValue *names, TagEntry *entry) {
  uint32_t count = 0;
  if (!names) return true;
  if (names->type != JSON_ARRAY) return false;
  for (const JsonValue *name = names->first; name; name = name->next) count++;
  const char **items = arena_alloc(arena, count + 1, sizeof *items);
  entry->aliases = items;
  for (const JsonValue *name = names->first; name; name = name->next) {
    if (name->type != JSON_STRING) return false;
    items[entry->alias_count++] = arena_slice(arena, name->text).ptr;
  }
  return true;
}

bool tagfile_read_entry(Arena *arena, const JsonValue *line, TagEntry *entry, const char **why) {
  *entry =
      (TagEntry){.path = text_of(arena, line, "path"), .edit.memo = text_of(arena, line, "memo")};
  *why = "it has no path";
  if (!entry->path) return false;
  *why = "its aliases are no list of names";
  if (!read_aliases(arena, json_get(line, "aliases"), entry)) return false;
  *why = "its colour is none";
  return read_colour(arena, text_of(arena, line, "colour"), entry);
}

static bool is_tag(const JsonValue *line) {
  const JsonValue *type = json_get(line, "type");
  return !type || (type->type == JSON_STRING && slice_equal(type->text, SLICE("tag")));
}

static bool read_line(TagFile *file, Slice text, uint32_t number, Error *err) {
  Error why = {0};
  const JsonValue *line = json_parse(file->arena, text, &why);
  if (!line) return refuse(err, number, why.message);
  if (line->type != JSON_OBJECT) return refuse(err, number, "it is no object");
  if (!is_tag(line)) return true;
  TagEntry entry;
  const char *fault;
  if (!tagfile_read_entry(file->arena, line, &entry, &fault)) return refuse(err, number, fault);
  tagfile_add(file, entry);
  return true;
}

static bool read_lines(Slice bytes, TagFile *file, Error *err) {
  uint32_t number = 0;
  bool ok = true;
  for (Slice rest = bytes; ok && rest.len > 0;) {
    const char *end = memchr(rest.ptr, '\n', rest.len);
    size_t len = end ? (size_t)(end - rest.ptr) : rest.len;
    Slice line = slice_trim(slice_cut(rest, 0, len));
    rest = slice_cut(rest, end ? len + 1 : len, rest.len);
    number++;
    if (line.len > 0) ok = read_line(file, line, number, err);
  }
  return ok;
}

bool tagfile_read(Slice bytes, TagFile *file, Error *err) {
  static const char mark[] = "\xEF\xBB\xBF";
  *file = (TagFile){.arena = arena_new()};
  Slice text = slice_starts(bytes, slice_of(mark)) ? slice_cut(bytes, 3, bytes.len) : bytes;
  bool refi = slice_starts(slice_trim(text), SLICE("<"));
  bool ok = refi ? tagfile_read_refi(text, file, err) : read_lines(text, file, err);
  if (ok && file->count == 0)
    ok = error_set(err, ERROR_DATA, "cannot read a codebook from this: the file holds no tag");
  if (!ok) tagfile_release(file);
  return ok;
}

void tagfile_release(TagFile *file) {
  free(file->entries);
  arena_free(file->arena);
  *file = (TagFile){0};
}

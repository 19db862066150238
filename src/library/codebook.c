// SPDX-License-Identifier: MIT
// The codebook behind acts: paths as typed, and the ids that they have or get.
#include "library/codebook.h"

#include "base/memory.h"
#include "library/alias.h"
#include "library/rows.h"
#include "library/tag.h"

#include <stdio.h>
#include <stdlib.h>

enum { DESCRIBED_MAX = 3 };

bool codebook_has_path(const CodebookPaths *paths, const char *path) {
  for (uint32_t i = 0; i < paths->count; i++) {
    if (strcmp(paths->items[i], path) == 0) return true;
  }
  return false;
}

bool codebook_read_paths(Library *library, const char *const *typed, uint32_t count,
                         CodebookPaths *paths, Error *err) {
  *paths = (CodebookPaths){.items = memory_new(count, sizeof *paths->items)};
  for (uint32_t i = 0; i < count; i++) {
    char *path = alias_resolve(library, typed[i], err);
    if (!path) {
      codebook_release_paths(paths);
      return false;
    }
    if (codebook_has_path(paths, path))
      free(path);
    else
      paths->items[paths->count++] = path;
  }
  return true;
}

void codebook_release_paths(CodebookPaths *paths) {
  for (uint32_t i = 0; i < paths->count; i++) free(paths->items[i]);
  free(paths->items);
  *paths = (CodebookPaths){0};
}

void codebook_describe(const CodebookPaths *paths, Buffer *out) {
  for (uint32_t i = 0; i < paths->count && i < DESCRIBED_MAX; i++) {
    buffer_printf(out, "%s'%s'", i ? ", " : "", paths->items[i]);
  }
  if (paths->count > DESCRIBED_MAX)
    buffer_printf(out, " and %u more", paths->count - DESCRIBED_MAX);
}

// Has anything ever been said of a tag of this id?
static bool is_used_up(Store *store, const char *id) {
  Statement *statement = statement_start(store, STATEMENT_THING_BY_ID);
  statement_bind_text(statement, SLICE("tag"));
  statement_bind_text(statement, slice_of(id));
  return statement_take_int(statement, 0) != 0;
}

bool codebook_find(Store *store, const char *path, char id[UUID_SIZE]) {
  Statement *statement = statement_start(store, STATEMENT_TAG_BY_PATH);
  statement_bind_text(statement, slice_of(path));
  bool found = statement_next(statement);
  if (found) rows_copy(id, UUID_SIZE, statement_text(statement, 0));
  statement_end(statement);
  return found;
}

static bool find_alias(Library *library, const char *name, char id[UUID_SIZE]) {
  char *path = alias_find(library, name);
  bool found = path && codebook_find(library->store, path, id);
  free(path);
  return found;
}

void codebook_use(Record *record, const char *path, char id[UUID_SIZE]) {
  Store *store = record->library->store;
  if (codebook_find(store, path, id) || find_alias(record->library, path, id)) return;
  Buffer name = {0};
  buffer_printf(&name, "tag/%s", path);
  uuid_named(buffer_slice(&name), id);
  buffer_release(&name);
  if (is_used_up(store, id)) stamp_new_id(store, id);
  record_open(record, "tag", id);
  record_set_text(record, "path", path);
  record_close(record);
}

void codebook_put(Record *record, const char *annotation, const char *path) {
  char tag[UUID_SIZE];
  codebook_use(record, path, tag);
  record_add(record, "annotation", annotation, tag);
}

// A path shown by several ids is taken off with all of them.
void codebook_take_off(Record *record, const Annotation *annotation, const char *path) {
  char last[UUID_SIZE] = "";
  for (;;) {
    char tag[UUID_SIZE] = "";
    Statement *statement =
        statement_start(record->library->store, STATEMENT_TAGS_OF_ANNOTATION_BY_PATH);
    statement_bind_int(statement, annotation->key);
    statement_bind_text(statement, slice_of(path));
    if (statement_next(statement)) rows_copy(tag, sizeof tag, statement_text(statement, 0));
    statement_end(statement);
    if (!tag[0] || strcmp(tag, last) == 0) return; // all gone, or in a damaged library stuck
    record_remove_all(record, "annotation", annotation->id, tag);
    memcpy(last, tag, sizeof last);
  }
}

// Sets a register when the value differs from what the tag has.
static void set_if_other(Record *record, const char *name, const char *value, const char *old) {
  if (strcmp(value, old) != 0) record_set_text(record, name, value[0] ? value : NULL);
}

void codebook_set(Record *record, const char *path, const TagEdit *edit) {
  char *memo = edit->memo ? library_repair(edit->memo) : NULL;
  char id[UUID_SIZE], colour[8] = "";
  codebook_use(record, path, id);
  Statement *statement = statement_start(record->library->store, STATEMENT_TAG_BY_PATH);
  statement_bind_text(statement, slice_of(path));
  bool found = statement_next(statement);
  char *old_colour = found ? statement_string(statement, 1) : memory_string(SLICE(""));
  char *old_memo = found ? statement_string(statement, 2) : memory_string(SLICE(""));
  statement_end(statement);
  if (edit->colour && *edit->colour != TAG_NO_COLOUR)
    snprintf(colour, sizeof colour, "#%06x", *edit->colour & 0xFFFFFF);
  record_open(record, "tag", id);
  if (edit->colour) set_if_other(record, "colour", colour, old_colour);
  if (memo) set_if_other(record, "memo", memo, old_memo);
  record_close(record);
  free(old_colour);
  free(old_memo);
  free(memo);
}

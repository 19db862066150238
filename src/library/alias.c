// SPDX-License-Identifier: MIT
// Aliases. Whether a name is free is asked inside the transaction; each question is a search by the
// index on paths or on names.
#include "library/alias.h"

#include "library/codebook.h"
#include "library/rows.h"

#include <stdlib.h>

// A tag is called so, or lies below what is called so.
static bool is_path(Library *library, const char *name) {
  Statement *statement = statement_start(library->store, STATEMENT_TAGS_BELOW);
  statement_bind_text(statement, slice_of(name));
  bool found = statement_next(statement);
  statement_end(statement);
  return found;
}

char *alias_find(Library *library, const char *name) {
  if (is_path(library, name)) return NULL;
  Statement *statement = statement_start(library->store, STATEMENT_TAG_BY_ALIAS);
  statement_bind_text(statement, slice_of(name));
  char *path = statement_next(statement) ? statement_string(statement, 1) : NULL;
  statement_end(statement);
  return path;
}

// A tag to the byte is that tag: one of an older library may not be in the one form.
char *alias_resolve(Library *library, const char *typed, Error *err) {
  if (is_path(library, typed)) return memory_string(slice_of(typed));
  char *name = tag_normalise(typed, err);
  char *path = name ? alias_find(library, name) : NULL;
  if (!path) return name;
  free(name);
  return path;
}

// ---- Changing

static bool refuse_taken(const char *name, const char *path, Error *err) {
  if (!path)
    return error_set(err, ERROR_DATA, "cannot make '%s' another name: it is a tag already", name);
  return error_set(err, ERROR_DATA, "cannot make '%s' another name: it is one of '%s' already",
                   name, path);
}

typedef struct AliasAct {
  const char *path, *name; // in their one form
  bool gone;
} AliasAct;

static void set_register(Record *record, const char *id, const AliasAct *act) {
  Buffer key = {0};
  buffer_printf(&key, "%s%s", CODEBOOK_ALIAS, act->name);
  record_open(record, "tag", id);
  record_set_text(record, key.ptr, act->gone ? NULL : act->name);
  record_close(record);
  buffer_release(&key);
}

// Of all ids that show the path, so that none brings it back.
static void take_away(Record *record, const AliasAct *act) {
  Store *store = record->library->store;
  for (bool more = true; more;) {
    char id[UUID_SIZE];
    Statement *statement = statement_start(store, STATEMENT_ALIAS_HOLDER);
    statement_bind_text(statement, slice_of(act->name));
    statement_bind_text(statement, slice_of(act->path));
    more = statement_next(statement);
    if (more) rows_copy(id, UUID_SIZE, statement_text(statement, 0));
    statement_end(statement);
    if (more) set_register(record, id, act);
    more = more && store_check(store, &(Error){0});
  }
}

static bool put_on(Record *record, const AliasAct *act, Error *err) {
  Library *library = record->library;
  char id[UUID_SIZE];
  if (is_path(library, act->name)) return refuse_taken(act->name, NULL, err);
  char *path = alias_find(library, act->name);
  bool own = path && strcmp(path, act->path) == 0, free_name = !path;
  if (!own && !free_name) refuse_taken(act->name, path, err);
  free(path);
  if (free_name) {
    codebook_use(record, act->path, id);
    set_register(record, id, act);
  }
  return own || free_name;
}

bool alias_record(Record *record, const char *path, const char *typed, Error *err) {
  Error taken = {0};
  char *meant = alias_find(record->library, path), *name = tag_normalise(typed, err);
  if (name) put_on(record, &(AliasAct){meant ? meant : path, name, false}, &taken);
  bool ok = name != NULL;
  free(meant);
  free(name);
  return ok;
}

static bool run(Library *library, const AliasAct *act, int64_t *change, Error *err) {
  Record record;
  Buffer what = {0};
  if (act->gone)
    buffer_printf(&what, "take the name '%s' from tag '%s'", act->name, act->path);
  else
    buffer_printf(&what, "alias tag '%s' as '%s'", act->path, act->name);
  bool ok = record_begin(&record, library, what.ptr, err);
  if (ok) {
    if (act->gone)
      take_away(&record, act);
    else
      ok = put_on(&record, act, err);
    ok = record_end(&record, ok, change, err);
  }
  buffer_release(&what);
  return ok;
}

bool alias_add(Library *library, const char *tag, const char *typed, int64_t *change, Error *err) {
  TagFigures ignored;
  if (change) *change = 0;
  char *name = tag_normalise(typed, err);
  char *path = name ? alias_resolve(library, tag, err) : NULL;
  bool ok = path && tag_affected(library, path, &ignored, err) &&
            run(library, &(AliasAct){path, name, false}, change, err);
  free(path);
  free(name);
  return ok;
}

bool alias_remove(Library *library, const char *typed, int64_t *change, Error *err) {
  if (change) *change = 0;
  char *name = tag_normalise(typed, err);
  if (!name) return false;
  char *path = alias_find(library, name);
  bool ok = path && run(library, &(AliasAct){path, name, true}, change, err);
  if (!path) error_set(err, ERROR_INPUT, "cannot take the name '%s' away: no tag has it", name);
  free(path);
  free(name);
  return ok;
}

// SPDX-License-Identifier: MIT
// Recording: operations are written as lines, kept in `operation`, and folded into the state from
// the very line that was kept, so that state and log cannot disagree.
#include "library/record.h"

#include "base/hash.h"
#include "base/moment.h"
#include "library/fold.h"

bool record_begin(Record *record, Library *library, const char *what, Error *err) {
  if (store_read_only(library->store)) {
    error_set(err, ERROR_PERMISSION, "cannot change the library '%s': it can only be read",
              store_path(library->store));
    return false;
  }
  *record = (Record){.library = library, .what = what, .now = moment_now()};
  return store_begin(library->store, err);
}

void record_fail(Record *record, const Error *err) {
  if (record->failure.kind == ERROR_NONE) record->failure = *err;
}

static void release(Record *record) {
  buffer_release(&record->set);
  buffer_release(&record->was);
}

void record_cancel(Record *record) {
  store_rollback(record->library->store);
  release(record);
}

bool record_rehearse(Record *record, Error *err) {
  bool fine = record->failure.kind == ERROR_NONE;
  if (!fine) *err = record->failure;
  fine = fine && store_check(record->library->store, err);
  record_cancel(record);
  return fine;
}

bool record_commit(Record *record, int64_t *change, Error *err) {
  Store *store = record->library->store;
  release(record);
  *change = 0;
  if (record->failure.kind != ERROR_NONE) {
    store_rollback(store);
    *err = record->failure;
    return false;
  }
  if (!record->journal) {
    store_rollback(store);
    return store_check(store, err);
  }
  if (!record->undoes) {
    Statement *statement = statement_start(store, STATEMENT_UNDO_STEP_ADD);
    statement_bind_int(statement, record->journal);
    statement_run(statement);
  }
  if (!store_commit(store, err)) return false;
  *change = record->journal;
  return true;
}

bool record_end(Record *record, bool done, int64_t *change, Error *err) {
  if (done) return change ? record_commit(record, change, err) : record_rehearse(record, err);
  record_cancel(record);
  return false;
}

// ---- Writing an operation

void record_insist(Record *record) {
  if (record->journal) return;
  Store *store = record->library->store;
  Statement *statement = statement_start(store, STATEMENT_JOURNAL_ADD);
  statement_bind_text_or_null(statement, record->ch[0] ? record->ch : NULL);
  statement_bind_int(statement, record->now);
  statement_bind_text(statement, slice_of(record->what));
  if (record->undoes)
    statement_bind_int(statement, record->undoes);
  else
    statement_bind_null(statement);
  statement_run(statement);
  record->journal = statement_inserted(store);
}

// Stamps the operation and writes its head, up to where its form begins.
static void start_line(Record *record, JsonWriter *json, const char *kind, const char *id) {
  stamp_next(record->library->store, kind, id, record->now, record->stamp);
  if (!record->ch[0]) memcpy(record->ch, record->stamp, sizeof record->ch);
  record_insist(record);
  json_start_object(json);
  json_key(json, "hlc");
  json_string(json, slice_of(record->stamp));
  json_key(json, "ch");
  json_string(json, slice_of(record->ch));
  json_key(json, "kind");
  json_string(json, slice_of(kind));
  json_key(json, "id");
  json_string(json, slice_of(id));
}

static void keep_line(Record *record, const char *stamp, const char *kind, const char *id,
                      Slice line) {
  uint8_t hash[HASH_SHA256_SIZE];
  hash_sha256(line, hash);
  Statement *statement = statement_start(record->library->store, STATEMENT_OPERATION_ADD);
  statement_bind_text(statement, slice_of(stamp));
  statement_bind_blob(statement, slice_make((const char *)hash, sizeof hash));
  statement_bind_int(statement, record->journal);
  statement_bind_text(statement, slice_of(kind));
  statement_bind_text(statement, slice_of(id));
  statement_bind_text(statement, line);
  statement_run(statement);
}

// Closes the line, keeps it and folds it.
static void end_line(Record *record, JsonWriter *json, const char *kind, const char *id) {
  json_end_object(json);
  Slice line = buffer_slice(json->out);
  Error err;
  if (line.len >= OPERATION_LINE_MAX) {
    error_set(&err, ERROR_DATA,
              "cannot change the library: this has %zu bytes, at most %d are possible", line.len,
              OPERATION_LINE_MAX - 1);
    record_fail(record, &err);
    return;
  }
  keep_line(record, record->stamp, kind, id, line);
  Arena *arena = arena_new();
  Operation operation;
  // What this cannot read, nobody can: a stamp beyond the year 2100.
  if (operation_parse(arena, line, &operation, &err))
    fold_apply(record->library->store, &operation);
  else
    record_fail(record, &err);
  arena_free(arena);
}

// ---- Operations of others

int64_t record_find_change(Store *store, const Operation *operation, Slice line) {
  uint8_t hash[HASH_SHA256_SIZE];
  hash_sha256(line, hash);
  Statement *statement = statement_start(store, STATEMENT_OPERATION_CHANGE);
  statement_bind_text(statement, slice_of(operation->stamp));
  statement_bind_blob(statement, slice_make((const char *)hash, sizeof hash));
  return statement_take_int(statement, 0);
}

bool record_take(Record *record, const Operation *operation, Slice line) {
  Store *store = record->library->store;
  if (record_find_change(store, operation, line)) return false;
  record_insist(record);
  keep_line(record, operation->stamp, operation->kind, operation->id, line);
  fold_apply(store, operation);
  return true;
}

// ---- Setting registers

void record_open(Record *record, const char *kind, const char *id) {
  record->kind = kind;
  memcpy(record->id, id, UUID_SIZE);
  record->thing = fold_find_thing(record->library->store, kind, slice_of(id), NULL);
  buffer_clear(&record->set);
  buffer_clear(&record->was);
}

// What the next setting of the register replaces: all its heads. What is new has none.
static void add_was(Record *record, const char *name) {
  if (!record->thing) return;
  Statement *statement = statement_start(record->library->store, STATEMENT_HEADS);
  statement_bind_int(statement, record->thing);
  statement_bind_text(statement, slice_of(name));
  JsonWriter json = {.out = &record->was, .comma = record->was.len > 0};
  bool any = false;
  while (statement_next(statement)) {
    if (!any) {
      json_key(&json, name);
      json_start_array(&json);
    }
    any = true;
    json_string(&json, statement_text(statement, 0));
  }
  if (any) json_end_array(&json);
}

void record_set_json(Record *record, const char *name, Slice value) {
  JsonWriter json = {.out = &record->set, .comma = record->set.len > 0};
  json_key(&json, name);
  json_raw(&json, value);
  add_was(record, name);
}

void record_set_text(Record *record, const char *name, const char *text) {
  Buffer value = {0};
  JsonWriter json = {.out = &value};
  if (text)
    json_string(&json, slice_of(text));
  else
    json_null(&json);
  record_set_json(record, name, buffer_slice(&value));
  buffer_release(&value);
}

void record_set_moment(Record *record, const char *name, int64_t moment) {
  char text[MOMENT_TEXT_SIZE];
  moment_format(moment, text);
  record_set_text(record, name, text);
}

static void add_object(JsonWriter *json, const char *key, const Buffer *members) {
  Buffer object = {0};
  buffer_add_byte(&object, '{');
  buffer_add(&object, buffer_slice(members));
  buffer_add_byte(&object, '}');
  json_key(json, key);
  json_raw(json, buffer_slice(&object));
  buffer_release(&object);
}

void record_close(Record *record) {
  if (record->set.len == 0) return;
  Buffer line = {0};
  JsonWriter json = {.out = &line};
  start_line(record, &json, record->kind, record->id);
  add_object(&json, "set", &record->set);
  if (record->was.len) add_object(&json, "was", &record->was);
  end_line(record, &json, record->kind, record->id);
  buffer_release(&line);
}

// ---- The other forms

static void add_array(JsonWriter *json, const char *key, const char *element) {
  json_key(json, key);
  json_start_array(json);
  json_string(json, slice_of(element));
  json_end_array(json);
}

void record_add(Record *record, const char *kind, const char *id, const char *element) {
  Buffer line = {0};
  JsonWriter json = {.out = &line};
  start_line(record, &json, kind, id);
  add_array(&json, "add", element);
  end_line(record, &json, kind, id);
  buffer_release(&line);
}

void record_remove(Record *record, const char *kind, const char *id, const char *element,
                   Slice seen) {
  Buffer line = {0}, array = {0};
  JsonWriter json = {.out = &line};
  buffer_add_byte(&array, '[');
  buffer_add(&array, seen);
  buffer_add_byte(&array, ']');
  start_line(record, &json, kind, id);
  add_array(&json, "remove", element);
  json_key(&json, "seen");
  json_raw(&json, buffer_slice(&array));
  end_line(record, &json, kind, id);
  buffer_release(&array);
  buffer_release(&line);
}

void record_remove_all(Record *record, const char *kind, const char *id, const char *element) {
  Store *store = record->library->store;
  int64_t thing = fold_find_thing(store, kind, slice_of(id), NULL);
  Buffer seen = {0};
  JsonWriter json = {.out = &seen};
  Statement *statement = statement_start(store, STATEMENT_ADDITIONS);
  statement_bind_int(statement, thing);
  statement_bind_text(statement, slice_of(element));
  while (statement_next(statement)) json_string(&json, statement_text(statement, 0));
  if (seen.len) record_remove(record, kind, id, element, buffer_slice(&seen));
  buffer_release(&seen);
}

void record_delete(Record *record, const char *kind, const char *id, bool gone) {
  Buffer line = {0};
  JsonWriter json = {.out = &line};
  start_line(record, &json, kind, id);
  json_key(&json, "delete");
  json_bool(&json, gone);
  end_line(record, &json, kind, id);
  buffer_release(&line);
}

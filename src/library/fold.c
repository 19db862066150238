// SPDX-License-Identifier: MIT
// The fold, as SQL on small tables.
//
//   operation ─┬─ set ────── head (settings not replaced yet) ── newest ──▶ column of brief,
//   annotation, tag
//              ├─ add ────── addition (live ones) ─────────────────────────▶ annotation_tag
//              ├─ remove ─── takes the additions that it has seen out of them
//              └─ delete ─── thing.gone; all others thing.edit ────────────▶ thing.alive
//
// Order does not matter: a setting (an addition) that a later operation on the same thing names as
// replaced (removed) is none. Usually there is no later operation, so that costs one look at an
// index. An operation changes one thing (and the tags that it adds); its cost does not grow with
// the library.
#include "library/fold.h"
#include "library/codebook.h"

#include "base/error.h"
#include "base/moment.h"
#include "library/index.h"

#include <stdlib.h>

// ---- Things

int64_t fold_find_thing(Store *store, const char *kind, Slice id, bool *alive) {
  Statement *statement = statement_start(store, STATEMENT_THING_BY_ID);
  statement_bind_text(statement, slice_of(kind));
  statement_bind_text(statement, id);
  int64_t key = 0;
  if (alive) *alive = false;
  if (statement_next(statement)) {
    key = statement_int(statement, 0);
    if (alive) *alive = statement_int(statement, 3) != 0;
  }
  statement_end(statement);
  return key;
}

static int64_t add_thing(Store *store, const char *kind, Slice id) {
  Statement *statement = statement_start(store, STATEMENT_THING_ADD);
  statement_bind_text(statement, slice_of(kind));
  statement_bind_text(statement, id);
  statement_run(statement);
  return statement_inserted(store);
}

int64_t fold_thing(Store *store, const char *kind, Slice id) {
  int64_t key = fold_find_thing(store, kind, id, NULL);
  return key ? key : add_thing(store, kind, id);
}

static void run_with_stamp(Store *store, StatementId id, int64_t key, const char *stamp) {
  Statement *statement = statement_start(store, id);
  statement_bind_int(statement, key);
  statement_bind_text(statement, slice_of(stamp));
  statement_run(statement);
}

// Rows (thing, name, stamp) of head and addition.
static void run_with_name(Store *store, StatementId id, int64_t thing, Slice name, Slice stamp) {
  Statement *statement = statement_start(store, id);
  statement_bind_int(statement, thing);
  statement_bind_text(statement, name);
  statement_bind_text(statement, stamp);
  statement_run(statement);
}

// ---- Registers: a row for each, with the statement that sets its column

typedef enum RegisterType {
  REGISTER_TEXT,   // a string, or NULL
  REGISTER_MOMENT, // an instant as text
  REGISTER_THING,  // the id of a brief
  REGISTER_PLACE,  // a place in a version
  REGISTER_JSON,   // any value, kept as it is
  REGISTER_ALIAS,  // a family, named by its beginning: there, or cleared
} RegisterType;

typedef struct Register {
  const char *kind, *name;
  RegisterType type;
  StatementId statement;
} Register;

static const Register registers[] = {
    {"brief", "added", REGISTER_MOMENT, STATEMENT_BRIEF_SET_ADDED},
    {"brief", "title", REGISTER_TEXT, STATEMENT_BRIEF_SET_TITLE},
    {"brief", "series", REGISTER_TEXT, STATEMENT_BRIEF_SET_SERIES},
    {"brief", "author", REGISTER_TEXT, STATEMENT_BRIEF_SET_AUTHOR},
    {"brief", "date", REGISTER_TEXT, STATEMENT_BRIEF_SET_DATE},
    {"brief", "url", REGISTER_TEXT, STATEMENT_BRIEF_SET_URL},
    {"brief", "into", REGISTER_TEXT, STATEMENT_BRIEF_SET_MERGED},
    {"annotation", "brief", REGISTER_THING, STATEMENT_ANNOTATION_SET_BRIEF},
    {"annotation", "place", REGISTER_PLACE, STATEMENT_ANNOTATION_SET_ANCHOR},
    {"annotation", "comment", REGISTER_TEXT, STATEMENT_ANNOTATION_SET_COMMENT},
    {"annotation", "colour", REGISTER_TEXT, STATEMENT_ANNOTATION_SET_COLOUR},
    {"annotation", "created", REGISTER_MOMENT, STATEMENT_ANNOTATION_SET_CREATED},
    {"annotation", "updated", REGISTER_MOMENT, STATEMENT_ANNOTATION_SET_UPDATED},
    {"annotation", "by", REGISTER_TEXT, STATEMENT_ANNOTATION_SET_BY},
    {"annotation", "foreign", REGISTER_JSON, STATEMENT_ANNOTATION_SET_FOREIGN},
    {"tag", "path", REGISTER_TEXT, STATEMENT_TAG_SET_PATH},
    {"tag", "colour", REGISTER_TEXT, STATEMENT_TAG_SET_COLOUR},
    {"tag", "memo", REGISTER_TEXT, STATEMENT_TAG_SET_MEMO},
    {"tag", "into", REGISTER_TEXT, STATEMENT_TAG_SET_MERGED},
    {"tag", CODEBOOK_ALIAS, REGISTER_ALIAS, STATEMENT_TAG_ALIAS_ADD},
};

static const Register *find_register(const char *kind, Slice name) {
  for (size_t i = 0; i < sizeof registers / sizeof *registers; i++) {
    const Register *row = &registers[i];
    Slice own = slice_of(row->name);
    bool named = row->type == REGISTER_ALIAS ? name.len > own.len && slice_starts(name, own)
                                             : slice_equal(name, own);
    if (named && strcmp(row->kind, kind) == 0) return row;
  }
  return NULL;
}

static Slice text_of(const JsonValue *value, const char *name) {
  const JsonValue *member = json_get(value, name);
  return member && member->type == JSON_STRING ? member->text : SLICE("");
}

static int64_t number_of(const JsonValue *value, const char *name) {
  const JsonValue *member = json_get(value, name);
  if (!member || member->type != JSON_NUMBER || member->text.len > 10) return -1;
  int64_t number = 0;
  for (size_t i = 0; i < member->text.len; i++) {
    if (member->text.ptr[i] < '0' || member->text.ptr[i] > '9') return -1;
    number = number * 10 + (member->text.ptr[i] - '0');
  }
  return number;
}

// The key of a version, 0 when its text is not here.
static int64_t find_version(Store *store, Slice hash) {
  Statement *statement = statement_start(store, STATEMENT_VERSION_BY_HASH);
  statement_bind_text(statement, hash);
  return statement_take_int(statement, 0);
}

// How a place was found: by the reader, unless it says a state of its own. An empty one is an
// orphan.
typedef struct Finding {
  Slice state, method;
  int64_t score; // thousandths
  bool review;
} Finding;

static Finding finding_of(const JsonValue *place, bool empty) {
  static const char *const states[] = {"same", "changed", "moved", "orphan"};
  Slice state = text_of(place, "state");
  const JsonValue *review = json_get(place, "review");
  for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
    if (!slice_equal(state, slice_of(states[i]))) continue;
    int64_t score = number_of(place, "score");
    return (Finding){.state = state,
                     .method = SLICE("selector"),
                     .score = score < 0 || score > 1000 ? 0 : score,
                     .review = review && review->type == JSON_TRUE};
  }
  return (Finding){
      .state = empty ? SLICE("orphan") : SLICE("same"), .method = SLICE("user"), .score = 1000};
}

// A place becomes a new row of anchors; its key, or 0 for none.
static int64_t add_anchor(Store *store, int64_t annotation, const JsonValue *place,
                          const char *stamp) {
  if (place->type != JSON_OBJECT) return 0;
  int64_t version = find_version(store, text_of(place, "version"));
  int64_t start = number_of(place, "start"), end = number_of(place, "end");
  Finding finding = finding_of(place, start == end);
  bool orphan = slice_equal(finding.state, SLICE("orphan"));
  if (!version || start < 0 || end < start || orphan != (start == end)) return 0;
  Statement *statement = statement_start(store, STATEMENT_ANCHOR_ADD);
  statement_bind_int(statement, annotation);
  statement_bind_int(statement, version);
  statement_bind_int(statement, start);
  statement_bind_int(statement, end);
  statement_bind_text(statement, finding.state);
  statement_bind_int(statement, finding.score);
  statement_bind_int(statement, finding.review);
  statement_bind_text(statement, finding.method);
  statement_bind_int(statement, stamp_moment(slice_of(stamp)));
  statement_bind_text(statement, text_of(place, "quote"));
  statement_bind_text(statement, text_of(place, "prefix"));
  statement_bind_text(statement, text_of(place, "suffix"));
  statement_run(statement);
  return statement_inserted(store);
}

static void bind_moment(Statement *statement, const JsonValue *value) {
  int64_t moment = 0;
  if (value->type == JSON_STRING && !moment_parse(value->text, &moment)) moment = 0;
  statement_bind_int(statement, moment);
}

// Keys that a value stands for, found before its column's statement starts.
static int64_t value_key(Store *store, const Register *row, int64_t thing, const JsonValue *value,
                         const char *stamp) {
  if (row->type == REGISTER_PLACE) return add_anchor(store, thing, value, stamp);
  if (row->type == REGISTER_THING && value->type == JSON_STRING && uuid_valid(value->text)) {
    return fold_thing(store, "brief", value->text);
  }
  return 0;
}

static void set_alias(Store *store, const Register *row, int64_t tag, const JsonValue *value) {
  bool gone = value->type == JSON_NULL;
  Statement *statement = statement_start(store, gone ? STATEMENT_TAG_ALIAS_REMOVE : row->statement);
  statement_bind_int(statement, tag);
  statement_bind_text(statement, slice_cut(value->key, strlen(row->name), value->key.len));
  statement_run(statement);
}

static void set_column(Store *store, const Register *row, int64_t thing, const JsonValue *value,
                       const char *stamp) {
  if (row->type == REGISTER_ALIAS) {
    set_alias(store, row, thing, value);
    return;
  }
  int64_t key = value_key(store, row, thing, value, stamp);
  Buffer json = {0};
  Statement *statement = statement_start(store, row->statement);
  statement_bind_int(statement, thing);
  if (row->type == REGISTER_MOMENT) {
    bind_moment(statement, value);
  } else if (key) {
    statement_bind_int(statement, key);
  } else if (row->type == REGISTER_TEXT && value->type == JSON_STRING) {
    statement_bind_text(statement, value->text);
  } else if (row->type == REGISTER_JSON && value->type != JSON_NULL) {
    operation_write_value(&(JsonWriter){.out = &json}, value);
    statement_bind_text(statement, buffer_slice(&json));
  } else {
    statement_bind_null(statement);
  }
  statement_run(statement);
  buffer_release(&json);
}

// ---- What a later operation on the same thing says of this one

typedef bool Says(const Operation *later, Slice name, Slice stamp);

static bool says_replaced(const Operation *later, Slice name, Slice stamp) {
  for (const JsonValue *was = later->was ? later->was->first : NULL; was; was = was->next) {
    if (slice_equal(was->key, name) && operation_names(was, stamp)) return true;
  }
  return false;
}

static bool says_removed(const Operation *later, Slice name, Slice stamp) {
  (void)name;
  return operation_names(later->seen, stamp);
}

static Statement *start_later(Store *store, const Operation *operation) {
  Statement *statement = statement_start(store, STATEMENT_OPERATION_LATER);
  statement_bind_text(statement, slice_of(operation->id));
  statement_bind_text(statement, slice_of(operation->stamp));
  statement_bind_text(statement, slice_of(operation->kind));
  return statement;
}

static bool is_last(Store *store, const Operation *operation) {
  Statement *statement = start_later(store, operation);
  bool last = !statement_next(statement);
  statement_end(statement);
  return last;
}

static bool later_says(Store *store, const Operation *operation, Slice name, Says *says) {
  Statement *statement = start_later(store, operation);
  bool said = false;
  while (!said && statement_next(statement)) {
    Arena *arena = arena_new();
    Operation later;
    Error ignored;
    said = operation_parse(arena, statement_text(statement, 0), &later, &ignored) &&
           says(&later, name, slice_of(operation->stamp));
    arena_free(arena);
  }
  statement_end(statement);
  return said;
}

// ---- The four forms

static bool is_newest_head(Store *store, int64_t thing, Slice name, const char *stamp) {
  Statement *statement = statement_start(store, STATEMENT_HEAD_NEWEST);
  statement_bind_int(statement, thing);
  statement_bind_text(statement, name);
  bool newest =
      statement_next(statement) && slice_equal(statement_text(statement, 0), slice_of(stamp));
  statement_end(statement);
  return newest;
}

static void make_row(Store *store, const char *kind, int64_t thing) {
  static const struct {
    const char *kind;
    StatementId statement;
  } makers[] = {{"brief", STATEMENT_BRIEF_MAKE},
                {"annotation", STATEMENT_ANNOTATION_MAKE},
                {"tag", STATEMENT_TAG_MAKE}};
  for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
    if (strcmp(makers[i].kind, kind) == 0) statement_run_of(store, makers[i].statement, thing);
  }
}

// The heads that the setting of this register has replaced.
static void remove_heads(Store *store, const Operation *operation, int64_t thing, Slice name) {
  for (const JsonValue *was = operation->was ? operation->was->first : NULL; was; was = was->next) {
    if (!slice_equal(was->key, name)) continue;
    for (const JsonValue *stamp = was->first; stamp; stamp = stamp->next)
      run_with_name(store, STATEMENT_HEAD_REMOVE, thing, name, stamp->text);
  }
}

// fresh: no operation on the thing has been folded yet, so that each setting is the newest.
static void apply_set(Store *store, const Operation *operation, int64_t thing, bool fresh) {
  bool last = is_last(store, operation);
  make_row(store, operation->kind, thing);
  for (const JsonValue *value = operation->set->first; value; value = value->next) {
    const Register *row = find_register(operation->kind, value->key);
    if (!row) continue; // a newer postil's: kept in the log
    remove_heads(store, operation, thing, value->key);
    if (!last && later_says(store, operation, value->key, says_replaced)) continue;
    run_with_name(store, STATEMENT_HEAD_ADD, thing, value->key, slice_of(operation->stamp));
    if (!fresh && !is_newest_head(store, thing, value->key, operation->stamp)) continue;
    set_column(store, row, thing, value, operation->stamp);
    if (row->type == REGISTER_PLACE || row->type == REGISTER_THING)
      statement_run_of(store, STATEMENT_ANCHOR_SHOW, thing);
  }
}

static void link_tag(Store *store, StatementId id, int64_t annotation, int64_t tag) {
  Statement *statement = statement_start(store, id);
  statement_bind_int(statement, annotation);
  statement_bind_int(statement, tag);
  statement_run(statement);
}

static void apply_add(Store *store, const Operation *operation, int64_t thing) {
  bool removed = later_says(store, operation, SLICE(""), says_removed);
  bool tags = strcmp(operation->kind, "annotation") == 0;
  for (const JsonValue *element = operation->add->first; element; element = element->next) {
    if (!removed) {
      run_with_name(store, STATEMENT_ADDITION_ADD, thing, element->text,
                    slice_of(operation->stamp));
    }
    if (!tags || !uuid_valid(element->text)) continue;
    int64_t tag = fold_thing(store, "tag", element->text);
    if (!removed) link_tag(store, STATEMENT_ANNOTATION_TAG_ADD, thing, tag);
    // To use a tag is an edit of it.
    IndexNote note = index_note(store, "tag", tag, false);
    run_with_stamp(store, STATEMENT_THING_EDIT, tag, operation->stamp);
    statement_run_of(store, STATEMENT_THING_LIVE, tag);
    index_settle(store, &note);
  }
}

// Takes the annotation's tag out when no addition of it is left.
static void unlink_tag(Store *store, int64_t annotation, Slice element) {
  Statement *statement = statement_start(store, STATEMENT_ADDITION_COUNT);
  statement_bind_int(statement, annotation);
  statement_bind_text(statement, element);
  if (statement_take_int(statement, 0) > 0) return;
  int64_t tag = fold_find_thing(store, "tag", element, NULL);
  if (tag) link_tag(store, STATEMENT_ANNOTATION_TAG_REMOVE, annotation, tag);
}

// One addition may have put in several elements: all of them go.
static void remove_addition(Store *store, int64_t thing, Slice stamp) {
  for (;;) {
    Statement *statement = statement_start(store, STATEMENT_ADDITION_ELEMENT);
    statement_bind_int(statement, thing);
    statement_bind_text(statement, stamp);
    char *element = statement_next(statement) ? statement_string(statement, 0) : NULL;
    statement_end(statement);
    if (!element) return;
    run_with_name(store, STATEMENT_ADDITION_REMOVE, thing, slice_of(element), stamp);
    unlink_tag(store, thing, slice_of(element));
    free(element);
  }
}

// The set of a brief says which version it shows, and that where its annotations are.
static void show_version(Store *store, int64_t brief) {
  statement_run_of(store, STATEMENT_BRIEF_SHOW_VERSION, brief);
  statement_run_of(store, STATEMENT_ANCHORS_SHOW, brief);
}

void fold_apply(Store *store, const Operation *operation) {
  int64_t thing = fold_find_thing(store, operation->kind, slice_of(operation->id), NULL);
  bool fresh = !thing, renewed = operation->add || operation->remove;
  if (fresh) thing = add_thing(store, operation->kind, slice_of(operation->id));
  IndexNote note = index_note(store, operation->kind, thing, renewed);
  if (operation->set) apply_set(store, operation, thing, fresh);
  if (operation->add) apply_add(store, operation, thing);
  for (const JsonValue *stamp = operation->seen ? operation->seen->first : NULL; stamp;
       stamp = stamp->next) {
    remove_addition(store, thing, stamp->text);
  }
  if (renewed && strcmp(operation->kind, "brief") == 0) show_version(store, thing);
  if (operation->life == OPERATION_DELETE) {
    run_with_stamp(store, STATEMENT_THING_GONE, thing, operation->stamp);
  } else if (operation->set || operation->add || operation->life == OPERATION_REVIVE) {
    run_with_stamp(store, STATEMENT_THING_EDIT, thing, operation->stamp);
  }
  statement_run_of(store, STATEMENT_THING_LIVE, thing);
  index_settle(store, &note);
}

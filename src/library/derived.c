// SPDX-License-Identifier: MIT
// Rows of what a version says. To examine them they are read off the text again
// and compared. A library that an older postil made is read when it is opened for writing: its new
// schema leaves the setting `unread`, or the setting `derived` has not the number of today's rules.
#include "library/derived.h"

#include "library/address.h"
#include "library/citing.h"
#include "text/pack.h"

#include <stdlib.h>

static const char unread[] = "unread", rules_setting[] = "derived";

// Counted on whenever citing.c or address.c come to read something else off the same text.
static const char rules[] = "2";

// What the version calls itself, folded; "" for what it does not say.
typedef struct Name {
  Buffer url, title;
} Name;

static void read_name(const Version *version, Name *name) {
  *name = (Name){0};
  address_fold_url(version->metadata.url, &name->url);
  address_fold_title(version->metadata.title, &name->title);
}

static void release_name(Name *name) {
  buffer_release(&name->url);
  buffer_release(&name->title);
}

// ---- Writing

static void add_name(Store *store, int64_t key, const Version *version) {
  Name name;
  read_name(version, &name);
  if (name.url.len > 0 || name.title.len > 0) {
    Statement *statement = statement_start(store, STATEMENT_NAME_ADD);
    statement_bind_int(statement, key);
    statement_bind_text(statement, buffer_slice(&name.url));
    statement_bind_text(statement, buffer_slice(&name.title));
    statement_run(statement);
  }
  release_name(&name);
}

static void add_sources(Store *store, int64_t key, const Version *version) {
  CitedNotes notes;
  citing_read(version, &notes);
  for (uint32_t i = 0; i < notes.count; i++) {
    const CitedNote *note = &notes.items[i];
    Statement *statement = statement_start(store, STATEMENT_SOURCE_ADD);
    statement_bind_int(statement, key);
    statement_bind_int(statement, note->note);
    statement_bind_int(statement, note->root);
    statement_bind_text(statement, note->label);
    statement_bind_text(statement, note->url);
    statement_bind_text(statement, note->title);
    statement_bind_text(statement, note->words);
    statement_run(statement);
  }
  citing_release(&notes);
}

static void note_rules(Store *store) {
  Statement *statement = statement_start(store, STATEMENT_SETTING_SET);
  statement_bind_text(statement, slice_of(rules_setting));
  statement_bind_text(statement, slice_of(rules));
  statement_run(statement);
}

void derived_add(Store *store, int64_t key, const Version *version) {
  note_rules(store);
  add_name(store, key, version);
  add_sources(store, key, version);
}

// ---- Comparing

static bool is_name_right(Store *store, int64_t key, const Version *version) {
  Name name;
  read_name(version, &name);
  Statement *statement = statement_start(store, STATEMENT_NAME_OF_VERSION);
  statement_bind_int(statement, key);
  bool there = statement_next(statement);
  Slice url = there ? statement_text(statement, 0) : SLICE("");
  Slice title = there ? statement_text(statement, 1) : SLICE("");
  bool right =
      slice_equal(url, buffer_slice(&name.url)) && slice_equal(title, buffer_slice(&name.title));
  statement_end(statement);
  release_name(&name);
  return right;
}

static bool same_source(const Statement *row, const CitedNote *note) {
  const Slice texts[] = {note->label, note->url, note->title, note->words};
  if (statement_int(row, 0) != note->note || statement_int(row, 1) != note->root) return false;
  for (unsigned i = 0; i < 4; i++) {
    if (!slice_equal(statement_text(row, 2 + i), texts[i])) return false;
  }
  return true;
}

static bool are_sources_right(Store *store, int64_t key, const Version *version) {
  CitedNotes notes;
  uint32_t count = 0;
  bool right = true;
  citing_read(version, &notes);
  Statement *statement = statement_start(store, STATEMENT_SOURCES_OF_VERSION);
  statement_bind_int(statement, key);
  for (; right && statement_next(statement); count++)
    right = count < notes.count && same_source(statement, &notes.items[count]);
  statement_end(statement);
  right = right && count == notes.count;
  citing_release(&notes);
  return right;
}

bool derived_is_right(Store *store, int64_t key, const Version *version) {
  return is_name_right(store, key, version) && are_sources_right(store, key, version);
}

// ---- All anew

static void run(Store *store, StatementId id) {
  statement_run(statement_start(store, id));
}

static void read_again(Store *store, int64_t key) {
  Statement *statement = statement_start(store, STATEMENT_VERSION_TEXT);
  statement_bind_int(statement, key);
  Version *version = NULL;
  Error ignored; // a damaged text: the examination tells of it
  if (statement_next(statement))
    version = pack_read(statement_text(statement, 0), statement_text(statement, 2),
                        (uint32_t)statement_int(statement, 1), &ignored);
  statement_end(statement);
  if (version) derived_add(store, key, version);
  version_free(version);
}

// Without a version nothing has been read, and nothing has to be.
static bool is_empty(Store *store) {
  return statement_take_of(store, STATEMENT_VERSION_NEXT, 0) == 0;
}

static bool is_setting(Store *store, const char *name, const char *wanted) {
  Statement *statement = statement_start(store, STATEMENT_SETTING);
  statement_bind_text(statement, slice_of(name));
  bool is =
      statement_next(statement) && slice_equal(statement_text(statement, 0), slice_of(wanted));
  statement_end(statement);
  return is;
}

bool derived_is_due(Store *store) {
  if (is_setting(store, unread, "1")) return true;
  return !is_setting(store, rules_setting, rules) && !is_empty(store);
}

void derived_rebuild(Store *store) {
  run(store, STATEMENT_NAMES_CLEAR);
  run(store, STATEMENT_SOURCES_CLEAR);
  int64_t key = 0;
  for (;;) {
    key = statement_take_of(store, STATEMENT_VERSION_NEXT, key);
    if (key == 0) break;
    read_again(store, key);
  }
  note_rules(store);
  Statement *statement = statement_start(store, STATEMENT_SETTING_REMOVE);
  statement_bind_text(statement, slice_of(unread));
  statement_run(statement);
}

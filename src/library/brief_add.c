// SPDX-License-Identifier: MIT
// Adding a brief: bytes are imported before the transaction begins; inside it the text's hash says
// whether it is there already. Bytes that came from the same path before are not even read again.
//
//   hash known ─┬─ living: already there, nothing is changed
//               └─ removed: its tombstone is lifted
//   hash known, but another version of its brief is shown:
//             ┌─ the file has not changed since: nothing is changed, and the reader is told
//             └─ it has, or there is no file: that one is shown again
//   hash new ─┬─ of a brief that is there (library/edition.h): a new version, and its annotations
//             │  are carried over in the same transaction
//             └─ a new brief; where that is in doubt, the other one is told
//
// What the file says of itself is computed and stands with the version; only what the reader typed
// is set by operations.
#include "library/brief.h"

#include "base/file.h"
#include "base/memory.h"
#include "import/import.h"
#include "library/carry.h"
#include "library/derived.h"
#include "library/edition.h"
#include "library/fold.h"
#include "library/index.h"
#include "library/metadata.h"
#include "library/reading.h"
#include "library/record.h"
#include "library/rows.h"
#include "library/stated.h"
#include "text/pack.h"
#include "text/position.h"

#include <stdlib.h>

typedef struct Known {
  int64_t version, brief; // keys, 0 for a new text
} Known;

struct BriefPrepared {
  Library *library;
  Version *version; // NULL when these bytes are known to be there:
  Known known;
  char bytes_hash[HASH_HEX_SIZE]; // of the file; of no bytes where the reader edited the text
  char *path;                     // absolute, "" for none
  int64_t of;                     // the brief that it is a version of, where that is known; else 0
  bool apart, again;              // as BriefMetadata has them
  Stated stated;                  // as listed, unless the reader says another
  MetadataWords words;
  Record record;
  BriefAdded *added;
};

// ---- Rows of a new version

static int64_t add_version(BriefPrepared *adding, int64_t brief) {
  const Version *version = adding->version;
  const Metadata *metadata = &version->metadata;
  Statement *statement = statement_start(adding->library->store, STATEMENT_VERSION_ADD);
  statement_bind_int(statement, brief);
  statement_bind_text(statement, slice_of(version->hash));
  statement_bind_text(statement, slice_of(adding->bytes_hash));
  statement_bind_int(statement, positions_count(version->positions));
  statement_bind_text(statement, slice_of(adding->path));
  statement_bind_int(statement, adding->record.now);
  statement_bind_text(statement, slice_of(adding->stated.title));
  statement_bind_text(statement, slice_of(view_title_source_name(adding->stated.title_source)));
  statement_bind_text(statement, metadata->series);
  statement_bind_text(statement, slice_of(adding->stated.authors));
  statement_bind_int(statement, metadata->authors_from_prose);
  statement_bind_text(statement, metadata->date);
  statement_bind_text(statement, metadata->url);
  statement_bind_text(statement, metadata->language);
  statement_run(statement);
  return statement_inserted(adding->library->store);
}

static void add_text(BriefPrepared *adding, int64_t version) {
  Buffer structure = {0};
  pack_write(adding->version, &structure);
  Statement *statement = statement_start(adding->library->store, STATEMENT_VERSION_ADD_TEXT);
  statement_bind_int(statement, version);
  statement_bind_int(statement, adding->version->rules);
  statement_bind_text(statement, buffer_slice(&structure));
  statement_bind_text(statement, adding->version->text);
  statement_run(statement);
  buffer_release(&structure);
  derived_add(adding->library->store, version, adding->version);
}

// ---- The outcomes

// The brief that shows what came from this path, 0 for none.
static int64_t find_older(BriefPrepared *adding) {
  if (!adding->path[0]) return 0;
  Statement *statement = statement_start(adding->library->store, STATEMENT_BRIEFS_BY_PATH);
  statement_bind_text(statement, slice_of(adding->path));
  return statement_take_int(statement, 0);
}

static void find_id(Store *store, int64_t brief, char id[UUID_SIZE]) {
  id[0] = '\0';
  Statement *statement = statement_start(store, STATEMENT_THING_ID);
  statement_bind_int(statement, brief);
  if (statement_next(statement)) rows_copy(id, UUID_SIZE, statement_text(statement, 0));
  statement_end(statement);
}

static void add_new(BriefPrepared *adding, const Edition *edition) {
  Record *record = &adding->record;
  BriefAdded *added = adding->added;
  char id[UUID_SIZE];
  Buffer name = {0};
  buffer_printf(&name, "brief/%s", adding->version->hash);
  uuid_named(buffer_slice(&name), id);
  buffer_release(&name);
  added->older = edition->doubtful;
  added->reason = edition->reason;
  added->outcome = edition->doubtful ? BRIEF_CHANGED : BRIEF_ADDED;
  record_open(record, "brief", id);
  record_set_moment(record, "added", record->now);
  metadata_set(record, &adding->words, 0);
  record_close(record);
  added->key = fold_thing(adding->library->store, "brief", slice_of(id));
  add_text(adding, add_version(adding, added->key));
  // Last, for the fold wants to find the version.
  record_add(record, "brief", id, adding->version->hash);
}

static void carry(BriefPrepared *adding, int64_t brief, int64_t version) {
  CarryCount count = {0};
  carry_annotations(&adding->record, brief, adding->version, version, &count);
  adding->added->outcome = BRIEF_RENEWED;
  adding->added->carried = count.carried;
  adding->added->waiting = count.waiting;
}

// What the text does not say of itself any more is as the version before had it.
static void inherit(BriefPrepared *adding, int64_t brief, int64_t version) {
  Statement *statement = statement_start(adding->library->store, STATEMENT_VERSION_INHERIT);
  statement_bind_int(statement, version);
  statement_bind_int(statement, brief);
  statement_run(statement);
}

static void add_renewed(BriefPrepared *adding, const Edition *edition) {
  int64_t brief = edition->brief;
  char id[UUID_SIZE];
  find_id(adding->library->store, brief, id);
  adding->added->key = brief;
  adding->added->reason = edition->reason;
  int64_t version = add_version(adding, brief);
  add_text(adding, version);
  if (adding->of) inherit(adding, brief, version);
  carry(adding, brief, version);
  record_open(&adding->record, "brief", id);
  metadata_set(&adding->record, &adding->words, brief);
  record_close(&adding->record);
  record_add(&adding->record, "brief", id, adding->version->hash);
}

// ---- A text that is known

typedef struct FileVersion {
  Known known; // 0 for none
  char bytes_hash[HASH_HEX_SIZE];
  uint32_t rules;
} FileVersion;

// What came last from the file of the path, edited versions aside.
static FileVersion find_of_file(const BriefPrepared *adding) {
  FileVersion last = {0};
  char none[HASH_HEX_SIZE];
  if (!adding->path[0]) return last;
  hash_hex(SLICE(""), none);
  Statement *statement = statement_start(adding->library->store, STATEMENT_VERSION_OF_FILE);
  statement_bind_text(statement, slice_of(adding->path));
  statement_bind_text(statement, slice_of(none));
  if (statement_next(statement)) {
    last.known = (Known){statement_int(statement, 0), statement_int(statement, 1)};
    rows_copy(last.bytes_hash, HASH_HEX_SIZE, statement_text(statement, 2));
    last.rules = (uint32_t)statement_int(statement, 3);
  }
  statement_end(statement);
  return last;
}

static bool is_in_set(Store *store, int64_t brief, const char *hash) {
  Statement *statement = statement_start(store, STATEMENT_ADDITION_COUNT);
  statement_bind_int(statement, brief);
  statement_bind_text(statement, slice_of(hash));
  return statement_take_int(statement, 0) > 0;
}

// What came later goes out of the set, newest first, so that undo brings it back in order. Is kept
// in the library all the same.
static void take_out_later(BriefPrepared *adding, int64_t brief, const char *id) {
  char **hashes = NULL;
  size_t count = 0, capacity = 0;
  Statement *statement = statement_start(adding->library->store, STATEMENT_BRIEF_LATER_HASHES);
  statement_bind_int(statement, brief);
  statement_bind_text(statement, slice_of(adding->version->hash));
  while (statement_next(statement)) {
    hashes = memory_grow(hashes, count, &capacity, sizeof *hashes);
    hashes[count++] = statement_string(statement, 0);
  }
  for (size_t i = 0; i < count; i++) {
    record_remove_all(&adding->record, "brief", id, hashes[i]);
    free(hashes[i]);
  }
  free(hashes);
}

// Another version of the brief is shown: the text becomes the one that is shown again.
static void return_to(BriefPrepared *adding, int64_t brief, int64_t version, const char *id) {
  carry(adding, brief, version);
  if (is_in_set(adding->library->store, brief, adding->version->hash))
    take_out_later(adding, brief, id);
  else
    record_add(&adding->record, "brief", id, adding->version->hash);
}

static void add_known(BriefPrepared *adding, Known known, bool show) {
  RowsBrief brief;
  Error ignored;
  char id[UUID_SIZE];
  find_id(adding->library->store, known.brief, id);
  adding->added->key = known.brief;
  adding->added->outcome = BRIEF_ALREADY_THERE;
  if (!rows_find_brief(adding->library->store, known.brief, &brief, &ignored)) {
    record_delete(&adding->record, "brief", id, false);
    adding->added->outcome = BRIEF_ADDED;
    if (!rows_find_brief(adding->library->store, known.brief, &brief, &ignored)) return;
  }
  bool shown = brief.version == known.version;
  adding->added->earlier =
      !shown && !adding->again && find_of_file(adding).known.version == known.version;
  if (show && !shown && !adding->added->earlier) return_to(adding, known.brief, known.version, id);
  free(brief.title);
}

static Known find_known(BriefPrepared *adding) {
  Statement *statement = statement_start(adding->library->store, STATEMENT_VERSION_BY_HASH);
  statement_bind_text(statement, slice_of(adding->version->hash));
  Known known = {0};
  if (statement_next(statement))
    known = (Known){statement_int(statement, 0), statement_int(statement, 1)};
  statement_end(statement);
  return known;
}

// ---- One change

static void describe(BriefPrepared *adding, bool renewed, Buffer *what) {
  const char *typed = adding->words.values[0];
  buffer_printf(what, "%s '%s'", renewed ? "new version of" : "add",
                typed && typed[0] ? typed : adding->stated.title);
}

static void add_any(BriefPrepared *adding, Known known, Edition edition) {
  Store *store = adding->library->store;
  int64_t brief = known.version ? known.brief : edition.brief;
  int64_t before = brief ? rows_shown_version(store, brief) : 0;
  if (known.version)
    add_known(adding, known, true);
  else if (edition.brief)
    add_renewed(adding, &edition);
  else
    add_new(adding, &edition);
  if (brief) reading_carry(&adding->record, brief, before, rows_shown_version(store, brief));
}

static bool record_adding(BriefPrepared *adding, Error *err) {
  Buffer what = {0};
  if (!record_begin(&adding->record, adding->library, "add", err)) return false;
  Known known = find_known(adding);
  Edition edition = {.brief = adding->of};
  if (!known.version && !adding->of && !adding->apart)
    edition = edition_find(adding->library, adding->version, adding->path);
  describe(adding, edition.brief != 0, &what);
  adding->record.what = what.ptr;
  add_any(adding, known, edition);
  bool ok = record_commit(&adding->record, &adding->added->change, err);
  buffer_release(&what);
  return ok;
}

// What a message calls it.
static const char *name_of(const char *path) {
  return path ? path : "standard input";
}

static bool refuse(const char *path, Error *err) {
  Error why = *err;
  error_set(err, why.kind, "cannot add '%s': %s", name_of(path), why.message);
  return error_hint(err, "%s", why.hint);
}

// ---- Preparing

// The version that these bytes of this path gave, by the rules of today.
static Known find_same(const BriefPrepared *adding) {
  FileVersion last = find_of_file(adding);
  bool same = strcmp(last.bytes_hash, adding->bytes_hash) == 0 && last.rules == IMPORT_RULES;
  return same ? last.known : (Known){0};
}

// Once. Most texts are stored as they came, and their hash is known.
static void hash_bytes(BriefPrepared *adding, Slice bytes) {
  if (adding->bytes_hash[0]) return;
  if (adding->version && slice_equal(bytes, adding->version->text))
    memcpy(adding->bytes_hash, adding->version->hash, HASH_HEX_SIZE);
  else
    hash_hex(bytes, adding->bytes_hash);
}

static bool read_document(BriefPrepared *adding, Slice bytes, const char *path, Error *err) {
  adding->version = import_read(
      &(ImportInput){.bytes = bytes, .name = path, .watch = adding->library->watch}, err);
  if (!adding->version) return refuse(path, err);
  if (adding->version->block_count == 0)
    return error_set(err, ERROR_DATA, "cannot add '%s': there is no text in it", name_of(path));
  stated_read(adding->version, adding->path, &adding->stated);
  return true;
}

// A text that postil has stored, and the reader has edited: it is plain text, whatever its file
// was.
static BriefPrepared *prepare_edited(Library *library, const Brief *brief, Slice text, Error *err) {
  BriefPrepared *adding = memory_new(1, sizeof *adding);
  adding->library = library;
  adding->of = brief->key;
  adding->path = memory_string(slice_of(brief->path));
  bool ok = metadata_read(&(BriefMetadata){0}, &adding->words, err);
  if (ok) adding->version = import_read(&(ImportInput){.bytes = text}, err);
  if (adding->version && adding->version->block_count > 0) {
    stated_read(adding->version, adding->path, &adding->stated);
    hash_hex(SLICE(""), adding->bytes_hash);
    return adding;
  }
  if (adding->version) error_set(err, ERROR_DATA, "cannot keep the text: nothing is left of it");
  brief_free_prepared(adding);
  return NULL;
}

BriefPrepared *brief_prepare(Library *library, Slice bytes, const char *path,
                             const BriefMetadata *metadata, Error *err) {
  BriefPrepared *adding = memory_new(1, sizeof *adding);
  adding->library = library;
  adding->path = path ? file_absolute(path) : memory_string(SLICE(""));
  adding->apart = metadata && metadata->apart;
  adding->again = metadata && metadata->again;
  bool ok = metadata_read(metadata, &adding->words, err);
  if (ok && !adding->again && find_older(adding)) {
    hash_bytes(adding, bytes);
    adding->known = find_same(adding);
  }
  if (ok && !adding->known.version) ok = read_document(adding, bytes, path, err);
  if (ok) hash_bytes(adding, bytes);
  if (ok) return adding;
  brief_free_prepared(adding);
  return NULL;
}

void brief_free_prepared(BriefPrepared *prepared) {
  if (!prepared) return;
  version_free(prepared->version);
  metadata_release(&prepared->words);
  free(prepared->path);
  stated_release(&prepared->stated);
  free(prepared);
}

size_t brief_prepared_size(const BriefPrepared *prepared) {
  return prepared->version ? prepared->version->text.len : 0;
}

// ---- Adding

static bool add_one(BriefPrepared *adding, BriefAdded *added, Error *err) {
  *added = (BriefAdded){0};
  Known known = adding->known;
  if (known.version) {
    *added = (BriefAdded){.outcome = BRIEF_ALREADY_THERE, .key = known.brief};
    added->earlier = rows_shown_version(adding->library->store, known.brief) != known.version;
    return true;
  }
  adding->added = added;
  added->broken = import_broken_count(adding->version);
  added->lost = adding->version->lost;
  return record_adding(adding, err);
}

static void add_each(BriefPrepared *const *prepared, uint32_t count, BriefAdded *added,
                     Error *errs) {
  for (uint32_t i = 0; i < count; i++) {
    errs[i] = (Error){0};
    add_one(prepared[i], &added[i], &errs[i]);
  }
}

// When the group as a whole fails, each is tried alone: what can be kept is kept.
void brief_add_prepared(Library *library, BriefPrepared *const *prepared, uint32_t count,
                        BriefAdded *added, Error *errs) {
  Error ignored;
  bool grouped =
      count > 1 && !store_read_only(library->store) && store_begin_group(library->store, &ignored);
  add_each(prepared, count, added, errs);
  if (grouped) index_settle_group(library->store);
  if (grouped && !store_end_group(library->store, &ignored)) add_each(prepared, count, added, errs);
}

bool brief_add(Library *library, Slice bytes, const char *path, const BriefMetadata *metadata,
               BriefAdded *added, Error *err) {
  BriefPrepared *adding = brief_prepare(library, bytes, path, metadata, err);
  bool ok = adding && add_one(adding, added, err);
  brief_free_prepared(adding);
  return ok;
}

// Is it a text of another brief?
static bool check_own(BriefPrepared *adding, Error *err) {
  Known known = find_known(adding);
  if (!known.version || known.brief == adding->of) return true;
  error_set(err, ERROR_USAGE, "cannot make this a version of the brief: it is the text of another");
  return error_hint(err, "nothing was changed");
}

bool brief_edit_text(Library *library, int64_t key, Slice text, BriefAdded *added, Error *err) {
  Brief brief = {0};
  if (!brief_get(library, key, &brief, err)) return false;
  BriefPrepared *adding = prepare_edited(library, &brief, text, err);
  bool ok = adding && check_own(adding, err) && add_one(adding, added, err);
  brief_free_prepared(adding);
  brief_release(&brief);
  return ok;
}

// The record is lent to the steps above and comes back with what they have noted.
bool brief_record(Record *record, Slice text, const char *hash, const BriefMetadata *metadata,
                  int64_t *key, Error *err) {
  BriefPrepared *adding = brief_prepare(record->library, text, NULL, metadata, err);
  if (!adding) return false;
  BriefAdded added = {0};
  bool ok = strcmp(adding->version->hash, hash) == 0 ||
            error_set(err, ERROR_DATA, "cannot add the brief: its text is not the one of its hash");
  if (ok) {
    adding->record = *record;
    adding->added = &added;
    Known known = find_known(adding);
    if (known.version)
      add_known(adding, known, false);
    else
      add_new(adding, &(Edition){0});
    *record = adding->record;
    *key = added.key;
  }
  brief_free_prepared(adding);
  return ok;
}

bool brief_add_file(Library *library, const char *path, const BriefMetadata *metadata,
                    BriefAdded *added, Error *err) {
  Buffer bytes = {0};
  bool ok = file_read(path, IMPORT_BYTES_MAX, &bytes, err) &&
            brief_add(library, buffer_slice(&bytes), strcmp(path, "-") == 0 ? NULL : path, metadata,
                      added, err);
  buffer_release(&bytes);
  return ok;
}

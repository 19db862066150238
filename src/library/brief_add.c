// SPDX-License-Identifier: MIT
// Adding a brief: bytes are imported before the transaction begins; inside it the text's hash says
// whether it is there already.
//
//   hash known ─┬─ living: already there, nothing is changed
//               └─ removed: its tombstone is lifted
//   hash new ──── a new brief; if another came from the same path, that one is told and left alone
//
// What the file says of itself is computed and stands with the version; only what the reader typed
// is set by operations.
#include "library/brief.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/safe.h"
#include "import/import.h"
#include "library/fold.h"
#include "library/metadata.h"
#include "library/rows.h"
#include "text/pack.h"
#include "text/position.h"
#include "text/sentence.h"

#include <stdlib.h>

enum { TITLE_COLUMNS = 80 };

typedef struct Adding {
  Library *library;
  const Version *version;
  Slice bytes;
  char *path;  // absolute, "" for none
  char *title; // as listed, unless the reader says another
  TitleSource title_source;
  MetadataWords words;
  Record record;
  BriefAdded *added;
} Adding;

// ---- What to call it

static void choose_title(Adding *adding) {
  Slice stated = adding->version->metadata.title, name = file_name(adding->path);
  if (stated.len) {
    adding->title_source = TITLE_FROM_FILE;
    adding->title = memory_string(stated);
  } else if (name.len) {
    char *copy = memory_string(name);
    adding->title_source = TITLE_FROM_NAME;
    adding->title = library_repair(copy);
    free(copy);
  } else {
    adding->title_source = TITLE_FROM_SENTENCE;
    adding->title = brief_opening(adding->version, TITLE_COLUMNS);
  }
  if (adding->title[0]) return;
  // Nothing but what is hidden: the hash names it at least.
  free(adding->title);
  adding->title = memory_string(slice_make(adding->version->hash, 12));
}

static char *join_authors(const Metadata *metadata) {
  Buffer authors = {0};
  for (uint32_t i = 0; i < metadata->author_count; i++) {
    if (i > 0) buffer_add_string(&authors, "; ");
    buffer_add(&authors, metadata->authors[i]);
  }
  return buffer_take(&authors);
}

// ---- Rows of a new version

static int64_t add_version(Adding *adding, int64_t brief) {
  const Version *version = adding->version;
  const Metadata *metadata = &version->metadata;
  char bytes_hash[HASH_HEX_SIZE];
  hash_hex(adding->bytes, bytes_hash);
  char *authors = join_authors(metadata);
  Query *query = query_start(adding->library->store, QUERY_VERSION_ADD);
  query_bind_int(query, brief);
  query_bind_text(query, slice_of(version->hash));
  query_bind_text(query, slice_of(bytes_hash));
  query_bind_int(query, positions_count(version->positions));
  query_bind_text(query, slice_of(adding->path));
  query_bind_int(query, adding->record.now);
  query_bind_text(query, slice_of(adding->title));
  query_bind_text(query, slice_of(view_title_source_name(adding->title_source)));
  query_bind_text(query, metadata->series);
  query_bind_text(query, slice_of(authors));
  query_bind_int(query, metadata->authors_from_prose);
  query_bind_text(query, metadata->date);
  query_bind_text(query, metadata->url);
  query_bind_text(query, metadata->language);
  query_run(query);
  free(authors);
  return query_inserted(adding->library->store);
}

static void add_text(Adding *adding, int64_t version) {
  Buffer structure = {0};
  pack_write(adding->version, &structure);
  Query *query = query_start(adding->library->store, QUERY_VERSION_ADD_TEXT);
  query_bind_int(query, version);
  query_bind_text(query, adding->version->text);
  query_bind_int(query, adding->version->rules);
  query_bind_text(query, buffer_slice(&structure));
  query_run(query);
  buffer_release(&structure);
}

static void set_version(Adding *adding, int64_t brief, int64_t version) {
  Query *query = query_start(adding->library->store, QUERY_BRIEF_ADD_VERSION);
  query_bind_int(query, brief);
  query_bind_int(query, version);
  query_run(query);
}

// ---- The three outcomes

// The brief that came from this path before, 0 for none.
static int64_t find_older(Adding *adding) {
  if (!adding->path[0]) return 0;
  Query *query = query_start(adding->library->store, QUERY_BRIEFS_BY_PATH);
  query_bind_text(query, slice_of(adding->path));
  return query_take_int(query, 0);
}

static void add_new(Adding *adding) {
  Record *record = &adding->record;
  BriefAdded *added = adding->added;
  char id[UUID_SIZE];
  Buffer name = {0};
  buffer_printf(&name, "brief/%s", adding->version->hash);
  uuid_named(buffer_slice(&name), id);
  buffer_release(&name);
  added->older = find_older(adding);
  added->outcome = added->older ? BRIEF_CHANGED : BRIEF_ADDED;
  record_open(record, "brief", id);
  record_set_moment(record, "added", record->now);
  metadata_set(record, &adding->words, 0);
  record_close(record);
  record_add(record, "brief", id, adding->version->hash);
  added->key = fold_thing(adding->library->store, "brief", slice_of(id));
  int64_t version = add_version(adding, added->key);
  add_text(adding, version);
  set_version(adding, added->key, version);
}

static void add_known(Adding *adding, int64_t key) {
  RowsBrief brief;
  Error ignored;
  adding->added->key = key;
  adding->added->outcome = BRIEF_ALREADY_THERE;
  if (rows_find_brief(adding->library->store, key, &brief, &ignored)) {
    free(brief.title);
    return;
  }
  char id[UUID_SIZE] = "";
  Query *query = query_start(adding->library->store, QUERY_THING_ID);
  query_bind_int(query, key);
  if (query_next(query)) rows_copy(id, sizeof id, query_text(query, 0));
  query_end(query);
  adding->added->outcome = BRIEF_ADDED;
  record_delete(&adding->record, "brief", id, false);
}

static int64_t find_known(Adding *adding) {
  Query *query = query_start(adding->library->store, QUERY_VERSION_BY_HASH);
  query_bind_text(query, slice_of(adding->version->hash));
  int64_t brief = query_next(query) ? query_int(query, 1) : 0;
  query_end(query);
  return brief;
}

static bool record_adding(Adding *adding, Error *err) {
  Buffer what = {0};
  const char *typed = adding->words.values[0];
  buffer_printf(&what, "add '%s'", typed && typed[0] ? typed : adding->title);
  bool ok = record_begin(&adding->record, adding->library, what.ptr, err);
  if (ok) {
    int64_t known = find_known(adding);
    if (known)
      add_known(adding, known);
    else
      add_new(adding);
    ok = record_commit(&adding->record, &adding->added->change, err);
  }
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

bool brief_add(Library *library, Slice bytes, const char *path, const BriefMetadata *metadata,
               BriefAdded *added, Error *err) {
  *added = (BriefAdded){0};
  Adding adding = {.library = library, .bytes = bytes, .added = added};
  if (!metadata_read(metadata, &adding.words, err)) return false;
  Version *version = import_read(&(ImportInput){.bytes = bytes, .name = path}, err);
  bool ok = version != NULL;
  if (!ok) {
    refuse(path, err);
  } else if (version->block_count == 0) {
    ok = error_set(err, ERROR_DATA, "cannot add '%s': there is no text in it", name_of(path));
  } else {
    adding.version = version;
    adding.path = path ? file_absolute(path) : memory_string(SLICE(""));
    choose_title(&adding);
    added->broken = import_broken_count(version);
    ok = record_adding(&adding, err);
    free(adding.path);
    free(adding.title);
  }
  version_free(version);
  metadata_release(&adding.words);
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

// SPDX-License-Identifier: MIT
// Briefs: listing, metadata, removal, reading place, and the version behind one. Adding is in
// brief_add.c, finding in brief_find.c.
#include "library/brief.h"

#include "base/memory.h"
#include "base/safe.h"
#include "base/utf8.h"
#include "import/import.h"
#include "library/metadata.h"
#include "library/record.h"
#include "library/roster.h"
#include "library/rows.h"
#include "text/glance.h"
#include "text/pack.h"
#include "text/sentence.h"

#include <stdlib.h>

// ---- Listing

bool brief_title_stated(const Brief *brief) {
  return brief->title_source == TITLE_FROM_FILE || brief->title_source == TITLE_FROM_READER;
}

void brief_release(Brief *brief) {
  char *strings[] = {brief->title,  brief->series,   brief->date, brief->url,
                     brief->author, brief->language, brief->path};
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++) free(strings[i]);
  *brief = (Brief){0};
}

void brief_copy(const Brief *brief, Brief *copy) {
  *copy = *brief;
  char **strings[] = {&copy->title,  &copy->series,   &copy->date, &copy->url,
                      &copy->author, &copy->language, &copy->path};
  for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
    *strings[i] = memory_string(slice_of(*strings[i]));
}

void brief_release_list(BriefList *list) {
  for (uint32_t i = 0; i < list->count; i++) brief_release(&list->items[i]);
  free(list->items);
  *list = (BriefList){0};
}

bool brief_list(Library *library, BriefList *list, Error *err) {
  *list = (BriefList){0};
  size_t capacity = 0;
  Statement *statement = statement_start(library->store, STATEMENT_BRIEFS);
  while (statement_next(statement)) {
    list->items = memory_grow(list->items, list->count, &capacity, sizeof *list->items);
    rows_take_brief(statement, &list->items[list->count++]);
  }
  if (store_check(library->store, err)) return true;
  brief_release_list(list);
  return false;
}

bool brief_get(Library *library, int64_t key, Brief *brief, Error *err) {
  Statement *statement = statement_start(library->store, STATEMENT_BRIEF);
  statement_bind_int(statement, key);
  bool found = statement_next(statement);
  if (found) rows_take_brief(statement, brief);
  statement_end(statement);
  if (found) return true;
  if (!store_check(library->store, err)) return false;
  return error_set(err, ERROR_INPUT, "cannot read the brief: it is not in the library any more");
}

// ---- Versions

char *brief_opening(const Version *version, uint32_t columns) {
  Buffer sentence = {0}, cut = {0};
  for (uint32_t i = 0; i < version->block_count && sentence.len == 0; i++) {
    const Block *block = &version->blocks[i];
    if (version_block_hidden(block) || block->type == BLOCK_RULE) continue;
    view_append(version, sentence_at(version, block->span.start), VIEW_WITHOUT_REFERENCES,
                &sentence);
  }
  safe_append_fit(&cut, buffer_slice(&sentence), SAFE_UNICODE, columns);
  buffer_release(&sentence);
  return buffer_take(&cut);
}

// The structure by the rules of today, when older ones made what is stored.
static Version *renew(Version *version) {
  Version *renewed = import_anew(version);
  if (!renewed) return version;
  version_free(version);
  return renewed;
}

// The version of a row.
static Version *make_version(Statement *row, int64_t version, Error *err) {
  Slice text;
  Arena *arena = arena_new();
  if (!statement_long_text(row, (StatementCell){"version_text", "text", version}, arena, &text)) {
    arena_free(arena);
    return NULL;
  }
  uint32_t rules = (uint32_t)statement_int(row, 0);
  Version *made = pack_adopt(arena, text, statement_text(row, 1), rules, err);
  return made && rules < IMPORT_RULES ? renew(made) : made;
}

Version *brief_version(Library *library, int64_t version, Error *err) {
  Statement *statement = statement_start(library->store, STATEMENT_VERSION_STRUCTURE);
  statement_bind_int(statement, version);
  Version *made = NULL;
  bool found = statement_next(statement);
  if (found) made = make_version(statement, version, err);
  statement_end(statement);
  if (made || !store_check(library->store, err) || found) return made;
  error_set(err, ERROR_INPUT, "cannot read the text: it is not in the library any more");
  return NULL;
}

// Of a text that is much longer than `most`; what is wrong, and why there is none, is told to who
// reads the whole.
static Version *make_glance(Statement *row, int64_t version, size_t most) {
  Arena *arena = arena_new();
  Slice text, structure;
  size_t whole, ignored;
  uint32_t rules = (uint32_t)statement_int(row, 0);
  StatementCell cell = {"version_text", "text", version};
  bool ok = rules >= IMPORT_RULES && statement_text_start(row, cell, most, arena, &text, &whole) &&
            whole / 2 >= most;
  cell.column = "structure";
  ok = ok && statement_text_start(row, cell, most, arena, &structure, &ignored);
  Version *made = ok ? glance_read(text, structure, whole, rules) : NULL;
  arena_free(arena);
  return made;
}

Version *brief_glance(Library *library, int64_t version, size_t most) {
  Statement *statement = statement_start(library->store, STATEMENT_VERSION_RULES);
  statement_bind_int(statement, version);
  Version *made = statement_next(statement) ? make_glance(statement, version, most) : NULL;
  statement_end(statement);
  return made;
}

// ---- Metadata and removal

bool brief_set_metadata(Library *library, int64_t key, const BriefMetadata *metadata,
                        int64_t *change, Error *err) {
  *change = 0;
  MetadataWords words;
  if (!metadata_read(metadata, &words, err)) return false;
  RowsBrief brief;
  Record record;
  bool ok = rows_find_brief(library->store, key, &brief, err);
  if (ok) {
    char *what = metadata_describe(&words, brief.title);
    ok = record_begin(&record, library, what, err);
    if (ok) {
      record_open(&record, "brief", brief.id);
      metadata_set(&record, &words, key);
      record_close(&record);
      ok = record_commit(&record, change, err);
    }
    free(what);
    free(brief.title);
  }
  metadata_release(&words);
  return ok;
}

bool brief_remove(Library *library, int64_t key, int64_t *change, Error *err) {
  *change = 0;
  RowsBrief brief;
  if (!rows_find_brief(library->store, key, &brief, err)) return false;
  Buffer what = {0};
  buffer_printf(&what, "remove '%s'", brief.title);
  Record record;
  bool ok = record_begin(&record, library, what.ptr, err);
  if (ok) {
    record_delete(&record, "brief", brief.id, true);
    ok = record_commit(&record, change, err);
  }
  buffer_release(&what);
  free(brief.title);
  return ok;
}

// ---- Where the reader is

static bool set_reading(Library *library, StatementId id, int64_t key, int64_t value, Error *err) {
  Store *store = library->store;
  if (store_read_only(store)) return true;
  if (!store_begin(store, err)) return false;
  Statement *statement = statement_start(store, id);
  statement_bind_int(statement, key);
  statement_bind_int(statement, value);
  statement_run(statement);
  roster_settle_reading(store, key);
  return store_commit(store, err);
}

bool brief_set_place(Library *library, int64_t key, uint32_t place_cp, Error *err) {
  return set_reading(library, STATEMENT_READING_SET_PLACE, key, place_cp, err);
}

bool brief_set_read(Library *library, int64_t key, bool read, Error *err) {
  return set_reading(library, STATEMENT_READING_SET_READ, key, read, err);
}

bool brief_versions(Library *library, int64_t brief, BriefVersion **items, uint32_t *count,
                    Error *err) {
  size_t capacity = 0;
  *items = NULL;
  *count = 0;
  Statement *row = statement_start(library->store, STATEMENT_VERSIONS_OF_BRIEF);
  statement_bind_int(row, brief);
  while (statement_next(row)) {
    *items = memory_grow(*items, *count, &capacity, sizeof **items);
    BriefVersion *item = &(*items)[(*count)++];
    *item = (BriefVersion){.key = statement_int(row, 0),
                           .added = statement_int(row, 1),
                           .length_cp = (uint32_t)statement_int(row, 3),
                           .annotations = (uint32_t)statement_int(row, 4)};
    rows_copy(item->hash, sizeof item->hash, statement_text(row, 2));
  }
  if (store_check(library->store, err)) return true;
  free(*items);
  *items = NULL;
  return false;
}

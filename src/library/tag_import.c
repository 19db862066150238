// SPDX-License-Identifier: MIT
// Bringing in a codebook: each tag is looked for by its path, made if it is not there, and gets the
// colour and memo that are named. All of it is one change.
#include "library/tag.h"

#include "library/alias.h"
#include "library/codebook.h"

#include <stdlib.h>

static bool import_one(Record *record, const TagEntry *entry, uint32_t *added, Error *err) {
  char id[UUID_SIZE];
  char *path = tag_normalise(entry->path, err);
  if (!path) return false;
  *added += !codebook_find(record->library->store, path, id);
  codebook_set(record, path, &entry->edit);
  bool ok = true;
  for (uint32_t i = 0; ok && i < entry->alias_count; i++)
    ok = alias_record(record, path, entry->aliases[i], err);
  free(path);
  return ok;
}

bool tag_import(Library *library, const TagEntry *entries, uint32_t count, uint32_t *added,
                int64_t *change, Error *err) {
  Record record;
  Buffer what = {0};
  *added = 0;
  if (change) *change = 0;
  buffer_printf(&what, "import a codebook of %u tag%s", count, count == 1 ? "" : "s");
  bool begun = record_begin(&record, library, what.ptr, err), ok = begun;
  for (uint32_t i = 0; ok && i < count; i++) ok = import_one(&record, &entries[i], added, err);
  ok = begun && record_end(&record, ok, change, err);
  buffer_release(&what);
  return ok;
}

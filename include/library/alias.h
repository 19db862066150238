// SPDX-License-Identifier: MIT
// Other names of tags: "co2" for "climate/emissions". Whoever types one uses the tag; nothing is
// ever shown under it but the tag.
//
//   alias                    the tag                       in the journal, a register for each
//   name: co2          ─────────▶  climate/emissions             {"set":{"alias/co2":"co2"}}, null
//   to take CO₂          ─────────▶                                it away
//
// A name that is a tag, or above one, is that tag, whatever aliases say; so an alias may wait
// unseen behind a tag that came later, from another machine or by a renaming. A merged tag's
// aliases lead where the tag does, those of a deleted tag are free. Only the whole name counts:
// "co2/prices" is a tag of its own.
#ifndef POSTIL_LIBRARY_ALIAS_H
#define POSTIL_LIBRARY_ALIAS_H

#include "library/library.h"

// Gives the tag another name. *change is 0 when it has it already; with change NULL nothing is
// changed, and the answer is whether it could be. ERROR_INPUT without such a tag; ERROR_DATA for a
// name that is a tag, lies above one, or is another tag's.
bool alias_add(Library *library, const char *tag, const char *name, int64_t *change, Error *err);

// Takes the name away. ERROR_INPUT when no tag has it.
bool alias_remove(Library *library, const char *name, int64_t *change, Error *err);

// The path that is meant by what was typed, in its one form: an alias's tag, else the name itself,
// whether there is such a tag or not. NULL with ERROR_DATA when nothing is left. The caller frees.
char *alias_resolve(Library *library, const char *typed, Error *err);

// The path of the tag that the name, in its one form, is an alias of; NULL for none. The caller
// frees.
char *alias_find(Library *library, const char *name);

// In a record that is open: gives the tag with this path another name, as typed, where that is
// free. ERROR_DATA when nothing is left of it. For library/ alone.
struct Record;
bool alias_record(struct Record *record, const char *path, const char *typed, Error *err);

#endif

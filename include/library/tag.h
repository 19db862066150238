// SPDX-License-Identifier: MIT
// Tags: named codes by path ("energy/solar"); all of them are the codebook.
#ifndef POSTIL_LIBRARY_TAG_H
#define POSTIL_LIBRARY_TAG_H

#include "base/buffer.h"
#include "base/uuid.h"
#include "library/library.h"

// Other names of a tag (library/alias.h), in code point order.
typedef struct TagAliases {
  char **items;
  uint32_t count;
} TagAliases;

typedef struct Tag {
  char id[UUID_SIZE];
  char *path;
  char *memo;           // "" for none
  uint32_t colour;      // 0xRRGGBB, or TAG_NO_COLOUR
  uint32_t annotations; // living ones that have it
  int64_t last_used;    // moment of its last use, 0 for never: pickers sort recents by it
  TagAliases aliases;
} Tag;

#define TAG_NO_COLOUR UINT32_MAX
enum { TAG_UNITS_MAX = 1000 };

typedef struct TagList {
  Tag *items; // by path in code point order
  uint32_t count;
} TagList;

// All living tags, those that nothing uses too.
bool tag_list(Library *library, TagList *list, Error *err);

void tag_release_list(TagList *list);

void tag_release_aliases(TagAliases *aliases);

// "a, b", nothing for none.
void tag_write_aliases(const TagAliases *aliases, Buffer *out);

// What the reader typed in its one form: parts joined by '/', each trimmed, not empty, inner white
// space one blank, controls and broken bytes dropped, at most TAG_UNITS_MAX UTF-16 units; and letters
// composed (NFC), if that takes no more bytes, so that no two tags look the same for how an accent
// was typed. NULL with ERROR_DATA when nothing is left. The caller frees.
char *tag_normalise(const char *typed, Error *err);

// The same with letters as they are encoded: what tags of older libraries are.
char *tag_tidy(const char *typed, Error *err);

// ---- Changing the codebook
//
// A tag stands for itself and for the tags below it: each act takes these along, and is one change
// that is undone in one step. Annotations are never touched, but by a split. A path that is only
// the beginning of others ("energy" where there is "energy/solar") can be renamed, merged and
// deleted like a tag. Paths are as typed. *change is 0 when nothing differed; with change NULL
// nothing is changed, and the answer is whether it could be. No such tag: ERROR_INPUT.

// What an act on a tag changes, to be said before it is done.
typedef struct TagFigures {
  uint32_t tags;                // at the path and below it
  uint32_t annotations, briefs; // living annotations that have one of them, and where they stand
} TagFigures;

bool tag_affected(Library *library, const char *path, TagFigures *figures, Error *err);

// "37 annotations in 9 briefs", "1 annotation in 1 brief".
void tag_write_figures(const TagFigures *figures, Buffer *out);

bool tag_create(Library *library, const char *path, int64_t *change, Error *err);

// Another path, with all below it. ERROR_DATA when one of the new paths is taken (merging is meant
// then), lies below the old one, or is too long.
bool tag_rename(Library *library, const char *path, const char *wanted, int64_t *change,
                Error *err);

// The tag becomes `into`; what is below it goes below `into`, and is merged there with what is
// called the same. ERROR_DATA when `into` is the tag itself or lies below it.
bool tag_merge(Library *library, const char *path, const char *into, int64_t *change, Error *err);

// Those of the annotations (keys) that have the tag itself get `wanted` instead, which is made when
// it is not there; it may lie below the tag. The others are left. ERROR_DATA when both are the
// same.
bool tag_split(Library *library, const char *path, const char *wanted, const int64_t *annotations,
               uint32_t count, int64_t *change, Error *err);

bool tag_delete(Library *library, const char *path, int64_t *change, Error *err);

typedef struct TagEdit {
  const uint32_t *colour; // NULL leaves it, TAG_NO_COLOUR clears it
  const char *memo;       // NULL leaves it, "" clears it
} TagEdit;

// Of the tag alone. A path that is only the beginning of others becomes a tag.
bool tag_set(Library *library, const char *path, const TagEdit *edit, int64_t *change, Error *err);

typedef struct TagEntry {
  const char *path; // as typed
  TagEdit edit;
  const char *const *aliases;
  uint32_t alias_count;
} TagEntry;

// Brings in a codebook: makes the tags that are not there, and sets the colours and memos that are
// named; what is not named stays. Aliases are added where the name is free. One change, none when
// all is so already; *added are those made. ERROR_DATA, and nothing is done, for an entry of whose
// path nothing is left.
bool tag_import(Library *library, const TagEntry *entries, uint32_t count, uint32_t *added,
                int64_t *change, Error *err);

// The name of an annotation's colour, "#rrggbb", or "none". ERROR_USAGE for anything else.
bool tag_parse_colour(const char *typed, uint32_t *rgb, Error *err);

// "#rrggbb", or the name if it is an annotation's colour, "none".
void tag_write_colour(uint32_t rgb, Buffer *out);

#endif

// SPDX-License-Identifier: MIT
// A library on disk for tests, that can be closed and opened again, and short ways to fill it. Each
// fails the test when it cannot.
#ifndef POSTIL_TESTS_SHELF_H
#define POSTIL_TESTS_SHELF_H

#include "library/annotation.h"
#include "library/brief.h"
#include "library/change.h"
#include "library/merge.h"
#include "library/tag.h"

typedef struct Shelf {
  char *folder, *path;
  Library *library;
} Shelf;

Shelf shelf_new(void);
void shelf_release(Shelf *shelf);
void shelf_reopen(Shelf *shelf);

// A file of that name in the shelf's folder, added. Gives the brief's key.
int64_t shelf_add(Shelf *shelf, const char *name, const char *text);

// An annotation of the newest version; tag and comment may be NULL.
AnnotationAdded shelf_annotate(Shelf *shelf, int64_t brief, uint32_t start, uint32_t end,
                               const char *tag, const char *comment);

// Edits; each gives the change, 0 for none.
int64_t shelf_comment(Shelf *shelf, int64_t annotation, const char *comment);
int64_t shelf_tag(Shelf *shelf, int64_t annotation, const char *tag);
int64_t shelf_untag(Shelf *shelf, int64_t annotation, const char *tag);
int64_t shelf_delete(Shelf *shelf, int64_t annotation);

// What takes two paths of the codebook, or a path and another name.
typedef bool ShelfPair(Library *library, const char *path, const char *other, int64_t *change,
                       Error *err);

// Does it, and gives the change; or fails unless it is refused with this kind and these words, and
// nothing has changed.
int64_t shelf_tag_pair(Shelf *shelf, ShelfPair *pair, const char *path, const char *other);
void shelf_refuse_pair(Shelf *shelf, ShelfPair *pair, const char *path, const char *other,
                       ErrorKind kind, const char *words);

uint32_t shelf_count_briefs(Shelf *shelf);

// How many annotations have the tag itself, and the id of a tag; the caller frees that.
uint32_t shelf_count_with(Shelf *shelf, const char *path);
char *shelf_tag_id(Shelf *shelf, const char *path);

// Fails unless an act on the tag would touch so many.
void shelf_expect_figures(Shelf *shelf, const char *path, uint32_t tags, uint32_t annotations,
                          uint32_t briefs);

// Keeps and folds an operation, as one of another machine would be.
void shelf_fold_line(Shelf *shelf, const char *line);

// Another library that has all that this one has.
Shelf shelf_copy(Shelf *shelf);

// Brings in another library.
MergeCounts shelf_merge(Shelf *shelf, const Shelf *other);

void shelf_undo(Shelf *shelf);
void shelf_redo(Shelf *shelf);

// Undoing what was just done gives `before` (of shelf_describe()), redoing it gives what is there
// now; each also when the library was closed in between. Ends with the change in force, and an
// examination.
void shelf_expect_reversible(Shelf *shelf, const char *before, const char *why);

// All that a reader can see of the library, as text: briefs, annotations with their tags, the
// codebook. The caller frees.
char *shelf_describe(Shelf *shelf);

// Fails unless the examination finds nothing.
void shelf_examine(Shelf *shelf);

// Repairs it as another program would; nothing is wrong then.
void shelf_repair(Shelf *shelf);

// The first row and column of an SQL query on the file, by another connection. The caller frees.
char *shelf_query(Shelf *shelf, const char *sql);

#endif

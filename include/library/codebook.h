// SPDX-License-Identifier: MIT
// Tags as operations need them: by the id that a path has. Private to library/.
#ifndef POSTIL_LIBRARY_CODEBOOK_H
#define POSTIL_LIBRARY_CODEBOOK_H

#include "library/annotation.h"
#include "library/record.h"
#include "library/tag.h"

// The register of an alias is named by this and the alias.
#define CODEBOOK_ALIAS "alias/"

// The journal's words for a split of a tag begin so.
#define CODEBOOK_SPLIT "split tag "

// Paths in their one form, aliases as what they stand for, each once, in the order given. False
// with ERROR_DATA for one of which nothing is left.
typedef struct CodebookPaths {
  char **items;
  uint32_t count;
} CodebookPaths;

bool codebook_read_paths(Library *library, const char *const *typed, uint32_t count,
                         CodebookPaths *paths, Error *err);
void codebook_release_paths(CodebookPaths *paths);
bool codebook_has_path(const CodebookPaths *paths, const char *path);

// The id of the living tag with this path, or of the one that it is an alias of; made in the record
// when there is none. A tag renamed or
// removed leaves its path free: a new one gets another id.
void codebook_use(Record *record, const char *path, char id[UUID_SIZE]);

// Puts the tag with this path on an annotation.
void codebook_put(Record *record, const char *annotation, const char *path);

// Sets what the edit names of the tag with this path, where it differs; made when there is none.
void codebook_set(Record *record, const char *path, const TagEdit *edit);

// Takes every tag that shows this path off an annotation.
void codebook_take_off(Record *record, const Annotation *annotation, const char *path);

// The id of the living tag that shows this path; false when there is none.
bool codebook_find(Store *store, const char *path, char id[UUID_SIZE]);

// "'a', 'b'", at most three and then how many more.
void codebook_describe(const CodebookPaths *paths, Buffer *out);

#endif

// SPDX-License-Identifier: MIT
// A few candidates by what the text says of itself; the texts decide. At most four alignments,
// without their gaps word by word, and none with a text that is less than half as long or more than
// twice.
#include "library/edition.h"

#include "anchor/alignment.h"

enum { CANDIDATES_MAX = 4, MOSTLY_PERCENT = 60 };

typedef struct Candidate {
  int64_t brief, version;
  bool same_url;
} Candidate;

static int64_t find_by_path(Library *library, const char *path) {
  if (!path[0]) return 0;
  Statement *statement = statement_start(library->store, STATEMENT_BRIEF_OF_PATH);
  statement_bind_text(statement, slice_of(path));
  return statement_take_int(statement, 0);
}

static uint32_t find_alike(Library *library, const Metadata *metadata,
                           Candidate candidates[CANDIDATES_MAX]) {
  uint32_t count = 0;
  if (!metadata->url.len && !metadata->title.len) return 0;
  Statement *statement = statement_start(library->store, STATEMENT_BRIEF_ALIKE);
  statement_bind_text(statement, metadata->url);
  statement_bind_text(statement, metadata->title);
  while (count < CANDIDATES_MAX && statement_next(statement)) {
    candidates[count++] = (Candidate){statement_int(statement, 0), statement_int(statement, 1),
                                      statement_int(statement, 2) != 0};
  }
  statement_end(statement);
  return count;
}

static bool is_mostly(const Version *old, const Version *new, bool same_url) {
  size_t shorter = old->text.len < new->text.len ? old->text.len : new->text.len;
  size_t longer = old->text.len < new->text.len ? new->text.len : old->text.len;
  if (!same_url && longer / 2 > shorter) return false;
  // No spans: what unique runs of words match is enough.
  Span none = span_make(0, 0);
  Alignment *alignment = alignment_new(old->text, new->text, &none, 0);
  uint32_t share = alignment_share(alignment);
  bool mostly = !alignment_is_unrelated(alignment) && (same_url || share >= MOSTLY_PERCENT);
  alignment_free(alignment);
  return mostly;
}

Edition edition_find(Library *library, const Version *version, const char *path) {
  Edition edition = {.brief = find_by_path(library, path)};
  Candidate candidates[CANDIDATES_MAX];
  uint32_t count = edition.brief ? 0 : find_alike(library, &version->metadata, candidates);
  for (uint32_t i = 0; i < count && !edition.brief; i++) {
    Error ignored;
    const Version *old = library_borrow_version(library, candidates[i].version, &ignored);
    if (old && is_mostly(old, version, candidates[i].same_url)) edition.brief = candidates[i].brief;
  }
  if (!edition.brief && count > 0) edition.doubtful = candidates[0].brief;
  return edition;
}

// SPDX-License-Identifier: MIT
// Up to four candidates by what the text says of itself and four by its words; the texts decide. At
// most eight alignments, without their gaps word by word, and none with a text that is less than
// half as long or more than twice.
#include "library/edition.h"

#include "anchor/alignment.h"
#include "library/address.h"
#include "library/inside.h"
#include "library/likeness.h"

enum {
  STATED_MOST = 4,
  CANDIDATES_MOST = STATED_MOST + LIKENESS_MOST,
  MOSTLY_PERCENT = 60, // of the longer text
  NEARLY_PERCENT = 80,
};

typedef struct Candidate {
  int64_t brief, version;
  BriefReason reason;
} Candidate;

typedef struct Candidates {
  Candidate items[CANDIDATES_MOST];
  uint32_t count;
} Candidates;

static int64_t find_by_path(Library *library, const char *path) {
  if (!path[0]) return 0;
  Statement *statement = statement_start(library->store, STATEMENT_BRIEF_OF_PATH);
  statement_bind_text(statement, slice_of(path));
  return statement_take_int(statement, 0);
}

static void find_stated(Library *library, const Metadata *metadata, Candidates *candidates) {
  if (!metadata->url.len && !metadata->title.len) return;
  Statement *statement = statement_start(library->store, STATEMENT_BRIEF_ALIKE);
  statement_bind_text(statement, metadata->url);
  statement_bind_text(statement, metadata->title);
  while (candidates->count < STATED_MOST && statement_next(statement)) {
    bool same_url = statement_int(statement, 2) != 0;
    candidates->items[candidates->count++] =
        (Candidate){statement_int(statement, 0), statement_int(statement, 1),
                    same_url ? BRIEF_SAME_URL : BRIEF_SAME_TITLE};
  }
  statement_end(statement);
}

static int64_t brief_of(Library *library, int64_t version) {
  return statement_take_of(library->store, STATEMENT_FIND_BRIEF, version);
}

static void find_alike(Library *library, const Version *version, Candidates *candidates) {
  Likeness found[LIKENESS_MOST];
  uint32_t count = likeness_find(library, version, found);
  for (uint32_t i = 0; i < count; i++)
    candidates->items[candidates->count++] =
        (Candidate){brief_of(library, found[i].version), found[i].version, BRIEF_SAME_TEXT};
}

// ---- The texts decide

static bool has_words(const Version *version, Slice words) {
  return memmem(version->text.ptr, version->text.len, words.ptr, words.len) != NULL;
}

static bool is_same_title(Slice ours, Slice theirs) {
  Buffer left = {0}, right = {0};
  address_fold_title(ours, &left);
  address_fold_title(theirs, &right);
  bool same = slice_equal(buffer_slice(&left), buffer_slice(&right));
  buffer_release(&left);
  buffer_release(&right);
  return same;
}

// Do both state a title, not the same, and neither has the other's? Where the title was cut off,
// the first heading is taken for one.
static bool are_titled_apart(const Version *old, const Version *new) {
  Slice ours = old->metadata.title, theirs = new->metadata.title;
  if (ours.len == 0 || theirs.len == 0 || is_same_title(ours, theirs)) return false;
  return !has_words(new, ours) && !has_words(old, theirs);
}

// Per cent of the longer text that the other one has too; 0 where they are nothing to each other.
static uint32_t share_of(const Version *old, const Version *new) {
  // No spans: what unique runs of words match is enough.
  Span none = span_make(0, 0);
  Alignment *alignment = alignment_new(old->text, new->text, &none, 0);
  uint32_t share = alignment_is_unrelated(alignment) ? 0 : alignment_share(alignment);
  alignment_free(alignment);
  return share;
}

static bool are_of_like_length(const Version *old, const Version *new) {
  size_t shorter = old->text.len < new->text.len ? old->text.len : new->text.len;
  size_t longer = old->text.len < new->text.len ? new->text.len : old->text.len;
  return longer / 2 <= shorter;
}

typedef enum Verdict { VERDICT_OTHER, VERDICT_DOUBT, VERDICT_VERSION } Verdict;

static Verdict judge(const Version *old, const Version *new, BriefReason reason) {
  bool text_alone = reason == BRIEF_SAME_TEXT;
  Verdict otherwise = text_alone ? VERDICT_OTHER : VERDICT_DOUBT;
  if (reason != BRIEF_SAME_URL && !are_of_like_length(old, new)) return otherwise;
  uint32_t share = share_of(old, new);
  uint32_t least = reason == BRIEF_SAME_URL ? 1 : MOSTLY_PERCENT;
  if (share < least) return otherwise;
  bool doubt = text_alone && share < NEARLY_PERCENT && are_titled_apart(old, new);
  return doubt ? VERDICT_DOUBT : VERDICT_VERSION;
}

// Asks the candidates from `first` on, until one is it.
static void choose(Library *library, const Version *version, const Candidates *candidates,
                   uint32_t first, Edition *edition) {
  for (uint32_t i = first; i < candidates->count && !edition->brief; i++) {
    const Candidate *candidate = &candidates->items[i];
    Error ignored;
    const Version *old = library_borrow_version(library, candidate->version, &ignored);
    Verdict verdict = old ? judge(old, version, candidate->reason) : VERDICT_OTHER;
    if (verdict == VERDICT_VERSION)
      *edition = (Edition){.brief = candidate->brief, .reason = candidate->reason};
    else if (verdict == VERDICT_DOUBT && !edition->doubtful)
      *edition = (Edition){.doubtful = candidate->brief, .reason = candidate->reason};
  }
}

Edition edition_find(Library *library, const Version *version, const char *path) {
  Candidates candidates = {.count = 0};
  Edition edition = {.brief = find_by_path(library, path), .reason = BRIEF_SAME_PATH};
  if (edition.brief) return edition;
  find_stated(library, &version->metadata, &candidates);
  choose(library, version, &candidates, 0, &edition);
  if (edition.brief) return edition;
  uint32_t stated = candidates.count;
  find_alike(library, version, &candidates);
  choose(library, version, &candidates, stated, &edition);
  return edition;
}

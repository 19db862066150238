// SPDX-License-Identifier: MIT
// The briefs of a library: adding, listing, naming, editing, removing, and where the reader is in
// them.
#ifndef POSTIL_LIBRARY_BRIEF_H
#define POSTIL_LIBRARY_BRIEF_H

#include "base/uuid.h"
#include "library/library.h"
#include "text/version.h"
#include "text/view.h"

// One brief as lists show it. Strings are owned by it; "" for what is not known, never NULL.
typedef struct Brief {
  int64_t key;              // of this library only, never shown
  char id[UUID_SIZE];       // what the reader and other programs name it by
  int64_t version;          // key of its newest version
  char hash[HASH_HEX_SIZE]; // of that version's text
  char *title;              // as listed: see title_source; never ""
  TitleSource title_source;
  char *series, *date, *url, *language;
  char *author;         // authors joined by "; "
  bool author_guessed;  // found in a sentence: not cited before the reader confirms it
  char *path;           // absolute path it was added from, "" for standard input
  int64_t added;        // moment
  uint32_t annotations; // living ones
  uint32_t length_cp;   // code points of the text
  uint32_t place_cp;    // where the reader was
  bool read;            // the reader has been at the end, or said so
} Brief;

typedef struct BriefList {
  Brief *items;
  uint32_t count;
} BriefList;

// Is the title one that the file states or the reader gave, and no stand-in?
bool brief_title_stated(const Brief *brief);

void brief_release(Brief *brief);
void brief_copy(const Brief *brief, Brief *copy);
void brief_release_list(BriefList *list);

// All living briefs by date (missing first), title, hash, in code point order.
bool brief_list(Library *library, BriefList *list, Error *err);

bool brief_get(Library *library, int64_t key, Brief *brief, Error *err);

// BRIEF of the command line: an id or its beginning (8 characters or more), a path, a locator, or a
// title (the whole of it, or a part that names one brief only; case does not matter). ERROR_INPUT
// for none, ERROR_DATA for more than one, with their ids in the hint.
bool brief_find(Library *library, const char *name, int64_t *key, Error *err);

typedef struct BriefMetadata { // NULL leaves a value alone, "" clears what the reader had typed
  const char *title, *series, *author, *date, *url;
  // While adding:
  bool apart; // a new text is a brief of its own, whatever it is like
  bool again; // an earlier version is shown again, though its file has not changed since
} BriefMetadata;

typedef enum BriefOutcome {
  BRIEF_ADDED,
  BRIEF_ALREADY_THERE, // the same text: nothing was changed (a removed brief comes back:
                       // BRIEF_ADDED)
  BRIEF_RENEWED,       // the brief was there with another text: now it shows this one, and its
                       // annotations were carried over
  BRIEF_CHANGED, // added, though it may be a version of another brief: same title or URL, but too
                 // little of the same text; or much of the same text, but another title
} BriefOutcome;

// What a text and a brief have in common, so that it is a version of it, or could be.
typedef enum BriefReason {
  BRIEF_SAME_PATH, // or the reader said so
  BRIEF_SAME_URL,
  BRIEF_SAME_TITLE, // and, where it is one, mostly the same text
  BRIEF_SAME_TEXT,  // mostly
} BriefReason;

typedef struct BriefAdded {
  BriefOutcome outcome;
  int64_t key;
  int64_t older;      // with BRIEF_CHANGED: the other brief
  BriefReason reason; // with BRIEF_CHANGED, and for a new text with BRIEF_RENEWED
  bool earlier;       // with BRIEF_ALREADY_THERE: as an earlier version than the one that is shown
  uint32_t carried, waiting; // annotations carried over, and of these to be reviewed
  int64_t change;            // journal id, 0 when nothing changed
  uint32_t broken;           // broken parts of the input that became U+FFFD
  const char *lost; // a constant sentence on what of the document could not be read; NULL: nothing
} BriefAdded;

// Imports `bytes` and adds the brief. name is the file name for the importer; path may be NULL.
// date must be YYYY, YYYY-MM or YYYY-MM-DD (else ERROR_USAGE).
bool brief_add(Library *library, Slice bytes, const char *path, const BriefMetadata *metadata,
               BriefAdded *added, Error *err);

// A document that was read and waits to be added: many of them cost one durable commit together,
// and none while they are read.
typedef struct BriefPrepared BriefPrepared;

// Reads a document as brief_add() does; NULL with *err when it cannot be added. The strings are
// copied. Whoever has it frees it.
BriefPrepared *brief_prepare(Library *library, Slice bytes, const char *path,
                             const BriefMetadata *metadata, Error *err);
void brief_free_prepared(BriefPrepared *prepared); // NULL is fine

// Bytes of text that wait in it.
size_t brief_prepared_size(const BriefPrepared *prepared);

// Adds them, each as a change of its own that fails alone: errs[i].kind is ERROR_NONE for those
// that are added, of which added[i] tells. All that is added is durable when this returns.
void brief_add_prepared(Library *library, BriefPrepared *const *prepared, uint32_t count,
                        BriefAdded *added, Error *errs);

// Private to library/: makes a brief of a text, or brings it back, as a part of a change.
// ERROR_DATA when the text has another hash.
struct Record;
bool brief_record(struct Record *record, Slice text, const char *hash,
                  const BriefMetadata *metadata, int64_t *key, Error *err);

// brief_add for a file: reads it first.
bool brief_add_file(Library *library, const char *path, const BriefMetadata *metadata,
                    BriefAdded *added, Error *err);

// Makes an edited text, as plain text, the newest version of the brief: BRIEF_RENEWED, or
// BRIEF_ALREADY_THERE for the text that it shows. ERROR_USAGE for a text of another brief.
bool brief_edit_text(Library *library, int64_t key, Slice text, BriefAdded *added, Error *err);

// *change is the journal id, 0 when nothing differed.
bool brief_set_metadata(Library *library, int64_t key, const BriefMetadata *metadata,
                        int64_t *change, Error *err);

// Its annotations stay with it and come back with it when the removal is undone.
bool brief_remove(Library *library, int64_t key, int64_t *change, Error *err);

// The text with its structure; the caller frees it with version_free(). Structure that older rules
// made is made anew in memory; positions never differ.
Version *brief_version(Library *library, int64_t version, Error *err);

typedef struct BriefVersion {
  int64_t key, added;       // added: a moment
  char hash[HASH_HEX_SIZE]; // of its text
  uint32_t length_cp;       // code points of the text
  uint32_t annotations;     // living ones that have a place in it
} BriefVersion;

// All versions of a brief, the one that is shown first, then the newest; the caller frees *items.
bool brief_versions(Library *library, int64_t brief, BriefVersion **items, uint32_t *count,
                    Error *err);

// Until it is taken back, what needs the text of this version has it from here, and reads no copy.
// The one that was lent last counts. Taking back what is not lent does nothing.
void brief_lend_version(Library *library, int64_t version, const Version *whole);
void brief_take_back_version(Library *library, const Version *whole);

// The beginning of a long text (see text/glance.h), of which at most so many bytes are read; NULL
// where that is not worth while or cannot be.
Version *brief_glance(Library *library, int64_t version, size_t most);

// The first sentence that is shown, on one line and cut to so many columns: what a list has for a
// brief that states no title. The caller frees.
char *brief_opening(const Version *version, uint32_t columns);

// Reading place and read mark: no changes, not in the journal; on a read-only library nothing
// happens.
bool brief_set_place(Library *library, int64_t key, uint32_t place_cp, Error *err);
bool brief_set_read(Library *library, int64_t key, bool read, Error *err);

// postil://HASH12#START-END; without a span the whole brief. The caller frees.
char *brief_locator(const Brief *brief, const CpSpan *span);

// What a locator names: a brief, and a passage of the text that is shown now, also when the locator
// is of an older text.
typedef struct BriefPlace {
  int64_t brief; // key
  CpSpan span;
  bool has_span;     // or the whole brief is meant
  const char *doubt; // a sentence for the reader where the passage is not surely the one, or NULL
} BriefPlace;

// ERROR_USAGE for what is no locator, ERROR_DATA when the text that is shown has the passage no
// more.
bool brief_find_locator(Library *library, const char *locator, BriefPlace *place, Error *err);

// (Dadabaev 2026, line 4): family name of the first author that is not a guess, else the title;
// year; 1 + the line ends before the span, left out when span is NULL. The caller frees.
char *brief_citation(const Brief *brief, const Version *version, const CpSpan *span);

#endif

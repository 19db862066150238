// SPDX-License-Identifier: MIT
// The reader at work: one library, one open brief, a place in it, a selection, a current
// annotation, and the acts that need no screen. Scripts, tests and the screen run the same code.
//
// The fields are there to be read; only session/ changes them, but for what is said below.
//
// With a screen every act leaves `annotations` fresh and those at the caret in reach, a selection
// serves one annotation, and commands act on the annotation at the caret. Headless, as in scripts
// of 20,000 acts on one brief, the list is read only when an act needs it, the selection stays
// until the next `select` or motion, the current annotation is what `tag`, `comment` and the like
// act on wherever it is, and no reading place is saved.
#ifndef POSTIL_SESSION_SESSION_H
#define POSTIL_SESSION_SESSION_H

#include "command/action.h"
#include "command/config.h"
#include "command/line.h"
#include "library/annotation.h"
#include "library/brief.h"
#include "library/change.h"
#include "library/preview.h"
#include "library/shown.h"
#include "text/motion.h"
#include "text/version.h"

enum { SESSION_JUMPS_MAX = 100 };

// Of the version of a brief that was open: another one has the same words elsewhere.
typedef struct SessionPlace {
  int64_t brief, version; // keys
  uint32_t pos;
} SessionPlace;

typedef struct Session {
  Library *library; // borrowed
  Config *config;   // borrowed; set after session_init(), NULL has the defaults

  Brief brief;   // brief.key == 0: none is open, and all below is empty
  int64_t older; // key of the older version that is open, to be read only; 0: the newest
  Version *version;
  bool glanced;  // the version is only the beginning of it, see session_glance()
  uint32_t pos;  // the caret: start of a grapheme cluster in a block that is shown
  bool hidden;   // hidden blocks are shown; the screen may set it and then calls session_settle()
  bool headless; // no screen: whoever runs scripts sets it after session_init(), see below

  bool selecting; // from anchor to the caret's cluster, or to whole sentences
  bool sentences;
  uint32_t anchor;
  int64_t reselecting; // while selecting: key of the annotation that shall get this passage, or 0
  Span selection;      // what `select` chose, or the last selection (gv); empty for none
  bool selected;       // `selection` is what the next annotation acts on

  ShownList annotations; // that touch `reach`; behind them those on the whole brief
  Span *spans;           // their places in bytes, as many; empty for those on the whole brief, and
                         // for orphans, where they used to be
  Span reach;            // a stretch of the text around the caret: all of it where there are few
  bool stale;            // the three above are older than the library; without a screen only
  int64_t annotation;    // key of the current one, 0 for none
  char annotation_id[UUID_SIZE]; // of the current one; kept when that is deleted, so that undo
                                 // makes it current again
  Span annotation_span;

  char **last_tags; // of the last annotation that got any: T and .
  uint32_t last_tag_count;
  Colour last_colour;
  bool last_tagged; // the last annotation got last_tags: . gives them too

  int32_t next_reference; // mark that `go` leads to from its note, or VERSION_NONE

  SessionPlace jumps[SESSION_JUMPS_MAX]; // ring of places that jumps began at, oldest first
  uint32_t jump_count, jump_at;          // jump_at == jump_count: not walking back
} Session;

// What an act did, for the screen's status line and for scripts.
typedef struct SessionResult {
  int64_t
      *changes; // journal ids of the changes that it made, in order, also when it failed half-way
  uint32_t change_count;
  size_t change_capacity;
  int64_t made;   // the annotation on a passage that it made last, 0 for none
  Buffer message; // a sentence for the status line, or empty
  Buffer lines;   // listing, each line ended by LF, or empty
  Buffer file;    // a file that it wrote, or empty
} SessionResult;

void session_init(Session *session, Library *library);
void session_release(Session *session); // saves the reading place
void session_result_clear(SessionResult *result);
void session_result_release(SessionResult *result);

// Runs one command whose action needs no screen, with a count (0: none given). ERROR_USAGE for an
// unknown name, a wrong number of arguments, or an action that needs a screen.
bool session_run(Session *session, const Command *command, uint32_t count, SessionResult *result,
                 Error *err);
bool session_run_action(Session *session, ActionId id, const char *const *arguments,
                        uint32_t argument_count, uint32_t count, SessionResult *result, Error *err);

// Undo or redo of what the reader was asked about, or shown.
typedef struct SessionRevert {
  bool redo;
  uint32_t count; // steps
  int64_t change; // journal id that the first step must revert, by change_next_undo() or _redo()
} SessionRevert;

// As `undo` and `redo`, and the caret goes to the annotation that was reverted; ERROR_BUSY, and
// nothing is done, when another program's newer change would be reverted instead.
bool session_revert(Session *session, const SessionRevert *request, SessionResult *result,
                    Error *err);

// Makes an edited text the newest version of a brief, and tells what became of its annotations.
bool session_edit_text(Session *session, int64_t brief, Slice text, SessionResult *result,
                       Error *err);

// Opens a brief at its reading place, or at a span when given; what was open is left with its place
// saved.
bool session_open(Session *session, int64_t brief, const CpSpan *span, Error *err);
void session_close(Session *session);

// Opens a long brief for its first frame, reading about `bytes` from the place on: `version` is
// then a glance (text/glance.h), and annotations beyond it have no span yet. All that may be done
// is to draw, and to call session_complete() or session_close(). False, and nothing has changed,
// where the whole is to be opened at once; for a session with nothing open, with a screen.
bool session_glance(Session *session, int64_t brief, const CpSpan *span, size_t bytes);

// Reads the whole of what was glanced at: everything is as after session_open(). Closes the brief
// when that fails.
bool session_complete(Session *session, Error *err);

// Shows a document that is not in the library yet (library/preview.h), as session_glance() shows a
// brief that is; to complete it is to add it, to close the session and to open the brief. Takes
// brief and version over; for a session with nothing open, with a screen.
void session_preview(Session *session, Preview *preview);

// Is there more of the text than what is held of it?
bool session_is_cut(const Session *session);

// Opens an older version of a brief, to be read only: acts that would change something refuse. For
// a session with nothing open.
bool session_open_older(Session *session, int64_t brief, int64_t version, Error *err);

// For two sessions side by side: a second one like `session`, with nothing open; and handing on
// what belongs to no brief but to the reader's hand: what `tag-again` and `repeat` repeat.
void session_init_beside(Session *second, const Session *session);
void session_hand_over(Session *from, Session *to);

// Reads brief row and annotations again after the library changed. Closes the brief when it is
// gone.
bool session_refresh(Session *session, Error *err);

// Moves the caret; jump: remember where it began. Always settles on a cluster of a shown block.
void session_move_to(Session *session, uint32_t pos, bool jump);
void session_settle(Session *session);

// The span that an annotation would get now: the selection, else `count` (0 = 1) sentences from the
// caret's on.
Span session_target(const Session *session, uint32_t count);

// The selection while selecting or after `select`, else empty.
Span session_selection(const Session *session);
void session_select_none(Session *session);

// Brings a stretch in reach: `annotations` has those that touch it. The caret always is, with a
// screen. False, and nothing has changed, when they cannot be read.
bool session_reach(Session *session, Span stretch, Error *err);

// All of one of session->annotations; the caller releases it. False for the index -1, and for one
// that is not there any more.
bool session_read_annotation(const Session *session, int32_t index, Annotation *annotation);

// How many with a passage begin in a stretch of the text, in reach or not; counting ends at `most`.
uint32_t session_count_annotations(const Session *session, Span stretch, uint32_t most);

// Annotations in reach whose span holds pos: their indices into session->annotations, narrowest
// first, at most `most`; returns their number.
uint32_t session_annotations_at(const Session *session, uint32_t pos, uint32_t *indices,
                                uint32_t most);

// The annotation that `tag`, `comment`, `colour` would act on at the caret: with a selection none
// (a new one is made), else the current one if it is at the caret, else the narrowest at the caret,
// else -1 (a new one is made).
int32_t session_annotation_here(const Session *session);

// Index of the first annotation on the whole brief in session->annotations, or -1.
int32_t session_annotation_whole(const Session *session);

// Makes an annotation of the open brief the current one (0: none); `delete` acts on it.
void session_set_annotation(Session *session, int64_t key);

#endif

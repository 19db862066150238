// SPDX-License-Identifier: MIT
// The program on the screen, apart from any terminal: events in, cells out. Tests drive it in
// process; tui_run() puts a terminal around it.
//
// Panes and overlays never call each other: they change the session, or state that stands here, and
// every frame is drawn from that state. What has the keyboard is the top overlay, else the pane in
// focus.
#ifndef POSTIL_TUI_APP_H
#define POSTIL_TUI_APP_H

#include "base/log.h"
#include "command/config.h"
#include "library/library.h"
#include "session/session.h"
#include "tui/adder.h"
#include "tui/attach.h"
#include "tui/briefs.h"
#include "tui/cited.h"
#include "tui/elsewhere.h"
#include "tui/exportform.h"
#include "tui/finder.h"
#include "tui/frame.h"
#include "tui/habit.h"
#include "tui/hint.h"
#include "tui/launch.h"
#include "tui/matrixseat.h"
#include "tui/notes.h"
#include "tui/reader.h"
#include "tui/recall.h"
#include "tui/repeated.h"
#include "tui/results.h"
#include "tui/screen.h"
#include "tui/split.h"
#include "tui/terminal.h"
#include "session/target.h"

enum { APP_COUNT_MAX = 100000 };

typedef struct Overlay Overlay;

// What the terminal shall do once the event has been dealt with.
typedef struct AppWishes {
  bool quit, suspend, redraw;
  bool tutor; // lessons in a library of their own, until they are left
  bool configure; // take the configuration over
  bool tick;   // wake up soon, also without a key
  Buffer copy; // to the clipboard, or empty
  Launch launch; // to run, or one without arguments
} AppWishes;

typedef struct Described {
  int64_t brief;
  uint32_t field;
} Described;

typedef struct App {
  Library *library; // borrowed
  Session session;
  int64_t stamp; // library_stamp() when the lists were read
  Elsewhere elsewhere;

  Screen *screen;
  Config *config; // borrowed
  Keymap *keymap; // of config
  Key pending[KEY_SEQUENCE_MAX]; // keys of an unfinished sequence
  uint32_t pending_count;
  uint32_t count; // typed before it, 0 for none

  Frame frame;
  int64_t panes_of; // the brief whose panes are shown: see tui/remember.h
  uint32_t panes;
  char beside[2][UUID_SIZE]; // the briefs that stand side by side, "" for none
  PaneId focus, first; // first: the pane that postil opened with: q leaves from there
  Briefs briefs;
  Reader reader;
  Notes notes;
  Split split;
  Finder finder;
  Results results;
  Repeated repeated;
  Cited cited;
  Adder adder;
  char *coming;  // path of a document that is shown and not added yet, or NULL: see tui/coming.h
  Error failure; // why the program ends, ERROR_NONE where nothing failed
  Overlay *overlay; // topmost, NULL for none

  Buffer message; // of the status line, until the next key
  bool message_is_error;
  Log messages;      // what stood there
  const Log *reports; // SQLite's; borrowed, NULL for none

  Described described;   // what tui/describe.h is asking for
  Recall recalls[RECALL_KIND_COUNT]; // what was typed at prompts

  SessionRevert reverting; // while the question is open
  int64_t edited;          // the brief whose text an editor has
  Attach attach;           // the annotation that a passage is looked for
  SessionTarget colour_target; // what the menu of colours was opened for

  MatrixSeat matrix_seat; // where the matrix was left

  ExportForm export_form; // kept, so that the next export begins with the same choices
  Buffer export_path;     // of the codebook, while it is asked whether to replace it

  Habits habits;
  Hints hints; // of the frame
  struct Tutor *tutor; // NULL but in the tutor

  uint32_t pipe_count; // sentences to give to a program, while that is asked for
  bool pipe_whole;     // or the whole brief

  AppWishes wishes;

  // Has something been typed that is not read yet? NULL: nobody can. Asked by work that can wait.
  bool (*hurry)(void *terminal);
  void *terminal;
} App;

// Library and configuration are borrowed until app_free().
App *app_new(Library *library, Config *config, uint32_t rows, uint32_t columns, SafeMode mode);
void app_free(App *app); // saves the reading place

void app_resize(App *app, uint32_t rows, uint32_t columns);

// Deals with one event. EVENT_NONE: time has passed: one step of what is going on, drafts.
void app_feed(App *app, const Event *event);

// Draws everything into app->screen.
void app_draw(App *app);

// How long the terminal may wait for input: -1 for ever; 0 while there is work to do.
int app_patience(const App *app);

// Opens a brief in the text pane; false with a message on the status line.
bool app_open_brief(App *app, int64_t key, const CpSpan *span);

// The same for the first frame alone, where the brief is long (see session_glance()): the next event
// reads the whole before it is dealt with. False, without a message, where app_open_brief() is to be
// called.
bool app_glance_brief(App *app, int64_t key, const CpSpan *span);

// Reads the whole of what was glanced at, and adds what is on its way.
void app_complete_brief(App *app);

// The brief that the reader is looking at: of the list's row, or the open one. 0 for none.
int64_t app_brief_in_view(const App *app);

// Which mode has the keyboard; 0 while an overlay takes every key.
uint32_t app_mode(const App *app);

// Takes over what has changed in the configuration since it was last called.
void app_configure(App *app);

// ---- Doing things, for panes and overlays

// Runs one action as a key would. App-wide errors and messages end on the status line.
bool app_run(App *app, ActionId id, uint32_t count, const char *const *arguments,
             uint32_t argument_count);
bool app_run_line(App *app, Slice line, uint32_t count);

// Changes or makes the annotation that an editor or picker was opened for.
bool app_edit(App *app, SessionTarget *target, const AnnotationEdit *edit);

// Makes an edited text the newest version of a brief.
bool app_edit_text(App *app, int64_t brief, Slice text);

// Undoes or redoes app->reverting, and shows on the list which brief that was about.
void app_revert(App *app);

void app_say(App *app, const char *format, ...) __attribute__((format(printf, 2, 3)));
void app_fail(App *app, const Error *err);

// Reads again what may have changed: the open brief, its row in the list, the stamp.
void app_changed(App *app);

// As app_changed(). Where the open brief shows another version now, what lies over the old one is
// left, and the answer is true.
bool app_renew(App *app);

#endif

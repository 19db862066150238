// SPDX-License-Identifier: MIT
// The loop around the App: draw when nothing waits to be read, wait, feed, grant what it wishes
// from the terminal. Everything that changes the library is on the disk before the next frame.
#include "tui/tui.h"
#include "tui/app.h"
#include "tui/coming.h"
#include "tui/editor.h"
#include "tui/signals.h"
#include "tui/tutor.h"

#ifdef POSTIL_SANITIZED
#include <sanitizer/lsan_interface.h>
#endif

enum { SIGNAL_STATUS = 128, HANGUP = 1 };

static void resize(App *app, Terminal *terminal) {
  uint32_t rows, columns;
  terminal_size(terminal, &rows, &columns);
  if (rows != app->screen->rows || columns != app->screen->columns) app_resize(app, rows, columns);
}

static void show(App *app, Terminal *terminal) {
  resize(app, terminal);
  app_draw(app);
  if (app->wishes.redraw)
    terminal_redraw(terminal, app->screen);
  else
    terminal_draw(terminal, app->screen);
  app->wishes.redraw = false;
}

// Returns when the program has ended; what it was run for goes on then.
static void run_program(App *app, Terminal *terminal) {
  ProcessEnd end = {0};
  Error err = {0};
  ProcessRequest request = launch_request(&app->wishes.launch);
  bool ran = terminal_run(terminal, &request, &end, &err);
  launch_finish(app, ran ? &end : NULL, &err);
  process_release(&end);
  app->wishes.redraw = true;
}

// The values of the option `clipboard`, as command/options.def lists them.
typedef enum Clipboard { CLIPBOARD_AUTO, CLIPBOARD_OSC52, CLIPBOARD_OFF } Clipboard;

static void copy(App *app, Terminal *terminal) {
  Clipboard way = (Clipboard)config_number(app->config, CONFIG_CLIPBOARD);
  if (way == CLIPBOARD_OFF)
    app_say(app, "copying is off: 'set clipboard auto' switches it on");
  else if (!terminal_copy(terminal, buffer_slice(&app->wishes.copy), way == CLIPBOARD_OSC52))
    app_say(app, "that is too much for the terminal's clipboard, or it has none");
}

static void configure(App *app, Terminal *terminal) {
  const Config *config = app->config;
  int colours = theme_most_colours(config_number(config, CONFIG_COLOURS));
  terminal_set_theme(terminal, (ThemeId)config_number(config, CONFIG_THEME), colours);
  terminal_set_mouse(terminal, config_number(config, CONFIG_MOUSE));
  app->wishes.configure = false;
}

static void grant(App *app, Terminal *terminal) {
  if (app->wishes.configure) configure(app, terminal);
  if (app->wishes.suspend) {
    app->wishes.suspend = false;
    terminal_suspend(terminal);
    app->wishes.redraw = true;
  }
  if (app->wishes.launch.arguments) run_program(app, terminal);
  if (app->wishes.copy.len > 0) {
    copy(app, terminal);
    buffer_clear(&app->wishes.copy);
  }
}

static bool hurries(void *terminal) {
  return terminal_hurries(terminal);
}

static App *open_app(Library *library, Config *config, Terminal *terminal) {
  uint32_t rows, columns;
  terminal_size(terminal, &rows, &columns);
  App *app = app_new(library, config, rows, columns, safe_mode_of_locale());
  app->hurry = hurries;
  app->terminal = terminal;
  configure(app, terminal);
  return app;
}

// Deals with one event. Returns the exit status when it is the last one, else 0.
static int step(App *app, Terminal *terminal, Event *event) {
  if (!terminal_pending(terminal)) show(app, terminal);
  terminal_wait(terminal, app_patience(app), event);
  if (event->type == EVENT_END)
    return event->signal ? SIGNAL_STATUS + event->signal : SIGNAL_STATUS + HANGUP;
  // A terminal that was resized and back again has lost what it showed, though its size is the
  // same.
  if (event->type == EVENT_RESUMED || event->type == EVENT_RESIZE) app->wishes.redraw = true;
  app_feed(app, event);
  grant(app, terminal);
  return 0;
}

// The lessons, over whatever else is open: nothing of them outlives them.
static int run_tutor(Terminal *terminal, Config *config, Error *err) {
  Event event = {0};
  Library *library = library_open_memory(err);
  if (!library) return (int)err->kind;
  App *app = open_app(library, config, terminal);
  int status = tutor_begin(app, err) ? 0 : (int)err->kind;
  while (status == 0 && !app->wishes.quit) status = step(app, terminal, &event);
  app_free(app);
  library_close(library);
  return status;
}

static int visit_tutor(App *app, Terminal *terminal) {
  Error err = {0};
  app->wishes.tutor = false;
  int status = run_tutor(terminal, app->config, &err);
  if (err.kind == ERROR_NONE) return status;
  app_fail(app, &err);
  return 0;
}

// Returns the exit status.
static int loop(App *app, Terminal *terminal) {
  Event event = {0};
  int status = 0;
  while (status == 0 && !app->wishes.quit) {
    status = step(app, terminal, &event);
    if (app->wishes.tutor) status = visit_tutor(app, terminal);
  }
  return status;
}

// All of them stand in the list of messages; the status line has the last one.
static void tell_problems(App *app) {
  uint32_t count = config_problem_count(app->config);
  for (uint32_t at = 0; at < count; at++) app_say(app, "%s", config_problem(app->config, at));
  if (count > 1) app_say(app, "%u errors in the configuration: :messages lists them", count);
  app->message_is_error = app->message_is_error || count > 0;
}

static void begin(App *app, const TuiRequest *request) {
  app->reports = request->reports;
  if (request->preview) coming_show(app, request->preview);
  bool open = request->brief && (app_glance_brief(app, request->brief, request->span) ||
                                 app_open_brief(app, request->brief, request->span));
  if (open || request->preview) app->first = PANE_TEXT;
  if (request->message) app_say(app, "%s", request->message);
  tell_problems(app);
  editor_open_draft(app);
}

static bool is_asked_to_end(const void *context) {
  (void)context;
  return signals_ending() != 0;
}

// ---- While a converter reads a document

typedef struct Waiting {
  App *app;
  Terminal *terminal;
} Waiting;

static void show_waiting(void *context, const char *program) {
  Waiting *waiting = context;
  adder_say_waiting(waiting->app, program);
  show(waiting->app, waiting->terminal);
}

static bool is_asked_to_stop(void *context) {
  Waiting *waiting = context;
  bool asked = terminal_asks_to_stop(waiting->terminal);
  waiting->app->adder.stopping |= asked;
  return asked;
}

static int run_library(Library *library, Terminal *terminal, const TuiRequest *request,
                       Error *err) {
  library_set_ending(library, is_asked_to_end, NULL);
  App *app = open_app(library, request->config, terminal);
  Waiting waiting = {app, terminal};
  ProcessWatch watch = {.stop = is_asked_to_stop, .begin = show_waiting, .context = &waiting};
  terminal_watch(terminal, watch.fds);
  library_set_watch(library, &watch);
  begin(app, request);
  int status = loop(app, terminal);
  library_set_watch(library, NULL);
  if (status == 0 && app->failure.kind != ERROR_NONE) {
    *err = app->failure;
    status = (int)err->kind;
  }
  app_free(app);
  return status;
}

int tui_run(const TuiRequest *request, Error *err) {
  Library *library = request->opened;
  if (!request->tutor && !library) {
    library = library_open(request->library, LIBRARY_CREATE, err);
    if (!library) return (int)err->kind;
  }
  Terminal *terminal = terminal_open(request->colour, err);
  if (!terminal) preview_free(request->preview);
  int status = !terminal        ? (int)err->kind
               : request->tutor ? run_tutor(terminal, request->config, err)
                                : run_library(library, terminal, request, err);
  library_close(library);
#ifdef POSTIL_SANITIZED
  __lsan_do_leak_check(); // what takes long at the end of the process comes before it too
#endif
  // Last, since closing takes a while on a slow disk: keys typed meanwhile must not be echoed over
  // the shell's screen.
  terminal_close(terminal);
  return status;
}

// SPDX-License-Identifier: MIT
// Actions that run other programs: a URL in the browser, text through a filter. Only what the
// reader typed or set names a program; what a brief says is an argument or input, and a URL is
// shown whole and asked for first.
#include "text/view.h"
#include "tui/ask.h"
#include "tui/dispatch.h"
#include "tui/pager.h"
#include "tui/prompt.h"

#include <stdlib.h>
#include <string.h>

// ---- Browsers

// The reader's own, else the first of $BROWSER's list, else xdg-open; NULL when there is none. The
// caller frees.
static char *find_browser(const App *app) {
  const char *own = config_text(app->config, CONFIG_BROWSER);
  if (own[0]) return memory_string(slice_of(own));
  const char *setting = getenv("BROWSER");
  if (setting && setting[0]) return memory_string(slice_make(setting, strcspn(setting, ":")));
  return process_find("xdg-open");
}

// The URL stands where the setting has %s, else behind it.
static char **browser_arguments(const char *setting, const char *url) {
  bool placed = strstr(setting, "%s") != NULL;
  char **arguments = process_split(setting, placed ? NULL : (const char *const[]){url, NULL});
  for (char **at = arguments; placed && at && *at; at++) {
    char *mark = strstr(*at, "%s");
    if (!mark) continue;
    Buffer word = {0};
    buffer_printf(&word, "%.*s%s%s", (int)(mark - *at), *at, url, mark + 2);
    free(*at);
    *at = buffer_take(&word);
  }
  return arguments;
}

static void browser_ended(App *app, const Launch *program, const ProcessEnd *end) {
  Buffer how = {0};
  process_write_end(end, &how);
  if (end->status == 0)
    app_say(app, "opened in %s", program->arguments[0]);
  else
    app_say(app, "%s %s", program->arguments[0], how.ptr);
  buffer_release(&how);
}

static void copy_url(App *app, Slice url) {
  buffer_clear(&app->wishes.copy);
  buffer_add(&app->wishes.copy, url);
  app_say(app, "no browser is known: $BROWSER names none; the URL is copied");
}

// ---- URLs

static bool may_open(const char *url) {
  static const char *const schemes[] = {"http://", "https://", "mailto:"};
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    size_t len = strlen(schemes[i]);
    if (strlen(url) > len && strncasecmp(url, schemes[i], len) == 0) return true;
  }
  return false;
}

// The URL of a link, "" where there is none; the caller frees.
static char *link_url(const Version *version, int64_t index) {
  Buffer url = {0};
  if (version && index >= 0 && index < version->link_count)
    view_append_link(version, &version->links[index], &url);
  return buffer_take(&url);
}

static void open_link(App *app, int64_t index) {
  char *url = link_url(app->session.version, index);
  char *browser = may_open(url) ? find_browser(app) : NULL;
  char **arguments = browser ? browser_arguments(browser, url) : NULL;
  if (arguments)
    launch_wish(app, arguments, browser_ended);
  else if (may_open(url)) // else the brief has gone meanwhile
    copy_url(app, slice_of(url));
  free(browser);
  free(url);
}

// The first link that ends behind `from` and begins before `to`, or -1.
static int64_t link_between(const Version *version, uint32_t from, uint32_t to) {
  uint32_t index = version_link_from(version, from);
  bool inside = index < version->link_count && version->links[index].span.start < to;
  return inside ? (int64_t)index : -1;
}

// A note's own link, else that of the note it means.
static int64_t link_of_note(const Version *version, int32_t index) {
  if (index == VERSION_NONE || index >= (int32_t)version->note_count) return -1;
  const Note *note = &version->notes[index];
  int64_t link = link_between(version, note->span.start, note->span.end);
  if (link >= 0 || note->root == VERSION_NONE) return link;
  Span root = version->notes[note->root].span;
  return link_between(version, root.start, root.end);
}

static int64_t link_here(const App *app) {
  const Session *session = &app->session;
  const Version *version = session->version;
  if (app->focus == PANE_NOTES) return link_of_note(version, app->notes.current);
  int64_t link = link_between(version, session->pos, session->pos + 1);
  return link >= 0 ? link : link_of_note(version, notes_at_caret(app));
}

void tui_do_URL_OPEN(App *app, const Call *call) {
  (void)call;
  if (!app->session.version) return;
  int64_t link = link_here(app);
  char *url = link_url(app->session.version, link);
  if (link < 0) {
    app_say(app, "there is no URL at the caret, nor in its footnote");
  } else if (!may_open(url)) {
    app_say(app, "only http, https and mailto are opened");
  } else {
    Buffer question = {0};
    buffer_printf(&question, "Open %s ?", url);
    ask_open(app, question.ptr, open_link, link);
    buffer_release(&question);
  }
  free(url);
}

// ---- The text in an editor

// The text of the brief in view.
static bool add_brief(App *app, Buffer *text) {
  Error err = {0};
  Brief brief = {0};
  int64_t key = app_brief_in_view(app);
  if (key == 0) {
    app_say(app, "there is no brief here");
    return false;
  }
  if (!brief_get(app->library, key, &brief, &err)) {
    app_fail(app, &err);
    return false;
  }
  Version *version = brief_version(app->library, brief.version, &err);
  if (version)
    buffer_add(text, version->text);
  else
    app_fail(app, &err);
  version_free(version);
  brief_release(&brief);
  return version != NULL;
}

static void text_edited(App *app, const Launch *program, const ProcessEnd *end) {
  enum { TEXT_MOST = 64 << 20 };
  Error err = {0};
  Buffer text = {0}, how = {0};
  process_write_end(end, &how);
  if (end->status != 0)
    app_say(app, "%s %s: the text is as it was", program->arguments[0], how.ptr);
  else if (!launch_read_file(program, TEXT_MOST, &text, &err))
    app_fail(app, &err);
  else
    app_edit_text(app, app->edited, buffer_slice(&text));
  buffer_release(&text);
  buffer_release(&how);
}

void tui_do_EDIT(App *app, const Call *call) {
  Buffer text = {0};
  (void)call;
  if (library_read_only(app->library)) {
    app_say(app, "this library can only be read");
  } else if (add_brief(app, &text)) {
    app->edited = app_brief_in_view(app);
    launch_wish_file(app, process_split_editor(config_text(app->config, CONFIG_EDITOR), NULL),
                     "brief.txt", buffer_slice(&text), text_edited);
  }
  buffer_release(&text);
}

// ---- Filters

static void add_lines(Pager *pager, Slice output) {
  while (output.len > 0) {
    const char *end = memchr(output.ptr, '\n', output.len);
    size_t len = end ? (size_t)(end - output.ptr) : output.len;
    pager_add(pager, slice_make(output.ptr, len), FACE_TEXT, 0);
    output = slice_cut(output, len + (end != NULL), output.len);
  }
}

static void show_output(App *app, const Launch *program, const ProcessEnd *end) {
  Buffer title = {0};
  for (char **at = program->arguments; *at; at++)
    buffer_printf(&title, "%s%s", title.len ? " " : "", *at);
  if (end->status != 0 && !end->cut) {
    buffer_printf(&title, ": it ");
    process_write_end(end, &title);
  }
  if (end->output.len > 0) {
    Pager *pager = pager_new(title.ptr);
    add_lines(pager, buffer_slice(&end->output));
    if (end->cut) pager_add(pager, SLICE("(cut here: there was more)"), FACE_DIM, 0);
    pager_open(app, pager);
  } else {
    app_say(app, "%s%s", title.ptr, end->status ? "" : ": it printed nothing");
  }
  buffer_release(&title);
}

static bool add_target(App *app, Buffer *text) {
  Session *session = &app->session;
  if (app->pipe_whole || app->focus == PANE_LIST) return add_brief(app, text);
  if (!session->version) return false;
  view_append(session->version, session_target(session, app->pipe_count), VIEW_PLAIN, text);
  buffer_add_byte(text, '\n');
  return true;
}

// Adopts the arguments.
static void pipe_to(App *app, char **arguments) {
  Buffer text = {0};
  if (arguments && add_target(app, &text)) {
    launch_wish_captured(app, arguments, buffer_slice(&text), show_output);
    session_select_none(&app->session);
  } else {
    process_free_arguments(arguments);
  }
  buffer_release(&text);
}

static void pipe_typed(App *app, Slice typed) {
  char *line = memory_string(typed);
  char **arguments = process_split(line, NULL);
  if (!arguments) app_say(app, "no program was named");
  pipe_to(app, arguments);
  free(line);
}

static char **copy_arguments(const Call *call) {
  char **arguments = memory_new((size_t)call->argument_count + 1, sizeof *arguments);
  for (uint32_t i = 0; i < call->argument_count; i++)
    arguments[i] = memory_string(slice_of(call->arguments[i]));
  return arguments;
}

static void start(App *app, const Call *call, bool whole) {
  static const PromptRequest request = {
      .label = "Pipe to: ", .accept = "run", .accepted = pipe_typed};
  app->pipe_count = call->count;
  app->pipe_whole = whole;
  if (call->argument_count > 0)
    pipe_to(app, copy_arguments(call));
  else
    prompt_open(app, &request, SLICE(""));
}

void tui_do_PIPE(App *app, const Call *call) {
  start(app, call, false);
}

void tui_do_PIPE_BRIEF(App *app, const Call *call) {
  start(app, call, true);
}

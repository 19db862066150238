// SPDX-License-Identifier: MIT
// Every action of the table, done with each of its default keys, or by its name where it has none:
// what must be so afterwards is not so before. An action without a case does not compile.
//
//   CASE(ID, what to press before, what must be true after, and not before)
//
// The stage is 24 rows by 80 columns, with `rivers` open at its beginning, between two others.
#include "support/check.h"
#include "support/shelf.h"
#include "support/stage.h"
#include "tui/overlay.h"
#include "tui/pager.h"

#include <stdlib.h>
#include <unistd.h>

static const char rivers[] =
    "Rivers and Rulers\n\nShare this article\n\nFirst Part\n\n"
    "One river has two banks. It has “one quiet gauge” (read aloud) since 2023.[i] Nobody disputes "
    "it.\n\nThe second paragraph is here. It ends soon.\n\nSecond Part\n\n"
    "Water was released.[ii] The end is near.\n\nNotes\n\n"
    "[i] “A Book”, https://example.org/book, 2024.\n[ii] Ibid.\n";

// The same in another version: a sentence is gone.
static const char changed[] =
    "Rivers and Rulers\n\nShare this article\n\nFirst Part\n\n"
    "One river has two banks. It has “one quiet gauge” (read aloud) since 2023.[i] Nobody disputes "
    "it.\n\nIt ends soon.\n\nSecond Part\n\n"
    "Water was released.[ii] The end is near.\n\nNotes\n\n"
    "[i] “A Book”, https://example.org/book, 2024.\n[ii] Ibid.\n";

// An annotation whose passage is gone, before and in the review list.
#define GONE "/The second<Enter>H:add changed.txt<Enter>"

typedef struct Case {
  bool list, plain, wide; // in the list instead of the text; in the long text; on 160 columns
  const char *setup;      // keys before
  const char *then;       // keys behind the action's, as part of it
  const char *arguments;  // for :name; with them it is also done by name where it has keys

  const char *at;            // the caret is before these words
  const char *selects;       // this is selected
  const char *shows, *hides; // on the screen, not on the screen
  const char *holds, *drops; // in the library, not in the library
  const char *copies;        // goes to the clipboard
  bool (*check)(const App *app);
} Case;

// ---- What can be seen of the program

static bool is_selecting(const App *app) {
  return app->session.selecting && !app->session.sentences;
}

static bool is_selecting_sentences(const App *app) {
  return app->session.selecting && app->session.sentences;
}

static bool is_not_selecting(const App *app) {
  return !app->session.selecting;
}

static bool is_in_list(const App *app) {
  return app->focus == PANE_LIST;
}

static bool is_in_notes(const App *app) {
  return app->focus == PANE_NOTES;
}

static bool is_quitting(const App *app) {
  return app->wishes.quit;
}

static bool is_suspending(const App *app) {
  return app->wishes.suspend;
}

static bool is_redrawing(const App *app) {
  return app->wishes.redraw;
}

static bool wants_tutor(const App *app) {
  return app->wishes.tutor;
}

static bool is_zoomed(const App *app) {
  return app->frame.zoomed;
}

static bool is_split(const App *app) {
  return app->split.open;
}

static bool has_read_it(const App *app) {
  for (uint32_t i = 0; i < app->briefs.rows.count; i++)
    if (app->briefs.rows.items[i].read) return true;
  return false;
}

static bool is_narrower(const App *app) {
  return app->reader.style.width < 72;
}

static bool is_40_wide(const App *app) {
  return app->reader.style.width == 40;
}

static bool has_exported(const App *app) {
  (void)app;
  return access("out.md", F_OK) == 0;
}

static bool has_backup(const App *app) {
  (void)app;
  return access("backup.db", F_OK) == 0;
}

// ---- The cases

#define CASE(id, ...) static const Case case_##id = {__VA_ARGS__};

CASE(LINE_DOWN, .at = "First Part")
CASE(LINE_UP, .setup = "jj", .at = "First Part")
CASE(CHAR_LEFT, .setup = "ll", .at = "ivers and")
CASE(CHAR_RIGHT, .at = "ivers and")
CASE(LINE_START, .setup = "ww", .at = "Rivers and")
CASE(LINE_END, .at = "s\n")
CASE(PAGE_DOWN, .plain = true, .at = "Item 12 ")
CASE(PAGE_UP, .plain = true, .setup = "G0", .at = "Item 88 ")
CASE(HALF_DOWN, .plain = true, .at = "Item 7 ")
CASE(HALF_UP, .plain = true, .setup = "G0", .at = "Item 93 ")
CASE(TOP, .setup = "jj", .at = "Rivers and")
CASE(BOTTOM, .then = "0", .at = "[ii] Ibid.")
CASE(PERCENT, .plain = true, .setup = "50", .at = "tem 51 ")
CASE(WORD_NEXT, .at = "and Rulers")
CASE(WORD_PREVIOUS, .setup = "ww", .at = "and Rulers")
CASE(WORD_END, .at = "s and Rulers")
CASE(SENTENCE_NEXT, .setup = "/One river<Enter>", .at = "It has")
CASE(SENTENCE_PREVIOUS, .setup = "/It has<Enter>", .at = "One river")
CASE(PARAGRAPH_NEXT, .setup = "/One river<Enter>", .at = "The second")
CASE(PARAGRAPH_PREVIOUS, .setup = "/The second<Enter>", .at = "One river")
CASE(HEADING_NEXT, .setup = "/One river<Enter>", .at = "Second Part")
CASE(HEADING_PREVIOUS, .setup = "/The second<Enter>", .at = "First Part")
CASE(ANNOTATION_NEXT, .setup = "/The second<Enter>Hgg", .at = "The second")
CASE(ANNOTATION_PREVIOUS, .setup = "/The second<Enter>HG", .at = "The second")
CASE(REFERENCE_NEXT, .at = "[i] Nobody")
CASE(REFERENCE_PREVIOUS, .setup = "/The end<Enter>", .at = "[ii] The end")
CASE(LABELS, .then = "f", .at = "First Part")
CASE(MARK_KEY, .then = "a", .shows = "marked: ' a comes back here")
CASE(TO_MARK_KEY, .setup = "/The second<Enter>magg", .then = "a", .at = "The second")
CASE(MARK, .arguments = "b", .shows = "marked: ' b comes back here")
CASE(TO_MARK, .setup = "/The second<Enter>magg", .arguments = "a", .at = "The second")
CASE(MARKS, .setup = "ma", .shows = "╭─ marks")
CASE(BRIEF_NEXT, .shows = "Trains", .hides = "Rivers and Rulers")
CASE(BRIEF_PREVIOUS, .shows = "Almanac", .hides = "Rivers and Rulers")
CASE(BACK, .setup = "G", .at = "Rivers and")
CASE(FORWARD, .setup = "G^O", .then = "0", .at = "[ii] Ibid.")
CASE(ENTER, .setup = "]f", .shows = "╭─ footnote i")
CASE(NOTE_GO, .setup = "]f", .at = "[i] “A Book”")
CASE(URL_OPEN, .setup = "]f", .shows = "Open https://example.org/book ?")
CASE(SOURCE, .setup = "]f", .shows = "╭─ who cites it")
CASE(CITED, .setup = "]f", .shows = "no other brief of the library has")
CASE(SOURCES, .then = "<Enter><Enter>", .at = "[i] Nobody")
CASE(REPEATS, .setup = ":add new.txt<Enter>:open Rivers<Enter>/It has<Enter>", .then = "<Enter>",
     .at = "It has “one quiet gauge” (READ")
CASE(ANNOTATE_EVERYWHERE, .setup = ":add new.txt<Enter>:open Rivers<Enter>/It has<Enter>H",
     .then = "y", .shows = "annotated in 1 other brief too")
CASE(SELECT_CHARACTERS, .check = is_selecting)
CASE(SELECT_SENTENCES, .check = is_selecting_sentences)
CASE(SELECT_AGAIN, .setup = "vw<Esc>", .check = is_selecting)
CASE(SELECT_OTHER_END, .setup = "vww", .at = "Rivers and")
CASE(OBJECT_WORD, .setup = "wlv", .selects = "and")
CASE(OBJECT_SENTENCE, .setup = "/paragraph<Enter>v", .selects = "The second paragraph is here.")
CASE(OBJECT_PARAGRAPH, .setup = "/paragraph<Enter>v",
     .selects = "The second paragraph is here. It ends soon.")
CASE(OBJECT_HEADING, .setup = "/Water<Enter>v",
     .selects = "Second Part\n\nWater was released.[ii] The end is near.")
CASE(OBJECT_QUOTATION, .setup = "/quiet<Enter>v", .selects = "one quiet gauge")
CASE(OBJECT_BRACKET, .setup = "/aloud<Enter>v", .selects = "read aloud")
CASE(OBJECT_NOTE, .setup = "G0v", .selects = "Ibid.")
CASE(OBJECT_ANNOTATION, .setup = "/The second<Enter>Hwv",
     .selects = "The second paragraph is here.")
CASE(SELECT, .arguments = "'two banks'", .selects = "two banks")
CASE(HIGHLIGHT, .holds = "yellow")
CASE(TAG_PICK, .then = "water<Enter>", .holds = "#water")
CASE(TAG, .arguments = "water", .holds = "#water")
CASE(TAG_AGAIN, .setup = "twater<Enter>]]", .holds = "First Part")
CASE(UNTAG, .setup = "twater<Enter>trisk<Enter>", .arguments = "risk", .drops = "#risk")
CASE(COMMENT_EDIT, .then = "Measured.^S", .holds = "Measured.")
CASE(COMMENT, .arguments = "Measured.", .holds = "Measured.")
CASE(COLOUR_PICK, .setup = "H", .then = "jj<Enter>", .holds = "blue")
CASE(COLOUR, .setup = "H", .arguments = "green", .holds = "green")
CASE(REPEAT, .setup = "twater<Enter>]]", .holds = "First Part")
CASE(ANNOTATIONS_HERE, .setup = "H", .shows = "╭─ annotations at the caret")
CASE(DELETE_HERE, .setup = "Hl", .drops = "yellow")
CASE(DELETE, .setup = "H", .drops = "yellow")
CASE(RESELECT, .setup = "H", .check = is_selecting)
CASE(RESPAN, .setup = "H", .arguments = "'two banks'", .holds = "two banks")
CASE(ANNOTATION_SPLIT, .setup = "Hw", .shows = "split in two")
CASE(MERGE, .setup = "H]]Hggvjj", .shows = "made one of 2")
CASE(BRIEF_COMMENT_EDIT, .then = "All of it.^S", .holds = "All of it.")
CASE(COMMENT_BRIEF, .arguments = "Good.", .holds = "Good.")
CASE(BRIEF_TAG_PICK, .then = "water<Enter>", .holds = "#water")
CASE(TAG_BRIEF, .arguments = "water", .holds = "#water")
CASE(UNTAG_BRIEF, .setup = ":tag-brief water risk<Enter>", .arguments = "water", .drops = "#water")
CASE(UNDO_KEY, .setup = "H", .drops = "yellow")
CASE(REDO_KEY, .setup = "Hu", .holds = "yellow")
CASE(UNDO, .setup = "H", .arguments = "", .drops = "yellow")
CASE(REDO, .setup = "Hu", .arguments = "", .holds = "yellow")
CASE(PIPE, .setup = "/Nobody<Enter>", .then = "tr N M<Enter>", .shows = "Mobody disputes")
CASE(PIPE_BRIEF, .then = "tr R Q<Enter>", .shows = "Qivers and Qulers")
CASE(COPY, .copies = "Rivers and Rulers")
CASE(COPY_CITED, .copies = "Rivers and Rulers (")
CASE(REVIEW, .setup = GONE, .shows = "1 to review")
CASE(REVIEW_ACCEPT, .setup = GONE "R", .shows = "accepted: u takes that back")
CASE(REVIEW_ORPHAN, .setup = GONE "R", .shows = "an orphan, kept with its old wording")
CASE(REVIEW_ATTACH, .setup = GONE "R", .then = "gg<Enter>", .holds = "0-17 «Rivers and Rulers»")
CASE(CODEBOOK, .setup = "twater<Enter>", .shows = "codebook")
CASE(ANNOTATIONS, .setup = "H", .shows = "annotations")
CASE(MATRIX, .setup = "twater<Enter>", .shows = "tags by brief")
CASE(MATRIX_LEFT, .setup = "twater<Enter>jtrain<Enter>:matrix tag<Enter>l",
     .shows = "rain with rain")
CASE(MATRIX_RIGHT, .setup = "twater<Enter>jtrain<Enter>:matrix tag<Enter>",
     .shows = "rain with water")
CASE(STATS, .setup = "twater<Enter>", .shows = "by month of annotating")
CASE(FOLD, .setup = ":add-tag 'energy/solar'<Enter>:add-tag energy/wind<Enter>C", .hides = "solar")
CASE(UNFOLD, .setup = ":add-tag 'energy/solar'<Enter>:add-tag energy/wind<Enter>Ch",
     .shows = "solar")
CASE(TAG_ADD_PROMPT, .setup = "twater<Enter>C", .then = "mist<Enter>", .holds = "mist")
CASE(TAG_RENAME_PROMPT, .setup = "twater<Enter>C", .then = "^Urain<Enter>", .holds = "#rain")
CASE(TAG_MERGE_PROMPT, .setup = "twater<Enter>:add-tag rain<Enter>Cj", .then = "rain<Enter>y",
     .holds = "#rain")
CASE(TAG_SPLIT_PROMPT, .setup = "twater<Enter>C", .then = "rivers<Enter>^Urain<Enter>",
     .holds = "#rain")
CASE(TAG_DELETE_ASK, .setup = "twater<Enter>C", .then = "y", .drops = "#water")
CASE(TAG_COLOUR_PICK, .setup = "twater<Enter>C", .then = "jj<Enter>", .drops = "ffffffff")
CASE(TAG_MEMO_PROMPT, .setup = "twater<Enter>C", .then = "What flows.^S",
     .holds = "What flows.")
CASE(TAGS_EXPORT_PROMPT, .setup = "twater<Enter>C", .then = "tags.jsonl<Enter>",
     .shows = "exported to tags.jsonl")
CASE(TAGS_IMPORT_PROMPT,
     .setup = ":add-tag w<Enter>:export-tags three.jsonl<Enter>:rename-tag w v<Enter>C",
     .then = "three.jsonl<Enter>", .shows = "imported 1 tag, 1 of them new")
CASE(TAGS_EXPORT, .setup = "twater<Enter>", .arguments = "one.jsonl",
     .shows = "exported 1 tag to one.jsonl")
CASE(TAGS_IMPORT,
     .setup = "twater<Enter>:export-tags two.jsonl<Enter>:rename-tag water rain<Enter>y",
     .arguments = "two.jsonl", .shows = "imported 1 tag, 1 of them new")
CASE(TAG_ALIAS_PROMPT, .setup = "twater<Enter>C", .then = "rain<Enter>", .holds = "alias rain")
CASE(TAG_ALIAS, .setup = ":add-tag water<Enter>", .arguments = "water rain", .holds = "alias rain")
CASE(TAG_UNALIAS, .setup = ":add-tag water<Enter>:alias-tag water rain<Enter>",
     .arguments = "rain", .drops = "alias rain")
CASE(TAG_ADD, .arguments = "water", .holds = "water")
CASE(TAG_RENAME, .setup = ":add-tag water<Enter>", .arguments = "water rivers", .holds = "rivers ")
CASE(TAG_MERGE, .setup = ":add-tag water<Enter>:add-tag rain<Enter>", .arguments = "water rain",
     .drops = "water")
CASE(TAG_SPLIT, .setup = "twater<Enter>", .arguments = "water rain Rivers", .then = "y",
     .holds = "#rain")
CASE(TAG_DELETE, .setup = ":add-tag water<Enter>", .arguments = "water", .drops = "water")
CASE(TAG_COLOUR, .setup = ":add-tag water<Enter>", .arguments = "water #0000ff", .holds = "0000ff")
CASE(TAG_MEMO, .setup = ":add-tag water<Enter>", .arguments = "water 'What flows.'",
     .holds = "What flows.")
CASE(SEARCH, .then = "soon<Enter>", .arguments = "soon", .at = "soon.")
CASE(SEARCH_BACK, .setup = "G", .then = "soon<Enter>", .arguments = "soon", .at = "soon.")
CASE(FIND, .then = "water<Enter>", .shows = "find · water")
CASE(SEARCH_NEXT, .setup = "/It<Enter>", .at = "It ends")
CASE(SEARCH_PREVIOUS, .setup = "/It<Enter>n", .at = "It has")
CASE(PANE_NEXT, .check = is_in_notes)
CASE(PANE_PREVIOUS, .check = is_in_list)
CASE(LIST, .check = is_in_list)
CASE(NOTES, .shows = "footnotes hidden")
CASE(OUTLINE, .then = "G<Enter>", .at = "Notes")
CASE(SPLIT, .wide = true, .check = is_split)
CASE(VERSIONS, .setup = ":add changed.txt<Enter>", .arguments = "", .check = is_split)
CASE(ZOOM, .check = is_zoomed)
CASE(NARROWER, .check = is_narrower)
CASE(WIDER, .setup = ":set text-width 60<Enter>", .shows = "62 columns")
CASE(WIDTH, .arguments = "40", .check = is_40_wide)
CASE(FURNITURE, .shows = "Share this article")
CASE(OPEN, .arguments = "Trains", .shows = "Trains", .hides = "Rivers and Rulers")
CASE(ADD, .arguments = "new.txt", .holds = "A New Brief")
CASE(ADD_PROMPT, .then = "new.txt<Enter>", .holds = "A New Brief")
CASE(METADATA, .list = true, .then = "<Enter>^UDams<Enter>", .shows = "Dams")
CASE(READ_MARK, .list = true, .check = has_read_it)
CASE(REMOVE, .list = true, .then = "y", .drops = "Rivers and Rulers")
CASE(EDIT, .setup = ":set editor 'sed -i s/quiet/loud/'<Enter>", .arguments = "",
     .shows = "one loud gauge")
CASE(SORT, .list = true, .arguments = "title", .shows = "sorted by title")
CASE(EXPORT_PROMPT, .setup = "H", .then = "f^Uout.md<Enter><Enter>", .check = has_exported)
CASE(EXPORT_NEXT, .setup = "HE", .shows = "html · for people without")
CASE(EXPORT_PREVIOUS, .setup = "HE", .shows = "csl · citing the briefs")
CASE(EXPORT_FILE, .setup = "HE", .then = "^Uother.md<Enter>", .shows = "file     other.md")
CASE(EXPORT, .setup = "H", .arguments = "markdown out.md", .check = has_exported)
CASE(IMPORT, .setup = "H:export jsonl all.jsonl<Enter>", .arguments = "all.jsonl",
     .shows = "1 same")
CASE(BACKUP, .arguments = "backup.db", .check = has_backup)
CASE(HELP, .check = pager_is_open)
CASE(TUTOR, .list = true, .check = wants_tutor)
CASE(COMMAND_LINE, .then = "w<Enter>", .shows = "everything is saved")
CASE(HISTORY, .setup = "H", .shows = "╭─ history")
CASE(MESSAGES, .setup = "H", .shows = "╭─ messages")
CASE(WRITE, .arguments = "", .shows = "everything is saved")
CASE(REDRAW, .check = is_redrawing)
CASE(SUSPEND, .check = is_suspending)
CASE(CANCEL, .setup = "v", .check = is_not_selecting)
CASE(CLOSE, .check = is_in_list)
CASE(QUIT, .check = is_quitting)
CASE(SET, .arguments = "text-width 40", .check = is_40_wide)
CASE(BIND, .arguments = "gX help", .then = "gX", .check = pager_is_open)
CASE(UNBIND, .arguments = "H", .then = "H", .shows = "H does nothing here")
CASE(INCLUDE, .arguments = "more.conf", .check = is_40_wide)

static const Case *const cases[ACTION_COUNT] = {
#define SESSION_ACTION(id, ...) [ACTION_##id] = &case_##id,
#define SCREEN_ACTION(id, ...)  [ACTION_##id] = &case_##id,
#include "command/actions.def"
};

// ---- Doing one

static bool contains(const char *text, const char *words) {
  return text && strstr(text, words) != NULL;
}

static bool stands_at(const App *app, const char *words) {
  const Version *version = app->session.version;
  return version && slice_starts(slice_cut(version->text, app->session.pos, version->text.len),
                                 slice_of(words));
}

static bool is_selected(const App *app, const char *words) {
  Span span = session_selection(&app->session);
  const Version *version = app->session.version;
  return version && slice_equal(slice_cut(version->text, span.start, span.end), slice_of(words));
}

// What is not as the case wants it, for people; NULL when all is.
static const char *missing(const Case *wanted, Stage *stage) {
  const App *app = stage->app;
  Buffer screen = {0};
  screen_write_text(app->screen, &screen);
  char *library = shelf_describe(&(Shelf){.library = stage->library});
  const char *copied = app->wishes.copy.ptr;
  const char *what = NULL;
  if (wanted->at && !stands_at(app, wanted->at)) what = wanted->at;
  if (wanted->selects && !is_selected(app, wanted->selects)) what = wanted->selects;
  if (wanted->shows && !contains(screen.ptr, wanted->shows)) what = wanted->shows;
  if (wanted->hides && contains(screen.ptr, wanted->hides)) what = wanted->hides;
  if (wanted->holds && !contains(library, wanted->holds)) what = wanted->holds;
  if (wanted->drops && contains(library, wanted->drops)) what = wanted->drops;
  if (wanted->copies && !contains(copied, wanted->copies)) what = wanted->copies;
  if (wanted->check && !wanted->check(app)) what = "(check)";
  free(library);
  buffer_release(&screen);
  return what;
}

static int64_t add_long_text(Stage *stage) {
  Buffer text = {0};
  buffer_add_string(&text, "Trains\n\n");
  for (int i = 1; i <= 100; i++) buffer_printf(&text, "Item %d stands here.\n\n", i);
  int64_t key = stage_add(stage, "trains.txt", text.ptr);
  buffer_release(&text);
  return key;
}

static Stage set_up(const Case *wanted) {
  Stage stage = stage_open(24, wanted->wide ? 160 : 80);
  stage_add(&stage, "almanac.txt", "Almanac\n\nA year has days. They pass.\n");
  int64_t trains = add_long_text(&stage);
  int64_t key = stage_add(&stage, "rivers.txt", rivers);
  stage_open_brief(&stage, wanted->plain ? trains : key);
  stage.app->first = PANE_LIST;
  if (wanted->list) stage_play(&stage, "L");
  if (wanted->setup) stage_play(&stage, wanted->setup);
  return stage;
}

static bool wants_something(const Case *wanted) {
  return wanted->at || wanted->selects || wanted->shows || wanted->hides || wanted->holds ||
         wanted->drops || wanted->copies || wanted->check;
}

static void tell(const Stage *stage, ActionId id, const char *keys, const char *problem) {
  const Session *session = &stage->app->session;
  Slice text = session->version ? session->version->text : SLICE("");
  Slice rest =
      slice_cut(text, session->pos, session->pos + 40 < text.len ? session->pos + 40 : text.len);
  Span span = session_selection(session);
  char *library = shelf_describe(&(Shelf){.library = stage->library});
  print_error(
      "'%s' by %s: %s; the caret is at «%.*s», selected is «%.*s», the message is «%s»\n%.700s\n",
      action_get(id)->name, keys, problem, (int)rest.len, rest.ptr, (int)span_len(span),
      text.ptr + span.start, stage->app->message.ptr, library);
  free(library);
}

// Returns how many faults there are.
static uint32_t check_one(ActionId id, const char *keys) {
  const Case *wanted = cases[id];
  Stage stage = set_up(wanted);
  Buffer problem = {0};
  unlink("out.md");
  if (!wants_something(wanted)) buffer_add_string(&problem, "its case wants nothing");
  if (!missing(wanted, &stage)) buffer_add_string(&problem, "what is wanted is so already");
  stage_play(&stage, keys);
  if (wanted->then) stage_play(&stage, wanted->then);
  const char *what = missing(wanted, &stage);
  if (what) buffer_printf(&problem, "not so afterwards: %s", what);
  uint32_t faults = problem.len > 0;
  if (faults) tell(&stage, id, keys, problem.ptr);
  buffer_release(&problem);
  stage_close(&stage);
  return faults;
}

static uint32_t check_by_keys(ActionId id) {
  uint32_t faults = 0;
  for (const char *rest = action_get(id)->keys; *rest;) {
    size_t len = strcspn(rest, " ");
    char *keys = memory_string(slice_make(rest, len));
    faults += check_one(id, keys);
    free(keys);
    rest += len;
    while (*rest == ' ') rest++;
  }
  return faults;
}

// What has keys and goes on after them asks less when it is given arguments by name.
static uint32_t check_by_name(ActionId id) {
  const char *arguments = cases[id]->arguments;
  bool keys_do = action_get(id)->keys[0] && (!arguments || cases[id]->then);
  if (keys_do) return 0;
  Buffer keys = {0};
  buffer_printf(&keys, ":%s %s<Enter>", action_get(id)->name, arguments ? arguments : "");
  uint32_t faults = check_one(id, keys.ptr);
  buffer_release(&keys);
  return faults;
}

static void check_group(const char *group) {
  char *folder = check_folder(), *home = getcwd(NULL, 0);
  check_write(
      folder, "new.txt",
      SLICE("A New Brief\n\nIt has words. It has “one quiet gauge” (READ aloud) since 2023.\n"));
  check_write(folder, "changed.txt", slice_of(changed));
  check_write(folder, "more.conf", SLICE("set text-width 40\n"));
  assert_int_equal(chdir(folder), 0);
  uint32_t count = 0, faults = 0;
  for (ActionId id = 0; id < ACTION_COUNT; id++) {
    if (strcmp(action_get(id)->group, group) != 0) continue;
    count++;
    faults += check_by_keys(id) + check_by_name(id);
  }
  assert_int_equal(chdir(home), 0);
  assert_true(count > 0);
  assert_int_equal(faults, 0);
  check_folder_remove(folder);
  free(folder);
  free(home);
}

#define GROUP(name, group)                                                                         \
  static void name(void **state) {                                                                 \
    (void)state;                                                                                   \
    check_group(group);                                                                            \
  }

GROUP(moving_goes_where_it_should, "Moving")
GROUP(footnotes_open, "Footnotes")
GROUP(selecting_selects, "Selecting")
GROUP(annotating_changes_the_library, "Annotating")
GROUP(what_waits_is_reviewed, "Review")
GROUP(the_codebook_can_be_changed, "Codebook")
GROUP(finding_finds, "Finding")
GROUP(panes_come_and_go, "Panes")
GROUP(briefs_are_opened_and_kept, "Briefs")
GROUP(the_program_answers, "Postil")
GROUP(the_configuration_can_be_changed, "Configuration")

static const struct CMUnitTest tests[] = {
    cmocka_unit_test(moving_goes_where_it_should),
    cmocka_unit_test(footnotes_open),
    cmocka_unit_test(selecting_selects),
    cmocka_unit_test(annotating_changes_the_library),
    cmocka_unit_test(what_waits_is_reviewed),
    cmocka_unit_test(the_codebook_can_be_changed),
    cmocka_unit_test(finding_finds),
    cmocka_unit_test(panes_come_and_go),
    cmocka_unit_test(briefs_are_opened_and_kept),
    cmocka_unit_test(the_program_answers),
    cmocka_unit_test(the_configuration_can_be_changed),
};

int main(void) {
  return cmocka_run_group_tests(tests, NULL, NULL);
}

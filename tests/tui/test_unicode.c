// SPDX-License-Identifier: MIT
// Ten scripts in every place that shows text, at all widths: no row is wider or narrower than the
// screen, nothing draws outside its pane or box, borders stay where they are, a cell is as wide as
// its text; and wherever the caret can be brought to, it is at the start of a cluster.
#include "support/check.h"
#include "support/scripts.h"
#include "support/stage.h"
#include "tui/bar.h"
#include "tui/overlay.h"

#include <stdlib.h>
#include <unigbrk.h>
#include <wchar.h>

enum { WIDTH_LEAST = 20, WIDTH_MOST = 160 };

// ---- What must be true of a screen

static const Cell *cell_at(const Screen *screen, uint32_t row, uint32_t column) {
  return &screen->cells[(size_t)row * screen->columns + column];
}

static bool is_sign(const Cell *cell, const char *sign) {
  return cell->len == strlen(sign) && memcmp(cell->text, sign, cell->len) == 0;
}

static int width_by_the_system(Slice shown) {
  char text[SAFE_SHOWN_MAX + 1] = {0};
  wchar_t wide[SAFE_SHOWN_MAX + 1];
  memcpy(text, shown.ptr, shown.len);
  size_t len = mbstowcs(wide, text, SAFE_SHOWN_MAX);
  return len == (size_t)-1 ? -1 : wcswidth(wide, len);
}

static void check_rows(const Screen *screen) {
  for (uint32_t row = 0; row < screen->rows; row++) {
    uint32_t columns = 0;
    for (uint32_t column = 0; column < screen->columns; column++) {
      const Cell *cell = cell_at(screen, row, column);
      columns += cell->width;
      if (cell->width == 2) {
        assert_true(column + 1 < screen->columns);
        assert_int_equal(cell[1].width, 0);
      }
      if (cell->width == 0) {
        assert_true(column > 0 && cell[-1].width == 2);
      } else if (screen->mode == SAFE_ASCII) {
        assert_true(cell->len == 1 && cell->text[0] >= ' ' && cell->text[0] <= '~');
      } else if (!cell->unsure) {
        assert_int_equal(width_by_the_system(screen_text(screen, cell)), cell->width);
      }
    }
    assert_int_equal(columns, screen->columns);
  }
  assert_true(screen->cursor_row < screen->rows && screen->cursor_column < screen->columns);
}

static bool holds(Rect rect, uint32_t row, uint32_t column) {
  return row >= rect.row && row < rect.row + rect.rows && column >= rect.column &&
         column < rect.column + rect.columns;
}

// Between the panes stands a line, whatever is in them.
static void check_borders(const App *app) {
  static const PaneId bordered[] = {PANE_LIST, PANE_NOTES};
  for (size_t i = 0; i < 2; i++) {
    Rect rect = app->frame.panes[bordered[i]];
    uint32_t right = rect.column + rect.columns;
    if (!app->frame.shown[bordered[i]] || right >= app->screen->columns) continue;
    for (uint32_t row = rect.row; row < rect.row + rect.rows; row++)
      assert_true(
          is_sign(cell_at(app->screen, row, right), app->screen->mode == SAFE_ASCII ? "|" : "│"));
  }
  Rect text = app->frame.panes[PANE_TEXT];
  if (!app->frame.shown[PANE_TEXT] || !app->reader.layout) return;
  for (uint32_t row = text.row; row < text.row + text.rows; row++) {
    const Cell *map = cell_at(app->screen, row, text.column + text.columns - 1);
    assert_true(map->len > 0 && strstr("│┃◇◆█▪◈:#o*@=%", (char[8]){map->text[0], map->text[1],
                                                                   map->text[2]}) != NULL);
  }
}

static void fill_with_signs(Screen *screen) {
  for (uint32_t row = 0; row < screen->rows; row++)
    for (uint32_t column = 0; column < screen->columns; column++)
      screen_put(screen, row, column, 1, SLICE("@"), FACE_TEXT, 0);
}

static void check_untouched_outside(const Screen *screen, Rect inside, Rect also) {
  for (uint32_t row = 0; row < screen->rows; row++)
    for (uint32_t column = 0; column < screen->columns; column++) {
      if (holds(inside, row, column) || holds(also, row, column)) continue;
      assert_true(is_sign(cell_at(screen, row, column), "@"));
    }
}

static void check_panes(App *app) {
  for (PaneId pane = 0; pane < PANE_COUNT; pane++) {
    if (!app->frame.shown[pane]) continue;
    fill_with_signs(app->screen);
    pane_ops(pane)->draw(app, app->frame.panes[pane], app->focus == pane);
    check_untouched_outside(app->screen, app->frame.panes[pane], (Rect){0});
    check_rows(app->screen);
  }
}

// The box that was drawn over the signs, by its corners; empty when there is none.
static Rect find_box(const Screen *screen) {
  bool ascii = screen->mode == SAFE_ASCII;
  Rect box = {0};
  for (uint32_t row = 0; row < screen->rows; row++)
    for (uint32_t column = 0; column < screen->columns; column++) {
      const Cell *cell = cell_at(screen, row, column);
      if (box.rows == 0 && is_sign(cell, ascii ? "+" : "╭")) box = (Rect){row, column, 1, 0};
      if (box.rows > 0 && is_sign(cell, ascii ? "+" : "╯")) {
        box.rows = row - box.row + 1;
        box.columns = column - box.column + 1;
      }
    }
  return box;
}

// The line of a prompt, and below it the hints: where the line has no room for what is wrong with
// it, that stands there.
static Rect prompt_rows(const App *app) {
  Rect rect = bar_prompt_rect(app);
  if (app->frame.hints.rows > 0) assert_int_equal(app->frame.hints.row, rect.row + 1);
  rect.rows += app->frame.hints.rows;
  return rect;
}

static void check_overlay(App *app) {
  Overlay *overlay = app->overlay;
  if (!overlay) return;
  fill_with_signs(app->screen);
  overlay->ops->draw(app, overlay);
  check_rows(app->screen);
  if (overlay->ops->mode == MODE_EXPORT) { // has the page
    const Rect *status = &app->frame.status;
    uint32_t rows = status->rows ? status->row : app->screen->rows;
    check_untouched_outside(app->screen, (Rect){0, 0, rows, app->screen->columns}, *status);
    return;
  }
  Rect box = find_box(app->screen);
  if (box.rows == 0) { // on the text, or on the status line
    check_untouched_outside(app->screen, app->frame.panes[PANE_TEXT], prompt_rows(app));
    return;
  }
  check_untouched_outside(app->screen, box, prompt_rows(app)); // a question has both
  const char *side = app->screen->mode == SAFE_ASCII ? "|" : "│";
  for (uint32_t row = box.row + 1; row + 1 < box.row + box.rows; row++) {
    assert_true(is_sign(cell_at(app->screen, row, box.column), side));
    assert_true(is_sign(cell_at(app->screen, row, box.column + box.columns - 1), side));
  }
}

static void check_frame(App *app) {
  app_draw(app);
  check_rows(app->screen);
  if (!app->overlay) check_borders(app);
  check_panes(app);
  check_overlay(app);
}

// ---- Everywhere that text is shown

typedef struct Scene {
  const char *name, *keys;
  bool paste; // then the script's text is pasted
  const char *more;
  bool over; // then something lies over the panes
} Scene;

static const Scene scenes[] = {
    {"text", "", false, "", false},
    {"caret at the end", "G", false, "", false},
    {"selection", "v}", false, "", false},
    {"list", "L", false, "", false},
    {"filter", "L/", true, "", true},
    {"question", "LD", false, "", true},
    {"footnotes", "F<Tab>", false, "", false},
    {"peek", "gg]f<Enter>", false, "", true},
    {"labels", "f", false, "", true},
    {"search", "/", true, "", true},
    {"command line", ":", true, "", true},
    {"message", ":open 'x", true, "'<Enter>", false},
    {"add", "+", true, "", true},
    {"picker", "t", false, "", true},
    {"picker, typed", "t", true, "", true},
    {"menu", "ga", false, "", true},
    {"outline", "o", false, "", true},
    {"colour", "c", false, "", true},
    {"editor", "a", false, "", true},
    {"editor, more", "a", true, "", true},
    {"history", ":history<Enter>", false, "", true},
    {"marks", "ma:marks<Enter>", false, "", true},
    {"two texts", "=", false, "", false},
    {"brief comment", ":edit-brief-comment<Enter>", true, "", true},
    {"brief tags", "gt", true, "", true},
    {"help", "?", false, "", true},
    {"export", "E", false, "", true},
    {"export, its file", "Ef", true, "", true},
    {"export, its filter", "E/", true, "", true},
};

enum { SCENES = sizeof scenes / sizeof *scenes, STEP = 23 };

static char *first_line(const char *text) {
  return memory_string(slice_make(text, strcspn(text, "\n")));
}

// Two annotations at the caret, with the script in tag and comment.
static void annotate(Stage *stage, const char *words, const char *text) {
  stage_play(stage, "ggt");
  stage_paste(stage, words);
  stage_play(stage, "<Enter>a");
  stage_paste(stage, text);
  stage_play(stage, "^Sviwt");
  stage_paste(stage, words);
  stage_play(stage, "<Enter>");
  assert_int_equal(stage->app->session.annotations.count, 2);
}

static Stage open_script(const ScriptSample *sample, SafeMode mode) {
  Error err = {0};
  int64_t change;
  char *words = first_line(sample->text);
  Buffer name = {0};
  Stage stage = stage_open(24, 80);
  app_free(stage.app);
  stage.app = app_new(stage.library, stage.config, 24, 80, mode);
  buffer_printf(&name, "%s.txt", words);
  stage_add(&stage, name.ptr, "A brief without any title, named by its file.\n");
  int64_t brief = stage_add(&stage, "other.txt", sample->text);
  BriefMetadata metadata = {.title = words, .author = words, .series = words};
  check_ok(brief_set_metadata(stage.library, brief, &metadata, &change, &err), &err);
  briefs_load(stage.app);
  stage_open_brief(&stage, brief);
  annotate(&stage, words, sample->text);
  buffer_release(&name);
  free(words);
  return stage;
}

static void leave_scene(Stage *stage) {
  while (stage->app->overlay) overlay_pop(stage->app);
  session_select_none(&stage->app->session);
  stage->app->focus = PANE_TEXT;
  stage->app->wishes.quit = false;
  briefs_set_filter(stage->app, SLICE(""));
  stage_resize(stage, 24, 80);
  stage_play(stage, "gg");
}

static void check_scene(Stage *stage, const ScriptSample *sample, uint32_t index, uint32_t step) {
  const Scene *scene = &scenes[index];
  char *words = first_line(sample->text);
  stage_play(stage, scene->keys);
  if (scene->paste) stage_paste(stage, strcmp(scene->name, "editor, more") ? words : sample->text);
  stage_play(stage, scene->more);
  assert_int_equal(stage->app->overlay != NULL, scene->over);
  if (strcmp(scene->name, "message") == 0) assert_true(stage->app->message_is_error);
  for (uint32_t columns = WIDTH_LEAST + index % step; columns <= WIDTH_MOST; columns += step) {
    app_resize(stage->app, 5 + columns % 31, columns);
    check_frame(stage->app);
  }
  leave_scene(stage);
  free(words);
}

static void no_script_overflows_anywhere(SafeMode mode, uint32_t step) {
  for (size_t at = 0; at < SCRIPT_SAMPLE_COUNT; at++) {
    Stage stage = open_script(&script_samples[at], mode);
    for (uint32_t scene = 0; scene < SCENES; scene++)
      check_scene(&stage, &script_samples[at], scene, step);
    stage_close(&stage);
  }
}

static void ten_scripts_stay_in_their_panes_at_every_width(void **state) {
  (void)state;
  no_script_overflows_anywhere(SAFE_UNICODE, STEP);
}

static void ten_scripts_stay_in_their_panes_in_ascii(void **state) {
  (void)state;
  no_script_overflows_anywhere(SAFE_ASCII, 2 * STEP);
}

static void the_text_stays_in_its_pane_at_each_single_width(void **state) {
  (void)state;
  for (size_t at = 0; at < SCRIPT_SAMPLE_COUNT; at++) {
    Stage stage = open_script(&script_samples[at], SAFE_UNICODE);
    check_scene(&stage, &script_samples[at], 0, 1);
    stage_close(&stage);
  }
}

// What cells of a pane show, without blanks.
static void write_pane(const Screen *screen, Rect rect, Buffer *out) {
  for (uint32_t row = rect.row; row < rect.row + rect.rows; row++)
    for (uint32_t column = rect.column; column < rect.column + rect.columns; column++) {
      const Cell *cell = cell_at(screen, row, column);
      if (!is_sign(cell, " ")) buffer_add(out, screen_text(screen, cell));
    }
}

static void write_without_blanks(Slice text, Buffer *out) {
  Buffer shown = {0};
  safe_append(&shown, text, SAFE_UNICODE, false);
  for (size_t i = 0; i < shown.len; i++)
    if (shown.ptr[i] != ' ') buffer_add_byte(out, shown.ptr[i]);
  buffer_release(&shown);
}

// Nothing sticks out because it is cut off: all of it must be there.
static void a_note_is_shown_whole_at_every_width(void **state) {
  (void)state;
  for (size_t at = 0; at < SCRIPT_SAMPLE_COUNT; at++) {
    Stage stage = open_script(&script_samples[at], SAFE_UNICODE);
    const Version *version = stage.app->session.version;
    assert_true(version->note_count > 0);
    Buffer wanted = {0}, got = {0};
    write_without_blanks(version_cut(version, version->notes[0].body), &wanted);
    stage_play(&stage, "<Tab>");
    assert_int_equal(stage.app->focus, PANE_NOTES);
    for (uint32_t columns = WIDTH_LEAST; columns <= WIDTH_MOST; columns += 3) {
      stage_resize(&stage, 40, columns);
      buffer_clear(&got);
      write_pane(stage.app->screen, stage.app->frame.panes[PANE_NOTES], &got);
      if (!strstr(got.ptr, wanted.ptr))
        fail_msg("%u columns: %s is not in %s", columns, wanted.ptr, got.ptr);
    }
    buffer_release(&wanted);
    buffer_release(&got);
    stage_close(&stage);
  }
}

// ---- The caret

static const char clusters[] =
    "Flags 🇯🇵🇰🇿🇺🇿 and 👩‍🔬👨‍👩‍👧‍👦. Thumbs 👍🏽, "
    "❤️‍🔥, "
    "1️⃣2️⃣. "
    "The "
    "end.[1]\n\n"
    "e\u0301te\u0301 “n\u0303o” (a\u0301\u0302\u0303\u0304). \u1112\u1161\u11ab\u1100\u1173\u11af "
    "각한국어 있다. 葛\U000e0100飾区。次の文。\n\n"
    "क्षत्रिय क्‍ष क्ष्म्य है। நிக்ஷோ "
    "கொள்கை. "
    "কর্ত্রী। "
    "น้ำที่นี่ "
    "ប្រព្រឹត្តិ។\n\n"
    "مَنْ يَدْفَعُ می‌خواهم בֵּית־סֵפֶר.\n\n"
    "[1] क्षि 🇯🇵🇰🇿 a\u0301.\n";

// Is the caret where libunistring, asked about the whole block, has a boundary?
static void check_caret(const App *app) {
  const Session *session = &app->session;
  const Version *version = session->version;
  const Block *block = &version->blocks[version_block_at(version, session->pos)];
  Slice text = version_cut(version, block->span);
  char *breaks = malloc(text.len + 1);
  u8_grapheme_breaks((const uint8_t *)text.ptr, text.len, breaks);
  uint32_t inside = session->pos - block->span.start;
  assert_true(inside < text.len);
  assert_true(inside == 0 || breaks[inside]);
  assert_false(version_block_hidden(block) && !session->hidden);
  free(breaks);
}

static void press_everywhere(Stage *stage, const char *keys) {
  static const char *const walks[] = {"l", "w", "e"};
  for (size_t walk = 0; walk < sizeof walks / sizeof *walks; walk++) {
    stage_play(stage, "gg");
    for (uint32_t before = UINT32_MAX; before != stage->app->session.pos;) {
      before = stage->app->session.pos;
      stage_play(stage, keys);
      check_caret(stage->app);
      while (stage->app->overlay) overlay_pop(stage->app);
      session_select_none(&stage->app->session);
      session_move_to(&stage->app->session, before, false);
      stage_play(stage, walks[walk]);
      check_caret(stage->app);
    }
  }
}

static void the_caret_is_never_inside_a_cluster(void **state) {
  (void)state;
  static const char *const keys[] = {
      "h",    "3l",  "j",   "k",      "2j",    "0",    "$",          "w",  "2w",        "b",
      "e",    "3e",  ")",   "(",      "2)",    "}",    "{",          "]]", "[[",        "]f",
      "[f",   "gf",  "33%", "67%",    "^D",    "^U",   " ",          "-",  "G",         "viw",
      "viso", "vip", "vin", "Vo",     "vi\"o", "vi(o", "v3l",        "vb", "/a<Enter>", "n",
      "N",    "ff",  "fj",  "mama'a", "''",    "^O",   "vll<Esc>gvo"};
  Stage stage = stage_open(14, 42);
  stage_open_brief(&stage, stage_add(&stage, "clusters.txt", clusters));
  for (size_t at = 0; at < sizeof keys / sizeof *keys; at++) press_everywhere(&stage, keys[at]);
  stage_close(&stage);
}

static void a_click_anywhere_finds_the_start_of_a_cluster(void **state) {
  (void)state;
  for (uint32_t columns = 20; columns <= 50; columns += 3) {
    Stage stage = stage_open(20, columns);
    stage_open_brief(&stage, stage_add(&stage, "clusters.txt", clusters));
    for (uint32_t row = 0; row < 20; row++)
      for (uint32_t column = 0; column < columns; column++) {
        Event press = {.type = EVENT_MOUSE, .mouse = MOUSE_PRESS, .row = row, .column = column};
        app_feed(stage.app, &press);
        app_draw(stage.app);
        check_caret(stage.app);
      }
    stage_close(&stage);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ten_scripts_stay_in_their_panes_at_every_width),
      cmocka_unit_test(ten_scripts_stay_in_their_panes_in_ascii),
      cmocka_unit_test(the_text_stays_in_its_pane_at_each_single_width),
      cmocka_unit_test(a_note_is_shown_whole_at_every_width),
      cmocka_unit_test(the_caret_is_never_inside_a_cluster),
      cmocka_unit_test(a_click_anywhere_finds_the_start_of_a_cluster),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

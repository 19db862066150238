// SPDX-License-Identifier: MIT
// For those who hear or feel the screen, and for those who see no colours: the terminal's cursor is
// on what has the keyboard, wherever that is, and every state of a cell shows without colour too.
#include "support/check.h"
#include "support/stage.h"
#include "tui/overlay.h"
#include "tui/theme.h"

#include <stdlib.h>

#define BRIEF    "data/briefs/velna-compact.txt"
#define KITCHENS "data/briefs/school-kitchens.txt"

static const Cell *cell_at(const Stage *stage, uint32_t row, uint32_t column) {
  const Screen *screen = stage->app->screen;
  return &screen->cells[(size_t)row * screen->columns + column];
}

// A row as text: what stands before a column, and from it on.
static void split_row(const Stage *stage, Buffer *before, Buffer *after) {
  const Screen *screen = stage->app->screen;
  for (uint32_t column = 0; column < screen->columns; column++) {
    const Cell *cell = cell_at(stage, screen->cursor_row, column);
    Buffer *out = column < screen->cursor_column ? before : after;
    buffer_add(out, cell->len ? screen_text(screen, cell)
                              : slice_of(cell->width == 0 && column > 0 ? "" : " "));
  }
}

static bool ends_with(Slice text, const char *end) {
  Slice wanted = slice_of(end);
  return text.len >= wanted.len &&
         slice_equal(slice_cut(text, text.len - wanted.len, text.len), wanted);
}

// ---- The cursor

typedef struct Focus {
  const char *keys;
  const char *before; // what stands just before the cursor, or NULL
  const char *on;     // what stands at it, or NULL
  bool current;       // it stands on the current row of a list
} Focus;

static const Focus focuses[] = {
    {"", NULL, "What School Kitchens", false},
    {"/The first is<Enter>)", NULL, "The second is to", false},
    {"]f", NULL, "[", false},
    {"v", NULL, "What", false},
    {"vw", "What ", "School", false},
    {"L", NULL, NULL, true},
    {"Lj", NULL, NULL, true},
    {"L/kit", "Filter: kit", " ", false},
    {"/cook", "/cook", " ", false},
    {"/cook<Enter>", NULL, "cook", false},
    {":w", ":w", " ", false},
    {":wxyz<Left><Left>", ":wx", "yz", false},
    {"+", "Add file or folder: ", " ", false},
    {"t", "Tag: ", " ", false},
    {"tword", "Tag: word", " ", false},
    {"aA word", "A word", " ", false},
    {"aA word<Enter>more<Left>", "mor", "e", false},
    {"aword<Esc>", "y/n ", " ", false},
    {"o", NULL, NULL, true},
    {"oj", NULL, NULL, true},
    {"o/soup<Esc>", NULL, NULL, true},
    {"Hga", NULL, NULL, true},
    {"cj", NULL, "2 green", true},
    {"E", NULL, NULL, true},
    {"Ej", NULL, "this brief", true},
    {"Ef", ".md", " ", false},
    {"?", NULL, "Read with the arrow keys", false},
    {"?/undo the last<Enter>", NULL, "  u ", false},
    {":history<Enter>", NULL, "2026-03-01", false},
    {"]f<Enter>", NULL, "[1] ", false},
    {":next-pane<Enter>", NULL, "[1]", false},
    {":next-pane<Enter>j", NULL, "[2]", false},
    {":next-pane<Enter>jj", NULL, "[3]", false},
    {"twater<Enter>C", NULL, NULL, true},
    {"twater<Enter>:add-tag z<Enter>Cj", NULL, NULL, true},
    {"HA", NULL, NULL, true},
    {"LDn", NULL, NULL, true},
    {"LD", "y/n ", " ", false},
    {"f", NULL, NULL, false},
    {"m", NULL, "What School Kitchens", false},
};

static bool cursor_fits(const Stage *stage, const Focus *focus) {
  const Screen *screen = stage->app->screen;
  Buffer before = {0}, after = {0};
  split_row(stage, &before, &after);
  bool fits = true;
  if (focus->before && !ends_with(buffer_slice(&before), focus->before)) fits = false;
  if (focus->on && !slice_starts(buffer_slice(&after), slice_of(focus->on))) fits = false;
  if (focus->current && stage_cursor(stage)->face != FACE_CURRENT) fits = false;
  if (!fits)
    print_error("%u rows by %u, keys «%s»: the cursor is at %u,%u, behind «%s» on «%s»\n",
                screen->rows, screen->columns, focus->keys, screen->cursor_row,
                screen->cursor_column, before.ptr ? before.ptr : "", after.ptr ? after.ptr : "");
  buffer_release(&before);
  buffer_release(&after);
  return fits;
}

static void the_cursor_is_on_what_has_the_keyboard(void **state) {
  (void)state;
  static const uint32_t sizes[][2] = {{24, 80}, {45, 160}, {30, 60}};
  uint32_t faults = 0;
  for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
    for (size_t at = 0; at < sizeof focuses / sizeof *focuses; at++) {
      Stage stage = stage_open(sizes[i][0], sizes[i][1]);
      stage_add_file(&stage, BRIEF);
      stage_open_brief(&stage, stage_add_file(&stage, KITCHENS));
      stage.app->first = PANE_LIST;
      stage_play(&stage, focuses[at].keys);
      faults += !cursor_fits(&stage, &focuses[at]);
      stage_close(&stage);
    }
  assert_int_equal(faults, 0);
}

static void in_an_empty_library_the_cursor_is_on_the_first_offer(void **state) {
  (void)state;
  Stage stage = stage_open(24, 80);
  assert_int_equal(stage_cursor(&stage)->text[0], '+');
  stage_close(&stage);
}

// ---- Without colours

// How a cell looks on a terminal without colours, its text apart.
static uint8_t mono(const Cell *cell) {
  return theme_style(THEME_MONO, (Face)cell->face, cell->attributes, 0).attributes;
}

// Of the first row that holds the words, the cell where they begin.
static const Cell *cell_of(const Stage *stage, const char *words) {
  const Screen *screen = stage->app->screen;
  for (uint32_t row = 0; row < screen->rows; row++) {
    Buffer text = {0};
    for (uint32_t column = 0; column < screen->columns; column++) {
      const Cell *cell = cell_at(stage, row, column);
      buffer_add(&text, cell->len ? screen_text(screen, cell) : SLICE(" "));
    }
    const char *found = strstr(text.ptr, words);
    size_t len = found ? (size_t)(found - text.ptr) : 0;
    buffer_release(&text);
    if (!found) continue;
    for (uint32_t column = 0; column < screen->columns; column++) {
      const Cell *cell = cell_at(stage, row, column);
      if (len == 0) return cell;
      len -= cell->len ? cell->len : 1;
    }
  }
  fail_msg("the screen does not show «%s»", words);
  return NULL;
}

static uint8_t look_of(const Stage *stage, const char *words) {
  return mono(cell_of(stage, words));
}

static Stage open_kitchens(void) {
  Stage stage = stage_open(30, 100);
  stage_add_file(&stage, BRIEF);
  stage_open_brief(&stage, stage_add_file(&stage, KITCHENS));
  return stage;
}

static void a_highlight_shows_without_colour(void **state) {
  (void)state;
  Stage stage = open_kitchens();
  uint8_t plain = look_of(&stage, "fails once");
  stage_play(&stage, "/It cannot wait<Enter>H<Esc>gg");
  assert_int_not_equal(look_of(&stage, "fails once"), plain);
  uint8_t highlighted = look_of(&stage, "fails once");
  stage_play(&stage, "/fails once<Enter><Esc>viwH<Esc>gg");
  assert_int_not_equal(look_of(&stage, "fails once"), highlighted); // one over another
  stage_close(&stage);
}

static void a_selection_shows_without_colour(void **state) {
  (void)state;
  Stage stage = open_kitchens();
  stage_play(&stage, "/It cannot<Enter><Esc>");
  uint8_t plain = look_of(&stage, "cannot wait");
  stage_play(&stage, "vww");
  assert_int_not_equal(look_of(&stage, "cannot wait"), plain);
  stage_close(&stage);
}

static void matches_show_without_colour_and_this_one_among_them(void **state) {
  (void)state;
  Stage stage = open_kitchens();
  uint8_t plain = look_of(&stage, "seller who");
  stage_play(&stage, "/seller<Enter>");
  uint8_t there = look_of(&stage, "sellers for"), here = mono(stage_cursor(&stage));
  assert_int_not_equal(there, plain);
  assert_int_not_equal(here, plain);
  assert_int_not_equal(here, there);
  stage_close(&stage);
}

static void the_sentence_of_the_caret_shows_without_colour(void **state) {
  (void)state;
  Stage stage = open_kitchens();
  uint8_t plain = look_of(&stage, "cannot wait");
  stage_play(&stage, "/It cannot<Enter><Esc>");
  assert_int_not_equal(look_of(&stage, "for a tender"), plain);
  stage_close(&stage);
}

// The current row of whatever list is open differs from the row below it.
static void the_current_row_of_every_list_shows_without_colour(void **state) {
  (void)state;
  static const char *const lists[] = {"L",
                                      "o",
                                      "HviwHga",
                                      "c",
                                      "E",
                                      "tone<Tab>two<Enter>t<Down>",
                                      "tone<Enter>:add-tag two<Enter>C",
                                      "H)HA"};
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
    Stage stage = open_kitchens();
    stage_play(&stage, lists[i]);
    const Screen *screen = stage.app->screen;
    uint32_t rows = 0, current = 0;
    uint8_t look = 0;
    for (uint32_t row = 0; row < screen->rows; row++)
      for (uint32_t column = 0; column < screen->columns; column++) {
        const Cell *cell = cell_at(&stage, row, column);
        if (cell->face != FACE_CURRENT) continue;
        rows += current != row;
        current = row;
        look = mono(cell);
      }
    if (rows == 0) fail_msg("«%s» shows no current row", lists[i]);
    assert_true(look & STYLE_REVERSE);
    stage_close(&stage);
  }
}

static void an_error_shows_without_colour(void **state) {
  (void)state;
  Stage stage = open_kitchens();
  stage_play(&stage, ":w<Enter>");
  uint8_t plain = look_of(&stage, "everything is saved");
  stage_play(&stage, ":nonsense<Enter>");
  assert_int_not_equal(look_of(&stage, "there is no such command"), plain);
  stage_close(&stage);
}

static void marks_of_a_brief_show_as_letters(void **state) {
  (void)state;
  Stage stage = open_kitchens();
  stage_play(&stage, "L");
  stage_shows(&stage, "● "); // unread
  stage_shows(&stage, "~ "); // a title that nobody stated
  stage_play(&stage, "jx");
  Buffer text = {0};
  screen_write_text(stage.app->screen, &text);
  const char *first = strstr(text.ptr, "● ");
  assert_non_null(first);
  assert_null(strstr(first + 1, "● ")); // one of two is read
  buffer_release(&text);
  stage_close(&stage);
}

static void nothing_moves_by_itself(void **state) {
  (void)state;
  static const char *const places[] = {"", "L", "/a", "t", "aword", "?", "o"};
  for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
    Stage stage = open_kitchens();
    static const Event nothing = {.type = EVENT_NONE};
    Buffer before = {0}, after = {0};
    stage_play(&stage, places[i]);
    stage_write(&stage, "", &before);
    for (int times = 0; times < 5; times++) app_feed(stage.app, &nothing);
    app_draw(stage.app);
    stage_write(&stage, "", &after);
    check_text(buffer_slice(&after), before.ptr);
    assert_int_equal(app_patience(stage.app), -1);
    buffer_release(&before);
    buffer_release(&after);
    stage_close(&stage);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_cursor_is_on_what_has_the_keyboard),
      cmocka_unit_test(in_an_empty_library_the_cursor_is_on_the_first_offer),
      cmocka_unit_test(a_highlight_shows_without_colour),
      cmocka_unit_test(a_selection_shows_without_colour),
      cmocka_unit_test(matches_show_without_colour_and_this_one_among_them),
      cmocka_unit_test(the_sentence_of_the_caret_shows_without_colour),
      cmocka_unit_test(the_current_row_of_every_list_shows_without_colour),
      cmocka_unit_test(an_error_shows_without_colour),
      cmocka_unit_test(marks_of_a_brief_show_as_letters),
      cmocka_unit_test(nothing_moves_by_itself),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// The pane of briefs: which rows there are. The library is asked what passes the filter, and for
// the rows around the current one; a window costs the same in a library of any size. The window is
// read anew, never mended: around a brief that is still listed everything stands where the library
// says. Drawing (briefs_draw.c) touches visible rows only.
#include "tui/briefs.h"
#include "tui/app.h"
#include "tui/patience.h"
#include "tui/prompt.h"

#include <stdlib.h>

// ---- What is made of a brief when it is needed

static char *read_opening(App *app, const Brief *brief) {
  enum { LENGTH_MAX = 1 << 20, COLUMNS_MAX = 200 };
  Error ignored = {0};
  if (brief->title_source != TITLE_FROM_NAME || brief->length_cp > LENGTH_MAX)
    return memory_string(SLICE(""));
  if (brief->key == PREVIEW_KEY) return brief_opening(app->session.version, COLUMNS_MAX);
  Version *version = brief_version(app->library, brief->version, &ignored);
  char *opening = version ? brief_opening(version, COLUMNS_MAX) : memory_string(SLICE(""));
  version_free(version);
  return opening;
}

const char *briefs_opening(App *app, uint32_t row) {
  Briefs *briefs = &app->briefs;
  char **own = &briefs->openings[row];
  if (!*own) *own = read_opening(app, &briefs->rows.items[row]);
  return *own;
}

// ---- The window

static void forget_window(Briefs *briefs) {
  for (uint32_t i = 0; briefs->openings && i < briefs->rows.count; i++) free(briefs->openings[i]);
  free(briefs->openings);
  briefs->openings = NULL;
  brief_release_list(&briefs->rows);
}

void briefs_release(Briefs *briefs) {
  forget_window(briefs);
  buffer_release(&briefs->filter);
  sieve_close(briefs->sieve);
  sieve_close(briefs->coming);
}

static uint32_t find_row(const Briefs *briefs, int64_t key) {
  uint32_t row = 0;
  while (row < briefs->rows.count && briefs->rows.items[row].key != key) row++;
  return row;
}

// Two pages make a window: `before` with the nearest first, and what follows.
static BriefList join(BriefList *before, BriefList *behind) {
  uint32_t count = before->count + behind->count;
  BriefList rows = {memory_new((size_t)count + 1, sizeof *rows.items), count};
  for (uint32_t i = 0; i < before->count; i++) rows.items[before->count - 1 - i] = before->items[i];
  for (uint32_t i = 0; i < behind->count; i++) rows.items[before->count + i] = behind->items[i];
  free(before->items);
  free(behind->items);
  return rows;
}

// What was made of a brief that is still in the window stays.
static void keep_openings(Briefs *briefs, const BriefList *rows) {
  char **kept = memory_new((size_t)rows->count + 1, sizeof *kept);
  for (uint32_t i = 0; briefs->openings && i < rows->count; i++) {
    uint32_t row = find_row(briefs, rows->items[i].key);
    if (row == briefs->rows.count) continue;
    kept[i] = briefs->openings[row];
    briefs->openings[row] = NULL;
  }
  forget_window(briefs);
  briefs->openings = kept;
}

// Rows that are read on a side at once: a screen.
static uint32_t reach_of(const Briefs *briefs) {
  enum { LEAST = 25, BEFORE_FIRST_FRAME = 50 };
  if (briefs->rect.rows == 0) return BEFORE_FIRST_FRAME;
  return briefs->rect.rows > LEAST ? briefs->rect.rows : LEAST;
}

static Roster roster_of(const Briefs *briefs) {
  return (Roster){.order = briefs->sort,
                  .reversed = briefs->reversed,
                  .sieve = briefs->sieve ? sieve_roster(briefs->sieve) : NULL};
}

static bool read_sides(App *app, const Roster *roster, int64_t key, bool at_end, BriefList *before,
                       BriefList *behind) {
  Error err = {0};
  Briefs *briefs = &app->briefs;
  uint32_t most = reach_of(briefs);
  bool ok = (at_end || roster_read(app->library, roster, key, ROSTER_ON, most, behind, &err)) &&
            ((key == 0 && !at_end) ||
             roster_read(app->library, roster, key, ROSTER_BACK, most, before, &err));
  if (ok) {
    briefs->first = before->count < most;
    briefs->last = behind->count < most;
    return true;
  }
  brief_release_list(behind);
  if (err.kind != ERROR_NONE) app_fail(app, &err);
  return false;
}

// Reads the window around a brief that is listed (0: the first one; at_end: the last), which need
// not pass: then the next one is current. The caret stays in its row of the screen.
static bool read_window_of(App *app, const Roster *roster, int64_t key, bool at_end) {
  Briefs *briefs = &app->briefs;
  BriefList before = {0}, behind = {0};
  if (key) briefs->caret = key;
  if (!read_sides(app, roster, key, at_end, &before, &behind)) return false;
  uint32_t shown = briefs->current > briefs->top ? briefs->current - briefs->top : 0;
  uint32_t current = before.count;
  BriefList rows = join(&before, &behind);
  keep_openings(briefs, &rows);
  briefs->rows = rows;
  briefs->current = current < rows.count ? current : rows.count ? rows.count - 1 : 0;
  briefs->top = briefs->current > shown ? briefs->current - shown : 0;
  return true;
}

static void read_window(App *app, int64_t key, bool at_end) {
  Roster roster = roster_of(&app->briefs);
  read_window_of(app, &roster, key, at_end);
}

// The brief at the caret, or the nearest one that is still listed: the window is read around it.
// Where nothing passes, the one where the caret was.
static int64_t find_anchor(App *app) {
  const Briefs *briefs = &app->briefs;
  for (uint32_t row = briefs->current; row < briefs->rows.count; row++)
    if (roster_has(app->library, briefs->rows.items[row].key)) return briefs->rows.items[row].key;
  for (uint32_t row = briefs->current; row-- > 0;)
    if (roster_has(app->library, briefs->rows.items[row].key)) return briefs->rows.items[row].key;
  return briefs->caret && roster_has(app->library, briefs->caret) ? briefs->caret : 0;
}

// ---- The window grows where moving comes near its end, and is cut at the other

static void free_rows(Briefs *briefs, uint32_t from, uint32_t until) {
  for (uint32_t row = from; row < until; row++) {
    brief_release(&briefs->rows.items[row]);
    free(briefs->openings[row]);
  }
}

// Of a long window what is far behind the other end goes.
static void cut(Briefs *briefs, bool head) {
  uint32_t most = 6 * reach_of(briefs), count = briefs->rows.count;
  if (count <= most) return;
  uint32_t gone = count - most;
  free_rows(briefs, head ? 0 : most, head ? gone : count);
  briefs->rows.count = most;
  if (!head) {
    briefs->last = false;
    return;
  }
  memmove(briefs->rows.items, briefs->rows.items + gone, most * sizeof *briefs->rows.items);
  memmove(briefs->openings, briefs->openings + gone, most * sizeof *briefs->openings);
  briefs->first = false;
  briefs->current -= gone < briefs->current ? gone : briefs->current;
  briefs->top -= gone < briefs->top ? gone : briefs->top;
}

// The page comes before the window, nearest first, or behind it; it is taken over.
static void attach(Briefs *briefs, BriefList *page, bool behind) {
  uint32_t more = page->count, count = briefs->rows.count;
  Brief *rows = memory_resize(briefs->rows.items, (size_t)count + more + 1, sizeof *rows);
  char **openings = memory_resize(briefs->openings, (size_t)count + more + 1, sizeof *openings);
  if (!behind) {
    memmove(rows + more, rows, count * sizeof *rows);
    memmove(openings + more, openings, count * sizeof *openings);
    briefs->current += more;
    briefs->top += more;
  }
  for (uint32_t i = 0; i < more; i++) {
    uint32_t row = behind ? count + i : more - 1 - i;
    rows[row] = page->items[i];
    openings[row] = NULL;
  }
  free(page->items);
  briefs->rows = (BriefList){rows, count + more};
  briefs->openings = openings;
}

// False when the row at that end is not listed any more.
static bool extend(App *app, bool behind) {
  Error err = {0};
  BriefList page;
  Briefs *briefs = &app->briefs;
  uint32_t most = reach_of(briefs);
  Roster roster = roster_of(briefs);
  int64_t from = briefs->rows.items[behind ? briefs->rows.count - 1 : 0].key;
  if (!roster_has(app->library, from)) return false;
  RosterWay way = behind ? ROSTER_BEHIND : ROSTER_BACK;
  if (!roster_read(app->library, &roster, from, way, most, &page, &err)) {
    app_fail(app, &err);
    return true;
  }
  if (page.count < most) *(behind ? &briefs->last : &briefs->first) = true;
  attach(briefs, &page, behind);
  cut(briefs, behind);
  return true;
}

// ---- The filter

// What is coming takes the place of what was.
static void arrive(Briefs *briefs) {
  sieve_close(briefs->sieve);
  briefs->sieve = briefs->coming;
  briefs->coming = NULL;
  briefs->count = briefs->all;
  briefs->counted = !briefs->sieve || sieve_count(briefs->sieve, &briefs->count);
  if (!briefs->counted) briefs->count = briefs->all;
}

static void abandon(App *app, const Error *err) {
  app_fail(app, err);
  sieve_close(app->briefs.coming);
  app->briefs.coming = NULL;
}

// Works on the filter that is coming. When it is there, so is the window; true then.
static bool work(App *app, Patience *patience) {
  Error err = {0};
  Briefs *briefs = &app->briefs;
  StorePatience *ask = patience_asked(app);
  SieveState state = sieve_work(briefs->coming, ask, patience, &err);
  if (state == SIEVE_FAILED) abandon(app, &err);
  if (state != SIEVE_READY) return false;
  Roster roster = {briefs->sort, briefs->reversed, sieve_roster(briefs->coming), ask, patience};
  if (!read_window_of(app, &roster, find_anchor(app), false)) return false;
  arrive(briefs);
  return true;
}

bool briefs_busy(const App *app) {
  return app->briefs.coming != NULL;
}

void briefs_step(App *app) {
  Patience patience = patience_of(app, 0);
  work(app, &patience);
}

void briefs_complete(App *app) {
  Briefs *briefs = &app->briefs;
  bool (*hurry)(void *) = app->hurry;
  app->hurry = NULL;
  if (briefs->coming) briefs_step(app);
  app->hurry = hurry;
}

// Begins with the filter as it is typed now. True when its window is there.
static bool find_passing(App *app) {
  enum { AT_ONCE_MS = 2 };
  Query query;
  Error ignored = {0};
  Briefs *briefs = &app->briefs;
  query_parse(&query, buffer_slice(&briefs->filter), prompt_query_mode(app), &ignored);
  Sieve *coming = sieve_open(app->library, &query);
  if (coming) sieve_learn(coming, briefs->coming);
  if (coming) sieve_learn(coming, briefs->sieve);
  sieve_close(briefs->coming);
  briefs->coming = coming;
  if (!coming) {
    arrive(briefs);
    return false;
  }
  Patience patience = patience_of(app, AT_ONCE_MS);
  return work(app, &patience);
}

bool briefs_load(App *app) {
  Error err = {0};
  Briefs *briefs = &app->briefs;
  if (!roster_count(app->library, &briefs->all, &err)) {
    app_fail(app, &err);
    return false;
  }
  briefs->loads++;
  if (!find_passing(app)) read_window(app, find_anchor(app), false);
  app->stamp = library_stamp(app->library);
  elsewhere_note_own(app);
  return true;
}

void briefs_put(App *app, const Brief *brief) {
  Briefs *briefs = &app->briefs;
  uint32_t count = briefs->rows.count;
  briefs->openings = memory_resize(briefs->openings, (size_t)count + 1, sizeof *briefs->openings);
  briefs->openings[count] = NULL;
  briefs->rows.items = memory_resize(briefs->rows.items, (size_t)count + 1, sizeof *brief);
  brief_copy(brief, &briefs->rows.items[briefs->rows.count++]);
  briefs->all++;
  briefs->count++;
}

void briefs_update(App *app, int64_t key) {
  Error err = {0};
  Brief fresh = {0};
  Briefs *briefs = &app->briefs;
  uint32_t row = find_row(briefs, key);
  if (row == briefs->rows.count || !brief_get(app->library, key, &fresh, &err)) {
    briefs_load(app);
    return;
  }
  if (briefs->openings) {
    free(briefs->openings[row]);
    briefs->openings[row] = NULL;
  }
  brief_release(&briefs->rows.items[row]);
  briefs->rows.items[row] = fresh;
}

void briefs_set_filter(App *app, Slice filter) {
  Briefs *briefs = &app->briefs;
  if (slice_equal(filter, buffer_slice(&briefs->filter))) return;
  buffer_clear(&briefs->filter);
  buffer_add(&briefs->filter, filter);
  find_passing(app);
  if (!briefs->coming && !briefs->sieve) read_window(app, find_anchor(app), false);
}

bool briefs_set_sort(App *app, Slice column) {
  Briefs *briefs = &app->briefs;
  RosterOrder sort = (briefs->sort + 1) % ROSTER_ORDER_COUNT;
  if (column.len > 0) {
    sort = roster_find_order(column);
    if (sort == ROSTER_ORDER_COUNT) return false;
  }
  briefs->reversed = sort == briefs->sort && !briefs->reversed;
  briefs->sort = sort;
  read_window(app, find_anchor(app), false);
  return true;
}

// ---- The current row

const Brief *briefs_current(const App *app) {
  const Briefs *briefs = &app->briefs;
  return briefs->rows.count ? &briefs->rows.items[briefs->current] : NULL;
}

void briefs_go_to(App *app, int64_t key) {
  Briefs *briefs = &app->briefs;
  uint32_t row = find_row(briefs, key);
  if (row < briefs->rows.count)
    briefs->current = row;
  else if (briefs->sieve ? sieve_passes(briefs->sieve, key) : roster_has(app->library, key))
    read_window(app, key, false);
}

void briefs_reach(App *app, uint32_t rows) {
  Briefs *briefs = &app->briefs;
  bool listed = true;
  while (listed && briefs->rows.count > 0 && !briefs->first && briefs->current < rows)
    listed = extend(app, false);
  while (listed && briefs->rows.count > 0 && !briefs->last &&
         briefs->rows.count - 1 - briefs->current < rows)
    listed = extend(app, true);
  if (!listed) read_window(app, find_anchor(app), false);
}

void briefs_move(App *app, int64_t rows) {
  Briefs *briefs = &app->briefs;
  if (rows >= briefs->count || -rows >= briefs->count) {
    if (!(rows > 0 ? briefs->last : briefs->first)) read_window(app, 0, rows > 0);
    briefs->current = rows > 0 && briefs->rows.count ? briefs->rows.count - 1 : 0;
    return;
  }
  while (rows != 0) {
    int64_t room =
        rows > 0 ? (int64_t)briefs->rows.count - 1 - briefs->current : -(int64_t)briefs->current;
    int64_t step = rows > 0 ? (rows < room ? rows : room) : (rows > room ? rows : room);
    briefs->current = (uint32_t)(briefs->current + step);
    rows -= step;
    if (step == 0) return;
    briefs_reach(app, 1);
  }
}

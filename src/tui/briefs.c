// SPDX-License-Identifier: MIT
// The pane of briefs: which rows there are. The library is asked for what passes the filter; rows
// are then one pass and one qsort over the list in memory; drawing (briefs_draw.c) touches visible
// rows only.
#include "tui/briefs.h"
#include "tui/app.h"

#include <stdlib.h>

// ---- Order

static int by_number(int64_t a, int64_t b) {
  return (a > b) - (a < b);
}

// What is not known comes last, whichever the direction.
static int by_text(const char *a, const char *b, bool down) {
  if (!a[0] || !b[0]) return (b[0] != 0) - (a[0] != 0);
  return down ? strcasecmp(b, a) : strcasecmp(a, b);
}

static uint32_t read_percent(const Brief *brief) {
  if (brief->read) return 101;
  return brief->length_cp ? (uint32_t)((uint64_t)brief->place_cp * 100 / brief->length_cp) : 0;
}

static int compare(const Brief *a, const Brief *b, BriefsSort sort) {
  switch (sort) {
  case BRIEFS_BY_DATE: return by_text(a->date, b->date, true);
  case BRIEFS_BY_AUTHOR: return by_text(a->author, b->author, false);
  case BRIEFS_BY_SERIES: return by_text(a->series, b->series, false);
  case BRIEFS_BY_READ: return by_number(read_percent(a), read_percent(b));
  case BRIEFS_BY_ANNOTATIONS: return by_number(b->annotations, a->annotations);
  case BRIEFS_BY_ADDED: return by_number(b->added, a->added);
  case BRIEFS_BY_TITLE:
  case BRIEFS_SORT_COUNT: break;
  }
  return by_text(a->title, b->title, false);
}

static int compare_rows(const void *left, const void *right, void *context) {
  const Briefs *briefs = context;
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  int order = compare(&briefs->all.items[a], &briefs->all.items[b], briefs->sort);
  if (briefs->reversed) order = -order;
  return order ? order : by_number(a, b);
}

static const char *const sort_names[BRIEFS_SORT_COUNT] = {"date", "title",       "author", "series",
                                                          "read", "annotations", "added"};

const char *briefs_sort_name(BriefsSort sort) {
  return sort_names[sort];
}

// ---- What is made of a brief when it is needed

static void forget(Briefs *briefs, uint32_t index) {
  if (!briefs->openings) return;
  free(briefs->openings[index]);
  briefs->openings[index] = NULL;
}

static void forget_all(Briefs *briefs) {
  for (uint32_t i = 0; i < briefs->all.count; i++) forget(briefs, i);
  free(briefs->openings);
  briefs->openings = NULL;
}

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

const char *briefs_opening(App *app, uint32_t index) {
  Briefs *briefs = &app->briefs;
  if (!briefs->openings)
    briefs->openings = memory_new(briefs->all.count + 1, sizeof *briefs->openings);
  char **own = &briefs->openings[index];
  if (!*own) *own = read_opening(app, &briefs->all.items[index]);
  return *own;
}

// ---- Rows

void briefs_release(Briefs *briefs) {
  forget_all(briefs);
  brief_release_list(&briefs->all);
  free(briefs->rows);
  buffer_release(&briefs->filter);
  filter_release(&briefs->passing);
}

static void find_passing(App *app) {
  Error err = {0};
  Briefs *briefs = &app->briefs;
  if (!filter_briefs(&briefs->passing, app->library, buffer_slice(&briefs->filter), &err))
    app_fail(app, &err);
}

// Makes the rows anew; the current one stays on the brief `key` if that is still there.
static void make_rows(Briefs *briefs, int64_t key) {
  briefs->rows = memory_resize(briefs->rows, briefs->all.count + 1, sizeof *briefs->rows);
  briefs->count = 0;
  for (uint32_t i = 0; i < briefs->all.count; i++)
    if (filter_passes(&briefs->passing, briefs->all.items[i].key))
      briefs->rows[briefs->count++] = i;
  qsort_r(briefs->rows, briefs->count, sizeof *briefs->rows, compare_rows, briefs);
  for (uint32_t row = 0; row < briefs->count; row++)
    if (briefs->all.items[briefs->rows[row]].key == key) briefs->current = row;
  if (briefs->current >= briefs->count) briefs->current = briefs->count ? briefs->count - 1 : 0;
}

static int64_t current_key(const App *app) {
  const Brief *brief = briefs_current(app);
  return brief ? brief->key : 0;
}

bool briefs_load(App *app) {
  Error err = {0};
  BriefList list = {0};
  int64_t key = current_key(app);
  if (!brief_list(app->library, &list, &err)) {
    app_fail(app, &err);
    return false;
  }
  forget_all(&app->briefs);
  brief_release_list(&app->briefs.all);
  app->briefs.all = list;
  find_passing(app);
  make_rows(&app->briefs, key);
  app->stamp = library_stamp(app->library);
  elsewhere_note_own(app);
  return true;
}

void briefs_put(App *app, const Brief *brief) {
  Briefs *briefs = &app->briefs;
  int64_t key = current_key(app);
  forget_all(briefs); // what was made is as long as the list was
  briefs->all.items = memory_resize(briefs->all.items, briefs->all.count + 1, sizeof *brief);
  brief_copy(brief, &briefs->all.items[briefs->all.count++]);
  make_rows(briefs, key);
}

void briefs_update(App *app, int64_t key) {
  Briefs *briefs = &app->briefs;
  for (uint32_t i = 0; i < briefs->all.count; i++) {
    Error err = {0};
    Brief fresh = {0};
    if (briefs->all.items[i].key != key) continue;
    if (!brief_get(app->library, key, &fresh, &err)) break;
    forget(briefs, i);
    brief_release(&briefs->all.items[i]);
    briefs->all.items[i] = fresh;
    return;
  }
  briefs_load(app);
}

void briefs_set_filter(App *app, Slice filter) {
  Briefs *briefs = &app->briefs;
  int64_t key = current_key(app);
  buffer_clear(&briefs->filter);
  buffer_add(&briefs->filter, filter);
  find_passing(app);
  make_rows(briefs, key);
}

bool briefs_set_sort(App *app, Slice column) {
  Briefs *briefs = &app->briefs;
  BriefsSort sort = (briefs->sort + 1) % BRIEFS_SORT_COUNT;
  if (column.len > 0) {
    for (sort = 0; sort < BRIEFS_SORT_COUNT; sort++)
      if (slice_equal(column, slice_of(sort_names[sort]))) break;
    if (sort == BRIEFS_SORT_COUNT) return false;
  }
  briefs->reversed = sort == briefs->sort && !briefs->reversed;
  briefs->sort = sort;
  make_rows(briefs, current_key(app));
  return true;
}

const Brief *briefs_current(const App *app) {
  const Briefs *briefs = &app->briefs;
  return briefs->count ? &briefs->all.items[briefs->rows[briefs->current]] : NULL;
}

void briefs_go_to(App *app, int64_t key) {
  Briefs *briefs = &app->briefs;
  for (uint32_t row = 0; row < briefs->count; row++)
    if (briefs->all.items[briefs->rows[row]].key == key) briefs->current = row;
}

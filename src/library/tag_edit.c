// SPDX-License-Identifier: MIT
// Changing the codebook: each call is one change. The annotations are not touched: they name tags
// by id, and what an id shows is the tag's own business.
//
//   rename   set path     of the tag and of each tag below it: the rest of the path stays
//   merge    set into     the tag that is there under the new path; where there is none, set path
//   delete   delete       each of them
//
//        energy ──────────────── power            merge 'energy' into 'power'
//        energy/solar ─────────▶ power/solar      into the one that is there
//        energy/wind  ─────────▶ (power/wind)     renamed, as nothing is called so
//
// Which tags these are is asked inside the transaction. The cost is that of the subtree.
#include "library/tag.h"

#include "base/memory.h"
#include "library/alias.h"
#include "library/codebook.h"
#include "library/colour.h"
#include "library/rows.h"

#include <stdlib.h>

// ---- The tags at and below a path

typedef struct Row {
  char id[UUID_SIZE];
  char *path;
} Row;

typedef struct Rows {
  Row *items;
  uint32_t count;
} Rows;

static void release_rows(Rows *rows) {
  for (uint32_t i = 0; i < rows->count; i++) free(rows->items[i].path);
  free(rows->items);
  *rows = (Rows){0};
}

static bool refuse_missing(const char *path, Error *err) {
  error_set(err, ERROR_INPUT, "cannot find the tag '%s': the codebook has none of that name", path);
  return error_hint(err, "'postil tags' lists all");
}

// At least one, else ERROR_INPUT.
static bool read_rows(Library *library, const char *path, Rows *rows, Error *err) {
  *rows = (Rows){0};
  size_t capacity = 0;
  Statement *statement = statement_start(library->store, STATEMENT_TAGS_BELOW);
  statement_bind_text(statement, slice_of(path));
  while (statement_next(statement)) {
    rows->items = memory_grow(rows->items, rows->count, &capacity, sizeof *rows->items);
    Row *row = &rows->items[rows->count++];
    rows_copy(row->id, sizeof row->id, statement_text(statement, 0));
    row->path = statement_string(statement, 1);
  }
  if (!store_check(library->store, err)) {
    release_rows(rows);
    return false;
  }
  return rows->count > 0 || refuse_missing(path, err);
}

static bool is_there(Library *library, const char *path, Error *err) {
  Rows rows;
  bool there = read_rows(library, path, &rows, err);
  release_rows(&rows);
  return there;
}

// ---- Figures

// Tags that show one path are one tag; the rows come by path.
static uint32_t count_paths(const Rows *rows) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < rows->count; i++) {
    if (i == 0 || strcmp(rows->items[i].path, rows->items[i - 1].path) != 0) count++;
  }
  return count;
}

static bool count_uses(Library *library, const char *path, TagFigures *figures, Error *err) {
  Statement *statement = statement_start(library->store, STATEMENT_TAG_FIGURES);
  statement_bind_text(statement, slice_of(path));
  if (statement_next(statement)) {
    figures->annotations = (uint32_t)statement_int(statement, 0);
    figures->briefs = (uint32_t)statement_int(statement, 1);
  }
  statement_end(statement);
  return store_check(library->store, err);
}

bool tag_affected(Library *library, const char *typed, TagFigures *figures, Error *err) {
  *figures = (TagFigures){0};
  char *path = alias_resolve(library, typed, err);
  if (!path) return false;
  Rows rows = {0};
  bool ok = read_rows(library, path, &rows, err) && count_uses(library, path, figures, err);
  figures->tags = count_paths(&rows);
  release_rows(&rows);
  free(path);
  return ok;
}

void tag_write_figures(const TagFigures *figures, Buffer *out) {
  buffer_printf(out, "%u annotation%s in %u brief%s", figures->annotations,
                figures->annotations == 1 ? "" : "s", figures->briefs,
                figures->briefs == 1 ? "" : "s");
}

// ---- Acts on a subtree

typedef struct TagAct {
  Record record;
  const char *path, *wanted; // in their one form; wanted may be NULL
  Rows rows;
  Buffer target; // the path that a row gets
} TagAct;

typedef bool TagStep(TagAct *act, const Row *row, Error *err);

// The row's path with `wanted` in place of `path`.
static const char *find_target(TagAct *act, const Row *row) {
  buffer_clear(&act->target);
  buffer_add_string(&act->target, act->wanted);
  buffer_add_string(&act->target, row->path + strlen(act->path));
  return act->target.ptr;
}

static void set_register(TagAct *act, const Row *row, const char *name, const char *value) {
  record_open(&act->record, "tag", row->id);
  record_set_text(&act->record, name, value);
  record_close(&act->record);
}

static bool run_steps(TagAct *act, TagStep *step, Error *err) {
  if (!read_rows(act->record.library, act->path, &act->rows, err)) return false;
  for (uint32_t i = 0; i < act->rows.count; i++) {
    if (!step(act, &act->rows.items[i], err)) return false;
  }
  return true;
}

static bool run_act(Library *library, const char *path, const char *wanted, const char *what,
                    TagStep *step, int64_t *change, Error *err) {
  TagAct act = {.path = path, .wanted = wanted};
  if (!record_begin(&act.record, library, what, err)) return false;
  bool ok = run_steps(&act, step, err);
  ok = record_end(&act.record, ok, change, err);
  release_rows(&act.rows);
  buffer_release(&act.target);
  return ok;
}

static bool is_below(const char *path, const char *above) {
  size_t len = strlen(above);
  return strncmp(path, above, len) == 0 && path[len] == '/';
}

// ---- Renaming

static bool refuse_taken(const TagAct *act, Error *err) {
  error_set(err, ERROR_DATA, "cannot rename '%s' to '%s': there is a tag '%s' already", act->path,
            act->wanted, act->target.ptr);
  return error_hint(err, "merging them makes them one");
}

// Another tag's other name would never be reached again.
static bool refuse_alias(const TagAct *act, const Row *row, Error *err) {
  char *path = alias_find(act->record.library, act->target.ptr);
  bool other = path && strcmp(path, row->path) != 0;
  if (other)
    error_set(err, ERROR_DATA, "cannot rename '%s' to '%s': that is another name of '%s'",
              row->path, act->target.ptr, path);
  free(path);
  return other;
}

// A path that is too long would not come out as it is.
static bool fits(const char *target) {
  Error ignored;
  char *tidy = tag_tidy(target, &ignored);
  bool same = tidy && strcmp(tidy, target) == 0;
  free(tidy);
  return same;
}

// Two ids that show one path stay one tag: the second may find the first there.
static bool is_twin(const TagAct *act, const Row *row) {
  return row > act->rows.items && strcmp(row[-1].path, row->path) == 0;
}

static bool rename_row(TagAct *act, const Row *row, Error *err) {
  char taken[UUID_SIZE];
  const char *target = find_target(act, row);
  if (!fits(target)) {
    return error_set(err, ERROR_DATA, "cannot rename '%s': '%.100s…' would be too long", row->path,
                     target);
  }
  if (!is_twin(act, row) && codebook_find(act->record.library->store, target, taken))
    return refuse_taken(act, err);
  if (refuse_alias(act, row, err)) return false;
  set_register(act, row, "path", target);
  return true;
}

// A path with tags below it but none of its own, renamed to a tag's path, would slip in below that.
static bool rename_first(TagAct *act, const Row *row, Error *err) {
  char taken[UUID_SIZE];
  bool bare = row == act->rows.items && strcmp(row->path, act->path) != 0;
  if (!bare || !codebook_find(act->record.library->store, act->wanted, taken))
    return rename_row(act, row, err);
  buffer_clear(&act->target);
  buffer_add_string(&act->target, act->wanted);
  return refuse_taken(act, err);
}

// Both paths in their one form; false with ERROR_DATA when the second lies below the first.
static bool read_both(Library *library, const char *typed, const char *typed_wanted,
                      const char *verb, char **path, char **wanted, Error *err) {
  *path = alias_resolve(library, typed, err);
  *wanted = *path ? tag_normalise(typed_wanted, err) : NULL;
  if (*wanted && !is_below(*wanted, *path)) return true;
  if (*wanted) error_set(err, ERROR_DATA, "cannot %s '%s' below itself", verb, *path);
  free(*path);
  free(*wanted);
  return false;
}

bool tag_rename(Library *library, const char *typed, const char *typed_wanted, int64_t *change,
                Error *err) {
  char *path, *wanted;
  Buffer what = {0};
  if (change) *change = 0;
  if (!read_both(library, typed, typed_wanted, "move", &path, &wanted, err)) return false;
  buffer_printf(&what, "rename tag '%s' to '%s'", path, wanted);
  bool ok;
  if (strcmp(path, wanted) == 0) {
    ok = is_there(library, path, err);
  } else {
    ok = run_act(library, path, wanted, what.ptr, rename_first, change, err);
  }
  buffer_release(&what);
  free(path);
  free(wanted);
  return ok;
}

// ---- Merging

static bool merge_row(TagAct *act, const Row *row, Error *err) {
  char into[UUID_SIZE];
  const char *target = find_target(act, row);
  if (codebook_find(act->record.library->store, target, into)) {
    set_register(act, row, "into", into);
    return true;
  }
  return rename_row(act, row, err);
}

bool tag_merge(Library *library, const char *typed, const char *typed_into, int64_t *change,
               Error *err) {
  char *path, *into;
  Buffer what = {0};
  if (change) *change = 0;
  char *meant = alias_resolve(library, typed_into, err);
  bool both = meant && read_both(library, typed, meant, "merge", &path, &into, err);
  free(meant);
  if (!both) return false;
  buffer_printf(&what, "merge tag '%s' into '%s'", path, into);
  bool ok = strcmp(path, into) != 0;
  if (!ok) error_set(err, ERROR_DATA, "cannot merge '%s' into itself", path);
  ok = ok && is_there(library, path, err) && is_there(library, into, err) &&
       run_act(library, path, into, what.ptr, merge_row, change, err);
  buffer_release(&what);
  free(path);
  free(into);
  return ok;
}

// ---- Deleting

static bool delete_row(TagAct *act, const Row *row, Error *err) {
  (void)err;
  record_delete(&act->record, "tag", row->id, true);
  return true;
}

bool tag_delete(Library *library, const char *typed, int64_t *change, Error *err) {
  if (change) *change = 0;
  char *path = alias_resolve(library, typed, err);
  if (!path) return false;
  Rows rows;
  Buffer what = {0};
  bool ok = read_rows(library, path, &rows, err);
  if (ok) {
    uint32_t tags = count_paths(&rows);
    buffer_printf(&what, "delete tag '%s'", path);
    if (tags > 1) buffer_printf(&what, " (%u tags)", tags);
    ok = run_act(library, path, NULL, what.ptr, delete_row, change, err);
  }
  release_rows(&rows);
  buffer_release(&what);
  free(path);
  return ok;
}

// ---- Making, colour, memo

bool tag_create(Library *library, const char *typed, int64_t *change, Error *err) {
  if (change) *change = 0;
  char *path = tag_normalise(typed, err);
  if (!path) return false;
  char id[UUID_SIZE];
  Buffer what = {0};
  Record record;
  buffer_printf(&what, "add tag '%s'", path);
  bool ok = record_begin(&record, library, what.ptr, err);
  if (ok) {
    codebook_use(&record, path, id);
    ok = record_end(&record, true, change, err);
  }
  buffer_release(&what);
  free(path);
  return ok;
}

static char *describe_set(const char *path, const TagEdit *edit) {
  Buffer what = {0};
  if (edit->colour) {
    buffer_printf(&what, "colour tag '%s' ", path);
    tag_write_colour(*edit->colour, &what);
  }
  if (edit->memo) {
    const char *verb = edit->memo[0] ? "memo of" : "clear the memo of";
    buffer_printf(&what, "%s%s tag '%s'", what.len ? ", " : "", verb, path);
  }
  return buffer_take(&what);
}

bool tag_set(Library *library, const char *typed, const TagEdit *edit, int64_t *change,
             Error *err) {
  if (change) *change = 0;
  char *path = alias_resolve(library, typed, err);
  if (!path) return false;
  char *what = describe_set(path, edit);
  Record record;
  bool ok = is_there(library, path, err) && record_begin(&record, library, what, err);
  if (ok) {
    codebook_set(&record, path, edit);
    ok = record_end(&record, true, change, err);
  }
  free(what);
  free(path);
  return ok;
}

bool tag_parse_colour(const char *typed, uint32_t *rgb, Error *err) {
  Colour colour;
  Slice text = slice_trim(slice_of(typed));
  if (slice_equal(text, SLICE("none"))) {
    *rgb = TAG_NO_COLOUR;
    return true;
  }
  if (colour_parse(text, &colour)) {
    *rgb = colour_rgb(colour);
    return true;
  }
  if (colour_parse_rgb(text, rgb)) return true;
  error_set(err, ERROR_USAGE, "cannot take '%.40s' for a colour: there is none of that name",
            typed);
  return error_hint(err, "a tag's colour is a name, #rrggbb or none; the names are yellow, green, "
                         "blue, pink, orange, purple, red, grey");
}

void tag_write_colour(uint32_t rgb, Buffer *out) {
  if (rgb == TAG_NO_COLOUR) {
    buffer_add_string(out, "none");
    return;
  }
  for (int colour = 0; colour < COLOUR_COUNT; colour++) {
    if (colour_rgb((Colour)colour) != rgb) continue;
    buffer_add_string(out, colour_name((Colour)colour));
    return;
  }
  buffer_printf(out, "#%06x", rgb & 0xFFFFFF);
}

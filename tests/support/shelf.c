// SPDX-License-Identifier: MIT
// A library for tests.
#include "support/shelf.h"

#include "support/check.h"

#include "base/memory.h"
#include "library/backup.h"
#include "library/fold.h"
#include "library/inside.h"
#include "library/repair.h"

#include <sqlite3.h>
#include <stdlib.h>

Shelf shelf_new(void) {
  Shelf shelf = {.folder = check_folder()};
  Buffer path = {0};
  buffer_printf(&path, "%s/l.db", shelf.folder);
  shelf.path = buffer_take(&path);
  shelf_reopen(&shelf);
  return shelf;
}

void shelf_reopen(Shelf *shelf) {
  Error err = {0};
  library_close(shelf->library);
  shelf->library = library_open(shelf->path, LIBRARY_CREATE, &err);
  check_ok(shelf->library != NULL, &err);
}

void shelf_release(Shelf *shelf) {
  library_close(shelf->library);
  check_folder_remove(shelf->folder);
  free(shelf->folder);
  free(shelf->path);
}

int64_t shelf_add(Shelf *shelf, const char *name, const char *text) {
  Error err = {0};
  BriefAdded added;
  Buffer path = {0};
  check_write(shelf->folder, name, slice_of(text));
  buffer_printf(&path, "%s/%s", shelf->folder, name);
  check_ok(brief_add_file(shelf->library, path.ptr, NULL, &added, &err), &err);
  buffer_release(&path);
  return added.key;
}

AnnotationAdded shelf_annotate(Shelf *shelf, int64_t brief, uint32_t start, uint32_t end,
                               const char *tag, const char *comment) {
  Error err = {0};
  AnnotationAdded added;
  AnnotationRequest request = {.brief = brief,
                               .span = {start, end},
                               .comment = comment,
                               .tags = &tag,
                               .tag_count = tag ? 1 : 0};
  check_ok(annotation_add(shelf->library, &request, &added, &err), &err);
  assert_true(added.change > 0);
  return added;
}

static int64_t edit(Shelf *shelf, int64_t annotation, const AnnotationEdit *wanted) {
  Error err = {0};
  int64_t change;
  check_ok(annotation_edit(shelf->library, annotation, wanted, &change, &err), &err);
  return change;
}

int64_t shelf_comment(Shelf *shelf, int64_t annotation, const char *comment) {
  return edit(shelf, annotation, &(AnnotationEdit){.comment = comment});
}

int64_t shelf_tag(Shelf *shelf, int64_t annotation, const char *tag) {
  return edit(shelf, annotation, &(AnnotationEdit){.add_tags = &tag, .add_count = 1});
}

int64_t shelf_untag(Shelf *shelf, int64_t annotation, const char *tag) {
  return edit(shelf, annotation, &(AnnotationEdit){.remove_tags = &tag, .remove_count = 1});
}

int64_t shelf_delete(Shelf *shelf, int64_t annotation) {
  Error err = {0};
  int64_t change;
  check_ok(annotation_delete(shelf->library, &annotation, 1, &change, &err), &err);
  return change;
}

static void step(Shelf *shelf, bool (*walk)(Library *, Change *, Error *)) {
  Error err = {0};
  Change done;
  check_ok(walk(shelf->library, &done, &err), &err);
  assert_true(done.id > 0);
  assert_int_equal(done.left, 0);
  change_release(&done);
}

int64_t shelf_tag_pair(Shelf *shelf, ShelfPair *pair, const char *path, const char *other) {
  Error err = {0};
  int64_t change = -1;
  check_ok(pair(shelf->library, path, other, &change, &err), &err);
  return change;
}

void shelf_refuse_pair(Shelf *shelf, ShelfPair *pair, const char *path, const char *other,
                       ErrorKind kind, const char *words) {
  Error err = {0};
  int64_t change = -1;
  char *before = shelf_describe(shelf);
  assert_false(pair(shelf->library, path, other, &change, &err));
  assert_int_equal(err.kind, kind);
  if (!strstr(err.message, words)) fail_msg("«%s» lacks «%s»", err.message, words);
  char *after = shelf_describe(shelf);
  check_text(slice_of(after), before);
  free(before);
  free(after);
}

uint32_t shelf_count_briefs(Shelf *shelf) {
  Error err = {0};
  BriefList list;
  check_ok(brief_list(shelf->library, &list, &err), &err);
  uint32_t count = list.count;
  brief_release_list(&list);
  return count;
}

uint32_t shelf_count_with(Shelf *shelf, const char *path) {
  Error err = {0};
  AnnotationList list;
  check_ok(annotation_list(shelf->library, &(AnnotationWish){.tag = path}, &list, &err), &err);
  uint32_t count = list.count;
  annotation_release_list(&list);
  return count;
}

void shelf_fold_line(Shelf *shelf, const char *line) {
  Error err = {0};
  Arena *arena = arena_new();
  Operation operation;
  check_ok(operation_parse(arena, slice_of(line), &operation, &err), &err);
  fold_apply(shelf->library->store, &operation);
  check_ok(store_check(shelf->library->store, &err), &err);
  arena_free(arena);
}

char *shelf_tag_id(Shelf *shelf, const char *path) {
  Error err = {0};
  TagList list;
  char *id = NULL;
  check_ok(tag_list(shelf->library, &list, &err), &err);
  for (uint32_t i = 0; i < list.count; i++)
    if (strcmp(list.items[i].path, path) == 0) id = memory_string(slice_of(list.items[i].id));
  tag_release_list(&list);
  assert_non_null(id);
  return id;
}

void shelf_expect_figures(Shelf *shelf, const char *path, uint32_t tags, uint32_t annotations,
                          uint32_t briefs) {
  Error err = {0};
  TagFigures figures;
  check_ok(tag_affected(shelf->library, path, &figures, &err), &err);
  assert_int_equal(figures.tags, tags);
  assert_int_equal(figures.annotations, annotations);
  assert_int_equal(figures.briefs, briefs);
}

static void say(void *context, const char *sentence) {
  (void)context;
  print_error("%s\n", sentence);
}

Shelf shelf_copy(Shelf *shelf) {
  Shelf copy = shelf_new();
  Error err = {0};
  BackupRestored restored;
  Buffer file = {0};
  buffer_printf(&file, "%s/b.db", copy.folder);
  check_ok(backup_write(shelf->library, file.ptr, false, &err), &err);
  check_ok(backup_restore(copy.path, file.ptr, false, say, NULL, &restored, &err), &err);
  backup_release(&restored);
  buffer_release(&file);
  shelf_reopen(&copy);
  return copy;
}

MergeCounts shelf_merge(Shelf *shelf, const Shelf *other) {
  Error err = {0};
  MergeCounts counts;
  check_ok(merge_library(shelf->library, other->path, false, say, NULL, &counts, &err), &err);
  return counts;
}

void shelf_undo(Shelf *shelf) {
  step(shelf, change_undo);
}

void shelf_redo(Shelf *shelf) {
  step(shelf, change_redo);
}

// ---- Looking

static void describe_briefs(Shelf *shelf, Buffer *out) {
  Error err = {0};
  BriefList list;
  check_ok(brief_list(shelf->library, &list, &err), &err);
  for (uint32_t i = 0; i < list.count; i++) {
    const Brief *brief = &list.items[i];
    buffer_printf(out, "brief %s «%s» «%s» «%s» «%s» «%s» %lld %u\n", brief->id, brief->title,
                  brief->series, brief->author, brief->date, brief->url, (long long)brief->added,
                  brief->annotations);
  }
  brief_release_list(&list);
}

static void describe_annotations(Shelf *shelf, Buffer *out) {
  Error err = {0};
  AnnotationList list;
  check_ok(annotation_list(shelf->library, &(AnnotationWish){0}, &list, &err), &err);
  for (uint32_t i = 0; i < list.count; i++) {
    const Annotation *item = &list.items[i];
    buffer_printf(out, "annotation %s %u-%u «%s» %s «%s» %lld %lld", item->id, item->span.start_cp,
                  item->span.end_cp, item->quote, colour_name(item->colour), item->comment,
                  (long long)item->created, (long long)item->updated);
    for (uint32_t tag = 0; tag < item->tag_count; tag++)
      buffer_printf(out, " #%s", item->tags[tag]);
    buffer_add_byte(out, '\n');
  }
  annotation_release_list(&list);
}

static void describe_tags(Shelf *shelf, Buffer *out) {
  Error err = {0};
  TagList list;
  check_ok(tag_list(shelf->library, &list, &err), &err);
  for (uint32_t i = 0; i < list.count; i++) {
    const Tag *tag = &list.items[i];
    buffer_printf(out, "tag %s %s %u %08x «%s»\n", tag->id, tag->path, tag->annotations,
                  tag->colour, tag->memo);
    for (uint32_t j = 0; j < tag->aliases.count; j++)
      buffer_printf(out, "alias %s\n", tag->aliases.items[j]);
  }
  tag_release_list(&list);
}

char *shelf_describe(Shelf *shelf) {
  Buffer out = {0};
  describe_briefs(shelf, &out);
  describe_annotations(shelf, &out);
  describe_tags(shelf, &out);
  return buffer_take(&out);
}

static void note(void *context, const char *sentence) {
  buffer_printf(context, "%s\n", sentence);
}

void shelf_examine(Shelf *shelf) {
  Error err = {0};
  check_ok(library_examine(shelf->library, say, NULL, &err), &err);
}

void shelf_repair(Shelf *shelf) {
  Error err = {0};
  Repair repair;
  Buffer said = {0};
  check_ok(repair_library(shelf->path, note, say, &said, &repair, &err), &err);
  assert_int_equal(repair.faults, 0);
  repair_release(&repair);
  buffer_release(&said);
  shelf_examine(shelf);
}

void shelf_expect_reversible(Shelf *shelf, const char *before, const char *why) {
  char *after = shelf_describe(shelf);
  if (strcmp(before, after) == 0) fail_msg("%s changed nothing", why);
  for (int round = 0; round < 3; round++) {
    if (round) shelf_reopen(shelf);
    shelf_undo(shelf);
    char *undone = shelf_describe(shelf);
    check_text(slice_of(undone), before);
    if (round == 2) shelf_reopen(shelf);
    shelf_redo(shelf);
    char *redone = shelf_describe(shelf);
    check_text(slice_of(redone), after);
    free(undone);
    free(redone);
  }
  shelf_examine(shelf);
  free(after);
}

static int take(void *context, int count, char **values, char **names) {
  (void)count, (void)names;
  char **out = context;
  if (!*out) *out = memory_string(slice_of(values[0]));
  return 0;
}

char *shelf_query(Shelf *shelf, const char *sql) {
  sqlite3 *db;
  char *value = NULL;
  assert_int_equal(sqlite3_open_v2(shelf->path, &db, SQLITE_OPEN_READWRITE, NULL), SQLITE_OK);
  if (sqlite3_exec(db, sql, take, &value, NULL) != SQLITE_OK) fail_msg("%s", sqlite3_errmsg(db));
  sqlite3_close(db);
  return value ? value : memory_string(SLICE(""));
}

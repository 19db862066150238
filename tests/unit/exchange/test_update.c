// SPDX-License-Identifier: MIT
// Exporting into a file again, block by block: what changes, what stays, what is told.
#include "support/check.h"

#include "base/file.h"
#include "exchange/marks.h"
#include "exchange/update.h"

#include <stdlib.h>
#include <unistd.h>

#define ONE   "11111111-1111-4111-8111-111111111111"
#define TWO   "22222222-2222-4222-8222-222222222222"
#define THREE "33333333-3333-4333-8333-333333333333"

// ---- Files as an exporter makes them

static void add(Buffer *file, const char *key, const char *text) {
  if (file->len > 0) buffer_add_byte(file, '\n');
  size_t start = file->len;
  buffer_add_string(file, text);
  marks_put(file, start, start, MARKS_COMMENT, key);
}

static Buffer file_of(const char *one, const char *two, const char *three) {
  Buffer file = {0};
  add(&file, "head", "# Title\n");
  if (one) add(&file, ONE, one);
  if (two) add(&file, TWO, two);
  if (three) add(&file, THREE, three);
  return file;
}

// Text in place of the only other text.
static void replace(Buffer *file, const char *what, const char *with) {
  Buffer out = {0};
  char *at = strstr(file->ptr, what);
  assert_non_null(at);
  buffer_add(&out, slice_make(file->ptr, (size_t)(at - file->ptr)));
  buffer_add_string(&out, with);
  buffer_add_string(&out, at + strlen(what));
  buffer_release(file);
  *file = out;
}

static void make_crlf(Buffer *file) {
  Buffer out = {0};
  for (size_t i = 0; i < file->len; i++) {
    if (file->ptr[i] == '\n') buffer_add_byte(&out, '\r');
    buffer_add_byte(&out, file->ptr[i]);
  }
  buffer_release(file);
  *file = out;
}

// ---- Updating

static void note(void *context, const char *path, uint32_t line, const char *what) {
  (void)path;
  buffer_printf(context, "%u: %s\n", (unsigned)line, what);
}

static void note_path(void *context, const char *path, uint32_t line, const char *what) {
  (void)line;
  buffer_printf(context, "%s: %s\n", path, what);
}

typedef struct Result {
  Buffer text, said;
  UpdateCounts counts;
} Result;

static Result merge(const Buffer *old, const Buffer *fresh) {
  Result result = {0};
  Update update = {.say = note, .context = &result.said};
  assert_true(update_merge(&update, buffer_slice(old), buffer_slice(fresh), &result.text));
  result.counts = update.counts;
  return result;
}

static void check_counts(const Result *result, const char *wanted) {
  Buffer counts = {0};
  update_write_counts(&result->counts, &counts);
  check_text(buffer_slice(&counts), wanted);
  buffer_release(&counts);
}

static void release(Result *result, Buffer *old, Buffer *fresh) {
  buffer_release(&result->text);
  buffer_release(&result->said);
  buffer_release(old);
  buffer_release(fresh);
}

static void the_same_export_changes_nothing(void **state) {
  (void)state;
  Buffer old = file_of("one\n", "two\n", "three\n"), fresh = file_of("one\n", "two\n", "three\n");
  replace(&old, "two\n", "two\nMine.\n");
  Result result = merge(&old, &fresh);
  assert_true(slice_equal(buffer_slice(&result.text), buffer_slice(&old)));
  check_counts(&result, "0 new, 0 changed, 3 same, 0 removed, 0 kept as edited");
  release(&result, &old, &fresh);
}

static void words_between_blocks_stay_where_blocks_change_come_and_go(void **state) {
  (void)state;
  Buffer old = file_of("one\n", "two\n", NULL), fresh = file_of("ONE\nlonger\n", NULL, "three\n");
  Buffer wanted = file_of("ONE\nlonger\n", NULL, NULL);
  replace(&old, "one\n", "one\nOf one.\n");
  buffer_add_string(&old, "\nOf two, and no line end");
  buffer_add_string(&wanted, "Of one.\n\nOf two, and no line end\n\n");
  size_t start = wanted.len;
  buffer_add_string(&wanted, "three\n");
  marks_put(&wanted, start, start, MARKS_COMMENT, THREE);
  Result result = merge(&old, &fresh);
  check_text(buffer_slice(&result.text), wanted.ptr);
  check_counts(&result, "1 new, 1 changed, 0 same, 1 removed, 0 kept as edited");
  assert_int_equal(result.said.len, 0);
  buffer_release(&wanted);
  release(&result, &old, &fresh);
}

static void what_is_new_stands_before_what_follows_it_in_the_export(void **state) {
  (void)state;
  Buffer old = file_of("one\n", NULL, "three\n"), fresh = file_of("one\n", "two\n", "three\n");
  Result result = merge(&old, &fresh);
  check_text(buffer_slice(&result.text), fresh.ptr);
  check_counts(&result, "1 new, 0 changed, 2 same, 0 removed, 0 kept as edited");
  release(&result, &old, &fresh);
}

static void blocks_stay_where_people_moved_them(void **state) {
  (void)state;
  Buffer old = {0}, wanted = {0}, fresh = file_of("one\n", "TWO\n", "three\n");
  add(&old, THREE, "three\n");
  add(&old, TWO, "two\n");
  add(&old, "head", "# Title\n");
  add(&wanted, THREE, "three\n");
  add(&wanted, ONE, "one\n");
  add(&wanted, TWO, "TWO\n");
  add(&wanted, "head", "# Title\n");
  Result result = merge(&old, &fresh);
  check_text(buffer_slice(&result.text), wanted.ptr);
  check_counts(&result, "1 new, 1 changed, 1 same, 0 removed, 0 kept as edited");
  buffer_release(&wanted);
  release(&result, &old, &fresh);
}

static void a_block_edited_by_hand_is_kept_and_told_where_it_matters(void **state) {
  (void)state;
  Buffer old = file_of("one\n", "two\n", "three\n"), fresh = file_of("one\n", "TWO\n", NULL);
  replace(&old, "one\n", "my one\n");
  replace(&old, "two\n", "my two\n");
  replace(&old, "three\n", "my three\nand more\n");
  Result result = merge(&old, &fresh);
  check_text(buffer_slice(&result.text), old.ptr);
  check_text(buffer_slice(&result.said),
             "7: edited by hand: kept without what has changed in the library since\n"
             "10: edited by hand, and no part of the export any more: kept\n");
  check_counts(&result, "0 new, 0 changed, 0 same, 0 removed, 3 kept as edited");
  release(&result, &old, &fresh);
}

static void an_edited_block_hides_none_behind_it(void **state) {
  (void)state;
  Buffer old = file_of("one\n", "two\n", NULL), fresh = file_of("one\n", "TWO\n", NULL);
  replace(&old, "one\n", "");
  Result result = merge(&old, &fresh);
  assert_non_null(strstr(result.text.ptr, "TWO\n"));
  check_counts(&result, "0 new, 1 changed, 0 same, 0 removed, 1 kept as edited");
  release(&result, &old, &fresh);
}

static void line_ends_are_the_files(void **state) {
  (void)state;
  Buffer old = file_of("one\n", "two\n", NULL), fresh = file_of("one\n", "TWO\nlines\n", "three\n");
  Buffer wanted = file_of("one\n", "TWO\nlines\n", "three\n");
  make_crlf(&old);
  make_crlf(&wanted);
  Result result = merge(&old, &fresh);
  check_text(buffer_slice(&result.text), wanted.ptr);
  check_counts(&result, "1 new, 1 changed, 1 same, 0 removed, 0 kept as edited");
  buffer_release(&wanted);
  release(&result, &old, &fresh);
}

// With a CR more the block would not give its sum any more, as if somebody had edited it.
static void a_line_end_of_the_export_is_not_added_to_that_of_the_file(void **state) {
  (void)state;
  Buffer old = file_of("one\n", NULL, NULL), fresh = file_of("ONE\r\nlines\r\r\n", NULL, NULL);
  make_crlf(&old);
  Result first = merge(&old, &fresh), second = merge(&first.text, &fresh);
  check_text(buffer_slice(&second.text), first.text.ptr);
  check_counts(&second, "0 new, 0 changed, 1 same, 0 removed, 0 kept as edited");
  release(&second, &old, &fresh);
  release(&first, &old, &fresh);
}

static void a_byte_order_mark_stays_in_front(void **state) {
  (void)state;
  Buffer plain = file_of("one\n", NULL, NULL), old = {0}, fresh = file_of("ONE\n", NULL, NULL);
  buffer_printf(&old, "\xEF\xBB\xBF%s", plain.ptr);
  Result result = merge(&old, &fresh);
  assert_true(slice_starts(buffer_slice(&result.text), SLICE("\xEF\xBB\xBF<!-- postil head ")));
  check_counts(&result, "0 new, 1 changed, 0 same, 0 removed, 0 kept as edited");
  buffer_release(&plain);
  release(&result, &old, &fresh);
}

static void a_block_that_stands_twice_is_left_alone(void **state) {
  (void)state;
  Buffer old = file_of("one\n", "two\n", NULL), fresh = file_of("ONE\n", "two\n", NULL);
  add(&old, ONE, "one\n");
  Result result = merge(&old, &fresh);
  check_text(buffer_slice(&result.text), old.ptr);
  check_text(buffer_slice(&result.said), "4: stands in the file more than once: kept as it is\n"
                                         "10: stands in the file more than once: kept as it is\n");
  check_counts(&result, "0 new, 0 changed, 1 same, 0 removed, 0 kept as edited");
  release(&result, &old, &fresh);
}

// A comment may quote a whole file, marks and all.
static void marks_inside_a_block_are_text(void **state) {
  (void)state;
  Buffer quoted = file_of("one\n", "two\n", NULL), text = {0};
  buffer_printf(&text, "> %s\n%s", "a quotation", quoted.ptr);
  Buffer old = file_of("one\n", text.ptr, NULL), fresh = file_of("one\n", NULL, NULL);
  Result result = merge(&old, &fresh);
  check_text(buffer_slice(&result.text), fresh.ptr);
  check_counts(&result, "0 new, 0 changed, 1 same, 1 removed, 0 kept as edited");
  buffer_release(&quoted);
  buffer_release(&text);
  release(&result, &old, &fresh);
}

// Whatever is cut off: what is left is kept, what is lost comes anew.
static void a_file_cut_at_any_byte_keeps_what_is_left(void **state) {
  (void)state;
  Buffer whole = file_of("one\n", "two\nlines\n", NULL), fresh = file_of("ONE\n", "TWO\n", NULL);
  size_t head = (size_t)(strstr(whole.ptr, "\n") - whole.ptr);
  for (size_t len = head; len < whole.len; len++) {
    Update update = {0};
    Buffer out = {0};
    assert_true(update_merge(&update, slice_make(whole.ptr, len), buffer_slice(&fresh), &out));
    assert_int_equal(update.counts.made + update.counts.changed + update.counts.same +
                         update.counts.kept,
                     len < head + strlen("\n# Title\n") - 1 ? 3 : 2);
    buffer_release(&out);
  }
  buffer_release(&whole);
  buffer_release(&fresh);
}

static void a_mark_that_lies_covers_nothing(void **state) {
  (void)state;
  static const char *const lies[] = {
      "<!-- postil " ONE " 0+999999999 0000000000000000 -->\nwords\n",
      "<!-- postil " ONE " 999999999+0 0000000000000000 -->\nwords\n",
      "words\n<!-- postil " ONE " 1+1 ffffffffffffffff -->"};
  for (size_t i = 0; i < sizeof lies / sizeof *lies; i++) {
    MarksList list;
    marks_find(slice_of(lies[i]), &list);
    assert_int_equal(list.count, 1);
    assert_true(list.items[0].edited);
    marks_release(&list);
  }
  static const char *const none[] = {"<!-- postil -->\n",
                                     "<!-- postil a 1+1 0 -->\n",
                                     "<!-- postil a 1+1 000000000000000g -->\n",
                                     "<!-- postil a 1+x 0000000000000000 -->\n",
                                     "<!-- postil a 1 0000000000000000 -->\n",
                                     "<!-- postil a 12345678901+1 0000000000000000 -->\n"};
  for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
    MarksList list;
    marks_find(slice_of(none[i]), &list);
    assert_int_equal(list.count, 0);
    marks_release(&list);
  }
}

static void a_mark_may_stand_inside_its_block(void **state) {
  (void)state;
  static const char text[] = "** “Words”\n:PROPERTIES:\n:END:\nA comment.\n";
  Buffer file = {0};
  MarksList list;
  buffer_add_string(&file, text);
  marks_put(&file, 0, strlen("** “Words”\n:PROPERTIES:\n"), MARKS_PROPERTY, ONE);
  assert_non_null(strstr(file.ptr, ":PROPERTIES:\n:postil-block: " ONE " 2+2 "));
  marks_find(buffer_slice(&file), &list);
  assert_int_equal(list.count, 1);
  assert_false(list.items[0].edited);
  assert_int_equal(list.items[0].start, 0);
  assert_int_equal(list.items[0].end, file.len);
  assert_int_equal(list.items[0].line, 3);
  marks_release(&list);
  buffer_release(&file);
}

// ---- Files

static bool update_file(const char *path, const char *text, bool rehearsal, Error *err) {
  Update update = {.rehearsal = rehearsal};
  update_start(&update, path);
  update_add(&update, slice_of(text));
  bool ok = update_finish(&update, err);
  update_release(&update);
  return ok;
}

static void check_file(const char *path, const char *wanted) {
  char *text = check_read(path);
  check_text(slice_of(text), wanted);
  free(text);
}

static void a_file_is_made_updated_and_left_alone(void **state) {
  (void)state;
  Error err = {0};
  char *folder = check_folder(), *path = check_path(folder, "notes.md");
  Buffer first = file_of("one\n", NULL, NULL), second = file_of("ONE\n", NULL, NULL);
  check_ok(update_file(path, first.ptr, true, &err), &err);
  assert_int_not_equal(access(path, F_OK), 0);
  check_ok(update_file(path, first.ptr, false, &err), &err);
  check_file(path, first.ptr);
  check_ok(update_file(path, second.ptr, true, &err), &err);
  check_file(path, first.ptr);
  check_ok(update_file(path, second.ptr, false, &err), &err);
  check_file(path, second.ptr);
  buffer_release(&first);
  buffer_release(&second);
  check_folder_remove(folder);
  free(path);
  free(folder);
}

static void a_file_that_is_not_ours_is_refused(void **state) {
  (void)state;
  Error err = {0};
  char *folder = check_folder(), *path = check_path(folder, "notes.md");
  Buffer fresh = file_of("one\n", NULL, NULL);
  check_write(folder, "notes.md", SLICE("# My notes\n"));
  assert_false(update_file(path, fresh.ptr, false, &err));
  assert_int_equal(err.kind, ERROR_CREATE);
  check_file(path, "# My notes\n");
  assert_false(update_file(folder, fresh.ptr, false, &err));
  buffer_release(&fresh);
  check_folder_remove(folder);
  free(path);
  free(folder);
}

// Both are marked; only one is of this export, and neither a stranger nor another ending is told
// of.
static void a_file_of_an_earlier_export_is_told_and_left(void **state) {
  (void)state;
  Error err = {0};
  char *folder = check_folder(), *path = check_path(folder, "new.md");
  Buffer fresh = file_of("one\n", NULL, NULL), said = {0}, wanted = {0};
  Update update = {.say = note_path, .context = &said};
  check_write(folder, "gone.md", buffer_slice(&fresh));
  check_write(folder, "mine.md", SLICE("# My notes\n"));
  check_write(folder, "gone.org", buffer_slice(&fresh));
  update_start(&update, path);
  update_add(&update, buffer_slice(&fresh));
  check_ok(update_finish(&update, &err), &err);
  update_tell_others(&update, folder);
  buffer_printf(&wanted, "%s/gone.md: is of no brief of this export: left as it is\n", folder);
  check_text(buffer_slice(&said), wanted.ptr);
  update_release(&update);
  buffer_release(&fresh);
  buffer_release(&said);
  buffer_release(&wanted);
  check_folder_remove(folder);
  free(path);
  free(folder);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(the_same_export_changes_nothing),
      cmocka_unit_test(words_between_blocks_stay_where_blocks_change_come_and_go),
      cmocka_unit_test(what_is_new_stands_before_what_follows_it_in_the_export),
      cmocka_unit_test(blocks_stay_where_people_moved_them),
      cmocka_unit_test(a_block_edited_by_hand_is_kept_and_told_where_it_matters),
      cmocka_unit_test(an_edited_block_hides_none_behind_it),
      cmocka_unit_test(line_ends_are_the_files),
      cmocka_unit_test(a_line_end_of_the_export_is_not_added_to_that_of_the_file),
      cmocka_unit_test(a_byte_order_mark_stays_in_front),
      cmocka_unit_test(a_block_that_stands_twice_is_left_alone),
      cmocka_unit_test(marks_inside_a_block_are_text),
      cmocka_unit_test(a_file_cut_at_any_byte_keeps_what_is_left),
      cmocka_unit_test(a_mark_that_lies_covers_nothing),
      cmocka_unit_test(a_mark_may_stand_inside_its_block),
      cmocka_unit_test(a_file_is_made_updated_and_left_alone),
      cmocka_unit_test(a_file_that_is_not_ours_is_refused),
      cmocka_unit_test(a_file_of_an_earlier_export_is_told_and_left),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

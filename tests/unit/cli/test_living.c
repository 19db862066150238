// SPDX-License-Identifier: MIT
// Living together, from the command line: backups, restoring, merging, repairing, and programs that
// wait for each other.
#include "support/check.h"
#include "support/desk.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Room {
  Desk desk;
  char *other, *file; // paths of two more; nothing is there yet
} Room;

static int set_up(void **state) {
  Room *room = calloc(1, sizeof *room);
  desk_init(&room->desk);
  room->other = desk_path(&room->desk, "other.db");
  room->file = desk_path(&room->desk, "file.db");
  *state = room;
  return 0;
}

static int tear_down(void **state) {
  Room *room = *state;
  desk_release(&room->desk);
  free(room->other);
  free(room->file);
  free(room);
  return 0;
}

static void expect(Program program, int status, const char *message, const char *wanted) {
  program_check(&program, status, message);
  if (wanted && !strstr(program.out, wanted)) check_text(slice_of(program.out), wanted);
  program_release(&program);
}

// Status, message, and a part of what is printed.
#define EXPECT(room, of, status, message, wanted, ...)                                             \
  expect(program_run((room)->desk.home, "",                                                        \
                     (const char *const[]){"--library", of, __VA_ARGS__, NULL}),                   \
         status, message, wanted)

static void change_by_sql(const char *path, const char *sql) {
  sqlite3 *db;
  assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
  sqlite3_close(db);
}

static void a_backup_is_restored(void **state) {
  const Room *room = *state;
  EXPECT(room, room->desk.library, 0, "", NULL, "add", "data/briefs");
  EXPECT(room, room->desk.library, 0, "", "", "backup", room->file);
  EXPECT(room, room->desk.library, 73, "it is there already", "", "backup", room->file);
  EXPECT(room, room->desk.library, 0, "", "", "backup", "--force", room->file);
  EXPECT(room, room->desk.library, 0, "brings it back", NULL, "remove", "night-trains.txt",
         "--yes");
  EXPECT(room, room->desk.library, 0, "", "5 briefs, 0 annotations, 0 tags\n", "restore",
         "--dry-run", room->file);
  EXPECT(room, room->desk.library, 0, "", "what was there is kept in", "restore", room->file);
  EXPECT(room, room->desk.library, 0, "", "\"briefs\":5", "--json", "restore", room->file);
  EXPECT(room, room->desk.library, 0, "", "night-trains.txt", "list");
  EXPECT(room, room->desk.library, 0, "", "restore 'file.db'", "history");
  EXPECT(room, room->other, 0, "", "5 briefs", "restore", room->file);
}

static void a_script_backs_up_and_says_so(void **state) {
  const Room *room = *state;
  Buffer script = {0}, out = {0};
  buffer_printf(&script, "add data/briefs/night-trains.txt\nbackup %s\nbackup %s\n", room->file,
                room->file);
  buffer_printf(&out, "ACK 1\nOUT %s\nOUT %s\n", room->file, room->file);
  expect(program_run(room->desk.home, script.ptr,
                     (const char *const[]){"--library", room->desk.library, "script", NULL}),
         0, "", out.ptr);
  EXPECT(room, room->other, 0, "", "1 brief", "restore", room->file);
  buffer_release(&script);
  buffer_release(&out);
}

static void what_cannot_be_restored_says_why(void **state) {
  const Room *room = *state;
  EXPECT(room, room->desk.library, 0, "", NULL, "add", "data/briefs");
  EXPECT(room, room->desk.library, 66, "there is none", "", "restore", room->file);
  EXPECT(room, room->desk.library, 65, "it is not a database", "", "restore",
         "data/briefs/night-trains.txt");
  EXPECT(room, room->desk.library, 0, "", NULL, "backup", room->file);
  change_by_sql(room->file, "UPDATE version SET length = 7 WHERE key = 1");
  EXPECT(room, room->desk.library, 65, "its length is wrong", "", "restore", room->file);
  change_by_sql(room->file, "PRAGMA user_version = 99");
  EXPECT(room, room->desk.library, 65, "a newer postil", "", "restore", room->file);
  EXPECT(room, room->desk.library, 73, "No such file", "", "backup", "/none/b.db");
  EXPECT(room, room->desk.library, 64, "itself", "", "backup", "--force", room->desk.library);
  EXPECT(room, room->desk.library, 0, "", "the library is whole", "doctor");
}

static void another_library_is_merged(void **state) {
  const Room *room = *state;
  EXPECT(room, room->other, 0, "", NULL, "add", "data/briefs/night-trains.txt");
  EXPECT(room, room->other, 0, "", NULL, "annotate", "night-trains.txt", "--span", "0:12", "--tag",
         "rail");
  EXPECT(room, room->desk.library, 0, "", NULL, "add", "data/briefs/lighthouse-fund.txt");
  EXPECT(room, room->desk.library, 0, "",
         "other.db: 1 new brief, 1 new annotation, 1 new tag, 0 changed, 0 removed\n", "merge",
         "--dry-run", room->other);
  EXPECT(room, room->desk.library, 66, "none of that name", "", "show", "night-trains.txt");
  EXPECT(room, room->desk.library, 0, "", "\"annotations\":1", "--json", "merge", room->other);
  EXPECT(room, room->desk.library, 0, "", "0 new briefs", "merge", room->other);
  EXPECT(room, room->desk.library, 0, "", "night-trains.txt", "list");
  EXPECT(room, room->desk.library, 0, "", "undo: merge 'other.db'", "undo");
  EXPECT(room, room->desk.library, 0,
         "other.db: it holds what was undone here; 'postil redo' brings that back", "0 new briefs",
         "merge", room->other);
  EXPECT(room, room->desk.library, 0, "", "merge 'other.db'", "redo");
  EXPECT(room, room->desk.library, 0, "", "0 new briefs", "merge",
         room->other); // and nothing is told
  EXPECT(room, room->desk.library, 0, "", "merge 'other.db'", "undo");
  EXPECT(room, room->desk.library, 66, "none of that name", "", "show", "night-trains.txt");
  EXPECT(room, room->desk.library, 66, "there is none", "", "merge", room->file);
  EXPECT(room, room->desk.library, 65, "not a database", "", "merge",
         "data/briefs/night-trains.txt");
  EXPECT(room, room->desk.library, 64, "--dry-run is for another library", "", "merge", "--dry-run",
         "12345678", "12345679");
}

// What a backup holds may have been undone here without any merge.
static void a_backup_with_what_was_undone_here_names_redo(void **state) {
  const Room *room = *state;
  EXPECT(room, room->desk.library, 0, "", NULL, "add", "data/briefs/night-trains.txt");
  EXPECT(room, room->desk.library, 0, "", "", "backup", room->file);
  EXPECT(room, room->desk.library, 0, "", "undo: ", "undo");
  EXPECT(room, room->desk.library, 0, "file.db: it holds what was undone here; 'postil redo'",
         "0 new briefs", "merge", room->file);
}

static void merging_makes_a_library_that_is_not_there(void **state) {
  const Room *room = *state;
  EXPECT(room, room->other, 0, "", NULL, "add", "data/briefs/night-trains.txt");
  EXPECT(room, room->desk.library, 0, "", "1 new brief", "merge", room->other);
  EXPECT(room, room->desk.library, 0, "", "night-trains.txt", "list");
}

static void a_repair_says_what_it_did(void **state) {
  const Room *room = *state;
  EXPECT(room, room->desk.library, 0, "", NULL, "add", "data/briefs");
  EXPECT(room, room->desk.library, 0, "", "the library is whole\n", "doctor", "--repair");
  change_by_sql(room->desk.library, "UPDATE brief SET added = 7");
  EXPECT(room, room->desk.library, 65, "2 faults", "the briefs differ", "doctor"); // the list, too
  EXPECT(room, room->desk.library, 0, "", "l.db.repair-1.bak\nthe library is whole\n", "doctor",
         "--repair");
  EXPECT(room, room->desk.library, 0, "", "the library is whole", "doctor");
  change_by_sql(room->desk.library, "UPDATE version_text SET text = text || 'x'");
  EXPECT(room, room->desk.library, 65, "cannot mend 5 faults", "l.db.repair-2.bak", "doctor",
         "--repair");
}

// What reads goes on while another program writes; what writes waits, and gives up in the end.
static void readers_do_not_wait_for_a_writer(void **state) {
  const Room *room = *state;
  sqlite3 *db;
  EXPECT(room, room->desk.library, 0, "", NULL, "add", "data/briefs");
  EXPECT(room, room->other, 0, "", NULL, "add", "data/tutor.txt");
  assert_int_equal(sqlite3_open(room->desk.library, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE; UPDATE brief SET added = 7", 0, 0, 0),
                   SQLITE_OK);
  EXPECT(room, room->desk.library, 0, "", "night-trains.txt", "list");
  EXPECT(room, room->desk.library, 0, "", "night", "find", "night");
  EXPECT(room, room->desk.library, 0, "", NULL, "sources");
  EXPECT(room, room->desk.library, 0, "", NULL, "matrix");
  EXPECT(room, room->desk.library, 0, "", NULL, "stats");
  EXPECT(room, room->desk.library, 0, "", NULL, "repeats");
  EXPECT(room, room->desk.library, 0, "", "whole", "doctor");
  EXPECT(room, room->desk.library, 0, "", "", "backup", room->file);
  assert_int_equal(sqlite3_exec(db, "ROLLBACK", 0, 0, 0), SQLITE_OK);
  sqlite3_close(db);
}

static void a_writer_waits_and_then_says_that_the_library_is_busy(void **state) {
  const Room *room = *state;
  sqlite3 *db;
  EXPECT(room, room->desk.library, 0, "", NULL, "add", "data/briefs");
  EXPECT(room, room->desk.library, 0, "", NULL, "backup", room->file);
  assert_int_equal(sqlite3_open(room->desk.library, &db), SQLITE_OK);
  assert_int_equal(sqlite3_exec(db, "BEGIN IMMEDIATE", 0, 0, 0), SQLITE_OK);
  EXPECT(room, room->desk.library, 75, "the library is busy", "", "merge", room->file);
  EXPECT(room, room->desk.library, 75, "the library is busy", "", "restore", room->file);
  assert_int_equal(sqlite3_exec(db, "ROLLBACK", 0, 0, 0), SQLITE_OK);
  sqlite3_close(db);
  EXPECT(room, room->desk.library, 0, "", "the library is whole", "doctor");
}

static void a_library_that_can_only_be_read_is_backed_up_and_not_changed(void **state) {
  const Room *room = *state;
  EXPECT(room, room->desk.library, 0, "", NULL, "add", "data/briefs");
  EXPECT(room, room->other, 0, "", NULL, "add", "data/tutor.txt");
  if (geteuid() == 0) skip(); // may write everything
  assert_int_equal(chmod(room->desk.library, 0400), 0);
  EXPECT(room, room->desk.library, 0, "", "", "backup", room->file);
  EXPECT(room, room->desk.library, 77, "can only be read", "", "merge", room->other);
  EXPECT(room, room->desk.library, 77, "can only be read", "", "restore", room->other);
  assert_int_equal(chmod(room->desk.library, 0600), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(a_backup_is_restored),
      TEST(a_script_backs_up_and_says_so),
      TEST(what_cannot_be_restored_says_why),
      TEST(another_library_is_merged),
      TEST(a_backup_with_what_was_undone_here_names_redo),
      TEST(merging_makes_a_library_that_is_not_there),
      TEST(a_repair_says_what_it_did),
      TEST(readers_do_not_wait_for_a_writer),
      TEST(a_writer_waits_and_then_says_that_the_library_is_busy),
      TEST(a_library_that_can_only_be_read_is_backed_up_and_not_changed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

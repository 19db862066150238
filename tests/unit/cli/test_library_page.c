// SPDX-License-Identifier: MIT
// What postil-library(5) tells of the library file is what a library has: its tables, its schema,
// and the registers that operations set.
#include "support/check.h"
#include "support/desk.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Reader {
  Desk *desk;
  char *page;
  sqlite3 *db; // the library
} Reader;

#define RUN(reader, ...) free(DESK_TAKE((reader)->desk, __VA_ARGS__))

// A library in which each kind of thing was made and changed.
static int set_up(void **state) {
  Reader *reader = calloc(1, sizeof *reader);
  *state = reader;
  desk_set_up((void **)&reader->desk);
  reader->page = check_read("man/postil-library.5");
  RUN(reader, "add", "data/briefs");
  RUN(reader, "meta", "night-trains", "--title", "T", "--series", "S", "--author", "A", "--date",
      "2026", "--url", "https://example.org/");
  RUN(reader, "annotate", "velna-compact", "--span", "0:20", "--tag", "a", "--comment", "c");
  RUN(reader, "annotate", "velna-compact", "--span", "30:40", "--tag", "b");
  RUN(reader, "tags", "colour", "a", "red");
  RUN(reader, "tags", "memo", "a", "why");
  RUN(reader, "tags", "alias", "a", "aa");
  assert_int_equal(sqlite3_open(reader->desk->library, &reader->db), SQLITE_OK);
  return 0;
}

static int tear_down(void **state) {
  Reader *reader = *state;
  sqlite3_close(reader->db);
  int status = desk_tear_down((void **)&reader->desk);
  free(reader->page);
  free(reader);
  return status;
}

// Where the section ends.
static const char *section_end(const char *at) {
  while (*at && strncmp(at, "\n.Sh ", 5) != 0 && strncmp(at, "\n.Ss ", 5) != 0) at++;
  return at;
}

// Is the word in an item of a list between the heading and the next one?
static bool names(const char *page, const char *heading, const char *word) {
  const char *at = strstr(page, heading);
  assert_non_null(at);
  const char *end = section_end(at + 1);
  size_t len = strlen(word);
  for (at = strstr(at, "\n.It "); at && at < end; at = strstr(at + 1, "\n.It ")) {
    const char *stop = at + 1 + strcspn(at + 1, "\n");
    for (const char *found = at; (found = strstr(found, word)) && found < stop; found++)
      if (found[-1] == ' ' && strchr(" \n", found[len])) return true;
  }
  return false;
}

// Each row that the statement gives is named below the heading that its first column says; how
// many.
static int check_named(const Reader *reader, const char *sql) {
  sqlite3_stmt *statement;
  int count = 0;
  assert_int_equal(sqlite3_prepare_v2(reader->db, sql, -1, &statement, NULL), SQLITE_OK);
  for (; sqlite3_step(statement) == SQLITE_ROW; count++) {
    const char *heading = (const char *)sqlite3_column_text(statement, 0);
    const char *word = (const char *)sqlite3_column_text(statement, 1);
    if (!names(reader->page, heading, word)) fail_msg("'%s' lacks %s", heading, word);
  }
  assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
  return count;
}

static void every_table_is_named(void **state) {
  assert_true(check_named(*state,
                          "SELECT '.Sh TABLES', name FROM sqlite_schema WHERE type = 'table' "
                          "AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_words\\_%' "
                          "ESCAPE '\\'") > 15);
}

static void every_schema_up_to_this_one_is_told(void **state) {
  assert_true(check_named(*state,
                          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n, "
                          "pragma_user_version WHERE i < user_version) "
                          "SELECT '.Sh SCHEMAS', i FROM n") >= 6);
}

static void the_application_is_told(void **state) {
  assert_int_equal(check_named(*state, "SELECT '.Sh TABLES', 'brief' FROM pragma_application_id "
                                       "WHERE application_id = 1349481332"),
                   1);
  assert_non_null(strstr(((Reader *)*state)->page, "application_id is 1349481332"));
}

static void every_register_that_is_set_is_named(void **state) {
  int count = check_named(
      *state,
      "SELECT DISTINCT '.Ss Registers of a' || iif(kind = 'annotation', 'n ', ' ') || kind, "
      "iif(key LIKE 'alias/%', 'alias/NAME', key) FROM operation, json_each(line, '$.set')");
  assert_true(count >= 16);
}

// The example of the page is a query that works.
static void the_query_of_the_page_gives_the_passages(void **state) {
  const Reader *reader = *state;
  const char *begin = strstr(reader->page, "\nSELECT t.path"), *end = strstr(begin, "\n.Ed");
  char *sql = strndup(begin, (size_t)(end - begin));
  sqlite3_stmt *statement;
  assert_int_equal(sqlite3_prepare_v2(reader->db, sql, -1, &statement, NULL), SQLITE_OK);
  assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
  assert_string_equal((const char *)sqlite3_column_text(statement, 0), "a");
  assert_int_equal(sqlite3_column_bytes(statement, 1), 20);
  assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
  assert_int_equal(sqlite3_step(statement), SQLITE_DONE);
  sqlite3_finalize(statement);
  free(sql);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(every_table_is_named),
      TEST(every_schema_up_to_this_one_is_told),
      TEST(the_application_is_told),
      TEST(every_register_that_is_set_is_named),
      TEST(the_query_of_the_page_gives_the_passages),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

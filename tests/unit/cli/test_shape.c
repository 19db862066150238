// SPDX-License-Identifier: MIT
// What --json prints is what the table of shapes says (cli/shapes.def), which the manual repeats:
// each key that is printed stands in it with its type, and each key that stands in it is printed.
#include "cli/shape.h"
#include "cli/subcommand.h"
#include "codec/json.h"

#include "support/check.h"
#include "support/desk.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEYS_MAX = 64 };

typedef struct Ledger {
  Desk *desk;
  bool seen[SHAPE_COUNT][KEYS_MAX];
} Ledger;

static int set_up(void **state) {
  Ledger *ledger = calloc(1, sizeof *ledger);
  *state = ledger;
  return desk_set_up((void **)&ledger->desk);
}

static int tear_down(void **state) {
  Ledger *ledger = *state;
  int status = desk_tear_down((void **)&ledger->desk);
  free(ledger);
  return status;
}

// ---- One object against its shape

static bool fits(const JsonValue *value, ShapeType type) {
  switch (type) {
  case SHAPE_TYPE_STRING: return value->type == JSON_STRING;
  case SHAPE_TYPE_INTEGER:
    return value->type == JSON_NUMBER && !memchr(value->text.ptr, '.', value->text.len);
  case SHAPE_TYPE_BOOLEAN: return value->type == JSON_TRUE || value->type == JSON_FALSE;
  case SHAPE_TYPE_OBJECT: return value->type == JSON_OBJECT;
  case SHAPE_TYPE_STRINGS:
  case SHAPE_TYPE_OBJECTS: break;
  case SHAPE_TYPE_COUNT: return false;
  }
  JsonType wanted = type == SHAPE_TYPE_STRINGS ? JSON_STRING : JSON_OBJECT;
  if (value->type != JSON_ARRAY) return false;
  for (const JsonValue *item = value->first; item; item = item->next)
    if (item->type != wanted) return false;
  return true;
}

// The key of a path: "notes[].brief", and "months.2026-02" is "months.*".
static const ShapeKey *find_key(ShapeId id, const char *above, Slice name, uint32_t *at) {
  uint32_t count;
  const ShapeKey *keys = shape_keys(id, &count);
  Buffer path = {0}, any = {0};
  buffer_printf(&path, "%s%.*s", above, (int)name.len, name.ptr);
  buffer_printf(&any, "%s*", above);
  for (*at = 0; *at < count; ++*at)
    if (strcmp(keys[*at].path, path.ptr) == 0 || strcmp(keys[*at].path, any.ptr) == 0) break;
  bool found = *at < count;
  buffer_release(&path);
  buffer_release(&any);
  return found ? &keys[*at] : NULL;
}

static void check_object(Ledger *ledger, ShapeId id, const char *above, const JsonValue *object);

// The objects that lie in a value.
static void check_inside(Ledger *ledger, const ShapeKey *key, const JsonValue *value) {
  Buffer above = {0};
  buffer_printf(&above, key->type == SHAPE_TYPE_OBJECTS ? "%s[]." : "%s.", key->path);
  if (key->type == SHAPE_TYPE_OBJECT) check_object(ledger, key->shape, above.ptr, value);
  for (const JsonValue *item = value->first; key->type == SHAPE_TYPE_OBJECTS && item;
       item = item->next)
    check_object(ledger, key->shape, above.ptr, item);
  buffer_release(&above);
}

// What must be in every object is in this one.
static void check_whole(ShapeId id, const char *above, const JsonValue *object) {
  uint32_t count;
  const ShapeKey *keys = shape_keys(id, &count);
  for (uint32_t i = 0; i < count; i++) {
    const char *name = keys[i].path + strlen(above);
    bool here = strncmp(keys[i].path, above, strlen(above)) == 0 && !strpbrk(name, ".*");
    if (!here || keys[i].presence == SHAPE_KEY_OPTIONAL || json_get(object, name)) continue;
    fail_msg("%s: there is no %s", shape_get(id)->commands, keys[i].path);
  }
}

static void check_object(Ledger *ledger, ShapeId id, const char *above, const JsonValue *object) {
  for (const JsonValue *member = object->first; member; member = member->next) {
    uint32_t at;
    const ShapeKey *key = find_key(id, above, member->key, &at);
    if (!key)
      fail_msg("%s: %s%.*s is not in the table", shape_get(id)->commands, above,
               (int)member->key.len, member->key.ptr);
    if (member->type == JSON_NULL && key->presence == SHAPE_KEY_OR_NULL) continue;
    if (!fits(member, key->type))
      fail_msg("%s: %s is of another type", shape_get(id)->commands, key->path);
    ledger->seen[id][at] = true;
    check_inside(ledger, key, member);
  }
  check_whole(id, above, object);
}

static void check_line(Ledger *ledger, ShapeId id, Slice line) {
  Arena *arena = arena_new();
  Error err = {0};
  const JsonValue *value = json_parse(arena, line, &err);
  check_ok(value && value->type == JSON_OBJECT, &err);
  check_object(ledger, id, "", value);
  arena_free(arena);
}

// ---- Runs

#define RUN(ledger, ...) DESK_RUN((ledger)->desk, "--json", __VA_ARGS__)

// Runs it, whatever it has to say, and holds each line of what it prints against the shape: at
// least one.
#define PRINTS(ledger, id, ...) check_lines(ledger, id, RUN(ledger, __VA_ARGS__))

static void check_lines(Ledger *ledger, ShapeId id, Program program) {
  if (!program.out[0]) fail_msg("%s: prints nothing: %s", shape_get(id)->commands, program.err);
  for (const char *line = program.out; *line; line += strcspn(line, "\n") + 1)
    check_line(ledger, id, slice_make(line, strcspn(line, "\n")));
  program_release(&program);
}

// The id that a run prints; the caller frees it.
static char *take_id(Program program) {
  const char *begin = strstr(program.out, "\"id\":\"");
  assert_non_null(begin);
  char *id = strndup(begin + strlen("\"id\":\""), 36);
  program_release(&program);
  return id;
}

static void do_quietly(Program program) {
  if (program.status != 0) fail_msg("%s", program.err);
  program_release(&program);
}

static char *write_file(const Ledger *ledger, const char *name, const char *text) {
  check_write(ledger->desk->home, name, slice_of(text));
  return desk_path(ledger->desk, name);
}

static void change_by_sql(const Ledger *ledger, const char *sql) {
  sqlite3 *db;
  assert_int_equal(sqlite3_open(ledger->desk->library, &db), SQLITE_OK);
  if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK) fail_msg("%s", sqlite3_errmsg(db));
  sqlite3_close(db);
}

// ---- What all subcommands print, in an order in which they have something to print

// A guessed author, furniture, and a paragraph that goes on behind a page's end.
static const char paged[] =
    "Ferries First\n\nPolicy Briefs\n\n9 January, 2026\n\nShare\n\nFerries First\n\n"
    "In his article, Ivo Harbourman analyzes why the towns of the strait keep their ferries "
    "although "
    "a bridge would be cheaper, and where people meet and\n\nStrait Letters\n"
    "                                                - 1 -\n\f"
    "talk about bridges, which is free of charge.\n\n"
    "Travellers who wish to cross three countries in a night have long been able to do so in "
    "principle; see the table.[1]\n\nStrait Letters\n"
    "                                                - 2 -\n\f[1] “Ports Before Plants: The "
    "Slow Electrification of Harbour Towns”, Strait Letters, 2026.\n";

static void print_briefs(Ledger *ledger) {
  char *path = write_file(ledger, "paged.txt", paged);
  PRINTS(ledger, SHAPE_ADDED, "add", "--dry-run", "data/briefs", path);
  PRINTS(ledger, SHAPE_ADDED, "add", "data/briefs", path);
  do_quietly(RUN(ledger, "meta", "night-trains.txt", "--series", "Rails", "--date", "2026-01",
                 "--author", "Ana Berg; Li Wei", "--url", "https://example.org/night"));
  PRINTS(ledger, SHAPE_BRIEF, "list");
  PRINTS(ledger, SHAPE_BRIEF, "meta", "night-trains.txt");
  PRINTS(ledger, SHAPE_BRIEF, "show", "night-trains.txt");
  PRINTS(ledger, SHAPE_BRIEF, "show", "data/tutor.txt");
  PRINTS(ledger, SHAPE_BRIEF, "open", "night-trains.txt");
  PRINTS(ledger, SHAPE_NOTE, "show", "--notes", "velna-compact.txt");
  PRINTS(ledger, SHAPE_STRUCTURE, "show", "--structure", "velna-compact.txt");
  PRINTS(ledger, SHAPE_STRUCTURE, "show", "--structure", "What School Kitchens");
  PRINTS(ledger, SHAPE_STRUCTURE, "show", "--structure", path);
  PRINTS(ledger, SHAPE_SOURCE, "sources");
  PRINTS(ledger, SHAPE_FOUND, "find", "minutes");
  free(path);
  path = write_file(ledger, "page.html",
                    "<html lang=de><body><p>Die Inselstadt hat keine Brücke.</p></body></html>");
  if (!check_lacks(OPTIONAL_LIBXML2)) PRINTS(ledger, SHAPE_BRIEF, "show", path);
  free(path);
}

static void print_annotations(Ledger *ledger) {
  PRINTS(ledger, SHAPE_MADE, "annotate", "night-trains.txt", "--quote",
         "Fifteen minutes are allowed", "--tag", "rail/waiting", "--comment", "minutes!");
  PRINTS(ledger, SHAPE_MADE, "annotate", "night-trains.txt", "--whole", "--comment", "later");
  char *id =
      take_id(RUN(ledger, "annotate", "velna-compact.txt", "--span", "100:200", "--tag", "x"));
  char *second = take_id(RUN(ledger, "edit", id, "--split", "150"));
  PRINTS(ledger, SHAPE_MADE, "merge", id, second);
  PRINTS(ledger, SHAPE_ANNOTATION, "list", "--annotations");
  PRINTS(ledger, SHAPE_FOUND, "find", "--in", "comments", "minutes");
  do_quietly(RUN(ledger, "marks", "night-trains.txt", "a", "100"));
  PRINTS(ledger, SHAPE_MARK, "marks", "night-trains.txt");
  PRINTS(ledger, SHAPE_VERSION, "versions", "night-trains.txt");
  PRINTS(ledger, SHAPE_CELL, "matrix");
  PRINTS(ledger, SHAPE_CELL, "matrix", "--by", "series");
  PRINTS(ledger, SHAPE_STATS, "stats");
  free(id);
  free(second);
}

static void print_tags(Ledger *ledger) {
  static const char *const acts[][4] = {
      {"colour", "x", "red"}, {"memo", "x", "what it means"}, {"alias", "x", "ex"},
      {"add", "y"},           {"rename", "y", "z"},           {"split", "x", "xs", "colour:yellow"},
      {"unalias", "ex"},      {"merge", "xs", "x"},           {"delete", "z"},
  };
  for (size_t i = 0; i < sizeof acts / sizeof *acts; i++) {
    PRINTS(ledger, SHAPE_TAGS_CHANGED, "tags", "--dry-run", acts[i][0], acts[i][1], acts[i][2],
           acts[i][3]);
    PRINTS(ledger, SHAPE_TAGS_CHANGED, "tags", acts[i][0], acts[i][1], acts[i][2], acts[i][3]);
    PRINTS(ledger, SHAPE_TAG, "tags");
  }
  char *codebook = desk_path(ledger->desk, "codebook.jsonl");
  do_quietly(RUN(ledger, "export", "--format", "jsonl", "-o", codebook));
  PRINTS(ledger, SHAPE_TAGS_CHANGED, "tags", "import", codebook);
  PRINTS(ledger, SHAPE_CHANGE, "history");
  PRINTS(ledger, SHAPE_CHANGE, "undo");
  PRINTS(ledger, SHAPE_CHANGE, "redo");
  PRINTS(ledger, SHAPE_CHANGE, "history");
  free(codebook);
}

// The same sentence in two briefs; then a text that has changed.
static void print_places(Ledger *ledger) {
  static const char shared[] = "The stations of the valley agree on seven figures for each day.";
  Buffer first = {0}, second = {0};
  buffer_printf(&first, "First\n\n%s\n\nThe dam is dry.\n", shared);
  buffer_printf(&second, "Second\n\nOnce more and at length: a preface. %s\n", shared);
  char *one = write_file(ledger, "one.txt", first.ptr),
       *two = write_file(ledger, "two.txt", second.ptr);
  do_quietly(RUN(ledger, "add", one, two));
  char *id = take_id(RUN(ledger, "annotate", "First", "--quote", shared));
  PRINTS(ledger, SHAPE_REPEAT, "repeats");
  PRINTS(ledger, SHAPE_PLACE, "repeats", "--dry-run", "--annotate", id);
  PRINTS(ledger, SHAPE_PLACE, "repeats", "--annotate", id);
  do_quietly(RUN(ledger, "annotate", "First", "--quote", "The dam is dry."));
  do_quietly(RUN(ledger, "annotate", "Second", "--quote", "at length: a preface."));
  free(write_file(ledger, "one.txt", "First\n\nThe stations agree on seven figures each day.\n"));
  free(write_file(ledger, "two.txt",
                  "Second\n\nOnce more and at great length: a foreword. It rains.\n"));
  do_quietly(RUN(ledger, "add", one));
  do_quietly(RUN(ledger, "add", two));
  PRINTS(ledger, SHAPE_WAITING, "check");
  PRINTS(ledger, SHAPE_WAITING, "review");
  buffer_release(&first);
  buffer_release(&second);
  free(one);
  free(two);
  free(id);
}

static void print_files(Ledger *ledger) {
  char *file = desk_path(ledger->desk, "out.jsonl");
  char *other = desk_path(ledger->desk, "other.db");
  do_quietly(RUN(ledger, "export", "--format", "jsonl", "-o", file));
  PRINTS(ledger, SHAPE_IMPORTED, "import", "--dry-run", file);
  PRINTS(ledger, SHAPE_IMPORTED, "import", file);
  do_quietly(RUN(ledger, "backup", other));
  PRINTS(ledger, SHAPE_MERGED, "merge", "--dry-run", other);
  PRINTS(ledger, SHAPE_MERGED, "merge", other);
  PRINTS(ledger, SHAPE_RESTORED, "restore", "--dry-run", other);
  PRINTS(ledger, SHAPE_RESTORED, "restore", other);
  PRINTS(ledger, SHAPE_OPTION, "config");
  PRINTS(ledger, SHAPE_ACTION, "keys");
  PRINTS(ledger, SHAPE_ACTION, "help", "pick-tags");
  free(file);
  free(other);
}

// What SQLite reports when some pages are no pages.
static void print_reports(Ledger *ledger) {
  char garbage[512];
  FILE *file = fopen(ledger->desk->library, "r+b");
  memset(garbage, 0xEE, sizeof garbage);
  for (long page = 3; page < 6; page++) {
    assert_int_equal(fseek(file, page * 4096, SEEK_SET), 0);
    assert_int_equal(fwrite(garbage, sizeof garbage, 1, file), 1);
  }
  fclose(file);
  PRINTS(ledger, SHAPE_FINDING, "doctor");
}

// Last: what is done here to the library nothing brings back.
static void print_findings(Ledger *ledger) {
  PRINTS(ledger, SHAPE_FINDING, "doctor");
  change_by_sql(ledger, "UPDATE brief SET added = 7");
  PRINTS(ledger, SHAPE_FINDING, "doctor", "--repair");
  change_by_sql(ledger, "UPDATE version_text SET text = text || 'x'");
  PRINTS(ledger, SHAPE_FINDING, "doctor");
  PRINTS(ledger, SHAPE_FINDING, "doctor", "--repair");
  change_by_sql(ledger, "DELETE FROM operation WHERE kind = 'tag'; VACUUM");
  PRINTS(ledger, SHAPE_FINDING, "doctor", "--repair");
  print_reports(ledger);
}

// Only what libxml2 reads states a language.
static bool is_language(const ShapeKey *key) {
  return strcmp(key->path, "language") == 0;
}

static void keys_that_are_printed_are_those_of_the_table(void **state) {
  Ledger *ledger = *state;
  print_briefs(ledger);
  print_annotations(ledger);
  print_tags(ledger);
  print_places(ledger);
  print_files(ledger);
  print_findings(ledger);
  for (int id = 0; id < SHAPE_COUNT; id++) {
    uint32_t count;
    const ShapeKey *keys = shape_keys((ShapeId)id, &count);
    assert_in_range(count, 1, KEYS_MAX);
    for (uint32_t i = 0; i < count; i++)
      if (!ledger->seen[id][i] && !(is_language(&keys[i]) && check_lacks(OPTIONAL_LIBXML2)))
        fail_msg("%s: %s was never printed", shape_get((ShapeId)id)->commands, keys[i].path);
  }
}

// ---- Which subcommands

// Those of which no line is an object: they print nothing, files of a format, or text for people.
static const char *const without[] = {"tag",    "untag",  "comment", "delete",     "remove",
                                      "export", "script", "backup",  "completion", "tutor"};

static bool is_without(const char *name) {
  for (size_t i = 0; i < sizeof without / sizeof *without; i++)
    if (strcmp(without[i], name) == 0) return true;
  return false;
}

// Does "list, meta BRIEF, show BRIEF|PATH" begin one of its parts with the name?
static bool names(const char *commands, const char *name) {
  size_t len = strlen(name);
  for (const char *at = commands; at; at = strstr(at, ", "), at = at ? at + 2 : NULL)
    if (strncmp(at, name, len) == 0 && strchr(" ,", at[len])) return true;
  return false;
}

static void each_subcommand_has_a_shape_or_prints_none(void **state) {
  (void)state;
  uint32_t count;
  const Subcommand *table = subcommand_table(&count);
  for (uint32_t i = 0; i < count; i++) {
    bool shaped = false;
    for (int id = 0; id < SHAPE_COUNT; id++)
      shaped = shaped || names(shape_get((ShapeId)id)->commands, table[i].name);
    if (shaped == is_without(table[i].name)) fail_msg("%s: has it a shape?", table[i].name);
  }
}

static void check_prints_no_object(Program program) {
  for (const char *line = program.out; *line; line += strcspn(line, "\n") + 1)
    if (line[0] == '{') fail_msg("an object without a shape: %s", line);
  program_release(&program);
}

static void what_has_no_shape_prints_no_object(void **state) {
  Ledger *ledger = *state;
  do_quietly(RUN(ledger, "add", "data/briefs"));
  char *id = take_id(RUN(ledger, "annotate", "night-trains.txt", "--whole", "--tag", "a"));
  char *other = desk_path(ledger->desk, "other.db");
  check_prints_no_object(RUN(ledger, "tag", id, "b"));
  check_prints_no_object(RUN(ledger, "untag", id, "b"));
  check_prints_no_object(RUN(ledger, "comment", id, "c"));
  check_prints_no_object(RUN(ledger, "export", "--format", "csv"));
  check_prints_no_object(RUN(ledger, "completion", "words", "--", "a"));
  check_prints_no_object(RUN(ledger, "tutor"));
  check_prints_no_object(RUN(ledger, "backup", other));
  check_prints_no_object(RUN(ledger, "delete", id));
  check_prints_no_object(RUN(ledger, "remove", "night-trains.txt"));
  free(id);
  free(other);
}

// `postil help json` says all of it.
static void help_prints_the_table(void **state) {
  Ledger *ledger = *state;
  Program help = RUN(ledger, "help", "json");
  program_check(&help, 0, "");
  assert_non_null(strstr(help.out, "\nmatrix: a count of the matrix that is not 0\n"));
  assert_non_null(strstr(help.out, "\n  notes[].back\ttrue or false\twhether it is an Ibid."));
  assert_non_null(strstr(help.out, "\n  undoes\tinteger, optional\tof undo"));
  program_release(&help);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
  const struct CMUnitTest tests[] = {
      TEST(keys_that_are_printed_are_those_of_the_table),
      TEST(each_subcommand_has_a_shape_or_prints_none),
      TEST(what_has_no_shape_prints_no_object),
      TEST(help_prints_the_table),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

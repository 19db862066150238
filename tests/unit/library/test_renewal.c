// SPDX-License-Identifier: MIT
// Rules become better, libraries stay: structure that was stored by older rules is made anew when a
// brief is opened. Classes may change; the text, its positions and the annotations may not.
#include "support/check.h"
#include "support/oracle.h"
#include "support/shelf.h"
#include "support/version.h"

#include "import/import.h"
#include "text/pack.h"

#include <stdlib.h>

static const char document[] = "Ports First\n\n"
                               "The ports of the strait were built before the towns.[1]\n\n"
                               "What Comes Next\n\n"
                               "Nobody knows what comes next, and nobody has asked.[2]\n\n"
                               "[1] Harbour log, page one.\n"
                               "[2] Ibid., p. 3.\n";

enum { OLDER = IMPORT_RULES - 1, NEWER = IMPORT_RULES + 1 };

// A library that holds the document with an annotation from its first heading into the text.
static Shelf shelf_with_document(int64_t *brief) {
  Shelf shelf = shelf_new();
  *brief = shelf_add(&shelf, "ports.txt", document);
  shelf_annotate(&shelf, *brief, 70, 105, "next", "across a heading");
  return shelf;
}

// Stores another structure under a number of rules, as another release of postil would have.
// As if rules of that number had read the text, with all that follows from its structure.
static void store_structure(Shelf *shelf, unsigned rules, const char *structure) {
  Buffer sql = {0};
  buffer_printf(&sql, "UPDATE version_text SET rules = %u, structure = %s", rules, structure);
  free(shelf_query(shelf, sql.ptr));
  buffer_release(&sql);
  shelf_reopen(shelf);
  shelf_repair(shelf);
}

static Version *open_brief(Shelf *shelf, int64_t key) {
  Error err = {0};
  Brief brief;
  check_ok(brief_get(shelf->library, key, &brief, &err), &err);
  Version *version = brief_version(shelf->library, brief.version, &err);
  check_ok(version != NULL, &err);
  brief_release(&brief);
  return version;
}

static void check_classes(const Version *version, const char *wanted) {
  Buffer classes = {0};
  for (uint32_t i = 0; i < version->block_count; i++) {
    buffer_printf(&classes, "%s ", version_block_name(version->blocks[i].type));
  }
  check_text(buffer_slice(&classes), wanted);
  buffer_release(&classes);
}

// Whatever was stored: the same text, and an annotation that covers the same words.
static void check_untouched(Shelf *shelf, const char *before, const Version *version) {
  check_text(version->text, document);
  assert_null(oracle_version_fault(version));
  char *after = shelf_describe(shelf);
  check_text(slice_of(after), before);
  free(after);
  shelf_examine(shelf);
}

static void what_older_rules_stored_is_opened_with_the_classes_of_today(void **state) {
  (void)state;
  int64_t brief;
  Shelf shelf = shelf_with_document(&brief);
  char *before = shelf_describe(&shelf);
  // Older rules that knew neither headings nor back references.
  store_structure(&shelf, OLDER,
                  "replace(replace(structure, 'b heading', 'b para'), ' 0 0 back', ' - -')");
  Version *version = open_brief(&shelf, brief);
  check_classes(version, "title para heading para note note ");
  assert_int_equal(version->rules, IMPORT_RULES);
  assert_int_equal(version->notes[1].root, 0);
  check_untouched(&shelf, before, version);
  version_free(version);
  free(before);
  shelf_release(&shelf);
}

static void the_same_structure_under_the_number_of_today_is_taken_as_it_is(void **state) {
  (void)state;
  int64_t brief;
  Shelf shelf = shelf_with_document(&brief);
  char *before = shelf_describe(&shelf);
  store_structure(&shelf, IMPORT_RULES, "replace(structure, 'b heading', 'b para')");
  Version *version = open_brief(&shelf, brief);
  check_classes(version, "title para para para note note ");
  check_untouched(&shelf, before, version);
  version_free(version);
  free(before);
  shelf_release(&shelf);
}

static void what_newer_rules_stored_is_kept(void **state) {
  (void)state;
  int64_t brief;
  Shelf shelf = shelf_with_document(&brief);
  char *before = shelf_describe(&shelf);
  store_structure(&shelf, NEWER,
                  "replace(replace(structure, 'b heading', 'b quote'), 'end', "
                  "'mood 3 7 calm' || char(10) || 'end')");
  Version *version = open_brief(&shelf, brief);
  check_classes(version, "title para quote para note note ");
  assert_int_equal(version->rules, NEWER);
  check_untouched(&shelf, before, version);
  version_free(version);
  free(before);
  shelf_release(&shelf);
}

// A page whose format gave a heading of level 4 and linked the notes; older rules had shown the
// heading as a paragraph and understood no Ibid. Positions are those of the document.
static const char page[] = "'postil-structure 1\n"
                           "stated-title Ports First\n"
                           "structured\n"
                           "given\n"
                           "b para 0 11 as=heading deep=1\n"
                           "b para 13 68 as=para\n"
                           "b para 70 85 as=heading deep=4\n"
                           "b para 87 141 as=quote\n"
                           "b note 143 169 note=0 as=para\n"
                           "b note 170 186 note=1 as=para\n"
                           "n 143 169 147 1 0 - -\n"
                           "n 170 186 174 2 0 - -\n"
                           "r 65 68 0\n"
                           "r 138 141 1\n"
                           "s 17 22 2\n"
                           "l 30 36 https://strait.example.org/\n"
                           "end\n'";

static void what_a_format_gave_is_kept_when_the_rules_change(void **state) {
  (void)state;
  int64_t brief;
  Shelf shelf = shelf_with_document(&brief);
  char *before = shelf_describe(&shelf);
  store_structure(&shelf, OLDER, page);
  Version *version = open_brief(&shelf, brief);
  check_classes(version, "title para heading quote note note ");
  assert_int_equal(version->blocks[2].level, 4);
  assert_true(version->notes_given);
  assert_int_equal(version->notes[1].root, 0);
  assert_int_equal(version->reference_count, 2);
  assert_int_equal(version->inlines[0].kinds, INLINE_STRONG);
  check_link(version, &version->links[0], "https://strait.example.org/");
  check_text(version->metadata.title, "Ports First");
  check_untouched(&shelf, before, version);
  version_free(version);
  free(before);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_older_rules_stored_is_opened_with_the_classes_of_today),
      cmocka_unit_test(the_same_structure_under_the_number_of_today_is_taken_as_it_is),
      cmocka_unit_test(what_newer_rules_stored_is_kept),
      cmocka_unit_test(what_a_format_gave_is_kept_when_the_rules_change),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

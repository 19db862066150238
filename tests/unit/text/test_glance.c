// SPDX-License-Identifier: MIT
#include "import/import.h"
#include "support/check.h"
#include "support/document.h"
#include "support/prose.h"
#include "text/glance.h"
#include "text/pack.h"
#include "text/position.h"

#include <stdlib.h>

// A hard-wrapped brief with notes, links, emphasis and characters of more than one byte.
static Version *long_version(void) {
  Buffer source = {0};
  buffer_add_string(&source,
                    "# A title\n\nWords *with* [a link](https://a.example/x) — “quoted”.\n\n");
  prose_brief(&source, 7, 30000);
  Error err = {0};
  Version *version =
      import_read(&(ImportInput){.bytes = buffer_slice(&source), .name = "brief.md"}, &err);
  check_ok(version != NULL, &err);
  buffer_release(&source);
  return version;
}

static void check_beginning(const Version *glance, const Version *whole) {
  assert_int_equal(glance->whole_len, whole->text.len);
  assert_int_equal(glance->noted, whole->note_count > 0);
  assert_true(slice_starts(whole->text, glance->text));
  assert_in_range(glance->block_count, 1, whole->block_count - 1);
  assert_int_equal(glance->text.len, glance->blocks[glance->block_count - 1].span.end);
  for (uint32_t i = 0; i < glance->block_count; i++) {
    assert_true(span_equal(glance->blocks[i].span, whole->blocks[i].span));
    assert_int_equal(glance->blocks[i].type, whole->blocks[i].type);
  }
  uint32_t end = (uint32_t)glance->text.len;
  assert_int_equal(glance->link_count, version_link_from(whole, end));
  assert_int_equal(glance->inline_count, version_inline_from(whole, end));
  assert_int_equal(glance->joint_count, version_joint_from(whole, end));
}

static void wherever_it_is_cut_a_glance_is_the_beginning_of_the_whole(void **state) {
  (void)state;
  document_skip_without(OPTIONAL_CMARK);
  Version *whole = long_version();
  Buffer packed = {0};
  pack_write(whole, &packed);
  uint32_t glances = 0, tries = 0;
  for (size_t len = 0; len < whole->text.len; len += 61, tries++) {
    Slice structure = slice_cut(buffer_slice(&packed), 0, packed.len - len % 7 * packed.len / 8);
    Version *glance = glance_read(slice_cut(whole->text, 0, len), structure, whole->text.len, 2);
    if (!glance) continue;
    check_beginning(glance, whole);
    version_free(glance);
    glances++;
  }
  assert_in_range(glances, tries / 2, tries);
  assert_true(whole->link_count > 0 && whole->inline_count > 0 && whole->reference_count > 0);
  buffer_release(&packed);
  version_free(whole);
}

static void marks_of_notes_beyond_it_are_left_out(void **state) {
  (void)state;
  Version *whole = long_version();
  Buffer packed = {0};
  pack_write(whole, &packed);
  Slice half = slice_cut(whole->text, 0, whole->text.len / 2);
  Version *glance = glance_read(half, buffer_slice(&packed), whole->text.len, 2);
  assert_non_null(glance);
  assert_true(whole->references[0].span.end < glance->text.len);
  assert_int_equal(glance->reference_count, 0);
  assert_true(glance->noted);
  version_free(glance);
  buffer_release(&packed);
  version_free(whole);
}

static void check_none(const char *text, const char *structure) {
  assert_null(glance_read(slice_of(text), slice_of(structure), 1000, 2));
}

static void of_what_is_damaged_there_is_no_glance(void **state) {
  (void)state;
  check_none("", "");
  check_none("One.\nTwo.\n", "");
  check_none("One.\nTwo.\n", "postil-structure 1\nb para 0 4\n");
  check_none("One.\nTwo.\n", "postil-structure 9\nb para 0 4\nb para 5 9\n");
  check_none("One.\nTwo.\n", "postil-structure 1\nb para 0\nb para 5 9\n");
  check_none("One.\nTwo.\n", "postil-structure 1\nb para 0 4\nj 2 99\nb para 5 9\n");
  check_none("One\x01\nTwo.\n", "postil-structure 1\nb para 0 4\nb para 5 9\n");
  check_none("One.\nTwo.\n", "postil-structure 1\nb para 0 99999999999999999999\nb para 5 9\n");
  Version *sound = glance_read(SLICE("One.\nTwo.\n"),
                               SLICE("postil-structure 1\nb para 0 4\nb para 5 9\n"), 1000, 2);
  assert_non_null(sound);
  version_free(sound);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(wherever_it_is_cut_a_glance_is_the_beginning_of_the_whole),
      cmocka_unit_test(marks_of_notes_beyond_it_are_left_out),
      cmocka_unit_test(of_what_is_damaged_there_is_no_glance),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

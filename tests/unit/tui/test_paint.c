// SPDX-License-Identifier: MIT
// What a format's inline marks and links look like on a painted line.
#include "support/check.h"

#include "text/builder.h"
#include "tui/paint.h"

// "one two three four five": two is strong, three strong and slanted, four a link of struck words,
// five code.
static Version *marked_version(void) {
  Builder *builder = builder_new(SLICE("one two three four five"));
  builder_add_block(builder,
                    (Block){.span = {0, 23}, .type = BLOCK_PARAGRAPH, .note = VERSION_NONE});
  builder_add_inline(builder, (Inline){{4, 7}, INLINE_STRONG});
  builder_add_inline(builder, (Inline){{8, 13}, INLINE_STRONG | INLINE_EMPHASIS});
  builder_add_inline(builder, (Inline){{14, 18}, INLINE_STRUCK});
  builder_add_inline(builder, (Inline){{19, 23}, INLINE_CODE});
  builder_add_link(builder, (Link){{14, 18}, SLICE("https://a.example/")});
  return builder_finish(builder, 1);
}

static void check_cells(const Screen *screen, uint32_t from, uint32_t to, Face face,
                        uint8_t attributes) {
  for (uint32_t column = from; column < to; column++) {
    assert_int_equal(screen->cells[column].face, face);
    assert_int_equal(screen->cells[column].attributes, attributes);
  }
}

static void inline_marks_are_attributes_of_any_face(void **state) {
  (void)state;
  Version *version = marked_version();
  Layout *layout = layout_new(version, (LayoutStyle){.width = 40});
  Screen *screen = screen_new(1, 40, SAFE_UNICODE);
  paint_line(screen, version, layout_line(layout, (LinePlace){0, 0}), 0, 0, 40, FACE_QUOTATION);
  check_cells(screen, 0, 4, FACE_QUOTATION, 0);
  check_cells(screen, 4, 7, FACE_QUOTATION, CELL_BOLD);
  check_cells(screen, 7, 8, FACE_QUOTATION, 0);
  check_cells(screen, 8, 13, FACE_QUOTATION, CELL_BOLD | CELL_ITALIC);
  check_cells(screen, 14, 18, FACE_LINK, CELL_STRUCK);
  check_cells(screen, 18, 19, FACE_QUOTATION, 0);
  check_cells(screen, 19, 23, FACE_QUOTATION, CELL_DIM);
  screen_free(screen);
  layout_free(layout);
  version_free(version);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(inline_marks_are_attributes_of_any_face),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

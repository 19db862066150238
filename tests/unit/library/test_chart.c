// SPDX-License-Identifier: MIT
// What a row of the figures counts is what its query finds.
#include "library/chart.h"

#include "library/query.h"
#include "support/check.h"
#include "support/shelf.h"

#include <stdlib.h>
#include <string.h>

static const char text[] = "One\n\nThe dam is dry, and nobody knows why it is so dry now.\n";

// Tags alike but for case, below each other, of names that need quotation marks; a colour,
// comments.
static Shelf filled(void) {
  Shelf shelf = shelf_new();
  Error err = {0};
  AnnotationAdded added;
  int64_t brief = shelf_add(&shelf, "one.txt", text), change;
  static const char *const tags[] = {"a", "A", "a/b", "=x y", "\"q\"", "a"};
  for (uint32_t i = 0; i < sizeof tags / sizeof *tags; i++) {
    AnnotationRequest request = {.brief = brief,
                                 .span = {5 + i, 7 + i},
                                 .colour = i < 2 ? COLOUR_GREEN : COLOUR_RED,
                                 .comment = i == 3 ? "why" : NULL,
                                 .tags = &tags[i],
                                 .tag_count = 1};
    check_ok(annotation_add(shelf.library, &request, &added, &err), &err);
  }
  shelf_annotate(&shelf, brief, 20, 24, NULL, NULL);
  AnnotationRequest whole = {.brief = brief, .whole = true, .comment = "all of it"};
  check_ok(annotation_add(shelf.library, &whole, &added, &err), &err);
  check_ok(tag_create(shelf.library, "unused", &change, &err), &err);
  return shelf;
}

static Chart read_chart(Shelf *shelf, uint32_t most) {
  Stats stats = {0};
  Chart chart;
  Error err = {0};
  check_ok(stats_read(shelf->library, NULL, NULL, &stats, &err), &err);
  check_ok(chart_read(shelf->library, &stats, NULL, most, &chart, &err), &err);
  stats_release(&stats);
  return chart;
}

static void each_row_counts_what_its_query_finds(void **state) {
  (void)state;
  Shelf shelf = filled();
  Chart chart = read_chart(&shelf, CHART_ALL);
  uint32_t asked = 0;
  for (uint32_t i = 0; i < chart.count; i++) {
    const ChartRow *row = &chart.rows[i];
    Query query;
    Keys keys = {0};
    Error err = {0};
    if (!row->query[0]) continue;
    check_ok(query_parse(&query, slice_of(row->query), QUERY_STRICT, &err), &err);
    check_ok(query_find_annotations(shelf.library, &query, 0, &keys, &err), &err);
    if (keys.count != row->value)
      fail_msg("%s %s: %u, and %s finds %u", row->group, row->name, row->value, row->query,
               (unsigned)keys.count);
    asked++;
    keys_release(&keys);
    query_release(&query);
  }
  assert_int_equal(asked, 5 + 5 + 3 + 1); // figures, tags, colours, months
  chart_release(&chart);
  shelf_release(&shelf);
}

static void tags_come_by_their_number_and_only_so_many(void **state) {
  (void)state;
  Shelf shelf = filled();
  Chart chart = read_chart(&shelf, 2);
  uint32_t tags = 0;
  for (uint32_t i = 0; i < chart.count; i++) {
    if (strcmp(chart.rows[i].group, "by tag") != 0) continue;
    if (tags++ == 0) assert_string_equal(chart.rows[i].name, "a");
    assert_int_equal(chart.rows[i].most, 2);
  }
  assert_int_equal(tags, 2);
  chart_release(&chart);
  shelf_release(&shelf);
}

static void an_empty_library_has_figures_and_no_bars(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Chart chart = read_chart(&shelf, CHART_ALL);
  assert_int_equal(chart.count, 10);
  for (uint32_t i = 0; i < chart.count; i++) assert_int_equal(chart.rows[i].most, 0);
  chart_release(&chart);
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_row_counts_what_its_query_finds),
      cmocka_unit_test(tags_come_by_their_number_and_only_so_many),
      cmocka_unit_test(an_empty_library_has_figures_and_no_bars),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
// Rows of a chart. What a row counts and what its query finds are two ways to one number;
// tests/unit/library/test_chart.c asks every query.
#include "library/chart.h"

#include "library/query.h"
#include "library/tree.h"

#include <stdlib.h>
#include <string.h>

// A row without its texts, which are copied.
typedef struct Figure {
  const char *group, *name;
  uint32_t value, most;
  const char *query;
} Figure;

static void add(Chart *chart, const Figure *figure) {
  chart->rows = memory_grow(chart->rows, chart->count, &chart->capacity, sizeof *chart->rows);
  chart->rows[chart->count++] = (ChartRow){.group = figure->group,
                                           .name = memory_string(slice_of(figure->name)),
                                           .value = figure->value,
                                           .most = figure->most,
                                           .query = memory_string(slice_of(figure->query))};
}

// One that is asked for by a field with a value.
static void add_bar(Chart *chart, Figure figure, const char *field, Slice comparison) {
  Buffer query = {0};
  query_write_term(field, comparison, slice_of(figure.name), &query);
  figure.query = query.ptr;
  add(chart, &figure);
  buffer_release(&query);
}

static void add_figures(Chart *chart, const Stats *stats) {
  const Figure figures[] = {{"briefs", "in the library", stats->briefs, 0, ""},
                            {"briefs", "read", stats->read, 0, ""},
                            {"briefs", "begun", stats->started, 0, ""},
                            {"briefs", "with annotations", stats->annotated, 0, ""},
                            {"annotations", "all", stats->annotations, 0, "has:annotation"},
                            {"annotations", "with a tag", stats->tagged, 0, "has:tag"},
                            {"annotations", "with a comment", stats->commented, 0, "has:comment"},
                            {"annotations", "on whole briefs", stats->whole, 0, ""},
                            {"annotations", "to review", stats->waiting, 0, "state:review"},
                            {"annotations", "without a place", stats->orphans, 0, "state:orphan"}};
  for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) add(chart, &figures[i]);
}

// ---- Bars

static int compare_uses(const void *a, const void *b) {
  const TreeNode *left = *(const TreeNode *const *)a, *right = *(const TreeNode *const *)b;
  if (left->own != right->own) return left->own < right->own ? 1 : -1;
  return strcmp(left->path, right->path);
}

static void add_tags(Chart *chart, const Tree *tree, uint32_t most) {
  const TreeNode **order = memory_new((size_t)tree->count + 1, sizeof *order);
  for (uint32_t i = 0; i < tree->count; i++) order[i] = &tree->nodes[i];
  if (tree->count > 1) qsort(order, tree->count, sizeof *order, compare_uses);
  for (uint32_t i = 0; i < tree->count && i < most && order[i]->own > 0; i++) {
    Figure figure = {"by tag", order[i]->path, order[i]->own, order[0]->own, NULL};
    add_bar(chart, figure, "tag", SLICE("="));
  }
  free(order);
}

static void add_colours(Chart *chart, const Stats *stats) {
  uint32_t most = 0;
  for (int i = 0; i < COLOUR_COUNT; i++)
    if (stats->colours[i] > most) most = stats->colours[i];
  for (int i = 0; i < COLOUR_COUNT; i++) {
    Figure figure = {"by colour", colour_name((Colour)i), stats->colours[i], most, NULL};
    if (figure.value > 0) add_bar(chart, figure, "colour", SLICE(""));
  }
}

static void add_months(Chart *chart, const Stats *stats, uint32_t shown) {
  uint32_t first = stats->month_count > shown ? stats->month_count - shown : 0, most = 0;
  for (uint32_t i = first; i < stats->month_count; i++)
    if (stats->months[i].annotations > most) most = stats->months[i].annotations;
  for (uint32_t i = first; i < stats->month_count; i++) {
    const StatsMonth *month = &stats->months[i];
    Figure figure = {"by month of annotating", month->name, month->annotations, most, NULL};
    add_bar(chart, figure, "made", SLICE(""));
  }
}

bool chart_read(Library *library, const Stats *stats, const Keys *annotations, uint32_t most,
                Chart *chart, Error *err) {
  Tree tree = {0};
  *chart = (Chart){0};
  bool ok = annotations ? tree_read(library, annotations, &tree, err)
                        : tree_read_kept(library, &tree, err);
  if (!ok) return false;
  add_figures(chart, stats);
  add_tags(chart, &tree, most);
  add_colours(chart, stats);
  add_months(chart, stats, most);
  tree_release(&tree);
  return true;
}

void chart_release(Chart *chart) {
  for (uint32_t i = 0; i < chart->count; i++) {
    free(chart->rows[i].name);
    free(chart->rows[i].query);
  }
  free(chart->rows);
  *chart = (Chart){0};
}

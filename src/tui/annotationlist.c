// SPDX-License-Identifier: MIT
// The annotations pane: what is listed, in which groups. The annotations are read when the library
// has changed; a filter or another grouping only makes the rows anew, one pass and, by tag, one
// sort. Drawing is in annotationlist_draw.c.
#include "tui/annotationlist.h"
#include "session/filter.h"
#include "text/position.h"
#include "tui/completion.h"
#include "tui/dispatch.h"
#include "tui/visit.h"

#include <stdlib.h>

static const OverlayOps annotationlist_ops;

static AnnotationPane *pane_of(Overlay *overlay) {
  return (AnnotationPane *)overlay;
}

// ---- What was read

static void forget(AnnotationPane *pane) {
  for (uint32_t i = 0; i < pane->title_count; i++) free(pane->titles[i].title);
  free(pane->titles);
  annotation_release_list(&pane->all);
  pane->titles = NULL;
  pane->title_count = 0;
}

static void release(Overlay *overlay) {
  AnnotationPane *pane = pane_of(overlay);
  forget(pane);
  free(pane->rows);
  free(pane->groups);
  buffer_release(&pane->filter);
  filter_release(&pane->passing);
}

static int compare_titles(const void *a, const void *b) {
  int64_t left = ((const AnnotationTitle *)a)->brief, right = ((const AnnotationTitle *)b)->brief;
  return (left > right) - (left < right);
}

static void read_title(const App *app, AnnotationPane *pane, int64_t key, size_t *capacity) {
  Error ignored = {0};
  Brief brief;
  if (!brief_get(app->library, key, &brief, &ignored)) return;
  pane->titles = memory_grow(pane->titles, pane->title_count, capacity, sizeof *pane->titles);
  pane->titles[pane->title_count++] = (AnnotationTitle){key, memory_string(slice_of(brief.title))};
  brief_release(&brief);
}

// Of the briefs that have annotations, which stand together, and of the one that this is about.
static void read_titles(const App *app, AnnotationPane *pane) {
  size_t capacity = 0;
  int64_t before = pane->brief;
  if (before) read_title(app, pane, before, &capacity);
  for (uint32_t i = 0; i < pane->all.count; i++) {
    int64_t own = pane->all.items[i].brief;
    if (own != before) read_title(app, pane, own, &capacity);
    before = own;
  }
  if (pane->title_count > 1)
    qsort(pane->titles, pane->title_count, sizeof *pane->titles, compare_titles);
}

const char *annotationlist_title(const AnnotationPane *pane, int64_t brief) {
  AnnotationTitle wanted = {.brief = brief};
  const AnnotationTitle *found =
      pane->title_count
          ? bsearch(&wanted, pane->titles, pane->title_count, sizeof wanted, compare_titles)
          : NULL;
  return found ? found->title : "";
}

// ---- Rows

typedef struct Place {
  const char *group;
  uint32_t item;
} Place;

typedef struct Places {
  Place *items;
  uint32_t count;
  size_t capacity;
} Places;

static void add_place(Places *places, const char *group, uint32_t item) {
  places->items = memory_grow(places->items, places->count, &places->capacity, sizeof(Place));
  places->items[places->count++] = (Place){group, item};
}

static const char no_tag[] = "no tag", on_whole[] = "on the whole brief";

// By path, those without a tag last, in a group by where they stand.
static int compare_places(const void *a, const void *b) {
  const Place *left = a, *right = b;
  if ((left->group == no_tag) != (right->group == no_tag)) return left->group == no_tag ? 1 : -1;
  int order = strcmp(left->group, right->group);
  return order ? order : (left->item > right->item) - (left->item < right->item);
}

static void place_by_tag(const Annotation *annotation, uint32_t item, Places *places) {
  for (uint32_t i = 0; i < annotation->tag_count; i++) add_place(places, annotation->tags[i], item);
  if (annotation->tag_count == 0) add_place(places, no_tag, item);
}

// In the order of the colours; those without one last.
static void place_by_colour(const AnnotationPane *pane, const Places *passing, Places *places) {
  for (int colour = 0; colour <= COLOUR_COUNT; colour++) {
    for (uint32_t i = 0; i < passing->count; i++) {
      uint32_t item = passing->items[i].item;
      const Annotation *annotation = &pane->all.items[item];
      int own = annotation->whole ? COLOUR_COUNT : (int)annotation->colour;
      if (own == colour)
        add_place(places, own == COLOUR_COUNT ? on_whole : colour_name(annotation->colour), item);
    }
  }
}

// The annotations that pass, each under the name of its group, groups together.
static Places find_places(AnnotationPane *pane) {
  Places passing = {0}, places = {0};
  for (uint32_t i = 0; i < pane->all.count; i++) {
    const Annotation *annotation = &pane->all.items[i];
    if (!filter_passes(&pane->passing, annotation->key)) continue;
    add_place(&passing, annotationlist_title(pane, annotation->brief), i);
    if (pane->grouping == ANNOTATIONS_BY_TAG) place_by_tag(annotation, i, &places);
  }
  pane->passing_count = passing.count;
  if (pane->grouping == ANNOTATIONS_BY_BRIEF) return passing;
  if (pane->grouping == ANNOTATIONS_BY_COLOUR) place_by_colour(pane, &passing, &places);
  if (pane->grouping == ANNOTATIONS_BY_TAG && places.count > 1)
    qsort(places.items, places.count, sizeof *places.items, compare_places);
  free(passing.items);
  return places;
}

static void add_row(AnnotationPane *pane, uint32_t *count, int32_t item) {
  pane->rows = memory_grow(pane->rows, *count, &pane->row_capacity, sizeof *pane->rows);
  pane->rows[(*count)++] = (AnnotationRow){item, pane->group_count - 1};
}

// Two briefs of one title are two groups.
static bool starts_group(const AnnotationPane *pane, const Places *places, uint32_t at) {
  if (at == 0) return true;
  const Place *place = &places->items[at], *before = place - 1;
  if (pane->grouping == ANNOTATIONS_BY_BRIEF)
    return pane->all.items[place->item].brief != pane->all.items[before->item].brief;
  return strcmp(place->group, before->group) != 0;
}

static uint32_t fill_rows(AnnotationPane *pane, const Places *places) {
  uint32_t count = 0;
  pane->group_count = 0;
  for (uint32_t i = 0; i < places->count; i++) {
    if (starts_group(pane, places, i)) {
      pane->groups =
          memory_grow(pane->groups, pane->group_count, &pane->group_capacity, sizeof *pane->groups);
      pane->groups[pane->group_count++] = (AnnotationGroup){places->items[i].group, 0};
      add_row(pane, &count, -1);
    }
    pane->groups[pane->group_count - 1].count++;
    add_row(pane, &count, (int32_t)places->items[i].item);
  }
  return count;
}

const Annotation *annotationlist_current(const AnnotationPane *pane) {
  if (pane->roll.count == 0) return NULL;
  int32_t item = pane->rows[pane->roll.current].item;
  return item < 0 ? NULL : &pane->all.items[item];
}

// A head is no place to stand on: on in this direction, or back at the end.
static void leave_head(AnnotationPane *pane, bool up) {
  Roll *roll = &pane->roll;
  if (roll->count == 0 || pane->rows[roll->current].item >= 0) return;
  if (up && roll->current > 0)
    roll->current--;
  else
    roll->current++; // a head never stands last
}

static void make_rows(AnnotationPane *pane, int64_t wanted) {
  Places places = find_places(pane);
  roll_set_count(&pane->roll, fill_rows(pane, &places));
  for (uint32_t i = 0; i < pane->roll.count && wanted; i++) {
    int32_t item = pane->rows[i].item;
    if (item < 0 || pane->all.items[item].key != wanted) continue;
    pane->roll.current = i;
    wanted = 0;
  }
  leave_head(pane, false);
  free(places.items);
}

static void find_passing(App *app, AnnotationPane *pane) {
  Error err = {0};
  Slice typed = buffer_slice(&pane->filter);
  if (!filter_annotations(&pane->passing, app->library, typed, pane->brief, &err))
    app_fail(app, &err);
}

static int64_t current_key(const AnnotationPane *pane) {
  const Annotation *annotation = annotationlist_current(pane);
  return annotation ? annotation->key : 0;
}

static void load(App *app, AnnotationPane *pane, int64_t wanted) {
  Error err = {0};
  AnnotationList all;
  pane->stamp = app->stamp;
  if (!annotation_list(app->library, &(AnnotationWish){.brief = pane->brief}, &all, &err)) {
    app_fail(app, &err);
    return;
  }
  forget(pane);
  pane->all = all;
  read_titles(app, pane);
  find_passing(app, pane);
  make_rows(pane, wanted);
}

// ---- Keys

static void draw(App *app, Overlay *overlay) {
  AnnotationPane *pane = pane_of(overlay);
  if (pane->stamp != app->stamp) load(app, pane, current_key(pane));
  annotationlist_draw(app, overlay);
}

static void stride(App *app, Overlay *overlay, Stride by, int32_t count) {
  (void)app;
  roll_stride(&pane_of(overlay)->roll, by, count);
  leave_head(pane_of(overlay), count < 0);
}

static void enter(App *app, Overlay *overlay) {
  const Annotation *annotation = annotationlist_current(pane_of(overlay));
  if (annotation) visit_annotation(app, annotation->brief, annotation->key);
}

static void click(App *app, Overlay *overlay, uint32_t row, uint32_t column) {
  AnnotationPane *pane = pane_of(overlay);
  uint32_t at;
  (void)column;
  if (!roll_find(&pane->roll, row, &at) || pane->rows[at].item < 0) return;
  if (at == pane->roll.current)
    enter(app, overlay);
  else
    pane->roll.current = at;
}

static void remove_current(App *app, Overlay *overlay) {
  const Annotation *annotation = annotationlist_current(pane_of(overlay));
  if (!annotation)
    app_say(app, "there is no annotation here");
  else if (library_read_only(app->library))
    app_say(app, "this library can only be read");
  else {
    int64_t brief = annotation->brief; // the list is read again
    act_annotate_delete(app, annotation->key);
    briefs_update(app, brief);
  }
}

static void narrow(App *app, Overlay *overlay, Slice typed) {
  AnnotationPane *pane = pane_of(overlay);
  int64_t wanted = current_key(pane);
  buffer_clear(&pane->filter);
  buffer_add(&pane->filter, typed);
  find_passing(app, pane);
  make_rows(pane, wanted);
}

static Slice narrowed(const Overlay *overlay) {
  return buffer_slice(&((const AnnotationPane *)overlay)->filter);
}

static void write_fault(const Overlay *overlay, Buffer *out) {
  filter_write_fault(narrowed(overlay), out);
}

static void cancel(App *app, Overlay *overlay) {
  bool below = overlay->below != NULL; // of the codebook, whose tag is the filter
  if (pane_of(overlay)->filter.len > 0 && !below)
    narrow(app, overlay, SLICE(""));
  else
    overlay_pop(app);
}

static const OverlayOps annotationlist_ops = {.mode = MODE_ANNOTATIONS,
                                              .draw = draw,
                                              .hints = annotationlist_hints,
                                              .release = release,
                                              .stride = stride,
                                              .enter = enter,
                                              .click = click,
                                              .cancel = cancel,
                                              .narrow = narrow,
                                              .narrowed = narrowed,
                                              .fault = write_fault,
                                              .complete = completion_of_filter,
                                              .remove = remove_current};

const Annotation *annotationlist_chosen(const App *app) {
  Overlay *overlay = overlay_top(app, &annotationlist_ops);
  return overlay ? annotationlist_current(pane_of(overlay)) : NULL;
}

const char *annotationlist_grouping_name(AnnotationGrouping grouping) {
  static const char *const names[ANNOTATIONS_GROUPING_COUNT] = {"brief", "tag", "colour"};
  return names[grouping];
}

static bool find_grouping(Slice name, AnnotationGrouping *grouping) {
  for (int at = 0; at < ANNOTATIONS_GROUPING_COUNT; at++) {
    *grouping = (AnnotationGrouping)at;
    if (slice_equal(name, slice_of(annotationlist_grouping_name(*grouping)))) return true;
  }
  return false;
}

bool annotationlist_regroup(App *app, Slice name) {
  Overlay *overlay = overlay_top(app, &annotationlist_ops);
  if (!overlay) return false;
  AnnotationPane *pane = pane_of(overlay);
  AnnotationGrouping next = (AnnotationGrouping)((pane->grouping + 1) % ANNOTATIONS_GROUPING_COUNT);
  if (name.len > 0 && !find_grouping(name, &next)) {
    app_say(app, "annotations are grouped by brief, tag or colour");
    return true;
  }
  int64_t wanted = current_key(pane);
  pane->grouping = next;
  make_rows(pane, wanted);
  app_say(app, "grouped by %s", annotationlist_grouping_name(next));
  return true;
}

// ---- Opening

// The annotation at the caret, or the first one behind it.
static int64_t nearest(const App *app) {
  const Session *session = &app->session;
  if (session->annotation) return session->annotation;
  for (uint32_t i = 0; i < session->annotations.count; i++)
    if (session->spans[i].end > session->pos) return session->annotations.items[i].key;
  ShownAnnotation next;
  if (!session->version) return 0;
  uint32_t pos_cp = positions_code_point(session->version->positions, session->pos);
  bool found = shown_next(app->library, session->brief.version, pos_cp, true, &next);
  return found ? next.key : 0;
}

void annotationlist_open(App *app, int64_t brief, Slice filter) {
  AnnotationPane *pane = memory_new(1, sizeof *pane);
  pane->base.ops = &annotationlist_ops;
  pane->brief = brief;
  pane->other = app_brief_in_view(app);
  buffer_add(&pane->filter, slice_trim(filter));
  load(app, pane, nearest(app));
  overlay_push(app, &pane->base);
}

static void change_scope(App *app, AnnotationPane *pane) {
  int64_t wanted = current_key(pane);
  if (pane->brief == 0 && pane->other == 0) {
    app_say(app, "no brief is open");
    return;
  }
  pane->brief = pane->brief ? 0 : pane->other;
  load(app, pane, wanted);
}

void annotationlist_toggle(App *app, Slice filter) {
  Overlay *overlay = overlay_find(app, &annotationlist_ops);
  if (!overlay)
    annotationlist_open(app, app_brief_in_view(app), filter);
  else if (filter.len > 0)
    narrow(app, overlay, slice_trim(filter));
  else
    change_scope(app, pane_of(overlay));
}

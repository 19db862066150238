// SPDX-License-Identifier: MIT
// Two rounds, each with one alignment for a pair of versions:
//
//   1  from the version in which each annotation was placed last
//   2  the orphans of that, from the version in which the reader set them, if that is another one
//
// What both make an orphan keeps the place of the first. A version that is unrelated to the old one
// is searched with selectors, and every answer waits. An orphan waits too, until the reader has
// said that the passage is gone. The cost is that of the alignments, of which there are as many as
// there are old versions with annotations.
#include "library/carry.h"

#include "anchor/alignment.h"
#include "anchor/selector.h"
#include "base/memory.h"
#include "base/order.h"
#include "library/annotation.h"
#include "library/brief.h"
#include "library/index.h"
#include "library/rows.h"
#include "library/shown.h"
#include "text/context.h"
#include "text/motion.h"
#include "text/position.h"

#include <stdlib.h>

typedef struct CarryPlace {
  int64_t version; // 0 for none
  CpSpan span;
} CarryPlace;

typedef struct Item {
  int64_t annotation;
  CarryPlace last, set; // where it was placed last; what the reader set
  bool settled;         // an orphan by the reader's word
  bool changed, review; // what the row that placed it last said, and what it is still true of:
  int32_t score;        // other words than the reader's, a place not looked at, how sure
  int64_t source;       // version that the answer comes from, 0 before there is one
  int64_t shown;        // version in which it is shown now
  const char *method;
  AnchorPlace place; // the answer
} Item;

typedef struct Carry {
  Record *record;
  const Version *version;
  int64_t version_key;
  Item *items;
  uint32_t count;
} Carry;

// ---- Reading what there is to carry

static CarryPlace take_place(const Statement *statement, unsigned column) {
  int64_t start = statement_int(statement, column + 1), end = statement_int(statement, column + 2);
  if (statement_is_null(statement, column) || start < 0 || end <= start || end > UINT32_MAX)
    return (CarryPlace){0};
  return (CarryPlace){statement_int(statement, column), {(uint32_t)start, (uint32_t)end}};
}

static void read_items(Carry *carry, int64_t brief) {
  size_t capacity = 0;
  Statement *statement = statement_start(carry->record->library->store, STATEMENT_ANCHORS_TO_CARRY);
  statement_bind_int(statement, brief);
  while (statement_next(statement)) {
    carry->items = memory_grow(carry->items, carry->count, &capacity, sizeof *carry->items);
    Item *item = &carry->items[carry->count++];
    *item = (Item){
        .annotation = statement_int(statement, 0),
        .last = take_place(statement, 1),
        .set = take_place(statement, 4),
        .settled = statement_int(statement, 7) != 0,
        .changed = statement_int(statement, 8) != 0,
        .review = statement_int(statement, 9) != 0,
        .score = (int32_t)statement_int(statement, 10),
        .shown = statement_int(statement, 11),
        .method = "align",
        .place = {.state = ANCHOR_ORPHAN, .review = true},
    };
    // Back in the very text where the reader set it, nothing needs to be found out.
    if (item->set.version != carry->version_key) continue;
    item->last = item->set;
    item->changed = item->review = false;
    item->score = 1000;
  }
}

// ---- Placing

// The items of a round that come from one old version.
typedef struct Group {
  const Version *old;
  Item **items;
  Span *spans; // in the old text
  uint32_t count;
} Group;

static void place_by_alignment(Group *group, Alignment *alignment) {
  for (uint32_t i = 0; i < group->count; i++) {
    group->items[i]->place = alignment_place(alignment, group->spans[i]);
    if (group->items[i]->place.state == ANCHOR_ORPHAN) group->items[i]->place.review = true;
  }
}

static void place_by_selectors(Group *group, Slice text) {
  Selector *selectors = memory_new(group->count, sizeof *selectors);
  SelectorAnswer *answers = memory_new(group->count, sizeof *answers);
  for (uint32_t i = 0; i < group->count; i++) {
    Context context = context_of(group->old, group->spans[i]);
    selectors[i] = (Selector){
        .exact = version_cut(group->old, group->spans[i]),
        .prefix = version_cut(group->old, context.prefix),
        .suffix = version_cut(group->old, context.suffix),
        .start_cp = positions_code_point(group->old->positions, group->spans[i].start),
    };
  }
  selector_place(text, selectors, group->count, answers);
  for (uint32_t i = 0; i < group->count; i++) {
    group->items[i]->place = answers[i].place;
    group->items[i]->place.review = true;
    group->items[i]->method = "selector";
  }
  free(selectors);
  free(answers);
}

static void place_group(const Carry *carry, Group *group) {
  Slice text = carry->version->text;
  Alignment *alignment = alignment_new(group->old->text, text, group->spans, group->count);
  if (alignment_is_unrelated(alignment))
    place_by_selectors(group, text);
  else
    place_by_alignment(group, alignment);
  alignment_free(alignment);
}

static void keep_same_place(Group *group) {
  for (uint32_t i = 0; i < group->count; i++) {
    group->items[i]->place = (AnchorPlace){ANCHOR_SAME, group->spans[i], 1000, false};
    group->items[i]->method = "hash";
  }
}

typedef const CarryPlace *ChoosePlace(const Item *item);

static const CarryPlace *choose_last(const Item *item) {
  return item->last.version ? &item->last : NULL;
}

static const CarryPlace *choose_set(const Item *item) {
  bool again = item->place.state == ANCHOR_ORPHAN && !item->settled && item->set.version &&
               item->set.version != item->last.version;
  return again ? &item->set : NULL;
}

// Those of an old version that the round wants; what its text does not have is left out.
static void collect_group(const Carry *carry, ChoosePlace *choose, int64_t version, Group *group) {
  group->items = memory_new(carry->count, sizeof(Item *));
  group->spans = memory_new(carry->count, sizeof(Span));
  for (uint32_t i = 0; i < carry->count; i++) {
    const CarryPlace *place = choose(&carry->items[i]);
    if (!place || place->version != version ||
        !positions_to_bytes(group->old->positions, place->span, &group->spans[group->count])) {
      continue;
    }
    group->items[group->count++] = &carry->items[i];
  }
}

static void release_group(Group *group) {
  free(group->items);
  free(group->spans);
}

static void carry_from(Carry *carry, ChoosePlace *choose, int64_t version) {
  Error err;
  Group group = {.old = library_borrow_version(carry->record->library, version, &err)};
  if (!group.old) {
    record_fail(carry->record, &err);
    return;
  }
  collect_group(carry, choose, version, &group);
  AnchorPlace *before = memory_new((size_t)group.count + 1, sizeof *before);
  for (uint32_t i = 0; i < group.count; i++) before[i] = group.items[i]->place;
  if (version == carry->version_key)
    keep_same_place(&group);
  else
    place_group(carry, &group);
  for (uint32_t i = 0; i < group.count; i++) {
    Item *item = group.items[i];
    // What was an orphan and is one again stays where the first round saw it.
    if (item->source && item->place.state == ANCHOR_ORPHAN)
      item->place = before[i];
    else
      item->source = version;
  }
  free(before);
  release_group(&group);
}

static int compare_keys(const void *a, const void *b) {
  int64_t one = *(const int64_t *)a, other = *(const int64_t *)b;
  return order_compare(one, other);
}

// The old versions are found before any answer changes what the round wants.
static void carry_round(Carry *carry, ChoosePlace *choose) {
  int64_t *versions = memory_new((size_t)carry->count + 1, sizeof *versions);
  uint32_t count = 0;
  for (uint32_t i = 0; i < carry->count; i++) {
    const CarryPlace *place = choose(&carry->items[i]);
    if (place) versions[count++] = place->version;
  }
  qsort(versions, count, sizeof *versions, compare_keys);
  for (uint32_t i = 0; i < count; i++) {
    if (i == 0 || versions[i] != versions[i - 1]) carry_from(carry, choose, versions[i]);
  }
  free(versions);
}

// ---- Writing

// A place is no surer than the one that it was carried from, and differs where that did.
static void inherit(Item *item) {
  AnchorPlace *place = &item->place;
  if (place->state == ANCHOR_ORPHAN || item->source != item->last.version) return;
  if (item->changed && place->state == ANCHOR_SAME) place->state = ANCHOR_CHANGED;
  if (item->review) place->review = true;
  if (item->score < place->score) place->score = item->score;
}

// The reader's word that a passage is gone stands; an orphan is an empty place.
static void finish_item(const Carry *carry, Item *item) {
  AnchorPlace *place = &item->place;
  if (item->settled) {
    if (place->state != ANCHOR_ORPHAN) place->span.end = place->span.start;
    *place = (AnchorPlace){.state = ANCHOR_ORPHAN, .span = place->span};
  }
  if (place->state == ANCHOR_ORPHAN)
    place->span.end = place->span.start;
  else
    place->span = motion_widen(carry->version, place->span);
}

static void write_item(const Carry *carry, const Item *item) {
  const Version *version = carry->version;
  const AnchorPlace *place = &item->place;
  CpSpan span = positions_to_code_points(version->positions, place->span);
  Context context = context_of(version, place->span);
  Statement *statement = statement_start(carry->record->library->store, STATEMENT_ANCHOR_CARRY);
  statement_bind_int(statement, item->annotation);
  statement_bind_int(statement, carry->version_key);
  statement_bind_int(statement, item->source ? item->source : item->shown);
  statement_bind_int(statement, span.start_cp);
  statement_bind_int(statement, span.end_cp);
  // The states of both enums are named alike.
  statement_bind_text(statement, slice_of(annotation_state_name((AnnotationState)place->state)));
  statement_bind_int(statement, place->score);
  statement_bind_int(statement, place->review);
  statement_bind_text(statement, slice_of(item->method));
  statement_bind_int(statement, carry->record->now);
  if (place->state == ANCHOR_ORPHAN)
    statement_bind_null(statement);
  else
    statement_bind_text(statement, version_cut(version, place->span));
  statement_bind_text(statement, version_cut(version, context.prefix));
  statement_bind_text(statement, version_cut(version, context.suffix));
  statement_run(statement);
  shown_settle(carry->record->library->store, item->annotation, true);
}

void carry_annotations(Record *record, int64_t brief, const Version *version, int64_t version_key,
                       CarryCount *count) {
  Carry carry = {.record = record, .version = version, .version_key = version_key};
  read_items(&carry, brief);
  carry_round(&carry, choose_last);
  carry_round(&carry, choose_set);
  for (uint32_t i = 0; i < carry.count; i++) {
    inherit(&carry.items[i]);
    finish_item(&carry, &carry.items[i]);
    write_item(&carry, &carry.items[i]);
    count->waiting += carry.items[i].place.review;
  }
  count->carried = carry.count;
  free(carry.items);
}

// ---- What was left behind

static void show_anchors(Store *store, int64_t brief) {
  statement_run_of(store, STATEMENT_ANCHORS_SHOW, brief);
}

static void carry_brief(Record *record, int64_t brief) {
  Library *library = record->library;
  Error err;
  int64_t key = rows_shown_version(library->store, brief);
  Version *version = brief_version(library, key, &err);
  if (!version) {
    record_fail(record, &err);
    return;
  }
  CarryCount count = {0};
  IndexNote note = index_note(library->store, "brief", brief, true);
  carry_annotations(record, brief, version, key, &count);
  show_anchors(library->store, brief);
  index_settle(library->store, &note);
  version_free(version);
}

// A brief that was seen to has all its annotations in the version that it shows.
void carry_missing(Record *record) {
  int64_t brief = 0;
  for (;;) {
    brief = statement_take_of(record->library->store, STATEMENT_BRIEF_TO_CARRY, brief);
    if (!brief || record->failure.kind != ERROR_NONE) return;
    carry_brief(record, brief);
  }
}

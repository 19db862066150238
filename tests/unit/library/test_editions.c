// SPDX-License-Identifier: MIT
// A brief that is edited by hand in ten ways, each from its first text: what becomes of thirty
// annotations. What is true of each follows from the editing itself, byte by byte:
//
//   all its words are there, together    it is on them
//   some are there                       what it is on touches them
//   none is there                        it is an orphan
//
// An annotation for which that is not so must at least wait for review; none may be lost. The
// counts of each way are printed.
#include "support/check.h"
#include "support/shelf.h"

#include "base/utf8.h"
#include "library/review.h"
#include "text/position.h"

#include <stdlib.h>
#include <string.h>

#define BRIEF "data/briefs/velna-compact.txt"
#define WAYS  "tests/data/editions/velna-ten-ways.txt"

enum { PASSAGES = 30, KINDS = 10, NOWHERE = UINT32_MAX };

// ---- A text that knows where each of its bytes comes from

typedef struct Edited {
  char *text;
  uint32_t *from; // of each byte: its place in the first text, or NOWHERE
  uint32_t len;
} Edited;

static Edited edited_new(const char *text) {
  Edited edited = {memory_string(slice_of(text)), NULL, (uint32_t)strlen(text)};
  edited.from = memory_new((size_t)edited.len + 1, sizeof *edited.from);
  for (uint32_t i = 0; i < edited.len; i++) edited.from[i] = i;
  return edited;
}

static void edited_release(Edited *edited) {
  free(edited->text);
  free(edited->from);
}

static uint32_t find_words(const Edited *edited, const char *words, uint32_t pos) {
  const char *found = strstr(edited->text + pos, words);
  return found ? (uint32_t)(found - edited->text) : NOWHERE;
}

// Puts new bytes, with where they come from (NULL: nowhere), for those of a span.
static void put(Edited *edited, Span span, const char *bytes, const uint32_t *from, uint32_t len) {
  uint32_t rest = edited->len - span.end, now = edited->len - span_len(span) + len;
  char *text = memory_new((size_t)now + 1, 1);
  uint32_t *origin = memory_new((size_t)now + 1, sizeof *origin);
  memcpy(text, edited->text, span.start);
  memcpy(text + span.start, bytes, len);
  memcpy(text + span.start + len, edited->text + span.end, rest);
  memcpy(origin, edited->from, span.start * sizeof *origin);
  for (uint32_t i = 0; i < len; i++) origin[span.start + i] = from ? from[i] : NOWHERE;
  memcpy(origin + span.start + len, edited->from + span.end, rest * sizeof *origin);
  edited_release(edited);
  *edited = (Edited){text, origin, now};
}

// What both have at their beginnings and ends was not touched by hand.
static void replace(Edited *edited, uint32_t at, const char *old, const char *new) {
  uint32_t start = 0, old_len = (uint32_t)strlen(old), new_len = (uint32_t)strlen(new);
  while (start < old_len && start < new_len && old[start] == new[start]) start++;
  while (old_len > start && new_len > start && old[old_len - 1] == new[new_len - 1]) {
    old_len--;
    new_len--;
  }
  put(edited, span_make(at + start, at + old_len), new + start, NULL, new_len - start);
}

static void move(Edited *edited, const char *first, const char *last, const char *before) {
  uint32_t start = find_words(edited, first, 0), len;
  assert_int_not_equal(start, NOWHERE);
  uint32_t end = find_words(edited, last, start);
  assert_int_not_equal(end, NOWHERE);
  end += (uint32_t)strlen(last);
  len = end - start;
  char *text = memory_string(slice_make(edited->text + start, len));
  uint32_t *from = memory_new(len, sizeof *from);
  memcpy(from, edited->from + start, len * sizeof *from);
  put(edited, span_make(start, end), "", NULL, 0);
  uint32_t at = find_words(edited, before, 0);
  assert_int_not_equal(at, NOWHERE);
  put(edited, span_make(at, at), text, from, len);
  free(text);
  free(from);
}

// ---- The ways

typedef struct Line {
  char sign;
  char *words;
} Line;

typedef struct Ways {
  Line *lines;
  uint32_t count;
  size_t capacity;
} Ways;

static char *with_line_ends(Slice words) {
  Buffer out = {0};
  while (words.len > 0) {
    bool end = slice_starts(words, SLICE("⏎"));
    buffer_add_byte(&out, end ? '\n' : words.ptr[0]);
    words = slice_cut(words, end ? strlen("⏎") : 1, words.len);
  }
  return buffer_take(&out);
}

static Ways read_ways(void) {
  Ways ways = {0};
  char *all = check_read(WAYS);
  for (char *line = strtok(all, "\n"); line; line = strtok(NULL, "\n")) {
    if (line[0] == '#') continue;
    ways.lines = memory_grow(ways.lines, ways.count, &ways.capacity, sizeof *ways.lines);
    size_t skip = line[0] == '=' ? 3 : strlen(line) > 1 ? 2 : 1;
    ways.lines[ways.count++] = (Line){line[0], with_line_ends(slice_of(line + skip))};
  }
  free(all);
  return ways;
}

static void release_ways(Ways *ways) {
  for (uint32_t i = 0; i < ways->count; i++) free(ways->lines[i].words);
  free(ways->lines);
}

// Does what one line of a way asks for; gives the number of lines that it took.
static uint32_t edit(const Ways *ways, uint32_t at, Edited *edited) {
  const Line *line = &ways->lines[at];
  if (line->sign == '>') {
    move(edited, line->words, line[1].words, line[2].words);
    return 3;
  }
  uint32_t found = find_words(edited, line->words, 0);
  if (found == NOWHERE) fail_msg("the text has no «%s»", line->words);
  do {
    replace(edited, found, line->words, line[1].words);
    found = find_words(edited, line->words, found + (uint32_t)strlen(line[1].words));
  } while (line->sign == '~' && found != NOWHERE);
  return 2;
}

// ---- What is true

typedef struct Truth {
  bool whole; // all words are there, together
  Span span;  // from the first of them to the last; empty: none is there
} Truth;

static Truth truth_of(const Edited *edited, Span passage) {
  Truth truth = {.span = {NOWHERE, 0}};
  uint32_t there = 0;
  for (uint32_t i = 0; i < edited->len; i++) {
    if (edited->from[i] == NOWHERE || !span_contains(passage, edited->from[i])) continue;
    if (truth.span.start == NOWHERE) truth.span.start = i;
    truth.span.end = i + 1;
    there++;
  }
  if (there == 0) return (Truth){0};
  truth.whole = there == span_len(passage) && span_len(truth.span) == there;
  return truth;
}

typedef struct Counts {
  uint32_t states[4], review, faults;
} Counts;

// Where the annotation is, in bytes of the edited text.
static Span place_of(const Edited *edited, const Annotation *annotation) {
  Arena *arena = arena_new();
  const char *fault = NULL;
  Span span = {0};
  Positions *positions = positions_new(arena, slice_of(edited->text), &fault);
  assert_true(positions_to_bytes(positions, annotation->span, &span));
  arena_free(arena);
  return span;
}

static bool is_right(const Edited *edited, const Annotation *annotation, const Truth *truth) {
  Span span = place_of(edited, annotation);
  bool orphan = annotation->state == ANNOTATION_ORPHAN;
  if (span_is_empty(truth->span)) return orphan;
  return !orphan &&
         (truth->whole ? span_equal(span, truth->span) : span_overlaps(span, truth->span));
}

static void judge(const Edited *edited, const Annotation *annotation, Span passage,
                  Counts *counts) {
  Truth truth = truth_of(edited, passage);
  bool right = is_right(edited, annotation, &truth);
  counts->states[annotation->state]++;
  counts->review += annotation->review;
  if (right || annotation->review) return;
  counts->faults++;
  print_error("«%s» is silently on «%s»\n", annotation->prefix, annotation->quote);
}

// ---- One way

typedef struct Set {
  Shelf shelf;
  int64_t brief;
  char *text;
  char ids[PASSAGES][UUID_SIZE];
  Span passages[PASSAGES];
} Set;

static int64_t add(Set *set, const char *text) {
  Error err = {0};
  BriefAdded added;
  check_ok(brief_add(set->shelf.library, slice_of(text), "/a/velna.txt", NULL, &added, &err), &err);
  return added.key;
}

static void annotate(Set *set, uint32_t index, const char *words) {
  const char *found = strstr(set->text, words);
  if (!found) fail_msg("the text has no «%s»", words);
  Span span = span_make((uint32_t)(found - set->text),
                        (uint32_t)(found - set->text) + (uint32_t)strlen(words));
  uint32_t start = utf8_count(slice_make(set->text, span.start));
  uint32_t end = start + utf8_count(slice_of(words));
  AnnotationAdded added = shelf_annotate(&set->shelf, set->brief, start, end, NULL, NULL);
  memcpy(set->ids[index], added.id, UUID_SIZE);
  set->passages[index] = span;
}

static Set set_up(const Ways *ways) {
  Set set = {.shelf = shelf_new(), .text = check_read(BRIEF)};
  uint32_t count = 0;
  set.brief = add(&set, set.text);
  for (uint32_t i = 0; i < ways->count; i++) {
    if (ways->lines[i].sign != '@') continue;
    assert_in_range(count, 0, PASSAGES - 1);
    annotate(&set, count++, ways->lines[i].words);
  }
  assert_int_equal(count, PASSAGES);
  return set;
}

static Counts look(Set *set, const Edited *edited) {
  Counts counts = {0};
  for (uint32_t i = 0; i < PASSAGES; i++) {
    Error err = {0};
    Annotation annotation;
    check_ok(annotation_find(set->shelf.library, set->ids[i], &annotation, &err), &err);
    judge(edited, &annotation, set->passages[i], &counts);
    annotation_release(&annotation);
  }
  return counts;
}

static uint32_t check_way(const Ways *ways, uint32_t at) {
  Set set = set_up(ways);
  Edited edited = edited_new(set.text);
  const char *kind = ways->lines[at++].words;
  while (at < ways->count && ways->lines[at].sign != '=') at += edit(ways, at, &edited);
  assert_int_equal(add(&set, edited.text), set.brief);
  Counts counts = look(&set, &edited);
  print_message("%-40s same %2u, changed %2u, moved %2u, orphan %2u; to review %2u\n", kind,
                counts.states[0], counts.states[1], counts.states[2], counts.states[3],
                counts.review);
  shelf_examine(&set.shelf);
  edited_release(&edited);
  free(set.text);
  shelf_release(&set.shelf);
  return counts.faults;
}

static void each_way_of_editing_keeps_or_reviews_every_annotation(void **state) {
  (void)state;
  Ways ways = read_ways();
  uint32_t kinds = 0, faults = 0;
  for (uint32_t i = 0; i < ways.count; i++) {
    if (ways.lines[i].sign != '=') continue;
    kinds++;
    faults += check_way(&ways, i);
  }
  release_ways(&ways);
  assert_int_equal(kinds, KINDS);
  assert_int_equal(faults, 0);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_way_of_editing_keeps_or_reviews_every_annotation),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

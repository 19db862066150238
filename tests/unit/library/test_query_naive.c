// SPDX-License-Identifier: MIT
// What SQL and the sweep say of random queries on random libraries is what looking at every
// annotation, one after the other, says.
#include "support/check.h"
#include "support/shelf.h"

#include "library/query.h"
#include "text/fold.h"
#include "text/lookup.h"
#include "text/position.h"
#include "text/sentence.h"
#include "text/terms.h"

#include <stdlib.h>

enum { BRIEFS = 6, ANNOTATIONS = 5, QUERIES = 60, PLACES_MAX = 256 };

typedef struct Chance {
  uint64_t state;
} Chance;

static uint32_t draw(Chance *chance, uint32_t below) {
  chance->state = chance->state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
  return (uint32_t)(chance->state >> 33) % below;
}

#define PICK(chance, list) (list)[draw(chance, sizeof(list) / sizeof *(list))]

// ---- A library

typedef struct World {
  Shelf shelf;
  BriefList briefs;
  Version *versions[BRIEFS];
  AnnotationList annotations;
} World;

static const char *const words[] = {"oil", "gas", "Öl", "ports", "oilfield", "risk", "dam"};
static const char *const tags[] = {"a", "a/b", "Energy", "énergie/x", "ab"};
static const char *const colours[] = {"yellow", "green", "red"};

static char *random_text(Chance *chance, uint32_t number) {
  Buffer text = {0};
  buffer_printf(&text, "Title %s %u\n\n202%u-0%u-11\n\n", PICK(chance, words), number,
                draw(chance, 4), 1 + draw(chance, 9));
  for (uint32_t paragraph = 0; paragraph < 3; paragraph++) {
    for (uint32_t i = 4 + draw(chance, 10); i > 0; i--)
      buffer_printf(&text, "%s%s", PICK(chance, words), draw(chance, 4) ? " " : ". The ");
    buffer_add_string(&text, "end.\n\n");
  }
  return buffer_take(&text);
}

// From the beginning of a word to the end of one, a few words on.
static CpSpan random_span(Chance *chance, const Version *version) {
  Span places[PLACES_MAX];
  uint32_t count = 0;
  Terms terms = terms_start(version->text, TERMS_FOLDED);
  while (count < PLACES_MAX && terms_next(&terms)) places[count++] = terms.span;
  uint32_t first = draw(chance, count), last = first + draw(chance, 8);
  if (last >= count) last = count - 1;
  return positions_to_code_points(version->positions,
                                  span_make(places[first].start, places[last].end));
}

static void add_annotation(World *world, Chance *chance, const Brief *brief,
                           const Version *version) {
  Error err = {0};
  AnnotationAdded added;
  const char *chosen[] = {PICK(chance, tags), PICK(chance, tags)};
  AnnotationRequest request = {.brief = brief->key,
                               .whole = draw(chance, 6) == 0,
                               .span = random_span(chance, version),
                               .colour = (Colour)draw(chance, 3),
                               .comment = draw(chance, 2) ? PICK(chance, words) : "",
                               .tags = chosen,
                               .tag_count = draw(chance, 3)};
  check_ok(annotation_add(world->shelf.library, &request, &added, &err), &err);
}

static World make_world(Chance *chance) {
  World world = {.shelf = shelf_new()};
  Error err = {0};
  for (uint32_t i = 0; i < BRIEFS; i++) {
    char name[] = "0.txt", *text = random_text(chance, i);
    name[0] = (char)('0' + i);
    int64_t key = shelf_add(&world.shelf, name, text);
    if (draw(chance, 2)) check_ok(brief_set_read(world.shelf.library, key, true, &err), &err);
    free(text);
  }
  check_ok(brief_list(world.shelf.library, &world.briefs, &err), &err);
  assert_int_equal(world.briefs.count, BRIEFS);
  for (uint32_t i = 0; i < BRIEFS; i++) {
    const Brief *brief = &world.briefs.items[i];
    world.versions[i] = brief_version(world.shelf.library, brief->version, &err);
    for (uint32_t n = draw(chance, ANNOTATIONS + 1); n > 0; n--)
      add_annotation(&world, chance, brief, world.versions[i]);
  }
  check_ok(annotation_list(world.shelf.library, &(AnnotationWish){0}, &world.annotations, &err),
           &err);
  return world;
}

static void release_world(World *world) {
  for (uint32_t i = 0; i < BRIEFS; i++) version_free(world->versions[i]);
  annotation_release_list(&world->annotations);
  brief_release_list(&world->briefs);
  shelf_release(&world->shelf);
}

// ---- A query

static void add_atom(Chance *chance, Buffer *out) {
  switch (draw(chance, 10)) {
  case 0: buffer_printf(out, "%s*", PICK(chance, words)); break;
  case 1: buffer_printf(out, "\"%s %s\"", PICK(chance, words), PICK(chance, words)); break;
  case 2: buffer_printf(out, "tag:%s", PICK(chance, tags)); break;
  case 3: buffer_printf(out, "tag:=%s", PICK(chance, tags)); break;
  case 4: buffer_printf(out, "colour:%s", PICK(chance, colours)); break;
  case 5: buffer_printf(out, "has:%s", draw(chance, 2) ? "comment" : "tag"); break;
  case 6: buffer_printf(out, "date:>202%u", draw(chance, 4)); break;
  case 7:
    buffer_printf(out, "%s:%s", draw(chance, 2) ? "title" : "quote", PICK(chance, words));
    break;
  case 8: buffer_add_string(out, draw(chance, 2) ? "read:yes" : "has:annotation"); break;
  default: buffer_add_string(out, PICK(chance, words)); break;
  }
}

static void add_random(Chance *chance, uint32_t depth, Buffer *out) {
  static const char *const joins[] = {" ", " and ", " or ", " or not ", " not "};
  static const char *const relations[] = {" within sentence of ", " within paragraph of ",
                                          " within 1 word of ",   " within 4 words of ",
                                          " overlapping ",        " inside "};
  if (depth == 0 || draw(chance, 4) == 0) {
    add_atom(chance, out);
    return;
  }
  const char *join = draw(chance, 2) ? PICK(chance, joins) : PICK(chance, relations);
  buffer_add_byte(out, '(');
  add_random(chance, depth - 1, out);
  buffer_add_string(out, join);
  if (strstr(join, " of ") || join[1] == 'i' || strstr(join, "lapping")) {
    buffer_add_byte(out, '(');
    add_random(chance, depth - 1, out);
    buffer_add_byte(out, ')');
  } else {
    add_random(chance, depth - 1, out);
  }
  buffer_add_byte(out, ')');
}

// ---- Looking at everything

typedef struct Look {
  const World *world;
  const Condition *condition;
  uint32_t brief; // index
} Look;

typedef struct Places {
  Span spans[PLACES_MAX];
  const Annotation *annotations[PLACES_MAX]; // NULL: words
  uint32_t count;
} Places;

static bool has(const char *text, Slice wanted) {
  Lookup lookup;
  lookup_init(&lookup, wanted, LOOKUP_WORDS);
  bool found = lookup_all_in(&lookup, slice_of(text));
  lookup_release(&lookup);
  return found;
}

static bool has_tag(const Annotation *annotation, const ConditionNode *node) {
  bool found = false;
  for (uint32_t i = 0; i < annotation->tag_count; i++) {
    const char *own = annotation->tags[i];
    char *folded = fold_text(slice_of(own));
    if (node->test == CONDITION_TEST_TAG)
      found |= strncmp(folded, node->text.ptr, node->text.len) == 0 &&
               (folded[node->text.len] == '\0' || folded[node->text.len] == '/');
    else if (node->test == CONDITION_TEST_WORDS)
      found |= has(own, node->text);
    else
      found |= strcmp(own, node->text.ptr) == 0;
    free(folded);
  }
  return found;
}

static bool brief_passes(const Look *look, const ConditionNode *node) {
  const Brief *brief = &look->world->briefs.items[look->brief];
  switch (node->test) {
  case CONDITION_TEST_DATE:
    return strcmp(brief->date, node->text.ptr) >= 0 && strcmp(brief->date, node->until.ptr) < 0;
  case CONDITION_TEST_TITLE: return has(brief->title, node->text);
  case CONDITION_TEST_READ: return brief->read;
  default: fail_msg("no test of a brief");
  }
  return false;
}

static bool annotation_passes(const Look *look, const ConditionNode *node,
                              const Annotation *annotation) {
  switch (node->test) {
  case CONDITION_TEST_WORDS:
    return has(annotation->quote, node->text) || has(annotation->comment, node->text) ||
           has_tag(annotation, node);
  case CONDITION_TEST_TAG:
  case CONDITION_TEST_TAG_ALONE: return has_tag(annotation, node);
  case CONDITION_TEST_COLOUR:
    return !annotation->whole && strcmp(colour_name(annotation->colour), node->text.ptr) == 0;
  case CONDITION_TEST_HAS_COMMENT: return annotation->comment[0] != '\0';
  case CONDITION_TEST_HAS_TAG: return annotation->tag_count > 0;
  case CONDITION_TEST_HAS_ANNOTATION: return true;
  case CONDITION_TEST_QUOTE: return has(annotation->quote, node->text);
  default: return brief_passes(look, node);
  }
}

static bool is_of_brief(ConditionTest test) {
  return test == CONDITION_TEST_DATE || test == CONDITION_TEST_TITLE || test == CONDITION_TEST_READ;
}

static bool is_words(const Look *look, uint16_t at) {
  const ConditionNode *nodes = look->condition->nodes;
  if (nodes[at].kind == CONDITION_TEST) return nodes[at].test == CONDITION_TEST_WORDS;
  if (nodes[at].kind != CONDITION_OR) return false;
  for (uint16_t child = nodes[at].first; child != CONDITION_NONE; child = nodes[child].next)
    if (!is_words(look, child)) return false;
  return true;
}

static bool passes(const Look *look, uint16_t at, const Annotation *annotation);

static bool add_hit(void *context, uint32_t phrase, Span hit) {
  Places *places = context;
  (void)phrase;
  assert_true(places->count < PLACES_MAX);
  places->annotations[places->count] = NULL;
  places->spans[places->count++] = hit;
  return true;
}

static void find_words(const Look *look, uint16_t at, Places *places) {
  const ConditionNode *nodes = look->condition->nodes;
  if (nodes[at].kind == CONDITION_TEST) {
    Lookup lookup;
    lookup_init(&lookup, nodes[at].text, LOOKUP_WORDS);
    lookup_each(&lookup, look->world->versions[look->brief]->text, add_hit, places);
    lookup_release(&lookup);
  }
  for (uint16_t child = nodes[at].first; child != CONDITION_NONE; child = nodes[child].next)
    find_words(look, child, places);
}

static uint32_t word_number(const Version *version, uint32_t pos) {
  uint32_t number = 0;
  Terms terms = terms_start(version->text, TERMS_FOLDED);
  while (terms_next(&terms) && terms.span.end <= pos) number++;
  return number;
}

static bool near_words(const Version *version, uint32_t most, Span a, Span b) {
  uint32_t a_first = word_number(version, a.start), a_last = word_number(version, a.end - 1);
  uint32_t b_first = word_number(version, b.start), b_last = word_number(version, b.end - 1);
  return a_first <= b_last + most && b_first <= a_last + most;
}

// Every byte of the one with every byte of the other.
static bool share_byte(const Version *version, RelationKind kind, Span a, Span b) {
  for (uint32_t x = a.start; x < a.end; x++) {
    for (uint32_t y = b.start; y < b.end; y++) {
      bool so =
          kind == RELATION_PARAGRAPH  ? version_block_at(version, x) == version_block_at(version, y)
          : kind == RELATION_SENTENCE ? span_equal(sentence_at(version, x), sentence_at(version, y))
                                      : x == y;
      if (so) return true;
    }
  }
  return false;
}

static bool stand_so(const Version *version, Relation relation, Span a, Span b) {
  if (relation.kind == RELATION_INSIDE) return span_covers(b, a);
  if (relation.kind == RELATION_WORDS) return near_words(version, relation.words, a, b);
  return share_byte(version, relation.kind, a, b);
}

static void find_places(const Look *look, uint16_t at, Places *places);

static void find_related(const Look *look, const ConditionNode *node, Places *places) {
  Places *sides = memory_new(2, sizeof *sides);
  find_places(look, node->first, &sides[0]);
  find_places(look, look->condition->nodes[node->first].next, &sides[1]);
  for (uint32_t i = 0; i < sides[0].count; i++) {
    for (uint32_t j = 0; j < sides[1].count; j++) {
      if (!stand_so(look->world->versions[look->brief], node->relation, sides[0].spans[i],
                    sides[1].spans[j]))
        continue;
      places->annotations[places->count] = sides[0].annotations[i];
      places->spans[places->count++] = sides[0].spans[i];
      break;
    }
  }
  free(sides);
}

static Span span_of(const Look *look, const Annotation *annotation) {
  Span span;
  assert_true(
      positions_to_bytes(look->world->versions[look->brief]->positions, annotation->span, &span));
  return span;
}

static void find_places(const Look *look, uint16_t at, Places *places) {
  const ConditionNode *node = &look->condition->nodes[at];
  if (node->kind == CONDITION_RELATION) {
    find_related(look, node, places);
    return;
  }
  if (is_words(look, at)) {
    find_words(look, at, places);
    return;
  }
  for (uint32_t i = 0; i < look->world->annotations.count; i++) {
    const Annotation *annotation = &look->world->annotations.items[i];
    if (annotation->whole || annotation->brief != look->world->briefs.items[look->brief].key ||
        !passes(look, at, annotation))
      continue;
    places->annotations[places->count] = annotation;
    places->spans[places->count++] = span_of(look, annotation);
  }
}

// Of an annotation, or of the brief (NULL).
static bool relation_passes(const Look *look, const ConditionNode *node,
                            const Annotation *annotation) {
  Places *places = memory_new(1, sizeof *places);
  find_related(look, node, places);
  bool found = !annotation && places->count > 0;
  for (uint32_t i = 0; i < places->count && annotation; i++) {
    found |= places->annotations[i] == annotation;
    found |= !places->annotations[i] && !annotation->whole &&
             span_overlaps(places->spans[i], span_of(look, annotation));
  }
  free(places);
  return found;
}

static bool test_passes(const Look *look, const ConditionNode *node, const Annotation *annotation) {
  const World *world = look->world;
  const Brief *brief = &world->briefs.items[look->brief];
  if (annotation) return annotation_passes(look, node, annotation);
  if (is_of_brief(node->test)) return brief_passes(look, node);
  if (node->test == CONDITION_TEST_WORDS)
    return has(brief->title, node->text) || has(brief->author, node->text) ||
           has(brief->series, node->text) ||
           has(world->versions[look->brief]->text.ptr, node->text);
  for (uint32_t i = 0; i < world->annotations.count; i++) {
    const Annotation *own = &world->annotations.items[i];
    if (own->brief == brief->key && annotation_passes(look, node, own)) return true;
  }
  return false;
}

static bool passes(const Look *look, uint16_t at, const Annotation *annotation) {
  const ConditionNode *nodes = look->condition->nodes, *node = &nodes[at];
  switch (node->kind) {
  case CONDITION_EVERYTHING: return true;
  case CONDITION_TEST: return test_passes(look, node, annotation);
  case CONDITION_NOT: return !passes(look, node->first, annotation);
  case CONDITION_RELATION: return relation_passes(look, node, annotation);
  case CONDITION_AND:
  case CONDITION_OR: break;
  }
  bool all = node->kind == CONDITION_AND;
  for (uint16_t child = node->first; child != CONDITION_NONE; child = nodes[child].next)
    if (passes(look, child, annotation) != all) return !all;
  return all;
}

// ---- Comparing

static void compare_briefs(const World *world, const Query *query, const char *typed) {
  Keys keys;
  Error err = {0};
  check_ok(query_find_briefs(world->shelf.library, query, &keys, &err), &err);
  for (uint32_t i = 0; i < BRIEFS; i++) {
    Look look = {world, &query->condition, i};
    bool wanted = passes(&look, query->condition.root, NULL);
    if (keys_have(&keys, world->briefs.items[i].key) != wanted)
      fail_msg("%s: brief %u should %spass", typed, i, wanted ? "" : "not ");
  }
  keys_release(&keys);
}

static uint32_t brief_of(const World *world, const Annotation *annotation) {
  uint32_t i = 0;
  while (world->briefs.items[i].key != annotation->brief) i++;
  return i;
}

static void compare_annotations(const World *world, const Query *query, const char *typed) {
  Error err = {0};
  Annotation got = {0};
  QueryWalk *walk = query_walk(world->shelf.library, query, &err);
  check_ok(walk != NULL, &err);
  for (uint32_t i = 0; i < world->annotations.count; i++) { // in this order
    const Annotation *annotation = &world->annotations.items[i];
    Look look = {world, &query->condition, brief_of(world, annotation)};
    if (!passes(&look, query->condition.root, annotation)) continue;
    if (!query_next(walk, &got) || got.key != annotation->key)
      fail_msg("%s: annotation %u (%s) should be next", typed, i, annotation->quote);
  }
  if (query_next(walk, &got)) fail_msg("%s: '%s' should not pass", typed, got.quote);
  annotation_release(&got);
  check_ok(query_end(walk, &err), &err);
}

static void compare_random(World *world, Chance *chance) {
  Query query;
  Error err = {0};
  Buffer typed = {0};
  add_random(chance, 4, &typed);
  if (query_parse(&query, buffer_slice(&typed), QUERY_STRICT, &err)) {
    compare_briefs(world, &query, typed.ptr);
    compare_annotations(world, &query, typed.ptr);
  }
  query_release(&query);
  buffer_release(&typed);
}

static void random_queries_say_what_looking_at_everything_says(void **state) {
  (void)state;
  for (uint64_t seed = 1; seed <= 3; seed++) {
    Chance chance = {seed * 977};
    World world = make_world(&chance);
    for (uint32_t i = 0; i < QUERIES; i++) compare_random(&world, &chance);
    release_world(&world);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(random_queries_say_what_looking_at_everything_says),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

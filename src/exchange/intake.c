// SPDX-License-Identifier: MIT
// The one way in. Annotations are taken brief by brief, because a text is loaded and searched once
// for all of its own; within a brief they keep the order of the file.
//
//   bytes ─ reader ─▶ records ─ clue ─▶ by brief ─ placing ─▶ spans ─ identity ─▶ library/arrival.h
//
// All of it happens inside the one transaction, a rehearsal too: that is rolled back at the end.
#include "exchange/intake.h"

#include "base/file.h"
#include "exchange/clue.h"
#include "exchange/identity.h"
#include "exchange/placing.h"
#include "library/arrival.h"
#include "text/position.h"

#include <stdlib.h>

typedef struct Intake {
  Library *library;
  const IntakeOptions *options;
  const ReadersFormat *format;
  ForeignFile file;
  Arrivals *arrivals;
  BriefList briefs;
  IdentityBook identities;
  IntakeCounts *counts;
} Intake;

// An annotation whose brief is known.
typedef struct Item {
  ForeignAnnotation *annotation;
  const Brief *brief;
} Item;

typedef struct ItemList {
  Item *items;
  uint32_t count;
} ItemList;

static void say(const Intake *intake, const ForeignAnnotation *annotation, const char *reason) {
  if (intake->options->say)
    intake->options->say(intake->options->context, annotation->number, reason);
}

static void leave_out(Intake *intake, const ForeignAnnotation *annotation, const char *reason) {
  intake->counts->left_out++;
  say(intake, annotation, reason);
}

// ---- The briefs

static const Brief *find_given(const Intake *intake) {
  for (uint32_t i = 0; i < intake->briefs.count; i++)
    if (intake->briefs.items[i].key == intake->options->brief) return &intake->briefs.items[i];
  return NULL;
}

static const Brief *find_brief(Intake *intake, ClueBook *clues,
                               const ForeignAnnotation *annotation) {
  const Brief *brief = find_given(intake);
  if (brief) return brief;
  ClueAnswer answer = clue_find(clues, &annotation->clues, &brief);
  if (answer == CLUE_NONE) leave_out(intake, annotation, "left out: no such brief");
  if (answer == CLUE_SEVERAL)
    leave_out(intake, annotation, "left out: several briefs may be meant; --brief says which");
  return brief;
}

static int compare_items(const void *a, const void *b) {
  const Item *one = a, *other = b;
  if (one->brief != other->brief) return one->brief < other->brief ? -1 : 1;
  return one->annotation < other->annotation ? -1 : one->annotation > other->annotation;
}

// Those that have a brief, by brief.
static ItemList find_briefs(Intake *intake) {
  ItemList list = {.items = memory_new(intake->file.count, sizeof *list.items)};
  ClueBook *clues = clue_open(&intake->briefs);
  for (uint32_t i = 0; i < intake->file.count; i++) {
    ForeignAnnotation *annotation = &intake->file.items[i];
    Buffer reason = {0};
    if (annotation->reason) {
      buffer_printf(&reason, "left out: %s", annotation->reason);
      leave_out(intake, annotation, reason.ptr);
    }
    const Brief *brief = annotation->reason ? NULL : find_brief(intake, clues, annotation);
    if (brief) list.items[list.count++] = (Item){annotation, brief};
    buffer_release(&reason);
  }
  clue_close(clues);
  if (list.count) qsort(list.items, list.count, sizeof *list.items, compare_items);
  return list;
}

// ---- One annotation

// What the file says of its place, to see next time whether that is another.
static Slice describe_place(Intake *intake, const ForeignAnnotation *annotation) {
  Buffer place = {0};
  buffer_printf(&place, "%lld-%lld", (long long)annotation->start, (long long)annotation->end);
  for (uint32_t i = 0; i < annotation->quote_count; i++) {
    const Slice words[] = {annotation->quotes[i].exact, annotation->quotes[i].prefix,
                           annotation->quotes[i].suffix};
    for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
      buffer_add_byte(&place, '\n');
      buffer_add(&place, words[k]);
    }
  }
  Slice copy = arena_slice(intake->file.arena, buffer_slice(&place));
  buffer_release(&place);
  return copy;
}

static const char **copy_tags(const ForeignAnnotation *annotation) {
  const char **tags = memory_new(annotation->tag_count, sizeof *tags);
  for (uint32_t i = 0; i < annotation->tag_count; i++) tags[i] = annotation->tags[i].ptr;
  return tags;
}

// Its place: where it was found, or what it was.
static void fill_place(const ForeignAnnotation *annotation, const Version *version,
                       const Placing *placing, Arrival *arrival) {
  const ForeignQuote *quote = &annotation->quotes[placing->quote];
  arrival->quote = quote->exact;
  arrival->prefix = quote->prefix;
  arrival->suffix = quote->suffix;
  if (placing->kind != PLACING_PLACED) return;
  arrival->span = positions_to_code_points(version->positions, placing->span);
  arrival->searched = placing->searched || annotation->state != ANNOTATION_SAME;
  arrival->state = placing->searched ? placing->state : annotation->state;
  arrival->score = placing->searched ? placing->score : 1000;
  arrival->review = placing->review;
}

// An id that is no UUID, or the one that it had before it came into the file.
static void fill_origin(const Intake *intake, const ForeignAnnotation *annotation,
                        Arrival *arrival) {
  char ignored[UUID_SIZE];
  bool older = annotation->origin_id.len > 0;
  arrival->format = older ? annotation->origin.ptr : intake->format->name;
  arrival->foreign = older ? annotation->origin_id : annotation->id;
  if (!older && identity_read(annotation->id, ignored)) arrival->foreign = SLICE("");
}

static void count_outcome(Intake *intake, const ForeignAnnotation *annotation,
                          ArrivalOutcome outcome, const Placing *placing) {
  IntakeCounts *counts = intake->counts;
  uint32_t *const outcomes[] = {[ARRIVAL_NEW] = &counts->made,
                                [ARRIVAL_CHANGED] = &counts->changed,
                                [ARRIVAL_SAME] = &counts->same,
                                [ARRIVAL_DELETED] = &counts->left_out};
  ++*outcomes[outcome];
  if (outcome == ARRIVAL_DELETED) say(intake, annotation, "left out: it was deleted here");
  if (outcome != ARRIVAL_NEW || !placing) return;
  if (placing->kind == PLACING_AMBIGUOUS) {
    counts->ambiguous++;
    say(intake, annotation, "ambiguous: its words stand in several places, and none is sure");
  } else if (placing->kind == PLACING_LOST) {
    counts->orphaned++;
    say(intake, annotation, "orphaned: its words are not in the brief");
  }
}

// placing is NULL for one on the whole brief.
static void put(Intake *intake, const Item *item, const Version *version, const Placing *placing) {
  const ForeignAnnotation *annotation = item->annotation;
  char id[UUID_SIZE];
  identity_make(&intake->identities, annotation, intake->format->name, item->brief->id, id);
  const char **tags = copy_tags(annotation);
  Arrival arrival = {.id = id,
                     .brief = item->brief->key,
                     .version = item->brief->version,
                     .whole = !placing,
                     .coloured = annotation->coloured,
                     .colour = annotation->coloured ? annotation->colour : COLOUR_YELLOW,
                     .comment = annotation->comment.len ? annotation->comment.ptr : "",
                     .tags = tags,
                     .tag_count = annotation->tag_count,
                     .created = annotation->created,
                     .updated = annotation->updated,
                     .made = annotation->made,
                     .placed = annotation->placed,
                     .by = annotation->by.len ? annotation->by.ptr : "",
                     .place_there = describe_place(intake, annotation),
                     .dated = intake->file.dated};
  fill_origin(intake, annotation, &arrival);
  if (placing) fill_place(annotation, version, placing, &arrival);
  count_outcome(intake, annotation, arrival_put(intake->arrivals, &arrival), placing);
  free(tags);
}

// ---- Those of one brief

static bool put_brief(Intake *intake, const Item *items, uint32_t count, Error *err) {
  Version *version = brief_version(intake->library, items[0].brief->version, err);
  if (!version) return false;
  ForeignAnnotation **quoted = memory_new(count, sizeof *quoted);
  Placing *placings = memory_new(count, sizeof *placings);
  uint32_t quoted_count = 0, at = 0;
  for (uint32_t i = 0; i < count; i++)
    if (items[i].annotation->quote_count) quoted[quoted_count++] = items[i].annotation;
  if (quoted_count) placing_find(version, quoted, quoted_count, placings);
  for (uint32_t i = 0; i < count; i++)
    put(intake, &items[i], version, items[i].annotation->quote_count ? &placings[at++] : NULL);
  free(quoted);
  free(placings);
  version_free(version);
  return true;
}

static bool put_all(Intake *intake, Error *err) {
  ItemList list = find_briefs(intake);
  bool ok = true;
  for (uint32_t start = 0, end; ok && start < list.count; start = end) {
    for (end = start; end < list.count && list.items[end].brief == list.items[start].brief;) end++;
    ok = put_brief(intake, &list.items[start], end - start, err);
  }
  free(list.items);
  return ok;
}

// ---- The whole file

static bool put_texts(Intake *intake, Error *err) {
  for (uint32_t i = 0; i < intake->file.text_count; i++) {
    const ForeignText *text = &intake->file.texts[i];
    int64_t key;
    if (!arrival_put_brief(intake->arrivals, text->text, text->hash.ptr ? text->hash.ptr : "",
                           &text->metadata, &key, err))
      return false;
  }
  return true;
}

static bool put_file(Intake *intake, Error *err) {
  if (!put_texts(intake, err)) return false;
  for (uint32_t i = 0; i < intake->file.tag_count; i++)
    intake->counts->tags += arrival_put_tag(intake->arrivals, &intake->file.tags[i]);
  if (!brief_list(intake->library, &intake->briefs, err)) return false;
  bool ok = put_all(intake, err);
  brief_release_list(&intake->briefs);
  identity_release(&intake->identities);
  return ok;
}

static bool bring(Intake *intake, const char *name, Error *err) {
  Buffer what = {0};
  Error ignored;
  buffer_printf(&what, "import '%s'", name);
  intake->arrivals = arrival_open(intake->library, what.ptr, err);
  buffer_release(&what);
  if (!intake->arrivals) return false;
  if (!put_file(intake, err)) {
    arrival_drop(intake->arrivals, &ignored);
    return false;
  }
  return intake->options->rehearsal ? arrival_drop(intake->arrivals, err)
                                    : arrival_keep(intake->arrivals, &intake->counts->change, err);
}

static bool refuse(const char *name, Error *err) {
  Error why = *err;
  return error_set(err, why.kind, "cannot import '%.200s': %s", name, why.message);
}

static bool refuse_unknown(const char *name, Error *err) {
  error_set(err, ERROR_DATA, "cannot import '%.200s': it is of no known format", name);
  return error_hint(err, "--format says which it is; 'postil help formats' lists them");
}

bool intake_import(Library *library, Slice bytes, const char *name, const IntakeOptions *options,
                   IntakeCounts *counts, Error *err) {
  Intake intake = {.library = library, .options = options, .counts = counts};
  *counts = (IntakeCounts){0};
  intake.format = options->format ? options->format : readers_sniff(bytes);
  if (!intake.format) return refuse_unknown(name, err);
  if (!readers_read(intake.format, bytes, &intake.file, err)) return refuse(name, err);
  bool ok = bring(&intake, name, err) || refuse(name, err);
  foreign_release(&intake.file);
  return ok;
}

bool intake_import_file(Library *library, const char *path, const IntakeOptions *options,
                        IntakeCounts *counts, Error *err) {
  Buffer bytes = {0};
  char *name = memory_string(strcmp(path, "-") == 0 ? SLICE("standard input") : file_name(path));
  bool ok = file_read(path, INTAKE_BYTES_MAX, &bytes, err) &&
            intake_import(library, buffer_slice(&bytes), name, options, counts, err);
  buffer_release(&bytes);
  free(name);
  return ok;
}

void intake_write_counts(const IntakeCounts *counts, Buffer *out) {
  buffer_printf(out, "%u new, %u changed, %u same, %u orphaned, %u ambiguous, %u left out",
                counts->made, counts->changed, counts->same, counts->orphaned, counts->ambiguous,
                counts->left_out);
  if (counts->tags > 0)
    buffer_printf(out, "; %u tag%s", counts->tags, counts->tags == 1 ? "" : "s");
}

// SPDX-License-Identifier: MIT
// Annotations from elsewhere, as operations of one change.
//
// The register `foreign` holds where an annotation came from and what was imported last:
//
//   {"format":"kindle","id":"…","seen":"PPPPPPPPCCCCCCCCTTTTTTTTKKKKKKKK"}
//                                       place   comment tags    colour, eight digits of a hash each
//
// and, where the file tells them, "made" and "placed" of library/origin.h.
//
// A field is set again only if its digits differ, so the reader's own edits stay. As a register it
// is undone and carried to other machines with the rest.
#include "library/arrival.h"

#include "base/hash.h"
#include "base/memory.h"
#include "base/moment.h"
#include "library/alias.h"
#include "library/codebook.h"
#include "library/fold.h"
#include "library/inside.h"
#include "library/place.h"
#include "library/record.h"
#include "library/rows.h"

#include <stdlib.h>

enum { PART_DIGITS = 8 };

typedef enum Part { PART_PLACE, PART_COMMENT, PART_TAGS, PART_COLOUR, PART_COUNT } Part;

enum { SEEN_SIZE = PART_COUNT * PART_DIGITS + 1 };

struct Arrivals {
  Library *library;
  char *what;
  Record record;
};

// ---- Beginning and ending

Arrivals *arrival_open(Library *library, const char *what, Error *err) {
  Arrivals *arrivals = memory_new(1, sizeof *arrivals);
  arrivals->library = library;
  arrivals->what = memory_string(slice_of(what));
  if (record_begin(&arrivals->record, library, arrivals->what, err)) return arrivals;
  free(arrivals->what);
  free(arrivals);
  return NULL;
}

// The version that was used last may have been of a brief that never came to be.
static void free_arrivals(Arrivals *arrivals) {
  library_forget_version(arrivals->library);
  free(arrivals->what);
  free(arrivals);
}

bool arrival_keep(Arrivals *arrivals, int64_t *change, Error *err) {
  bool ok = record_commit(&arrivals->record, change, err);
  free_arrivals(arrivals);
  return ok;
}

bool arrival_drop(Arrivals *arrivals, Error *err) {
  bool ok = record_rehearse(&arrivals->record, err);
  free_arrivals(arrivals);
  return ok;
}

// ---- Tags and briefs

bool arrival_put_tag(Arrivals *arrivals, const TagEntry *entry) {
  Error ignored;
  char before[STAMP_SIZE];
  memcpy(before, arrivals->record.stamp, sizeof before);
  char *path = tag_normalise(entry->path, &ignored);
  if (path) codebook_set(&arrivals->record, path, &entry->edit);
  for (uint32_t i = 0; path && i < entry->alias_count; i++)
    alias_record(&arrivals->record, path, entry->aliases[i], &ignored);
  free(path);
  return strcmp(before, arrivals->record.stamp) != 0;
}

bool arrival_put_brief(Arrivals *arrivals, Slice text, const char *hash,
                       const BriefMetadata *metadata, int64_t *key, Error *err) {
  return brief_record(&arrivals->record, text, hash, metadata, key, err);
}

// ---- Fingerprints

static void fingerprint(Slice text, char digits[PART_DIGITS]) {
  char hash[HASH_HEX_SIZE];
  hash_hex(text, hash);
  memcpy(digits, hash, PART_DIGITS);
}

static void fingerprint_all(const Arrival *arrival, const CodebookPaths *tags,
                            char seen[SEEN_SIZE]) {
  Buffer joined = {0};
  for (uint32_t i = 0; i < tags->count; i++) buffer_printf(&joined, "%s\n", tags->items[i]);
  const char *colour = arrival->coloured ? colour_name(arrival->colour) : "";
  fingerprint(arrival->place_there, seen + PART_PLACE * PART_DIGITS);
  fingerprint(slice_of(arrival->comment), seen + PART_COMMENT * PART_DIGITS);
  fingerprint(buffer_slice(&joined), seen + PART_TAGS * PART_DIGITS);
  fingerprint(slice_of(colour), seen + PART_COLOUR * PART_DIGITS);
  seen[SEEN_SIZE - 1] = '\0';
  buffer_release(&joined);
}

static bool is_known(int64_t moment) {
  return moment != ARRIVAL_NO_MOMENT;
}

// What the file tells of the time before; that it was placed when it was made needs no words.
static void add_history(JsonWriter *json, const Arrival *arrival) {
  char placed[MOMENT_TEXT_SIZE];
  if (arrival->made.hash[0]) {
    json_key(json, "made");
    origin_write_place(json, &arrival->made);
  }
  if (!is_known(arrival->placed) || arrival->placed == arrival->created) return;
  moment_format(arrival->placed, placed);
  json_member(json, "placed", slice_of(placed));
}

static void set_foreign(Record *record, const Arrival *arrival, const char *seen) {
  Buffer value = {0};
  JsonWriter json = {.out = &value};
  json_start_object(&json);
  json_member(&json, "format", slice_of(arrival->format));
  json_member(&json, "id", arrival->foreign);
  json_member(&json, "seen", slice_of(seen));
  add_history(&json, arrival);
  json_end_object(&json);
  record_set_json(record, "foreign", buffer_slice(&value));
  buffer_release(&value);
}

// What was imported last; "" when it did not come from elsewhere.
static void find_seen(Store *store, int64_t annotation, char seen[SEEN_SIZE]) {
  Statement *statement = statement_start(store, STATEMENT_ANNOTATION_SEEN);
  statement_bind_int(statement, annotation);
  seen[0] = '\0';
  if (statement_next(statement) && statement_text(statement, 0).len == SEEN_SIZE - 1)
    rows_copy(seen, SEEN_SIZE, statement_text(statement, 0));
  statement_end(statement);
}

// ---- Making

static bool set_place(Record *record, const Arrival *arrival, const Annotation *there) {
  Place place = {0};
  Error err;
  PlaceFound found = {.searched = arrival->searched,
                      .state = arrival->state,
                      .score = arrival->score,
                      .review = arrival->review,
                      .quote = arrival->quote,
                      .prefix = arrival->prefix,
                      .suffix = arrival->suffix};
  if (!place_bring(record->library, arrival->version, arrival->span, &found, &place, &err)) {
    record_fail(record, &err);
    return false;
  }
  bool orphan = place.span.start_cp == place.span.end_cp;
  bool differs = !there || there->version != arrival->version ||
                 there->span.start_cp != place.span.start_cp ||
                 there->span.end_cp != place.span.end_cp ||
                 (orphan && !slice_equal(slice_of(there->quote), arrival->quote));
  if (differs) record_set_json(record, "place", buffer_slice(&place.json));
  place_release(&place);
  return differs;
}

static void make(Arrivals *arrivals, const Arrival *arrival, const CodebookPaths *tags,
                 const char *seen) {
  Record *record = &arrivals->record;
  RowsBrief brief;
  Error err;
  if (!rows_find_brief(arrivals->library->store, arrival->brief, &brief, &err)) {
    record_fail(record, &err);
    return;
  }
  free(brief.title);
  int64_t created = is_known(arrival->created) ? arrival->created : record->now;
  record_open(record, "annotation", arrival->id);
  record_set_text(record, "brief", brief.id);
  if (!arrival->whole) {
    set_place(record, arrival, NULL);
    record_set_text(record, "colour", colour_name(arrival->colour));
  }
  if (arrival->comment[0]) record_set_text(record, "comment", arrival->comment);
  record_set_moment(record, "created", created);
  record_set_moment(record, "updated", is_known(arrival->updated) ? arrival->updated : created);
  record_set_text(record, "by", arrival->by[0] ? arrival->by : library_reader(arrivals->library));
  set_foreign(record, arrival, seen);
  record_close(record);
  for (uint32_t i = 0; i < tags->count; i++) codebook_put(record, arrival->id, tags->items[i]);
}

// ---- Coming again

static bool tags_differ(const Annotation *there, const CodebookPaths *tags) {
  if (there->tag_count != tags->count) return true;
  for (uint32_t i = 0; i < tags->count; i++)
    if (!annotation_has_tag(there, tags->items[i])) return true;
  return false;
}

static void set_tags(Record *record, const Annotation *there, const CodebookPaths *tags) {
  for (uint32_t i = 0; i < there->tag_count; i++)
    if (!codebook_has_path(tags, there->tags[i])) codebook_take_off(record, there, there->tags[i]);
  for (uint32_t i = 0; i < tags->count; i++)
    if (!annotation_has_tag(there, tags->items[i])) codebook_put(record, there->id, tags->items[i]);
}

// Sets the parts that differ from what was imported last and from what is here.
static bool change(Record *record, const Arrival *arrival, const Annotation *there,
                   const CodebookPaths *tags, const char *seen, const char *before) {
  bool moved[PART_COUNT];
  for (Part part = 0; part < PART_COUNT; part++)
    moved[part] = !before[0] ||
                  memcmp(seen + part * PART_DIGITS, before + part * PART_DIGITS, PART_DIGITS) != 0;
  bool placed = !arrival->whole && !there->whole;
  bool other_tags = moved[PART_TAGS] && tags_differ(there, tags);
  record_open(record, "annotation", there->id);
  bool any = moved[PART_PLACE] && placed && set_place(record, arrival, there);
  if (moved[PART_COMMENT] && strcmp(arrival->comment, there->comment) != 0) {
    record_set_text(record, "comment", arrival->comment[0] ? arrival->comment : NULL);
    any = true;
  }
  if (moved[PART_COLOUR] && placed && arrival->coloured && arrival->colour != there->colour) {
    record_set_text(record, "colour", colour_name(arrival->colour));
    any = true;
  }
  any = any || other_tags;
  if (!any) return false; // what was set is dropped by the next record_open()
  record_set_moment(record, "updated", is_known(arrival->updated) ? arrival->updated : record->now);
  set_foreign(record, arrival, seen);
  record_close(record);
  if (other_tags) set_tags(record, there, tags);
  return true;
}

static ArrivalOutcome come_again(Arrivals *arrivals, const Arrival *arrival, int64_t key,
                                 const CodebookPaths *tags, const char *seen) {
  Store *store = arrivals->library->store;
  Annotation there;
  Error ignored;
  if (!rows_find_annotation(store, key, &there, &ignored))
    return ARRIVAL_DELETED; // or its brief is
  char before[SEEN_SIZE];
  find_seen(store, key, before);
  bool older = arrival->dated && is_known(arrival->updated) && arrival->updated <= there.updated;
  bool same = older || strcmp(seen, before) == 0 ||
              !change(&arrivals->record, arrival, &there, tags, seen, before);
  annotation_release(&there);
  return same ? ARRIVAL_SAME : ARRIVAL_CHANGED;
}

// The tags in their one form, in order, without those of which nothing is left.
static CodebookPaths read_tags(const Arrival *arrival) {
  CodebookPaths tags = {.items = memory_new(arrival->tag_count, sizeof *tags.items)};
  for (uint32_t i = 0; i < arrival->tag_count; i++) {
    Error ignored;
    char *path = tag_normalise(arrival->tags[i], &ignored);
    if (path && !codebook_has_path(&tags, path))
      tags.items[tags.count++] = path;
    else
      free(path);
  }
  return tags;
}

ArrivalOutcome arrival_put(Arrivals *arrivals, const Arrival *arrival) {
  char seen[SEEN_SIZE];
  bool alive;
  CodebookPaths tags = read_tags(arrival);
  fingerprint_all(arrival, &tags, seen);
  int64_t key =
      fold_find_thing(arrivals->library->store, "annotation", slice_of(arrival->id), &alive);
  ArrivalOutcome outcome = ARRIVAL_NEW;
  if (!key)
    make(arrivals, arrival, &tags, seen);
  else
    outcome = alive ? come_again(arrivals, arrival, key, &tags, seen) : ARRIVAL_DELETED;
  codebook_release_paths(&tags);
  return outcome;
}

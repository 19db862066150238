// SPDX-License-Identifier: MIT
// Places of annotations: a span of a version with its quotation and contexts, as one JSON value.
// Costs what the quotation and its contexts are long.
#include "library/place.h"

#include "codec/json.h"
#include "library/operation.h"
#include "text/cluster.h"
#include "text/context.h"
#include "text/motion.h"
#include "text/position.h"

enum { CONTEXT_BYTES_MAX = 16 << 10 }; // of a prefix or suffix: an operation has a greatest length

// A context that repetition made very long, cut to the part next to the quotation.
static Slice cut_prefix(Slice prefix) {
  if (prefix.len <= CONTEXT_BYTES_MAX) return prefix;
  size_t start = prefix.len - CONTEXT_BYTES_MAX;
  while (((unsigned char)prefix.ptr[start] & 0xC0) == 0x80) start++;
  return slice_cut(prefix, start, prefix.len);
}

static Slice cut_suffix(Slice suffix) {
  if (suffix.len <= CONTEXT_BYTES_MAX) return suffix;
  size_t end = CONTEXT_BYTES_MAX;
  while (((unsigned char)suffix.ptr[end] & 0xC0) == 0x80) end--;
  return slice_cut(suffix, 0, end);
}

// The members that all places have; the caller opens and closes the object.
static void write_words(JsonWriter *json, const char *hash, CpSpan span, Slice quote, Slice prefix,
                        Slice suffix) {
  json_key(json, "version");
  json_string(json, slice_of(hash));
  json_key(json, "start");
  json_number(json, span.start_cp);
  json_key(json, "end");
  json_number(json, span.end_cp);
  json_key(json, "quote");
  json_string(json, quote);
  json_key(json, "prefix");
  json_string(json, cut_prefix(prefix));
  json_key(json, "suffix");
  json_string(json, cut_suffix(suffix));
}

// How it was found: what the reader chose says nothing of it.
static void write_finding(JsonWriter *json, const PlaceFound *found) {
  json_key(json, "state");
  json_string(json, slice_of(annotation_state_name(found->state)));
  json_key(json, "score");
  json_number(json, found->score);
  json_key(json, "review");
  json_bool(json, found->review);
}

static void write_place(const Version *version, Span span, const PlaceFound *found, Place *place) {
  Context context = context_of(version, span);
  JsonWriter json = {.out = &place->json};
  json_start_object(&json);
  write_words(&json, version->hash, place->span, version_cut(version, span),
              version_cut(version, context.prefix), version_cut(version, context.suffix));
  if (found && found->searched) write_finding(&json, found);
  json_end_object(&json);
}

static bool check_length(size_t len, Error *err) {
  if (len < OPERATION_LINE_MAX) return true;
  return error_set(err, ERROR_DATA,
                   "cannot annotate the passage: it has %zu bytes, at most %d are possible", len,
                   OPERATION_LINE_MAX - 1);
}

// A span that is not empty.
static bool find(const Version *version, CpSpan wanted, const PlaceFound *found, Place *place,
                 Error *err) {
  Span span;
  if (!positions_to_bytes(version->positions, wanted, &span)) {
    return error_set(err, ERROR_USAGE, "cannot annotate %u to %u: the text has %u characters",
                     wanted.start_cp, wanted.end_cp, positions_count(version->positions));
  }
  if (span_is_empty(span))
    return error_set(err, ERROR_USAGE, "cannot annotate: nothing is selected");
  span = motion_widen(version, span);
  if (!check_length(span_len(span), err)) return false;
  place->span = positions_to_code_points(version->positions, span);
  write_place(version, span, found, place);
  return true;
}

bool place_find(Library *library, int64_t version_key, CpSpan wanted, Place *place, Error *err) {
  const Version *version = library_borrow_version(library, version_key, err);
  return version && find(version, wanted, NULL, place, err);
}

bool place_bring(Library *library, int64_t version_key, CpSpan wanted, const PlaceFound *found,
                 Place *place, Error *err) {
  const Version *version = library_borrow_version(library, version_key, err);
  if (!version) return false;
  if (wanted.start_cp < wanted.end_cp) return find(version, wanted, found, place, err);
  if (!check_length(found->quote.len, err)) return false;
  JsonWriter json = {.out = &place->json};
  place->span = (CpSpan){0};
  json_start_object(&json);
  write_words(&json, version->hash, place->span, found->quote, found->prefix, found->suffix);
  write_finding(&json, &(PlaceFound){.state = ANNOTATION_ORPHAN, .review = true});
  json_end_object(&json);
  return true;
}

bool place_find_orphan(Library *library, int64_t version_key, uint32_t at_cp, Slice quote,
                       Place *place, Error *err) {
  const Version *version = library_borrow_version(library, version_key, err);
  if (!version || !check_length(quote.len, err)) return false;
  Span all = span_make(0, (uint32_t)version->text.len);
  uint32_t pos = cluster_start(version->text, all, positions_byte(version->positions, at_cp));
  Context context = context_of(version, span_make(pos, pos));
  JsonWriter json = {.out = &place->json};
  place->span = positions_to_code_points(version->positions, span_make(pos, pos));
  json_start_object(&json);
  write_words(&json, version->hash, place->span, quote, version_cut(version, context.prefix),
              version_cut(version, context.suffix));
  json_end_object(&json);
  return true;
}

void place_release(Place *place) {
  buffer_release(&place->json);
}

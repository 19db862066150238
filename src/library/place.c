// SPDX-License-Identifier: MIT
// Places of annotations: a span of a version with its quotation and contexts, as one JSON value.
// Costs what the quotation and its contexts are long.
#include "library/place.h"

#include "codec/json.h"
#include "library/operation.h"
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

static void write_place(const Version *version, Span span, Place *place) {
  Context context = context_of(version, span);
  JsonWriter json = {.out = &place->json};
  json_start_object(&json);
  json_key(&json, "version");
  json_string(&json, slice_of(version->hash));
  json_key(&json, "start");
  json_number(&json, place->span.start_cp);
  json_key(&json, "end");
  json_number(&json, place->span.end_cp);
  json_key(&json, "quote");
  json_string(&json, version_cut(version, span));
  json_key(&json, "prefix");
  json_string(&json, cut_prefix(version_cut(version, context.prefix)));
  json_key(&json, "suffix");
  json_string(&json, cut_suffix(version_cut(version, context.suffix)));
  json_end_object(&json);
}

bool place_find(Library *library, int64_t version_key, CpSpan wanted, Place *place, Error *err) {
  const Version *version = library_borrow_version(library, version_key, err);
  if (!version) return false;
  Span span;
  if (!positions_to_bytes(version->positions, wanted, &span)) {
    return error_set(err, ERROR_USAGE, "cannot annotate %u to %u: the text has %u characters",
                     wanted.start_cp, wanted.end_cp, positions_count(version->positions));
  }
  if (span_is_empty(span))
    return error_set(err, ERROR_USAGE, "cannot annotate: nothing is selected");
  span = motion_widen(version, span);
  if (span_len(span) >= OPERATION_LINE_MAX) {
    return error_set(err, ERROR_DATA,
                     "cannot annotate the passage: it has %u bytes, at most %d are possible",
                     span_len(span), OPERATION_LINE_MAX - 1);
  }
  place->span = positions_to_code_points(version->positions, span);
  write_place(version, span, place);
  return true;
}

void place_release(Place *place) {
  buffer_release(&place->json);
}

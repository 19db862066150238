// SPDX-License-Identifier: MIT
// W3C Web Annotation (Recommendation of 2017): one AnnotationCollection with one embedded page, an
// annotation a line. `body` is always an array that holds something, and a TimeState always has its
// sourceDate: consumers and W3C's own tests stumble otherwise.
#include "exchange/names.h"
#include "exchange/writers.h"

#include "base/moment.h"
#include "codec/json.h"
#include "exchange/escape.h"
#include "library/origin.h"

static void add_moment(JsonWriter *json, const char *key, int64_t moment) {
  char text[MOMENT_TEXT_SIZE];
  moment_format(moment, text);
  json_member(json, key, slice_of(text));
}

// A member whose text is put together by somebody else first.
static void add_built(JsonWriter *json, const char *key, Buffer *text) {
  json_member(json, key, buffer_slice(text));
  buffer_release(text);
}

static void add_urn(JsonWriter *json, const char *key, const char *id) {
  Buffer urn = {0};
  buffer_printf(&urn, "urn:uuid:%s", id);
  add_built(json, key, &urn);
}

// ---- What is said

static void add_motivation(JsonWriter *json, const Annotation *annotation) {
  bool comments = annotation->comment[0] != '\0', tags = annotation->tag_count > 0;
  if (!comments || !tags) {
    json_member(json, "motivation",
                slice_of(comments ? "commenting"
                         : tags   ? "tagging"
                                  : "highlighting"));
    return;
  }
  json_key(json, "motivation");
  json_start_array(json);
  json_string(json, SLICE("commenting"));
  json_string(json, SLICE("tagging"));
  json_end_array(json);
}

static void add_body(JsonWriter *json, const char *purpose, const char *type, const char *value) {
  json_start_object(json);
  json_member(json, "type", SLICE("TextualBody"));
  json_member(json, "purpose", slice_of(purpose));
  json_member(json, "format", slice_of(type));
  json_member(json, "value", slice_of(value));
  json_end_object(json);
}

static void add_bodies(JsonWriter *json, const Annotation *annotation) {
  json_key(json, "body");
  json_start_array(json);
  if (annotation->comment[0]) add_body(json, "commenting", "text/markdown", annotation->comment);
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    add_body(json, "tagging", "text/plain", annotation->tags[i]);
  if (!annotation->comment[0] && annotation->tag_count == 0)
    add_body(json, "highlighting", "text/plain", colour_name(annotation->colour));
  json_end_array(json);
}

static void add_creator(JsonWriter *json, const char *name) {
  if (!name[0]) return;
  json_key(json, "creator");
  json_start_object(json);
  json_member(json, "type", SLICE("Person"));
  json_member(json, "nickname", slice_of(name));
  json_end_object(json);
}

static void add_stylesheet(JsonWriter *json, const Annotation *annotation) {
  if (annotation->whole) return;
  Buffer rule = {0};
  buffer_printf(&rule, ".postil-%s { background: #%06x }", colour_name(annotation->colour),
                (unsigned)colour_rgb(annotation->colour));
  json_key(json, "stylesheet");
  json_start_object(json);
  json_member(json, "type", SLICE("CssStylesheet"));
  add_built(json, "value", &rule);
  json_end_object(json);
}

// ---- Of what

static void add_state(JsonWriter *json, const char *hash, int64_t moment) {
  Buffer cached = {0};
  names_add_ni(&cached, hash);
  json_key(json, "state");
  json_start_object(json);
  json_member(json, "type", SLICE("TimeState"));
  add_moment(json, "sourceDate", moment);
  add_built(json, "cached", &cached);
  json_end_object(json);
}

static void add_position(JsonWriter *json, CpSpan span) {
  json_start_object(json);
  json_member(json, "type", SLICE("TextPositionSelector"));
  json_key(json, "start");
  json_number(json, span.start_cp);
  json_key(json, "end");
  json_number(json, span.end_cp);
  json_end_object(json);
}

static void add_selectors(JsonWriter *json, const Annotation *annotation) {
  json_key(json, "selector");
  json_start_array(json);
  json_start_object(json);
  json_member(json, "type", SLICE("TextQuoteSelector"));
  json_member(json, "exact", slice_of(annotation->quote));
  json_member(json, "prefix", slice_of(annotation->prefix));
  json_member(json, "suffix", slice_of(annotation->suffix));
  json_end_object(json);
  if (annotation->state != ANNOTATION_ORPHAN) add_position(json, annotation->span);
  json_end_array(json);
}

// The IRI that it had where it came from.
static void add_canonical(JsonWriter *json, const Origin *origin) {
  Buffer uri = {0};
  if (origin->id.len == 0 || !slice_equal(origin->format, SLICE("w3c"))) return;
  escape_uri(&uri, origin->id);
  add_built(json, "canonical", &uri);
}

static void add_target(JsonWriter *json, Exchange *exchange, int64_t placed) {
  const Annotation *annotation = exchange->annotation;
  Buffer source = {0}, style = {0};
  names_add_source(&source, exchange->brief);
  json_key(json, "target");
  json_start_object(json);
  add_built(json, "source", &source);
  add_state(json, exchange_hash(exchange), placed);
  if (!annotation->whole) {
    buffer_printf(&style, "postil-%s", colour_name(annotation->colour));
    add_built(json, "styleClass", &style);
    add_selectors(json, annotation);
  }
  json_end_object(json);
}

static void write_item(Exchange *exchange, JsonWriter *json) {
  const Annotation *annotation = exchange->annotation;
  Origin origin = {0};
  origin_find(exchange->library, annotation, &origin, &exchange->error);
  json_start_object(json);
  add_urn(json, "id", annotation->id);
  add_canonical(json, &origin);
  json_member(json, "type", SLICE("Annotation"));
  add_motivation(json, annotation);
  add_moment(json, "created", annotation->created);
  add_moment(json, "modified", annotation->updated);
  add_creator(json, annotation->by);
  add_bodies(json, annotation);
  add_stylesheet(json, annotation);
  add_target(json, exchange, origin.placed);
  origin_release(&origin);
  json_end_object(json);
  buffer_add_byte(&exchange->out, '\n');
}

// ---- The collection

static void add_label(JsonWriter *json, const Exchange *exchange) {
  Buffer label = {0};
  if (exchange->only)
    buffer_printf(&label, "Annotations on %s", exchange->only->title);
  else
    buffer_printf(&label, "Annotations on %u briefs", (unsigned)exchange->brief_count);
  add_built(json, "label", &label);
}

static void write_page(Exchange *exchange, JsonWriter *json, const char *id) {
  add_moment(json, "modified", exchange->updated);
  add_urn(json, "last", id);
  json_key(json, "first");
  json_start_object(json);
  add_urn(json, "id", id);
  json_member(json, "type", SLICE("AnnotationPage"));
  json_key(json, "startIndex");
  json_number(json, 0);
  json_key(json, "items");
  json_start_array(json);
  buffer_add_byte(&exchange->out, '\n');
  exchange_next_group(exchange);
  while (exchange_next_brief(exchange))
    while (exchange_next_annotation(exchange)) write_item(exchange, json);
  json_end_array(json);
  json_end_object(json);
}

void write_w3c(Exchange *exchange) {
  JsonWriter json = {.out = &exchange->out};
  char collection[UUID_SIZE], page[UUID_SIZE];
  Buffer hashes = {0};
  exchange_add_hashes(exchange, &hashes);
  names_derive("collection/", buffer_slice(&hashes), collection);
  names_derive("page/", buffer_slice(&hashes), page);
  buffer_release(&hashes);
  json_start_object(&json);
  json_member(&json, "@context", SLICE("http://www.w3.org/ns/anno.jsonld"));
  add_urn(&json, "id", collection);
  json_member(&json, "type", SLICE("AnnotationCollection"));
  add_label(&json, exchange);
  json_key(&json, "total");
  json_number(&json, (int64_t)exchange->annotation_count);
  if (exchange->annotation_count > 0) write_page(exchange, &json, page);
  json_end_object(&json);
  buffer_add_byte(&exchange->out, '\n');
}

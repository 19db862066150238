// SPDX-License-Identifier: MIT
// doccano: a line for each brief, its text with labelled spans in code points. An annotation
// without a tag is labelled Highlight; no label stands twice on one span.
#include "base/memory.h"
#include "codec/json.h"
#include "exchange/writers.h"

#include <stdlib.h>

// The labels of the span in hand, as annotations on one span follow each other.
typedef struct Labels {
  CpSpan span;
  char **names;
  uint32_t count;
  size_t capacity;
} Labels;

static void clear(Labels *labels) {
  for (uint32_t i = 0; i < labels->count; i++) free(labels->names[i]);
  labels->count = 0;
}

static bool is_there(const Labels *labels, const char *name) {
  for (uint32_t i = 0; i < labels->count; i++)
    if (strcmp(labels->names[i], name) == 0) return true;
  return false;
}

static void add_label(JsonWriter *json, Labels *labels, CpSpan span, const char *name) {
  if (labels->span.start_cp != span.start_cp || labels->span.end_cp != span.end_cp) clear(labels);
  labels->span = span;
  if (is_there(labels, name)) return;
  labels->names =
      memory_grow(labels->names, labels->count, &labels->capacity, sizeof *labels->names);
  labels->names[labels->count++] = memory_string(slice_of(name));
  json_start_array(json);
  json_number(json, span.start_cp);
  json_number(json, span.end_cp);
  json_string(json, slice_of(name));
  json_end_array(json);
}

static bool can_point(const Exchange *exchange) {
  const Annotation *annotation = exchange->annotation;
  return !annotation->whole && annotation->state != ANNOTATION_ORPHAN &&
         annotation->version == exchange->brief->version;
}

static void add_labels(Exchange *exchange, JsonWriter *json) {
  Labels labels = {0};
  json_key(json, "label");
  json_start_array(json);
  while (exchange_next_annotation(exchange)) {
    const Annotation *annotation = exchange->annotation;
    if (!can_point(exchange)) continue;
    for (uint32_t i = 0; i < annotation->tag_count; i++)
      add_label(json, &labels, annotation->span, annotation->tags[i]);
    if (annotation->tag_count == 0) add_label(json, &labels, annotation->span, "Highlight");
  }
  json_end_array(json);
  clear(&labels);
  free(labels.names);
}

static void add_comments(Exchange *exchange, JsonWriter *json) {
  exchange_rewind_brief(exchange);
  json_key(json, "Comments");
  json_start_array(json);
  while (exchange_next_annotation(exchange))
    if (exchange->annotation->comment[0])
      json_string(json, slice_of(exchange->annotation->comment));
  json_end_array(json);
}

static void write_brief(Exchange *exchange) {
  const Version *version = exchange_version(exchange);
  const Brief *brief = exchange->brief;
  if (!version) return;
  JsonWriter json = {.out = &exchange->out};
  json_start_object(&json);
  json_member(&json, "text", version->text);
  add_labels(exchange, &json);
  add_comments(exchange, &json);
  json_key(&json, "meta");
  json_start_object(&json);
  json_member(&json, "id", slice_of(brief->id));
  json_member(&json, "title", slice_of(brief->title));
  json_member(&json, "url", slice_of(brief->url));
  json_member(&json, "version", slice_of(brief->hash));
  json_end_object(&json);
  json_end_object(&json);
  buffer_add_byte(&exchange->out, '\n');
}

void write_doccano(Exchange *exchange) {
  exchange_leave_out(exchange, exchange->orphan_count, "orphan", "orphans");
  exchange_next_group(exchange);
  while (exchange_next_brief(exchange)) write_brief(exchange);
}

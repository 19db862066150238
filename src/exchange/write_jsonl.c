// SPDX-License-Identifier: MIT
// JSON Lines: postil's own format, complete. A brief's line, the tags that its annotations need and
// that have no line yet, its annotations. The tags that nothing uses stand with the first brief of
// an export of everything. Keys have a fixed order; what is missing is left out.
#include "exchange/writers.h"

#include "base/memory.h"
#include "base/moment.h"
#include "codec/json.h"
#include "library/origin.h"

#include <stdio.h>
#include <stdlib.h>

static void write_brief(Exchange *exchange) {
  const Brief *brief = exchange->brief;
  const Version *version = exchange->options->with_text ? exchange_version(exchange) : NULL;
  JsonWriter json = {.out = &exchange->out};
  json_start_object(&json);
  json_member(&json, "type", SLICE("brief"));
  json_member(&json, "id", slice_of(brief->id));
  json_member(&json, "title", slice_of(brief->title));
  json_member(&json, "series", slice_of(brief->series));
  json_member(&json, "author", exchange_author(brief));
  json_member(&json, "date", slice_of(brief->date));
  json_member(&json, "url", slice_of(brief->url));
  json_member(&json, "version", slice_of(brief->hash));
  if (version) json_member(&json, "text", version->text);
  json_end_object(&json);
  buffer_add_byte(&exchange->out, '\n');
}

void write_jsonl_aliases(const TagAliases *aliases, JsonWriter *json) {
  json_key(json, "aliases");
  json_start_array(json);
  for (uint32_t i = 0; i < aliases->count; i++) json_string(json, slice_of(aliases->items[i]));
  json_end_array(json);
}

void write_jsonl_tag(const Tag *tag, Buffer *out) {
  char colour[8] = "";
  if (tag->colour != TAG_NO_COLOUR)
    snprintf(colour, sizeof colour, "#%06x", (unsigned)(tag->colour & 0xFFFFFF));
  JsonWriter json = {.out = out};
  json_start_object(&json);
  json_member(&json, "type", SLICE("tag"));
  json_member(&json, "id", slice_of(tag->id));
  json_member(&json, "path", slice_of(tag->path));
  json_member(&json, "colour", slice_of(colour));
  json_member(&json, "memo", slice_of(tag->memo));
  if (tag->aliases.count > 0) write_jsonl_aliases(&tag->aliases, &json);
  json_end_object(&json);
  buffer_add_byte(out, '\n');
}

static void add_number(JsonWriter *json, const char *key, int64_t number) {
  json_key(json, key);
  json_number(json, number);
}

static void add_moment(JsonWriter *json, const char *key, int64_t moment) {
  char text[MOMENT_TEXT_SIZE];
  moment_format(moment, text);
  json_member(json, key, slice_of(text));
}

static void add_place(JsonWriter *json, const Annotation *annotation) {
  if (annotation->whole) return;
  add_number(json, "start", annotation->span.start_cp);
  add_number(json, "end", annotation->span.end_cp);
  json_member(json, "quote", slice_of(annotation->quote));
  json_member(json, "prefix", slice_of(annotation->prefix));
  json_member(json, "suffix", slice_of(annotation->suffix));
  json_member(json, "colour", slice_of(colour_name(annotation->colour)));
}

static void add_tags(JsonWriter *json, const Annotation *annotation) {
  if (annotation->tag_count == 0) return;
  json_key(json, "tags");
  json_start_array(json);
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    json_string(json, slice_of(annotation->tags[i]));
  json_end_array(json);
}

static void add_origin(JsonWriter *json, Exchange *exchange) {
  Origin origin = {0};
  origin_find(exchange->library, exchange->annotation, &origin, &exchange->error);
  if (origin.made.hash[0]) {
    json_key(json, "made");
    origin_write_place(json, &origin.made);
  }
  if (origin.id.len) {
    json_key(json, "foreign");
    json_start_object(json);
    json_member(json, "format", origin.format);
    json_member(json, "id", origin.id);
    json_end_object(json);
  }
  origin_release(&origin);
}

static void write_annotation(Exchange *exchange) {
  const Annotation *annotation = exchange->annotation;
  JsonWriter json = {.out = &exchange->out};
  json_start_object(&json);
  json_member(&json, "type", SLICE("annotation"));
  json_member(&json, "id", slice_of(annotation->id));
  json_member(&json, "brief", slice_of(exchange->brief->id));
  json_member(&json, "version", slice_of(exchange_hash(exchange)));
  add_place(&json, annotation);
  json_member(&json, "comment", slice_of(annotation->comment));
  add_tags(&json, annotation);
  add_moment(&json, "created", annotation->created);
  add_moment(&json, "updated", annotation->updated);
  json_member(&json, "by", slice_of(annotation->by));
  if (!annotation->whole)
    json_member(&json, "state", slice_of(annotation_state_name(annotation->state)));
  add_origin(&json, exchange);
  json_end_object(&json);
  buffer_add_byte(&exchange->out, '\n');
}

// ---- Tags

// Which have their line.
typedef struct Codebook {
  bool *written;
  uint32_t left;
} Codebook;

static void write_tag_once(Exchange *exchange, Codebook *codebook, uint32_t tag) {
  if (codebook->written[tag]) return;
  codebook->written[tag] = true;
  codebook->left--;
  write_jsonl_tag(&exchange->tags.items[tag], &exchange->out);
}

// The tags that the brief in hand needs. An export of everything shows the codebook whole: with
// `unused` what nothing uses stands with them, in one order.
static void write_needed(Exchange *exchange, Codebook *codebook, bool unused) {
  ChoiceTexts needed = exchange_brief_tags(exchange);
  for (uint32_t i = 0; i < exchange->tags.count; i++) {
    const Tag *tag = &exchange->tags.items[i];
    if ((unused && tag->annotations == 0) || choice_has_text(&needed, tag->path))
      write_tag_once(exchange, codebook, i);
  }
  choice_release_texts(&needed);
}

// Finding what a brief needs is a walk of its own through its annotations, so it is done only while
// it can make a difference.
static void write_tags(Exchange *exchange, Codebook *codebook, bool unused) {
  if (codebook->left == 0) return;
  if (!unused || !exchange->only) {
    write_needed(exchange, codebook, unused);
    return;
  }
  for (uint32_t i = 0; i < exchange->tags.count; i++) write_tag_once(exchange, codebook, i);
}

void write_jsonl(Exchange *exchange) {
  Codebook codebook = {.written = memory_new(exchange->tags.count, sizeof(bool)),
                       .left = exchange->tags.count};
  bool unused = !exchange->filtered;
  exchange_next_group(exchange);
  while (exchange_next_brief(exchange)) {
    write_brief(exchange);
    write_tags(exchange, &codebook, unused);
    unused = false;
    while (exchange_next_annotation(exchange)) write_annotation(exchange);
  }
  free(codebook.written);
}

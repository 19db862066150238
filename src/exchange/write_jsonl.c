// SPDX-License-Identifier: MIT
// JSON Lines: postil's own format, complete. A brief's line, the tags that its annotations need and
// that have no line yet, its annotations. The tags that nothing uses stand with the first brief of
// an export of everything. Keys have a fixed order; what is missing is left out.
#include "exchange/writers.h"

#include "base/memory.h"
#include "base/moment.h"
#include "codec/json.h"

#include <stdio.h>
#include <stdlib.h>

static bool write_brief(const ExchangeSet *set, const Brief *brief, Buffer *out, Error *err) {
  Version *version = NULL;
  if (set->options->with_text) {
    version = brief_version(set->library, brief->version, err);
    if (!version) return false;
  }
  JsonWriter json = {.out = out};
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
  buffer_add_byte(out, '\n');
  version_free(version);
  return true;
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

static bool write_annotation(const ExchangeSet *set, const Brief *brief,
                             const Annotation *annotation, Buffer *out, Error *err) {
  char hash[HASH_HEX_SIZE];
  if (!exchange_hash(set, brief, annotation, hash, err)) return false;
  JsonWriter json = {.out = out};
  json_start_object(&json);
  json_member(&json, "type", SLICE("annotation"));
  json_member(&json, "id", slice_of(annotation->id));
  json_member(&json, "brief", slice_of(brief->id));
  json_member(&json, "version", slice_of(hash));
  add_place(&json, annotation);
  json_member(&json, "comment", slice_of(annotation->comment));
  add_tags(&json, annotation);
  add_moment(&json, "created", annotation->created);
  add_moment(&json, "updated", annotation->updated);
  json_member(&json, "by", slice_of(annotation->by));
  if (!annotation->whole)
    json_member(&json, "state", slice_of(annotation_state_name(annotation->state)));
  json_end_object(&json);
  buffer_add_byte(out, '\n');
  return true;
}

// Which tags need a line, and which have one.
typedef struct Tags {
  bool *needed, *written;
} Tags;

// An export of everything shows the codebook whole: what nothing uses comes first.
static void need_unused(const ExchangeSet *set, Tags *tags) {
  for (uint32_t i = 0; i < set->brief_count; i++)
    exchange_mark_tags(set, &set->briefs[i], tags->needed);
  for (uint32_t i = 0; i < set->tag_count; i++) tags->needed[i] = !tags->needed[i];
}

static void write_tags(const ExchangeSet *set, Tags *tags, Buffer *out) {
  for (uint32_t i = 0; i < set->tag_count; i++) {
    if (!tags->needed[i] || tags->written[i]) continue;
    write_jsonl_tag(&set->tags[i], out);
    tags->written[i] = true;
  }
}

bool write_jsonl(const ExchangeSet *set, Buffer *out, Error *err) {
  Tags tags = {memory_new(set->tag_count, sizeof(bool)), memory_new(set->tag_count, sizeof(bool))};
  bool ok = true;
  if (!set->filtered) need_unused(set, &tags);
  for (uint32_t i = 0; ok && i < set->brief_count; i++) {
    const ExchangeBrief *item = &set->briefs[i];
    ok = write_brief(set, item->brief, out, err);
    exchange_mark_tags(set, item, tags.needed);
    if (i == 0 || item->count > 0) write_tags(set, &tags, out);
    for (uint32_t k = 0; ok && k < item->count; k++)
      ok = write_annotation(set, item->brief, &item->annotations[k], out, err);
  }
  free(tags.needed);
  free(tags.written);
  return ok;
}

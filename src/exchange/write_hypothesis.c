// SPDX-License-Identifier: MIT
// Hypothesis: the file that its client imports. Positions are UTF-16 units. The client throws where
// permissions, tags, target or text are missing, so these stand there even when they are empty.
#include "exchange/names.h"
#include "exchange/units.h"
#include "exchange/writers.h"

#include "base/moment.h"
#include "codec/json.h"
#include "text/position.h"

static void add_built(JsonWriter *json, const char *key, Buffer *text) {
  json_key(json, key);
  json_string(json, buffer_slice(text));
  buffer_release(text);
}

static void add_moment(JsonWriter *json, const char *key, int64_t moment) {
  Buffer text = {0};
  names_add_long_moment(&text, moment);
  add_built(json, key, &text);
}

static void add_account(Buffer *out, const char *name) {
  buffer_add_string(out, "acct:");
  names_add_account(out, name[0] ? name : "reader");
  buffer_add_string(out, "@localhost");
}

static void add_flag(JsonWriter *json, const char *key) {
  json_key(json, key);
  json_bool(json, false);
}

// ---- Where

static bool add_position(JsonWriter *json, const Exchange *exchange, const Version *version,
                         const Units *units) {
  Span span;
  const Annotation *annotation = exchange->annotation;
  if (annotation->state == ANNOTATION_ORPHAN || annotation->version != exchange->brief->version ||
      !positions_to_bytes(version->positions, annotation->span, &span))
    return false;
  json_start_object(json);
  json_member(json, "type", SLICE("TextPositionSelector"));
  json_key(json, "start");
  json_number(json, units_before(units, span.start));
  json_key(json, "end");
  json_number(json, units_before(units, span.end));
  json_end_object(json);
  return true;
}

static void add_quote(JsonWriter *json, const Annotation *annotation) {
  json_start_object(json);
  json_member(json, "type", SLICE("TextQuoteSelector"));
  json_member(json, "exact", slice_of(annotation->quote));
  json_key(json, "prefix");
  json_string(json, slice_of(annotation->prefix));
  json_key(json, "suffix");
  json_string(json, slice_of(annotation->suffix));
  json_end_object(json);
}

static void add_target(JsonWriter *json, const Exchange *exchange, const Version *version,
                       const Units *units) {
  Buffer source = {0};
  names_add_source(&source, exchange->brief);
  json_key(json, "target");
  json_start_array(json);
  json_start_object(json);
  add_built(json, "source", &source);
  if (!exchange->annotation->whole) {
    json_key(json, "selector");
    json_start_array(json);
    add_position(json, exchange, version, units);
    add_quote(json, exchange->annotation);
    json_end_array(json);
  }
  json_end_object(json);
  json_end_array(json);
}

// ---- What

static void add_people(JsonWriter *json, const char *account) {
  static const char *const rights[] = {"read", "update", "delete"};
  json_key(json, "permissions");
  json_start_object(json);
  for (size_t i = 0; i < sizeof rights / sizeof *rights; i++) {
    json_key(json, rights[i]);
    json_start_array(json);
    json_string(json, slice_of(account));
    json_end_array(json);
  }
  json_end_object(json);
}

static void add_words(JsonWriter *json, const Annotation *annotation) {
  json_key(json, "text");
  json_string(json, slice_of(annotation->comment));
  json_key(json, "tags");
  json_start_array(json);
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    json_string(json, slice_of(annotation->tags[i]));
  json_end_array(json);
}

static void add_document(JsonWriter *json, const Exchange *exchange) {
  json_key(json, "document");
  json_start_object(json);
  json_key(json, "title");
  json_start_array(json);
  json_string(json, slice_of(exchange->brief->title));
  json_end_array(json);
  json_end_object(json);
  json_key(json, "links");
  json_start_object(json);
  json_end_object(json);
  add_flag(json, "hidden");
  add_flag(json, "flagged");
  json_key(json, "user_info");
  json_start_object(json);
  json_key(json, "display_name");
  json_string(json, slice_of(exchange->annotation->by));
  json_end_object(json);
}

static void write_item(Exchange *exchange, JsonWriter *json, const Version *version,
                       const Units *units) {
  const Annotation *annotation = exchange->annotation;
  Buffer id = {0}, uri = {0}, account = {0};
  names_add_base64url(&id, annotation->id);
  names_add_source(&uri, exchange->brief);
  add_account(&account, annotation->by);
  json_start_object(json);
  add_built(json, "id", &id);
  add_moment(json, "created", annotation->created);
  add_moment(json, "updated", annotation->updated);
  json_member(json, "user", buffer_slice(&account));
  add_built(json, "uri", &uri);
  add_words(json, annotation);
  json_member(json, "group", SLICE("__world__"));
  add_people(json, account.ptr);
  add_target(json, exchange, version, units);
  add_document(json, exchange);
  json_end_object(json);
  buffer_add_byte(&exchange->out, '\n');
  buffer_release(&account);
}

static void write_brief(Exchange *exchange, JsonWriter *json) {
  const Version *version = exchange_version(exchange);
  if (!version) return;
  Units units;
  units_make(version->text, &units);
  while (exchange_next_annotation(exchange)) write_item(exchange, json, version, &units);
  units_release(&units);
}

// Who exports is the first of those who annotated, by name.
static void add_head(Exchange *exchange, JsonWriter *json) {
  ChoiceTexts people = exchange_people(exchange);
  char date[MOMENT_TEXT_SIZE];
  Buffer account = {0};
  moment_format(exchange->annotation_count > 0 ? exchange->updated : 0, date);
  add_account(&account, people.count > 0 ? people.items[0] : "");
  json_member(json, "export_date", slice_of(date));
  add_built(json, "export_userid", &account);
  json_member(json, "client_version", SLICE("postil"));
  choice_release_texts(&people);
}

void write_hypothesis(Exchange *exchange) {
  JsonWriter json = {.out = &exchange->out};
  json_start_object(&json);
  add_head(exchange, &json);
  json_key(&json, "annotations");
  json_start_array(&json);
  buffer_add_byte(&exchange->out, '\n');
  exchange_next_group(exchange);
  while (exchange_next_brief(exchange)) write_brief(exchange, &json);
  json_end_array(&json);
  json_end_object(&json);
  buffer_add_byte(&exchange->out, '\n');
}

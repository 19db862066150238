// SPDX-License-Identifier: MIT
// CSL-JSON: an item for each brief, its date as far as it is known.
#include "codec/json.h"
#include "exchange/citekeys.h"
#include "exchange/escape.h"
#include "library/author.h"

#include <stdlib.h>

static void add_authors(JsonWriter *json, const Brief *brief) {
  Slice rest = exchange_author(brief);
  Author author;
  if (!author_next(&rest, &author)) return;
  json_key(json, "author");
  json_start_array(json);
  do {
    json_start_object(json);
    json_member(json, author.given.len > 0 ? "family" : "literal", author.family);
    json_member(json, "given", author.given);
    json_end_object(json);
  } while (author_next(&rest, &author));
  json_end_array(json);
}

static void add_date(JsonWriter *json, const char *date) {
  if (!date[0]) return;
  json_key(json, "issued");
  json_start_object(json);
  json_key(json, "date-parts");
  json_start_array(json);
  json_start_array(json);
  for (const char *at = date; *at;) {
    char *end;
    json_number(json, strtol(at, &end, 10));
    if (end == at) break;
    at = *end == '-' ? end + 1 : end;
  }
  json_end_array(json);
  json_end_array(json);
  json_end_object(json);
}

// On one line, or percent-encoded: what is put together first.
static void add_built(JsonWriter *json, const char *key, Buffer *text) {
  json_member(json, key, buffer_slice(text));
  buffer_release(text);
}

static void write_item(Exchange *exchange, JsonWriter *json, const char *key) {
  const Brief *brief = exchange->brief;
  Buffer title = {0}, uri = {0}, note = {0};
  escape_one_line(&title, slice_of(brief->title), UINT32_MAX);
  escape_uri(&uri, slice_of(brief->url));
  buffer_printf(&note, "sha256:%s", brief->hash);
  json_start_object(json);
  json_member(json, "id", slice_of(key));
  json_member(json, "type", SLICE("report"));
  json_member(json, "genre", SLICE("Policy brief"));
  add_built(json, "title", &title);
  add_authors(json, brief);
  add_date(json, brief->date);
  add_built(json, "URL", &uri);
  add_built(json, "note", &note);
  json_end_object(json);
  buffer_add_byte(&exchange->out, '\n');
}

void write_csl(Exchange *exchange) {
  CiteKeys keys = citekeys_make(exchange);
  JsonWriter json = {.out = &exchange->out};
  uint32_t at = 0;
  json_start_array(&json);
  exchange_next_group(exchange);
  while (exchange_next_brief(exchange)) write_item(exchange, &json, keys.items[at++]);
  json_end_array(&json);
  buffer_add_byte(&exchange->out, '\n');
  citekeys_release(&keys);
}

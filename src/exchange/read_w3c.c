// SPDX-License-Identifier: MIT
// W3C Web Annotation (JSON-LD): a collection with its page, a page, an annotation, an array of
// them, or one a line. JSON-LD allows a thing, a list of them or only its address in most places;
// nothing is ever fetched.
#include "exchange/readers.h"

enum { HASH_BYTES = 32, HEX = 64 };

typedef struct Reading {
  ForeignFile *file;
  const JsonValue *source; // the annotation in JSON
  ForeignAnnotation *annotation;
} Reading;

// Each of a list, or the thing itself; NULL stands for none.
static const JsonValue *first_of(const JsonValue *value) {
  return value && value->type == JSON_ARRAY ? value->first : value;
}

static const JsonValue *next_of(const JsonValue *list, const JsonValue *item) {
  return list->type == JSON_ARRAY ? item->next : NULL;
}

// "oa:commenting", "http://www.w3.org/ns/oa#commenting" and "commenting" are one.
static bool names(const JsonValue *value, const char *name) {
  if (!value || value->type != JSON_STRING) return false;
  size_t at = value->text.len;
  while (at > 0 && !memchr(":/#", value->text.ptr[at - 1], 3)) at--;
  return slice_equal(slice_cut(value->text, at, value->text.len), slice_of(name));
}

static bool has_name(const JsonValue *list, const char *name) {
  for (const JsonValue *item = first_of(list); item; item = next_of(list, item))
    if (names(item, name)) return true;
  return false;
}

// ---- Hashes as URIs: ni:///sha-256; and base64url without padding (RFC 6920)

static int digit_of(char letter) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const char *found = letter ? strchr(digits, letter) : NULL;
  return found ? (int)(found - digits) : -1;
}

static Slice hash_of(ForeignFile *file, const JsonValue *uri) {
  static const char hex_digits[] = "0123456789abcdef";
  Slice head = SLICE("ni:///sha-256;"), text = uri && uri->type == JSON_STRING ? uri->text : head;
  if (!slice_starts(text, head) || text.len != head.len + 43) return SLICE("");
  char *hex = arena_alloc(file->arena, HEX + 1, 1);
  uint32_t bits = 0, have = 0, count = 0;
  for (size_t i = head.len; i < text.len; i++) {
    int digit = digit_of(text.ptr[i]);
    if (digit < 0) return SLICE("");
    bits = bits << 6 | (uint32_t)digit;
    for (have += 6; have >= 4 && count < HEX; have -= 4)
      hex[count++] = hex_digits[bits >> (have - 4) & 15];
  }
  return slice_make(hex, HEX);
}

// ---- Bodies

static Slice address(ForeignFile *file, Slice uri) {
  Buffer text = {0};
  buffer_printf(&text, "<%s>", uri.ptr);
  Slice copy = arena_slice(file->arena, buffer_slice(&text));
  buffer_release(&text);
  return copy;
}

static void read_text_body(Reading *reading, const JsonValue *body, Slice value) {
  const JsonValue *purpose = json_get(body, "purpose");
  const JsonValue *motivation = json_get(reading->source, "motivation");
  const JsonValue *first = first_of(motivation);
  bool only_tagging = first && names(first, "tagging") && !next_of(motivation, first);
  ForeignAnnotation *annotation = reading->annotation;
  if (purpose ? has_name(purpose, "tagging") : only_tagging) {
    foreign_add_tag(reading->file, annotation, value);
    return;
  }
  if (has_name(purpose, "highlighting")) {
    if (!annotation->coloured) foreign_set_colour(annotation, value);
    if (annotation->coloured) return;
  }
  foreign_add_comment(reading->file, annotation, value);
}

static void read_body(Reading *reading, const JsonValue *body) {
  ForeignFile *file = reading->file;
  if (body->type == JSON_STRING) {
    foreign_add_comment(file, reading->annotation, address(file, foreign_text(file, body->text)));
    return;
  }
  Slice value = readers_text(file, body, "value"), id = readers_text(file, body, "id");
  if (!id.len) id = readers_text(file, body, "source");
  if (json_get(body, "value"))
    read_text_body(reading, body, value);
  else if (id.len)
    foreign_add_comment(file, reading->annotation, address(file, id));
}

static void read_bodies(Reading *reading) {
  const JsonValue *bodies = json_get(reading->source, "body");
  for (const JsonValue *body = first_of(bodies); body; body = next_of(bodies, body))
    read_body(reading, body);
  foreign_add_comment(reading->file, reading->annotation,
                      readers_text(reading->file, reading->source, "bodyValue"));
}

// ---- Targets

// A selector and those that refine it. JSON_DEPTH_MAX bounds the chain.
static void read_selector(Reading *reading, const JsonValue *selector) {
  ForeignAnnotation *annotation = reading->annotation;
  for (; selector && selector->type == JSON_OBJECT; selector = json_get(selector, "refinedBy")) {
    const JsonValue *type = json_get(selector, "type");
    if (has_name(type, "TextQuoteSelector")) {
      foreign_add_quote(annotation, readers_text(reading->file, selector, "exact"),
                        readers_text(reading->file, selector, "prefix"),
                        readers_text(reading->file, selector, "suffix"));
    } else if (has_name(type, "TextPositionSelector") && annotation->start < 0) {
      annotation->start = readers_number(selector, "start", FOREIGN_NO_POSITION);
      annotation->end = readers_number(selector, "end", FOREIGN_NO_POSITION);
    }
  }
}

static void read_place(Reading *reading, const JsonValue *target) {
  ForeignAnnotation *annotation = reading->annotation;
  const JsonValue *selectors = json_get(target, "selector");
  for (const JsonValue *item = first_of(selectors); item; item = next_of(selectors, item))
    read_selector(reading, item);
  if (selectors && annotation->quote_count == 0)
    foreign_leave_out(annotation, "no selector of it quotes a passage");
  // A passage with a quotation alone, of a version that we know, is one that has lost its place.
  bool lost = annotation->clues.hash.len && annotation->quote_count && annotation->start < 0;
  if (lost) annotation->state = ANNOTATION_ORPHAN;
}

static void read_colour(Reading *reading, const JsonValue *target) {
  Slice class = readers_text(reading->file, target, "styleClass"), head = SLICE("postil-");
  Slice sheet = readers_text(reading->file, json_get(reading->source, "stylesheet"), "value");
  if (slice_starts(class, head))
    foreign_set_colour(reading->annotation, slice_cut(class, head.len, class.len));
  const char *hash = sheet.len ? memchr(sheet.ptr, '#', sheet.len) : NULL;
  size_t left = hash ? sheet.len - (size_t)(hash - sheet.ptr) : 0;
  if (!reading->annotation->coloured && left >= 7)
    foreign_set_colour(reading->annotation, slice_make(hash, 7));
}

static void read_target(Reading *reading, const JsonValue *target) {
  ForeignClues *clues = &reading->annotation->clues;
  const JsonValue *source = json_get(target, "source");
  if (target && target->type == JSON_STRING) source = target;
  if (!source) source = json_get(target, "id");
  if (source && source->type == JSON_OBJECT) source = json_get(source, "id");
  const JsonValue *state = json_get(target, "state");
  clues->hash = hash_of(reading->file, json_get(first_of(state), "cached"));
  if (!clues->hash.len) clues->hash = hash_of(reading->file, source);
  reading->annotation->placed =
      foreign_moment(readers_text(reading->file, first_of(state), "sourceDate"));
  if (source && source->type == JSON_STRING) clues->url = foreign_text(reading->file, source->text);
  read_colour(reading, target);
  read_place(reading, target);
}

// ---- Annotations

static Slice read_creator(Reading *reading) {
  static const char *const keys[] = {"nickname", "name", "id"};
  const JsonValue *creator = first_of(json_get(reading->source, "creator"));
  if (!creator) return SLICE("");
  if (creator->type == JSON_STRING) return foreign_text(reading->file, creator->text);
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    Slice name = readers_text(reading->file, creator, keys[i]);
    if (name.len) return name;
  }
  return SLICE("");
}

static Slice number_id(ForeignFile *file, Slice id, uint32_t number) {
  if (number == 1 || id.len == 0) return id;
  Buffer text = {0};
  buffer_printf(&text, "%s#%u", id.ptr, number);
  Slice copy = arena_slice(file->arena, buffer_slice(&text));
  buffer_release(&text);
  return copy;
}

static void read_one(ForeignFile *file, const JsonValue *source, const JsonValue *target,
                     uint32_t number) {
  Reading reading = {.file = file, .source = source, .annotation = foreign_add(file)};
  ForeignAnnotation *annotation = reading.annotation;
  annotation->id = number_id(file, readers_text(file, source, "id"), number);
  annotation->created = foreign_moment(readers_text(file, source, "created"));
  annotation->updated = foreign_moment(readers_text(file, source, "modified"));
  annotation->by = read_creator(&reading);
  annotation->origin_id = readers_text(file, source, "canonical");
  if (annotation->origin_id.len) annotation->origin = SLICE("w3c");
  read_target(&reading, target);
  read_bodies(&reading);
}

static void read_annotation(ForeignFile *file, const JsonValue *source) {
  uint32_t number = 0;
  const JsonValue *targets = json_get(source, "target");
  if (!has_name(json_get(source, "type"), "Annotation"))
    foreign_leave_out(foreign_add(file), "it is no annotation");
  else if (!first_of(targets))
    foreign_leave_out(foreign_add(file), "it has no target");
  else
    for (const JsonValue *target = first_of(targets); target; target = next_of(targets, target))
      read_one(file, source, target, ++number);
}

// What holds annotations: itself, a page's or a collection's items.
static const JsonValue *find_items(const JsonValue *value) {
  if (has_name(json_get(value, "type"), "AnnotationCollection") && json_get(value, "first"))
    value = json_get(value, "first");
  const JsonValue *items = json_get(value, "items");
  return items ? items : value;
}

static bool is_empty_collection(const JsonValue *value) {
  return has_name(json_get(value, "type"), "AnnotationCollection") && !json_get(value, "first") &&
         !json_get(value, "items");
}

// One annotation a line; lines that are no JSON are damaged annotations.
static bool read_lines(Slice bytes, ForeignFile *file, Error *err) {
  Slice rest = bytes, line;
  bool any = false;
  while (readers_next_line(&rest, &line)) {
    Error why = {0};
    if (slice_trim(line).len == 0) continue;
    const JsonValue *value = readers_json(file, line, &why);
    any = any || value;
    if (value)
      read_annotation(file, value);
    else
      foreign_leave_out(foreign_add(file), "its line is not valid JSON");
  }
  return any || readers_refuse(err, "w3c", "it is not valid JSON");
}

bool read_w3c(Slice bytes, ForeignFile *file, Error *err) {
  Error ignored;
  file->dated = true;
  const JsonValue *value = readers_json(file, bytes, &ignored);
  if (!value) return read_lines(bytes, file, err);
  if (value->type != JSON_OBJECT && value->type != JSON_ARRAY)
    return readers_refuse(err, "w3c", "there is no annotation in it");
  if (is_empty_collection(value)) return true;
  const JsonValue *items = find_items(value);
  if (items->type == JSON_STRING)
    return readers_refuse(err, "w3c", "it only names a page that is elsewhere");
  for (const JsonValue *item = first_of(items); item; item = next_of(items, item))
    read_annotation(file, item);
  return true;
}

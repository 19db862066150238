// SPDX-License-Identifier: MIT
// brat: a folder with a text and an .ann file for each brief, and the two files that name the types
// and show them. A line break or tab may not lie inside a fragment, so passages are cut there.
#include "base/memory.h"
#include "exchange/escape.h"
#include "exchange/writers.h"
#include "text/position.h"

#include <stdio.h>
#include <stdlib.h>

enum { NAME_SIZE = 24 };
static const char highlight[] = "Highlight";

// The types of the tags, side by side with exchange->tags.
typedef struct Types {
  char **names;
  uint32_t count;
} Types;

static bool is_ascii(const char *path) {
  while (*path && (unsigned char)*path < 0x80) path++;
  return !*path;
}

static bool is_taken(const Types *types, const char *name) {
  for (uint32_t i = 0; i < types->count; i++)
    if (strcmp(types->names[i], name) == 0) return true;
  return strcmp(name, highlight) == 0;
}

static Types make_types(const TagList *tags) {
  Types types = {.names = memory_new(tags->count, sizeof *types.names)};
  for (uint32_t i = 0; i < tags->count; i++) {
    Buffer name = {0};
    escape_slug(&name, slice_of(tags->items[i].path), ESCAPE_ASCII, "_-", '_');
    if (name.len == 0 || !is_ascii(tags->items[i].path) || is_taken(&types, name.ptr)) {
      buffer_clear(&name);
      buffer_printf(&name, "tag_%u", (unsigned)i + 1);
    }
    types.names[types.count++] = buffer_take(&name);
  }
  return types;
}

static void release_types(Types *types) {
  for (uint32_t i = 0; i < types->count; i++) free(types->names[i]);
  free(types->names);
}

// ---- Annotations

// Numbers of what stands in one .ann file.
typedef struct Numbers {
  unsigned mark, comment;
} Numbers;

static bool can_point(const Exchange *exchange) {
  const Annotation *annotation = exchange->annotation;
  return !annotation->whole && annotation->state != ANNOTATION_ORPHAN &&
         annotation->version == exchange->brief->version;
}

// The fragments as "START END;START END" and their texts joined by blanks; false without any.
static bool cut_fragments(const Annotation *annotation, Buffer *places, Buffer *texts) {
  uint32_t at_cp = annotation->span.start_cp;
  for (const char *at = annotation->quote; *at;) {
    size_t len = strcspn(at, "\n\t");
    uint32_t length_cp = 0;
    for (size_t i = 0; i < len; i++) length_cp += ((unsigned char)at[i] & 0xC0) != 0x80;
    if (len > 0) {
      buffer_printf(places, "%s%u %u", places->len ? ";" : "", (unsigned)at_cp,
                    (unsigned)(at_cp + length_cp));
      if (texts->len > 0) buffer_add_byte(texts, ' ');
      buffer_add(texts, slice_make(at, len));
    }
    at += len + (at[len] != '\0');
    at_cp += length_cp + 1;
  }
  return places->len > 0;
}

static void add_mark(Exchange *exchange, Numbers *numbers, const char *type, const Buffer *places,
                     const Buffer *texts) {
  Buffer *out = &exchange->out;
  numbers->mark++;
  buffer_printf(out, "T%u\t%s %s\t", numbers->mark, type, places->ptr);
  buffer_add(out, buffer_slice(texts));
  buffer_add_byte(out, '\n');
  if (!exchange->annotation->comment[0]) return;
  numbers->comment++;
  buffer_printf(out, "#%u\tAnnotatorNotes T%u\t", numbers->comment, numbers->mark);
  escape_one_line(out, slice_of(exchange->annotation->comment), UINT32_MAX);
  buffer_add_byte(out, '\n');
}

static void write_annotation(Exchange *exchange, const Types *types, Numbers *numbers) {
  const Annotation *annotation = exchange->annotation;
  Buffer places = {0}, texts = {0};
  if (cut_fragments(annotation, &places, &texts)) {
    for (uint32_t i = 0; i < annotation->tag_count; i++) {
      const Tag *tag = exchange_find_tag(exchange, annotation->tags[i]);
      const char *type = tag ? types->names[tag - exchange->tags.items] : highlight;
      add_mark(exchange, numbers, type, &places, &texts);
    }
    if (annotation->tag_count == 0) add_mark(exchange, numbers, highlight, &places, &texts);
  }
  buffer_release(&places);
  buffer_release(&texts);
}

static void write_brief(Exchange *exchange, const Types *types) {
  char name[NAME_SIZE];
  Numbers numbers = {0};
  const Version *version = exchange_version(exchange);
  if (!version) return;
  snprintf(name, sizeof name, "%.12s.txt", exchange->brief->hash);
  exchange_start_file(exchange, name);
  buffer_add(&exchange->out, version->text);
  snprintf(name, sizeof name, "%.12s.ann", exchange->brief->hash);
  exchange_start_file(exchange, name);
  while (exchange_next_annotation(exchange))
    if (can_point(exchange)) write_annotation(exchange, types, &numbers);
}

// ---- What brat must know

static void write_types(Exchange *exchange, const Types *types) {
  Buffer *out = &exchange->out;
  exchange_start_file(exchange, "annotation.conf");
  buffer_add_string(out, "[entities]\n");
  for (uint32_t i = 0; i < types->count; i++) buffer_printf(out, "%s\n", types->names[i]);
  buffer_printf(out, "%s\n[relations]\n[events]\n[attributes]\n", highlight);
}

static void write_labels(Exchange *exchange, const Types *types) {
  Buffer *out = &exchange->out;
  exchange_start_file(exchange, "visual.conf");
  buffer_add_string(out, "[labels]\n");
  for (uint32_t i = 0; i < types->count; i++) {
    buffer_printf(out, "%s | ", types->names[i]);
    for (const char *at = exchange->tags.items[i].path; *at; at++)
      buffer_add_byte(out, *at == '|' ? '/' : *at);
    buffer_add_byte(out, '\n');
  }
  buffer_printf(out, "%s\n[drawing]\n", highlight);
}

void write_brat(Exchange *exchange) {
  Types types = make_types(&exchange->tags);
  exchange_next_group(exchange);
  while (exchange_next_brief(exchange)) write_brief(exchange, &types);
  write_types(exchange, &types);
  write_labels(exchange, &types);
  exchange_leave_out(exchange, exchange->orphan_count, "orphan", "orphans");
  exchange_leave_out(exchange, exchange->whole_count, "annotation on the whole brief",
                     "annotations on whole briefs");
  release_types(&types);
}

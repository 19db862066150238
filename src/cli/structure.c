// SPDX-License-Identifier: MIT
// Printing a structure. Spans come in order, so code points are counted on from the last one.
#include "cli/structure.h"

#include "base/utf8.h"
#include "codec/json.h"
#include "text/view.h"

typedef struct Printer {
  const Version *version;
  JsonWriter json;
  Buffer text;               // scratch
  uint32_t pos, code_points; // code points before pos
  uint32_t reference;        // the first one that is not printed yet
} Printer;

static Slice view_of(Printer *printer, Span span, ViewFlags flags) {
  buffer_clear(&printer->text);
  view_append(printer->version, span, flags, &printer->text);
  return buffer_slice(&printer->text);
}

// Without a list mark; of a table the first row.
static Span words_of(const Version *version, const Block *block) {
  Span span = span_make(block->mark.end, block->span.end);
  if (block->type != BLOCK_TABLE) return span;
  const char *end = memchr(version->text.ptr + span.start, '\n', span_len(span));
  if (end) span.end = (uint32_t)(end - version->text.ptr);
  return span;
}

static bool is_body(const Block *block) {
  return block->type <= BLOCK_DISCLAIMER;
}

static bool is_structural(const Block *block) {
  return block->type == BLOCK_NOTES_TITLE || block->type == BLOCK_AFFILIATION;
}

// ---- JSON

static uint32_t count_to(Printer *printer, uint32_t pos) {
  if (pos < printer->pos) printer->pos = printer->code_points = 0;
  printer->code_points += utf8_count(slice_cut(printer->version->text, printer->pos, pos));
  printer->pos = pos;
  return printer->code_points;
}

static void write_span(Printer *printer, Span span) {
  json_key(&printer->json, "start");
  json_number(&printer->json, count_to(printer, span.start));
  json_key(&printer->json, "end");
  json_number(&printer->json, count_to(printer, span.end));
}

static void write_text(Printer *printer, const char *key, Slice text) {
  json_key(&printer->json, key);
  json_string(&printer->json, text);
}

static void write_text_or_null(Printer *printer, const char *key, Slice text) {
  json_key(&printer->json, key);
  if (text.len)
    json_string(&printer->json, text);
  else
    json_null(&printer->json);
}

static void write_metadata(Printer *printer) {
  const Metadata *metadata = &printer->version->metadata;
  JsonWriter *json = &printer->json;
  write_text_or_null(printer, "title", metadata->title);
  write_text_or_null(printer, "series", metadata->series);
  write_text_or_null(printer, "date", metadata->date);
  json_key(json, "authors");
  json_start_array(json);
  for (uint32_t i = 0; i < metadata->author_count; i++) json_string(json, metadata->authors[i]);
  json_end_array(json);
  if (metadata->authors_from_prose) write_text(printer, "authors_source", SLICE("prose"));
}

// Labels of the references in a span, which ends behind all spans before.
static void write_references(Printer *printer, Span span) {
  const Version *version = printer->version;
  JsonWriter *json = &printer->json;
  uint32_t at = printer->reference;
  while (at < version->reference_count && version->references[at].span.start < span.start) at++;
  uint32_t first = at;
  for (; at < version->reference_count && version->references[at].span.start < span.end; at++) {
    if (at == first) {
      json_key(json, "refs");
      json_start_array(json);
    }
    json_string(json, version->notes[version->references[at].note].label);
  }
  if (at > first) json_end_array(json);
  printer->reference = at;
}

static void write_block(Printer *printer, const Block *block) {
  JsonWriter *json = &printer->json;
  json_start_object(json);
  write_text(printer, "type", slice_of(version_block_name(block->type)));
  if (block->type == BLOCK_HEADING) {
    json_key(json, "level");
    json_number(json, block->level);
  }
  Span words = words_of(printer->version, block);
  write_text(printer, "text", view_of(printer, words, VIEW_WITHOUT_REFERENCES));
  write_references(printer, block->span);
  if (block->continues) {
    json_key(json, "continues");
    json_bool(json, true);
  }
  write_span(printer, block->span);
  json_end_object(json);
}

static void write_blocks(Printer *printer) {
  json_key(&printer->json, "blocks");
  json_start_array(&printer->json);
  for (uint32_t i = 0; i < printer->version->block_count; i++) {
    if (is_body(&printer->version->blocks[i])) write_block(printer, &printer->version->blocks[i]);
  }
  json_end_array(&printer->json);
}

static void write_urls(Printer *printer, Span span) {
  const Version *version = printer->version;
  json_key(&printer->json, "urls");
  json_start_array(&printer->json);
  for (uint32_t i = version_link_from(version, span.start);
       i < version->link_count && version->links[i].span.start < span.end; i++) {
    buffer_clear(&printer->text);
    view_append_link(version, &version->links[i], &printer->text);
    json_string(&printer->json, buffer_slice(&printer->text));
  }
  json_end_array(&printer->json);
}

static void write_note(Printer *printer, const Note *note) {
  JsonWriter *json = &printer->json;
  json_start_object(json);
  write_text(printer, "label", note->label);
  json_key(json, "run");
  json_number(json, note->run);
  json_key(json, "ref_count");
  json_number(json, note->reference_count);
  write_text(printer, "text", view_of(printer, note->body, VIEW_PLAIN));
  Slice root = note->root == VERSION_NONE ? SLICE("") : printer->version->notes[note->root].label;
  write_text_or_null(printer, "resolved_label", root);
  write_urls(printer, note->body);
  write_span(printer, note->span);
  json_end_object(json);
}

static void write_notes(Printer *printer) {
  json_key(&printer->json, "notes");
  json_start_array(&printer->json);
  for (uint32_t i = 0; i < printer->version->note_count; i++) {
    write_note(printer, &printer->version->notes[i]);
  }
  json_end_array(&printer->json);
}

static void write_lines(Printer *printer, const char *key, bool (*is_wanted)(const Block *)) {
  json_key(&printer->json, key);
  json_start_array(&printer->json);
  for (uint32_t i = 0; i < printer->version->block_count; i++) {
    const Block *block = &printer->version->blocks[i];
    if (is_wanted(block)) json_string(&printer->json, view_of(printer, block->span, VIEW_PLAIN));
  }
  json_end_array(&printer->json);
}

void structure_write_json(const Version *version, Buffer *out) {
  Printer printer = {.version = version, .json = {.out = out}};
  json_start_object(&printer.json);
  write_metadata(&printer);
  write_blocks(&printer);
  write_notes(&printer);
  write_lines(&printer, "dropped", version_block_hidden);
  write_lines(&printer, "structural", is_structural);
  json_end_object(&printer.json);
  buffer_add_byte(out, '\n');
  buffer_release(&printer.text);
}

// ---- For people

static void print_field(Buffer *out, const char *name, Slice value) {
  if (value.len == 0) return;
  buffer_printf(out, "%-12s", name);
  buffer_add(out, value);
  buffer_add_byte(out, '\n');
}

static void print_metadata(const Metadata *metadata, Buffer *out) {
  print_field(out, "title", metadata->title);
  print_field(out, "series", metadata->series);
  print_field(out, "date", metadata->date);
  const char *name = metadata->authors_from_prose ? "author?" : "author";
  for (uint32_t i = 0; i < metadata->author_count; i++)
    print_field(out, name, metadata->authors[i]);
}

// "heading 2", "note iv", "note" for what goes on one, "para +" for what goes on over a page.
static void print_block_name(const Version *version, const Block *block, Buffer *out) {
  Buffer name = {0};
  if (block->type == BLOCK_HEADING) {
    buffer_printf(&name, "heading %u", block->level);
  } else if (block->note != VERSION_NONE &&
             block->span.start == version->notes[block->note].span.start) {
    buffer_add_string(&name, "note ");
    buffer_add(&name, version->notes[block->note].label);
  } else {
    buffer_add_string(&name, version_block_name(block->type));
  }
  if (block->continues) buffer_add_string(&name, " +");
  buffer_add(out, buffer_slice(&name));
  for (uint32_t width = utf8_count(buffer_slice(&name)); width < 12; width++)
    buffer_add_byte(out, ' ');
  buffer_release(&name);
}

static void print_references(const Version *version, Span span, Buffer *out) {
  for (uint32_t i = version_reference_from(version, span.start);
       i < version->reference_count && version->references[i].span.start < span.end; i++) {
    buffer_add_string(out, " [");
    buffer_add(out, version->notes[version->references[i].note].label);
    buffer_add_byte(out, ']');
  }
}

static void print_block(Printer *printer, const Block *block, Buffer *out) {
  const Version *version = printer->version;
  const Note *note = block->note == VERSION_NONE ? NULL : &version->notes[block->note];
  Span words = words_of(version, block);
  if (note && words.start < note->body.start) words.start = note->body.start;
  print_block_name(version, block, out);
  buffer_add(out, view_of(printer, words, VIEW_WITHOUT_REFERENCES));
  print_references(version, block->span, out);
  if (note && note->root != VERSION_NONE) {
    buffer_add_string(out, " = note ");
    buffer_add(out, version->notes[note->root].label);
  }
  buffer_add_byte(out, '\n');
}

void structure_write_lines(const Version *version, Buffer *out) {
  Printer printer = {.version = version};
  print_metadata(&version->metadata, out);
  for (uint32_t i = 0; i < version->block_count; i++)
    print_block(&printer, &version->blocks[i], out);
  buffer_release(&printer.text);
}

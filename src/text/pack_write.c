// SPDX-License-Identifier: MIT
// A version's structure as lines of text, in the order of the text: a block, the notes that begin
// with it, its marks, the next block. So the beginning of the lines is the structure of the
// beginning (text/glance.h). One pass; the lines are described in pack.c, which reads them.
#include "text/pack.h"

#include "text/pack_fields.h"
#include "text/position.h"

#include <inttypes.h>

static void write_escaped(Buffer *out, Slice text, bool blanks) {
  if (text.len == 0) buffer_add_string(out, "\\e");
  for (size_t at = 0; at < text.len; at++) {
    char byte = text.ptr[at];
    if (byte == '\\')
      buffer_add_string(out, "\\\\");
    else if (byte == '\n')
      buffer_add_string(out, "\\n");
    else if (byte == ' ' && blanks)
      buffer_add_string(out, "\\s");
    else
      buffer_add_byte(out, byte);
  }
}

static void write_text(Buffer *out, const char *name, Slice text) {
  if (text.len == 0) return;
  buffer_printf(out, "%s ", name);
  write_escaped(out, text, false);
  buffer_add_byte(out, '\n');
}

static void write_metadata(Buffer *out, const char *prefix, const Metadata *metadata) {
  for (size_t i = 0; i < PACK_FIELDS; i++) {
    Slice text;
    memcpy(&text, (const char *)metadata + pack_fields[i].offset, sizeof text);
    if (text.len > 0) buffer_add_string(out, prefix);
    write_text(out, pack_fields[i].name, text);
  }
  for (uint32_t i = 0; i < metadata->author_count; i++) {
    buffer_printf(out, "%sauthor ", prefix);
    write_escaped(out, metadata->authors[i], false);
    buffer_add_byte(out, '\n');
  }
}

// A row is written for every few words of a text, so none goes through printf.
static void write_number(Buffer *out, const char *name, uint32_t number) {
  buffer_add_string(out, name);
  buffer_add_number(out, number);
}

static void write_span(Buffer *out, const char *name, const Version *version, Span span) {
  CpSpan cp = positions_to_code_points(version->positions, span);
  buffer_add_string(out, name);
  write_number(out, " ", cp.start_cp);
  write_number(out, " ", cp.end_cp);
}

static void write_block(Buffer *out, const Version *version, const Block *block) {
  buffer_add_string(out, "b ");
  write_span(out, version_block_name(block->type), version, block->span);
  if (block->level) write_number(out, " level=", block->level);
  if (!span_is_empty(block->mark)) {
    uint32_t end_cp = positions_code_point(version->positions, block->mark.end);
    write_number(out, " mark=", end_cp);
  }
  if (block->note != VERSION_NONE) write_number(out, " note=", (uint32_t)block->note);
  if (block->preformatted) buffer_add_string(out, " pre");
  if (block->continues) buffer_add_string(out, " continues");
  if (block->source != BLOCK_BY_RULE) {
    buffer_add_string(out, " as=");
    buffer_add_string(out, version_block_name(block->given));
    if (block->given_level) write_number(out, " deep=", block->given_level);
    if (block->source == BLOCK_FIXED) buffer_add_string(out, " fixed");
  }
  buffer_add_byte(out, '\n');
}

static void write_index(Buffer *out, int32_t index) {
  if (index == VERSION_NONE)
    buffer_add_string(out, " -");
  else
    write_number(out, " ", (uint32_t)index);
}

static void write_note(Buffer *out, const Version *version, const Note *note) {
  CpSpan body = positions_to_code_points(version->positions, note->body);
  write_span(out, "n", version, note->span);
  write_number(out, " ", body.start_cp);
  buffer_add_byte(out, ' ');
  write_escaped(out, note->label, true);
  write_number(out, " ", note->run);
  write_index(out, note->target);
  write_index(out, note->root);
  if (note->body.end != note->span.end) write_number(out, " end=", body.end_cp);
  if (!span_is_empty(note->pinpoint)) {
    CpSpan pinpoint = positions_to_code_points(version->positions, note->pinpoint);
    write_number(out, " pinpoint=", pinpoint.start_cp);
    write_number(out, "-", pinpoint.end_cp);
  }
  if (note->back) buffer_add_string(out, " back");
  buffer_add_byte(out, '\n');
}

static void write_reference(Buffer *out, const Version *version, const Reference *reference) {
  write_span(out, "r", version, reference->span);
  write_index(out, reference->note);
  buffer_add_byte(out, '\n');
}

static void write_link(Buffer *out, const Version *version, const Link *link) {
  write_span(out, "l", version, link->span);
  if (link->target.len) buffer_add_byte(out, ' ');
  if (link->target.len) write_escaped(out, link->target, true);
  buffer_add_byte(out, '\n');
}

static void write_inline(Buffer *out, const Version *version, const Inline *mark) {
  write_span(out, "s", version, mark->span);
  write_number(out, " ", mark->kinds);
  buffer_add_byte(out, '\n');
}

static void write_joint(Buffer *out, const Version *version, Span joint) {
  write_span(out, "j", version, joint);
  buffer_add_byte(out, '\n');
}

// What is to be written next.
typedef struct Next {
  uint32_t note, reference, link, mark, joint;
} Next;

// All marks that begin before `end`.
static void write_marks(Buffer *out, const Version *version, Next *next, uint32_t end) {
  for (; next->reference < version->reference_count &&
         version->references[next->reference].span.start < end;
       next->reference++)
    write_reference(out, version, &version->references[next->reference]);
  for (; next->link < version->link_count && version->links[next->link].span.start < end;
       next->link++)
    write_link(out, version, &version->links[next->link]);
  for (; next->mark < version->inline_count && version->inlines[next->mark].span.start < end;
       next->mark++)
    write_inline(out, version, &version->inlines[next->mark]);
  for (; next->joint < version->joint_count && version->joints[next->joint].start < end;
       next->joint++)
    write_joint(out, version, version->joints[next->joint]);
}

// Each block is followed by what lies in it, for text/glance.h; notes keep their numbers.
static void write_spans(Buffer *out, const Version *version) {
  Next next = {0};
  for (uint32_t i = 0; i < version->block_count; i++) {
    const Block *block = &version->blocks[i];
    write_block(out, version, block);
    for (; (int32_t)next.note <= block->note; next.note++)
      write_note(out, version, &version->notes[next.note]);
    write_marks(out, version, &next, block->span.end);
  }
}

void pack_write(const Version *version, Buffer *out) {
  buffer_printf(out, "%s\nhash %s\n", pack_first_line, version->hash);
  write_metadata(out, "", &version->metadata);
  if (version->metadata.authors_from_prose) buffer_add_string(out, "prose\n");
  write_metadata(out, pack_stated_prefix, &version->stated);
  if (version->structured) buffer_add_string(out, "structured\n");
  if (version->notes_given) buffer_add_string(out, "given\n");
  if (version->note_count > 0) buffer_printf(out, "notes %" PRIu32 "\n", version->note_count);
  write_spans(out, version);
  buffer_add_string(out, "end\n");
}

// SPDX-License-Identifier: MIT
// Views: text without its notation. One pass over the span; the pieces that are left out (joints,
// reference marks) are met in order, so each list is looked up once and then walked.
#include "text/view.h"

#include "base/error.h"
#include "base/safe.h"
#include "base/utf8.h"

#include <unictype.h>

typedef struct Writer {
  Buffer *out;
  size_t start; // of what this view appends
  bool blank;   // a blank is due before the next character
} Writer;

bool view_is_blank(uint32_t code_point) {
  if (code_point < 0x80) return code_point == ' ' || (code_point >= '\t' && code_point <= '\r');
  return uc_is_property_white_space(code_point);
}

static bool is_plain(char byte) {
  return byte > ' ' && (unsigned char)byte < 0x80;
}

static void write_character(Writer *writer, Slice bytes) {
  if (writer->blank && writer->out->len > writer->start) buffer_add_byte(writer->out, ' ');
  writer->blank = false;
  buffer_add(writer->out, bytes);
}

static void write_piece(Writer *writer, Slice piece) {
  for (size_t at = 0; at < piece.len;) {
    size_t end = at; // a run of plain ASCII goes out at once
    while (end < piece.len && is_plain(piece.ptr[end])) end++;
    if (end > at) {
      write_character(writer, slice_cut(piece, at, end));
      at = end;
      continue;
    }
    uint32_t code_point;
    uint32_t len = utf8_decode(slice_cut(piece, at, piece.len), &code_point, NULL);
    if (view_is_blank(code_point))
      writer->blank = true;
    else if (!safe_is_ignored(code_point))
      write_character(writer, slice_cut(piece, at, at + len));
    at += len;
  }
}

// Takes back the blank before a bracketed mark: "word [1]." reads "word."
static void skip_reference(Writer *writer, const Version *version, Span mark, uint32_t pos) {
  bool bracket = version->text.ptr[mark.start] == '[' && pos <= mark.start;
  if (bracket && writer->blank) writer->blank = false;
}

void view_append(const Version *version, Span span, ViewFlags flags, Buffer *out) {
  Writer writer = {out, out->len, false};
  bool without = (flags & VIEW_WITHOUT_REFERENCES) != 0;
  uint32_t joint = version_joint_from(version, span.start);
  uint32_t reference =
      without ? version_reference_from(version, span.start) : version->reference_count;
  for (uint32_t pos = span.start; pos < span.end;) {
    Span next = span_make(span.end, span.end); // what is left out next
    bool is_reference = false;
    if (joint < version->joint_count && version->joints[joint].start < next.start) {
      next = version->joints[joint];
    }
    if (reference < version->reference_count &&
        version->references[reference].span.start < next.start) {
      next = version->references[reference].span;
      is_reference = true;
    }
    if (next.start > pos) write_piece(&writer, version_cut(version, span_make(pos, next.start)));
    if (is_reference) skip_reference(&writer, version, next, pos);
    if (next.end > pos) pos = next.end;
    while (joint < version->joint_count && version->joints[joint].end <= pos) joint++;
    while (reference < version->reference_count && version->references[reference].span.end <= pos) {
      reference++;
    }
  }
}

void view_append_link(const Version *version, const Link *link, Buffer *out) {
  if (link->target.len)
    buffer_add(out, link->target);
  else
    view_append(version, link->span, VIEW_PLAIN, out);
}

static const char *const source_names[] = {
    [TITLE_FROM_FILE] = "file",
    [TITLE_FROM_READER] = "reader",
    [TITLE_FROM_NAME] = "name",
    [TITLE_FROM_SENTENCE] = "sentence",
};

const char *view_title_source_name(TitleSource source) {
  if (source > TITLE_FROM_SENTENCE) BUG("no title source %d", (int)source);
  return source_names[source];
}

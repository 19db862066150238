// SPDX-License-Identifier: MIT
// Readwise: the CSV that it imports. Tags stand as .words on the first line of the note; a comment
// that begins with a dot would be taken for a command and gets a blank before it. The location is a
// number: where the passage begins, in code points.
#include "exchange/escape.h"
#include "exchange/names.h"
#include "exchange/writers.h"

static void add_note(Buffer *note, const Annotation *annotation) {
  for (uint32_t i = 0; i < annotation->tag_count; i++) {
    size_t before = note->len + (i > 0) + 1;
    buffer_add_string(note, i > 0 ? " ." : ".");
    escape_slug(note, slice_of(annotation->tags[i]), ESCAPE_LETTERS_MARKS, "_", '_');
    if (note->len == before) buffer_add_string(note, "tag");
  }
  if (!annotation->comment[0]) return;
  if (note->len > 0) buffer_add_byte(note, '\n');
  if (annotation->comment[0] == '.') buffer_add_byte(note, ' ');
  buffer_add_string(note, annotation->comment);
}

static void write_row(Exchange *exchange) {
  const Annotation *annotation = exchange->annotation;
  const Brief *brief = exchange->brief;
  Buffer note = {0}, date = {0}, location = {0};
  add_note(&note, annotation);
  names_add_short_moment(&date, annotation->created);
  buffer_printf(&location, "%u", (unsigned)annotation->span.start_cp);
  Slice cells[] = {slice_of(annotation->quote), slice_of(brief->title), exchange_author(brief),
                   slice_of(brief->url),        buffer_slice(&note),    buffer_slice(&location),
                   buffer_slice(&date)};
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
    if (i > 0) buffer_add_byte(&exchange->out, ',');
    escape_csv(&exchange->out, cells[i], false);
  }
  buffer_add_string(&exchange->out, "\r\n");
  buffer_release(&note);
  buffer_release(&date);
  buffer_release(&location);
}

void write_readwise(Exchange *exchange) {
  buffer_add_string(&exchange->out, "Highlight,Title,Author,URL,Note,Location,Date\r\n");
  exchange_leave_out(exchange, exchange->whole_count, "annotation on the whole brief",
                     "annotations on whole briefs");
  exchange_next_group(exchange);
  while (exchange_next_brief(exchange))
    while (exchange_next_annotation(exchange))
      if (!exchange->annotation->whole) write_row(exchange);
}

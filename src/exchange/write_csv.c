// SPDX-License-Identifier: MIT
// CSV by RFC 4180: one annotation a row, the header always. Raw it is exactly the data; for
// spreadsheets one ' stands before what they would run, because one file cannot be both exact and
// safe.
#include "base/moment.h"
#include "exchange/escape.h"
#include "exchange/writers.h"

static const char header[] = "id,brief,version,title,author,date,url,start,end,quote,comment,tags,"
                             "colour,created,updated,by,state\r\n";

typedef struct Row {
  Buffer *out;
  bool spreadsheet;
  bool first;
} Row;

static void add_cell(Row *row, Slice cell) {
  if (!row->first) buffer_add_byte(row->out, ',');
  row->first = false;
  escape_csv(row->out, cell, row->spreadsheet);
}

static void add_number(Row *row, bool there, uint32_t number) {
  Buffer digits = {0};
  if (there) buffer_printf(&digits, "%u", (unsigned)number);
  add_cell(row, buffer_slice(&digits));
  buffer_release(&digits);
}

static void add_moment(Row *row, int64_t moment) {
  char text[MOMENT_TEXT_SIZE];
  moment_format(moment, text);
  add_cell(row, slice_of(text));
}

static void add_tags(Row *row, const Annotation *annotation) {
  Buffer tags = {0};
  for (uint32_t i = 0; i < annotation->tag_count; i++) {
    if (i > 0) buffer_add_string(&tags, "; ");
    escape_csv_tag(&tags, slice_of(annotation->tags[i]));
  }
  add_cell(row, buffer_slice(&tags));
  buffer_release(&tags);
}

static void add_brief(Row *row, const Brief *brief, const char *hash) {
  add_cell(row, slice_of(brief->id));
  add_cell(row, slice_of(hash));
  add_cell(row, slice_of(brief->title));
  add_cell(row, exchange_author(brief));
  add_cell(row, slice_of(brief->date));
  add_cell(row, slice_of(brief->url));
}

static void write_row(Exchange *exchange) {
  const Annotation *annotation = exchange->annotation;
  bool placed = !annotation->whole;
  Row row = {&exchange->out, exchange->options->spreadsheet, true};
  add_cell(&row, slice_of(annotation->id));
  add_brief(&row, exchange->brief, exchange_hash(exchange));
  add_number(&row, placed, annotation->span.start_cp);
  add_number(&row, placed, annotation->span.end_cp);
  add_cell(&row, placed ? slice_of(annotation->quote) : (Slice){0});
  add_cell(&row, slice_of(annotation->comment));
  add_tags(&row, annotation);
  add_cell(&row, placed ? slice_of(colour_name(annotation->colour)) : (Slice){0});
  add_moment(&row, annotation->created);
  add_moment(&row, annotation->updated);
  add_cell(&row, slice_of(annotation->by));
  add_cell(&row, placed ? slice_of(annotation_state_name(annotation->state)) : (Slice){0});
  buffer_add_string(&exchange->out, "\r\n");
}

void write_csv(Exchange *exchange) {
  buffer_add_string(&exchange->out, header);
  exchange_next_group(exchange);
  while (exchange_next_brief(exchange))
    while (exchange_next_annotation(exchange)) write_row(exchange);
}

// SPDX-License-Identifier: MIT
#include "support/reading.h"

#include <stdlib.h>

static const char sample[] = "data/briefs/velna-compact.txt";

Reading *reading_new(bool headless) {
  Reading *reading = calloc(1, sizeof *reading);
  assert_non_null(reading);
  Library *library = library_open_memory(&reading->err);
  check_ok(library != NULL, &reading->err);
  session_init(&reading->session, library);
  reading->session.headless = headless;
  reading->session.config = config_new();
  return reading;
}

void reading_free(Reading *reading) {
  Library *library = reading->session.library;
  Config *config = reading->session.config;
  session_release(&reading->session);
  config_free(config);
  session_result_release(&reading->result);
  annotation_release(&reading->shown);
  library_close(library);
  free(reading);
}

const Annotation *reading_annotation(Reading *reading, uint32_t index) {
  annotation_release(&reading->shown);
  assert_true(session_read_annotation(&reading->session, (int32_t)index, &reading->shown));
  return &reading->shown;
}

// Runs the commands of a line; the result is the last one's.
static bool run(Reading *reading, const char *line) {
  Arena *arena = arena_new();
  CommandList list;
  bool ok = true;
  reading->err = (Error){0};
  check_ok(line_parse(arena, slice_of(line), &list, &reading->err), &reading->err);
  for (uint32_t at = 0; at < list.count && ok; at++) {
    session_result_clear(&reading->result);
    ok = session_run(&reading->session, &list.items[at], 0, &reading->result, &reading->err);
  }
  arena_free(arena);
  return ok;
}

void reading_do(Reading *reading, const char *line) {
  check_ok(run(reading, line), &reading->err);
}

void reading_refuse(Reading *reading, const char *line, ErrorKind kind) {
  assert_false(run(reading, line));
  assert_int_equal(reading->err.kind, kind);
  assert_int_not_equal(reading->err.message[0], '\0');
}

Reading *reading_open(bool headless) {
  Reading *reading = reading_new(headless);
  Buffer line = {0};
  buffer_printf(&line, "add %s", sample);
  reading_do(reading, line.ptr);
  assert_int_equal(reading->result.change_count, 1);
  buffer_release(&line);
  return reading;
}

void reading_check_caret(const Reading *reading, const char *words) {
  const Session *session = &reading->session;
  Slice rest = slice_cut(session->version->text, session->pos, session->version->text.len);
  check_text(slice_cut(rest, 0, strlen(words)), words);
}

void reading_check_message(const Reading *reading, const char *wanted) {
  check_text(buffer_slice(&reading->result.message), wanted);
}

void reading_check_cut(const Reading *reading, Span span, const char *wanted) {
  check_text(version_cut(reading->session.version, span), wanted);
}

// All living annotations of the library, one a line: quotation, colour, tags, comment.
void reading_check_annotations(Reading *reading, const char *wanted) {
  AnnotationList list = {0};
  Error err = {0};
  Buffer out = {0};
  check_ok(annotation_list(reading->session.library, &(AnnotationWish){0}, &list, &err), &err);
  for (uint32_t at = 0; at < list.count; at++) {
    const Annotation *item = &list.items[at];
    buffer_printf(&out, "%s|%s|", item->quote, colour_name(item->colour));
    for (uint32_t tag = 0; tag < item->tag_count; tag++) {
      buffer_printf(&out, "%s%s", tag ? "," : "", item->tags[tag]);
    }
    buffer_printf(&out, "|%s\n", item->comment);
  }
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
  annotation_release_list(&list);
}

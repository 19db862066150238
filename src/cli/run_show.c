// SPDX-License-Identifier: MIT
// `postil show`: a brief's text, its footnotes, or its structure.
#include "cli/run_show.h"

#include "cli/brief_json.h"
#include "cli/structure.h"
#include "codec/json.h"
#include "text/view.h"

static void write_note_line(const Version *version, const Note *note, Buffer *out) {
  buffer_add(out, note->label);
  buffer_add_string(out, ". ");
  view_append(version, note->body, VIEW_PLAIN, out);
  if (note->back && note->root != VERSION_NONE) {
    const Note *root = &version->notes[note->root];
    buffer_add_string(out, " [");
    buffer_add(out, root->label);
    buffer_add_string(out, ". ");
    view_append(version, root->body, VIEW_PLAIN, out);
    buffer_add_string(out, "]");
  }
  buffer_add_byte(out, '\n');
}

static void add_view(JsonWriter *json, const char *key, const Version *version, Span span) {
  Buffer text = {0};
  view_append(version, span, VIEW_PLAIN, &text);
  json_member(json, key, buffer_slice(&text));
  buffer_release(&text);
}

static void write_note_json(const Version *version, const Note *note, Buffer *out) {
  JsonWriter json = {.out = out};
  json_start_object(&json);
  json_member(&json, "label", note->label);
  add_view(&json, "text", version, note->body);
  if (note->back && note->root != VERSION_NONE) {
    const Note *root = &version->notes[note->root];
    json_member(&json, "root_label", root->label);
    add_view(&json, "root_text", version, root->body);
  }
  json_end_object(&json);
  buffer_add_byte(out, '\n');
}

static void print_notes(Run *run, const Version *version) {
  for (uint32_t i = 0; i < version->note_count; i++) {
    if (run->json)
      write_note_json(version, &version->notes[i], &run->output.text);
    else
      write_note_line(version, &version->notes[i], &run->output.text);
    output_flush(&run->output);
  }
}

static void print_text(Run *run, const Source *source) {
  Slice text = source->version->text;
  if (source->has_span) text = version_cut(source->version, source->span);
  if (run->json) {
    brief_json_write(&source->brief, text.ptr ? text : SLICE(""), &run->output.text);
    return;
  }
  buffer_add(&run->output.text, text);
  bool open_line = text.len > 0 && text.ptr[text.len - 1] != '\n';
  if (run->output.tty && open_line) buffer_add_byte(&run->output.text, '\n');
}

void run_show_source(Run *run, const Source *source) {
  const Options *options = run->options;
  if (options_has(options, "structure") && run->json)
    structure_write_json(source->version, &run->output.text);
  else if (options_has(options, "structure"))
    structure_write_lines(source->version, &run->output.text);
  else if (options_has(options, "notes"))
    print_notes(run, source->version);
  else
    print_text(run, source);
  output_flush(&run->output);
}

int run_show(Run *run, Error *err) {
  Source source;
  if (source_find(run, run->words[0], &source, err)) run_show_source(run, &source);
  source_release(&source);
  return 0;
}

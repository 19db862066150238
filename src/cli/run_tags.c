// SPDX-License-Identifier: MIT
// `postil tags`: the codebook, those that nothing uses too.
#include "cli/run.h"
#include "cli/table.h"
#include "codec/json.h"
#include "library/tag.h"

#include <stdio.h>

static void write_json(const Tag *tag, Buffer *out) {
  JsonWriter json = {.out = out};
  char colour[8] = "";
  if (tag->colour != TAG_NO_COLOUR)
    snprintf(colour, sizeof colour, "#%06x", tag->colour & 0xFFFFFF);
  json_start_object(&json);
  json_member(&json, "id", slice_of(tag->id));
  json_member(&json, "path", slice_of(tag->path));
  json_member(&json, "colour", slice_of(colour));
  json_member(&json, "memo", slice_of(tag->memo));
  json_key(&json, "annotations");
  json_number(&json, tag->annotations);
  json_end_object(&json);
  buffer_add_byte(out, '\n');
}

int run_tags(Run *run, Error *err) {
  TagList list = {0};
  if (!run_open_library(run, LIBRARY_READ, err) || !tag_list(run->library, &list, err)) return 0;
  Table table = {.columns = 2, .right = 1};
  for (uint32_t i = 0; i < list.count; i++) {
    if (run->json) {
      write_json(&list.items[i], &run->output.text);
      output_flush(&run->output);
      continue;
    }
    table_add_number(&table, &run->output, list.items[i].annotations);
    table_add(&table, &run->output, slice_of(list.items[i].path));
  }
  table_print(&table, &run->output);
  tag_release_list(&list);
  return 0;
}

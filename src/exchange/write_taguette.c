// SPDX-License-Identifier: MIT
// The codebook for Taguette: path and memo of every tag, or of those that the chosen annotations
// have.
#include "base/utf8.h"
#include "exchange/escape.h"
#include "exchange/writers.h"

enum { PATH_MOST = 200 }; // code points that Taguette takes

static uint32_t length_cp(const char *text) {
  uint32_t length = 0;
  for (; *text; text++) length += ((unsigned char)*text & 0xC0) != 0x80;
  return length;
}

void write_taguette(Exchange *exchange) {
  ChoiceTexts used = exchange_tags(exchange);
  Buffer *out = &exchange->out;
  uint32_t long_paths = 0;
  buffer_add_string(out, "tag,description\r\n");
  for (uint32_t i = 0; i < exchange->tags.count; i++) {
    const Tag *tag = &exchange->tags.items[i];
    if (exchange->filtered && !choice_has_text(&used, tag->path)) continue;
    long_paths += length_cp(tag->path) > PATH_MOST;
    escape_csv(out, slice_of(tag->path), false);
    buffer_add_byte(out, ',');
    escape_csv(out, slice_of(tag->memo), false);
    buffer_add_string(out, "\r\n");
  }
  exchange_warn(exchange, long_paths, "path is longer than Taguette takes",
                "paths are longer than Taguette takes");
  choice_release_texts(&used);
}

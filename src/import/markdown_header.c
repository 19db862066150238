// SPDX-License-Identifier: MIT
// Lines above the text. One line that is none makes the whole paragraph text: a sentence may well
// begin with a line of names.
#include "import/markdown_header.h"

#include "import/byline.h"

#ifdef POSTIL_CMARK
#include "import/chars.h"
#include "import/markdown_source.h"
#include "import/phrases.h"

enum {
  HEADER_LINES_MAX = 12,
  HEADER_BYTES_MAX = 1000,
};

void markdown_header_text(const MarkdownLibrary *library, cmark_node *node, char line_end,
                          Buffer *out) {
  cmark_iter *iter = library->iter_new(node);
  for (cmark_event_type event; (event = library->iter_next(iter)) != CMARK_EVENT_DONE;) {
    cmark_node *at = library->iter_node(iter);
    cmark_node_type type = library->type(at);
    if (event != CMARK_EVENT_ENTER) continue;
    if (type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE)
      markdown_source_restore(slice_of(library->literal(at)), type == CMARK_NODE_CODE, out);
    else if (type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK)
      buffer_add_byte(out, line_end);
  }
  library->iter_free(iter);
}

// Would it be read above the text: a date, names, a series?
static bool is_header_line(Slice line) {
  char date[DATES_TEXT_SIZE];
  Names names;
  Byline byline;
  if (byline_parse_date(line, date) || byline_parse(line, &byline) || names_parse(line, &names))
    return true;
  Buffer folded = {0};
  chars_fold(line, &folded);
  bool series = phrases_is_series(buffer_slice(&folded));
  buffer_release(&folded);
  return series;
}

static uint32_t count_header_lines(Slice text) {
  uint32_t lines = 0;
  if (text.len > HEADER_BYTES_MAX) return 0;
  for (size_t pos = 0; pos < text.len; lines++) {
    const char *at = memchr(text.ptr + pos, '\n', text.len - pos);
    size_t end = at ? (size_t)(at - text.ptr) : text.len;
    if (!is_header_line(slice_trim(slice_cut(text, pos, end)))) return 0;
    pos = end + 1;
  }
  return lines <= HEADER_LINES_MAX ? lines : 0;
}

uint32_t markdown_header_lines(const MarkdownLibrary *library, cmark_node *node) {
  if (library->type(node) != CMARK_NODE_PARAGRAPH) return 0;
  Buffer text = {0};
  markdown_header_text(library, node, '\n', &text);
  uint32_t lines = count_header_lines(buffer_slice(&text));
  buffer_release(&text);
  return lines;
}

#endif

// SPDX-License-Identifier: MIT
// HTML: one page for each brief, without script and without anything fetched. The text stands in
// one <pre>, cut wherever a passage begins or ends; a piece under several passages names them all,
// because marks may not nest where passages only overlap.
//
//   passages    a├──────────┤
//                    b├───────────┤
//   pieces      │ a  │  ab  │  b   │
//
// Of a long brief only the passages over the piece in hand are in memory.
#include "exchange/escape.h"
#include "exchange/writers.h"

#include "base/memory.h"
#include "text/position.h"

#include <stdlib.h>

// A passage over the piece in hand.
typedef struct Mark {
  char id[UUID_SIZE];
  uint32_t end;
  Colour colour;
  bool begun; // its place to link to is written
} Mark;

typedef struct Page {
  Exchange *exchange;
  const Version *version;
  Mark *marks;
  uint32_t count;
  size_t capacity;
  uint32_t pos; // the text before it is written
} Page;

static bool find_span(const Page *page, Span *span) {
  const Annotation *annotation = page->exchange->annotation;
  return !annotation->whole && annotation->state != ANNOTATION_ORPHAN &&
         annotation->version == page->exchange->brief->version &&
         positions_to_bytes(page->version->positions, annotation->span, span);
}

// ---- The text

static void add_places(Page *page) {
  for (uint32_t i = 0; i < page->count; i++) {
    if (page->marks[i].begun) continue;
    page->marks[i].begun = true;
    buffer_printf(&page->exchange->out, "<span id=\"a-%s\"></span>", page->marks[i].id);
  }
}

static void add_opening(Page *page) {
  Buffer *out = &page->exchange->out;
  unsigned colours = 0;
  const char *blank = "";
  for (uint32_t i = 0; i < page->count; i++) colours |= 1U << page->marks[i].colour;
  buffer_add_string(out, "<mark class=\"");
  for (int colour = 0; colour < COLOUR_COUNT; colour++) {
    if (!(colours & 1U << colour)) continue;
    buffer_printf(out, "%s%s", blank, colour_name((Colour)colour));
    blank = " ";
  }
  buffer_add_string(out, "\" data-ann=\"");
  for (uint32_t i = 0; i < page->count; i++)
    buffer_printf(out, "%s%s", i > 0 ? " " : "", page->marks[i].id);
  buffer_add_string(out, "\">");
}

static void add_piece(Page *page, uint32_t end) {
  Buffer *out = &page->exchange->out;
  if (page->count > 0) {
    add_places(page);
    add_opening(page);
  }
  escape_html(out, slice_cut(page->version->text, page->pos, end));
  if (page->count > 0) buffer_add_string(out, "</mark>");
  page->pos = end;
}

static void drop_ended(Page *page) {
  uint32_t kept = 0;
  for (uint32_t i = 0; i < page->count; i++)
    if (page->marks[i].end > page->pos) page->marks[kept++] = page->marks[i];
  page->count = kept;
}

// Writes the text up to pos, cut where a passage ends.
static void write_until(Page *page, uint32_t pos) {
  while (page->pos < pos) {
    uint32_t end = pos;
    for (uint32_t i = 0; i < page->count; i++)
      if (page->marks[i].end < end) end = page->marks[i].end;
    add_piece(page, end);
    drop_ended(page);
  }
}

static void write_text(Page *page) {
  Buffer *out = &page->exchange->out;
  buffer_add_string(out, "<pre id=\"text\" dir=\"auto\">\n");
  while (exchange_next_annotation(page->exchange)) {
    const Annotation *annotation = page->exchange->annotation;
    Span span;
    if (!find_span(page, &span)) continue;
    write_until(page, span.start);
    page->marks = memory_grow(page->marks, page->count, &page->capacity, sizeof *page->marks);
    Mark *mark = &page->marks[page->count++];
    *mark = (Mark){.end = span.end, .colour = annotation->colour};
    memcpy(mark->id, annotation->id, UUID_SIZE);
  }
  write_until(page, (uint32_t)page->version->text.len);
  buffer_add_string(out, "</pre>\n");
}

// ---- The list

static void add_tags(Buffer *out, const Annotation *annotation) {
  if (annotation->tag_count == 0) return;
  buffer_add_string(out, "<p class=\"tags\">");
  for (uint32_t i = 0; i < annotation->tag_count; i++) {
    buffer_add_string(out, i > 0 ? " <span class=\"tag\">" : "<span class=\"tag\">");
    escape_html(out, slice_of(annotation->tags[i]));
    buffer_add_string(out, "</span>");
  }
  buffer_add_string(out, "</p>");
}

static void add_item(Page *page) {
  const Annotation *annotation = page->exchange->annotation;
  Buffer *out = &page->exchange->out;
  Span span;
  buffer_printf(out, "<li id=\"n-%s\">", annotation->id);
  if (find_span(page, &span)) buffer_printf(out, "<a href=\"#a-%s\">↑</a>", annotation->id);
  if (!annotation->whole) {
    buffer_add_string(out, "<blockquote dir=\"auto\">");
    escape_html(out, slice_of(annotation->quote));
    buffer_add_string(out, "</blockquote>");
  }
  if (annotation->comment[0]) {
    buffer_add_string(out, "<p class=\"comment\" dir=\"auto\">");
    escape_html(out, slice_of(annotation->comment));
    buffer_add_string(out, "</p>");
  }
  add_tags(out, annotation);
  buffer_add_string(out, "</li>\n");
}

static void write_list(Page *page) {
  Buffer *out = &page->exchange->out;
  buffer_add_string(out, "<h2>Annotations</h2>\n<ol>\n");
  exchange_rewind_brief(page->exchange);
  while (exchange_next_annotation(page->exchange)) add_item(page);
  buffer_add_string(out, "</ol>\n");
}

// ---- The page

static bool is_web(const char *url) {
  return strncasecmp(url, "http://", 7) == 0 || strncasecmp(url, "https://", 8) == 0;
}

static void add_link(Buffer *out, const Brief *brief) {
  Buffer uri = {0};
  if (!is_web(brief->url)) return;
  escape_uri(&uri, slice_of(brief->url));
  buffer_add_string(out, "<link rel=\"canonical\" href=\"");
  escape_html(out, buffer_slice(&uri));
  buffer_add_string(out, "\">\n");
  buffer_release(&uri);
}

static void add_author(Buffer *out, const Brief *brief) {
  Slice author = exchange_author(brief);
  if (author.len == 0) return;
  buffer_add_string(out, "<meta name=\"author\" content=\"");
  escape_html(out, author);
  buffer_add_string(out, "\">\n");
}

static void add_style(Buffer *out, unsigned colours) {
  buffer_add_string(out, "<style>\npre, blockquote, .comment { white-space: pre-wrap; "
                         "unicode-bidi: plaintext }\n");
  for (int colour = 0; colour < COLOUR_COUNT; colour++) {
    if (!(colours & 1U << colour)) continue;
    buffer_printf(out, ".%s { background: #%06x }\n", colour_name((Colour)colour),
                  (unsigned)colour_rgb((Colour)colour));
  }
  buffer_add_string(out, "</style>\n");
}

static void write_head(Buffer *out, const Brief *brief, unsigned colours) {
  Buffer title = {0};
  escape_one_line(&title, slice_of(brief->title), UINT32_MAX);
  buffer_add_string(out, "<!doctype html>\n<html");
  if (brief->language[0]) {
    buffer_add_string(out, " lang=\"");
    escape_html(out, slice_of(brief->language));
    buffer_add_byte(out, '"');
  }
  buffer_add_string(out, ">\n<head>\n<meta charset=\"utf-8\">\n<title>");
  escape_html(out, buffer_slice(&title));
  buffer_add_string(out, "</title>\n");
  add_author(out, brief);
  add_link(out, brief);
  add_style(out, colours);
  buffer_add_string(out, "</head>\n<body>\n<h1>");
  escape_html(out, buffer_slice(&title));
  buffer_add_string(out, "</h1>\n");
  buffer_release(&title);
}

void write_html(Exchange *exchange) {
  exchange_next_group(exchange);
  while (exchange_next_brief(exchange)) {
    Page page = {.exchange = exchange, .version = exchange_version(exchange)};
    if (!page.version) return;
    write_head(&exchange->out, exchange->brief, exchange->colours);
    write_text(&page);
    write_list(&page);
    buffer_add_string(&exchange->out, "</body>\n</html>\n");
    free(page.marks);
  }
}

// SPDX-License-Identifier: MIT
// Org, with what org-remark needs to show the passages in the source file. Its positions begin
// at 1. The curly quotation marks of a heading are a guard: no TODO word, priority, star or tag of
// the quotation can come alive behind them. Each heading has its mark (exchange/marks.h) in its
// drawer; what people write behind an entry is theirs.
#include "base/file.h"
#include "codec/json.h"
#include "exchange/escape.h"
#include "exchange/surroundings.h"
#include "exchange/writers.h"
#include "text/position.h"

#include <stdlib.h>

enum { HEADING_MOST = 60, ID_SHOWN = 8, LINE_MOST = 10000 };

// A brief while its annotations are written.
typedef struct Page {
  Exchange *exchange;
  const Version *version;
  Buffer file;      // its source's name
  const char *star; // of its annotations' headings
  uint32_t pos;     // line is the number of the line that holds pos
  uint32_t line;
} Page;

static void add_heading(Buffer *out, const char *stars, Slice text, uint32_t most) {
  buffer_printf(out, "%s “", stars);
  escape_one_line(out, text, most);
  buffer_add_string(out, "”");
}

// Ends the line of a heading and opens its drawer; returns where its mark goes.
static size_t open_drawer(Buffer *out) {
  buffer_add_string(out, "\n:PROPERTIES:\n");
  return out->len;
}

static void add_property(Buffer *out, const char *name, Slice value) {
  if (value.len == 0) return;
  buffer_printf(out, ":%s: ", name);
  escape_one_line(out, value, LINE_MOST);
  buffer_add_byte(out, '\n');
}

// ---- An annotation

static uint32_t line_of(Page *page, uint32_t pos) {
  const char *text = page->version->text.ptr;
  if (pos < page->pos) page->pos = 0, page->line = 1;
  for (; page->pos < pos; page->pos++) page->line += text[page->pos] == '\n';
  return page->line;
}

static bool find_span(const Page *page, Span *span) {
  const Annotation *annotation = page->exchange->annotation;
  return !annotation->whole && annotation->state != ANNOTATION_ORPHAN &&
         annotation->version == page->exchange->brief->version &&
         positions_to_bytes(page->version->positions, annotation->span, span);
}

static void add_tags(Buffer *out, const Annotation *annotation) {
  for (uint32_t i = 0; i < annotation->tag_count; i++) {
    buffer_add_string(out, i > 0 ? ":" : " :");
    size_t before = out->len;
    escape_slug(out, slice_of(annotation->tags[i]), ESCAPE_LETTERS_DIGITS, "_@#%", '_');
    if (out->len == before) buffer_add_string(out, "tag");
  }
  if (annotation->tag_count > 0) buffer_add_byte(out, ':');
}

static void add_place(Page *page, Span span) {
  const Annotation *annotation = page->exchange->annotation;
  buffer_printf(&page->exchange->out,
                ":org-remark-beg: %u\n:org-remark-end: %u\n:org-remark-id: %.*s\n"
                ":org-remark-label: %s\n:org-remark-link: [[file:%s::%u]]\n",
                (unsigned)annotation->span.start_cp + 1, (unsigned)annotation->span.end_cp + 1,
                ID_SHOWN, annotation->id, colour_name(annotation->colour), page->file.ptr,
                (unsigned)line_of(page, span.start));
}

static void add_exact_tags(Buffer *out, const Annotation *annotation) {
  if (annotation->tag_count == 0) return;
  JsonWriter json = {.out = out};
  buffer_add_string(out, ":postil-tags: ");
  json_start_array(&json);
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    json_string(&json, slice_of(annotation->tags[i]));
  json_end_array(&json);
  buffer_add_byte(out, '\n');
}

// Would a line of it mean something to Org?
static bool means_something(Slice comment) {
  while (comment.len > 0) {
    const char *end = memchr(comment.ptr, '\n', comment.len);
    size_t len = end ? (size_t)(end - comment.ptr) : comment.len;
    Slice line = slice_trim(slice_cut(comment, 0, len));
    if (line.len > 0 && (strchr("*#:|,", line.ptr[0]) || slice_starts(line, SLICE("[fn:"))))
      return true;
    comment = slice_cut(comment, end ? len + 1 : len, comment.len);
  }
  return false;
}

static void add_comment(Buffer *out, Slice comment) {
  if (comment.len == 0) return;
  bool guarded = means_something(comment);
  if (guarded) buffer_add_string(out, "#+begin_src markdown\n");
  escape_org_lines(out, comment);
  if (guarded) buffer_add_string(out, "#+end_src\n");
}

// Sentences around the passage, as an example: nothing in it is Org.
static void add_surroundings(Page *page, Span span, bool behind) {
  Buffer text = {0};
  uint32_t count = page->exchange->options->context;
  (behind ? surroundings_behind : surroundings_before)(page->version, span, count, &text);
  if (text.len > 0) {
    buffer_add_string(&page->exchange->out, "#+begin_example\n");
    escape_org_lines(&page->exchange->out, buffer_slice(&text));
    buffer_add_string(&page->exchange->out, "#+end_example\n");
  }
  buffer_release(&text);
}

// Returns where its mark goes.
static size_t add_head(Page *page, bool found, Span span) {
  const Annotation *annotation = page->exchange->annotation;
  Buffer *out = &page->exchange->out;
  if (annotation->whole)
    buffer_printf(out, "%s On the whole brief", page->star);
  else
    add_heading(out, page->star, slice_of(annotation->quote), HEADING_MOST);
  add_tags(out, annotation);
  size_t mark = open_drawer(out);
  if (found) add_place(page, span);
  buffer_printf(out, ":ID: %s\n", annotation->id);
  add_exact_tags(out, annotation);
  buffer_add_string(out, ":END:\n");
  return mark;
}

static void write_annotation(Page *page) {
  const Annotation *annotation = page->exchange->annotation;
  Buffer *out = &page->exchange->out;
  Span span = {0};
  bool found = find_span(page, &span);
  buffer_add_byte(out, '\n');
  size_t start = out->len, mark = add_head(page, found, span);
  if (found) add_surroundings(page, span, false);
  if (!annotation->whole) {
    buffer_add_string(out, "#+begin_quote\n");
    escape_org_lines(out, slice_of(annotation->quote));
    buffer_add_string(out, "#+end_quote\n");
  }
  if (found) add_surroundings(page, span, true);
  add_comment(out, slice_of(annotation->comment));
  exchange_mark(page->exchange, start, mark, MARKS_PROPERTY, annotation->id);
}

// ---- A brief

// The source's name without what would end a property or a link; the hash where there is none.
static void add_file_name(Buffer *out, const Brief *brief) {
  Slice name = file_name(brief->path);
  for (size_t i = 0; i < name.len; i++)
    buffer_add_byte(out, strchr("[]\n\r\t", name.ptr[i]) ? '_' : name.ptr[i]);
  if (out->len == 0) buffer_printf(out, "%.12s.txt", brief->hash);
}

static void write_head(Page *page, const char *stars) {
  const Brief *brief = page->exchange->brief;
  Buffer *out = &page->exchange->out, key = {0};
  buffer_add_byte(out, '\n');
  size_t start = out->len;
  add_heading(out, stars, slice_of(brief->title), LINE_MOST);
  size_t mark = open_drawer(out);
  add_property(out, "org-remark-file", buffer_slice(&page->file));
  add_property(out, "source", slice_of(brief->url));
  add_property(out, "postil-version", slice_of(brief->hash));
  buffer_add_string(out, ":END:\n");
  buffer_printf(&key, "brief.%s", brief->id);
  exchange_mark(page->exchange, start, mark, MARKS_PROPERTY, key.ptr);
  buffer_release(&key);
}

static void write_brief(Exchange *exchange, bool in_group) {
  Page page = {.exchange = exchange,
               .version = exchange_version(exchange),
               .star = in_group ? "***" : "**",
               .line = 1};
  if (!page.version) return;
  add_file_name(&page.file, exchange->brief);
  write_head(&page, in_group ? "**" : "*");
  while (exchange_next_annotation(exchange)) write_annotation(&page);
  buffer_release(&page.file);
}

static void add_group(Exchange *exchange) {
  const char *none =
      exchange->options->group == EXCHANGE_BY_TAG ? "without a tag" : "on whole briefs";
  Buffer *out = &exchange->out;
  buffer_add_byte(out, '\n');
  size_t start = out->len;
  add_heading(out, "*", slice_of(exchange->group[0] ? exchange->group : none), LINE_MOST);
  size_t mark = open_drawer(out);
  buffer_add_string(out, ":END:\n");
  exchange_mark(exchange, start, mark, MARKS_PROPERTY, "group");
}

void write_org(Exchange *exchange) {
  bool in_groups = exchange->options->group != EXCHANGE_BY_BRIEF;
  size_t start = exchange->out.len;
  buffer_add_string(&exchange->out, "#+title: ");
  escape_one_line(&exchange->out,
                  exchange->only ? slice_of(exchange->only->title) : SLICE("Annotations"),
                  LINE_MOST);
  buffer_add_byte(&exchange->out, '\n');
  exchange_mark(exchange, start, exchange->out.len, MARKS_HASH, "head");
  while (exchange_next_group(exchange)) {
    bool headed = !in_groups;
    while (exchange_next_brief(exchange)) {
      if (!headed) add_group(exchange);
      headed = true;
      write_brief(exchange, in_groups);
    }
  }
}

// SPDX-License-Identifier: MIT
// Markdown, for people. Each annotation is a block quote, its id, the comment, where it stands, the
// footnotes whose marks lie in the passage, and a foot line with tags and locator:
//
//   > The passage.\[i\]
//
//   ^ID
//
//   The comment.
//
//   (Author Year, line N)
//
//   \[i\] “A source”, …
//
//   #tag [line N](postil://…) 2026-01-29
//
//   ---
//
// Before it, and before each heading, stands its mark (exchange/marks.h) as a comment that no
// reader of Markdown shows; what people write behind the rule is theirs.
//
// Linear in the text: line numbers are counted on from the annotation before, which begins no
// later.
#include "base/memory.h"
#include "base/moment.h"
#include "exchange/escape.h"
#include "exchange/surroundings.h"
#include "exchange/writers.h"
#include "text/position.h"
#include "text/view.h"

#include <stdlib.h>

// A brief while its annotations are written.
typedef struct Page {
  Exchange *exchange;
  const Brief *brief;
  const Version *version;
  char *citation; // "(Author Year)"
  uint32_t pos;   // line is the number of the line that holds pos
  uint32_t line;
  uint32_t passage; // number of the passage in hand, from 1
  uint32_t *shown;  // by note: the last passage that it was shown with
  uint32_t context; // sentences around a passage
  Buffer *out;
} Page;

// ---- Front matter

static void add_yaml(Buffer *out, const char *key, Slice value) {
  if (value.len == 0) return;
  buffer_printf(out, "%s: ", key);
  escape_yaml(out, value);
  buffer_add_byte(out, '\n');
}

static void add_front_brief(Buffer *out, const Brief *brief) {
  add_yaml(out, "title", slice_of(brief->title));
  add_yaml(out, "author", exchange_author(brief));
  if (brief->date[0]) buffer_printf(out, "date: %s\n", brief->date);
  add_yaml(out, "source", slice_of(brief->url));
  add_yaml(out, "version", slice_of(brief->hash));
}

static void add_updated(Exchange *exchange) {
  char text[MOMENT_TEXT_SIZE];
  if (exchange->annotation_count == 0) return;
  moment_format(exchange->updated, text);
  buffer_printf(&exchange->out, "updated: %s\n", text);
}

static void add_front_tags(Exchange *exchange) {
  Buffer *out = &exchange->out;
  ChoiceTexts tags = exchange_tags(exchange);
  for (uint32_t i = 0; i < tags.count; i++) {
    buffer_add_string(out, i > 0 ? "  - " : "tags:\n  - ");
    escape_yaml(out, slice_of(tags.items[i]));
    buffer_add_byte(out, '\n');
  }
  choice_release_texts(&tags);
}

static void add_front_matter(Exchange *exchange) {
  Buffer *out = &exchange->out;
  size_t block = out->len;
  buffer_add_string(out, "---\n");
  if (exchange->brief_count == 1)
    add_front_brief(out, exchange->only);
  else
    buffer_printf(out, "title: \"Annotations\"\nbriefs: %u\n", (unsigned)exchange->brief_count);
  add_updated(exchange);
  add_front_tags(exchange);
  buffer_add_string(out, "---\n");
  exchange_mark(exchange, block, block + strlen("---\n"), MARKS_HASH, "head");
}

// ---- A brief

static void add_heading(Buffer *out, const char *signs, const char *title) {
  buffer_printf(out, "\n%s ", signs);
  escape_markdown_text(out, slice_of(title));
  buffer_add_byte(out, '\n');
}

// Makes what was added since a block, behind an empty line.
static void mark(Exchange *exchange, size_t start, const char *key) {
  exchange_mark(exchange, start, start, MARKS_COMMENT, key);
}

static size_t start_block(Buffer *out) {
  buffer_add_byte(out, '\n');
  return out->len;
}

// Of several briefs each says where it comes from; of a single one the front matter does.
static void add_source(Buffer *out, const Brief *brief) {
  Slice parts[] = {exchange_author(brief), slice_of(brief->date), slice_of(brief->url)};
  Buffer line = {0};
  for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
    if (parts[i].len == 0) continue;
    if (line.len > 0) buffer_add_string(&line, ", ");
    buffer_add(&line, parts[i]);
  }
  if (line.len > 0) {
    buffer_add_byte(out, '\n');
    escape_markdown_text(out, buffer_slice(&line));
    buffer_add_byte(out, '\n');
  }
  buffer_release(&line);
}

// ---- An annotation

static uint32_t line_of(Page *page, uint32_t pos) {
  const char *text = page->version->text.ptr;
  if (pos < page->pos) page->pos = 0, page->line = 1;
  while (page->pos < pos) {
    const char *end = memchr(text + page->pos, '\n', pos - page->pos);
    if (!end) break;
    page->pos = (uint32_t)(end - text) + 1;
    page->line++;
  }
  page->pos = pos;
  return page->line;
}

// "(Author Year)" becomes "(Author Year, line N)".
static void add_citation(Page *page, uint32_t line) {
  Buffer text = {0};
  Slice base = slice_of(page->citation);
  if (base.len > 0 && base.ptr[base.len - 1] == ')') base.len--;
  buffer_add(&text, base);
  buffer_printf(&text, ", line %u)", (unsigned)line);
  escape_markdown_text(page->out, buffer_slice(&text));
  buffer_add_string(page->out, "\n\n");
  buffer_release(&text);
}

static void add_note_words(const Version *version, const Note *note, Buffer *out) {
  buffer_printf(out, "[%.*s] ", (int)note->label.len, note->label.ptr);
  view_append(version, note->body, VIEW_PLAIN, out);
}

static void add_note(Page *page, const Note *note) {
  const Version *version = page->version;
  Buffer text = {0};
  add_note_words(version, note, &text);
  if (note->back && note->root != VERSION_NONE) {
    buffer_add_string(&text, " = ");
    add_note_words(version, &version->notes[note->root], &text);
  }
  escape_markdown_text(page->out, buffer_slice(&text));
  buffer_add_string(page->out, "\n\n");
  buffer_release(&text);
}

// Each footnote once, in the order of the marks.
static void add_notes(Page *page, Span span) {
  const Version *version = page->version;
  page->passage++;
  for (uint32_t i = version_reference_from(version, span.start); i < version->reference_count;
       i++) {
    const Reference *reference = &version->references[i];
    if (reference->span.end > span.end) break;
    if (reference->span.start < span.start || page->shown[reference->note] == page->passage)
      continue;
    page->shown[reference->note] = page->passage;
    add_note(page, &version->notes[reference->note]);
  }
}

static void add_tags(Buffer *out, const Annotation *annotation) {
  for (uint32_t i = 0; i < annotation->tag_count; i++) {
    buffer_add_byte(out, '#');
    escape_markdown_tag(out, slice_of(annotation->tags[i]));
    buffer_add_byte(out, ' ');
  }
}

static void add_foot(Page *page, const Annotation *annotation, uint32_t line) {
  Buffer *out = page->out;
  char created[MOMENT_TEXT_SIZE];
  char *locator = brief_locator(page->brief, annotation->whole ? NULL : &annotation->span);
  moment_format(annotation->created, created);
  add_tags(out, annotation);
  if (annotation->whole)
    buffer_add_string(out, "[brief]");
  else if (annotation->state == ANNOTATION_ORPHAN)
    buffer_add_string(out, "[orphan]");
  else
    buffer_printf(out, "[line %u]", (unsigned)line);
  buffer_printf(out, "(%s) %.10s\n\n---\n", locator, created);
  free(locator);
}

static void add_comment(Buffer *out, const Annotation *annotation) {
  if (!annotation->comment[0]) return;
  escape_markdown_comment(out, slice_of(annotation->comment));
  buffer_add_byte(out, '\n');
}

static void write_whole(Page *page, const Annotation *annotation) {
  buffer_add_byte(page->out, '\n');
  add_comment(page->out, annotation);
  buffer_printf(page->out, "^%s\n\n", annotation->id);
  add_foot(page, annotation, 0);
}

static bool find_span(const Page *page, const Annotation *annotation, Span *span) {
  return annotation->version == page->brief->version && annotation->state != ANNOTATION_ORPHAN &&
         positions_to_bytes(page->version->positions, annotation->span, span);
}

// The sentences before or behind the passage, as a paragraph of their own.
static void add_surroundings(Page *page, Span span, bool behind) {
  Buffer text = {0};
  (behind ? surroundings_behind : surroundings_before)(page->version, span, page->context, &text);
  if (text.len > 0) {
    escape_markdown_text(page->out, buffer_slice(&text));
    buffer_add_string(page->out, "\n\n");
  }
  buffer_release(&text);
}

static void write_passage(Page *page, const Annotation *annotation) {
  Span span = {0};
  bool found = find_span(page, annotation, &span);
  uint32_t line = found ? line_of(page, span.start) : 0;
  buffer_add_byte(page->out, '\n');
  if (found) add_surroundings(page, span, false);
  escape_markdown_quote(page->out, slice_of(annotation->quote));
  buffer_printf(page->out, "\n^%s\n\n", annotation->id);
  if (found) add_surroundings(page, span, true);
  add_comment(page->out, annotation);
  if (found) {
    add_citation(page, line);
    add_notes(page, span);
  }
  add_foot(page, annotation, line);
}

static void write_annotation(Page *page, const Annotation *annotation) {
  size_t start = start_block(page->out);
  if (annotation->whole)
    write_whole(page, annotation);
  else
    write_passage(page, annotation);
  mark(page->exchange, start, annotation->id);
}

static void write_head(Page *page, const char *signs) {
  Buffer key = {0};
  size_t start = start_block(page->out);
  add_heading(page->out, signs, page->brief->title);
  if (page->exchange->brief_count > 1) add_source(page->out, page->brief);
  buffer_printf(&key, "brief.%s", page->brief->id);
  mark(page->exchange, start, key.ptr);
  buffer_release(&key);
}

static void write_brief(Exchange *exchange, bool in_group) {
  const Version *version = exchange_version(exchange);
  const Brief *brief = exchange->brief;
  if (!version) return;
  Page page = {.brief = brief,
               .version = version,
               .line = 1,
               .exchange = exchange,
               .context = exchange->options->context,
               .out = &exchange->out};
  page.shown = memory_new(version->note_count, sizeof *page.shown);
  page.citation = brief_citation(brief, version, NULL);
  write_head(&page, in_group ? "##" : "#");
  while (exchange_next_annotation(exchange)) write_annotation(&page, exchange->annotation);
  free(page.citation);
  free(page.shown);
}

static const char *group_title(const Exchange *exchange) {
  if (exchange->group[0]) return exchange->group;
  return exchange->options->group == EXCHANGE_BY_TAG ? "without a tag" : "on whole briefs";
}

static void write_group(Exchange *exchange) {
  size_t start = start_block(&exchange->out);
  add_heading(&exchange->out, "#", group_title(exchange));
  mark(exchange, start, "group");
}

void write_markdown(Exchange *exchange) {
  bool in_groups = exchange->options->group != EXCHANGE_BY_BRIEF;
  add_front_matter(exchange);
  while (exchange_next_group(exchange)) {
    bool headed = false;
    while (exchange_next_brief(exchange)) {
      if (in_groups && !headed) write_group(exchange);
      headed = true;
      write_brief(exchange, in_groups);
    }
  }
}

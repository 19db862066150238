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
// Linear in the text: line numbers are counted on from the annotation before, which begins no
// later.
#include "base/memory.h"
#include "base/moment.h"
#include "exchange/escape.h"
#include "exchange/writers.h"
#include "text/position.h"
#include "text/view.h"

#include <stdlib.h>

// A brief while its annotations are written.
typedef struct Page {
  const Brief *brief;
  const Version *version;
  char *citation; // "(Author Year)"
  uint32_t pos;   // line is the number of the line that holds pos
  uint32_t line;
  uint32_t passage; // number of the passage in hand, from 1
  uint32_t *shown;  // by note: the last passage that it was shown with
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

static void add_updated(const ExchangeSet *set, Buffer *out) {
  int64_t updated = INT64_MIN;
  for (uint32_t i = 0; i < set->brief_count; i++) {
    const ExchangeBrief *item = &set->briefs[i];
    for (uint32_t k = 0; k < item->count; k++) {
      if (item->annotations[k].updated > updated) updated = item->annotations[k].updated;
    }
  }
  char text[MOMENT_TEXT_SIZE];
  if (updated == INT64_MIN) return;
  moment_format(updated, text);
  buffer_printf(out, "updated: %s\n", text);
}

static void add_front_tags(const ExchangeSet *set, Buffer *out) {
  bool *used = memory_new(set->tag_count, sizeof *used);
  bool any = false;
  for (uint32_t i = 0; i < set->brief_count; i++) exchange_mark_tags(set, &set->briefs[i], used);
  for (uint32_t i = 0; i < set->tag_count; i++) {
    if (!used[i]) continue;
    buffer_add_string(out, any ? "  - " : "tags:\n  - ");
    escape_yaml(out, slice_of(set->tags[i].path));
    buffer_add_byte(out, '\n');
    any = true;
  }
  free(used);
}

static void add_front_matter(const ExchangeSet *set, Buffer *out) {
  buffer_add_string(out, "---\n");
  if (set->brief_count == 1)
    add_front_brief(out, set->briefs[0].brief);
  else
    buffer_printf(out, "title: \"Annotations\"\nbriefs: %u\n", (unsigned)set->brief_count);
  add_updated(set, out);
  add_front_tags(set, out);
  buffer_add_string(out, "---\n");
}

// ---- A brief

static void add_heading(Buffer *out, const Brief *brief) {
  buffer_add_string(out, "\n# ");
  escape_markdown_text(out, slice_of(brief->title));
  buffer_add_byte(out, '\n');
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

static void write_passage(Page *page, const Annotation *annotation) {
  Span span = {0};
  bool found = find_span(page, annotation, &span);
  uint32_t line = found ? line_of(page, span.start) : 0;
  buffer_add_byte(page->out, '\n');
  escape_markdown_quote(page->out, slice_of(annotation->quote));
  buffer_printf(page->out, "\n^%s\n\n", annotation->id);
  add_comment(page->out, annotation);
  if (found) {
    add_citation(page, line);
    add_notes(page, span);
  }
  add_foot(page, annotation, line);
}

static bool write_brief(const ExchangeSet *set, const ExchangeBrief *item, Buffer *out,
                        Error *err) {
  Version *version = brief_version(set->library, item->brief->version, err);
  if (!version) return false;
  Page page = {.brief = item->brief, .version = version, .line = 1, .out = out};
  page.shown = memory_new(version->note_count, sizeof *page.shown);
  page.citation = brief_citation(item->brief, version, NULL);
  add_heading(out, item->brief);
  if (set->brief_count > 1) add_source(out, item->brief);
  for (uint32_t i = 0; i < item->count; i++) {
    const Annotation *annotation = &item->annotations[i];
    if (annotation->whole)
      write_whole(&page, annotation);
    else
      write_passage(&page, annotation);
  }
  free(page.citation);
  free(page.shown);
  version_free(version);
  return true;
}

bool write_markdown(const ExchangeSet *set, Buffer *out, Error *err) {
  add_front_matter(set, out);
  for (uint32_t i = 0; i < set->brief_count; i++) {
    if (!write_brief(set, &set->briefs[i], out, err)) return false;
  }
  return true;
}

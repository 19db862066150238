// SPDX-License-Identifier: MIT
// Words. Notes inside the text, which the library does not know, are found among its text nodes:
//
//   text "Trade fell^[A "   emph "source"   text " of 2024.] and rose."
//                     └──────── the note ────────────┘
//
// Looking for the end of one is bounded, and given up after so many failures in a block.
#include "import/markdown_words.h"

#include "base/memory.h"

#ifdef POSTIL_CMARK
#include "import/markdown_html.h"
#include "import/markdown_source.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  INLINE_NOTE_MAX = 65536, // bytes and nodes of a note inside the text
  FAILURES_MAX = 64,       // of looking for its end, in a block
};

static Slice literal_of(const MarkdownWords *words, cmark_node *node) {
  return slice_of(words->library->literal(node));
}

static bool is_named(const MarkdownLibrary *library, cmark_node *node, const char *name) {
  return strcmp(library->type_name(node), name) == 0;
}

// ---- Inline kinds

static void apply_kinds(MarkdownWords *words) {
  uint32_t kinds = 0;
  for (uint32_t bit = 0; bit < MARKDOWN_KINDS; bit++) {
    if (words->open_kinds[bit]) kinds |= 1U << bit;
  }
  manuscript_set_kinds(words->manuscript, kinds);
}

static void open_kind(MarkdownWords *words, uint32_t kind) {
  for (uint32_t bit = 0; bit < MARKDOWN_KINDS; bit++) words->open_kinds[bit] += kind >> bit & 1;
  apply_kinds(words);
}

static void close_kind(MarkdownWords *words, uint32_t kind) {
  for (uint32_t bit = 0; bit < MARKDOWN_KINDS; bit++) {
    if (kind >> bit & 1 && words->open_kinds[bit]) words->open_kinds[bit]--;
  }
  apply_kinds(words);
}

static uint32_t kind_of(const MarkdownWords *words, cmark_node *node) {
  cmark_node_type type = words->library->type(node);
  if (type == CMARK_NODE_EMPH) return INLINE_EMPHASIS;
  if (type == CMARK_NODE_STRONG) return INLINE_STRONG;
  return is_named(words->library, node, "strikethrough") ? INLINE_STRUCK : 0;
}

// ---- Words

static void write_plain(MarkdownWords *words, Slice given) {
  MarkdownStretch stretch;
  for (size_t pos = 0; markdown_source_next(given, &pos, &stretch);) {
    if (stretch.escaped) open_kind(words, INLINE_LITERAL);
    manuscript_add_words(words->manuscript, stretch.text);
    if (stretch.escaped) close_kind(words, INLINE_LITERAL);
  }
}

// Where in a text node a note inside the text begins, behind its "^[", or 0.
static size_t find_inline_note(Slice text, size_t pos) {
  if (pos >= text.len) return 0;
  const char *at = memmem(text.ptr + pos, text.len - pos, "^[", 2);
  return at ? (size_t)(at - text.ptr) + 2 : 0;
}

// The bracket that closes what is open, from byte `pos` of a text node on.
static bool find_close(const MarkdownWords *words, MarkdownInlineNote *note) {
  size_t budget = INLINE_NOTE_MAX, pos = note->start;
  uint32_t depth = 1;
  for (cmark_node *node = note->from; node && budget > 0; node = words->library->next(node)) {
    bool text = words->library->type(node) == CMARK_NODE_TEXT;
    Slice literal = text ? literal_of(words, node) : SLICE("");
    for (; pos < literal.len && budget > 0; pos++, budget--) {
      depth += literal.ptr[pos] == '[';
      if (literal.ptr[pos] != ']' || --depth > 0) continue;
      note->to = node;
      note->end = pos;
      return true;
    }
    pos = 0;
    if (budget > 0) budget--;
  }
  return false;
}

static void add_reference(MarkdownWords *words, Slice label, uint32_t note) {
  Buffer mark = {0};
  buffer_printf(&mark, "[%.*s]", (int)label.len, label.ptr);
  manuscript_add_reference(words->manuscript, buffer_slice(&mark), note);
  buffer_release(&mark);
}

static void begin_inline_note(MarkdownWords *words, MarkdownInlineNote note) {
  char label[16];
  snprintf(label, sizeof label, "%u", ++words->running);
  note.note = manuscript_reserve_note(words->manuscript, slice_of(label));
  add_reference(words, slice_of(label), note.note);
  words->pending = memory_grow(words->pending, words->pending_count, &words->pending_room,
                               sizeof *words->pending);
  words->pending[words->pending_count++] = note;
}

// Writes a text node; where a note begins in it, what comes behind that note, too.
static void write_text(MarkdownWords *words, cmark_iter *iter, cmark_node *node) {
  Slice text = literal_of(words, node);
  size_t pos = 0;
  for (size_t at = 0; !words->in_note && (at = find_inline_note(text, at)) > 0;) {
    MarkdownInlineNote note = {.from = node, .start = at};
    if (words->failures >= FAILURES_MAX || !find_close(words, &note)) {
      words->failures++;
      continue;
    }
    write_plain(words, slice_cut(text, pos, at - 2));
    begin_inline_note(words, note);
    if (note.to != node) words->library->iter_reset(iter, note.to, CMARK_EVENT_ENTER);
    node = note.to;
    text = literal_of(words, node);
    pos = at = note.end + 1;
  }
  write_plain(words, slice_cut(text, pos, text.len));
}

static void write_code(MarkdownWords *words, cmark_node *node) {
  Buffer code = {0};
  markdown_source_restore(literal_of(words, node), true, &code);
  open_kind(words, INLINE_CODE);
  manuscript_add_words(words->manuscript, buffer_slice(&code));
  close_kind(words, INLINE_CODE);
  buffer_release(&code);
}

static void end_line(MarkdownWords *words, bool hard) {
  if (words->splitting)
    manuscript_begin(words->manuscript, (ManuscriptBlock){.source = BLOCK_BY_MARKUP});
  else if (hard && !words->in_table)
    manuscript_end_line(words->manuscript);
  else
    manuscript_add_words(words->manuscript, SLICE(" "));
}

static void write_tag(MarkdownWords *words, cmark_node *node) {
  MarkdownTag tag = markdown_html_tag(literal_of(words, node));
  uint32_t kind = markdown_html_kind(tag.name);
  if (tag.name.len == 2 && (tag.name.ptr[0] | 32) == 'b' && (tag.name.ptr[1] | 32) == 'r')
    end_line(words, true);
  else if (tag.closes)
    close_kind(words, kind);
  else
    open_kind(words, kind);
}

// A link whose words are its address needs no target, one to a place in the text has none.
static void open_link(MarkdownWords *words, cmark_node *node) {
  const MarkdownLibrary *library = words->library;
  Slice url = slice_of(library->url(node));
  cmark_node *child = library->first_child(node);
  bool shown = child && !library->next(child) && library->type(child) == CMARK_NODE_TEXT &&
               slice_equal(literal_of(words, child), url);
  if (shown || url.len == 0 || url.ptr[0] == '#') return;
  Buffer target = {0};
  markdown_source_restore(url, false, &target);
  manuscript_open_link(words->manuscript, buffer_slice(&target));
  buffer_release(&target);
}

static void write_reference(MarkdownWords *words, cmark_node *node) {
  long number = strtol(words->library->literal(node), NULL, 10);
  if (number < 1 || (size_t)number > words->note_count) return;
  words->running += !words->referred[number - 1];
  words->referred[number - 1] = true;
  uint32_t note = words->notes[number - 1];
  if (note < words->manuscript->note_count)
    add_reference(words, words->manuscript->notes[note].label, note);
}

void markdown_words_enter(MarkdownWords *words, cmark_iter *iter, cmark_node *node) {
  switch ((int)words->library->type(node)) {
  case CMARK_NODE_TEXT: write_text(words, iter, node); break;
  case CMARK_NODE_SOFTBREAK: end_line(words, false); break;
  case CMARK_NODE_LINEBREAK: end_line(words, true); break;
  case CMARK_NODE_CODE: write_code(words, node); break;
  case CMARK_NODE_HTML_INLINE: write_tag(words, node); break;
  case CMARK_NODE_LINK: open_link(words, node); break;
  case CMARK_NODE_FOOTNOTE_REFERENCE: write_reference(words, node); break;
  default: open_kind(words, kind_of(words, node)); break;
  }
}

void markdown_words_leave(MarkdownWords *words, cmark_node *node) {
  if (words->library->type(node) == CMARK_NODE_LINK)
    manuscript_close_link(words->manuscript);
  else
    close_kind(words, kind_of(words, node));
}

// ---- Notes inside the text

static void write_subtree(MarkdownWords *words, cmark_node *node) {
  cmark_iter *iter = words->library->iter_new(node);
  for (cmark_event_type event; (event = words->library->iter_next(iter)) != CMARK_EVENT_DONE;) {
    cmark_node *at = words->library->iter_node(iter);
    if (event == CMARK_EVENT_ENTER)
      markdown_words_enter(words, iter, at);
    else if (event == CMARK_EVENT_EXIT)
      markdown_words_leave(words, at);
  }
  words->library->iter_free(iter);
}

static void write_inline_note(MarkdownWords *words, const MarkdownInlineNote *note) {
  Slice first = literal_of(words, note->from), last = literal_of(words, note->to);
  if (note->from == note->to) {
    write_plain(words, slice_cut(first, note->start, note->end));
    return;
  }
  write_plain(words, slice_cut(first, note->start, first.len));
  cmark_node *node = words->library->next(note->from);
  for (; node && node != note->to; node = words->library->next(node)) write_subtree(words, node);
  write_plain(words, slice_cut(last, 0, note->end));
}

void markdown_words_begin_note(MarkdownWords *words, uint32_t note) {
  manuscript_begin_note(words->manuscript, note);
  if (note >= words->manuscript->note_count) return;
  Slice label = words->manuscript->notes[note].label;
  Buffer mark = {0};
  buffer_printf(&mark, "[%.*s]", (int)label.len, label.ptr);
  manuscript_begin(words->manuscript, (ManuscriptBlock){.source = BLOCK_BY_MARKUP});
  manuscript_add_note_mark(words->manuscript, buffer_slice(&mark));
  buffer_release(&mark);
}

static void write_pending(MarkdownWords *words) {
  words->in_note = true;
  memset(words->open_kinds, 0, sizeof words->open_kinds);
  apply_kinds(words);
  for (size_t i = 0; i < words->pending_count; i++) {
    markdown_words_begin_note(words, words->pending[i].note);
    write_inline_note(words, &words->pending[i]);
    manuscript_end_note(words->manuscript);
  }
  words->pending_count = 0;
  words->in_note = false;
}

void markdown_words_begin(MarkdownWords *words) {
  memset(words->open_kinds, 0, sizeof words->open_kinds);
  words->failures = 0;
  apply_kinds(words);
}

void markdown_words_end(MarkdownWords *words) {
  manuscript_close_link(words->manuscript);
  if (words->in_note) return;
  manuscript_end(words->manuscript);
  if (words->pending_count > 0) write_pending(words);
}

void markdown_words_release(MarkdownWords *words) {
  free(words->notes);
  free(words->referred);
  free(words->pending);
}

#endif

// SPDX-License-Identifier: MIT
// From the tree to the manuscript. The library moves the definitions of notes to the end of the
// document and numbers them; they are written where their lines stand in the source, with the
// labels that the author gave. Notes inside the text, which the library does not know, are found
// among its text nodes and written behind the block that they stand in:
//
//   text "Trade fell^[A "   emph "source"   text " of 2024.] and rose."
//                     └──────── the note ────────────┘
//
// Every node is visited once or twice; nothing recurses.
#include "import/markdown_tree.h"

#ifdef POSTIL_CMARK
#include "base/memory.h"
#include "import/chars.h"
#include "import/dates.h"
#include "import/import.h"
#include "import/lexicon.h"
#include "import/markdown_html.h"
#include "import/names.h"
#include "import/phrases.h"

#include <stdio.h>
#include <stdlib.h>

enum {
  KINDS = 8,               // bits of inline kinds
  INLINE_NOTE_MAX = 65536, // bytes and nodes of a note inside the text
  FAILURES_MAX = 64,       // of looking for its end, in a block
  BYLINE_LINES_MAX = 12,
  BYLINE_BYTES_MAX = 1000,
};

// What is open around a block.
typedef struct Container {
  bool quotes;    // a quotation, else a list
  bool ordered;   // a list with numbers …
  char delimiter; // … and what stands behind them
  int next;       // number of the next item
  bool item_due;  // the next paragraph is the first of its item
  const char *task;
} Container;

// A note inside the text: from a byte of one text node to a byte of another one.
typedef struct InlineNote {
  cmark_node *from, *to;
  size_t start, end;
  uint32_t note;
} InlineNote;

typedef struct TopNode {
  cmark_node *node;
  int line;
  uint32_t order;
} TopNode;

typedef struct Writer {
  const MarkdownLibrary *library;
  Manuscript *manuscript;
  uint32_t *notes; // by the library's number of a note: the manuscript's
  bool *referred;  // likewise: the text has referred to it
  size_t note_count;
  uint32_t running; // notes referred to so far
  Container *containers;
  size_t container_count, container_room;
  uint8_t list_depth;
  uint32_t open_kinds[KINDS]; // how often each is open
  InlineNote *pending;
  size_t pending_count, pending_room;
  int failures;
  bool in_note;   // no notes inside notes
  bool splitting; // each line is a block: of the lines below the title
  bool in_table;  // line ends are blanks
  bool first_cell, first_row;
} Writer;

static Slice literal_of(const Writer *writer, cmark_node *node) {
  return slice_of(writer->library->literal(node));
}

static bool is_named(const MarkdownLibrary *library, cmark_node *node, const char *name) {
  return strcmp(library->type_name(node), name) == 0;
}

// ---- Inline kinds

static void apply_kinds(Writer *writer) {
  uint32_t kinds = 0;
  for (uint32_t bit = 0; bit < KINDS; bit++) {
    if (writer->open_kinds[bit]) kinds |= 1U << bit;
  }
  manuscript_set_kinds(writer->manuscript, kinds);
}

static void open_kind(Writer *writer, uint32_t kind) {
  for (uint32_t bit = 0; bit < KINDS; bit++) writer->open_kinds[bit] += kind >> bit & 1;
  apply_kinds(writer);
}

static void close_kind(Writer *writer, uint32_t kind) {
  for (uint32_t bit = 0; bit < KINDS; bit++) {
    if (kind >> bit & 1 && writer->open_kinds[bit]) writer->open_kinds[bit]--;
  }
  apply_kinds(writer);
}

static uint32_t kind_of(const Writer *writer, cmark_node *node) {
  cmark_node_type type = writer->library->type(node);
  if (type == CMARK_NODE_EMPH) return INLINE_EMPHASIS;
  if (type == CMARK_NODE_STRONG) return INLINE_STRONG;
  return is_named(writer->library, node, "strikethrough") ? INLINE_STRUCK : 0;
}

// ---- Words

static void write_plain(Writer *writer, Slice given) {
  MarkdownStretch stretch;
  for (size_t pos = 0; markdown_source_next(given, &pos, &stretch);) {
    if (stretch.escaped) open_kind(writer, INLINE_LITERAL);
    manuscript_add_words(writer->manuscript, stretch.text);
    if (stretch.escaped) close_kind(writer, INLINE_LITERAL);
  }
}

// Where in a text node a note inside the text begins, behind its "^[", or 0.
static size_t find_inline_note(Slice text, size_t pos) {
  if (pos >= text.len) return 0;
  const char *at = memmem(text.ptr + pos, text.len - pos, "^[", 2);
  return at ? (size_t)(at - text.ptr) + 2 : 0;
}

// The bracket that closes what is open, from byte `pos` of a text node on.
static bool find_close(const Writer *writer, InlineNote *note) {
  size_t budget = INLINE_NOTE_MAX, pos = note->start;
  uint32_t depth = 1;
  for (cmark_node *node = note->from; node && budget > 0; node = writer->library->next(node)) {
    bool text = writer->library->type(node) == CMARK_NODE_TEXT;
    Slice literal = text ? literal_of(writer, node) : SLICE("");
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

static void add_reference(Writer *writer, Slice label, uint32_t note) {
  Buffer mark = {0};
  buffer_printf(&mark, "[%.*s]", (int)label.len, label.ptr);
  manuscript_add_reference(writer->manuscript, buffer_slice(&mark), note);
  buffer_release(&mark);
}

static void begin_inline_note(Writer *writer, InlineNote note) {
  char label[16];
  snprintf(label, sizeof label, "%u", ++writer->running);
  note.note = manuscript_reserve_note(writer->manuscript, slice_of(label));
  add_reference(writer, slice_of(label), note.note);
  writer->pending = memory_grow(writer->pending, writer->pending_count, &writer->pending_room,
                                sizeof *writer->pending);
  writer->pending[writer->pending_count++] = note;
}

// Writes a text node; where a note begins in it, what comes behind that note, too.
static void write_text(Writer *writer, cmark_iter *iter, cmark_node *node) {
  Slice text = literal_of(writer, node);
  size_t pos = 0;
  for (size_t at = 0; !writer->in_note && (at = find_inline_note(text, at)) > 0;) {
    InlineNote note = {.from = node, .start = at};
    if (writer->failures >= FAILURES_MAX || !find_close(writer, &note)) {
      writer->failures++;
      continue;
    }
    write_plain(writer, slice_cut(text, pos, at - 2));
    begin_inline_note(writer, note);
    if (note.to != node) writer->library->iter_reset(iter, note.to, CMARK_EVENT_ENTER);
    node = note.to;
    text = literal_of(writer, node);
    pos = at = note.end + 1;
  }
  write_plain(writer, slice_cut(text, pos, text.len));
}

static void write_code(Writer *writer, cmark_node *node) {
  Buffer code = {0};
  markdown_source_restore(literal_of(writer, node), true, &code);
  open_kind(writer, INLINE_CODE);
  manuscript_add_words(writer->manuscript, buffer_slice(&code));
  close_kind(writer, INLINE_CODE);
  buffer_release(&code);
}

static void end_line(Writer *writer, bool hard) {
  if (writer->splitting)
    manuscript_begin(writer->manuscript, (ManuscriptBlock){.source = BLOCK_BY_MARKUP});
  else if (hard && !writer->in_table)
    manuscript_end_line(writer->manuscript);
  else
    manuscript_add_words(writer->manuscript, SLICE(" "));
}

static void write_tag(Writer *writer, cmark_node *node) {
  MarkdownTag tag = markdown_html_tag(literal_of(writer, node));
  uint32_t kind = markdown_html_kind(tag.name);
  if (tag.name.len == 2 && (tag.name.ptr[0] | 32) == 'b' && (tag.name.ptr[1] | 32) == 'r')
    end_line(writer, true);
  else if (tag.closes)
    close_kind(writer, kind);
  else
    open_kind(writer, kind);
}

// A link whose words are its address needs no target, one to a place in the text has none.
static void open_link(Writer *writer, cmark_node *node) {
  const MarkdownLibrary *library = writer->library;
  Slice url = slice_of(library->url(node));
  cmark_node *child = library->first_child(node);
  bool shown = child && !library->next(child) && library->type(child) == CMARK_NODE_TEXT &&
               slice_equal(literal_of(writer, child), url);
  if (shown || url.len == 0 || url.ptr[0] == '#') return;
  Buffer target = {0};
  markdown_source_restore(url, false, &target);
  manuscript_open_link(writer->manuscript, buffer_slice(&target));
  buffer_release(&target);
}

static void write_reference(Writer *writer, cmark_node *node) {
  long number = strtol(writer->library->literal(node), NULL, 10);
  if (number < 1 || (size_t)number > writer->note_count) return;
  writer->running += !writer->referred[number - 1];
  writer->referred[number - 1] = true;
  uint32_t note = writer->notes[number - 1];
  if (note < writer->manuscript->note_count)
    add_reference(writer, writer->manuscript->notes[note].label, note);
}

static void enter_inline(Writer *writer, cmark_iter *iter, cmark_node *node) {
  switch ((int)writer->library->type(node)) {
  case CMARK_NODE_TEXT: write_text(writer, iter, node); break;
  case CMARK_NODE_SOFTBREAK: end_line(writer, false); break;
  case CMARK_NODE_LINEBREAK: end_line(writer, true); break;
  case CMARK_NODE_CODE: write_code(writer, node); break;
  case CMARK_NODE_HTML_INLINE: write_tag(writer, node); break;
  case CMARK_NODE_LINK: open_link(writer, node); break;
  case CMARK_NODE_FOOTNOTE_REFERENCE: write_reference(writer, node); break;
  default: open_kind(writer, kind_of(writer, node)); break;
  }
}

static void leave_inline(Writer *writer, cmark_node *node) {
  if (writer->library->type(node) == CMARK_NODE_LINK)
    manuscript_close_link(writer->manuscript);
  else
    close_kind(writer, kind_of(writer, node));
}

// ---- Notes inside the text

static void write_subtree(Writer *writer, cmark_node *node) {
  cmark_iter *iter = writer->library->iter_new(node);
  for (cmark_event_type event; (event = writer->library->iter_next(iter)) != CMARK_EVENT_DONE;) {
    cmark_node *at = writer->library->iter_node(iter);
    if (event == CMARK_EVENT_ENTER)
      enter_inline(writer, iter, at);
    else if (event == CMARK_EVENT_EXIT)
      leave_inline(writer, at);
  }
  writer->library->iter_free(iter);
}

static void write_inline_note(Writer *writer, const InlineNote *note) {
  Slice first = literal_of(writer, note->from), last = literal_of(writer, note->to);
  if (note->from == note->to) {
    write_plain(writer, slice_cut(first, note->start, note->end));
    return;
  }
  write_plain(writer, slice_cut(first, note->start, first.len));
  cmark_node *node = writer->library->next(note->from);
  for (; node && node != note->to; node = writer->library->next(node)) write_subtree(writer, node);
  write_plain(writer, slice_cut(last, 0, note->end));
}

static void begin_note(Writer *writer, uint32_t note) {
  manuscript_begin_note(writer->manuscript, note);
  if (note >= writer->manuscript->note_count) return;
  Slice label = writer->manuscript->notes[note].label;
  Buffer mark = {0};
  buffer_printf(&mark, "[%.*s]", (int)label.len, label.ptr);
  manuscript_begin(writer->manuscript, (ManuscriptBlock){.source = BLOCK_BY_MARKUP});
  manuscript_add_note_mark(writer->manuscript, buffer_slice(&mark));
  buffer_release(&mark);
}

static void write_pending(Writer *writer) {
  writer->in_note = true;
  memset(writer->open_kinds, 0, sizeof writer->open_kinds);
  apply_kinds(writer);
  for (size_t i = 0; i < writer->pending_count; i++) {
    begin_note(writer, writer->pending[i].note);
    write_inline_note(writer, &writer->pending[i]);
    manuscript_end_note(writer->manuscript);
  }
  writer->pending_count = 0;
  writer->in_note = false;
}

// ---- Blocks

static void begin_words(Writer *writer) {
  memset(writer->open_kinds, 0, sizeof writer->open_kinds);
  writer->failures = 0;
  apply_kinds(writer);
}

static void end_words(Writer *writer) {
  manuscript_close_link(writer->manuscript);
  if (writer->in_note) return;
  manuscript_end(writer->manuscript);
  if (writer->pending_count > 0) write_pending(writer);
}

static Container *innermost(Writer *writer) {
  return writer->container_count ? &writer->containers[writer->container_count - 1] : NULL;
}

static void begin_item(Writer *writer, Container *list) {
  Buffer mark = {0};
  if (list->task)
    buffer_add_string(&mark, list->task);
  else if (list->ordered)
    buffer_printf(&mark, "%d%c ", list->next, list->delimiter);
  else
    buffer_add_string(&mark, "• ");
  manuscript_begin(writer->manuscript, (ManuscriptBlock){.type = BLOCK_LIST_ITEM,
                                                         .level = writer->list_depth,
                                                         .source = BLOCK_BY_MARKUP});
  manuscript_add_list_mark(writer->manuscript, buffer_slice(&mark));
  list->item_due = false;
  buffer_release(&mark);
}

// The first paragraph of a note has begun with its mark.
static bool at_note_mark(const Writer *writer) {
  const Manuscript *manuscript = writer->manuscript;
  return writer->in_note && manuscript->open &&
         manuscript->notes[manuscript->note].body == manuscript->text.len;
}

static void begin_paragraph(Writer *writer) {
  Container *container = innermost(writer);
  begin_words(writer);
  if (at_note_mark(writer)) return;
  if (container && !container->quotes && container->item_due) {
    begin_item(writer, container);
    return;
  }
  BlockType type = container && container->quotes ? BLOCK_QUOTATION : BLOCK_PARAGRAPH;
  manuscript_begin(writer->manuscript, (ManuscriptBlock){.type = type, .source = BLOCK_BY_MARKUP});
}

static void begin_heading(Writer *writer, cmark_node *node) {
  begin_words(writer);
  manuscript_begin(writer->manuscript,
                   (ManuscriptBlock){.type = BLOCK_HEADING,
                                     .level = (uint8_t)writer->library->heading_level(node),
                                     .source = BLOCK_BY_MARKUP});
}

static void write_code_block(Writer *writer, cmark_node *node) {
  Buffer code = {0};
  markdown_source_restore(literal_of(writer, node), true, &code);
  begin_words(writer);
  manuscript_begin(
      writer->manuscript,
      (ManuscriptBlock){.type = BLOCK_CODE, .preformatted = true, .source = BLOCK_BY_MARKUP});
  manuscript_add_exact(writer->manuscript, buffer_slice(&code));
  manuscript_end(writer->manuscript);
  buffer_release(&code);
}

static void write_html_block(Writer *writer, cmark_node *node) {
  Buffer html = {0};
  markdown_source_restore(literal_of(writer, node), true, &html);
  if (!at_note_mark(writer)) manuscript_end(writer->manuscript);
  markdown_html_write(buffer_slice(&html), writer->manuscript);
  buffer_release(&html);
}

static void write_rule(Writer *writer) {
  manuscript_begin(writer->manuscript,
                   (ManuscriptBlock){.type = BLOCK_RULE, .source = BLOCK_BY_MARKUP});
  manuscript_add_words(writer->manuscript, SLICE("* * *"));
  manuscript_end(writer->manuscript);
}

static void push(Writer *writer, Container container) {
  writer->containers = memory_grow(writer->containers, writer->container_count,
                                   &writer->container_room, sizeof container);
  writer->containers[writer->container_count++] = container;
  if (!container.quotes && writer->list_depth < UINT8_MAX) writer->list_depth++;
}

static void pop(Writer *writer) {
  const Container *container = innermost(writer);
  if (!container) return;
  if (!container->quotes && writer->list_depth > 0) writer->list_depth--;
  writer->container_count--;
}

static void push_list(Writer *writer, cmark_node *node) {
  const MarkdownLibrary *library = writer->library;
  push(writer, (Container){
                   .ordered = library->list_type(node) == CMARK_ORDERED_LIST,
                   .delimiter = library->list_delimiter(node) == CMARK_PAREN_DELIM ? ')' : '.',
                   .next = library->list_start(node) - 1,
               });
}

static void enter_item(Writer *writer, cmark_node *node) {
  Container *list = innermost(writer);
  if (!list) return;
  list->next++;
  list->item_due = true;
  list->task = NULL;
  if (writer->library->is_checked && is_named(writer->library, node, "tasklist"))
    list->task = writer->library->is_checked(node) ? "☑ " : "☐ ";
}

// ---- Tables, whose nodes are known by name

static void enter_table_part(Writer *writer, cmark_node *node) {
  const char *name = writer->library->type_name(node);
  if (strcmp(name, "table") == 0) {
    begin_words(writer);
    manuscript_begin(
        writer->manuscript,
        (ManuscriptBlock){.type = BLOCK_TABLE, .preformatted = true, .source = BLOCK_BY_MARKUP});
    writer->in_table = writer->first_row = true;
  } else if (strcmp(name, "table_row") == 0 || strcmp(name, "table_header") == 0) {
    if (!writer->first_row) manuscript_add_exact(writer->manuscript, SLICE("\n"));
    writer->first_row = false;
    writer->first_cell = true;
  } else if (strcmp(name, "table_cell") == 0) {
    if (!writer->first_cell) manuscript_add_exact(writer->manuscript, SLICE("\t"));
    writer->first_cell = false;
  }
}

static bool is_table_part(const Writer *writer, cmark_node *node) {
  return strncmp(writer->library->type_name(node), "table", 5) == 0;
}

// ---- The walk

static bool enter_block(Writer *writer, cmark_node *node) {
  switch ((int)writer->library->type(node)) {
  case CMARK_NODE_DOCUMENT: break;
  case CMARK_NODE_BLOCK_QUOTE: push(writer, (Container){.quotes = true}); break;
  case CMARK_NODE_LIST: push_list(writer, node); break;
  case CMARK_NODE_ITEM: enter_item(writer, node); break;
  case CMARK_NODE_PARAGRAPH: begin_paragraph(writer); break;
  case CMARK_NODE_HEADING: begin_heading(writer, node); break;
  case CMARK_NODE_CODE_BLOCK: write_code_block(writer, node); break;
  case CMARK_NODE_HTML_BLOCK: write_html_block(writer, node); break;
  case CMARK_NODE_THEMATIC_BREAK: write_rule(writer); break;
  case CMARK_NODE_FOOTNOTE_DEFINITION: break;
  default:
    if (!is_table_part(writer, node)) return false;
    enter_table_part(writer, node);
  }
  return true;
}

static bool leave_block(Writer *writer, cmark_node *node) {
  switch ((int)writer->library->type(node)) {
  case CMARK_NODE_BLOCK_QUOTE:
  case CMARK_NODE_LIST: pop(writer); break;
  case CMARK_NODE_PARAGRAPH:
  case CMARK_NODE_HEADING: end_words(writer); break;
  case CMARK_NODE_DOCUMENT:
  case CMARK_NODE_ITEM:
  case CMARK_NODE_FOOTNOTE_DEFINITION: break;
  default:
    if (!is_table_part(writer, node)) return false;
    if (!is_named(writer->library, node, "table")) return true;
    writer->in_table = false;
    end_words(writer);
  }
  return true;
}

static void write_node(Writer *writer, cmark_node *node) {
  cmark_iter *iter = writer->library->iter_new(node);
  for (cmark_event_type event; (event = writer->library->iter_next(iter)) != CMARK_EVENT_DONE;) {
    cmark_node *at = writer->library->iter_node(iter);
    if (event == CMARK_EVENT_ENTER && !enter_block(writer, at))
      enter_inline(writer, iter, at);
    else if (event == CMARK_EVENT_EXIT && !leave_block(writer, at))
      leave_inline(writer, at);
  }
  writer->library->iter_free(iter);
}

static void write_definition(Writer *writer, cmark_node *node, uint32_t note) {
  begin_note(writer, note);
  writer->in_note = true;
  write_node(writer, node);
  writer->in_note = false;
  manuscript_end_note(writer->manuscript);
}

// ---- The lines above the text

void markdown_tree_text(const MarkdownLibrary *library, cmark_node *node, char line_end,
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
  if (dates_parse(line, date) || names_parse(line, &names)) return true;
  Buffer folded = {0};
  chars_fold(line, &folded);
  bool fits = phrases_is_series(buffer_slice(&folded)) ||
              chars_match_any(buffer_slice(&folded), lexicon_author_labels) > 0;
  buffer_release(&folded);
  return fits;
}

static bool holds_header_lines(Slice text) {
  size_t lines = 0;
  if (text.len > BYLINE_BYTES_MAX) return false;
  for (size_t pos = 0; pos < text.len; lines++) {
    const char *at = memchr(text.ptr + pos, '\n', text.len - pos);
    size_t end = at ? (size_t)(at - text.ptr) : text.len;
    if (!is_header_line(slice_trim(slice_cut(text, pos, end)))) return false;
    pos = end + 1;
  }
  return lines > 1 && lines <= BYLINE_LINES_MAX;
}

// Does the paragraph below the title hold a line each for the authors, the date …?
static bool is_header(const Writer *writer, cmark_node *node) {
  if (writer->library->type(node) != CMARK_NODE_PARAGRAPH) return false;
  Buffer text = {0};
  markdown_tree_text(writer->library, node, '\n', &text);
  bool header = holds_header_lines(buffer_slice(&text));
  buffer_release(&text);
  return header;
}

static bool is_main_heading(const MarkdownLibrary *library, cmark_node *node) {
  return library->type(node) == CMARK_NODE_HEADING && library->heading_level(node) == 1;
}

// The title is the first block, if it alone is a heading of the first level.
static bool find_title(const Writer *writer, const TopNode *tops, size_t count) {
  size_t headings = 0;
  for (size_t i = 0; i < count; i++) headings += is_main_heading(writer->library, tops[i].node);
  return headings == 1 && is_main_heading(writer->library, tops[0].node);
}

static void state_title(Writer *writer, cmark_node *node) {
  Buffer text = {0};
  markdown_tree_text(writer->library, node, ' ', &text);
  Metadata *stated = &writer->manuscript->stated;
  if (stated->title.len == 0)
    stated->title = manuscript_keep(writer->manuscript, buffer_slice(&text));
  buffer_release(&text);
}

// ---- The document

size_t markdown_tree_check_labels(const MarkdownLibrary *library, cmark_node *document,
                                  MarkdownSource *source) {
  size_t plain = 0;
  cmark_node *node = library->first_child(document);
  for (size_t i = 0; i < source->label_count; i++) {
    if (source->labels[i].plain) continue;
    cmark_node *child = node ? library->first_child(node) : NULL;
    bool note = child && library->type(child) == CMARK_NODE_FOOTNOTE_REFERENCE;
    source->labels[i].plain = !note;
    plain += !note;
    if (node) node = library->next(node);
  }
  return plain;
}

// Reserves the notes, with their labels by the paragraphs at the start; the first node behind
// these.
static cmark_node *reserve_notes(Writer *writer, cmark_node *document,
                                 const MarkdownSource *source) {
  const MarkdownLibrary *library = writer->library;
  cmark_node *node = library->first_child(document);
  writer->notes = memory_new(source->label_count + 1, sizeof *writer->notes);
  writer->referred = memory_new(source->label_count + 1, sizeof *writer->referred);
  for (size_t i = 0; i < source->label_count && node; i++) {
    if (source->labels[i].plain) continue;
    cmark_node *child = library->first_child(node);
    const char *literal = child ? library->literal(child) : NULL;
    long number = literal ? strtol(literal, NULL, 10) : 0;
    if (number == (long)writer->note_count + 1) {
      writer->notes[writer->note_count++] =
          manuscript_reserve_note(writer->manuscript, markdown_source_label(source, i));
    }
    node = library->next(node);
  }
  return node;
}

static int compare_tops(const void *a, const void *b) {
  const TopNode *one = a, *other = b;
  if (one->line != other->line) return one->line < other->line ? -1 : 1;
  return one->order < other->order ? -1 : one->order > other->order;
}

// The nodes of the document, the definitions among them in the place that they have in the source.
static TopNode *collect_tops(const Writer *writer, cmark_node *node, size_t *count) {
  TopNode *tops = NULL;
  size_t room = 0;
  *count = 0;
  for (; node; node = writer->library->next(node)) {
    tops = memory_grow(tops, *count, &room, sizeof *tops);
    tops[*count] = (TopNode){node, writer->library->line(node), (uint32_t)*count};
    ++*count;
  }
  return tops;
}

static void write_tops(Writer *writer, TopNode *tops, size_t count) {
  size_t definitions = 0;
  for (size_t i = 0; i < count; i++) { // they come last, in the order of their numbers
    bool defines = writer->library->type(tops[i].node) == CMARK_NODE_FOOTNOTE_DEFINITION;
    if (defines) tops[i].order = (uint32_t)definitions++;
  }
  qsort(tops, count, sizeof *tops, compare_tops);
  bool titled = find_title(writer, tops, count);
  if (titled) state_title(writer, tops[0].node);
  for (size_t i = 0; i < count; i++) {
    bool defines = writer->library->type(tops[i].node) == CMARK_NODE_FOOTNOTE_DEFINITION;
    writer->splitting = titled && i == 1 && is_header(writer, tops[i].node);
    if (!defines)
      write_node(writer, tops[i].node);
    else if (tops[i].order < writer->note_count)
      write_definition(writer, tops[i].node, writer->notes[tops[i].order]);
  }
}

void markdown_tree_write(const MarkdownLibrary *library, cmark_node *document,
                         const MarkdownSource *source, Manuscript *manuscript) {
  Writer writer = {.library = library, .manuscript = manuscript};
  cmark_node *node = reserve_notes(&writer, document, source);
  size_t count;
  TopNode *tops = collect_tops(&writer, node, &count);
  if (count > 0) write_tops(&writer, tops, count);
  free(tops);
  free(writer.notes);
  free(writer.referred);
  free(writer.containers);
  free(writer.pending);
}

#endif

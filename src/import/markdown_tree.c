// SPDX-License-Identifier: MIT
// From the tree to the manuscript. The library moves the definitions of notes to the end of the
// document and numbers them; they are written where their lines stand in the source, with the
// labels that the author gave. Every node is visited once or twice; nothing recurses.
#include "import/markdown_tree.h"

#include "base/memory.h"

#ifdef POSTIL_CMARK
#include "import/markdown_header.h"
#include "import/markdown_html.h"
#include "import/markdown_words.h"

#include <stdlib.h>

// What is open around a block.
typedef struct Container {
  bool quotes;    // a quotation, else a list
  bool ordered;   // a list with numbers …
  char delimiter; // … and what stands behind them
  int next;       // number of the next item
  bool item_due;  // the next paragraph is the first of its item
  const char *task;
} Container;

typedef struct TopNode {
  cmark_node *node;
  int line;
  uint32_t order;
} TopNode;

typedef struct Writer {
  const MarkdownLibrary *library;
  Manuscript *manuscript;
  MarkdownWords words;
  Container *containers;
  size_t container_count, container_room;
  uint8_t list_depth;
  bool first_cell, first_row;
} Writer;

// ---- Blocks

static bool is_named(const Writer *writer, cmark_node *node, const char *name) {
  return strcmp(writer->library->type_name(node), name) == 0;
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
  return writer->words.in_note && manuscript->open &&
         manuscript->notes[manuscript->note].body == manuscript->text.len;
}

static void begin_paragraph(Writer *writer) {
  Container *container = innermost(writer);
  markdown_words_begin(&writer->words);
  if (at_note_mark(writer)) return;
  if (container && !container->quotes && container->item_due) {
    begin_item(writer, container);
    return;
  }
  BlockType type = container && container->quotes ? BLOCK_QUOTATION : BLOCK_PARAGRAPH;
  manuscript_begin(writer->manuscript, (ManuscriptBlock){.type = type, .source = BLOCK_BY_MARKUP});
}

static void begin_heading(Writer *writer, cmark_node *node) {
  markdown_words_begin(&writer->words);
  manuscript_begin(writer->manuscript,
                   (ManuscriptBlock){.type = BLOCK_HEADING,
                                     .level = (uint8_t)writer->library->heading_level(node),
                                     .source = BLOCK_BY_MARKUP});
}

static void write_code_block(Writer *writer, cmark_node *node) {
  Buffer code = {0};
  markdown_source_restore(slice_of(writer->library->literal(node)), true, &code);
  markdown_words_begin(&writer->words);
  manuscript_begin(
      writer->manuscript,
      (ManuscriptBlock){.type = BLOCK_CODE, .preformatted = true, .source = BLOCK_BY_MARKUP});
  manuscript_add_exact(writer->manuscript, buffer_slice(&code));
  manuscript_end(writer->manuscript);
  buffer_release(&code);
}

static void write_html_block(Writer *writer, cmark_node *node) {
  Buffer html = {0};
  markdown_source_restore(slice_of(writer->library->literal(node)), true, &html);
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
  if (writer->library->is_checked && is_named(writer, node, "tasklist"))
    list->task = writer->library->is_checked(node) ? "☑ " : "☐ ";
}

// ---- Tables, whose nodes are known by name

static void enter_table_part(Writer *writer, cmark_node *node) {
  const char *name = writer->library->type_name(node);
  if (strcmp(name, "table") == 0) {
    markdown_words_begin(&writer->words);
    manuscript_begin(
        writer->manuscript,
        (ManuscriptBlock){.type = BLOCK_TABLE, .preformatted = true, .source = BLOCK_BY_MARKUP});
    writer->words.in_table = writer->first_row = true;
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
  case CMARK_NODE_HEADING: markdown_words_end(&writer->words); break;
  case CMARK_NODE_DOCUMENT:
  case CMARK_NODE_ITEM:
  case CMARK_NODE_FOOTNOTE_DEFINITION: break;
  default:
    if (!is_table_part(writer, node)) return false;
    if (!is_named(writer, node, "table")) return true;
    writer->words.in_table = false;
    markdown_words_end(&writer->words);
  }
  return true;
}

static void write_node(Writer *writer, cmark_node *node) {
  cmark_iter *iter = writer->library->iter_new(node);
  for (cmark_event_type event; (event = writer->library->iter_next(iter)) != CMARK_EVENT_DONE;) {
    cmark_node *at = writer->library->iter_node(iter);
    if (event == CMARK_EVENT_ENTER && !enter_block(writer, at))
      markdown_words_enter(&writer->words, iter, at);
    else if (event == CMARK_EVENT_EXIT && !leave_block(writer, at))
      markdown_words_leave(&writer->words, at);
  }
  writer->library->iter_free(iter);
}

static void write_definition(Writer *writer, cmark_node *node, uint32_t note) {
  markdown_words_begin_note(&writer->words, note);
  writer->words.in_note = true;
  write_node(writer, node);
  writer->words.in_note = false;
  manuscript_end_note(writer->manuscript);
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
  markdown_header_text(writer->library, node, ' ', &text);
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
  writer->words.notes = memory_new(source->label_count + 1, sizeof *writer->words.notes);
  writer->words.referred = memory_new(source->label_count + 1, sizeof *writer->words.referred);
  for (size_t i = 0; i < source->label_count && node; i++) {
    if (source->labels[i].plain) continue;
    cmark_node *child = library->first_child(node);
    const char *literal = child ? library->literal(child) : NULL;
    long number = literal ? strtol(literal, NULL, 10) : 0;
    if (number == (long)writer->words.note_count + 1) {
      writer->words.notes[writer->words.note_count++] =
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

static bool is_definition(const Writer *writer, const TopNode *top) {
  return writer->library->type(top->node) == CMARK_NODE_FOOTNOTE_DEFINITION;
}

// Definitions come last, in the order of their numbers; then all in the order of their lines.
static void order_tops(const Writer *writer, TopNode *tops, size_t count) {
  uint32_t definitions = 0;
  for (size_t i = 0; i < count; i++) {
    if (is_definition(writer, &tops[i])) tops[i].order = definitions++;
  }
  qsort(tops, count, sizeof *tops, compare_tops);
}

static void write_top(Writer *writer, const TopNode *top) {
  if (!is_definition(writer, top))
    write_node(writer, top->node);
  else if (top->order < writer->words.note_count)
    write_definition(writer, top->node, writer->words.notes[top->order]);
}

static void write_tops(Writer *writer, TopNode *tops, size_t count) {
  order_tops(writer, tops, count);
  bool header = writer->manuscript->stated.title.len > 0; // it goes on up to the text
  bool titled = find_title(writer, tops, count);
  if (titled) state_title(writer, tops[0].node);
  for (size_t i = 0; i < count; i++) {
    uint32_t lines = header ? markdown_header_lines(writer->library, tops[i].node) : 0;
    header = lines > 0 || (titled && i == 0);
    writer->words.splitting = lines > 1;
    write_top(writer, &tops[i]);
  }
}

void markdown_tree_write(const MarkdownLibrary *library, cmark_node *document,
                         const MarkdownSource *source, Manuscript *manuscript) {
  Writer writer = {.library = library,
                   .manuscript = manuscript,
                   .words = {.library = library, .manuscript = manuscript}};
  cmark_node *node = reserve_notes(&writer, document, source);
  size_t count;
  TopNode *tops = collect_tops(&writer, node, &count);
  if (count > 0) write_tops(&writer, tops, count);
  free(tops);
  free(writer.containers);
  markdown_words_release(&writer.words);
}

#endif

// SPDX-License-Identifier: MIT
// HTML and XML as a tree in one array: the nodes in document order, each with the index behind its
// last descendant. So a subtree is a range, skipping it is one step, and nothing needs recursion.
//
//   <p>Trade <b>fell</b>.</p>      node   0 p       1 "Trade "   2 b       3 "fell"   4 "."
//                                  end    5         2            4         4          5
//
// The only code that sees libxml2 is markup.c, which also deals with its traps. Nothing is loaded
// from anywhere; no entity but the predefined ones (in HTML its named ones) is replaced.
#ifndef POSTIL_IMPORT_MARKUP_H
#define POSTIL_IMPORT_MARKUP_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdint.h>

enum {
  MARKUP_NODES_MAX = 4000000, // nodes, and attributes, of a document
  MARKUP_NONE = -1,           // no such node
};

typedef struct MarkupNode {
  uint32_t name, name_len; // in Markup.text; an empty name is that of a text node
  uint32_t text, text_len; // of a text node
  uint32_t attribute, attribute_count;
  int32_t parent; // or MARKUP_NONE
  uint32_t end;   // index behind its last descendant
} MarkupNode;

typedef struct MarkupAttribute {
  uint32_t name, name_len, value, value_len; // in Markup.text
} MarkupAttribute;

typedef struct Markup {
  Buffer text; // names and characters, in well-formed UTF-8
  MarkupNode *nodes;
  MarkupAttribute *attributes;
  uint32_t node_count, attribute_count;
  size_t node_room, attribute_room;
  bool well_formed; // always so for HTML, which is mended
} Markup;

// Reads a page; text is UTF-8. Names are in lower case, with their prefix where they have one
// ("epub:type"). Characters 128 to 159 are those of windows-1252. ERROR_DATA without libxml2, and
// for a page of too many nodes or one that cannot be mended in linear time.
bool markup_parse_html(Slice text, Markup *markup, Error *err);

// The same, behind what the tree holds already: a book's files become one tree. The tree is empty
// after a failure.
bool markup_add_html(Slice text, Markup *markup, Error *err);

// Reads XML in any encoding that it declares. Of known namespaces names have the usual prefix,
// whatever the document calls them ("w:p", "text:h", "dc:title", "opf:item"); of others that of
// the document. What is not well-formed is read as far as it can be.
bool markup_parse_xml(Slice bytes, Markup *markup, Error *err);

void markup_release(Markup *markup);

static inline Slice markup_name(const Markup *markup, uint32_t node) {
  const MarkupNode *row = &markup->nodes[node];
  return slice_make(markup->text.ptr + row->name, row->name_len);
}

static inline bool markup_is_text(const Markup *markup, uint32_t node) {
  return markup->nodes[node].name_len == 0;
}

// The characters of a text node; of an element the empty slice.
Slice markup_characters(const Markup *markup, uint32_t node);

bool markup_is(const Markup *markup, uint32_t node, const char *name);

// The value of an attribute: ptr is NULL when the node does not have it.
Slice markup_attribute(const Markup *markup, uint32_t node, const char *name);

// The first element of that name below `node` (MARKUP_NONE: in the document), or MARKUP_NONE.
int32_t markup_find(const Markup *markup, int32_t node, const char *name);

// Appends all characters below `node`, itself included.
void markup_append_text(const Markup *markup, uint32_t node, Buffer *out);

// Calls enter() for `node` and what is below it, in document order, and leave() when an element
// ends. What enter() refuses is skipped with all below it, and not left.
typedef struct MarkupVisitor {
  bool (*enter)(void *context, uint32_t node);
  void (*leave)(void *context, uint32_t node);
  void *context;
} MarkupVisitor;

void markup_walk(const Markup *markup, uint32_t node, const MarkupVisitor *visitor);

#endif

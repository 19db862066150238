// SPDX-License-Identifier: MIT
// libxml2's events to a tree. Its own tree is never built: that would cost several times the
// memory, cut names at their colon, and lose text below 256 open elements.
//
// Traps of the library that are dealt with here, so that nobody else need know them:
//   - <wbr> is not known as empty, and no end tag closes what it opened: it is cut out beforehand.
//   - Characters 128 to 159, written as numbers, arrive as controls.
//   - Each end tag that closes nothing searches all open elements; with deep nesting that is
//     quadratic, so the steps are counted and such a page is refused.
//   - It compares the attributes of a tag each with each: too many are refused beforehand.
//   - After the first error in XML it drops "&amp;" and its like, unless told that all is well.
//   - Entities that a document declares are never replaced: they are not even remembered.
#include "import/markup.h"

#include "base/memory.h"
#include "import/decode.h"
#include "import/optional.h"
#include "import/tagscan.h"

#ifdef POSTIL_LIBXML2
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>

enum { LOST_STEPS_MAX = 1 << 26 }; // less than a second

// The functions of the library that are used.
typedef struct Parser {
  __typeof__(htmlNewParserCtxt) *new_html;
  __typeof__(htmlCtxtReadMemory) *read_html;
  __typeof__(htmlFreeParserCtxt) *free_html;
  __typeof__(xmlNewParserCtxt) *new_xml;
  __typeof__(xmlCtxtReadMemory) *read_xml;
  __typeof__(xmlFreeParserCtxt) *free_xml;
  __typeof__(xmlFreeDoc) *free_document;
  __typeof__(xmlStopParser) *stop;
} Parser;

static const OptionalSymbol symbols[] = {
    OPTIONAL_SYMBOL(Parser, new_html, htmlNewParserCtxt),
    OPTIONAL_SYMBOL(Parser, read_html, htmlCtxtReadMemory),
    OPTIONAL_SYMBOL(Parser, free_html, htmlFreeParserCtxt),
    OPTIONAL_SYMBOL(Parser, new_xml, xmlNewParserCtxt),
    OPTIONAL_SYMBOL(Parser, read_xml, xmlCtxtReadMemory),
    OPTIONAL_SYMBOL(Parser, free_xml, xmlFreeParserCtxt),
    OPTIONAL_SYMBOL(Parser, free_document, xmlFreeDoc),
    OPTIONAL_SYMBOL(Parser, stop, xmlStopParser),
};

// What the library's callbacks get. It must not be the library's own context, which would then
// look entities up behind our back.
typedef struct Growing {
  Markup *markup;
  const Parser *parser;
  xmlParserCtxt *context;
  int32_t open; // the innermost open element
  bool html;
  bool broken; // not well-formed
  bool over;   // too many nodes
  bool tangle; // too many end tags that close nothing
  uint64_t lost_steps;
} Growing;

// ---- Characters

static Slice slice_of_library(const xmlChar *string) {
  return slice_of((const char *)string);
}

// In well-formed UTF-8 the bytes C2 80 to C2 9F are the controls 128 to 159.
static void add_with_windows_1252(Buffer *out, Slice text) {
  size_t done = 0;
  for (size_t pos = 0; pos + 1 < text.len; pos++) {
    unsigned char lead = (unsigned char)text.ptr[pos], byte = (unsigned char)text.ptr[pos + 1];
    if (lead != 0xC2 || byte >= 0xA0) continue;
    buffer_add(out, slice_cut(text, done, pos));
    buffer_add_code_point(out, decode_windows_1252(byte));
    done = pos + 2;
  }
  buffer_add(out, slice_cut(text, done, text.len));
}

static void put_text(Growing *growing, Slice text, uint32_t *start, uint32_t *len) {
  Buffer *out = &growing->markup->text;
  *start = (uint32_t)out->len;
  if (growing->html)
    add_with_windows_1252(out, text);
  else
    buffer_add(out, text);
  *len = (uint32_t)(out->len - *start);
}

// The library goes on after an error, but without the predefined entities.
static void forgive(Growing *growing) {
  growing->broken |= !growing->context->wellFormed;
  growing->context->wellFormed = 1;
}

static void stop_over(Growing *growing) {
  growing->over = true;
  growing->parser->stop(growing->context);
}

// ---- Nodes

static MarkupNode *add_node(Growing *growing) {
  Markup *markup = growing->markup;
  if (markup->node_count >= MARKUP_NODES_MAX || markup->text.len > UINT32_MAX / 2) {
    stop_over(growing);
    return NULL;
  }
  markup->nodes =
      memory_grow(markup->nodes, markup->node_count, &markup->node_room, sizeof *markup->nodes);
  MarkupNode *node = &markup->nodes[markup->node_count++];
  *node = (MarkupNode){
      .parent = growing->open,
      .attribute = markup->attribute_count,
      .end = markup->node_count,
  };
  return node;
}

static void add_attribute(Growing *growing, Slice prefix, Slice name, Slice value) {
  Markup *markup = growing->markup;
  if (markup->attribute_count >= MARKUP_NODES_MAX) {
    stop_over(growing);
    return;
  }
  markup->attributes = memory_grow(markup->attributes, markup->attribute_count,
                                   &markup->attribute_room, sizeof *markup->attributes);
  MarkupAttribute *attribute = &markup->attributes[markup->attribute_count++];
  uint32_t prefix_start, prefix_len;
  put_text(growing, prefix, &prefix_start, &prefix_len);
  put_text(growing, name, &attribute->name, &attribute->name_len);
  attribute->name -= prefix_len;
  attribute->name_len += prefix_len;
  put_text(growing, value, &attribute->value, &attribute->value_len);
  markup->nodes[markup->node_count - 1].attribute_count++;
}

static bool open_element(Growing *growing, Slice prefix, Slice name) {
  forgive(growing);
  MarkupNode *node = growing->over ? NULL : add_node(growing);
  if (!node) return false;
  uint32_t prefix_start, prefix_len;
  put_text(growing, prefix, &prefix_start, &prefix_len);
  put_text(growing, name, &node->name, &node->name_len);
  node->name -= prefix_len;
  node->name_len += prefix_len;
  growing->open = (int32_t)growing->markup->node_count - 1;
  return true;
}

static void close_element(Growing *growing) {
  forgive(growing);
  if (growing->over || growing->open == MARKUP_NONE) return;
  MarkupNode *node = &growing->markup->nodes[growing->open];
  node->end = growing->markup->node_count;
  growing->open = node->parent;
}

// Text comes in pieces: what follows a text node directly goes on it.
static void on_characters(void *context, const xmlChar *bytes, int len) {
  Growing *growing = context;
  Markup *markup = growing->markup;
  forgive(growing);
  if (growing->over || len <= 0) return;
  Slice text = slice_make((const char *)bytes, (size_t)len);
  MarkupNode *last = markup->node_count ? &markup->nodes[markup->node_count - 1] : NULL;
  uint32_t start, more;
  if (last && last->name_len == 0 && last->parent == growing->open &&
      last->text + last->text_len == markup->text.len) {
    put_text(growing, text, &start, &more);
    last->text_len += more;
    return;
  }
  MarkupNode *node = add_node(growing);
  if (node) put_text(growing, text, &node->text, &node->text_len);
}

// ---- HTML

static void on_html_start(void *context, const xmlChar *name, const xmlChar **pairs) {
  Growing *growing = context;
  if (!open_element(growing, SLICE(""), slice_of_library(name))) return;
  for (; pairs && pairs[0]; pairs += 2) {
    add_attribute(growing, SLICE(""), slice_of_library(pairs[0]), slice_of_library(pairs[1]));
  }
}

static void on_html_end(void *context, const xmlChar *name) {
  (void)name; // the library closes what it has opened, in order
  close_element(context);
}

static void on_error(void *context, const xmlError *error) {
  Growing *growing = context;
  if (error->code != XML_ERR_TAG_NAME_MISMATCH) return;
  growing->lost_steps += (uint64_t)growing->context->nameNr;
  if (growing->lost_steps <= LOST_STEPS_MAX) return;
  growing->tangle = true;
  growing->parser->stop(growing->context);
}

// What both parsers tell in the same way; their elements each tells in its own.
static void listen(xmlParserCtxt *context, Growing *growing) {
  *context->sax = (xmlSAXHandler){
      .characters = on_characters,
      .ignorableWhitespace = on_characters,
      .cdataBlock = on_characters,
      .initialized = XML_SAX2_MAGIC,
      .serror = (xmlStructuredErrorFunc)on_error,
  };
  growing->context = context;
  context->userData = growing;
}

static bool read_html(const Parser *parser, Slice text, Growing *growing) {
  htmlParserCtxt *context = parser->new_html();
  if (!context) return false;
  listen(context, growing);
  context->sax->startElement = on_html_start;
  context->sax->endElement = on_html_end;
  parser->read_html(context, text.ptr, (int)text.len, NULL, "UTF-8",
                    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                        HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC | XML_PARSE_HUGE);
  if (context->myDoc) parser->free_document(context->myDoc);
  parser->free_html(context);
  return true;
}

// ---- XML

typedef struct Namespace {
  const char *uri, *prefix;
} Namespace;

#define OPENDOCUMENT "urn:oasis:names:tc:opendocument:xmlns:"
#define OPENXML      "http://schemas.openxmlformats.org/"
#define STRICT       "http://purl.oclc.org/ooxml/"

static const Namespace namespaces[] = {
    {OPENXML "wordprocessingml/2006/main", "w:"},
    {STRICT "wordprocessingml/main", "w:"},
    {OPENXML "officeDocument/2006/relationships", "r:"},
    {STRICT "officeDocument/relationships", "r:"},
    {OPENXML "package/2006/relationships", "rel:"},
    {OPENXML "markup-compatibility/2006", "mc:"},
    {OPENXML "package/2006/metadata/core-properties", "cp:"},
    {OPENXML "drawingml/2006/wordprocessingDrawing", "wp:"},
    {OPENXML "drawingml/2006/main", "a:"},
    {OPENDOCUMENT "office:1.0", "office:"},
    {OPENDOCUMENT "text:1.0", "text:"},
    {OPENDOCUMENT "style:1.0", "style:"},
    {OPENDOCUMENT "table:1.0", "table:"},
    {OPENDOCUMENT "drawing:1.0", "draw:"},
    {OPENDOCUMENT "meta:1.0", "meta:"},
    {OPENDOCUMENT "xsl-fo-compatible:1.0", "fo:"},
    {OPENDOCUMENT "svg-compatible:1.0", "svg:"},
    {"http://www.w3.org/1999/xlink", "xlink:"},
    {"http://purl.org/dc/elements/1.1/", "dc:"},
    {"http://purl.org/dc/terms/", "dcterms:"},
    {"http://www.idpf.org/2007/opf", "opf:"},
    {"http://www.idpf.org/2007/ops", "epub:"},
    {"urn:oasis:names:tc:opendocument:xmlns:container", "container:"},
    {"http://www.w3.org/1999/xhtml", ""},
};

static Slice prefix_of(const xmlChar *uri, const xmlChar *written, char space[64]) {
  for (size_t i = 0; uri && i < sizeof namespaces / sizeof *namespaces; i++) {
    if (slice_equal(slice_of(namespaces[i].uri), slice_of_library(uri)))
      return slice_of(namespaces[i].prefix);
  }
  Slice prefix = slice_of_library(written);
  if (prefix.len == 0 || prefix.len >= 64) return SLICE("");
  memcpy(space, prefix.ptr, prefix.len);
  space[prefix.len] = ':';
  return slice_make(space, prefix.len + 1);
}

// Where entities are not replaced the library leaves an ampersand in a value as "&#38;", and does
// so with nothing else.
static void add_xml_attribute(Growing *growing, Slice prefix, Slice name, Slice value) {
  Buffer plain = {0};
  size_t done = 0;
  for (const char *at; (at = memmem(value.ptr + done, value.len - done, "&#38;", 5)) != NULL;) {
    size_t ampersand = (size_t)(at - value.ptr);
    buffer_add(&plain, slice_cut(value, done, ampersand + 1));
    done = ampersand + 5;
  }
  buffer_add(&plain, slice_cut(value, done, value.len));
  add_attribute(growing, prefix, name, buffer_slice(&plain));
  buffer_release(&plain);
}

// The library gives five pointers for each attribute: name, prefix, namespace, value and its end.
static void on_xml_start(void *context, const xmlChar *name, const xmlChar *prefix,
                         const xmlChar *uri, int declared, const xmlChar **declarations, int count,
                         int defaulted, const xmlChar **attributes) {
  (void)declared, (void)declarations, (void)defaulted;
  Growing *growing = context;
  char space[64];
  if (!open_element(growing, prefix_of(uri, prefix, space), slice_of_library(name))) return;
  for (int i = 0; i < count; i++, attributes += 5) {
    Slice value = slice_make((const char *)attributes[3], (size_t)(attributes[4] - attributes[3]));
    add_xml_attribute(growing, prefix_of(attributes[2], attributes[1], space),
                      slice_of_library(attributes[0]), value);
  }
}

static void on_xml_end(void *context, const xmlChar *name, const xmlChar *prefix,
                       const xmlChar *uri) {
  (void)name, (void)prefix, (void)uri;
  close_element(context);
}

static bool read_xml(const Parser *parser, Slice bytes, Growing *growing) {
  xmlParserCtxt *context = parser->new_xml();
  if (!context) return false;
  listen(context, growing);
  context->sax->startElementNs = on_xml_start;
  context->sax->endElementNs = on_xml_end;
  parser->read_xml(context, bytes.ptr, (int)bytes.len, NULL, NULL,
                   XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
                       XML_PARSE_HUGE);
  forgive(growing);
  if (context->myDoc) parser->free_document(context->myDoc);
  parser->free_xml(context);
  return true;
}

// ---- Both

// False when libxml2 has no memory to begin with.
typedef bool ReadBytes(const Parser *parser, Slice bytes, Growing *growing);

static bool finish(Growing *growing, Error *err) {
  growing->markup->well_formed = growing->html || !growing->broken;
  for (int32_t open = growing->open; open != MARKUP_NONE;) {
    MarkupNode *node = &growing->markup->nodes[open];
    node->end = growing->markup->node_count;
    open = node->parent;
  }
  if (!growing->over && !growing->tangle) return true;
  markup_release(growing->markup);
  if (growing->over)
    error_set(err, ERROR_DATA, "this document has more than %d elements", MARKUP_NODES_MAX);
  else
    error_set(err, ERROR_DATA,
              "the markup of this document is broken or overladen, and would take "
              "too long to read");
  return error_hint(err, "nothing was added; save it as plain text and add that file");
}

static bool parse(Slice bytes, bool html, ReadBytes *read, Markup *markup, Error *err) {
  Parser parser;
  size_t count = sizeof symbols / sizeof *symbols;
  if (!optional_load(OPTIONAL_LIBXML2, symbols, count, &parser, err)) return false;
  buffer_add_byte(&markup->text, '\0'); // so that an empty name or value is at a place, too
  Growing growing = {.markup = markup, .parser = &parser, .open = MARKUP_NONE, .html = html};
  growing.tangle = tagscan_is_overloaded(bytes);
  bool readable = bytes.len > 0 && bytes.len <= INT32_MAX && !growing.tangle;
  if (!readable || read(&parser, bytes, &growing)) return finish(&growing, err);
  markup_release(markup);
  return error_set(err, ERROR_MEMORY, "there is no memory to read the markup of this document");
}

bool markup_add_html(Slice text, Markup *markup, Error *err) {
  Buffer clean = {0};
  tagscan_cut_word_breaks(text, &clean);
  bool ok = parse(buffer_slice(&clean), true, read_html, markup, err);
  buffer_release(&clean);
  return ok;
}

bool markup_parse_html(Slice text, Markup *markup, Error *err) {
  *markup = (Markup){0};
  return markup_add_html(text, markup, err);
}

bool markup_parse_xml(Slice bytes, Markup *markup, Error *err) {
  *markup = (Markup){0};
  return parse(bytes, false, read_xml, markup, err);
}

#else

static bool refuse(Markup *markup, Error *err) {
  *markup = (Markup){0};
  return optional_load(OPTIONAL_LIBXML2, NULL, 0, NULL, err);
}

bool markup_add_html(Slice text, Markup *markup, Error *err) {
  (void)text;
  return refuse(markup, err);
}

bool markup_parse_html(Slice text, Markup *markup, Error *err) {
  (void)text;
  return refuse(markup, err);
}

bool markup_parse_xml(Slice bytes, Markup *markup, Error *err) {
  (void)bytes;
  return refuse(markup, err);
}

#endif

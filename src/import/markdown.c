// SPDX-License-Identifier: MIT
// Reading Markdown:
//
//   bytes ─ decode, clean ─ front matter ─▶ metadata
//         └ dress (markdown_source.h) ─ libcmark-gfm ─▶ tree (markdown_tree.h) ─▶ manuscript
//
// Looking like the definition of a note is not being one: a line of code may. The first tree tells,
// for it begins with a reference to each; where some are none, they are told apart in the source
// and it is parsed once more.
#include "import/markdown.h"

#include "import/clean.h"
#include "import/decode.h"
#include "import/frontmatter.h"
#include "import/markdown_library.h"
#include "import/markdown_tree.h"
#include "import/optional.h"
#include "import/sniff.h"

#ifdef POSTIL_CMARK

bool markdown_sniff(const ImportInput *input) {
  MarkdownLibrary library;
  Error ignored;
  return input->bytes.len <= MARKDOWN_BYTES_MAX && sniff_markdown(input) &&
         markdown_library_load(&library, &ignored);
}

enum { AT_SIGNS_MAX = 10000 };

// Looking for addresses of mail costs the square of how many there are in a paragraph.
static bool has_many_addresses(Slice text) {
  size_t count = 0;
  const char *at = text.ptr, *end = text.ptr + text.len;
  while (count <= AT_SIGNS_MAX && (at = memchr(at, '@', (size_t)(end - at))) != NULL) count++, at++;
  return count > AT_SIGNS_MAX;
}

static void attach_extensions(const MarkdownLibrary *library, Slice text, cmark_parser *parser) {
  static const char *const names[] = {"table", "strikethrough", "tasklist", "autolink"};
  size_t wanted = sizeof names / sizeof *names - has_many_addresses(text);
  if (!library->register_extensions) return;
  library->register_extensions();
  for (size_t i = 0; i < wanted; i++) {
    cmark_syntax_extension *extension = library->find_extension(names[i]);
    if (extension) library->attach(parser, extension);
  }
}

static cmark_node *parse(const MarkdownLibrary *library, const MarkdownSource *source) {
  Buffer dressed = {0};
  markdown_source_write(source, &dressed);
  cmark_parser *parser = library->parser_new(CMARK_OPT_FOOTNOTES);
  Slice text = buffer_slice(&dressed);
  attach_extensions(library, text, parser);
  library->feed(parser, text.ptr, text.len);
  cmark_node *document = library->finish(parser);
  library->parser_free(parser);
  buffer_release(&dressed);
  return document;
}

static void write_source(const MarkdownLibrary *library, Slice text, Manuscript *manuscript) {
  MarkdownSource source = {0};
  markdown_source_read(&source, text);
  cmark_node *document = parse(library, &source);
  if (markdown_tree_check_labels(library, document, &source) > 0) {
    library->node_free(document);
    document = parse(library, &source);
  }
  markdown_tree_write(library, document, &source, manuscript);
  library->node_free(document);
  markdown_source_release(&source);
}

bool markdown_write(const ImportInput *input, Manuscript *manuscript, Error *err) {
  MarkdownLibrary library;
  Buffer characters = {0}, text = {0};
  bool ok = markdown_library_load(&library, err) && decode_bytes(input->bytes, &characters, err);
  if (ok) {
    clean_text(buffer_slice(&characters), &text);
    Slice whole = buffer_slice(&text);
    size_t front = frontmatter_read(whole, manuscript);
    write_source(&library, slice_cut(whole, front, whole.len), manuscript);
  }
  buffer_release(&characters);
  buffer_release(&text);
  return ok;
}

#else

bool markdown_sniff(const ImportInput *input) {
  (void)input;
  return false;
}

bool markdown_write(const ImportInput *input, Manuscript *manuscript, Error *err) {
  (void)input, (void)manuscript;
  return optional_load(OPTIONAL_CMARK, NULL, 0, NULL, err);
}

#endif

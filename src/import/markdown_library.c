// SPDX-License-Identifier: MIT
// The table of libcmark-gfm's functions. The extensions are a library of their own.
#include "import/markdown_library.h"

#include "import/optional.h"

#ifdef POSTIL_CMARK

static const OptionalSymbol symbols[] = {
    OPTIONAL_SYMBOL(MarkdownLibrary, parser_new, cmark_parser_new),
    OPTIONAL_SYMBOL(MarkdownLibrary, parser_free, cmark_parser_free),
    OPTIONAL_SYMBOL(MarkdownLibrary, feed, cmark_parser_feed),
    OPTIONAL_SYMBOL(MarkdownLibrary, finish, cmark_parser_finish),
    OPTIONAL_SYMBOL(MarkdownLibrary, attach, cmark_parser_attach_syntax_extension),
    OPTIONAL_SYMBOL(MarkdownLibrary, find_extension, cmark_find_syntax_extension),
    OPTIONAL_SYMBOL(MarkdownLibrary, node_free, cmark_node_free),
    OPTIONAL_SYMBOL(MarkdownLibrary, type, cmark_node_get_type),
    OPTIONAL_SYMBOL(MarkdownLibrary, type_name, cmark_node_get_type_string),
    OPTIONAL_SYMBOL(MarkdownLibrary, literal, cmark_node_get_literal),
    OPTIONAL_SYMBOL(MarkdownLibrary, url, cmark_node_get_url),
    OPTIONAL_SYMBOL(MarkdownLibrary, line, cmark_node_get_start_line),
    OPTIONAL_SYMBOL(MarkdownLibrary, first_child, cmark_node_first_child),
    OPTIONAL_SYMBOL(MarkdownLibrary, next, cmark_node_next),
    OPTIONAL_SYMBOL(MarkdownLibrary, previous, cmark_node_previous),
    OPTIONAL_SYMBOL(MarkdownLibrary, heading_level, cmark_node_get_heading_level),
    OPTIONAL_SYMBOL(MarkdownLibrary, list_type, cmark_node_get_list_type),
    OPTIONAL_SYMBOL(MarkdownLibrary, list_delimiter, cmark_node_get_list_delim),
    OPTIONAL_SYMBOL(MarkdownLibrary, list_start, cmark_node_get_list_start),
    OPTIONAL_SYMBOL(MarkdownLibrary, iter_new, cmark_iter_new),
    OPTIONAL_SYMBOL(MarkdownLibrary, iter_next, cmark_iter_next),
    OPTIONAL_SYMBOL(MarkdownLibrary, iter_node, cmark_iter_get_node),
    OPTIONAL_SYMBOL(MarkdownLibrary, iter_reset, cmark_iter_reset),
    OPTIONAL_SYMBOL(MarkdownLibrary, iter_free, cmark_iter_free),
};

static const OptionalSymbol extension_symbols[] = {
    OPTIONAL_SYMBOL(MarkdownLibrary, register_extensions,
                    cmark_gfm_core_extensions_ensure_registered),
    OPTIONAL_SYMBOL(MarkdownLibrary, is_checked, cmark_gfm_extensions_get_tasklist_item_checked),
};

bool markdown_library_load(MarkdownLibrary *library, Error *err) {
  *library = (MarkdownLibrary){0};
  size_t count = sizeof symbols / sizeof *symbols;
  if (!optional_load(OPTIONAL_CMARK, symbols, count, library, err)) return false;
  Error ignored;
  count = sizeof extension_symbols / sizeof *extension_symbols;
  if (!optional_load(OPTIONAL_CMARK_EXTENSIONS, extension_symbols, count, library, &ignored))
    library->register_extensions = NULL;
  return true;
}

#endif

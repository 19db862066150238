// SPDX-License-Identifier: MIT
// libcmark-gfm, as far as it is used: its functions, loaded when the first Markdown comes.
#ifndef POSTIL_IMPORT_MARKDOWN_LIBRARY_H
#define POSTIL_IMPORT_MARKDOWN_LIBRARY_H

#ifdef POSTIL_CMARK
#include "base/error.h"

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

typedef struct MarkdownLibrary {
  __typeof__(cmark_parser_new) *parser_new;
  __typeof__(cmark_parser_free) *parser_free;
  __typeof__(cmark_parser_feed) *feed;
  __typeof__(cmark_parser_finish) *finish;
  __typeof__(cmark_parser_attach_syntax_extension) *attach;
  __typeof__(cmark_find_syntax_extension) *find_extension;
  __typeof__(cmark_node_free) *node_free;
  __typeof__(cmark_node_get_type) *type;
  __typeof__(cmark_node_get_type_string) *type_name;
  __typeof__(cmark_node_get_literal) *literal;
  __typeof__(cmark_node_get_url) *url;
  __typeof__(cmark_node_get_start_line) *line;
  __typeof__(cmark_node_first_child) *first_child;
  __typeof__(cmark_node_next) *next;
  __typeof__(cmark_node_previous) *previous;
  __typeof__(cmark_node_get_heading_level) *heading_level;
  __typeof__(cmark_node_get_list_type) *list_type;
  __typeof__(cmark_node_get_list_delim) *list_delimiter;
  __typeof__(cmark_node_get_list_start) *list_start;
  __typeof__(cmark_iter_new) *iter_new;
  __typeof__(cmark_iter_next) *iter_next;
  __typeof__(cmark_iter_get_node) *iter_node;
  __typeof__(cmark_iter_reset) *iter_reset;
  __typeof__(cmark_iter_free) *iter_free;
  // Of the extension library; NULL without it: there are no tables then.
  void (*register_extensions)(void);
  bool (*is_checked)(cmark_node *item); // of an item of a task list
} MarkdownLibrary;

bool markdown_library_load(MarkdownLibrary *library, Error *err);

#endif
#endif

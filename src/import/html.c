// SPDX-License-Identifier: MIT
// Reading HTML, step by step. Each step asks the ones before it; none changes the tree.
//
//   bytes ─ decode ─ markup ─▶ tree ─ elements, sums ─ notes by pairs of links
//         ─ article and furniture ─ metadata and its lines ─▶ page ─ writer ─▶ manuscript
#include "import/html.h"

#include "import/article.h"
#include "import/decode.h"
#include "import/looks.h"
#include "import/notelinks.h"
#include "import/pagemeta.h"
#include "import/pagewriter.h"

#include <strings.h>

enum { DECLARATION_BYTES = 4096 }; // where <meta> may declare an encoding

// The value behind "charset=" in the first bytes, or an empty slice.
static Slice declared_encoding(Slice bytes) {
  static const char word[] = "charset=";
  size_t len = sizeof word - 1;
  size_t end = bytes.len < DECLARATION_BYTES ? bytes.len : DECLARATION_BYTES;
  for (size_t pos = 0; pos + len < end; pos++) {
    if (strncasecmp(bytes.ptr + pos, word, len) != 0) continue;
    size_t start = pos + len;
    while (start < end && strchr(" \"'", bytes.ptr[start]) && bytes.ptr[start]) start++;
    size_t stop = start;
    while (stop < end && !strchr(" \"'/;>", bytes.ptr[stop])) stop++;
    return slice_cut(bytes, start, stop);
  }
  return SLICE("");
}

bool html_decode(Slice bytes, Buffer *out, Error *err) {
  return decode_declared(bytes, declared_encoding(bytes), out, err);
}

void html_write_files(const Markup *markup, const WebpageFile *files, uint32_t file_count,
                      Slice style, Manuscript *manuscript) {
  Webpage page;
  Stylesheet sheet;
  webpage_init(&page, markup, files, file_count);
  stylesheet_read(&sheet, style);
  looks_find_headings(&page, &sheet);
  stylesheet_release(&sheet);
  notelinks_find(&page);
  article_find(&page);
  pagemeta_read(&page, manuscript);
  pagewriter_write(&page, manuscript);
  webpage_release(&page);
}

bool html_write(const ImportInput *input, Manuscript *manuscript, Error *err) {
  Buffer text = {0};
  Markup markup = {0};
  bool ok =
      html_decode(input->bytes, &text, err) && markup_parse_html(buffer_slice(&text), &markup, err);
  buffer_release(&text);
  if (!ok) return false;
  WebpageFile whole = {.start = 0, .end = markup.node_count};
  html_write_files(&markup, &whole, 1, SLICE(""), manuscript);
  markup_release(&markup);
  return true;
}

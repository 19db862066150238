// SPDX-License-Identifier: MIT
// What the head of a page says of it: <meta>, <title>, JSON-LD. Lines of the page
// (import/pagemeta.h) add what it leaves open.
#ifndef POSTIL_IMPORT_PAGEHEAD_H
#define POSTIL_IMPORT_PAGEHEAD_H

#include "import/linkeddata.h"
#include "import/manuscript.h"
#include "import/webpage.h"

enum { PAGEHEAD_LINE_BYTES = 1000 }; // of a line that is looked at

typedef enum PageHeadKind {
  PAGEHEAD_TITLE,
  PAGEHEAD_CITATION_TITLE,
  PAGEHEAD_SITE,
  PAGEHEAD_PUBLISHED,
  PAGEHEAD_CITATION_DATE,
  PAGEHEAD_DATE,
  PAGEHEAD_CITATION_AUTHOR,
  PAGEHEAD_AUTHOR,
  PAGEHEAD_SECTION,
  PAGEHEAD_URL,
  PAGEHEAD_COUNT,
} PageHeadKind;

typedef struct PageHead {
  Webpage *page;
  Manuscript *manuscript;
  Metadata *stated;
  LinkedData data;
  Slice meta[PAGEHEAD_COUNT]; // the first of each that is filled
  bool authors_by_class;      // they come from the page's own lines
  bool has_title_line;
  int32_t headline;    // the only h1 of a page, or MARKUP_NONE; of a book none
  Buffer text, folded; // of the node that is looked at
} PageHead;

// Fills what head->stated does not say yet, the first source that is filled.
void pagehead_read(PageHead *head);

// A date in any of the forms that pages have; false when one is known already or it is none.
bool pagehead_take_date(PageHead *head, Slice text);
bool pagehead_take_series(PageHead *head, Slice text);

// The text of a node, and a text folded; borrowed until the next call.
Slice pagehead_text(PageHead *head, uint32_t at);
Slice pagehead_fold(PageHead *head, Slice text);

// Is a node filled and short enough for a line of metadata?
bool pagehead_is_visible(const Webpage *page, uint32_t at);

// Does it head a section ("Introduction"), or does a line above it say the title?
bool pagehead_is_section(PageHead *head, uint32_t at);
bool pagehead_stands_above(PageHead *head, Slice title, int32_t headline);

#endif

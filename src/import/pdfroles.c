// SPDX-License-Identifier: MIT
// Edges and title. The outermost lines of each page are looked at from outside inwards, until one
// is no furniture: it is, when it is a page number, when it stands at the same edge of another page
// too, or when it stands alone in the margin.
#include "import/pdfroles.h"

#include "base/bisection.h"
#include "base/memory.h"
#include "import/blocks.h"
#include "import/chars.h"
#include "import/dates.h"
#include "import/pages.h"
#include "import/phrases.h"

#include <stdlib.h>

enum {
  EDGE_LINES = 3,       // at most, on either side
  EDGE_PERCENT = 12,    // of the page's height: where what repeats is furniture
  MARGIN_PERCENT = 10,  // where what stands alone is
  ALONE_PERCENT = 150,  // of the pitch: so much space beside it
  LARGER_PERCENT = 110, // of the body size: what is set larger
  TITLE_LINES_MAX = 6,
  LONG_BYTES = 50, // of a line of text
  TEXT_LINES = 3,
  TITLE_BYTES_LEAST = 4,
  LINE_BYTES_MAX = 1000, // a longer one is no furniture
};

typedef enum Side { TOP, BOTTOM } Side;

typedef struct Edge {
  uint64_t hash;
  uint32_t page;
  Side side;
} Edge;

typedef struct Roles {
  PdfDocument *document;
  Buffer text, folded; // of the line in hand
  Edge *edges;         // the lines at the edges of all pages, sorted
  size_t edge_count, edge_room;
} Roles;

static void read_line(Roles *roles, const PdfLine *line) {
  buffer_clear(&roles->folded);
  pdfdocument_line_text(roles->document, line, &roles->text);
  if (roles->text.len <= LINE_BYTES_MAX) chars_fold(buffer_slice(&roles->text), &roles->folded);
}

// ---- Edges of pages

// The lines of a page; its number of text lines left is not known before.
typedef struct PageLines {
  const PdfPage *page;
  PdfLine *first;
  size_t count;
} PageLines;

static PageLines lines_of_page(const PdfDocument *document, size_t from) {
  PdfLine *first = &document->lines[from];
  size_t count = 0;
  while (from + count < document->line_count && first[count].page == first->page) count++;
  return (PageLines){&document->pages[first->page], first, count};
}

// The outermost line that has no role yet and is not `but`.
static PdfLine *outermost(const PageLines *lines, Side side, const PdfLine *but) {
  PdfLine *found = NULL;
  for (size_t i = 0; i < lines->count; i++) {
    PdfLine *line = &lines->first[i];
    if (line->role != PDF_TEXT || line == but) continue;
    bool outer = !found || (side == TOP ? line->top < found->top : line->bottom > found->bottom);
    if (outer) found = line;
  }
  return found;
}

static bool is_at_edge(const PdfPage *page, const PdfLine *line, Side side, int32_t percent) {
  int64_t depth = side == TOP ? line->bottom : page->height - line->top;
  return depth * 100 <= (int64_t)page->height * percent;
}

static int compare_edges(const void *a, const void *b) {
  const Edge *one = a, *other = b;
  if (one->hash != other->hash) return one->hash < other->hash ? -1 : 1;
  if (one->side != other->side) return one->side < other->side ? -1 : 1;
  return one->page < other->page ? -1 : one->page > other->page;
}

static void collect_edge(Roles *roles, const PdfLine *line, Side side) {
  read_line(roles, line);
  roles->edges =
      memory_grow(roles->edges, roles->edge_count, &roles->edge_room, sizeof *roles->edges);
  roles->edges[roles->edge_count++] =
      (Edge){pages_masked_hash(buffer_slice(&roles->text)), line->page, side};
}

static void collect_edges(Roles *roles) {
  PdfDocument *document = roles->document;
  for (size_t i = 0; i < document->line_count; i++) {
    const PdfLine *line = &document->lines[i];
    for (Side side = TOP; side <= BOTTOM; side++) {
      if (is_at_edge(&document->pages[line->page], line, side, EDGE_PERCENT))
        collect_edge(roles, line, side);
    }
  }
  if (roles->edge_count)
    qsort(roles->edges, roles->edge_count, sizeof *roles->edges, compare_edges);
}

// The first edge that is not before the wanted one.
static size_t find_edge(const Roles *roles, Edge wanted) {
  Bisection range = bisection_of(0, roles->edge_count);
  while (bisection_open(&range))
    bisection_narrow(&range, compare_edges(&roles->edges[range.middle], &wanted) < 0);
  return range.low;
}

// Does the line in hand stand at that edge of another page, too?
static bool is_repeated(const Roles *roles, const PdfLine *line, Side side) {
  uint64_t hash = pages_masked_hash(buffer_slice(&roles->text));
  size_t first = find_edge(roles, (Edge){hash, 0, side});
  size_t end = find_edge(roles, (Edge){hash, UINT32_MAX, side});
  return first < end &&
         (roles->edges[first].page != line->page || roles->edges[end - 1].page != line->page);
}

// A first page may begin with what belongs to the brief itself.
static bool is_metadata(const Roles *roles, const PdfLine *line) {
  char date[DATES_TEXT_SIZE];
  return line->page == 0 && (phrases_is_series(buffer_slice(&roles->folded)) ||
                             dates_parse(buffer_slice(&roles->text), date));
}

static bool is_alone(const Roles *roles, const PageLines *lines, PdfLine *line, Side side) {
  const PdfDocument *document = roles->document;
  if (!is_at_edge(lines->page, line, side, MARGIN_PERCENT)) return false;
  if (line->size * 100 > document->body * LARGER_PERCENT || is_metadata(roles, line)) return false;
  const PdfLine *next = outermost(lines, side, line);
  if (!next) return false;
  int32_t space = side == TOP ? next->top - line->bottom : line->top - next->bottom;
  return (int64_t)space * 100 >= (int64_t)document->pitch * ALONE_PERCENT;
}

static bool is_furniture(Roles *roles, const PageLines *lines, PdfLine *line, Side side) {
  read_line(roles, line);
  Slice folded = buffer_slice(&roles->folded);
  bool at_edge = is_at_edge(lines->page, line, side, EDGE_PERCENT);
  if (folded.len == 0) return false;
  if (pages_is_page_number(folded) && (at_edge || side == BOTTOM)) return true;
  if (at_edge && is_repeated(roles, line, side)) return true;
  if (at_edge && line->page > 0 && pages_has_issue_number(folded) && side == TOP) return true;
  return is_alone(roles, lines, line, side);
}

static void hide_edge(Roles *roles, const PageLines *lines, Side side) {
  for (int i = 0; i < EDGE_LINES; i++) {
    PdfLine *line = outermost(lines, side, NULL);
    if (!line || !is_furniture(roles, lines, line, side)) return;
    line->role = PDF_FURNITURE;
  }
}

void pdfroles_hide_furniture(PdfDocument *document) {
  Roles roles = {.document = document};
  collect_edges(&roles);
  for (size_t at = 0; at < document->line_count;) {
    PageLines lines = lines_of_page(document, at);
    hide_edge(&roles, &lines, TOP);
    hide_edge(&roles, &lines, BOTTOM);
    at += lines.count;
  }
  buffer_release(&roles.text);
  buffer_release(&roles.folded);
  free(roles.edges);
}

// ---- The title

static bool may_be_title(Roles *roles, const PdfLine *line) {
  if (line->role != PDF_TEXT || line->length < TITLE_BYTES_LEAST) return false;
  read_line(roles, line);
  Slice folded = buffer_slice(&roles->folded);
  return !phrases_is_section(folded) && !phrases_is_contents(folded) &&
         blocks_number_parts(buffer_slice(&roles->text)) == 0;
}

// Long lines of text that stand before it on its page, from which on it heads a section.
static bool is_in_text(const PdfDocument *document, size_t index) {
  int before = 0;
  for (size_t i = 0; i < index; i++) {
    const PdfLine *line = &document->lines[i];
    before += line->role == PDF_TEXT && line->size <= document->body && line->length > LONG_BYTES;
  }
  return before >= TEXT_LINES;
}

// The first of the largest lines on the first page; larger than text they must be.
static size_t find_largest(Roles *roles) {
  const PdfDocument *document = roles->document;
  size_t found = document->line_count;
  uint32_t largest = document->body * LARGER_PERCENT / 100;
  for (size_t i = 0; i < document->line_count && document->lines[i].page == 0; i++) {
    const PdfLine *line = &document->lines[i];
    if (line->size <= largest || line->role != PDF_TEXT) continue;
    if (line->length < TITLE_BYTES_LEAST) continue;
    largest = line->size;
    found = may_be_title(roles, line) ? i : document->line_count;
  }
  return found < document->line_count && is_in_text(document, found) ? document->line_count : found;
}

void pdfroles_find_title(PdfDocument *document) {
  Roles roles = {.document = document};
  size_t at = find_largest(&roles);
  for (size_t count = 0; at < document->line_count && count < TITLE_LINES_MAX; at++, count++) {
    PdfLine *line = &document->lines[at];
    const PdfLine *before = line - 1;
    bool goes_on = count == 0 ||
                   (line->role == PDF_TEXT && line->strip == before->strip &&
                    line->size == before->size && line->top - before->bottom < (int32_t)line->size);
    if (!goes_on) break;
    line->role = PDF_TITLE;
  }
  buffer_release(&roles.text);
  buffer_release(&roles.folded);
}

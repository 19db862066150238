// SPDX-License-Identifier: MIT
// Columns by white space. Where few fragments lie across a place and many end before it and begin
// behind it, a gutter may be. The page falls into bands: rows that go across the gutter, and rows
// that keep to one side of it. A band of the second sort is read column by column when both sides
// are text: long pieces, several of them, beside each other. Else it is a table, or nothing. Each
// side may be divided once more, for three or four columns.
//
//   score(x) = least of (pieces left of x, right of x) − half of those across x
#include "import/pdfcolumns.h"

#include "base/memory.h"
#include "base/order.h"

#include <stdlib.h>

enum {
  PROFILE_MAX = 4096,  // pixels across
  DEPTH_MAX = 2,       // divisions inside one another
  WIDE_SIZES = 5,      // a piece of text is at least so many times as wide as its size
  COLUMN_SIZES = 9,    // and half of those in a column at least so many times
  PIECES_LEAST = 3,    // on either side
  FAR_PERCENT = 70,    // of a size
  BESIDE_PERCENT = 40, // of the lower column's height that the other stands beside
};

typedef struct Region {
  size_t start, end; // fragments, sorted by middle
  uint32_t depth;
} Region;

typedef struct Columns {
  PdfDocument *document;
  int32_t *across, *ending, *beginning; // of pieces by pixel
  uint32_t strip;
} Columns;

// ---- Sorting

static int64_t middle(const PdfFragment *fragment) {
  return (int64_t)fragment->top + fragment->bottom;
}

static int compare_places(const void *a, const void *b) {
  const PdfFragment *one = a, *other = b;
  int order = order_compare(one->page, other->page);
  if (order == 0) order = order_compare(one->strip, other->strip);
  if (order == 0) order = order_compare(middle(one), middle(other));
  if (order == 0) order = order_compare(one->left, other->left);
  return order ? order : order_compare(one->order, other->order);
}

static void sort(PdfDocument *document, size_t start, size_t end) {
  if (end > start)
    qsort(document->fragments + start, end - start, sizeof(PdfFragment), compare_places);
}

// ---- Where a gutter may be

static bool is_piece(const PdfFragment *fragment) {
  return fragment->right - fragment->left >= (int32_t)fragment->size * WIDE_SIZES;
}

static int32_t clamp(int32_t x) {
  return x < 0 ? 0 : x > PROFILE_MAX ? PROFILE_MAX : x;
}

// Fills the profiles for a region: across[x] pieces lie over pixel x, ending[x] end at or before
// it, beginning[x] begin at or behind it.
static void measure(Columns *columns, Region region) {
  size_t bytes = (PROFILE_MAX + 2) * sizeof(int32_t);
  memset(columns->across, 0, bytes);
  memset(columns->ending, 0, bytes);
  memset(columns->beginning, 0, bytes);
  for (size_t i = region.start; i < region.end; i++) {
    const PdfFragment *fragment = &columns->document->fragments[i];
    if (!is_piece(fragment)) continue;
    columns->across[clamp(fragment->left) + 1]++;
    columns->across[clamp(fragment->right)]--;
    columns->ending[clamp(fragment->right)]++;
    columns->beginning[clamp(fragment->left)]++;
  }
  for (int32_t x = 1; x <= PROFILE_MAX; x++) {
    columns->across[x] += columns->across[x - 1];
    columns->ending[x] += columns->ending[x - 1];
  }
  for (int32_t x = PROFILE_MAX; x-- > 0;) columns->beginning[x] += columns->beginning[x + 1];
}

static int32_t score_at(const Columns *columns, int32_t x) {
  int32_t left = columns->ending[x], right = columns->beginning[x];
  return 2 * (left < right ? left : right) - columns->across[x];
}

// The middle of the best place for a gutter; 0 for none.
static int32_t find_gutter(Columns *columns, Region region) {
  measure(columns, region);
  int32_t best = 2 * PIECES_LEAST - 1, first = 0, last = 0;
  for (int32_t x = 1; x < PROFILE_MAX; x++) {
    int32_t score = score_at(columns, x);
    if (score > best) {
      best = score;
      first = last = x;
    } else if (score == best && last == x - 1) {
      last = x;
    }
  }
  return (first + last) / 2;
}

// ---- Bands

// Where the row of fragment `start` ends: those behind it stand lower than half of it.
static size_t row_end(const PdfDocument *document, size_t start, size_t end) {
  int32_t bottom = document->fragments[start].bottom;
  size_t at = start + 1;
  while (at < end && middle(&document->fragments[at]) < 2 * (int64_t)bottom) at++;
  return at;
}

// What stands alone, far above the next row, is over the columns, even if it is narrow.
static bool is_far_above(const PdfDocument *document, size_t start, size_t end, size_t region_end) {
  const PdfFragment *first = &document->fragments[start];
  if (end - start != 1 || end == region_end) return false;
  int32_t space = document->fragments[end].top - first->bottom;
  return space * 100 > (int32_t)first->size * FAR_PERCENT;
}

static bool row_goes_across(const PdfDocument *document, size_t start, size_t end, int32_t gutter) {
  for (size_t i = start; i < end; i++) {
    const PdfFragment *fragment = &document->fragments[i];
    if (fragment->left < gutter && fragment->right > gutter) return true;
  }
  return false;
}

typedef struct Side {
  size_t pieces, long_ones;
  int32_t top, bottom;
} Side;

static void see(Side *side, const PdfFragment *fragment) {
  if (!is_piece(fragment)) return;
  if (side->pieces++ == 0) side->top = fragment->top;
  side->bottom = fragment->bottom;
  side->long_ones += fragment->right - fragment->left >= (int32_t)fragment->size * COLUMN_SIZES;
}

static bool is_column(const Side *side) {
  return side->pieces >= PIECES_LEAST && side->long_ones * 2 >= side->pieces;
}

static bool has_columns(const PdfDocument *document, Region band, int32_t gutter) {
  Side left = {0}, right = {0};
  for (size_t i = band.start; i < band.end; i++) {
    const PdfFragment *fragment = &document->fragments[i];
    see(fragment->right <= gutter ? &left : &right, fragment);
  }
  if (!is_column(&left) || !is_column(&right)) return false;
  int32_t top = left.top > right.top ? left.top : right.top;
  int32_t bottom = left.bottom < right.bottom ? left.bottom : right.bottom;
  int32_t height = left.bottom - left.top < right.bottom - right.top ? left.bottom - left.top
                                                                     : right.bottom - right.top;
  return (int64_t)(bottom - top) * 100 >= (int64_t)height * BESIDE_PERCENT;
}

// ---- Numbering

static void number(Columns *columns, Region region) {
  for (size_t i = region.start; i < region.end; i++) {
    columns->document->fragments[i].strip = columns->strip;
  }
}

// The fragments left of the gutter come first, both sides in their order.
static size_t part(PdfDocument *document, Region band, int32_t gutter) {
  for (size_t i = band.start; i < band.end; i++) {
    document->fragments[i].strip = document->fragments[i].right > gutter;
  }
  sort(document, band.start, band.end);
  size_t middle_at = band.start;
  while (middle_at < band.end && document->fragments[middle_at].strip == 0) middle_at++;
  return middle_at;
}

static void read_region(Columns *columns, Region region);

static void read_band(Columns *columns, Region band, int32_t gutter) {
  size_t at = part(columns->document, band, gutter);
  columns->strip++;
  read_region(columns, (Region){band.start, at, band.depth + 1});
  columns->strip++;
  read_region(columns, (Region){at, band.end, band.depth + 1});
  columns->strip++;
}

// From the row at `start` on, the rows that keep to the sides of the gutter.
static Region take_band(const PdfDocument *document, size_t start, Region region, int32_t gutter) {
  Region band = {start, start, region.depth};
  while (band.end < region.end) {
    size_t end = row_end(document, band.end, region.end);
    if (row_goes_across(document, band.end, end, gutter)) break;
    if (band.end == start && is_far_above(document, start, end, region.end)) break;
    band.end = end;
  }
  return band;
}

// Recursion is bounded by DEPTH_MAX.
static void read_region(Columns *columns, Region region) {
  PdfDocument *document = columns->document;
  bool many = region.end - region.start >= 2 * PIECES_LEAST;
  int32_t gutter = many && region.depth < DEPTH_MAX ? find_gutter(columns, region) : 0;
  for (size_t at = region.start; at < region.end;) {
    Region band = take_band(document, at, region, gutter);
    if (gutter > 0 && band.end > band.start && has_columns(document, band, gutter)) {
      read_band(columns, band, gutter);
    } else {
      if (band.end == band.start) band.end = row_end(document, at, region.end);
      number(columns, band);
    }
    at = band.end;
  }
}

void pdfcolumns_order(PdfDocument *document) {
  Columns columns = {.document = document};
  columns.across = memory_new(PROFILE_MAX + 2, sizeof(int32_t));
  columns.ending = memory_new(PROFILE_MAX + 2, sizeof(int32_t));
  columns.beginning = memory_new(PROFILE_MAX + 2, sizeof(int32_t));
  sort(document, 0, document->fragment_count);
  for (size_t i = 0; i < document->page_count; i++) {
    const PdfPage *page = &document->pages[i];
    read_region(&columns, (Region){page->first_fragment,
                                   page->first_fragment + (size_t)page->fragment_count, 0});
    columns.strip++;
  }
  sort(document, 0, document->fragment_count);
  free(columns.across);
  free(columns.ending);
  free(columns.beginning);
}

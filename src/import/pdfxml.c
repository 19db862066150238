// SPDX-License-Identifier: MIT
// Scanning what pdftohtml writes: one pass, one element at a time.
//
//   <page number="1" … height="1263" width="892">
//     <fontspec id="4" size="12" …/>
//     <text top="391" left="598" width="6" height="10" font="4"><b>words <a
//     href="…">x</a></b></text>
#include "import/pdfxml.h"

#include "base/memory.h"
#include "import/draft.h"
#include "import/import.h"
#include "text/version.h"

#include <stdlib.h>

enum {
  FONTS_MAX = 65536,
  MEASURE_MAX = 100000, // pixels; more is no place on any paper
};

typedef struct Scan {
  PdfDocument *document;
  Slice xml;
  size_t pos;
  uint32_t *sizes; // of the fonts, by number
  size_t size_count;
  PdfFragment fragment; // the one that is open
  bool open;
  uint32_t bold, italic, linked; // how many such elements are open
  size_t target, target_len;     // of the open link
} Scan;

// ---- Attributes and characters

// The value of an attribute in the inside of a tag, empty without it.
static Slice attribute(Slice tag, const char *name) {
  size_t len = strlen(name);
  for (size_t pos = 0; pos + len + 2 < tag.len; pos++) {
    bool here = tag.ptr[pos] == ' ' && memcmp(tag.ptr + pos + 1, name, len) == 0 &&
                tag.ptr[pos + len + 1] == '=' && tag.ptr[pos + len + 2] == '"';
    if (!here) continue;
    size_t start = pos + len + 3, end = start;
    while (end < tag.len && tag.ptr[end] != '"') end++;
    return slice_cut(tag, start, end);
  }
  return SLICE("");
}

static int32_t measure(Slice tag, const char *name) {
  Slice value = attribute(tag, name);
  bool minus = value.len && value.ptr[0] == '-';
  int32_t number = 0;
  for (size_t pos = minus; pos < value.len && number < MEASURE_MAX; pos++) {
    if (value.ptr[pos] < '0' || value.ptr[pos] > '9') break;
    number = number * 10 + (value.ptr[pos] - '0');
  }
  if (number > MEASURE_MAX) number = MEASURE_MAX;
  return minus ? -number : number;
}

static uint32_t number_of_entity(Slice name) {
  static const struct {
    const char *name;
    uint32_t code_point;
  } named[] = {{"amp", '&'},  {"lt", '<'},    {"gt", '>'},
               {"quot", '"'}, {"apos", '\''}, {"nbsp", 0xA0}};
  for (size_t i = 0; i < sizeof named / sizeof *named; i++) {
    if (slice_equal(name, slice_of(named[i].name))) return named[i].code_point;
  }
  if (name.len < 2 || name.ptr[0] != '#') return 0;
  bool hex = name.ptr[1] == 'x';
  unsigned long value = strtoul(name.ptr + 1 + hex, NULL, hex ? 16 : 10);
  bool scalar = value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  return scalar ? (uint32_t)value : 0;
}

// The character of a ligature's shape in letters, which is how words are written and sought.
static const char *letters_of(Slice text, size_t pos) {
  static const char *const letters[] = {"ff", "fi", "fl", "ffi", "ffl", "st", "st"};
  if (text.len - pos < 3 || memcmp(text.ptr + pos, "\xEF\xAC", 2) != 0) return NULL;
  unsigned last = (unsigned char)text.ptr[pos + 2];
  return last >= 0x80 && last <= 0x86 ? letters[last - 0x80] : NULL;
}

// Adds text with its entities and ligatures resolved.
static void add_characters(Buffer *out, Slice text) {
  enum { ENTITY_MAX = 10 };
  for (size_t pos = 0; pos < text.len; pos++) {
    const char *letters = text.ptr[pos] == '\xEF' ? letters_of(text, pos) : NULL;
    size_t end = pos + 1;
    while (text.ptr[pos] == '&' && end < text.len && end < pos + ENTITY_MAX &&
           text.ptr[end] != ';') {
      end++;
    }
    bool closed = text.ptr[pos] == '&' && end < text.len && text.ptr[end] == ';';
    uint32_t code_point = closed ? number_of_entity(slice_cut(text, pos + 1, end)) : 0;
    if (letters) {
      buffer_add_string(out, letters);
      pos += 2;
    } else if (code_point) {
      buffer_add_code_point(out, code_point);
      pos = end;
    } else {
      buffer_add_byte(out, text.ptr[pos]);
    }
  }
}

// ---- Elements

static void read_page(Scan *scan, Slice tag) {
  PdfDocument *document = scan->document;
  document->pages = memory_grow(document->pages, document->page_count, &document->page_room,
                                sizeof *document->pages);
  document->pages[document->page_count++] =
      (PdfPage){.width = measure(tag, "width"),
                .height = measure(tag, "height"),
                .first_fragment = (uint32_t)document->fragment_count};
}

static void read_font(Scan *scan, Slice tag) {
  size_t id = (size_t)measure(tag, "id");
  if (id >= FONTS_MAX) return;
  if (id >= scan->size_count) {
    scan->sizes = memory_resize(scan->sizes, id + 1, sizeof *scan->sizes);
    memset(scan->sizes + scan->size_count, 0, (id + 1 - scan->size_count) * sizeof *scan->sizes);
    scan->size_count = id + 1;
  }
  int32_t size = measure(tag, "size");
  scan->sizes[id] = size > 0 ? (uint32_t)size : 0;
}

// Fonts without a size (of Type 3) have the height of their letters.
static uint32_t size_of(const Scan *scan, Slice tag, int32_t height) {
  size_t id = (size_t)measure(tag, "font");
  uint32_t size = id < scan->size_count ? scan->sizes[id] : 0;
  if (size == 0 && height > 0) size = (uint32_t)height;
  return size ? size : 1;
}

static void begin_text(Scan *scan, Slice tag) {
  PdfDocument *document = scan->document;
  int32_t left = measure(tag, "left"), top = measure(tag, "top");
  int32_t width = measure(tag, "width"), height = measure(tag, "height");
  scan->open = document->page_count > 0;
  scan->bold = scan->italic = scan->linked = 0;
  scan->fragment = (PdfFragment){
      .left = left,
      .top = top,
      .right = left + (width > 0 ? width : 0),
      .bottom = top + (height > 0 ? height : 1),
      .page = (uint32_t)document->page_count - 1,
      .size = size_of(scan, tag, height),
      .first_run = (uint32_t)document->run_count,
      .start = document->text.len,
      .order = (uint32_t)document->fragment_count,
      .bold = true,
  };
}

static bool is_blank(Slice text) {
  return slice_trim(text).len == 0;
}

static void add_run(Scan *scan, Slice text) {
  PdfDocument *document = scan->document;
  if (!scan->open || text.len == 0) return;
  size_t start = document->text.len;
  add_characters(&document->text, text);
  if (!is_blank(text) && scan->bold == 0) scan->fragment.bold = false;
  document->runs =
      memory_grow(document->runs, document->run_count, &document->run_room, sizeof *document->runs);
  document->runs[document->run_count++] = (PdfRun){
      .start = start,
      .end = document->text.len,
      .kinds = (scan->bold ? INLINE_STRONG : 0) | (scan->italic ? INLINE_EMPHASIS : 0),
      .target = scan->target,
      .target_len = scan->linked ? scan->target_len : 0,
  };
}

// A fragment of blanks alone is none.
static void end_text(Scan *scan) {
  PdfDocument *document = scan->document;
  PdfFragment *fragment = &scan->fragment;
  if (!scan->open) return;
  scan->open = false;
  fragment->end = document->text.len;
  fragment->run_count = (uint32_t)document->run_count - fragment->first_run;
  if (is_blank(pdfdocument_fragment_text(document, fragment))) {
    document->run_count = fragment->first_run;
    return;
  }
  buffer_add_byte(&document->text, '\n');
  document->fragments = memory_grow(document->fragments, document->fragment_count,
                                    &document->fragment_room, sizeof *document->fragments);
  document->fragments[document->fragment_count++] = *fragment;
  document->pages[fragment->page].fragment_count++;
}

// Links inside the document lead to the converter's own files.
static bool leads_outside(Slice target) {
  return slice_starts(target, SLICE("http://")) || slice_starts(target, SLICE("https://")) ||
         slice_starts(target, SLICE("mailto:"));
}

static void open_link(Scan *scan, Slice tag) {
  Slice target = attribute(tag, "href");
  Buffer *targets = &scan->document->targets;
  scan->linked++;
  scan->target = targets->len;
  if (scan->open && leads_outside(target)) add_characters(targets, target);
  scan->target_len = targets->len - scan->target;
}

static void count(uint32_t *depth, bool opens) {
  if (opens)
    ++*depth;
  else if (*depth > 0)
    --*depth;
}

static void read_tag(Scan *scan, Slice tag) {
  bool opens = tag.len == 0 || tag.ptr[0] != '/';
  Slice name = slice_cut(tag, !opens, tag.len);
  size_t len = 0;
  while (len < name.len && name.ptr[len] != ' ' && name.ptr[len] != '/') len++;
  name.len = len;
  if (slice_equal(name, SLICE("b"))) {
    count(&scan->bold, opens);
  } else if (slice_equal(name, SLICE("i"))) {
    count(&scan->italic, opens);
  } else if (slice_equal(name, SLICE("a"))) {
    if (opens)
      open_link(scan, tag);
    else
      count(&scan->linked, false);
  } else if (slice_equal(name, SLICE("text"))) {
    end_text(scan);
    if (opens) begin_text(scan, tag);
  } else if (opens && slice_equal(name, SLICE("page"))) {
    read_page(scan, tag);
  } else if (opens && slice_equal(name, SLICE("fontspec"))) {
    read_font(scan, tag);
  }
}

// A "<" without its ">" ends the text.
static bool read_next(Scan *scan) {
  Slice rest = slice_cut(scan->xml, scan->pos, scan->xml.len);
  if (rest.len == 0) return false;
  const char *sign =
      rest.ptr[0] == '<' ? memchr(rest.ptr, '>', rest.len) : memchr(rest.ptr, '<', rest.len);
  size_t end = sign ? (size_t)(sign - rest.ptr) : rest.len;
  if (rest.ptr[0] == '<') {
    if (sign) read_tag(scan, slice_cut(rest, 1, end));
    end += sign != NULL;
  } else {
    add_run(scan, slice_cut(rest, 0, end));
  }
  scan->pos += end;
  return true;
}

bool pdfxml_read(Slice xml, PdfDocument *document, Error *err) {
  Scan scan = {.document = document, .xml = xml};
  bool ok = true;
  while (ok && read_next(&scan)) {
    ok = draft_check_count(document->fragment_count, IMPORT_SPANS_MAX, "pieces of text", err) &&
         draft_check_count(document->run_count, IMPORT_SPANS_MAX, "pieces of text", err);
  }
  end_text(&scan);
  free(scan.sizes);
  return ok;
}

// SPDX-License-Identifier: MIT
// The lines above the text of a page, known by their element or class: they repeat what the head
// says, or say it where the head does not.
#include "import/pagemeta.h"

#include "import/article.h"
#include "import/chars.h"
#include "import/dates.h"
#include "import/lexicon.h"
#include "import/names.h"
#include "import/pagehead.h"

enum {
  LONG_PARAGRAPH = 120, // filled characters; the first such paragraph ends the head of the page
  CREDIT_NODES = 40,    // of a line that names the authors
};

// ---- Lines that repeat it

static bool is_title_line(PageHead *head, uint32_t at) {
  if (webpage_kind(head->page, at) != ELEMENT_HEADING) return false;
  Slice title = head->stated->title;
  if (slice_equal(pagehead_text(head, at), title)) return true;
  return (int32_t)at == head->headline && !pagehead_is_section(head, at) &&
         !pagehead_stands_above(head, title, head->headline);
}

// The names of a byline: without "By" and without a date behind "|".
static Slice names_of_line(PageHead *head, Slice text) {
  static const char *const signs[] = {"|", "·", "•"};
  size_t label = chars_match_any(pagehead_fold(head, text), lexicon_author_labels);
  Slice rest = chars_rest(text, label < text.len ? label : 0);
  if (rest.len > 0 && rest.ptr[0] == ':') rest = chars_rest(rest, 1);
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    const char *tail = memmem(rest.ptr, rest.len, signs[i], strlen(signs[i]));
    if (!tail) continue;
    pagehead_take_date(
        head, slice_trim(slice_cut(rest, (size_t)(tail - rest.ptr) + strlen(signs[i]), rest.len)));
    rest = slice_cut(rest, 0, (size_t)(tail - rest.ptr));
  }
  return slice_trim(rest);
}

// Its lines, with commas between them: each name may have its own.
static Slice lines_of(PageHead *head, uint32_t at) {
  const Webpage *page = head->page;
  uint32_t from = at;
  buffer_clear(&head->text);
  for (uint32_t inner = at; inner < webpage_end(page, at); inner++) {
    if (webpage_kind(page, inner) != ELEMENT_BREAK) continue;
    webpage_append_text(page, from, inner, PAGEHEAD_LINE_BYTES, &head->text);
    buffer_add_string(&head->text, ", ");
    from = inner + 1;
  }
  webpage_append_text(page, from, webpage_end(page, at), PAGEHEAD_LINE_BYTES, &head->text);
  return chars_strip(buffer_slice(&head->text), ", ");
}

static bool names_author(const PageHead *head, Slice text) {
  for (uint32_t i = 0; i < head->stated->author_count; i++) {
    Slice author = head->stated->authors[i];
    if (memmem(text.ptr, text.len, author.ptr, author.len)) return true;
  }
  return false;
}

// "By A. Author on 3 January 2024": one block that begins so or holds the time.
static bool is_credit(PageHead *head, uint32_t at) {
  const Webpage *page = head->page;
  bool says =
      chars_match_any(pagehead_fold(head, pagehead_text(head, at)), lexicon_author_labels) > 0;
  uint32_t end = webpage_end(page, at);
  for (uint32_t inner = at + 1; inner < end; inner++) {
    if (inner - at > CREDIT_NODES || elements_is_block(webpage_kind(page, inner))) return false;
    says |= markup_is(page->markup, inner, "time");
  }
  return says && page->nodes[at].block == at && names_author(head, pagehead_text(head, at));
}

static bool is_authors_line(PageHead *head, uint32_t at) {
  static const char *const words[] = {"byline", "author", "authors", NULL};
  if (!webpage_has_class(head->page, at, words) &&
      !webpage_has_token(head->page, at, "rel", "author"))
    return is_credit(head, at);
  Slice text = pagehead_text(head, at);
  if (names_author(head, text)) return true;
  if (head->stated->author_count > 0 && !head->authors_by_class) return false;
  Names names;
  if (!names_parse(names_of_line(head, lines_of(head, at)), &names)) return false;
  for (uint32_t i = 0; i < names.count; i++)
    manuscript_add_author(head->manuscript, names.names[i]);
  head->authors_by_class = true;
  return true;
}

static bool says_date(PageHead *head, Slice text) {
  char date[DATES_TEXT_SIZE];
  return dates_parse(text, date) && slice_equal(slice_of(date), head->stated->date);
}

// Is a paragraph nothing but a date, and none is known yet? In a book it is a diary's.
static bool takes_bare_date(PageHead *head, uint32_t at) {
  return !head->page->book && markup_is(head->page->markup, at, "p") &&
         pagehead_take_date(head, pagehead_text(head, at));
}

static bool is_date_line(PageHead *head, uint32_t at) {
  static const char *const words[] = {"date", "published", "posted", "time", NULL};
  const Webpage *page = head->page;
  bool time = markup_is(page->markup, at, "time");
  if (!time && !webpage_has_class(page, at, words)) return takes_bare_date(head, at);
  Slice stamp = slice_trim(markup_attribute(page->markup, at, "datetime"));
  if (time && stamp.len > 0) pagehead_take_date(head, stamp);
  Slice text = pagehead_text(head, at);
  pagehead_take_date(head, text);
  if (says_date(head, text)) return true;
  Slice day = slice_cut(stamp, 0, stamp.len < 10 ? stamp.len : 10);
  return time && day.len > 0 && slice_equal(day, head->stated->date);
}

static bool is_series_line(PageHead *head, uint32_t at) {
  static const char *const words[] = {"kicker", "category", "series", "eyebrow", NULL};
  if (!webpage_has_class(head->page, at, words)) return false;
  Slice text = pagehead_text(head, at);
  return slice_equal(text, head->stated->series) || pagehead_take_series(head, text);
}

typedef bool IsLine(PageHead *head, uint32_t at);

static const struct {
  IsLine *is_line;
  BlockType type;
} lines[] = {
    {is_title_line, BLOCK_TITLE},
    {is_authors_line, BLOCK_AUTHORS},
    {is_date_line, BLOCK_DATE},
    {is_series_line, BLOCK_SERIES},
};

// ---- Finding them

// A text node beside an inline element that says nothing: blank, or a sign between two fields.
static bool says_nothing(const Webpage *page, uint32_t at, int32_t around) {
  if (at >= page->markup->node_count || page->markup->nodes[at].parent != around) return true;
  return !markup_is_text(page->markup, at) ||
         !webpage_has_words(markup_characters(page->markup, at));
}

// Is an inline element a line of its own?
static bool stands_alone(const Webpage *page, uint32_t at) {
  uint32_t block = page->nodes[at].block;
  int32_t around = page->markup->nodes[at].parent;
  if (block == at || webpage_text(page, block) == webpage_text(page, at)) return true;
  return webpage_kind(page, block) >= ELEMENT_DIVISION && around == (int32_t)block &&
         says_nothing(page, at - 1, around) && says_nothing(page, webpage_end(page, at), around);
}

static void drop_separator(Webpage *page, uint32_t at) {
  if (at >= page->markup->node_count) return;
  Slice text = markup_characters(page->markup, at);
  if (text.len > 0 && text.len < 16 && !webpage_has_words(text))
    page->nodes[at].cut = (uint8_t)text.len;
}

// A second title is hidden.
static BlockType once(PageHead *head, BlockType type) {
  if (type != BLOCK_TITLE) return type;
  bool again = head->has_title_line;
  head->has_title_line = true;
  return again ? BLOCK_FURNITURE : type;
}

static bool set_role(PageHead *head, uint32_t at) {
  Webpage *page = head->page;
  if (markup_is_text(page->markup, at)) return false;
  if (!pagehead_is_visible(page, at) || !stands_alone(page, at)) return false;
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    if (!lines[i].is_line(head, at)) continue;
    page->nodes[at].role = (uint8_t)(once(head, lines[i].type) + 1);
    if (page->nodes[at].block != at) drop_separator(page, webpage_end(page, at));
    return true;
  }
  return false;
}

static bool has_no_roles(const Webpage *page, uint32_t at) {
  ElementKind kind = webpage_kind(page, at);
  return kind == ELEMENT_NAVIGATION || kind == ELEMENT_FOOTER || kind == ELEMENT_ASIDE ||
         page->nodes[at].flags & (WEBPAGE_HIDDEN | WEBPAGE_NEVER | WEBPAGE_NOTES);
}

// Lines of metadata stand above the first long paragraph.
static void set_roles(PageHead *head, const WebpageFile *file) {
  Webpage *page = head->page;
  uint32_t root = article_root(page, file);
  for (uint32_t at = file->start; at < file->end;) {
    bool text = at > root && at < webpage_end(page, root) && markup_is(page->markup, at, "p") &&
                webpage_text(page, at) > LONG_PARAGRAPH;
    if (text) return;
    bool skip = has_no_roles(page, at) || set_role(head, at);
    at = skip ? webpage_end(page, at) : at + 1;
  }
}

// What else stands on a title page is no text of the book.
static void set_title_page(Webpage *page) {
  for (uint32_t at = 0; at < page->markup->node_count; at++) {
    if (!webpage_has_token(page, at, "epub:type", "titlepage")) continue;
    for (uint32_t line = at; line < webpage_end(page, at);) {
      bool leaf = page->nodes[line].role || webpage_kind(page, line) == ELEMENT_PARAGRAPH ||
                  webpage_kind(page, line) == ELEMENT_HEADING;
      if (leaf && !page->nodes[line].role) page->nodes[line].role = BLOCK_AFFILIATION + 1;
      line = leaf ? webpage_end(page, line) : line + 1;
    }
  }
}

void pagemeta_read(Webpage *page, Manuscript *manuscript) {
  PageHead head = {.page = page, .manuscript = manuscript, .stated = &manuscript->stated};
  pagehead_read(&head);
  for (uint32_t i = 0; i < page->file_count; i++) {
    if (page->files[i].start < page->files[i].end) set_roles(&head, &page->files[i]);
  }
  if (page->book) set_title_page(page);
  buffer_release(&head.text);
  buffer_release(&head.folded);
}

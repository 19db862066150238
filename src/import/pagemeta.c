// SPDX-License-Identifier: MIT
// Metadata of a page. First what the head says, for all to see or in JSON-LD; then the lines above
// the text, which are known by their element or class: they repeat it, or say it where the head
// does not.
#include "import/pagemeta.h"

#include "import/article.h"
#include "import/chars.h"
#include "import/dates.h"
#include "import/lexicon.h"
#include "import/linkeddata.h"
#include "import/names.h"
#include "import/phrases.h"

#include <stdio.h>
#include <strings.h>

enum {
  LINE_NODES = 200,     // of such a line: nesting must not be looked through again and again
  LINE_TEXT_MAX = 200,  // filled characters of a line of metadata
  LONG_PARAGRAPH = 120, // the first such paragraph ends the head of the page
  LINE_BYTES = 1000,
  CREDIT_NODES = 40, // of a line that names the authors
};

typedef enum MetaKind {
  META_TITLE,
  META_CITATION_TITLE,
  META_SITE,
  META_PUBLISHED,
  META_CITATION_DATE,
  META_DATE,
  META_CITATION_AUTHOR,
  META_AUTHOR,
  META_SECTION,
  META_URL,
  META_COUNT,
} MetaKind;

static const struct {
  const char *name;
  MetaKind kind;
} meta_names[] = {
    {"og:title", META_TITLE},
    {"citation_title", META_CITATION_TITLE},
    {"og:site_name", META_SITE},
    {"application-name", META_SITE},
    {"article:published_time", META_PUBLISHED},
    {"citation_publication_date", META_CITATION_DATE},
    {"citation_date", META_CITATION_DATE},
    {"date", META_DATE},
    {"dc.date", META_DATE},
    {"dc.date.issued", META_DATE},
    {"dcterms.date", META_DATE},
    {"citation_author", META_CITATION_AUTHOR},
    {"author", META_AUTHOR},
    {"dc.creator", META_AUTHOR},
    {"article:section", META_SECTION},
    {"og:url", META_URL},
};

typedef struct Reader {
  Webpage *page;
  Manuscript *manuscript;
  Metadata *stated;
  LinkedData data;
  Slice meta[META_COUNT]; // the first of each that is filled
  bool authors_by_class;  // they come from the page's own lines
  bool has_title_line;
  Buffer text, folded; // of the node that is looked at
} Reader;

static Slice text_of(Reader *reader, uint32_t at) {
  buffer_clear(&reader->text);
  webpage_append_text(reader->page, at, webpage_end(reader->page, at), LINE_BYTES, &reader->text);
  return buffer_slice(&reader->text);
}

static Slice fold(Reader *reader, Slice text) {
  buffer_clear(&reader->folded);
  chars_fold(text, &reader->folded);
  return buffer_slice(&reader->folded);
}

// ---- The head

// What a <meta> says, or META_COUNT for what is not asked for.
static MetaKind meta_kind(const Markup *markup, uint32_t at, Slice *content) {
  Slice name = markup_attribute(markup, at, "name");
  if (name.len == 0) name = markup_attribute(markup, at, "property");
  *content = slice_trim(markup_attribute(markup, at, "content"));
  if (name.len == 0 || content->len == 0) return META_COUNT;
  for (size_t i = 0; i < sizeof meta_names / sizeof *meta_names; i++) {
    const char *wanted = meta_names[i].name;
    if (strlen(wanted) == name.len && strncasecmp(wanted, name.ptr, name.len) == 0)
      return meta_names[i].kind;
  }
  return META_COUNT;
}

static void read_meta(Reader *reader, uint32_t at) {
  Slice content;
  MetaKind kind = meta_kind(reader->page->markup, at, &content);
  if (kind != META_COUNT && reader->meta[kind].len == 0) reader->meta[kind] = content;
}

static void read_script(Reader *reader, uint32_t at) {
  Buffer script = {0};
  markup_append_text(reader->page->markup, at, &script);
  linkeddata_read(&reader->data, reader->manuscript->arena, buffer_slice(&script));
  buffer_release(&script);
}

static void read_language(Reader *reader, uint32_t at) {
  Slice language = markup_attribute(reader->page->markup, at, "lang");
  if (reader->stated->language.len == 0)
    reader->stated->language = manuscript_keep(reader->manuscript, language);
}

static void read_head(Reader *reader) {
  const Markup *markup = reader->page->markup;
  for (uint32_t at = 0; at < markup->node_count; at++) {
    if (markup_is(markup, at, "meta")) read_meta(reader, at);
    if (markup_is(markup, at, "html")) read_language(reader, at);
    if (markup_is(markup, at, "script") &&
        webpage_has_token(reader->page, at, "type", "application/ld+json"))
      read_script(reader, at);
    if (markup_is(markup, at, "link") && webpage_has_token(reader->page, at, "rel", "canonical") &&
        reader->meta[META_URL].len == 0)
      reader->meta[META_URL] = slice_trim(markup_attribute(markup, at, "href"));
  }
}

// ---- Title

// The last " | ", " - ", " – " or " — " of a title; its length, or 0.
static size_t last_separator(Slice title, size_t *pos) {
  static const char *const signs[] = {" | ", " - ", " – ", " — ", " :: ", " « "};
  size_t found = 0;
  for (size_t at = 1; at < title.len; at++) {
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
      size_t len = strlen(signs[i]);
      if (!slice_starts(slice_cut(title, at, title.len), slice_of(signs[i]))) continue;
      *pos = at;
      found = len;
    }
  }
  return found;
}

static bool holds_institution(Reader *reader, Slice text) {
  Slice folded = fold(reader, text);
  for (size_t pos = 0; pos < folded.len; pos++) {
    bool begins = pos == 0 || folded.ptr[pos - 1] == ' ';
    if (begins && chars_match_any(slice_cut(folded, pos, folded.len), lexicon_institutions))
      return true;
  }
  return false;
}

static bool is_visible(const Webpage *page, uint32_t at) {
  return webpage_end(page, at) - at <= LINE_NODES && webpage_text(page, at) > 0 &&
         webpage_text(page, at) <= LINE_TEXT_MAX;
}

// Is the first part of a title what a heading of the page says?
static bool is_headline(Reader *reader, Slice part) {
  const Webpage *page = reader->page;
  for (uint32_t at = 0; at < page->markup->node_count; at++) {
    if (webpage_kind(page, at) == ELEMENT_HEADING && is_visible(page, at) &&
        slice_equal(text_of(reader, at), part))
      return true;
  }
  return false;
}

// Without the name of the site behind it.
static Slice without_site(Reader *reader, Slice title) {
  size_t pos = 0, len = last_separator(title, &pos);
  if (len == 0) return title;
  Slice head = slice_trim(slice_cut(title, 0, pos));
  Slice tail = slice_trim(slice_cut(title, pos + len, title.len));
  bool site = slice_equal(tail, reader->meta[META_SITE]) || slice_equal(tail, reader->data.site) ||
              is_headline(reader, head) || holds_institution(reader, tail);
  return site && head.len > 0 ? head : title;
}

// The only h1 of a page, or MARKUP_NONE.
static int32_t only_headline(const Webpage *page) {
  uint32_t count = page->markup->node_count;
  if (page->book || page->sums[count].headings != 1) return MARKUP_NONE;
  for (uint32_t at = 0; at < count; at++) {
    if (page->sums[at + 1].headings == 1) return is_visible(page, at) ? (int32_t)at : MARKUP_NONE;
  }
  return MARKUP_NONE;
}

static bool is_section(Reader *reader, uint32_t at) {
  return phrases_is_section(fold(reader, text_of(reader, at)));
}

// Does a line above the headline say the title? Then the headline is one of a section.
static bool stands_above(Reader *reader, Slice title, int32_t headline) {
  for (int32_t at = 0; at < headline; at++) {
    uint32_t line = (uint32_t)at;
    if (elements_is_block(webpage_kind(reader->page, line)) && is_visible(reader->page, line) &&
        slice_equal(text_of(reader, line), title))
      return true;
  }
  return false;
}

static Slice title_element(Reader *reader) {
  int32_t element = markup_find(reader->page->markup, MARKUP_NONE, "title");
  if (element == MARKUP_NONE) return SLICE("");
  Buffer text = {0};
  markup_append_text(reader->page->markup, (uint32_t)element, &text);
  Slice title = manuscript_keep(reader->manuscript, buffer_slice(&text));
  buffer_release(&text);
  return manuscript_keep(reader->manuscript, without_site(reader, title));
}

// From the page's own elements: its only headline, else what the window would show.
static Slice title_of_page(Reader *reader) {
  int32_t headline = only_headline(reader->page);
  Slice title = title_element(reader);
  if (headline == MARKUP_NONE || is_section(reader, (uint32_t)headline)) return title;
  if (title.len > 0 && stands_above(reader, title, headline)) return title;
  return manuscript_keep(reader->manuscript, text_of(reader, (uint32_t)headline));
}

static void read_title(Reader *reader) {
  const Slice *meta = reader->meta;
  if (reader->stated->title.len > 0 || reader->page->book) return;
  Slice title = reader->data.title;
  if (title.len == 0) title = meta[META_TITLE];
  if (title.len == 0) title = meta[META_CITATION_TITLE];
  title = manuscript_keep(reader->manuscript, title);
  reader->stated->title = title.len > 0
                              ? manuscript_keep(reader->manuscript, without_site(reader, title))
                              : title_of_page(reader);
}

// ---- Date, authors, series

// "2026-02-03T09:00:00Z", "2026/2/3" or a date as people write it.
static bool take_date(Reader *reader, Slice text) {
  if (reader->stated->date.len > 0 || text.len == 0 || text.len > LINE_BYTES) return false;
  char plain[LINE_BYTES + 1], date[DATES_TEXT_SIZE];
  unsigned year, month, day;
  snprintf(plain, sizeof plain, "%.*s", (int)text.len, text.ptr);
  if (sscanf(plain, "%4u-%2u-%2u", &year, &month, &day) == 3 ||
      sscanf(plain, "%4u/%2u/%2u", &year, &month, &day) == 3)
    snprintf(plain, sizeof plain, "%u.%u.%u", day, month, year);
  if (!dates_parse(slice_of(plain), date)) return false;
  reader->stated->date = manuscript_keep(reader->manuscript, slice_of(date));
  return true;
}

static void add_names(Reader *reader, Slice text) {
  Names names;
  if (names_parse(text, &names)) {
    for (uint32_t i = 0; i < names.count; i++)
      manuscript_add_author(reader->manuscript, names.names[i]);
  } else if (memchr(text.ptr, ' ', text.len)) {
    manuscript_add_author(reader->manuscript, text);
  }
}

// "A; B", "A, B and C", "Family, Given" of citations. One word is an account, no author.
static void take_authors(Reader *reader, Slice text) {
  for (size_t pos = 0; pos <= text.len && text.len > 0;) {
    const char *end = memchr(text.ptr + pos, ';', text.len - pos);
    size_t stop = end ? (size_t)(end - text.ptr) : text.len;
    Slice part = slice_trim(slice_cut(text, pos, stop));
    bool site = slice_equal(part, reader->meta[META_SITE]);
    if (part.len > 0 && !site) add_names(reader, part);
    pos = stop + 1;
  }
}

static void take_citation_author(Reader *reader, Slice text) {
  const char *comma = text.len ? memchr(text.ptr, ',', text.len) : NULL;
  if (!comma) {
    manuscript_add_author(reader->manuscript, text);
    return;
  }
  size_t pos = (size_t)(comma - text.ptr);
  Buffer name = {0};
  buffer_add(&name, slice_trim(slice_cut(text, pos + 1, text.len)));
  buffer_add_byte(&name, ' ');
  buffer_add(&name, slice_trim(slice_cut(text, 0, pos)));
  manuscript_add_author(reader->manuscript, buffer_slice(&name));
  buffer_release(&name);
}

// Each author may have an element of its own.
static void take_authors_of(Reader *reader, MetaKind kind) {
  const Markup *markup = reader->page->markup;
  for (uint32_t at = 0; at < markup->node_count; at++) {
    Slice content;
    if (!markup_is(markup, at, "meta") || meta_kind(markup, at, &content) != kind) continue;
    if (kind == META_CITATION_AUTHOR)
      take_citation_author(reader, content);
    else
      take_authors(reader, content);
  }
}

static void read_authors(Reader *reader) {
  if (reader->stated->author_count > 0) return;
  for (uint32_t i = 0; i < reader->data.author_count; i++)
    take_authors(reader, reader->data.authors[i]);
  if (reader->stated->author_count == 0) take_authors_of(reader, META_CITATION_AUTHOR);
  if (reader->stated->author_count == 0) take_authors_of(reader, META_AUTHOR);
}

static bool take_series(Reader *reader, Slice text) {
  if (reader->stated->series.len > 0 || text.len == 0 || text.len > LINE_BYTES) return false;
  if (!phrases_is_series(fold(reader, text))) return false;
  reader->stated->series = manuscript_keep(reader->manuscript, text);
  return true;
}

static void read_fields(Reader *reader) {
  const Slice *meta = reader->meta;
  read_title(reader);
  if (reader->page->book) return;
  take_date(reader, reader->data.date);
  take_date(reader, meta[META_PUBLISHED]);
  take_date(reader, meta[META_CITATION_DATE]);
  take_date(reader, meta[META_DATE]);
  read_authors(reader);
  take_series(reader, meta[META_SECTION]);
  if (slice_starts(meta[META_URL], SLICE("http")))
    reader->stated->url = manuscript_keep(reader->manuscript, meta[META_URL]);
}

// ---- Lines that repeat it

static bool is_title_line(Reader *reader, uint32_t at) {
  if (webpage_kind(reader->page, at) != ELEMENT_HEADING) return false;
  Slice title = reader->stated->title;
  if (slice_equal(text_of(reader, at), title)) return true;
  int32_t headline = only_headline(reader->page);
  return (int32_t)at == headline && !is_section(reader, at) &&
         !stands_above(reader, title, headline);
}

// The names of a byline: without "By" and without a date behind "|".
static Slice names_of_line(Reader *reader, Slice text) {
  static const char *const signs[] = {"|", "·", "•"};
  size_t label = chars_match_any(fold(reader, text), lexicon_author_labels);
  Slice rest = chars_rest(text, label < text.len ? label : 0);
  if (rest.len > 0 && rest.ptr[0] == ':') rest = chars_rest(rest, 1);
  for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
    const char *tail = memmem(rest.ptr, rest.len, signs[i], strlen(signs[i]));
    if (!tail) continue;
    take_date(reader,
              slice_trim(slice_cut(rest, (size_t)(tail - rest.ptr) + strlen(signs[i]), rest.len)));
    rest = slice_cut(rest, 0, (size_t)(tail - rest.ptr));
  }
  return slice_trim(rest);
}

static bool names_author(const Reader *reader, Slice text) {
  for (uint32_t i = 0; i < reader->stated->author_count; i++) {
    Slice author = reader->stated->authors[i];
    if (memmem(text.ptr, text.len, author.ptr, author.len)) return true;
  }
  return false;
}

// "By A. Author on 3 January 2024": one block that begins so or holds the time.
static bool is_credit(Reader *reader, uint32_t at) {
  const Webpage *page = reader->page;
  bool says = chars_match_any(fold(reader, text_of(reader, at)), lexicon_author_labels) > 0;
  uint32_t end = webpage_end(page, at);
  for (uint32_t inner = at + 1; inner < end; inner++) {
    if (inner - at > CREDIT_NODES || elements_is_block(webpage_kind(page, inner))) return false;
    says |= markup_is(page->markup, inner, "time");
  }
  return says && page->nodes[at].block == at && names_author(reader, text_of(reader, at));
}

static bool is_authors_line(Reader *reader, uint32_t at) {
  static const char *const words[] = {"byline", "author", "authors", NULL};
  if (!webpage_has_class(reader->page, at, words) &&
      !webpage_has_token(reader->page, at, "rel", "author"))
    return is_credit(reader, at);
  Slice text = text_of(reader, at);
  if (names_author(reader, text)) return true;
  if (reader->stated->author_count > 0 && !reader->authors_by_class) return false;
  Names names;
  if (!names_parse(names_of_line(reader, text), &names)) return false;
  for (uint32_t i = 0; i < names.count; i++)
    manuscript_add_author(reader->manuscript, names.names[i]);
  reader->authors_by_class = true;
  return true;
}

static bool says_date(Reader *reader, Slice text) {
  char date[DATES_TEXT_SIZE];
  return dates_parse(text, date) && slice_equal(slice_of(date), reader->stated->date);
}

static bool is_date_line(Reader *reader, uint32_t at) {
  static const char *const words[] = {"date", "published", "posted", "time", NULL};
  const Webpage *page = reader->page;
  bool time = markup_is(page->markup, at, "time");
  if (!time && !webpage_has_class(page, at, words)) return false;
  Slice stamp = slice_trim(markup_attribute(page->markup, at, "datetime"));
  if (time && stamp.len > 0) take_date(reader, stamp);
  Slice text = text_of(reader, at);
  take_date(reader, text);
  if (says_date(reader, text)) return true;
  Slice day = slice_cut(stamp, 0, stamp.len < 10 ? stamp.len : 10);
  return time && day.len > 0 && slice_equal(day, reader->stated->date);
}

static bool is_series_line(Reader *reader, uint32_t at) {
  static const char *const words[] = {"kicker", "category", "series", "eyebrow", NULL};
  if (!webpage_has_class(reader->page, at, words)) return false;
  Slice text = text_of(reader, at);
  return slice_equal(text, reader->stated->series) || take_series(reader, text);
}

typedef bool IsLine(Reader *reader, uint32_t at);

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

static bool has_words(Slice text) {
  uint32_t code_point;
  for (size_t pos = 0; pos < text.len;) {
    pos += chars_at(text, pos, &code_point);
    if (chars_is_letter(code_point) || chars_is_digit(code_point)) return true;
  }
  return false;
}

// A text node beside an inline element that says nothing: blank, or a sign between two fields.
static bool says_nothing(const Webpage *page, uint32_t at, int32_t around) {
  if (at >= page->markup->node_count || page->markup->nodes[at].parent != around) return true;
  return !markup_is_text(page->markup, at) || !has_words(markup_characters(page->markup, at));
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
  if (text.len > 0 && text.len < 16 && !has_words(text)) page->nodes[at].cut = (uint8_t)text.len;
}

// A second title is hidden.
static BlockType once(Reader *reader, BlockType type) {
  if (type != BLOCK_TITLE) return type;
  bool again = reader->has_title_line;
  reader->has_title_line = true;
  return again ? BLOCK_FURNITURE : type;
}

static bool set_role(Reader *reader, uint32_t at) {
  Webpage *page = reader->page;
  if (markup_is_text(page->markup, at)) return false;
  if (!is_visible(page, at) || !stands_alone(page, at)) return false;
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    if (!lines[i].is_line(reader, at)) continue;
    page->nodes[at].role = (uint8_t)(once(reader, lines[i].type) + 1);
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
static void set_roles(Reader *reader, const WebpageFile *file) {
  Webpage *page = reader->page;
  uint32_t root = article_root(page, file);
  for (uint32_t at = file->start; at < file->end;) {
    bool text = at > root && at < webpage_end(page, root) && markup_is(page->markup, at, "p") &&
                webpage_text(page, at) > LONG_PARAGRAPH;
    if (text) return;
    bool skip = has_no_roles(page, at) || set_role(reader, at);
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
  Reader reader = {.page = page, .manuscript = manuscript, .stated = &manuscript->stated};
  read_head(&reader);
  read_fields(&reader);
  for (uint32_t i = 0; i < page->file_count; i++) {
    if (page->files[i].start < page->files[i].end) set_roles(&reader, &page->files[i]);
  }
  if (page->book) set_title_page(page);
  buffer_release(&reader.text);
  buffer_release(&reader.folded);
}

// SPDX-License-Identifier: MIT
// The head of a page. Titles lose the name of the site that many pages put behind them; names,
// dates and series are taken in the order of how surely they are meant for machines.
#include "import/pagehead.h"

#include "import/chars.h"
#include "import/dates.h"
#include "import/lexicon.h"
#include "import/names.h"
#include "import/phrases.h"

#include <stdio.h>
#include <strings.h>

enum {
  LINE_NODES = 200,    // of a line: nesting must not be looked through again and again
  LINE_TEXT_MAX = 200, // filled characters of it
};

static const struct {
  const char *name;
  PageHeadKind kind;
} meta_names[] = {
    {"og:title", PAGEHEAD_TITLE},
    {"citation_title", PAGEHEAD_CITATION_TITLE},
    {"og:site_name", PAGEHEAD_SITE},
    {"application-name", PAGEHEAD_SITE},
    {"article:published_time", PAGEHEAD_PUBLISHED},
    {"citation_publication_date", PAGEHEAD_CITATION_DATE},
    {"citation_date", PAGEHEAD_CITATION_DATE},
    {"date", PAGEHEAD_DATE},
    {"dc.date", PAGEHEAD_DATE},
    {"dc.date.issued", PAGEHEAD_DATE},
    {"dcterms.date", PAGEHEAD_DATE},
    {"citation_author", PAGEHEAD_CITATION_AUTHOR},
    {"author", PAGEHEAD_AUTHOR},
    {"dc.creator", PAGEHEAD_AUTHOR},
    {"article:section", PAGEHEAD_SECTION},
    {"og:url", PAGEHEAD_URL},
};

Slice pagehead_text(PageHead *head, uint32_t at) {
  buffer_clear(&head->text);
  webpage_append_text(head->page, at, webpage_end(head->page, at), PAGEHEAD_LINE_BYTES,
                      &head->text);
  return buffer_slice(&head->text);
}

Slice pagehead_fold(PageHead *head, Slice text) {
  buffer_clear(&head->folded);
  chars_fold(text, &head->folded);
  return buffer_slice(&head->folded);
}

// ---- The head

// What a <meta> says, or PAGEHEAD_COUNT for what is not asked for.
static PageHeadKind meta_kind(const Markup *markup, uint32_t at, Slice *content) {
  Slice name = markup_attribute(markup, at, "name");
  if (name.len == 0) name = markup_attribute(markup, at, "property");
  *content = slice_trim(markup_attribute(markup, at, "content"));
  if (name.len == 0 || content->len == 0) return PAGEHEAD_COUNT;
  for (size_t i = 0; i < sizeof meta_names / sizeof *meta_names; i++) {
    const char *wanted = meta_names[i].name;
    if (strlen(wanted) == name.len && strncasecmp(wanted, name.ptr, name.len) == 0)
      return meta_names[i].kind;
  }
  return PAGEHEAD_COUNT;
}

static void read_meta(PageHead *head, uint32_t at) {
  Slice content;
  PageHeadKind kind = meta_kind(head->page->markup, at, &content);
  if (kind != PAGEHEAD_COUNT && head->meta[kind].len == 0) head->meta[kind] = content;
}

static void read_script(PageHead *head, uint32_t at) {
  Buffer script = {0};
  markup_append_text(head->page->markup, at, &script);
  linkeddata_read(&head->data, head->manuscript->arena, buffer_slice(&script));
  buffer_release(&script);
}

static void read_language(PageHead *head, uint32_t at) {
  Slice language = markup_attribute(head->page->markup, at, "lang");
  if (head->stated->language.len == 0)
    head->stated->language = manuscript_keep(head->manuscript, language);
}

static void read_elements(PageHead *head) {
  const Markup *markup = head->page->markup;
  for (uint32_t at = 0; at < markup->node_count; at++) {
    if (markup_is(markup, at, "meta")) read_meta(head, at);
    if (markup_is(markup, at, "html")) read_language(head, at);
    if (markup_is(markup, at, "script") &&
        webpage_has_token(head->page, at, "type", "application/ld+json"))
      read_script(head, at);
    if (markup_is(markup, at, "link") && webpage_has_token(head->page, at, "rel", "canonical") &&
        head->meta[PAGEHEAD_URL].len == 0)
      head->meta[PAGEHEAD_URL] = slice_trim(markup_attribute(markup, at, "href"));
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

static bool holds_institution(PageHead *head, Slice text) {
  Slice folded = pagehead_fold(head, text);
  for (size_t pos = 0; pos < folded.len; pos++) {
    bool begins = pos == 0 || folded.ptr[pos - 1] == ' ';
    if (begins && chars_match_any(slice_cut(folded, pos, folded.len), lexicon_institutions))
      return true;
  }
  return false;
}

bool pagehead_is_visible(const Webpage *page, uint32_t at) {
  return webpage_end(page, at) - at <= LINE_NODES && webpage_text(page, at) > 0 &&
         webpage_text(page, at) <= LINE_TEXT_MAX;
}

// Is the first part of a title what a heading of the page says?
static bool is_headline(PageHead *head, Slice part) {
  const Webpage *page = head->page;
  for (uint32_t at = 0; at < page->markup->node_count; at++) {
    if (webpage_kind(page, at) == ELEMENT_HEADING && pagehead_is_visible(page, at) &&
        slice_equal(pagehead_text(head, at), part))
      return true;
  }
  return false;
}

// Without the name of the site behind it.
static Slice without_site(PageHead *head, Slice title) {
  size_t pos = 0, len = last_separator(title, &pos);
  if (len == 0) return title;
  Slice first = slice_trim(slice_cut(title, 0, pos));
  Slice tail = slice_trim(slice_cut(title, pos + len, title.len));
  bool site = slice_equal(tail, head->meta[PAGEHEAD_SITE]) || slice_equal(tail, head->data.site) ||
              is_headline(head, first) || holds_institution(head, tail);
  return site && first.len > 0 ? first : title;
}

static int32_t only_headline(const Webpage *page) {
  uint32_t count = page->markup->node_count;
  if (page->book || page->sums[count].headings != 1) return MARKUP_NONE;
  for (uint32_t at = 0; at < count; at++) {
    if (page->sums[at + 1].headings == 1)
      return pagehead_is_visible(page, at) ? (int32_t)at : MARKUP_NONE;
  }
  return MARKUP_NONE;
}

bool pagehead_is_section(PageHead *head, uint32_t at) {
  return phrases_is_section(pagehead_fold(head, pagehead_text(head, at)));
}

// Does a line above the headline say the title? Then the headline is one of a section.
bool pagehead_stands_above(PageHead *head, Slice title, int32_t headline) {
  for (int32_t at = 0; at < headline; at++) {
    uint32_t line = (uint32_t)at;
    if (elements_is_block(webpage_kind(head->page, line)) &&
        pagehead_is_visible(head->page, line) && slice_equal(pagehead_text(head, line), title))
      return true;
  }
  return false;
}

static Slice title_element(PageHead *head) {
  int32_t element = markup_find(head->page->markup, MARKUP_NONE, "title");
  if (element == MARKUP_NONE) return SLICE("");
  Buffer text = {0};
  markup_append_text(head->page->markup, (uint32_t)element, &text);
  Slice title = manuscript_keep(head->manuscript, buffer_slice(&text));
  buffer_release(&text);
  return manuscript_keep(head->manuscript, without_site(head, title));
}

// From the page's own elements: its only headline, else what the window would show.
static Slice title_of_page(PageHead *head) {
  int32_t headline = head->headline;
  Slice title = title_element(head);
  if (headline == MARKUP_NONE || pagehead_is_section(head, (uint32_t)headline)) return title;
  if (title.len > 0 && pagehead_stands_above(head, title, headline)) return title;
  return manuscript_keep(head->manuscript, pagehead_text(head, (uint32_t)headline));
}

static void read_title(PageHead *head) {
  const Slice *meta = head->meta;
  if (head->stated->title.len > 0 || head->page->book) return;
  Slice title = head->data.title;
  if (title.len == 0) title = meta[PAGEHEAD_TITLE];
  if (title.len == 0) title = meta[PAGEHEAD_CITATION_TITLE];
  title = manuscript_keep(head->manuscript, title);
  head->stated->title = title.len > 0 ? manuscript_keep(head->manuscript, without_site(head, title))
                                      : title_of_page(head);
}

// ---- Date, authors, series

// "2026-02-03T09:00:00Z", "2026/2/3" or a date as people write it.
bool pagehead_take_date(PageHead *head, Slice text) {
  if (head->stated->date.len > 0 || text.len == 0 || text.len > PAGEHEAD_LINE_BYTES) return false;
  char plain[PAGEHEAD_LINE_BYTES + 1], date[DATES_TEXT_SIZE];
  unsigned year, month, day;
  snprintf(plain, sizeof plain, "%.*s", (int)text.len, text.ptr);
  if (sscanf(plain, "%4u-%2u-%2u", &year, &month, &day) == 3 ||
      sscanf(plain, "%4u/%2u/%2u", &year, &month, &day) == 3)
    snprintf(plain, sizeof plain, "%u.%u.%u", day, month, year);
  if (!dates_parse(slice_of(plain), date)) return false;
  head->stated->date = manuscript_keep(head->manuscript, slice_of(date));
  return true;
}

static void add_names(PageHead *head, Slice text) {
  Names names;
  if (names_parse(text, &names)) {
    for (uint32_t i = 0; i < names.count; i++)
      manuscript_add_author(head->manuscript, names.names[i]);
  } else if (memchr(text.ptr, ' ', text.len)) {
    manuscript_add_author(head->manuscript, text);
  }
}

// "A; B", "A, B and C", "Family, Given" of citations. One word is an account, no author.
static void take_authors(PageHead *head, Slice text) {
  for (size_t pos = 0; pos <= text.len && text.len > 0;) {
    const char *end = memchr(text.ptr + pos, ';', text.len - pos);
    size_t stop = end ? (size_t)(end - text.ptr) : text.len;
    Slice part = slice_trim(slice_cut(text, pos, stop));
    bool site = slice_equal(part, head->meta[PAGEHEAD_SITE]);
    if (part.len > 0 && !site) add_names(head, part);
    pos = stop + 1;
  }
}

static void take_citation_author(PageHead *head, Slice text) {
  const char *comma = text.len ? memchr(text.ptr, ',', text.len) : NULL;
  if (!comma) {
    manuscript_add_author(head->manuscript, text);
    return;
  }
  size_t pos = (size_t)(comma - text.ptr);
  Buffer name = {0};
  buffer_add(&name, slice_trim(slice_cut(text, pos + 1, text.len)));
  buffer_add_byte(&name, ' ');
  buffer_add(&name, slice_trim(slice_cut(text, 0, pos)));
  manuscript_add_author(head->manuscript, buffer_slice(&name));
  buffer_release(&name);
}

// Each author may have an element of its own.
static void take_authors_of(PageHead *head, PageHeadKind kind) {
  const Markup *markup = head->page->markup;
  for (uint32_t at = 0; at < markup->node_count; at++) {
    Slice content;
    if (!markup_is(markup, at, "meta") || meta_kind(markup, at, &content) != kind) continue;
    if (kind == PAGEHEAD_CITATION_AUTHOR)
      take_citation_author(head, content);
    else
      take_authors(head, content);
  }
}

static void read_authors(PageHead *head) {
  if (head->stated->author_count > 0) return;
  for (uint32_t i = 0; i < head->data.author_count; i++) take_authors(head, head->data.authors[i]);
  if (head->stated->author_count == 0) take_authors_of(head, PAGEHEAD_CITATION_AUTHOR);
  if (head->stated->author_count == 0) take_authors_of(head, PAGEHEAD_AUTHOR);
}

bool pagehead_take_series(PageHead *head, Slice text) {
  if (head->stated->series.len > 0 || text.len == 0 || text.len > PAGEHEAD_LINE_BYTES) return false;
  if (!phrases_is_series(pagehead_fold(head, text))) return false;
  head->stated->series = manuscript_keep(head->manuscript, text);
  return true;
}

void pagehead_read(PageHead *head) {
  const Slice *meta = head->meta;
  head->headline = only_headline(head->page);
  read_elements(head);
  read_title(head);
  if (head->page->book) return;
  pagehead_take_date(head, head->data.date);
  pagehead_take_date(head, meta[PAGEHEAD_PUBLISHED]);
  pagehead_take_date(head, meta[PAGEHEAD_CITATION_DATE]);
  pagehead_take_date(head, meta[PAGEHEAD_DATE]);
  read_authors(head);
  pagehead_take_series(head, meta[PAGEHEAD_SECTION]);
  if (slice_starts(meta[PAGEHEAD_URL], SLICE("http")))
    head->stated->url = manuscript_keep(head->manuscript, meta[PAGEHEAD_URL]);
}

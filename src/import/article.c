// SPDX-License-Identifier: MIT
// The article: an element that says so and holds a good part of the text. What is furniture inside
// shows by its element, by an attribute that hides it, by a word of its class, or because it is
// nothing but short links. All is weighed by sums over ranges of nodes, so that nesting costs
// nothing.
#include "import/article.h"

#include "base/bisection.h"
#include "import/chars.h"

#include <strings.h>

enum {
  ROOT_SHARE = 4,       // one in so many characters of the body is enough
  LINKS_LEAST = 2,      // of a list of links
  LINK_TEXT_TENTHS = 8, // of its text
};

// ---- The root

static bool is_main(const Webpage *page, uint32_t at) {
  return webpage_kind(page, at) == ELEMENT_MAIN || webpage_has_token(page, at, "role", "main");
}

static bool is_article(const Webpage *page, uint32_t at) {
  return webpage_kind(page, at) == ELEMENT_ARTICLE;
}

// The first of its sort that holds enough of the text, or `body`.
static uint32_t find_share(const Webpage *page, uint32_t body,
                           bool (*is_sort)(const Webpage *page, uint32_t at)) {
  uint32_t all = webpage_text(page, body);
  for (uint32_t at = body; at < webpage_end(page, body); at++) {
    if (is_sort(page, at) && (uint64_t)webpage_text(page, at) * ROOT_SHARE >= all) return at;
  }
  return body;
}

static uint32_t find_body(const Webpage *page, const WebpageFile *file) {
  for (uint32_t at = file->start; at < file->end; at++) {
    if (markup_is(page->markup, at, "body")) return at;
  }
  return file->start;
}

static void mark_root(Webpage *page, const WebpageFile *file) {
  uint32_t body = find_body(page, file), root = find_share(page, body, is_article);
  if (root == body) root = find_share(page, body, is_main);
  page->nodes[root].flags |= WEBPAGE_ROOT;
}

uint32_t article_root(const Webpage *page, const WebpageFile *file) {
  uint32_t at = file->start;
  while (at + 1 < file->end && !(page->nodes[at].flags & WEBPAGE_ROOT)) at++;
  return at;
}

// ---- What hides

// "display: none" in any spelling of blanks and case.
static bool style_hides(Slice style) {
  static const char *const words[] = {"display:none", "visibility:hidden"};
  for (int i = 0; i < 2; i++) {
    size_t matched = 0, len = strlen(words[i]);
    for (size_t pos = 0; pos < style.len && matched < len; pos++) {
      char byte = style.ptr[pos];
      if (byte == ' ' || byte == '\t' || byte == '\n') continue;
      char lower = byte >= 'A' && byte <= 'Z' ? (char)(byte + 'a' - 'A') : byte;
      matched = lower == words[i][matched] ? matched + 1 : lower == words[i][0];
    }
    if (matched == len) return true;
  }
  return false;
}

// Head and foot of printed pages, as word processors export them.
static bool is_page_margin(const Webpage *page, uint32_t at) {
  Slice title = markup_attribute(page->markup, at, "title");
  return webpage_kind(page, at) == ELEMENT_DIVISION &&
         (slice_equal(title, SLICE("footer")) || slice_equal(title, SLICE("header")));
}

static bool attributes_hide(const Webpage *page, uint32_t at) {
  static const char *const words[] = {
      "cookie", "consent", "share",      "sharing",     "social",  "related",
      "promo",  "advert",  "newsletter", "subscribe",   "sidebar", "menu",
      "skip",   "cookies", "breadcrumb", "breadcrumbs", NULL};
  const Markup *markup = page->markup;
  if (markup->nodes[at].attribute_count == 0) return false;
  bool caption = webpage_kind(page, at) == ELEMENT_CAPTION; // hidden from those who hear the image
  return markup_attribute(markup, at, "hidden").ptr || is_page_margin(page, at) ||
         (webpage_has_token(page, at, "aria-hidden", "true") && !caption) ||
         style_hides(markup_attribute(markup, at, "style")) || webpage_has_class(page, at, words);
}

static bool element_hides(const Webpage *page, uint32_t at, bool in_article) {
  ElementKind kind = webpage_kind(page, at);
  if (kind == ELEMENT_ASIDE) return !(page->nodes[at].flags & WEBPAGE_NOTES);
  if (kind == ELEMENT_HEADER) return !in_article;
  return kind == ELEMENT_NAVIGATION || kind == ELEMENT_FOOTER;
}

// A menu, related articles, share buttons: short links and little else.
static bool is_list_of_links(const Webpage *page, uint32_t at) {
  ElementKind kind = webpage_kind(page, at);
  if (kind != ELEMENT_LIST && kind != ELEMENT_CELL && kind != ELEMENT_DIVISION) return false;
  const WebpageSums *first = &page->sums[at], *last = &page->sums[webpage_end(page, at)];
  uint64_t text = last->text - first->text, linked = last->link_text - first->link_text;
  return last->links - first->links >= LINKS_LEAST && linked * 10 >= text * LINK_TEXT_TENTHS &&
         last->long_links == first->long_links && last->references == first->references;
}

// ---- What is never hidden

static bool holds_note(const Webpage *page, uint32_t at) {
  Bisection range = bisection_of(0, page->note_count);
  while (bisection_open(&range)) bisection_narrow(&range, page->notes[range.middle].end <= at);
  uint32_t low = (uint32_t)range.low;
  return low < page->note_count && page->notes[low].start < webpage_end(page, at);
}

static bool is_protected(const Webpage *page, uint32_t root, uint32_t at) {
  uint32_t end = webpage_end(page, at);
  return page->sums[end].headings > page->sums[at].headings || holds_note(page, at) ||
         (uint64_t)webpage_text(page, at) * 2 > webpage_text(page, root);
}

static void hide_inside(Webpage *page, uint32_t root) {
  uint32_t article_end = is_article(page, root) ? webpage_end(page, root) : 0;
  for (uint32_t at = root + 1; at < webpage_end(page, root);) {
    if (is_article(page, at) && webpage_end(page, at) > article_end)
      article_end = webpage_end(page, at);
    bool hides =
        webpage_text(page, at) > 0 && (element_hides(page, at, at < article_end) ||
                                       attributes_hide(page, at) || is_list_of_links(page, at));
    bool hidden = hides && !is_protected(page, root, at);
    if (hidden) page->nodes[at].flags |= WEBPAGE_HIDDEN;
    at = hidden ? webpage_end(page, at) : at + 1;
  }
}

void article_find(Webpage *page) {
  for (uint32_t i = 0; i < page->file_count; i++) {
    if (page->files[i].start == page->files[i].end) continue;
    mark_root(page, &page->files[i]);
    hide_inside(page, article_root(page, &page->files[i]));
  }
}

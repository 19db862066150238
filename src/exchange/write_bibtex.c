// SPDX-License-Identifier: MIT
// BibTeX: an entry for each brief. Braces twice around a title keep its capitals; once around a
// name keep it whole.
#include "base/memory.h"
#include "exchange/citekeys.h"
#include "exchange/escape.h"
#include "library/author.h"

#include <stdlib.h>

static void add_field(Buffer *out, const char *name, const char *open, Slice value,
                      const char *close) {
  if (value.len == 0) return;
  buffer_printf(out, ",\n  %s = %s", name, open);
  escape_tex(out, value);
  buffer_add_string(out, close);
}

static void add_authors(Buffer *out, const Brief *brief) {
  Slice rest = exchange_author(brief);
  Author author;
  bool first = true;
  for (; author_next(&rest, &author); first = false) {
    buffer_add_string(out, first ? ",\n  author = {" : " and ");
    if (author.given.len == 0) buffer_add_byte(out, '{');
    escape_tex(out, author.family);
    if (author.given.len > 0) buffer_add_string(out, ", ");
    escape_tex(out, author.given);
    if (author.given.len == 0) buffer_add_byte(out, '}');
  }
  if (!first) buffer_add_byte(out, '}');
}

static void add_date(Buffer *out, const char *date) {
  static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                       "jul", "aug", "sep", "oct", "nov", "dec"};
  if (strlen(date) >= 4) buffer_printf(out, ",\n  year = {%.4s}", date);
  int month = strlen(date) >= 7 ? atoi(date + 5) : 0;
  if (month >= 1 && month <= 12) buffer_printf(out, ",\n  month = %s", months[month - 1]);
}

// A URL goes out as it is: nothing is left in it that TeX or braces could trip over.
static void add_url(Buffer *out, const char *url) {
  Buffer uri = {0};
  if (!url[0]) return;
  escape_uri(&uri, slice_of(url));
  buffer_printf(out, ",\n  url = {%s}", uri.ptr);
  buffer_release(&uri);
}

void write_bibtex(Exchange *exchange) {
  CiteKeys keys = citekeys_make(exchange);
  Buffer *out = &exchange->out;
  uint32_t at = 0;
  exchange_next_group(exchange);
  while (exchange_next_brief(exchange)) {
    const Brief *brief = exchange->brief;
    buffer_printf(out, "%s@techreport{%s", at > 0 ? "\n" : "", keys.items[at]);
    at++;
    add_field(out, "title", "{{", slice_of(brief->title), "}}");
    add_authors(out, brief);
    add_date(out, brief->date);
    add_field(out, "type", "{", SLICE("Policy brief"), "}");
    add_url(out, brief->url);
    buffer_printf(out, ",\n  note = {sha256:%s}\n}\n", brief->hash);
  }
  citekeys_release(&keys);
}

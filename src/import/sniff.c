// SPDX-License-Identifier: MIT
// Signatures. Archives are told apart by the names of members that stand in clear in them.
#include "import/sniff.h"

#include "import/chars.h"

#include <strings.h>

enum { HEAD = 1024 };

Slice sniff_head(const ImportInput *input) {
  return slice_cut(input->bytes, 0, input->bytes.len < HEAD ? input->bytes.len : HEAD);
}

static bool holds(Slice bytes, Slice needle) {
  return bytes.len >= needle.len && memmem(bytes.ptr, bytes.len, needle.ptr, needle.len) != NULL;
}

bool sniff_name_ends(const ImportInput *input, const char *ending) {
  size_t len = input->name ? strlen(input->name) : 0, want = strlen(ending);
  return len >= want && strcasecmp(input->name + len - want, ending) == 0;
}

bool sniff_pdf(const ImportInput *input) {
  return holds(sniff_head(input), SLICE("%PDF-"));
}

bool sniff_zip(const ImportInput *input) {
  return slice_starts(input->bytes, SLICE("PK\3\4"));
}

bool sniff_epub(const ImportInput *input) {
  if (!sniff_zip(input)) return false;
  return holds(sniff_head(input), SLICE("application/epub+zip")) ||
         holds(input->bytes, SLICE("META-INF/container.xml"));
}

bool sniff_odt(const ImportInput *input) {
  return sniff_zip(input) && holds(sniff_head(input), SLICE("application/vnd.oasis.opendocument"));
}

bool sniff_docx(const ImportInput *input) {
  return sniff_zip(input) && holds(input->bytes, SLICE("word/"));
}

// Does the lower-case ASCII word stand at pos, whatever its case there?
static bool matches(Slice bytes, size_t pos, const char *word) {
  size_t len = strlen(word);
  return bytes.len - pos >= len && strncasecmp(bytes.ptr + pos, word, len) == 0;
}

static bool holds_tag(Slice bytes, const char *word) {
  for (size_t pos = 0; pos < bytes.len; pos++) {
    if (matches(bytes, pos, word)) return true;
  }
  return false;
}

static bool begins_as_html(Slice head) {
  size_t pos = slice_starts(head, SLICE("\xEF\xBB\xBF")) ? 3 : 0;
  while (pos < head.len && strchr(" \t\r\n\f", head.ptr[pos]) && head.ptr[pos]) pos++;
  if (matches(head, pos, "<!doctype html") || matches(head, pos, "<html")) return true;
  return matches(head, pos, "<?xml") && holds_tag(head, "<html");
}

bool sniff_html(const ImportInput *input) {
  return begins_as_html(sniff_head(input)) || sniff_name_ends(input, ".html") ||
         sniff_name_ends(input, ".htm") || sniff_name_ends(input, ".xhtml");
}

bool sniff_markdown(const ImportInput *input) {
  return sniff_name_ends(input, ".md") || sniff_name_ends(input, ".markdown");
}

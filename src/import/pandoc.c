// SPDX-License-Identifier: MIT
// Pandoc in its sandbox: it reads nothing but its standard input. Formats are rows of a table.
#include "import/pandoc.h"

#include "import/convert.h"
#include "import/decode.h"
#include "import/html.h"
#include "import/rtf.h"
#include "import/sniff.h"

typedef struct Row {
  const char *format;     // pandoc's name
  const char *what;       // "an RTF document"
  const char *begins[3];  // the document with one of them, white space aside …
  const char *holds[3];   // … or has all of these in its first bytes
  const char *endings[3]; // of names, where the content says nothing
} Row;

static const Row rows[] = {
    {.format = "rtf", .what = "an RTF document", .begins = {"{\\rtf"}},
    {.format = "latex",
     .what = "a LaTeX document",
     .begins = {"\\documentclass", "\\documentstyle"},
     .holds = {"\n\\documentclass"},
     .endings = {".tex", ".latex"}},
    {.format = "docbook",
     .what = "a DocBook document",
     .holds = {"<?xml", "docbook"},
     .endings = {".docbook", ".dbk"}},
    {.format = "jats", .what = "a JATS article", .holds = {"<article", "JATS"}},
    {.format = "fb2", .what = "a FictionBook", .holds = {"<FictionBook"}, .endings = {".fb2"}},
    {.format = "org",
     .what = "an Org file",
     .begins = {"#+TITLE:", "#+title:"},
     .endings = {".org"}},
    {.format = "rst", .what = "a reStructuredText file", .endings = {".rst", ".rest"}},
    {.format = "textile", .what = "a Textile file", .endings = {".textile"}},
    {.format = "mediawiki", .what = "a MediaWiki page", .endings = {".mediawiki", ".wiki"}},
    {.format = "opml", .what = "an OPML outline", .holds = {"<opml"}, .endings = {".opml"}},
};

enum { ROWS = sizeof rows / sizeof *rows, NAMES = 3 };

static bool begins(Slice head, const char *const *words) {
  for (int i = 0; i < NAMES && words[i]; i++) {
    if (slice_starts(head, slice_of(words[i]))) return true;
  }
  return false;
}

static bool holds_all(Slice head, const char *const *words) {
  for (int i = 0; i < NAMES && words[i]; i++) {
    if (!memmem(head.ptr, head.len, words[i], strlen(words[i]))) return false;
  }
  return words[0] != NULL;
}

static bool is_named(const ImportInput *input, const char *const *endings) {
  for (int i = 0; i < NAMES && endings[i]; i++) {
    if (sniff_name_ends(input, endings[i])) return true;
  }
  return false;
}

static const Row *find_row(const ImportInput *input) {
  Slice head = sniff_head(input);
  if (slice_starts(head, SLICE("\xEF\xBB\xBF"))) head = slice_cut(head, 3, head.len);
  head = slice_trim(head);
  for (size_t i = 0; i < ROWS; i++) {
    if (begins(head, rows[i].begins) || holds_all(head, rows[i].holds)) return &rows[i];
  }
  for (size_t i = 0; i < ROWS; i++) {
    if (is_named(input, rows[i].endings)) return &rows[i];
  }
  return NULL;
}

bool pandoc_sniff(const ImportInput *input) {
  return find_row(input) != NULL;
}

// A document without a title gets the name of its file, which is "-".
static void forget_stand_in(Buffer *html) {
  Slice stand_in = SLICE("<title>-</title>");
  char *at = html->len ? memmem(html->ptr, html->len, stand_in.ptr, stand_in.len) : NULL;
  if (at) memset(at, ' ', stand_in.len);
}

static bool convert(const Row *row, const ImportInput *input, Slice document, Buffer *html,
                    Error *err) {
  const char *const arguments[] = {"pandoc",    "--sandbox", "--standalone", "--quiet", "-f",
                                   row->format, "-t",        "html",         NULL};
  ConvertRequest request = {.arguments = arguments,
                            .package = convert_row(CONVERT_PANDOC)->package,
                            .what = row->what,
                            .document = document,
                            .watch = input->watch};
  return convert_run(&request, html, NULL, err);
}

// Pandoc wants UTF-8. RTF is of bytes, which say themselves what they mean.
static bool prepare(const Row *row, Slice bytes, Buffer *text, Error *err) {
  if (strcmp(row->format, "rtf") != 0) return decode_bytes(bytes, text, err);
  rtf_mend(bytes, text);
  return true;
}

bool pandoc_write(const ImportInput *input, Manuscript *manuscript, Error *err) {
  const Row *row = find_row(input);
  Buffer text = {0}, html = {0};
  bool ok = prepare(row, input->bytes, &text, err) &&
            convert(row, input, buffer_slice(&text), &html, err);
  forget_stand_in(&html);
  ok = ok && html_write(&(ImportInput){.bytes = buffer_slice(&html)}, manuscript, err);
  bool noted = strcmp(row->format, "rtf") == 0 && rtf_has_notes(input->bytes);
  if (ok && noted && manuscript->note_count == 0)
    manuscript->lost = "its footnotes are not there: this pandoc does not read those of RTF";
  buffer_release(&text);
  buffer_release(&html);
  return ok;
}

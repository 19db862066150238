// SPDX-License-Identifier: MIT
// Runs the documents of footnotes.spec, structure.spec and variants.spec: each is read, and what
// was recognised is compared with what stands below it.
//
//   === name of the case
//   the document (<FF> is a form feed, <TAB> a tabulator)
//   =>
//   the structure, a line for each block (runs of blanks count as one)
#include "support/check.h"

#include "base/file.h"
#include "base/memory.h"
#include "cli/structure.h"
#include "import/import.h"
#include "import/pdf.h"
#include "import/structured.h"

#include <stdlib.h>

typedef Version *ReadDocument(Slice document, Error *err);

typedef struct Case {
  char *name;
  ReadDocument *read;
  Slice document, wanted;
} Case;

typedef struct Cases {
  Buffer file;
  Case *items;
  size_t count, room;
} Cases;

// The place of `needle` from pos on, or the end of the text.
static size_t find(Slice text, size_t pos, Slice needle) {
  const char *at = memmem(text.ptr + pos, text.len - pos, needle.ptr, needle.len);
  return at ? (size_t)(at - text.ptr) : text.len;
}

static void add_case(Cases *cases, Slice text) {
  Slice wanted_mark = SLICE("\n=>\n");
  size_t name_end = find(text, 0, SLICE("\n")), end = find(text, 0, wanted_mark);
  if (end == text.len) BUG("a case without '=>'");
  cases->items = memory_grow(cases->items, cases->count, &cases->room, sizeof *cases->items);
  cases->items[cases->count++] = (Case){
      .name = memory_string(slice_cut(text, 0, name_end)),
      .document = slice_cut(text, name_end + 1, end > name_end ? end + 1 : name_end + 1),
      .wanted = slice_trim(slice_cut(text, end + wanted_mark.len, text.len)),
  };
}

static void load_cases(Cases *cases, const char *path) {
  Error err = {0};
  if (!file_read(path, 1 << 20, &cases->file, &err)) BUG("%s", err.message);
  Slice text = buffer_slice(&cases->file), mark = SLICE("\n=== ");
  for (size_t start = find(text, 0, mark); start < text.len;) {
    size_t end = find(text, start + mark.len, mark);
    add_case(cases, slice_cut(text, start + mark.len, end));
    start = end;
  }
}

static void add_document(Buffer *out, Slice document) {
  static const struct {
    Slice name;
    char byte;
  } signs[] = {{{"<FF>", 4}, '\f'}, {{"<TAB>", 5}, '\t'}};
  for (size_t pos = 0; pos < document.len;) {
    size_t sign = 0;
    while (sign < 2 && !slice_starts(slice_cut(document, pos, document.len), signs[sign].name))
      sign++;
    buffer_add_byte(out, sign < 2 ? signs[sign].byte : document.ptr[pos]);
    pos += sign < 2 ? signs[sign].name.len : 1;
  }
}

static void add_with_single_blanks(Buffer *out, Slice text) {
  for (size_t pos = 0; pos < text.len; pos++) {
    if (text.ptr[pos] == ' ' && out->len && out->ptr[out->len - 1] == ' ') continue;
    buffer_add_byte(out, text.ptr[pos]);
  }
}

static Version *read_text(Slice document, Error *err) {
  return import_read(&(ImportInput){.bytes = document, .name = "brief.txt"}, err);
}

// What the converter of PDF gives; a version that is made anew must be the same.
static Version *read_pages(Slice document, Error *err) {
  Manuscript manuscript;
  manuscript_init(&manuscript);
  bool ok = pdf_write_pages(document, &manuscript, err) && manuscript_finish(&manuscript, err);
  Version *version = ok ? structured_version(&manuscript, err) : NULL;
  manuscript_release(&manuscript);
  Version *anew = version ? import_anew(version) : NULL;
  if (version && !anew) BUG("a version of a PDF cannot be made anew");
  version_free(version);
  return anew;
}

static void document_has_the_structure_below_it(void **state) {
  const Case *current = *state;
  Buffer document = {0}, structure = {0}, shown = {0};
  add_document(&document, current->document);
  Error err = {0};
  Version *version = current->read(buffer_slice(&document), &err);
  check_ok(version != NULL, &err);
  structure_write_lines(version, &structure);
  add_with_single_blanks(&shown, buffer_slice(&structure));
  Buffer wanted = {0};
  buffer_add(&wanted, current->wanted);
  check_text(slice_trim(buffer_slice(&shown)), wanted.ptr ? wanted.ptr : "");
  version_free(version);
  buffer_release(&document);
  buffer_release(&structure);
  buffer_release(&shown);
  buffer_release(&wanted);
}

static int run_file(const char *path, ReadDocument *read) {
  Cases cases = {0};
  load_cases(&cases, path);
  struct CMUnitTest *tests = memory_new(cases.count, sizeof *tests);
  for (size_t i = 0; i < cases.count; i++) {
    cases.items[i].read = read;
    tests[i] = (struct CMUnitTest){.name = cases.items[i].name,
                                   .test_func = document_has_the_structure_below_it,
                                   .initial_state = &cases.items[i]};
  }
  if (cases.count == 0) BUG("no cases in %s", path);
  int failed = _cmocka_run_group_tests(path, tests, cases.count, NULL, NULL);
  for (size_t i = 0; i < cases.count; i++) free(cases.items[i].name);
  free(tests);
  free(cases.items);
  buffer_release(&cases.file);
  return failed;
}

int main(void) {
  return run_file("tests/spec/footnotes.spec", read_text) +
             run_file("tests/spec/structure.spec", read_text) +
             run_file("tests/spec/variants.spec", read_text) +
             run_file("tests/spec/pdf.spec", read_pages) >
         0;
}

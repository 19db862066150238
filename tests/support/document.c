// SPDX-License-Identifier: MIT
#include "support/document.h"

#include "cli/structure.h"
#include "import/import.h"
#include "support/check.h"
#include "support/parts.h"

void document_skip_without(OptionalLibrary library) {
  if (optional_row(library)->soname) return;
  print_message("this build is without %s\n", optional_row(library)->name);
  skip();
}

Version *document_read(Slice bytes, const char *name) {
  Error err = {0};
  Version *version = import_read(&(ImportInput){.bytes = bytes, .name = name}, &err);
  check_ok(version != NULL, &err);
  return version;
}

void document_check(Slice bytes, const char *name, const char *wanted) {
  Version *version = document_read(bytes, name);
  Buffer lines = {0};
  structure_write_lines(version, &lines);
  check_text(buffer_slice(&lines), wanted);
  buffer_release(&lines);
  version_free(version);
}

void document_check_refused(Slice bytes, const char *name, const char *words) {
  Error err = {0};
  assert_null(import_read(&(ImportInput){.bytes = bytes, .name = name}, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  if (!strstr(err.message, words)) fail_msg("'%s' does not say '%s'", err.message, words);
}

Version *document_read_parts(const char *parts, const char *name) {
  Zip zip = {0};
  Version *version = document_read(parts_pack(slice_of(parts), &zip), name);
  buffer_release(&zip.bytes);
  return version;
}

void document_check_parts(const char *parts, const char *name, const char *wanted) {
  Zip zip = {0};
  document_check(parts_pack(slice_of(parts), &zip), name, wanted);
  buffer_release(&zip.bytes);
}

void document_check_parts_refused(const char *parts, const char *name, const char *words) {
  Zip zip = {0};
  document_check_refused(parts_pack(slice_of(parts), &zip), name, words);
  buffer_release(&zip.bytes);
}

void document_check_cut(Slice bytes, const char *name, size_t steps) {
  for (size_t step = 1; step < steps; step++)
    document_check_refused(slice_cut(bytes, 0, bytes.len * step / steps), name, "");
}

// SPDX-License-Identifier: MIT
// Running converters. base/process.h confines them; here is what their ends mean to a reader.
#include "import/convert.h"

#include <signal.h>
#include <stdlib.h>

enum { COMPLAINT_MAX = 160 }; // bytes of what the program says of its failure

// Of address space: a runtime of Haskell's takes a good part of it before it starts.
#define MEMORY_MAX ((size_t)2 << 30)

static const ConvertRow rows[CONVERT_COUNT] = {
    [CONVERT_PDFTOHTML] = {"pdftohtml", "poppler-utils", "PDF is read", "PDF is refused"},
    [CONVERT_PANDOC] = {"pandoc", "pandoc", "RTF, LaTeX, Org and other markup are read",
                        "RTF, LaTeX, Org and other markup are refused"},
};

const ConvertRow *convert_row(ConvertProgram program) {
  return &rows[program];
}

static bool is_in_path(const char *program) {
  char *file = process_find(program);
  free(file);
  return file != NULL;
}

bool convert_is_there(ConvertProgram program) {
  return is_in_path(rows[program].name);
}

static bool is_installed(const ConvertRequest *request, Error *err) {
  const char *program = request->arguments[0];
  if (is_in_path(program)) return true;
  error_set(err, ERROR_DATA,
            "reading %s needs the program %s of the package %s, which is not installed",
            request->what, program, request->package);
  return error_hint(err, "install the package %s and try again", request->package);
}

// The first line of what the program said.
static Slice complaint_of(const ProcessEnd *end) {
  Slice said = slice_trim(buffer_slice(&end->errors));
  size_t len = 0;
  while (len < said.len && len < COMPLAINT_MAX && said.ptr[len] != '\n') len++;
  while (len > 0 && len < said.len && ((unsigned char)said.ptr[len] & 0xC0) == 0x80) len--;
  return slice_cut(said, 0, len);
}

static bool fail(const ConvertRequest *request, const ProcessEnd *end, Error *err) {
  const char *program = request->arguments[0];
  Slice said = complaint_of(end);
  if (end->stopped) return error_set(err, ERROR_DATA, "%s was interrupted", program);
  if (end->late || end->status == PROCESS_SIGNALLED + SIGXCPU)
    return error_set(err, ERROR_DATA, "%s takes longer than %d seconds for it", program,
                     CONVERT_SECONDS_MAX);
  if (end->cut)
    return error_set(err, ERROR_DATA, "%s makes more than %d MiB of it", program,
                     CONVERT_OUTPUT_MAX >> 20);
  if (said.len)
    return error_set(err, ERROR_DATA, "%s cannot read it: %.*s", program, (int)said.len, said.ptr);
  return error_set(err, ERROR_DATA, "%s cannot read it (status %d)", program, end->status);
}

bool convert_run(const ConvertRequest *request, Buffer *output, bool *refused, Error *err) {
  static const ProcessBounds bounds = {
      .seconds = CONVERT_SECONDS_MAX, .memory = MEMORY_MAX, .output = CONVERT_OUTPUT_MAX};
  if (refused) *refused = false;
  if (!is_installed(request, err)) return false;
  ProcessRequest wanted = {.arguments = request->arguments,
                           .captured = true,
                           .input = request->document,
                           .bounds = &bounds,
                           .watch = request->watch,
                           .wake_fd = -1};
  ProcessEnd end;
  if (!process_run(&wanted, &end, err)) return false;
  bool ok = end.status == 0 && !end.cut && !end.late && !end.stopped;
  if (!ok) fail(request, &end, err);
  if (refused) *refused = !ok && end.status > 0 && end.status < PROCESS_SIGNALLED;
  if (ok) buffer_add(output, buffer_slice(&end.output));
  process_release(&end);
  return ok;
}

// SPDX-License-Identifier: MIT
// Other programs that read a format for us. They get the document as a file in memory and give text
// on their standard output, within bounds of time, memory and length; nothing of either is ever in
// a file with a name.
#ifndef POSTIL_IMPORT_CONVERT_H
#define POSTIL_IMPORT_CONVERT_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/process.h"

enum {
  CONVERT_SECONDS_MAX = 30,
  CONVERT_OUTPUT_MAX = 64 << 20,
};

// The programs that are asked, and what they are asked for.
typedef enum ConvertProgram { CONVERT_PDFTOHTML, CONVERT_PANDOC, CONVERT_COUNT } ConvertProgram;

typedef struct ConvertRow {
  const char *name;    // of the program
  const char *package; // Debian's, that has it
  const char *with;    // what it brings: "PDF is read"
  const char *without; // what is so without it
} ConvertRow;

const ConvertRow *convert_row(ConvertProgram program);

// Would it be found now?
bool convert_is_there(ConvertProgram program);

// An absolute name for the document, among the arguments of a program that wants a file's name.
#define CONVERT_DOCUMENT "/dev/fd/0"

typedef struct ConvertRequest {
  const char *const *arguments; // ends with NULL; the first is the program's name
  const char *package;          // Debian's, that has the program
  const char *what;             // that is converted: "a PDF"
  Slice document;               // the program's standard input
  const ProcessWatch *watch;    // who may stop it; NULL: nobody but a signal
} ConvertRequest;

// Runs the program and appends what it gives. ERROR_DATA when it is not installed (the message
// names program and package), fails, is too slow or gives too much. *refused, unless it is NULL,
// tells a failure of the program by its own will from all others.
bool convert_run(const ConvertRequest *request, Buffer *output, bool *refused, Error *err);

#endif

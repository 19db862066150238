// SPDX-License-Identifier: MIT
// What the command line prints. Results go to standard output: to a terminal through the filter of
// base/safe.h, to a file or pipe exactly as they are. Messages go to standard error, always
// filtered.
#ifndef POSTIL_CLI_OUTPUT_H
#define POSTIL_CLI_OUTPUT_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum OutputFilter {
  OUTPUT_BY_SINK, // filtered if standard output is a terminal
  OUTPUT_RAW,
  OUTPUT_SAFE,
} OutputFilter;

// Text on its way to standard output. Whoever prints adds to `text` and flushes at the end of a
// record; a failure is sticky in stdio and is reported once, by file_close_output().
typedef struct Output {
  Buffer text;
  bool tty; // standard output is a terminal
  OutputFilter filter;
  bool kept;                       // flushing leaves the text where it is: a script takes it
  size_t strong_start, strong_end; // of the text: in colour; empty: nothing. Flushing forgets it
  int failure;                     // errno of the first write that failed, 0 for none
} Output;

void output_init(Output *output);
void output_release(Output *output);

// Will what is sent pass the filter?
bool output_filters(const Output *output);

// Sends what was added.
void output_flush(Output *output);

// Columns of the terminal on standard output; 80 when it does not say.
uint32_t output_columns(void);

// "postil: MESSAGE" and, if there is one, "postil: HINT" on standard error, through the filter.
void output_complain(const Error *err);

// "postil: SENTENCE" on standard error: something worth knowing that is no failure.
void output_tell(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif

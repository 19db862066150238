// SPDX-License-Identifier: MIT
// Printing. The filter stands here and nowhere else in this layer, so a subcommand cannot forget
// it. Text is collected for a record at a time: flushing costs one pass over it.
#include "cli/output.h"

#include "base/safe.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

void output_init(Output *output) {
  *output = (Output){.tty = isatty(STDOUT_FILENO) == 1};
}

void output_release(Output *output) {
  buffer_release(&output->text);
}

bool output_filters(const Output *output) {
  return output->filter == OUTPUT_SAFE || (output->filter == OUTPUT_BY_SINK && output->tty);
}

static void send(Output *output, Slice text) {
  Buffer shown = {0};
  if (output_filters(output)) {
    safe_append(&shown, text, safe_mode_of_locale(), true);
    text = buffer_slice(&shown);
  }
  if (text.len > 0 && fwrite(text.ptr, 1, text.len, stdout) < text.len && output->failure == 0)
    output->failure = errno;
  buffer_release(&shown);
}

void output_flush(Output *output) {
  if (output->kept) return;
  Slice text = buffer_slice(&output->text);
  size_t start = output->strong_start, end = output->strong_end;
  if (start < end) {
    send(output, slice_cut(text, 0, start));
    fputs("\x1b[1;31m", stdout);
    send(output, slice_cut(text, start, end));
    fputs("\x1b[m", stdout);
    text = slice_cut(text, end, text.len);
  }
  send(output, text);
  output->strong_start = output->strong_end = 0;
  buffer_clear(&output->text);
}

uint32_t output_columns(void) {
  struct winsize size;
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 80;
  return size.ws_col;
}

static void say(const char *sentence) {
  Buffer line = {0};
  buffer_add_string(&line, "postil: ");
  safe_append(&line, slice_of(sentence), safe_mode_of_locale(), false);
  buffer_add_byte(&line, '\n');
  fwrite(line.ptr, 1, line.len, stderr);
  buffer_release(&line);
}

void output_complain(const Error *err) {
  say(err->message);
  if (err->hint[0]) say(err->hint);
}

void output_tell(const char *format, ...) {
  Buffer sentence = {0};
  va_list arguments;
  va_start(arguments, format);
  buffer_vprintf(&sentence, format, arguments);
  va_end(arguments);
  say(sentence.ptr);
  buffer_release(&sentence);
}

// SPDX-License-Identifier: MIT
// Labels of notes: what stands in a mark, and its value.
#ifndef POSTIL_IMPORT_LABELS_H
#define POSTIL_IMPORT_LABELS_H

#include "base/slice.h"
#include "text/span.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum LabelKind {
  LABEL_NUMBER, // 0 to 9999
  LABEL_ROMAN,  // 1 to 399
  LABEL_SYMBOL, // place in * † ‡ § ¶, plus 5 for each repetition
} LabelKind;

typedef struct Label {
  LabelKind kind;
  uint32_t value;
} Label;

enum { LABEL_KEYS = 10000 + 400 + 16 };

// A number for each label, below LABEL_KEYS.
uint32_t labels_key(Label label);

static inline bool labels_equal(Label a, Label b) {
  return a.kind == b.kind && a.value == b.value;
}

// Each reads a label at byte `pos` and returns its bytes, or 0.
uint32_t labels_read_decimal(Slice text, size_t pos, uint32_t most,
                             Label *label); // 1 to `most` ASCII digits, all there are
uint32_t labels_read_digits(Slice text, size_t pos,
                            Label *label); // 1 to 3 decimal digits of any script
uint32_t labels_read_roman(Slice text, size_t pos, Label *label); // 1 to 7 of ivxlc, in proper form
uint32_t labels_read_superscript(Slice text, size_t pos, Label *label); // 1 to 3 superscript digits
uint32_t labels_read_circled(Slice text, size_t pos, Label *label);     // one of ① to ⑳
uint32_t labels_read_symbols(Slice text, size_t pos,
                             Label *label); // 1 to 3 times the same of * † ‡ § ¶

// A label behind its word or sign, in brackets or without: 注1 （注1） [註１] ※1 *1. *digits is where
// the digits stand. A sign needs something before it that the caller knows.
uint32_t labels_read_labelled(Slice text, size_t pos, Label *label, Span *digits);

enum { LABEL_TEXT_SIZE = 16 };

// The label as it is shown: "12", "iv", "††". NUL-terminated UTF-8.
void labels_write(Label label, char out[LABEL_TEXT_SIZE]);

#endif

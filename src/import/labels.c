// SPDX-License-Identifier: MIT
// Reading and writing the labels of notes.
#include "import/labels.h"

#include "base/utf8.h"
#include "import/chars.h"

#include <stdio.h>

enum { ROMAN_DIGITS_MAX = 7, ROMAN_BASE = 10000, SYMBOL_BASE = 10400, REPEATED_MAX = 3 };

static const uint32_t symbols[] = {'*', 0x2020, 0x2021, 0xA7, 0xB6};

enum { SYMBOLS = sizeof symbols / sizeof *symbols };

uint32_t labels_key(Label label) {
  static const uint32_t base[] = {
      [LABEL_NUMBER] = 0, [LABEL_ROMAN] = ROMAN_BASE, [LABEL_SYMBOL] = SYMBOL_BASE};
  return base[label.kind] + label.value;
}

uint32_t labels_read_decimal(Slice text, size_t pos, uint32_t most, Label *label) {
  uint32_t len = 0, value = 0;
  while (pos + len < text.len && chars_is_digit((unsigned char)text.ptr[pos + len])) {
    if (len == most) return 0;
    value = value * 10 + (uint32_t)(text.ptr[pos + len++] - '0');
  }
  *label = (Label){LABEL_NUMBER, value};
  return len;
}

uint32_t labels_read_digits(Slice text, size_t pos, Label *label) {
  uint32_t len = 0, count = 0, value = 0;
  for (;; count++) {
    uint32_t code_point, step = chars_at(text, pos + len, &code_point);
    int digit = chars_digit_value(code_point);
    if (digit < 0) break;
    if (count == 3) return 0;
    value = value * 10 + (uint32_t)digit;
    len += step;
  }
  *label = (Label){LABEL_NUMBER, value};
  return len;
}

static size_t match_at(Slice text, size_t pos, const char *word) {
  return pos < text.len ? chars_match(slice_cut(text, pos, text.len), word) : 0;
}

static void write_roman(uint32_t value, char out[LABEL_TEXT_SIZE]) {
  static const struct {
    uint32_t value;
    const char *digits;
  } steps[] = {{100, "c"}, {90, "xc"}, {50, "l"}, {40, "xl"}, {10, "x"},
               {9, "ix"},  {5, "v"},   {4, "iv"}, {1, "i"}};
  size_t len = 0;
  for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
    for (; value >= steps[i].value; value -= steps[i].value) {
      for (const char *digit = steps[i].digits; *digit; digit++) out[len++] = *digit;
    }
  }
  out[len] = '\0';
}

static uint32_t roman_digit(char letter) {
  static const struct {
    char letter;
    uint8_t value;
  } digits[] = {{'i', 1}, {'v', 5}, {'x', 10}, {'l', 50}, {'c', 100}};
  for (size_t i = 0; i < sizeof digits / sizeof *digits; i++) {
    if (digits[i].letter == letter) return digits[i].value;
  }
  return 0;
}

// Only proper numerals: "iv" but not "iiii", and no word that happens to be made of these letters.
uint32_t labels_read_roman(Slice text, size_t pos, Label *label) {
  uint32_t len = 0, value = 0;
  for (uint32_t digit; pos + len < text.len && (digit = roman_digit(text.ptr[pos + len])) > 0;
       len++) {
    if (len == ROMAN_DIGITS_MAX) return 0;
    uint32_t next = pos + len + 1 < text.len ? roman_digit(text.ptr[pos + len + 1]) : 0;
    value += next > digit ? 0 - digit : digit;
  }
  if (len == 0 || value == 0 || value >= 400) return 0;
  char proper[LABEL_TEXT_SIZE];
  write_roman(value, proper);
  *label = (Label){LABEL_ROMAN, value};
  return slice_equal(slice_of(proper), slice_cut(text, pos, pos + len)) ? len : 0;
}

static int superscript_value(uint32_t code_point) {
  switch (code_point) {
  case 0xB9: return 1;
  case 0xB2: return 2;
  case 0xB3: return 3;
  case 0x2070: return 0;
  default: return code_point >= 0x2074 && code_point <= 0x2079 ? (int)(code_point - 0x2070) : -1;
  }
}

uint32_t labels_read_superscript(Slice text, size_t pos, Label *label) {
  uint32_t len = 0, count = 0, value = 0;
  for (;; count++) {
    uint32_t code_point, step = chars_at(text, pos + len, &code_point);
    int digit = superscript_value(code_point);
    if (digit < 0) break;
    if (count == 3) return 0;
    value = value * 10 + (uint32_t)digit;
    len += step;
  }
  *label = (Label){LABEL_NUMBER, value};
  return len;
}

uint32_t labels_read_circled(Slice text, size_t pos, Label *label) {
  uint32_t code_point, len = chars_at(text, pos, &code_point);
  if (code_point < 0x2460 || code_point > 0x2473) return 0;
  *label = (Label){LABEL_NUMBER, code_point - 0x2460 + 1};
  return len;
}

uint32_t labels_read_symbols(Slice text, size_t pos, Label *label) {
  uint32_t first, len = chars_at(text, pos, &first), place = 0;
  while (place < SYMBOLS && symbols[place] != first) place++;
  if (place == SYMBOLS) return 0;
  uint32_t count = 1, next, step;
  while ((step = chars_at(text, pos + len, &next)) > 0 && next == first) {
    if (count++ == REPEATED_MAX) return 0;
    len += step;
  }
  *label = (Label){LABEL_SYMBOL, place + 1 + (count - 1) * SYMBOLS};
  return len;
}

uint32_t labels_read_labelled(Slice text, size_t pos, Label *label, Span *digits) {
  static const char *const words[] = {"注", "註", "※", "*", "＊", NULL};
  static const char *const open[] = {"[", "(", "（", "〔", "【", NULL};
  static const char *const close[] = {"]", ")", "）", "〕", "】"};
  size_t opened = 0, bracket = 0, at = pos;
  while (open[bracket] && (opened = match_at(text, at, open[bracket])) == 0) bracket++;
  at += opened;
  size_t word = 0;
  for (size_t i = 0; words[i] && word == 0; i++) word = match_at(text, at, words[i]);
  size_t len = word ? labels_read_digits(text, at + word, label) : 0;
  if (len == 0) return 0;
  *digits = span_make((uint32_t)(at + word), (uint32_t)(at + word + len));
  size_t closed = opened ? match_at(text, digits->end, close[bracket]) : 0;
  return opened && closed == 0 ? 0 : (uint32_t)(digits->end + closed - pos);
}

static void write_symbols(uint32_t value, char out[LABEL_TEXT_SIZE]) {
  uint32_t len = 0, symbol = symbols[(value - 1) % SYMBOLS];
  for (uint32_t count = (value - 1) / SYMBOLS + 1; count > 0; count--) {
    len += utf8_encode(symbol, out + len);
  }
  out[len] = '\0';
}

void labels_write(Label label, char out[LABEL_TEXT_SIZE]) {
  switch (label.kind) {
  case LABEL_NUMBER: snprintf(out, LABEL_TEXT_SIZE, "%u", label.value); break;
  case LABEL_ROMAN: write_roman(label.value, out); break;
  case LABEL_SYMBOL: write_symbols(label.value, out); break;
  }
}

// SPDX-License-Identifier: MIT
// Names of hosts. The form with ASCII alone is the one compared: it is what both spellings of an
// international name lead to, and no letter of another script passes for one of ours in it.
#include "library/hostname.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <unicase.h>
#include <uninorm.h>

// ---- Punycode (RFC 3492, with the parameters of its section 5)

enum { BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700, BIAS = 72, FIRST = 0x80 };

static uint32_t adapt(uint32_t delta, uint32_t count, bool first) {
  uint32_t k = 0;
  delta = first ? delta / DAMP : delta / 2;
  delta += delta / count;
  for (; delta > (BASE - T_MIN) * T_MAX / 2; k += BASE) delta /= BASE - T_MIN;
  return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static void add_digit(uint32_t digit, Buffer *out) {
  buffer_add_byte(out, (char)(digit < 26 ? 'a' + digit : '0' + digit - 26));
}

// A number in digits of growing weight; the last one is less than its threshold.
static void add_number(uint32_t number, uint32_t bias, Buffer *out) {
  for (uint32_t k = BASE;; k += BASE) {
    uint32_t threshold = k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
    if (number < threshold) break;
    add_digit(threshold + (number - threshold) % (BASE - threshold), out);
    number = (number - threshold) / (BASE - threshold);
  }
  add_digit(number, out);
}

static uint32_t least_from(const uint32_t *code_points, uint32_t count, uint32_t from) {
  uint32_t least = UINT32_MAX;
  for (uint32_t i = 0; i < count; i++) {
    if (code_points[i] >= from && code_points[i] < least) least = code_points[i];
  }
  return least;
}

// With at most HOSTNAME_LABEL_MAX code points delta stays below 2^27.
static void add_punycode(const uint32_t *code_points, uint32_t count, Buffer *out) {
  uint32_t basic = 0, delta = 0, bias = BIAS, next = FIRST;
  for (uint32_t i = 0; i < count; i++) {
    if (code_points[i] >= FIRST) continue;
    buffer_add_byte(out, (char)code_points[i]);
    basic++;
  }
  if (basic > 0) buffer_add_byte(out, '-');
  for (uint32_t done = basic; done < count; delta++, next++) {
    uint32_t least = least_from(code_points, count, next);
    delta += (least - next) * (done + 1);
    next = least;
    for (uint32_t i = 0; i < count; i++) {
      if (code_points[i] < next) delta++;
      if (code_points[i] != next) continue;
      add_number(delta, bias, out);
      bias = adapt(delta, done + 1, done == basic);
      delta = 0;
      done++;
    }
  }
}

// ---- Labels

static bool is_ascii(Slice text) {
  for (size_t i = 0; i < text.len; i++) {
    if ((unsigned char)text.ptr[i] >= FIRST) return false;
  }
  return true;
}

static void add_label(Slice label, Buffer *out) {
  uint32_t code_points[HOSTNAME_LABEL_MAX], count = 0, len;
  size_t pos = 0;
  for (; !is_ascii(label) && pos < label.len && count < HOSTNAME_LABEL_MAX; pos += len)
    len = utf8_decode(slice_cut(label, pos, label.len), &code_points[count++], NULL);
  if (pos < label.len || pos == 0) {
    buffer_add(out, label);
    return;
  }
  buffer_add_string(out, "xn--");
  add_punycode(code_points, count, out);
}

static void add_labels(Slice host, Buffer *out) {
  for (size_t pos = 0; pos < host.len;) {
    const char *dot = memchr(host.ptr + pos, '.', host.len - pos);
    size_t end = dot ? (size_t)(dot - host.ptr) : host.len;
    add_label(slice_cut(host, pos, end), out);
    if (dot) buffer_add_byte(out, '.');
    pos = end + 1;
  }
}

// ---- The whole

static bool ends_with(Slice text, Slice end) {
  return text.len >= end.len && memcmp(text.ptr + text.len - end.len, end.ptr, end.len) == 0;
}

// Without what says how to come there, or by what other name.
static Slice cut_to_name(Slice host) {
  const char *at = memrchr(host.ptr, '@', host.len);
  if (at) host = slice_cut(host, (size_t)(at - host.ptr) + 1, host.len);
  const Slice ends[] = {SLICE(":80"), SLICE(":443"), SLICE(".")};
  for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
    if (ends_with(host, ends[i])) host = slice_cut(host, 0, host.len - ends[i].len);
  }
  return slice_starts(host, SLICE("www.")) ? slice_cut(host, 4, host.len) : host;
}

void hostname_fold(Slice host, Buffer *out) {
  size_t len = 0;
  if (host.len == 0) return;
  uint8_t *folded = u8_tolower((const uint8_t *)host.ptr, host.len, NULL, UNINORM_NFKC, NULL, &len);
  add_labels(folded ? cut_to_name(slice_make((const char *)folded, len)) : host, out);
  free(folded);
}

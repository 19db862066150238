// SPDX-License-Identifier: MIT
// URLs: found by their scheme, ended by what no URL holds, then stripped of the sentence's
// punctuation.
#include "import/urls.h"

#include "import/chars.h"

static bool ends_url(uint32_t code_point) {
  static const uint32_t list[] = {'<',    '>',    '"',    '\n',   0x201C, 0x201D, 0xAB,
                                  0xBB,   0x300C, 0x300D, 0x300E, 0x300F, 0xFF0C, 0x3002,
                                  0x3001, 0xFF1B, 0xFF08, 0xFF09, 0x060C, 0x061B, 0};
  if (chars_is_blank(code_point)) return true;
  const uint32_t *at = list;
  while (*at && *at != code_point) at++;
  return *at != 0;
}

// The bytes of a scheme at pos with its "://", or 0.
static size_t scheme_length(Slice text, size_t pos) {
  Slice rest = slice_cut(text, pos, text.len);
  if (slice_starts(rest, SLICE("http://"))) return 7;
  return slice_starts(rest, SLICE("https://")) ? 8 : 0;
}

static bool is_stripped(uint32_t code_point) {
  return code_point == 0x2019 || code_point == 0x201D ||
         (code_point < 0x80 && code_point && strchr(".,;:!?']", (int)code_point));
}

static size_t strip_end(Slice text, size_t start, size_t end) {
  size_t opened = 0, closed = 0;
  for (size_t pos = start; pos < end; pos++) {
    opened += text.ptr[pos] == '(';
    closed += text.ptr[pos] == ')';
  }
  while (end > start) {
    uint32_t code_point, len = chars_before(text, end, &code_point);
    if (code_point == ')' && closed > opened)
      closed--;
    else if (!is_stripped(code_point))
      break;
    end -= len;
  }
  return end;
}

bool urls_find(Slice text, size_t from, Url *url) {
  while (from < text.len) {
    const char *found = memmem(text.ptr + from, text.len - from, "http", 4);
    if (!found) return false;
    url->start = (size_t)(found - text.ptr);
    size_t scheme = scheme_length(text, url->start);
    url->reach = url->start + scheme;
    uint32_t code_point, len;
    while (scheme && (len = chars_at(text, url->reach, &code_point)) > 0 && !ends_url(code_point)) {
      url->reach += len;
    }
    url->end = strip_end(text, url->start + scheme, url->reach);
    if (scheme && url->end > url->start + scheme) return true;
    from = scheme ? url->reach : url->start + 4;
  }
  return false;
}

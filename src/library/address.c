// SPDX-License-Identifier: MIT
// Forms for comparing. Two addresses that differ after this may still lead to one page; two that do
// not differ lead to the same one, as far as servers keep to custom.
#include "library/address.h"

#include "base/utf8.h"
#include "text/terms.h"

enum { LONG_WORD = 12 }; // bytes

static void cut_back(Buffer *out, size_t len) {
  out->len = len;
  if (out->ptr) out->ptr[len] = '\0';
}

// ---- URLs

static bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static char lower(char byte) {
  return byte >= 'A' && byte <= 'Z' ? (char)(byte | 0x20) : byte;
}

// Without regard to case; `start` is in lower case.
static bool starts_with(Slice text, Slice start) {
  if (text.len < start.len) return false;
  for (size_t i = 0; i < start.len; i++) {
    if (lower(text.ptr[i]) != start.ptr[i]) return false;
  }
  return true;
}

static size_t find_any(Slice text, const char *bytes) {
  size_t pos = 0;
  while (pos < text.len && !memchr(bytes, text.ptr[pos], strlen(bytes))) pos++;
  return pos;
}

static int hex_value(char byte) {
  byte = lower(byte);
  if (is_digit(byte)) return byte - '0';
  return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

// An escape of what needs none is that character; others have capital digits. (RFC 3986, 6.2.2.)
static size_t add_escape(Slice rest, Buffer *out) {
  int high = rest.len > 2 ? hex_value(rest.ptr[1]) : -1;
  int low = rest.len > 2 ? hex_value(rest.ptr[2]) : -1;
  if (high < 0 || low < 0) {
    buffer_add_byte(out, '%');
    return 1;
  }
  char byte = (char)(high * 16 + low);
  if (is_letter(byte) || is_digit(byte) || (byte > 0 && strchr("-._~", byte)))
    buffer_add_byte(out, byte);
  else
    buffer_printf(out, "%%%X%X", (unsigned)high, (unsigned)low);
  return 3;
}

static void add_unescaped(Slice text, Buffer *out) {
  for (size_t pos = 0; pos < text.len;) {
    if (text.ptr[pos] == '%')
      pos += add_escape(slice_cut(text, pos, text.len), out);
    else
      buffer_add_byte(out, text.ptr[pos++]);
  }
}

// Parameters by which pages count where readers come from.
static bool is_tracking(Slice parameter) {
  static const char *const names[] = {"utm_", "fbclid=", "gclid=", "mc_cid=", "mc_eid=", "igshid="};
  for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
    if (starts_with(parameter, slice_of(names[i]))) return true;
  }
  return false;
}

static void add_query(Slice query, Buffer *out) {
  char before = '?';
  for (size_t pos = 0; pos < query.len;) {
    size_t end = pos + find_any(slice_cut(query, pos, query.len), "&");
    Slice parameter = slice_cut(query, pos, end);
    if (parameter.len > 0 && !is_tracking(parameter)) {
      buffer_add_byte(out, before);
      add_unescaped(parameter, out);
      before = '&';
    }
    pos = end + 1;
  }
}

static Slice without_port(Slice host) {
  const Slice own[] = {SLICE(":80"), SLICE(":443")};
  for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
    if (host.len > own[i].len &&
        memcmp(host.ptr + host.len - own[i].len, own[i].ptr, own[i].len) == 0)
      return slice_cut(host, 0, host.len - own[i].len);
  }
  return host;
}

bool address_fold_url(Slice url, Buffer *out) {
  size_t start = out->len, scheme = starts_with(url, SLICE("https://"))  ? 8
                                    : starts_with(url, SLICE("http://")) ? 7
                                                                         : 0;
  if (scheme == 0) return false;
  Slice rest = slice_cut(url, scheme, url.len);
  rest = slice_cut(rest, 0, find_any(rest, "#"));
  size_t host_end = find_any(rest, "/?"), path_end = find_any(rest, "?");
  Slice host = without_port(slice_cut(rest, 0, host_end));
  Slice path = slice_cut(rest, host_end, path_end);
  if (starts_with(host, SLICE("www."))) host = slice_cut(host, 4, host.len);
  while (path.len > 0 && path.ptr[path.len - 1] == '/') path.len--;
  for (size_t i = 0; i < host.len; i++) buffer_add_byte(out, lower(host.ptr[i]));
  size_t site = out->len;
  add_unescaped(path, out);
  if (path_end < rest.len) add_query(slice_cut(rest, path_end + 1, rest.len), out);
  if (out->len > site && site > start) return true;
  cut_back(out, start);
  return false;
}

// ---- Titles

bool address_fold_title(Slice title, Buffer *out) {
  size_t start = out->len;
  uint32_t count = 0;
  Terms terms = terms_start(title, TERMS_FOLDED);
  for (; terms_next(&terms); count++) {
    if (count > 0) buffer_add_byte(out, ' ');
    buffer_add(out, terms_term(&terms));
  }
  if (count > 1 || out->len - start >= LONG_WORD) return true;
  cut_back(out, start);
  return false;
}

typedef struct Quotes {
  uint32_t opening, closing;
} Quotes;

// The marks that a code point opens; NULL for none.
static const Quotes *quotes_of(uint32_t code_point) {
  static const Quotes pairs[] = {{0x201C, 0x201D}, {0x201E, 0x201C}, {0xAB, 0xBB},
                                 {0x300C, 0x300D}, {0x300E, 0x300F}, {'"', '"'}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    if (pairs[i].opening == code_point) return &pairs[i];
  }
  return NULL;
}

// Where the quotation that begins at `start` ends: marks inside it are counted. len for nowhere.
static size_t end_of(Slice note, size_t start, const Quotes *quotes) {
  uint32_t depth = 1, code_point, len;
  for (size_t pos = start; pos < note.len; pos += len) {
    len = utf8_decode(slice_cut(note, pos, note.len), &code_point, NULL);
    if (code_point == quotes->closing && --depth == 0) return pos;
    if (code_point == quotes->opening && quotes->opening != quotes->closing) depth++;
  }
  return note.len;
}

Slice address_quoted(Slice note) {
  uint32_t code_point, len;
  for (size_t pos = 0; pos < note.len; pos += len) {
    len = utf8_decode(slice_cut(note, pos, note.len), &code_point, NULL);
    const Quotes *quotes = quotes_of(code_point);
    if (!quotes) continue;
    size_t end = end_of(note, pos + len, quotes);
    if (end < note.len) return slice_cut(note, pos + len, end);
  }
  return (Slice){0};
}

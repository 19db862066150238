// SPDX-License-Identifier: MIT
// Forms for comparing. Two addresses that differ after this may still lead to one page; two that do
// not differ lead to the same one, as far as servers keep to custom.
#include "library/address.h"

#include "base/utf8.h"
#include "library/hostname.h"
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

// Of a letter that is not ASCII's.
static bool is_foreign(char byte) {
  return (unsigned char)byte >= 0x80;
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

// What RFC 3986, 2.2 lets stand in a path but servers take for itself either way.
static bool needs_no_escape(char byte) {
  return is_letter(byte) || is_digit(byte) || (byte > 0 && strchr("-._~!'()*,:@$;", byte));
}

static void add_escaped(char byte, Buffer *out) {
  buffer_printf(out, "%%%02X", (unsigned)(unsigned char)byte);
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
  if (needs_no_escape(byte))
    buffer_add_byte(out, byte);
  else
    add_escaped(byte, out);
  return 3;
}

// Escapes what a browser shows but does not send: letters that are not ASCII's.
static void add_unescaped(Slice text, Buffer *out) {
  for (size_t pos = 0; pos < text.len;) {
    char byte = text.ptr[pos];
    if (byte == '%') {
      pos += add_escape(slice_cut(text, pos, text.len), out);
      continue;
    }
    if (is_foreign(byte))
      add_escaped(byte, out);
    else
      buffer_add_byte(out, byte);
    pos++;
  }
}

// Parameters by which pages count where readers come from.
static bool is_tracking(Slice parameter) {
  static const char *const names[] = {
      "utm_",     "fbclid=",  "gclid=",  "gclsrc=", "dclid=",   "wbraid=", "gbraid=",
      "srsltid=", "msclkid=", "yclid=",  "twclid=", "ttclid=",  "igshid=", "ref_src=",
      "mc_cid=",  "mc_eid=",  "_hsenc=", "_hsmi=",  "mkt_tok=", "_ga="};
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

// DOIs do not tell capitals from small letters, and have been led to by two hosts.
static bool add_doi(Slice doi, Buffer *out) {
  size_t start = out->len;
  while (doi.len > 0 && (doi.ptr[0] == ' ' || doi.ptr[0] == '/')) doi = slice_cut(doi, 1, doi.len);
  if (!slice_starts(doi, SLICE("10."))) return false;
  buffer_add_string(out, "doi.org/");
  add_unescaped(slice_cut(doi, 0, find_any(doi, "?#")), out);
  for (size_t i = start; i < out->len; i++) out->ptr[i] = lower(out->ptr[i]);
  return true;
}

// A fragment names a place in a page, but for sites whose pages are fragments.
static Slice cut_fragment(Slice rest) {
  size_t end = find_any(rest, "#");
  bool page = end + 1 < rest.len && memchr("/!", rest.ptr[end + 1], 2);
  return page ? rest : slice_cut(rest, 0, end);
}

static bool stands_in_name(char byte) {
  return is_letter(byte) || is_digit(byte) || is_foreign(byte) || byte == '-' || byte == '.';
}

// The bytes before the host; what people type is without a scheme. SIZE_MAX for no address.
static size_t before_host(Slice url) {
  if (starts_with(url, SLICE("https://"))) return 8;
  if (starts_with(url, SLICE("http://"))) return 7;
  size_t end = find_any(url, "/?#"), dots = 0;
  for (size_t i = 0; i < end; i++) {
    char byte = url.ptr[i];
    if (!stands_in_name(byte)) return SIZE_MAX;
    dots += byte == '.' && i > 0 && i + 1 < end && url.ptr[i - 1] != '.';
  }
  return dots > 0 && !is_digit(url.ptr[end - 1]) ? 0 : SIZE_MAX;
}

bool address_fold_url(Slice url, Buffer *out) {
  if (starts_with(url, SLICE("doi:"))) return add_doi(slice_cut(url, 4, url.len), out);
  size_t start = out->len, before = before_host(url);
  if (before == SIZE_MAX) return false;
  Slice rest = cut_fragment(slice_cut(url, before, url.len));
  size_t host_end = find_any(rest, "/?#"), path_end = find_any(rest, "?#");
  size_t query_end =
      path_end < rest.len && rest.ptr[path_end] == '?' ? find_any(rest, "#") : path_end;
  hostname_fold(slice_cut(rest, 0, host_end), out);
  size_t site = out->len;
  Slice path = slice_cut(rest, host_end, path_end);
  Slice host = slice_cut(buffer_slice(out), start, site);
  if (slice_equal(host, SLICE("doi.org")) || slice_equal(host, SLICE("dx.doi.org"))) {
    cut_back(out, start);
    return add_doi(path, out);
  }
  while (path.len > 0 && path.ptr[path.len - 1] == '/') path.len--;
  add_unescaped(path, out);
  if (query_end > path_end) add_query(slice_cut(rest, path_end + 1, query_end), out);
  add_unescaped(slice_cut(rest, query_end, rest.len), out);
  if (out->len > site && site > start) return true;
  cut_back(out, start);
  return false;
}

// ---- Addresses among words

// Where an address that is written without a scheme begins; text.len for nowhere.
static size_t find_bare_start(Slice text) {
  static const char *const starts[] = {"www.", "doi:", "doi.org/", "dx.doi.org/"};
  for (size_t pos = 0; pos < text.len; pos++) {
    if (pos > 0 && stands_in_name(text.ptr[pos - 1])) continue;
    for (size_t i = 0; i < sizeof starts / sizeof *starts; i++) {
      if (starts_with(slice_cut(text, pos, text.len), slice_of(starts[i]))) return pos;
    }
  }
  return text.len;
}

Slice address_find_bare(Slice text) {
  size_t start = find_bare_start(text), end = start;
  if (start == text.len) return (Slice){0};
  if (starts_with(slice_cut(text, start, text.len), SLICE("doi: "))) end += 5;
  Slice rest = slice_cut(text, end, text.len);
  end += find_any(rest, " \t\n<>\"\xe2"); // the first byte of curved quotation marks and dashes
  bool opened = memchr(text.ptr + start, '(', end - start);
  while (end > start && strchr(opened ? ".,;:!?]'" : ".,;:!?)]'", text.ptr[end - 1])) end--;
  return slice_cut(text, start, end);
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
  uint32_t opening, closing, other; // 0 for no other closing mark
} Quotes;

// The marks that a code point opens; NULL for none.
static const Quotes *quotes_of(uint32_t code_point) {
  static const Quotes pairs[] = {{0x201C, 0x201D, 0}, {0x201E, 0x201C, 0x201D}, {0xAB, 0xBB, 0},
                                 {0xBB, 0xAB, 0},     {0x300C, 0x300D, 0},      {0x300E, 0x300F, 0},
                                 {0x300A, 0x300B, 0}, {0x3008, 0x3009, 0},      {'"', '"', 0},
                                 {0x201D, 0x201D, 0}};
  for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
    if (pairs[i].opening == code_point) return &pairs[i];
  }
  return NULL;
}

static bool closes(const Quotes *quotes, uint32_t code_point) {
  return code_point == quotes->closing || (quotes->other && code_point == quotes->other);
}

// Where the quotation that begins at `start` ends: marks inside it are counted. len for nowhere.
static size_t end_of(Slice note, size_t start, const Quotes *quotes) {
  uint32_t depth = 1, code_point, len;
  for (size_t pos = start; pos < note.len; pos += len) {
    len = utf8_decode(slice_cut(note, pos, note.len), &code_point, NULL);
    if (closes(quotes, code_point) && --depth == 0) return pos;
    if (code_point == quotes->opening && quotes->opening != quotes->closing) depth++;
  }
  return note.len;
}

// Single marks close with an apostrophe's sign: the first of them with punctuation behind it, or
// with nothing; failing that the last with a blank behind it, since words may end in one.
static size_t end_of_single(Slice note, size_t start) {
  Slice mark = SLICE("’");
  size_t last = note.len;
  for (size_t pos = start; pos + mark.len <= note.len; pos++) {
    if (!slice_starts(slice_cut(note, pos, note.len), mark)) continue;
    size_t behind = pos + mark.len;
    if (behind == note.len || strchr(",.;:)(", note.ptr[behind])) return pos;
    if (note.ptr[behind] == ' ') last = pos;
  }
  return last;
}

static bool is_single(Slice note, size_t pos, uint32_t code_point) {
  return code_point == 0x2018 && (pos == 0 || strchr(" (;:,", note.ptr[pos - 1]));
}

Slice address_quoted(Slice note) {
  uint32_t code_point, len;
  for (size_t pos = 0; pos < note.len; pos += len) {
    len = utf8_decode(slice_cut(note, pos, note.len), &code_point, NULL);
    const Quotes *quotes = quotes_of(code_point);
    size_t start = pos + len, end = note.len;
    if (quotes) end = end_of(note, start, quotes);
    if (is_single(note, pos, code_point)) end = end_of_single(note, start);
    if (end < note.len) return slice_cut(note, start, end);
  }
  return (Slice){0};
}

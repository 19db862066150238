// SPDX-License-Identifier: MIT
// Names of things in the formats.
#include "exchange/names.h"

#include "base/moment.h"
#include "base/utf8.h"
#include "exchange/escape.h"

static uint32_t hex_value(char digit) {
  return (uint32_t)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
}

// Each digit brings four bits; six of them make a character.
void names_add_base64url(Buffer *out, const char *hex) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  uint32_t bits = 0;
  int count = 0;
  for (; *hex; hex++) {
    if (*hex == '-') continue;
    bits = bits << 4 | hex_value(*hex);
    count += 4;
    if (count < 6) continue;
    count -= 6;
    buffer_add_byte(out, digits[bits >> count & 63]);
  }
  if (count > 0) buffer_add_byte(out, digits[bits << (6 - count) & 63]);
}

void names_add_ni(Buffer *out, const char *hash) {
  buffer_add_string(out, "ni:///sha-256;");
  names_add_base64url(out, hash);
}

void names_add_source(Buffer *out, const Brief *brief) {
  if (brief->url[0])
    escape_uri(out, slice_of(brief->url));
  else
    names_add_ni(out, brief->hash);
}

void names_derive(const char *kind, Slice name, char id[UUID_SIZE]) {
  Buffer text = {0};
  buffer_add_string(&text, kind);
  buffer_add(&text, name);
  uuid_named(buffer_slice(&text), id);
  buffer_release(&text);
}

void names_add_upper(Buffer *out, const char *id) {
  for (; *id; id++) buffer_add_byte(out, *id >= 'a' && *id <= 'f' ? (char)(*id - 'a' + 'A') : *id);
}

void names_add_account(Buffer *out, const char *name) {
  Slice rest = slice_of(name);
  for (size_t at = 0; at < rest.len;) {
    uint32_t c;
    at += utf8_decode(slice_cut(rest, at, rest.len), &c, NULL);
    bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                 c == '.' || c == '_';
    buffer_add_byte(out, plain ? (char)c : '_');
  }
}

void names_add_long_moment(Buffer *out, int64_t moment) {
  char text[MOMENT_TEXT_SIZE];
  int64_t fraction = moment % 1000000;
  if (fraction < 0) fraction += 1000000;
  moment_format(moment, text);
  buffer_printf(out, "%.19s.%06d+00:00", text, (int)fraction);
}

void names_add_short_moment(Buffer *out, int64_t moment) {
  char text[MOMENT_TEXT_SIZE];
  moment_format(moment, text);
  buffer_printf(out, "%.10s %.8s", text, text + 11);
}

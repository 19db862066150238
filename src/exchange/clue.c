// SPDX-License-Identifier: MIT
// Finding the brief: each rule makes a key of the clue, and one of each brief once. Annotations of
// a file mostly have the same clues as the one before, so the last answer is kept.
#include "exchange/clue.h"

#include "base/file.h"
#include "base/utf8.h"
#include "text/fold.h"

#include <stdlib.h>
#include <strings.h>
#include <unictype.h>

// In the order in which rules try them.
typedef enum Key { KEY_HASH, KEY_URL, KEY_ADDRESS, KEY_TITLE, KEY_HEAD, KEY_NAME, KEY_COUNT } Key;

typedef struct Keys {
  Buffer keys[KEY_COUNT];
} Keys;

struct ClueBook {
  const BriefList *briefs;
  Keys *keys; // of each brief
  ForeignClues last;
  bool asked;
  ClueAnswer answer;
  const Brief *found;
};

// ---- Addresses

static int hex_value(char byte) {
  if (byte >= '0' && byte <= '9') return byte - '0';
  if (byte >= 'a' && byte <= 'f') return byte - 'a' + 10;
  return byte >= 'A' && byte <= 'F' ? byte - 'A' + 10 : -1;
}

static void decode(Slice text, Buffer *out) {
  for (size_t at = 0; at < text.len; at++) {
    bool escape = text.ptr[at] == '%' && at + 2 < text.len && hex_value(text.ptr[at + 1]) >= 0 &&
                  hex_value(text.ptr[at + 2]) >= 0;
    if (!escape) {
      buffer_add_byte(out, text.ptr[at]);
      continue;
    }
    buffer_add_byte(out, (char)(hex_value(text.ptr[at + 1]) << 4 | hex_value(text.ptr[at + 2])));
    at += 2;
  }
}

static size_t find_byte(Slice text, char byte) {
  const char *found = text.len ? memchr(text.ptr, byte, text.len) : NULL;
  return found ? (size_t)(found - text.ptr) : text.len;
}

// The host in lower case, without the port that its scheme has anyway.
static void add_host(Slice host, Buffer *out) {
  size_t port = find_byte(host, ':');
  Slice number = slice_cut(host, port, host.len);
  if (slice_equal(number, SLICE(":80")) || slice_equal(number, SLICE(":443"))) host.len = port;
  for (size_t i = 0; i < host.len; i++) {
    bool upper = host.ptr[i] >= 'A' && host.ptr[i] <= 'Z';
    buffer_add_byte(out, (char)(host.ptr[i] + (upper ? 'a' - 'A' : 0)));
  }
}

// Addresses are compared without what does not matter, with or without what stands behind ?.
static void write_url(Slice url, bool query, Buffer *out) {
  static const Slice schemes[] = {{"https://", 8}, {"http://", 7}};
  url = slice_cut(url, 0, find_byte(url, '#'));
  for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
    Slice scheme = schemes[i];
    if (url.len < scheme.len || strncasecmp(url.ptr, scheme.ptr, scheme.len) != 0) continue;
    url = slice_cut(url, scheme.len, url.len);
    size_t end = find_byte(url, '/'), mark = find_byte(url, '?');
    add_host(slice_cut(url, 0, end < mark ? end : mark), out);
    url = slice_cut(url, end < mark ? end : mark, url.len);
    break;
  }
  size_t mark = find_byte(url, '?');
  Slice path = slice_cut(url, 0, mark);
  if (path.len && path.ptr[path.len - 1] == '/' && (mark == url.len || !query)) path.len--;
  decode(path, out);
  if (query) decode(slice_cut(url, mark, url.len), out);
}

// ---- Titles

static bool counts(uint32_t code_point) {
  return uc_is_general_category_withtable(code_point, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
                                                          UC_CATEGORY_MASK_N);
}

static size_t head_length(Slice title) {
  static const Slice marks[] = {{":", 1}, {" – ", 5}, {" — ", 5}, {" (", 2}};
  for (size_t at = 1; at < title.len; at++)
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
      if (slice_starts(slice_cut(title, at, title.len), marks[i])) return at;
  return title.len;
}

// Of titles the letters and digits, all of them or those before a subtitle.
static void write_title(Slice title, bool whole, Buffer *out) {
  if (!whole) title.len = head_length(title);
  bool blank = false;
  while (title.len) {
    uint32_t code_point, len = utf8_decode(title, &code_point, NULL);
    if (!counts(code_point)) {
      blank = true;
    } else {
      if (blank && out->len) buffer_add_byte(out, ' ');
      buffer_add_code_point(out, fold_simple(code_point));
      blank = false;
    }
    title = slice_cut(title, len, title.len);
  }
}

// ---- Keys

static void make_keys(const ForeignClues *clues, Keys *keys) {
  *keys = (Keys){0};
  buffer_add(&keys->keys[KEY_HASH], clues->hash);
  write_url(clues->url, true, &keys->keys[KEY_URL]);
  write_url(clues->url, false, &keys->keys[KEY_ADDRESS]);
  write_title(clues->title, true, &keys->keys[KEY_TITLE]);
  write_title(clues->title, false, &keys->keys[KEY_HEAD]);
  buffer_add(&keys->keys[KEY_NAME], clues->name);
}

static void release_keys(Keys *keys) {
  for (int key = 0; key < KEY_COUNT; key++) buffer_release(&keys->keys[key]);
}

ClueBook *clue_open(const BriefList *briefs) {
  ClueBook *book = memory_new(1, sizeof *book);
  *book = (ClueBook){.briefs = briefs, .keys = memory_new(briefs->count, sizeof *book->keys)};
  for (uint32_t i = 0; i < briefs->count; i++) {
    const Brief *brief = &briefs->items[i];
    make_keys(&(ForeignClues){.hash = slice_of(brief->hash),
                              .url = slice_of(brief->url),
                              .title = slice_of(brief->title),
                              .name = file_name(brief->path)},
              &book->keys[i]);
  }
  return book;
}

void clue_close(ClueBook *book) {
  if (!book) return;
  for (uint32_t i = 0; i < book->briefs->count; i++) release_keys(&book->keys[i]);
  free(book->keys);
  free(book);
}

// ---- Rules

static bool same(const Keys *a, Key one, const Keys *b, Key other) {
  return a->keys[one].len &&
         slice_equal(buffer_slice(&a->keys[one]), buffer_slice(&b->keys[other]));
}

// Before a subtitle on either side.
static bool fits(const Keys *clue, const Keys *brief, Key key) {
  if (key != KEY_HEAD) return same(clue, key, brief, key);
  return same(clue, KEY_HEAD, brief, KEY_HEAD) || same(clue, KEY_HEAD, brief, KEY_TITLE) ||
         same(clue, KEY_TITLE, brief, KEY_HEAD);
}

static ClueAnswer try_rule(ClueBook *book, const Keys *clue, Key key) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < book->briefs->count && count < 2; i++) {
    if (!fits(clue, &book->keys[i], key)) continue;
    book->found = &book->briefs->items[i];
    count++;
  }
  return count == 0 ? CLUE_NONE : count == 1 ? CLUE_ONE : CLUE_SEVERAL;
}

static bool is_last(const ClueBook *book, const ForeignClues *clues) {
  return book->asked && slice_equal(book->last.hash, clues->hash) &&
         slice_equal(book->last.url, clues->url) && slice_equal(book->last.title, clues->title) &&
         slice_equal(book->last.name, clues->name);
}

ClueAnswer clue_find(ClueBook *book, const ForeignClues *clues, const Brief **brief) {
  if (!is_last(book, clues)) {
    Keys keys;
    make_keys(clues, &keys);
    book->answer = CLUE_NONE;
    for (Key key = KEY_HASH; key < KEY_COUNT && book->answer == CLUE_NONE; key++)
      book->answer = try_rule(book, &keys, key);
    release_keys(&keys);
    book->last = *clues;
    book->asked = true;
  }
  *brief = book->answer == CLUE_ONE ? book->found : NULL;
  return book->answer;
}

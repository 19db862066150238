// SPDX-License-Identifier: MIT
// A text begins with its title in a line; what follows is cut for an article, as feeds have
// abstracts. That spares their readers most of the words that are searched in the files.
#include "support/feeds.h"

#include "base/buffer.h"
#include "support/stock.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ABSTRACT_BYTES = 1500 };

static void must(bool ok, const char *path) {
  if (ok) return;
  perror(path);
  exit(1);
}

static void make_folder(const char *path) {
  must(mkdir(path, 0777) == 0 || errno == EEXIST, path);
}

static void write_file(const char *path, const Buffer *bytes) {
  FILE *file = fopen(path, "w");
  must(file != NULL, path);
  must(fwrite(bytes->ptr, 1, bytes->len, file) == bytes->len, path);
  must(fclose(file) == 0, path);
}

void feeds_write_texts(const char *folder, uint32_t briefs) {
  Buffer path = {0}, text = {0};
  make_folder(folder);
  for (uint32_t i = 0; i < briefs; i++) {
    buffer_clear(&path);
    buffer_printf(&path, "%s/%03u", folder, i / FEEDS_OF_FOLDER);
    if (i % FEEDS_OF_FOLDER == 0) make_folder(path.ptr);
    buffer_printf(&path, "/%06u.txt", i);
    buffer_clear(&text);
    stock_write_brief(i, &text);
    write_file(path.ptr, &text);
  }
  buffer_release(&path);
  buffer_release(&text);
}

// ---- Feeds

static void add_escaped(Slice text, Buffer *out) {
  for (size_t i = 0; i < text.len; i++) {
    char byte = text.ptr[i];
    if (byte == '<' || byte == '&') {
      buffer_add_string(out, byte == '<' ? "&lt;" : "&amp;");
    } else {
      buffer_add_byte(out, byte);
    }
  }
}

// Up to a space, so that no character is cut.
static Slice cut_abstract(Slice text) {
  size_t end = text.len < ABSTRACT_BYTES ? text.len : ABSTRACT_BYTES;
  while (end < text.len && text.ptr[end] != ' ') end++;
  return slice_cut(text, 0, end);
}

static void write_article(uint32_t index, Buffer *out) {
  Buffer made = {0};
  stock_write_brief(index, &made);
  Slice text = buffer_slice(&made);
  const char *end = memchr(text.ptr, '\n', text.len);
  size_t title = end ? (size_t)(end - text.ptr) : text.len;
  buffer_add_string(out, "<item><title>");
  add_escaped(slice_cut(text, 0, title), out);
  buffer_printf(out,
                "</title><link>http://localhost/%u</link><guid>stock-%u</guid>"
                "<pubDate>Mon, %02u Jan 2024 %02u:%02u:00 +0000</pubDate><description>",
                index, index, index % 28 + 1, index % 24, index % 60);
  add_escaped(cut_abstract(slice_cut(text, title, text.len)), out);
  buffer_add_string(out, "</description></item>\n");
  buffer_release(&made);
}

static void write_feed(uint32_t from, uint32_t end, Buffer *out) {
  buffer_clear(out);
  buffer_printf(out,
                "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel>"
                "<title>Feed %u</title><link>http://localhost/feed/%u</link>"
                "<description>Briefs</description>\n",
                from / FEEDS_OF_FOLDER, from / FEEDS_OF_FOLDER);
  for (uint32_t i = from; i < end; i++) write_article(i, out);
  buffer_add_string(out, "</channel></rss>\n");
}

void feeds_write(const char *folder, uint32_t briefs) {
  Buffer path = {0}, feed = {0};
  make_folder(folder);
  for (uint32_t i = 0; i < briefs; i += FEEDS_OF_FOLDER) {
    uint32_t left = briefs - i;
    write_feed(i, i + (left < FEEDS_OF_FOLDER ? left : FEEDS_OF_FOLDER), &feed);
    buffer_clear(&path);
    buffer_printf(&path, "%s/%03u.xml", folder, i / FEEDS_OF_FOLDER);
    write_file(path.ptr, &feed);
  }
  buffer_release(&path);
  buffer_release(&feed);
}

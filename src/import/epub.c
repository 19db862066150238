// SPDX-License-Identifier: MIT
// Reading a book: container.xml names the package file, whose spine names the files in order of
// reading; they are read as one page, so that notes may stand in another file than their marks.
//
//   META-INF/container.xml ─▶ EPUB/content.opf ─ spine ─▶ ids ─ manifest ─▶ EPUB/text/ch1.xhtml …
#include "import/epub.h"

#include "import/anchors.h"
#include "import/archive.h"
#include "import/dates.h"
#include "import/html.h"
#include "import/markup.h"

#include <stdlib.h>

enum {
  FILES_MAX = 10000,  // of the spine
  CREATORS_MAX = 200, // whose role is looked up
  DAY_BYTES = 10,     // "2026-02-03"
};

typedef struct Item {
  Slice id, path; // path: in the archive
  bool text;      // a page that is part of the text
  bool style;
} Item;

typedef struct Book {
  Archive *archive;
  Arena *arena;
  Markup package;
  Slice folder; // of the package file, with its "/"
  Item *items;  // of the manifest, by id
  size_t item_count, item_room;
  Markup pages;
  WebpageFile *files;
  size_t file_count, file_room;
  size_t bytes; // of all pages
} Book;

static bool ends_with(Slice name, const char *ending) {
  size_t len = strlen(ending);
  return name.len >= len && memcmp(name.ptr + name.len - len, ending, len) == 0;
}

static bool wants(Slice name) {
  static const char *const endings[] = {".xml", ".opf", ".xhtml", ".html", ".htm", ".css"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
    if (ends_with(name, endings[i])) return true;
  }
  return false;
}

// ---- Paths

static Slice without_last_part(Slice path) {
  size_t len = path.len ? path.len - 1 : 0;
  while (len > 0 && path.ptr[len - 1] != '/') len--;
  return slice_cut(path, 0, len);
}

// A path as the package has it, from its folder on: "../text/a.xhtml" steps up.
static Slice resolve_path(Book *book, Slice folder, Slice address) {
  const char *hash = address.len ? memchr(address.ptr, '#', address.len) : NULL;
  if (hash) address.len = (size_t)(hash - address.ptr);
  while (slice_starts(address, SLICE("../"))) {
    folder = without_last_part(folder);
    address = slice_cut(address, 3, address.len);
  }
  Buffer path = {0};
  buffer_add(&path, folder);
  anchors_add_decoded(address, &path);
  Slice kept = arena_slice(book->arena, buffer_slice(&path));
  buffer_release(&path);
  return kept;
}

// ---- The package file

static bool open_package(Book *book, Error *err) {
  Slice bytes;
  Markup container;
  if (!archive_need(book->archive, SLICE("META-INF/container.xml"), &bytes, err)) return false;
  if (!markup_parse_xml(bytes, &container, err)) return false;
  int32_t root = markup_find(&container, MARKUP_NONE, "container:rootfile");
  Slice path = SLICE("");
  if (root != MARKUP_NONE)
    path = arena_slice(book->arena, markup_attribute(&container, (uint32_t)root, "full-path"));
  markup_release(&container);
  book->folder =
      slice_cut(path, 0, memrchr(path.ptr, '/', path.len) ? without_last_part(path).len : 0);
  return archive_need(book->archive, path, &bytes, err) &&
         markup_parse_xml(bytes, &book->package, err);
}

static bool has_word(Slice words, Slice word) {
  return words.len >= word.len && memmem(words.ptr, words.len, word.ptr, word.len);
}

static void add_item(Book *book, uint32_t node) {
  const Markup *package = &book->package;
  Slice type = markup_attribute(package, node, "media-type");
  bool page = slice_equal(type, SLICE("application/xhtml+xml")) ||
              slice_equal(type, SLICE("text/html")) ||
              slice_equal(type, SLICE("text/x-oeb1-document"));
  book->items = memory_grow(book->items, book->item_count, &book->item_room, sizeof *book->items);
  book->items[book->item_count++] = (Item){
      .id = markup_attribute(package, node, "id"),
      .path = resolve_path(book, book->folder, markup_attribute(package, node, "href")),
      .style = slice_equal(type, SLICE("text/css")),
      .text = page && !has_word(markup_attribute(package, node, "properties"), SLICE("nav")),
  };
}

static int compare_items(const void *left, const void *right) {
  const Item *a = left, *b = right;
  return slice_compare(a->id, b->id);
}

static void read_manifest(Book *book) {
  for (uint32_t at = 0; at < book->package.node_count; at++) {
    if (markup_is(&book->package, at, "opf:item")) add_item(book, at);
  }
  if (book->item_count) qsort(book->items, book->item_count, sizeof *book->items, compare_items);
}

static const Item *find_item(const Book *book, Slice id) {
  Item wanted = {.id = id};
  if (book->item_count == 0) return NULL;
  return bsearch(&wanted, book->items, book->item_count, sizeof *book->items, compare_items);
}

// ---- Metadata

static Slice text_of(Book *book, uint32_t node) {
  Buffer text = {0};
  markup_append_text(&book->package, node, &text);
  Slice kept = arena_slice(book->arena, slice_trim(buffer_slice(&text)));
  buffer_release(&text);
  return kept;
}

// What a creator is to the book: "aut", or empty where that is not said. EPUB 2 says it in an
// attribute, EPUB 3 in an element that refers to the creator.
static Slice role_of(Book *book, uint32_t creator) {
  const Markup *package = &book->package;
  Slice role = markup_attribute(package, creator, "opf:role");
  Slice id = markup_attribute(package, creator, "id");
  for (uint32_t at = creator; id.len > 0 && role.len == 0 && at < package->node_count; at++) {
    Slice refers = markup_attribute(package, at, "refines");
    bool about = refers.len == id.len + 1 && memcmp(refers.ptr + 1, id.ptr, id.len) == 0;
    if (about && slice_equal(markup_attribute(package, at, "property"), SLICE("role")))
      role = text_of(book, at);
  }
  return role;
}

static void take_date(Book *book, Manuscript *manuscript, uint32_t node) {
  Slice text = text_of(book, node), event = markup_attribute(&book->package, node, "opf:event");
  if (text.len > DAY_BYTES && text.ptr[DAY_BYTES] == 'T') text.len = DAY_BYTES;
  char date[DATES_TEXT_SIZE];
  bool first = manuscript->stated.date.len == 0 || slice_equal(event, SLICE("publication"));
  bool other = slice_equal(event, SLICE("modification")) || slice_equal(event, SLICE("creation"));
  if (first && !other && dates_parse(text, date))
    manuscript->stated.date = manuscript_keep(manuscript, slice_of(date));
}

// One creator may hold several names: "A; B".
static void add_authors(Manuscript *manuscript, Slice text) {
  while (text.len > 0) {
    const char *end = memchr(text.ptr, ';', text.len);
    size_t len = end ? (size_t)(end - text.ptr) : text.len;
    manuscript_add_author(manuscript, slice_cut(text, 0, len));
    text = slice_cut(text, end ? len + 1 : len, text.len);
  }
}

static void read_metadata(Book *book, Manuscript *manuscript) {
  Metadata *stated = &manuscript->stated;
  uint32_t creators = 0;
  for (uint32_t at = 0; at < book->package.node_count; at++) {
    Slice name = markup_name(&book->package, at);
    if (slice_equal(name, SLICE("dc:title")) && stated->title.len == 0)
      stated->title = manuscript_keep(manuscript, text_of(book, at));
    if (slice_equal(name, SLICE("dc:language")) && stated->language.len == 0)
      stated->language = manuscript_keep(manuscript, text_of(book, at));
    if (slice_equal(name, SLICE("dc:date"))) take_date(book, manuscript, at);
    if (!slice_equal(name, SLICE("dc:creator")) || creators++ >= CREATORS_MAX) continue;
    Slice role = role_of(book, at);
    if (role.len == 0 || slice_equal(role, SLICE("aut")))
      add_authors(manuscript, text_of(book, at));
  }
}

// ---- The text

static bool add_page(Book *book, Slice path, Error *err) {
  Slice bytes;
  if (!archive_need(book->archive, path, &bytes, err)) return false;
  book->bytes += bytes.len;
  if (book->bytes > IMPORT_BYTES_MAX)
    return error_set(err, ERROR_DATA, "the pages of this book have more than %d MiB",
                     IMPORT_BYTES_MAX >> 20);
  Buffer text = {0};
  uint32_t start = book->pages.node_count;
  bool ok =
      html_decode(bytes, &text, err) && markup_add_html(buffer_slice(&text), &book->pages, err);
  buffer_release(&text);
  if (!ok) return false;
  book->files = memory_grow(book->files, book->file_count, &book->file_room, sizeof *book->files);
  book->files[book->file_count++] =
      (WebpageFile){.start = start, .end = book->pages.node_count, .name = path};
  return true;
}

static bool add_pages(Book *book, Error *err) {
  const Markup *package = &book->package;
  for (uint32_t at = 0; at < package->node_count && book->file_count < FILES_MAX; at++) {
    if (!markup_is(package, at, "opf:itemref")) continue;
    const Item *item = find_item(book, markup_attribute(package, at, "idref"));
    if (item && item->text && !add_page(book, item->path, err)) return false;
  }
  if (book->file_count > 0) return true;
  error_set(err, ERROR_DATA, "this book has no pages: its package file names none that are text");
  return error_hint(err, "nothing was added");
}

// All style sheets of the book, one after the other.
static void add_styles(const Book *book, Buffer *css) {
  for (size_t i = 0; i < book->item_count; i++) {
    Slice bytes;
    if (!book->items[i].style || !archive_find(book->archive, book->items[i].path, &bytes))
      continue;
    if (css->len + bytes.len > IMPORT_BYTES_MAX) return;
    buffer_add(css, bytes);
    buffer_add_byte(css, '\n');
  }
}

// Fonts may be garbled without harm; a page that is encrypted cannot be read.
static bool refuse_encrypted(const Book *book, Error *err) {
  Slice bytes;
  Markup list;
  if (!archive_find(book->archive, SLICE("META-INF/encryption.xml"), &bytes)) return true;
  if (!markup_parse_xml(bytes, &list, err)) return false;
  bool locked = false;
  for (uint32_t at = 0; at < list.node_count && !locked; at++) {
    locked = wants(markup_attribute(&list, at, "URI"));
  }
  markup_release(&list);
  if (!locked) return true;
  error_set(err, ERROR_DATA, "this book is encrypted: its pages can only be read with their key");
  return error_hint(err, "nothing was added; add a copy without copy protection");
}

static bool read_book(Book *book, Manuscript *manuscript, Error *err) {
  if (!open_package(book, err)) return false;
  read_manifest(book);
  if (!refuse_encrypted(book, err) || !add_pages(book, err)) return false;
  read_metadata(book, manuscript);
  Buffer css = {0};
  add_styles(book, &css);
  html_write_files(&book->pages, book->files, (uint32_t)book->file_count, buffer_slice(&css),
                   manuscript);
  buffer_release(&css);
  return true;
}

bool epub_write(const ImportInput *input, Manuscript *manuscript, Error *err) {
  Book book = {.archive = archive_open(input->bytes, wants, err)};
  if (!book.archive) return false;
  book.arena = arena_new();
  bool ok = read_book(&book, manuscript, err);
  markup_release(&book.package);
  markup_release(&book.pages);
  free(book.items);
  free(book.files);
  arena_free(book.arena);
  archive_close(book.archive);
  return ok;
}

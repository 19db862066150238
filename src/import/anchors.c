// SPDX-License-Identifier: MIT
// Places are sorted by name once and found by binary search, whatever their number.
#include "import/anchors.h"

#include "base/bisection.h"
#include "base/order.h"

#include <stdlib.h>

static Slice last_part(Slice path) {
  size_t start = path.len;
  while (start > 0 && path.ptr[start - 1] != '/') start--;
  return slice_cut(path, start, path.len);
}

static int compare_names(const Anchor *a, const Anchor *b) {
  int order = slice_compare(a->file, b->file);
  return order ? order : slice_compare(a->name, b->name);
}

static int compare_places(const void *left, const void *right) {
  const Anchor *a = left, *b = right;
  int order = compare_names(a, b);
  return order ? order : order_compare(a->node, b->node);
}

static int hex_value(char digit) {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  return digit >= 'A' && digit <= 'F' ? digit - 'A' + 10 : -1;
}

void anchors_add_decoded(Slice address, Buffer *out) {
  for (size_t pos = 0; pos < address.len; pos++) {
    bool coded = address.ptr[pos] == '%' && pos + 2 < address.len &&
                 hex_value(address.ptr[pos + 1]) >= 0 && hex_value(address.ptr[pos + 2]) >= 0;
    char byte = address.ptr[pos];
    if (coded)
      byte = (char)(hex_value(address.ptr[pos + 1]) * 16 + hex_value(address.ptr[pos + 2]));
    buffer_add_byte(out, byte);
    if (coded) pos += 2;
  }
}

static Slice decode_percent(Arena *arena, Slice text) {
  if (!memchr(text.ptr, '%', text.len)) return text;
  Buffer out = {0};
  anchors_add_decoded(text, &out);
  Slice kept = arena_slice(arena, buffer_slice(&out));
  buffer_release(&out);
  return kept;
}

static void add_place(Anchors *anchors, Slice file, Slice name, uint32_t node) {
  if (name.len == 0) return;
  anchors->places =
      memory_grow(anchors->places, anchors->place_count, &anchors->place_room, sizeof(Anchor));
  anchors->places[anchors->place_count++] = (Anchor){file, name, node};
}

static void collect_places(Anchors *anchors, const Webpage *page, const WebpageFile *file) {
  Slice base = last_part(file->name);
  for (uint32_t at = file->start; at < file->end; at++) {
    if (page->markup->nodes[at].attribute_count == 0) continue;
    add_place(anchors, base, markup_attribute(page->markup, at, "id"), at);
    if (webpage_kind(page, at) == ELEMENT_LINK)
      add_place(anchors, base, markup_attribute(page->markup, at, "name"), at);
  }
}

static const Anchor *find_place(const Anchors *anchors, Slice file, Slice name) {
  Anchor wanted = {file, name, 0};
  Bisection range = bisection_of(0, anchors->place_count);
  while (bisection_open(&range))
    bisection_narrow(&range, compare_names(&anchors->places[range.middle], &wanted) < 0);
  size_t low = range.low;
  bool found = low < anchors->place_count && compare_names(&anchors->places[low], &wanted) == 0;
  return found ? &anchors->places[low] : NULL;
}

static void add_link(Anchors *anchors, const Webpage *page, const WebpageFile *file, uint32_t at) {
  Slice address = markup_attribute(page->markup, at, "href");
  const char *hash = address.len ? memchr(address.ptr, '#', address.len) : NULL;
  if (!hash) return;
  size_t pos = (size_t)(hash - address.ptr);
  Slice name = slice_cut(address, pos + 1, address.len);
  Slice path = page->book ? decode_percent(anchors->arena, slice_cut(address, 0, pos)) : SLICE("");
  const Anchor *place = find_place(anchors, last_part(path.len ? path : file->name),
                                   decode_percent(anchors->arena, name));
  if (!place) return;
  anchors->links =
      memory_grow(anchors->links, anchors->link_count, &anchors->link_room, sizeof(AnchorLink));
  anchors->links[anchors->link_count++] = (AnchorLink){at, place->node};
}

void anchors_find(Anchors *anchors, const Webpage *page) {
  *anchors = (Anchors){.arena = arena_new()};
  for (uint32_t i = 0; i < page->file_count; i++) collect_places(anchors, page, &page->files[i]);
  if (anchors->place_count)
    qsort(anchors->places, anchors->place_count, sizeof(Anchor), compare_places);
  for (uint32_t i = 0; i < page->file_count; i++) {
    for (uint32_t at = page->files[i].start; at < page->files[i].end; at++) {
      if (webpage_kind(page, at) == ELEMENT_LINK) add_link(anchors, page, &page->files[i], at);
    }
  }
}

void anchors_release(Anchors *anchors) {
  arena_free(anchors->arena);
  free(anchors->places);
  free(anchors->links);
}

size_t anchors_from(const Anchors *anchors, uint32_t node) {
  Bisection range = bisection_of(0, anchors->link_count);
  while (bisection_open(&range)) bisection_narrow(&range, anchors->links[range.middle].node < node);
  return range.low;
}

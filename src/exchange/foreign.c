// SPDX-License-Identifier: MIT
// Files of foreign annotations in memory: an arena for the words, arrays for the rest.
#include "exchange/foreign.h"

#include "base/moment.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void foreign_init(ForeignFile *file) {
  *file = (ForeignFile){.arena = arena_new()};
}

void foreign_release(ForeignFile *file) {
  free(file->items);
  free(file->tags);
  free(file->texts);
  arena_free(file->arena);
  *file = (ForeignFile){0};
}

ForeignAnnotation *foreign_add(ForeignFile *file) {
  file->items = memory_grow(file->items, file->count, &file->item_capacity, sizeof *file->items);
  ForeignAnnotation *added = &file->items[file->count++];
  *added = (ForeignAnnotation){.number = file->count,
                               .start = FOREIGN_NO_POSITION,
                               .end = FOREIGN_NO_POSITION,
                               .created = FOREIGN_NO_MOMENT,
                               .updated = FOREIGN_NO_MOMENT,
                               .placed = FOREIGN_NO_MOMENT};
  return added;
}

void foreign_leave_out(ForeignAnnotation *annotation, const char *reason) {
  if (!annotation->reason) annotation->reason = reason;
}

void foreign_add_quote(ForeignAnnotation *annotation, Slice exact, Slice prefix, Slice suffix) {
  if (exact.len == 0 || annotation->quote_count == FOREIGN_QUOTES_MAX) return;
  annotation->quotes[annotation->quote_count++] = (ForeignQuote){exact, prefix, suffix};
}

// Room doubles at each power of two: no count of it is kept.
void foreign_add_tag(ForeignFile *file, ForeignAnnotation *annotation, Slice tag) {
  uint32_t count = annotation->tag_count;
  if (tag.len == 0) return;
  if ((count & (count - 1)) == 0) {
    Slice *grown = arena_alloc(file->arena, count ? (size_t)count * 2 : 1, sizeof *grown);
    if (count) memcpy(grown, annotation->tags, count * sizeof *grown);
    annotation->tags = grown;
  }
  annotation->tags[annotation->tag_count++] = tag;
}

void foreign_add_comment(ForeignFile *file, ForeignAnnotation *annotation, Slice text) {
  if (text.len == 0) return;
  if (annotation->comment.len == 0) {
    annotation->comment = text;
    return;
  }
  Buffer joined = {0};
  buffer_add(&joined, annotation->comment);
  buffer_add_string(&joined, "\n\n");
  buffer_add(&joined, text);
  annotation->comment = arena_slice(file->arena, buffer_slice(&joined));
  buffer_release(&joined);
}

// ---- Colours

static int32_t part_of(uint32_t rgb, int shift) {
  return (int32_t)(rgb >> shift & 0xFF);
}

static void set_rgb(ForeignAnnotation *annotation, uint32_t rgb) {
  int32_t least = INT32_MAX;
  for (Colour colour = COLOUR_YELLOW; colour < COLOUR_COUNT; colour++) {
    int32_t distance = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
      int32_t difference = part_of(rgb, shift) - part_of(colour_rgb(colour), shift);
      distance += difference * difference;
    }
    if (distance >= least) continue;
    least = distance;
    annotation->colour = colour;
  }
  annotation->coloured = true;
}

void foreign_set_colour(ForeignAnnotation *annotation, Slice name) {
  static const struct {
    Slice name;
    Colour colour;
  } others[] = {{{"olive", 5}, COLOUR_GREEN}, {{"cyan", 4}, COLOUR_BLUE}};
  uint32_t rgb;
  if (colour_parse(name, &annotation->colour)) annotation->coloured = true;
  if (colour_parse_rgb(name, &rgb)) set_rgb(annotation, rgb);
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    if (!slice_equal(name, others[i].name)) continue;
    annotation->colour = others[i].colour;
    annotation->coloured = true;
  }
}

// ---- Words and moments

Slice foreign_text(ForeignFile *file, Slice text) {
  bool clean = utf8_valid(text) && (text.len == 0 || !memchr(text.ptr, '\0', text.len));
  if (clean) return arena_slice(file->arena, text);
  Buffer out = {0};
  while (text.len) {
    uint32_t code_point, len = utf8_decode(text, &code_point, NULL);
    if (code_point) buffer_add_code_point(&out, code_point);
    text = slice_cut(text, len, text.len);
  }
  Slice copy = arena_slice(file->arena, buffer_slice(&out));
  buffer_release(&out);
  return copy;
}

int64_t foreign_local_moment(int year, int month, int day, int hour, int minute, int second) {
  if (year < 1900 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 ||
      minute > 59 || second > 60)
    return FOREIGN_NO_MOMENT;
  struct tm local = {.tm_year = year - 1900,
                     .tm_mon = month - 1,
                     .tm_mday = day,
                     .tm_hour = hour,
                     .tm_min = minute,
                     .tm_sec = second,
                     .tm_isdst = -1};
  time_t seconds = mktime(&local);
  return seconds == (time_t)-1 ? FOREIGN_NO_MOMENT : (int64_t)seconds * 1000000;
}

int64_t foreign_moment(Slice text) {
  int64_t moment;
  if (moment_parse(text, &moment)) return moment;
  char copy[MOMENT_TEXT_SIZE];
  unsigned year, month, day, hour = 0, minute = 0, second = 0;
  if (text.len >= sizeof copy || text.len < 10) return FOREIGN_NO_MOMENT;
  memcpy(copy, text.ptr, text.len);
  copy[text.len] = '\0';
  int read =
      sscanf(copy, "%4u-%2u-%2u%*[T ]%2u:%2u:%2u", &year, &month, &day, &hour, &minute, &second);
  if (read < 3) return FOREIGN_NO_MOMENT;
  return foreign_local_moment((int)year, (int)month, (int)day, (int)hour, (int)minute, (int)second);
}

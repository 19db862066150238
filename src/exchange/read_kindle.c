// SPDX-License-Identifier: MIT
// Kindle's My Clippings.txt. The device only ever adds to the file: a highlight that was made
// longer stands there twice, and a comment is an entry of its own.
//
//   entries ── by title and location ──┬─ a highlight that a later one covers: superseded
//                                      └─ a comment: joins the highlight that holds its location
//
// Of neighbours at most NEIGHBOURS are looked at, so a file of a million entries on one place costs
// no more than others.
#include "exchange/readers.h"

#include "base/bisection.h"
#include "exchange/clipping.h"

#include <stdlib.h>

enum { NEIGHBOURS = 64 };

typedef struct Entry {
  Slice title, text;
  Clipping clipping;
  uint32_t number;
  bool superseded;
  struct Entry *next, *last; // comments that joined it: the next one, of a highlight also the last
  bool joined;
} Entry;

typedef struct Entries {
  Entry *items;
  Entry **sorted; // highlights by title, start
  uint32_t count, sorted_count;
  size_t capacity;
} Entries;

// ---- Reading

static Slice without_mark(Slice line) {
  while (slice_starts(line, SLICE("\xEF\xBB\xBF"))) line = slice_cut(line, 3, line.len);
  return slice_trim(line);
}

// Without the author in the last parentheses.
static Slice title_of(Slice line) {
  if (line.len == 0 || line.ptr[line.len - 1] != ')') return line;
  size_t at = line.len;
  while (at > 1 && !(line.ptr[at - 1] == '(' && line.ptr[at - 2] == ' ')) at--;
  return at > 2 ? slice_trim(slice_cut(line, 0, at - 1)) : line;
}

static void add_entry(ForeignFile *file, Entries *entries, Slice block) {
  Slice title, about;
  if (slice_trim(block).len == 0) return;
  readers_next_line(&block, &title);
  readers_next_line(&block, &about);
  Slice text = slice_trim(block);
  Entry entry = {.title = foreign_text(file, title_of(without_mark(title))),
                 .text = foreign_text(file, text),
                 .clipping = clipping_read(about, text.len > 0),
                 .number = entries->count};
  entries->items =
      memory_grow(entries->items, entries->count, &entries->capacity, sizeof *entries->items);
  entries->items[entries->count++] = entry;
}

static bool read_entries(Slice bytes, ForeignFile *file, Entries *entries) {
  Slice rest = bytes, line;
  const char *start = bytes.ptr;
  bool any = false;
  while (readers_next_line(&rest, &line)) {
    if (!slice_equal(line, SLICE("=========="))) continue;
    add_entry(file, entries, slice_make(start, (size_t)(line.ptr - start)));
    start = rest.ptr;
    any = true;
  }
  return any;
}

// ---- What belongs together

static int compare_entries(const void *a, const void *b) {
  const Entry *one = *(Entry *const *)a, *other = *(Entry *const *)b;
  int order = slice_compare(one->title, other->title);
  if (order) return order;
  if (one->clipping.start != other->clipping.start)
    return one->clipping.start < other->clipping.start ? -1 : 1;
  return one->number < other->number ? -1 : one->number > other->number;
}

static void sort_highlights(Entries *entries) {
  entries->sorted = memory_new(entries->count ? entries->count : 1, sizeof *entries->sorted);
  for (uint32_t i = 0; i < entries->count; i++)
    if (entries->items[i].clipping.kind == CLIPPING_HIGHLIGHT && entries->items[i].text.len)
      entries->sorted[entries->sorted_count++] = &entries->items[i];
  if (entries->sorted_count)
    qsort(entries->sorted, entries->sorted_count, sizeof *entries->sorted, compare_entries);
}

static bool holds(Slice whole, Slice part) {
  return part.len <= whole.len && memmem(whole.ptr, whole.len, part.ptr, part.len) != NULL;
}

static void supersede(Entry *one, Entry *other) {
  bool same = slice_equal(one->title, other->title) && other->clipping.start <= one->clipping.end &&
              one->clipping.start > 0;
  if (!same || !(holds(one->text, other->text) || holds(other->text, one->text))) return;
  (one->number < other->number ? one : other)->superseded = true;
}

static void find_superseded(Entries *entries) {
  for (uint32_t i = 0; i < entries->sorted_count; i++)
    for (uint32_t k = i + 1; k < entries->sorted_count && k <= i + NEIGHBOURS; k++)
      supersede(entries->sorted[i], entries->sorted[k]);
}

// The highlights that begin at or before the comment's location: how many.
static uint32_t find_place(const Entries *entries, const Entry *comment) {
  Bisection range = bisection_of(0, entries->sorted_count);
  while (bisection_open(&range)) {
    const Entry *entry = entries->sorted[range.middle];
    int order = slice_compare(entry->title, comment->title);
    bisection_narrow(&range,
                     order < 0 || (order == 0 && entry->clipping.start <= comment->clipping.start));
  }
  return (uint32_t)range.low;
}

// The latest before it in the file, else the first behind it.
static bool is_better(const Entry *entry, const Entry *best, const Entry *comment) {
  if (!best) return true;
  bool before = entry->number < comment->number, best_before = best->number < comment->number;
  if (before != best_before) return before;
  return before ? entry->number > best->number : entry->number < best->number;
}

static Entry *find_highlight(const Entries *entries, const Entry *comment) {
  Entry *best = NULL;
  uint32_t at = find_place(entries, comment), looked = 0;
  for (; at > 0 && looked < NEIGHBOURS; at--, looked++) {
    Entry *entry = entries->sorted[at - 1];
    if (!slice_equal(entry->title, comment->title)) break;
    bool fits = !entry->superseded && entry->clipping.end >= comment->clipping.start;
    if (fits && is_better(entry, best, comment)) best = entry;
  }
  return best;
}

static void join_comments(Entries *entries) {
  for (uint32_t i = 0; i < entries->count; i++) {
    Entry *comment = &entries->items[i];
    bool is_one = comment->clipping.kind == CLIPPING_COMMENT && comment->clipping.start > 0;
    Entry *highlight = is_one && comment->text.len ? find_highlight(entries, comment) : NULL;
    if (!highlight) continue;
    comment->joined = true;
    if (highlight->last)
      highlight->last->next = comment;
    else
      highlight->next = comment;
    highlight->last = comment;
  }
}

// ---- Writing down

static void add_annotation(ForeignFile *file, const Entry *entry) {
  ForeignAnnotation *annotation = foreign_add(file);
  Slice text = entry->text;
  annotation->clues.title = entry->title;
  annotation->created = entry->clipping.created;
  if (entry->clipping.kind == CLIPPING_COMMENT)
    annotation->comment = text;
  else
    foreign_add_quote(annotation, text, SLICE(""), SLICE(""));
  for (const Entry *comment = entry->next; comment; comment = comment->next)
    foreign_add_comment(file, annotation, comment->text);
  if (entry->clipping.kind == CLIPPING_BOOKMARK) foreign_leave_out(annotation, "it is a bookmark");
  if (text.len == 0) foreign_leave_out(annotation, "there are no words in it");
  if (text.len && text.ptr[0] == '<' && text.ptr[text.len - 1] == '>')
    foreign_leave_out(annotation, "the limit of what may be clipped was reached");
}

bool read_kindle(Slice bytes, ForeignFile *file, Error *err) {
  Entries entries = {0};
  bool any = read_entries(bytes, file, &entries);
  sort_highlights(&entries);
  find_superseded(&entries);
  join_comments(&entries);
  for (uint32_t i = 0; i < entries.count; i++)
    if (!entries.items[i].superseded && !entries.items[i].joined)
      add_annotation(file, &entries.items[i]);
  free(entries.sorted);
  free(entries.items);
  return any || readers_refuse(err, "kindle", "no line of it is '=========='");
}

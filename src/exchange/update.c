// SPDX-License-Identifier: MIT
// Updating a file. The export is rendered whole, both files are cut into blocks, and the old one is
// copied from its first byte to its last with the blocks exchanged, so what is no block cannot be
// lost. Keys are found by a sorted index: n log n in the blocks, linear in the bytes.
#include "exchange/update.h"

#include "base/bisection.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/uuid.h"
#include "exchange/marks.h"

#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>

#define NONE UINT32_MAX

typedef struct Merge {
  Update *update;
  Slice old, fresh;
  MarksList olds, freshes;
  MarksBlock **by_key; // the old ones, those of a key in the order of the file
  uint32_t *old_of;    // by fresh block: the old one of its key, or NONE
  uint32_t *fresh_of;  // by old block
  uint32_t *first_new; // by old block and for the end: the first that comes before it, or NONE
  uint32_t *next_new;  // by fresh block: the next in the same place
  const char *line_end;
  Buffer *out;
} Merge;

// ---- Whose is what

static int compare_keys(const void *a, const void *b) {
  const MarksBlock *one = *(MarksBlock *const *)a, *other = *(MarksBlock *const *)b;
  int order = slice_compare(one->key, other->key);
  return order ? order : (one > other) - (one < other);
}

// The first old block of the key, and whether there is another.
static uint32_t find_old(const Merge *merge, Slice key, bool *twice) {
  Bisection range = bisection_of(0, merge->olds.count);
  while (bisection_open(&range))
    bisection_narrow(&range, slice_compare(merge->by_key[range.middle]->key, key) < 0);
  uint32_t low = (uint32_t)range.low;
  uint32_t count = merge->olds.count;
  bool found = low < count && slice_equal(merge->by_key[low]->key, key);
  *twice = found && low + 1 < count && slice_equal(merge->by_key[low + 1]->key, key);
  return found ? (uint32_t)(merge->by_key[low] - merge->olds.items) : NONE;
}

static void find_pairs(Merge *merge) {
  for (uint32_t i = 0; i < merge->olds.count; i++) {
    merge->by_key[i] = &merge->olds.items[i];
    merge->fresh_of[i] = NONE;
  }
  if (merge->olds.count)
    qsort(merge->by_key, merge->olds.count, sizeof(MarksBlock *), compare_keys);
  for (uint32_t i = 0; i < merge->freshes.count; i++) {
    bool twice;
    uint32_t old = find_old(merge, merge->freshes.items[i].key, &twice);
    merge->old_of[i] = old;
    if (old != NONE) merge->fresh_of[old] = i;
  }
}

// From the last to the first, so those of one place keep their order.
static void find_places(Merge *merge) {
  uint32_t place = merge->olds.count;
  for (uint32_t i = 0; i <= merge->olds.count; i++) merge->first_new[i] = NONE;
  for (uint32_t i = merge->freshes.count; i-- > 0;) {
    if (merge->old_of[i] != NONE) {
      place = merge->old_of[i];
      continue;
    }
    merge->next_new[i] = merge->first_new[place];
    merge->first_new[place] = i;
  }
}

static Merge start(Update *update, Slice old, Slice fresh, Buffer *out) {
  Merge merge = {.update = update, .old = old, .fresh = fresh, .line_end = "\n", .out = out};
  const char *end = old.len ? memchr(old.ptr, '\n', old.len) : NULL;
  if (end && end > old.ptr && end[-1] == '\r') merge.line_end = "\r\n";
  marks_find(old, &merge.olds);
  marks_find(fresh, &merge.freshes);
  merge.by_key = memory_new(merge.olds.count, sizeof(MarksBlock *));
  merge.fresh_of = memory_new(merge.olds.count, sizeof(uint32_t));
  merge.first_new = memory_new((size_t)merge.olds.count + 1, sizeof(uint32_t));
  merge.old_of = memory_new(merge.freshes.count, sizeof(uint32_t));
  merge.next_new = memory_new(merge.freshes.count, sizeof(uint32_t));
  find_pairs(&merge);
  find_places(&merge);
  return merge;
}

static void release(Merge *merge) {
  free(merge->by_key);
  free(merge->fresh_of);
  free(merge->first_new);
  free(merge->old_of);
  free(merge->next_new);
  marks_release(&merge->olds);
  marks_release(&merge->freshes);
}

// ---- Writing

static void add_line_end(Merge *merge) {
  buffer_add_string(merge->out, merge->line_end);
}

// Does what was written end with so many line ends?
static bool ends_with(const Buffer *out, uint32_t line_ends) {
  size_t at = out->len;
  for (; line_ends > 0; line_ends--) {
    if (at == 0 || out->ptr[at - 1] != '\n') return false;
    at--;
    if (at > 0 && out->ptr[at - 1] == '\r') at--;
  }
  return true;
}

// New lines, in the old file's line ends.
static void add_lines(Merge *merge, const MarksBlock *block) {
  for (size_t at = block->start; at < block->end;) {
    const char *end = memchr(merge->fresh.ptr + at, '\n', block->end - at);
    size_t next = end ? (size_t)(end - merge->fresh.ptr) : block->end;
    buffer_add(merge->out, marks_line(slice_cut(merge->fresh, at, next)));
    add_line_end(merge);
    at = next + 1;
  }
}

// Does an empty line stand before it in the export?
static bool stands_apart(const Merge *merge, uint32_t fresh) {
  size_t before = fresh > 0 ? merge->freshes.items[fresh - 1].end : 0;
  return before < merge->freshes.items[fresh].start;
}

static bool is_annotation(Slice key) {
  return key.len >= UUID_SIZE - 1 && uuid_valid(slice_cut(key, 0, UUID_SIZE - 1));
}

static void count(uint32_t *counter, const MarksBlock *block) {
  if (is_annotation(block->key)) ++*counter;
}

// What is new before the old block `place`, or at the end.
static void add_new(Merge *merge, uint32_t place) {
  uint32_t last = NONE;
  for (uint32_t i = merge->first_new[place]; i != NONE; i = merge->next_new[i]) {
    if (merge->out->len > 0 && !ends_with(merge->out, 1)) add_line_end(merge);
    if (merge->out->len > 0 && stands_apart(merge, i) && !ends_with(merge->out, 2))
      add_line_end(merge);
    add_lines(merge, &merge->freshes.items[i]);
    count(&merge->update->counts.made, &merge->freshes.items[i]);
    last = i;
  }
  if (last != NONE && place < merge->olds.count) add_line_end(merge);
}

static void tell(const Merge *merge, const MarksBlock *old, const char *what) {
  const Update *update = merge->update;
  if (update->say) update->say(update->context, update->path, old->line, what);
}

static void keep(Merge *merge, const MarksBlock *old) {
  buffer_add(merge->out, slice_cut(merge->old, old->start, old->end));
}

// The empty line that divided it from what stands before goes with it.
static void remove_block(Merge *merge, const MarksBlock *old) {
  Buffer *out = merge->out;
  bool open = old->end == merge->old.len || merge->old.ptr[old->end] == '\n' ||
              merge->old.ptr[old->end] == '\r';
  count(&merge->update->counts.removed, old);
  if (!open || !ends_with(out, 2)) return;
  out->len -= out->len > 1 && out->ptr[out->len - 2] == '\r' ? 2 : 1;
  out->ptr[out->len] = '\0';
}

static void keep_edited(Merge *merge, const MarksBlock *old, const MarksBlock *fresh) {
  merge->update->counts.kept++;
  if (!fresh)
    tell(merge, old, "edited by hand, and no part of the export any more: kept");
  else if (fresh->sum != old->sum)
    tell(merge, old, "edited by hand: kept without what has changed in the library since");
  keep(merge, old);
}

static void put_block(Merge *merge, uint32_t place) {
  UpdateCounts *counts = &merge->update->counts;
  const MarksBlock *old = &merge->olds.items[place];
  uint32_t at = merge->fresh_of[place];
  const MarksBlock *fresh = at == NONE ? NULL : &merge->freshes.items[at];
  bool twice;
  find_old(merge, old->key, &twice);
  if (twice) {
    tell(merge, old, "stands in the file more than once: kept as it is");
    keep(merge, old);
  } else if (old->edited) {
    keep_edited(merge, old, fresh);
  } else if (!fresh) {
    remove_block(merge, old);
  } else if (fresh->sum == old->sum) {
    count(&counts->same, old);
    keep(merge, old);
  } else {
    count(&counts->changed, old);
    add_lines(merge, fresh);
  }
}

static void write_merged(Merge *merge) {
  size_t at = 0;
  for (uint32_t i = 0; i < merge->olds.count; i++) {
    const MarksBlock *old = &merge->olds.items[i];
    buffer_add(merge->out, slice_cut(merge->old, at, old->start));
    add_new(merge, i);
    put_block(merge, i);
    at = old->end;
  }
  buffer_add(merge->out, slice_cut(merge->old, at, merge->old.len));
  add_new(merge, merge->olds.count);
}

bool update_merge(Update *update, Slice old, Slice fresh, Buffer *out) {
  const Slice mark = SLICE("\xEF\xBB\xBF");
  bool marked = slice_starts(old, mark);
  Merge merge = start(update, marked ? slice_cut(old, mark.len, old.len) : old, fresh, out);
  bool ours = merge.olds.count > 0;
  if (ours && marked) buffer_add(out, mark);
  if (ours) write_merged(&merge);
  release(&merge);
  return ours;
}

// ---- Files

void update_start(Update *update, const char *path) {
  update->done =
      memory_grow(update->done, update->done_count, &update->done_capacity, sizeof *update->done);
  update->done[update->done_count++] = update->path = memory_string(slice_of(path));
  buffer_clear(&update->fresh);
}

void update_add(Update *update, Slice bytes) {
  buffer_add(&update->fresh, bytes);
}

static bool write_file(Update *update, Slice bytes, Error *err) {
  update->written++;
  return update->rehearsal || file_write(update->path, bytes, true, err);
}

static bool write_first(Update *update, Error *err) {
  MarksList blocks;
  marks_find(buffer_slice(&update->fresh), &blocks);
  for (uint32_t i = 0; i < blocks.count; i++) count(&update->counts.made, &blocks.items[i]);
  marks_release(&blocks);
  return write_file(update, buffer_slice(&update->fresh), err);
}

static bool refuse(const Update *update, Error *err) {
  error_set(err, ERROR_CREATE, "cannot update '%s': nothing in it is marked as an export's",
            update->path);
  return error_hint(err, "it was left as it is; --force replaces it");
}

static bool write_again(Update *update, Slice old, Error *err) {
  Buffer merged = {0};
  if (slice_trim(old).len == 0) return write_first(update, err);
  bool ok = update_merge(update, old, buffer_slice(&update->fresh), &merged)
                ? slice_equal(buffer_slice(&merged), old) ||
                      write_file(update, buffer_slice(&merged), err)
                : refuse(update, err);
  buffer_release(&merged);
  return ok;
}

bool update_finish(Update *update, Error *err) {
  Buffer old = {0};
  if (access(update->path, F_OK) != 0) return write_first(update, err);
  bool ok = file_is_no_device(update->path, "update", err) &&
            file_read(update->path, UPDATE_BYTES_MAX, &old, err) &&
            write_again(update, buffer_slice(&old), err);
  buffer_release(&old);
  return ok;
}

void update_release(Update *update) {
  for (uint32_t i = 0; i < update->done_count; i++) free(update->done[i]);
  free(update->done);
  update->done = NULL;
  update->done_count = 0;
  update->path = NULL;
  buffer_release(&update->fresh);
}

// ---- Files of earlier exports

static int compare_paths(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static const char *ending(const char *path) {
  const char *dot = strrchr(path, '.');
  return dot ? dot : "";
}

// A file that cannot be read is none of ours as far as anybody can tell.
static bool is_marked(const char *path) {
  Error ignored = {0};
  Buffer bytes = {0};
  MarksList blocks;
  if (file_is_folder(path) || !file_is_no_device(path, "read", &ignored) ||
      !file_read(path, UPDATE_BYTES_MAX, &bytes, &ignored))
    return false;
  marks_find(buffer_slice(&bytes), &blocks);
  bool marked = blocks.count > 0;
  marks_release(&blocks);
  buffer_release(&bytes);
  return marked;
}

static void tell_other(const Update *update, const char *path) {
  bool done = bsearch(&path, update->done, update->done_count, sizeof *update->done, compare_paths);
  bool alike = strcmp(ending(path), ending(update->done[0])) == 0;
  if (!done && alike && is_marked(path))
    update->say(update->context, path, 1, "is of no brief of this export: left as it is");
}

// alphasort() would ask the locale.
static int compare_entries(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

void update_tell_others(Update *update, const char *folder) {
  struct dirent **entries;
  if (!update->say || update->done_count == 0) return;
  qsort(update->done, update->done_count, sizeof *update->done, compare_paths);
  int count = scandir(folder, &entries, NULL, compare_entries);
  for (int i = 0; i < count; i++) {
    char *path = file_join(folder, entries[i]->d_name);
    tell_other(update, path);
    free(path);
    free(entries[i]);
  }
  if (count >= 0) free(entries);
}

void update_write_counts(const UpdateCounts *counts, Buffer *out) {
  buffer_printf(out, "%u new, %u changed, %u same, %u removed, %u kept as edited", counts->made,
                counts->changed, counts->same, counts->removed, counts->kept);
}

// SPDX-License-Identifier: MIT
// Briefs are added in batches, annotations come in as from a file of another program: of the ways
// into a library these two are made for many. What is drawn by lot hangs on the number of the brief
// or annotation alone.
#include "support/stock.h"

#include "base/moment.h"
#include "base/uuid.h"
#include "library/arrival.h"
#include "support/prose.h"
#include "text/position.h"

#include <stdio.h>
#include <stdlib.h>

enum { BATCH = 500, ANNOTATIONS_OF_CHANGE = 1000, TAGS_MAX = 3 };

// A number below `below` that only `seed` and `draw` decide.
static uint32_t lot(uint32_t seed, uint32_t draw, uint32_t below) {
  uint64_t mixed = (((uint64_t)seed << 32) | draw) * 0x9e3779b97f4a7c15u;
  mixed = (mixed ^ (mixed >> 29)) * 0xbf58476d1ce4e5b9u;
  return (uint32_t)((mixed ^ (mixed >> 32)) % below);
}

static void must(bool ok, const Error *err) {
  if (ok) return;
  fprintf(stderr, "cannot fill the library: %s\n", err->message);
  exit(1);
}

// ---- Briefs

// One of 1,200.
static void write_author(uint32_t index, Buffer *text) {
  static const char *const given[] = {"Anna",  "Boris", "Chiara", "David", "Elena", "Farid",
                                      "Grace", "Hugo",  "Irina",  "Johan", "Keiko", "Laura"};
  static const char *const starts[] = {"Ber", "Dal", "Hol", "Kar",  "Lin",
                                       "Mor", "Nor", "Ros", "Sten", "Wal"};
  static const char *const ends[] = {"berg", "ev",  "gren", "ini", "mann",
                                     "ova",  "sen", "son",  "ton", "ward"};
  uint32_t who = lot(index, 2, 1200);
  buffer_printf(text, "By %s %s%s\n\n", given[who % 12], starts[who / 12 % 10], ends[who / 120]);
}

static void write_head(uint32_t index, Buffer *text) {
  static const char *const months[] = {"January", "March",     "April",
                                       "June",    "September", "November"};
  bool dated = lot(index, 3, 10) > 0;
  prose_title(text, index);
  buffer_add_string(text, "\n\n");
  if (!dated || lot(index, 1, 7)) write_author(index, text);
  if (dated)
    buffer_printf(text, "%u %s %u\n\n", 1 + lot(index, 4, 28), months[lot(index, 5, 6)],
                  1990 + lot(index, 6, 35));
}

void stock_write_brief(uint32_t index, Buffer *text) {
  write_head(index, text);
  prose_body(text, index, STOCK_BRIEF_BYTES / 2 + lot(index, 7, STOCK_BRIEF_BYTES));
  buffer_printf(text, "\n\nThe usual ending%s of brief %u.\n", index % 100 ? "" : ", seldom read,",
                index);
}

static BriefPrepared *prepare(Library *library, uint32_t index) {
  char name[32], series[24];
  Buffer text = {0};
  Error err = {0};
  snprintf(name, sizeof name, "/stock/%u.txt", index);
  snprintf(series, sizeof series, "Series %u", lot(index, 8, 57));
  BriefMetadata metadata = {.series = series};
  stock_write_brief(index, &text);
  BriefPrepared *prepared = brief_prepare(library, buffer_slice(&text), name, &metadata, &err);
  must(prepared != NULL, &err);
  buffer_release(&text);
  return prepared;
}

void stock_add_briefs(Library *library, uint32_t count) {
  BriefPrepared *prepared[BATCH];
  BriefAdded added[BATCH];
  Error errs[BATCH];
  for (uint32_t start = 0; start < count; start += BATCH) {
    uint32_t size = count - start < BATCH ? count - start : BATCH;
    for (uint32_t i = 0; i < size; i++) prepared[i] = prepare(library, start + i);
    brief_add_prepared(library, prepared, size, added, errs);
    for (uint32_t i = 0; i < size; i++) {
      must(errs[i].kind == ERROR_NONE, &errs[i]);
      brief_free_prepared(prepared[i]);
    }
  }
}

// ---- Annotations

typedef struct Writer {
  Library *library;
  Arrivals *arrivals;
  uint32_t done;
} Writer;

static void end_change(Writer *writer) {
  Error err = {0};
  int64_t change;
  if (writer->arrivals) must(arrival_keep(writer->arrivals, &change, &err), &err);
  writer->arrivals = NULL;
}

static void begin_change(Writer *writer) {
  Error err = {0};
  end_change(writer);
  writer->arrivals = arrival_open(writer->library, "import 'stock'", &err);
  must(writer->arrivals != NULL, &err);
}

// From a place on to the next beginning of a word.
static uint32_t find_word(Slice text, uint32_t pos) {
  while (pos < text.len && text.ptr[pos] != ' ') pos++;
  return pos < text.len ? pos + 1 : (uint32_t)text.len;
}

// Some words, up to a dozen.
static CpSpan choose_span(const Version *version, uint32_t seed, uint32_t from) {
  Slice text = version->text;
  uint32_t start = find_word(text, from), end = start;
  for (uint32_t words = 1 + lot(seed, 1, 12); words > 0; words--) end = find_word(text, end);
  if (end > start + 1 && text.ptr[end - 1] == ' ') end--;
  return positions_to_code_points(version->positions, (Span){start, end});
}

// Tags of a codebook of 240 in a tree, the first ones most.
static uint32_t choose_tags(uint32_t seed, char names[TAGS_MAX][40], const char *tags[TAGS_MAX]) {
  uint32_t count = lot(seed, 2, TAGS_MAX + 1);
  for (uint32_t i = 0; i < count; i++) {
    uint32_t tag = lot(seed, 3 + i, 1 + lot(seed, 6 + i, 240));
    snprintf(names[i], sizeof names[i], "theme %u/part %u", tag % 12, tag / 12);
    tags[i] = names[i];
  }
  return count;
}

static void annotate(Writer *writer, const Brief *brief, const Version *version, uint32_t from) {
  char id[UUID_SIZE], name[32], names[TAGS_MAX][40], comment[96];
  const char *tags[TAGS_MAX];
  uint32_t seed = writer->done++;
  if (seed % ANNOTATIONS_OF_CHANGE == 0) begin_change(writer);
  snprintf(name, sizeof name, "stock/%lld/%u", (long long)brief->key, seed);
  uuid_named(slice_of(name), id);
  snprintf(comment, sizeof comment, "Compare with the remark on brief %u, and ask for the source.",
           lot(seed, 9, 100000));
  int64_t created = (1577836800 + (int64_t)lot(seed, 10, 180000000)) * 1000000;
  Arrival arrival = {.id = id,
                     .format = "stock",
                     .brief = brief->key,
                     .version = brief->version,
                     .span = choose_span(version, seed, from),
                     .coloured = true,
                     .colour = (Colour)lot(seed, 11, COLOUR_COUNT),
                     .comment = lot(seed, 12, 3) ? "" : comment,
                     .tags = tags,
                     .tag_count = choose_tags(seed, names, tags),
                     .created = created,
                     .updated = created,
                     .placed = ARRIVAL_NO_MOMENT,
                     .by = lot(seed, 13, 4) ? "ana" : "ben"};
  arrival_put(writer->arrivals, &arrival);
}

// So many in one brief, in the order of its text; the last words are left alone, so that none is
// empty.
static void annotate_brief(Writer *writer, const Brief *brief, uint32_t count) {
  Error err = {0};
  Version *version = brief_version(writer->library, brief->version, &err);
  must(version != NULL, &err);
  uint64_t room = version->text.len * 9 / 10;
  for (uint32_t i = 0; i < count; i++)
    annotate(writer, brief, version, (uint32_t)(room * i / count));
  version_free(version);
}

void stock_annotate(Library *library, uint32_t count) {
  Error err = {0};
  BriefList list;
  Writer writer = {.library = library};
  must(brief_list(library, &list, &err), &err);
  for (uint64_t i = 0; i < list.count; i++) {
    uint64_t before = count * i / list.count, behind = count * (i + 1) / list.count;
    annotate_brief(&writer, &list.items[i], (uint32_t)(behind - before));
  }
  end_change(&writer);
  brief_release_list(&list);
}

int64_t stock_add_annotated(Library *library, uint32_t count) {
  enum { BYTES_EACH = 10, BYTES_MIN = 10000 };
  Error err = {0};
  Buffer text = {0};
  BriefAdded added;
  Brief brief;
  Writer writer = {.library = library};
  buffer_add_string(&text, "One brief with all annotations\n\n");
  prose_body(&text, count, count > BYTES_MIN / BYTES_EACH ? (size_t)count * BYTES_EACH : BYTES_MIN);
  must(brief_add(library, buffer_slice(&text), "/stock/one.txt", NULL, &added, &err), &err);
  buffer_release(&text);
  must(brief_get(library, added.key, &brief, &err), &err);
  annotate_brief(&writer, &brief, count);
  end_change(&writer);
  brief_release(&brief);
  return added.key;
}

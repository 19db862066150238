// SPDX-License-Identifier: MIT
// Briefs are added in batches. Annotations are recorded a thousand in a change; their places are
// known, so nobody looks whether a quotation is the only one of its kind in the text, which takes
// the most of the time elsewhere. What is drawn by lot hangs on the number of the brief or
// annotation alone.
#include "support/stock.h"

#include "base/memory.h"
#include "base/uuid.h"
#include "library/codebook.h"
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

// A change that is being recorded, of so many annotations.
typedef struct Writer {
  Library *library;
  Record record;
  uint32_t done;
  bool open;
} Writer;

static void end_change(Writer *writer) {
  Error err = {0};
  int64_t change;
  if (writer->open) must(record_commit(&writer->record, &change, &err), &err);
  writer->open = false;
}

static void begin_change(Writer *writer) {
  Error err = {0};
  end_change(writer);
  must(record_begin(&writer->record, writer->library, "import 'stock'", &err), &err);
  writer->open = true;
}

// From a place on to the next beginning of a word.
static uint32_t find_word(Slice text, uint32_t pos) {
  while (pos < text.len && text.ptr[pos] != ' ') pos++;
  return pos < text.len ? pos + 1 : (uint32_t)text.len;
}

// Some words, up to a dozen.
static Span choose_span(Slice text, uint32_t seed, uint32_t from) {
  uint32_t start = find_word(text, from), end = start;
  for (uint32_t words = 1 + lot(seed, 1, 12); words > 0; words--) end = find_word(text, end);
  return span_make(start, text.ptr[end - 1] == ' ' ? end - 1 : end);
}

// About so many bytes on each side, cut between words.
static void write_place(const Version *version, Span span, Buffer *out) {
  enum { AROUND = 32 };
  Slice text = version->text;
  uint32_t before = find_word(text, span.start > AROUND ? span.start - AROUND : 0);
  uint32_t behind = find_word(text, span.end + AROUND < text.len ? span.end + AROUND : span.end);
  CpSpan cp_span = positions_to_code_points(version->positions, span);
  JsonWriter json = {.out = out};
  json_start_object(&json);
  json_key(&json, "version");
  json_string(&json, slice_of(version->hash));
  json_key(&json, "start");
  json_number(&json, cp_span.start_cp);
  json_key(&json, "end");
  json_number(&json, cp_span.end_cp);
  json_key(&json, "quote");
  json_string(&json, slice_cut(text, span.start, span.end));
  json_key(&json, "prefix");
  json_string(&json, slice_cut(text, before < span.start ? before : span.start, span.start));
  json_key(&json, "suffix");
  json_string(&json, slice_cut(text, span.end, behind));
  json_end_object(&json);
}

// Tags of a codebook of 240 in a tree, the first ones most.
static void put_tags(Writer *writer, uint32_t seed, const char *id) {
  for (uint32_t count = lot(seed, 2, TAGS_MAX + 1); count > 0; count--) {
    char path[40];
    uint32_t tag = lot(seed, 2 + count, 1 + lot(seed, 8 + count, 240));
    snprintf(path, sizeof path, "theme %u/part %u", tag % 12, tag / 12);
    codebook_put(&writer->record, id, path);
  }
}

static void set_words(Record *record, uint32_t seed) {
  char comment[96];
  int64_t created = (1577836800 + (int64_t)lot(seed, 21, 180000000)) * 1000000;
  snprintf(comment, sizeof comment, "Compare with the remark on brief %u, and ask for the source.",
           lot(seed, 20, 100000));
  record_set_text(record, "colour", colour_name((Colour)lot(seed, 22, COLOUR_COUNT)));
  if (lot(seed, 23, 3) == 0) record_set_text(record, "comment", comment);
  record_set_moment(record, "created", created);
  record_set_moment(record, "updated", created);
  record_set_text(record, "by", lot(seed, 24, 4) ? "ana" : "ben");
}

static void annotate(Writer *writer, const Brief *brief, const Version *version, uint32_t from) {
  char id[UUID_SIZE], name[32];
  Buffer place = {0};
  uint32_t seed = writer->done++;
  if (seed % ANNOTATIONS_OF_CHANGE == 0) begin_change(writer);
  snprintf(name, sizeof name, "stock/%u", seed);
  uuid_named(slice_of(name), id);
  write_place(version, choose_span(version->text, seed, from), &place);
  record_open(&writer->record, "annotation", id);
  record_set_text(&writer->record, "brief", brief->id);
  record_set_json(&writer->record, "place", buffer_slice(&place));
  set_words(&writer->record, seed);
  record_close(&writer->record);
  put_tags(writer, seed, id);
  buffer_release(&place);
}

// The numbers below count, in this order or drawn by lot. The caller frees.
static uint32_t *make_places(uint32_t count, StockOrder order) {
  uint32_t *places = memory_new(count, sizeof *places);
  for (uint32_t i = 0; i < count; i++) places[i] = i;
  for (uint32_t i = count; order == STOCK_SHUFFLED && i > 1; i--) {
    uint32_t with = lot(count, i, i), last = places[i - 1];
    places[i - 1] = places[with];
    places[with] = last;
  }
  return places;
}

// So many in one brief; the last words are left alone, so that none is empty.
static void annotate_brief(Writer *writer, const Brief *brief, uint32_t count, StockOrder order) {
  Error err = {0};
  Version *version = brief_version(writer->library, brief->version, &err);
  must(version != NULL, &err);
  uint32_t *places = make_places(count, order);
  uint64_t room = version->text.len * 9 / 10;
  for (uint32_t i = 0; i < count; i++)
    annotate(writer, brief, version, (uint32_t)(room * places[i] / count));
  free(places);
  version_free(version);
}

void stock_annotate(Library *library, uint32_t count) {
  Error err = {0};
  BriefList list;
  Writer writer = {.library = library};
  must(brief_list(library, &list, &err), &err);
  for (uint64_t i = 0; i < list.count; i++) {
    uint64_t before = count * i / list.count, behind = count * (i + 1) / list.count;
    if (behind > before)
      annotate_brief(&writer, &list.items[i], (uint32_t)(behind - before), STOCK_IN_ORDER);
  }
  end_change(&writer);
  brief_release_list(&list);
}

int64_t stock_add_annotated(Library *library, uint32_t count, StockOrder order) {
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
  annotate_brief(&writer, &brief, count, order);
  end_change(&writer);
  brief_release(&brief);
  return added.key;
}

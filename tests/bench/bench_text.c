// SPDX-License-Identifier: MIT
// Texts in memory: finding the structure, laying out, searching, packing. The floors are what any
// program would have to do: libunistring's line breaking, a hash of the bytes, memmem().
#include "bench/measure.h"
#include "support/prose.h"

#include "base/hash.h"
#include "import/import.h"
#include "layout/layout.h"
#include "support/check.h"
#include "text/pack.h"
#include "text/search.h"

#include <stdlib.h>
#include <unilbrk.h>

enum { BRIEF_BYTES = 4 << 20, WIDTH = 72 };

static double rate(size_t bytes, double started) {
  return (double)bytes / 1e6 / (measure_cpu() - started);
}

static Version *read_brief(Slice bytes) {
  Error err = {0};
  Version *version = import_read(&(ImportInput){.bytes = bytes, .name = "brief.txt"}, &err);
  check_ok(version != NULL, &err);
  return version;
}

static double hash_rate(Slice bytes) {
  char hash[HASH_HEX_SIZE];
  double started = measure_cpu();
  hash_hex(bytes, hash);
  return rate(bytes.len, started);
}

static double lay_out_all(const Version *version) {
  double started = measure_cpu();
  Layout *layout = layout_new(version, (LayoutStyle){.width = WIDTH});
  LinePlace place;
  bool more = layout_place_of(layout, 0, &place);
  while (more) more = layout_next_line(layout, &place, NULL);
  layout_free(layout);
  return rate(version->text.len, started);
}

static double break_raw(const Version *version) {
  char *breaks = malloc(version->text.len);
  double started = measure_cpu();
  for (uint32_t i = 0; i < version->block_count; i++) {
    Slice text = version_cut(version, version->blocks[i].span);
    u8_width_linebreaks((const uint8_t *)text.ptr, text.len, WIDTH, 0, 0, NULL, "UTF-8", breaks);
  }
  double found = rate(version->text.len, started);
  free(breaks);
  return found;
}

static double search(const Version *version, SearchFlags flags) {
  Span hit;
  double started = measure_cpu();
  search_next(version, SLICE("nowhereinit"), 0, flags, &hit);
  return rate(version->text.len, started);
}

static double search_raw(const Version *version) {
  double started = measure_cpu();
  const void *found = memmem(version->text.ptr, version->text.len, "nowhereinit", 11);
  return found ? 0 : rate(version->text.len, started);
}

static void pack_both(const Version *version) {
  Error err = {0};
  Buffer structure = {0};
  double started = measure_cpu();
  pack_write(version, &structure);
  measure_row("structure to a string", rate(version->text.len, started), 0, "MB/s");
  started = measure_cpu();
  Version *back = pack_read(version->text, buffer_slice(&structure), version->rules, &err);
  measure_row("and back, checked", rate(version->text.len, started), 0, "MB/s");
  version_free(back);
  buffer_release(&structure);
}

int main(void) {
  Buffer bytes = {0};
  prose_brief(&bytes, 1, BRIEF_BYTES);
  measure_title("a text of 4 MB");
  double started = measure_cpu();
  Version *version = read_brief(buffer_slice(&bytes));
  measure_row("import: structure (floor: its SHA-256)", rate(bytes.len, started),
              hash_rate(buffer_slice(&bytes)), "MB/s");
  measure_row("layout of all (floor: u8_width_linebreaks)", lay_out_all(version),
              break_raw(version), "MB/s");
  measure_row("search, smart case (floor: memmem)", search(version, SEARCH_SMART_CASE),
              search_raw(version), "MB/s");
  measure_row("search, exact (floor: memmem)", search(version, SEARCH_EXACT), search_raw(version),
              "MB/s");
  measure_row("search, any accent", search(version, SEARCH_SMART_CASE | SEARCH_ANY_ACCENT), 0,
              "MB/s");
  measure_row("search, regular expression", search(version, SEARCH_SMART_CASE | SEARCH_EXPRESSION),
              0, "MB/s");
  pack_both(version);
  version_free(version);
  buffer_release(&bytes);
  return 0;
}

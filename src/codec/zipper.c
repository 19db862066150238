// SPDX-License-Identifier: MIT
// Stored zip archives (APPNOTE 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16). Numbers are
// little-endian. CRC-32 goes by half bytes: a table of sixteen is small enough to be made on the
// stack each time.
#include "codec/zipper.h"

#include "base/memory.h"

#include <stdlib.h>

enum {
  VERSION_NEEDED = 20,
  MADE_BY = 3 << 8 | 20,      // Unix
  UTF8_NAMES = 1 << 11,       // flag
  DATE = 0 << 9 | 1 << 5 | 1, // 1980-01-01, 00:00
};
static const uint32_t mode = UINT32_C(0100644) << 16;

uint32_t zipper_crc(uint32_t crc, Slice bytes) {
  uint32_t table[16];
  for (uint32_t i = 0; i < 16; i++) {
    uint32_t value = i;
    for (int bit = 0; bit < 4; bit++) value = value & 1 ? value >> 1 ^ 0xEDB88320U : value >> 1;
    table[i] = value;
  }
  crc = ~crc;
  for (size_t at = 0; at < bytes.len; at++) {
    crc ^= (unsigned char)bytes.ptr[at];
    crc = crc >> 4 ^ table[crc & 15];
    crc = crc >> 4 ^ table[crc & 15];
  }
  return ~crc;
}

static void add_number(Buffer *out, uint64_t number, int bytes) {
  for (int i = 0; i < bytes; i++) buffer_add_byte(out, (char)(number >> 8 * i & 0xFF));
}

// What local headers and the directory have in common: from the version to the length of the name.
static void add_common(Buffer *out, const ZipperEntry *entry) {
  add_number(out, VERSION_NEEDED, 2);
  add_number(out, UTF8_NAMES, 2);
  add_number(out, 0, 2); // stored
  add_number(out, 0, 2); // time
  add_number(out, DATE, 2);
  add_number(out, entry->crc, 4);
  add_number(out, entry->size, 4);
  add_number(out, entry->size, 4);
  add_number(out, strlen(entry->name), 2);
  add_number(out, 0, 2); // extra field
}

static void add_header(Buffer *out, const ZipperEntry *entry) {
  buffer_add(out, SLICE("PK\x03\x04"));
  add_common(out, entry);
  buffer_add_string(out, entry->name);
}

void zipper_start(Zipper *zip, const char *name, uint64_t pos, Buffer *out) {
  zip->entries = memory_grow(zip->entries, zip->count, &zip->capacity, sizeof *zip->entries);
  zip->entries[zip->count] = (ZipperEntry){.name = memory_string(slice_of(name)), .pos = pos};
  add_header(out, &zip->entries[zip->count++]);
}

void zipper_add(Zipper *zip, Slice bytes) {
  ZipperEntry *entry = &zip->entries[zip->count - 1];
  entry->crc = zipper_crc(entry->crc, bytes);
  entry->size += bytes.len;
}

void zipper_write_header(const Zipper *zip, Buffer *out) {
  add_header(out, &zip->entries[zip->count - 1]);
}

static void add_directory_entry(Buffer *out, const ZipperEntry *entry) {
  buffer_add(out, SLICE("PK\x01\x02"));
  add_number(out, MADE_BY, 2);
  add_common(out, entry);
  add_number(out, 0, 6); // comment, disk, internal attributes
  add_number(out, mode, 4);
  add_number(out, entry->pos, 4);
  buffer_add_string(out, entry->name);
}

bool zipper_write_directory(const Zipper *zip, uint64_t pos, Buffer *out, Error *err) {
  size_t start = out->len;
  if (pos > UINT32_MAX || zip->count > UINT16_MAX)
    return error_set(err, ERROR_DATA,
                     "cannot make the archive: it is larger than 4 GiB, or of more "
                     "than 65,535 files");
  for (uint32_t i = 0; i < zip->count; i++) add_directory_entry(out, &zip->entries[i]);
  size_t size = out->len - start;
  buffer_add(out, SLICE("PK\x05\x06"));
  add_number(out, 0, 4); // disks
  add_number(out, zip->count, 2);
  add_number(out, zip->count, 2);
  add_number(out, size, 4);
  add_number(out, pos, 4);
  add_number(out, 0, 2); // comment
  return true;
}

void zipper_release(Zipper *zip) {
  for (uint32_t i = 0; i < zip->count; i++) free(zip->entries[i].name);
  free(zip->entries);
  *zip = (Zipper){0};
}

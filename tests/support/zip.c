// SPDX-License-Identifier: MIT
#include "support/zip.h"

enum {
  STORED = 0,
  DEFLATED = 8,
  RUN = 258, // bytes that one copy of deflate makes
};

static void add_number(Buffer *buffer, uint64_t number, int bytes) {
  for (int i = 0; i < bytes; i++, number >>= 8) buffer_add_byte(buffer, (char)(number & 0xFF));
}

typedef struct Sum {
  uint32_t table[256], crc;
} Sum;

static void begin_sum(Sum *sum) {
  for (uint32_t byte = 0; byte < 256; byte++) {
    uint32_t crc = byte;
    for (int bit = 0; bit < 8; bit++) crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320U : 0);
    sum->table[byte] = crc;
  }
  sum->crc = UINT32_MAX;
}

static void add_to_sum(Sum *sum, char byte) {
  sum->crc = sum->crc >> 8 ^ sum->table[(sum->crc ^ (unsigned char)byte) & 0xFF];
}

static uint32_t crc_of(Slice bytes) {
  Sum sum;
  begin_sum(&sum);
  for (size_t i = 0; i < bytes.len; i++) add_to_sum(&sum, bytes.ptr[i]);
  return ~sum.crc;
}

static uint32_t crc_of_run(char byte, uint32_t len) {
  Sum sum;
  begin_sum(&sum);
  for (uint32_t i = 0; i < len; i++) add_to_sum(&sum, byte);
  return ~sum.crc;
}

// What the header of a member and its line in the directory share.
static void add_description(Buffer *buffer, int method, uint32_t crc, size_t packed,
                            size_t unpacked, const char *name) {
  add_number(buffer, 20, 2);     // version that unpacks it
  add_number(buffer, 0x0800, 2); // names are UTF-8
  add_number(buffer, (uint64_t)method, 2);
  add_number(buffer, 0, 4); // time
  add_number(buffer, crc, 4);
  add_number(buffer, packed, 4);
  add_number(buffer, unpacked, 4);
  add_number(buffer, strlen(name), 2);
  add_number(buffer, 0, 2); // extra field
}

static void add_member(Zip *zip, const char *name, int method, uint32_t crc, Slice packed,
                       size_t unpacked) {
  size_t start = zip->bytes.len;
  buffer_add(&zip->bytes, SLICE("PK\3\4"));
  add_description(&zip->bytes, method, crc, packed.len, unpacked, name);
  buffer_add_string(&zip->bytes, name);
  buffer_add(&zip->bytes, packed);
  buffer_add(&zip->directory, SLICE("PK\1\2"));
  add_number(&zip->directory, 20, 2);
  add_description(&zip->directory, method, crc, packed.len, unpacked, name);
  add_number(&zip->directory, 0, 10); // comment, disk, attributes
  add_number(&zip->directory, start, 4);
  buffer_add_string(&zip->directory, name);
  zip->count++;
}

void zip_add(Zip *zip, const char *name, Slice bytes) {
  add_member(zip, name, STORED, crc_of(bytes), bytes, bytes.len);
}

// ---- Runs

typedef struct Bits {
  Buffer bytes;
  uint32_t held;
  int count;
} Bits;

static void add_bits(Bits *bits, uint32_t value, int count) {
  bits->held |= value << bits->count;
  for (bits->count += count; bits->count >= 8; bits->count -= 8, bits->held >>= 8)
    buffer_add_byte(&bits->bytes, (char)(bits->held & 0xFF));
}

// Huffman codes stand with their highest bit first.
static void add_code(Bits *bits, uint32_t code, int count) {
  for (int bit = count - 1; bit >= 0; bit--) add_bits(bits, code >> bit & 1, 1);
}

// So many zeros in the list of code lengths, 11 to 276 of them.
static void add_unused(Bits *bits, int count) {
  for (int part; count > 0; count -= part) {
    part = count > 138 ? 138 : count;
    add_code(bits, 0, 1);
    add_bits(bits, (uint32_t)part - 11, 7);
  }
}

// A code of deflate in which "258 bytes from one byte before" takes two bits: 285 is 0, the byte is
// 10, the end is 11, the one distance is 0.
static void add_code_of_run(Bits *bits, char byte) {
  static const int used_lengths[18] = {[2] = 1, [15] = 2, [17] = 2}; // 18: 0, 1: 10, 2: 11
  int literal = (unsigned char)byte;
  add_bits(bits, 286 - 257, 5);
  add_bits(bits, 0, 5);
  add_bits(bits, 18 - 4, 4);
  for (int i = 0; i < 18; i++) add_bits(bits, (uint32_t)used_lengths[i], 3);
  add_unused(bits, literal);
  add_code(bits, 3, 2);
  add_unused(bits, 255 - literal);
  add_code(bits, 3, 2);
  add_unused(bits, 285 - 257);
  add_code(bits, 2, 2);
  add_code(bits, 2, 2);
}

void zip_add_run(Zip *zip, const char *name, char byte, uint32_t len) {
  Bits bits = {0};
  add_bits(&bits, 1, 1); // the last block …
  add_bits(&bits, 2, 2); // … with a code of its own
  add_code_of_run(&bits, byte);
  uint32_t copies = len > 0 ? (len - 1) / RUN : 0;
  for (uint32_t literals = len - copies * RUN; literals > 0; literals--) add_code(&bits, 2, 2);
  for (uint32_t i = 0; i < copies; i++) add_code(&bits, 0, 2);
  add_code(&bits, 3, 2);
  add_bits(&bits, 0, 7); // to the end of the byte
  add_member(zip, name, DEFLATED, crc_of_run(byte, len), buffer_slice(&bits.bytes), len);
  buffer_release(&bits.bytes);
}

Slice zip_finish(Zip *zip) {
  size_t start = zip->bytes.len;
  buffer_add(&zip->bytes, buffer_slice(&zip->directory));
  buffer_add(&zip->bytes, SLICE("PK\5\6"));
  add_number(&zip->bytes, 0, 4); // disks
  add_number(&zip->bytes, zip->count, 2);
  add_number(&zip->bytes, zip->count, 2);
  add_number(&zip->bytes, zip->directory.len, 4);
  add_number(&zip->bytes, start, 4);
  add_number(&zip->bytes, 0, 2); // comment
  buffer_release(&zip->directory);
  return buffer_slice(&zip->bytes);
}

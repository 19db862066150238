// SPDX-License-Identifier: MIT
// Identities. Annotations without an id are named by brief, moment and quotation; equal names are
// counted in a hash table, so a file that repeats itself costs no more than another.
#include "exchange/identity.h"

#include "base/moment.h"

#include <stdlib.h>

typedef struct IdentitySeen {
  char id[UUID_SIZE];
  uint32_t times;
} IdentitySeen;

// ---- Ids that are UUIDs

static void write_uuid(const unsigned char bytes[16], char out[UUID_SIZE]) {
  static const char digits[] = "0123456789abcdef";
  for (size_t i = 0; i < 16; i++) {
    if (i == 4 || i == 6 || i == 8 || i == 10) *out++ = '-';
    *out++ = digits[bytes[i] >> 4];
    *out++ = digits[bytes[i] & 15];
  }
  *out = '\0';
}

// 22 digits are 132 bits: the last four must be nothing.
static bool read_base64(Slice id, char out[UUID_SIZE]) {
  static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  unsigned char bytes[17] = {0};
  uint32_t bits = 0, have = 0;
  size_t count = 0;
  if (id.len != 22) return false;
  for (size_t i = 0; i < id.len; i++) {
    const char *digit = id.ptr[i] ? strchr(digits, id.ptr[i]) : NULL;
    if (!digit) return false;
    bits = (bits << 6 | (uint32_t)(digit - digits)) & 0xFFFF;
    have += 6;
    if (have < 8) continue;
    have -= 8;
    bytes[count++] = (unsigned char)(bits >> have);
  }
  if (bits & 15) return false;
  write_uuid(bytes, out);
  return true;
}

bool identity_read(Slice id, char out[UUID_SIZE]) {
  static const Slice head = {"urn:uuid:", 9};
  if (slice_starts(id, head)) id = slice_cut(id, head.len, id.len);
  if (id.len != UUID_SIZE - 1) return read_base64(id, out);
  for (size_t i = 0; i < id.len; i++) {
    bool upper = id.ptr[i] >= 'A' && id.ptr[i] <= 'F';
    out[i] = (char)(id.ptr[i] + (upper ? 'a' - 'A' : 0));
  }
  out[id.len] = '\0';
  return uuid_valid(slice_make(out, id.len));
}

// ---- Names that repeat

static size_t slot_of(const IdentityBook *book, const char *id) {
  uint64_t hash = 14695981039346656037u;
  for (const char *at = id; *at; at++) hash = (hash ^ (unsigned char)*at) * 1099511628211u;
  size_t slot = hash & (book->room - 1);
  while (book->slots[slot].times && strcmp(book->slots[slot].id, id) != 0)
    slot = (slot + 1) & (book->room - 1);
  return slot;
}

static void grow(IdentityBook *book) {
  IdentityBook larger = {.count = book->count, .room = book->room ? book->room * 2 : 64};
  larger.slots = memory_new(larger.room, sizeof *larger.slots);
  for (uint32_t i = 0; i < book->room; i++)
    if (book->slots[i].times) larger.slots[slot_of(&larger, book->slots[i].id)] = book->slots[i];
  free(book->slots);
  *book = larger;
}

// How often the id was asked for, this time included.
static uint32_t count_again(IdentityBook *book, const char *id) {
  if (book->count * 2 >= book->room) grow(book);
  IdentitySeen *seen = &book->slots[slot_of(book, id)];
  if (!seen->times) {
    memcpy(seen->id, id, UUID_SIZE);
    book->count++;
  }
  return ++seen->times;
}

void identity_release(IdentityBook *book) {
  free(book->slots);
  *book = (IdentityBook){0};
}

// ---- Making

static void write_name(const ForeignAnnotation *annotation, const char *brief, Buffer *name) {
  char created[MOMENT_TEXT_SIZE] = "";
  if (annotation->created != FOREIGN_NO_MOMENT) moment_format(annotation->created, created);
  buffer_printf(name, "%s/%s/", brief, created);
  if (annotation->quote_count) buffer_add(name, annotation->quotes[0].exact);
}

void identity_make(IdentityBook *book, const ForeignAnnotation *annotation, const char *format,
                   const char *brief, char out[UUID_SIZE]) {
  if (identity_read(annotation->id, out)) return;
  Buffer name = {0};
  buffer_printf(&name, "%s/", format);
  if (annotation->id.len)
    buffer_add(&name, annotation->id);
  else
    write_name(annotation, brief, &name);
  uuid_named(buffer_slice(&name), out);
  uint32_t times = annotation->id.len ? 1 : count_again(book, out);
  if (times > 1) {
    buffer_printf(&name, "#%u", times);
    uuid_named(buffer_slice(&name), out);
  }
  buffer_release(&name);
}

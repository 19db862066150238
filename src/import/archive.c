// SPDX-License-Identifier: MIT
// Unpacking with libarchive. Members are unpacked in the order of the archive and sorted by name
// afterwards, so that finding one costs the same however many there are. All caps are checked on
// bytes that have been unpacked, never on what a header claims.
#include "import/archive.h"

#include "base/bisection.h"
#include "base/buffer.h"
#include "base/memory.h"
#include "base/order.h"
#include "import/optional.h"

#include <locale.h>
#include <stdlib.h>

typedef struct Member {
  Slice name; // in the arena
  Buffer bytes;
  uint32_t order; // in the archive
} Member;

struct Archive {
  Arena *arena;
  Member *members;
  size_t count, room;
};

static int compare_members(const void *a, const void *b) {
  const Member *one = a, *other = b;
  int order = slice_compare(one->name, other->name);
  return order ? order : order_compare(one->order, other->order);
}

bool archive_find(const Archive *archive, Slice name, Slice *bytes) {
  Bisection range = bisection_of(0, archive->count);
  while (bisection_open(&range))
    bisection_narrow(&range, slice_compare(archive->members[range.middle].name, name) < 0);
  size_t low = range.low;
  if (low == archive->count || !slice_equal(archive->members[low].name, name)) return false;
  *bytes = buffer_slice(&archive->members[low].bytes);
  return true;
}

bool archive_need(const Archive *archive, Slice name, Slice *bytes, Error *err) {
  if (archive_find(archive, name, bytes)) return true;
  return error_set(err, ERROR_DATA, "this document is not whole: it has no member '%.*s'",
                   (int)name.len, name.ptr);
}

void archive_close(Archive *archive) {
  if (!archive) return;
  for (size_t i = 0; i < archive->count; i++) buffer_release(&archive->members[i].bytes);
  free(archive->members);
  arena_free(archive->arena);
  free(archive);
}

#ifdef POSTIL_LIBARCHIVE
#include <archive.h>
#include <archive_entry.h>

enum {
  CHUNK = 65536,
  END_RECORD = 22,           // bytes of the record that ends a zip archive, without its comment
  TRAILING_MAX = 1024 * 128, // how far from the end the record is looked for
};

// The functions of the library that are used.
typedef struct Unpacker {
  __typeof__(archive_read_new) *make;
  __typeof__(archive_read_support_format_zip_seekable) *want_zip;
  __typeof__(archive_read_open_memory) *open;
  __typeof__(archive_read_next_header) *next;
  __typeof__(archive_read_data) *read;
  __typeof__(archive_read_free) *unmake;
  __typeof__(archive_error_string) *trouble;
  __typeof__(archive_entry_pathname_utf8) *name;
  __typeof__(archive_entry_pathname) *raw_name;
  __typeof__(archive_entry_is_data_encrypted) *is_locked;
} Unpacker;

static const OptionalSymbol symbols[] = {
    OPTIONAL_SYMBOL(Unpacker, make, archive_read_new),
    OPTIONAL_SYMBOL(Unpacker, want_zip, archive_read_support_format_zip_seekable),
    OPTIONAL_SYMBOL(Unpacker, open, archive_read_open_memory),
    OPTIONAL_SYMBOL(Unpacker, next, archive_read_next_header),
    OPTIONAL_SYMBOL(Unpacker, read, archive_read_data),
    OPTIONAL_SYMBOL(Unpacker, unmake, archive_read_free),
    OPTIONAL_SYMBOL(Unpacker, trouble, archive_error_string),
    OPTIONAL_SYMBOL(Unpacker, name, archive_entry_pathname_utf8),
    OPTIONAL_SYMBOL(Unpacker, raw_name, archive_entry_pathname),
    OPTIONAL_SYMBOL(Unpacker, is_locked, archive_entry_is_data_encrypted),
};

typedef struct Unpacking {
  Unpacker library;
  struct archive *reader;
  Slice packed;
  Archive *archive;
  ArchiveWants *wants;
  uint64_t total; // bytes unpacked
  uint32_t seen;  // members
} Unpacking;

// ---- What is refused

static uint32_t two_bytes(const char *at) {
  return (uint32_t)(unsigned char)at[0] | (uint32_t)(unsigned char)at[1] << 8;
}

// Is there the record that ends an archive, whole? Without it the archive was cut off, and what
// libarchive would still find in it is not all.
static bool has_end(Slice packed) {
  if (packed.len < END_RECORD) return false;
  size_t first = packed.len > TRAILING_MAX ? packed.len - TRAILING_MAX : 0;
  for (size_t pos = packed.len - END_RECORD + 1; pos-- > first;) {
    if (memcmp(packed.ptr + pos, "PK\5\6", 4) != 0) continue;
    if (pos + END_RECORD + two_bytes(packed.ptr + pos + END_RECORD - 2) <= packed.len) return true;
  }
  return false;
}

static bool is_separator(char byte) {
  return byte == '/' || byte == '\\';
}

static bool leads_out(Slice name) {
  if (name.len && is_separator(name.ptr[0])) return true;
  for (size_t pos = 0; pos + 2 <= name.len; pos++) {
    bool begins = pos == 0 || is_separator(name.ptr[pos - 1]);
    bool ends = pos + 2 == name.len || is_separator(name.ptr[pos + 2]);
    if (begins && ends && name.ptr[pos] == '.' && name.ptr[pos + 1] == '.') return true;
  }
  return false;
}

static bool refuse_damaged(const Unpacking *unpacking, Error *err) {
  const char *trouble = unpacking->library.trouble(unpacking->reader);
  return error_set(err, ERROR_DATA, "this archive is damaged: %s",
                   trouble ? trouble : "it cannot be unpacked");
}

static bool check_sizes(const Unpacking *unpacking, const Member *member, Error *err) {
  if (member->bytes.len > ARCHIVE_MEMBER_BYTES_MAX)
    return error_set(err, ERROR_DATA, "'%.*s' in this archive has more than %d MiB",
                     (int)member->name.len, member->name.ptr, ARCHIVE_MEMBER_BYTES_MAX >> 20);
  if (unpacking->total > ARCHIVE_BYTES_MAX)
    return error_set(err, ERROR_DATA, "this archive has more than %d MiB when it is unpacked",
                     ARCHIVE_BYTES_MAX >> 20);
  if (unpacking->total > ARCHIVE_RATIO_FREE &&
      unpacking->total / ARCHIVE_RATIO_MAX > unpacking->packed.len)
    return error_set(err, ERROR_DATA,
                     "this archive unpacks to more than %d times its size, as no document does",
                     ARCHIVE_RATIO_MAX);
  return true;
}

// ---- Unpacking

static bool unpack_data(Unpacking *unpacking, Member *member, Error *err) {
  char chunk[CHUNK];
  for (;;) {
    la_ssize_t len = unpacking->library.read(unpacking->reader, chunk, sizeof chunk);
    if (len < 0) return refuse_damaged(unpacking, err);
    if (len == 0) return true;
    buffer_add(&member->bytes, slice_make(chunk, (size_t)len));
    unpacking->total += (uint64_t)len;
    if (!check_sizes(unpacking, member, err)) return false;
  }
}

static Member *add_member(Archive *archive, Slice name) {
  archive->members =
      memory_grow(archive->members, archive->count, &archive->room, sizeof *archive->members);
  archive->members[archive->count] = (Member){
      .name = arena_slice(archive->arena, name),
      .order = (uint32_t)archive->count,
  };
  return &archive->members[archive->count++];
}

static bool unpack_member(Unpacking *unpacking, struct archive_entry *entry, Error *err) {
  const char *written = unpacking->library.name(entry); // NULL where it is no UTF-8
  Slice name = slice_of(written ? written : unpacking->library.raw_name(entry));
  if (++unpacking->seen > ARCHIVE_MEMBERS_MAX)
    return error_set(err, ERROR_DATA, "this archive has more than %d members", ARCHIVE_MEMBERS_MAX);
  if (leads_out(name))
    return error_set(err, ERROR_DATA, "this archive has a member '%.*s', which leads out of it",
                     (int)name.len, name.ptr);
  if (!unpacking->wants(name)) return true;
  if (unpacking->library.is_locked(entry))
    return error_set(err, ERROR_DATA, "this document is locked by a password");
  return unpack_data(unpacking, add_member(unpacking->archive, name), err);
}

static bool unpack_all(Unpacking *unpacking, Error *err) {
  struct archive_entry *entry;
  for (;;) {
    int status = unpacking->library.next(unpacking->reader, &entry);
    if (status == ARCHIVE_EOF) return true;
    if (status < ARCHIVE_WARN) return refuse_damaged(unpacking, err);
    if (!unpack_member(unpacking, entry, err)) return false;
  }
}

static bool unpack(Unpacking *unpacking, Error *err) {
  const Unpacker *library = &unpacking->library;
  unpacking->reader = library->make();
  if (!unpacking->reader) return error_set(err, ERROR_MEMORY, "there is no memory to unpack this");
  bool opened =
      library->want_zip(unpacking->reader) == ARCHIVE_OK &&
      library->open(unpacking->reader, unpacking->packed.ptr, unpacking->packed.len) == ARCHIVE_OK;
  bool ok = opened ? unpack_all(unpacking, err) : refuse_damaged(unpacking, err);
  library->unmake(unpacking->reader);
  return ok;
}

// libarchive hands out the names that the locale can write: in the plain C locale none that is not
// ASCII. So for this thread, for this long, the locale is one that can write all.
static bool unpack_with_names(Unpacking *unpacking, Error *err) {
  locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
  locale_t before = uselocale(utf8);
  bool ok = unpack(unpacking, err);
  uselocale(before);
  if (utf8) freelocale(utf8);
  return ok;
}

Archive *archive_open(Slice bytes, ArchiveWants *wants, Error *err) {
  Unpacking unpacking = {.packed = bytes, .wants = wants};
  size_t count = sizeof symbols / sizeof *symbols;
  if (!optional_load(OPTIONAL_LIBARCHIVE, symbols, count, &unpacking.library, err)) return NULL;
  if (!has_end(bytes)) {
    error_set(err, ERROR_DATA, "this archive is cut off: its end is missing");
    return NULL;
  }
  Archive *archive = unpacking.archive = memory_new(1, sizeof *archive);
  archive->arena = arena_new();
  if (!unpack_with_names(&unpacking, err)) {
    archive_close(archive);
    return NULL;
  }
  if (archive->count)
    qsort(archive->members, archive->count, sizeof *archive->members, compare_members);
  return archive;
}

#else

Archive *archive_open(Slice bytes, ArchiveWants *wants, Error *err) {
  (void)bytes, (void)wants, (void)compare_members;
  optional_load(OPTIONAL_LIBARCHIVE, NULL, 0, NULL, err);
  return NULL;
}

#endif

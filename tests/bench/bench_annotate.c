// SPDX-License-Identifier: MIT
// Saving an annotation: one durable change, as a key makes it. The floor is SQLite alone, in this
// process and on this disk: a row with as many bytes as the change's operations have, in a file
// with a write-ahead log and full synchronisation.
//
// What a change costs the disk is counted, not timed: calls of fdatasync(), which this program puts
// itself before, and pages of the log, of which each frame tells the number. Whose they are says
// SQLite's dbstat afterwards, when the log has been taken into the file.
#include "bench/measure.h"
#include "support/check.h"
#include "support/shelf.h"
#include "support/stock.h"

#include "base/memory.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { BRIEFS = 500, STOCK = 5000, CHANGES = 1000, OWNERS_MOST = 200 };
enum { LOG_HEAD = 32, FRAME_HEAD = 24, OWNER_NAME = 64 };

static void must(int code, sqlite3 *db) {
  if (code == SQLITE_OK || code == SQLITE_ROW || code == SQLITE_DONE) return;
  fprintf(stderr, "SQLite: %s\n", sqlite3_errmsg(db));
  exit(1);
}

// ---- Counting what reaches the disk

static struct { uint64_t calls; } syncs;

// SQLite's calls come here, as the program's functions come before those of the C library.
int fdatasync(int fd) {
  syncs.calls++;
  return (int)syscall(SYS_fdatasync, fd);
}

// A library's log as it grows: the number of each page that is written to it.
typedef struct PageLog {
  int fd;
  uint32_t frames; // read so far since the log began anew
  unsigned char salt[8];
  uint32_t *pages; // all numbers, one for each frame
  size_t count, capacity;
} PageLog;

static uint32_t number_at(const unsigned char *bytes) {
  return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
}

// The frames that came since the last call.
static void read_log(PageLog *log) {
  unsigned char head[LOG_HEAD], frame[FRAME_HEAD];
  if (pread(log->fd, head, sizeof head, 0) != sizeof head) return;
  if (memcmp(head + 16, log->salt, sizeof log->salt) != 0) log->frames = 0;
  memcpy(log->salt, head + 16, sizeof log->salt);
  off_t size = FRAME_HEAD + (off_t)number_at(head + 8);
  while (pread(log->fd, frame, sizeof frame, LOG_HEAD + size * log->frames) == sizeof frame &&
         memcmp(frame + 8, log->salt, sizeof log->salt) == 0) {
    log->pages = memory_grow(log->pages, log->count, &log->capacity, sizeof *log->pages);
    log->pages[log->count++] = number_at(frame);
    log->frames++;
  }
}

static PageLog open_log(const char *path) {
  Buffer name = {0};
  buffer_printf(&name, "%s-wal", path);
  PageLog log = {.fd = open(name.ptr, O_RDONLY | O_CLOEXEC)};
  buffer_release(&name);
  read_log(&log);
  log.count = 0;
  return log;
}

static void close_log(PageLog *log) {
  if (log->fd != -1) close(log->fd);
  free(log->pages);
}

// ---- The changes, ours and raw ones in turn

typedef void Act(void *context, uint32_t index);

typedef struct Side {
  Act *act;
  void *context;
  PageLog log;
  uint64_t syncs;
  double wall[CHANGES], cpu[CHANGES]; // us
} Side;

// The first act makes the log.
static void begin_side(Side *side, Act *act, void *context, const char *path) {
  side->act = act;
  side->context = context;
  act(context, 0);
  side->log = open_log(path);
}

static void change(Side *side, uint32_t index) {
  uint64_t before = syncs.calls;
  double wall = measure_wall(), cpu = measure_cpu();
  side->act(side->context, index + 1);
  side->wall[index] = (measure_wall() - wall) * 1e6;
  side->cpu[index] = (measure_cpu() - cpu) * 1e6;
  side->syncs += syncs.calls - before;
  read_log(&side->log);
}

typedef struct Ours {
  Shelf shelf;
  int64_t brief;
} Ours;

static void annotate(void *context, uint32_t index) {
  Ours *ours = context;
  uint32_t start = 20 + 4 * (index * 7 % (CHANGES + 1));
  shelf_annotate(&ours->shelf, ours->brief, start, start + 9, "theme 1/part 2",
                 "A remark on this.");
}

typedef struct Raw {
  sqlite3 *db;
  sqlite3_stmt *add;
  char *row;
  int len;
} Raw;

static void add_row(void *context, uint32_t index) {
  Raw *raw = context;
  sqlite3_bind_int64(raw->add, 1, index + 1);
  sqlite3_bind_text(raw->add, 2, raw->row, raw->len, SQLITE_STATIC);
  must(sqlite3_step(raw->add), raw->db);
  must(sqlite3_reset(raw->add), raw->db);
}

static Raw open_raw(const char *path, int len) {
  Raw raw = {.row = memory_new((size_t)len, 1), .len = len};
  memset(raw.row, 'x', (size_t)len);
  must(sqlite3_open(path, &raw.db), raw.db);
  must(sqlite3_exec(raw.db,
                    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                    "CREATE TABLE row (key INTEGER PRIMARY KEY, text TEXT)",
                    NULL, NULL, NULL),
       raw.db);
  must(sqlite3_prepare_v2(raw.db, "INSERT INTO row (key, text) VALUES (?, ?)", -1, &raw.add, NULL),
       raw.db);
  return raw;
}

static void close_raw(Raw *raw) {
  sqlite3_finalize(raw->add);
  sqlite3_close(raw->db);
  free(raw->row);
}

// ---- Whose pages they are

typedef struct Owner {
  char name[OWNER_NAME];
  uint32_t pages;
} Owner;

static Owner *find_owner(Owner *owners, const char *name) {
  Owner *owner = owners;
  while (owner->name[0] && strcmp(owner->name, name) != 0) owner++;
  if (!owner->name[0]) snprintf(owner->name, sizeof owner->name, "%s", name);
  return owner;
}

static int compare_owners(const void *a, const void *b) {
  const Owner *left = a, *right = b;
  return (left->pages < right->pages) - (left->pages > right->pages);
}

// How often each page was written, by its number.
static uint32_t *count_pages(const PageLog *log, uint32_t *most) {
  *most = 0;
  for (size_t i = 0; i < log->count; i++)
    if (log->pages[i] > *most) *most = log->pages[i];
  uint32_t *counts = memory_new(*most + 1, sizeof *counts);
  for (size_t i = 0; i < log->count; i++) counts[log->pages[i]]++;
  return counts;
}

static void print_owners(const char *path, const PageLog *log) {
  static Owner owners[OWNERS_MOST];
  sqlite3 *db;
  sqlite3_stmt *rows;
  uint32_t most, *counts = count_pages(log, &most);
  must(sqlite3_open(path, &db), db);
  must(sqlite3_exec(db, "PRAGMA wal_checkpoint", NULL, NULL, NULL), db);
  if (sqlite3_prepare_v2(db, "SELECT name, pageno FROM dbstat", -1, &rows, NULL) != SQLITE_OK) {
    measure_nothing("    whose pages they are", "no dbstat");
  } else {
    while (sqlite3_step(rows) == SQLITE_ROW) {
      int64_t page = sqlite3_column_int64(rows, 1);
      if (page <= most && counts[page])
        find_owner(owners, (const char *)sqlite3_column_text(rows, 0))->pages += counts[page];
    }
    sqlite3_finalize(rows);
    qsort(owners, OWNERS_MOST, sizeof *owners, compare_owners);
  }
  for (const Owner *owner = owners; owner->name[0]; owner++) {
    char what[OWNER_NAME + 4];
    snprintf(what, sizeof what, "    %.*s", OWNER_NAME - 1, owner->name);
    measure_row(what, (double)owner->pages / CHANGES, 0, "pages");
  }
  sqlite3_close(db);
  free(counts);
}

// ---- The table

static int bytes_of_change(Shelf *shelf) {
  char *bytes = shelf_query(
      shelf, "SELECT sum(length(CAST(line AS BLOB))) FROM operation GROUP BY journal ORDER BY "
             "journal DESC LIMIT 1");
  int number = atoi(bytes);
  free(bytes);
  return number;
}

static void print(Side *ours, Side *raw, const char *path) {
  measure_title("an annotation with tag and comment is saved");
  measure_against("until it is on the disk (floor: as many bytes)",
                  measure_median(ours->wall, CHANGES), measure_median(raw->wall, CHANGES), "us",
                  "<= 1.3");
  measure_row("    by the processor's time", measure_median(ours->cpu, CHANGES),
              measure_median(raw->cpu, CHANGES), "us");
  measure_against("fdatasync", (double)ours->syncs / CHANGES, (double)raw->syncs / CHANGES, "calls",
                  "1, and 2 for a checkpoint");
  measure_row("pages of the log", (double)ours->log.count / CHANGES,
              (double)raw->log.count / CHANGES, "pages");
  print_owners(path, &ours->log);
}

static void fill(Ours *ours) {
  Buffer text = {0};
  Error err = {0};
  BriefAdded added;
  stock_add_briefs(ours->shelf.library, BRIEFS);
  stock_annotate(ours->shelf.library, STOCK);
  stock_write_brief(BRIEFS, &text);
  if (!brief_add(ours->shelf.library, buffer_slice(&text), "/bench.txt", NULL, &added, &err))
    BUG("%s", err.message);
  ours->brief = added.key;
  buffer_release(&text);
}

int main(void) {
  static Side ours_side, raw_side;
  Ours ours = {.shelf = shelf_new()};
  fill(&ours);
  begin_side(&ours_side, annotate, &ours, ours.shelf.path);
  char *path = check_path(ours.shelf.folder, "raw.db");
  Raw raw = open_raw(path, bytes_of_change(&ours.shelf));
  begin_side(&raw_side, add_row, &raw, path);
  for (uint32_t i = 0; i < CHANGES; i++) change(&raw_side, i), change(&ours_side, i);
  print(&ours_side, &raw_side, ours.shelf.path);
  close_log(&ours_side.log);
  close_log(&raw_side.log);
  close_raw(&raw);
  shelf_release(&ours.shelf);
  free(path);
  return 0;
}

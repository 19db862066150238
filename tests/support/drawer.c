// SPDX-License-Identifier: MIT
#include "support/drawer.h"

#include "store/statement.h"
#include "support/check.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

Drawer drawer_at(char *folder) {
  Buffer path = {0};
  buffer_printf(&path, "%s/l.db", folder);
  return (Drawer){folder, buffer_take(&path)};
}

Drawer drawer_new(void) {
  return drawer_at(check_folder());
}

void drawer_release(Drawer *drawer) {
  check_folder_remove(drawer->folder);
  free(drawer->folder);
  free(drawer->path);
}

void drawer_make(const Drawer *drawer) {
  Error err = {0};
  Store *store = store_open(drawer->path, STORE_CREATE, &err);
  check_ok(store != NULL, &err);
  store_close(store);
}

void drawer_make_with(const Drawer *drawer, const char *sql) {
  Error err = {0};
  drawer_make(drawer);
  Store *store = store_open(drawer->path, STORE_CHANGE, &err);
  check_ok(store && store_run_script(store, sql, &err), &err);
  store_close(store);
}

char *drawer_bytes(const char *path, size_t *len) {
  struct stat info;
  assert_int_equal(stat(path, &info), 0);
  char *bytes = memory_new((size_t)info.st_size + 1, 1);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  assert_true(file >= 0);
  assert_int_equal(read(file, bytes, (size_t)info.st_size), info.st_size);
  close(file);
  *len = (size_t)info.st_size;
  return bytes;
}

void drawer_copy(const char *from, const char *folder, const char *name) {
  size_t len;
  char *bytes = drawer_bytes(from, &len);
  check_write(folder, name, slice_make(bytes, len));
  free(bytes);
}

bool drawer_set_draft(Store *store, const char *slot, const char *text) {
  Statement *statement = statement_start(store, STATEMENT_DRAFT_SET);
  statement_bind_text(statement, slice_of(slot));
  statement_bind_text(statement, slice_of(text));
  return statement_run(statement);
}

void drawer_expect_draft(Store *store, const char *slot, const char *wanted) {
  Statement *statement = statement_start(store, STATEMENT_DRAFT);
  statement_bind_text(statement, slice_of(slot));
  assert_int_equal(statement_next(statement), wanted != NULL);
  if (wanted) check_text(statement_text(statement, 0), wanted);
  statement_end(statement);
}

// SPDX-License-Identifier: MIT
#include "support/check.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void check_text(Slice got, const char *wanted) {
  if (slice_equal(got, slice_of(wanted))) return;
  print_error("wanted: «%s»\ngot:    «%.*s»\n", wanted, (int)got.len, got.ptr);
  fail();
}

void check_ok(bool ok, const Error *err) {
  if (ok) return;
  print_error("failed: %s (%d)\n", err->message, (int)err->kind);
  fail();
}

static int remove_entry(const char *path, const struct stat *info, int kind, struct FTW *at) {
  (void)info, (void)kind, (void)at;
  return remove(path);
}

void check_folder_remove(const char *path) {
  nftw(path, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

// A folder's name tells whose it is. One whose process is gone belonged to a test that failed or
// was killed; it could be looked at until now.
static void remove_abandoned(const char *build) {
  DIR *folder = opendir(build);
  for (struct dirent *entry; folder && (entry = readdir(folder));) {
    int process = 0;
    if (sscanf(entry->d_name, "test-%d-", &process) != 1 || process <= 0) continue;
    if (kill(process, 0) == 0 || errno != ESRCH) continue;
    char *path = check_path(build, entry->d_name);
    check_folder_remove(path);
    free(path);
  }
  if (folder) closedir(folder);
}

char *check_folder(void) {
  char pattern[64];
  mkdir("build", 0777);
  remove_abandoned("build");
  snprintf(pattern, sizeof pattern, "build/test-%d-XXXXXX", (int)getpid());
  assert_non_null(mkdtemp(pattern));
  char *path = realpath(pattern, NULL);
  assert_non_null(path);
  return path;
}

char *check_path(const char *folder, const char *name) {
  Buffer path = {0};
  buffer_printf(&path, "%s/%s", folder, name);
  return buffer_take(&path);
}

void check_write(const char *folder, const char *name, Slice bytes) {
  char *path = check_path(folder, name);
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
  assert_int_equal(fclose(file), 0);
  free(path);
}

char *check_read(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) {
    print_error("cannot open %s\n", path);
    fail();
    abort();
  }
  Buffer text = {0};
  char part[4096];
  for (size_t len; (len = fread(part, 1, sizeof part, file)) > 0;)
    buffer_add(&text, slice_make(part, len));
  fclose(file);
  return buffer_take(&text);
}

void check_golden(const char *name, Slice got) {
  char *path = check_path("tests/golden", name);
  const char *mode = getenv("GOLDEN");
  if (mode && strcmp(mode, "write") == 0) {
    check_write("tests/golden", name, got);
  } else {
    char *wanted = check_read(path);
    check_text(got, wanted);
    free(wanted);
  }
  free(path);
}

bool check_lacks(OptionalLibrary library) {
  const OptionalRow *row = optional_row(library);
  if (row->soname) return false;
  print_message("skipped: this build was made without %s\n", row->name);
  return true;
}

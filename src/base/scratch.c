// SPDX-License-Identifier: MIT
// Temporary files for other programs.
#include "base/scratch.h"

#include "base/buffer.h"
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

// The program may have left files of its own there.
static void remove_folder(const char *path) {
  DIR *folder = opendir(path);
  for (struct dirent *entry; folder && (entry = readdir(folder));) {
    if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
      unlinkat(dirfd(folder), entry->d_name, 0);
  }
  if (folder) closedir(folder);
  rmdir(path);
}

static char *make_folder(Error *err) {
  static const char *const names[] = {"XDG_RUNTIME_DIR", "TMPDIR"};
  for (size_t i = 0; i <= sizeof names / sizeof *names; i++) {
    const char *above = i < sizeof names / sizeof *names ? getenv(names[i]) : "/tmp";
    if (!above || above[0] != '/') continue;
    char *path = file_join(above, "postil-XXXXXX");
    if (mkdtemp(path)) return path;
    free(path);
  }
  error_set(err, ERROR_CREATE, "cannot make a temporary folder: %s", strerror(errno));
  return NULL;
}

static char *write_new(const char *folder, const char *name, Slice text, Error *err) {
  char *path = file_join(folder, name);
  if (file_write(path, text, false, err) && chmod(path, S_IRUSR | S_IWUSR) == 0) return path;
  if (err->kind == ERROR_NONE)
    error_set(err, ERROR_CREATE, "cannot write '%s': %s", path, strerror(errno));
  free(path);
  return NULL;
}

bool scratch_open(Scratch *scratch, const char *name, Slice text, Error *err) {
  *scratch = (Scratch){.folder = make_folder(err)};
  if (scratch->folder) scratch->path = write_new(scratch->folder, name, text, err);
  if (scratch->path) return true;
  scratch_close(scratch);
  return false;
}

void scratch_close(Scratch *scratch) {
  if (scratch->folder) remove_folder(scratch->folder);
  free(scratch->folder);
  free(scratch->path);
  *scratch = (Scratch){0};
}

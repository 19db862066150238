// SPDX-License-Identifier: MIT
// Files: reading whole inputs under a cap, writing outputs that are whole or not there at all,
// walking folders.
#ifndef POSTIL_BASE_FILE_H
#define POSTIL_BASE_FILE_H

#include "base/buffer.h"
#include "base/error.h"

#include <stdint.h>

// Reads a whole file (or, for "-", standard input) into out; over `most` bytes it is ERROR_DATA
// with the figure in the message. The file is opened read-only and is never changed. A directory is
// ERROR_INPUT; a FIFO that nobody writes to is empty.
bool file_read(const char *path, size_t most, Buffer *out, Error *err);

// Appends at most `most` bytes of a regular file from a place on; *whole is how many it has. False
// for what is no regular file or cannot be read.
bool file_read_part(const char *path, size_t from, size_t most, Buffer *out, size_t *whole);

// Writes `bytes` to path so that after a crash the old contents or the new ones are there, whole:
// a temporary file beside it, fsync, rename, fsync of the folder. Follows a symbolic link to its
// target first; writes in place to what is no regular file (/dev/stdout, a FIFO). An existing
// regular file needs `replace`, else ERROR_CREATE. Mode: the old target's, else the umask's.
bool file_write(const char *path, Slice bytes, bool replace, Error *err);

// The same in pieces, for what does not fit into memory or is not known yet: nobody sees the new
// contents before file_commit(), which frees the output whether or not it succeeds. file_abandon()
// leaves the target as it was (but a device, which has what was written so far).
typedef struct FileOutput FileOutput;
FileOutput *file_create(const char *path, bool replace, Error *err);
bool file_append(FileOutput *output, Slice bytes, Error *err);
bool file_patch(FileOutput *output, uint64_t pos, Slice bytes, Error *err); // what was written at pos
bool file_commit(FileOutput *output, Error *err);
void file_abandon(FileOutput *output); // NULL is fine

// The temporary file that becomes the target, for who writes it by other means before
// file_commit(); NULL for what is written in place.
const char *file_beside(const FileOutput *output);

// Calls visit for `path` itself when it is no folder, else for each regular file below it, in order
// of name by bytes; hidden entries (leading dot) are passed over. Below it, symbolic links to
// folders and what is neither file nor folder count as what cannot be read. visit returns false to
// stop, and then so does file_walk. What cannot be read is reported through `failed` and the walk
// goes on.
typedef bool FileVisit(void *context, const char *path);
typedef void FileFailed(void *context, const Error *err);
bool file_walk(const char *path, FileVisit *visit, FileFailed *failed, void *context);

// The same walk in steps, each of which reads one folder or finds one file: for who has other
// things to do meanwhile. {0} is one at its end; what is added last is walked first.
typedef struct FileWalkEntry {
  char *path;
  bool below; // found in a folder
} FileWalkEntry;

typedef struct FileWalk {
  FileWalkEntry *entries; // a stack: folders to read and files to visit
  size_t count, capacity;
} FileWalk;

typedef enum FileStep {
  FILE_STEP_END,
  FILE_STEP_FOLDER,
  FILE_STEP_FILE,
  FILE_STEP_FAILED
} FileStep;

void file_walk_add(FileWalk *walk, const char *path);
FileStep file_walk_step(FileWalk *walk, char **path, Error *err); // FILE: the caller frees the path
void file_walk_release(FileWalk *walk);

bool file_is_folder(const char *path);

// Fails with "cannot ACT 'PATH': …" for what is neither a file nor a folder but a terminal, a FIFO
// or another device, which may make who reads or writes it wait for ever; "-" is one. True for what
// is not there.
bool file_is_no_device(const char *path, const char *act, Error *err);

// The path made absolute and without "." "..", links resolved where the file exists; the caller
// frees. Never NULL.
char *file_absolute(const char *path);

// Makes a folder and those above it that are missing, mode 0700.
bool file_make_folder(const char *path, Error *err);

// The last part of a path.
Slice file_name(const char *path);

// The same without its ending: "notes" of "a/notes.txt"; "notes.v2" of "notes.v2.txt". A name that
// begins with its only full stop has none.
Slice file_stem(const char *path);

// The path of what has this name in a folder, however the folder is written: with one slash between
// them. The caller frees.
char *file_join(const char *folder, const char *name);

// Flushes and closes standard output and says whether everything arrived (ERROR_IO); EPIPE is left
// to SIGPIPE's default action. `earlier`: the errno of a write that failed before, 0 for none.
bool file_close_output(int earlier, Error *err);

#endif

// SPDX-License-Identifier: MIT
// Where an export goes: a file, a folder or an archive of files, memory, or whoever takes the bytes
// as they come. Files are whole or not there at all (base/file.h).
//
//   target_start(&target, name, err);       in a folder or archive the file of that name
//   target_write(&target, bytes, err); …
//   target_finish(&target, err);            and perhaps another target_start()
//   target_close(&target, err);             or target_abandon(&target)
#ifndef POSTIL_EXCHANGE_TARGET_H
#define POSTIL_EXCHANGE_TARGET_H

#include "base/buffer.h"
#include "base/file.h"
#include "codec/zipper.h"
#include "exchange/update.h"

typedef bool TargetTake(void *context, Slice bytes, Error *err);

typedef struct Target {
  TargetTake *take; // who takes the bytes, one file behind the other, or NULL for a path
  void *context;
  const char *path;
  bool folder;    // the path is one, made when it is not there
  bool archive;   // the path is a zip archive
  bool replace;   // what is there already
  Update *update; // of a path: keeps what people wrote in the files that are there, or NULL
  FileOutput *output;
  uint64_t size; // bytes written to the output
  Zipper zip;    // of an archive
} Target;

Target target_of_file(const char *path, bool replace);

// A folder that holds something already needs `replace`.
Target target_of_folder(const char *path, bool replace);
Target target_of_archive(const char *path, bool replace);
Target target_of_buffer(Buffer *bytes);
Target target_of_taker(TargetTake *take, void *context);

// A folder must be made or empty, or it may be replaced or updated: ERROR_CREATE.
bool target_check(const Target *target, Error *err);

bool target_start(Target *target, const char *name, Error *err);
bool target_write(Target *target, Slice bytes, Error *err);

bool target_finish(Target *target, Error *err);
bool target_close(Target *target, Error *err);
void target_abandon(Target *target);

#endif

// SPDX-License-Identifier: MIT
// What every test includes: cmocka with the headers that it wants, and helpers for files.
#ifndef POSTIL_TESTS_CHECK_H
#define POSTIL_TESTS_CHECK_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/slice.h"
#include "import/optional.h"

// Fails with both texts shown when they differ.
void check_text(Slice got, const char *wanted);

// Fails with the message when a call that must succeed did not.
void check_ok(bool ok, const Error *err);

// Is this an optional library that the build was made without? Says so: what needs it is skipped.
bool check_lacks(OptionalLibrary library);

// A new empty folder below build/, removed by check_folder_remove(); what a test that failed or was
// killed left there is removed when the next one asks for a folder. The caller frees the path.
char *check_folder(void);
void check_folder_remove(const char *path);

// The path of what has this name in a folder. The caller frees it.
char *check_path(const char *folder, const char *name);

// Writes and reads a file below a folder; the text of the second is freed by the caller.
void check_write(const char *folder, const char *name, Slice bytes);
char *check_read(const char *path);

// Compares with tests/golden/NAME; with GOLDEN=write in the environment writes that file instead.
void check_golden(const char *name, Slice got);

#endif

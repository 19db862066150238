// SPDX-License-Identifier: MIT
// Documents of every format against the structure that is recognised in them, as lines for people.
#ifndef POSTIL_TESTS_DOCUMENT_H
#define POSTIL_TESTS_DOCUMENT_H

#include "base/slice.h"
#include "import/optional.h"
#include "text/version.h"

// Says so and ends the test when this build is without the library.
void document_skip_without(OptionalLibrary library);

// Reads a document, which must succeed; version_free() is the caller's.
Version *document_read(Slice bytes, const char *name);

// Fails unless the structure is as `postil show --structure` would print it.
void document_check(Slice bytes, const char *name, const char *wanted);

// Fails unless the document is refused with a sentence that holds the words.
void document_check_refused(Slice bytes, const char *name, const char *words);

// The same for the archive of these parts (support/parts.h).
Version *document_read_parts(const char *parts, const char *name);
void document_check_parts(const char *parts, const char *name, const char *wanted);
void document_check_parts_refused(const char *parts, const char *name, const char *words);

// Fails unless each beginning of the bytes, so many steps of them, is refused with a sentence.
void document_check_cut(Slice bytes, const char *name, size_t steps);

#endif

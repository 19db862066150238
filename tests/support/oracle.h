// SPDX-License-Identifier: MIT
// What must be so whatever bytes were read. Fuzz targets and property tests ask it; it trusts
// nothing that the code under test checks by itself.
#ifndef POSTIL_TESTS_ORACLE_H
#define POSTIL_TESTS_ORACLE_H

#include "base/error.h"
#include "base/slice.h"
#include "import/manuscript.h"
#include "text/version.h"

// NULL if the version keeps what text/version.h promises, else what is wrong, in a few words:
//   the text is well-formed UTF-8 without controls; spans lie inside it and on code points; blocks
//   are in order and what is between them is blank; marks, links and joints lie in one block; what
//   a back reference means is no back reference and is in the same run of numbering; metadata are
//   clean lines.
const char *oracle_version_fault(const Version *version);

// BUG() unless the error says why a document was refused, in a sentence that shows as a clean line.
void oracle_check_refusal(const Error *err);

// BUG() unless the version has no fault, survives being stored, is the same when it is made anew
// from there, and has JSON without a raw control.
void oracle_check_version(const Version *version);

// The same of what a reader has written into a manuscript; `written` is false when it refused with
// `err`. Ends the manuscript's use.
void oracle_check_manuscript(Manuscript *manuscript, bool written, const Error *err);

// Reads a document of that file name and checks the version; BUG() also when a second
// reading differs from the first. A refusal must be ERROR_DATA with a sentence.
void oracle_check_document(Slice bytes, const char *name);

// Reads a file of another program as that format ("kindle"): a refusal must be a sentence, and what is
// read well-formed UTF-8 without NUL, and quotations that are not empty.
void oracle_check_reader(Slice bytes, const char *format);

#endif

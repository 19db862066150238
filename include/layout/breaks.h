// SPDX-License-Identifier: MIT
// Where lines may break, by UAX #14, in one stretch of a version's text. For flow.c only.
#ifndef POSTIL_LAYOUT_BREAKS_H
#define POSTIL_LAYOUT_BREAKS_H

#include "text/version.h"

typedef struct Breaks Breaks;

// Bytes that are looked at together: BREAKS_WINDOW, in tests fewer, at least 2 * BREAKS_CONTEXT.
enum { BREAKS_WINDOW = 16 * 1024, BREAKS_CONTEXT = 256 };

// In a preformatted stretch LF ends a row, else it is a blank. The version is borrowed.
Breaks *breaks_new(const Version *version, Span span, bool preformatted, uint32_t window);
void breaks_free(Breaks *breaks);

// May a line break before pos, which lies in the stretch? Cheap when asked in order.
bool breaks_at(Breaks *breaks, uint32_t pos);

#endif

// SPDX-License-Identifier: MIT
// Stops: is this full stop (question mark, 。 …) the end of a sentence? Decided from a bounded
// neighbourhood, so that it can be asked anywhere in a text, forwards and backwards.
#ifndef POSTIL_TEXT_STOP_H
#define POSTIL_TEXT_STOP_H

#include "text/version.h"

typedef struct Stop {
  Span run;  // the stop characters: "." "?!" ". . ."
  bool ends; // a sentence ends here and another begins before the content's end
  uint32_t end,
      next; // if it ends: behind the run's quotation marks and reference marks; the next sentence
} Stop;

// Is the character at pos (in content, which lies in one block) a stop? If so, what about it.
bool stop_at(const Version *version, Span content, uint32_t pos, Stop *stop);

#endif

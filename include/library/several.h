// SPDX-License-Identifier: MIT
// What a name could mean when it means more than one: the ids, for whoever has to say which.
// Private to library/.
#ifndef POSTIL_LIBRARY_SEVERAL_H
#define POSTIL_LIBRARY_SEVERAL_H

#include "base/error.h"
#include "base/uuid.h"

#include <stdint.h>

enum {
  SEVERAL_SHOWN = 5,    // a hint has room for
  SEVERAL_ID_LEAST = 8, // characters that name a thing by the beginning of its id
};

typedef struct Several {
  uint32_t count;
  char ids[SEVERAL_SHOWN][UUID_SIZE]; // the first ones
} Several;

void several_add(Several *several, Slice id);

// ERROR_DATA: "cannot tell which brief is 'NAME': there are 2". The hint has the ids; where the
// name was the beginning of an id, so far as they have to be typed. Returns false.
bool several_refuse(const Several *several, const char *kind, const char *name, bool by_id,
                    Error *err);

#endif

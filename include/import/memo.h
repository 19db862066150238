// SPDX-License-Identifier: MIT
// The lines at the top of a memo: "FROM: Aigerim Testova".
#ifndef POSTIL_IMPORT_MEMO_H
#define POSTIL_IMPORT_MEMO_H

#include "base/slice.h"

#include <stdbool.h>

typedef enum MemoLabel {
  MEMO_OTHER, // whom it goes to, and how
  MEMO_FROM,
  MEMO_DATE,
  MEMO_SUBJECT,
} MemoLabel;

// The text behind the label of a memo's line, or an empty slice if there is none. `memo`: other
// lines have labels, too, so that "From:" counts as much as "FROM:".
Slice memo_read(Slice line, bool memo, MemoLabel *label);

#endif

// SPDX-License-Identifier: MIT
// Statements with a condition in them (store/selections.def): prepared once, started as often as
// needed.
//
//   Selection *selection = selection_new(store, SELECTION_BRIEF_KEYS, &condition, root, found);
//   Statement *rows = selection_start(selection);
//   statement_bind_int(rows, …);                        its own parameters
//   while (statement_next(rows)) …
//   selection_free(selection);
#ifndef POSTIL_STORE_SELECTION_H
#define POSTIL_STORE_SELECTION_H

#include "base/keys.h"
#include "store/condition.h"
#include "store/statement.h"

typedef enum SelectionId {
#define SELECTION(name, subject, before, behind) SELECTION_##name,
#include "store/selections.def"
#undef SELECTION
  SELECTION_COUNT
} SelectionId;

typedef struct Selection Selection;

// With what stands at the node. found[node] are the keys, of briefs or annotations as the selection
// asks, for which a relation at or below the node holds, or those of the tags that pass a test,
// where rows are asked alone; NULL where there is none. Both must outlive it. A failure is the
// store's: then its statement has no rows.
Selection *selection_new(Store *store, SelectionId id, const Condition *condition, uint16_t node,
                         const Keys *found);
Statement *selection_start(Selection *selection);
void selection_free(Selection *selection); // NULL is fine

#endif

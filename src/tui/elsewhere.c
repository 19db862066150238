// SPDX-License-Identifier: MIT
// Changes of other programs, as ranges of journal ids. The journal only grows and its ids with it,
// so what is new between two looks was made by whoever wrote in between. A change that another
// program makes between an act here and the look behind it counts as made here: then undo names it,
// but does not ask.
#include "tui/elsewhere.h"
#include "library/change.h"
#include "tui/app.h"

#include <stdlib.h>

void elsewhere_release(Elsewhere *elsewhere) {
  free(elsewhere->ranges);
  *elsewhere = (Elsewhere){0};
}

// When the journal cannot be read, whoever wanted to read says so.
static int64_t newest_of(Library *library) {
  Error ignored = {0};
  ChangeList list = {0};
  if (!change_list(library, 1, &list, &ignored)) return 0;
  int64_t newest = list.count ? list.items[0].id : 0;
  change_release_list(&list);
  return newest;
}

void elsewhere_note_own(App *app) {
  app->elsewhere.newest = newest_of(app->library);
}

void elsewhere_note_foreign(App *app) {
  Elsewhere *elsewhere = &app->elsewhere;
  ElsewhereRange range = {elsewhere->newest, newest_of(app->library)};
  elsewhere->newest = range.last;
  if (range.last <= range.after) return;
  elsewhere->ranges = memory_grow(elsewhere->ranges, elsewhere->count, &elsewhere->capacity,
                                  sizeof *elsewhere->ranges);
  elsewhere->ranges[elsewhere->count++] = range;
}

bool elsewhere_made(const Elsewhere *elsewhere, int64_t change) {
  for (uint32_t at = 0; at < elsewhere->count; at++) {
    const ElsewhereRange *range = &elsewhere->ranges[at];
    if (change > range->after && change <= range->last) return true;
  }
  return false;
}

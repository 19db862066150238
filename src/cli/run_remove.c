// SPDX-License-Identifier: MIT
// `postil remove`: on a terminal it asks, with the number of annotations that go too. Elsewhere
// nobody can answer, and nothing is lost: undo brings brief and annotations back.
#include "cli/run.h"

static bool confirm(const Run *run, const Brief *brief) {
  Buffer question = {0};
  buffer_printf(&question, "remove '%s' with its %u annotation%s? y removes, everything else keeps",
                brief->title, brief->annotations, brief->annotations == 1 ? "" : "s");
  bool yes = run_confirm(run, question.ptr);
  buffer_release(&question);
  return yes;
}

int run_remove(Run *run, Error *err) {
  Brief brief = {0};
  int64_t change = 0;
  int status = 0;
  if (!run_open_library(run, LIBRARY_CHANGE, err)) return 0;
  if (!run_find_brief(run, run->words[0], &brief, err)) return 0;
  if (!confirm(run, &brief)) {
    output_tell("nothing was removed");
    status = ERROR_NOTHING;
  } else if (brief_remove(run->library, brief.key, &change, err)) {
    output_tell("removed '%s' with its %u annotation%s; 'postil undo' brings it back", brief.title,
                brief.annotations, brief.annotations == 1 ? "" : "s");
  }
  brief_release(&brief);
  return status;
}

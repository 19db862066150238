// SPDX-License-Identifier: MIT
// Notes that cite a brief of the library. A step takes a few milliseconds, so that a key never waits
// longer; a note costs a look at an index, and one at each brief that the reader has named.
#include "tui/cited.h"

#include "base/moment.h"
#include "tui/app.h"

#include <stdlib.h>

enum { STEP_MS = 4 };

void cited_release(Cited *cited) {
  free(cited->same);
  *cited = (Cited){0};
}

static bool is_current(const App *app) {
  const Cited *cited = &app->cited;
  return cited->version == app->session.brief.version && cited->loads == app->briefs.loads;
}

// A text of the library that is here as a whole, with notes.
static bool may_look(const App *app) {
  const Session *session = &app->session;
  return session->version && session->version->note_count > 0 && !session->glanced &&
         !session->older && !app->coming;
}

int cited_patience(const App *app) {
  if (!may_look(app)) return -1;
  return !is_current(app) || app->cited.known < app->cited.count ? 0 : -1;
}

void cited_step(App *app) {
  Cited *cited = &app->cited;
  if (!is_current(app)) {
    uint32_t count = app->session.version->note_count;
    cited_release(cited);
    *cited = (Cited){.version = app->session.brief.version,
                     .loads = app->briefs.loads,
                     .same = memory_new(count, sizeof *cited->same),
                     .count = count};
  }
  int64_t until = moment_steady_ms() + STEP_MS;
  while (cited->known < cited->count) {
    int64_t here;
    cited->same[cited->known] =
        sources_find_here(app->library, cited->version, cited->known, &here);
    if (here == app->session.brief.key) cited->same[cited->known] = SOURCE_NOT_HERE;
    cited->known++;
    if (moment_steady_ms() >= until) break;
  }
}

SourceSame cited_find(const App *app, int32_t note) {
  const Cited *cited = &app->cited;
  bool known =
      note >= 0 && (uint32_t)note < cited->known && cited->version == app->session.brief.version;
  return known ? cited->same[note] : SOURCE_NOT_HERE;
}

const char *cited_words(SourceSame same) {
  static const char *const words[] = {[SOURCE_NOT_HERE] = NULL,
                                      [SOURCE_SAME_URL] = "same URL in the library",
                                      [SOURCE_SAME_TITLE] = "same title in the library"};
  return words[same];
}

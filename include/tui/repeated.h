// SPDX-License-Identifier: MIT
// What is said of a sentence that stands in other briefs too: a sign in the status line when the
// caret rests in it, and the offer to annotate the other places when an annotation was made. Both
// are looked for while nothing else happens, a text a step; a key that comes sooner ends that.
#ifndef POSTIL_TUI_REPEATED_H
#define POSTIL_TUI_REPEATED_H

#include "base/buffer.h"
#include "library/repeat.h"

struct App;

typedef struct Repeated {
  RepeatSearch *search; // under way, or NULL
  int64_t offered;      // the annotation that was just made, 0: the sentence at the caret counts
  int64_t version;      // what was looked for last …
  uint32_t pos, loads;  // … and where the caret and the list of briefs were then
  Span sentence;
  uint32_t briefs, places; // that it stands in beside this brief; in all

  int64_t asked; // the annotation that a question is about, and where it would be made
  RepeatPlaces wanted;
} Repeated;

void repeated_release(Repeated *repeated);

// The annotation of that key has been made in the open brief.
void repeated_offer(struct App *app, int64_t annotation);

// A key comes, or its like.
void repeated_interrupt(struct App *app);

// How long until the next step: 0 while one is due, -1 when there is nothing to look for.
int repeated_patience(const struct App *app);
void repeated_step(struct App *app);

// Where the sentence at the caret stands too, as far as that is known; else nothing is appended.
void repeated_write(const struct App *app, Buffer *out);

#endif

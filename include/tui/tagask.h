// SPDX-License-Identifier: MIT
// What an act on a tag will change, said before it is done: "4 annotations in 1 brief will change".
// The codebook pane asks by its own prompts; commands that name everything are asked about here.
#ifndef POSTIL_TUI_TAGASK_H
#define POSTIL_TUI_TAGASK_H

#include "library/tag.h"
#include "tui/app.h"

// True when the command changes annotations and is asked about now, so that it must not be run; yes
// runs it. Where a tag is renamed to another one's name, merging the two is offered.
bool tagask_before(App *app, ActionId id, const char *const *words, uint32_t count);

// Would renaming clash with a tag of that name, so that merging can be offered?
bool tagask_clashes(App *app, const char *path, const char *wanted);

// "There is “b” already. Merge “a” into it? 4 annotations in 1 brief will change"
void tagask_write_merge(const char *path, const char *into, const TagFigures *figures, Buffer *out);

#endif

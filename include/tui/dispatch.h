// SPDX-License-Identifier: MIT
// The acts that need the screen: one handler for each SCREEN_ACTION of the table. One that is
// missing is a link error.
#ifndef POSTIL_TUI_DISPATCH_H
#define POSTIL_TUI_DISPATCH_H

#include "tui/app.h"

typedef struct Call {
  uint32_t count; // 0: none given
  const char *const *arguments;
  uint32_t argument_count;
} Call;

typedef void DispatchHandler(App *app, const Call *call);

#define SESSION_ACTION(id, name, modes, keys, group, arguments, least, most, help)
#define SCREEN_ACTION(id, name, modes, keys, group, arguments, least, most, help)                  \
  DispatchHandler tui_do_##id;
#include "command/actions.def"

// Deletes an annotation, and says which key brings it back.
void act_annotate_delete(App *app, int64_t key);

// The handler of a screen action.
DispatchHandler *dispatch_find(ActionId id);

#endif

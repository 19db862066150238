// SPDX-License-Identifier: MIT
// The editor of comments: several lines, kept as a draft while they are written. The memos of tags are
// written in it, too.
#ifndef POSTIL_TUI_EDITOR_H
#define POSTIL_TUI_EDITOR_H

#include "tui/app.h"

// For the annotation at the caret, else for the selection or `count` sentences.
void editor_open(App *app, uint32_t count);

// For the comment on the whole brief.
void editor_open_whole(App *app);

// For an annotation that is listed, of any brief.
void editor_open_listed(App *app, const Annotation *annotation);

// For the memo of a tag, by its path.
void editor_open_memo(App *app, const char *tag, const char *memo);

// Opens a comment or a memo that was being written when postil was ended by force. False when there
// is none.
bool editor_open_draft(App *app);

#endif

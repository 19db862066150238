// SPDX-License-Identifier: MIT
// The editor of comments: several lines, kept as a draft while they are written. The memos of tags are
// written in it, too.
#ifndef POSTIL_TUI_EDITOR_H
#define POSTIL_TUI_EDITOR_H

#include "tui/subject.h"

// For a comment on the subject.
void editor_open(App *app, const Subject *subject);

// For the memo of a tag, by its path.
void editor_open_memo(App *app, const char *tag, const char *memo);

// Opens a comment or a memo that was being written when postil was ended by force. False when there
// is none.
bool editor_open_draft(App *app);

#endif

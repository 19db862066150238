// SPDX-License-Identifier: MIT
// The outline: the headings of the open brief, indented by their level, each with how far into the
// brief it stands and how many annotations its section has. The caret's section is the current row.
#include "base/gauge.h"
#include "text/view.h"
#include "tui/dispatch.h"
#include "tui/menu.h"

#include <stdio.h>

static bool is_heading(const Block *block) {
  return block->type == BLOCK_HEADING || block->type == BLOCK_TITLE ||
         block->type == BLOCK_NOTES_TITLE;
}

// Where the section of a heading ends: at the next heading of any level.
static uint32_t section_end(const Version *version, uint32_t heading) {
  for (uint32_t i = heading + 1; i < version->block_count; i++)
    if (is_heading(&version->blocks[i])) return version->blocks[i].span.start;
  return (uint32_t)version->text.len;
}

static void add_heading(const Session *session, Menu *menu, uint32_t heading) {
  enum { DEEPEST = 6 };
  const Version *version = session->version;
  const Block *block = &version->blocks[heading];
  Buffer text = {0}, detail = {0};
  for (uint8_t level = 1; level < block->level && level < DEEPEST; level++)
    buffer_add_string(&text, "  ");
  view_append(version, block->span, VIEW_WITHOUT_REFERENCES, &text);
  Span section = span_make(block->span.start, section_end(version, heading));
  uint32_t marks = session_count_annotations(session, section, UINT32_MAX);
  if (marks > 0) buffer_printf(&detail, "%u mark%s  ", marks, marks == 1 ? "" : "s");
  buffer_printf(&detail, "%3u%%", gauge_percent(block->span.start, (int64_t)version->text.len));
  menu_add(menu, buffer_slice(&text), buffer_slice(&detail),
           block->type == BLOCK_TITLE ? FACE_TITLE : FACE_TEXT, block->span.start);
  buffer_release(&text);
  buffer_release(&detail);
}

static void go_to_heading(App *app, int64_t pos) {
  session_move_to(&app->session, (uint32_t)pos, true);
}

void tui_do_OUTLINE(App *app, const Call *call) {
  static const MenuRequest request = {
      .title = "outline", .enter = "go there", .chosen = go_to_heading};
  const Session *session = &app->session;
  uint32_t rows = 0;
  (void)call;
  if (!session->version) return;
  Menu *menu = menu_new(&request);
  for (uint32_t i = 0; i < session->version->block_count; i++) {
    const Block *block = &session->version->blocks[i];
    if (!is_heading(block) || (version_block_hidden(block) && !session->hidden)) continue;
    add_heading(session, menu, i);
    if (block->span.start <= session->pos) menu_set_current(menu, rows);
    rows++;
  }
  if (rows == 0) app_say(app, "this brief has no headings");
  menu_open(app, menu);
}

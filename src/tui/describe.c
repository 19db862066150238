// SPDX-License-Identifier: MIT
// Editing metadata. Each field is one change of its own, made when its prompt is accepted; then the
// menu is there again, so that one can go on. What the file does not state is offered empty: a
// title is never invented. Accepting a guessed author as it is confirms it.
#include "tui/describe.h"
#include "tui/menu.h"
#include "tui/prompt.h"

#include <stddef.h>
#include <stdlib.h>

typedef struct DescribeField {
  const char *name, *label;
  size_t known; // of the Brief
  size_t said;  // of BriefMetadata
} DescribeField;

static const DescribeField fields[] = {
    {"title", "Title: ", offsetof(Brief, title), offsetof(BriefMetadata, title)},
    {"authors", "Authors, divided by semicolons: ", offsetof(Brief, author),
     offsetof(BriefMetadata, author)},
    {"date", "Date, as 2026, 2026-03 or 2026-03-01: ", offsetof(Brief, date),
     offsetof(BriefMetadata, date)},
    {"series", "Series: ", offsetof(Brief, series), offsetof(BriefMetadata, series)},
    {"address", "Address (URL): ", offsetof(Brief, url), offsetof(BriefMetadata, url)},
};
enum { FIELD_COUNT = sizeof fields / sizeof *fields };

static const char *known(const Brief *brief, uint32_t field) {
  char *const *value = (char *const *)((const char *)brief + fields[field].known);
  return *value;
}

static bool is_stated(const Brief *brief, uint32_t field) {
  if (fields[field].known != offsetof(Brief, title)) return known(brief, field)[0] != 0;
  return brief_title_stated(brief);
}

static const char *remark(const Brief *brief, uint32_t field) {
  bool author = fields[field].known == offsetof(Brief, author);
  if (author && brief->author[0] && brief->author_guessed) return "  (a guess: Enter confirms it)";
  return is_stated(brief, field) || !known(brief, field)[0] ? "" : "  (no title: its file name)";
}

static void open_menu(App *app, uint32_t current);

// ---- One field

static void set_field(App *app, Slice text) {
  Error err = {0};
  BriefMetadata metadata = {0};
  int64_t change = 0;
  uint32_t field = app->described.field;
  char *value = memory_string(slice_trim(text));
  *(const char **)((char *)&metadata + fields[field].said) = value;
  bool ok = brief_set_metadata(app->library, app->described.brief, &metadata, &change, &err);
  free(value);
  app_changed(app);
  briefs_load(app);
  open_menu(app, field);
  if (!ok)
    app_fail(app, &err);
  else
    app_say(app, change ? "%s saved" : "%s: nothing was changed", fields[field].name);
}

static void back_to_menu(App *app) {
  open_menu(app, app->described.field);
}

static void ask(App *app, int64_t field) {
  Error err = {0};
  Brief brief = {0};
  PromptRequest request = {.label = fields[field].label,
                           .accept = "save",
                           .accepted = set_field,
                           .cancelled = back_to_menu};
  if (!brief_get(app->library, app->described.brief, &brief, &err)) {
    app_fail(app, &err);
    return;
  }
  app->described.field = (uint32_t)field;
  bool stated = is_stated(&brief, (uint32_t)field);
  prompt_open(app, &request, stated ? slice_of(known(&brief, (uint32_t)field)) : SLICE(""));
  brief_release(&brief);
}

// ---- The menu

static void add_row(Menu *menu, const Brief *brief, uint32_t field) {
  Buffer text = {0};
  buffer_printf(&text, "%-8s %s%s", fields[field].name, known(brief, field), remark(brief, field));
  menu_add(menu, buffer_slice(&text), SLICE(""), is_stated(brief, field) ? FACE_TEXT : FACE_DIM,
           field);
  buffer_release(&text);
}

static void open_menu(App *app, uint32_t current) {
  static const MenuRequest request = {
      .title = "what is known of this brief", .enter = "edit", .chosen = ask};
  Error err = {0};
  Brief brief = {0};
  if (!brief_get(app->library, app->described.brief, &brief, &err)) {
    app_fail(app, &err);
    return;
  }
  Menu *menu = menu_new(&request);
  for (uint32_t field = 0; field < FIELD_COUNT; field++) add_row(menu, &brief, field);
  menu_set_current(menu, current);
  menu_open(app, menu);
  brief_release(&brief);
}

void describe_open(App *app, int64_t brief) {
  app->described = (Described){brief, 0};
  open_menu(app, 0);
}

// SPDX-License-Identifier: MIT
// Actions of the codebook pane. Each says what it will change before it does: in the prompt's label
// or in the question. What is done is an action of the session, as behind `:`.
#include "library/tag.h"
#include "session/filter.h"
#include "session/part.h"
#include "tui/annotationlist.h"
#include "tui/ask.h"
#include "tui/completion.h"
#include "tui/dispatch.h"
#include "tui/editor.h"
#include "tui/exporter.h"
#include "tui/menu.h"
#include "tui/path.h"
#include "tui/prompt.h"
#include "tui/tagask.h"
#include "tui/tagtree.h"

#include <stdlib.h>

void tui_do_CODEBOOK(App *app, const Call *call) {
  (void)call;
  tagtree_open(app);
}

void tui_do_FOLD(App *app, const Call *call) {
  TagTree *pane = tagtree_find(app);
  (void)call;
  if (pane) tagtree_fold(pane, true);
}

void tui_do_UNFOLD(App *app, const Call *call) {
  TagTree *pane = tagtree_find(app);
  (void)call;
  if (pane) tagtree_fold(pane, false);
}

// ---- What a prompt or question is about

static bool may_change(App *app) {
  if (!library_read_only(app->library)) return true;
  app_say(app, "this library can only be read");
  return false;
}

// The pane with its current tag as the subject.
static TagTree *take_subject(App *app) {
  TagTree *pane = tagtree_find(app);
  const TreeNode *node = pane ? tagtree_current(pane) : NULL;
  if (pane && !node) app_say(app, "there is no tag here");
  if (!node || !may_change(app)) return NULL;
  free(pane->subject);
  pane->subject = memory_string(slice_of(node->path));
  buffer_clear(&pane->label);
  return pane;
}

// The same, and what an act on it and all below it changes.
static TagTree *take_subtree(App *app, TagFigures *figures) {
  TagTree *pane = take_subject(app);
  Error err = {0};
  if (!pane || tag_affected(app->library, pane->subject, figures, &err)) return pane;
  app_fail(app, &err);
  return NULL;
}

static bool run_pair(App *app, ActionId id, const char *first, const char *second) {
  const char *words[] = {first, second};
  return app_run(app, id, 0, words, 2);
}

// Where to stand when the tree is read again.
static void want(TagTree *pane, const char *typed) {
  Error ignored = {0};
  free(pane->wanted);
  pane->wanted = tag_normalise(typed, &ignored);
}

// ---- Renaming

static void merge_typed(App *app, Slice typed) {
  TagTree *pane = tagtree_find(app);
  char *into = memory_string(slice_trim(typed));
  if (pane && into[0] && run_pair(app, ACTION_TAG_MERGE, pane->subject, into)) want(pane, into);
  free(into);
}

static void merge_asked(App *app, int64_t value) {
  TagTree *pane = tagtree_find(app);
  (void)value;
  if (!pane) return;
  char *into = memory_string(buffer_slice(&pane->label));
  merge_typed(app, slice_of(into));
  free(into);
}

// The name is another tag's already.
static void offer_merge(App *app, TagTree *pane, const char *into) {
  Error ignored = {0};
  TagFigures figures;
  Buffer question = {0};
  if (!tag_affected(app->library, pane->subject, &figures, &ignored)) return;
  tagask_write_merge(pane->subject, into, &figures, &question);
  buffer_clear(&pane->label);
  buffer_add_string(&pane->label, into);
  ask_open(app, question.ptr, merge_asked, 0);
  buffer_release(&question);
}

static void rename_typed(App *app, Slice typed) {
  TagTree *pane = tagtree_find(app);
  char *wanted = memory_string(slice_trim(typed));
  if (pane && wanted[0]) {
    if (tagask_clashes(app, pane->subject, wanted))
      offer_merge(app, pane, wanted);
    else if (run_pair(app, ACTION_TAG_RENAME, pane->subject, wanted))
      want(pane, wanted);
  }
  free(wanted);
}

// "Rename energy (37 annotations in 9 briefs) to: "
static const char *write_label(TagTree *pane, const char *verb, const TagFigures *figures,
                               const char *end) {
  buffer_printf(&pane->label, "%s %s (", verb, pane->subject);
  tag_write_figures(figures, &pane->label);
  buffer_printf(&pane->label, ")%s", end);
  return pane->label.ptr;
}

void tui_do_TAG_RENAME_PROMPT(App *app, const Call *call) {
  TagFigures figures;
  TagTree *pane = take_subtree(app, &figures);
  (void)call;
  if (!pane) return;
  PromptRequest request = {.label = write_label(pane, "Rename", &figures, " to: "),
                           .accept = "rename",
                           .accepted = rename_typed,
                           .complete = completion_of_tags,
                           .recall = RECALL_TAG};
  prompt_open(app, &request, slice_of(pane->subject));
}

void tui_do_TAG_MERGE_PROMPT(App *app, const Call *call) {
  TagFigures figures;
  TagTree *pane = take_subtree(app, &figures);
  (void)call;
  if (!pane) return;
  PromptRequest request = {.label = write_label(pane, "Merge", &figures, " into: "),
                           .accept = "merge",
                           .accepted = merge_typed,
                           .complete = completion_of_tags,
                           .recall = RECALL_TAG};
  prompt_open(app, &request, SLICE(""));
}

// ---- Splitting: first which annotations, then what they get. Those of tags below are not meant.

static void part_named(App *app, Slice typed) {
  TagTree *pane = tagtree_find(app);
  char *wanted = memory_string(slice_trim(typed));
  if (pane && wanted[0]) {
    const char *words[] = {pane->subject, wanted, buffer_slice(&pane->part).ptr};
    if (app_run(app, ACTION_TAG_SPLIT, 0, words, 3)) want(pane, wanted);
  }
  free(wanted);
}

static void ask_name(App *app, TagTree *pane, const Part *part) {
  buffer_clear(&pane->label);
  tag_write_figures(&part->figures, &pane->label);
  buffer_printf(&pane->label, ", of %u, will have instead: ", part->all);
  PromptRequest request = {.label = pane->label.ptr,
                           .accept = "split",
                           .accepted = part_named,
                           .complete = completion_of_tags,
                           .recall = RECALL_TAG};
  Buffer below = {0}; // most often what is split off goes below the tag
  buffer_printf(&below, "%s/", pane->subject);
  prompt_open(app, &request, buffer_slice(&below));
  buffer_release(&below);
}

static void part_chosen(App *app, Slice typed) {
  TagTree *pane = tagtree_find(app);
  Error err = {0};
  Part part;
  if (!pane || slice_trim(typed).len == 0) return;
  buffer_clear(&pane->part);
  buffer_add(&pane->part, slice_trim(typed));
  if (!part_find(app->library, pane->subject, buffer_slice(&pane->part).ptr, &part, &err)) {
    app_fail(app, &err);
    return;
  }
  ask_name(app, pane, &part);
  part_release(&part);
}

static void part_typed(App *app, Slice typed) {
  TagTree *pane = tagtree_find(app);
  if (!pane) return;
  buffer_clear(&pane->part);
  buffer_add(&pane->part, typed);
}

static void write_part_fault(const App *app, Buffer *out) {
  const TagTree *pane = tagtree_look(app);
  if (pane) filter_write_fault(buffer_slice(&pane->part), out);
}

// "Split energy (12 annotations of its own), those with: "
static const char *write_split(TagTree *pane, const TreeNode *node) {
  buffer_printf(&pane->label, "Split %s (%u annotation%s%s), those with: ", node->path, node->own,
                node->own == 1 ? "" : "s", node->whole == node->own ? "" : " of its own");
  return pane->label.ptr;
}

void tui_do_TAG_SPLIT_PROMPT(App *app, const Call *call) {
  TagTree *pane = take_subject(app);
  (void)call;
  if (!pane) return;
  const TreeNode *node = tagtree_current(pane);
  if (node->own == 0) {
    app_say(app, "there is nothing to split: no annotation has “%s” itself", node->path);
    return;
  }
  PromptRequest request = {.label = write_split(pane, node),
                           .accept = "go on",
                           .changed = part_typed,
                           .accepted = part_chosen,
                           .aside = write_part_fault,
                           .complete = completion_of_filter,
                           .recall = RECALL_FILTER};
  prompt_open(app, &request, SLICE(""));
}

// ---- Deleting

static void delete_asked(App *app, int64_t value) {
  TagTree *pane = tagtree_find(app);
  (void)value;
  if (!pane) return;
  const char *words[] = {pane->subject};
  app_run(app, ACTION_TAG_DELETE, 0, words, 1);
}

void tui_do_TAG_DELETE_ASK(App *app, const Call *call) {
  TagFigures figures;
  TagTree *pane = take_subtree(app, &figures);
  Buffer question = {0};
  (void)call;
  if (!pane) return;
  buffer_printf(&question, "Delete “%s”", pane->subject);
  if (figures.tags > 1) buffer_printf(&question, " (%u tags)", figures.tags);
  buffer_add_string(&question, "? ");
  tag_write_figures(&figures, &question);
  buffer_add_string(&question,
                    figures.annotations == 1 ? " loses it and stays" : " lose it and stay");
  ask_open(app, question.ptr, delete_asked, 0);
  buffer_release(&question);
}

// ---- Files

void tui_do_TAGS_EXPORT_PROMPT(App *app, const Call *call) {
  (void)call;
  exporter_open_codebook(app);
}

static void import_typed(App *app, Slice typed) {
  Slice path = slice_trim(typed);
  if (path.len == 0) return;
  char *expanded = path_expand(path);
  const char *words[] = {expanded};
  app_run(app, ACTION_TAGS_IMPORT, 0, words, 1);
  free(expanded);
}

void tui_do_TAGS_IMPORT_PROMPT(App *app, const Call *call) {
  static const PromptRequest request = {.label = "Import a codebook from file: ",
                                        .accept = "import",
                                        .accepted = import_typed,
                                        .complete = path_complete,
                                        .recall = RECALL_PATH};
  (void)call;
  if (may_change(app)) prompt_open(app, &request, SLICE(""));
}

// ---- Colour, memo, new ones

static void colour_chosen(App *app, int64_t value) {
  TagTree *pane = tagtree_find(app);
  const char *name = value == COLOUR_COUNT ? "none" : colour_name((Colour)value);
  if (pane) run_pair(app, ACTION_TAG_COLOUR, pane->subject, name);
}

void tui_do_TAG_COLOUR_PICK(App *app, const Call *call) {
  static const MenuRequest request = {
      .title = "colour of the tag", .enter = "choose", .numbered = true, .chosen = colour_chosen};
  (void)call;
  if (!take_subject(app)) return;
  Menu *menu = menu_new(&request);
  for (int colour = 0; colour < COLOUR_COUNT; colour++)
    menu_add(menu, slice_of(colour_name((Colour)colour)), SLICE(""), (Face)(FACE_COLOUR + colour),
             colour);
  menu_add(menu, SLICE("none"), SLICE(""), FACE_TEXT, COLOUR_COUNT);
  menu_open(app, menu);
}

void tui_do_TAG_MEMO_PROMPT(App *app, const Call *call) {
  TagTree *pane = take_subject(app);
  (void)call;
  if (pane) editor_open_memo(app, pane->subject, tagtree_current(pane)->memo);
}

static void alias_typed(App *app, Slice typed) {
  TagTree *pane = tagtree_find(app);
  char *name = memory_string(slice_trim(typed));
  if (pane && name[0]) run_pair(app, ACTION_TAG_ALIAS, pane->subject, name);
  free(name);
}

void tui_do_TAG_ALIAS_PROMPT(App *app, const Call *call) {
  TagFigures figures;
  TagTree *pane = take_subtree(app, &figures);
  (void)call;
  if (!pane) return;
  PromptRequest request = {.label = write_label(pane, "Another name for", &figures, ": "),
                           .accept = "add the name",
                           .accepted = alias_typed};
  prompt_open(app, &request, SLICE(""));
}

static void name_typed(App *app, Slice typed) {
  TagTree *pane = tagtree_find(app);
  char *name = memory_string(slice_trim(typed));
  const char *words[] = {name};
  if (pane && name[0] && app_run(app, ACTION_TAG_ADD, 0, words, 1)) want(pane, name);
  free(name);
}

void tui_do_TAG_ADD_PROMPT(App *app, const Call *call) {
  static const PromptRequest request = {.label = "New tag: ",
                                        .accept = "add",
                                        .accepted = name_typed,
                                        .complete = completion_of_tags,
                                        .recall = RECALL_TAG};
  (void)call;
  if (tagtree_find(app) && may_change(app)) prompt_open(app, &request, SLICE(""));
}

// ---- Annotations

void tui_do_ANNOTATIONS(App *app, const Call *call) {
  Slice filter = call->argument_count ? slice_of(call->arguments[0]) : SLICE("");
  annotationlist_toggle(app, filter);
}

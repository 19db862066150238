// SPDX-License-Identifier: MIT
// Comment and tags of the whole brief. They are an annotation without a passage: the first one if
// there is any, else one is made in the same change.
#include "session/act.h"
#include "session/target.h"

// With `clears` there must be something already.
static bool edit_whole(Act *act, const AnnotationEdit *edit, bool clears) {
  if (!act_need_brief(act) || !act_read_annotations(act->session, act->err)) return false;
  SessionTarget target = session_target_whole(act->session);
  if (clears && !target.annotation[0])
    return error_set(act->err, ERROR_NOTHING, "nothing is said of the whole brief");
  return act_edit_target(act, &target, edit);
}

bool session_do_COMMENT_BRIEF(Act *act) {
  AnnotationEdit edit = {.comment = act->arguments[0]};
  return edit_whole(act, &edit, edit.comment[0] == '\0');
}

bool session_do_TAG_BRIEF(Act *act) {
  AnnotationEdit edit = {.add_tags = act->arguments, .add_count = act->argument_count};
  return edit_whole(act, &edit, false);
}

bool session_do_UNTAG_BRIEF(Act *act) {
  AnnotationEdit edit = {.remove_tags = act->arguments, .remove_count = act->argument_count};
  return edit_whole(act, &edit, true);
}

// SPDX-License-Identifier: MIT
// `postil edit`: an annotation that is there gets another passage, other tags, a comment, a colour;
// or it is parted. One call is one change.
#include "cli/passage.h"

#include <stdlib.h>

// ---- Splitting

static void split(Run *run, const char *position, Error *err) {
  Annotation annotation;
  AnnotationAdded added;
  uint32_t at_cp;
  if (!options_number(position, UINT32_MAX, &at_cp)) {
    error_set(err, ERROR_USAGE, "cannot read '--split %.40s': it is a code point's number",
              position);
    return;
  }
  if (!run_open_library(run, LIBRARY_CHANGE, err) ||
      !annotation_find(run->library, run->words[0], &annotation, err)) {
    return;
  }
  if (annotation_split(run->library, annotation.key, at_cp, &added, err))
    run_print_id(run, added.id);
  annotation_release(&annotation);
}

// ---- Editing

typedef struct Wanted {
  Passage passage;
  CpSpan span;
  Colour colour;
  AnnotationEdit edit;
  const char **add, **remove;
} Wanted;

static bool read_options(const Options *options, Wanted *wanted, Error *err) {
  AnnotationEdit *edit = &wanted->edit;
  const char *colour = options_value(options, "colour");
  if (!passage_read(options, &wanted->passage, err)) return false;
  if (!run_read_colour(colour, &wanted->colour, err)) return false;
  if (colour) edit->colour = &wanted->colour;
  edit->comment = options_value(options, "comment");
  edit->add_tags = wanted->add = options_values(options, "tag", &edit->add_count);
  edit->remove_tags = wanted->remove = options_values(options, "untag", &edit->remove_count);
  bool any = edit->colour || edit->comment || edit->add_count || edit->remove_count ||
             wanted->passage.quote || wanted->passage.span;
  if (any && options_has(options, "split"))
    return error_set(err, ERROR_USAGE, "cannot edit: --split stands alone");
  if (any || options_has(options, "split")) return true;
  error_set(err, ERROR_USAGE, "cannot edit: nothing is said that shall change");
  return error_hint(err, "'postil help edit' lists what can");
}

// A new passage is one of the text as it is now.
static bool find_span(Run *run, const Annotation *annotation, Wanted *wanted, Error *err) {
  Brief brief = {0};
  if (!wanted->passage.quote && !wanted->passage.span) return true;
  if (!brief_get(run->library, annotation->brief, &brief, err)) return false;
  bool ok = passage_find(run, &wanted->passage, brief.version, &wanted->span, err);
  wanted->edit.span = &wanted->span;
  wanted->edit.span_version = brief.version;
  brief_release(&brief);
  return ok;
}

static void edit(Run *run, Wanted *wanted, Error *err) {
  Annotation annotation;
  int64_t change = 0;
  if (!run_open_library(run, LIBRARY_CHANGE, err) ||
      !annotation_find(run->library, run->words[0], &annotation, err)) {
    return;
  }
  if (find_span(run, &annotation, wanted, err))
    annotation_edit(run->library, annotation.key, &wanted->edit, &change, err);
  annotation_release(&annotation);
}

int run_edit(Run *run, Error *err) {
  Wanted wanted = {0};
  const char *position = options_value(run->options, "split");
  bool ok = read_options(run->options, &wanted, err);
  if (ok && position) split(run, position, err);
  if (ok && !position) edit(run, &wanted, err);
  free(wanted.add);
  free(wanted.remove);
  return 0;
}

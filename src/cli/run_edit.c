// SPDX-License-Identifier: MIT
// `postil edit`: an annotation that is there gets another passage, other tags, a comment, a colour;
// or it is parted. With a brief and nothing else its text goes to an editor, and what comes back is
// a new version. One call is one change.
#include "base/file.h"
#include "base/process.h"
#include "base/scratch.h"
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
  bool any; // something shall change
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
  wanted->any = any;
  return true;
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

// ---- The text of a brief

static bool run_editor(Run *run, const char *path, Error *err) {
  if (!run_open_config(run, err)) return false;
  const char *further[] = {path, NULL};
  char **arguments = process_split_editor(config_text(run->config, CONFIG_EDITOR), further);
  ProcessRequest request = {.arguments = (const char *const *)arguments, .wake_fd = -1};
  ProcessEnd end = {0};
  bool ok = process_run(&request, &end, err);
  if (ok && end.status != 0) {
    Buffer how = {0};
    process_write_end(&end, &how);
    ok = error_set(err, ERROR_DATA, "cannot edit the brief: %.200s %s, and nothing was changed",
                   arguments[0], how.ptr);
    buffer_release(&how);
  }
  process_release(&end);
  process_free_arguments(arguments);
  return ok;
}

static void tell_edited(const BriefAdded *added) {
  if (added->change == 0) {
    output_tell("the text is as it was: nothing was changed");
    return;
  }
  output_tell("a new version: %u annotation%s carried over", added->carried,
              added->carried == 1 ? "" : "s");
  if (added->waiting) output_tell("%u of them to review: 'postil check'", added->waiting);
}

static bool edit_text(Run *run, const Brief *brief, Slice text, Error *err) {
  enum { TEXT_MOST = 64 << 20 };
  Scratch scratch;
  Buffer edited = {0};
  BriefAdded added;
  if (!scratch_open(&scratch, "brief.txt", text, err)) return false;
  bool ok = run_editor(run, scratch.path, err) &&
            file_read(scratch.path, TEXT_MOST, &edited, err) &&
            brief_edit_text(run->library, brief->key, buffer_slice(&edited), &added, err);
  if (ok) tell_edited(&added);
  buffer_release(&edited);
  scratch_close(&scratch);
  return ok;
}

// An annotation is refused as one of which nothing is said.
static void edit_brief(Run *run, Error *err) {
  Brief brief = {0};
  Annotation annotation;
  Error ignored = {0};
  if (!run_open_library(run, LIBRARY_CHANGE, err)) return;
  if (annotation_find(run->library, run->words[0], &annotation, &ignored)) {
    annotation_release(&annotation);
    error_set(err, ERROR_USAGE, "cannot edit the annotation: nothing is said that shall change");
    error_hint(err, "'postil help edit' lists what can");
    return;
  }
  if (!run_find_brief(run, run->words[0], &brief, err)) return;
  Version *version = brief_version(run->library, brief.version, err);
  if (version) edit_text(run, &brief, version->text, err);
  version_free(version);
  brief_release(&brief);
}

int run_edit(Run *run, Error *err) {
  Wanted wanted = {0};
  const char *position = options_value(run->options, "split");
  bool ok = read_options(run->options, &wanted, err);
  if (ok && position) split(run, position, err);
  if (ok && !position && wanted.any) edit(run, &wanted, err);
  if (ok && !position && !wanted.any) edit_brief(run, err);
  free(wanted.add);
  free(wanted.remove);
  return 0;
}

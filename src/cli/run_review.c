// SPDX-License-Identifier: MIT
// `postil check`: what waits for the reader after a text has changed; its status is 1 while
// anything does. `postil review`: the reader's answers, each one change; without one it is `check`.
#include "cli/passage.h"
#include "cli/table.h"
#include "codec/json.h"
#include "library/review.h"
#include "text/difference.h"

enum { WAITING = 1 };

// ---- What waits

static void print_json(Run *run, const Annotation *annotation, const Brief *brief) {
  JsonWriter json = {.out = &run->output.text};
  json_start_object(&json);
  json_member(&json, "id", slice_of(annotation->id));
  json_member(&json, "brief", slice_of(brief->id));
  json_member(&json, "title", slice_of(brief->title));
  json_member(&json, "state", slice_of(annotation_state_name(annotation->state)));
  json_key(&json, "score");
  json_number(&json, annotation->score);
  json_key(&json, "start");
  json_number(&json, annotation->span.start_cp);
  json_key(&json, "end");
  json_number(&json, annotation->span.end_cp);
  json_member(&json, "old", slice_of(annotation->old_quote));
  json_member(&json, "new",
              slice_of(annotation->state == ANNOTATION_ORPHAN ? "" : annotation->quote));
  json_end_object(&json);
  buffer_add_byte(&run->output.text, '\n');
  output_flush(&run->output);
}

static void print_wording(Buffer *out, const char *label, Slice wording, const Span *stretches,
                          uint32_t count, bool added) {
  buffer_printf(out, "  %s  ", label);
  difference_write(wording, stretches, count, added ? "{+" : "[-", added ? "+}" : "-]", out);
  buffer_add_byte(out, '\n');
}

// Both wordings one below the other, with the words that differ in brackets.
static void print_wordings(Buffer *out, Slice old, Slice new) {
  Difference difference;
  difference_find(old, new, &difference);
  print_wording(out, "old", old, difference.old, difference.old_count, false);
  print_wording(out, "new", new, difference.new, difference.new_count, true);
  difference_release(&difference);
}

// A paragraph for each: which, how sure, and what it was and is.
static void print_lines(Run *run, const Annotation *annotation, const Brief *brief) {
  Buffer *out = &run->output.text;
  int id_len = run->output.tty ? 8 : UUID_SIZE;
  buffer_printf(out, "%.*s  %s  %u%%  %s\n", id_len, annotation->id,
                annotation_state_name(annotation->state), annotation->score / 10, brief->title);
  if (annotation->state == ANNOTATION_ORPHAN) {
    print_wording(out, "old", slice_of(annotation->quote), NULL, 0, false);
    buffer_add_string(out, "  new  (nowhere)\n");
  } else {
    print_wordings(out, slice_of(annotation->old_quote), slice_of(annotation->quote));
  }
  output_flush(&run->output);
}

static bool print_waiting(Run *run, const AnnotationList *list, Error *err) {
  Brief brief = {0};
  bool ok = true;
  for (uint32_t i = 0; ok && i < list->count; i++) {
    const Annotation *annotation = &list->items[i];
    if (brief.key != annotation->brief) {
      brief_release(&brief);
      brief = (Brief){0};
      ok = brief_get(run->library, annotation->brief, &brief, err);
    }
    if (ok) (run->json ? print_json : print_lines)(run, annotation, &brief);
  }
  brief_release(&brief);
  return ok;
}

int run_check(Run *run, Error *err) {
  Brief brief = {0};
  AnnotationList list = {0};
  bool ok = run_open_library(run, LIBRARY_READ, err) &&
            (run->word_count == 0 || run_find_brief(run, run->words[0], &brief, err)) &&
            review_list(run->library, brief.key, &list, err) && print_waiting(run, &list, err);
  int status = ok && list.count > 0 ? WAITING : 0;
  annotation_release_list(&list);
  brief_release(&brief);
  return status;
}

// ---- Answers

static bool attach(Run *run, const Annotation *annotation, int64_t *change, Error *err) {
  Passage passage;
  Brief brief = {0};
  CpSpan span;
  if (!passage_read(run->options, &passage, err)) return false;
  if (run->word_count == 3) passage.span = run->words[2];
  if (!passage.span && !passage.quote)
    return error_set(err, ERROR_USAGE, "cannot attach: say START:END or --quote TEXT");
  bool ok = brief_get(run->library, annotation->brief, &brief, err) &&
            passage_find(run, &passage, brief.version, &span, err) &&
            review_attach(run->library, annotation->key, span, change, err);
  brief_release(&brief);
  return ok;
}

static bool accept(Run *run, const Annotation *annotation, int64_t *change, Error *err) {
  return review_accept(run->library, annotation->key, change, err);
}

static bool orphan(Run *run, const Annotation *annotation, int64_t *change, Error *err) {
  return review_orphan(run->library, annotation->key, change, err);
}

typedef bool GiveAnswer(Run *run, const Annotation *annotation, int64_t *change, Error *err);

static const struct {
  const char *name;
  GiveAnswer *give;
  uint32_t most; // words
} answers[] = {{"accept", accept, 2}, {"orphan", orphan, 2}, {"attach", attach, 3}};

static bool find_answer(Run *run, GiveAnswer **give, Error *err) {
  if (run->word_count < 2)
    return error_set(err, ERROR_USAGE,
                     "cannot review: say accept, orphan or attach and the annotation");
  for (size_t i = 0; i < sizeof answers / sizeof *answers; i++) {
    if (strcmp(run->words[0], answers[i].name) != 0) continue;
    *give = answers[i].give;
    return run->word_count <= answers[i].most ||
           error_set(err, ERROR_USAGE, "cannot review: '%s' takes one annotation", answers[i].name);
  }
  return error_set(err, ERROR_USAGE, "cannot review: '%.40s' is none of accept, orphan, attach",
                   run->words[0]);
}

int run_review(Run *run, Error *err) {
  if (run->word_count == 0) return run_check(run, err);
  GiveAnswer *give = NULL;
  Annotation annotation;
  int64_t change;
  if (!find_answer(run, &give, err) || !run_open_library(run, LIBRARY_CHANGE, err) ||
      !annotation_find(run->library, run->words[1], &annotation, err)) {
    return 0;
  }
  give(run, &annotation, &change, err);
  annotation_release(&annotation);
  return 0;
}

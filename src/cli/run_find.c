// SPDX-License-Identifier: MIT
// `postil find`: where words stand in the library, a line for each place: the locator, for
// `postil open`, and the sentence around it. Like grep its status is 1 where nothing was found.
#include "base/memory.h"
#include "base/safe.h"
#include "cli/run.h"
#include "codec/json.h"
#include "library/kwic.h"
#include "text/position.h"

#include <stdlib.h>
#include <string.h>

enum { NOTHING_FOUND = 1, LEAD_COLUMNS = 24, COLUMNS_LEAST = 24 };
enum { FEW = 1000 }; // places: rather looked for from text to text than by counting all of them

typedef struct Find {
  Run *run;
  Finding *finding;
  FindingText text;
  Brief brief; // where the text stands
  Kwic kwic;
  uint32_t most, printed;
  bool colour;
} Find;

// ---- One place

static CpSpan place_of(const Find *find, Span hit) {
  const FindingText *text = &find->text;
  return text->whole ? positions_to_code_points(text->whole->positions, hit) : text->of.span;
}

// A comment is opened where its annotation stands; one on the whole brief is on no passage.
static char *locator_of(const Find *find, Span hit) {
  CpSpan span = place_of(find, hit);
  bool nowhere = find->text.annotation && (find->text.of.whole || span.start_cp == span.end_cp);
  return brief_locator(&find->brief, nowhere ? NULL : &span);
}

static void add_words(JsonWriter *json, const char *key, const FindingText *text, Span span) {
  Buffer words = {0};
  kwic_append(text, span, &words);
  json_key(json, key);
  json_string(json, buffer_slice(&words));
  buffer_release(&words);
}

static void print_json(Find *find, const char *locator, Span hit) {
  const FindingText *text = &find->text;
  JsonWriter json = {.out = &find->run->output.text};
  Span sentence = finding_sentence(text, hit);
  json_start_object(&json);
  json_member(&json, "locator", slice_of(locator));
  json_member(&json, "brief", slice_of(find->brief.id));
  json_member(&json, "title", slice_of(find->brief.title));
  json_member(&json, "in",
              slice_of(text->whole     ? "text"
                       : text->comment ? "comment"
                                       : "quotation"));
  json_key(&json, "annotation");
  if (text->annotation)
    json_string(&json, slice_of(text->of.id));
  else
    json_null(&json);
  add_words(&json, "before", text, span_make(sentence.start, hit.start));
  add_words(&json, "hit", text, hit);
  add_words(&json, "after", text, span_make(hit.end, sentence.end));
  json_key(&json, "furniture");
  json_bool(&json, finding_hidden(text, hit));
  json_end_object(&json);
}

// On a terminal the sentence is cut to its width.
static void print_line(Find *find, const char *locator, Span hit) {
  Run *run = find->run;
  Buffer *out = &run->output.text;
  uint32_t columns = UINT32_MAX, lead = UINT32_MAX;
  if (run->output.tty) {
    uint32_t used = (uint32_t)strlen(locator) + 2, all = output_columns();
    columns = all > used + COLUMNS_LEAST ? all - used : COLUMNS_LEAST;
    lead = columns / 3;
  }
  kwic_make(&find->kwic, &find->text, hit, safe_mode_of_locale(), lead, columns);
  buffer_printf(out, "%s%s", locator, run->output.tty ? "  " : "\t");
  buffer_add(out, buffer_slice(&find->kwic.before));
  size_t start = out->len;
  buffer_add(out, buffer_slice(&find->kwic.hit));
  if (find->colour) {
    run->output.strong_start = start;
    run->output.strong_end = out->len;
  }
  buffer_add(out, buffer_slice(&find->kwic.after));
}

static void print_hit(Find *find, Span hit) {
  char *locator = locator_of(find, hit);
  if (find->run->json)
    print_json(find, locator, hit);
  else
    print_line(find, locator, hit);
  buffer_add_byte(&find->run->output.text, '\n');
  output_flush(&find->run->output);
  find->printed++;
  free(locator);
}

// ---- All

// In a terminal, or where it is asked for.
static bool wants_colour(const Run *run) {
  const char *when = options_value(run->options, "color");
  return run->colour && (run->output.tty || (when && strcmp(when, "always") == 0));
}

static bool read_text(Find *find, uint32_t index, Error *err) {
  Library *library = find->run->library;
  if (!library_begin_reading(library, err)) return false;
  bool ok = finding_read(find->finding, index, &find->text, err) &&
            brief_get(library, find->text.brief, &find->brief, err);
  library_end_reading(library);
  return ok;
}

static bool print_text(Find *find, uint32_t index, Error *err) {
  bool ok = read_text(find, index, err);
  for (uint32_t i = 0; ok && i < find->text.hit_count && find->printed < find->most; i++) {
    print_hit(find, find->text.hits[i]);
  }
  finding_release(&find->text);
  brief_release(&find->brief);
  find->brief = (Brief){0};
  if (ok || err->kind != ERROR_INPUT) return ok;
  *err = (Error){0}; // removed meanwhile
  return true;
}

// These come first in either order, so they need not wait for the texts to be weighed.
static bool is_annotation(const Finding *finding, uint32_t index) {
  return index < finding_count(finding) && finding_at(finding, index).annotation;
}

static bool print_all(Find *find, Error *err) {
  bool ranked = finding_order(find->finding) == FINDING_BEST, more = true, ok = true;
  for (uint32_t index = 0; ok && (more || index < finding_count(find->finding));) {
    if (more) more = finding_work(find->finding, NULL, NULL);
    if (more && ranked && !is_annotation(find->finding, index)) continue;
    for (; ok && index < finding_count(find->finding); index++) {
      if (find->printed == find->most) return true;
      ok = print_text(find, index, err);
    }
  }
  return ok && finding_check(find->finding, err);
}

static bool read_scope(const Options *options, unsigned *scope, Error *err) {
  static const struct {
    const char *name;
    unsigned scope;
  } scopes[] = {{"briefs", FINDING_BRIEFS},
                {"annotations", FINDING_QUOTES | FINDING_COMMENTS},
                {"comments", FINDING_COMMENTS}};
  const char *name = options_value(options, "in");
  *scope = FINDING_ANYWHERE;
  if (!name) return true;
  for (size_t i = 0; i < sizeof scopes / sizeof *scopes; i++) {
    if (strcmp(name, scopes[i].name) == 0) *scope = scopes[i].scope;
  }
  if (*scope != FINDING_ANYWHERE) return true;
  return error_set(err, ERROR_USAGE,
                   "cannot find in '%.40s': it is briefs, annotations or comments", name);
}

static bool read_limit(const Options *options, uint32_t *most, Error *err) {
  const char *limit = options_value(options, "limit");
  *most = UINT32_MAX;
  if (!limit || (options_number(limit, UINT32_MAX, most) && *most > 0)) return true;
  return error_set(err, ERROR_USAGE, "cannot read '--limit %.40s': it is a number from 1 on",
                   limit);
}

static LookupFlags flags_of(const Run *run) {
  return options_has(run->options, "accents") ? LOOKUP_ACCENTS : LOOKUP_WORDS;
}

static Finding *open_finding(Run *run, unsigned scope, Error *err) {
  Buffer words = {0};
  for (uint32_t i = 0; i < run->word_count; i++) {
    if (i > 0) buffer_add_byte(&words, ' ');
    buffer_add_string(&words, run->words[i]);
  }
  LookupFlags flags = flags_of(run);
  Finding *finding = finding_open(run->library, buffer_slice(&words), flags, scope);
  if (finding_lookup(finding)->phrase_count == 0) {
    error_set(err, ERROR_USAGE, "cannot find '%.100s': there is no letter or digit in it",
              buffer_slice(&words).ptr);
    finding_close(finding);
    finding = NULL;
  }
  buffer_release(&words);
  return finding;
}

// Words are found as wholes. Who typed but the beginning of one is told how that is asked for, when
// it would find something.
static void tell_beginning(const Run *run, unsigned scope, LookupFlags flags) {
  const char *word = run->words[run->word_count - 1];
  size_t len = strlen(word);
  if (run->word_count != 1 || len < 2 || strpbrk(word, " \"*")) return;
  Buffer begun = {0};
  buffer_printf(&begun, "%s*", word);
  Finding *finding = finding_open(run->library, buffer_slice(&begun), flags, scope);
  finding_want_few(finding);
  while (finding_count(finding) == 0 && finding_work(finding, NULL, NULL)) continue;
  if (finding_count(finding) > 0)
    output_tell("no word is '%s'; '%s' finds those that begin so", word, begun.ptr);
  finding_close(finding);
  buffer_release(&begun);
}

int run_find(Run *run, Error *err) {
  Find find = {.run = run, .colour = wants_colour(run)};
  unsigned scope;
  if (!read_scope(run->options, &scope, err) || !read_limit(run->options, &find.most, err) ||
      !run_open_library(run, LIBRARY_READ, err))
    return 0;
  find.finding = open_finding(run, scope, err);
  if (!find.finding) return 0;
  if (options_has(run->options, "best"))
    finding_set_order(find.finding, FINDING_BEST);
  else if (find.most <= FEW)
    finding_want_few(find.finding);
  bool ok = print_all(&find, err);
  kwic_release(&find.kwic);
  finding_close(find.finding);
  if (!ok || find.printed > 0) return 0;
  tell_beginning(run, scope, flags_of(run));
  return NOTHING_FOUND;
}

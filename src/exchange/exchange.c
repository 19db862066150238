// SPDX-License-Identifier: MIT
// The one walk that all formats pull from. Briefs and their counts are in memory, annotations come
// one at a time; everything is read in one transaction, so an export is of one moment whatever is
// annotated meanwhile.
#include "exchange/exchange.h"

#include "base/memory.h"
#include "exchange/filename.h"
#include "exchange/writers.h"
#include "library/alias.h"

#include <stdlib.h>

enum { FLUSH_AT = 64 << 10 };

// ---- What is inside

typedef struct ExchangeInside {
  const ExchangeFormat *format;
  Target *target;
  Buffer left_out, warnings;
  BriefList briefs;
  ChoiceCounts counts;       // of the whole export
  ChoiceCounts group_counts; // of the group in hand, where there are groups
  ChoiceTexts groups;
  char *tag;            // the chosen one in its one form
  Choice choice;        // of the whole export
  Keys keys;            // that match its query
  Choice group_choice;  // of the group in hand
  uint32_t first, last; // briefs of this file, as indices
  uint32_t group, at;   // the next ones
  bool walking;
  ChoiceWalk walk;
  Annotation annotation;
  Version *version; // of the brief in hand
  int64_t hash_of;  // the version that `hash` is of
  char hash[HASH_HEX_SIZE];
} ExchangeInside;

static bool failed(const Exchange *exchange) {
  return exchange->error.kind != ERROR_NONE;
}

static bool grouped(const Exchange *exchange) {
  return exchange->inside->format->groups && exchange->options->group != EXCHANGE_BY_BRIEF;
}

// Does the brief go out even without annotations?
static bool wants_bare(const Exchange *exchange, const Brief *brief) {
  ExchangeBare bare = exchange->inside->format->bare;
  if (!exchange->filtered) return bare != EXCHANGE_BARE_NONE;
  return bare == EXCHANGE_BARE_CITED && !exchange->selective &&
         brief->key == exchange->options->brief;
}

// ---- What the writers share

Slice exchange_author(const Brief *brief) {
  return brief->author_guessed ? (Slice){0} : slice_of(brief->author);
}

const Version *exchange_version(Exchange *exchange) {
  ExchangeInside *inside = exchange->inside;
  if (!inside->version && !failed(exchange))
    inside->version = brief_version(exchange->library, exchange->brief->version, &exchange->error);
  return inside->version;
}

const char *exchange_hash(Exchange *exchange) {
  ExchangeInside *inside = exchange->inside;
  int64_t key = exchange->annotation->version;
  if (key == exchange->brief->version) return exchange->brief->hash;
  if (key == inside->hash_of || failed(exchange)) return inside->hash;
  Version *version = brief_version(exchange->library, key, &exchange->error);
  if (!version) return "";
  memcpy(inside->hash, version->hash, HASH_HEX_SIZE);
  inside->hash_of = key;
  version_free(version);
  return inside->hash;
}

typedef bool TextsOf(Library *library, const Choice *choice, ChoiceTexts *texts, Error *err);

static ChoiceTexts texts_of(Exchange *exchange, TextsOf *texts_of_choice, int64_t brief) {
  ChoiceTexts texts = {0};
  Choice choice = exchange->inside->choice;
  if (brief) choice.brief = brief;
  if (!failed(exchange)) texts_of_choice(exchange->library, &choice, &texts, &exchange->error);
  return texts;
}

static int64_t only_brief(const Exchange *exchange) {
  return exchange->only ? exchange->only->key : 0;
}

ChoiceTexts exchange_tags(Exchange *exchange) {
  return texts_of(exchange, choice_tags, only_brief(exchange));
}

ChoiceTexts exchange_people(Exchange *exchange) {
  return texts_of(exchange, choice_people, only_brief(exchange));
}

ChoiceTexts exchange_brief_tags(Exchange *exchange) {
  return texts_of(exchange, choice_tags, exchange->brief->key);
}

static int compare_path(const void *path, const void *tag) {
  return strcmp(path, ((const Tag *)tag)->path);
}

const Tag *exchange_find_tag(const Exchange *exchange, const char *path) {
  const TagList *tags = &exchange->tags;
  if (tags->count == 0) return NULL;
  return bsearch(path, tags->items, tags->count, sizeof *tags->items, compare_path);
}

static void add_words(Buffer *words, uint64_t count, const char *one, const char *several) {
  if (count == 0) return;
  if (words->len > 0) buffer_add_string(words, ", ");
  buffer_printf(words, "%llu %s", (unsigned long long)count, count == 1 ? one : several);
}

void exchange_leave_out(Exchange *exchange, uint64_t count, const char *one, const char *several) {
  add_words(&exchange->inside->left_out, count, one, several);
}

void exchange_warn(Exchange *exchange, uint64_t count, const char *one, const char *several) {
  add_words(&exchange->inside->warnings, count, one, several);
}

// ---- The file

static void end_brief(Exchange *exchange) {
  ExchangeInside *inside = exchange->inside;
  if (inside->walking) choice_end_walk(&inside->walk);
  inside->walking = false;
  version_free(inside->version);
  inside->version = NULL;
  annotation_release(&inside->annotation);
  exchange->annotation = NULL;
}

void exchange_flush(Exchange *exchange) {
  if (!failed(exchange) && exchange->out.len > 0)
    target_write(exchange->inside->target, buffer_slice(&exchange->out), &exchange->error);
  buffer_clear(&exchange->out);
}

static void finish_file(Exchange *exchange) {
  exchange_flush(exchange);
  if (!failed(exchange)) target_finish(exchange->inside->target, &exchange->error);
}

void exchange_rewind_brief(Exchange *exchange) {
  ExchangeInside *inside = exchange->inside;
  if (inside->walking) choice_end_walk(&inside->walk);
  inside->walking = false;
}

void exchange_rewind(Exchange *exchange) {
  end_brief(exchange);
  exchange->inside->group = 0;
}

void exchange_add_hashes(const Exchange *exchange, Buffer *out) {
  const ExchangeInside *inside = exchange->inside;
  bool first = true;
  for (uint32_t i = inside->first; i < inside->last; i++) {
    const Brief *brief = &inside->briefs.items[i];
    if (!choice_find_count(&inside->counts, brief->key) && !wants_bare(exchange, brief)) continue;
    buffer_printf(out, "%s%s", first ? "" : "+", brief->hash);
    first = false;
  }
}

void exchange_mark(Exchange *exchange, size_t block, size_t at, MarksSyntax syntax,
                   const char *key) {
  Buffer whole = {0};
  buffer_add_string(&whole, key);
  if (grouped(exchange)) {
    char hash[HASH_HEX_SIZE];
    hash_hex(slice_of(exchange->group), hash);
    buffer_printf(&whole, ".%.8s", hash);
  }
  marks_put(&exchange->out, block, at, syntax, whole.ptr);
  buffer_release(&whole);
}

void exchange_start_file(Exchange *exchange, const char *name) {
  finish_file(exchange);
  if (!failed(exchange)) target_start(exchange->inside->target, name, &exchange->error);
}

// ---- The walk

// The group that the walk stands before, as a choice.
static void choose_group(Exchange *exchange) {
  ExchangeInside *inside = exchange->inside;
  Choice *choice = &inside->group_choice;
  *choice = inside->choice;
  exchange->group = inside->groups.items[inside->group];
  if (exchange->options->group == EXCHANGE_BY_TAG)
    choice->exact = exchange->group;
  else
    choice->colour = exchange->group;
}

bool exchange_next_group(Exchange *exchange) {
  ExchangeInside *inside = exchange->inside;
  end_brief(exchange);
  inside->at = inside->first;
  if (failed(exchange)) return false;
  if (!grouped(exchange)) return inside->group++ == 0;
  if (inside->group == inside->groups.count) return false;
  choose_group(exchange);
  inside->group++;
  choice_release_counts(&inside->group_counts);
  return choice_count(exchange->library, &inside->group_choice, &inside->group_counts,
                      &exchange->error);
}

bool exchange_next_brief(Exchange *exchange) {
  ExchangeInside *inside = exchange->inside;
  end_brief(exchange);
  while (!failed(exchange) && inside->at < inside->last) {
    exchange->brief = &inside->briefs.items[inside->at++];
    exchange->count = choice_find_count(grouped(exchange) ? &inside->group_counts : &inside->counts,
                                        exchange->brief->key);
    if (exchange->count || wants_bare(exchange, exchange->brief)) return true;
  }
  return false;
}

bool exchange_next_annotation(Exchange *exchange) {
  ExchangeInside *inside = exchange->inside;
  if (exchange->out.len >= FLUSH_AT) exchange_flush(exchange);
  if (failed(exchange) || !exchange->count) return false;
  if (!inside->walking) {
    const Choice *choice = grouped(exchange) ? &inside->group_choice : &inside->choice;
    inside->walk = choice_walk(exchange->library, choice, exchange->brief, exchange->count);
    inside->walking = true;
  }
  exchange->annotation = &inside->annotation;
  if (choice_next(&inside->walk, &inside->annotation)) return true;
  choice_check(exchange->library, &exchange->error);
  return false;
}

// ---- The whole

static void sum_up(Exchange *exchange) {
  const ExchangeInside *inside = exchange->inside;
  exchange->brief_count = 0;
  exchange->only = NULL;
  exchange->annotation_count = exchange->whole_count = exchange->whole_comment_count = 0;
  exchange->orphan_count = 0;
  exchange->updated = INT64_MIN;
  exchange->colours = 0;
  for (uint32_t i = inside->first; i < inside->last; i++) {
    const Brief *brief = &inside->briefs.items[i];
    const ChoiceCount *count = choice_find_count(&inside->counts, brief->key);
    if (count || wants_bare(exchange, brief)) {
      exchange->brief_count++;
      exchange->only = exchange->brief_count == 1 ? brief : NULL;
    }
    if (!count) continue;
    exchange->annotation_count += count->annotations;
    exchange->whole_count += count->whole;
    exchange->whole_comment_count += count->whole_comments;
    exchange->orphan_count += count->orphans;
    exchange->colours |= count->colours;
    if (count->updated > exchange->updated) exchange->updated = count->updated;
  }
}

static void add_group(ChoiceTexts *groups, size_t *capacity, const char *name) {
  groups->items = memory_grow(groups->items, groups->count, capacity, sizeof *groups->items);
  groups->items[groups->count++] = memory_string(slice_of(name));
}

// By path or in the order of the colours; what has neither comes last.
static void find_groups(Exchange *exchange) {
  ExchangeInside *inside = exchange->inside;
  size_t capacity = 0;
  if (exchange->options->group == EXCHANGE_BY_TAG) {
    ChoiceTexts tags = exchange_tags(exchange);
    for (uint32_t i = 0; i < tags.count; i++) add_group(&inside->groups, &capacity, tags.items[i]);
    choice_release_texts(&tags);
    add_group(&inside->groups, &capacity, "");
    return;
  }
  for (int colour = 0; colour < COLOUR_COUNT; colour++)
    if (exchange->colours & 1U << colour)
      add_group(&inside->groups, &capacity, colour_name((Colour)colour));
  if (exchange->whole_count > 0) add_group(&inside->groups, &capacity, "");
}

// Formats of several files name each of them themselves.
static bool names_files(const ExchangeFormat *format) {
  return format->shape == EXCHANGE_ARCHIVE || format->shape == EXCHANGE_FOLDER;
}

static void write_file(Exchange *exchange, const char *name) {
  ExchangeInside *inside = exchange->inside;
  sum_up(exchange);
  inside->group = 0;
  choice_release_texts(&inside->groups);
  if (grouped(exchange)) find_groups(exchange);
  if (!failed(exchange) && !names_files(inside->format))
    target_start(inside->target, name, &exchange->error);
  if (!failed(exchange)) inside->format->write(exchange);
  end_brief(exchange);
  finish_file(exchange);
  if (failed(exchange)) target_abandon(inside->target);
}

// A file for each brief.
static void write_pages(Exchange *exchange) {
  ExchangeInside *inside = exchange->inside;
  for (uint32_t i = 0; i < inside->briefs.count && !failed(exchange); i++) {
    const Brief *brief = &inside->briefs.items[i];
    if (!choice_find_count(&inside->counts, brief->key) && !wants_bare(exchange, brief)) continue;
    inside->first = i;
    inside->last = i + 1;
    char *name = filename_of_brief(brief, inside->format->ending);
    write_file(exchange, name);
    free(name);
  }
}

static bool check_shape(const Exchange *exchange, Error *err) {
  const ExchangeFormat *format = exchange->inside->format;
  const Target *target = exchange->inside->target;
  if (format->shape == EXCHANGE_PAGE && exchange->brief_count > 1 && !target->folder) {
    error_set(err, ERROR_USAGE, "cannot export %u briefs as one file of '%s'",
              (unsigned)exchange->brief_count, format->name);
    return error_hint(err, "-o FOLDER/ makes a file for each; --brief chooses one");
  }
  if (format->shape == EXCHANGE_ARCHIVE && !target->archive)
    return error_set(err, ERROR_USAGE, "cannot export to '%s' without -o FILE", format->name);
  if (format->shape == EXCHANGE_FOLDER && !target->folder)
    return error_set(err, ERROR_USAGE, "cannot export to '%s' without -o FOLDER", format->name);
  return true;
}

// Annotations of which the format makes nothing may be all there are, so what counts is chosen.
static bool has_something(const Exchange *exchange) {
  return exchange->brief_count > 0 || exchange->inside->format->empty_form;
}

static bool choose(Exchange *exchange, Error *err) {
  ExchangeInside *inside = exchange->inside;
  const ExchangeOptions *options = exchange->options;
  inside->tag = options->tag ? alias_resolve(exchange->library, options->tag, err) : NULL;
  if (options->tag && !inside->tag) return false;
  inside->choice = (Choice){.brief = options->brief,
                            .since = options->since,
                            .until = options->until,
                            .colour = options->colour ? colour_name(*options->colour) : NULL,
                            .tag = inside->tag};
  if (options->query) {
    inside->choice.keys = &inside->keys;
    if (!query_find_annotations(exchange->library, options->query, options->brief, &inside->keys,
                                err))
      return false;
  }
  if (!brief_list(exchange->library, &inside->briefs, err) ||
      !choice_count(exchange->library, &inside->choice, &inside->counts, err) ||
      !tag_list(exchange->library, &exchange->tags, err))
    return false;
  inside->last = inside->briefs.count;
  sum_up(exchange);
  if (!has_something(exchange))
    return error_set(err, ERROR_NOTHING, "cannot export: there is nothing to write");
  return check_shape(exchange, err) && target_check(inside->target, err);
}

static void write_all(Exchange *exchange) {
  ExchangeInside *inside = exchange->inside;
  if (inside->target->folder && inside->format->shape != EXCHANGE_FOLDER)
    write_pages(exchange);
  else
    write_file(exchange, inside->format->name);
}

static void release(Exchange *exchange) {
  ExchangeInside *inside = exchange->inside;
  brief_release_list(&inside->briefs);
  keys_release(&inside->keys);
  choice_release_counts(&inside->counts);
  choice_release_counts(&inside->group_counts);
  choice_release_texts(&inside->groups);
  tag_release_list(&exchange->tags);
  buffer_release(&exchange->out);
  buffer_release(&inside->left_out);
  buffer_release(&inside->warnings);
  free(inside->tag);
}

static bool is_selective(const ExchangeOptions *options) {
  return options->query || options->tag || options->colour || options->since || options->until;
}

static void add_remark(const ExchangeInside *inside, Buffer *remark) {
  if (inside->left_out.len > 0) buffer_printf(remark, "%s left out", inside->left_out.ptr);
  if (inside->warnings.len > 0)
    buffer_printf(remark, "%s%s", remark->len > 0 ? "; " : "", inside->warnings.ptr);
}

// Before the walk: a file for each brief has sums of its own.
static void note_counts(const Exchange *exchange, ExchangeReport *report) {
  report->briefs = exchange->brief_count;
  report->annotations = exchange->annotation_count;
}

bool exchange_export(Library *library, const ExchangeFormat *format, const ExchangeOptions *options,
                     Target *target, ExchangeReport *report, Error *err) {
  if (!choice_begin(library, err)) return false;
  ExchangeInside inside = {.format = format, .target = target};
  Exchange exchange = {.library = library,
                       .options = options,
                       .inside = &inside,
                       .selective = is_selective(options),
                       .filtered = is_selective(options) || options->brief,
                       .group = ""};
  bool ok = choose(&exchange, err);
  if (ok && report) note_counts(&exchange, report);
  if (ok) write_all(&exchange);
  if (ok && !failed(&exchange)) target_close(target, &exchange.error);
  if (failed(&exchange)) *err = exchange.error;
  ok = ok && !failed(&exchange);
  if (ok && report) add_remark(&inside, &report->remark);
  release(&exchange);
  choice_end(library);
  return ok;
}

void exchange_release_report(ExchangeReport *report) {
  buffer_release(&report->remark);
}

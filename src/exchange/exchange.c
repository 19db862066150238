// SPDX-License-Identifier: MIT
// The registry of formats, and what goes into an export: which briefs, which annotations, in which
// order. Writers only write. Everything chosen is in memory; texts are loaded one at a time by the
// writers that want them.
#include "exchange/exchange.h"

#include "base/memory.h"
#include "exchange/writers.h"

#include <stdlib.h>

static const ExchangeFormat formats[] = {
    {"markdown", "md", "for people: quotations, footnotes, comments; Obsidian, any Markdown tool",
     false, false, write_markdown},
    {"jsonl", "jsonl", "complete: briefs, tags, annotations, one JSON object a line; jq, scripts",
     true, false, write_jsonl},
    {"csv", "csv", "one annotation a row, exact to the character: scripts, sqlite3", false,
     true, write_csv},
};

const ExchangeFormat *exchange_formats(uint32_t *count) {
  *count = sizeof formats / sizeof formats[0];
  return formats;
}

const ExchangeFormat *exchange_find_format(Slice name) {
  for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
    if (slice_equal(slice_of(formats[i].name), name)) return &formats[i];
  }
  return NULL;
}

// ---- What the writers share

bool exchange_hash(const ExchangeSet *set, const Brief *brief, const Annotation *annotation,
                   char hash[HASH_HEX_SIZE], Error *err) {
  if (annotation->version == brief->version) {
    memcpy(hash, brief->hash, HASH_HEX_SIZE);
    return true;
  }
  Version *version = brief_version(set->library, annotation->version, err);
  if (!version) return false;
  memcpy(hash, version->hash, HASH_HEX_SIZE);
  version_free(version);
  return true;
}

Slice exchange_author(const Brief *brief) {
  return brief->author_guessed ? (Slice){0} : slice_of(brief->author);
}

static int compare_path(const void *path, const void *tag) {
  return strcmp(path, ((const Tag *)tag)->path);
}

void exchange_mark_tags(const ExchangeSet *set, const ExchangeBrief *brief, bool *used) {
  for (uint32_t i = 0; i < brief->count; i++) {
    const Annotation *annotation = &brief->annotations[i];
    for (uint32_t k = 0; k < annotation->tag_count; k++) {
      const Tag *tag =
          bsearch(annotation->tags[k], set->tags, set->tag_count, sizeof *tag, compare_path);
      if (tag) used[tag - set->tags] = true;
    }
  }
}

// ---- What is chosen

typedef struct Chosen {
  BriefList briefs;
  AnnotationList annotations;
  TagList tags;
  ExchangeBrief *items;
  uint32_t count;
} Chosen;

static void release(Chosen *chosen) {
  brief_release_list(&chosen->briefs);
  annotation_release_list(&chosen->annotations);
  tag_release_list(&chosen->tags);
  free(chosen->items);
}

// Deals the annotations to their briefs: both lists are in the same order of briefs.
static void deal(Chosen *chosen, const ExchangeOptions *options, bool every_brief) {
  const AnnotationList *annotations = &chosen->annotations;
  chosen->items = memory_new(chosen->briefs.count, sizeof *chosen->items);
  uint32_t at = 0;
  for (uint32_t i = 0; i < chosen->briefs.count; i++) {
    const Brief *brief = &chosen->briefs.items[i];
    if (options->brief && brief->key != options->brief) continue;
    uint32_t first = at;
    while (at < annotations->count && annotations->items[at].brief == brief->key) at++;
    if (at == first && !every_brief) continue;
    const Annotation *own = at > first ? &annotations->items[first] : NULL;
    chosen->items[chosen->count++] = (ExchangeBrief){brief, own, at - first};
  }
  if (at != annotations->count) BUG("annotations are not in the order of their briefs");
}

static bool choose(Library *library, const ExchangeFormat *format, const ExchangeOptions *options,
                   Chosen *chosen, Error *err) {
  bool filtered = options->brief != 0 || options->tag != NULL;
  AnnotationQuery query = {.brief = options->brief};
  char *tag = options->tag ? tag_normalise(options->tag, err) : NULL;
  if (options->tag && !tag) return false;
  query.tag = tag;
  bool ok = brief_list(library, &chosen->briefs, err) &&
            annotation_list(library, &query, &chosen->annotations, err) &&
            tag_list(library, &chosen->tags, err);
  free(tag);
  if (ok) deal(chosen, options, format->every_brief && !filtered);
  return ok;
}

bool exchange_export(Library *library, const ExchangeFormat *format, const ExchangeOptions *options,
                     Buffer *out, Error *err) {
  Chosen chosen = {0};
  bool ok = choose(library, format, options, &chosen, err);
  ExchangeSet set = {
      .library = library,
      .options = options,
      .filtered = options->brief != 0 || options->tag != NULL,
      .briefs = chosen.items,
      .brief_count = chosen.count,
      .tags = chosen.tags.items,
      .tag_count = chosen.tags.count,
  };
  if (ok && chosen.count == 0 && !format->empty_form)
    ok = error_set(err, ERROR_NOTHING, "cannot export: there is nothing to write");
  ok = ok && format->write(&set, out, err);
  release(&chosen);
  return ok;
}

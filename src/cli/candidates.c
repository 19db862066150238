// SPDX-License-Identifier: MIT
// Candidates come from the tables that the command line itself is read by: which option waits for a
// value is asked of the option parser, by giving it the unfinished word and looking where it went.
//
//   words ─► options_parse ─┬─ the word became an option's value ─► what its table calls it: TAG
//                           ├─ it begins with - ─► options
//                           └─ it is the k-th word ─► the k-th of the usage: "ANNOTATION TAG…"
//
// A usage may have alternatives, "[rename TAG NEW | delete TAG]": those count whose small words are
// the ones that were typed.
#include "cli/candidates.h"

#include "base/safe.h"
#include "cli/subcommand.h"
#include "exchange/exchange.h"
#include "exchange/readers.h"
#include "library/annotation.h"
#include "library/colour.h"
#include "library/query_offer.h"
#include "library/tag.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

typedef struct Gather {
  Run *run;
  const char *before; // of the word, what every candidate begins with: "--tag="
  Slice typed;        // what is typed behind that
  char *folded;       // the same, folded
  uint32_t count;
  Buffer *out;
} Gather;

// ---- Candidates

static bool is_plain(Slice text) {
  if (text.len == 0 || text.ptr[0] == '-') return false;
  for (size_t at = 0; at < text.len; at++) {
    if ((unsigned char)text.ptr[at] < ' ' || text.ptr[at] == 0x7F) return false;
  }
  Buffer shown = {0};
  safe_append(&shown, text, SAFE_UNICODE, false);
  bool plain = slice_equal(buffer_slice(&shown), text);
  buffer_release(&shown);
  return plain;
}

static bool begins(const Gather *gather, Slice text) {
  char *folded = fold_text(text);
  bool does = slice_starts(slice_of(folded), slice_of(gather->folded));
  free(folded);
  return does;
}

static void put(Gather *gather, Slice word, const char *what) {
  if (gather->count++ >= CANDIDATES_MAX) return;
  buffer_printf(gather->out, "%s%.*s\t", gather->before, (int)word.len, word.ptr);
  safe_append(gather->out, slice_of(what), SAFE_UNICODE, false);
  buffer_add_byte(gather->out, '\n');
}

static void offer(Gather *gather, const char *word, const char *what) {
  if (begins(gather, slice_of(word))) put(gather, slice_of(word), what);
}

// ---- Lists

static void offer_briefs(Gather *gather) {
  enum { ID_LEN = 8 };
  Error ignored = {0};
  BriefList list = {0};
  if (!run_open_library(gather->run, LIBRARY_READ, &ignored)) return;
  if (!brief_list(gather->run->library, &list, &ignored)) return;
  for (uint32_t at = 0; at < list.count; at++) {
    const Brief *brief = &list.items[at];
    Slice title = slice_of(brief->title), id = slice_make(brief->id, ID_LEN);
    if (is_plain(title) && begins(gather, title))
      put(gather, title, brief->author);
    else if (begins(gather, id) && (gather->folded[0] || !is_plain(title)))
      put(gather, id, brief->title);
  }
  brief_release_list(&list);
}

static void offer_annotations(Gather *gather) {
  enum { ID_LEN = 8 };
  Error ignored = {0};
  AnnotationList list = {0};
  if (!run_open_library(gather->run, LIBRARY_READ, &ignored)) return;
  if (!annotation_list(gather->run->library, &(AnnotationWish){0}, &list, &ignored)) return;
  for (uint32_t at = 0; at < list.count; at++) {
    Slice id = slice_make(list.items[at].id, ID_LEN);
    Buffer words = {0};
    safe_append_fit(&words, slice_of(list.items[at].quote), SAFE_UNICODE, 50);
    if (begins(gather, id)) put(gather, id, buffer_slice(&words).ptr);
    buffer_release(&words);
  }
  annotation_release_list(&list);
}

static void offer_tags(Gather *gather) {
  Error ignored = {0};
  TagList list = {0};
  if (!run_open_library(gather->run, LIBRARY_READ, &ignored)) return;
  if (!tag_list(gather->run->library, &list, &ignored)) return;
  for (uint32_t at = 0; at < list.count; at++) {
    const Tag *tag = &list.items[at];
    if (is_plain(slice_of(tag->path))) offer(gather, tag->path, "tag");
    for (uint32_t i = 0; i < tag->aliases.count; i++)
      if (is_plain(slice_of(tag->aliases.items[i])))
        offer(gather, tag->aliases.items[i], tag->path);
  }
  tag_release_list(&list);
}

static bool offer_term(void *context, const QueryOffer *term) {
  Gather *gather = context;
  Buffer word = {0};
  buffer_add(&word, slice_cut(gather->typed, 0, term->start));
  buffer_add_string(&word, term->term);
  if (is_plain(buffer_slice(&word))) put(gather, buffer_slice(&word), term->what);
  buffer_release(&word);
  return gather->count < CANDIDATES_MAX;
}

// The term at the end: a shell's word can hold several.
static void offer_query(Gather *gather) {
  Error ignored = {0};
  if (run_open_library(gather->run, LIBRARY_READ, &ignored))
    query_offer_terms(gather->run->library, gather->typed, offer_term, gather);
}

static void offer_files(Gather *gather) {
  buffer_add_string(gather->out, "\tfiles\n");
}

static void offer_colours(Gather *gather) {
  for (int colour = 0; colour < COLOUR_COUNT; colour++)
    offer(gather, colour_name((Colour)colour), "colour");
}

static void offer_formats(Gather *gather) {
  uint32_t count;
  const ExchangeFormat *formats = exchange_formats(&count);
  for (uint32_t at = 0; at < count; at++) offer(gather, formats[at].name, formats[at].prose);
}

static void offer_readers(Gather *gather) {
  uint32_t count;
  const ReadersFormat *formats = readers_formats(&count);
  for (uint32_t at = 0; at < count; at++) offer(gather, formats[at].name, formats[at].prose);
}

static void offer_subcommands(Gather *gather) {
  uint32_t count;
  const Subcommand *table = subcommand_table(&count);
  for (uint32_t at = 0; at < count; at++) offer(gather, table[at].name, table[at].help);
}

static void offer_topics(Gather *gather) {
  offer_subcommands(gather);
  offer(gather, "formats", "the formats of exports and imports");
  offer(gather, "json", "what --json prints, key by key");
  offer(gather, "query", "how briefs and annotations are asked for");
  for (int id = 0; id < ACTION_COUNT; id++)
    if (!subcommand_find(action_get((ActionId)id)->name))
      offer(gather, action_get((ActionId)id)->name, action_get((ActionId)id)->help);
}

static void offer_settings(Gather *gather) {
  for (int id = 0; id < CONFIG_COUNT; id++)
    offer(gather, config_option((ConfigId)id)->name, config_option((ConfigId)id)->help);
}

static void offer_shells(Gather *gather) {
  static const char *const shells[] = {"bash", "zsh", "fish"};
  for (size_t at = 0; at < sizeof shells / sizeof *shells; at++) offer(gather, shells[at], "shell");
}

static void offer_times(Gather *gather) {
  offer(gather, "auto", "unless NO_COLOR is set");
  offer(gather, "always", "whatever NO_COLOR says");
  offer(gather, "never", "no colours");
}

static const struct {
  const char *name; // in usages, and as the value of an option
  void (*offer)(Gather *gather);
} kinds[] = {
    {"BRIEF", offer_briefs},     {"ANNOTATION", offer_annotations},
    {"TAG", offer_tags},         {"INTO", offer_tags},
    {"NEW", offer_tags},         {"FILE", offer_files},
    {"PATH", offer_files},       {"COLOUR", offer_colours},
    {"FORMAT", offer_formats},   {"TOPIC", offer_topics},
    {"SETTING", offer_settings}, {"SHELL", offer_shells},
    {"WHEN", offer_times},       {"SOURCE", offer_readers},
    {"QUERY", offer_query},
};

static bool is_small(Slice token) {
  return token.len > 0 && token.ptr[0] >= 'a' && token.ptr[0] <= 'z';
}

static void offer_kind(Gather *gather, Slice name) {
  if (is_small(name) && slice_starts(name, gather->typed)) put(gather, name, "choice");
  for (size_t at = 0; at < sizeof kinds / sizeof *kinds; at++)
    if (slice_equal(name, slice_of(kinds[at].name))) kinds[at].offer(gather);
}

// Names divided by |, as "BRIEF|PATH"; a small one stands for itself, as in "yes|no".
static void offer_kinds(Gather *gather, Slice names) {
  while (names.len > 0) {
    size_t len = 0;
    while (len < names.len && names.ptr[len] != '|') len++;
    offer_kind(gather, slice_cut(names, 0, len));
    names = slice_cut(names, len < names.len ? len + 1 : len, names.len);
  }
}

// ---- Usages

static Slice strip_end(Slice token, const char *end) {
  size_t len = strlen(end);
  while (token.len >= len && memcmp(token.ptr + token.len - len, end, len) == 0) token.len -= len;
  return token;
}

// Cuts the next word off a usage; "[", "]" and "…" are no part of it. Empty at the end; "|" is one.
static Slice take_token(Slice *usage, bool *repeats) {
  while (usage->len > 0 && strchr(" [", usage->ptr[0])) *usage = slice_cut(*usage, 1, usage->len);
  size_t len = 0;
  while (len < usage->len && usage->ptr[len] != ' ') len++;
  Slice token = slice_cut(*usage, 0, len);
  *usage = slice_cut(*usage, len, usage->len);
  token = strip_end(token, "]");
  Slice one = strip_end(token, "…");
  *repeats = one.len < token.len;
  return strip_end(one, "]");
}

static bool is_bar(Slice token) {
  return token.len == 1 && token.ptr[0] == '|';
}

// What an alternative has for the at-th word, when its small words are those that were typed
// before.
static Slice find_place(Slice *usage, const char *const *words, uint32_t at) {
  Slice found = SLICE("");
  bool fits = true, ended = false, repeats, option_value = false;
  for (uint32_t i = 0;;) {
    Slice token = take_token(usage, &repeats);
    if (token.len == 0 || is_bar(token)) return fits ? found : SLICE("");
    bool option = token.ptr[0] == '-';
    bool skip = option || option_value || slice_equal(token, SLICE("OPTION"));
    option_value = option && usage->len > 0 && token.ptr[token.len] != ']';
    if (skip || ended) continue;
    if (i == at || (repeats && i < at)) found = token;
    if (i < at && is_small(token) && !slice_equal(token, slice_of(words[i]))) fits = false;
    ended = repeats || i == at;
    i++;
  }
}

static void offer_place(Gather *gather, const Subcommand *subcommand, const char *const *words,
                        uint32_t at) {
  Slice rest = slice_of(subcommand->usage), seen = SLICE("");
  while (rest.len > 0) {
    Slice place = find_place(&rest, words, at);
    if (place.len == 0 || slice_equal(place, seen)) continue;
    seen = place;
    char *word = is_small(place) ? memory_string(place) : NULL;
    if (word)
      offer(gather, word, subcommand->name);
    else
      offer_kinds(gather, place);
    free(word);
  }
}

// ---- A command line

static void offer_table(Gather *gather, const Option *option) {
  for (; option && option->name; option++) {
    Buffer name = {0};
    buffer_printf(&name, "--%s%s", option->name, option->value ? "=" : "");
    offer(gather, name.ptr, option->help);
    buffer_release(&name);
  }
}

// "--tag=ene": the option's name is typed, and so much of its value.
static bool cut_option(Gather *gather, const Option *table, const char *word, Buffer *before) {
  const char *equals = strncmp(word, "--", 2) == 0 ? strchr(word, '=') : NULL;
  if (!equals) return false;
  Slice name = slice_make(word + 2, (size_t)(equals - word) - 2);
  for (; table && table->name; table++) {
    if (!table->value || !slice_equal(slice_of(table->name), name)) continue;
    buffer_add(before, slice_make(word, (size_t)(equals - word) + 1));
    gather->before = before->ptr;
    free(gather->folded);
    gather->typed = slice_of(equals + 1);
    gather->folded = fold_text(gather->typed);
    offer_kinds(gather, slice_of(table->value));
    return true;
  }
  return false;
}

static void offer_option(Gather *gather, const Subcommand *subcommand, const char *word) {
  const Option *own = subcommand ? subcommand->options : NULL;
  Buffer before = {0};
  bool cut = cut_option(gather, own, word, &before) ||
             cut_option(gather, subcommand_global_options, word, &before);
  if (!cut && !strchr(word, '=')) {
    offer_table(gather, own);
    offer_table(gather, subcommand_global_options);
  }
  buffer_release(&before);
}

// The unfinished word stands in for itself, as what can be no option.
typedef struct Reading {
  Options options;
  const Subcommand *subcommand;
} Reading;

static bool read_words(Reading *reading, const char *const *words, int count) {
  Error ignored = {0};
  int at = 0;
  Options *options = &reading->options;
  if (!options_parse(options, words, count, &at, subcommand_global_options, NULL, true, &ignored))
    return false;
  if (options->word_count > 0 && !options->literal && at < count)
    reading->subcommand = subcommand_find(options->words[0]);
  const Option *own = reading->subcommand ? reading->subcommand->options : NULL;
  return options_parse(options, words, count, &at, subcommand_global_options, own, false, &ignored);
}

static void offer_here(Gather *gather, const Reading *reading, const char *stand_in,
                       const char *typed) {
  const Options *options = &reading->options;
  const Subcommand *subcommand = reading->subcommand;
  const OptionGiven *last = options->given_count ? &options->given[options->given_count - 1] : NULL;
  if (last && last->value == stand_in) {
    offer_kinds(gather, slice_of(last->option->value));
  } else if (typed[0] == '-' && !options->literal) {
    offer_option(gather, subcommand, typed);
  } else if (subcommand) {
    offer_place(gather, subcommand, options->words + 1, options->word_count - 2);
  } else {
    if (options->word_count == 1 && !options->literal) offer_subcommands(gather);
    offer_files(gather);
  }
}

void candidates_write(Run *run, const char *const *words, uint32_t count, Buffer *out) {
  static const char stand_in[] = "word";
  Reading reading = {0};
  if (count == 0) return;
  const char **line = memory_new(count, sizeof *line);
  memcpy(line, words, count * sizeof *line);
  line[count - 1] = stand_in;
  const Options *outer = run->options;
  if (read_words(&reading, line, (int)count)) {
    Slice typed = slice_of(words[count - 1]);
    Gather gather = {
        .run = run, .before = "", .typed = typed, .folded = fold_text(typed), .out = out};
    run->options = &reading.options; // --library counts
    offer_here(&gather, &reading, stand_in, words[count - 1]);
    run->options = outer;
    free(gather.folded);
  }
  options_release(&reading.options);
  free(line);
}

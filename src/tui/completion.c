// SPDX-License-Identifier: MIT
// Completion. A line is looked at as far as it is typed: the last command of it, the number of
// words that are whole, and what the word at the end says without its quotation marks. The table of
// actions names the arguments; a row here says which list such a name has.
#include "tui/completion.h"
#include "exchange/exchange.h"
#include "library/query_offer.h"
#include "library/tag.h"
#include "text/fold.h"
#include "tui/path.h"

#include <stdlib.h>

enum { OFFERED_MAX = 200 };

// Gathers candidates: before each stands what is typed before the word, and the word is quoted.
typedef struct Offer {
  App *app;
  Slice before, word; // word: what is typed of it
  size_t start;       // where in the word that begins which is completed
  char *folded;       // the word
  bool quote;
  uint32_t count;
  Buffer *candidates;
} Offer;

// Does it begin with what is typed, whatever the case and the accents?
static bool begins(const Offer *offer, const char *candidate) {
  char *folded = fold_text(slice_of(candidate));
  bool does = strncmp(folded, offer->folded, strlen(offer->folded)) == 0;
  free(folded);
  return does;
}

static void put(Offer *offer, Slice candidate) {
  if (offer->count++ >= OFFERED_MAX) return;
  buffer_add(offer->candidates, offer->before);
  if (offer->quote)
    line_quote(offer->candidates, candidate);
  else
    buffer_add(offer->candidates, candidate);
  buffer_add_byte(offer->candidates, '\0');
}

static void put_if(Offer *offer, const char *candidate) {
  if (begins(offer, candidate)) put(offer, slice_of(candidate));
}

// ---- Lists

static void offer_tags(Offer *offer) {
  TagList tags;
  Error ignored = {0};
  if (!tag_list(offer->app->library, &tags, &ignored)) return;
  for (uint32_t i = 0; i < tags.count; i++) {
    const TagAliases *aliases = &tags.items[i].aliases;
    put_if(offer, tags.items[i].path);
    for (uint32_t j = 0; j < aliases->count; j++) put_if(offer, aliases->items[j]);
  }
  tag_release_list(&tags);
}

// Texts that are each ended by NUL.
static void put_all(Offer *offer, const Buffer *texts) {
  for (size_t at = 0; at < texts->len; at += strlen(texts->ptr + at) + 1)
    put(offer, slice_of(texts->ptr + at));
}

// A title, by any part of it.
static void offer_briefs(Offer *offer) {
  Buffer titles = {0};
  if (offer->count < OFFERED_MAX)
    roster_add_titles(offer->app->library, offer->folded, OFFERED_MAX - offer->count, &titles);
  put_all(offer, &titles);
  buffer_release(&titles);
}

static void offer_colours(Offer *offer) {
  for (int colour = 0; colour < COLOUR_COUNT; colour++) put_if(offer, colour_name((Colour)colour));
}

static void offer_formats(Offer *offer) {
  uint32_t count;
  const ExchangeFormat *formats = exchange_formats(&count);
  for (uint32_t i = 0; i < count; i++) put_if(offer, formats[i].name);
}

static void offer_columns(Offer *offer) {
  for (int sort = 0; sort < ROSTER_ORDER_COUNT; sort++)
    put_if(offer, roster_order_name((RosterOrder)sort));
}

static void offer_files(Offer *offer) {
  Buffer paths = {0};
  path_complete(offer->app, offer->word, &paths);
  put_all(offer, &paths);
  buffer_release(&paths);
}

static void offer_actions(Offer *offer) {
  for (ActionId id = 0; id < ACTION_COUNT; id++) put_if(offer, action_get(id)->name);
}

static void offer_options(Offer *offer) {
  for (ConfigId id = 0; id < CONFIG_COUNT; id++) put_if(offer, config_option(id)->name);
}

static void offer_query(Offer *offer);

static const struct {
  const char *argument;
  void (*offer)(Offer *offer);
} lists[] = {{"TAG", offer_tags},       {"INTO", offer_tags},      {"NEW", offer_tags},
             {"BRIEF", offer_briefs},   {"COLOUR", offer_colours}, {"FORMAT", offer_formats},
             {"COLUMN", offer_columns}, {"FILE", offer_files},     {"QUERY", offer_query},
             {"COMMAND", offer_actions}};

static void offer_list(Offer *offer, Slice argument) {
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    if (slice_equal(argument, slice_of(lists[i].argument))) lists[i].offer(offer);
}

// ---- A line

typedef struct Typed {
  size_t start;              // of the last word, with its quotation mark
  uint32_t words;            // whole ones before it, of the same command
  Buffer word, name, second; // the last one, the first and second ones, unquoted
} Typed;

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t';
}

static void end_word(Typed *typed) {
  if (typed->words < 2) {
    Buffer *kept = typed->words ? &typed->second : &typed->name;
    buffer_clear(kept);
    buffer_add(kept, buffer_slice(&typed->word));
  }
  buffer_clear(&typed->word);
  typed->words++;
}

// As line_parse() reads it, but for escapes, which are taken as the character that they name.
static void read_typed(Slice text, Typed *typed) {
  char quote = '\0';
  bool inside = false;
  for (size_t at = 0; at < text.len; at++) {
    char byte = text.ptr[at];
    if (!quote && (is_blank(byte) || byte == ';')) {
      if (inside) end_word(typed);
      if (byte == ';') typed->words = 0;
      inside = false;
      typed->start = at + 1;
      continue;
    }
    if (!inside) typed->start = at;
    inside = true;
    if (quote ? byte == quote : byte == '\'' || byte == '"')
      quote = quote ? '\0' : byte;
    else if (byte == '\\' && quote != '\'' && at + 1 < text.len)
      buffer_add_byte(&typed->word, text.ptr[++at]);
    else
      buffer_add_byte(&typed->word, byte);
  }
}

// The at-th word of "[COLOUR]", "FORMAT FILE", "TAG…" without its marks; the last one with …
// repeats.
static Slice find_argument(const char *arguments, uint32_t at) {
  Slice found = SLICE(""), rest = slice_of(arguments);
  for (uint32_t i = 0; rest.len > 0; i++) {
    while (rest.len > 0 && strchr(" [|", rest.ptr[0])) rest = slice_cut(rest, 1, rest.len);
    size_t len = 0;
    while (len < rest.len && rest.ptr[len] >= 'A' && rest.ptr[len] <= 'Z') len++;
    if (len == 0) break;
    Slice word = slice_cut(rest, 0, len);
    rest = slice_cut(rest, len, rest.len);
    bool many = slice_starts(rest, SLICE("…"));
    if (i == at || many) found = word;
    if (i == at || many) break;
    while (rest.len > 0 && rest.ptr[0] != ' ') rest = slice_cut(rest, 1, rest.len);
  }
  return found;
}

// `set NAME VALUE`: which values there are depends on the name.
static void offer_setting(Offer *offer, const Typed *typed) {
  if (typed->words == 1) {
    offer_options(offer);
    return;
  }
  ConfigId id = config_find(buffer_slice(&typed->second));
  Buffer values = {0};
  if (id != CONFIG_NONE) config_list_values(id, &values);
  for (size_t at = 0; at < values.len; at += strlen(values.ptr + at) + 1)
    put_if(offer, values.ptr + at);
  buffer_release(&values);
}

static void offer_word(Offer *offer, const Typed *typed) {
  if (typed->words == 0) {
    offer_actions(offer);
    return;
  }
  ActionId id = action_find(buffer_slice(&typed->name));
  if (id == ACTION_SET)
    offer_setting(offer, typed);
  else if (id != ACTION_NONE)
    offer_list(offer, find_argument(action_get(id)->arguments, typed->words - 1));
}

size_t completion_of_line(App *app, Slice text, Buffer *candidates) {
  Typed typed = {0};
  read_typed(text, &typed);
  Offer offer = {.app = app,
                 .before = slice_cut(text, 0, typed.start),
                 .word = buffer_slice(&typed.word),
                 .folded = fold_text(buffer_slice(&typed.word)),
                 .quote = true,
                 .candidates = candidates};
  offer_word(&offer, &typed);
  free(offer.folded);
  buffer_release(&typed.word);
  buffer_release(&typed.name);
  buffer_release(&typed.second);
  return typed.start;
}

// ---- Other prompts

static size_t complete(App *app, Slice word, void (*list)(Offer *), Buffer *candidates) {
  Offer offer = {.app = app, .word = word, .folded = fold_text(word), .candidates = candidates};
  list(&offer);
  free(offer.folded);
  return offer.start;
}

size_t completion_of_tags(App *app, Slice text, Buffer *candidates) {
  return complete(app, text, offer_tags, candidates);
}

static bool put_term(void *context, const QueryOffer *term) {
  Offer *offer = context;
  Buffer word = {0};
  buffer_add(&word, slice_cut(offer->word, 0, term->start));
  buffer_add_string(&word, term->term);
  put(offer, buffer_slice(&word));
  buffer_release(&word);
  return offer->count < OFFERED_MAX;
}

// The term at the end of a query; what stands before it in the word stays.
static void offer_query(Offer *offer) {
  offer->start = query_offer_terms(offer->app->library, offer->word, put_term, offer);
}

size_t completion_of_filter(App *app, Slice text, Buffer *candidates) {
  return complete(app, text, offer_query, candidates);
}

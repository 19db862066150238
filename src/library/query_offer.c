// SPDX-License-Identifier: MIT
// Completion in a query. The last token says what is being typed, as the parser would see it, so
// both have one idea of words and quotation marks. Values come from statements of their own that
// give each once; a call costs one of them at most.
#include "library/query_offer.h"

#include "library/author.h"
#include "library/inside.h"
#include "library/query_token.h"
#include "library/tag.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

typedef struct Offering {
  Library *library;
  const QueryField *field;
  Slice comparison; // in front of the value
  char *folded;     // what is typed of the value
  uint32_t start;
  QueryTake *take;
  void *context;
  bool enough;
} Offering;

static void put(Offering *offering, Slice value, const char *what) {
  Buffer term = {0};
  char *folded = fold_text(value);
  if (!offering->enough && slice_starts(slice_of(folded), slice_of(offering->folded))) {
    query_write_term(offering->field->name, offering->comparison, value, &term);
    offering->enough =
        !offering->take(offering->context, &(QueryOffer){offering->start, term.ptr, what});
  }
  free(folded);
  buffer_release(&term);
}

// ---- What the library has

static void put_tags(Offering *offering) {
  TagList list = {0};
  Error ignored = {0};
  if (!tag_list(offering->library, &list, &ignored)) return;
  for (uint32_t i = 0; i < list.count; i++) {
    put(offering, slice_of(list.items[i].path), "tag");
    for (uint32_t k = 0; k < list.items[i].aliases.count; k++)
      put(offering, slice_of(list.items[i].aliases.items[k]), list.items[i].path);
  }
  tag_release_list(&list);
}

static void put_rows(Offering *offering, StatementId id) {
  Statement *rows = statement_start(offering->library->store, id);
  while (!offering->enough && statement_next(rows))
    put(offering, statement_text(rows, 0), offering->field->name);
  statement_end(rows);
}

static void put_series(Offering *offering) {
  put_rows(offering, STATEMENT_KNOWN_SERIES);
}

static void put_titles(Offering *offering) {
  put_rows(offering, STATEMENT_KNOWN_TITLES);
}

static void put_languages(Offering *offering) {
  put_rows(offering, STATEMENT_KNOWN_LANGUAGES);
}

static void put_choices(Offering *offering) {
  const char *choice;
  for (uint32_t i = 0; (choice = query_choice(offering->field->name, i)) != NULL; i++)
    put(offering, slice_of(choice), offering->field->name);
}

// ---- Authors: several names in a row, and a name in several rows

typedef struct Names {
  char **items;
  uint32_t count;
  size_t capacity;
} Names;

static void add_names(Names *names, Slice authors) {
  Author author;
  while (author_next(&authors, &author)) {
    Slice last = author.given.len ? author.given : author.family;
    const char *end = last.ptr + last.len;
    names->items = memory_grow(names->items, names->count, &names->capacity, sizeof *names->items);
    names->items[names->count++] =
        memory_string(slice_make(author.family.ptr, (size_t)(end - author.family.ptr)));
  }
}

static int compare_names(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void put_authors(Offering *offering) {
  Names names = {0};
  Statement *rows = statement_start(offering->library->store, STATEMENT_KNOWN_AUTHORS);
  while (statement_next(rows)) add_names(&names, statement_text(rows, 0));
  if (names.count > 1) qsort(names.items, names.count, sizeof *names.items, compare_names);
  for (uint32_t i = 0; i < names.count; i++)
    if (i == 0 || strcmp(names.items[i], names.items[i - 1]) != 0)
      put(offering, slice_of(names.items[i]), "author");
  for (uint32_t i = 0; i < names.count; i++) free(names.items[i]);
  free(names.items);
}

// ---- Terms

static const struct {
  const char *field;
  void (*put)(Offering *offering);
} lists[] = {{"tag", put_tags},     {"series", put_series}, {"author", put_authors},
             {"brief", put_titles}, {"title", put_titles},  {"lang", put_languages}};

static void offer_values(Offering *offering) {
  put_choices(offering);
  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    if (strcmp(lists[i].field, offering->field->name) == 0) lists[i].put(offering);
}

static void offer_fields(Slice word, uint32_t start, QueryTake *take, void *context) {
  uint32_t count;
  const QueryField *fields = query_fields(&count);
  bool more = true;
  for (uint32_t i = 0; i < count && more; i++) {
    Buffer term = {0};
    if (strncasecmp(fields[i].name, word.ptr, word.len) == 0) {
      buffer_printf(&term, "%s:", fields[i].name);
      more = take(context, &(QueryOffer){start, term.ptr, fields[i].help});
    }
    buffer_release(&term);
  }
}

static const QueryField *find_field(Slice name) {
  uint32_t count;
  const QueryField *fields = query_fields(&count);
  for (uint32_t i = 0; i < count; i++)
    if (strlen(fields[i].name) == name.len && strncasecmp(fields[i].name, name.ptr, name.len) == 0)
      return &fields[i];
  return NULL;
}

// The token that the text ends in, its value in *value; of kind END when nothing is begun.
static QueryToken last_token(Slice text, Buffer *value) {
  Buffer next = {0};
  QueryToken last = {.kind = QUERY_TOKEN_END, .span = {(uint32_t)text.len, (uint32_t)text.len}};
  for (uint32_t pos = 0;;) {
    QueryToken token = query_token_next(text, &pos, &next);
    bool done = token.kind == QUERY_TOKEN_END;
    bool ended = token.kind == QUERY_TOKEN_OPEN || token.kind == QUERY_TOKEN_CLOSE;
    if (done) break;
    if (ended || token.span.end < text.len) continue;
    last = token;
    buffer_clear(value);
    buffer_add(value, buffer_slice(&next));
  }
  buffer_release(&next);
  return last;
}

uint32_t query_offer_terms(Library *library, Slice text, QueryTake *take, void *context) {
  Buffer value = {0};
  QueryToken token = last_token(text, &value);
  if (token.kind == QUERY_TOKEN_FIELD && !token.closed) {
    Offering offering = {.library = library,
                         .field = find_field(token.name),
                         .comparison = token.comparison,
                         .folded = fold_text(buffer_slice(&value)),
                         .start = token.span.start,
                         .take = take,
                         .context = context};
    if (offering.field) offer_values(&offering);
    free(offering.folded);
  } else if (!token.quoted) {
    Slice word = slice_cut(text, token.span.start, text.len);
    offer_fields(word, token.span.start, take, context);
  }
  buffer_release(&value);
  return token.span.start;
}

// SPDX-License-Identifier: MIT
// Terms of a query: a word, a phrase, a field with its value. The table of fields
// (library/query_fields.def) says how a value is read.
#include "library/query_reader.h"

#include "base/utf8.h"
#include "library/metadata.h"
#include "library/tag.h"
#include "text/fold.h"
#include "text/lookup.h"
#include "text/terms.h"

#include <stdlib.h>
#include <strings.h>

typedef enum FieldForm {
  QUERY_WORDS,  // as in text: folded, the last one may go on
  QUERY_PLAIN,  // as typed
  QUERY_TAG,    // a path
  QUERY_DATE,   // dates, compared as texts
  QUERY_MOMENT, // dates, compared as moments
  QUERY_FIXED,  // one of the choices
} FieldForm;

typedef struct FieldRow {
  const char *name;
  FieldForm form;
  ConditionTest test;
} FieldRow;

static const FieldRow fields[] = {
#define QUERY_FIELD(name, form, test, values, help) {name, form, CONDITION_TEST_##test},
#include "library/query_fields.def"
};

static const QueryField described[] = {
#define QUERY_FIELD(name, form, test, values, help) {name, values, help},
#include "library/query_fields.def"
};

typedef struct ChoiceRow {
  const char *field, *value;
  ConditionTest test;
  const char *text;
  bool negated;
} ChoiceRow;

static const ChoiceRow choices[] = {
#define QUERY_CHOICE(field, value, test, text, negated)                                            \
  {field, value, CONDITION_TEST_##test, text, negated},
#include "library/query_fields.def"
};

enum {
  FIELD_COUNT = sizeof fields / sizeof *fields,
  CHOICE_COUNT = sizeof choices / sizeof *choices,
};

const QueryField *query_fields(uint32_t *count) {
  *count = FIELD_COUNT;
  return described;
}

const char *query_choice(const char *field, uint32_t number) {
  for (uint32_t i = 0; i < CHOICE_COUNT; i++) {
    if (strcmp(choices[i].field, field) == 0 && number-- == 0) return choices[i].value;
  }
  return NULL;
}

typedef struct WholeRow {
  const char *field;
  ConditionTest test;
} WholeRow;

static const WholeRow wholes[] = {
#define QUERY_WHOLE(field, test) {field, CONDITION_TEST_##test},
#include "library/query_fields.def"
};

static ConditionNode test_node(const QueryReader *reader, ConditionTest test) {
  return (ConditionNode){.kind = CONDITION_TEST,
                         .test = test,
                         .start = reader->token.span.start,
                         .end = reader->token.span.end};
}

// ---- Words

// May the last word of the value go on? With a star it says so; so does who is still typing it, as
// for text/lookup.h. But nobody who types `not ri` means to leave out all that has a word in `ri`:
// the list would lose nearly everything, and get it back with the next letters.
static bool may_go_on(const QueryReader *reader, Slice value, const Terms *last) {
  const QueryToken *token = &reader->token;
  bool typing =
      reader->mode == QUERY_TYPING && token->span.end == reader->text.len && !reader->negated;
  if (!token->quoted && value.len > 0 && value.ptr[value.len - 1] == '*') return true;
  return typing && !token->closed && !last->alone && utf8_count(terms_term(last)) > 1;
}

// What text/lookup.h reads as one phrase: "export-contr*". Returns the number of words.
static uint32_t write_phrase(const QueryReader *reader, Buffer *phrase) {
  Slice value = buffer_slice(&reader->value);
  Terms terms = terms_start(value, TERMS_FOLDED), last = terms;
  uint32_t count = 0;
  for (; terms_next(&terms); last = terms) {
    if (count++ > 0) buffer_add_byte(phrase, '-');
    buffer_add(phrase, terms_term(&terms));
  }
  if (count == 0 || !may_go_on(reader, value, &last)) return count;
  buffer_add_byte(phrase, '*');
  reader->query->goes_on = !reader->token.quoted && value.ptr[value.len - 1] != '*';
  return count;
}

// The same as SQLite's index wants it.
static Slice index_form(Arena *arena, Slice phrase) {
  Lookup lookup;
  Buffer form = {0};
  lookup_init(&lookup, phrase, LOOKUP_WORDS);
  lookup_write_match(&lookup, &form);
  Slice kept = arena_slice(arena, buffer_slice(&form));
  lookup_release(&lookup);
  buffer_release(&form);
  return kept;
}

static uint16_t add_words(QueryReader *reader, ConditionTest test) {
  Buffer phrase = {0};
  Arena *arena = reader->query->arena;
  Span where = reader->token.value_span;
  uint32_t count = write_phrase(reader, &phrase);
  ConditionNode node = test_node(reader, test);
  node.text = arena_slice(arena, buffer_slice(&phrase));
  buffer_release(&phrase);
  if (count == 0)
    return query_reader_fault(reader, where, "there is no letter and no digit to look for");
  if (count > LOOKUP_TERMS_MAX)
    return query_reader_fault(reader, where, "these are too many words for one phrase");
  node.until = index_form(arena, node.text);
  return query_reader_add(reader, node);
}

// Signs of other languages, which would mean nothing here: told of, and passed over by who is
// typing.
static void check_signs(QueryReader *reader) {
  Slice value = buffer_slice(&reader->value);
  const char *star = reader->token.quoted ? NULL : memchr(value.ptr, '*', value.len);
  Span where = reader->token.value_span;
  if (star && (value.len == 1 || star + 1 < value.ptr + value.len))
    query_reader_fault(reader, where, "a star stands at the end of a word: tax*");
  bool leaves_out = reader->token.kind == QUERY_TOKEN_WORD && value.len > 1 &&
                    strchr("-!", value.ptr[0]) && !strchr("-!.0123456789", value.ptr[1]);
  if (leaves_out)
    query_reader_fault(reader, where, "'%c' leaves nothing out: write 'not' before the word",
                       value.ptr[0]);
}

uint16_t query_term_words(QueryReader *reader) {
  if (reader->token.quoted && !reader->token.closed)
    query_reader_lack(reader, reader->token.span, "this quotation mark is not closed");
  check_signs(reader);
  return add_words(reader, CONDITION_TEST_WORDS);
}

// ---- Dates

static uint16_t add_dates(QueryReader *reader, const FieldRow *field) {
  ConditionNode node = test_node(reader, field->test);
  bool read = query_dates_read(reader, field->form == QUERY_MOMENT, &node);
  return read ? query_reader_add(reader, node) : CONDITION_NONE;
}

// ---- A fixed choice

static uint16_t add_choice(QueryReader *reader, const ChoiceRow *row) {
  ConditionNode node = test_node(reader, row->test);
  node.text = slice_of(row->text);
  uint16_t added = query_reader_add(reader, node);
  if (!row->negated || added == CONDITION_NONE) return added;
  node.kind = CONDITION_NOT;
  node.first = added;
  return query_reader_add(reader, node);
}

static void write_choices(const FieldRow *field, Buffer *out) {
  const char *name;
  for (uint32_t i = 0; (name = query_choice(field->name, i)) != NULL; i++)
    buffer_printf(out, "%s%s", i ? ", " : "", name);
}

static uint16_t refuse_choice(QueryReader *reader, const FieldRow *field) {
  Buffer names = {0};
  write_choices(field, &names);
  query_reader_refuse(reader, reader->token.value_span, "'%s' is one of %s", field->name,
                      names.ptr);
  buffer_release(&names);
  return CONDITION_NONE;
}

// Who is typing means all that begin so. Grey has two spellings.
static bool is_meant(const QueryReader *reader, const ChoiceRow *row, const FieldRow *field) {
  Slice value = buffer_slice(&reader->value);
  const char *name = row->value;
  if (strcmp(name, "grey") == 0 && value.len > 2 && strchr("aA", value.ptr[2])) name = "gray";
  size_t len = strlen(name);
  if (strcmp(row->field, field->name) != 0 || value.len > len) return false;
  if (reader->mode == QUERY_STRICT && value.len < len) return false;
  return strncasecmp(name, value.ptr, value.len) == 0;
}

static uint16_t add_choices(QueryReader *reader, const FieldRow *field) {
  uint16_t meant[CHOICE_COUNT];
  uint32_t count = 0;
  for (uint32_t i = 0; i < CHOICE_COUNT; i++) {
    if (is_meant(reader, &choices[i], field)) meant[count++] = add_choice(reader, &choices[i]);
  }
  if (count == 0) return refuse_choice(reader, field);
  return query_reader_join(reader, CONDITION_OR, meant, count);
}

// ---- Fields

static uint16_t add_tag(QueryReader *reader, const FieldRow *field) {
  Error err = {0};
  ConditionNode node = test_node(reader, field->test);
  char *path = tag_normalise(buffer_slice(&reader->value).ptr, &err);
  if (!path) return query_reader_fault(reader, reader->token.value_span, "this can be no tag");
  char *folded = fold_text(slice_of(path));
  node.text = arena_slice(reader->query->arena, slice_of(folded));
  free(folded);
  free(path);
  return query_reader_add(reader, node);
}

// A tag has one form; a slash behind it says that those below it are meant, too.
static uint16_t add_whole_tag(QueryReader *reader, ConditionTest test) {
  Error err = {0};
  Slice typed = slice_trim(buffer_slice(&reader->value));
  bool below = typed.ptr[typed.len - 1] == '/';
  ConditionNode node = test_node(reader, below ? CONDITION_TEST_TAG_BELOW : test);
  char *path = tag_tidy(buffer_slice(&reader->value).ptr, &err);
  if (!path) return query_reader_fault(reader, reader->token.value_span, "this can be no tag");
  node.text = arena_slice(reader->query->arena, slice_of(path));
  free(path);
  return query_reader_add(reader, node);
}

static uint16_t add_plain(QueryReader *reader, const FieldRow *field) {
  ConditionNode node = test_node(reader, field->test);
  node.text = arena_slice(reader->query->arena, buffer_slice(&reader->value));
  return query_reader_add(reader, node);
}

static const FieldRow *find_field(Slice name) {
  if (name.len == 5 && strncasecmp(name.ptr, "color", 5) == 0) name = SLICE("colour");
  for (uint32_t i = 0; i < FIELD_COUNT; i++) {
    if (strlen(fields[i].name) == name.len && strncasecmp(fields[i].name, name.ptr, name.len) == 0)
      return &fields[i];
  }
  return NULL;
}

// How many letters make the one of the other: changed, added or left out, or two exchanged.
static uint32_t distance(Slice a, const char *b) {
  enum { LETTERS_MAX = 16 };
  uint32_t rows[3][LETTERS_MAX + 1];
  size_t len = strlen(b);
  if (a.len > LETTERS_MAX || len > LETTERS_MAX) return UINT32_MAX;
  for (uint32_t j = 0; j <= len; j++) rows[0][j] = j;
  for (uint32_t i = 1; i <= a.len; i++) {
    uint32_t *row = rows[i % 3], *before = rows[(i + 2) % 3], *above = rows[(i + 1) % 3];
    row[0] = i;
    for (uint32_t j = 1; j <= len; j++) {
      uint32_t same = (a.ptr[i - 1] | 0x20) == b[j - 1] ? 0 : 1;
      uint32_t least = before[j - 1] + same;
      if (before[j] + 1 < least) least = before[j] + 1;
      if (row[j - 1] + 1 < least) least = row[j - 1] + 1;
      bool exchanged =
          i > 1 && j > 1 && (a.ptr[i - 1] | 0x20) == b[j - 2] && (a.ptr[i - 2] | 0x20) == b[j - 1];
      if (exchanged && above[j - 2] + 1 < least) least = above[j - 2] + 1;
      row[j] = least;
    }
  }
  return rows[a.len % 3][len];
}

// Names the fields that are as near as any, if one is near enough to be meant. What is typed so may
// be text all the same, like an address.
static uint16_t refuse_field(QueryReader *reader) {
  enum { NEAR = 2 };
  const QueryToken *token = &reader->token;
  Slice name = token->name;
  uint32_t least = NEAR;
  Buffer near = {0};
  for (uint32_t i = 0; i < FIELD_COUNT; i++) {
    uint32_t own = distance(name, fields[i].name);
    if (own > least || own >= name.len) continue;
    if (own < least) buffer_clear(&near);
    least = own;
    buffer_printf(&near, "%s'%s'", near.len ? " or " : "", fields[i].name);
  }
  Span where = span_make(token->span.start, token->span.start + (uint32_t)name.len);
  query_reader_fault(reader, where, "there is no field '%.*s'%s%s%s", (int)name.len, name.ptr,
                     near.len ? "; did you mean " : "; put it in quotation marks if it is text",
                     near.len ? near.ptr : "", near.len ? "?" : "");
  buffer_release(&near);
  if (reader->mode == QUERY_STRICT) return CONDITION_NONE;
  buffer_clear(&reader->value);
  buffer_add(&reader->value, slice_cut(reader->text, token->span.start, token->span.end));
  return add_words(reader, CONDITION_TEST_WORDS);
}

// What `=` asks of the field; NULL when that is nothing of its own.
static const WholeRow *find_whole(const FieldRow *field, Slice comparison) {
  if (!slice_equal(comparison, SLICE("="))) return NULL;
  for (size_t i = 0; i < sizeof wholes / sizeof *wholes; i++)
    if (strcmp(wholes[i].field, field->name) == 0) return &wholes[i];
  return NULL;
}

static bool may_compare(const FieldRow *field, Slice comparison) {
  return comparison.len == 0 || field->form == QUERY_DATE || field->form == QUERY_MOMENT ||
         find_whole(field, comparison);
}

static uint16_t add_whole(QueryReader *reader, const FieldRow *field, const WholeRow *whole) {
  Slice value = buffer_slice(&reader->value);
  if (field->form == QUERY_TAG) return add_whole_tag(reader, whole->test);
  if (field->form == QUERY_DATE && value.len > 0 && !metadata_is_date(value))
    return query_dates_refuse(reader, "2026, 2026-03, 2026-03-31");
  ConditionNode node = test_node(reader, whole->test);
  node.text = arena_slice(reader->query->arena, value);
  return query_reader_add(reader, node);
}

static uint16_t add_field(QueryReader *reader, const FieldRow *field) {
  switch (field->form) {
  case QUERY_WORDS: check_signs(reader); return add_words(reader, field->test);
  case QUERY_PLAIN: return add_plain(reader, field);
  case QUERY_TAG: return add_tag(reader, field);
  case QUERY_DATE:
  case QUERY_MOMENT: return add_dates(reader, field);
  case QUERY_FIXED: break;
  }
  return add_choices(reader, field);
}

static bool is_before(const QueryReader *reader, char sign) {
  return reader->token.span.end < reader->text.len &&
         reader->text.ptr[reader->token.span.end] == sign;
}

// Nothing stands behind the colon: says what should.
static uint16_t refuse_empty(QueryReader *reader, const FieldRow *field) {
  Buffer wanted = {0};
  Span where = reader->token.value_span;
  if (is_before(reader, '('))
    buffer_printf(&wanted, "; parentheses go around terms: (%s:… or %s:…)", field->name,
                  field->name);
  else if (field->form == QUERY_FIXED)
    buffer_add_string(&wanted, ": one of ");
  else if (field->form == QUERY_DATE || field->form == QUERY_MOMENT)
    buffer_add_string(&wanted, ": " QUERY_DATES);
  if (field->form == QUERY_FIXED && !is_before(reader, '(')) write_choices(field, &wanted);
  query_reader_lack(reader, where, "a value is missing behind '%s:'%s", field->name,
                    wanted.len ? wanted.ptr : "");
  buffer_release(&wanted);
  return CONDITION_NONE;
}

// A value ends where a parenthesis or a quotation mark begins: who writes that without a blank
// means it as a part of the value.
static void check_end(QueryReader *reader) {
  uint32_t end = reader->token.span.end;
  if (reader->token.quoted || (!is_before(reader, '(') && !is_before(reader, '"'))) return;
  query_reader_fault(reader, span_make(end, end + 1),
                     "a value with '%c' in it stands in quotation marks", reader->text.ptr[end]);
}

uint16_t query_term_field(QueryReader *reader) {
  const QueryToken *token = &reader->token;
  const FieldRow *field = find_field(token->name);
  if (!field) return refuse_field(reader);
  if (!may_compare(field, token->comparison))
    return query_reader_fault(reader, token->span, "'%s:' cannot be compared with '%.*s'",
                              field->name, (int)token->comparison.len, token->comparison.ptr);
  if (token->quoted && !token->closed)
    query_reader_lack(reader, token->value_span, "this quotation mark is not closed");
  const WholeRow *whole = find_whole(field, token->comparison);
  bool none = whole && token->closed && reader->value.len == 0 && field->form != QUERY_TAG;
  if (!none && slice_trim(buffer_slice(&reader->value)).len == 0)
    return refuse_empty(reader, field);
  check_end(reader);
  return whole ? add_whole(reader, field, whole) : add_field(reader, field);
}

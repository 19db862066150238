// SPDX-License-Identifier: MIT
// The filter of annotation lists. One pass over what is typed gives the terms; an annotation is
// then compared with each. Words are looked for in one folded text for each annotation, which
// whoever filters keeps, so that a key costs a search and no folding.
#include "session/filter.h"

#include "base/memory.h"
#include "text/fold.h"

#include <stdlib.h>

// ---- Reading

typedef struct FieldRow {
  const char *name;
  FilterField field;
} FieldRow;

static const FieldRow fields[] = {{"tag:=", FILTER_TAG_ALONE}, {"tag:", FILTER_TAG},
                                  {"colour:", FILTER_COLOUR},  {"color:", FILTER_COLOUR},
                                  {"state:", FILTER_STATE},    {"has:", FILTER_HAS}};

static bool is_blank(char byte) {
  return byte == ' ' || byte == '\t' || byte == '\n';
}

// A value up to a blank, or to the quotation mark that closes it; `\` quotes the next character
// there.
static Slice take_value(Slice rest, Buffer *value) {
  size_t at = 0;
  bool quoted = rest.len > 0 && rest.ptr[0] == '"';
  if (quoted) at++;
  while (at < rest.len && (quoted ? rest.ptr[at] != '"' : !is_blank(rest.ptr[at]))) {
    if (quoted && rest.ptr[at] == '\\' && at + 1 < rest.len) at++;
    buffer_add_byte(value, rest.ptr[at++]);
  }
  if (quoted && at < rest.len) at++;
  return slice_cut(rest, at, rest.len);
}

static Slice take_field(Slice rest, FilterField *field) {
  *field = FILTER_WORD;
  for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
    Slice name = slice_of(fields[i].name);
    if (!slice_starts(rest, name)) continue;
    *field = fields[i].field;
    return slice_cut(rest, name.len, rest.len);
  }
  return rest;
}

void filter_parse(Filter *filter, Slice typed) {
  *filter = (Filter){0};
  size_t capacity = 0;
  Buffer value = {0};
  for (Slice rest = typed; rest.len > 0;) {
    if (is_blank(rest.ptr[0])) {
      rest = slice_cut(rest, 1, rest.len);
      continue;
    }
    FilterField field;
    rest = take_value(take_field(rest, &field), &value);
    Slice text = buffer_slice(&value);
    if (text.len > 0) {
      char *own = field == FILTER_WORD ? fold_text(text) : memory_string(text);
      filter->terms = memory_grow(filter->terms, filter->count, &capacity, sizeof *filter->terms);
      filter->terms[filter->count++] = (FilterTerm){field, own};
    }
    buffer_clear(&value);
  }
  buffer_release(&value);
}

void filter_release(Filter *filter) {
  for (uint32_t i = 0; i < filter->count; i++) free(filter->terms[i].value);
  free(filter->terms);
  *filter = (Filter){0};
}

// ---- Comparing

char *filter_fold(const Annotation *annotation) {
  Buffer text = {0};
  buffer_printf(&text, "%s %s", annotation->quote, annotation->comment);
  for (size_t i = 0; i < text.len; i++) { // words stand side by side over the end of a line
    if (text.ptr[i] == '\n') text.ptr[i] = ' ';
  }
  for (uint32_t i = 0; i < annotation->tag_count; i++)
    buffer_printf(&text, "\n%s", annotation->tags[i]);
  char *folded = fold_text(buffer_slice(&text));
  buffer_release(&text);
  return folded;
}

static bool has_tag(const Annotation *annotation, const char *path, bool below) {
  size_t len = strlen(path);
  for (uint32_t i = 0; i < annotation->tag_count; i++) {
    const char *tag = annotation->tags[i];
    if (strncmp(tag, path, len) == 0 && (tag[len] == '\0' || (below && tag[len] == '/')))
      return true;
  }
  return false;
}

// A value that is being typed may be the beginning of one.
static bool begins(const char *value, const char *typed) {
  return strncmp(value, typed, strlen(typed)) == 0;
}

static bool has(const Annotation *annotation, const char *what) {
  if (begins("comment", what)) return annotation->comment[0] != '\0';
  return begins("tag", what) && annotation->tag_count > 0;
}

static bool holds(const FilterTerm *term, const Annotation *annotation, const char *folded) {
  const char *value = term->value;
  switch (term->field) {
  case FILTER_WORD: break;
  case FILTER_TAG: return has_tag(annotation, value, true);
  case FILTER_TAG_ALONE: return has_tag(annotation, value, false);
  case FILTER_COLOUR:
    return !annotation->whole &&
           begins(colour_name(annotation->colour), strcmp(value, "gray") == 0 ? "grey" : value);
  case FILTER_STATE:
    return !annotation->whole && begins(annotation_state_name(annotation->state), value);
  case FILTER_HAS: return has(annotation, value);
  }
  return strstr(folded, value) != NULL;
}

bool filter_passes(const Filter *filter, const Annotation *annotation, const char *folded) {
  for (uint32_t i = 0; i < filter->count; i++) {
    if (!holds(&filter->terms[i], annotation, folded)) return false;
  }
  return true;
}

void filter_write_tag(const char *path, Buffer *out) {
  buffer_add_string(out, "tag:");
  if (path[0] != '=' && !strpbrk(path, " \t\"")) {
    buffer_add_string(out, path);
    return;
  }
  buffer_add_byte(out, '"');
  for (const char *at = path; *at; at++) {
    if (*at == '"' || *at == '\\') buffer_add_byte(out, '\\');
    buffer_add_byte(out, *at);
  }
  buffer_add_byte(out, '"');
}

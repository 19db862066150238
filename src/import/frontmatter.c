// SPDX-License-Identifier: MIT
// Front matter, line by line, with no more of YAML and TOML than what people write there. A key
// holds until the next one; what the lines below it give is added to it:
//
//   title: >-                 authors:
//     Buying a Machine          - name: Mina Fixture
//     That Writes               - Jonas Dummy
#include "import/frontmatter.h"

#include "import/chars.h"
#include "import/dates.h"
#include "import/names.h"
#include "import/phrases.h"

#include <strings.h>

typedef enum FieldKey {
  FIELD_OTHER,
  FIELD_TITLE,
  FIELD_SERIES,
  FIELD_CATEGORY, // a series, if its words are those of one
  FIELD_DATE,
  FIELD_AUTHORS,
  FIELD_NAME, // inside a list of authors
} FieldKey;

typedef struct Fields {
  Manuscript *manuscript;
  FieldKey key;
  Buffer value; // of a scalar, as far as it has been read
  bool listed;  // a flow list "[a, b]" is open over lines
} Fields;

static FieldKey find_key(Slice word) {
  static const struct {
    const char *word;
    FieldKey key;
  } keys[] = {{"title", FIELD_TITLE},     {"series", FIELD_SERIES}, {"category", FIELD_CATEGORY},
              {"type", FIELD_CATEGORY},   {"date", FIELD_DATE},     {"author", FIELD_AUTHORS},
              {"authors", FIELD_AUTHORS}, {"name", FIELD_NAME}};
  word = chars_strip(slice_trim(word), "\"'");
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (strlen(keys[i].word) == word.len && strncasecmp(keys[i].word, word.ptr, word.len) == 0)
      return keys[i].key;
  }
  return FIELD_OTHER;
}

// ---- Values

// The value without its quotation marks and what stands behind them.
static void unquote(Slice value, Buffer *out) {
  value = slice_trim(value);
  char quote = value.len ? value.ptr[0] : '\0';
  if (quote != '"' && quote != '\'') {
    const char *comment = memmem(value.ptr, value.len, " #", 2);
    if (comment) value.len = (size_t)(comment - value.ptr);
    buffer_add(out, slice_trim(value));
    return;
  }
  for (size_t pos = 1; pos < value.len; pos++) {
    char byte = value.ptr[pos];
    bool escape = byte == (quote == '"' ? '\\' : '\'') && pos + 1 < value.len &&
                  (quote == '"' || value.ptr[pos + 1] == '\'');
    if (escape)
      byte = value.ptr[++pos];
    else if (byte == quote)
      return;
    buffer_add_byte(out, byte);
  }
}

static void set_once(Fields *fields, Slice *field, Slice value) {
  if (field->len == 0) *field = manuscript_keep(fields->manuscript, value);
}

// "2026-01-15", "15 January 2026", "2026-01-15T10:00:00Z".
static void set_date(Fields *fields, Slice value) {
  char date[DATES_TEXT_SIZE];
  Slice day = value;
  if (day.len > DATES_TEXT_SIZE - 1) day.len = DATES_TEXT_SIZE - 1;
  if (dates_parse(value, date) || dates_parse(day, date))
    set_once(fields, &fields->manuscript->stated.date, slice_of(date));
}

static void set_category(Fields *fields, Slice value) {
  Buffer folded = {0};
  chars_fold(value, &folded);
  if (phrases_is_series(buffer_slice(&folded)))
    set_once(fields, &fields->manuscript->stated.series, value);
  buffer_release(&folded);
}

static void add_authors(Fields *fields, Slice value) {
  Names names;
  if (!names_parse(value, &names)) names = (Names){.names = {value}, .count = 1};
  for (uint32_t i = 0; i < names.count; i++)
    manuscript_add_author(fields->manuscript, names.names[i]);
}

static void set_field(Fields *fields, Slice value) {
  Metadata *stated = &fields->manuscript->stated;
  if (value.len == 0) return;
  switch (fields->key) {
  case FIELD_TITLE: set_once(fields, &stated->title, value); break;
  case FIELD_SERIES: set_once(fields, &stated->series, value); break;
  case FIELD_CATEGORY: set_category(fields, value); break;
  case FIELD_DATE: set_date(fields, value); break;
  case FIELD_AUTHORS: add_authors(fields, value); break;
  case FIELD_NAME:
  case FIELD_OTHER: break;
  }
}

// A value that goes on over lines is known when the next key comes.
static void end_value(Fields *fields) {
  set_field(fields, slice_trim(buffer_slice(&fields->value)));
  buffer_clear(&fields->value);
  fields->listed = false;
}

// ---- Lists

static void add_item(Fields *fields, Slice item) {
  item = slice_trim(item);
  const char *colon = memchr(item.ptr, ':', item.len);
  size_t key = colon ? (size_t)(colon - item.ptr) : 0;
  if (item.len && item.ptr[0] == '{') item = slice_cut(item, 1, item.len);
  if (colon &&
      find_key(chars_strip(slice_cut(item, 0, key < item.len ? key : 0), "{ ")) == FIELD_NAME)
    item = chars_strip(slice_cut(item, key + 1, item.len), "} ");
  else if (colon && key + 1 < item.len && item.ptr[key + 1] == ' ' && item.ptr[0] != '"')
    return; // another field of an author
  Buffer value = {0};
  unquote(item, &value);
  set_field(fields, buffer_slice(&value));
  buffer_release(&value);
}

// "[a, 'b, c']", perhaps without its end; whole or a line of it.
static void add_flow(Fields *fields, Slice flow) {
  size_t start = 0;
  char quote = '\0';
  for (size_t pos = 0; pos <= flow.len; pos++) {
    char byte = pos < flow.len ? flow.ptr[pos] : ',';
    if (quote) {
      if (byte == quote) quote = '\0';
      if (pos < flow.len) continue;
    } else if (byte == '"' || byte == '\'') {
      bool opens = slice_trim(slice_cut(flow, start, pos)).len == 0;
      if (opens) quote = byte;
      continue;
    }
    if (byte == '[' && start == pos) start = pos + 1;
    if (byte != ',' && byte != ']') continue;
    if (start < pos) add_item(fields, slice_cut(flow, start, pos));
    start = pos + 1;
    if (byte == ']') break;
  }
  fields->listed = !memchr(flow.ptr, ']', flow.len);
}

// ---- Lines

static void read_value(Fields *fields, Slice value) {
  bool folded = value.len && (value.ptr[0] == '>' || value.ptr[0] == '|') && value.len <= 3;
  if (value.len == 0 || folded || value.ptr[0] == '#') return;
  if (value.ptr[0] == '[')
    add_flow(fields, value);
  else
    unquote(value, &fields->value);
}

// "key: value" or "key = value" at the start of a line.
static bool read_key(Fields *fields, Slice line, char sign) {
  const char *at = memchr(line.ptr, sign, line.len);
  if (!at || strchr(" \t-#[", line.ptr[0])) return false;
  size_t key = (size_t)(at - line.ptr);
  if (sign == ':' && key + 1 < line.len && !strchr(" \t", line.ptr[key + 1])) return false;
  FieldKey found = find_key(slice_cut(line, 0, key));
  bool inside = found == FIELD_NAME && fields->key == FIELD_AUTHORS; // of a TOML table
  end_value(fields);
  if (!inside) fields->key = found;
  read_value(fields, slice_trim(slice_cut(line, key + 1, line.len)));
  return true;
}

static void read_line(Fields *fields, Slice line, char sign) {
  if (line.len && read_key(fields, line, sign)) return;
  Slice rest = slice_trim(line);
  if (rest.len == 0 || rest.ptr[0] == '#') return;
  if (fields->listed) {
    add_flow(fields, rest);
  } else if (sign == '=' && rest.ptr[0] == '[') { // [[authors]]
    end_value(fields);
    fields->key = find_key(chars_strip(rest, "[]"));
  } else if (rest.ptr[0] == '-' && rest.len > 1 && rest.ptr[1] == ' ') {
    add_item(fields, slice_cut(rest, 2, rest.len));
  } else if (fields->key == FIELD_AUTHORS && memchr(rest.ptr, ':', rest.len)) {
    add_item(fields, rest);
  } else {
    if (fields->value.len) buffer_add_byte(&fields->value, ' ');
    unquote(rest, &fields->value);
  }
}

static Slice next_line(Slice text, size_t *pos) {
  size_t start = *pos;
  const char *end = memchr(text.ptr + start, '\n', text.len - start);
  size_t stop = end ? (size_t)(end - text.ptr) : text.len;
  *pos = stop < text.len ? stop + 1 : stop;
  return slice_cut(text, start, stop);
}

// Is it the line of signs that ends what such a line began?
static bool is_fence(Slice line, char sign) {
  while (line.len && strchr(" \t", line.ptr[line.len - 1])) line.len--;
  if (sign == '-' && slice_equal(line, SLICE("..."))) return true;
  return slice_equal(line, sign == '-' ? SLICE("---") : SLICE("+++"));
}

// Where the front matter that begins with such signs ends, or 0.
static size_t find_end(Slice text, char sign, size_t *body_end) {
  size_t pos = 0;
  next_line(text, &pos);
  while (pos < text.len) {
    *body_end = pos;
    if (is_fence(next_line(text, &pos), sign)) return pos;
  }
  return 0;
}

size_t frontmatter_read(Slice text, Manuscript *manuscript) {
  size_t pos = 0, body_end = 0;
  Slice first = text.len ? next_line(text, &pos) : text;
  char sign = slice_starts(first, SLICE("+++")) ? '+' : '-';
  if (slice_starts(first, SLICE("...")) || !is_fence(first, sign)) return 0;
  size_t end = find_end(text, sign, &body_end);
  if (end == 0) return 0;
  Fields fields = {.manuscript = manuscript};
  while (pos < body_end) read_line(&fields, next_line(text, &pos), sign == '+' ? '=' : ':');
  end_value(&fields);
  buffer_release(&fields.value);
  return end;
}

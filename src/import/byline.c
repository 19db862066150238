// SPDX-License-Identifier: MIT
// Bylines. What stands behind the names is found by trying the places where it may begin; a line is
// short, so trying costs little.
#include "import/byline.h"

#include "base/utf8.h"
#include "import/chars.h"
#include "import/lexicon.h"

enum {
  BYLINE_LENGTH_MAX = 119,
  DATED_LENGTH_MAX = 60,  // of a place and a date
  PLACE_LENGTH_MAX = 30,  // in bytes
  WHOLE_DATE_LENGTH = 10, // YYYY-MM-DD: a place needs the day beside it
};

static size_t divider_length(Slice text, size_t pos) {
  static const char *const signs[] = {"|", "·", "•"};
  size_t len = 0;
  for (int i = 0; i < 3 && len == 0; i++)
    len = chars_match(slice_cut(text, pos, text.len), signs[i]);
  return len;
}

static Slice head_of(Slice text, size_t pos) {
  return slice_trim(slice_cut(text, 0, pos));
}

static Slice tail_of(Slice text, size_t pos) {
  return slice_trim(slice_cut(text, pos, text.len));
}

// From the left: names may be divided by commas, and a date may hold one.
static bool parse_names_and_date(Slice text, Byline *byline) {
  for (size_t pos = 0; pos < text.len; pos++) {
    size_t mark = text.ptr[pos] == ',' ? 1 : divider_length(text, pos);
    if (mark == 0 || !dates_parse(tail_of(text, pos + mark), byline->date)) continue;
    if (names_parse(head_of(text, pos), &byline->names)) return true;
  }
  byline->date[0] = '\0';
  return false;
}

// From the right: the more names the better.
static bool parse_names_and_institution(Slice text, Byline *byline) {
  for (size_t pos = text.len; pos-- > 0;) {
    size_t mark = text.ptr[pos] == ',' ? 1 : divider_length(text, pos);
    if (mark == 0 || !names_has_institution(tail_of(text, pos + mark))) continue;
    if (names_parse(head_of(text, pos), &byline->names)) return true;
  }
  return false;
}

static bool parse_rest(Slice text, Byline *byline) {
  byline->date[0] = '\0';
  return parse_names_and_date(text, byline) || names_parse(text, &byline->names) ||
         parse_names_and_institution(text, byline);
}

// Folding leaves the labels' length in bytes as it is.
static size_t label_length(Slice text) {
  Buffer folded = {0};
  chars_fold(text, &folded);
  size_t label = chars_match_any(buffer_slice(&folded), lexicon_author_labels);
  buffer_release(&folded);
  return label < text.len ? label : 0;
}

bool byline_parse(Slice text, Byline *byline) {
  if (text.len > BYLINE_LENGTH_MAX * 4 || utf8_count(text) > BYLINE_LENGTH_MAX) return false;
  size_t label = label_length(text);
  if (label == 0) return false;
  Slice rest = chars_rest(text, label);
  if (rest.len && rest.ptr[0] == ':') rest = chars_rest(rest, 1);
  return parse_rest(rest, byline);
}

// One word with a capital: two may be a name.
static bool is_place(Slice text) {
  uint32_t code_point;
  size_t pos = chars_at(text, 0, &code_point);
  if (!chars_is_upper(code_point) || text.len > PLACE_LENGTH_MAX) return false;
  while (pos < text.len) {
    pos += chars_at(text, pos, &code_point);
    if (!chars_is_letter(code_point) && code_point != '-') return false;
  }
  return true;
}

bool byline_parse_date(Slice text, char date[DATES_TEXT_SIZE]) {
  if (dates_parse(text, date)) return true;
  const char *comma = text.len ? memchr(text.ptr, ',', text.len) : NULL;
  if (!comma || text.len > DATED_LENGTH_MAX * 4 || utf8_count(text) > DATED_LENGTH_MAX)
    return false;
  size_t pos = (size_t)(comma - text.ptr);
  return is_place(head_of(text, pos)) && dates_parse(tail_of(text, pos + 1), date) &&
         strlen(date) == WHOLE_DATE_LENGTH;
}

uint32_t byline_cut(Slice text, Slice parts[BYLINE_PARTS_MAX]) {
  uint32_t count = 0;
  size_t start = 0;
  for (size_t pos = 0; pos <= text.len;) {
    size_t mark = pos < text.len ? divider_length(text, pos) : 0;
    if (pos < text.len && mark == 0) {
      pos++;
      continue;
    }
    if (count == BYLINE_PARTS_MAX) return 0;
    parts[count++] = slice_trim(slice_cut(text, start, pos));
    start = pos += mark ? mark : 1;
  }
  return count > 1 ? count : 0;
}

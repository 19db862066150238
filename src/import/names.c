// SPDX-License-Identifier: MIT
// Names: two to five words with capitals, none of them a word that titles and institutions are made
// of.
#include "import/names.h"

#include "base/buffer.h"
#include "import/chars.h"
#include "import/lexicon.h"

enum {
  NAME_WORDS_LEAST = 2,
  NAME_WORDS_MAX = 5,
  NAME_BYTES_MAX = 200,
  LINE_BYTES_MAX = 600,
};

// The next word of a text from *pos on, words being divided by blanks.
static bool next_word(Slice text, size_t *pos, Slice *word) {
  while (*pos < text.len && text.ptr[*pos] == ' ') ++*pos;
  size_t start = *pos;
  while (*pos < text.len && text.ptr[*pos] != ' ') ++*pos;
  *word = slice_cut(text, start, *pos);
  return *pos > start;
}

bool names_has_institution(Slice part) {
  Buffer folded = {0};
  chars_fold(part, &folded);
  Slice text = buffer_slice(&folded), word;
  bool found = false;
  for (size_t pos = 0; !found && next_word(text, &pos, &word);) {
    Slice bare = chars_strip(word, ".()");
    Slice rest = slice_make(bare.ptr, (size_t)(text.ptr + text.len - bare.ptr));
    found = chars_match_any(rest, lexicon_institutions) > 0;
  }
  buffer_release(&folded);
  return found;
}

static bool ends_possessive(Slice word) {
  static const char *const endings[] = {"'s", "’s"};
  for (size_t i = 0; i < 2; i++) {
    Slice ending = slice_of(endings[i]);
    if (word.len > ending.len &&
        slice_equal(ending, slice_cut(word, word.len - ending.len, word.len))) {
      return true;
    }
  }
  return false;
}

// A capital, then letters, apostrophes, full stops and hyphens.
static bool is_name_word(Slice word) {
  uint32_t code_point;
  size_t pos = chars_at(word, 0, &code_point);
  if (!chars_is_upper(code_point)) return false;
  while (pos < word.len) {
    pos += chars_at(word, pos, &code_point);
    bool sign =
        code_point == '\'' || code_point == 0x2019 || code_point == '.' || code_point == '-';
    if (!sign && !chars_is_letter(code_point)) return false;
  }
  return !ends_possessive(word);
}

static bool is_name(Slice part) {
  if (part.len == 0 || part.len > NAME_BYTES_MAX || names_has_institution(part)) return false;
  uint32_t words = 0, capitals = 0;
  Slice word;
  for (size_t pos = 0; next_word(part, &pos, &word); words++) {
    if (chars_is_any(word, lexicon_particles)) continue;
    if (!is_name_word(word) || chars_is_any(word, lexicon_name_stops)) return false;
    capitals++;
  }
  return words >= NAME_WORDS_LEAST && words <= NAME_WORDS_MAX && capitals >= NAME_WORDS_LEAST;
}

// The bytes of what divides names at pos: a sign, or a word between blanks.
static size_t joint_length(Slice text, size_t pos) {
  if (strchr(",;&", text.ptr[pos])) return 1;
  if (text.ptr[pos] != ' ') return 0;
  Slice word;
  size_t end = pos;
  bool whole = next_word(text, &end, &word) && end < text.len;
  return whole && chars_is_any(word, lexicon_name_joints) ? end - pos : 0;
}

// Marks of notes that a name may carry.
static Slice without_signs(Slice part) {
  uint32_t code_point, len;
  while ((len = chars_before(part, part.len, &code_point)) > 0 &&
         (code_point == '*' || code_point == 0x2020 || code_point == 0x2021 || code_point == ' ')) {
    part.len -= len;
  }
  return part;
}

static bool add_name(Names *names, Slice part) {
  part = without_signs(part);
  if (names->count == NAMES_MAX || !is_name(part)) return false;
  names->names[names->count++] = part;
  return true;
}

// "A B, C D, and E F": where a comma and "and" follow each other, the part between them is no name.
bool names_parse(Slice text, Names *names) {
  names->count = 0;
  if (text.len > LINE_BYTES_MAX) return false;
  size_t start = 0, pos = 0;
  bool divided = false;
  while (pos < text.len) {
    size_t joint = joint_length(text, pos);
    if (joint == 0) {
      pos++;
      continue;
    }
    Slice part = slice_trim(slice_cut(text, start, pos));
    if (part.len ? !add_name(names, part) : !divided) return false;
    divided = true;
    start = pos += joint;
  }
  return add_name(names, slice_trim(slice_cut(text, start, text.len)));
}

// ---- In a sentence

static bool take_any(Slice *folded, const char *const *words) {
  size_t len = chars_match_any(*folded, words);
  *folded = chars_rest(*folded, len);
  return len > 0;
}

// "In his new article, Prof." off the front of a folded sentence.
static bool take_opening(Slice *folded) {
  static const char *const in[] = {"in", NULL};
  static const char *const whose[] = {"his", "her", "their", "a", "an", "this", "the", NULL};
  static const char *const news[] = {"new", "recent", "latest", NULL};
  static const char *const works[] = {"article", "paper", "brief",    "essay", "commentary",
                                      "report",  "study", "analysis", "op-ed", "piece",
                                      "book",    "note",  "post",     NULL};
  static const char *const titles[] = {"prof.", "professor", "dr.", "ambassador", NULL};
  if (!take_any(folded, in) || !take_any(folded, whose)) return false;
  take_any(folded, news);
  if (!take_any(folded, works)) return false;
  if (folded->len && folded->ptr[0] == ',') *folded = chars_rest(*folded, 1);
  take_any(folded, titles);
  return true;
}

// Folding keeps the number of words, not of bytes: skips as many words as are gone.
static Slice skip_words(Slice text, uint32_t count) {
  Slice word;
  size_t pos = 0;
  while (count-- > 0 && next_word(text, &pos, &word)) continue;
  return chars_rest(text, pos);
}

static uint32_t count_words(Slice text) {
  uint32_t count = 0;
  Slice word;
  for (size_t pos = 0; next_word(text, &pos, &word);) count++;
  return count;
}

bool names_find_in_sentence(Slice text, Slice *name) {
  Slice head = text.len > LINE_BYTES_MAX ? slice_cut(text, 0, LINE_BYTES_MAX) : text;
  while (head.len > 0 && head.len < text.len && ((unsigned char)text.ptr[head.len] & 0xC0) == 0x80)
    head.len--;
  Buffer folded = {0};
  chars_fold(head, &folded);
  Slice rest = buffer_slice(&folded);
  bool opens = take_opening(&rest);
  uint32_t gone = count_words(buffer_slice(&folded)) - count_words(rest);
  buffer_release(&folded);
  if (!opens) return false;
  Slice after = skip_words(head, gone), word;
  size_t pos = 0, end = 0;
  for (uint32_t count = 0; count <= NAME_WORDS_MAX && next_word(after, &pos, &word); count++) {
    if (!is_name_word(word) && !chars_is_any(word, lexicon_particles)) break;
    end = pos;
  }
  uint32_t next;
  *name = slice_cut(after, 0, end);
  chars_at(chars_rest(after, end), 0, &next);
  return chars_is_lower(next) && is_name(*name);
}

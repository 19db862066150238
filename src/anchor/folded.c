// SPDX-License-Identifier: MIT
// Folding a text, in one pass. What was written last is looked at again when a space, a dash or a
// line end turns out to be no difference.
#include "anchor/folded.h"

#include "anchor/character.h"
#include "base/memory.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <unictype.h>

typedef struct Folder {
  Slice text;
  Folded *out;
  size_t room;
  bool skip_space;  // a hyphen at a line end was taken away
  bool spaced_dash; // the last letter is a dash that a space stood before: no hyphen
} Folder;

static uint32_t last_letter(const Folder *folder, uint32_t back) {
  return folder->out->count >= back ? folder->out->letters[folder->out->count - back] : 0;
}

static void grow(Folder *folder) {
  if (folder->out->count < folder->room) return;
  folder->room = folder->room ? folder->room * 2 : 256;
  folder->out->letters =
      memory_resize(folder->out->letters, folder->room, sizeof *folder->out->letters);
  folder->out->from = memory_resize(folder->out->from, folder->room, sizeof *folder->out->from);
}

static inline void append(Folder *folder, uint32_t letter, Span from) {
  grow(folder);
  folder->out->letters[folder->out->count] = letter;
  folder->out->from[folder->out->count++] = from;
}

static void swap_last(Folded *folded, uint32_t at) {
  uint32_t letter = folded->letters[at];
  Span from = folded->from[at];
  folded->letters[at] = folded->letters[at - 1];
  folded->from[at] = folded->from[at - 1];
  folded->letters[at - 1] = letter;
  folded->from[at - 1] = from;
}

// Marks on one letter stand in canonical order.
static void append_mark(Folder *folder, uint32_t mark, Span from) {
  append(folder, mark, from);
  int order = uc_combining_class(mark);
  for (uint32_t at = folder->out->count - 1; order > 0 && at > 0; at--) {
    if (uc_combining_class(folder->out->letters[at - 1]) <= order) break;
    swap_last(folder->out, at);
  }
}

// Does the line end at `end` cut a word whose hyphen is the last letter?
static bool cuts_word(const Folder *folder, uint32_t end) {
  if (last_letter(folder, 1) != '-' || folder->spaced_dash) return false;
  if (character_class(last_letter(folder, 2)) != CHARACTER_WORD) return false;
  for (size_t pos = end; pos < folder->text.len;) {
    uint32_t code_point;
    pos += utf8_decode(slice_cut(folder->text, pos, folder->text.len), &code_point, NULL);
    if (character_class(code_point) != CHARACTER_SPACE) return character_is_lower_word(code_point);
  }
  return false;
}

static void add_space(Folder *folder, bool line_end, Span from) {
  if (folder->skip_space) return;
  if (line_end && cuts_word(folder, from.end)) {
    folder->out->count--;
    folder->skip_space = true;
    return;
  }
  uint32_t last = last_letter(folder, 1);
  if (last == ' ')
    folder->out->from[folder->out->count - 1].end = from.end;
  else if (last != 0 && last != '-')
    append(folder, ' ', from);
}

static void add_dash(Folder *folder, Span from) {
  folder->spaced_dash = last_letter(folder, 1) == ' ';
  if (folder->spaced_dash) folder->out->count--;
  if (last_letter(folder, 1) == '-')
    folder->out->from[folder->out->count - 1].end = from.end;
  else
    append(folder, '-', from);
}

static void add_part(Folder *folder, uint32_t part, Span from) {
  CharacterClass class = character_class(part);
  if (class == CHARACTER_SPACE) {
    add_space(folder, part == '\n', from);
    return;
  }
  folder->skip_space = false;
  if (part == '-') {
    add_dash(folder, from);
  } else if (character_is_mark(part)) {
    append_mark(folder, part, from);
  } else {
    bool joined = class == CHARACTER_UNSPACED && last_letter(folder, 1) == ' ' &&
                  character_class(last_letter(folder, 2)) == CHARACTER_UNSPACED;
    if (joined) folder->out->count--;
    append(folder, part, from);
  }
}

// The character at pos; returns where the next begins.
static uint32_t add_character(Folder *folder, uint32_t pos) {
  uint32_t code_point, parts[CHARACTER_PARTS_MAX];
  uint32_t end = pos + (uint32_t)utf8_decode(slice_cut(folder->text, pos, folder->text.len),
                                             &code_point, NULL);
  if (character_is_dropped(code_point)) return end;
  uint32_t count = character_fold(code_point, parts);
  for (uint32_t i = 0; i < count; i++) add_part(folder, parts[i], span_make(pos, end));
  return end;
}

enum { LOWER_BIT = 0x20 }; // what an ASCII capital lacks; digits have it

// Most of most texts: the letters and digits of ASCII from pos on. Returns where they end.
static uint32_t add_plain_word(Folder *folder, uint32_t pos) {
  uint32_t end = pos;
  for (; end < folder->text.len; end++) {
    uint32_t letter = (unsigned char)folder->text.ptr[end];
    if (letter >= 0x80 || character_class(letter) != CHARACTER_WORD) break;
    append(folder, letter | LOWER_BIT, span_make(end, end + 1));
  }
  if (end > pos) folder->skip_space = false;
  return end;
}

void folded_make(Slice text, Folded *folded) {
  *folded = (Folded){0};
  Folder folder = {.text = text, .out = folded, .room = text.len + 1};
  folded->letters = memory_resize(NULL, folder.room, sizeof *folded->letters);
  folded->from = memory_resize(NULL, folder.room, sizeof *folded->from);
  for (uint32_t pos = 0; pos < text.len;) {
    uint32_t end = add_plain_word(&folder, pos);
    pos = end > pos ? end : add_character(&folder, pos);
  }
}

void folded_release(Folded *folded) {
  free(folded->letters);
  free(folded->from);
  *folded = (Folded){0};
}

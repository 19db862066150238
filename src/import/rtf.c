// SPDX-License-Identifier: MIT
// One pass over the control words; everything between them is copied as it stands.
//
//   {\*\footnote Source.}   ─▶ {\footnote Source.}    \* says: pass over what you do not know
//   Word\u8217?s            ─▶ Word\u8217 ?s          the blank belongs to the control word, and
//                                                     ? stays what old readers show
//   {\*\fldinst\b HYPERLINK "x"}  ─▶ {\*\fldinst{HYPERLINK "x"}}  the one form that is known
//   {\field … PAGE …}             ─▶ { … PAGE …}                   a group like others
#include "import/rtf.h"

#include <string.h>

typedef struct Word { // a control word: its letters, its number, where it ends
  Slice name;
  size_t number, end;
} Word;

static bool is_letter(char byte) {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_digit(char byte) {
  return byte >= '0' && byte <= '9';
}

static char byte_at(Slice rtf, size_t pos) {
  return pos < rtf.len ? rtf.ptr[pos] : ' ';
}

// The control word whose backslash stands at `pos`; without a name it is a symbol of one byte.
static Word read_word(Slice rtf, size_t pos) {
  size_t start = pos + 1, at = start;
  while (is_letter(byte_at(rtf, at))) at++;
  Word word = {.name = slice_cut(rtf, start, at)};
  if (word.name.len == 0) {
    word.end = at < rtf.len ? at + 1 : rtf.len;
    return word;
  }
  if (byte_at(rtf, at) == '-' && is_digit(byte_at(rtf, at + 1))) at++;
  for (; is_digit(byte_at(rtf, at)); at++) {
    if (word.number <= rtf.len) word.number = word.number * 10 + (size_t)(rtf.ptr[at] - '0');
  }
  word.end = at;
  return word;
}

// Would a reader that takes any one sign for the end of the word swallow this one?
static bool is_swallowed(char byte) {
  return !is_letter(byte) && !is_digit(byte) && !strchr("\\{} \t\r\n", byte);
}

// Bytes of binary data behind "\binN" and its blank.
static size_t binary_len(Slice rtf, const Word *word) {
  if (!slice_equal(word->name, SLICE("bin"))) return 0;
  size_t len = word->number + (byte_at(rtf, word->end) == ' ');
  return len < rtf.len - word->end ? len : rtf.len - word->end;
}

// ---- Fields

enum { HEAD_BYTES = 256, INSTRUCTION_BYTES = 4096 }; // of a field that are looked at

// Behind the "\fldinst" of a field whose "\field" ends at `pos`; 0 when none is near.
static size_t find_instruction(Slice rtf, size_t pos) {
  static const char name[] = "\\fldinst";
  Slice head = slice_cut(rtf, pos, pos + HEAD_BYTES < rtf.len ? pos + HEAD_BYTES : rtf.len);
  const char *at = head.len ? memmem(head.ptr, head.len, name, strlen(name)) : NULL;
  return at ? (size_t)(at - rtf.ptr) + strlen(name) : 0;
}

// The words of an instruction, without groups and looks. Returns where its own group ends, behind
// the brace; 0 when it is too long.
static size_t read_instruction(Slice rtf, size_t pos, Buffer *words) {
  size_t most = pos + INSTRUCTION_BYTES < rtf.len ? pos + INSTRUCTION_BYTES : rtf.len;
  for (uint32_t depth = 1; pos < most;) {
    char byte = rtf.ptr[pos];
    if (byte == '\\') {
      Word word = read_word(rtf, pos);
      if (word.name.len == 0) buffer_add(words, slice_cut(rtf, pos, word.end));
      pos = word.end + (word.name.len > 0 && byte_at(rtf, word.end) == ' ');
      continue;
    }
    pos++;
    if (byte == '}' && --depth == 0) return pos;
    if (byte == '{') depth++;
    if (!strchr("{}\r\n", byte)) buffer_add_byte(words, byte);
  }
  return 0;
}

// Writes a field so that what it shows is read: a link in the one form that pandoc knows, any other
// as a group like others. Returns where to go on.
static size_t mend_field(Slice rtf, size_t pos, Buffer *out) {
  Buffer words = {0};
  size_t inside = find_instruction(rtf, pos);
  size_t end = inside ? read_instruction(rtf, inside, &words) : 0;
  Slice instruction = slice_trim(buffer_slice(&words));
  if (end && slice_starts(instruction, SLICE("HYPERLINK"))) {
    buffer_add_string(out, "\\field{\\*\\fldinst{");
    buffer_add(out, instruction);
    buffer_add_string(out, "}}");
    pos = end;
  }
  buffer_release(&words);
  return pos;
}

// ---- The whole

void rtf_mend(Slice rtf, Buffer *out) {
  static const char note[] = "\\*\\footnote";
  size_t pos = 0;
  while (pos < rtf.len) {
    const char *backslash = memchr(rtf.ptr + pos, '\\', rtf.len - pos);
    size_t start = backslash ? (size_t)(backslash - rtf.ptr) : rtf.len;
    buffer_add(out, slice_cut(rtf, pos, start));
    if (!backslash) return;
    if (slice_starts(slice_cut(rtf, start, rtf.len), slice_of(note))) start += strlen("\\*");
    Word word = read_word(rtf, start);
    if (slice_equal(word.name, SLICE("field"))) {
      pos = mend_field(rtf, word.end, out);
      continue;
    }
    size_t binary = binary_len(rtf, &word);
    pos = word.end + binary;
    buffer_add(out, slice_cut(rtf, start, pos));
    if (word.name.len && !binary && is_swallowed(byte_at(rtf, pos))) buffer_add_byte(out, ' ');
  }
}

bool rtf_has_notes(Slice rtf) {
  static const char note[] = "\\footnote";
  return rtf.len > 0 && memmem(rtf.ptr, rtf.len, note, strlen(note)) != NULL;
}

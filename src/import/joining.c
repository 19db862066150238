// SPDX-License-Identifier: MIT
// Joining lines. Whether a hyphen at a line end belongs to the word is learnt from the brief
// itself: a first pass collects both forms of every word that is cut so, a second one looks which
// of them occur.
#include "import/joining.h"

#include "base/safe.h"
#include "import/chars.h"
#include "import/wordset.h"

typedef enum LineEnd { LINE_END_BLANK, LINE_END_NOTHING, LINE_END_HYPHEN } LineEnd;

typedef struct Joiner {
  Draft *draft;
  Wordset words; // both forms of the words that a hyphen cuts; value 1: occurs in the brief
  Buffer form;   // scratch: one such form
  size_t paragraph_start, word_start; // in views
  size_t url_checked;                 // the word is searched for a URL up to here
  bool word_has_url;
  bool blank; // a blank is due
} Joiner;

static Slice last_word(Slice line) {
  size_t start = line.len;
  while (start > 0 && line.ptr[start - 1] != ' ' && line.ptr[start - 1] != '\t') start--;
  return slice_cut(line, start, line.len);
}

static Slice first_word(Slice line) {
  size_t end = 0;
  while (end < line.len && line.ptr[end] != ' ' && line.ptr[end] != '\t') end++;
  return slice_cut(line, 0, end);
}

// The letters at the end of the word before its hyphen, those at the start of the one after it.
static Slice core_before(Slice word) {
  size_t start = word.len - 1;
  uint32_t code_point, len;
  while ((len = chars_before(word, start, &code_point)) > 0 &&
         (chars_is_letter(code_point) || code_point == '-')) {
    start -= len;
  }
  return slice_cut(word, start, word.len - 1);
}

static Slice core_after(Slice word) {
  size_t end = 0;
  uint32_t code_point, len;
  while ((len = chars_at(word, end, &code_point)) > 0 &&
         (chars_is_letter(code_point) || code_point == '-')) {
    end += len;
  }
  return slice_cut(word, 0, end);
}

static bool is_cut_word(Slice line, Slice next) {
  if (line.len < 2 || line.ptr[line.len - 1] != '-') return false;
  uint32_t code_point;
  chars_at(next, 0, &code_point);
  return chars_is_lower(code_point);
}

// The whole word in joiner->form, with or without its hyphen.
static Slice make_form(Joiner *joiner, Slice line, Slice next, bool hyphen) {
  buffer_clear(&joiner->form);
  Slice before = core_before(last_word(line)), after = core_after(first_word(next));
  if (before.len + after.len >= WORDSET_WORD_MAX) return SLICE("");
  buffer_add(&joiner->form, before);
  if (hyphen) buffer_add_byte(&joiner->form, '-');
  buffer_add(&joiner->form, after);
  return buffer_slice(&joiner->form);
}

static void collect_cut_words(Joiner *joiner) {
  const Draft *draft = joiner->draft;
  for (uint32_t i = 0; i + 1 < draft->line_count; i++) {
    Slice line = draft_line_text(draft, &draft->lines[i]);
    Slice next = draft_line_text(draft, &draft->lines[i + 1]);
    if (!is_cut_word(line, next)) continue;
    wordset_add(&joiner->words, make_form(joiner, line, next, true));
    wordset_add(&joiner->words, make_form(joiner, line, next, false));
  }
  wordset_sort(&joiner->words);
  if (joiner->words.count == 0) return;
  Slice word;
  for (size_t pos = 0; wordset_next_word(draft_text(draft), &pos, &word);) {
    int32_t *occurs = wordset_find(&joiner->words, word);
    if (occurs) *occurs = 1;
  }
}

static bool occurs(Joiner *joiner, Slice form) {
  const int32_t *value = wordset_find(&joiner->words, form);
  return value && *value == 1;
}

static LineEnd end_of_cut_word(Joiner *joiner, Slice line, Slice next) {
  bool keep = occurs(joiner, make_form(joiner, line, next, true)) &&
              !occurs(joiner, make_form(joiner, line, next, false));
  return keep ? LINE_END_NOTHING : LINE_END_HYPHEN;
}

// Is the word at the end of the views a URL? What was searched once is not searched again.
static bool last_word_has_url(Joiner *joiner) {
  const Buffer *views = &joiner->draft->views;
  size_t from =
      joiner->url_checked > joiner->word_start + 8 ? joiner->url_checked - 8 : joiner->word_start;
  Slice fresh = slice_cut(buffer_slice(views), from, views->len);
  joiner->word_has_url = joiner->word_has_url || memmem(fresh.ptr, fresh.len, "http://", 7) ||
                         memmem(fresh.ptr, fresh.len, "https://", 8);
  joiner->url_checked = views->len;
  return joiner->word_has_url;
}

static bool holds_any(Slice word, const char *bytes) {
  for (size_t pos = 0; pos < word.len; pos++) {
    if (strchr(bytes, word.ptr[pos])) return true;
  }
  return false;
}

static LineEnd classify_line_end(Joiner *joiner, Slice line, Slice next) {
  char last = line.ptr[line.len - 1];
  if (!strchr("/-_.=&?", last)) return LINE_END_BLANK;
  if (last_word_has_url(joiner)) {
    bool goes_on = holds_any(first_word(next), "0123456789/-_%=&#?.");
    return goes_on ? LINE_END_NOTHING : LINE_END_BLANK;
  }
  return is_cut_word(line, next) ? end_of_cut_word(joiner, line, next) : LINE_END_BLANK;
}

static void begin_word(Joiner *joiner) {
  joiner->word_start = joiner->url_checked = joiner->draft->views.len;
  joiner->word_has_url = false;
}

// A blank of the view stands where the run of blanks that it is for ends.
static void write_blank(Joiner *joiner, uint32_t stored) {
  joiner->blank = false;
  if (joiner->draft->views.len > joiner->paragraph_start) {
    draft_add_view(joiner->draft, stored - 1, SLICE(" "));
  }
  begin_word(joiner);
}

// Bytes from pos on that go into a view as they stand: printable ASCII.
static size_t plain_length(Slice text, size_t pos, size_t end) {
  size_t at = pos;
  while (at < end && text.ptr[at] > ' ' && (unsigned char)text.ptr[at] < 0x80) at++;
  return at - pos;
}

static void append_line(Joiner *joiner, Span span) {
  Slice text = draft_text(joiner->draft);
  for (uint32_t pos = span.start; pos < span.end;) {
    uint32_t code_point, len = chars_at(text, pos, &code_point);
    if (chars_is_blank(code_point)) {
      joiner->blank = true;
    } else if (code_point < 0x80 || !safe_is_ignored(code_point)) {
      if (joiner->blank) write_blank(joiner, pos);
      if (code_point < 0x80) len = (uint32_t)plain_length(text, pos, span.end);
      draft_add_view(joiner->draft, pos, slice_cut(text, pos, pos + len));
    }
    pos += len;
  }
}

static void add_joint(Draft *draft, Span joint) {
  draft->joints =
      memory_grow(draft->joints, draft->joint_count, &draft->joint_room, sizeof *draft->joints);
  draft->joints[draft->joint_count++] = joint;
}

static void append_line_end(Joiner *joiner, const DraftLine *line) {
  Draft *draft = joiner->draft;
  LineEnd kind =
      classify_line_end(joiner, draft_line_text(draft, line), draft_line_text(draft, line + 1));
  if (kind == LINE_END_BLANK) {
    joiner->blank = true;
    return;
  }
  Span joint = span_make(line->span.end, line[1].span.start);
  if (kind == LINE_END_HYPHEN) {
    joint.start--;
    draft->views.len--;
  }
  add_joint(draft, joint);
}

static void build_view(Joiner *joiner, DraftParagraph *paragraph) {
  Draft *draft = joiner->draft;
  joiner->paragraph_start = draft->views.len;
  joiner->blank = false;
  begin_word(joiner);
  const DraftLine *line = &draft->lines[paragraph->first_line];
  for (uint32_t i = 0; i < paragraph->line_count; i++) {
    if (i > 0) append_line_end(joiner, line + i - 1);
    append_line(joiner, line[i].span);
  }
  paragraph->view = span_make((uint32_t)joiner->paragraph_start, (uint32_t)draft->views.len);
  paragraph->width = chars_width_of(draft_view(draft, paragraph));
}

void joining_build_views(Draft *draft) {
  Joiner joiner = {.draft = draft};
  if (draft->wrapped) collect_cut_words(&joiner);
  for (uint32_t i = 0; i < draft->paragraph_count; i++) build_view(&joiner, &draft->paragraphs[i]);
  wordset_release(&joiner.words);
  buffer_release(&joiner.form);
}

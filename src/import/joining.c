// SPDX-License-Identifier: MIT
// Joining lines: views without the line ends that vanish.
#include "import/joining.h"

#include "base/safe.h"
#include "import/chars.h"
#include "import/lineends.h"

typedef struct Joiner {
  Draft *draft;
  LineEnds ends;
  size_t paragraph_start, word_start; // in views
  size_t url_checked;                 // the word is searched for a URL up to here
  bool word_has_url;
  bool blank; // a blank is due
} Joiner;

static void learn_cut_words(Joiner *joiner) {
  const Draft *draft = joiner->draft;
  for (uint32_t i = 0; i + 1 < draft->line_count; i++) {
    lineends_add(&joiner->ends, draft_line_text(draft, &draft->lines[i]),
                 draft_line_text(draft, &draft->lines[i + 1]));
  }
  lineends_learn(&joiner->ends, draft_text(draft));
}

// Is the word at the end of the views a URL? What was searched once is not searched again.
static bool last_word_has_url(Joiner *joiner) {
  const Buffer *views = &joiner->draft->views;
  size_t from =
      joiner->url_checked > joiner->word_start + 8 ? joiner->url_checked - 8 : joiner->word_start;
  Slice fresh = slice_cut(buffer_slice(views), from, views->len);
  joiner->word_has_url = joiner->word_has_url || lineends_holds_url(fresh);
  joiner->url_checked = views->len;
  return joiner->word_has_url;
}

static LineEnd classify_line_end(Joiner *joiner, Slice line, Slice next) {
  if (!lineends_may_join(line)) return LINE_END_BLANK;
  return lineends_classify(&joiner->ends, line, next, last_word_has_url(joiner));
}

// The views end with a new word, of which `len` bytes stand there.
static void begin_word(Joiner *joiner, size_t len) {
  joiner->word_start = joiner->url_checked = joiner->draft->views.len - len;
  joiner->word_has_url = false;
}

// A blank of the view stands where the run of blanks that it is for ends.
static void write_blank(Joiner *joiner, uint32_t stored) {
  joiner->blank = false;
  if (joiner->draft->views.len > joiner->paragraph_start) {
    draft_add_view(joiner->draft, stored - 1, SLICE(" "));
  }
  begin_word(joiner, 0);
}

// What begins a run of printable ASCII and has single blanks between its words: the view has it as
// it stands. Looks no further than that.
static Slice plain_stretch(Slice run) {
  Slice stretch = run;
  const char *gap = memmem(stretch.ptr, stretch.len, "  ", 2);
  if (gap) stretch.len = (size_t)(gap - stretch.ptr);
  if (stretch.len && stretch.ptr[stretch.len - 1] == ' ') stretch.len--;
  return stretch;
}

static void append_words(Joiner *joiner, uint32_t pos, Slice words) {
  if (joiner->blank) write_blank(joiner, pos);
  draft_add_view(joiner->draft, pos, words);
  const char *blank = memrchr(words.ptr, ' ', words.len);
  if (blank) begin_word(joiner, words.len - (size_t)(blank - words.ptr) - 1);
}

static void append_line(Joiner *joiner, Span span) {
  Slice text = slice_cut(draft_text(joiner->draft), 0, span.end);
  size_t run_end = 0; // of the printable ASCII that pos is in
  for (uint32_t pos = span.start; pos < span.end;) {
    uint32_t code_point, len = chars_at(text, pos, &code_point);
    if (chars_is_blank(code_point)) {
      joiner->blank = true;
    } else if (code_point < 0x80) {
      if (pos >= run_end) run_end = pos + utf8_printable_length(text, pos);
      Slice words = plain_stretch(slice_cut(text, pos, run_end));
      append_words(joiner, pos, words);
      len = (uint32_t)words.len;
    } else if (!safe_is_ignored(code_point)) {
      append_words(joiner, pos, slice_cut(text, pos, pos + len));
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
  begin_word(joiner, 0);
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
  if (draft->wrapped) learn_cut_words(&joiner);
  for (uint32_t i = 0; i < draft->paragraph_count; i++) build_view(&joiner, &draft->paragraphs[i]);
  lineends_release(&joiner.ends);
}

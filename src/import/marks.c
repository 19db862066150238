// SPDX-License-Identifier: MIT
// Finding possible marks. For each style there is one reader, called only at bytes that can begin
// such a mark; it looks at a bounded stretch around the place, so a scan is linear.
//
//   what stands before        mark        what stands after
//   "… reads it."  ·  " "     [1–3, 5]    anything
//   "… km"                    ²           no mark: a power
//   "… authority."            1           " Waiting"
#include "import/marks.h"

#include "import/chars.h"
#include "import/lexicon.h"

enum {
  BRACKET_DIGITS_MAX = 4,
  GLUED_DIGITS_MAX = 3,
  CLOSERS_MAX = 6,
  GLUED_WORD_LEAST = 3,
  POWER_DIGITS_MAX = 2,
  BRACKETS_REACH = 120, // bytes before a numeral in which an open bracket is looked for
};

// Reads a mark at scan->pos; returns its bytes, or 0. *skip may be set to the bytes that hold no
// mark.
typedef size_t ReadMark(MarkScan *scan, Mark *mark, size_t *skip);

static bool is_blank_or_end(Slice text, size_t pos) {
  return pos >= text.len || text.ptr[pos] == ' ';
}

static bool is_ascii_of(Slice text, size_t pos, const char *bytes) {
  return pos < text.len && text.ptr[pos] && strchr(bytes, text.ptr[pos]);
}

static size_t skip_blanks(Slice text, size_t pos) {
  while (pos < text.len && text.ptr[pos] == ' ') pos++;
  return pos;
}

static size_t set_single(Mark *mark, Label label, size_t len) {
  mark->label_count = 1;
  mark->labels[0] = label;
  return len;
}

// ---- Brackets

static size_t dash_length(Slice text, size_t pos) {
  static const char *const dashes[] = {"-", "–", "—"};
  size_t len = 0;
  for (int i = 0; i < 3 && len == 0 && pos < text.len; i++) {
    len = chars_match(slice_cut(text, pos, text.len), dashes[i]);
  }
  return len;
}

// A caret may stand before it, as in Markdown.
static size_t read_label(Slice text, size_t pos, Label *label) {
  size_t caret = is_ascii_of(text, pos, "^");
  size_t len = labels_read_decimal(text, pos + caret, BRACKET_DIGITS_MAX, label);
  if (len == 0) len = labels_read_roman(text, pos + caret, label);
  return len ? caret + len : 0;
}

// Adds the label, or with `range` all after the last one up to it.
static bool add_label(Mark *mark, Label label, bool range) {
  uint32_t first = label.value;
  if (range) {
    Label last = mark->labels[mark->label_count - 1];
    if (last.kind != label.kind || last.value >= label.value) return false;
    if (label.value >= last.value + MARK_RANGE_MAX) return false;
    first = last.value + 1;
  }
  for (uint32_t value = first; value <= label.value; value++) {
    if (mark->label_count == MARK_LABELS_MAX) return false;
    mark->labels[mark->label_count++] = (Label){label.kind, value};
  }
  return true;
}

// From after `[` to after `]`.
static size_t read_items(Slice text, size_t pos, Mark *mark) {
  mark->label_count = 0;
  for (bool range = false;;) {
    Label label;
    pos = skip_blanks(text, pos);
    size_t len = read_label(text, pos, &label);
    if (len == 0 || !add_label(mark, label, range)) return 0;
    pos = skip_blanks(text, pos + len);
    if (is_ascii_of(text, pos, "]")) return pos + 1;
    size_t dash = dash_length(text, pos);
    range = dash > 0;
    if (!range && !is_ascii_of(text, pos, ",;")) return 0;
    pos += range ? dash : 1;
  }
}

// "[1]-[3]": the second bracket widens the first to a range.
static size_t read_second_bracket(Slice text, size_t pos, Mark *mark) {
  size_t dash = dash_length(text, pos);
  Label label;
  if (dash == 0 || mark->label_count != 1 || !is_ascii_of(text, pos + dash, "[")) return 0;
  size_t start = pos + dash + 1, len = read_label(text, start, &label);
  if (len == 0 || !is_ascii_of(text, start + len, "]")) return 0;
  return add_label(mark, label, true) ? start + len + 1 : 0;
}

static size_t read_bracket(MarkScan *scan, Mark *mark, size_t *skip) {
  (void)skip;
  Slice text = scan->text;
  size_t end = read_items(text, scan->pos + 1, mark);
  if (end == 0) return 0;
  if (scan->pos == 0 && !(mark->label_count == 1 && is_ascii_of(text, end, ".,;"))) return 0;
  size_t second = read_second_bracket(text, end, mark);
  return (second ? second : end) - scan->pos;
}

// ---- Parentheses

static size_t read_between(Slice text, size_t pos, const char *open, const char *close,
                           Mark *mark) {
  Label label;
  size_t start = chars_match(slice_cut(text, pos, text.len), open);
  size_t len = start ? labels_read_digits(text, pos + start, &label) : 0;
  if (len == 0) return 0;
  size_t end = chars_match(slice_cut(text, pos + start + len, text.len), close);
  return end ? set_single(mark, label, start + len + end) : 0;
}

static size_t read_fullwidth(MarkScan *scan, Mark *mark, size_t *skip) {
  (void)skip;
  return read_between(scan->text, scan->pos, "（", "）", mark);
}

static bool lower_word_follows(Slice text, size_t pos) {
  uint32_t code_point;
  if (!is_ascii_of(text, pos, " ")) return false;
  chars_at(text, pos + 1, &code_point);
  return chars_is_lower(code_point);
}

static size_t read_paren(MarkScan *scan, Mark *mark, size_t *skip) {
  (void)skip;
  Slice text = scan->text;
  size_t len = read_between(text, scan->pos, "(", ")", mark);
  if (len == 0 || scan->pos == 0 || text.ptr[scan->pos - 1] == '(') return 0;
  if (scan->enumeration && lower_word_follows(text, scan->pos + len)) return 0;
  return len;
}

// Two or more "(n) word" make a list inside the sentence.
static bool is_enumeration(Slice text) {
  uint32_t count = 0;
  for (size_t pos = 0; pos < text.len && count < 2; pos++) {
    const char *open = memchr(text.ptr + pos, '(', text.len - pos);
    if (!open) break;
    pos = (size_t)(open - text.ptr);
    Mark mark;
    size_t len = read_between(text, pos, "(", ")", &mark);
    if (len && lower_word_follows(text, pos + len)) count++;
  }
  return count >= 2;
}

// ---- Superscripts

// The letters, or the digits, that end before pos.
static Slice run_before(Slice text, size_t pos, bool (*is_member)(uint32_t)) {
  size_t start = pos;
  uint32_t code_point, len;
  while (pos - start < 32 && (len = chars_before(text, start, &code_point)) > 0 &&
         is_member(code_point)) {
    start -= len;
  }
  return slice_cut(text, start, pos);
}

// A unit, a variable or a short number: what follows raised is its power.
static bool is_base(Slice text, size_t pos) {
  Slice digits = run_before(text, pos, chars_is_digit);
  if (digits.len) return digits.len <= POWER_DIGITS_MAX;
  return chars_is_any(run_before(text, pos, chars_is_letter), lexicon_units);
}

static size_t superscript_run(Slice text, size_t pos) {
  Label label;
  size_t start = pos;
  uint32_t code_point;
  for (uint32_t len; (len = chars_at(text, pos, &code_point)) > 0; pos += len) {
    if (labels_read_superscript(slice_cut(text, pos, pos + len), 0, &label) == 0) break;
  }
  return pos - start;
}

static size_t read_superscript(MarkScan *scan, Mark *mark, size_t *skip) {
  Slice text = scan->text;
  Label label;
  size_t run = superscript_run(text, scan->pos);
  if (run == 0) return 0;
  *skip = run;
  size_t len = labels_read_superscript(text, scan->pos, &label);
  if (len == 0 || scan->pos == 0 || text.ptr[scan->pos - 1] == ' ') return 0;
  return is_base(text, scan->pos) ? 0 : set_single(mark, label, len);
}

// ---- Circled numbers and symbols

static size_t read_circled(MarkScan *scan, Mark *mark, size_t *skip) {
  (void)skip;
  Label label;
  size_t len = labels_read_circled(scan->text, scan->pos, &label);
  return len && scan->pos > 0 ? set_single(mark, label, len) : 0;
}

static size_t symbol_run(Slice text, size_t pos) {
  uint32_t first, next, len = chars_at(text, pos, &first);
  size_t end = pos + len;
  while ((len = chars_at(text, end, &next)) > 0 && next == first) end += len;
  return end - pos;
}

// Asterisks after a blank and before a word open an emphasis; the next ones after a word close it.
static size_t read_symbol(MarkScan *scan, Mark *mark, size_t *skip) {
  Slice text = scan->text;
  uint32_t first, before;
  Label label;
  chars_at(text, scan->pos, &first);
  size_t end = scan->pos + symbol_run(text, scan->pos);
  size_t len = labels_read_symbols(text, scan->pos, &label);
  if (len == 0 && first != '*') return 0;
  *skip = end - scan->pos;
  chars_before(text, scan->pos, &before);
  if (before == 0 || before == ' ' || chars_is_opening(before)) {
    if (first == '*') scan->emphasis = !is_blank_or_end(text, end);
    return 0;
  }
  if (first == '*' && scan->emphasis) {
    scan->emphasis = false;
    return 0;
  }
  bool ends = is_blank_or_end(text, end) || is_ascii_of(text, end, ".,;:");
  return len && ends ? set_single(mark, label, len) : 0;
}

// ---- Glued numerals

static bool is_abbreviation(Slice text, size_t stop) {
  if (text.ptr[stop] != '.') return false;
  return chars_is_any(run_before(text, stop, chars_is_letter), lexicon_abbreviations);
}

// Before pos: a letter, then closing quotation marks or brackets and at most one stop, at least one
// of these.
static bool ends_sentence_part(Slice text, size_t pos) {
  uint32_t stops = 0, code_point, len;
  size_t at = pos;
  for (int count = 0; count < CLOSERS_MAX; count++) {
    len = chars_before(text, at, &code_point);
    bool stop = len == 1 && code_point < 0x80 && strchr(".,;:!?", (int)code_point);
    if (!stop && !chars_is_closing(code_point)) break;
    stops += stop;
    at -= len;
  }
  chars_before(text, at, &code_point);
  return at < pos && stops <= 1 && chars_is_letter(code_point);
}

static bool ends_long_word(Slice text, size_t pos) {
  uint32_t count = 0, code_point, len;
  chars_before(text, pos, &code_point);
  if (!chars_is_lower(code_point)) return false;
  while (count < GLUED_WORD_LEAST && (len = chars_before(text, pos, &code_point)) > 0 &&
         chars_is_letter(code_point)) {
    pos -= len;
    count++;
  }
  return count == GLUED_WORD_LEAST;
}

// "“word”2." in the middle of a sentence: between a closing quotation mark and a stop.
static bool is_quoted(Slice text, size_t pos, size_t end) {
  uint32_t before;
  chars_before(text, pos, &before);
  bool quotation = before == '"' || before == 0x201D || before == 0xBB;
  return quotation && is_ascii_of(text, end, ".,;:") && is_blank_or_end(text, end + 1);
}

static size_t read_glued(MarkScan *scan, Mark *mark, size_t *skip) {
  Slice text = scan->text;
  size_t end = scan->pos;
  while (end < text.len && chars_is_digit((unsigned char)text.ptr[end])) end++;
  *skip = end - scan->pos;
  Label label;
  size_t len = labels_read_decimal(text, scan->pos, GLUED_DIGITS_MAX, &label);
  if (len == 0 || scan->pos == 0) return 0;
  bool ends = is_blank_or_end(text, end);
  bool sentence = (ends || is_quoted(text, scan->pos, end)) &&
                  ends_sentence_part(text, scan->pos) && !is_abbreviation(text, scan->pos - 1);
  bool word =
      scan->paged && (ends || is_ascii_of(text, end, ".,;:)")) && ends_long_word(text, scan->pos);
  return sentence || word ? set_single(mark, label, len) : 0;
}

// ---- Numerals with one bracket, and behind a word

// Is a bracket open at pos? Looks back a stretch only.
static bool is_in_brackets(Slice text, size_t pos) {
  size_t start = pos > BRACKETS_REACH ? pos - BRACKETS_REACH : 0;
  while (pos-- > start) {
    if (text.ptr[pos] == ')') return false;
    if (text.ptr[pos] == '(') return true;
  }
  return false;
}

static size_t read_half(MarkScan *scan, Mark *mark, size_t *skip) {
  Slice text = scan->text;
  Label label;
  size_t end = scan->pos;
  while (end < text.len && chars_is_digit((unsigned char)text.ptr[end])) end++;
  *skip = end - scan->pos;
  uint32_t before;
  size_t len = labels_read_decimal(text, scan->pos, GLUED_DIGITS_MAX, &label);
  size_t close = chars_match(slice_cut(text, end, text.len), ")");
  if (close == 0) close = chars_match(slice_cut(text, end, text.len), "）");
  chars_before(text, scan->pos, &before);
  bool glued = before > ' ' && (before >= 0x80 || !strchr("(-/", (int)before));
  if (len == 0 || close == 0 || !glued || is_in_brackets(text, scan->pos)) return 0;
  return set_single(mark, label, len + close);
}

static size_t read_labelled(MarkScan *scan, Mark *mark, size_t *skip) {
  (void)skip;
  Label label;
  Span digits;
  uint32_t before;
  size_t len = labels_read_labelled(scan->text, scan->pos, &label, &digits);
  chars_before(scan->text, scan->pos, &before);
  return len && before > ' ' ? set_single(mark, label, len) : 0;
}

// ---- The walk

typedef struct StyleRow {
  ReadMark *read;
  bool outside_urls;
} StyleRow;

static const StyleRow rows[] = {
    [MARK_BRACKET] = {read_bracket, false},  [MARK_FULLWIDTH] = {read_fullwidth, false},
    [MARK_PAREN] = {read_paren, false},      [MARK_SUPERSCRIPT] = {read_superscript, true},
    [MARK_CIRCLED] = {read_circled, false},  [MARK_SYMBOL] = {read_symbol, false},
    [MARK_GLUED] = {read_glued, true},       [MARK_HALF] = {read_half, true},
    [MARK_LABELLED] = {read_labelled, true},
};

// What can begin with a byte: a set of styles. Most bytes begin nothing, in any style.
enum {
  LEADS_BRACKET = 1 << MARK_BRACKET | 1 << MARK_LABELLED,
  LEADS_PAREN = 1 << MARK_PAREN | 1 << MARK_LABELLED,
  LEADS_FULLWIDTH = 1 << MARK_FULLWIDTH | 1 << MARK_LABELLED,
  LEADS_DIGIT = 1 << MARK_GLUED | 1 << MARK_HALF,
  LEADS_C2 = 1 << MARK_SUPERSCRIPT | 1 << MARK_SYMBOL,
  LEADS_E2 = 1 << MARK_SUPERSCRIPT | 1 << MARK_CIRCLED | 1 << MARK_SYMBOL | 1 << MARK_LABELLED,
  LEADS_ASTERISK = 1 << MARK_SYMBOL | 1 << MARK_LABELLED,
  LEADS_IDEOGRAPH = 1 << MARK_LABELLED,
};

static const uint16_t leads[256] = {
    ['['] = LEADS_BRACKET,    ['('] = LEADS_PAREN,      ['*'] = LEADS_ASTERISK,
    ['0'] = LEADS_DIGIT,      ['1'] = LEADS_DIGIT,      ['2'] = LEADS_DIGIT,
    ['3'] = LEADS_DIGIT,      ['4'] = LEADS_DIGIT,      ['5'] = LEADS_DIGIT,
    ['6'] = LEADS_DIGIT,      ['7'] = LEADS_DIGIT,      ['8'] = LEADS_DIGIT,
    ['9'] = LEADS_DIGIT,      [0xC2] = LEADS_C2,        [0xE2] = LEADS_E2,
    [0xE3] = LEADS_IDEOGRAPH, [0xE6] = LEADS_IDEOGRAPH, [0xE8] = LEADS_IDEOGRAPH,
    [0xEF] = LEADS_FULLWIDTH,
};

// The next place from pos on where a mark of the style can begin, or the end.
static size_t find_lead(Slice text, size_t pos, MarkStyle style) {
  while (pos < text.len && !(leads[(unsigned char)text.ptr[pos]] >> style & 1)) pos++;
  return pos;
}

static void find_url(MarkScan *scan, size_t from) {
  if (!urls_find(scan->text, from, &scan->url))
    scan->url = (Url){scan->text.len, scan->text.len, scan->text.len};
}

void marks_scan_start(MarkScan *scan, Slice text, MarkStyle style, bool paged) {
  *scan = (MarkScan){.text = text, .style = style, .paged = paged};
  if (style == MARK_PAREN) scan->enumeration = is_enumeration(text);
  if (rows[style].outside_urls) find_url(scan, 0);
}

static bool is_in_url(MarkScan *scan) {
  if (!rows[scan->style].outside_urls) return false;
  while (scan->url.reach <= scan->pos && scan->url.start < scan->text.len)
    find_url(scan, scan->url.reach);
  return scan->pos >= scan->url.start && scan->pos < scan->url.reach;
}

bool marks_scan_next(MarkScan *scan, Mark *mark) {
  for (;;) {
    scan->pos = find_lead(scan->text, scan->pos, scan->style);
    if (scan->pos >= scan->text.len) return false;
    size_t skip = 1, start = scan->pos;
    size_t len = rows[scan->style].read(scan, mark, &skip);
    if (len && is_in_url(scan)) len = 0;
    scan->pos += len ? len : skip;
    if (len == 0) continue;
    mark->span = span_make((uint32_t)start, (uint32_t)scan->pos);
    return true;
  }
}

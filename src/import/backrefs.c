// SPDX-License-Identifier: MIT
// Back references. Reading one looks at the beginning of a note only, or at the whole of a short
// one. Works are looked up through a set of the names that are asked for, so that a brief with any
// number of "op. cit." costs one walk over its notes.
#include "import/backrefs.h"

#include "base/utf8.h"
#include "import/chars.h"
#include "import/lexicon.h"
#include "import/references.h"
#include "import/wordset.h"

#include <stdlib.h>

enum { WORK_NAME_MAX = 60, WORK_NAME_LEAST = 2, FOLDED_MOST = 4 * BACKREF_LENGTH_MAX };

static Slice rest_of(Slice folded, size_t pos) {
  return slice_cut(folded, pos, folded.len);
}

// ---- Ibid.

static size_t skip_introduction(Slice folded) {
  size_t pos = folded.len - chars_rest(folded, folded.len && folded.ptr[0] == '(').len, len;
  while ((len = chars_match_any(rest_of(folded, pos), lexicon_ibid_before)) > 0) {
    pos += len;
    while (pos < folded.len && strchr(",:", folded.ptr[pos])) pos++;
    pos = folded.len - chars_rest(folded, pos).len;
  }
  return pos;
}

// The bytes of "id." before a blank or the end.
static size_t match_id(Slice rest) {
  size_t len = chars_match(rest, "id.");
  return len && (len == rest.len || rest.ptr[len] == ' ') ? len : 0;
}

static size_t match_ibid(Slice rest) {
  size_t len = chars_match_any(rest, lexicon_ibid);
  if (len == 0) len = match_id(rest);
  for (const char *const *sign = lexicon_ibid_signs; *sign && len == 0; sign++) {
    len = chars_match(rest, *sign);
  }
  return len;
}

static bool read_ibid(Slice folded, Backref *backref) {
  size_t start = skip_introduction(folded), len = match_ibid(rest_of(folded, start));
  backref->kind = BACKREF_IBID;
  backref->rest = start + len;
  return len > 0;
}

// ---- Numbers of notes

static size_t skip_sign(Slice folded, size_t pos, const char *sign) {
  return pos + chars_match(rest_of(folded, pos), sign);
}

static size_t skip_blanks(Slice folded, size_t pos) {
  return folded.len - chars_rest(folded, pos).len;
}

// A number, or a roman one, at pos.
static size_t read_number(Slice folded, size_t pos, Backref *backref) {
  Label label;
  size_t len = labels_read_digits(folded, pos, &label);
  if (len == 0) len = labels_read_roman(folded, pos, &label);
  uint32_t after;
  chars_at(folded, pos + len, &after);
  if (len == 0 || chars_is_letter(after)) return 0;
  backref->number = label.value;
  backref->rest = pos + len;
  return len;
}

// "note", "notes", "n.", "nn. " and the number behind it.
static size_t read_note_number(Slice folded, size_t pos, Backref *backref) {
  size_t len = chars_match_any(rest_of(folded, pos), lexicon_note_words);
  if (len == 0) len = chars_match(rest_of(folded, pos), "n.");
  return len ? read_number(folded, skip_blanks(folded, pos + len), backref) : 0;
}

// "supra note 3", "above, n. 3"
static bool read_directed(Slice folded, size_t pos, Backref *backref) {
  static const char *const words[] = {"supra", "above", "infra", NULL};
  size_t len = chars_match_any(rest_of(folded, pos), words);
  if (len == 0) return false;
  size_t at = skip_blanks(folded, skip_sign(folded, pos + len, ","));
  return read_note_number(folded, at, backref) > 0;
}

// "See note 3", "Wie Anm. 3": at the beginning only, and one note only.
static bool read_seen(Slice folded, Backref *backref) {
  static const char *const as[] = {"wie", "as in", NULL};
  static const char *const several[] = {"notes", "nn", "nn.", NULL};
  size_t start = skip_introduction(folded);
  if (start == 0) start = chars_match_any(folded, as);
  if (chars_match_any(chars_rest(folded, start), several)) return false;
  backref->kind = BACKREF_NUMBER;
  return start > 0 && read_note_number(folded, skip_blanks(folded, start), backref) > 0;
}

// "note 3 above"
static bool read_note_above(Slice folded, size_t pos, Backref *backref) {
  static const char *const words[] = {"note", "notes", NULL};
  static const char *const where[] = {"above", "supra", "below", "infra", NULL};
  size_t len = chars_match_any(rest_of(folded, pos), words);
  if (len == 0 || !read_number(folded, skip_blanks(folded, pos + len), backref)) return false;
  size_t at = skip_blanks(folded, backref->rest);
  len = chars_match_any(rest_of(folded, at), where);
  backref->rest = at + len;
  return len > 0;
}

// "(n 3)"
static bool read_note_in_brackets(Slice folded, size_t pos, Backref *backref) {
  if (folded.ptr[pos] != '(') return false;
  size_t len = chars_match(rest_of(folded, pos + 1), "n");
  if (len == 0 || !read_number(folded, skip_blanks(folded, pos + 1 + len), backref)) return false;
  if (backref->rest >= folded.len || folded.ptr[backref->rest] != ')') return false;
  backref->rest++;
  return true;
}

// 前掲注3, 前掲注(3), 同注3
static bool read_east_asian(Slice folded, size_t pos, Backref *backref) {
  static const char *const words[] = {"前掲注", "前掲註", "前注", "前註", "同注", "同註"};
  size_t len = 0;
  for (size_t i = 0; i < sizeof words / sizeof *words && len == 0; i++) {
    len = chars_match(rest_of(folded, pos), words[i]);
  }
  if (len == 0) return false;
  size_t at = skip_sign(folded, skip_sign(folded, pos + len, "("), "（");
  if (!read_number(folded, at, backref)) return false;
  backref->rest = skip_sign(folded, skip_sign(folded, backref->rest, ")"), "）");
  return true;
}

// Does a back reference by number begin with this byte, by the words above?
static bool may_be_numbered(unsigned char byte) {
  static const bool leads[256] = {
      ['s'] = true, ['a'] = true, ['i'] = true, ['n'] = true, ['('] = true, [0xE5] = true};
  return leads[byte];
}

static bool is_word_start(Slice folded, size_t pos) {
  uint32_t before;
  chars_before(folded, pos, &before);
  return !chars_is_letter(before) && !chars_is_digit(before);
}

static bool read_numbered(Slice folded, Backref *backref) {
  backref->kind = BACKREF_NUMBER;
  for (size_t pos = 0; pos < folded.len; pos++) {
    if (!may_be_numbered((unsigned char)folded.ptr[pos])) continue;
    if (read_east_asian(folded, pos, backref)) return true;
    if (!is_word_start(folded, pos)) continue;
    if (read_directed(folded, pos, backref) || read_note_above(folded, pos, backref) ||
        read_note_in_brackets(folded, pos, backref)) {
      return true;
    }
  }
  return false;
}

// ---- Works

static Slice last_word(Slice text) {
  Slice word, last = SLICE("");
  for (size_t pos = 0; wordset_next_word(text, &pos, &word);) last = word;
  return last;
}

static bool read_work(Slice folded, Backref *backref) {
  CharsLeads leads;
  chars_find_leads(lexicon_op_cit, &leads);
  for (size_t pos = WORK_NAME_LEAST; pos < folded.len && pos <= 4 * WORK_NAME_MAX; pos++) {
    unsigned char first = (unsigned char)folded.ptr[pos];
    if (!leads.has[first] || (first & 0xC0) == 0x80) continue;
    for (const char *const *word = lexicon_op_cit; *word; word++) {
      size_t len = chars_match(rest_of(folded, pos), *word);
      if (len == 0) continue;
      Slice name = chars_strip(slice_cut(folded, 0, pos), ",");
      size_t count = utf8_count(name);
      *backref = (Backref){BACKREF_WORK, 0, last_word(name), pos + len};
      return count >= WORK_NAME_LEAST && count <= WORK_NAME_MAX && backref->name.len > 0;
    }
  }
  return false;
}

Backref backrefs_read(Slice folded, size_t length) {
  Backref backref = {0};
  if (read_ibid(folded, &backref)) return backref;
  bool is_short = length <= BACKREF_LENGTH_MAX;
  if (is_short && (read_numbered(folded, &backref) || read_seen(folded, &backref))) return backref;
  if (read_work(folded, &backref)) return backref;
  return (Backref){BACKREF_NONE, 0, SLICE(""), 0};
}

// ---- Resolving

typedef struct Resolver {
  Draft *draft;
  Backref *backrefs; // of each note; names are kept in the arena
  Wordset names;     // value: the last full note that holds the word
} Resolver;

static Slice first_body(const Draft *draft, const DraftNote *note) {
  uint32_t end = draft->paragraphs[note->paragraph].view.end;
  return draft_cut(draft, span_make(note->body < end ? note->body : end, end));
}

static size_t note_length(const Draft *draft, const DraftNote *note) {
  size_t length = utf8_count(first_body(draft, note));
  for (uint32_t i = 1; i < note->paragraph_count; i++) {
    length += utf8_count(draft_view(draft, &draft->paragraphs[note->paragraph + i]));
  }
  return length;
}

// Folding may change the length in bytes; what is left of it is found from the end by characters.
static Span pinpoint_of(const Draft *draft, const DraftNote *note, Slice folded, size_t rest) {
  static const char *const signs = ".,;: ";
  Slice body = first_body(draft, note);
  size_t left = utf8_count(rest_of(folded, rest)), end = body.len;
  while (left-- > 0 && end > 0) end = utf8_before(body.ptr, end);
  while (end < body.len && strchr(signs, body.ptr[end])) end++;
  size_t stop = body.len;
  while (stop > end && strchr(signs, body.ptr[stop - 1])) stop--;
  uint32_t base = note->body;
  return end < stop ? span_make(base + (uint32_t)end, base + (uint32_t)stop)
                    : span_make(base, base);
}

static void read_note(Resolver *resolver, uint32_t index) {
  Draft *draft = resolver->draft;
  DraftNote *note = &draft->notes[index];
  uint32_t end = draft->paragraphs[note->paragraph].view.end;
  Slice body = first_body(draft, note);
  Slice folded = draft_fold(draft, span_make(end - (uint32_t)body.len, end), FOLDED_MOST);
  Backref *backref = &resolver->backrefs[index];
  *backref = backrefs_read(folded, note_length(draft, note));
  note->pinpoint = span_make(note->body, note->body);
  if (backref->kind == BACKREF_NONE) return;
  note->back = true;
  if (body.len < FOLDED_MOST) note->pinpoint = pinpoint_of(draft, note, folded, backref->rest);
  backref->name = arena_slice(draft->arena, backref->name);
  if (backref->kind == BACKREF_WORK) wordset_add(&resolver->names, backref->name);
}

// A full note answers for all its words.
static void remember_words(Resolver *resolver, uint32_t index) {
  const Draft *draft = resolver->draft;
  const DraftNote *note = &draft->notes[index];
  if (resolver->names.count == 0) return;
  for (uint32_t i = 0; i < note->paragraph_count; i++) {
    Slice text = i == 0 ? first_body(draft, note)
                        : draft_view(draft, &draft->paragraphs[note->paragraph + i]);
    Slice word;
    for (size_t pos = 0; wordset_next_word(text, &pos, &word);) {
      int32_t *last = wordset_find(&resolver->names, word);
      if (last) *last = (int32_t)index;
    }
  }
}

static int32_t note_before(const Draft *draft, uint32_t index) {
  if (index == 0 || draft->notes[index - 1].run != draft->notes[index].run) return VERSION_NONE;
  const DraftNote *before = &draft->notes[index - 1];
  return before->back && before->target == VERSION_NONE ? VERSION_NONE : (int32_t)index - 1;
}

static int32_t find_target(Resolver *resolver, uint32_t index) {
  const Draft *draft = resolver->draft;
  const Backref *backref = &resolver->backrefs[index];
  uint32_t run = draft->notes[index].run;
  int32_t target = VERSION_NONE;
  if (backref->kind == BACKREF_IBID) return note_before(draft, index);
  if (backref->kind == BACKREF_NUMBER) target = references_note(draft, run, backref->number);
  if (backref->kind == BACKREF_WORK) {
    const int32_t *last = wordset_find(&resolver->names, backref->name);
    if (last) target = *last;
  }
  bool usable =
      target != VERSION_NONE && target != (int32_t)index && draft->notes[target].run == run;
  return usable ? target : VERSION_NONE;
}

// Follows targets to a full note. Each chain is walked twice at most: what it found is left in
// every note on it; a circle (note 1 "infra note 2", note 2 "Ibid.") has no root.
static void find_root(Draft *draft, uint32_t index, uint32_t *visit) {
  int32_t at = (int32_t)index, root = VERSION_NONE;
  while (at != VERSION_NONE) {
    const DraftNote *note = &draft->notes[at];
    if (!note->back)
      root = at;
    else if (visit[at])
      root = note->root;
    if (!note->back || visit[at]) break;
    visit[at] = 1;
    at = note->target;
  }
  for (at = (int32_t)index; at != VERSION_NONE && draft->notes[at].back && visit[at] == 1;
       at = draft->notes[at].target) {
    draft->notes[at].root = root;
    visit[at] = 2;
  }
}

static void find_roots(Draft *draft) {
  uint32_t *visit = memory_new(draft->note_count + 1, sizeof *visit);
  for (uint32_t i = 0; i < draft->note_count; i++) find_root(draft, i, visit);
  for (uint32_t i = 0; i < draft->note_count; i++) {
    if (draft->notes[i].root == VERSION_NONE) draft->notes[i].target = VERSION_NONE;
  }
  free(visit);
}

void backrefs_resolve(Draft *draft) {
  Resolver resolver = {.draft = draft};
  resolver.backrefs = memory_new(draft->note_count + 1, sizeof *resolver.backrefs);
  for (uint32_t i = 0; i < draft->note_count; i++) read_note(&resolver, i);
  wordset_sort(&resolver.names);
  for (uint32_t i = 0; i < draft->note_count; i++) {
    if (draft->notes[i].back)
      draft->notes[i].target = find_target(&resolver, i);
    else
      remember_words(&resolver, i);
  }
  find_roots(draft);
  wordset_release(&resolver.names);
  free(resolver.backrefs);
}

// SPDX-License-Identifier: MIT
// The end of a sentence, decided at one place.
//
//   … in the U.S. in 2025.”[i] Tokyo …
//            ‾‾         │‾‾‾‾ ‾‾‾‾‾
//            token     run │   └ next word: small, capital, number, a word that sentences begin
//            with
//                          └ trail: closing quotation marks, brackets, reference marks
//
// 1. The run of stops has a kind. Wide ones (。！？) need no blank behind them, all others do,
// unless
//    a reference mark stands between.
// 2. The trail belongs to the sentence, also a mark after one blank ("authority. [1] Waiting").
// 3. A small letter, a comma or a closing bracket that comes next: the sentence goes on.
// 4. A single full stop is weighed by the token before it: abbreviation, initial, ordinal, number
// of
//    a list. Where it can be both, a sentence ends only if the next word is one that sentences
//    begin with; joining two sentences does less harm to a selection than cutting one.
//
// Look-back and look-ahead are bounded by the constants below, but for the blanks that follow a
// stop, each of which follows only one.
#include "text/stop.h"

#include "text/dot.h"
#include "text/scan.h"
#include "text/trail.h"
#include "text/view.h"

#include <unictype.h>
#include <unigbrk.h>

enum {
  WIDE_DOT = 0xFF0E, // also in decimals
  RUN_MAX = 1024,    // bytes of a run of stops
};

// ---- Characters

// Does it belong to the grapheme cluster before it?
static bool is_extending(uint32_t code_point) {
  int property = uc_graphemeclusterbreak_property(code_point);
  return property == GBP_EXTEND || property == GBP_SPACINGMARK || property == GBP_ZWJ;
}

// ---- The run

static ScanStop kind_at(const Scan *scan, uint32_t pos) {
  uint32_t code_point;
  scan_at(scan, pos, &code_point);
  return scan_stop_kind(code_point);
}

// Grows the run over stops on the right, also over ". . ." with single blanks.
static void grow_right(const Scan *scan, Span *run) {
  for (uint32_t from = run->end; run->end - from < RUN_MAX;) {
    uint32_t code_point, len = scan_at(scan, run->end, &code_point);
    if (scan_stop_kind(code_point) == SCAN_NONE) {
      bool spaced =
          len > 0 && view_is_blank(code_point) && kind_at(scan, run->end + len) == SCAN_DOT;
      if (!spaced) return;
      len++;
    }
    run->end += len;
  }
}

static void grow_left(const Scan *scan, Span *run) {
  for (uint32_t from = run->start; from - run->start < RUN_MAX;) {
    uint32_t code_point, before = scan_before(scan, run->start, &code_point);
    if (scan_stop_kind(code_point) == SCAN_NONE) {
      bool spaced = view_is_blank(code_point) && kind_at(scan, run->start) == SCAN_DOT;
      if (!spaced) return;
      before = scan_before(scan, before, &code_point);
      if (scan_stop_kind(code_point) == SCAN_NONE) return;
    }
    run->start = before;
  }
}

static ScanStop kind_of_run(const Scan *scan, Span run) {
  ScanStop kind = SCAN_NONE;
  uint32_t code_point, stops = 0;
  for (uint32_t pos = run.start; pos < run.end; pos += scan_at(scan, pos, &code_point)) {
    ScanStop here = kind_at(scan, pos);
    stops += here != SCAN_NONE;
    if (here > kind) kind = here;
  }
  return kind == SCAN_DOT && stops > 1 ? SCAN_ELLIPSIS : kind;
}

// ---- The verdict

// […] stands for something, it ends nothing.
static bool is_omission(const Scan *scan, Span run) {
  uint32_t open, close;
  scan_before(scan, run.start, &open);
  scan_at(scan, run.end, &close);
  return (open == '[' && close == ']') || (open == '(' && close == ')');
}

static bool goes_on(uint32_t code_point) {
  static const uint32_t signs[] = {',', ';', ':', 0x3001, 0xFF0C, 0xFF1B, 0xFF1A, 0x060C, 0};
  for (size_t i = 0; signs[i]; i++) {
    if (signs[i] == code_point) return true;
  }
  return uc_is_general_category(code_point, UC_CATEGORY_Pe);
}

// "「行く。」と言った": a quotation in a sentence that goes on with と, って, or a particle before
// a word in other signs than hiragana ("の意味"); not "「行く。」ところが".
static bool is_quoted_on(const Scan *scan, uint32_t pos) {
  uint32_t first, second, len = scan_at(scan, pos, &first);
  scan_at(scan, pos + len, &second);
  if (first == 0x3063) return true;
  if (first == 0x3068) return second != 0x3053 && second != 0x3066 && second != 0x308A;
  static const uint32_t particles[] = {0x304B, 0x304C, 0x3067, 0x306A, 0x306B, 0x306E,
                                       0x306F, 0x3078, 0x3082, 0x3084, 0x3092};
  bool hiragana = second >= 0x3041 && second <= 0x309F;
  for (size_t i = 0; i < sizeof particles / sizeof *particles; i++) {
    if (particles[i] == first) return !hiragana;
  }
  return false;
}

// "“谁付钱？”他问。": who says it, and a verb of saying that ends the clause. Before a colon it
// brings in the next quotation.
static bool is_said_on(const Scan *scan, uint32_t pos) {
  enum { CLAUSE_MAX = 8 };
  static const uint32_t verbs[] = {0x8BF4, 0x8AAA, 0x95EE, 0x554F, 0x9053,
                                   0x53EB, 0x558A, 0x7B54, 0x66F0}; // 说說问問道叫喊答曰
  uint32_t code_point = 0, verb = 0;
  for (int letters = 0; letters < CLAUSE_MAX; letters++) {
    pos += scan_at(scan, pos, &code_point);
    if (!scan_is_letter(code_point)) break;
    verb = code_point;
  }
  if (code_point != 0x3002 && code_point != 0xFF0C) return false; // 。，
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
    if (verbs[i] == verb) return true;
  }
  return false;
}

static bool wide_ends(const Scan *scan, const Stop *stop, const Trail *trail) {
  uint32_t last, code_point;
  scan_before(scan, trail->end, &last);
  if ((last == 0x300D || last == 0x300F) && is_quoted_on(scan, stop->next)) return false;
  bool quoted = last == 0x201D || last == 0x300D || last == 0x300F;
  scan_before(scan, stop->run.end, &last);
  if (quoted && last != 0x3002 && is_said_on(scan, stop->next)) return false;
  scan_at(scan, stop->next, &code_point);
  return !(last == WIDE_DOT && stop->next == stop->run.end && scan_is_digit(code_point));
}

static bool other_ends(const Scan *scan, const Stop *stop, ScanStop kind, const Trail *trail) {
  if (stop->next == stop->end && !trail->mark) return false;
  if (kind == SCAN_ELLIPSIS && is_omission(scan, stop->run)) return false;
  Following following;
  dot_find_following(scan, stop->next, &following);
  if (following.none) return true;
  if (following.small) return false;
  return kind != SCAN_DOT || dot_ends(scan, stop->run.start, &following);
}

static void judge(const Scan *scan, Stop *stop) {
  ScanStop kind = kind_of_run(scan, stop->run);
  Trail trail = trail_find(scan, stop->run, kind);
  stop->end = trail.end;
  stop->next = scan_skip_blanks(scan, trail.end);
  uint32_t first, after;
  scan_at(scan, stop->next, &first);
  scan_at(scan, stop->end, &after);
  stop->ends = stop->next < scan->content.end && !is_extending(first) && !is_extending(after) &&
               !goes_on(first) && scan_stop_kind(first) == SCAN_NONE;
  if (!stop->ends) return;
  stop->ends =
      kind == SCAN_WIDE ? wide_ends(scan, stop, &trail) : other_ends(scan, stop, kind, &trail);
}

bool stop_at(const Version *version, Span content, uint32_t pos, Stop *stop) {
  Scan scan = {version, version->text, content};
  uint32_t code_point, len = scan_at(&scan, pos, &code_point);
  if (scan_stop_kind(code_point) == SCAN_NONE) return false;
  *stop = (Stop){.run = {pos, pos + len}};
  grow_left(&scan, &stop->run);
  grow_right(&scan, &stop->run);
  if (span_len(stop->run) < RUN_MAX) judge(&scan, stop);
  return true;
}

// SPDX-License-Identifier: MIT
// Whole lines. Each kind of furniture is a function in one table; the others are lists.
#include "import/phrases.h"

#include "base/utf8.h"
#include "import/chars.h"
#include "import/lexicon.h"

typedef bool IsLine(Slice folded);

enum { READ_ON_MAX = 61, SUBSCRIBE_MAX = 60, DOTS_LEAST = 5, ELLIPSES_LEAST = 2, RULE_LEAST = 3 };
enum { ISSUE_DIGITS_MAX = 3 }; // more are a year

static const char *const words_on_page[] = {"article",    "page",     "post",  "brief",
                                            "paper",      "report",   "story", "publication",
                                            "commentary", "analysis", NULL};

static const char *const networks[] = {"facebook", "twitter", "linkedin",  "whatsapp",
                                       "telegram", "email",   "e-mail",    "print",
                                       "x",        "bluesky", "copy link", NULL};

// Takes a word (as a word, with the blanks after it) off the front of the text.
static bool take(Slice *rest, const char *word) {
  size_t len = chars_match_word(*rest, word);
  *rest = chars_rest(*rest, len);
  return len > 0;
}

static bool take_any(Slice *rest, const char *const *words) {
  size_t len = chars_match_any(*rest, words);
  *rest = chars_rest(*rest, len);
  return len > 0;
}

static size_t take_digits(Slice *rest) {
  size_t len = 0;
  while (len < rest->len && chars_is_digit((unsigned char)rest->ptr[len])) len++;
  *rest = slice_cut(*rest, len, rest->len);
  return len;
}

static bool is_share(Slice rest) {
  if (!take(&rest, "share")) return false;
  if (take(&rest, "this")) take_any(&rest, words_on_page);
  if (take(&rest, "on") || take(&rest, "via")) take_any(&rest, networks);
  return rest.len == 0 || chars_equal(rest, ":");
}

static bool is_networks(Slice rest) {
  while (rest.len) {
    size_t len = chars_match_any(rest, networks);
    if (len == 0) return false;
    uint32_t code_point, step;
    while ((step = chars_at(rest, len, &code_point)) > 0 && !chars_is_letter(code_point) &&
           !chars_is_digit(code_point)) {
      len += step;
    }
    rest = slice_cut(rest, len, rest.len);
  }
  return true;
}

static bool is_home_path(Slice rest) {
  static const char *const homes[] = {"home", "главная", NULL};
  static const char *const arrows[] = {">", "/", "»", "|", "›", NULL};
  if (!take_any(&rest, homes)) return false;
  for (const char *const *arrow = arrows; *arrow; arrow++) {
    if (chars_match(rest, *arrow)) return true;
  }
  return false;
}

// "5 min read", "Reading time: 5 minutes".
static bool is_reading_time(Slice rest) {
  static const char *const reads[] = {"min read",        "minute read", "minutes read", "mins read",
                                      "minutes to read", "мин чтения",  "минут чтения", NULL};
  static const char *const times[] = {"reading time",
                                      "estimated reading time",
                                      "время чтения",
                                      "lesezeit",
                                      "temps de lecture",
                                      "okuma süresi",
                                      NULL};
  static const char *const minutes[] = {"min",    "min.", "mins",  "minute", "minutes",
                                        "мин",    "мин.", "минут", "минуты", "minuten",
                                        "dakika", "dk",   NULL};
  bool timed = take_any(&rest, times);
  if (timed && rest.len && rest.ptr[0] == ':') rest = chars_rest(rest, 1);
  const char *const *units = timed ? minutes : reads;
  if (take_digits(&rest) == 0) return false;
  if (rest.len && rest.ptr[0] == '-') rest = slice_cut(rest, 1, rest.len);
  return chars_equal_any(chars_rest(rest, 0), units);
}

static bool is_read_on(Slice rest) {
  static const char *const starts[] = {"read on", "read it on", "read the full", NULL};
  return take_any(&rest, starts) && rest.len > 0 && utf8_count(rest) <= READ_ON_MAX;
}

static bool is_subscribe(Slice rest) {
  static const char *const starts[] = {"subscribe", "sign up", NULL};
  return take_any(&rest, starts) && utf8_count(rest) <= SUBSCRIBE_MAX;
}

static bool is_related(Slice rest) {
  static const char *const starts[] = {"related", "recommended", NULL};
  static const char *const things[] = {"content",     "article",      "articles", "post",  "posts",
                                       "publication", "publications", "reading",  "links", NULL};
  return take_any(&rest, starts) && chars_equal_any(rest, things);
}

// Does one of the words stand as a word anywhere in the text?
static bool holds_word(Slice folded, const char *const *words) {
  uint32_t before = ' ';
  for (size_t pos = 0; pos < folded.len;) {
    bool at_start = !chars_is_letter(before) && !chars_is_digit(before);
    if (at_start && chars_match_any(slice_cut(folded, pos, folded.len), words)) return true;
    pos += chars_at(folded, pos, &before);
  }
  return false;
}

static bool is_cookie_sentence(Slice folded) {
  static const char *const starts[] = {"we", "this", "by", "our", "accept", "manage", NULL};
  static const char *const cookies[] = {"cookie", "cookies", NULL};
  static const char *const about[] = {"use",     "uses",        "using",    "accept",
                                      "consent", "preferences", "settings", NULL};
  return chars_match_any(folded, starts) && holds_word(folded, cookies) &&
         holds_word(folded, about);
}

static bool is_cookie_link(Slice rest) {
  static const char *const cookies[] = {"cookie", "cookies", NULL};
  static const char *const things[] = {"policy", "settings", "preferences",
                                       "notice", "consent",  NULL};
  return take_any(&rest, cookies) && (rest.len == 0 || chars_equal_any(rest, things));
}

static bool begins_with_year(Slice text) {
  bool century = chars_match(text, "19") || chars_match(text, "20");
  return century && take_digits(&text) == 4;
}

static bool is_copyright(Slice rest) {
  if (chars_match(rest, "©")) return true;
  bool begins = take(&rest, "copyright");
  if (!begins && chars_match(rest, "(c)")) {
    rest = chars_rest(rest, 3);
    begins = true;
  }
  return begins && (chars_match(rest, "©") || chars_match(rest, "(c)") || begins_with_year(rest));
}

static bool is_credit(Slice rest) {
  static const char *const words[] = {
      "photo",        "photos",       "image",  "images",  "picture",
      "image credit", "photo credit", "credit", "credits", NULL};
  return take_any(&rest, words) && rest.len && rest.ptr[0] == ':';
}

static bool is_fixed(Slice folded) {
  static const char *const lines[] = {
      "skip to content", "skip to main content", "read more", "download", "download pdf",
      "download report", "download brief", "download the pdf", "download the report",
      "download the brief", "save", "listen", "print", "back to top", "all rights reserved",
      "previous", "next", "advertisement", "menu", "search", "close", "skip navigation",
      "jump to content", "toggle navigation", "tweet", "view pdf", "download as pdf",
      "print this page", "print this article", "listen to this article", "read next",
      "you may also like", "you might also like", "more from this author", "more on this topic",
      "follow us", "leave a comment", "log in", "sign in",
      // The same in other languages.
      "поделиться", "читать далее", "читать полностью", "читайте также", "скачать", "скачать pdf",
      "печать", "наверх", "поділитися", "читати далі", "бөлісу", "толығырақ", "ulashish",
      "batafsil", "paylaş", "devamını oku", "yazdır", "pdf indir", "teilen", "drucken",
      "weiterlesen", "mehr lesen", "partager", "imprimer", "lire la suite", "télécharger",
      "compartir", "imprimir", "leer más", "condividi", "stampa", "分享", "打印", "阅读更多",
      "シェア", "続きを読む", "공유하기", "مشاركة", "شارك", "اقرأ المزيد", NULL};
  return chars_equal_any(folded, lines);
}

bool phrases_is_furniture(Slice folded) {
  static IsLine *const kinds[] = {is_fixed,           is_share,       is_networks,  is_home_path,
                                  is_reading_time,    is_read_on,     is_subscribe, is_related,
                                  is_cookie_sentence, is_cookie_link, is_copyright, is_credit};
  if (folded.len == 0 || utf8_count(folded) > PHRASES_FURNITURE_MAX) return false;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (kinds[i](folded)) return true;
  }
  Slice bare = chars_strip(folded, ".");
  return bare.len < folded.len && is_fixed(bare);
}

// 7, 12/2025
static bool is_issue(Slice rest) {
  size_t digits = take_digits(&rest);
  if (digits == 0 || digits > ISSUE_DIGITS_MAX) return false;
  if (rest.len == 0) return true;
  return rest.ptr[0] == '/' && begins_with_year(slice_cut(rest, 1, rest.len)) && rest.len == 5;
}

// Nothing, "series", "No. 7", "series, No. 12", "7", "12/2025".
static bool is_series_tail(Slice rest) {
  take(&rest, "series");
  if (rest.len && rest.ptr[0] == ',') rest = chars_rest(rest, 1);
  if (rest.len == 0) return true;
  static const char *const words[] = {"no", "nr", "n", "issue", "выпуск", "sayı", NULL};
  static const char *const signs[] = {"#", "№", "n°", "nº"};
  size_t len = 0;
  for (size_t i = 0; i < sizeof signs / sizeof *signs && len == 0; i++) {
    len = chars_match(rest, signs[i]);
  }
  if (len == 0) len = chars_match_any(rest, words);
  if (len && len < rest.len && rest.ptr[len] == '.') len++;
  if (len == 0) return is_issue(rest);
  rest = chars_rest(rest, len);
  return take_digits(&rest) > 0 && rest.len == 0;
}

bool phrases_is_series(Slice folded) {
  size_t line = chars_match_any(folded, lexicon_series_lines);
  if (line && is_series_tail(chars_rest(folded, line))) return true;
  for (int adjectives = 0; adjectives <= 2; adjectives++) {
    size_t noun = chars_match_any(folded, lexicon_series_nouns);
    if (noun && is_series_tail(chars_rest(folded, noun))) return true;
    if (!take_any(&folded, lexicon_series_adjectives)) return false;
  }
  return false;
}

static Slice without_colon(Slice folded) {
  static const char *const colons[] = {":", "："};
  for (size_t i = 0; i < 2; i++) {
    Slice colon = slice_of(colons[i]);
    if (folded.len > colon.len &&
        slice_equal(colon, slice_cut(folded, folded.len - colon.len, folded.len))) {
      return slice_trim(slice_cut(folded, 0, folded.len - colon.len));
    }
  }
  return folded;
}

// "1. introduction", "ii. background" without the number.
static Slice without_number(Slice folded) {
  size_t len = 0;
  while (len < folded.len && folded.ptr[len] && strchr("0123456789ivx", folded.ptr[len])) len++;
  bool numbered = len > 0 && len + 1 < folded.len && strchr(".)", folded.ptr[len]) &&
                  folded.ptr[len + 1] == ' ';
  return numbered ? chars_rest(folded, len + 1) : folded;
}

bool phrases_is_section(Slice folded) {
  return chars_equal_any(without_colon(without_number(folded)), lexicon_sections);
}

bool phrases_is_contents(Slice folded) {
  return chars_equal_any(without_colon(folded), lexicon_contents);
}

bool phrases_is_notes_heading(Slice folded) {
  return chars_equal_any(without_colon(folded), lexicon_notes_headings);
}

static bool holds(Slice folded, const char *phrase) {
  return memmem(folded.ptr, folded.len, phrase, strlen(phrase)) != NULL;
}

// "does not take institutional", "do not necessarily reflect", "should not be attributed".
static bool holds_denial(Slice folded) {
  static const char *const verbs[] = {"does not ", "do not ", "should not "};
  static const char *const denials[] = {"take institutional", "reflect", "represent",
                                        "be attributed"};
  for (size_t verb = 0; verb < 3; verb++) {
    size_t len = strlen(verbs[verb]);
    Slice rest = folded;
    for (const char *at; (at = memmem(rest.ptr, rest.len, verbs[verb], len)) != NULL;) {
      rest = slice_cut(rest, (size_t)(at - rest.ptr) + len, rest.len);
      Slice after = rest;
      take(&after, "necessarily");
      for (size_t i = 0; i < 4; i++) {
        if (chars_match(after, denials[i])) return true;
      }
    }
  }
  return false;
}

bool phrases_is_disclaimer(Slice folded) {
  static const char *const phrases[] = {"take no institutional position",
                                        "takes no institutional position",
                                        "view expressed",
                                        "views expressed",
                                        "view represented",
                                        "views represented",
                                        "view and opinions expressed",
                                        "views and opinions expressed",
                                        "view and opinions represented",
                                        "views and opinions represented",
                                        "views are personal",
                                        "solely responsible",
                                        "sole responsibility",
                                        "responsibility for the views",
                                        "responsibility for the content",
                                        "those of the author alone",
                                        "those of the authors alone",
                                        "those of the author(s) alone",
                                        "in a personal capacity",
                                        "opinions expressed",
                                        "does not necessarily endorse",
                                        "не обязательно отража",
                                        "может не совпадать с",
                                        "могут не совпадать с",
                                        "spiegeln nicht notwendigerweise",
                                        "geben nicht notwendigerweise",
                                        "les opinions exprimées",
                                        "n'engagent que",
                                        "n'engage que",
                                        "las opiniones expresadas",
                                        "le opinioni espresse",
                                        "görüşlerini yans", // …ıtmaz: the dotless i is folded
                                        "не обов'язково відображ"};
  for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
    if (holds(folded, phrases[i])) return true;
  }
  return holds_denial(folded);
}

bool phrases_is_rule_line(Slice line) {
  static const char *const signs[] = {"-", "_", "=", "*", "—", "–", "~", NULL};
  uint32_t count = 0, code_point;
  for (size_t pos = 0; pos < line.len;) {
    uint32_t len = chars_at(line, pos, &code_point);
    if (!chars_is_blank(code_point)) {
      const char *const *sign = signs;
      while (*sign && !chars_match(slice_cut(line, pos, line.len), *sign)) sign++;
      if (!*sign) return false;
      count++;
    }
    pos += len;
  }
  return count >= RULE_LEAST;
}

bool phrases_is_contents_line(Slice view) {
  size_t end = view.len;
  while (end > 0 && chars_is_digit((unsigned char)view.ptr[end - 1])) end--;
  if (end == view.len) return false;
  uint32_t dots = 0, ellipses = 0, code_point, len;
  while ((len = chars_before(view, end, &code_point)) > 0) {
    if (code_point == '.')
      dots++;
    else if (code_point == 0x2026)
      ellipses++;
    else if (code_point != ' ')
      break;
    end -= len;
  }
  return dots >= DOTS_LEAST || ellipses >= ELLIPSES_LEAST;
}

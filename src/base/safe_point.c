// SPDX-License-Identifier: MIT
// Code points as base/safe.h sees them: a short table of exceptions, all else from the properties
// of libunistring. A handful of table look-ups for a code point; nothing is kept.
#include "base/safe_point.h"

#include "base/utf8.h"

#include <unictype.h>
#include <unigbrk.h>
#include <uniwidth.h>

typedef struct Range {
  uint32_t first, last;
  SafeKind kind;
} Range;

// What the properties do not say, or say too coarsely.
static const Range exceptions[] = {
    {0x00, 0x08, SAFE_KIND_CONTROL},
    {0x09, 0x0A, SAFE_KIND_BLANK},
    {0x0B, 0x1F, SAFE_KIND_CONTROL},
    {0x7F, 0x9F, SAFE_KIND_CONTROL},
    {0xAD, 0xAD, SAFE_KIND_SOFT_HYPHEN},
    {0x180B, 0x180D, SAFE_KIND_MONGOLIAN_SELECTOR},
    {0x180F, 0x180F, SAFE_KIND_MONGOLIAN_SELECTOR},
    {0x200C, 0x200D, SAFE_KIND_JOINER},
    {0xFE0E, 0xFE0F, SAFE_KIND_EMOJI_SELECTOR},
    {0xE0100, 0xE01EF, SAFE_KIND_IDEOGRAPH_SELECTOR},
};

static bool is_control(uint8_t breaking) {
  return breaking == GBP_CONTROL || breaking == GBP_CR || breaking == GBP_LF;
}

static SafeKind kind_of(uint32_t code_point, uc_general_category_t category, uint8_t breaking) {
  for (size_t at = 0; at < sizeof exceptions / sizeof *exceptions; at++) {
    if (code_point < exceptions[at].first) break;
    if (code_point <= exceptions[at].last) return exceptions[at].kind;
  }
  if (uc_is_property(code_point, UC_PROPERTY_DEFAULT_IGNORABLE_CODE_POINT)) return SAFE_KIND_CODE;
  uint32_t mask = category.bitmask;
  if (mask & (UC_CATEGORY_MASK_Cn | UC_CATEGORY_MASK_Co | UC_CATEGORY_MASK_Cs)) {
    return SAFE_KIND_BROKEN;
  }
  if (is_control(breaking)) return SAFE_KIND_CODE;
  if (mask & UC_CATEGORY_MASK_Zs) return SAFE_KIND_BLANK;
  if (mask & (UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me)) return SAFE_KIND_MARK;
  // Vowels and finals of Hangul are drawn into the syllable that their initial has opened.
  return breaking == GBP_V || breaking == GBP_T ? SAFE_KIND_MARK : SAFE_KIND_PLAIN;
}

// Narrow in the Unicode of libunistring, wide in newer ones and in libc.
static bool is_newly_wide(uint32_t code_point) {
  return (code_point >= 0x3248 && code_point <= 0x324F) ||
         (code_point >= 0x4DC0 && code_point <= 0x4DFF);
}

static uint8_t width_of(uint32_t code_point) {
  int width = uc_width(code_point, "UTF-8");
  return width > 1 || is_newly_wide(code_point) ? 2 : 1;
}

void safe_point_read(Slice rest, SafePoint *point) {
  uint32_t code_point;
  bool broken;
  uint32_t len = utf8_decode(rest, &code_point, &broken);
  *point = (SafePoint){.code_point = code_point, .len = (uint8_t)len, .width = 1};
  if (broken) {
    point->kind = SAFE_KIND_BROKEN;
    return;
  }
  uc_general_category_t category = uc_general_category(code_point);
  point->breaking = (uint8_t)uc_graphemeclusterbreak_property(code_point);
  point->kind = (uint8_t)kind_of(code_point, category, point->breaking);
  if (point->kind == SAFE_KIND_PLAIN || point->kind == SAFE_KIND_BLANK) {
    if (code_point >= 0x80) point->width = width_of(code_point);
  } else if (point->kind >= SAFE_KIND_JOINER || point->kind == SAFE_KIND_MARK) {
    point->width = 0;
  }
  // Marks that take room of their own, signs of numbers that span what follows, jamo.
  bool spacing = point->kind == SAFE_KIND_PLAIN &&
                 (category.bitmask & (UC_CATEGORY_MASK_Mc | UC_CATEGORY_MASK_Cf));
  bool syllable = point->breaking >= GBP_L && point->breaking <= GBP_T;
  point->unsure = spacing || syllable || point->breaking == GBP_RI || is_newly_wide(code_point);
}

bool safe_point_is_picture(uint32_t code_point) {
  return uc_is_property(code_point, UC_PROPERTY_EXTENDED_PICTOGRAPHIC);
}

// ---- Clusters

void safe_cluster_start(SafeCluster *cluster, const SafePoint *first) {
  *cluster = (SafeCluster){
      .base = first->code_point,
      .before = first->code_point,
      .last = first->breaking,
      .half_flag = first->breaking == GBP_RI,
  };
}

// GB6 to GB8: which parts of a syllable of Hangul go on after which.
static bool is_syllable(uint8_t last, uint8_t next) {
  switch (last) {
  case GBP_L: return next == GBP_L || next == GBP_V || next == GBP_LV || next == GBP_LVT;
  case GBP_LV:
  case GBP_V: return next == GBP_V || next == GBP_T;
  case GBP_LVT:
  case GBP_T: return next == GBP_T;
  default: return false;
  }
}

static bool extends(uint8_t breaking) {
  return breaking == GBP_EXTEND || breaking == GBP_ZWJ;
}

bool safe_cluster_takes(const SafeCluster *cluster, const SafePoint *next) {
  uint8_t breaking = next->breaking;
  if (is_control(cluster->last) || is_control(breaking)) return false;
  if (extends(breaking) || breaking == GBP_SPACINGMARK) return true;
  if (cluster->last == GBP_PREPEND) return true;
  if (breaking == GBP_RI) return cluster->half_flag;
  if (cluster->joined && safe_point_is_picture(next->code_point)) return true;
  return is_syllable(cluster->last, breaking);
}

void safe_cluster_add(SafeCluster *cluster, const SafePoint *next) {
  uint8_t breaking = next->breaking;
  cluster->joined = breaking == GBP_ZWJ && safe_point_is_picture(cluster->base);
  cluster->half_flag = breaking == GBP_RI && !cluster->half_flag;
  if (!extends(breaking)) cluster->base = next->code_point;
  cluster->before = next->code_point;
  cluster->last = breaking;
}

// ---- Joiners and selectors

// The scripts in which ZWNJ and ZWJ are part of the spelling.
static const char *const joining_scripts[] = {
    "Arabic",  "Balinese", "Batak",     "Bengali",   "Devanagari", "Gujarati", "Gurmukhi",
    "Kannada", "Khmer",    "Malayalam", "Mandaic",   "Mongolian",  "Myanmar",  "Nko",
    "Oriya",   "Phags_Pa", "Sinhala",   "Sundanese", "Syriac",     "Tamil",    "Telugu",
};

static bool is_letter_of_joining_script(uint32_t code_point) {
  const uc_script_t *script = uc_script(code_point);
  if (!script || !(uc_general_category(code_point).bitmask & UC_CATEGORY_MASK_L)) return false;
  for (size_t at = 0; at < sizeof joining_scripts / sizeof *joining_scripts; at++) {
    if (strcmp(script->name, joining_scripts[at]) == 0) return true;
  }
  return false;
}

static bool is_ideograph(uint32_t code_point) {
  const uc_script_t *script = uc_script(code_point);
  return script && strcmp(script->name, "Han") == 0 &&
         (uc_general_category(code_point).bitmask & UC_CATEGORY_MASK_Lo);
}

static bool is_joiner(uint32_t code_point) {
  return code_point == 0x200C || code_point == 0x200D;
}

// A joiner belongs where the letter before it joins, or between two pictures; never a second one.
static bool keeps_joiner(const SafeCluster *cluster, const SafePoint *next, Slice after) {
  if (is_joiner(cluster->before)) return false;
  if (is_letter_of_joining_script(cluster->base)) return true;
  if (next->code_point != 0x200D || after.len == 0) return false;
  uint32_t code_point;
  utf8_decode(after, &code_point, NULL);
  return safe_point_is_picture(cluster->base) && safe_point_is_picture(code_point);
}

bool safe_cluster_keeps(const SafeCluster *cluster, const SafePoint *next, Slice after) {
  uint32_t before = cluster->before;
  switch (next->kind) {
  case SAFE_KIND_JOINER: return keeps_joiner(cluster, next, after);
  case SAFE_KIND_EMOJI_SELECTOR: return uc_is_property(before, UC_PROPERTY_EMOJI);
  case SAFE_KIND_IDEOGRAPH_SELECTOR: return is_ideograph(before);
  case SAFE_KIND_MONGOLIAN_SELECTOR: return before >= 0x1820 && before <= 0x18AA;
  default: return true;
  }
}

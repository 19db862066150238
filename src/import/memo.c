// SPDX-License-Identifier: MIT
// The labels of memos. Capitals say by themselves that a line is one of a memo; other labels, and
// those of other languages, say it only where several stand together.
#include "import/memo.h"

#include "import/chars.h"

Slice memo_read(Slice line, bool memo, MemoLabel *label) {
  static const struct {
    const char *capitals, *word; // capitals: NULL where they are no sign
    MemoLabel label;
  } labels[] = {
      {"TO", "To", MEMO_OTHER},        {"FROM", "From", MEMO_FROM},
      {"CC", "Cc", MEMO_OTHER},        {"VIA", "Via", MEMO_OTHER},
      {"DATE", "Date", MEMO_DATE},     {"SUBJECT", "Subject", MEMO_SUBJECT},
      {"RE", "Re", MEMO_SUBJECT},      {NULL, "Кому", MEMO_OTHER},
      {NULL, "От", MEMO_FROM},         {NULL, "Дата", MEMO_DATE},
      {NULL, "Тема", MEMO_SUBJECT},    {NULL, "An", MEMO_OTHER},
      {NULL, "Von", MEMO_FROM},        {NULL, "Datum", MEMO_DATE},
      {NULL, "Betreff", MEMO_SUBJECT},
  };
  for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
    Slice capitals = slice_of(labels[i].capitals), word = slice_of(labels[i].word);
    bool strong = capitals.len && slice_starts(line, capitals);
    if (!strong && !(memo && slice_starts(line, word))) continue;
    Slice rest = chars_rest(line, strong ? capitals.len : word.len);
    if (rest.len == 0 || rest.ptr[0] != ':') continue;
    *label = labels[i].label;
    return chars_rest(rest, 1);
  }
  return SLICE("");
}

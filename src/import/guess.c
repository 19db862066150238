// SPDX-License-Identifier: MIT
// Asks libuchardet. It is optional at build and loaded when the first such file is met, for with
// all that it needs it would take longer to load than the rest of postil. Without it, and where it
// has no answer, bytes are windows-1252. What it says is mapped to the superset that files are
// really written in.
#include "import/guess.h"

#include "import/optional.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

typedef struct Superset {
  const char *said, *meant;
} Superset;

static const Superset supersets[] = {
    {"ASCII", "windows-1252"},
    {"US-ASCII", "windows-1252"},
    {"ISO-8859-1", "windows-1252"},
    {"latin1", "windows-1252"},
    {"ISO-8859-15", "windows-1252"},
    {"ISO-8859-9", "windows-1254"},
    {"ISO-8859-6", "windows-1256"},
    {"SHIFT_JIS", "CP932"},
    {"x-sjis", "CP932"},
    {"GB2312", "GB18030"},
    {"GBK", "GB18030"},
};

// Letters, digits and hyphens: nothing that would ask iconv for more than an encoding.
static bool is_name(Slice said) {
  for (size_t pos = 0; pos < said.len; pos++) {
    unsigned char byte = (unsigned char)said.ptr[pos];
    if (!(byte < 0x80 && isalnum(byte)) && byte != '-' && byte != '_') return false;
  }
  return said.len > 0 && said.len < GUESS_NAME_SIZE;
}

bool guess_superset(Slice said, char name[GUESS_NAME_SIZE]) {
  if (!is_name(said) || (said.len >= 3 && strncasecmp(said.ptr, "utf", 3) == 0)) return false;
  memcpy(name, said.ptr, said.len);
  name[said.len] = '\0';
  for (size_t i = 0; i < sizeof supersets / sizeof *supersets; i++) {
    if (strcasecmp(name, supersets[i].said) != 0) continue;
    memcpy(name, supersets[i].meant, strlen(supersets[i].meant) + 1);
    break;
  }
  return true;
}

static void put_default(char name[GUESS_NAME_SIZE]) {
  memcpy(name, "windows-1252", sizeof "windows-1252");
}

#ifdef POSTIL_UCHARDET
#include <uchardet.h>

// The functions of the library that are used.
typedef struct Detector {
  __typeof__(uchardet_new) *make;
  __typeof__(uchardet_handle_data) *feed;
  __typeof__(uchardet_data_end) *end;
  __typeof__(uchardet_get_charset) *answer;
  __typeof__(uchardet_delete) *unmake;
} Detector;

static const OptionalSymbol symbols[] = {
    OPTIONAL_SYMBOL(Detector, make, uchardet_new),
    OPTIONAL_SYMBOL(Detector, feed, uchardet_handle_data),
    OPTIONAL_SYMBOL(Detector, end, uchardet_data_end),
    OPTIONAL_SYMBOL(Detector, answer, uchardet_get_charset),
    OPTIONAL_SYMBOL(Detector, unmake, uchardet_delete),
};

void guess_encoding(Slice bytes, char name[GUESS_NAME_SIZE]) {
  Detector detector;
  put_default(name);
  Error ignored;
  size_t count = sizeof symbols / sizeof *symbols;
  if (!optional_load(OPTIONAL_UCHARDET, symbols, count, &detector, &ignored)) return;
  uchardet_t made = detector.make();
  size_t len = bytes.len < GUESS_SAMPLE ? bytes.len : GUESS_SAMPLE;
  bool answered = detector.feed(made, bytes.ptr, len) == 0;
  detector.end(made);
  if (answered && !guess_superset(slice_of(detector.answer(made)), name)) put_default(name);
  detector.unmake(made);
}

#else

void guess_encoding(Slice bytes, char name[GUESS_NAME_SIZE]) {
  (void)bytes;
  put_default(name);
}

#endif

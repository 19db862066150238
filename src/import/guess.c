// SPDX-License-Identifier: MIT
// Asks libuchardet. It is optional at build and loaded when the first such file is met, for with
// all that it needs it would take longer to load than the rest of postil. Without it, and where it
// has no answer, bytes are windows-1252. What it says is mapped to the superset that files are
// really written in.
#include "import/guess.h"

#include "import/optional.h"

#include <string.h>
#include <strings.h>

#ifdef POSTIL_UCHARDET
#include <uchardet.h>

typedef struct Superset {
  const char *said, *meant;
} Superset;

static const Superset supersets[] = {
    {"", "windows-1252"},           {"ASCII", "windows-1252"},
    {"ISO-8859-1", "windows-1252"}, {"ISO-8859-15", "windows-1252"},
    {"ISO-8859-9", "windows-1254"}, {"ISO-8859-6", "windows-1256"},
    {"SHIFT_JIS", "CP932"},         {"GB2312", "GB18030"},
    {"UTF-8", "windows-1252"}, // decode.c has ruled that out
};

// The name as a constant of ours, else the library's own copied to `name`.
static void put_name(const char *said, char name[GUESS_NAME_SIZE]) {
  for (size_t i = 0; i < sizeof supersets / sizeof *supersets; i++) {
    if (strcasecmp(said, supersets[i].said) == 0) said = supersets[i].meant;
  }
  if (strlen(said) >= GUESS_NAME_SIZE) said = "windows-1252";
  memcpy(name, said, strlen(said) + 1);
}

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
  put_name("", name);
  Error ignored;
  size_t count = sizeof symbols / sizeof *symbols;
  if (!optional_load(OPTIONAL_UCHARDET, symbols, count, &detector, &ignored)) return;
  uchardet_t made = detector.make();
  size_t len = bytes.len < GUESS_SAMPLE ? bytes.len : GUESS_SAMPLE;
  bool answered = detector.feed(made, bytes.ptr, len) == 0;
  detector.end(made);
  if (answered) put_name(detector.answer(made), name);
  detector.unmake(made);
}

#else

void guess_encoding(Slice bytes, char name[GUESS_NAME_SIZE]) {
  (void)bytes;
  memcpy(name, "windows-1252", sizeof "windows-1252");
}

#endif

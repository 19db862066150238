// SPDX-License-Identifier: MIT
// Asks libuchardet. It is optional at build; without it, and where it has no answer, bytes are
// windows-1252. What it says is mapped to the superset that files are really written in.
#include "import/guess.h"

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

void guess_encoding(Slice bytes, char name[GUESS_NAME_SIZE]) {
  uchardet_t detector = uchardet_new();
  size_t len = bytes.len < GUESS_SAMPLE ? bytes.len : GUESS_SAMPLE;
  bool answered = uchardet_handle_data(detector, bytes.ptr, len) == 0;
  uchardet_data_end(detector);
  put_name(answered ? uchardet_get_charset(detector) : "", name);
  uchardet_delete(detector);
}

#else

void guess_encoding(Slice bytes, char name[GUESS_NAME_SIZE]) {
  (void)bytes;
  memcpy(name, "windows-1252", sizeof "windows-1252");
}

#endif

const char *guess_library(void) {
#ifdef POSTIL_UCHARDET
  return "uchardet";
#else
  return NULL;
#endif
}

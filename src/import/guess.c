// SPDX-License-Identifier: MIT
// Asks libuchardet. It is optional at build and loaded when the first such file is met, for with
// all that it needs it would take longer to load than the rest of postil. Without it, and where it
// has no answer, bytes are windows-1252. What it says is mapped to the superset that files are
// really written in.
#include "import/guess.h"

#include <dlfcn.h>
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

// A function by its name; that a pointer to data can be one to a function is what POSIX says.
static bool find(void *library, const char *name, void *function) {
  void *found = library ? dlsym(library, name) : NULL;
  memcpy(function, &found, sizeof found);
  return found != NULL;
}

static bool load(Detector *detector) {
  void *library = dlopen("libuchardet.so.0", RTLD_NOW | RTLD_LOCAL);
  return find(library, "uchardet_new", &detector->make) &&
         find(library, "uchardet_handle_data", &detector->feed) &&
         find(library, "uchardet_data_end", &detector->end) &&
         find(library, "uchardet_get_charset", &detector->answer) &&
         find(library, "uchardet_delete", &detector->unmake);
}

void guess_encoding(Slice bytes, char name[GUESS_NAME_SIZE]) {
  Detector detector;
  put_name("", name);
  if (!load(&detector)) return;
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

const char *guess_library(void) {
#ifdef POSTIL_UCHARDET
  return "uchardet";
#else
  return NULL;
#endif
}

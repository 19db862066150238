// SPDX-License-Identifier: MIT
// What the command line says when something cannot be done: "cannot <what> '<object>': <why>", and
// where it helps what was kept and what to do. With each its exit status.
#include "support/check.h"
#include "support/program.h"

#include <stdlib.h>

enum { WORDS_MAX = 7 };

typedef struct Refusal {
  const char *words[WORDS_MAX];
  int status;
  const char *said; // both lines, without "postil: "
} Refusal;

static const Refusal refusals[] = {
    {{"show", "nowhere"},
     66,
     "cannot find the brief 'nowhere': the library has none of that name\n"
     "a brief is named by its id, 8 characters of it or more, its path or its title: see 'postil "
     "list'\n"},
    {{"open", "postil://x"},
     64,
     "cannot read the locator 'postil://x': it has another form\n"
     "a locator is postil://HASH or postil://HASH#START-END\n"},
    {{"tag", "00000000", "x"},
     66,
     "cannot find '00000000': there is no annotation of that id and no brief of that name\n"
     "'postil list' lists the briefs, 'postil list --annotations' the annotations\n"},
    {{"delete", "00000000"},
     66,
     "cannot find the annotation '00000000': there is none of that id\n"
     "an annotation is named by its id or at least 8 characters of its beginning\n"},
    {{"annotate", "twins", "--quote", "Team Gamma"},
     1,
     "cannot annotate 'Team Gamma': it does not stand there\n"},
    {{"annotate", "twins", "--quote", "Team"},
     65,
     "cannot annotate 'Team': it stands there 2 times\n--nth 1 to --nth 2 choose one\n"},
    {{"annotate", "twins", "--span", "1:999"},
     64,
     "cannot annotate '1:999': the text has 38 code points\n"},
    {{"annotate", "twins", "--span", "5:2"},
     64,
     "cannot read '--span 5:2': it is START:END in code points, START before END\n"},
    {{"annotate", "twins", "--span", "1:5", "--colour", "no"},
     64,
     "cannot read '--colour no': there is no such colour\n"
     "yellow, green, blue, pink, orange, purple, red or grey\n"},
    {{"meta", "twins", "--date", "yesterday"},
     64,
     "cannot take 'yesterday' for a date: it is YYYY, YYYY-MM or YYYY-MM-DD\n"},
    {{"tags", "rename", "none", "x"},
     66,
     "cannot find the tag 'none': the codebook has none of that name\n'postil tags' lists all\n"},
    {{"tags", "fly"},
     64,
     "cannot run 'tags fly': there is no such act\n"
     "it can rename, merge, split, delete, alias, unalias, colour, memo, add, import and export; "
     "alone it lists\n"},
    {{"tags", "rename"},
     64,
     "cannot run 'tags rename': something is missing\nusage: postil tags rename TAG NEW\n"},
    {{"export"},
     64,
     "cannot export: no format is named\n"
     "--format names one; 'postil help formats' lists them\n"},
    {{"export", "--format", "csv", "--since", "2026-05-01", "--until", "2026-01-01"},
     64,
     "cannot export from '2026-05-01' until '2026-01-01': that ends before it begins\n"},
    {{"export", "--format", "stone"},
     64,
     "cannot export to 'stone': there is no such format\n"
     "--format names one; 'postil help formats' lists them\n"},
    {{"config", "nosuch"},
     64,
     "cannot show the option 'nosuch': there is none of that name\n'postil config' lists all\n"},
    {{"completion", "tcsh"},
     64,
     "cannot complete for 'tcsh': there are no completions for it\n"
     "there are completions for bash, zsh and fish\n"},
    {{"list", "--nosuch"},
     64,
     "cannot read '--nosuch': unknown option\n'postil help list' lists what there is\n"},
    {{"undo", "--nosuch"},
     64,
     "cannot read '--nosuch': unknown option\n'postil help undo' lists what there is\n"},
    {{"--nosuch", "list"},
     64,
     "cannot read '--nosuch': unknown option\n'postil help' lists what there is\n"},
    {{"lst"},
     66,
     "cannot open 'lst': there is no such file\n"
     "nor is it a subcommand; 'postil help' lists those\n"},
    {{"add", "nosuch.txt"}, 66, "cannot read 'nosuch.txt': No such file or directory\n"},
    {{"undo", "x"}, 64, "cannot read 'x': it is the number of changes, from 1\n"},
    {{"redo"}, 1, "cannot redo: there is nothing to redo\n"},
    {{"--library", "Makefile", "list"},
     65,
     "cannot open the library 'Makefile': it is not a database\n"
     "the file was left as it is; --library names another one\n"},
};

// The lines with "postil: " before each, and the library's path as it was given.
static void write_wanted(const char *said, Buffer *out) {
  for (const char *line = said; *line;) {
    size_t len = strcspn(line, "\n") + 1;
    buffer_add_string(out, "postil: ");
    buffer_add(out, slice_make(line, len));
    line += len;
  }
}

// Paths are told whole; the folder of the tests is left out.
static char *without_folder(const char *text) {
  char *folder = realpath(".", NULL);
  Buffer out = {0};
  for (const char *at = text; *at;) {
    size_t len = strlen(folder);
    bool here = strncmp(at, folder, len) == 0 && at[len] == '/';
    if (here)
      at += len + 1;
    else
      buffer_add_byte(&out, *at++);
  }
  free(folder);
  return buffer_take(&out);
}

static void check_refusal(const char *home, const char *library, const Refusal *refusal) {
  const char *arguments[WORDS_MAX + 3] = {"--library", library};
  for (int i = 0; i < WORDS_MAX && refusal->words[i]; i++) arguments[i + 2] = refusal->words[i];
  Program program = program_run(home, "", arguments);
  char *said = without_folder(program.err);
  Buffer wanted = {0};
  write_wanted(refusal->said, &wanted);
  check_text(slice_of(said), wanted.ptr);
  assert_int_equal(program.status, refusal->status);
  assert_string_equal(program.out, "");
  free(said);
  buffer_release(&wanted);
  program_release(&program);
}

static void every_refusal_says_what_why_and_what_to_do(void **state) {
  (void)state;
  char *home = check_folder();
  Buffer library = {0}, brief = {0};
  buffer_printf(&library, "%s/l.db", home);
  buffer_printf(&brief, "%s/twins.txt", home);
  check_write(home, "twins.txt", SLICE("Twins\n\nTeam Alpha met. Team Beta met.\n"));
  free(PROGRAM_TEXT(home, "--library", library.ptr, "add", brief.ptr));
  for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++)
    check_refusal(home, library.ptr, &refusals[i]);
  buffer_release(&library);
  buffer_release(&brief);
  check_folder_remove(home);
  free(home);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_refusal_says_what_why_and_what_to_do),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

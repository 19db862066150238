// SPDX-License-Identifier: MIT
// The table of subcommands and the help that is made from it.
#include "cli/subcommand.h"

#include "base/safe.h"

const Option subcommand_global_options[] = {
    {"library", 0, "FILE", "the library (default: $POSTIL_LIBRARY, .postil.db, your own)"},
    {"config", 0, "FILE", "the configuration (default: ~/.config/postil/config)"},
    {"json", 0, NULL, "one JSON object a line, where something is listed"},
    {"color", 0, "WHEN", "auto, always or never; NO_COLOR counts too"},
    {"version", 0, NULL, "print the version"},
    {"help", 'h', NULL, "print this help"},
    {0}};

// What each listing takes.
#define FILTER_OPTIONS                                                                             \
  {"raw", 0, NULL, "the exact bytes, also to a terminal"}, {                                       \
    "safe", 0, NULL, "what is invisible made visible, also to a file"                              \
  }

static const Option add_options[] = {{"title", 0, "TEXT", "its title, whatever the file states"},
                                     {"author", 0, "NAMES", "its authors, divided by '; '"},
                                     {"date", 0, "DATE", "YYYY, YYYY-MM or YYYY-MM-DD"},
                                     {"url", 0, "URL", "where it was published"},
                                     {"from", 0, "LIST", "also the paths in a file, one a line"},
                                     {"new", 0, NULL, "a brief of its own, whatever it is like"},
                                     {"again", 0, NULL, "show an earlier version again"},
                                     {"dry-run", 0, NULL, "only say what would be added"},
                                     {0}};

static const Option annotate_options[] = {
    {"quote", 0, "TEXT", "the passage, word for word"},
    {"nth", 0, "N", "the Nth place where the quotation stands"},
    {"span", 0, "START:END", "the passage by code points, the end not included"},
    {"whole", 0, NULL, "the whole brief"},
    {"tag", 0, "TAG", "put a tag on it (repeatable)"},
    {"comment", 0, "TEXT", "comment on it"},
    {"colour", 0, "COLOUR", "yellow, green, blue, pink, orange, purple, red or grey"},
    {0}};

static const Option backup_options[] = {{"force", 0, NULL, "replace the file if it is there"}, {0}};

static const Option config_options[] = {{"default", 0, NULL, "a file with all defaults, commented"},
                                        {0}};

static const Option doctor_options[] = {
    {"repair", 0, NULL, "make anew what can be computed; the old library is kept beside"}, {0}};

static const Option edit_options[] = {
    {"quote", 0, "TEXT", "give it this passage, word for word"},
    {"nth", 0, "N", "the Nth place where the quotation stands"},
    {"span", 0, "START:END", "give it the passage by code points, the end not included"},
    {"split", 0, "POSITION", "split it before a code point; prints the id of the second part"},
    {"tag", 0, "TAG", "put a tag on it (repeatable)"},
    {"untag", 0, "TAG", "take a tag off it (repeatable)"},
    {"comment", 0, "TEXT", "set its comment; an empty one removes it"},
    {"colour", 0, "COLOUR", "yellow, green, blue, pink, orange, purple, red or grey"},
    {0}};

static const Option export_options[] = {
    {"format", 0, "FORMAT", "markdown, w3c, html …: see 'postil help formats'"},
    {"output", 'o', "FILE", "this file instead of standard output; a folder gets a file a brief"},
    {"force", 0, NULL, "replace the file if it is there"},
    {"update", 0, NULL,
     "markdown, org: change in the file what has changed, keep what people wrote"},
    {"dry-run", 0, NULL, "with --update: only say what would change"},
    {"query", 0, "QUERY", "only annotations that match: see 'postil help query'"},
    {"brief", 0, "BRIEF", "only annotations of this brief"},
    {"tag", 0, "TAG", "only annotations with this tag or one below it"},
    {"colour", 0, "COLOUR", "only annotations of this colour"},
    {"since", 0, "DATE", "only annotations made on this day (YYYY-MM-DD) or later"},
    {"until", 0, "DATE", "only annotations made on this day or earlier"},
    {"group-by", 0, "brief|tag|colour", "markdown, org: what stands together"},
    {"context", 0, "N", "markdown, org: N sentences before and behind each passage"},
    {"spreadsheet", 0, NULL, "csv: a ' before what a spreadsheet would run"},
    {"with-text", 0, NULL, "jsonl: the texts too"},
    {0}};

static const Option find_options[] = {
    {"in", 0, "briefs|annotations|comments", "look only there; without it in texts and comments"},
    {"limit", 0, "N", "at most N places"},
    {"best", 0, NULL, "the texts that fit best first, not the newest"},
    {"accents", 0, NULL, "accents count"},
    {0}};

static const Option import_options[] = {
    {"format", 0, "SOURCE", "what the files are, where their content does not tell"},
    {"brief", 0, "BRIEF", "all annotations are on this brief"},
    {"dry-run", 0, NULL, "only say what would come in"},
    {"verbose", 'v', NULL, "say of each that is not placed why"},
    {0}};

static const Option matrix_options[] = {
    {"by", 0, "brief|series|author|month|tag",
     "what to count by, brief without it; by tag: which tags meet"},
    {"csv", 0, NULL, "CSV: a record for each brief, series …, a field for each tag"},
    FILTER_OPTIONS,
    {0}};

static const Option merge_options[] = {
    {"dry-run", 0, NULL, "of a library: only say what would come in"}, {0}};

static const Option meta_options[] = {
    {"title", 0, "TEXT", "set the title; an empty one gives back the file's"},
    {"series", 0, "TEXT", "set the series"},
    {"author", 0, "NAMES", "set the authors, divided by '; '"},
    {"date", 0, "DATE", "set the date: YYYY, YYYY-MM or YYYY-MM-DD"},
    {"url", 0, "URL", "set the URL"},
    {"read", 0, "yes|no", "mark it as read or unread"},
    {0}};

static const Option review_options[] = {
    {"quote", 0, "TEXT", "attach it to this passage, word for word"},
    {"nth", 0, "N", "the Nth place where the quotation stands"},
    {"span", 0, "START:END", "attach it to the passage by code points, the end not included"},
    {0}};

static const Option remove_options[] = {{"yes", 'y', NULL, "do not ask"}, {0}};

static const Option restore_options[] = {
    {"dry-run", 0, NULL, "only examine the file and say what is in it"}, {0}};

static const Option script_options[] = {
    {"keep-going", 0, NULL, "go on after a command that failed"}, {0}};

static const Option show_options[] = {
    {"structure", 0, NULL, "what was recognised in it, instead of its text"},
    {"notes", 0, NULL, "its footnotes, and what each Ibid. means"},
    FILTER_OPTIONS,
    {0}};

static const Option list_options[] = {
    {"annotations", 0, NULL, "list annotations instead of briefs"},
    {"sort", 0, "date|title|author|series|read|annotations|added", "briefs in this order"},
    {"reverse", 0, NULL, "briefs the other way round"},
    FILTER_OPTIONS,
    {0}};

static const Option listing_options[] = {FILTER_OPTIONS, {0}};

static const Option repeats_options[] = {
    {"brief", 0, "BRIEF", "only sentences that stand in this brief"},
    {"annotate", 0, "ANNOTATION", "make this annotation at the other places of its passage too"},
    {"dry-run", 0, NULL, "with --annotate: only list the places"},
    FILTER_OPTIONS,
    {0}};

static const Option sources_options[] = {
    {"brief", 0, "BRIEF", "only what this brief cites"},
    {"naming", 0, "WORDS", "only sources whose name, words or URL hold all of these"},
    {"notes", 0, NULL, "a line for each note that cites it, instead of one for each source"},
    FILTER_OPTIONS,
    {0}};

static const Option tags_options[] = {
    FILTER_OPTIONS,
    {"dry-run", 0, NULL, "only say how many annotations will change"},
    {"force", 0, NULL, "export: replace the file if it is there"},
    {"yes", 'y', NULL, "do not ask: delete the tags below too, merge into a tag of that name"},
    {0}};

static const Subcommand table[] = {
    {"open", "BRIEF|LOCATOR", "open a brief on the screen", NULL, 1, 1, run_open},
    {"add", "[OPTION]… PATH…", "add files and folders; - is standard input", add_options, 0,
     UINT32_MAX, run_add},
    {"list", "[--annotations | --sort COLUMN] [QUERY…]",
     "list the briefs, or annotations, that match a query", list_options, 0, UINT32_MAX, run_list},
    {"find", "[OPTION]… WORD…", "find words in all briefs and comments; exits 1 without any",
     find_options, 1, UINT32_MAX, run_find},
    {"show", "[OPTION]… BRIEF|PATH", "print a brief or a file; a file is not added", show_options,
     1, 1, run_show},
    {"annotate", "BRIEF --quote TEXT | --span START:END | --whole  [OPTION]…",
     "annotate a passage; prints its id", annotate_options, 1, 1, run_annotate},
    {"tag", "ANNOTATION|BRIEF TAG…", "put tags on an annotation, or on the whole brief", NULL, 2,
     UINT32_MAX, run_tag},
    {"untag", "ANNOTATION|BRIEF TAG…", "take tags off an annotation, or off the whole brief", NULL,
     2, UINT32_MAX, run_untag},
    {"comment", "ANNOTATION|BRIEF TEXT|-", "set the comment; - reads it, an empty one removes it",
     NULL, 2, 2, run_comment},
    {"edit", "BRIEF | ANNOTATION OPTION…",
     "edit a brief's text in $EDITOR; an annotation's passage, tags, comment, colour", edit_options,
     1, 1, run_edit},
    {"merge", "[--dry-run] FILE | ANNOTATION ANNOTATION…",
     "bring in another library; or make one of several annotations", merge_options, 1, UINT32_MAX,
     run_merge},
    {"delete", "ANNOTATION…", "delete annotations", NULL, 1, UINT32_MAX, run_delete},
    {"remove", "BRIEF [--yes]", "remove a brief; on a terminal it asks", remove_options, 1, 1,
     run_remove},
    {"meta", "BRIEF [OPTION]…", "print or set title, series, authors, date, URL, read or unread",
     meta_options, 1, 1, run_meta},
    {"versions", "BRIEF [N]", "list the texts that a brief has had, or print one of them",
     listing_options, 1, 2, run_versions},
    {"marks", "BRIEF [LETTER POSITION|none]", "list the marks of a brief, set or remove one",
     listing_options, 1, 3, run_marks},
    {"tags",
     "[rename TAG NEW | merge TAG INTO | split TAG NEW QUERY | delete TAG | alias TAG NAME |"
     " unalias NAME | colour TAG COLOUR | memo TAG TEXT | add TAG | import FILE | export FILE]",
     "list the tags, or change the codebook", tags_options, 0, 4, run_tags},
    {"export", "--format FORMAT [OPTION]… [QUERY…]", "write annotations for other programs",
     export_options, 0, UINT32_MAX, run_export},
    {"import", "[OPTION]… FILE…", "bring in annotations of other programs", import_options, 1,
     UINT32_MAX, run_import},
    {"undo", "[N]", "undo the last change, or N", NULL, 0, 1, run_undo},
    {"redo", "[N]", "redo what was undone", NULL, 0, 1, run_redo},
    {"stats", "[QUERY…]", "the library in figures, or what matches a query", NULL, 0, UINT32_MAX,
     run_stats},
    {"matrix", "[--by WHAT] [--csv] [QUERY…]", "how often each tag stands in each brief, series …",
     matrix_options, 0, UINT32_MAX, run_matrix},
    {"sources", "[--brief BRIEF] [--naming WORDS] [--notes] [QUERY…]",
     "what the footnotes cite, most cited first; of the briefs that match a query", sources_options,
     0, UINT32_MAX, run_sources},
    {"repeats", "[--brief BRIEF | --annotate ANNOTATION [--dry-run]]",
     "the sentences that stand in several briefs; annotate one in all of them", repeats_options, 0,
     0, run_repeats},
    {"history", "[--raw | --safe]", "list the changes, newest first", listing_options, 0, 0,
     run_history},
    {"script", "[--keep-going] [FILE]", "run commands from a file without a screen", script_options,
     0, 1, run_script},
    {"check", "[BRIEF]", "list what waits for review; exits 1 while anything does", NULL, 0, 1,
     run_check},
    {"review", "[accept ANNOTATION | orphan ANNOTATION | attach ANNOTATION [START:END]]",
     "say where an annotation of a changed text belongs; alone it lists what waits", review_options,
     0, 3, run_review},
    {"backup", "[--force] FILE", "write the whole library to a file", backup_options, 1, 1,
     run_backup},
    {"restore", "[--dry-run] FILE",
     "put a backup in the place of the library, which is kept beside it", restore_options, 1, 1,
     run_restore},
    {"doctor", "[--repair]", "examine the library", doctor_options, 0, 0, run_doctor},
    {"completion", "SHELL | words -- WORD…", "print the completion for bash, zsh or fish", NULL, 1,
     UINT32_MAX, run_completion},
    {"config", "[--default] [SETTING]", "list the options, their values and where they are set",
     config_options, 0, 1, run_config},
    {"keys", "", "list the keys of the screen", NULL, 0, 0, run_keys},
    {"tutor", "", "learn postil by doing: a brief that teaches it", NULL, 0, 0, run_tutor},
    {"help", "[TOPIC]", "help on a subcommand, on 'formats', 'json', 'query' or an action", NULL, 0,
     1, run_help},
};

const Subcommand *subcommand_table(uint32_t *count) {
  *count = sizeof table / sizeof table[0];
  return table;
}

const Subcommand *subcommand_find(const char *name) {
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    if (strcmp(table[i].name, name) == 0) return &table[i];
  }
  return NULL;
}

static void write_padded(Buffer *out, const char *text, uint32_t width) {
  uint32_t used = safe_width(slice_of(text), SAFE_UNICODE);
  buffer_add_string(out, text);
  do {
    buffer_add_byte(out, ' ');
  } while (++used < width);
}

enum { OPTION_COLUMNS = 22 }; // an option that needs more has a line of its own

static void write_options(const Option *option, Buffer *out) {
  for (; option && option->name; option++) {
    Buffer label = {0};
    if (option->letter) buffer_printf(&label, "-%c, ", option->letter);
    buffer_printf(&label, "--%s", option->name);
    if (option->value) buffer_printf(&label, "=%s", option->value);
    buffer_add_string(out, "  ");
    if (label.len >= OPTION_COLUMNS)
      buffer_printf(out, "%s\n%*s", label.ptr, OPTION_COLUMNS + 2, "");
    else
      write_padded(out, label.ptr, OPTION_COLUMNS);
    buffer_printf(out, "%s\n", option->help);
    buffer_release(&label);
  }
}

void subcommand_write_overview(Buffer *out) {
  buffer_add_string(out,
                    "postil reads and annotates policy briefs in the terminal.\n\n"
                    "usage: postil                      open the library\n"
                    "       postil [+N] FILE…           add files, open the first (at block N)\n"
                    "       postil -                    read a brief from standard input\n"
                    "       postil SUBCOMMAND …\n\n"
                    "subcommands:\n");
  for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
    buffer_add_string(out, "  ");
    write_padded(out, table[i].name, 11);
    buffer_printf(out, "%s\n", table[i].help);
  }
  buffer_add_string(out, "\noptions of all of them:\n");
  write_options(subcommand_global_options, out);
  buffer_add_string(out, "\n'postil help SUBCOMMAND' says more, 'man postil' says all.\n");
}

void subcommand_write_help(const Subcommand *subcommand, Buffer *out) {
  buffer_printf(out, "postil %s: %s\n\nusage: postil %s%s%s\n", subcommand->name, subcommand->help,
                subcommand->name, subcommand->usage[0] ? " " : "", subcommand->usage);
  if (subcommand->options) {
    buffer_add_string(out, "\noptions:\n");
    write_options(subcommand->options, out);
  }
  buffer_add_string(out, "\noptions of all subcommands:\n");
  write_options(subcommand_global_options, out);
}

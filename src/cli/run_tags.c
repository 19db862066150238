// SPDX-License-Identifier: MIT
// `postil tags`: the codebook, those that nothing uses too; and what is done to it. Each act is one
// change; with --dry-run it is tried, and only the figures are said.
#include "base/file.h"
#include "cli/run.h"
#include "cli/table.h"
#include "codec/json.h"
#include "exchange/tagfile.h"
#include "exchange/writers.h"
#include "library/alias.h"
#include "library/tag.h"
#include "session/part.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

// ---- Listing

static void write_json(const Tag *tag, Buffer *out) {
  JsonWriter json = {.out = out};
  char colour[8] = "";
  if (tag->colour != TAG_NO_COLOUR)
    snprintf(colour, sizeof colour, "#%06x", tag->colour & 0xFFFFFF);
  json_start_object(&json);
  json_member(&json, "id", slice_of(tag->id));
  json_member(&json, "path", slice_of(tag->path));
  json_member(&json, "colour", slice_of(colour));
  json_member(&json, "memo", slice_of(tag->memo));
  json_key(&json, "annotations");
  json_number(&json, tag->annotations);
  if (tag->aliases.count > 0) write_jsonl_aliases(&tag->aliases, &json);
  json_end_object(&json);
  buffer_add_byte(out, '\n');
}

// People see the other names, too; a pipe gets the path alone.
static void add_path(const Run *run, Table *table, const Tag *tag) {
  Buffer cell = {0};
  buffer_add_string(&cell, tag->path);
  if (run->output.tty && tag->aliases.count > 0) {
    buffer_add_string(&cell, "  = ");
    tag_write_aliases(&tag->aliases, &cell);
  }
  table_add(table, &run->output, buffer_slice(&cell));
  buffer_release(&cell);
}

static int list(Run *run, Error *err) {
  TagList list = {0};
  if (!run_open_library(run, LIBRARY_READ, err) || !tag_list(run->library, &list, err)) return 0;
  Table table = {.columns = 2, .right = 1};
  for (uint32_t i = 0; i < list.count; i++) {
    if (run->json) {
      write_json(&list.items[i], &run->output.text);
      output_flush(&run->output);
      continue;
    }
    table_add_number(&table, &run->output, list.items[i].annotations);
    add_path(run, &table, &list.items[i]);
  }
  table_print(&table, &run->output);
  tag_release_list(&list);
  return 0;
}

// ---- Acts: change is NULL for a rehearsal

typedef bool TagsDo(Run *run, int64_t *change, Error *err);

// On a terminal, and with --yes, a name that is taken can mean that the two are to be one. A
// rehearsal asks nothing.
static bool merges_instead(Run *run, bool rehearsal) {
  TagFigures figures, taken;
  Error ignored = {0};
  const char *path = run->words[1], *into = run->words[2];
  bool asks = options_has(run->options, "yes") || (!rehearsal && isatty(STDIN_FILENO) == 1);
  if (!asks || !tag_affected(run->library, into, &taken, &ignored) ||
      !tag_affected(run->library, path, &figures, &ignored))
    return false;
  Buffer question = {0};
  buffer_printf(&question, "there is '%s' already; merge '%s' into it? ", into, path);
  tag_write_figures(&figures, &question);
  buffer_add_string(&question, " will change; y merges, everything else leaves both");
  bool yes = run_confirm(run, question.ptr);
  buffer_release(&question);
  return yes;
}

static bool do_rename(Run *run, int64_t *change, Error *err) {
  Error clash = {0};
  const char *const *words = run->words;
  if (tag_rename(run->library, words[1], words[2], change, &clash)) return true;
  bool taken = clash.kind == ERROR_DATA && clash.hint[0];
  if (taken && merges_instead(run, change == NULL))
    return tag_merge(run->library, words[1], words[2], change, err);
  *err = clash;
  return taken ? error_hint(err, "'postil tags merge' makes them one") : false;
}

static bool do_merge(Run *run, int64_t *change, Error *err) {
  return tag_merge(run->library, run->words[1], run->words[2], change, err);
}

static bool do_delete(Run *run, int64_t *change, Error *err) {
  return tag_delete(run->library, run->words[1], change, err);
}

static bool do_add(Run *run, int64_t *change, Error *err) {
  return tag_create(run->library, run->words[1], change, err);
}

static bool do_alias(Run *run, int64_t *change, Error *err) {
  return alias_add(run->library, run->words[1], run->words[2], change, err);
}

static bool do_unalias(Run *run, int64_t *change, Error *err) {
  return alias_remove(run->library, run->words[1], change, err);
}

static bool do_colour(Run *run, int64_t *change, Error *err) {
  uint32_t rgb;
  return tag_parse_colour(run->words[2], &rgb, err) &&
         tag_set(run->library, run->words[1], &(TagEdit){.colour = &rgb}, change, err);
}

static bool do_memo(Run *run, int64_t *change, Error *err) {
  Buffer text = {0};
  bool ok = run_read_text(run->words[2], "the memo", &text, err) &&
            tag_set(run->library, run->words[1], &(TagEdit){.memo = buffer_slice(&text).ptr},
                    change, err);
  buffer_release(&text);
  return ok;
}

static bool do_split(Run *run, int64_t *change, Error *err) {
  Part part;
  if (!part_find(run->library, run->words[1], run->words[3], &part, err)) return false;
  bool ok = tag_split(run->library, run->words[1], run->words[2], part.annotations,
                      part.figures.annotations, change, err);
  part_release(&part);
  return ok;
}

static void print_import(Run *run, const TagFile *file, uint32_t added) {
  if (run->json) return;
  buffer_printf(&run->output.text, "%u tag%s would come in, %u of them new\n", file->count,
                file->count == 1 ? "" : "s", added);
  output_flush(&run->output);
}

static bool do_import(Run *run, int64_t *change, Error *err) {
  const char *path = run->words[1];
  bool standard = strcmp(path, "-") == 0;
  Buffer bytes = {0};
  TagFile file = {0};
  uint32_t added;
  bool ok = (standard ? run_read_text(path, "the codebook", &bytes, err)
                      : file_read(path, TAGFILE_MOST, &bytes, err)) &&
            tagfile_read(buffer_slice(&bytes), &file, err) &&
            tag_import(run->library, file.entries, file.count, &added, change, err);
  if (ok && !change) print_import(run, &file, added);
  if (ok && change && *change)
    output_tell("%u tag%s imported, %u of them new; 'postil undo' takes it back", file.count,
                file.count == 1 ? "" : "s", added);
  tagfile_release(&file);
  buffer_release(&bytes);
  return ok;
}

// ---- What they touch

typedef bool TagsCount(Run *run, TagFigures *figures, Error *err);

static bool count_subtree(Run *run, TagFigures *figures, Error *err) {
  return tag_affected(run->library, run->words[1], figures, err);
}

// What is called so already stays as it is.
static bool count_renamed(Run *run, TagFigures *figures, Error *err) {
  char *path = alias_resolve(run->library, run->words[1], err);
  char *wanted = path ? tag_normalise(run->words[2], err) : NULL;
  bool same = wanted && strcmp(path, wanted) == 0, ok = wanted && count_subtree(run, figures, err);
  if (same) *figures = (TagFigures){.tags = figures->tags};
  free(path);
  free(wanted);
  return ok;
}

static bool count_part(Run *run, TagFigures *figures, Error *err) {
  Part part;
  if (!part_find(run->library, run->words[1], run->words[3], &part, err)) return false;
  *figures = part.figures;
  part_release(&part);
  return true;
}

static bool count_nothing(Run *run, TagFigures *figures, Error *err) {
  (void)run, (void)figures, (void)err;
  return true;
}

typedef struct TagsVerb {
  const char *name, *usage;
  uint32_t words;   // with the verb
  TagsCount *count; // of what is seen on annotations
  TagsDo *run;
} TagsVerb;

static const TagsVerb verbs[] = {
    {"rename", "TAG NEW", 3, count_renamed, do_rename},
    {"merge", "TAG INTO", 3, count_subtree, do_merge},
    {"split", "TAG NEW QUERY", 4, count_part, do_split},
    {"delete", "TAG", 2, count_subtree, do_delete},
    {"alias", "TAG NAME", 3, count_nothing, do_alias},
    {"unalias", "NAME", 2, count_nothing, do_unalias},
    {"colour", "TAG COLOUR", 3, count_nothing, do_colour},
    {"color", "TAG COLOUR", 3, count_nothing, do_colour},
    {"memo", "TAG TEXT|-", 3, count_nothing, do_memo},
    {"add", "TAG", 2, count_nothing, do_add},
    {"import", "FILE|-", 2, count_nothing, do_import},
};

static const TagsVerb *find_verb(const Run *run, Error *err) {
  for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
    if (strcmp(verbs[i].name, run->words[0]) != 0) continue;
    if (run->word_count == verbs[i].words) return &verbs[i];
    error_set(err, ERROR_USAGE, "cannot run 'tags %s': %s", verbs[i].name,
              run->word_count < verbs[i].words ? "something is missing"
                                               : "there are too many words");
    error_hint(err, "usage: postil tags %s %s", verbs[i].name, verbs[i].usage);
    return NULL;
  }
  error_set(err, ERROR_USAGE, "cannot run 'tags %.40s': there is no such act", run->words[0]);
  error_hint(err,
             "it can rename, merge, split, delete, alias, unalias, colour, memo, add, import and "
             "export; alone it lists");
  return NULL;
}

// What the act touches, before it is done: "37 annotations in 9 briefs will change".
static void print_json(Run *run, const TagFigures *figures, int64_t change) {
  JsonWriter json = {.out = &run->output.text};
  json_start_object(&json);
  json_key(&json, "tags");
  json_number(&json, figures->tags);
  json_key(&json, "annotations");
  json_number(&json, figures->annotations);
  json_key(&json, "briefs");
  json_number(&json, figures->briefs);
  json_key(&json, "change");
  json_number(&json, change);
  json_end_object(&json);
  buffer_add_byte(&run->output.text, '\n');
  output_flush(&run->output);
}

// "3 tags, 37 annotations in 9 briefs"
static void write_touched(const TagFigures *figures, Buffer *out) {
  if (figures->tags > 1) buffer_printf(out, "%u tags, ", figures->tags);
  tag_write_figures(figures, out);
}

static void print_rehearsal(Run *run, const TagFigures *figures) {
  write_touched(figures, &run->output.text);
  buffer_add_string(&run->output.text, " will change\n");
  output_flush(&run->output);
}

static void tell(const TagFigures *figures, int64_t change) {
  Buffer text = {0};
  write_touched(figures, &text);
  if (change == 0)
    output_tell("nothing to change: it is so already");
  else if (figures->annotations)
    output_tell("%s changed; 'postil undo' takes it back", text.ptr);
  buffer_release(&text);
}

// Deleting takes the tags below along, which nobody has named: then it asks.
static bool confirm(const Run *run, const TagsVerb *verb, const TagFigures *figures) {
  if (verb->run != do_delete || figures->tags <= 1) return true;
  Buffer question = {0};
  buffer_printf(&question, "delete '%s' and all below it, %u tags? ", run->words[1], figures->tags);
  tag_write_figures(figures, &question);
  buffer_add_string(&question, " stay without them; y deletes, everything else keeps");
  bool yes = run_confirm(run, question.ptr);
  buffer_release(&question);
  return yes;
}

// The exit status when nothing goes wrong.
static int run_verb(Run *run, const TagsVerb *verb, Error *err) {
  bool rehearsal = options_has(run->options, "dry-run");
  TagFigures figures = {0};
  int64_t change = 0;
  if (!run_open_library(run, LIBRARY_CHANGE, err)) return 0;
  if (!verb->count(run, &figures, err)) return 0;
  if (!rehearsal && !confirm(run, verb, &figures)) {
    output_tell("nothing was deleted");
    return ERROR_NOTHING;
  }
  if (!verb->run(run, rehearsal ? NULL : &change, err)) return 0;
  if (run->json)
    print_json(run, &figures, change);
  else if (rehearsal && verb->run != do_import)
    print_rehearsal(run, &figures);
  else if (!rehearsal)
    tell(&figures, change);
  return 0;
}

// To a file, or to standard output, what `import` takes.
static void export(Run *run, Error *err) {
  TagList list = {0};
  Buffer bytes = {0};
  bool standard = strcmp(run->words[1], "-") == 0;
  if (!run_open_library(run, LIBRARY_READ, err) || !tag_list(run->library, &list, err)) return;
  tagfile_write(&list, standard ? &run->output.text : &bytes);
  if (standard)
    output_flush(&run->output);
  else
    file_write(run->words[1], buffer_slice(&bytes), options_has(run->options, "force"), err);
  buffer_release(&bytes);
  tag_release_list(&list);
}

int run_tags(Run *run, Error *err) {
  if (run->word_count == 0) return list(run, err);
  if (run->word_count == 2 && strcmp(run->words[0], "export") == 0) {
    export(run, err);
    return 0;
  }
  if (run->output.kept) { // a script's changes are acknowledged, which listings are not
    error_set(err, ERROR_USAGE, "cannot run 'tags %.40s': in a script it only lists",
              run->words[0]);
    error_hint(err, "rename-tag, merge-tag, split-tag, delete-tag, alias-tag, colour-tag, memo-tag "
                    "and add-tag change the codebook");
    return 0;
  }
  const TagsVerb *verb = find_verb(run, err);
  return verb ? run_verb(run, verb, err) : 0;
}

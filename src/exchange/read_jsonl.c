// SPDX-License-Identifier: MIT
// postil's own lines of JSON. A key that is not known refuses the file: a newer postil wrote it,
// and what this one does not know would be lost without a word.
#include "exchange/readers.h"

#include "exchange/tagfile.h"

#include <stdlib.h>

typedef struct BriefLine {
  Slice id;
  ForeignClues clues;
} BriefLine;

typedef struct Lines {
  ForeignFile *file;
  BriefLine *briefs;
  uint32_t brief_count, number;
  size_t brief_capacity;
  Error *err;
} Lines;

static bool refuse(Lines *lines, const char *why) {
  return error_set(lines->err, ERROR_DATA, "cannot read it as jsonl: line %u: %s", lines->number,
                   why);
}

// ---- Lines of each type

static Slice text(Lines *lines, const JsonValue *line, const char *key) {
  return readers_text(lines->file, line, key);
}

static const char *word(Lines *lines, const JsonValue *line, const char *key) {
  Slice value = text(lines, line, key);
  return value.len ? value.ptr : NULL;
}

static bool read_brief(Lines *lines, const JsonValue *line) {
  ForeignFile *file = lines->file;
  BriefLine brief = {.id = text(lines, line, "id"),
                     .clues = {.hash = text(lines, line, "version"),
                               .url = text(lines, line, "url"),
                               .title = text(lines, line, "title")}};
  lines->briefs =
      memory_grow(lines->briefs, lines->brief_count, &lines->brief_capacity, sizeof *lines->briefs);
  lines->briefs[lines->brief_count++] = brief;
  Slice stored = text(lines, line, "text");
  if (stored.len == 0) return true;
  file->texts =
      memory_grow(file->texts, file->text_count, &file->text_capacity, sizeof *file->texts);
  file->texts[file->text_count++] = (ForeignText){.hash = brief.clues.hash,
                                                  .text = stored,
                                                  .metadata = {
                                                      .title = word(lines, line, "title"),
                                                      .series = word(lines, line, "series"),
                                                      .author = word(lines, line, "author"),
                                                      .date = word(lines, line, "date"),
                                                      .url = word(lines, line, "url"),
                                                  }};
  return true;
}

static bool read_tag(Lines *lines, const JsonValue *line) {
  ForeignFile *file = lines->file;
  TagEntry entry;
  const char *why = NULL;
  if (!tagfile_read_entry(file->arena, line, &entry, &why)) return refuse(lines, why);
  file->tags = memory_grow(file->tags, file->tag_count, &file->tag_capacity, sizeof *file->tags);
  file->tags[file->tag_count++] = entry;
  return true;
}

// Its brief's line stands before it, usually the last one.
static ForeignClues find_clues(const Lines *lines, Slice id) {
  for (uint32_t i = lines->brief_count; i > 0; i--)
    if (slice_equal(lines->briefs[i - 1].id, id)) return lines->briefs[i - 1].clues;
  return (ForeignClues){0};
}

static AnnotationState read_state(Slice name) {
  AnnotationState state = ANNOTATION_SAME;
  while (state < ANNOTATION_ORPHAN && !slice_equal(name, slice_of(annotation_state_name(state))))
    state++;
  return name.len ? state : ANNOTATION_SAME;
}

static OriginPlace read_made(Lines *lines, const JsonValue *line) {
  OriginPlace made = origin_read_place(json_get(line, "made"));
  made.quote = foreign_text(lines->file, made.quote);
  return made;
}

static bool read_annotation(Lines *lines, const JsonValue *line) {
  ForeignFile *file = lines->file;
  ForeignAnnotation *annotation = foreign_add(file);
  const JsonValue *tags = json_get(line, "tags"), *origin = json_get(line, "foreign");
  Slice version = text(lines, line, "version");
  annotation->id = text(lines, line, "id");
  annotation->clues = find_clues(lines, text(lines, line, "brief"));
  if (version.len) annotation->clues.hash = version;
  foreign_add_quote(annotation, text(lines, line, "quote"), text(lines, line, "prefix"),
                    text(lines, line, "suffix"));
  annotation->start = readers_number(line, "start", FOREIGN_NO_POSITION);
  annotation->end = readers_number(line, "end", FOREIGN_NO_POSITION);
  annotation->state = read_state(text(lines, line, "state"));
  annotation->comment = text(lines, line, "comment");
  foreign_set_colour(annotation, text(lines, line, "colour"));
  for (const JsonValue *tag = tags ? tags->first : NULL; tag; tag = tag->next)
    if (tag->type == JSON_STRING) foreign_add_tag(file, annotation, foreign_text(file, tag->text));
  annotation->created = foreign_moment(text(lines, line, "created"));
  annotation->updated = foreign_moment(text(lines, line, "updated"));
  annotation->by = text(lines, line, "by");
  annotation->origin = text(lines, origin, "format");
  annotation->origin_id = text(lines, origin, "id");
  annotation->made = read_made(lines, line);
  if (annotation->id.len == 0) foreign_leave_out(annotation, "it has no id");
  return true;
}

// ---- Which it is

typedef struct LineType {
  const char *name, *keys; // each between blanks
  bool (*read)(Lines *lines, const JsonValue *line);
} LineType;

static const LineType types[] = {
    {"brief", " type id title series author date url version text ", read_brief},
    {"tag", " type id path colour memo aliases ", read_tag},
    {"annotation",
     " type id brief version start end quote prefix suffix colour comment tags created updated by "
     "state made foreign ",
     read_annotation},
};

static bool check_keys(Lines *lines, const LineType *type, const JsonValue *line) {
  for (const JsonValue *member = line->first; member; member = member->next) {
    Buffer key = {0};
    buffer_printf(&key, " %.*s ", (int)(member->key.len < 64 ? member->key.len : 64),
                  member->key.ptr);
    bool known = strstr(type->keys, key.ptr) != NULL;
    buffer_release(&key);
    if (known) continue;
    return error_set(
        lines->err, ERROR_DATA,
        "cannot read it as jsonl: line %u has a key '%.*s' that postil %s does not know",
        lines->number, (int)(member->key.len < 64 ? member->key.len : 64), member->key.ptr,
        POSTIL_VERSION);
  }
  return true;
}

static bool read_line(Lines *lines, Slice bytes) {
  Error why = {0};
  const JsonValue *line = readers_json(lines->file, bytes, &why);
  if (!line) return refuse(lines, why.message);
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    if (!readers_is(json_get(line, "type"), types[i].name)) continue;
    return check_keys(lines, &types[i], line) && types[i].read(lines, line);
  }
  return refuse(lines, "it is no brief, tag or annotation");
}

bool read_jsonl(Slice bytes, ForeignFile *file, Error *err) {
  Lines lines = {.file = file, .err = err};
  Slice rest = bytes, line;
  bool ok = true;
  file->dated = true;
  while (ok && readers_next_line(&rest, &line)) {
    lines.number++;
    if (slice_trim(line).len) ok = read_line(&lines, line);
  }
  free(lines.briefs);
  return ok;
}

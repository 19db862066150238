// SPDX-License-Identifier: MIT
// A version's structure as lines of text and back. Positions are code points, as everywhere outside
// the program. Writing is one pass; reading is one pass, and whatever a damaged library holds comes
// out as an error: each line is parsed strictly here, and builder_fault() judges the whole.
//
//   postil-structure 1
//   hash HEX                                    SHA-256 of the text
//   title TEXT, series, date, url, language     metadata that the file states, escaped
//   author TEXT … prose                         authors in order; they come from a sentence
//   stated-title TEXT, … stated-author TEXT     what the format's own fields say of it
//   structured                                  the format has structure, it is no plain text
//   given                                       the format says which the notes are
//   notes COUNT                                 for text/glance.h: how many there are, if any
//   b TYPE START END [level=N] [mark=END] [note=INDEX] [pre] [continues] [as=TYPE] [fixed] [deep=N]
//   n START END BODY LABEL RUN TARGET ROOT [end=BODY-END] [pinpoint=START-END] [back]
//   r START END NOTE                            a reference mark
//   l START END [TARGET], j START END           links, joints
//   s START END KINDS                           an inline mark, its kinds as a number
//   end
//
// Lines follow the text: a block, the notes that begin with it, its marks, the next block. A reader
// takes them in any order.
//
// Escapes in TEXT and LABEL: \\ backslash, \n line end, \s blank (in a label), \e empty.
#include "text/pack.h"

#include "text/builder.h"
#include "text/pack_fields.h"
#include "text/position.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdlib.h>

const char pack_first_line[] = "postil-structure 1", pack_stated_prefix[] = "stated-";

const PackField pack_fields[PACK_FIELDS] = {
    {"title", offsetof(Metadata, title)},       {"series", offsetof(Metadata, series)},
    {"date", offsetof(Metadata, date)},         {"url", offsetof(Metadata, url)},
    {"language", offsetof(Metadata, language)},
};

// Metadata as they come; the authors grow apart.
typedef struct Stating {
  Metadata metadata;
  Slice *authors;
  size_t author_capacity;
} Stating;

typedef struct Reader {
  Builder *builder;
  const Positions *positions;
  Arena *scratch; // what the metadata point to until the builder has copied them
  Stating found, stated;
  uint32_t near; // for positions: lines follow the text
  bool ended;
} Reader;

// The next field of a line, without the blank behind it; empty at the end.
static Slice next_field(Slice *line) {
  const char *blank = line->len ? memchr(line->ptr, ' ', line->len) : NULL;
  size_t len = blank ? (size_t)(blank - line->ptr) : line->len;
  Slice field = slice_cut(*line, 0, len);
  *line = slice_cut(*line, blank ? len + 1 : len, line->len);
  return field;
}

static bool parse_number(Slice digits, uint32_t *number) {
  uint64_t value = 0;
  if (digits.len == 0 || digits.len > 10) return false;
  for (size_t at = 0; at < digits.len; at++) {
    if (digits.ptr[at] < '0' || digits.ptr[at] > '9') return false;
    value = value * 10 + (uint64_t)(digits.ptr[at] - '0');
  }
  *number = (uint32_t)value;
  return value <= INT32_MAX;
}

static bool parse_index(Slice field, int32_t *index) {
  uint32_t number = 0;
  *index = VERSION_NONE;
  if (slice_equal(field, SLICE("-"))) return true;
  if (!parse_number(field, &number)) return false;
  *index = (int32_t)number;
  return true;
}

static bool parse_position(Reader *reader, Slice field, uint32_t *pos) {
  uint32_t code_point = 0;
  if (!parse_number(field, &code_point)) return false;
  if (code_point > positions_count(reader->positions)) return false;
  *pos = positions_byte_near(reader->positions, code_point, &reader->near);
  return true;
}

static bool parse_span(Reader *reader, Slice *line, Span *span) {
  return parse_position(reader, next_field(line), &span->start) &&
         parse_position(reader, next_field(line), &span->end) && span->start <= span->end;
}

static bool parse_escaped(const Reader *reader, Slice field, Slice *text) {
  char *out = arena_alloc(reader->scratch, field.len + 1, 1);
  size_t len = 0;
  for (size_t at = 0; at < field.len; at++) {
    char byte = field.ptr[at];
    if (byte == '\\') {
      char name = ++at < field.len ? field.ptr[at] : '\0';
      if (name == 'e') continue;
      if (name != '\\' && name != 'n' && name != 's') return false;
      byte = name == 'n' ? '\n' : name == 's' ? ' ' : '\\';
    }
    out[len++] = byte;
  }
  *text = slice_make(out, len);
  return field.len > 0;
}

// The value of the attribute NAME=VALUE, if that is what the field is.
static bool attribute_value(Slice field, Slice name, Slice *value) {
  bool is = field.len > name.len && slice_starts(field, name) && field.ptr[name.len] == '=';
  if (is) *value = slice_cut(field, name.len + 1, field.len);
  return is;
}

static bool parse_type(Slice name, BlockType *type) {
  for (uint32_t i = 0; i < BLOCK_TYPE_COUNT; i++) {
    *type = (BlockType)i;
    if (slice_equal(name, slice_of(version_block_name(*type)))) return true;
  }
  return false;
}

static bool parse_level(Slice value, uint8_t *level) {
  uint32_t number = 0;
  if (!parse_number(value, &number) || number > UINT8_MAX) return false;
  *level = (uint8_t)number;
  return true;
}

static bool read_given_type(Slice value, Block *block) {
  if (block->source == BLOCK_BY_RULE) block->source = BLOCK_BY_MARKUP;
  return parse_type(value, &block->given);
}

static bool read_block_attribute(Reader *reader, Slice field, Block *block) {
  Slice value;
  if (slice_equal(field, SLICE("pre"))) block->preformatted = true;
  if (slice_equal(field, SLICE("continues"))) block->continues = true;
  if (attribute_value(field, SLICE("mark"), &value)) {
    return parse_position(reader, value, &block->mark.end);
  }
  if (attribute_value(field, SLICE("note"), &value)) return parse_index(value, &block->note);
  if (attribute_value(field, SLICE("level"), &value)) return parse_level(value, &block->level);
  if (attribute_value(field, SLICE("as"), &value)) return read_given_type(value, block);
  if (attribute_value(field, SLICE("deep"), &value)) {
    return parse_level(value, &block->given_level);
  }
  if (slice_equal(field, SLICE("fixed"))) block->source = BLOCK_FIXED;
  return true;
}

// Could a format have given this?
static bool is_sound_gift(const Block *block) {
  if (block->source == BLOCK_BY_RULE) return true;
  if (block->given == BLOCK_HEADING) return block->given_level >= 1 && block->given_level <= 6;
  return block->given != BLOCK_NOTE;
}

static bool read_block(Reader *reader, Slice line) {
  Block block = {.note = VERSION_NONE};
  if (!parse_type(next_field(&line), &block.type)) return false;
  if (!parse_span(reader, &line, &block.span)) return false;
  block.mark = span_make(block.span.start, block.span.start);
  while (line.len > 0) {
    if (!read_block_attribute(reader, next_field(&line), &block)) return false;
  }
  if (block.mark.end < block.mark.start || !is_sound_gift(&block)) return false;
  builder_add_block(reader->builder, block);
  return true;
}

static bool read_note_attribute(Reader *reader, Slice field, Note *note) {
  Slice value;
  if (slice_equal(field, SLICE("back"))) note->back = true;
  if (attribute_value(field, SLICE("end"), &value)) {
    return parse_position(reader, value, &note->body.end);
  }
  if (attribute_value(field, SLICE("pinpoint"), &value)) {
    const char *dash = value.len ? memchr(value.ptr, '-', value.len) : NULL;
    if (!dash) return false;
    size_t at = (size_t)(dash - value.ptr);
    return parse_position(reader, slice_cut(value, 0, at), &note->pinpoint.start) &&
           parse_position(reader, slice_cut(value, at + 1, value.len), &note->pinpoint.end);
  }
  return true;
}

static bool read_note(Reader *reader, Slice line) {
  Note note = {0};
  if (!parse_span(reader, &line, &note.span)) return false;
  if (!parse_position(reader, next_field(&line), &note.body.start)) return false;
  note.body.end = note.span.end;
  if (!parse_escaped(reader, next_field(&line), &note.label)) return false;
  if (!parse_number(next_field(&line), &note.run)) return false;
  if (!parse_index(next_field(&line), &note.target)) return false;
  if (!parse_index(next_field(&line), &note.root)) return false;
  while (line.len > 0) {
    if (!read_note_attribute(reader, next_field(&line), &note)) return false;
  }
  builder_add_note(reader->builder, note);
  return true;
}

static bool read_reference(Reader *reader, Slice line) {
  Reference reference;
  if (!parse_span(reader, &line, &reference.span)) return false;
  if (!parse_index(next_field(&line), &reference.note)) return false;
  builder_add_reference(reader->builder, reference);
  return true;
}

static bool read_link(Reader *reader, Slice line) {
  Link link = {0};
  if (!parse_span(reader, &line, &link.span)) return false;
  if (line.len > 0 && !parse_escaped(reader, line, &link.target)) return false;
  builder_add_link(reader->builder, link);
  return true;
}

static bool read_inline(Reader *reader, Slice line) {
  Inline found = {0};
  if (!parse_span(reader, &line, &found.span) || !parse_number(line, &found.kinds)) return false;
  builder_add_inline(reader->builder, found);
  return true;
}

static bool read_joint(Reader *reader, Slice line) {
  Span span;
  if (!parse_span(reader, &line, &span)) return false;
  builder_add_joint(reader->builder, span);
  return true;
}

static bool read_hash(Reader *reader, Slice line) {
  if (line.len != HASH_HEX_SIZE - 1) return false;
  for (size_t at = 0; at < line.len; at++) {
    char byte = line.ptr[at];
    if (!(byte >= '0' && byte <= '9') && !(byte >= 'a' && byte <= 'f')) return false;
  }
  builder_set_hash(reader->builder, line);
  return true;
}

static bool read_author(const Reader *reader, Stating *stating, Slice line) {
  uint32_t count = stating->metadata.author_count;
  stating->authors =
      memory_grow(stating->authors, count, &stating->author_capacity, sizeof *stating->authors);
  stating->metadata.author_count = count + 1;
  return parse_escaped(reader, line, &stating->authors[count]);
}

// A line of metadata, if `name` is one: *ok tells whether it was sound.
static bool read_field(const Reader *reader, Stating *stating, Slice name, Slice line, bool *ok) {
  if (slice_equal(name, SLICE("author"))) {
    *ok = read_author(reader, stating, line);
    return true;
  }
  for (size_t i = 0; i < PACK_FIELDS; i++) {
    if (!slice_equal(name, slice_of(pack_fields[i].name))) continue;
    Slice text;
    *ok = parse_escaped(reader, line, &text);
    if (*ok) memcpy((char *)&stating->metadata + pack_fields[i].offset, &text, sizeof text);
    return true;
  }
  return false;
}

static bool read_prose(Reader *reader, Slice line) {
  reader->found.metadata.authors_from_prose = true;
  return line.len == 0;
}

static bool read_structured(Reader *reader, Slice line) {
  builder_set_structured(reader->builder, true);
  return line.len == 0;
}

static bool read_given(Reader *reader, Slice line) {
  builder_set_notes_given(reader->builder, true);
  return line.len == 0;
}

static bool read_end(Reader *reader, Slice line) {
  reader->ended = true;
  return line.len == 0;
}

static const struct {
  const char *name;
  bool (*read)(Reader *reader, Slice line);
} lines[] = {
    {"b", read_block},     {"n", read_note},      {"r", read_reference},
    {"l", read_link},      {"s", read_inline},    {"j", read_joint},
    {"hash", read_hash},   {"prose", read_prose}, {"structured", read_structured},
    {"given", read_given}, {"end", read_end},
};

static bool read_line(Reader *reader, Slice line) {
  if (reader->ended) return false;
  Slice name = next_field(&line);
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    if (slice_equal(name, slice_of(lines[i].name))) return lines[i].read(reader, line);
  }
  bool ok = true; // also of a line of a later postil's
  Slice prefix = slice_of(pack_stated_prefix);
  if (slice_starts(name, prefix))
    read_field(reader, &reader->stated, slice_cut(name, prefix.len, name.len), line, &ok);
  else
    read_field(reader, &reader->found, name, line, &ok);
  return ok;
}

// Cuts the next line off; the last one must end as well.
static bool next_line(Slice *rest, Slice *line) {
  const char *end = rest->len ? memchr(rest->ptr, '\n', rest->len) : NULL;
  if (!end) return false;
  *line = slice_cut(*rest, 0, (size_t)(end - rest->ptr));
  *rest = slice_cut(*rest, line->len + 1, rest->len);
  return true;
}

static bool damaged(Error *err, const char *fault) {
  return error_set(err, ERROR_DATA, "cannot read the brief: its structure is damaged: %s", fault);
}

static bool read_lines(Reader *reader, Slice structure, Error *err) {
  Slice line;
  if (!next_line(&structure, &line) || !slice_equal(line, slice_of(pack_first_line))) {
    return damaged(err, "its first line is not one that is known here");
  }
  for (unsigned number = 2; next_line(&structure, &line); number++) {
    if (read_line(reader, line)) continue;
    return error_set(err, ERROR_DATA, "cannot read the brief: its structure is damaged in line %u",
                     number);
  }
  if (!reader->ended || structure.len > 0) return damaged(err, "it breaks off");
  reader->found.metadata.authors = reader->found.authors;
  reader->stated.metadata.authors = reader->stated.authors;
  builder_set_metadata(reader->builder, &reader->found.metadata);
  builder_set_stated(reader->builder, &reader->stated.metadata);
  const char *fault = builder_fault(reader->builder);
  return fault ? damaged(err, fault) : true;
}

Version *pack_adopt(Arena *arena, Slice text, Slice structure, uint32_t rules, Error *err) {
  const char *fault;
  Builder *builder = builder_adopt(arena, text, &fault);
  if (!builder) {
    damaged(err, fault);
    return NULL;
  }
  Reader reader = {.builder = builder, .scratch = arena_new()};
  reader.positions = builder_positions(reader.builder);
  bool ok = structure.len <= INT32_MAX ? read_lines(&reader, structure, err)
                                       : damaged(err, "it is too long");
  arena_free(reader.scratch);
  free(reader.found.authors);
  free(reader.stated.authors);
  if (ok) return builder_finish(reader.builder, rules);
  builder_free(reader.builder);
  return NULL;
}

Version *pack_read(Slice text, Slice structure, uint32_t rules, Error *err) {
  Arena *arena = arena_new();
  return pack_adopt(arena, arena_slice(arena, text), structure, rules, err);
}

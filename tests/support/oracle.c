// SPDX-License-Identifier: MIT
// The oracle: first what a version promises, one pass over each list of spans; then what readings
// of the same bytes have in common, compared as stored structure (text/pack.h), which names every
// span.
#include "support/oracle.h"

#include "base/safe.h"
#include "base/utf8.h"
#include "cli/structure.h"
#include "codec/json.h"
#include "exchange/readers.h"
#include "import/import.h"
#include "import/structured.h"
#include "text/pack.h"
#include "text/position.h"
#include "text/view.h"

// ---- Text

static bool is_control(uint32_t code_point) {
  return code_point < ' ' || (code_point >= 0x7F && code_point <= 0x9F);
}

// May it stand in a stored text?
static bool is_allowed(uint32_t code_point) {
  return !is_control(code_point) || code_point == '\n' || code_point == '\t' || code_point == '\f';
}

static const char *text_fault(Slice text) {
  if (!utf8_valid(text)) return "the text is no UTF-8";
  uint32_t code_point;
  for (size_t pos = 0; pos < text.len;) {
    pos += utf8_decode(slice_cut(text, pos, text.len), &code_point, NULL);
    if (!is_allowed(code_point)) return "a control in the text";
  }
  return NULL;
}

// A line fit for metadata and labels.
static bool is_clean_line(Slice text) {
  if (!utf8_valid(text)) return false;
  uint32_t code_point;
  for (size_t pos = 0; pos < text.len;) {
    pos += utf8_decode(slice_cut(text, pos, text.len), &code_point, NULL);
    if (is_control(code_point)) return false;
  }
  return true;
}

static bool is_boundary(Slice text, uint32_t pos) {
  return pos == text.len || ((unsigned char)text.ptr[pos] & 0xC0) != 0x80;
}

static bool is_blank(Slice text) {
  uint32_t code_point;
  for (size_t pos = 0; pos < text.len;) {
    pos += utf8_decode(slice_cut(text, pos, text.len), &code_point, NULL);
    if (!view_is_blank(code_point) && !safe_is_ignored(code_point)) return false;
  }
  return true;
}

// ---- Spans

static bool lies_in_text(const Version *version, Span span) {
  if (span.start > span.end || span.end > version->text.len) return false;
  if (!is_boundary(version->text, span.start) || !is_boundary(version->text, span.end))
    return false;
  CpSpan cp = positions_to_code_points(version->positions, span);
  Span back;
  return positions_to_bytes(version->positions, cp, &back) && span_equal(span, back);
}

static bool lies_in_one_block(const Version *version, Span span) {
  if (!lies_in_text(version, span) || span_is_empty(span)) return false;
  int32_t block = version_block_at(version, span.start);
  return block != VERSION_NONE && span_covers(version->blocks[block].span, span);
}

static const char *block_fault(const Version *version, const Block *block) {
  if (!lies_in_text(version, block->span) || span_is_empty(block->span)) return "a block's span";
  if (!lies_in_text(version, block->mark) || !span_covers(block->span, block->mark))
    return "a block's mark is not in it";
  if ((block->type == BLOCK_NOTE) != (block->note != VERSION_NONE)) return "a block's note";
  if (block->note != VERSION_NONE && (uint32_t)block->note >= version->note_count)
    return "a block of no note";
  return block->type < BLOCK_TYPE_COUNT ? NULL : "a block's type";
}

// Every character lies in exactly one block or in blank space.
static const char *cover_fault(const Version *version) {
  uint32_t end = 0;
  for (uint32_t i = 0; i < version->block_count; i++) {
    const Block *block = &version->blocks[i];
    const char *fault = block_fault(version, block);
    if (fault) return fault;
    if (block->span.start < end) return "blocks overlap";
    if (!is_blank(slice_cut(version->text, end, block->span.start))) return "words in no block";
    end = block->span.end;
  }
  if (!is_blank(slice_cut(version->text, end, version->text.len))) return "words behind all blocks";
  return NULL;
}

// Spans of one kind, `size` bytes apart: each in one block, in order. With `shared` equal ones may
// follow one another.
static bool are_ordered(const Version *version, const void *first, uint32_t count, size_t size,
                        bool shared) {
  Span before = {0, 0};
  for (uint32_t i = 0; i < count; i++) {
    Span span;
    memcpy(&span, (const char *)first + i * size, sizeof span);
    if (!lies_in_one_block(version, span)) return false;
    if (span.start < before.end && !(shared && span_equal(span, before))) return false;
    before = span;
  }
  return true;
}

static const char *inline_fault(const Version *version) {
  if (!are_ordered(version, version->references, version->reference_count, sizeof(Reference), true))
    return "references";
  if (!are_ordered(version, version->links, version->link_count, sizeof(Link), false))
    return "links";
  if (!are_ordered(version, version->inlines, version->inline_count, sizeof(Inline), false))
    return "inline marks";
  if (!are_ordered(version, version->joints, version->joint_count, sizeof(Span), false))
    return "joints";
  return NULL;
}

static const char *link_fault(const Version *version) {
  Buffer url = {0};
  const char *fault = NULL;
  for (uint32_t i = 0; i < version->link_count && !fault; i++) {
    buffer_clear(&url);
    view_append_link(version, &version->links[i], &url);
    if (url.len == 0 || !is_clean_line(buffer_slice(&url))) fault = "where a link leads";
  }
  buffer_release(&url);
  return fault;
}

// ---- Notes

static bool is_note_of_run(const Version *version, int32_t index, uint32_t run) {
  if (index == VERSION_NONE) return true;
  return index >= 0 && (uint32_t)index < version->note_count && version->notes[index].run == run;
}

static const char *note_fault(const Version *version, const Note *note) {
  if (!lies_in_text(version, note->span) || span_is_empty(note->span)) return "a note's span";
  if (!lies_in_text(version, note->body) || !span_covers(note->span, note->body))
    return "a note's body is not in it";
  if (note->label.len == 0 || !is_clean_line(note->label)) return "a note's label";
  if (!is_note_of_run(version, note->target, note->run)) return "a note's target";
  if (!is_note_of_run(version, note->root, note->run)) return "a note's root";
  if (note->target != VERSION_NONE && &version->notes[note->target] == note)
    return "a note means itself";
  if (note->root != VERSION_NONE && (!note->back || version->notes[note->root].back))
    return "a root is a back reference";
  if (!span_is_empty(note->pinpoint) && !lies_in_text(version, note->pinpoint)) return "a pinpoint";
  return NULL;
}

static const char *notes_fault(const Version *version) {
  uint32_t end = 0, total = 0;
  for (uint32_t i = 0; i < version->note_count; i++) {
    const Note *note = &version->notes[i];
    const char *fault = note_fault(version, note);
    if (fault) return fault;
    if (note->span.start < end) return "notes overlap";
    end = note->span.end;
    total += note->reference_count;
  }
  for (uint32_t i = 0; i < version->reference_count; i++) {
    int32_t note = version->references[i].note;
    if (note < 0 || (uint32_t)note >= version->note_count) return "a reference to nothing";
  }
  return total == version->reference_count ? NULL : "references miscounted";
}

// ---- Metadata

static bool is_date(Slice date) {
  if (date.len != 0 && date.len != 4 && date.len != 7 && date.len != 10) return false;
  for (size_t pos = 0; pos < date.len; pos++) {
    bool dash = pos == 4 || pos == 7;
    if (dash ? date.ptr[pos] != '-' : date.ptr[pos] < '0' || date.ptr[pos] > '9') return false;
  }
  return true;
}

static const char *metadata_fault(const Metadata *metadata) {
  const Slice lines[] = {metadata->title, metadata->series, metadata->url, metadata->language};
  for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
    if (!is_clean_line(lines[i])) return "a line of metadata";
  }
  for (uint32_t i = 0; i < metadata->author_count; i++) {
    if (metadata->authors[i].len == 0 || !is_clean_line(metadata->authors[i])) return "an author";
  }
  return is_date(metadata->date) ? NULL : "a date";
}

const char *oracle_version_fault(const Version *version) {
  const char *fault = text_fault(version->text);
  if (!fault) fault = cover_fault(version);
  if (!fault) fault = inline_fault(version);
  if (!fault) fault = link_fault(version);
  if (!fault) fault = notes_fault(version);
  if (!fault) fault = metadata_fault(&version->metadata);
  if (!fault) fault = metadata_fault(&version->stated);
  return fault;
}

// ---- Readings

static void check_same_structure(const Version *version, const Version *other, const char *what) {
  Buffer one = {0}, two = {0};
  pack_write(version, &one);
  pack_write(other, &two);
  if (!slice_equal(version->text, other->text)) BUG("%s has another text", what);
  if (!slice_equal(buffer_slice(&one), buffer_slice(&two)))
    BUG("%s has other spans:\n%s---\n%s", what, one.ptr, two.ptr);
  buffer_release(&one);
  buffer_release(&two);
}

static void check_stored(const Version *version) {
  Error err = {0};
  Buffer structure = {0};
  pack_write(version, &structure);
  Version *stored = pack_read(version->text, buffer_slice(&structure), version->rules, &err);
  if (!stored) BUG("what was stored cannot be read: %s", err.message);
  check_same_structure(version, stored, "what was stored");
  Version *anew = import_anew(stored);
  if (!anew) BUG("what was stored cannot be made anew");
  const char *fault = oracle_version_fault(anew);
  if (fault) BUG("made anew it is wrong: %s", fault);
  check_same_structure(version, anew, "made anew it");
  buffer_release(&structure);
  version_free(anew);
  version_free(stored);
}

static void check_json(const Version *version) {
  Buffer out = {0};
  Error err = {0};
  structure_write_json(version, &out);
  for (size_t pos = 0; pos + 1 < out.len; pos++) {
    if ((unsigned char)out.ptr[pos] < ' ') BUG("a raw control in the JSON");
  }
  Arena *arena = arena_new();
  if (!json_parse(arena, buffer_slice(&out), &err)) BUG("the JSON is none: %s", err.message);
  arena_free(arena);
  buffer_release(&out);
}

// What is named in a sentence may hold any bytes: whoever prints it filters (base/error.h).
static bool shows_as_line(const char *sentence) {
  Buffer shown = {0};
  safe_append(&shown, slice_of(sentence), SAFE_UNICODE, false);
  bool clean = is_clean_line(buffer_slice(&shown));
  buffer_release(&shown);
  return clean;
}

void oracle_check_refusal(const Error *err) {
  if (err->kind != ERROR_DATA) BUG("refused with kind %d: %s", err->kind, err->message);
  if (err->message[0] == '\0') BUG("refused without a word");
  if (!shows_as_line(err->message) || !shows_as_line(err->hint)) BUG("a control in a refusal");
}

void oracle_check_version(const Version *version) {
  const char *fault = oracle_version_fault(version);
  if (fault) BUG("%s", fault);
  check_stored(version);
  check_json(version);
}

void oracle_check_manuscript(Manuscript *manuscript, bool written, const Error *refused) {
  Error err = *refused;
  Version *version = NULL;
  if (written && manuscript_finish(manuscript, &err))
    version = structured_version(manuscript, &err);
  manuscript_release(manuscript);
  if (version)
    oracle_check_version(version);
  else
    oracle_check_refusal(&err);
  version_free(version);
}

void oracle_check_document(Slice bytes, const char *name) {
  Error err = {0};
  ImportInput input = {.bytes = bytes, .name = name};
  Version *version = import_read(&input, &err);
  if (!version) {
    oracle_check_refusal(&err);
    return;
  }
  oracle_check_version(version);
  Version *again = import_read(&input, &err);
  if (!again) BUG("read once only: %s", err.message);
  check_same_structure(version, again, "the second reading");
  version_free(again);
  version_free(version);
}

// ---- Files of other programs

static void check_words(Slice text) {
  if (!utf8_valid(text)) BUG("broken UTF-8 came in");
  if (text.len && memchr(text.ptr, '\0', text.len)) BUG("a NUL came in");
}

static void check_annotation(const ForeignAnnotation *annotation) {
  check_words(annotation->id);
  check_words(annotation->comment);
  check_words(annotation->by);
  check_words(annotation->clues.url);
  check_words(annotation->clues.title);
  check_words(annotation->clues.name);
  for (uint32_t i = 0; i < annotation->tag_count; i++) check_words(annotation->tags[i]);
  for (uint32_t i = 0; i < annotation->quote_count; i++) {
    if (annotation->quotes[i].exact.len == 0) BUG("an empty quotation came in");
    check_words(annotation->quotes[i].exact);
    check_words(annotation->quotes[i].prefix);
    check_words(annotation->quotes[i].suffix);
  }
}

void oracle_check_reader(Slice bytes, const char *format) {
  ForeignFile file;
  Error err = {0};
  if (!readers_read(readers_find(slice_of(format)), bytes, &file, &err)) {
    oracle_check_refusal(&err);
    return;
  }
  for (uint32_t i = 0; i < file.count; i++) check_annotation(&file.items[i]);
  for (uint32_t i = 0; i < file.text_count; i++) check_words(file.texts[i].text);
  foreign_release(&file);
}

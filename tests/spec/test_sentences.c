// SPDX-License-Identifier: MIT
// Runs tests/spec/sentences.txt, which says at its head how it is written. Each case becomes a
// block; then the sentence at every byte of it must be the one that the case says, and walking
// forwards and backwards must stop at every start.
#include "support/check.h"

#include "text/builder.h"
#include "text/sentence.h"

#include <stdlib.h>

enum { SENTENCES_MAX = 16 };

typedef struct Case {
  char *title;
  BlockType type;
  bool preformatted;
  Buffer text;
  uint32_t mark; // bytes of the mark of a note or list item
  Span sentences[SENTENCES_MAX];
  unsigned count;
  Span references[SENTENCES_MAX];
  unsigned reference_count;
} Case;

static const struct {
  const char *word;
  BlockType type;
  bool preformatted;
} kinds[] = {
    {"(note)", BLOCK_NOTE, false},       {"(item)", BLOCK_LIST_ITEM, false},
    {"(heading)", BLOCK_HEADING, false}, {"(table)", BLOCK_TABLE, true},
    {"(code)", BLOCK_CODE, true},
};

static void set_title(Case *spec, const char *line) {
  spec->title = memory_string(slice_of(line));
  spec->type = BLOCK_PARAGRAPH;
  for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
    if (!strstr(line, kinds[i].word)) continue;
    spec->type = kinds[i].type;
    spec->preformatted = kinds[i].preformatted;
  }
}

// Adds a line: {1} becomes a reference "1"; {^1. } a mark before the first sentence.
static void add_sentence(Case *spec, const char *line) {
  assert_true(spec->count < SENTENCES_MAX);
  bool touching = *line == '+';
  if (spec->text.len > 0 && !touching) {
    buffer_add_byte(&spec->text, spec->preformatted ? '\n' : ' ');
  }
  Span *sentence = &spec->sentences[spec->count++];
  sentence->start = (uint32_t)spec->text.len;
  for (line += touching; *line; line++) {
    uint32_t pos = (uint32_t)spec->text.len;
    if (*line == '{' && line[1] == '^') {
      line++;
    } else if (*line == '{') {
      spec->references[spec->reference_count++].start = pos;
    } else if (*line == '}' && spec->reference_count > 0) {
      spec->references[spec->reference_count - 1].end = pos;
    } else if (*line == '}') {
      spec->mark = sentence->start = pos;
    } else {
      buffer_add_byte(&spec->text, *line == '~' ? '\n' : *line);
    }
  }
  sentence->end = (uint32_t)spec->text.len;
}

static Note note_over(Span span, uint32_t mark) {
  return (Note){.span = span,
                .body = {span.start + mark, span.end},
                .label = SLICE("1"),
                .target = VERSION_NONE,
                .root = VERSION_NONE};
}

static Version *version_of(const Case *spec) {
  Buffer text = {0};
  uint32_t len = (uint32_t)spec->text.len;
  buffer_add(&text, buffer_slice(&spec->text));
  buffer_add_string(&text, "\n1 A note");
  Builder *builder = builder_new(buffer_slice(&text));
  Block block = {.span = {0, len}, .type = spec->type, .note = VERSION_NONE, .level = 1};
  block.preformatted = spec->preformatted;
  if (spec->type == BLOCK_LIST_ITEM) block.mark = span_make(0, spec->mark);
  if (spec->type == BLOCK_NOTE) {
    block.note = (int32_t)builder_add_note(builder, note_over(block.span, spec->mark));
  }
  builder_add_block(builder, block);
  Span last = span_make(len + 1, (uint32_t)text.len);
  int32_t note = (int32_t)builder_add_note(builder, note_over(last, 2));
  builder_add_block(builder, (Block){.span = last, .type = BLOCK_NOTE, .note = note});
  for (unsigned i = 0; i < spec->reference_count; i++) {
    builder_add_reference(builder, (Reference){spec->references[i], note});
  }
  buffer_release(&text);
  return builder_finish(builder, 1);
}

static unsigned expected_at(const Case *spec, uint32_t pos) {
  unsigned found = 0;
  for (unsigned i = 0; i < spec->count; i++) {
    if (spec->sentences[i].start <= pos) found = i;
  }
  return found;
}

static bool has_sentences(const Case *spec, const Version *version) {
  for (uint32_t pos = 0; pos < spec->text.len; pos++) {
    Span wanted = spec->sentences[expected_at(spec, pos)], got = sentence_at(version, pos);
    if (span_equal(wanted, got)) continue;
    Slice shown = version_cut(version, got), should = version_cut(version, wanted);
    print_error("%s: at %u\n  wanted: «%.*s»\n  got:    «%.*s»\n", spec->title, pos,
                (int)should.len, should.ptr, (int)shown.len, shown.ptr);
    return false;
  }
  return true;
}

static bool can_be_walked(const Case *spec, const Version *version) {
  uint32_t pos = spec->sentences[0].start;
  bool good = true;
  for (unsigned i = 1; i < spec->count; i++) {
    pos = sentence_next(version, pos, false);
    good = good && pos == spec->sentences[i].start;
  }
  good = good && sentence_next(version, pos, false) == spec->text.len + 3; // in the note
  for (unsigned i = spec->count - 1; i > 0; i--) {
    pos = sentence_previous(version, pos, false);
    good = good && pos == spec->sentences[i - 1].start;
  }
  good = good && sentence_previous(version, pos, false) == pos;
  if (!good) print_error("%s: cannot be walked\n", spec->title);
  return good;
}

static bool passes(Case *spec) {
  Version *version = version_of(spec);
  bool good = has_sentences(spec, version) && can_be_walked(spec, version);
  version_free(version);
  free(spec->title);
  buffer_release(&spec->text);
  *spec = (Case){0};
  return good;
}

static void every_case_has_its_sentences(void **state) {
  (void)state;
  char *file = check_read("tests/spec/sentences.txt");
  Case spec = {0};
  unsigned cases = 0, failed = 0;
  for (char *line = file, *next; line; line = next) {
    next = strchr(line, '\n');
    if (next) *next++ = '\0';
    if (line[0] == '#') continue;
    if (line[0] == '\0' && spec.title) {
      cases++;
      failed += !passes(&spec);
    } else if (line[0] != '\0' && !spec.title) {
      set_title(&spec, line);
    } else if (line[0] != '\0') {
      add_sentence(&spec, line);
    }
  }
  assert_null(spec.title);
  free(file);
  if (failed) print_error("%u of %u cases failed\n", failed, cases);
  assert_int_equal(failed, 0);
  assert_true(cases >= 290);
}

int main(void) {
  const struct CMUnitTest tests[] = {cmocka_unit_test(every_case_has_its_sentences)};
  return cmocka_run_group_tests(tests, NULL, NULL);
}

// SPDX-License-Identifier: MIT
#include "support/check.h"
#include "support/version.h"
#include "text/builder.h"
#include "text/pack.h"

#include <stdlib.h>

static const char text[] = "Der Titel\nTeilen\n\xE2\x80\x9C"
                           "F\xC3\xBCr alle.\xE2\x80\x9D[i] Und \xF0\x9F\x87\xBA\xF0\x9F\x87\xB8 "
                           "https://a.example/x, ja [ii].\n"
                           "Kopf\n- ein Punkt\na\tb\nc\td\n[i] Quelle, S. 3\n[ii] Ibid., S. 4\n";

// A version that has everything.
static Version *full_version(void) {
  Version *plain = check_version(text, "Tfphit+nn");
  Builder *builder = builder_new(plain->text);
  for (uint32_t i = 0; i < plain->block_count; i++) {
    Block block = plain->blocks[i];
    block.continues = i == 3;
    block.source = i == 4 ? BLOCK_BY_MARKUP : i == 5 ? BLOCK_FIXED : BLOCK_BY_RULE;
    block.given = i == 4 || i == 5 ? BLOCK_HEADING : BLOCK_PARAGRAPH;
    block.given_level = i == 4 ? 3 : i == 5 ? 1 : 0;
    builder_add_block(builder, block);
  }
  for (uint32_t i = 0; i < plain->note_count; i++) builder_add_note(builder, plain->notes[i]);
  Note *second = builder_note(builder, 1);
  *second = (Note){.span = second->span,
                   .body = second->body,
                   .label = second->label,
                   .run = 2,
                   .target = 0,
                   .root = 0,
                   .back = true,
                   .pinpoint = {second->body.start + 7, second->body.end}};
  second->body.end--;
  second->pinpoint.end--;
  for (uint32_t i = 0; i < plain->reference_count; i++)
    builder_add_reference(builder, plain->references[i]);
  for (uint32_t i = 0; i < plain->link_count; i++) builder_add_link(builder, plain->links[i]);
  Span words = check_find(plain, "alle", 1);
  builder_add_link(builder, (Link){.span = words, .target = SLICE("https://b.example/a b\\")});
  builder_add_inline(builder, (Inline){words, INLINE_STRONG | INLINE_RAISED});
  Slice stated_authors[] = {SLICE("Stated")};
  builder_set_stated(
      builder,
      &(Metadata){.title = SLICE("Stated title"), .authors = stated_authors, .author_count = 1});
  builder_set_notes_given(builder, true);
  Span joint = check_find(plain, "c\td", 1);
  builder_add_joint(builder, span_make(joint.start - 1, joint.start));
  Slice authors[] = {SLICE("Ann \\ n Lee"), SLICE("\xE6\x97\xA5\xE6\x9C\xAC"), SLICE("")};
  builder_set_metadata(builder, &(Metadata){.title = SLICE("Der\nTitel"),
                                            .date = SLICE("2026-01"),
                                            .authors = authors,
                                            .author_count = 3,
                                            .authors_from_prose = true,
                                            .series = SLICE("S"),
                                            .url = SLICE("https://a.example"),
                                            .language = SLICE("de")});
  version_free(plain);
  return builder_finish(builder, 3);
}

static void check_same_notes(const Version *a, const Version *b) {
  assert_int_equal(a->note_count, b->note_count);
  for (uint32_t i = 0; i < a->note_count; i++) {
    Note left = a->notes[i], right = b->notes[i];
    assert_true(slice_equal(left.label, right.label));
    assert_true(span_equal(left.span, right.span) && span_equal(left.body, right.body));
    assert_true(span_equal(left.pinpoint, right.pinpoint) && left.back == right.back);
    assert_true(left.run == right.run && left.target == right.target && left.root == right.root);
    assert_int_equal(left.reference_count, right.reference_count);
  }
}

static void check_same_blocks(const Version *a, const Version *b) {
  assert_int_equal(a->block_count, b->block_count);
  for (uint32_t i = 0; i < a->block_count; i++) {
    Block left = a->blocks[i], right = b->blocks[i];
    assert_true(span_equal(left.span, right.span) && span_equal(left.mark, right.mark));
    assert_true(left.type == right.type && left.level == right.level && left.note == right.note);
    assert_true(left.source == right.source && left.given == right.given);
    assert_int_equal(left.given_level, right.given_level);
    assert_true(left.preformatted == right.preformatted && left.continues == right.continues);
  }
}

static void check_same_metadata(const Metadata *a, const Metadata *b) {
  assert_true(slice_equal(a->title, b->title) && slice_equal(a->series, b->series));
  assert_true(slice_equal(a->date, b->date) && slice_equal(a->url, b->url));
  assert_true(slice_equal(a->language, b->language));
  assert_int_equal(a->author_count, b->author_count);
  assert_int_equal(a->authors_from_prose, b->authors_from_prose);
  for (uint32_t i = 0; i < a->author_count; i++)
    assert_true(slice_equal(a->authors[i], b->authors[i]));
}

static void what_was_packed_comes_back(void **state) {
  (void)state;
  Version *version = full_version();
  Buffer packed = {0}, again = {0};
  pack_write(version, &packed);
  Error err;
  Version *back = pack_read(version->text, buffer_slice(&packed), 3, &err);
  check_ok(back != NULL, &err);
  check_same_blocks(version, back);
  check_same_notes(version, back);
  check_same_metadata(&version->metadata, &back->metadata);
  assert_string_equal(version->hash, back->hash);
  pack_write(back, &again);
  check_text(buffer_slice(&again), packed.ptr);
  check_same_metadata(&version->stated, &back->stated);
  assert_true(back->notes_given);
  assert_int_equal(back->link_count, 2);
  check_link(back, &back->links[0], "https://b.example/a b\\");
  check_link(back, &back->links[1], "https://a.example/x");
  assert_int_equal(back->inline_count, 1);
  assert_int_equal(back->inlines[0].kinds, INLINE_STRONG | INLINE_RAISED);
  assert_int_equal(back->joint_count, 1);
  assert_int_equal(back->reference_count, 2);
  version_free(version);
  version_free(back);
  buffer_release(&packed);
  buffer_release(&again);
}

static void an_empty_version_is_packed_too(void **state) {
  (void)state;
  Version *version = check_version("", NULL);
  Buffer packed = {0};
  pack_write(version, &packed);
  Error err;
  Version *back = pack_read(SLICE(""), buffer_slice(&packed), 1, &err);
  check_ok(back != NULL, &err);
  version_free(version);
  version_free(back);
  buffer_release(&packed);
}

static bool reads(const char *of, const char *structure) {
  Error err = {0};
  Version *version = pack_read(slice_of(of), slice_of(structure), 1, &err);
  if (!version) assert_int_equal(err.kind, ERROR_DATA);
  version_free(version);
  return version != NULL;
}

#define HEAD "postil-structure 1\n"

static void unknown_lines_and_attributes_are_ignored(void **state) {
  (void)state;
  assert_true(reads("abc", HEAD "b para 0 3 colour=red new\nmood 7 7 7\nend\n"));
}

static void what_does_not_fit_the_text_is_damaged(void **state) {
  (void)state;
  static const char *const bad[] = {
      "",
      "x",
      "postil-structure 2\nend\n",
      HEAD,
      HEAD "b para 0 3\n",
      HEAD "b para 0 3\nend",
      HEAD "b para 0 3\nend\nb para 0 3\n",
      HEAD "b para 0 4\nend\n",
      HEAD "b para 0 2\nend\n",
      HEAD "b para 1 3\nend\n",
      HEAD "b poem 0 3\nend\n",
      HEAD "b para 3 0\nend\n",
      HEAD "b para 0\nend\n",
      HEAD "b para 0 2\nb para 1 3\nend\n",
      HEAD "b para 0 99999999999\nend\n",
      HEAD "b para 0 -3\nend\n",
      HEAD "b para 0 4294967299\nend\n",
      HEAD "b heading 0 3\nend\n",
      HEAD "b heading 0 3 level=7\nend\n",
      HEAD "b para 0 3 level=999\nend\n",
      HEAD "b para 0 3 mark=4\nend\n",
      HEAD "b para 0 3 note=0\nend\n",
      HEAD "b note 0 3 note=0\nend\n",
      HEAD "b note 0 3 note=0\nn 0 2 0 a 0 - -\nend\n",
      HEAD "b note 0 3 note=0\nn 0 3 0 a 0 1 -\nend\n",
      HEAD "b note 0 3 note=0\nn 0 3 0 a 0 - 0 back\nend\n",
      HEAD "b note 0 3 note=0\nn 0 3 2 a 0 - - end=1\nend\n",
      HEAD "b note 0 3 note=0\nn 0 3 0 a 0 - - pinpoint=2-1\nend\n",
      HEAD "b note 0 3 note=0\nn 0 3 0 \\q 0 - -\nend\n",
      HEAD "b para 0 3\nn 0 3 0 a 0 - -\nend\n",
      HEAD "b para 0 3\nr 0 1 0\nend\n",
      HEAD "b para 0 3\nr 0 1 -\nend\n",
      HEAD "b para 0 3\nl 1 1\nend\n",
      HEAD "b para 0 3\nl 0 2\nl 1 3\nend\n",
      HEAD "b para 0 3\nj 2 4\nend\n",
      HEAD "b para 0 3\nhash abc\nend\n",
      HEAD "b para 0 3\ntitle \nend\n",
      HEAD "b para 0 3\ntitle \xFF\nend\n",
  };
  assert_true(reads("abc", HEAD "b para 0 3\nend\n"));
  for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
    if (!reads("abc", bad[i])) continue;
    print_error("was read:\n%s\n", bad[i]);
    fail();
  }
  assert_false(reads("a\x01"
                     "c",
                     HEAD "b para 0 3\nend\n"));
  assert_false(reads("a\xFF"
                     "c",
                     HEAD "b para 0 3\nend\n"));
}

// ---- Damage

static uint64_t next_random(uint64_t *seed) {
  *seed ^= *seed << 13;
  *seed ^= *seed >> 7;
  *seed ^= *seed << 17;
  return *seed;
}

static void damage(Buffer *packed, uint64_t *seed) {
  static const char bytes[] = "0123456789 -=\nbnrljpend\\\xFF";
  uint64_t kind = next_random(seed) % 5;
  size_t at = next_random(seed) % packed->len;
  char byte = bytes[next_random(seed) % (sizeof bytes - 1)];
  if (kind < 2) {
    packed->ptr[at] = byte;
  } else if (kind == 2) { // a byte less
    memmove(packed->ptr + at, packed->ptr + at + 1, packed->len - at);
    packed->len--;
  } else if (kind == 3) { // a byte more
    buffer_add_byte(packed, byte);
    memmove(packed->ptr + at + 1, packed->ptr + at, packed->len - at - 1);
    packed->ptr[at] = byte;
  } else { // another digit
    while (at < packed->len && (packed->ptr[at] < '0' || packed->ptr[at] > '9')) at++;
    if (at < packed->len) packed->ptr[at] = (char)('0' + next_random(seed) % 10);
  }
}

static void a_damaged_structure_never_does_harm(void **state) {
  (void)state;
  Version *version = full_version();
  Buffer packed = {0}, changed = {0}, again = {0};
  pack_write(version, &packed);
  uint64_t seed = 20260129;
  unsigned refused = 0;
  for (int round = 0; round < 20000; round++) {
    buffer_clear(&changed);
    buffer_add(&changed, buffer_slice(&packed));
    for (uint64_t hits = 1 + next_random(&seed) % 4; hits > 0; hits--) damage(&changed, &seed);
    Error err = {0};
    Version *back = pack_read(version->text, buffer_slice(&changed), 1, &err);
    refused += back == NULL;
    if (!back) {
      assert_int_equal(err.kind, ERROR_DATA);
      continue;
    }
    buffer_clear(&again); // what was accepted is sound: it can be packed and read
    pack_write(back, &again);
    version_free(back);
    back = pack_read(version->text, buffer_slice(&again), 1, &err);
    check_ok(back != NULL, &err);
    version_free(back);
  }
  assert_in_range(refused, 10000, 19999);
  buffer_release(&packed);
  buffer_release(&changed);
  buffer_release(&again);
  version_free(version);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(what_was_packed_comes_back),
      cmocka_unit_test(an_empty_version_is_packed_too),
      cmocka_unit_test(unknown_lines_and_attributes_are_ignored),
      cmocka_unit_test(what_does_not_fit_the_text_is_damaged),
      cmocka_unit_test(a_damaged_structure_never_does_harm),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

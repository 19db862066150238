// SPDX-License-Identifier: MIT
// Recovering a manuscript. A version keeps for each block what its format said, beside what the
// rules made of it; notes and references count only where the format gave them. So the text stays
// as it is, to the byte, and so do all positions; what changes are classes.
#include "import/recover.h"

#include <stdlib.h>

static void recover_blocks(const Version *version, Manuscript *manuscript) {
  manuscript->blocks = memory_new(version->block_count + 1, sizeof *manuscript->blocks);
  manuscript->block_room = version->block_count + 1;
  manuscript->block_count = version->block_count;
  for (uint32_t i = 0; i < version->block_count; i++) {
    const Block *block = &version->blocks[i];
    bool given = block->source != BLOCK_BY_RULE;
    manuscript->blocks[i] = (ManuscriptBlock){
        .type = given ? block->given : BLOCK_PARAGRAPH,
        .level = block->given_level,
        .source = block->source,
        .preformatted = block->preformatted,
        .continues = given && block->continues,
        .span = block->span,
        .mark = given ? block->mark : span_make(block->span.start, block->span.start),
        .note = version->notes_given ? block->note : VERSION_NONE,
    };
  }
}

static void recover_notes(const Version *version, Manuscript *manuscript) {
  if (!version->notes_given) return;
  manuscript->notes_known = true;
  manuscript->notes = memory_new(version->note_count + 1, sizeof *manuscript->notes);
  manuscript->note_room = version->note_count + 1;
  manuscript->note_count = version->note_count;
  for (uint32_t i = 0; i < version->note_count; i++) {
    const Note *note = &version->notes[i];
    manuscript->notes[i] = (ManuscriptNote){
        .label = note->label,
        .section = note->run,
        .body = note->body.start,
        .begun = true,
    };
  }
  manuscript->references = memory_new(version->reference_count + 1, sizeof(Reference));
  manuscript->reference_room = version->reference_count + 1;
  manuscript->reference_count = version->reference_count;
  if (version->reference_count) {
    memcpy(manuscript->references, version->references,
           version->reference_count * sizeof(Reference));
  }
}

// Links with a target are the format's; the others are URLs, which the rules find again.
static void recover_links(const Version *version, Manuscript *manuscript) {
  manuscript->links = memory_new(version->link_count + 1, sizeof *manuscript->links);
  manuscript->link_room = version->link_count + 1;
  for (uint32_t i = 0; i < version->link_count; i++) {
    if (version->links[i].target.len == 0) continue;
    manuscript->links[manuscript->link_count++] = version->links[i];
  }
}

static void *copy(const void *things, size_t count, size_t size) {
  void *copied = memory_new(count + 1, size);
  if (count) memcpy(copied, things, count * size);
  return copied;
}

void recover_manuscript(const Version *version, Manuscript *manuscript) {
  buffer_add(&manuscript->text, version->text);
  recover_blocks(version, manuscript);
  recover_notes(version, manuscript);
  recover_links(version, manuscript);
  manuscript->inlines = copy(version->inlines, version->inline_count, sizeof(Inline));
  manuscript->inline_count = manuscript->inline_room = version->inline_count;
  manuscript->joints = copy(version->joints, version->joint_count, sizeof(Span));
  manuscript->joint_count = manuscript->joint_room = version->joint_count;
  manuscript->stated = version->stated;
}

// SPDX-License-Identifier: MIT
// Reading plain text: the rules in their order, each on what those before it left in the draft.
//
//   bytes ─ decode ─ clean ─▶ stored text ─ lines ─ pages ─ paragraphs ─ joining ─▶ views
//   views ─ notes ─ references ─ header ─ blocks ─ backrefs ─▶ draft ─ assemble ─▶ version
//
// Every step is one pass or a few, and none recurses, so that 64 MiB of anything are read in
// seconds.
#include "import/plain.h"

#include "import/assemble.h"
#include "import/backrefs.h"
#include "import/blocks.h"
#include "import/clean.h"
#include "import/decode.h"
#include "import/draft.h"
#include "import/footnotes.h"
#include "import/header.h"
#include "import/joining.h"
#include "import/lines.h"
#include "import/pages.h"
#include "import/paragraphs.h"
#include "import/references.h"

bool plain_sniff(const ImportInput *input) {
  (void)input;
  return true;
}

static bool read_text(Draft *draft, Slice bytes, Error *err) {
  Buffer characters = {0};
  bool ok = decode_bytes(bytes, &characters, err);
  if (ok) clean_text(buffer_slice(&characters), &draft->text);
  buffer_release(&characters);
  return ok;
}

static bool read_paragraphs(Draft *draft, Error *err) {
  if (!lines_split(draft, err)) return false;
  lines_detect_wrapping(draft);
  pages_hide_furniture(draft);
  if (!paragraphs_cut(draft, err)) return false;
  joining_build_views(draft);
  return true;
}

static bool read_notes(Draft *draft, Error *err) {
  MarkStyle style;
  if (!footnotes_find(draft, &style)) return true;
  if (!references_find(draft, style, err)) return false;
  backrefs_resolve(draft);
  return true;
}

// All rules that come after the stored text.
static Version *read_draft(Draft *draft, Error *err) {
  if (!read_paragraphs(draft, err) || !read_notes(draft, err)) return NULL;
  header_read(draft);
  blocks_classify(draft);
  return assemble_version(draft, err);
}

Version *plain_read(const ImportInput *input, Error *err) {
  Draft draft;
  draft_init(&draft);
  Version *version = read_text(&draft, input->bytes, err) ? read_draft(&draft, err) : NULL;
  draft_release(&draft);
  return version;
}

Version *plain_read_stored(Slice text, Error *err) {
  Draft draft;
  draft_init(&draft);
  buffer_add(&draft.text, text);
  Version *version = read_draft(&draft, err);
  draft_release(&draft);
  return version;
}

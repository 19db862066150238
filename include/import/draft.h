// SPDX-License-Identifier: MIT
// The draft of a version: what the rules of plain text hand from one to the next. Every rule reads
// what those before it left and adds to it; none changes the text.
//
//   text        │Wrapped at a nar-⏎row width. See [1]⏎⏎[1] A source.⏎│      stored bytes (rules 1,
//   2) lines        └───────────────┘ └───────────────┘   └───────────┘        filled lines
//   paragraphs   └──────────── 0 ──────────────────┘   └──── 1 ────┘        (rules 3, 4)
//   views       │Wrapped at a narrow width. See [1]│[1] A source.│          as matched
//   joints                       └─┘                                        "-⏎" vanishes
//
// A view leaves out the ignored characters, shows every blank as ' ', each run of them once and
// none at the ends, and joins the lines of a paragraph. All rules from 5 on match on views;
// `breaks` leads back. Positions in views and in the text never mix: a field named view, mark or
// body holds view positions.
#ifndef POSTIL_IMPORT_DRAFT_H
#define POSTIL_IMPORT_DRAFT_H

#include "base/buffer.h"
#include "base/error.h"
#include "base/memory.h"
#include "import/labels.h"
#include "text/version.h"

#include <stdint.h>

enum { DRAFT_LINES_MAX = 4000000 }; // filled lines; a file of 64 MiB wrapped as usual has a million

typedef struct DraftLine {
  Span span;       // first to last character that is no blank
  uint32_t indent; // columns before the span
  uint32_t width;  // columns up to its end, the indent included
  uint32_t page;   // form feeds before it
  bool gap;        // a blank line, the start of a page or of the file stands before it
  bool has_url;    // holds "http"
  bool hidden;     // page number, running head or foot
} DraftLine;

typedef struct DraftParagraph {
  uint32_t first_line, line_count;
  Span view;                     // in draft.views
  uint32_t indent, least_indent; // of its first line, of all its lines
  uint32_t width;                // columns of the view
  uint32_t page;
  uint32_t first_mark, mark_count; // its reference marks in draft.marks
  int32_t note;                    // note that it belongs to, or VERSION_NONE
  uint32_t list_mark;              // bytes of the view that are the mark of a list item
  BlockType type;                  // once it is classified
  uint8_t level;
  BlockSource source; // BY_MARKUP: `given` unless a rule knows better
  BlockType given;    // what the format says it is
  uint8_t given_level;
  bool preformatted; // line ends in it count
  bool classified;
  bool gap;       // as of its first line
  bool foot;      // rule 4.3: a numeral on a line of its own, then the note
  bool table;     // rule 11.4: every line is one of a table
  bool continues; // goes on the paragraph before it, over a page
} DraftParagraph;

// From view position `view` on, stored position = stored + (position - view).
typedef struct DraftBreak {
  uint32_t view, stored;
} DraftBreak;

typedef struct DraftNote {
  uint32_t paragraph, paragraph_count; // the definition and what continues it
  Label label;
  Slice written; // the label as the format has it; empty: as it stands in the mark
  Span mark;     // view: the label alone
  uint32_t body; // view: where the words begin
  uint32_t run;
  uint32_t section; // given notes: numbering restarts with each
  int32_t target, root;
  bool back;
  Span pinpoint; // view
} DraftNote;

typedef struct DraftMark {
  Span view; // the mark with its brackets
  uint32_t paragraph;
  uint32_t first_label, label_count; // in draft.labels
} DraftMark;

typedef struct Draft {
  Arena *arena; // strings of the metadata
  Buffer text, views, scratch;
  DraftLine *lines;
  DraftParagraph *paragraphs;
  DraftBreak *breaks;
  DraftNote *notes;
  DraftMark *marks;      // accepted ones, in order
  Label *labels;         // of the marks; after rule 8 the label's value is looked up in `targets`
  int32_t *targets;      // parallel to labels: index of the note
  Span *joints;          // stored
  const Link *links;     // given ones, stored, in order
  const Inline *inlines; // likewise
  uint32_t line_count, paragraph_count, note_count, run_count, page_count;
  size_t break_count, mark_count, label_count, joint_count, link_count, inline_count;
  size_t line_room, paragraph_room, break_room, note_room, mark_room, label_room, joint_room;
  bool paged;              // form-feed text
  bool wrapped;            // hard-wrapped
  uint32_t widest;         // W of rule 3
  uint32_t last_rule_line; // line index behind the last rule line, UINT32_MAX without one
  Metadata metadata;
  Metadata stated;  // what the format's own fields say
  bool structured;  // the format has given the paragraphs
  bool notes_given; // and the notes
} Draft;

void draft_init(Draft *draft);
void draft_release(Draft *draft);

Slice draft_text(const Draft *draft);
Slice draft_line_text(const Draft *draft, const DraftLine *line);
Slice draft_view(const Draft *draft, const DraftParagraph *paragraph);
Slice draft_cut(const Draft *draft, Span view);

// Appends `bytes` as they stand at stored position `stored` to the views.
void draft_add_view(Draft *draft, uint32_t stored, Slice bytes);

// The stored span of a non-empty span of views that begins and ends with characters that are no
// blanks.
Span draft_stored(const Draft *draft, Span view);

// The view position of a stored one; of what the views leave out that of what follows it.
uint32_t draft_view_at(const Draft *draft, uint32_t stored);

// The stored span of a paragraph.
Span draft_paragraph_span(const Draft *draft, const DraftParagraph *paragraph);

// The view folded (import/chars.h), at most about `most` bytes of it, in draft->scratch: good until
// the next call.
Slice draft_fold(Draft *draft, Span view, size_t most);

// Appends the paragraph's view without its reference marks and one blank before a bracketed one.
void draft_append_plain(const Draft *draft, const DraftParagraph *paragraph, Buffer *out);

// Does a stretch of a view begin or end in code, or with what the format escapes? Then it is no
// mark, whatever it looks like.
bool draft_is_literal(const Draft *draft, Span view);

// Gives a paragraph its class.
void draft_classify(DraftParagraph *paragraph, BlockType type);

// Gives a paragraph the class that its format says.
void draft_classify_given(DraftParagraph *paragraph);

// ERROR_DATA "this document has more than … %s" when count is above most.
bool draft_check_count(size_t count, size_t most, const char *what, Error *err);

#endif

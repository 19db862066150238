// SPDX-License-Identifier: MIT
// The header. The first paragraphs are read one after the other; each is the first row of a table
// that fits, and the rows come in the order of how sure they are: furniture and dates before series
// before title. Three rows say that the header is over.
//
//   Policy Brief              series      its words are in a list
//   Paper Seals, Digital …    title       the first line that is nothing surer
//   Aigerim Testova           authors     names, and a date comes next
//   3 February 2026           date
//   Freight on the route …    text        ends in a full stop: the header is over
#include "import/header.h"

#include "base/utf8.h"
#include "import/blocks.h"
#include "import/byline.h"
#include "import/chars.h"
#include "import/lexicon.h"
#include "import/memo.h"
#include "import/names.h"
#include "import/phrases.h"

enum {
  HEADER_LINES_MAX = 12,
  HEADER_COLUMNS_MAX = 139, // a wider paragraph is text
  TITLE_LENGTH_MAX = 110,   // without any other metadata
  SERIES_WORDS_MAX = 4,
  MEMO_LINES_LEAST = 3,
  SERIES_LINES = 3,
  AFFILIATION_INDENT = 15, // form-feed text
  HEADER_BYTES_MAX = 4 * HEADER_COLUMNS_MAX,
  SENTENCE_COLUMNS_LEAST = 60,
};

typedef struct Header {
  Draft *draft;
  uint32_t lines[HEADER_LINES_MAX + 1]; // paragraphs that are no notes, one more than are read
  uint32_t count, at;
  int64_t title; // paragraph, or -1
  bool memo;     // lines say To, From, Subject
  bool ended;
  Buffer plain, folded, next; // of the current paragraph: without marks, folded; of the next one
} Header;

typedef bool ReadRow(Header *header, DraftParagraph *paragraph);

static Slice plain_text(const Header *header) {
  return buffer_slice(&header->plain);
}

static Slice folded_text(const Header *header) {
  return buffer_slice(&header->folded);
}

static Slice keep(Header *header, Slice text) {
  return arena_slice(header->draft->arena, text);
}

// ---- What stands around the current paragraph

static const DraftParagraph *next_line(const Header *header) {
  return header->at + 1 < header->count ? &header->draft->paragraphs[header->lines[header->at + 1]]
                                        : NULL;
}

// Loads the text of the line so many after this one; false where there is none or it is long.
static bool load_next(Header *header, uint32_t lines) {
  uint32_t at = header->at + lines;
  if (at >= header->count) return false;
  const DraftParagraph *next = &header->draft->paragraphs[header->lines[at]];
  if (span_len(next->view) > HEADER_BYTES_MAX) return false;
  buffer_clear(&header->next);
  draft_append_plain(header->draft, next, &header->next);
  return true;
}

static bool next_is_date(Header *header) {
  char date[DATES_TEXT_SIZE];
  return load_next(header, 1) && byline_parse_date(buffer_slice(&header->next), date);
}

// Does the next line say who wrote the brief: by its label, or by a date after the names?
static bool next_is_byline(Header *header) {
  Byline byline;
  char date[DATES_TEXT_SIZE];
  if (!load_next(header, 1)) return false;
  Slice next = buffer_slice(&header->next);
  if (byline_parse(next, &byline)) return true;
  return names_parse(next, &byline.names) && load_next(header, 2) &&
         byline_parse_date(buffer_slice(&header->next), date);
}

static bool ends_in_mark(const Header *header, const DraftParagraph *paragraph) {
  if (paragraph->mark_count) {
    uint32_t last = paragraph->first_mark + paragraph->mark_count - 1;
    if (header->draft->marks[last].view.end == paragraph->view.end) return true;
  }
  uint32_t code_point;
  chars_before(plain_text(header), header->plain.len, &code_point);
  return code_point == '*' || code_point == 0x2020 || code_point == 0x2021;
}

// Does its place show that it is the header's, whatever it says?
static bool is_given(const DraftParagraph *paragraph) {
  return paragraph->source == BLOCK_BY_MARKUP && paragraph->given == BLOCK_AFFILIATION;
}

// What the parts of a line say.
typedef struct Parts {
  Byline byline;
  Slice series, date;
  char text[DATES_TEXT_SIZE];
} Parts;

// ---- What is found

static void set_authors(Header *header, const Names *names) {
  Metadata *metadata = &header->draft->metadata;
  Slice *authors = arena_alloc(header->draft->arena, names->count, sizeof *authors);
  for (uint32_t i = 0; i < names->count; i++) authors[i] = keep(header, names->names[i]);
  metadata->authors = authors;
  metadata->author_count = names->count;
}

static bool set_date(Header *header, Slice text) {
  char date[DATES_TEXT_SIZE];
  if (header->draft->metadata.date.len || !byline_parse_date(text, date)) return false;
  header->draft->metadata.date = keep(header, slice_of(date));
  return true;
}

static void set_title(Header *header, Slice text) {
  header->draft->metadata.title = keep(header, text);
  header->title = header->lines[header->at];
}

// ---- The rows

static bool is_author(const Metadata *metadata, Slice name) {
  for (uint32_t i = 0; i < metadata->author_count; i++) {
    if (slice_equal(name, metadata->authors[i])) return true;
  }
  return false;
}

// Are all names of the line authors? Each may have a line of its own.
static bool repeats_authors(const Metadata *metadata, Slice text, Slice folded) {
  size_t label = chars_match_any(folded, lexicon_author_labels);
  Names names;
  Slice rest = chars_rest(text, label < text.len ? label : 0);
  if (rest.len && rest.ptr[0] == ':') rest = chars_rest(rest, 1);
  if (!names_parse(rest, &names)) return false;
  for (uint32_t i = 0; i < names.count; i++) {
    if (!is_author(metadata, names.names[i])) return false;
  }
  return true;
}

// What the format's own fields say already, the first line that repeats it shows.
static bool read_stated(Header *header, DraftParagraph *paragraph) {
  const Metadata *stated = &header->draft->stated;
  Slice text = plain_text(header);
  char date[DATES_TEXT_SIZE];
  bool title = stated->title.len && slice_equal(text, stated->title);
  if (title && header->title < 0) {
    header->title = header->lines[header->at];
    draft_classify(paragraph, BLOCK_TITLE);
  } else if (stated->series.len && slice_equal(text, stated->series)) {
    draft_classify(paragraph, BLOCK_SERIES);
  } else if (stated->date.len && dates_parse(text, date) && !strcmp(date, stated->date.ptr)) {
    draft_classify(paragraph, BLOCK_DATE);
  } else if (stated->author_count && repeats_authors(stated, text, folded_text(header))) {
    draft_classify(paragraph, BLOCK_AUTHORS);
  } else {
    return false;
  }
  return true;
}

static bool read_furniture(Header *header, DraftParagraph *paragraph) {
  if (!phrases_is_furniture(folded_text(header))) return false;
  draft_classify(paragraph, BLOCK_FURNITURE);
  return true;
}

// Do at least three of the lines begin with labels of a memo?
static bool is_memo(const Draft *draft, const uint32_t *lines, uint32_t count) {
  uint32_t labelled = 0;
  MemoLabel label;
  for (uint32_t i = 0; i < count; i++) {
    labelled += memo_read(draft_view(draft, &draft->paragraphs[lines[i]]), true, &label).len > 0;
  }
  return labelled >= MEMO_LINES_LEAST;
}

static bool read_memo(Header *header, DraftParagraph *paragraph) {
  MemoLabel label;
  Slice text = memo_read(plain_text(header), header->memo, &label);
  if (text.len == 0) return false;
  BlockType type = BLOCK_AFFILIATION;
  Names names;
  if (label == MEMO_FROM && names_parse(text, &names)) {
    set_authors(header, &names);
    type = BLOCK_AUTHORS;
  } else if (label == MEMO_DATE && set_date(header, text)) {
    type = BLOCK_DATE;
  } else if (label == MEMO_SUBJECT && header->draft->metadata.title.len == 0) {
    set_title(header, text);
    type = BLOCK_TITLE;
  }
  draft_classify(paragraph, type);
  return true;
}

static bool read_date(Header *header, DraftParagraph *paragraph) {
  if (!set_date(header, plain_text(header))) return false;
  draft_classify(paragraph, BLOCK_DATE);
  return true;
}

static void take_byline(Header *header, DraftParagraph *paragraph, const Byline *byline) {
  set_authors(header, &byline->names);
  set_date(header, slice_of(byline->date));
  draft_classify(paragraph, BLOCK_AUTHORS);
}

static bool read_byline(Header *header, DraftParagraph *paragraph) {
  Byline byline;
  if (!byline_parse(plain_text(header), &byline)) return false;
  take_byline(header, paragraph, &byline);
  return true;
}

// What one part of "Commentary | 9 January 2026 | 5 min read" says; false when it is nothing known.
static bool read_part(Header *header, Slice part, Parts *parts) {
  Buffer folded = {0};
  chars_fold(part, &folded);
  bool known = true;
  if (parts->date.len == 0 && dates_parse(part, parts->text))
    parts->date = slice_of(parts->text);
  else if (parts->series.len == 0 && phrases_is_series(buffer_slice(&folded)))
    parts->series = part;
  else if (parts->byline.names.count == 0)
    known = byline_parse(part, &parts->byline) || names_parse(part, &parts->byline.names) ||
            phrases_is_furniture(buffer_slice(&folded));
  else
    known = phrases_is_furniture(buffer_slice(&folded));
  if (known && parts->byline.names.count && header->draft->metadata.author_count) known = false;
  buffer_release(&folded);
  return known;
}

// Several things in one line; a date must be among them, for names and series alone say little.
static bool read_parts(Header *header, DraftParagraph *paragraph) {
  Slice cut[BYLINE_PARTS_MAX];
  Parts parts = {0};
  uint32_t count = byline_cut(plain_text(header), cut);
  for (uint32_t i = 0; i < count; i++) {
    if (!read_part(header, cut[i], &parts)) return false;
  }
  if (count == 0 || !set_date(header, parts.date)) return false;
  if (parts.byline.names.count) set_authors(header, &parts.byline.names);
  if (parts.series.len && !header->draft->metadata.series.len)
    header->draft->metadata.series = keep(header, parts.series);
  draft_classify(paragraph, parts.byline.names.count ? BLOCK_AUTHORS : BLOCK_DATE);
  return true;
}

static bool end_at_text(Header *header, DraftParagraph *paragraph) {
  uint32_t code_point;
  chars_before(plain_text(header), header->plain.len, &code_point);
  bool stop = code_point == '.' || code_point == 0x3002 || code_point == ';' || code_point == ':';
  header->ended = stop || paragraph->width > HEADER_COLUMNS_MAX;
  return header->ended;
}

static bool hide_repeated_title(Header *header, DraftParagraph *paragraph) {
  Slice title = header->draft->metadata.title;
  if (title.len == 0 || !slice_equal(plain_text(header), title)) return false;
  draft_classify(paragraph, BLOCK_FURNITURE);
  return true;
}

static void take_series(Header *header, DraftParagraph *paragraph) {
  header->draft->metadata.series = keep(header, plain_text(header));
  draft_classify(paragraph, BLOCK_SERIES);
}

static bool read_series(Header *header, DraftParagraph *paragraph) {
  if (header->draft->metadata.series.len || !phrases_is_series(folded_text(header))) return false;
  if (header->at > 0 && phrases_is_notes_heading(folded_text(header))) return false;
  take_series(header, paragraph);
  return true;
}

static bool end_at_section(Header *header, DraftParagraph *paragraph) {
  (void)paragraph;
  Slice folded = folded_text(header);
  header->ended = phrases_is_section(folded) || phrases_is_contents(folded) ||
                  phrases_is_notes_heading(folded) || phrases_is_rule_line(plain_text(header));
  return header->ended;
}

// A format with structure of its own says what its title is, or has none.
static bool read_title(Header *header, DraftParagraph *paragraph) {
  if (header->draft->metadata.title.len || paragraph->source == BLOCK_BY_MARKUP) return false;
  set_title(header, plain_text(header));
  draft_classify(paragraph, BLOCK_TITLE);
  return true;
}

// Names alone are authors only where their place says so.
static bool read_names(Header *header, DraftParagraph *paragraph) {
  Names names;
  if (header->draft->metadata.author_count || !names_parse(plain_text(header), &names))
    return false;
  const DraftParagraph *next = next_line(header);
  bool cluster = !paragraph->gap && (!next || next->gap);
  bool placed = is_given(paragraph) || header->draft->paged || cluster ||
                ends_in_mark(header, paragraph) || next_is_date(header);
  if (!placed) return false;
  set_authors(header, &names);
  draft_classify(paragraph, BLOCK_AUTHORS);
  return true;
}

static bool read_affiliation(Header *header, DraftParagraph *paragraph) {
  if (!is_given(paragraph) && (!header->draft->paged || paragraph->indent < AFFILIATION_INDENT))
    return false;
  draft_classify(paragraph, BLOCK_AFFILIATION);
  return true;
}

static uint32_t count_words(Slice text) {
  uint32_t words = text.len > 0;
  for (size_t pos = 0; pos < text.len; pos++) words += text.ptr[pos] == ' ';
  return words;
}

static bool read_series_by_place(Header *header, DraftParagraph *paragraph) {
  const Metadata *metadata = &header->draft->metadata;
  if (header->at >= SERIES_LINES || metadata->series.len || metadata->date.len) return false;
  if (count_words(plain_text(header)) > SERIES_WORDS_MAX || !next_is_date(header)) return false;
  take_series(header, paragraph);
  return true;
}

// A line between the title and who wrote the brief is a subtitle: text, but the header goes on.
static bool skip_subtitle(Header *header, DraftParagraph *paragraph) {
  (void)paragraph;
  const Metadata *metadata = &header->draft->metadata;
  if (metadata->author_count || metadata->date.len || header->at == 0) return false;
  return header->lines[header->at - 1] == header->title && next_is_byline(header);
}

static bool end_anyway(Header *header, DraftParagraph *paragraph) {
  (void)paragraph;
  header->ended = true;
  return true;
}

static ReadRow *const rows[] = {
    read_stated,      read_furniture,       read_memo,     read_date,      read_byline, read_parts,
    end_at_text,      hide_repeated_title,  read_series,   end_at_section, read_title,  read_names,
    read_affiliation, read_series_by_place, skip_subtitle, end_anyway,
};

// ---- The header as a whole

static void collect_lines(Header *header) {
  const Draft *draft = header->draft;
  for (uint32_t i = 0; i < draft->paragraph_count && header->count <= HEADER_LINES_MAX; i++) {
    if (!draft->paragraphs[i].classified) header->lines[header->count++] = i;
  }
}

static void read_line(Header *header) {
  DraftParagraph *paragraph = &header->draft->paragraphs[header->lines[header->at]];
  buffer_clear(&header->plain);
  buffer_clear(&header->folded);
  if (paragraph->width > HEADER_COLUMNS_MAX) {
    header->ended = true;
    return;
  }
  draft_append_plain(header->draft, paragraph, &header->plain);
  chars_fold(plain_text(header), &header->folded);
  for (ReadRow *const *row = rows; !(*row)(header, paragraph); row++) continue;
}

static DraftParagraph *first_open(const Draft *draft) {
  for (uint32_t i = 0; i < draft->paragraph_count; i++) {
    if (!draft->paragraphs[i].classified) return &draft->paragraphs[i];
  }
  return NULL;
}

// A title that is all there is is text; and so is one without other metadata that is as long as a
// sentence or goes on in the next line.
static void doubt_title(Header *header) {
  Metadata *metadata = &header->draft->metadata;
  if (header->title < 0) return;
  if (header->draft->stated.title.len) return;
  bool alone = !metadata->series.len && !metadata->date.len && !metadata->author_count;
  bool too_long = utf8_count(metadata->title) > TITLE_LENGTH_MAX;
  const DraftParagraph *next = first_open(header->draft);
  bool goes_on = next && blocks_begins_low(draft_view(header->draft, next));
  if (next && !(alone && (too_long || goes_on))) return;
  header->draft->paragraphs[header->title].classified = false;
  metadata->title = SLICE("");
}

static void find_author_in_prose(Header *header) {
  Draft *draft = header->draft;
  const DraftParagraph *first = first_open(draft);
  if (!draft->metadata.title.len || draft->metadata.author_count || !first) return;
  Names names = {.count = 1};
  if (first->width < SENTENCE_COLUMNS_LEAST) return;
  if (!names_find_in_sentence(draft_view(draft, first), &names.names[0])) return;
  set_authors(header, &names);
  draft->metadata.authors_from_prose = true;
}

void header_read(Draft *draft) {
  Header header = {.draft = draft, .title = -1};
  collect_lines(&header);
  header.memo = is_memo(draft, header.lines, header.count);
  for (; !header.ended && header.at < header.count && header.at < HEADER_LINES_MAX; header.at++) {
    read_line(&header);
  }
  doubt_title(&header);
  find_author_in_prose(&header);
  buffer_release(&header.plain);
  buffer_release(&header.folded);
  buffer_release(&header.next);
}

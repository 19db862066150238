// SPDX-License-Identifier: MIT
// Each note once, in order. A note that means another one is a row that points there; what the
// other one cites stands with it alone.
#include "library/citing.h"

#include "library/address.h"
#include "text/position.h"
#include "text/view.h"

// The first link in the body that leads to a page, folded.
static Slice find_link(const Version *version, Span body, Arena *arena) {
  Buffer link = {0}, folded = {0};
  Slice found = {0};
  for (uint32_t i = version_link_from(version, body.start);
       i < version->link_count && version->links[i].span.start < body.end && !found.len; i++) {
    buffer_clear(&link);
    view_append_link(version, &version->links[i], &link);
    if (address_fold_url(buffer_slice(&link), &folded))
      found = arena_slice(arena, buffer_slice(&folded));
  }
  buffer_release(&link);
  buffer_release(&folded);
  return found;
}

// Without a link what is written like an address counts.
static Slice find_url(const Version *version, Span body, Slice words, Arena *arena) {
  Slice url = find_link(version, body, arena);
  Buffer folded = {0};
  if (url.len == 0 && address_fold_url(address_find_bare(words), &folded))
    url = arena_slice(arena, buffer_slice(&folded));
  buffer_release(&folded);
  return url;
}

// The beginning of a note's body; a note can be as long as a book.
static Span cut_body(const Version *version, Span body) {
  CpSpan cp = positions_to_code_points(version->positions, body);
  if (cp.end_cp - cp.start_cp <= CITING_WORDS_MAX) return body;
  return span_make(body.start, positions_byte(version->positions, cp.start_cp + CITING_WORDS_MAX));
}

static void read_words(const Version *version, const Note *note, CitedNote *cited, Arena *arena) {
  Buffer words = {0}, title = {0};
  view_append(version, cut_body(version, note->body), VIEW_PLAIN, &words);
  cited->words = arena_slice(arena, buffer_slice(&words));
  if (address_fold_title(address_quoted(cited->words), &title))
    cited->title = arena_slice(arena, buffer_slice(&title));
  cited->url = find_url(version, note->body, cited->words, arena);
  buffer_release(&words);
  buffer_release(&title);
}

void citing_read(const Version *version, CitedNotes *notes) {
  *notes = (CitedNotes){.arena = arena_new()};
  notes->items = arena_alloc(notes->arena, version->note_count + 1, sizeof *notes->items);
  for (uint32_t i = 0; i < version->note_count; i++) {
    const Note *note = &version->notes[i];
    CitedNote cited = {.note = i, .root = i, .label = note->label};
    if (note->back && note->root == VERSION_NONE) continue;
    if (note->back)
      cited.root = (uint32_t)note->root;
    else
      read_words(version, note, &cited, notes->arena);
    if (note->back || cited.words.len > 0) notes->items[notes->count++] = cited;
  }
}

void citing_release(CitedNotes *notes) {
  arena_free(notes->arena);
  *notes = (CitedNotes){0};
}

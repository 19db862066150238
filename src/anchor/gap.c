// SPDX-License-Identifier: MIT
// Global alignment with affine gaps (O. Gotoh, "An improved algorithm for matching biological
// sequences", 1982). Three tables run row by row, one for each way in which a path can have come to
// a cell: PAIR, SKIP_OLD, SKIP_NEW. Only the way back is kept, two bits for each table and cell.
//
//            new  a    B    c
//   old  a       ╲pair
//        b            ╲pair (substituted)
//        c                 ╲pair
//        d                 │ skip_old
//
// A right-anchored alignment is a left-anchored one of both sides reversed.
#include "anchor/gap.h"

#include "anchor/similarity.h"
#include "base/memory.h"

#include <stdlib.h>

enum { OPEN_COST = 350, LOWEST = INT32_MIN / 2, ALIKE_LEAST = 500 };

// Preference where scores are equal: the lower first.
typedef enum Way { WAY_PAIR, WAY_SKIP_OLD, WAY_SKIP_NEW, WAY_START } Way;

typedef struct Cell {
  int32_t score[3]; // by way
} Cell;

// A token as it is compared, so that the inner loop looks nothing up.
typedef struct GapWord {
  Spelling spelling;
  uint32_t number;
  int32_t skip_cost;
} GapWord;

typedef struct Aligner {
  Matches *matches;
  GapSide old, new;
  GapEnds ends;
  bool reversed;
  GapWord *beside;      // the new tokens, in the order of the columns
  SimilarityWord *word; // that of the row
  Cell *row;            // of the last old token, new.count + 1 cells
  uint8_t *back; // (old.count + 1) x (new.count + 1): where each table came from, 2 bits each
} Aligner;

static int32_t score_of(SimilarityWord *word, const Spelling *old, const Spelling *new) {
  int32_t mean = (old->weight + new->weight) / 2;
  if (old->class != new->class) return -mean * 13 / 10 - 200;
  int32_t alike = similarity_to_word(word, new, ALIKE_LEAST);
  return alike >= ALIKE_LEAST ? mean * (2 * alike - 400) / SPELLING_UNIT : -mean * 95 / 100;
}

static uint32_t token_at(const Aligner *aligner, GapSide side, uint32_t index) {
  return side.tokens[aligner->reversed ? side.count - 1 - index : index];
}

static GapWord make_word(const SpellingTable *table, uint32_t number) {
  const Spelling *spelling = spelling_at(table, number);
  return (GapWord){*spelling, number, spelling->weight / 2};
}

static uint32_t old_number(const Aligner *aligner, uint32_t index) {
  return aligner->matches->old.items[token_at(aligner, aligner->old, index)].number;
}

static void read_new(Aligner *aligner) {
  const Token *tokens = aligner->matches->new.items;
  for (uint32_t j = 0; j < aligner->new.count; j++) {
    uint32_t number = tokens[token_at(aligner, aligner->new, j)].number;
    aligner->beside[j] = make_word(aligner->matches->table, number);
  }
}

// The best of three, in the order of preference.
static inline int32_t best_of(const int32_t scores[3], Way *way) {
  bool old = scores[WAY_SKIP_OLD] > scores[WAY_PAIR];
  int32_t best = old ? scores[WAY_SKIP_OLD] : scores[WAY_PAIR];
  bool new = scores[WAY_SKIP_NEW] > best;
  *way = new ? WAY_SKIP_NEW : old ? WAY_SKIP_OLD : WAY_PAIR;
  return new ? scores[WAY_SKIP_NEW] : best;
}

// Skipping one more token: opening a gap is preferred to going on with one.
static inline int32_t skip(const Cell *from, Way way, int32_t cost, Way *came) {
  Way turn = way == WAY_SKIP_OLD ? WAY_SKIP_NEW : WAY_SKIP_OLD;
  bool turns = from->score[turn] > from->score[WAY_PAIR];
  int32_t best = (turns ? from->score[turn] : from->score[WAY_PAIR]) - OPEN_COST;
  bool goes_on = from->score[way] > best;
  *came = goes_on ? way : turns ? turn : WAY_PAIR;
  return (goes_on ? from->score[way] : best) - cost;
}

static inline uint8_t pack(Way pair, Way skip_old, Way skip_new) {
  return (uint8_t)(pair | skip_old << 2 | skip_new << 4);
}

static Way unpack(uint8_t back, Way way) {
  return (Way)(back >> (2 * way) & 3);
}

static void start_row(Aligner *aligner) {
  aligner->row[0] = (Cell){{0, LOWEST, LOWEST}};
  aligner->back[0] = pack(WAY_START, WAY_START, WAY_START);
  for (uint32_t j = 1; j <= aligner->new.count; j++) {
    bool free_start = aligner->ends == GAP_FREE;
    Way came;
    int32_t cost = aligner->beside[j - 1].skip_cost;
    int32_t score = skip(&aligner->row[j - 1], WAY_SKIP_NEW, cost, &came);
    aligner->row[j] = free_start ? (Cell){{0, LOWEST, LOWEST}} : (Cell){{LOWEST, LOWEST, score}};
    aligner->back[j] =
        free_start ? pack(WAY_START, WAY_START, WAY_START) : pack(WAY_START, WAY_START, came);
  }
}

static void fill_row(Aligner *aligner, uint32_t i) {
  uint32_t width = aligner->new.count + 1;
  GapWord word = make_word(aligner->matches->table, old_number(aligner, i - 1));
  uint8_t *back = aligner->back + (size_t)i * width;
  Cell diagonal = aligner->row[0];
  Way came, skipped, other;
  similarity_take_word(aligner->word, aligner->matches->table, &word.spelling);
  aligner->row[0] =
      (Cell){{LOWEST, skip(&diagonal, WAY_SKIP_OLD, word.skip_cost, &skipped), LOWEST}};
  back[0] = pack(WAY_START, skipped, WAY_START);
  Cell left = aligner->row[0];
  for (uint32_t j = 1; j < width; j++) {
    const GapWord *beside = &aligner->beside[j - 1];
    Cell above = aligner->row[j], cell;
    int32_t score = beside->number == word.number
                        ? 2 * word.spelling.weight
                        : score_of(aligner->word, &word.spelling, &beside->spelling);
    cell.score[WAY_PAIR] = best_of(diagonal.score, &came) + score;
    cell.score[WAY_SKIP_OLD] = skip(&above, WAY_SKIP_OLD, word.skip_cost, &skipped);
    cell.score[WAY_SKIP_NEW] = skip(&left, WAY_SKIP_NEW, beside->skip_cost, &other);
    back[j] = pack(came, skipped, other);
    diagonal = above;
    left = aligner->row[j] = cell;
  }
}

// ---- The way back

typedef struct Path {
  uint32_t old, new; // cell that it ends at
  Way way;
  int32_t score;
} Path;

static void end_at_best(const Aligner *aligner, uint32_t i, Path *path) {
  for (uint32_t j = 1; j <= aligner->new.count; j++) {
    int32_t score = aligner->row[j].score[WAY_PAIR];
    if (score > path->score) *path = (Path){i, j, WAY_PAIR, score};
  }
}

static Path end_of_last_row(const Aligner *aligner) {
  Path path = {aligner->old.count, aligner->new.count, WAY_PAIR, LOWEST};
  bool free_end = aligner->ends == GAP_FREE;
  for (uint32_t j = free_end ? 0 : aligner->new.count; j <= aligner->new.count; j++) {
    Way way;
    int32_t score = best_of(aligner->row[j].score, &way);
    if (score > path.score) path = (Path){aligner->old.count, j, way, score};
  }
  return path;
}

static void add_pair(const Aligner *aligner, uint32_t old, uint32_t new, GapPairs *pairs) {
  uint32_t number = old_number(aligner, old);
  const GapWord *beside = &aligner->beside[new];
  if (spelling_at(aligner->matches->table, number)->class != beside->spelling.class) return;
  GapPair *pair = &pairs->items[pairs->count++];
  pair->old = aligner->reversed ? aligner->old.count - 1 - old : old;
  pair->new = aligner->reversed ? aligner->new.count - 1 - new : new;
  pair->substituted = number != beside->number;
}

// From the end of the path to its start: pairs come last first, which a reversed side turns round.
static void trace(const Aligner *aligner, Path path, GapPairs *pairs) {
  uint32_t most = aligner->old.count < aligner->new.count ? aligner->old.count : aligner->new.count;
  pairs->items = memory_new((size_t)most + 1, sizeof *pairs->items);
  size_t width = (size_t)aligner->new.count + 1;
  while (path.way != WAY_START && (path.old > 0 || path.new > 0)) {
    Way before = unpack(aligner->back[path.old * width + path.new], path.way);
    if (before == WAY_START && path.way == WAY_PAIR && (path.old == 0 || path.new == 0)) break;
    if (path.way == WAY_PAIR) add_pair(aligner, path.old - 1, path.new - 1, pairs);
    path.old -= path.way != WAY_SKIP_NEW;
    path.new -= path.way != WAY_SKIP_OLD;
    path.way = before;
  }
  if (aligner->reversed) return;
  for (uint32_t i = 0, j = pairs->count; i + 1 < j; i++) {
    GapPair pair = pairs->items[--j];
    pairs->items[j] = pairs->items[i];
    pairs->items[i] = pair;
  }
}

static bool is_in_budget(Matches *matches, uint64_t cells) {
  if (cells > GAP_CELLS_MAX || matches->cells + cells > GAP_CELLS_TOTAL_MAX) return false;
  matches->cells += cells;
  return true;
}

void gap_align(Matches *matches, GapSide old, GapSide new, GapEnds ends, GapPairs *pairs) {
  *pairs = (GapPairs){0};
  if (old.count == 0 || new.count == 0) return;
  if (!is_in_budget(matches, (uint64_t)old.count * new.count)) return;
  SimilarityWord word;
  Aligner aligner = {.matches = matches, .old = old, .new = new, .ends = ends, .word = &word};
  aligner.reversed = ends == GAP_RIGHT;
  size_t width = (size_t) new.count + 1;
  aligner.row = memory_resize(NULL, width, sizeof *aligner.row);
  aligner.back = memory_resize(NULL, width * ((size_t)old.count + 1), 1);
  aligner.beside = memory_resize(NULL, new.count, sizeof *aligner.beside);
  read_new(&aligner);
  bool open_end = ends == GAP_LEFT || ends == GAP_RIGHT;
  Path path = {0, 0, WAY_START, 0};
  start_row(&aligner);
  for (uint32_t i = 1; i <= old.count; i++) {
    fill_row(&aligner, i);
    if (open_end) end_at_best(&aligner, i, &path);
  }
  if (!open_end) path = end_of_last_row(&aligner);
  trace(&aligner, path, pairs);
  free(aligner.row);
  free(aligner.beside);
  free(aligner.back);
}

void gap_release(GapPairs *pairs) {
  free(pairs->items);
  *pairs = (GapPairs){0};
}

// The unmatched tokens of a range; the caller frees.
static uint32_t *free_tokens(const int32_t *matched, Span range, uint32_t *count) {
  uint32_t *tokens = memory_resize(NULL, span_len(range) + 1, sizeof *tokens);
  *count = 0;
  for (uint32_t i = range.start; i < range.end; i++) {
    if (matched[i] == MATCHES_NONE) tokens[(*count)++] = i;
  }
  return tokens;
}

void gap_fill(Matches *matches, Span old, Span new, GapEnds ends, int32_t chain) {
  if (span_is_empty(old) || span_is_empty(new)) return;
  uint32_t old_count, new_count;
  uint32_t *of_old = free_tokens(matches->to_new, old, &old_count);
  uint32_t *of_new = free_tokens(matches->to_old, new, &new_count);
  GapPairs pairs;
  gap_align(matches, (GapSide){of_old, old_count}, (GapSide){of_new, new_count}, ends, &pairs);
  for (uint32_t i = 0; i < pairs.count; i++) {
    const GapPair *pair = &pairs.items[i];
    matches_pair(matches, of_old[pair->old], of_new[pair->new], chain, pair->substituted);
  }
  gap_release(&pairs);
  free(of_old);
  free(of_new);
}

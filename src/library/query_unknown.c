// SPDX-License-Identifier: MIT
// Tags that a query asks for and that are not there: who mistypes one is told so, and not that
// nothing has it. As library/conditions say what has a tag, over the codebook alone.
#include "library/query.h"

#include "library/tag.h"
#include "text/fold.h"

#include <stdlib.h>
#include <string.h>

static bool is_at_or_below(Slice path, Slice wanted) {
  return slice_starts(path, wanted) && (path.len == wanted.len || path.ptr[wanted.len] == '/');
}

static bool meets_folded(const char *name, Slice wanted) {
  char *folded = fold_text(slice_of(name));
  bool meets = is_at_or_below(slice_of(folded), wanted);
  free(folded);
  return meets;
}

static bool meets(const ConditionNode *node, const Tag *tag) {
  if (node->test == CONDITION_TEST_TAG_ALONE) return slice_equal(slice_of(tag->path), node->text);
  if (node->test == CONDITION_TEST_TAG_BELOW)
    return is_at_or_below(slice_of(tag->path), node->text);
  bool found = meets_folded(tag->path, node->text);
  for (uint32_t i = 0; i < tag->aliases.count && !found; i++)
    found = meets_folded(tag->aliases.items[i], node->text);
  return found;
}

static bool is_known(const ConditionNode *node, const TagList *tags) {
  for (uint32_t i = 0; i < tags->count; i++)
    if (meets(node, &tags->items[i])) return true;
  return false;
}

static bool asks_for_tag(const ConditionNode *node) {
  return node->kind == CONDITION_TEST &&
         (node->test == CONDITION_TEST_TAG || node->test == CONDITION_TEST_TAG_ALONE ||
          node->test == CONDITION_TEST_TAG_BELOW);
}

bool query_write_unknown_tag(Library *library, const Query *query, Buffer *out) {
  const Condition *condition = &query->condition;
  TagList tags = {0};
  Error ignored = {0};
  bool unknown = false, read = false;
  for (uint32_t at = 0; at < condition->count && !unknown; at++) {
    const ConditionNode *node = &condition->nodes[at];
    if (!asks_for_tag(node)) continue;
    if (!read && !tag_list(library, &tags, &ignored)) return false;
    read = true;
    unknown = !is_known(node, &tags);
    if (unknown) buffer_add(out, node->text);
  }
  tag_release_list(&tags);
  return unknown;
}

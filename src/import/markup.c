// SPDX-License-Identifier: MIT
// The tree itself, whatever it was made from. Attributes of one name are looked for one by one:
// elements have few. The walk goes along the array and leaves those elements that end where it is;
// the parent of each leads to the next one to leave.
#include "import/markup.h"

#include <stdlib.h>

void markup_release(Markup *markup) {
  buffer_release(&markup->text);
  free(markup->nodes);
  free(markup->attributes);
  *markup = (Markup){0};
}

Slice markup_characters(const Markup *markup, uint32_t node) {
  const MarkupNode *row = &markup->nodes[node];
  return slice_make(markup->text.ptr + row->text, row->text_len);
}

bool markup_is(const Markup *markup, uint32_t node, const char *name) {
  return slice_equal(markup_name(markup, node), slice_of(name));
}

Slice markup_attribute(const Markup *markup, uint32_t node, const char *name) {
  const MarkupNode *row = &markup->nodes[node];
  Slice wanted = slice_of(name);
  for (uint32_t i = 0; i < row->attribute_count; i++) {
    const MarkupAttribute *attribute = &markup->attributes[row->attribute + i];
    Slice found = slice_make(markup->text.ptr + attribute->name, attribute->name_len);
    if (slice_equal(found, wanted))
      return slice_make(markup->text.ptr + attribute->value, attribute->value_len);
  }
  return slice_make(NULL, 0);
}

int32_t markup_find(const Markup *markup, int32_t node, const char *name) {
  uint32_t at = node == MARKUP_NONE ? 0 : (uint32_t)node + 1;
  uint32_t end = node == MARKUP_NONE ? markup->node_count : markup->nodes[node].end;
  for (; at < end; at++) {
    if (markup_is(markup, at, name)) return (int32_t)at;
  }
  return MARKUP_NONE;
}

void markup_append_text(const Markup *markup, uint32_t node, Buffer *out) {
  for (uint32_t at = node; at < markup->nodes[node].end; at++) {
    buffer_add(out, markup_characters(markup, at));
  }
}

// Leaves all elements that end at `at`, from the innermost one on, but nothing above `top`.
static int32_t leave_ended(const Markup *markup, const MarkupVisitor *visitor, int32_t open,
                           uint32_t at, int32_t top) {
  while (open != top && markup->nodes[open].end == at) {
    if (visitor->leave) visitor->leave(visitor->context, (uint32_t)open);
    open = markup->nodes[open].parent;
  }
  return open;
}

void markup_walk(const Markup *markup, uint32_t node, const MarkupVisitor *visitor) {
  int32_t top = markup->nodes[node].parent, open = top;
  for (uint32_t at = node; at < markup->nodes[node].end;) {
    bool entered = visitor->enter(visitor->context, at);
    if (entered && !markup_is_text(markup, at)) {
      open = (int32_t)at;
      at++;
    } else {
      at = markup->nodes[at].end;
    }
    open = leave_ended(markup, visitor, open, at, top);
  }
}

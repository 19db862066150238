// SPDX-License-Identifier: MIT
// Updating a file of any bytes with an export of three blocks. Bytes up to the first NUL are the
// file as it is; what follows is the text of the second block, so marks can stand in the export
// too. Updating once more changes nothing, and a second export never makes anything new.
#include "fuzz/target.h"

#include "base/error.h"
#include "exchange/marks.h"
#include "exchange/update.h"

static void add(Buffer *file, const char *key, Slice text) {
  if (file->len > 0) buffer_add_byte(file, '\n');
  size_t start = file->len;
  buffer_add(file, text);
  buffer_add_byte(file, '\n');
  marks_put(file, start, start, MARKS_COMMENT, key);
}

static void check_again(const Buffer *merged, const Buffer *fresh) {
  Update update = {0};
  Buffer again = {0};
  if (!update_merge(&update, buffer_slice(merged), buffer_slice(fresh), &again))
    BUG("what was updated is not known again");
  if (update.counts.made) BUG("what is there came anew");
  if (!slice_equal(buffer_slice(merged), buffer_slice(&again))) BUG("the second time it changed");
  buffer_release(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Slice bytes = slice_make((const char *)data, size);
  const char *end = size ? memchr(data, '\0', size) : NULL;
  size_t len = end ? (size_t)(end - bytes.ptr) : size;
  Buffer fresh = {0}, merged = {0};
  Update update = {0};
  add(&fresh, "head", SLICE("# Title"));
  add(&fresh, "11111111-1111-4111-8111-111111111111", slice_cut(bytes, end ? len + 1 : len, size));
  add(&fresh, "22222222-2222-4222-8222-222222222222", SLICE("two"));
  if (update_merge(&update, slice_cut(bytes, 0, len), buffer_slice(&fresh), &merged))
    check_again(&merged, &fresh);
  buffer_release(&fresh);
  buffer_release(&merged);
  return 0;
}

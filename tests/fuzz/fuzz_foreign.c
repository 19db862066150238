// SPDX-License-Identifier: MIT
// Files of other programs: every reader, whatever the bytes look like, and which one they are for.
// What is read is clean: well-formed UTF-8 without NUL, and quotations that are not empty.
#include "fuzz/target.h"

#include "base/utf8.h"
#include "exchange/readers.h"
#include "support/oracle.h"

static void check_words(Slice text) {
  if (!utf8_valid(text)) BUG("broken UTF-8 came in");
  if (text.len && memchr(text.ptr, '\0', text.len)) BUG("a NUL came in");
}

static void check_annotation(const ForeignAnnotation *annotation) {
  check_words(annotation->id);
  check_words(annotation->comment);
  check_words(annotation->by);
  check_words(annotation->clues.url);
  check_words(annotation->clues.title);
  check_words(annotation->clues.name);
  for (uint32_t i = 0; i < annotation->tag_count; i++) check_words(annotation->tags[i]);
  for (uint32_t i = 0; i < annotation->quote_count; i++) {
    if (annotation->quotes[i].exact.len == 0) BUG("an empty quotation came in");
    check_words(annotation->quotes[i].exact);
    check_words(annotation->quotes[i].prefix);
    check_words(annotation->quotes[i].suffix);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Slice bytes = slice_make((const char *)data, size);
  uint32_t count;
  const ReadersFormat *formats = readers_formats(&count);
  readers_sniff(bytes);
  for (uint32_t i = 0; i < count; i++) {
    ForeignFile file;
    Error err = {0};
    if (!readers_read(&formats[i], bytes, &file, &err)) {
      oracle_check_refusal(&err);
      continue;
    }
    for (uint32_t k = 0; k < file.count; k++) check_annotation(&file.items[k]);
    foreign_release(&file);
  }
  return 0;
}

// SPDX-License-Identifier: MIT
// The title is the file's own; where it states none, the file's name stands for it, and where there
// is no file, the first sentence.
#include "library/stated.h"

#include "base/file.h"
#include "base/memory.h"
#include "library/brief.h"
#include "library/inside.h"

#include <stdlib.h>

enum { TITLE_COLUMNS = 80 };

static char *choose_title(const Version *version, const char *path, TitleSource *source) {
  Slice stated = version->metadata.title, name = file_name(path);
  if (stated.len) {
    *source = TITLE_FROM_FILE;
    return memory_string(stated);
  }
  if (name.len == 0) {
    *source = TITLE_FROM_SENTENCE;
    return brief_opening(version, TITLE_COLUMNS);
  }
  *source = TITLE_FROM_NAME;
  char *copy = memory_string(name), *title = library_repair(copy);
  free(copy);
  return title;
}

static char *join_authors(const Metadata *metadata) {
  Buffer authors = {0};
  for (uint32_t i = 0; i < metadata->author_count; i++) {
    if (i > 0) buffer_add_string(&authors, "; ");
    buffer_add(&authors, metadata->authors[i]);
  }
  return buffer_take(&authors);
}

void stated_read(const Version *version, const char *path, Stated *stated) {
  stated->title = choose_title(version, path, &stated->title_source);
  stated->authors = join_authors(&version->metadata);
  if (stated->title[0]) return;
  // Nothing but what is hidden: the hash names it at least.
  free(stated->title);
  stated->title = memory_string(slice_make(version->hash, 12));
}

void stated_release(Stated *stated) {
  free(stated->title);
  free(stated->authors);
  *stated = (Stated){0};
}

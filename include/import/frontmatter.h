// SPDX-License-Identifier: MIT
// Front matter: what a Markdown file says of itself above its text, between two lines of "---"
// (YAML) or "+++" (TOML). Read are title, series (also category and type, where they name one),
// date and authors; their values may be plain, quoted, folded over lines, or lists.
#ifndef POSTIL_IMPORT_FRONTMATTER_H
#define POSTIL_IMPORT_FRONTMATTER_H

#include "import/manuscript.h"

// Fills manuscript->stated and returns the bytes that the front matter takes, 0 if there is none.
size_t frontmatter_read(Slice text, Manuscript *manuscript);

#endif

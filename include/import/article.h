// SPDX-License-Identifier: MIT
// Which part of a page is the article, and what in it is furniture all the same.
#ifndef POSTIL_IMPORT_ARTICLE_H
#define POSTIL_IMPORT_ARTICLE_H

#include "import/webpage.h"

// Marks the root of each file and the furniture inside it; the notes must be known.
void article_find(Webpage *page);

// The root of a file: the article, else the main part, else the body.
uint32_t article_root(const Webpage *page, const WebpageFile *file);

#endif

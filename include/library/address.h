// SPDX-License-Identifier: MIT
// One form of a URL and one of a title, so that what two briefs cite can be told to be the same.
#ifndef POSTIL_LIBRARY_ADDRESS_H
#define POSTIL_LIBRARY_ADDRESS_H

#include "base/buffer.h"

#include <stdbool.h>

// Appends the URL in the form in which URLs are compared; false, and nothing, for what is none of
// the web or names a whole site, which is no source. The scheme may be missing, as in what is typed.
//
//   HTTPS://www.Example.org:443/a%7Eb/?utm_source=x&id=5#top  ->  example.org/a~b?id=5
//   doi:10.1000/ABC.12, https://dx.doi.org/10.1000/abc.12     ->  doi.org/10.1000/abc.12
//
// Left out: scheme, a fragment that is no page of its own ("#/", "#!" begin one), a slash at the
// end, parameters that only say where a reader came from. The host is as library/hostname.h folds
// it. Escapes only where they are needed, and always for letters that are not ASCII's.
bool address_fold_url(Slice url, Buffer *out);

// The first address among words that is written without a scheme, "www.example.org/a" or a DOI, and
// without the punctuation behind it. Empty for none.
Slice address_find_bare(Slice text);

// Appends the terms of a title (text/terms.h) with blanks between them: case, accents, quotation
// marks and punctuation do not count. False, and nothing, for less than two terms: one word is no
// title to go by, unless it is long.
bool address_fold_title(Slice title, Buffer *out);

// The first quotation of a note, without its marks, those inside it kept: what a source is called.
// In the marks of English, German, French, Swedish, Polish, Chinese and Japanese, double or single.
// Empty for none.
Slice address_quoted(Slice note);

#endif

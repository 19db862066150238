// SPDX-License-Identifier: MIT
// One form of a host's name, so that addresses can be compared.
#ifndef POSTIL_LIBRARY_HOSTNAME_H
#define POSTIL_LIBRARY_HOSTNAME_H

#include "base/buffer.h"

#include <stdbool.h>

// Appends the host in small letters and as the name system knows it: labels with other letters than
// ASCII's in Punycode. Left out: who logs in, "www.", the dot of the root, and the ports of HTTP.
//
//   ana@WWW.Bücher.Example.:443  ->  xn--bcher-kva.example
//
// Linear in the host but for labels with other letters, which take at most HOSTNAME_LABEL_MAX code
// points each; a longer one stays as it is written.
void hostname_fold(Slice host, Buffer *out);

enum { HOSTNAME_LABEL_MAX = 63 };

#endif

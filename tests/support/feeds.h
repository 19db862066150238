// SPDX-License-Identifier: MIT
// The briefs of stock.h for programs that know no library: as files, and as feeds of news. The same
// on every run. Each call makes its folder, writes over what is there, and fails the program when
// it cannot.
#ifndef POSTIL_TESTS_FEEDS_H
#define POSTIL_TESTS_FEEDS_H

#include <stdint.h>

enum { FEEDS_OF_FOLDER = 1000 }; // briefs in a folder of texts, articles in a feed

// FOLDER/000/000000.txt …
void feeds_write_texts(const char *folder, uint32_t briefs);

// FOLDER/000.xml … as RSS, of each brief the title and how it begins.
void feeds_write(const char *folder, uint32_t briefs);

#endif

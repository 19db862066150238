// SPDX-License-Identifier: MIT
// How well a text fits what was looked for: the function weigh() of SQL. Private to store/.
#ifndef POSTIL_STORE_WEIGHT_H
#define POSTIL_STORE_WEIGHT_H

#include <sqlite3.h>

// Makes weigh(TABLE, RARITIES) known. RARITIES is a blob of doubles, one for each phrase: how much
// it counts. The sum of BM25 (k1 1.2, b 0.75), greater is better.
int weight_register(fts5_api *functions);

#endif

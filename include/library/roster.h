// SPDX-License-Identifier: MIT
// The list of briefs, page by page, in any of its orders. What a page costs does not depend on how
// many briefs there are: data/schema/009_list_rows.sql keeps an index for each order and a row with
// all that the list shows, and a page begins at a brief, never at a number.
//
//   …  a  b  c  d  e  f  g  …      in the order of the list
//            └──────────▶          ROSTER_ON from c: c d e f, at most so many
//      ◀─────┘                     ROSTER_BACK from c: b a; c itself is not there
//               └───────▶          ROSTER_BEHIND from c: d e f; likewise
#ifndef POSTIL_LIBRARY_ROSTER_H
#define POSTIL_LIBRARY_ROSTER_H

#include "base/keys.h"
#include "library/brief.h"
#include "store/statement.h"

// Of those that are equal, by title.
typedef enum RosterOrder {
  ROSTER_BY_DATE, // newest first
  ROSTER_BY_TITLE,
  ROSTER_BY_AUTHOR,
  ROSTER_BY_SERIES,
  ROSTER_BY_READ,        // least read first
  ROSTER_BY_ANNOTATIONS, // most first
  ROSTER_BY_ADDED,       // last first
  ROSTER_ORDER_COUNT
} RosterOrder;

// As people name it: "date", "title" …; and the one that they name so, ROSTER_ORDER_COUNT for none.
const char *roster_order_name(RosterOrder order);
RosterOrder roster_find_order(Slice name);

typedef enum RosterWay { ROSTER_ON, ROSTER_BACK, ROSTER_BEHIND } RosterWay;

// Which briefs are on the list, as library/sieve.h finds them.
typedef struct RosterSieve {
  StatementTest test; // asked of each brief on the way
  const Keys *few;    // all that pass, where it is better to sort these than to go along; or NULL
} RosterSieve;

typedef struct Roster {
  RosterOrder order;
  bool reversed;            // the whole list the other way round
  const RosterSieve *sieve; // NULL: all
  StorePatience *go_on;     // NULL: always; asked while a page is read
  void *context;
} Roster;

// A brief of a page is as the list shows it: its id, hash, url, language and path are "", and
// brief_get() has them.
//
// At most so many briefs on the way from a brief that is listed, whether it passes or not: from the
// key 0 on the first ones, back from it the last. Going back, the nearest comes first. A brief that
// is not listed has nothing before or behind it. The caller releases the page. When it was broken
// off: false, and *err says nothing.
bool roster_read(Library *library, const Roster *roster, int64_t from, RosterWay way, uint32_t most,
                 BriefList *page, Error *err);

// How many are listed, and whether one is.
bool roster_count(Library *library, uint32_t *count, Error *err);
bool roster_has(Library *library, int64_t brief);

// Puts briefs, few or all, into the order of the list. 3 µs and 200 bytes for each.
bool roster_sort(Library *library, RosterOrder order, BriefList *list, Error *err);

// The same of keys: those that are listed. The caller releases them. What failed is the store's.
Keys roster_sort_keys(Library *library, RosterOrder order, const Keys *few);

// Appends at most so many titles that have a part, whatever case and accents, each ended by NUL.
void roster_add_titles(Library *library, const char *part, uint32_t most, Buffer *titles);

// ---- Private to library/

// The statement that reads the place of a brief: what the list is sorted by, title, version.
StatementId roster_place(RosterOrder order);

// The few of a sieve as a page: see roster_read(). from: 0 or a brief that is listed.
void roster_read_few(Library *library, const Roster *roster, int64_t from, RosterWay way,
                     uint32_t most, BriefList *page);

// Keeping it, in the transaction of what changes

// A brief has changed, or has come or gone. The words of the version that it showed and of the one
// that it shows now may be missing in the index of the list until roster_settle_words() has put
// them there; of a version that several briefs show they are those of the smallest key.
void roster_settle(Store *store, int64_t brief);
void roster_settle_words(Store *store, int64_t version);

// A brief has so many annotations more.
void roster_count_annotations(Store *store, int64_t brief, int more);

// Where the reader is in it has changed.
void roster_settle_reading(Store *store, int64_t brief);

// Is every row what it should be, and none missing?
bool roster_is_right(Store *store);
void roster_rebuild(Store *store);

#endif

// SPDX-License-Identifier: MIT
// The parts of an OpenDocument text, parsed, with its styles and lists. Styles stand in two of
// them: those with names in styles.xml, those that a program made for single paragraphs in
// content.xml; the latter count as what they stand on.
#ifndef POSTIL_IMPORT_ODT_PACKAGE_H
#define POSTIL_IMPORT_ODT_PACKAGE_H

#include "import/archive.h"
#include "import/markup.h"
#include "import/office.h"

enum { ODT_LEVELS = 10 };

// A level of a list: '1', 'i', 'I', 'a', 'A', or '*' for a bullet.
typedef struct OdtLevel {
  char format;
  uint32_t start;
  Slice before, after; // its number
} OdtLevel;

typedef struct OdtList {
  Slice id;
  OdtLevel levels[ODT_LEVELS];
  uint32_t counters[ODT_LEVELS]; // of the item before; 0: none yet
} OdtList;

typedef struct OdtPackage {
  Archive *archive;
  Markup content, styles, meta;
  OfficeStyles paragraphs, spans;
  OdtList *lists;
  size_t list_count, list_room;
} OdtPackage;

bool odt_package_open(Slice bytes, OdtPackage *package, Error *err);
void odt_package_close(OdtPackage *package);

// The list style of that name, or NULL.
OdtList *odt_package_list(const OdtPackage *package, Slice id);

// A whole number of at most `most`; `otherwise` where there is none.
uint32_t odt_number(Slice value, uint32_t most, uint32_t otherwise);

#endif

// SPDX-License-Identifier: MIT
// A library kept in a file, and taken back from it. Others may have the library open meanwhile:
// they go on, and see what was restored as they see any change of another program.
#ifndef POSTIL_LIBRARY_BACKUP_H
#define POSTIL_LIBRARY_BACKUP_H

#include "library/library.h"

// Writes the whole library to a file that is whole or not there at all. An existing one needs
// `replace`, else ERROR_CREATE.
bool backup_write(Library *library, const char *path, bool replace, Error *err);

// Writes it beside itself, to LIBRARY.WHY-N.bak with the first N that is free; the caller frees the
// path. NULL with *err.
char *backup_write_beside(Library *library, const char *why, Error *err);

typedef struct BackupRestored {
  uint32_t briefs, annotations, tags; // living ones that the backup has
  char *kept;                         // where what was there is now; NULL: nothing was there
  int64_t change;                     // the journal's row that says so; no step of undo
} BackupRestored;

// Puts what the file has in the place of the library, which is made if it is not there. First the
// file is examined wholly, in a copy that is brought up to date: ERROR_DATA when it is foreign,
// newer or has faults, which `say` is told. Then what was in the library is written beside it. The
// file itself is only read. ERROR_BUSY when another program changes the library meanwhile. A
// rehearsal stops behind the examination; `path` may then name nothing.
typedef void BackupSay(void *context, const char *sentence);
bool backup_restore(const char *path, const char *file, bool rehearsal, BackupSay *say,
                    void *context, BackupRestored *restored, Error *err);
void backup_release(BackupRestored *restored);

#endif

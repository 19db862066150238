// SPDX-License-Identifier: MIT
// Opening and closing a library, which one it is, drafts, and what all of library/ shares.
#include "library/inside.h"

#include "base/file.h"
#include "base/memory.h"
#include "base/utf8.h"
#include "library/brief.h"
#include "library/derived.h"
#include "store/copying.h"
#include "store/salvage.h"

#include <pwd.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

// ---- Opening

// $LOGNAME is what login(1) says, and lets tests write the same name on every machine.
static char *login_name(void) {
  Slice said = slice_of(getenv("LOGNAME"));
  if (said.len > 0 && utf8_valid(said)) return memory_string(said);
  const struct passwd *user = getpwuid(geteuid());
  bool fine = user && user->pw_name && user->pw_name[0];
  return memory_string(slice_of(fine ? user->pw_name : "reader"));
}

static Library *wrap(Store *store) {
  if (!store) return NULL;
  Library *library = memory_new(1, sizeof *library);
  library->store = store;
  return library;
}

// Where nothing stands yet the folder is made first.
static bool make_folder_of(const char *path, Error *err) {
  struct stat info;
  if (stat(path, &info) == 0) return true;
  const char *slash = strrchr(path, '/');
  char *folder =
      memory_string(slice_make(path, slash && slash > path ? (size_t)(slash - path) : 1));
  bool made = file_is_folder(folder) || file_make_folder(folder, err);
  free(folder);
  return made;
}

static bool read_anew(Store *store, Error *err) {
  if (!store_begin(store, err)) return false;
  derived_rebuild(store);
  return store_commit(store, err);
}

// What an older postil did not read off its texts is read when the library was brought up to date;
// who only reads lets another connection do it, as the bringing up to date was done.
static bool read_what_is_new(Store *store, const char *path, Error *err) {
  if (!derived_is_due(store)) return store_check(store, err);
  if (!store_read_only(store)) return read_anew(store, err);
  Error ignored;
  Store *writer = store_open(path, STORE_CHANGE, &ignored);
  if (writer && !store_read_only(writer)) read_anew(writer, &ignored);
  store_close(writer);
  return true;
}

Library *library_open(const char *path, LibraryMode mode, Error *err) {
  static const StoreMode modes[] = {[LIBRARY_READ] = STORE_READ,
                                    [LIBRARY_CHANGE] = STORE_CHANGE,
                                    [LIBRARY_CREATE] = STORE_CREATE};
  char *absolute = file_absolute(path);
  Store *store = NULL;
  if (mode != LIBRARY_CREATE || make_folder_of(absolute, err)) {
    store = store_open(absolute, modes[mode], err);
  }
  if (store && !read_what_is_new(store, absolute, err)) {
    store_close(store);
    store = NULL;
  }
  free(absolute);
  return wrap(store);
}

Library *library_open_copy(const char *path, Error *err) {
  Store *store = copying_load(path, err);
  if (store && derived_is_due(store) && !read_anew(store, err)) {
    store_close(store);
    return NULL;
  }
  return wrap(store);
}

Library *library_open_nameless(const char *path, Error *err) {
  return wrap(salvage_open(path, err));
}

void library_log_to(Log *log) {
  store_log_to(log);
}

Library *library_open_memory(Error *err) {
  return wrap(store_open_memory(err));
}

Library *library_open_rehearsal(const char *path, Error *err) {
  return access(path, F_OK) == 0 ? library_open_copy(path, err) : library_open_memory(err);
}

void library_close(Library *library) {
  if (!library) return;
  version_free(library->version);
  store_close(library->store);
  free(library->reader);
  free(library);
}

void library_set_ending(Library *library, bool (*ending)(const void *context),
                        const void *context) {
  store_set_ending(library->store, ending, context);
}

void library_set_watch(Library *library, const ProcessWatch *watch) {
  library->watch = watch;
}

bool library_read_only(const Library *library) {
  return store_read_only(library->store);
}

const char *library_path(const Library *library) {
  return store_path(library->store);
}

const char *library_reader(Library *library) {
  if (!library->reader) library->reader = login_name();
  return library->reader;
}

bool library_begin_reading(Library *library, Error *err) {
  return store_begin_reading(library->store, err);
}

void library_end_reading(Library *library) {
  store_end_reading(library->store);
}

int64_t library_stamp(Library *library) {
  if (store_touched(library->store))
    library->stamp =
        statement_take_int(statement_start(library->store, STATEMENT_JOURNAL_NEWEST), 0);
  return library->stamp;
}

// ---- Which library

// The project's library: .postil.db here or in a folder above, if the user owns it.
static char *find_upward(void) {
  char *folder = getcwd(NULL, 0);
  while (folder && folder[0] == '/') {
    char *path = file_join(folder, ".postil.db");
    struct stat info;
    if (stat(path, &info) == 0 && S_ISREG(info.st_mode) && info.st_uid == geteuid()) {
      free(folder);
      return path;
    }
    free(path);
    char *slash = strrchr(folder, '/');
    if (!folder[1]) break;
    slash[slash == folder ? 1 : 0] = '\0';
  }
  free(folder);
  return NULL;
}

static char *home_library(void) {
  const char *data = getenv("XDG_DATA_HOME");
  if (data && data[0] == '/') return file_join(data, "postil/library.db");
  const char *home = getenv("HOME");
  const struct passwd *user = home && home[0] == '/' ? NULL : getpwuid(getuid());
  if (user) home = user->pw_dir;
  return file_join(home && home[0] == '/' ? home : "/", ".local/share/postil/library.db");
}

char *library_locate(const char *named, bool *chosen) {
  const char *environment = getenv("POSTIL_LIBRARY");
  if (!named && environment && environment[0]) named = environment;
  if (chosen) *chosen = named != NULL;
  if (named) return memory_string(slice_of(named));
  char *path = find_upward();
  return path ? path : home_library();
}

// ---- Drafts and settings

// Texts by name: an empty one is removed.
static bool keep(Library *library, StatementId set, StatementId remove, const char *name,
                 Slice text, Error *err) {
  Store *store = library->store;
  if (!store_begin(store, err)) return false;
  Statement *statement = statement_start(store, text.len ? set : remove);
  statement_bind_text(statement, slice_of(name));
  if (text.len) statement_bind_text(statement, text);
  statement_run(statement);
  return store_commit(store, err);
}

static char *kept(Library *library, StatementId id, const char *name) {
  Statement *statement = statement_start(library->store, id);
  statement_bind_text(statement, slice_of(name));
  char *text = statement_next(statement) ? statement_string(statement, 0) : NULL;
  statement_end(statement);
  return text;
}

bool library_set_draft(Library *library, const char *slot, Slice text, Error *err) {
  if (store_read_only(library->store)) return true;
  return keep(library, STATEMENT_DRAFT_SET, STATEMENT_DRAFT_REMOVE, slot, text, err);
}

char *library_draft(Library *library, const char *slot) {
  return kept(library, STATEMENT_DRAFT, slot);
}

char *library_next_draft(Library *library, const char *slot) {
  return kept(library, STATEMENT_DRAFT_NEXT, slot);
}

bool library_set_setting(Library *library, const char *name, Slice value, Error *err) {
  return keep(library, STATEMENT_SETTING_SET, STATEMENT_SETTING_REMOVE, name, value, err);
}

char *library_setting(Library *library, const char *name) {
  return kept(library, STATEMENT_SETTING, name);
}

// ---- Shared

void brief_lend_version(Library *library, int64_t version, const Version *whole) {
  library->lent = whole;
  library->lent_key = version;
}

void brief_take_back_version(Library *library, const Version *whole) {
  if (library->lent == whole) library->lent = NULL;
}

int64_t library_brief_of(Library *library, int64_t version) {
  return statement_take_of(library->store, STATEMENT_FIND_BRIEF, version);
}

const Version *library_borrow_version(Library *library, int64_t version, Error *err) {
  if (library->lent && library->lent_key == version) return library->lent;
  if (library->version && library->version_key == version) return library->version;
  Version *loaded = brief_version(library, version, err);
  if (!loaded) return NULL;
  version_free(library->version);
  library->version = loaded;
  library->version_key = version;
  return loaded;
}

void library_forget_version(Library *library) {
  version_free(library->version);
  library->version = NULL;
  library->version_key = 0;
}

char *library_repair(const char *typed) {
  Slice rest = slice_of(typed);
  if (utf8_valid(rest)) return memory_string(rest);
  Buffer out = {0};
  while (rest.len) {
    uint32_t code_point, len = utf8_decode(rest, &code_point, NULL);
    buffer_add_code_point(&out, code_point);
    rest = slice_cut(rest, len, rest.len);
  }
  return buffer_take(&out);
}

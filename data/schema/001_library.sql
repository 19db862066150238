-- The library of postil, schema 1.
--
-- Every library, new or old, comes from these files in order; on opening, the tables of the file are
-- compared with the result by their text. So comments stand between the statements, never inside, and
-- a released file is never edited: a change is a new file.
--
--   thing ─┬─ brief ──── version ─── version_text        what there is, by key (an INTEGER of this
--          ├─ annotation ── anchor                       file only) and id (a UUID, for ever)
--          └─ tag
--   journal ── operation                                 what was done: append-only
--   head, addition                                       where the fold of the operations stands
--   undo_step, undo_origin                               where undo and redo stand
--   reading, draft, setting                              what is no change
--
-- brief, annotation, annotation_tag, tag, thing, head and addition are the fold of `operation`
-- (`postil doctor` folds it anew and compares). Positions are code points, half-open: a quotation is
-- substr(text, start + 1, end - start). Instants are microseconds since 1970 in UTC. Stamps are
-- MILLISECONDS-COUNTER-REPLICA and compare as strings.

-- Things that operations name. edit and gone are the greatest stamps of what makes it live and of
-- what removed it; alive: edit is greater, and there is a row for it in brief, annotation or tag.
CREATE TABLE thing (
  key INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('brief', 'annotation', 'tag')),
  id TEXT NOT NULL CHECK (length(id) = 36),
  edit TEXT NOT NULL DEFAULT '',
  gone TEXT NOT NULL DEFAULT '',
  alive INTEGER NOT NULL DEFAULT 0 CHECK (alive IN (0, 1)),
  UNIQUE (kind, id)
) STRICT;

-- A brief: what the reader said of it (NULL: nothing), and its newest version. What its file says of
-- itself stands with the version.
CREATE TABLE brief (
  key INTEGER PRIMARY KEY REFERENCES thing (key) ON DELETE CASCADE,
  version INTEGER REFERENCES version (key) ON DELETE SET NULL,
  added INTEGER NOT NULL DEFAULT 0,
  title TEXT,
  series TEXT,
  author TEXT,
  date TEXT,
  url TEXT,
  merged TEXT
) STRICT;

-- A version: one immutable text. title_source: who says the title.
CREATE TABLE version (
  key INTEGER PRIMARY KEY,
  brief INTEGER NOT NULL REFERENCES thing (key) ON DELETE CASCADE,
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64),
  bytes_hash TEXT NOT NULL CHECK (length(bytes_hash) = 64),
  length INTEGER NOT NULL CHECK (length > 0),
  path TEXT NOT NULL,
  added INTEGER NOT NULL,
  title TEXT NOT NULL CHECK (title <> ''),
  title_source TEXT NOT NULL CHECK (title_source IN ('file', 'name', 'sentence')),
  series TEXT NOT NULL,
  author TEXT NOT NULL,
  author_guessed INTEGER NOT NULL CHECK (author_guessed IN (0, 1)),
  date TEXT NOT NULL,
  url TEXT NOT NULL,
  language TEXT NOT NULL
) STRICT;
CREATE INDEX version_brief ON version (brief);
CREATE INDEX version_path ON version (path);

-- The text as it is, apart from what lists need; its structure, with the number of the rules that
-- made it.
CREATE TABLE version_text (
  version INTEGER PRIMARY KEY REFERENCES version (key) ON DELETE CASCADE,
  text TEXT NOT NULL,
  rules INTEGER NOT NULL,
  structure TEXT NOT NULL
) STRICT;

-- An annotation. anchor is the newest row of its place; NULL: on the whole brief.
CREATE TABLE annotation (
  key INTEGER PRIMARY KEY REFERENCES thing (key) ON DELETE CASCADE,
  brief INTEGER REFERENCES thing (key) ON DELETE SET NULL,
  anchor INTEGER REFERENCES anchor (key) ON DELETE SET NULL,
  colour TEXT,
  comment TEXT NOT NULL DEFAULT '',
  created INTEGER NOT NULL DEFAULT 0,
  updated INTEGER NOT NULL DEFAULT 0,
  "by" TEXT NOT NULL DEFAULT '',
  "foreign" TEXT
) STRICT;
CREATE INDEX annotation_brief ON annotation (brief);

-- Where annotations stood: rows are added and never changed. source_version: the version that it was
-- carried over from. exact, prefix, suffix: the wording there; of an orphan, whose span is empty and
-- lies where it used to be, exact is what it quoted before, or NULL.
CREATE TABLE anchor (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  annotation INTEGER NOT NULL REFERENCES thing (key) ON DELETE CASCADE,
  version INTEGER NOT NULL REFERENCES version (key) ON DELETE RESTRICT,
  source_version INTEGER REFERENCES version (key) ON DELETE RESTRICT,
  start INTEGER NOT NULL CHECK (start >= 0),
  "end" INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('same', 'changed', 'moved', 'orphan')),
  score REAL NOT NULL CHECK (score BETWEEN 0 AND 1),
  review INTEGER NOT NULL CHECK (review IN (0, 1)),
  method TEXT NOT NULL CHECK (method IN ('hash', 'align', 'selector', 'user')),
  time INTEGER NOT NULL,
  exact TEXT,
  prefix TEXT,
  suffix TEXT,
  CHECK ("end" > start OR state = 'orphan')
) STRICT;
CREATE INDEX anchor_place ON anchor (version, start, "end", annotation);
CREATE INDEX anchor_annotation ON anchor (annotation, version, key);

-- A tag: a path of parts joined by '/'.
CREATE TABLE tag (
  key INTEGER PRIMARY KEY REFERENCES thing (key) ON DELETE CASCADE,
  path TEXT NOT NULL DEFAULT '',
  colour TEXT,
  memo TEXT NOT NULL DEFAULT '',
  merged TEXT
) STRICT;
CREATE INDEX tag_path ON tag (path);

-- The tags of annotations, living and dead.
CREATE TABLE annotation_tag (
  annotation INTEGER NOT NULL REFERENCES thing (key) ON DELETE CASCADE,
  tag INTEGER NOT NULL REFERENCES thing (key) ON DELETE CASCADE,
  PRIMARY KEY (annotation, tag)
) STRICT, WITHOUT ROWID;
CREATE INDEX annotation_tag_tag ON annotation_tag (tag, annotation);

-- The changes, in order; undoes: the one that it reverts. ch is the stamp of the first operation.
CREATE TABLE journal (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  ch TEXT,
  at INTEGER NOT NULL,
  what TEXT NOT NULL,
  undoes INTEGER REFERENCES journal (id) ON DELETE RESTRICT
) STRICT;

-- The operations, each as its line of JSON. journal is NULL for what came from another replica.
CREATE TABLE operation (
  stamp TEXT NOT NULL CHECK (length(stamp) = 28),
  line_hash BLOB NOT NULL CHECK (length(line_hash) = 32),
  journal INTEGER REFERENCES journal (id) ON DELETE RESTRICT,
  kind TEXT NOT NULL,
  thing TEXT NOT NULL,
  line TEXT NOT NULL,
  PRIMARY KEY (stamp, line_hash)
) STRICT;
CREATE INDEX operation_thing ON operation (thing, stamp);
CREATE INDEX operation_journal ON operation (journal, stamp);
CREATE INDEX operation_elsewhere ON operation (thing, stamp) WHERE journal IS NULL;

-- Settings of registers that no other setting has replaced; more than one: a conflict.
CREATE TABLE head (
  thing INTEGER NOT NULL REFERENCES thing (key) ON DELETE CASCADE,
  register TEXT NOT NULL,
  stamp TEXT NOT NULL,
  PRIMARY KEY (thing, register, stamp)
) STRICT, WITHOUT ROWID;

-- Additions to sets that nobody has taken out: an element is in as long as it has one.
CREATE TABLE addition (
  thing INTEGER NOT NULL REFERENCES thing (key) ON DELETE CASCADE,
  element TEXT NOT NULL,
  stamp TEXT NOT NULL,
  PRIMARY KEY (thing, element, stamp)
) STRICT, WITHOUT ROWID;
CREATE INDEX addition_element ON addition (element, stamp);

-- For each change that is no undo: the newest row of its chain of undo, redo, undo …, and whether it
-- is undone now.
CREATE TABLE undo_step (
  root INTEGER PRIMARY KEY REFERENCES journal (id) ON DELETE CASCADE,
  tip INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE,
  undone INTEGER NOT NULL CHECK (undone IN (0, 1))
) STRICT;
CREATE INDEX undo_step_undo ON undo_step (undone, root);
CREATE INDEX undo_step_redo ON undo_step (undone, tip);

-- For what an undo set or added: the stamp of the operation whose effect it brought back, '' for the
-- state before there was any. name is a register or an element.
CREATE TABLE undo_origin (
  stamp TEXT NOT NULL,
  name TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (stamp, name)
) STRICT, WITHOUT ROWID;

-- Where the reader is in a brief, and whether it has been read.
CREATE TABLE reading (
  brief INTEGER PRIMARY KEY REFERENCES thing (key) ON DELETE CASCADE,
  place INTEGER NOT NULL DEFAULT 0 CHECK (place >= 0),
  read INTEGER NOT NULL DEFAULT 0 CHECK (read IN (0, 1))
) STRICT;

-- Texts being written, so that they outlive a crash.
CREATE TABLE draft (
  slot TEXT PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- replica: this library's name among others; random: how many test ids were made;
-- marks/ID: the marks of a brief, a=12 b=400, places in code points; panes/ID: which panes it was
-- left with; list-width, text-width, notes-width: columns.
CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

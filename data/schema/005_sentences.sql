-- Schema 5: sentences, to find those that stand in several briefs.
--
-- A row for each sentence of a version that is long enough to be told from chance: a hash of its
-- words, folded; where it begins. A fact of an immutable text, like the tables of schema 4; versions
-- are never removed, so nothing watches over the key.
CREATE TABLE sentence (
  hash INTEGER NOT NULL,
  version INTEGER NOT NULL,
  start INTEGER NOT NULL,
  PRIMARY KEY (hash, version, start)
) STRICT, WITHOUT ROWID;

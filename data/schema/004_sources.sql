-- Schema 4: what the footnotes cite.
--
-- source has a row for each footnote of a version that cites something; root: the note that it means
-- (itself, or what an Ibid. resolves to, whose row has the rest). label: as the text has it. url and
-- title (of the quoted title) are folded for comparing, '' for none; words are the note's own, cut.
-- Notes count from 0. version_name has what a version calls itself, folded likewise. Both are facts of
-- an immutable text: written when the version is, and never changed.
CREATE TABLE source (
  version INTEGER NOT NULL REFERENCES version (key) ON DELETE CASCADE,
  note INTEGER NOT NULL,
  root INTEGER NOT NULL,
  label TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (version, note)
) STRICT, WITHOUT ROWID;
CREATE TABLE version_name (
  version INTEGER PRIMARY KEY REFERENCES version (key) ON DELETE CASCADE,
  url TEXT NOT NULL,
  title TEXT NOT NULL
) STRICT;
CREATE INDEX version_name_url ON version_name (url) WHERE url <> '';
CREATE INDEX version_name_title ON version_name (title) WHERE title <> '';
CREATE INDEX brief_typed ON brief (key) WHERE title IS NOT NULL OR url IS NOT NULL;

-- What is there already is read when the library is opened for writing next.
INSERT INTO setting (name, value) SELECT 'unread', '1' WHERE EXISTS (SELECT 1 FROM version);

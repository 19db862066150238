-- Schema 2.
--
-- In version_text the text comes last: what stands behind a long column can be reached only
-- through it, and the first frame of a brief wants the beginning of its structure.
CREATE TABLE version_text_anew (
  version INTEGER PRIMARY KEY REFERENCES version (key) ON DELETE CASCADE,
  rules INTEGER NOT NULL,
  structure TEXT NOT NULL,
  text TEXT NOT NULL
) STRICT;
INSERT INTO version_text_anew (version, rules, structure, text)
SELECT version, rules, structure, text FROM version_text;
DROP TABLE version_text;
ALTER TABLE version_text_anew RENAME TO version_text;

-- Another edition of a brief is looked for by what the text says of itself.
CREATE INDEX version_url ON version (url) WHERE url <> '';
CREATE INDEX version_title ON version (title) WHERE title_source = 'file';
CREATE INDEX brief_url ON brief (url) WHERE url <> '';

-- Schema 5.
--
-- Other names under which tags are found and typed, of living and removed tags. A name is shown as
-- long as no tag is called so itself.
CREATE TABLE tag_alias (
  tag INTEGER NOT NULL REFERENCES thing (key) ON DELETE CASCADE,
  name TEXT NOT NULL CHECK (name <> ''),
  PRIMARY KEY (tag, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX tag_alias_name ON tag_alias (name);

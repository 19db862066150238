-- Schema 8: the list of briefs by its words.
--
-- listed gets the version that a brief shows and what its row says in words; listed_words is the
-- index of these (rowid: the version, as in brief_words). What is taken out of it has to be named
-- word for word: what went in stands in listed. library/roster.c keeps it.
ALTER TABLE listed ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE listed ADD COLUMN title TEXT NOT NULL DEFAULT '';
ALTER TABLE listed ADD COLUMN series TEXT NOT NULL DEFAULT '';
ALTER TABLE listed ADD COLUMN author TEXT NOT NULL DEFAULT '';
UPDATE listed SET version = v.key, title = coalesce(b.title, v.title),
  series = coalesce(b.series, v.series), author = coalesce(b.author, v.author)
FROM brief b JOIN version v ON v.key = b.version WHERE b.key = listed.brief;
CREATE VIRTUAL TABLE listed_words USING fts5 (
  title, series, author, content = '', tokenize = 'postil'
);
CREATE VIRTUAL TABLE listed_word USING fts5vocab (listed_words, instance);
INSERT INTO listed_words (rowid, title, series, author)
SELECT version, title, series, author FROM listed ORDER BY version;

-- A walk along an order asks of each version whether it is wanted, and looks at no other table.
DROP INDEX listed_by_date;
DROP INDEX listed_by_title;
DROP INDEX listed_by_author;
DROP INDEX listed_by_series;
DROP INDEX listed_by_read;
DROP INDEX listed_by_annotations;
DROP INDEX listed_by_added;
CREATE INDEX listed_by_date ON listed (by_date, by_title, brief, version);
CREATE INDEX listed_by_title ON listed (by_title, brief, version);
CREATE INDEX listed_by_author ON listed (by_author, by_title, brief, version);
CREATE INDEX listed_by_series ON listed (by_series, by_title, brief, version);
CREATE INDEX listed_by_read ON listed (by_read, by_title, brief, version);
CREATE INDEX listed_by_annotations ON listed (by_annotations, by_title, brief, version);
CREATE INDEX listed_by_added ON listed (by_added, by_title, brief, version);
CREATE UNIQUE INDEX listed_version ON listed (version);

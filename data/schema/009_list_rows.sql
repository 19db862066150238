-- Schema 9: all that a row of the list shows.
--
-- listed gets what was read of brief, version and reading for each row, so a page is a range of one
-- index and a row of listed for each brief of it. key says the date, then the brief: in the order
-- that the list usually has, the rows of a page lie side by side, too. place is not behind the end
-- of the text; what by_read, by_annotations and by_added say stands there alone. title_source is
-- 'reader' where the reader gave the title, else the version's.
DROP TABLE listed;
CREATE TABLE listed (
  key INTEGER PRIMARY KEY,
  brief INTEGER NOT NULL UNIQUE REFERENCES thing (key) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  title TEXT NOT NULL,
  title_source TEXT NOT NULL,
  series TEXT NOT NULL,
  author TEXT NOT NULL,
  author_guessed INTEGER NOT NULL,
  date TEXT NOT NULL,
  length INTEGER NOT NULL,
  place INTEGER NOT NULL,
  by_date INTEGER NOT NULL,
  by_title TEXT NOT NULL,
  by_author TEXT NOT NULL,
  by_series TEXT NOT NULL,
  by_read INTEGER NOT NULL,
  by_added INTEGER NOT NULL,
  by_annotations INTEGER NOT NULL
) STRICT;
INSERT INTO listed (key, brief, version, title, title_source, series, author, author_guessed, date,
  length, place, by_date, by_title, by_author, by_series, by_read, by_added, by_annotations)
SELECT (-CAST(replace(substr(coalesce(b.date, v.date) || '-00-00', 1, 10), '-', '') AS INTEGER)
    & 134217727) << 36 | b.key, b.key, v.key, coalesce(b.title, v.title),
  iif(b.title IS NULL, v.title_source, 'reader'), coalesce(b.series, v.series),
  coalesce(b.author, v.author), iif(b.author IS NULL, v.author_guessed, 0),
  coalesce(b.date, v.date), v.length, min(coalesce(r.place, 0), v.length),
  -CAST(replace(substr(coalesce(b.date, v.date) || '-00-00', 1, 10), '-', '') AS INTEGER),
  lower(substr(coalesce(b.title, v.title), 1, 80)),
  iif(coalesce(b.author, v.author) = '', char(1114111),
    lower(substr(coalesce(b.author, v.author), 1, 80))),
  iif(coalesce(b.series, v.series) = '', char(1114111),
    lower(substr(coalesce(b.series, v.series), 1, 80))),
  iif(coalesce(r.read, 0), 101, min(coalesce(r.place, 0), v.length) * 100 / v.length), -b.added,
  -(SELECT count(*) FROM annotation a JOIN thing at ON at.key = a.key
    WHERE a.brief = b.key AND at.alive)
FROM brief b JOIN thing t ON t.key = b.key JOIN version v ON v.key = b.version
LEFT JOIN reading r ON r.brief = b.key WHERE t.alive ORDER BY 1;
CREATE INDEX listed_by_date ON listed (by_date, by_title, brief, version);
CREATE INDEX listed_by_title ON listed (by_title, brief, version);
CREATE INDEX listed_by_author ON listed (by_author, by_title, brief, version);
CREATE INDEX listed_by_series ON listed (by_series, by_title, brief, version);
CREATE INDEX listed_by_read ON listed (by_read, by_title, brief, version);
CREATE INDEX listed_by_annotations ON listed (by_annotations, by_title, brief, version);
CREATE INDEX listed_by_added ON listed (by_added, by_title, brief, version);
CREATE INDEX listed_version ON listed (version, brief);

-- The dates of a query are texts: which versions have them is a range of this.
CREATE INDEX listed_date ON listed (date, version, brief);

-- How many rows there are, in its one row: to count them is to read an index.
CREATE TABLE listed_count (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  briefs INTEGER NOT NULL
) STRICT;
INSERT INTO listed_count (one, briefs) SELECT 1, count(*) FROM listed;

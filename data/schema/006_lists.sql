-- Schema 6: the list of briefs, in each of its orders.
--
-- listed has a row for each living brief that has a version. A column that begins with by_ is what
-- the list is sorted by, so that smaller comes first: dates, numbers of annotations and instants are
-- negative, because the greatest comes first; what is not known comes last. Letters are small, and
-- the beginning of a long word is enough. Who is equal in it follows by title, then by key; hence
-- each index has all that an order needs, and a page of the list is a walk along it.
-- library/roster.c keeps it in the transaction that changes what it is made of.
CREATE TABLE listed (
  brief INTEGER PRIMARY KEY REFERENCES thing (key) ON DELETE CASCADE,
  by_date INTEGER NOT NULL,
  by_title TEXT NOT NULL,
  by_author TEXT NOT NULL,
  by_series TEXT NOT NULL,
  by_read INTEGER NOT NULL,
  by_annotations INTEGER NOT NULL,
  by_added INTEGER NOT NULL
) STRICT;
INSERT INTO listed (brief, by_date, by_title, by_author, by_series, by_read, by_annotations, by_added)
SELECT b.key,
  -CAST(replace(substr(coalesce(b.date, v.date) || '-00-00', 1, 10), '-', '') AS INTEGER),
  lower(substr(coalesce(b.title, v.title), 1, 80)),
  iif(coalesce(b.author, v.author) = '', char(1114111),
    lower(substr(coalesce(b.author, v.author), 1, 80))),
  iif(coalesce(b.series, v.series) = '', char(1114111),
    lower(substr(coalesce(b.series, v.series), 1, 80))),
  iif(coalesce(r.read, 0), 101, min(coalesce(r.place, 0), v.length) * 100 / v.length),
  -(SELECT count(*) FROM annotation a JOIN thing at ON at.key = a.key
    WHERE a.brief = b.key AND at.alive),
  -b.added
FROM brief b JOIN thing t ON t.key = b.key JOIN version v ON v.key = b.version
LEFT JOIN reading r ON r.brief = b.key WHERE t.alive ORDER BY b.key;
CREATE INDEX listed_by_date ON listed (by_date, by_title, brief);
CREATE INDEX listed_by_title ON listed (by_title, brief);
CREATE INDEX listed_by_author ON listed (by_author, by_title, brief);
CREATE INDEX listed_by_series ON listed (by_series, by_title, brief);
CREATE INDEX listed_by_read ON listed (by_read, by_title, brief);
CREATE INDEX listed_by_annotations ON listed (by_annotations, by_title, brief);
CREATE INDEX listed_by_added ON listed (by_added, by_title, brief);

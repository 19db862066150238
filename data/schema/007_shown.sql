-- Schema 7: the annotations of a screen.
--
-- shown has a row for each version that a living annotation has stood in, with what drawing a text needs of
-- it: the newest place there, of the version that it stands in now the place that it has now. Its key is the
-- order of the text, so what a screen shows lies side by side. An annotation that touches a stretch begins
-- not further before it than the longest one of the version is long; that may have gone since.
-- library/shown.c keeps both in the transaction that changes what they are made of.
CREATE TABLE shown (
  version INTEGER NOT NULL REFERENCES version (key) ON DELETE CASCADE,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  annotation INTEGER NOT NULL,
  colour TEXT,
  commented INTEGER NOT NULL,
  orphan INTEGER NOT NULL,
  PRIMARY KEY (version, start, "end", annotation)
) STRICT, WITHOUT ROWID;
ALTER TABLE version ADD COLUMN longest INTEGER NOT NULL DEFAULT 0;

INSERT INTO shown (version, start, "end", annotation, colour, commented, orphan)
SELECT p.version, p.start, p."end", a.key, a.colour, a.comment <> '', p.state = 'orphan'
FROM annotation a JOIN thing t ON t.key = a.key JOIN anchor c ON c.key = a.anchor
JOIN anchor p ON p.annotation = a.key WHERE t.alive AND p.key = iif(p.version = c.version, c.key, (
  SELECT max(w.key) FROM anchor w WHERE w.annotation = a.key AND w.version = p.version
)) ORDER BY 1, 2, 3, 4;
UPDATE version SET longest =
  coalesce((SELECT max(s."end" - s.start) FROM shown s WHERE s.version = version.key), 0);

-- What is said of whole briefs stands nowhere in a text.
CREATE INDEX annotation_whole ON annotation (brief) WHERE anchor IS NULL;

-- Schema 10: annotations in groups.
--
-- The annotations of a colour in the order in which they came, those of whole briefs, and the briefs that
-- have any in the order of the list: library/lane.c reads lists of annotations along these.
CREATE INDEX annotation_colour ON annotation (
  CASE WHEN colour IN ('green', 'blue', 'pink', 'orange', 'purple', 'red', 'grey') THEN colour
  ELSE 'yellow' END
) WHERE anchor IS NOT NULL;
CREATE INDEX listed_annotated ON listed (by_date, by_title, brief) WHERE by_annotations < 0;

-- tally has, for each tag that others may have been merged into, how many living annotations of briefs
-- on the list have it or one of these; a tag without a row is on none. untagged has the living
-- annotations that show no tag. library/tally.c keeps both in the transaction that changes what they
-- are made of.
CREATE TABLE tally (
  tag INTEGER PRIMARY KEY REFERENCES thing (key) ON DELETE CASCADE,
  annotations INTEGER NOT NULL
) STRICT;
CREATE TABLE untagged (
  annotation INTEGER PRIMARY KEY REFERENCES thing (key) ON DELETE CASCADE
) STRICT;

-- Where each tag leads: most to themselves; what was merged along its chain, in a circle to the smallest id.
CREATE TEMP TABLE tally_leads AS
SELECT m.key AS tag, CASE WHEN m.merged IS NULL THEN m.key ELSE (
  WITH RECURSIVE chain (key, id, merged, step) AS (
    SELECT m.key, '', m.merged, 0
    UNION ALL SELECT n.key, nt.id, n.merged, chain.step + 1 FROM chain
    JOIN thing nt ON nt.kind = 'tag' AND nt.id = chain.merged JOIN tag n ON n.key = nt.key
    WHERE chain.step < 256
  ) SELECT key FROM chain WHERE merged IS NULL OR step > 128 ORDER BY merged IS NOT NULL, id LIMIT 1
) END AS shown FROM tag m;
CREATE UNIQUE INDEX temp.tally_leads_tag ON tally_leads (tag);
CREATE INDEX temp.tally_leads_shown ON tally_leads (shown);

-- Along the annotations; two that lead to one tag are told by counting these once more.
INSERT INTO tally (tag, annotations)
SELECT l.tag, count(*) FROM annotation a CROSS JOIN thing t ON t.key = a.key AND t.alive
CROSS JOIN listed o ON o.brief = a.brief CROSS JOIN annotation_tag l ON l.annotation = a.key
WHERE EXISTS (SELECT 1 FROM tag m WHERE m.key = l.tag) GROUP BY l.tag;
DELETE FROM tally WHERE tag IN (
  SELECT tag FROM tally_leads WHERE shown IS NOT tag UNION SELECT shown FROM tally_leads WHERE shown <> tag
);
INSERT INTO tally (tag, annotations)
SELECT e.shown, count(DISTINCT a.key)
FROM (SELECT DISTINCT shown FROM tally_leads WHERE shown <> tag) e
CROSS JOIN tally_leads d ON d.shown = e.shown CROSS JOIN annotation_tag l ON l.tag = d.tag
CROSS JOIN annotation a ON a.key = l.annotation CROSS JOIN thing t ON t.key = a.key AND t.alive
CROSS JOIN listed o ON o.brief = a.brief GROUP BY e.shown;
INSERT INTO untagged (annotation)
SELECT a.key FROM annotation a CROSS JOIN thing t ON t.key = a.key AND t.alive
WHERE NOT EXISTS (
  SELECT 1 FROM annotation_tag l CROSS JOIN tally_leads d ON d.tag = l.tag
  CROSS JOIN thing gt ON gt.key = d.shown AND gt.alive WHERE l.annotation = a.key
) ORDER BY a.key;
DROP TABLE tally_leads;

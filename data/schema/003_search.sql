-- Schema 3: finding words.
--
-- brief_words has the newest version of each living brief (rowid: the version's key), annotation_words
-- each living annotation that quotes or says something (rowid: its key; of living and removed
-- briefs). No triggers: library/index.c keeps both in the transaction that changes what they are of.
-- What is taken out has to be named word for word, so the texts that they hold must not change
-- meanwhile: those of versions and anchors never do. The words are those of postil's own
-- tokenizer (text/terms.h).
CREATE VIRTUAL TABLE brief_words USING fts5 (
  text, content = 'version_text', content_rowid = 'version', tokenize = 'postil'
);
CREATE VIRTUAL TABLE annotation_words USING fts5 (quote, comment, content = '', tokenize = 'postil');

-- The same, word by word, for comparing them with what they are of.
CREATE VIRTUAL TABLE brief_word USING fts5vocab (brief_words, instance);
CREATE VIRTUAL TABLE annotation_word USING fts5vocab (annotation_words, instance);

-- Words wait in memory up to this size before they are sorted into the index.
INSERT INTO brief_words (brief_words, rank) VALUES ('hashsize', 16777216);

INSERT INTO brief_words (rowid, text)
SELECT x.version, x.text FROM brief b JOIN thing t ON t.key = b.key
JOIN version_text x ON x.version = b.version WHERE t.alive ORDER BY x.version;
INSERT INTO annotation_words (rowid, quote, comment)
SELECT a.key, coalesce(p.exact, (
  SELECT substr(x.text, p.start + 1, p."end" - p.start) FROM version_text x
  WHERE x.version = p.version
), ''), a.comment
FROM annotation a JOIN thing t ON t.key = a.key LEFT JOIN anchor p ON p.key = a.anchor
WHERE t.alive ORDER BY a.key;

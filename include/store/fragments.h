// SPDX-License-Identifier: MIT
// What several SQL texts have in common: for store/statements.def, store/selections.def and
// store/conditions.def only.
#ifndef POSTIL_STORE_FRAGMENTS_H
#define POSTIL_STORE_FRAGMENTS_H

// A brief as lists show it: the reader's word, else the file's. Needs BRIEF_FROM.
#define BRIEF_TITLE          "coalesce(b.title, v.title)"
#define BRIEF_TITLE_SOURCE   "iif(b.title IS NULL, v.title_source, 'reader')"
#define BRIEF_SERIES         "coalesce(b.series, v.series)"
#define BRIEF_AUTHOR         "coalesce(b.author, v.author)"
#define BRIEF_AUTHOR_GUESSED "iif(b.author IS NULL, v.author_guessed, 0)"
#define BRIEF_DATE           "coalesce(b.date, v.date)"
#define BRIEF_ANNOTATIONS                                                                          \
  "(SELECT count(*) FROM annotation a JOIN thing at ON at.key = a.key WHERE a.brief = b.key AND "  \
  "at.alive)"
// The same number as the list keeps it (data/schema/009_list_rows.sql), without counting.
#define BRIEF_ANNOTATIONS_KEPT                                                                     \
  "coalesce((SELECT -o.by_annotations FROM listed o WHERE o.brief = b.key), 0)"
#define BRIEF_COLUMNS                                                                              \
  "SELECT b.key, t.id, v.key, v.hash, " BRIEF_TITLE ", " BRIEF_TITLE_SOURCE ", " BRIEF_SERIES      \
  ", " BRIEF_DATE ", coalesce(b.url, v.url), v.language, " BRIEF_AUTHOR ", " BRIEF_AUTHOR_GUESSED  \
  ", v.path, b.added, " BRIEF_ANNOTATIONS_KEPT                                                     \
  ", v.length, coalesce(r.place, 0), coalesce(r.read, 0) "
#define BRIEF_FROM                                                                                 \
  "FROM brief b JOIN thing t ON t.key = b.key JOIN version v ON v.key = b.version "                \
  "LEFT JOIN reading r ON r.brief = b.key WHERE t.alive "
#define BRIEF_ORDER BRIEF_DATE ", " BRIEF_TITLE ", v.hash"
// A row of the list (data/schema/009_list_rows.sql), and what it is made of: its key of the date
// and the brief. The number of its annotations is counted when it is made, and kept by itself.
#define LISTED_COLUMNS                                                                             \
  "SELECT o.brief, o.version, o.title, o.title_source, o.series, o.author, o.author_guessed, "     \
  "o.date, o.length, o.place, o.by_read = 101, -o.by_annotations, -o.by_added FROM listed o "
#define LISTED_FIELDS                                                                              \
  "key, brief, version, title, title_source, series, author, author_guessed, date, length, "       \
  "place, by_date, by_title, by_author, by_series, by_read, by_added"
#define LISTED_DATE        "-CAST(replace(substr(" BRIEF_DATE " || '-00-00', 1, 10), '-', '') AS INTEGER)"
#define LISTED_KEY         "(" LISTED_DATE " & 134217727) << 36 | b.key"
// What is asked of rows may ask of their briefs and versions, too. LEFT JOIN: SQLite leaves out the tables that
// the condition does not name.
#define LISTED_WHERE                                                                               \
  "FROM listed o LEFT JOIN brief b ON b.key = o.brief "                                            \
  "LEFT JOIN version v ON v.key = o.version WHERE "
#define LISTED_KEYS_WHERE "SELECT o.brief, o.version " LISTED_WHERE
// The briefs e whose version another one with a smaller key shows, too: a merge makes such pairs. In
// most libraries there are none, which two numbers tell. The index of the list's words has of a version
// the row of the first brief.
#define LISTED_TWIN_FROM                                                                             \
  "FROM (SELECT d.version AS version, min(d.brief) AS first FROM listed_count c CROSS JOIN listed d " \
  "WHERE c.briefs > (SELECT count(*) FROM listed_words_docsize) GROUP BY d.version "               \
  "HAVING count(*) > 1) s CROSS JOIN listed e ON e.version = s.version AND e.brief > s.first "
#define LISTED_WORDS(text) "lower(substr(" text ", 1, 80))"
#define LISTED_KNOWN(text) "iif(" text " = '', char(1114111), " LISTED_WORDS(text) ")"
#define LISTED_PLACE       "min(coalesce(r.place, 0), v.length)"
#define LISTED_READ        "iif(coalesce(r.read, 0), 101, " LISTED_PLACE " * 100 / v.length)"
#define LISTED_VALUES                                                                              \
  LISTED_KEY ", b.key, v.key, " BRIEF_TITLE ", " BRIEF_TITLE_SOURCE ", " BRIEF_SERIES              \
             ", " BRIEF_AUTHOR ", " BRIEF_AUTHOR_GUESSED ", " BRIEF_DATE                           \
             ", v.length, " LISTED_PLACE ", " LISTED_DATE                                          \
             ", " LISTED_WORDS(BRIEF_TITLE) ", " LISTED_KNOWN(BRIEF_AUTHOR) ", " LISTED_KNOWN(     \
                 BRIEF_SERIES) ", " LISTED_READ ", -b.added"
#define LISTED_SELECT "SELECT " LISTED_VALUES ", -" BRIEF_ANNOTATIONS " " BRIEF_FROM
#define LISTED_INSERT "INSERT INTO listed (" LISTED_FIELDS ", by_annotations) " LISTED_SELECT
// Where a merged tag m has gone: the key of the tag that it leads to, its own if it is not merged.
// In a circle (two machines merged opposite ways) the smallest id of it; NULL when it leads
// nowhere.
#define TAG_END "CASE WHEN m.merged IS NULL THEN m.key ELSE " TAG_MERGED_END " END"
#define TAG_MERGED_END                                                                             \
  "(WITH RECURSIVE chain (key, id, merged, step) AS ("                                             \
  "SELECT m.key, '', m.merged, 0 UNION ALL SELECT n.key, nt.id, n.merged, chain.step + 1 "         \
  "FROM chain JOIN thing nt ON nt.kind = 'tag' AND nt.id = chain.merged JOIN tag n ON n.key = "    \
  "nt.key "                                                                                        \
  "WHERE chain.step < 256) SELECT key FROM chain WHERE merged IS NULL OR step > 128 "              \
  "ORDER BY merged IS NOT NULL, id LIMIT 1)"
// The living tag g that m is shown as. CROSS JOIN: found before what is joined next.
#define TAG_SHOWN                                                                                  \
  "CROSS JOIN tag g ON g.key = " TAG_END " CROSS JOIN thing gt ON gt.key = g.key AND gt.alive "
// The path that the tag m is shown by, NULL for none; mt is its thing. Few are merged: the others
// need no search.
#define TAG_SHOWN_PATH                                                                             \
  "CASE WHEN m.merged IS NULL THEN iif(mt.alive, m.path, NULL) ELSE (SELECT g.path FROM tag g "    \
  "JOIN thing gt ON gt.key = g.key WHERE g.key = " TAG_MERGED_END " AND gt.alive) END"
// Aliases with the path of the tag that each leads to.
#define TAG_ALIAS_ROWS                                                                             \
  "(SELECT DISTINCT g.path AS path, y.name AS name FROM tag_alias y CROSS JOIN tag m "             \
  "ON m.key = y.tag " TAG_SHOWN ") "
// Tags at and below the path ?1.
#define TAG_BELOW(path) "(" path " = ?1 OR (" path " >= ?1 || '/' AND " path " < ?1 || '0')) "
// The row that placed the annotation of the row p last, if p makes it an orphan: in the version
// that it was carried over from. And what stood there.
#define ANCHOR_PLACED_BEFORE                                                                       \
  "SELECT max(o.key) FROM anchor o WHERE o.annotation = p.annotation AND o.state <> 'orphan' AND " \
  "o.key < p.key"
#define ANCHOR_PLACED                                                                              \
  "coalesce((" ANCHOR_PLACED_BEFORE " AND iif(p.source_version IS NULL, o.version <> p.version, "  \
  "o.version = p.source_version)), (" ANCHOR_PLACED_BEFORE "))"
#define ANCHOR_OLD_WORDING "(SELECT e.exact FROM anchor e WHERE e.key = " ANCHOR_PLACED ")"
// The row of the place that operations set (it has no source), and the one that is shown: the
// newest of the brief's version; of those that were set only the one that is set now. Where the
// version has none, what was set.
#define ANCHOR_SET                                                                                 \
  "(SELECT max(u.key) FROM anchor u WHERE u.annotation = annotation.key AND u.source_version IS "  \
  "NULL)"
#define ANCHOR_SHOW                                                                                \
  "UPDATE annotation SET anchor = coalesce((SELECT max(p.key) FROM anchor p "                      \
  "WHERE p.annotation = annotation.key AND p.version = (SELECT b.version FROM brief b WHERE "      \
  "b.key = annotation.brief) "                                                                     \
  "AND (p.source_version IS NOT NULL OR p.key = " ANCHOR_SET ")), " ANCHOR_SET                     \
  ", anchor) WHERE anchor IS NOT NULL "
#define ANNOTATION_QUOTE                                                                           \
  "coalesce(p.exact, (SELECT substr(x.text, p.start + 1, p.\"end\" - p.start) FROM version_text "  \
  "x WHERE x.version = p.version))"
// The version that it stands in and its tags are parameters: a walk that knows the version need not
// join briefs, and one over a million annotations takes the keys of tags, of which it has the
// paths.
#define ANNOTATION_COLUMNS                                                                         \
  ANNOTATION_COLUMNS_WITH("coalesce(p.version, v.key)",                                            \
                          "(SELECT group_concat(" TAG_SHOWN_PATH                                   \
                          ", char(31)) FROM annotation_tag l "                                     \
                          "CROSS JOIN tag m ON m.key = l.tag CROSS JOIN thing mt ON mt.key = "     \
                          "m.key WHERE l.annotation = a.key)")
#define ANNOTATION_TAG_KEYS                                                                        \
  "(SELECT group_concat(l.tag) FROM annotation_tag l WHERE l.annotation = a.key)"
#define ANNOTATION_COLUMNS_WITH(version, tags)                                                     \
  "SELECT a.key, t.id, a.brief, " version ", p.start, p.\"end\", " ANNOTATION_QUOTE ", "           \
  "p.prefix, p.suffix, p.state, a.colour, a.comment, a.created, a.updated, a.\"by\", " tags ", "   \
  "p.review, CAST(round(p.score * 1000) AS INTEGER), iif(p.review OR p.state = "                   \
  "'orphan', " ANCHOR_OLD_WORDING ", NULL), "                                                      \
  "a.\"foreign\", iif(p.source_version IS NULL, NULL, p.time) "
#define ANNOTATION_FROM                                                                            \
  "FROM annotation a JOIN thing t ON t.key = a.key JOIN brief b ON b.key = a.brief "               \
  "JOIN thing bt ON bt.key = b.key JOIN version v ON v.key = b.version "                           \
  "LEFT JOIN anchor p ON p.key = a.anchor WHERE t.alive AND bt.alive "
#define ANNOTATION_ORDER                                                                           \
  "ORDER BY " BRIEF_ORDER ", p.key IS NULL, p.start, p.\"end\", a.created, t.id"
#define ANNOTATION_HAS_TAG                                                                         \
  "AND EXISTS (SELECT 1 FROM annotation_tag l JOIN tag m ON m.key = l.tag " TAG_SHOWN              \
  "WHERE l.annotation = a.key AND " TAG_BELOW("g.path") ") "
// Where annotations are shown (data/schema/007_shown.sql): as it is read, and what it is made of.
#define SHOWN_ROW "s.annotation, s.start, s.\"end\", s.colour, s.commented, s.orphan"
#define SHOWN_COLUMNS "SELECT " SHOWN_ROW " FROM shown s "
#define SHOWN_PLACE_SELECT                                                                         \
  "SELECT a.key, p.start, p.\"end\", a.colour, a.comment <> '', p.state = 'orphan', a.brief, "     \
  "p.version, t.id, t.alive "                                                                      \
  "FROM thing t CROSS JOIN annotation a ON a.key = t.key LEFT JOIN anchor p ON p.key = a.anchor "  \
  "WHERE "
#define SHOWN_INSERT                                                                               \
  "INSERT INTO shown (version, start, \"end\", annotation, colour, commented, "                    \
  "orphan) " SHOWN_SELECT
#define SHOWN_SELECT                                                                               \
  "SELECT p.version, p.start, p.\"end\", a.key, a.colour, a.comment <> '', p.state = 'orphan' "    \
  "FROM annotation a CROSS JOIN thing t ON t.key = a.key CROSS JOIN anchor c ON c.key = a.anchor " \
  "CROSS JOIN anchor p ON p.annotation = a.key WHERE t.alive AND p.key = iif(p.version = "         \
  "c.version, c.key, "                                                                             \
  "(SELECT max(w.key) FROM anchor w WHERE w.annotation = a.key AND w.version = p.version)) "

// The colour that an annotation a is shown in (data/schema/010_lanes.sql), and where its place p is in the
// lane of its brief, of which o is the row of the list.
#define LANE_SHADE                                                                                 \
  "CASE WHEN a.colour IN ('green', 'blue', 'pink', 'orange', 'purple', 'red', 'grey') THEN "       \
  "a.colour ELSE 'yellow' END"
#define LANE_PART "CASE WHEN p.key IS NULL THEN 2 ELSE p.version <> o.version END"

// The thing t of an annotation a, and the row o of its brief in the list, which only living ones have.
#define LANE_LIVING        LANE_LIVING_OF("a")
#define LANE_LIVING_OF(a)  "CROSS JOIN thing t ON t.key = " a ".key CROSS JOIN listed o ON o.brief = " a ".brief "
// The tables tally and untagged, and what they are made of.
#define TALLY_SELECT(which)                                                                        \
  "SELECT g, count(DISTINCT k) FROM (SELECT " TAG_END " AS g, l.annotation AS k FROM tag m "       \
  "CROSS JOIN annotation_tag l ON l.tag = m.key CROSS JOIN annotation a ON a.key = l.annotation "  \
  LANE_LIVING "WHERE t.alive) WHERE g IS NOT NULL " which "GROUP BY g "
#define UNTAGGED_SELECT                                                                            \
  "SELECT a.key FROM annotation a CROSS JOIN thing t ON t.key = a.key WHERE t.alive AND NOT EXISTS " \
  "(SELECT 1 FROM annotation_tag l CROSS JOIN tag m ON m.key = l.tag " TAG_SHOWN                   \
  "WHERE l.annotation = a.key) "

// What is chosen for an export: briefs ?1 to ?2, made from ?3 to before ?4, and where they are not
// NULL the colour ?5 ('' for whole briefs), the path ?6 with its subtree, the path ?7 itself (''
// for no tag at all); and, unless ?9, of the keys ?8.
#define CHOICE_TAGGED                                                                              \
  "EXISTS (SELECT 1 FROM annotation_tag l JOIN tag m ON m.key = l.tag " TAG_SHOWN                  \
  "WHERE l.annotation = a.key AND "
#define CHOICE_WHERE                                                                               \
  "t.alive AND a.brief BETWEEN ?1 AND ?2 AND a.created >= ?3 AND a.created < ?4 "                  \
  "AND (?5 IS NULL OR ?5 = CASE WHEN p.key IS NULL THEN '' ELSE coalesce(a.colour, 'yellow') "     \
  "END) "                                                                                          \
  "AND (?6 IS NULL OR " CHOICE_TAGGED                                                              \
  "(g.path = ?6 OR (g.path >= ?6 || '/' AND g.path < ?6 || '0')))) "                               \
  "AND (?7 IS NULL OR (?7 = '' AND NOT " CHOICE_TAGGED "1)) OR " CHOICE_TAGGED "g.path = ?7)) "    \
  "AND (?9 OR has_key(?8, a.key)) "
// From the brief to what it has: left to itself SQLite begins with a tag, and goes through all
// annotations of the library for each brief.
#define CHOICE_FROM                                                                                \
  "FROM annotation a INDEXED BY annotation_brief CROSS JOIN thing t ON t.key = a.key "             \
  "CROSS JOIN thing bt ON bt.key = a.brief LEFT JOIN anchor p ON p.key = a.anchor "

#define INDEX_ANNOTATION_COLUMNS                                                                   \
  "SELECT a.key, t.alive, a.anchor, a.comment, a.brief, a.colour, "                                \
  "(SELECT max(p.key) FROM anchor p WHERE p.annotation = a.key) "                                  \
  "FROM annotation a JOIN thing t ON t.key = a.key "
// What the anchor of this key quotes; '' for none. An orphan that was carried over quotes nothing.
#define INDEX_QUOTE(anchor)                                                                        \
  "coalesce((SELECT " ANNOTATION_QUOTE " FROM anchor p WHERE p.key = " anchor "), '')"
#define INDEX_BRIEFS_SELECT                                                                        \
  "SELECT x.version, x.text FROM version_text x WHERE x.version IN (SELECT b.version FROM brief b " \
  "JOIN thing t ON t.key = b.key WHERE t.alive) ORDER BY x.version"
#define INDEX_LISTED_SELECT                                                                        \
  "SELECT o.version, o.title, o.series, o.author FROM listed o WHERE o.brief = "                   \
  "(SELECT min(brief) FROM listed WHERE version = o.version) ORDER BY o.version"
#define INDEX_ANNOTATIONS_SELECT                                                                   \
  "SELECT a.key, " INDEX_QUOTE(                                                                    \
      "a.anchor") ", a.comment FROM annotation a "                                                 \
                  "JOIN thing t ON t.key = a.key WHERE t.alive ORDER BY a.key"

#endif

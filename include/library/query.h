// SPDX-License-Identifier: MIT
// The query language: one for the filters of lists, the command line and exports.
//
//   query    = [ either ] ;
//   either   = all , { "or" , all } ;
//   all      = negated , { [ "and" ] , negated } ;
//   negated  = { "not" } , related ;
//   related  = primary , { relation , primary } ;
//   relation = "within" , measure , "of" | "overlapping" | "inside" ;
//   measure  = "sentence" | "paragraph" | number , ( "word" | "words" ) ;
//   primary  = "(" , either , ")" | field , value | value ;
//   field    = name , ":" , [ "=" | ">" | ">=" | "<" | "<=" ] ;       (library/query_fields.def)
//   value    = word | phrase ;
//   word     = what is neither blank nor parenthesis nor quotation mark, to the next of these ;
//   phrase   = '"' , { any but '"' and '\' | '\' , any } , '"' ;
//
// `and or not within of overlapping inside` are the seven keywords, in any case; in quotation marks
// they are words. `not` binds closer than `and`, that closer than `or`; relations bind closest.
//
// Words: case and accents do not matter. A word is found as a whole, with a star behind it (tax*)
// all that begin so; a phrase is words that follow each other, and so is well-being. Of a brief
// they are looked for in title, series, authors and text; of an annotation in the quotation, the
// comment and the tags.
//
// A query is asked of briefs or of annotations. Asked of briefs, `tag:`, `colour:` and their like
// mean that one of the annotations is so; asked of annotations, `title:` and its like mean the
// brief where the annotation stands.
//
// Relations are between passages of one text: of the newest version, so that an orphan has none. A
// word or a phrase, or several joined by `or`, are the places where the text has them; everything
// else is a set of annotations. `A within sentence of B` are those of A that have a sentence in
// common with one of B; which may be the same annotation, if it is in both. Asked of annotations,
// places of words stand for the annotations that overlap them; asked of briefs, one is enough.
#ifndef POSTIL_LIBRARY_QUERY_H
#define POSTIL_LIBRARY_QUERY_H

#include "base/keys.h"
#include "library/annotation.h"
#include "library/brief.h"
#include "store/condition.h"

typedef enum QueryMode {
  QUERY_STRICT, // whatever is wrong is a fault, and nothing is asked
  QUERY_TYPING, // a query that is being typed: what is incomplete or wrong holds for everything,
                // and its last word for all that begin so, but behind `not`; a field that there
                // is none of is text
  QUERY_KEPT,   // the same when nobody types on: its last word is a whole one
} QueryMode;

// What is wrong with it, and where. Nothing when message is empty.
typedef struct QueryFault {
  uint32_t pos, len; // bytes of the query
  uint32_t column;   // of the first, from 1, as a terminal shows the query
  char message[200]; // without the place: "there is no field 'titel'; did you mean 'title'?"
} QueryFault;

typedef struct Query {
  Arena *arena;
  Condition condition;
  bool everything;  // it holds for all, as an empty one does
  bool goes_on;     // with QUERY_TYPING: the last word, without a star, holds for all that begin so
  QueryFault fault; // but with QUERY_STRICT what would be an error: for the reader's eye
} Query;

// In QUERY_STRICT false with ERROR_USAGE, "cannot read the query: column 14: …", and query->fault;
// in the others always true. query_release() either way. The text is copied.
bool query_parse(Query *query, Slice text, QueryMode mode, Error *err);
void query_release(Query *query);

// ---- Asking

// Which living briefs match; which living annotations of living briefs, of one brief or of all (0).
bool query_find_briefs(Library *library, const Query *query, Keys *keys, Error *err);
bool query_find_annotations(Library *library, const Query *query, int64_t brief, Keys *keys,
                            Error *err);

// The same annotations, and the briefs where they stand.
bool query_find_passing(Library *library, const Query *query, int64_t brief, Keys *keys,
                        Keys *briefs, Error *err);

// Those that match in the order of brief_list(), at most so many, behind `after` (NULL: from the
// first on), which need not be there any more.
bool query_briefs(Library *library, const Query *query, const Brief *after, uint32_t most,
                  BriefList *page, Error *err);

// Annotations that match in the order of annotation_list(), one at a time. One walk at a time; the
// query must outlive it. NULL with *err.
typedef struct QueryWalk QueryWalk;
QueryWalk *query_walk(Library *library, const Query *query, Error *err);

// Releases what *annotation held and gives it the next one; false at the end and after a failure,
// which query_end() tells.
bool query_next(QueryWalk *walk, Annotation *annotation);
bool query_end(QueryWalk *walk, Error *err); // frees it; NULL is fine

// Appends the first tag that is asked for and that nothing in the codebook is called, nor anything
// above it; false when there is none. Nothing has such a tag, whatever else the query says.
bool query_write_unknown_tag(Library *library, const Query *query, Buffer *out);

// ---- What can be typed

// Appends a term: the field, the comparison, and the value, in quotation marks where that needs
// them.
void query_write_term(const char *field, Slice comparison, Slice value, Buffer *out);

// The term that is this tag with those below it.
void query_write_tag(const char *path, Buffer *out);

// A field as the table has it.
typedef struct QueryField {
  const char *name;   // "tag"
  const char *values; // what may stand behind it: "TAG", "yes|no|started"
  const char *help;
} QueryField;

const QueryField *query_fields(uint32_t *count);

// One after the other what can stand behind a field with a fixed choice; NULL at the end.
const char *query_choice(const char *field, uint32_t number);

#endif

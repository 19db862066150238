// SPDX-License-Identifier: MIT
// `postil annotate`: one call is one change, and prints the annotation's id.
#include "cli/passage.h"

#include <stdlib.h>

static bool check_passage(const Passage *passage, Error *err) {
  if (passage->quote || passage->span || passage->whole) return true;
  return error_set(err, ERROR_USAGE,
                   "cannot annotate: say --quote, --span or --whole, one of them");
}

int run_annotate(Run *run, Error *err) {
  Passage passage;
  Brief brief = {0};
  AnnotationRequest request = {.colour = COLOUR_YELLOW,
                               .comment = options_value(run->options, "comment")};
  AnnotationAdded added;
  const char **tags = options_values(run->options, "tag", &request.tag_count);
  request.tags = tags;
  bool ok = passage_read(run->options, &passage, err) && check_passage(&passage, err) &&
            run_read_colour(options_value(run->options, "colour"), &request.colour, err) &&
            run_open_library(run, LIBRARY_CHANGE, err) &&
            run_find_brief(run, run->words[0], &brief, err) &&
            (passage.whole || passage_find(run, &passage, brief.version, &request.span, err));
  request.whole = passage.whole;
  request.brief = brief.key;
  if (ok && annotation_add(run->library, &request, &added, err)) run_print_id(run, added.id);
  free(tags);
  brief_release(&brief);
  return 0;
}

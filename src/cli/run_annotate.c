// SPDX-License-Identifier: MIT
// `postil annotate`: one call is one change, and prints the annotation's id. A quotation must name
// one place: the command never picks one of several.
#include "cli/run.h"
#include "codec/json.h"
#include "library/annotation.h"
#include "text/position.h"
#include "text/search.h"

#include <stdlib.h>

typedef struct Passage {
  const char *quote, *nth, *span;
  bool whole;
} Passage;

static bool read_passage(const Options *options, Passage *passage, Error *err) {
  *passage = (Passage){.quote = options_value(options, "quote"),
                       .nth = options_value(options, "nth"),
                       .span = options_value(options, "span"),
                       .whole = options_has(options, "whole")};
  int ways = (passage->quote != NULL) + (passage->span != NULL) + passage->whole;
  if (ways != 1)
    return error_set(err, ERROR_USAGE,
                     "cannot annotate: say --quote, --span or --whole, one of them");
  if (passage->nth && !passage->quote)
    return error_set(err, ERROR_USAGE, "cannot annotate: --nth goes with --quote");
  if (passage->quote && !passage->quote[0])
    return error_set(err, ERROR_USAGE, "cannot annotate: the quotation is empty");
  return true;
}

static bool parse_span(const char *text, CpSpan *span) {
  const char *colon = strchr(text, ':');
  if (!colon) return false;
  Buffer start = {0};
  buffer_add(&start, slice_make(text, (size_t)(colon - text)));
  bool ok = start.ptr && options_number(start.ptr, UINT32_MAX, &span->start_cp) &&
            options_number(colon + 1, UINT32_MAX, &span->end_cp);
  buffer_release(&start);
  return ok && span->start_cp < span->end_cp;
}

static bool read_span(const char *text, const Version *version, CpSpan *span, Error *err) {
  if (!parse_span(text, span)) {
    return error_set(
        err, ERROR_USAGE,
        "cannot read '--span %.100s': it is START:END in code points, START before END", text);
  }
  uint32_t count = positions_count(version->positions);
  if (span->end_cp <= count) return true;
  return error_set(err, ERROR_USAGE, "cannot annotate '%.100s': the text has %u code points", text,
                   count);
}

// The places where the quotation stands: their number, and the one that is asked for (from 1).
static uint32_t find_places(const Version *version, Slice quote, uint32_t wanted, Span *found) {
  uint32_t count = 0;
  Span hit = {0};
  for (uint32_t from = 0; search_next(version, quote, from, SEARCH_EXACT, &hit); from = hit.end) {
    if (++count == wanted) *found = hit;
  }
  return count;
}

static bool read_quote(const Passage *passage, const Version *version, CpSpan *span, Error *err) {
  uint32_t wanted = 1;
  Span found = {0};
  if (passage->nth && (!options_number(passage->nth, UINT32_MAX, &wanted) || wanted == 0))
    return error_set(err, ERROR_USAGE, "cannot read '--nth %.40s': it is a number from 1",
                     passage->nth);
  uint32_t count = find_places(version, slice_of(passage->quote), wanted, &found);
  if (count == 0)
    return error_set(err, ERROR_NOTHING, "cannot annotate '%.200s': it does not stand there",
                     passage->quote);
  if (count < wanted) {
    return error_set(err, ERROR_NOTHING, "cannot annotate '%.200s': it stands there %u time%s only",
                     passage->quote, count, count == 1 ? "" : "s");
  }
  if (count > 1 && !passage->nth) {
    error_set(err, ERROR_DATA, "cannot annotate '%.200s': it stands there %u times", passage->quote,
              count);
    return error_hint(err, "--nth 1 to --nth %u choose one", count);
  }
  *span = positions_to_code_points(version->positions, found);
  return true;
}

static bool place(Run *run, const Passage *passage, int64_t version_key, AnnotationRequest *request,
                  Error *err) {
  request->whole = passage->whole;
  if (passage->whole) return true;
  Version *version = brief_version(run->library, version_key, err);
  if (!version) return false;
  bool ok = passage->span ? read_span(passage->span, version, &request->span, err)
                          : read_quote(passage, version, &request->span, err);
  version_free(version);
  return ok;
}

static bool read_colour(const Options *options, Colour *colour, Error *err) {
  const char *name = options_value(options, "colour");
  *colour = COLOUR_YELLOW;
  if (!name || colour_parse(slice_of(name), colour)) return true;
  error_set(err, ERROR_USAGE, "cannot read '--colour %.40s': there is no such colour", name);
  return error_hint(err, "yellow, green, blue, pink, orange, purple, red or grey");
}

static void print_added(Run *run, const char *id) {
  Buffer *out = &run->output.text;
  if (!run->json) {
    buffer_printf(out, "%s\n", id);
    return;
  }
  JsonWriter json = {.out = out};
  json_start_object(&json);
  json_member(&json, "id", slice_of(id));
  json_end_object(&json);
  buffer_add_byte(out, '\n');
}

int run_annotate(Run *run, Error *err) {
  Passage passage;
  Brief brief = {0};
  AnnotationRequest request = {.comment = options_value(run->options, "comment")};
  AnnotationAdded added;
  const char **tags = options_values(run->options, "tag", &request.tag_count);
  request.tags = tags;
  bool ok = read_passage(run->options, &passage, err) &&
            read_colour(run->options, &request.colour, err) &&
            run_open_library(run, LIBRARY_CHANGE, err) &&
            run_find_brief(run, run->words[0], &brief, err) &&
            place(run, &passage, brief.version, &request, err);
  request.brief = brief.key;
  if (ok && annotation_add(run->library, &request, &added, err)) print_added(run, added.id);
  free(tags);
  brief_release(&brief);
  return 0;
}

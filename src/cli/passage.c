// SPDX-License-Identifier: MIT
// Passages of the command line. A quotation must name one place: the command never picks one of
// several. A quotation is text, whatever characters are in it.
#include "cli/passage.h"

#include "text/position.h"
#include "text/search.h"

bool passage_read(const Options *options, Passage *passage, Error *err) {
  *passage = (Passage){.quote = options_value(options, "quote"),
                       .nth = options_value(options, "nth"),
                       .span = options_value(options, "span"),
                       .whole = options_has(options, "whole")};
  int ways = (passage->quote != NULL) + (passage->span != NULL) + passage->whole;
  if (ways > 1) {
    return error_set(err, ERROR_USAGE,
                     "cannot tell the passage: say --quote, --span or --whole, one of them");
  }
  if (passage->nth && !passage->quote)
    return error_set(err, ERROR_USAGE, "cannot tell the passage: --nth goes with --quote");
  if (passage->quote && !passage->quote[0])
    return error_set(err, ERROR_USAGE, "cannot tell the passage: the quotation is empty");
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

bool passage_find(Run *run, const Passage *passage, int64_t version_key, CpSpan *span, Error *err) {
  Version *version = brief_version(run->library, version_key, err);
  if (!version) return false;
  bool ok = passage->span ? read_span(passage->span, version, span, err)
                          : read_quote(passage, version, span, err);
  version_free(version);
  return ok;
}

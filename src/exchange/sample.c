// SPDX-License-Identifier: MIT
// A sample is an export whose target has had enough: it refuses what comes behind the first bytes,
// and a refusal ends the walk. So it costs what counting costs and one flush.
#include "exchange/sample.h"

#include "base/utf8.h"

static bool take(void *context, Slice bytes, Error *err) {
  Sample *sample = context;
  size_t room = SAMPLE_BYTES_MAX - sample->text.len;
  sample->more = bytes.len > room;
  buffer_add(&sample->text, slice_cut(bytes, 0, sample->more ? room : bytes.len));
  return !sample->more || error_set(err, ERROR_NOTHING, "cannot show more: it is enough");
}

// Not in the middle of a character, which has four bytes at most.
static void end_whole(Buffer *text) {
  for (int i = 0; i < 3 && text->len > 0 && !utf8_valid(buffer_slice(text)); i++)
    text->ptr[--text->len] = '\0';
}

void sample_release(Sample *sample) {
  buffer_release(&sample->text);
  *sample = (Sample){0};
}

bool sample_make(Sample *sample, Library *library, const ExchangeFormat *format,
                 const ExchangeOptions *options, ChoicePatience *go_on, void *context, Error *err) {
  Error why = {0};
  ExchangeReport report = {0};
  sample_release(sample);
  Target target = target_of_taker(take, sample);
  target.folder = format->shape == EXCHANGE_PAGE || format->shape == EXCHANGE_FOLDER;
  target.archive = format->shape == EXCHANGE_ARCHIVE;
  choice_set_patience(library, go_on, context);
  bool ok = exchange_export(library, format, options, &target, &report, &why) || sample->more;
  choice_set_patience(library, NULL, NULL);
  bool gave_up = choice_gave_up(library);
  sample->briefs = report.briefs;
  sample->annotations = report.annotations;
  exchange_release_report(&report);
  end_whole(&sample->text);
  if (ok && !gave_up) return true;
  sample_release(sample);
  sample->gave_up = gave_up;
  if (!gave_up) *err = why;
  return gave_up;
}

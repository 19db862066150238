// SPDX-License-Identifier: MIT
// How a brief looks at four widths, in ten scripts, and in ASCII.
#include "support/check.h"
#include "support/lines.h"
#include "support/scripts.h"
#include "support/version.h"

#include <stdlib.h>

static void check_script(const ScriptSample *sample, SafeMode mode, const char *suffix) {
  static const uint32_t widths[] = {10, 20, 40, 72};
  Version *version = check_version(sample->text, sample->kinds);
  Buffer out = {0}, name = {0};
  for (size_t at = 0; at < sizeof widths / sizeof *widths; at++) {
    buffer_printf(&out, "==== %u\n", widths[at]);
    lines_write(version, (LayoutStyle){.width = widths[at], .mode = mode}, &out);
  }
  buffer_printf(&name, "layout-%s%s.txt", sample->name, suffix);
  check_golden(name.ptr, buffer_slice(&out));
  buffer_release(&name);
  buffer_release(&out);
  version_free(version);
}

static void ten_scripts_are_laid_out_as_recorded(void **state) {
  (void)state;
  for (size_t at = 0; at < SCRIPT_SAMPLE_COUNT; at++) {
    check_script(&script_samples[at], SAFE_UNICODE, "");
  }
}

static void alphabets_are_laid_out_in_ascii_as_recorded(void **state) {
  (void)state;
  for (size_t at = 0; at < 3; at++) check_script(&script_samples[at], SAFE_ASCII, "-ascii");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(ten_scripts_are_laid_out_as_recorded),
      cmocka_unit_test(alphabets_are_laid_out_in_ascii_as_recorded),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

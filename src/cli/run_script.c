// SPDX-License-Identifier: MIT
// `postil script`: hands a library to script mode.
#include "cli/run.h"
#include "cli/script.h"

int run_script(Run *run, Error *err) {
  if (!run_open_library(run, LIBRARY_CREATE, err)) return 0;
  if (!run_open_config(run, err)) return 0;
  run_tell_problems(run);
  const char *path = run->word_count > 0 ? run->words[0] : "-";
  return script_run(run->library, run->config, path, options_has(run->options, "keep-going"));
}

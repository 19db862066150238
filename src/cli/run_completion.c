// SPDX-License-Identifier: MIT
// `postil completion`: what a shell reads to complete postil's command lines, and what that asks.
#include "cli/candidates.h"
#include "cli/completion.h"

#include <string.h>

int run_completion(Run *run, Error *err) {
  static const struct {
    const char *shell;
    const char *const *lines;
  } shells[] = {{"bash", completion_bash}, {"fish", completion_fish}, {"zsh", completion_zsh}};
  if (strcmp(run->words[0], "words") == 0) {
    candidates_write(run, run->words + 1, run->word_count - 1, &run->output.text);
    return 0;
  }
  for (size_t at = 0; at < sizeof shells / sizeof *shells; at++) {
    if (strcmp(run->words[0], shells[at].shell) != 0 || run->word_count > 1) continue;
    for (const char *const *line = shells[at].lines; *line; line++)
      buffer_add_string(&run->output.text, *line);
    return 0;
  }
  error_set(err, ERROR_USAGE, "cannot complete for '%.100s': there are no completions for it",
            run->words[0]);
  error_hint(err, "there are completions for bash, zsh and fish");
  return 0;
}

// SPDX-License-Identifier: MIT
// The shells' completions as text: data/completions/postil.*, compiled in by tools/embed-text.
#ifndef POSTIL_CLI_COMPLETION_H
#define POSTIL_CLI_COMPLETION_H

// Lines, each ended by LF; NULL behind the last.
extern const char *const completion_bash[], *const completion_fish[], *const completion_zsh[];

#endif

// SPDX-License-Identifier: MIT
// The configuration from the `:` line and from scripts: the commands of the file, run at once.
#include "session/act.h"

static bool configure(Act *act, ActionId id) {
  Config *config = act->session->config;
  SessionResult *result = act->result;
  if (!config) return error_set(act->err, ERROR_USAGE, "there is no configuration here");
  // What `set` tells is a listing.
  Buffer *answer = id == ACTION_SET ? &result->lines : &result->message;
  return config_run(config, id, act->arguments, act->argument_count, answer, act->err);
}

bool session_do_SET(Act *act) {
  return configure(act, ACTION_SET);
}

bool session_do_BIND(Act *act) {
  return configure(act, ACTION_BIND);
}

bool session_do_UNBIND(Act *act) {
  return configure(act, ACTION_UNBIND);
}

bool session_do_INCLUDE(Act *act) {
  return configure(act, ACTION_INCLUDE);
}

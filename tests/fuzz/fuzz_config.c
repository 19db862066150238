// SPDX-License-Identifier: MIT
// A configuration file. Each line that cannot be taken is a problem with a clean sentence; the rest
// loads. Files that it includes are not there: the file lies in a folder of its own.
#include "fuzz/target.h"

#include "base/error.h"
#include "command/config.h"

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

// A file in memory, which has a path as long as it is open.
static int write_file(const uint8_t *data, size_t size) {
  int file = memfd_create("config", MFD_CLOEXEC);
  if (file < 0 || write(file, data, size) != (ssize_t)size) BUG("no file in memory");
  return file;
}

static void check_problems(const Config *config) {
  uint32_t count = config_problem_count(config);
  for (uint32_t i = 0; i < count && i < CONFIG_PROBLEMS_MAX; i++) {
    if (!config_problem(config, i)) BUG("a problem without words");
  }
  for (ConfigId id = 0; id < CONFIG_COUNT; id++) {
    const ConfigOption *option = config_option(id);
    uint32_t number = config_number(config, id);
    if (option->type == CONFIG_NUMBER && (number < option->least || number > option->most))
      BUG("'%s' is %u", option->name, number);
  }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  Buffer path = {0};
  int file = write_file(data, size);
  buffer_printf(&path, "/proc/self/fd/%d", file);
  Config *config = config_new();
  Error err = {0};
  if (!config_read(config, path.ptr, false, &err) && err.message[0] == '\0')
    BUG("refused without a word");
  check_problems(config);
  config_free(config);
  buffer_release(&path);
  close(file);
  return 0;
}

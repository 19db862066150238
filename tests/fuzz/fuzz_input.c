// SPDX-License-Identifier: MIT
// What a terminal sends: the events do not depend on how the bytes were cut into reads, and all
// bytes are taken in the end. The first byte says how long the pieces are.
#include "fuzz/target.h"

#include "base/error.h"
#include "tui/input.h"

#include <string.h>

static uint64_t mix(uint64_t sum, uint64_t value) {
  return (sum ^ value) * UINT64_C(0x100000001B3);
}

static uint64_t mix_event(uint64_t sum, const Event *event) {
  sum = mix(sum, event->type);
  if (event->type == EVENT_KEY) sum = mix(sum, event->key);
  if (event->type == EVENT_MOUSE) {
    sum = mix(sum, event->mouse);
    sum = mix(mix(sum, event->row), event->column);
  }
  if (event->type != EVENT_PASTE) return sum;
  for (size_t at = 0; at < event->paste.len; at++)
    sum = mix(sum, (unsigned char)event->paste.ptr[at]);
  return sum;
}

// The events as one number.
static uint64_t read_events(Slice bytes, size_t step) {
  static const InputKey keys[] = {{"\033Oz", 3, KEY_F1_}, {"", 0, 0}};
  Input input = {.keys = keys};
  Event event;
  uint64_t sum = 0;
  for (size_t at = 0; at < bytes.len; at += step) {
    size_t end = at + step < bytes.len ? at + step : bytes.len;
    input_add(&input, slice_cut(bytes, at, end));
    while (input_next(&input, false, &event)) sum = mix_event(sum, &event);
  }
  while (input_next(&input, true, &event)) sum = mix_event(sum, &event);
  if (input.start != input.bytes.len) BUG("bytes are left over");
  input_release(&input);
  return sum;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  if (size == 0) return 0;
  Slice bytes = slice_make((const char *)data + 1, size - 1);
  if (read_events(bytes, bytes.len + 1) != read_events(bytes, data[0] % 16 + 1U))
    BUG("other pieces give other events");
  return 0;
}

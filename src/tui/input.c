// SPDX-License-Identifier: MIT
// The decoder of what a terminal sends. One call takes one event off the front of the bytes read.
//
//   byte          what follows                     becomes
//   ESC [         parameters, a letter or ~        a named key, a mouse act, the start of a paste
//   ESC O         a letter                         a named key
//   ESC x         –                                Alt with x
//   ESC           nothing for input_patience()     Escape
//   200~ … 201~   anything                         a paste; nothing in it is ever a key
//   C2 … F4       continuation bytes               a code point; U+FFFD for a broken part
//   others        –                                themselves
//
// A sequence that is complete and unknown is passed over whole, so that its letters are not taken
// for keys. A sequence longer than any real one is given up. Costs: each byte is looked at once,
// but for the end of a paste, which is searched for from where the search before it ended.
#include "tui/input.h"

#include "base/utf8.h"

enum {
  ESC = 0x1b,
  CTRL_C = 0x03,
  SEQUENCE_MOST = 64,
  PATIENCE_ESCAPE = 35, // a lone ESC must act within 50 ms, bytes of one key come up to 20 ms apart
  PATIENCE_REST = 120,  // what began as a sequence is hardly anything else
  PATIENCE_PASTE = 10000, // then the end of the paste is taken for lost
};

typedef struct FinalKey {
  char final;
  Key key;
} FinalKey;

// CSI and SS3 with one letter: cursor keys in both modes, PF keys, Shift-Tab.
static const FinalKey letter_keys[] = {
    {'A', KEY_UP_ARROW}, {'B', KEY_DOWN_ARROW}, {'C', KEY_RIGHT_ARROW}, {'D', KEY_LEFT_ARROW},
    {'H', KEY_HOME_},    {'F', KEY_END_},       {'Z', KEY_BACK_TAB},    {'P', KEY_F1_},
    {'Q', KEY_F1_ + 1},  {'R', KEY_F1_ + 2},    {'S', KEY_F1_ + 3},
};

// SS3 alone: the numeric keypad in application mode.
static const FinalKey keypad_keys[] = {
    {'M', KEY_ENTER_}, {'X', '='}, {'j', '*'}, {'k', '+'}, {'l', ','}, {'m', '-'},
    {'n', '.'},        {'o', '/'}, {'p', '0'}, {'q', '1'}, {'r', '2'}, {'s', '3'},
    {'t', '4'},        {'u', '5'}, {'v', '6'}, {'w', '7'}, {'x', '8'}, {'y', '9'},
};

// CSI number ~
static const struct {
  uint8_t number;
  Key key;
} number_keys[] = {
    {1, KEY_HOME_},     {2, KEY_INSERT},   {3, KEY_DELETE_},  {4, KEY_END_},      {5, KEY_PAGE_UP},
    {6, KEY_PAGE_DOWN}, {7, KEY_HOME_},    {8, KEY_END_},     {11, KEY_F1_},      {12, KEY_F1_ + 1},
    {13, KEY_F1_ + 2},  {14, KEY_F1_ + 3}, {15, KEY_F1_ + 4}, {17, KEY_F1_ + 5},  {18, KEY_F1_ + 6},
    {19, KEY_F1_ + 7},  {20, KEY_F1_ + 8}, {21, KEY_F1_ + 9}, {23, KEY_F1_ + 10}, {24, KEY_F12_},
};

static const Slice paste_start = {"\033[200~", 6};
static const Slice paste_end = {"\033[201~", 6};

// What one step took off the front: `used` bytes, 0 when more are needed first.
typedef struct Step {
  size_t used;
  bool found; // *event is filled
  bool paste; // the beginning of a paste was used up
} Step;

static Step step_key(Event *event, size_t used, Key key) {
  *event = (Event){.type = EVENT_KEY, .key = key};
  return (Step){.used = used, .found = true};
}

static Step step_over(size_t used) {
  return (Step){.used = used};
}

// ---- Sequences ---------------------------------------------------------------------------------
static Key find_letter(const FinalKey *keys, size_t count, char final) {
  for (size_t i = 0; i < count; i++) {
    if (keys[i].final == final) return keys[i].key;
  }
  return 0;
}

#define FIND_LETTER(keys, final) find_letter(keys, sizeof(keys) / sizeof *(keys), final)

static Key find_number(uint32_t number) {
  for (size_t i = 0; i < sizeof number_keys / sizeof *number_keys; i++) {
    if (number_keys[i].number == number) return number_keys[i].key;
  }
  return 0;
}

// Up to `most` decimal parameters divided by semicolons; missing ones are 0, large ones stop
// growing.
static void read_parameters(Slice text, uint32_t *numbers, size_t most) {
  memset(numbers, 0, most * sizeof *numbers);
  for (size_t i = 0, at = 0; i < text.len && at < most; i++) {
    char byte = text.ptr[i];
    if (byte == ';') {
      at++;
    } else if (byte >= '0' && byte <= '9' && numbers[at] < 100000) {
      numbers[at] = numbers[at] * 10 + (uint32_t)(byte - '0');
    }
  }
}

// The parameter of a key with modifiers is 1 + a sum of which Alt is 2.
static Key with_modifiers(Key key, uint32_t modifiers) {
  return modifiers > 1 && ((modifiers - 1) & 2) ? key | KEY_ALT : key;
}

// Buttons as terminals count them: 0 to 2, 3 none, 64 and 65 the wheel; 32 is added for motion, 4,
// 8 and 16 for modifiers. Only the left button and the wheel mean anything here.
static bool read_mouse(Event *event, uint32_t button, uint32_t column, uint32_t row, bool up) {
  uint32_t plain = button & ~28u;
  *event = (Event){.type = EVENT_MOUSE,
                   .key = KEY_MOUSE_,
                   .row = row > 0 ? row - 1 : 0,
                   .column = column > 0 ? column - 1 : 0};
  switch (plain) {
  case 0: event->mouse = up ? MOUSE_RELEASE : MOUSE_PRESS; return true;
  case 32: event->mouse = MOUSE_DRAG; return true;
  case 3: event->mouse = MOUSE_RELEASE; return true;
  case 64: event->mouse = MOUSE_WHEEL_UP; return !up;
  case 65: event->mouse = MOUSE_WHEEL_DOWN; return !up;
  default: return false;
  }
}

static Step step_csi(Slice bytes, size_t len, Event *event) {
  Slice parameters = slice_cut(bytes, 2, len - 1);
  char final = bytes.ptr[len - 1];
  uint32_t numbers[3];
  if (parameters.len > 0 && parameters.ptr[0] == '<') {
    read_parameters(slice_cut(parameters, 1, parameters.len), numbers, 3);
    bool mouse = (final == 'M' || final == 'm') &&
                 read_mouse(event, numbers[0], numbers[1], numbers[2], final == 'm');
    return (Step){.used = len, .found = mouse};
  }
  read_parameters(parameters, numbers, 3);
  Key key = final == '~' ? find_number(numbers[0]) : FIND_LETTER(letter_keys, final);
  return key ? step_key(event, len, with_modifiers(key, numbers[1])) : step_over(len);
}

// The old mouse report: CSI M and three bytes, 32 added to each.
static Step step_old_mouse(Slice bytes, Event *event) {
  if (bytes.len < 6) return step_over(0);
  const unsigned char *at = (const unsigned char *)bytes.ptr + 3;
  bool mouse = at[0] >= 32 && at[1] > 32 && at[2] > 32 &&
               read_mouse(event, at[0] - 32u, at[1] - 32u, at[2] - 32u, false);
  return (Step){.used = 6, .found = mouse};
}

// The length of the CSI sequence at the front: 0 when it is not complete. A byte that cannot stand
// in one ends it, unused, and so does the length of the longest, however much has come already.
static size_t csi_len(Slice bytes, bool *broken) {
  size_t at = 2;
  if (at < bytes.len && bytes.ptr[at] == '[')
    return bytes.len > 3 ? 4 : 0; // the Linux console's F1
  size_t most = bytes.len < SEQUENCE_MOST ? bytes.len : SEQUENCE_MOST;
  while (at < most && bytes.ptr[at] >= 0x20 && bytes.ptr[at] <= 0x3f) at++;
  if (at == most && most < SEQUENCE_MOST) return 0;
  *broken = at == most || bytes.ptr[at] < 0x40 || bytes.ptr[at] == 0x7f;
  return *broken ? at : at + 1;
}

static Step step_sequence(Slice bytes, Event *event) {
  if (slice_starts(bytes, paste_start)) return (Step){.used = paste_start.len, .paste = true};
  if (bytes.len >= 3 && bytes.ptr[2] == 'M') return step_old_mouse(bytes, event);
  bool broken = false;
  size_t len = csi_len(bytes, &broken);
  if (len == 0 || broken) return step_over(len);
  if (bytes.ptr[2] == '[') {
    Key number = (Key)(bytes.ptr[3] - 'A');
    return number < 5 ? step_key(event, len, KEY_F1_ + number) : step_over(len);
  }
  return step_csi(bytes, len, event);
}

static Step step_ss3(Slice bytes, Event *event) {
  if (bytes.len < 3) return step_over(0);
  Key key = FIND_LETTER(letter_keys, bytes.ptr[2]);
  if (!key) key = FIND_LETTER(keypad_keys, bytes.ptr[2]);
  return key ? step_key(event, 3, key) : step_over(3);
}

static Step step_character(Slice bytes, bool late, Event *event, Key flag);

static Step step_escape(Slice bytes, bool late, Event *event) {
  if (bytes.len == 1) return late ? step_key(event, 1, KEY_ESCAPE) : step_over(0);
  if (bytes.ptr[1] == ESC) return step_key(event, 1, KEY_ESCAPE);
  Step step = bytes.ptr[1] == '['   ? step_sequence(bytes, event)
              : bytes.ptr[1] == 'O' ? step_ss3(bytes, event)
                                    : (Step){0};
  bool sequence = bytes.ptr[1] == '[' || bytes.ptr[1] == 'O';
  if (sequence && (step.used > 0 || !late)) return step;
  // A beginning without an end: two bytes are Alt with a letter, more are a key that was cut off.
  if (sequence && bytes.len > 2) return step_over(bytes.len);
  step = step_character(slice_cut(bytes, 1, bytes.len), late, event, KEY_ALT);
  if (step.used > 0) step.used++;
  return step;
}

// ---- Characters --------------------------------------------------------------------------------
static size_t character_len(unsigned char first) {
  return first < 0xc2 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 1;
}

// Could the bytes there be the beginning of a longer character?
static bool is_beginning(Slice bytes) {
  if (bytes.len >= character_len((unsigned char)bytes.ptr[0])) return false;
  for (size_t i = 1; i < bytes.len; i++) {
    if (((unsigned char)bytes.ptr[i] & 0xc0) != 0x80) return false;
  }
  return true;
}

static Step step_character(Slice bytes, bool late, Event *event, Key flag) {
  if (!late && is_beginning(bytes)) return step_over(0);
  uint32_t code_point;
  uint32_t len = utf8_decode(bytes, &code_point, NULL);
  if (code_point == 0) return step_over(len);          // NUL is no key
  if (code_point == '\b') code_point = KEY_BACKSPACE_; // what older terminals send for it
  return step_key(event, len, (Key)code_point | flag);
}

static Step step_named(const Input *input, Slice bytes, Event *event) {
  for (const InputKey *key = input->keys; key && key->len > 0; key++) {
    if (slice_starts(bytes, slice_make(key->bytes, key->len))) {
      return step_key(event, key->len, key->key);
    }
  }
  return step_over(0);
}

static Step take_step(const Input *input, Slice bytes, bool late, Event *event) {
  if (bytes.ptr[0] != ESC) return step_character(bytes, late, event, 0);
  Step step = step_named(input, bytes, event);
  return step.used > 0 ? step : step_escape(bytes, late, event);
}

// ---- Pastes ------------------------------------------------------------------------------------
static void keep_paste(Input *input, Slice bytes) {
  size_t room = INPUT_PASTE_MOST - input->paste.len;
  buffer_add(&input->paste, slice_cut(bytes, 0, bytes.len < room ? bytes.len : room));
}

// Moves what is surely paste out of the bytes; true when the paste has ended.
static bool continue_paste(Input *input, bool late) {
  Slice rest = slice_cut(buffer_slice(&input->bytes), input->start, input->bytes.len);
  const char *end = rest.len ? memmem(rest.ptr, rest.len, paste_end.ptr, paste_end.len) : NULL;
  size_t kept = paste_end.len - 1; // may be the first bytes of the end
  size_t taken = end               ? (size_t)(end - rest.ptr)
                 : late            ? rest.len
                 : rest.len > kept ? rest.len - kept
                                   : 0;
  keep_paste(input, slice_cut(rest, 0, taken));
  input->start += taken + (end ? paste_end.len : 0);
  return end || late;
}

static bool end_paste(Input *input, Event *event) {
  input->pasting = false;
  *event = (Event){.type = EVENT_PASTE, .key = KEY_PASTE, .paste = buffer_slice(&input->paste)};
  return true;
}

// ---- The interface -----------------------------------------------------------------------------
void input_release(Input *input) {
  buffer_release(&input->bytes);
  buffer_release(&input->paste);
}

void input_add(Input *input, Slice bytes) {
  if (input->start > 0 && input->start == input->bytes.len) {
    buffer_clear(&input->bytes);
    input->start = 0;
  } else if (input->start > 65536) {
    size_t left = input->bytes.len - input->start;
    memmove(input->bytes.ptr, input->bytes.ptr + input->start, left);
    input->bytes.len = left;
    input->start = 0;
  }
  buffer_add(&input->bytes, bytes);
}

bool input_next(Input *input, bool late, Event *event) {
  for (;;) {
    if (input->pasting) return continue_paste(input, late) && end_paste(input, event);
    Slice rest = slice_cut(buffer_slice(&input->bytes), input->start, input->bytes.len);
    if (rest.len == 0) return false;
    Step step = take_step(input, rest, late, event);
    if (step.used == 0) return false;
    input->start += step.used;
    if (step.found) return true;
    if (step.paste) {
      buffer_clear(&input->paste);
      input->pasting = true;
      late = false; // what may still come of the paste has its own time
    }
  }
}

bool input_ready(const Input *input) {
  Slice rest = slice_cut(buffer_slice(&input->bytes), input->start, input->bytes.len);
  if (input->pasting) return memmem(rest.ptr, rest.len, paste_end.ptr, paste_end.len) != NULL;
  Event event;
  return rest.len > 0 && take_step(input, rest, false, &event).used > 0;
}

// Where the byte of a key that cancels stands; NULL when there is none.
static char *find_cancel(const Input *input) {
  char *rest = input->bytes.ptr + input->start;
  size_t len = input->bytes.len - input->start;
  if (input->pasting || len == 0) return NULL;
  return rest[len - 1] == ESC ? rest + len - 1 : memchr(rest, CTRL_C, len);
}

bool input_cancels(const Input *input) {
  return find_cancel(input) != NULL;
}

bool input_take_cancel(Input *input) {
  char *at = find_cancel(input);
  if (!at) return false;
  char *end = input->bytes.ptr + input->bytes.len;
  memmove(at, at + 1, (size_t)(end - at - 1));
  input->bytes.len--;
  return true;
}

int input_patience(const Input *input) {
  if (input->pasting) return PATIENCE_PASTE;
  size_t left = input->bytes.len - input->start;
  if (left == 0) return -1;
  return left == 1 && input->bytes.ptr[input->start] == ESC ? PATIENCE_ESCAPE : PATIENCE_REST;
}

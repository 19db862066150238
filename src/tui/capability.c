// SPDX-License-Identifier: MIT
// The terminal database: everything that is sent to steer a terminal comes from here, either from
// TERM's own entry or from the table of modes below.
//
// Of ncurses only this half is used. Its other half, windows, would decide widths a second time and
// cuts a cluster at its second spacing character (flags, emoji families); postil draws its own
// cells (tui/painter.h), so widths are base/safe.h's alone and a frame is one write.
//
// Padding ($<5>) is left out: terminals that needed it used flow control or are gone.
#include "tui/capability.h"

#include "base/memory.h"

#include <curses.h>
#include <stdlib.h>
#include <term.h>

typedef enum CapId {
  CAP_MOVE,
  CAP_COLUMN,
  CAP_ROW,
  CAP_UP,
  CAP_DOWN,
  CAP_CLEAR,
  CAP_CLEAR_ROW,
  CAP_REGION,
  CAP_ROW_UP,
  CAP_ROW_DOWN,
  CAP_RESET,
  CAP_BOLD,
  CAP_UNDERLINE,
  CAP_REVERSE,
  CAP_DIM,
  CAP_ITALIC,
  CAP_STRUCK,
  CAP_FOREGROUND,
  CAP_BACKGROUND,
  CAP_SCREEN_ON,
  CAP_SCREEN_OFF,
  CAP_KEYPAD_ON,
  CAP_KEYPAD_OFF,
  CAP_WRAP_ON,
  CAP_WRAP_OFF,
  CAP_CURSOR_NORMAL,
  CAP_COUNT
} CapId;

static const char *const cap_names[CAP_COUNT] = {
    [CAP_MOVE] = "cup",         [CAP_COLUMN] = "hpa",          [CAP_ROW] = "vpa",
    [CAP_UP] = "cuu1",          [CAP_DOWN] = "cud1",           [CAP_CLEAR] = "clear",
    [CAP_CLEAR_ROW] = "el",     [CAP_REGION] = "csr",          [CAP_ROW_UP] = "ind",
    [CAP_ROW_DOWN] = "ri",      [CAP_RESET] = "sgr0",          [CAP_BOLD] = "bold",
    [CAP_UNDERLINE] = "smul",   [CAP_REVERSE] = "rev",         [CAP_DIM] = "dim",
    [CAP_ITALIC] = "sitm",      [CAP_STRUCK] = "smxx",         [CAP_FOREGROUND] = "setaf",
    [CAP_BACKGROUND] = "setab", [CAP_SCREEN_ON] = "smcup",     [CAP_SCREEN_OFF] = "rmcup",
    [CAP_KEYPAD_ON] = "smkx",   [CAP_KEYPAD_OFF] = "rmkx",     [CAP_WRAP_ON] = "smam",
    [CAP_WRAP_OFF] = "rmam",    [CAP_CURSOR_NORMAL] = "cnorm",
};

// Modes that no entry names. Mouse: clicks and the wheel, motion while a button is held, SGR
// reports.
static const struct {
  const char *on, *off;
  bool mouse;
} modes[] = {
    {"\033[?2004h", "\033[?2004l", false},
    {"\033[?1000h", "\033[?1000l", true},
    {"\033[?1002h", "\033[?1002l", true},
    {"\033[?1006h", "\033[?1006l", true},
};

// Terminals that know these modes or pass over them in silence, by the beginning of their names.
static const char *const modern_terms[] = {
    "xterm", "kitty", "alacritty", "screen", "tmux",  "rxvt",    "foot",    "wezterm", "st-",
    "vte",   "gnome", "konsole",   "mintty", "putty", "contour", "ghostty", "iterm",   "mlterm",
};

static const struct {
  const char *cap;
  Key key;
} key_names[] = {
    {"kcuu1", KEY_UP_ARROW},    {"kcud1", KEY_DOWN_ARROW}, {"kcub1", KEY_LEFT_ARROW},
    {"kcuf1", KEY_RIGHT_ARROW}, {"khome", KEY_HOME_},      {"kend", KEY_END_},
    {"kpp", KEY_PAGE_UP},       {"knp", KEY_PAGE_DOWN},    {"kich1", KEY_INSERT},
    {"kdch1", KEY_DELETE_},     {"kcbt", KEY_BACK_TAB},    {"kent", KEY_ENTER_},
    {"kf1", KEY_F1_},           {"kf2", KEY_F1_ + 1},      {"kf3", KEY_F1_ + 2},
    {"kf4", KEY_F1_ + 3},       {"kf5", KEY_F1_ + 4},      {"kf6", KEY_F1_ + 5},
    {"kf7", KEY_F1_ + 6},       {"kf8", KEY_F1_ + 7},      {"kf9", KEY_F1_ + 8},
    {"kf10", KEY_F1_ + 9},      {"kf11", KEY_F1_ + 10},    {"kf12", KEY_F12_},
};

enum { KEY_NAME_COUNT = sizeof key_names / sizeof *key_names };

struct Capability {
  char *caps[CAP_COUNT]; // without padding; NULL for what the terminal cannot do
  int colour_count;
  bool modern, wraps, scrolls, mouse;
  bool short_move, short_region; // the sequences are those of ECMA-48, where a 1 may be left out
  bool short_steps;              // and so are those for one coordinate and one row
  Buffer enter, leave;
  InputKey keys[KEY_NAME_COUNT + 1];
};

// ---- Reading the entry -------------------------------------------------------------------------
// A copy without padding, or NULL. The entry is the user's: a string of any length is fine.
static char *capability_string(const char *name) {
  const char *found = tigetstr(name);
  if (!found || found == (const char *)-1 || !*found) return NULL;
  Buffer clean = {0};
  while (*found) {
    const char *end = found[0] == '$' && found[1] == '<' ? strchr(found, '>') : NULL;
    if (end) {
      found = end + 1;
    } else {
      buffer_add_byte(&clean, *found++);
    }
  }
  return buffer_take(&clean);
}

static void read_keys(Capability *capability) {
  InputKey *to = capability->keys;
  for (size_t i = 0; i < KEY_NAME_COUNT; i++) {
    char *bytes = capability_string(key_names[i].cap);
    size_t len = bytes ? strlen(bytes) : 0;
    // Single controls stay what they are everywhere; sequences begin with ESC.
    if (len > 1 && len < INPUT_KEY_MOST && bytes[0] == '\033') {
      memcpy(to->bytes, bytes, len);
      to->len = (uint8_t)len;
      to++->key = key_names[i].key;
    }
    free(bytes);
  }
}

static bool is_modern(const char *term) {
  for (size_t i = 0; i < sizeof modern_terms / sizeof *modern_terms; i++) {
    if (strncmp(term, modern_terms[i], strlen(modern_terms[i])) == 0) return true;
  }
  return false;
}

static void add_cap(const Capability *capability, Buffer *out, CapId id) {
  if (capability->caps[id]) buffer_add_string(out, capability->caps[id]);
}

static bool controls_wrap(const Capability *capability) {
  return capability->caps[CAP_WRAP_ON] && capability->caps[CAP_WRAP_OFF];
}

static void prepare_enter(Capability *capability) {
  Buffer *out = &capability->enter;
  buffer_clear(out);
  add_cap(capability, out, CAP_SCREEN_ON);
  add_cap(capability, out, CAP_KEYPAD_ON);
  if (controls_wrap(capability)) add_cap(capability, out, CAP_WRAP_OFF);
  for (size_t i = 0; capability->modern && i < sizeof modes / sizeof *modes; i++) {
    if (capability->mouse || !modes[i].mouse) buffer_add_string(out, modes[i].on);
  }
  add_cap(capability, out, CAP_CURSOR_NORMAL);
}

// It may have to follow upon a frame that was cut anywhere: by a crash, or by a terminal that takes
// no more. So a string ends first (where one may have been sent), and rows scroll on the whole
// screen.
static void prepare_leave(Capability *capability) {
  Buffer *out = &capability->leave;
  if (capability->modern) buffer_add_string(out, "\033\\");
  if (capability->scrolls && capability->short_region) buffer_add_string(out, "\033[r");
  for (size_t i = sizeof modes / sizeof *modes; capability->modern && i-- > 0;) {
    buffer_add_string(out, modes[i].off);
  }
  if (controls_wrap(capability)) add_cap(capability, out, CAP_WRAP_ON);
  add_cap(capability, out, CAP_KEYPAD_OFF);
  add_cap(capability, out, CAP_RESET);
  add_cap(capability, out, CAP_CURSOR_NORMAL);
  // Where there is no second screen to leave, the shell goes on upon an empty one.
  add_cap(capability, out, capability->caps[CAP_SCREEN_OFF] ? CAP_SCREEN_OFF : CAP_CLEAR);
}

static bool is_cap(const Capability *capability, CapId cap, const char *bytes) {
  return capability->caps[cap] && strcmp(capability->caps[cap], bytes) == 0;
}

static bool read_entry(Capability *capability, const char *term, bool colour) {
  for (size_t i = 0; i < CAP_COUNT; i++) capability->caps[i] = capability_string(cap_names[i]);
  if (!capability->caps[CAP_ITALIC]) capability->caps[CAP_ITALIC] = capability_string("smul");
  if (!capability->caps[CAP_MOVE] || !capability->caps[CAP_CLEAR]) return false;
  capability->modern = is_modern(term);
  capability->wraps = tigetflag("am") > 0 && tigetflag("xenl") <= 0;
  // Where rows are kept beyond the screen, what comes in is not blank.
  capability->scrolls = capability->caps[CAP_REGION] && capability->caps[CAP_ROW_UP] &&
                        capability->caps[CAP_ROW_DOWN] && tigetflag("da") <= 0 &&
                        tigetflag("db") <= 0;
  capability->short_move = is_cap(capability, CAP_MOVE, "\033[%i%p1%d;%p2%dH");
  capability->short_region = is_cap(capability, CAP_REGION, "\033[%i%p1%d;%p2%dr");
  capability->short_steps =
      capability->short_move && is_cap(capability, CAP_COLUMN, "\033[%i%p1%dG") &&
      is_cap(capability, CAP_ROW, "\033[%i%p1%dd") && is_cap(capability, CAP_UP, "\033[A") &&
      is_cap(capability, CAP_DOWN, "\n");
  bool paints = colour && capability->caps[CAP_FOREGROUND] && capability->caps[CAP_BACKGROUND] &&
                capability->caps[CAP_RESET];
  capability->colour_count = paints ? tigetnum("colors") : 0;
  capability->mouse = true;
  prepare_enter(capability);
  prepare_leave(capability);
  read_keys(capability);
  return true;
}

static bool refuse(Error *err, const char *term) {
  if (!term || !*term) {
    error_set(err, ERROR_TERMINAL,
              "cannot open the screen: TERM does not say which terminal this is; 'postil list', "
              "'postil show' and 'postil export' work without a screen");
  } else {
    error_set(err, ERROR_TERMINAL,
              "cannot open the screen: a terminal of type '%.60s' is unknown or cannot move its "
              "cursor; 'postil list', 'postil show' and 'postil export' work without a screen",
              term);
  }
  return false;
}

Capability *capability_open(int fd, bool colour, Error *err) {
  const char *term = getenv("TERM");
  int found = 0;
  if (!term || !*term || setupterm(term, fd, &found) != OK) {
    refuse(err, term);
    return NULL;
  }
  Capability *capability = memory_new(1, sizeof *capability);
  if (!read_entry(capability, term, colour)) {
    refuse(err, term);
    capability_close(capability);
    return NULL;
  }
  return capability;
}

void capability_close(Capability *capability) {
  if (!capability) return;
  for (size_t i = 0; i < CAP_COUNT; i++) free(capability->caps[i]);
  buffer_release(&capability->enter);
  buffer_release(&capability->leave);
  free(capability);
  del_curterm(cur_term);
}

// ---- Asking ------------------------------------------------------------------------------------
Slice capability_enter(const Capability *capability) {
  return buffer_slice(&capability->enter);
}

void capability_set_mouse(Capability *capability, bool mouse, Buffer *out) {
  bool changes = capability->modern && mouse != capability->mouse;
  for (size_t i = 0; changes && i < sizeof modes / sizeof *modes; i++) {
    if (modes[i].mouse) buffer_add_string(out, mouse ? modes[i].on : modes[i].off);
  }
  capability->mouse = mouse;
  prepare_enter(capability);
}

Slice capability_leave(const Capability *capability) {
  return buffer_slice(&capability->leave);
}

const InputKey *capability_keys(const Capability *capability) {
  return capability->keys;
}

int capability_colours(const Capability *capability) {
  return capability->colour_count;
}

bool capability_is_modern(const Capability *capability) {
  return capability->modern;
}

bool capability_fills_corner(const Capability *capability) {
  return !capability->wraps || controls_wrap(capability);
}

// ---- Steering ----------------------------------------------------------------------------------
void capability_clear(const Capability *capability, Buffer *out) {
  add_cap(capability, out, CAP_CLEAR);
}

bool capability_clear_row(const Capability *capability, Buffer *out) {
  add_cap(capability, out, CAP_CLEAR_ROW);
  return capability->caps[CAP_CLEAR_ROW] != NULL;
}

static void add_with(Buffer *out, const char *cap, int first, int second) {
  const char *bytes = tparm(cap, first, second, 0, 0, 0, 0, 0, 0, 0);
  if (bytes) buffer_add_string(out, bytes);
}

// A sequence with one number or two, from 1 on; a frame has many, so they are not printed.
static void add_place(Buffer *out, const uint32_t *numbers, uint32_t count, char final) {
  buffer_add(out, SLICE("\033["));
  for (uint32_t i = 0; i < count; i++) {
    if (i > 0) buffer_add_byte(out, ';');
    buffer_add_number(out, numbers[i] + 1);
  }
  buffer_add_byte(out, final);
}

void capability_move(const Capability *capability, Buffer *out, uint32_t row, uint32_t column) {
  if (!capability->short_move)
    add_with(out, capability->caps[CAP_MOVE], (int)row, (int)column);
  else
    add_place(out, (const uint32_t[]){row, column}, column > 0 ? 2 : 1, 'H');
}

// In the same column.
static void move_to_row(Buffer *out, uint32_t from, uint32_t row) {
  if (row == from + 1)
    buffer_add_byte(out, '\n'); // output is not processed, so the column stays
  else if (row + 1 == from)
    buffer_add_string(out, "\033[A");
  else if (row != from)
    add_place(out, &row, 1, 'd');
}

// In the same row.
static void move_to_column(Buffer *out, uint32_t from, uint32_t column) {
  if (column != from && column == 0)
    buffer_add_byte(out, '\r');
  else if (column != from)
    add_place(out, &column, 1, 'G');
}

void capability_move_on(const Capability *capability, Buffer *out, uint32_t from_row,
                        uint32_t from_column, uint32_t row, uint32_t column) {
  bool near = row == from_row || row == from_row + 1 || column == from_column;
  if (row == from_row && column == from_column) return;
  if (row == from_row && column == 0) {
    buffer_add_byte(out, '\r');
    return;
  }
  if (!near || !capability->short_steps) {
    capability_move(capability, out, row, column);
    return;
  }
  move_to_column(out, from_column, column);
  move_to_row(out, from_row, row);
}

bool capability_scrolls(const Capability *capability) {
  return capability->scrolls;
}

bool capability_scroll(const Capability *capability, Buffer *out, uint32_t top, uint32_t bottom,
                       int32_t rows, uint32_t total) {
  bool up = rows > 0;
  add_with(out, capability->caps[CAP_REGION], (int)top, (int)bottom - 1);
  capability_move(capability, out, up ? bottom - 1 : top, 0);
  // Row by row, as every terminal with regions can; some do not know how to move several at once.
  for (int i = abs(rows); i > 0; i--) add_cap(capability, out, up ? CAP_ROW_UP : CAP_ROW_DOWN);
  // In full: there are emulators that take the short form for a region that begins at the top.
  add_with(out, capability->caps[CAP_REGION], 0, (int)total - 1);
  return capability->short_region; // a region that is set sends the cursor there
}

static const struct {
  StyleAttribute attribute;
  CapId cap;
} style_caps[] = {
    {STYLE_BOLD, CAP_BOLD}, {STYLE_UNDERLINE, CAP_UNDERLINE}, {STYLE_REVERSE, CAP_REVERSE},
    {STYLE_DIM, CAP_DIM},   {STYLE_ITALIC, CAP_ITALIC}, // underlined where a terminal cannot slant
                                                        // {STYLE_STRUCK, CAP_STRUCK},
};

// Can `to` be reached from `from` by adding to it?
static bool style_grows(Style from, Style to) {
  return (from.attributes & ~to.attributes) == 0 &&
         (from.foreground == STYLE_DEFAULT || to.foreground != STYLE_DEFAULT) &&
         (from.background == STYLE_DEFAULT || to.background != STYLE_DEFAULT);
}

// Appends a sequence to those that began at `start`; two that select graphic renditions become one.
static void add_rendition(Buffer *out, size_t start, const char *bytes) {
  static const Slice csi = {"\033[", 2};
  Slice next = slice_of(bytes), last = slice_cut(buffer_slice(out), start, out->len);
  bool one = slice_starts(last, csi) && slice_starts(next, csi) && next.ptr[next.len - 1] == 'm' &&
             last.ptr[last.len - 1] == 'm' && last.ptr[last.len - 2] != '[';
  if (one) {
    out->ptr[out->len - 1] = ';';
    next = slice_cut(next, csi.len, next.len);
  }
  buffer_add(out, next);
}

// Nothing here changes the character set, so a reset within a frame need not name it.
static const char *reset_of(const Capability *capability, bool known) {
  const char *reset = capability->caps[CAP_RESET];
  return known && strncmp(reset, "\033(B\033[", 5) == 0 ? reset + 3 : reset;
}

static void add_colour(const Capability *capability, Buffer *out, size_t start, CapId id,
                       int colour) {
  const char *bytes = tparm(capability->caps[id], colour, 0, 0, 0, 0, 0, 0, 0, 0);
  if (bytes) add_rendition(out, start, bytes);
}

void capability_style(const Capability *capability, Buffer *out, const Style *from, Style to) {
  static const Style plain = {STYLE_DEFAULT, STYLE_DEFAULT, 0};
  if (!capability->caps[CAP_RESET]) return; // what could not be ended is not begun
  Style now = from && style_grows(*from, to) ? *from : plain;
  if (!from || !style_grows(*from, to)) buffer_add_string(out, reset_of(capability, from != NULL));
  size_t start = out->len;
  for (size_t i = 0; i < sizeof style_caps / sizeof *style_caps; i++) {
    const char *cap = capability->caps[style_caps[i].cap];
    bool added = to.attributes & ~now.attributes & style_caps[i].attribute;
    if (added && cap) add_rendition(out, start, cap);
  }
  if (to.foreground != now.foreground)
    add_colour(capability, out, start, CAP_FOREGROUND, to.foreground);
  if (to.background != now.background)
    add_colour(capability, out, start, CAP_BACKGROUND, to.background);
}

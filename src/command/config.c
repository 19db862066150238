// SPDX-License-Identifier: MIT
// Options: the table as data, their values, setting them. A value is kept as it is typed and as a
// number; which of them an option means its type says.
#include "command/config.h"

#include "base/memory.h"
#include "command/inside.h"
#include "command/line.h"

#include <stdlib.h>
#include <string.h>

static const ConfigOption options[CONFIG_COUNT] = {
#define OPTION(id, name, type, value, least, most, choices, redo, help)                            \
  [CONFIG_##id] = {name, CONFIG_##type, value, least, most, choices, CONFIG_REDO_##redo, help},
#include "command/options.def"
};

const ConfigOption *config_option(ConfigId id) {
  if (id < 0 || id >= CONFIG_COUNT) BUG("there is no option %d", (int)id);
  return &options[id];
}

ConfigId config_find(Slice name) {
  for (int id = 0; id < CONFIG_COUNT; id++) {
    if (slice_equal(name, slice_of(options[id].name))) return (ConfigId)id;
  }
  return CONFIG_NONE;
}

// ---- Values

// The words of a BOOL, as a CHOICE has its own; those behind the first two are read and not shown.
static const char bool_words[] = "off on no yes false true";

static const char *words_of(const ConfigOption *option) {
  return option->type == CONFIG_BOOL ? bool_words : option->choices;
}

// The at-th word of a list divided by blanks; empty behind the last.
static Slice word_at(const char *words, uint32_t at) {
  for (;; at--) {
    size_t len = strcspn(words, " ");
    if (at == 0) return slice_make(words, len);
    if (words[len] == '\0') return SLICE("");
    words += len + 1;
  }
}

static bool parse_word(const ConfigOption *option, Slice text, uint32_t *number) {
  for (uint32_t at = 0; text.len > 0; at++) {
    Slice word = word_at(words_of(option), at);
    if (word.len == 0) return false;
    if (!slice_equal(word, text)) continue;
    *number = option->type == CONFIG_BOOL ? at % 2 : at;
    return true;
  }
  return false;
}

static bool parse_number(const ConfigOption *option, Slice text, uint32_t *number) {
  enum { DIGITS_MAX = 6 };
  if (text.len == 0 || text.len > DIGITS_MAX) return false;
  *number = 0;
  for (size_t at = 0; at < text.len; at++) {
    if (text.ptr[at] < '0' || text.ptr[at] > '9') return false;
    *number = *number * 10 + (uint32_t)(text.ptr[at] - '0');
  }
  return *number >= option->least && *number <= option->most;
}

static bool parse_string(const ConfigOption *option, Slice text, uint32_t *number) {
  *number = (uint32_t)text.len;
  return text.len <= option->most;
}

static bool parse_value(const ConfigOption *option, Slice text, uint32_t *number) {
  static bool (*const parsers[])(const ConfigOption *, Slice,
                                 uint32_t *) = {[CONFIG_BOOL] = parse_word,
                                                [CONFIG_NUMBER] = parse_number,
                                                [CONFIG_CHOICE] = parse_word,
                                                [CONFIG_STRING] = parse_string};
  return parsers[option->type](option, text, number);
}

// As it is shown: numbers without leading noughts, `yes` as on.
static void write_value(const ConfigOption *option, uint32_t number, Slice text, Buffer *out) {
  if (option->type == CONFIG_NUMBER)
    buffer_printf(out, "%u", number);
  else
    buffer_add(out, option->type == CONFIG_STRING ? text : word_at(words_of(option), number));
}

void config_list_values(ConfigId id, Buffer *out) {
  const ConfigOption *option = config_option(id);
  if (option->type == CONFIG_NUMBER || option->type == CONFIG_STRING) return;
  for (uint32_t at = 0; option->type != CONFIG_BOOL || at < 2; at++) {
    Slice word = word_at(words_of(option), at);
    if (word.len == 0) return;
    buffer_add(out, word);
    buffer_add_byte(out, '\0');
  }
}

void config_write_range(ConfigId id, Buffer *out) {
  const ConfigOption *option = config_option(id);
  if (option->type == CONFIG_NUMBER) {
    buffer_printf(out, "%u-%u", option->least, option->most);
    return;
  }
  if (option->type == CONFIG_STRING) buffer_printf(out, "text of at most %u bytes", option->most);
  Buffer values = {0};
  config_list_values(id, &values);
  for (size_t at = 0; at < values.len; at += strlen(values.ptr + at) + 1)
    buffer_printf(out, "%s%s", at ? "|" : "", values.ptr + at);
  buffer_release(&values);
}

// ---- A configuration

static uint32_t default_number(ConfigId id) {
  uint32_t number = 0;
  const ConfigOption *option = config_option(id);
  if (!parse_value(option, slice_of(option->value), &number))
    BUG("'%s' is no value of '%s'", option->value, option->name);
  return number;
}

Config *config_new(void) {
  Config *config = memory_new(1, sizeof *config);
  config->keymap = keymap_new();
  for (int id = 0; id < CONFIG_COUNT; id++) {
    config->values[id] = (ConfigValue){default_number((ConfigId)id),
                                       memory_string(slice_of(options[id].value)), NULL};
  }
  return config;
}

void config_free(Config *config) {
  if (!config) return;
  for (int id = 0; id < CONFIG_COUNT; id++) {
    free(config->values[id].text);
    free(config->values[id].origin);
  }
  for (uint32_t at = 0; at < config->problem_count; at++) free(config->problems[at]);
  free(config->problems);
  keymap_free(config->keymap);
  free(config);
}

uint32_t config_number(const Config *config, ConfigId id) {
  return config ? config->values[id].number : default_number(id);
}

const char *config_text(const Config *config, ConfigId id) {
  return config ? config->values[id].text : config_option(id)->value;
}

const char *config_origin(const Config *config, ConfigId id) {
  const char *origin = config ? config->values[id].origin : NULL;
  return origin ? origin : "default";
}

Keymap *config_keymap(Config *config) {
  return config->keymap;
}

uint32_t config_take_redo(Config *config) {
  uint32_t redo = config->redo;
  config->redo = CONFIG_REDO_NOTHING;
  return redo;
}

// ---- Setting

// `origin` is copied; NULL is the default.
static void put(Config *config, ConfigId id, uint32_t number, Slice typed, const char *origin) {
  ConfigValue *value = &config->values[id];
  Buffer text = {0};
  if (number != value->number) config->redo |= config_option(id)->redo;
  write_value(config_option(id), number, typed, &text);
  free(value->text);
  free(value->origin);
  *value =
      (ConfigValue){number, buffer_take(&text), origin ? memory_string(slice_of(origin)) : NULL};
}

static bool put_text(Config *config, ConfigId id, const char *text, const char *origin,
                     Error *err) {
  uint32_t number;
  if (parse_value(config_option(id), slice_of(text), &number)) {
    put(config, id, number, slice_of(text), origin);
    return true;
  }
  Buffer range = {0};
  config_write_range(id, &range);
  error_set(err, ERROR_USAGE, "'%.60s' is no value of '%s': it has %s", text,
            config_option(id)->name, range.ptr);
  buffer_release(&range);
  return false;
}

// Where what is set now comes from.
static const char *origin_of(const Config *config) {
  return config->origin ? config->origin : "typed";
}

bool config_set(Config *config, ConfigId id, const char *value, Error *err) {
  return put_text(config, id, value, origin_of(config), err);
}

// on to off and back, a choice to the next one.
static bool put_next(Config *config, ConfigId id, const char *origin, Error *err) {
  const ConfigOption *option = config_option(id);
  uint32_t next = config->values[id].number + 1;
  if (option->type == CONFIG_NUMBER || option->type == CONFIG_STRING)
    return error_set(err, ERROR_USAGE, "'%s' has no next value", option->name);
  bool behind = option->type == CONFIG_BOOL ? next > 1 : word_at(option->choices, next).len == 0;
  put(config, id, behind ? 0 : next, SLICE(""), origin);
  return true;
}

static void tell(const Config *config, ConfigId id, Buffer *answer) {
  buffer_printf(answer, "%s ", config_option(id)->name);
  line_quote(answer, slice_of(config_text(config, id)));
  buffer_add_byte(answer, '\n');
}

// What stands behind the name: 0, `!` or `&`.
static char take_sign(Slice *name) {
  char last = name->len > 1 ? name->ptr[name->len - 1] : '\0';
  if (last != '!' && last != '&') return '\0';
  name->len--;
  return last;
}

bool config_do_set(Config *config, const char *const *arguments, uint32_t count, Buffer *answer,
                   Error *err) {
  if (count == 0) {
    for (int id = 0; id < CONFIG_COUNT; id++) tell(config, (ConfigId)id, answer);
    return true;
  }
  Slice name = slice_of(arguments[0]);
  char sign = take_sign(&name);
  ConfigId id = config_find(name);
  if (id == CONFIG_NONE) {
    return error_set(err, ERROR_USAGE, "there is no option '%.*s'",
                     name.len < 60 ? (int)name.len : 60, name.ptr);
  }
  if (count == 2 && sign)
    return error_set(err, ERROR_USAGE, "'%.60s' takes no value", arguments[0]);
  if (count == 2) return config_set(config, id, arguments[1], err);
  if (sign == '!') return put_next(config, id, origin_of(config), err);
  if (sign == '&')
    put(config, id, default_number(id), slice_of(config_option(id)->value), NULL);
  else
    tell(config, id, answer);
  return true;
}

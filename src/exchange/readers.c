// SPDX-License-Identifier: MIT
// Which reader a file is for. Each test looks for what only its format has; the first that says yes
// reads. JSON is parsed once for all tests that want it.
#include "exchange/readers.h"

#include "exchange/csv.h"

typedef struct Sample {
  Slice bytes;           // without a byte order mark
  const JsonValue *json; // or NULL
} Sample;

static const ReadersFormat formats[] = {
    {"w3c", "W3C Web Annotation", read_w3c},
    {"jsonl", "postil's own lines of JSON", read_jsonl},
    {"hypothesis", "Hypothesis: its export, or what its API finds", read_hypothesis},
    {"kindle", "My Clippings.txt of a Kindle", read_kindle},
    {"koreader", "KOReader: JSON, or metadata.*.lua beside a book", read_koreader},
    {"readwise", "Readwise CSV", read_readwise},
    {"taguette", "Taguette: a codebook (CSV) or a project (SQLite)", read_taguette},
};

const ReadersFormat *readers_formats(uint32_t *count) {
  *count = sizeof formats / sizeof *formats;
  return formats;
}

const ReadersFormat *readers_find(Slice name) {
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
    if (slice_equal(name, slice_of(formats[i].name))) return &formats[i];
  return NULL;
}

// ---- Tests

static bool is_sqlite(const Sample *sample) {
  return slice_starts(sample->bytes, SLICE("SQLite format 3"));
}

static bool is_hypothesis(const Sample *sample) {
  const JsonValue *list = json_get(sample->json, "annotations");
  if (!list) list = json_get(sample->json, "rows");
  if (!list || list->type != JSON_ARRAY) return false;
  for (const JsonValue *item = list->first; item; item = item->next)
    if (json_get(item, "target")) return true;
  return list->first == NULL;
}

static bool is_w3c_type(const JsonValue *type) {
  if (!type) return false;
  if (type->type == JSON_ARRAY) type = type->first;
  return type && type->type == JSON_STRING && slice_starts(type->text, SLICE("Annotation"));
}

static bool is_w3c(const Sample *sample) {
  const JsonValue *value = sample->json;
  if (value && value->type == JSON_ARRAY) value = value->first;
  return is_w3c_type(json_get(value, "type"));
}

static bool is_jsonl(const Sample *sample) {
  const JsonValue *type = json_get(sample->json, "type");
  return readers_is(type, "brief") || readers_is(type, "tag") || readers_is(type, "annotation");
}

static bool is_koreader_json(const Sample *sample) {
  return json_get(sample->json, "entries") || json_get(sample->json, "documents");
}

static bool is_lua(const Sample *sample) {
  Slice rest = sample->bytes, line;
  while (readers_next_line(&rest, &line)) {
    line = slice_trim(line);
    if (line.len && !slice_starts(line, SLICE("--"))) break;
  }
  return slice_starts(line, SLICE("return")) && sample->bytes.len > 0 && line.len > 6;
}

static bool is_kindle(const Sample *sample) {
  Slice rest = sample->bytes, line;
  while (readers_next_line(&rest, &line))
    if (slice_equal(line, SLICE("=========="))) return true;
  return false;
}

static bool has_column(const Sample *sample, const char *name) {
  Arena *arena = arena_new();
  CsvTable table;
  csv_open(&table, arena, sample->bytes);
  bool has = csv_column(&table, name) >= 0;
  arena_free(arena);
  return has;
}

static bool is_readwise(const Sample *sample) {
  return has_column(sample, "Highlight");
}

static bool is_codebook(const Sample *sample) {
  return has_column(sample, "tag") || has_column(sample, "name") || has_column(sample, "path");
}

static const struct {
  bool (*is)(const Sample *sample);
  const char *name;
} tests[] = {
    {is_sqlite, "taguette"}, {is_hypothesis, "hypothesis"},  {is_w3c, "w3c"},
    {is_jsonl, "jsonl"},     {is_koreader_json, "koreader"}, {is_lua, "koreader"},
    {is_kindle, "kindle"},   {is_readwise, "readwise"},      {is_codebook, "taguette"},
};

static Slice without_mark(Slice bytes) {
  return slice_starts(bytes, SLICE("\xEF\xBB\xBF")) ? slice_cut(bytes, 3, bytes.len) : bytes;
}

// The whole as JSON, or its first line where it is lines of JSON.
static const JsonValue *parse(Arena *arena, Slice bytes) {
  Error ignored;
  Slice line;
  Slice trimmed = slice_trim(bytes);
  if (!slice_starts(trimmed, SLICE("{")) && !slice_starts(trimmed, SLICE("["))) return NULL;
  const JsonValue *json = NULL;
  Slice rest = trimmed;
  if (readers_next_line(&rest, &line)) json = json_parse(arena, line, &ignored);
  return json ? json : json_parse(arena, bytes, &ignored);
}

const ReadersFormat *readers_sniff(Slice bytes) {
  Arena *arena = arena_new();
  Sample sample = {.bytes = without_mark(bytes)};
  sample.json = parse(arena, sample.bytes);
  const ReadersFormat *found = NULL;
  for (size_t i = 0; !found && i < sizeof tests / sizeof *tests; i++)
    if (tests[i].is(&sample)) found = readers_find(slice_of(tests[i].name));
  arena_free(arena);
  return found;
}

bool readers_read(const ReadersFormat *format, Slice bytes, ForeignFile *file, Error *err) {
  foreign_init(file);
  if (format->read(without_mark(bytes), file, err)) return true;
  foreign_release(file);
  return false;
}

// ---- What they share

Slice readers_text(ForeignFile *file, const JsonValue *object, const char *key) {
  const JsonValue *value = json_get(object, key);
  return value && value->type == JSON_STRING ? foreign_text(file, value->text) : SLICE("");
}

int64_t readers_number(const JsonValue *object, const char *key, int64_t none) {
  const JsonValue *value = json_get(object, key);
  if (!value || value->type != JSON_NUMBER || value->text.len > 15) return none;
  int64_t number = 0;
  for (size_t i = 0; i < value->text.len; i++) {
    char digit = value->text.ptr[i];
    if (digit < '0' || digit > '9') return none;
    number = number * 10 + (digit - '0');
  }
  return number;
}

bool readers_is(const JsonValue *value, const char *text) {
  return value && value->type == JSON_STRING && slice_equal(value->text, slice_of(text));
}

const JsonValue *readers_json(ForeignFile *file, Slice bytes, Error *err) {
  return json_parse(file->arena, bytes, err);
}

bool readers_next_line(Slice *rest, Slice *line) {
  *line = SLICE("");
  if (rest->len == 0) return false;
  const char *end = memchr(rest->ptr, '\n', rest->len);
  size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
  *line = slice_cut(*rest, 0, len);
  *rest = slice_cut(*rest, end ? len + 1 : len, rest->len);
  if (line->len && line->ptr[line->len - 1] == '\r') line->len--;
  return true;
}

bool readers_refuse(Error *err, const char *format, const char *why) {
  return error_set(err, ERROR_DATA, "cannot read it as %s: %s", format, why);
}

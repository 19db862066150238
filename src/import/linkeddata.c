// SPDX-License-Identifier: MIT
// JSON-LD as pages have it: an object, a list of objects, or an object with a "@graph" of them. The
// article is the first that has a headline; an author may be a string, an object or a list, and an
// object may only point to another of the graph by its "@id".
#include "import/linkeddata.h"

#include "codec/json.h"

typedef struct Graph {
  const JsonValue *first; // of the objects, which are linked by next
} Graph;

static Slice string_of(const JsonValue *object, const char *key) {
  const JsonValue *value = object ? json_get(object, key) : NULL;
  return value && value->type == JSON_STRING ? slice_trim(value->text) : SLICE("");
}

static Graph objects_of(const JsonValue *root) {
  const JsonValue *graph = root->type == JSON_OBJECT ? json_get(root, "@graph") : root;
  if (graph && graph->type == JSON_ARRAY) return (Graph){graph->first};
  return (Graph){root};
}

static const JsonValue *find_with(Graph graph, const char *key) {
  for (const JsonValue *object = graph.first; object; object = object->next) {
    if (object->type == JSON_OBJECT && string_of(object, key).len > 0) return object;
  }
  return NULL;
}

static const JsonValue *find_id(Graph graph, Slice id) {
  for (const JsonValue *object = graph.first; object; object = object->next) {
    if (object->type == JSON_OBJECT && slice_equal(string_of(object, "@id"), id)) return object;
  }
  return NULL;
}

// The name of a person or organisation, where it stands or where it is pointed to.
static Slice name_of(Graph graph, const JsonValue *value) {
  if (value->type == JSON_STRING) return slice_trim(value->text);
  if (value->type != JSON_OBJECT) return SLICE("");
  Slice name = string_of(value, "name"), id = string_of(value, "@id");
  const JsonValue *elsewhere = name.len == 0 && id.len > 0 ? find_id(graph, id) : NULL;
  return elsewhere ? string_of(elsewhere, "name") : name;
}

static void add_author(LinkedData *data, Graph graph, const JsonValue *value) {
  bool person = !slice_equal(string_of(value, "@type"), SLICE("Organization"));
  Slice name = name_of(graph, value);
  if (person && name.len > 0) data->authors[data->author_count++] = name;
}

static void read_authors(LinkedData *data, Graph graph, const JsonValue *article) {
  const JsonValue *author = json_get(article, "author");
  if (!author || data->author_count > 0) return;
  if (author->type != JSON_ARRAY) {
    add_author(data, graph, author);
    return;
  }
  int count = 0;
  for (const JsonValue *item = author->first; item && count < LINKEDDATA_AUTHORS_MAX; count++) {
    add_author(data, graph, item);
    item = item->next;
  }
}

void linkeddata_read(LinkedData *data, Arena *arena, Slice script) {
  Error ignored;
  const JsonValue *root = json_parse(arena, slice_trim(script), &ignored);
  if (!root) return;
  Graph graph = objects_of(root);
  const JsonValue *article = find_with(graph, "headline");
  const JsonValue *dated = article && string_of(article, "datePublished").len
                               ? article
                               : find_with(graph, "datePublished");
  if (data->title.len == 0) data->title = string_of(article, "headline");
  if (data->date.len == 0) data->date = string_of(dated, "datePublished");
  if (!article) return;
  read_authors(data, graph, article);
  const JsonValue *publisher = json_get(article, "publisher");
  if (publisher && data->site.len == 0) data->site = name_of(graph, publisher);
}

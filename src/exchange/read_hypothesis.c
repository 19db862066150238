// SPDX-License-Identifier: MIT
// Hypothesis: what its client exports ("annotations") and what its API finds ("rows"). Positions
// are those of a web page and say nothing here, so only quotations count.
//
// Replies go to the comment of the annotation that their thread begins with, in order of time.
#include "exchange/readers.h"

#include "base/bisection.h"
#include "base/moment.h"

#include <stdlib.h>

typedef struct Reply {
  Slice root;
  Slice user, text, day;
  int64_t created;
  uint32_t number;
} Reply;

typedef struct Replies {
  Reply *items;
  uint32_t count;
  size_t capacity;
} Replies;

// "acct:ana@hypothes.is" is ana.
static Slice read_user(ForeignFile *file, const JsonValue *source) {
  Slice user = readers_text(file, source, "user"), head = SLICE("acct:");
  if (slice_starts(user, head)) user = slice_cut(user, head.len, user.len);
  const char *host = user.len ? memchr(user.ptr, '@', user.len) : NULL;
  if (host) user.len = (size_t)(host - user.ptr);
  return arena_slice(file->arena, user);
}

static void read_place(ForeignFile *file, ForeignAnnotation *annotation, const JsonValue *target) {
  const JsonValue *selectors = json_get(target, "selector");
  bool any = selectors && selectors->type == JSON_ARRAY && selectors->first;
  if (!any) return; // on the whole brief
  for (const JsonValue *item = selectors->first; item; item = item->next) {
    if (!readers_is(json_get(item, "type"), "TextQuoteSelector")) continue;
    foreign_add_quote(annotation, readers_text(file, item, "exact"),
                      readers_text(file, item, "prefix"), readers_text(file, item, "suffix"));
  }
  if (annotation->quote_count == 0)
    foreign_leave_out(annotation, "no selector of it quotes a passage");
}

static void read_annotation(ForeignFile *file, const JsonValue *source) {
  ForeignAnnotation *annotation = foreign_add(file);
  annotation->id = readers_text(file, source, "id");
  annotation->created = foreign_moment(readers_text(file, source, "created"));
  annotation->updated = foreign_moment(readers_text(file, source, "updated"));
  annotation->comment = readers_text(file, source, "text");
  annotation->clues.url = readers_text(file, source, "uri");
  const JsonValue *titles = json_get(json_get(source, "document"), "title");
  if (titles && titles->first && titles->first->type == JSON_STRING)
    annotation->clues.title = foreign_text(file, titles->first->text);
  annotation->by = readers_text(file, json_get(source, "user_info"), "display_name");
  if (annotation->by.len == 0) annotation->by = read_user(file, source);
  const JsonValue *tags = json_get(source, "tags"), *hidden = json_get(source, "hidden");
  for (const JsonValue *tag = tags ? tags->first : NULL; tag; tag = tag->next)
    if (tag->type == JSON_STRING) foreign_add_tag(file, annotation, foreign_text(file, tag->text));
  const JsonValue *target = json_get(source, "target");
  read_place(file, annotation, target && target->type == JSON_ARRAY ? target->first : target);
  if (hidden && hidden->type == JSON_TRUE) foreign_leave_out(annotation, "it is hidden");
}

// ---- Replies

static void keep_reply(ForeignFile *file, Replies *replies, const JsonValue *source, Slice root) {
  char day[MOMENT_TEXT_SIZE] = "";
  Slice created = readers_text(file, source, "created");
  Reply reply = {.root = root,
                 .user = read_user(file, source),
                 .text = readers_text(file, source, "text"),
                 .created = foreign_moment(created),
                 .number = replies->count};
  if (reply.created != FOREIGN_NO_MOMENT) moment_format(reply.created, day);
  day[10] = '\0';
  reply.day = arena_slice(file->arena, slice_of(day));
  replies->items =
      memory_grow(replies->items, replies->count, &replies->capacity, sizeof *replies->items);
  replies->items[replies->count++] = reply;
}

static int compare_replies(const void *a, const void *b) {
  const Reply *one = a, *other = b;
  int order = slice_compare(one->root, other->root);
  if (order) return order;
  if (one->created != other->created) return one->created < other->created ? -1 : 1;
  return one->number < other->number ? -1 : one->number > other->number;
}

static void add_reply(const Reply *reply, Buffer *out) {
  Slice rest = reply->text, line;
  buffer_printf(out, "> **%s** %s: ", reply->user.ptr, reply->day.ptr);
  for (bool first = true; readers_next_line(&rest, &line); first = false) {
    if (!first) buffer_add_string(out, line.len ? "\n> " : "\n>");
    buffer_add(out, line);
  }
}

// The replies are in order of their roots, so one search finds those of a thread.
static uint32_t find_thread(const Replies *replies, Slice root) {
  Bisection range = bisection_of(0, replies->count);
  while (bisection_open(&range))
    bisection_narrow(&range, slice_compare(replies->items[range.middle].root, root) < 0);
  return (uint32_t)range.low;
}

static uint32_t add_thread(ForeignFile *file, ForeignAnnotation *annotation,
                           const Replies *replies) {
  uint32_t from = find_thread(replies, annotation->id), at = from;
  Buffer thread = {0};
  for (; at < replies->count && slice_equal(replies->items[at].root, annotation->id); at++) {
    if (at > from) buffer_add_string(&thread, "\n\n");
    add_reply(&replies->items[at], &thread);
  }
  if (thread.len)
    foreign_add_comment(file, annotation, arena_slice(file->arena, buffer_slice(&thread)));
  buffer_release(&thread);
  return at - from;
}

static void add_replies(ForeignFile *file, Replies *replies) {
  uint32_t placed = 0;
  if (replies->count)
    qsort(replies->items, replies->count, sizeof *replies->items, compare_replies);
  for (uint32_t i = 0; i < file->count && replies->count; i++)
    if (file->items[i].id.len) placed += add_thread(file, &file->items[i], replies);
  for (; placed < replies->count; placed++)
    foreign_leave_out(foreign_add(file), "it is a reply to what is not in the file");
  free(replies->items);
}

bool read_hypothesis(Slice bytes, ForeignFile *file, Error *err) {
  Error why = {0};
  const JsonValue *value = readers_json(file, bytes, &why);
  if (!value) return readers_refuse(err, "hypothesis", why.message);
  const JsonValue *list = json_get(value, "annotations");
  if (!list) list = json_get(value, "rows");
  if (!list || list->type != JSON_ARRAY)
    return readers_refuse(err, "hypothesis", "there is no list of annotations in it");
  file->dated = true;
  Replies replies = {0};
  for (const JsonValue *item = list->first; item; item = item->next) {
    const JsonValue *references = json_get(item, "references");
    const JsonValue *root = references && references->type == JSON_ARRAY ? references->first : NULL;
    if (item->type != JSON_OBJECT)
      foreign_leave_out(foreign_add(file), "it is no object");
    else if (root && root->type == JSON_STRING)
      keep_reply(file, &replies, item, foreign_text(file, root->text));
    else
      read_annotation(file, item);
  }
  add_replies(file, &replies);
  return true;
}

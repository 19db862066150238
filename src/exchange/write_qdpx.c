// SPDX-License-Identifier: MIT
// A project of REFI-QDA: an archive of project.qde and the texts. The order of elements is the
// schema's: description, selections, codings. Orphans have no place in a text and are left out.
#include "exchange/escape.h"
#include "exchange/names.h"
#include "exchange/refi.h"

#include "base/memory.h"
#include "base/moment.h"

#include <stdlib.h>

enum { NAME_MOST = 80 };

static void add_moment(Buffer *out, const char *name, int64_t moment) {
  char text[MOMENT_TEXT_SIZE];
  moment_format(moment, text);
  buffer_printf(out, " %s=\"%s\"", name, text);
}

static void add_user(Buffer *out, const char *name, const char *by) {
  char id[UUID_SIZE];
  names_derive("user/", slice_of(by[0] ? by : "reader"), id);
  refi_add_guid(out, name, id);
}

// ---- Codings

static void add_coding(Buffer *out, const Annotation *annotation, const char *tag) {
  char id[UUID_SIZE];
  Buffer name = {0};
  buffer_printf(&name, "%s/%s", annotation->id, tag);
  names_derive("coding/", buffer_slice(&name), id);
  buffer_release(&name);
  buffer_add_string(out, "<Coding");
  refi_add_guid(out, "guid", id);
  add_user(out, "creatingUser", annotation->by);
  add_moment(out, "creationDateTime", annotation->created);
  buffer_add_string(out, "><CodeRef");
  refi_add_guid(out, "targetGUID", tag);
  buffer_add_string(out, "/></Coding>");
}

static void add_codings(Exchange *exchange) {
  const Annotation *annotation = exchange->annotation;
  for (uint32_t i = 0; i < annotation->tag_count; i++) {
    const Tag *tag = exchange_find_tag(exchange, annotation->tags[i]);
    if (tag) add_coding(&exchange->out, annotation, tag->id);
  }
}

static void add_description(Buffer *out, Slice text) {
  if (text.len == 0) return;
  buffer_add_string(out, "<Description>");
  escape_xml(out, text);
  buffer_add_string(out, "</Description>");
}

// ---- Selections

static bool can_point(const Exchange *exchange) {
  const Annotation *annotation = exchange->annotation;
  return !annotation->whole && annotation->state != ANNOTATION_ORPHAN &&
         annotation->version == exchange->brief->version;
}

static void add_selection(Exchange *exchange, const RefiCodes *codes) {
  const Annotation *annotation = exchange->annotation;
  Buffer *out = &exchange->out, name = {0};
  escape_one_line(&name, slice_of(annotation->quote), NAME_MOST);
  buffer_add_string(out, "<PlainTextSelection");
  refi_add_guid(out, "guid", annotation->id);
  refi_add_attribute(out, "name", buffer_slice(&name));
  buffer_printf(out, " startPosition=\"%u\" endPosition=\"%u\"",
                (unsigned)annotation->span.start_cp, (unsigned)annotation->span.end_cp);
  add_user(out, "creatingUser", annotation->by);
  add_moment(out, "creationDateTime", annotation->created);
  add_user(out, "modifyingUser", annotation->by);
  add_moment(out, "modifiedDateTime", annotation->updated);
  buffer_add_byte(out, '>');
  add_description(out, slice_of(annotation->comment));
  add_codings(exchange);
  if (annotation->tag_count == 0 && !annotation->comment[0])
    add_coding(out, annotation, codes->highlight_id);
  buffer_add_string(out, "</PlainTextSelection>\n");
  buffer_release(&name);
}

// ---- Sources

// The comments on the whole brief, then its URL, divided by empty lines.
static void add_about(Exchange *exchange) {
  Buffer about = {0};
  while (exchange_next_annotation(exchange)) {
    if (!exchange->annotation->whole || !exchange->annotation->comment[0]) continue;
    buffer_printf(&about, "%s%s", about.len ? "\n\n" : "", exchange->annotation->comment);
  }
  if (exchange->brief->url[0])
    buffer_printf(&about, "%s%s", about.len ? "\n\n" : "", exchange->brief->url);
  add_description(&exchange->out, buffer_slice(&about));
  buffer_release(&about);
  exchange_rewind_brief(exchange);
}

// Briefs of one title follow each other only where their dates are equal too, so all are looked at.
static char *source_name(char **titles, uint32_t count, const char *title) {
  Buffer name = {0};
  bool taken = true;
  for (uint32_t number = 1; taken; number++) {
    buffer_clear(&name);
    buffer_add_string(&name, title);
    if (number > 1) buffer_printf(&name, " (%u)", (unsigned)number);
    taken = false;
    for (uint32_t i = 0; i < count && !taken; i++) taken = strcmp(titles[i], name.ptr) == 0;
  }
  return buffer_take(&name);
}

static void write_source(Exchange *exchange, const RefiCodes *codes, const char *name) {
  const Brief *brief = exchange->brief;
  Buffer *out = &exchange->out;
  buffer_add_string(out, "<TextSource");
  refi_add_guid(out, "guid", brief->id);
  refi_add_attribute(out, "name", slice_of(name));
  buffer_add_string(out, " plainTextPath=\"internal://");
  names_add_upper(out, brief->id);
  buffer_add_string(out, ".txt\"");
  add_moment(out, "creationDateTime", exchange->count ? exchange->count->updated : brief->added);
  buffer_add_string(out, ">\n");
  add_about(exchange);
  while (exchange_next_annotation(exchange))
    if (can_point(exchange)) add_selection(exchange, codes);
  exchange_rewind_brief(exchange);
  while (exchange_next_annotation(exchange))
    if (exchange->annotation->whole) add_codings(exchange);
  buffer_add_string(out, "</TextSource>\n");
}

static void write_sources(Exchange *exchange, const RefiCodes *codes) {
  char **names = memory_new(exchange->brief_count, sizeof *names);
  uint32_t count = 0;
  buffer_add_string(&exchange->out, "<Sources>\n");
  exchange_next_group(exchange);
  while (exchange_next_brief(exchange)) {
    names[count] = source_name(names, count, exchange->brief->title);
    write_source(exchange, codes, names[count++]);
  }
  buffer_add_string(&exchange->out, "</Sources>\n");
  for (uint32_t i = 0; i < count; i++) free(names[i]);
  free(names);
}

// ---- The project

static void add_project(Exchange *exchange, const char *first) {
  Buffer *out = &exchange->out, name = {0};
  if (exchange->only)
    buffer_add_string(&name, exchange->only->title);
  else
    buffer_printf(&name, "%u briefs", (unsigned)exchange->brief_count);
  buffer_add_string(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                         "<Project xmlns=\"urn:QDA-XML:project:1.0\"");
  refi_add_attribute(out, "name", buffer_slice(&name));
  buffer_add_string(out, " origin=\"postil\"");
  add_user(out, "creatingUserGUID", first);
  if (exchange->annotation_count > 0) add_moment(out, "creationDateTime", exchange->updated);
  buffer_add_string(out, ">\n");
  buffer_release(&name);
}

static void add_users(Buffer *out, const ChoiceTexts *people) {
  buffer_add_string(out, "<Users>");
  for (uint32_t i = 0; i < people->count; i++) {
    buffer_add_string(out, "<User");
    add_user(out, "guid", people->items[i]);
    refi_add_attribute(out, "name", slice_of(people->items[i][0] ? people->items[i] : "reader"));
    buffer_add_string(out, "/>");
  }
  buffer_add_string(out, "</Users>\n");
}

static void write_texts(Exchange *exchange) {
  exchange_rewind(exchange);
  exchange_next_group(exchange);
  while (exchange_next_brief(exchange)) {
    const Version *version = exchange_version(exchange);
    if (!version) return;
    Buffer name = {0};
    buffer_add_string(&name, "Sources/");
    names_add_upper(&name, exchange->brief->id);
    buffer_add_string(&name, ".txt");
    exchange_start_file(exchange, name.ptr);
    buffer_add(&exchange->out, version->text);
    buffer_release(&name);
  }
}

void write_qdpx(Exchange *exchange) {
  RefiCodes codes = refi_codes(exchange);
  ChoiceTexts people = exchange_people(exchange);
  Buffer *out = &exchange->out;
  exchange_start_file(exchange, "project.qde");
  add_project(exchange, people.count > 0 ? people.items[0] : "");
  add_users(out, &people);
  if (codes.count > 0 || codes.highlight) {
    buffer_add_string(out, "<CodeBook><Codes>\n");
    refi_add_codes(out, &codes);
    buffer_add_string(out, "</Codes></CodeBook>\n");
  }
  write_sources(exchange, &codes);
  buffer_add_string(out, "</Project>\n");
  write_texts(exchange);
  exchange_leave_out(exchange, exchange->orphan_count, "orphan", "orphans");
  choice_release_texts(&people);
  refi_release_codes(&codes);
}

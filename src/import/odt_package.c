// SPDX-License-Identifier: MIT
// Opening an OpenDocument text.
#include "import/odt_package.h"

#include "base/memory.h"

#include <stdlib.h>

uint32_t odt_number(Slice value, uint32_t most, uint32_t otherwise) {
  uint64_t number = 0;
  if (value.len == 0) return otherwise;
  for (size_t i = 0; i < value.len && number <= most; i++) {
    if (value.ptr[i] < '0' || value.ptr[i] > '9') return otherwise;
    number = number * 10 + (uint64_t)(value.ptr[i] - '0');
  }
  return number > most ? most : (uint32_t)number;
}

// ---- Styles

static bool is(Slice value, const char *word) {
  return slice_equal(value, slice_of(word));
}

// "super 58%", "33% 58%": by the sign of the raise.
static uint32_t place_kind(Slice position) {
  if (slice_starts(position, SLICE("sub")) || slice_starts(position, SLICE("-")))
    return INLINE_LOWERED;
  bool raised = slice_starts(position, SLICE("super")) ||
                (position.len && position.ptr[0] >= '1' && position.ptr[0] <= '9');
  return raised ? INLINE_RAISED : 0;
}

static uint32_t kinds_of(const Markup *markup, uint32_t at) {
  Slice weight = markup_attribute(markup, at, "fo:font-weight");
  Slice slant = markup_attribute(markup, at, "fo:font-style");
  Slice struck = markup_attribute(markup, at, "style:text-line-through-style");
  uint32_t kinds = place_kind(markup_attribute(markup, at, "style:text-position"));
  if (is(weight, "bold") || odt_number(weight, 1000, 0) >= 600) kinds |= INLINE_STRONG;
  if (is(slant, "italic") || is(slant, "oblique")) kinds |= INLINE_EMPHASIS;
  if (struck.len && !is(struck, "none")) kinds |= INLINE_STRUCK;
  return kinds;
}

static void read_style(OdtPackage *package, const Markup *markup, uint32_t at) {
  Slice family = markup_attribute(markup, at, "style:family");
  Slice shown = markup_attribute(markup, at, "style:display-name");
  OfficeStyle style = {
      .id = markup_attribute(markup, at, "style:name"),
      .parent = markup_attribute(markup, at, "style:parent-style-name"),
      .list = slice_make(NULL, 0),
  };
  Slice name = shown.len ? shown : style.id;
  style.role = office_role(name, &style.level);
  style.kinds = office_kinds(name);
  for (uint32_t child = at + 1; child < markup->nodes[at].end; child = markup->nodes[child].end) {
    if (markup_is(markup, child, "style:text-properties")) style.kinds |= kinds_of(markup, child);
  }
  if (is(family, "paragraph")) office_styles_add(&package->paragraphs, style);
  if (is(family, "text")) office_styles_add(&package->spans, style);
}

// ---- Lists

static void read_level(const Markup *markup, uint32_t at, OdtList *list) {
  uint32_t level = odt_number(markup_attribute(markup, at, "text:level"), UINT16_MAX, 0);
  if (level < 1 || level > ODT_LEVELS) return;
  bool number = markup_is(markup, at, "text:list-level-style-number");
  Slice format = markup_attribute(markup, at, "style:num-format");
  bool known = number && format.len == 1 && strchr("1iIaA", format.ptr[0]);
  list->levels[level - 1] = (OdtLevel){
      .format = known ? format.ptr[0] : '*',
      .start = odt_number(markup_attribute(markup, at, "text:start-value"), 1000000, 1),
      .before = markup_attribute(markup, at, "style:num-prefix"),
      .after = markup_attribute(markup, at, "style:num-suffix"),
  };
}

static void read_list(OdtPackage *package, const Markup *markup, uint32_t at) {
  package->lists =
      memory_grow(package->lists, package->list_count, &package->list_room, sizeof(OdtList));
  OdtList *list = &package->lists[package->list_count++];
  *list = (OdtList){.id = markup_attribute(markup, at, "style:name")};
  for (uint32_t child = at + 1; child < markup->nodes[at].end; child = markup->nodes[child].end)
    read_level(markup, child, list);
}

static int compare_lists(const void *a, const void *b) {
  const OdtList *one = a, *other = b;
  return slice_compare(one->id, other->id);
}

OdtList *odt_package_list(const OdtPackage *package, Slice id) {
  OdtList key = {.id = id};
  if (package->list_count == 0 || id.len == 0) return NULL;
  return bsearch(&key, package->lists, package->list_count, sizeof key, compare_lists);
}

static void read_styles(OdtPackage *package, const Markup *markup) {
  for (uint32_t at = 0; at < markup->node_count; at++) {
    if (markup_is(markup, at, "style:style"))
      read_style(package, markup, at);
    else if (markup_is(markup, at, "text:list-style"))
      read_list(package, markup, at);
    else
      continue;
    at = markup->nodes[at].end - 1;
  }
}

// ---- The whole

static bool ends_in(Slice text, const char *ending) {
  size_t len = strlen(ending);
  return text.len >= len && memcmp(text.ptr + text.len - len, ending, len) == 0;
}

static bool want_member(Slice name) {
  return is(name, "content.xml") || is(name, "styles.xml") || is(name, "meta.xml") ||
         ends_in(name, "manifest.xml");
}

// Locked documents look whole; only the list of members says that they cannot be read.
static bool check_lock(const OdtPackage *package, Error *err) {
  Slice manifest;
  bool found = archive_find(package->archive, SLICE("META-INF/manifest.xml"), &manifest);
  if (!found || !memmem(manifest.ptr, manifest.len, "encryption-data", 15)) return true;
  error_set(err, ERROR_DATA, "this document is locked by a password");
  return error_hint(err, "Save it without one and add that file");
}

static bool parse_content(OdtPackage *package, Error *err) {
  Slice bytes;
  if (!archive_need(package->archive, SLICE("content.xml"), &bytes, err)) return false;
  if (!markup_parse_xml(bytes, &package->content, err)) return false;
  if (package->content.well_formed) return true;
  return error_set(err, ERROR_DATA,
                   "this document is damaged: 'content.xml' breaks off or is no XML");
}

static bool parse_other(OdtPackage *package, Slice name, Markup *markup, Error *err) {
  Slice bytes;
  return !archive_find(package->archive, name, &bytes) || markup_parse_xml(bytes, markup, err);
}

bool odt_package_open(Slice bytes, OdtPackage *package, Error *err) {
  *package = (OdtPackage){0};
  package->archive = archive_open(bytes, want_member, err);
  bool ok = package->archive && check_lock(package, err) && parse_content(package, err) &&
            parse_other(package, SLICE("styles.xml"), &package->styles, err) &&
            parse_other(package, SLICE("meta.xml"), &package->meta, err);
  if (!ok) return false;
  read_styles(package, &package->styles);
  read_styles(package, &package->content);
  office_styles_sort(&package->paragraphs);
  office_styles_sort(&package->spans);
  if (package->list_count)
    qsort(package->lists, package->list_count, sizeof *package->lists, compare_lists);
  return true;
}

void odt_package_close(OdtPackage *package) {
  markup_release(&package->content);
  markup_release(&package->styles);
  markup_release(&package->meta);
  office_styles_release(&package->paragraphs);
  office_styles_release(&package->spans);
  free(package->lists);
  archive_close(package->archive);
}

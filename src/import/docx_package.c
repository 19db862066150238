// SPDX-License-Identifier: MIT
// Opening a Word document: finding its parts, parsing them, reading styles and lists.
#include "import/docx_package.h"

#include "base/memory.h"

#include <stdlib.h>

// ---- Small things of the markup

int32_t docx_child(const Markup *markup, uint32_t node, const char *name) {
  for (uint32_t at = node + 1; at < markup->nodes[node].end; at = markup->nodes[at].end) {
    if (markup_is(markup, at, name)) return (int32_t)at;
  }
  return MARKUP_NONE;
}

Slice docx_value(const Markup *markup, uint32_t node, const char *name) {
  int32_t child = docx_child(markup, node, name);
  return child == MARKUP_NONE ? slice_make(NULL, 0)
                              : markup_attribute(markup, (uint32_t)child, "w:val");
}

bool docx_is_on(const Markup *markup, uint32_t node, const char *name) {
  int32_t child = docx_child(markup, node, name);
  if (child == MARKUP_NONE) return false;
  Slice value = markup_attribute(markup, (uint32_t)child, "w:val");
  return !slice_equal(value, SLICE("0")) && !slice_equal(value, SLICE("false")) &&
         !slice_equal(value, SLICE("off")) && !slice_equal(value, SLICE("none"));
}

uint32_t docx_number(Slice value, uint32_t most) {
  uint64_t number = 0;
  for (size_t i = 0; i < value.len; i++) {
    if (value.ptr[i] < '0' || value.ptr[i] > '9') return 0;
    number = number * 10 + (uint64_t)(value.ptr[i] - '0');
    if (number > most) return most;
  }
  return (uint32_t)number;
}

uint32_t docx_kinds(const Markup *markup, uint32_t properties) {
  static const struct {
    const char *name;
    uint32_t kind;
  } switches[] = {{"w:b", INLINE_STRONG}, {"w:i", INLINE_EMPHASIS}, {"w:strike", INLINE_STRUCK}};
  uint32_t kinds = 0;
  for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
    if (docx_is_on(markup, properties, switches[i].name)) kinds |= switches[i].kind;
  }
  Slice place = docx_value(markup, properties, "w:vertAlign");
  if (slice_equal(place, SLICE("superscript"))) kinds |= INLINE_RAISED;
  if (slice_equal(place, SLICE("subscript"))) kinds |= INLINE_LOWERED;
  return kinds;
}

char docx_format(Slice name) {
  static const struct {
    const char *name;
    char format;
  } formats[] = {{"lowerRoman", 'i'},  {"upperRoman", 'I'}, {"lowerLetter", 'a'},
                 {"upperLetter", 'A'}, {"bullet", '*'},     {"none", '*'}};
  for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
    if (slice_equal(name, slice_of(formats[i].name))) return formats[i].format;
  }
  return '1';
}

// ---- Relations

static void read_relations(DocxRelations *relations) {
  const Markup *markup = &relations->markup;
  for (uint32_t at = 0; at < markup->node_count; at++) {
    if (!markup_is(markup, at, "rel:Relationship")) continue;
    relations->rows =
        memory_grow(relations->rows, relations->count, &relations->room, sizeof *relations->rows);
    relations->rows[relations->count++] = (DocxRelation){
        .id = markup_attribute(markup, at, "Id"),
        .type = markup_attribute(markup, at, "Type"),
        .target = markup_attribute(markup, at, "Target"),
        .external = slice_equal(markup_attribute(markup, at, "TargetMode"), SLICE("External")),
    };
  }
}

static int compare_relations(const void *a, const void *b) {
  const DocxRelation *one = a, *other = b;
  return slice_compare(one->id, other->id);
}

// Those of the part at a path ("word/document.xml"), or of the package (""). None is no fault.
static bool open_relations(DocxPackage *package, Slice path, DocxRelations *relations, Error *err) {
  size_t folder = path.len;
  while (folder > 0 && path.ptr[folder - 1] != '/') folder--;
  Buffer name = {0};
  buffer_printf(&name, "%.*s_rels/%.*s.rels", (int)folder, path.ptr, (int)(path.len - folder),
                path.ptr + folder);
  Slice bytes;
  bool found = archive_find(package->archive, buffer_slice(&name), &bytes);
  buffer_release(&name);
  if (!found) return true;
  if (!markup_parse_xml(bytes, &relations->markup, err)) return false;
  read_relations(relations);
  if (relations->count)
    qsort(relations->rows, relations->count, sizeof *relations->rows, compare_relations);
  return true;
}

static void close_relations(DocxRelations *relations) {
  free(relations->rows);
  markup_release(&relations->markup);
}

Slice docx_package_address(const DocxPackage *package, DocxPart part, Slice id) {
  const DocxRelations *relations = &package->relations[part];
  DocxRelation key = {.id = id};
  if (id.len == 0 || relations->count == 0) return SLICE("");
  const DocxRelation *found =
      bsearch(&key, relations->rows, relations->count, sizeof key, compare_relations);
  return found && found->external ? found->target : SLICE("");
}

// ---- Parts

typedef struct PartRow {
  const char *type; // what the type of the relation to it ends in
  const char *path; // where it usually is
} PartRow;

static const PartRow part_rows[DOCX_PARTS] = {
    [DOCX_DOCUMENT] = {"/officeDocument", "word/document.xml"},
    [DOCX_STYLES] = {"/styles", "word/styles.xml"},
    [DOCX_NUMBERING] = {"/numbering", "word/numbering.xml"},
    [DOCX_FOOTNOTES] = {"/footnotes", "word/footnotes.xml"},
    [DOCX_ENDNOTES] = {"/endnotes", "word/endnotes.xml"},
    [DOCX_SETTINGS] = {"/settings", "word/settings.xml"},
};

static bool ends_in(Slice text, const char *ending) {
  size_t len = strlen(ending);
  return text.len >= len && memcmp(text.ptr + text.len - len, ending, len) == 0;
}

static bool want_member(Slice name) {
  return ends_in(name, ".rels") || ends_in(name, ".xml");
}

// The path that a relation names, seen from the folder of `base`.
static Slice resolve(DocxPackage *package, Slice base, Slice target) {
  if (target.len && target.ptr[0] == '/') return slice_cut(target, 1, target.len);
  size_t folder = base.len;
  while (folder > 0 && base.ptr[folder - 1] != '/') folder--;
  Buffer path = {0};
  buffer_add(&path, slice_cut(base, 0, folder));
  buffer_add(&path, target);
  Slice kept = arena_slice(package->arena, buffer_slice(&path));
  buffer_release(&path);
  return kept;
}

static Slice find_part(DocxPackage *package, DocxPart part, const DocxRelations *relations,
                       Slice base) {
  Slice bytes;
  for (size_t i = 0; i < relations->count; i++) {
    const DocxRelation *row = &relations->rows[i];
    if (row->external || !ends_in(row->type, part_rows[part].type)) continue;
    Slice path = resolve(package, base, row->target);
    if (archive_find(package->archive, path, &bytes)) return path;
  }
  return slice_of(part_rows[part].path);
}

// What breaks off in the text itself must not be lost in silence; what only dresses it may be.
static bool parse_part(DocxPackage *package, DocxPart part, Error *err) {
  Slice path = package->paths[part], bytes;
  bool text = part == DOCX_DOCUMENT || part == DOCX_FOOTNOTES || part == DOCX_ENDNOTES;
  if (part == DOCX_DOCUMENT && !archive_need(package->archive, path, &bytes, err)) return false;
  if (!archive_find(package->archive, path, &bytes)) return true;
  if (!markup_parse_xml(bytes, &package->parts[part], err)) return false;
  if (text && !package->parts[part].well_formed)
    return error_set(err, ERROR_DATA, "this document is damaged: '%.*s' breaks off or is no XML",
                     (int)path.len, path.ptr);
  return !text || open_relations(package, path, &package->relations[part], err);
}

static bool open_document(DocxPackage *package, Error *err) {
  DocxRelations root = {0};
  bool ok = open_relations(package, SLICE(""), &root, err);
  if (ok) {
    Slice path = find_part(package, DOCX_DOCUMENT, &root, SLICE(""));
    package->paths[DOCX_DOCUMENT] = arena_slice(package->arena, path);
    ok = parse_part(package, DOCX_DOCUMENT, err);
  }
  close_relations(&root);
  return ok;
}

// ---- Styles and lists

static void read_style(DocxPackage *package, uint32_t at) {
  const Markup *markup = &package->parts[DOCX_STYLES];
  OfficeStyle style = {
      .id = markup_attribute(markup, at, "w:styleId"),
      .parent = docx_value(markup, at, "w:basedOn"),
      .list = slice_make(NULL, 0),
  };
  style.role = office_role(docx_value(markup, at, "w:name"), &style.level);
  int32_t paragraph = docx_child(markup, at, "w:pPr"), run = docx_child(markup, at, "w:rPr");
  if (paragraph != MARKUP_NONE) {
    Slice outline = docx_value(markup, (uint32_t)paragraph, "w:outlineLvl");
    uint32_t level = docx_number(outline, DOCX_LEVELS);
    if (style.role == OFFICE_UNKNOWN && outline.ptr && level < DOCX_LEVELS) {
      style.role = OFFICE_HEADING;
      style.level = (uint8_t)(level < 6 ? level + 1 : 6);
    }
    int32_t list = docx_child(markup, (uint32_t)paragraph, "w:numPr");
    if (list != MARKUP_NONE) {
      style.list = docx_value(markup, (uint32_t)list, "w:numId");
      Slice depth = docx_value(markup, (uint32_t)list, "w:ilvl");
      style.list_level = (uint8_t)(docx_number(depth, DOCX_LEVELS - 1) + 1);
    }
  }
  if (run != MARKUP_NONE) style.kinds = docx_kinds(markup, (uint32_t)run);
  style.kinds |= office_kinds(docx_value(markup, at, "w:name"));
  office_styles_add(&package->styles, style);
}

static void read_styles(DocxPackage *package) {
  const Markup *markup = &package->parts[DOCX_STYLES];
  for (uint32_t at = 0; at < markup->node_count; at++) {
    if (markup_is(markup, at, "w:style")) read_style(package, at);
  }
  office_styles_sort(&package->styles);
}

static void read_level(const Markup *markup, uint32_t at, DocxList *list) {
  uint32_t level = docx_number(markup_attribute(markup, at, "w:ilvl"), DOCX_LEVELS);
  if (level >= DOCX_LEVELS) return;
  Slice start = docx_value(markup, at, "w:start");
  list->levels[level] = (DocxLevel){
      .format = docx_format(docx_value(markup, at, "w:numFmt")),
      .start = start.len ? docx_number(start, 1000000) : 1,
      .text = docx_value(markup, at, "w:lvlText"),
  };
}

static void read_abstract(DocxPackage *package, const Markup *markup, uint32_t at) {
  package->lists =
      memory_grow(package->lists, package->list_count, &package->list_room, sizeof(DocxList));
  DocxList *list = &package->lists[package->list_count++];
  *list = (DocxList){.id = markup_attribute(markup, at, "w:abstractNumId")};
  for (uint32_t child = at + 1; child < markup->nodes[at].end; child = markup->nodes[child].end) {
    if (markup_is(markup, child, "w:lvl")) read_level(markup, child, list);
  }
}

static int compare_lists(const void *a, const void *b) {
  const DocxList *one = a, *other = b;
  return slice_compare(one->id, other->id);
}

static int compare_numbers(const void *a, const void *b) {
  const DocxNumber *one = a, *other = b;
  return slice_compare(one->id, other->id);
}

static void read_numbering(DocxPackage *package) {
  const Markup *markup = &package->parts[DOCX_NUMBERING];
  for (uint32_t at = 0; at < markup->node_count; at++) {
    if (markup_is(markup, at, "w:abstractNum")) read_abstract(package, markup, at);
    if (!markup_is(markup, at, "w:num")) continue;
    package->numbers = memory_grow(package->numbers, package->number_count, &package->number_room,
                                   sizeof(DocxNumber));
    package->numbers[package->number_count++] = (DocxNumber){
        .id = markup_attribute(markup, at, "w:numId"),
        .list = docx_value(markup, at, "w:abstractNumId"),
    };
  }
  if (package->list_count)
    qsort(package->lists, package->list_count, sizeof(DocxList), compare_lists);
  if (package->number_count)
    qsort(package->numbers, package->number_count, sizeof(DocxNumber), compare_numbers);
}

DocxList *docx_package_list(const DocxPackage *package, Slice number) {
  DocxNumber key = {.id = number};
  if (package->number_count == 0 || package->list_count == 0) return NULL;
  const DocxNumber *found =
      bsearch(&key, package->numbers, package->number_count, sizeof key, compare_numbers);
  if (!found) return NULL;
  DocxList list = {.id = found->list};
  return bsearch(&list, package->lists, package->list_count, sizeof list, compare_lists);
}

// ---- The whole

bool docx_package_open(Slice bytes, DocxPackage *package, Error *err) {
  *package = (DocxPackage){.arena = arena_new()};
  package->archive = archive_open(bytes, want_member, err);
  if (!package->archive || !open_document(package, err)) return false;
  const DocxRelations *relations = &package->relations[DOCX_DOCUMENT];
  for (DocxPart part = DOCX_STYLES; part < DOCX_PARTS; part++) {
    Slice path = find_part(package, part, relations, package->paths[DOCX_DOCUMENT]);
    package->paths[part] = arena_slice(package->arena, path);
    if (!parse_part(package, part, err)) return false;
  }
  read_styles(package);
  read_numbering(package);
  return true;
}

void docx_package_close(DocxPackage *package) {
  for (DocxPart part = 0; part < DOCX_PARTS; part++) {
    markup_release(&package->parts[part]);
    close_relations(&package->relations[part]);
  }
  office_styles_release(&package->styles);
  free(package->lists);
  free(package->numbers);
  archive_close(package->archive);
  arena_free(package->arena);
}

void docx_package_properties(const DocxPackage *package, Manuscript *manuscript) {
  Slice bytes;
  Markup markup;
  Error ignored;
  if (!archive_find(package->archive, SLICE("docProps/core.xml"), &bytes)) return;
  if (!markup_parse_xml(bytes, &markup, &ignored)) return;
  office_state_properties(manuscript, &markup, "dc:title", "dc:creator");
  markup_release(&markup);
}

// SPDX-License-Identifier: MIT
// The registry of formats: a new one is a file of its own and an entry here.
#include "exchange/exchange.h"
#include "exchange/writers.h"

// Name, ending, prose, shape, bare briefs, empty form, groups, updates.
static const ExchangeFormat formats[] = {
    {"markdown", "md", "for people: quotations, footnotes, comments; Obsidian, any Markdown tool",
     EXCHANGE_STREAM, EXCHANGE_BARE_NONE, false, true, true, write_markdown},
    {"html", "html", "for people without any tool: the text with its marks; print", EXCHANGE_PAGE,
     EXCHANGE_BARE_NONE, false, false, false, write_html},
    {"org", "org", "Emacs, with org-remark", EXCHANGE_STREAM, EXCHANGE_BARE_NONE, false, true, true,
     write_org},
    {"w3c", "jsonld", "W3C Web Annotation: for other annotation programs, without loss",
     EXCHANGE_STREAM, EXCHANGE_BARE_NONE, true, false, false, write_w3c},
    {"jsonl", "jsonl", "complete: briefs, tags, annotations, one JSON object a line; jq, scripts",
     EXCHANGE_STREAM, EXCHANGE_BARE_ALL, false, false, false, write_jsonl},
    {"csv", "csv", "one annotation a row, exact to the character: scripts, sqlite3",
     EXCHANGE_STREAM, EXCHANGE_BARE_NONE, true, false, false, write_csv},
    {"hypothesis", "json", "the importer of the Hypothesis client", EXCHANGE_STREAM,
     EXCHANGE_BARE_NONE, false, false, false, write_hypothesis},
    {"qdpx", "qdpx", "REFI-QDA project: NVivo, ATLAS.ti, MAXQDA, QualCoder", EXCHANGE_ARCHIVE,
     EXCHANGE_BARE_NONE, false, false, false, write_qdpx},
    {"qdc", "qdc", "REFI-QDA codebook: the tags alone", EXCHANGE_STREAM, EXCHANGE_BARE_ALL, false,
     false, false, write_qdc},
    {"taguette", "csv", "the codebook for Taguette", EXCHANGE_STREAM, EXCHANGE_BARE_ALL, false,
     false, false, write_taguette},
    {"brat", "ann", "brat and INCEpTION: a folder of texts and annotations", EXCHANGE_FOLDER,
     EXCHANGE_BARE_NONE, false, false, false, write_brat},
    {"doccano", "jsonl", "doccano: a line a brief, for language processing", EXCHANGE_STREAM,
     EXCHANGE_BARE_NONE, false, false, false, write_doccano},
    {"readwise", "csv", "the importer of Readwise", EXCHANGE_STREAM, EXCHANGE_BARE_NONE, false,
     false, false, write_readwise},
    {"bibtex", "bib", "citing the briefs: LaTeX, Zotero", EXCHANGE_STREAM, EXCHANGE_BARE_CITED,
     false, false, false, write_bibtex},
    {"csl", "json", "citing the briefs, as CSL-JSON: pandoc, Zotero", EXCHANGE_STREAM,
     EXCHANGE_BARE_CITED, false, false, false, write_csl},
};

const ExchangeFormat *exchange_formats(uint32_t *count) {
  *count = sizeof formats / sizeof formats[0];
  return formats;
}

const ExchangeFormat *exchange_find_format(Slice name) {
  for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
    if (slice_equal(slice_of(formats[i].name), name)) return &formats[i];
  }
  return NULL;
}

Target exchange_target(const ExchangeFormat *format, const char *path, bool replace) {
  size_t len = strlen(path);
  bool slash = len > 0 && path[len - 1] == '/';
  bool folder = slash || format->shape == EXCHANGE_FOLDER ||
                (format->shape != EXCHANGE_ARCHIVE && file_is_folder(path));
  if (format->shape == EXCHANGE_ARCHIVE) return target_of_archive(path, replace);
  return folder ? target_of_folder(path, replace) : target_of_file(path, replace);
}

const char *exchange_group_name(ExchangeGroup group) {
  static const char *const names[EXCHANGE_GROUP_COUNT] = {"brief", "tag", "colour"};
  return names[group];
}

bool exchange_find_group(Slice name, ExchangeGroup *group) {
  for (int i = 0; i < EXCHANGE_GROUP_COUNT; i++) {
    if (!slice_equal(slice_of(exchange_group_name((ExchangeGroup)i)), name)) continue;
    *group = (ExchangeGroup)i;
    return true;
  }
  return false;
}

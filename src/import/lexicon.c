// SPDX-License-Identifier: MIT
// Word lists. Adding a language is adding words here.
#include "import/lexicon.h"

#include <stddef.h>

// clang-format off
const LexiconMonth lexicon_months[] = {
    {"january", 1}, {"jan", 1}, {"januar", 1}, {"janvier", 1}, {"января", 1}, {"январь", 1},
    {"янв", 1}, {"қаңтар", 1}, {"yanvar", 1}, {"ocak", 1}, {"يناير", 1},
    {"february", 2}, {"feb", 2}, {"februar", 2}, {"février", 2}, {"февраля", 2}, {"февраль", 2},
    {"ақпан", 2}, {"fevral", 2}, {"şubat", 2}, {"فبراير", 2},
    {"march", 3}, {"mar", 3}, {"märz", 3}, {"mars", 3}, {"марта", 3}, {"март", 3}, {"наурыз", 3},
    {"mart", 3}, {"مارس", 3},
    {"april", 4}, {"apr", 4}, {"avril", 4}, {"апреля", 4}, {"апрель", 4}, {"сәуір", 4}, {"aprel", 4},
    {"nisan", 4}, {"أبريل", 4},
    {"may", 5}, {"mai", 5}, {"мая", 5}, {"май", 5}, {"мамыр", 5}, {"mayıs", 5}, {"مايو", 5},
    {"june", 6}, {"jun", 6}, {"juni", 6}, {"juin", 6}, {"июня", 6}, {"июнь", 6}, {"маусым", 6},
    {"iyun", 6}, {"haziran", 6}, {"يونيو", 6},
    {"july", 7}, {"jul", 7}, {"juli", 7}, {"juillet", 7}, {"июля", 7}, {"июль", 7}, {"шілде", 7},
    {"iyul", 7}, {"temmuz", 7}, {"يوليو", 7},
    {"august", 8}, {"aug", 8}, {"août", 8}, {"августа", 8}, {"август", 8}, {"тамыз", 8},
    {"avgust", 8}, {"ağustos", 8}, {"أغسطس", 8},
    {"september", 9}, {"sept", 9}, {"sep", 9}, {"septembre", 9}, {"сентября", 9}, {"сентябрь", 9},
    {"қыркүйек", 9}, {"sentabr", 9}, {"eylül", 9}, {"سبتمبر", 9},
    {"october", 10}, {"oct", 10}, {"oktober", 10}, {"octobre", 10}, {"октября", 10},
    {"октябрь", 10}, {"қазан", 10}, {"oktabr", 10}, {"ekim", 10}, {"أكتوبر", 10},
    {"november", 11}, {"nov", 11}, {"novembre", 11}, {"ноября", 11}, {"ноябрь", 11},
    {"қараша", 11}, {"noyabr", 11}, {"kasım", 11}, {"نوفمبر", 11},
    {"december", 12}, {"dec", 12}, {"dezember", 12}, {"décembre", 12}, {"декабря", 12},
    {"декабрь", 12}, {"желтоқсан", 12}, {"dekabr", 12}, {"aralık", 12}, {"ديسمبر", 12},
    {NULL, 0},
};

const char *const lexicon_date_fill[] = {
    "г", "ж", "жылғы", "жыл", "yil", "le", "of", "de", "the", "on", NULL,
};

const char *const lexicon_date_labels[] = {
    "date", "published on", "published", "posted on", "posted", "updated", "дата", NULL,
};

const char *const lexicon_series_adjectives[] = {
    "policy", "issue", "research", "discussion", "working", "occasional", "background", "briefing",
    "strategic", "country", "special", "position", "white", "expert", "quick", "data", "event",
    "conference", "legal", "regional", "security", "technical", "annual", "weekly", "monthly",
    "quarterly", "in-depth", NULL,
};

const char *const lexicon_series_nouns[] = {
    "brief", "briefs", "briefing", "briefings", "briefing note", "briefing notes", "paper", "papers",
    "report", "reports", "note", "notes", "memo", "memos", "memorandum", "memorandums", "memoranda",
    "commentary", "commentaries", "analysis", "analyses", "insight", "insights", "op-ed", "op-eds",
    "oped", "opeds", "opinion", "opinions", "perspective", "perspectives", "essay", "essays",
    "backgrounder", "backgrounders", "dispatch", "dispatches", "viewpoint", "viewpoints", "review",
    "reviews", "explainer", "explainers", "factsheet", "factsheets", "bulletin", "bulletins", NULL,
};

const char *const lexicon_series_lines[] = {
    "аналитика", "комментарий", "аналитическая записка", "анализ", "мнение", "доклад", NULL,
};

const char *const lexicon_sections[] = {
    "introduction", "executive summary", "summary", "abstract", "background", "contents",
    "table of contents", "key points", "key findings", "key takeaways", "key messages", "overview",
    "preface", "foreword", "acknowledgments", "acknowledgements", "acknowledgment",
    "acknowledgement", "conclusion", "conclusions", "recommendations", "введение", "резюме",
    "содержание", "Einleitung", "Zusammenfassung", "introduction générale", "résumé", "giriş",
    "özet", NULL,
};

const char *const lexicon_contents[] = {"contents", "table of contents", "содержание", NULL};

const char *const lexicon_notes_headings[] = {
    "endnote", "endnotes", "end note", "end notes", "footnote", "footnotes", "foot note",
    "foot notes", "note", "notes", "reference", "references", "source", "sources", "bibliography",
    "works cited", "примечания", "сноски", "источники", "литература", "ескертпелер", "сілтемелер",
    "дереккөздер", "izohlar", "manbalar", "dipnotlar", "sonnotlar", "notlar", "kaynakça",
    "kaynakça ve dipnotlar", "kaynaklar", "Anmerkungen", "Fußnoten", "Endnoten", "Quellen",
    "notes de bas de page", "notes de fin", "références", "注", "脚注", "註", "注释", "註釋",
    "参考文献", "尾注", "الهوامش", "المراجع", "المصادر", NULL,
};

const char *const lexicon_institutions[] = {
    "institute", "centre", "center", "university", "observatory", "laboratory", "laboratories",
    "lab", "forum", "society", "bureau", "desk", "ministry", "academy", "council", "foundation",
    "school", "office", "agency", "department", "association", "college", "faculty", "program",
    "programs", "programme", "programmes", "project", "network", "group", "union", "fund", "bank",
    "think tank", "initiative", "commission", "committee", "trust", NULL,
};

const char *const lexicon_particles[] = {
    "von", "van", "der", "den", "de", "da", "del", "della", "di", "du", "des", "dos", "la", "le",
    "el", "al", "bin", "ibn", "ter", "ten", "zu", NULL,
};

const char *const lexicon_name_stops[] = {
    "a", "an", "the", "our", "new", "key", "final", "policy", "introduction", "conclusion",
    "conclusions", "executive", "summary", "background", "costs", "why", "what", "how", "who",
    "where", "when", "from", "toward", "towards", "on", "in", "of", "for", "with", "to", "by",
    "case", "study", "options", "recommendations", "findings", "methods", "outlook", "overview",
    "discussion", "results", "context", "main", "next", "steps", "and", "or", "is", "are",
    "between", "beyond", "after", "before", NULL,
};

const char *const lexicon_name_joints[] = {"and", "und", "et", "и", "ve", NULL};

const char *const lexicon_author_labels[] = {
    "by", "author", "authors", "author(s)", "автор", "авторы", "автор(ы)", "yazar", "yazarlar",
    "yazar(lar)", "von", "par", NULL,
};

const char *const lexicon_ibid[] = {
    "ibid", "ibidem", "ibíd", "там же", "сонда", "o'sha yerda", "o'sha joyda", "aynı yer", "a.y.",
    "a. y.", "a.g.e.", "a. g. e.", "a.g.m.", "a. g. m.", "ebd.", "ebenda", NULL,
};

const char *const lexicon_ibid_signs[] = {"同上", "同前", "المرجع نفسه", "المصدر نفسه", NULL};

const char *const lexicon_ibid_before[] = {
    "see", "cf.", "cf", "см.", "см", "vgl.", "vgl", "also", NULL,
};

const char *const lexicon_op_cit[] = {
    "op. cit.", "op.cit.", "loc. cit.", "loc.cit.", "указ. соч.", "указ.соч.", NULL,
};

const char *const lexicon_abbreviations[] = {
    "p", "pp", "no", "nos", "nr", "vol", "art", "sec", "s", "ss", "fig", "figs", "tab", "ch",
    "para", "paras", "n", "nn", "ed", "eds", "vs", "st", "dr", "mr", "ms", "cf", "eq", "гл", "с",
    "стр", "ст", NULL,
};

const char *const lexicon_units[] = {
    "m", "km", "cm", "dm", "mm", "µm", "nm", "ha", "x", "y", "n", "R", NULL,
};
// clang-format on

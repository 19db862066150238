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
    // German of Austria, Spanish, Italian, Portuguese, Ukrainian, Tajik; French without accents;
    // Arabic of the Levant, Persian
    {"jänner", 1}, {"enero", 1}, {"gennaio", 1}, {"janeiro", 1}, {"січня", 1}, {"січень", 1},
    {"январ", 1}, {"ژانویه", 1}, {"febrero", 2}, {"febbraio", 2}, {"fevereiro", 2}, {"лютого", 2},
    {"лютий", 2}, {"феврал", 2}, {"fevrier", 2}, {"feber", 2}, {"شباط", 2}, {"فوریه", 2},
    {"marzo", 3}, {"março", 3}, {"березня", 3}, {"березень", 3}, {"آذار", 3}, {"abril", 4},
    {"aprile", 4}, {"квітня", 4}, {"квітень", 4}, {"апрел", 4}, {"نيسان", 4}, {"آوریل", 4},
    {"mayo", 5}, {"maggio", 5}, {"maio", 5}, {"травня", 5}, {"травень", 5}, {"أيار", 5},
    {"junio", 6}, {"giugno", 6}, {"junho", 6}, {"червня", 6}, {"червень", 6}, {"июн", 6},
    {"حزيران", 6}, {"ژوئن", 6}, {"julio", 7}, {"luglio", 7}, {"julho", 7}, {"липня", 7},
    {"липень", 7}, {"июл", 7}, {"تموز", 7}, {"ژوئیه", 7}, {"agosto", 8}, {"aout", 8},
    {"серпня", 8}, {"серпень", 8}, {"آب", 8}, {"اوت", 8}, {"septiembre", 9}, {"setiembre", 9},
    {"settembre", 9}, {"setembro", 9}, {"вересня", 9}, {"вересень", 9}, {"сентябр", 9},
    {"أيلول", 9}, {"سپتامبر", 9}, {"octubre", 10}, {"ottobre", 10}, {"outubro", 10},
    {"жовтня", 10}, {"жовтень", 10}, {"октябр", 10}, {"اکتبر", 10}, {"noviembre", 11},
    {"novembro", 11}, {"листопада", 11}, {"листопад", 11}, {"ноябр", 11}, {"نوامبر", 11},
    {"diciembre", 12}, {"dicembre", 12}, {"dezembro", 12}, {"decembre", 12}, {"грудня", 12},
    {"грудень", 12}, {"декабр", 12}, {"دسامبر", 12},
    {NULL, 0},
};

const char *const lexicon_date_fill[] = {
    "г", "года", "год", "р", "року", "рік", "ж", "жылғы", "жылы", "жыл", "yil", "yili", "йил", "le",
    "of", "de", "del", "den", "di", "the", "on",
    // Days of the week, but those that are also months: "mar", "sept".
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue",
    "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "montag", "dienstag", "mittwoch",
    "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "lundi", "mardi", "mercredi",
    "jeudi", "vendredi", "samedi", "dimanche", "lunes", "martes", "miércoles", "jueves", "viernes",
    "sábado", "domingo", "lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato",
    "domenica", "понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье",
    "дүйсенбі", "сейсенбі", "сәрсенбі", "бейсенбі", "жұма", "сенбі", "жексенбі", "dushanba",
    "seshanba", "chorshanba", "payshanba", "juma", "shanba", "yakshanba", "pazartesi", "salı",
    "çarşamba", "perşembe", "cuma", "cumartesi", "pazar", "الاثنين", "الثلاثاء", "الأربعاء",
    "الخميس", "الجمعة", "السبت", "الأحد", NULL,
};

const char *const lexicon_date_labels[] = {
    "date", "published on", "published", "posted on", "posted", "updated", "дата",
    "дата публикации", "опубликовано", "обновлено", "опубліковано", "жарияланған күні", "datum",
    "veröffentlicht am", "veröffentlicht", "stand", "publié le", "publié", "date de publication",
    "fecha", "publicado el", "publicado", "data", "pubblicato il", "tarih", "yayın tarihi", "sana",
    "التاريخ", "تاريخ النشر", "日期", "发布日期", "発行日", "公開日", NULL,
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
    "аналитика", "комментарий", "аналитическая записка", "анализ", "мнение", "доклад", "обзор",
    "меморандум", "служебная записка",
    "аналитический обзор", "аналитический доклад", "экспертное мнение", "аналітика", "коментар",
    "аналітична записка", "талдау", "пікір", "сараптама", "tahlil", "sharh", "analiz", "rapor",
    "politika notu", "görüş", "yorum", "analyse", "kurzanalyse", "kommentar", "arbeitspapier",
    "note de politique", "note d'analyse", "commentaire", "nota de política", "análisis",
    "comentario", "nota di policy", "analisi", "commento", "政策简报", "政策评论", "评论", "分析",
    "政策ブリーフ", "政策提言", "論評", "정책 브리프", "تحليل", "ورقة سياسات", "موجز سياسات",
    "تعليق", NULL,
};

const char *const lexicon_sections[] = {
    "introduction", "executive summary", "summary", "abstract", "background", "contents",
    "table of contents", "key points", "key findings", "key takeaways", "key messages", "overview",
    "preface", "foreword", "acknowledgments", "acknowledgements", "acknowledgment",
    "acknowledgement", "conclusion", "conclusions", "recommendations", "введение", "резюме",
    "содержание", "Einleitung", "Zusammenfassung", "introduction générale", "résumé", "giriş",
    "özet", "sonuç", "yönetici özeti", "заключение", "выводы", "рекомендации",
    "аннотация", "предисловие", "вступ", "висновки", "кіріспе", "қорытынды", "түйін", "ұсыныстар",
    "kirish", "xulosa", "annotatsiya", "tavsiyalar", "Vorwort", "Hintergrund", "Fazit",
    "Schlussfolgerungen", "Empfehlungen", "conclusion générale", "recommandations", "avant-propos",
    "introducción", "resumen", "resumen ejecutivo", "conclusiones", "recomendaciones",
    "introduzione", "sommario", "conclusioni", "引言", "摘要", "结论", "前言", "导言", "要旨", "要約",
    "結論", "はじめに", "おわりに", "서론", "결론", "요약", "مقدمة", "ملخص", "ملخص تنفيذي",
    "خاتمة", "الخلاصة", "توصيات", NULL,
};

const char *const lexicon_contents[] = {
    "contents", "table of contents", "содержание", "оглавление", "зміст", "мазмұны", "mundarija",
    "içindekiler", "Inhalt", "Inhaltsverzeichnis", "sommaire", "table des matières", "índice",
    "indice", "目录", "目錄", "目次", "목차", "المحتويات", NULL,
};

const char *const lexicon_notes_headings[] = {
    "endnote", "endnotes", "end note", "end notes", "footnote", "footnotes", "foot note",
    "foot notes", "note", "notes", "reference", "references", "source", "sources", "bibliography",
    "works cited", "примечания", "сноски", "источники", "литература", "ескертпелер", "сілтемелер",
    "дереккөздер", "izohlar", "manbalar", "dipnotlar", "sonnotlar", "notlar", "kaynakça",
    "kaynakça ve dipnotlar", "kaynaklar", "Anmerkungen", "Fußnoten", "Endnoten", "Quellen",
    "notes de bas de page", "notes de fin", "références", "注", "脚注", "註", "注释", "註釋",
    "参考文献", "尾注", "الهوامش", "المراجع", "المصادر",
    "notes and references", "references and notes", "notes and sources", "sources and notes",
    "selected bibliography", "список литературы", "список источников", "библиография",
    "примечания и источники", "ссылки", "примітки", "джерела", "література", "список літератури",
    "әдебиеттер", "пайдаланылған әдебиеттер", "adabiyotlar", "foydalanilgan adabiyotlar",
    "son notlar", "dip notlar", "referanslar", "fussnoten", "einzelnachweise", "literatur",
    "literaturverzeichnis", "quellenverzeichnis", "notes et références", "bibliographie",
    "notas", "notas al pie", "fuentes", "referencias", "bibliografía", "note a piè di pagina",
    "bibliografia", "fonti", "referências", "注記", "注釈", "出典", "参考資料", "参考资料", "资料来源",
    "注釋", "주", "각주", "미주", "참고문헌", "الحواشي", "قائمة المراجع", NULL,
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

const char *const lexicon_name_joints[] = {
    "and", "und", "et", "и", "ve", "y", "e", "і", "й", "та", "va", "hamda", "және", "мен", "пен", NULL,
};

const char *const lexicon_author_labels[] = {
    "by", "author", "authors", "author(s)", "автор", "авторы", "автор(ы)", "yazar", "yazarlar",
    "yazar(lar)", "von", "par", "автори", "autor", "autoren", "autorin", "auteur", "auteurs",
    "auteur(s)", "autores", "autor(es)", "autora", "por", "autore", "autori", "muallif", "mualliflar",
    "written by", "prepared by", "подготовил", "подготовила", "подготовили", NULL,
};

const char *const lexicon_ibid[] = {
    "ibid", "ibidem", "ibíd", "там же", "сонда", "o'sha yerda", "o'sha joyda", "aynı yer", "a.y.",
    "a. y.", "a.g.e.", "a. g. e.", "a.g.m.", "a. g. m.", "ebd.", "ebenda", "там само", NULL,
};

const char *const lexicon_ibid_signs[] = {"同上", "同前", "المرجع نفسه", "المصدر نفسه", NULL};

const char *const lexicon_ibid_before[] = {
    "see", "cf.", "cf", "см.", "см", "vgl.", "vgl", "also", "also see", "see generally", "see e.g.",
    "see, e.g.", "compare", "quoted in", "cited in", "as cited in", "as quoted in", "reprinted in",
    "siehe", "auch", "dazu", "zit. nach", "zitiert nach", "voir", "voir aussi", "cité dans",
    "cité par", "véase", "también", "bkz.", "bkz", "ayrıca", "см. также", "также", "цит. по", "див.",
    "див", NULL,
};

const char *const lexicon_note_words[] = {
    "note", "notes", "n.", "nn.", "n", "nn", "footnote", "endnote", "anm.", "fn.", "fußnote",
    "сноску", "сноска", "прим.", "примечание", "dipnot", NULL,
};

const char *const lexicon_op_cit[] = {
    "op. cit.", "op.cit.", "loc. cit.", "loc.cit.", "указ. соч.", "указ.соч.", "art. cit.",
    "art.cit.", "ob. cit.", "ob.cit.", "a.a.O.", "a. a. O.", "a.g.e.", "a. g. e.", "a.g.m.",
    "a. g. m.", NULL,
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

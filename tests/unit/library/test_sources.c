// SPDX-License-Identifier: MIT
// What briefs cite, from the notes of a text to the list of the library.
#include "library/sources.h"

#include "library/address.h"
#include "store/store.h"
#include "support/check.h"
#include "support/shelf.h"

#include <stdlib.h>

static void one_page_has_one_form_of_its_address(void **state) {
  (void)state;
  static const struct {
    const char *url, *wanted;
  } rows[] = {
      {"https://example.org/a/b", "example.org/a/b"},
      {"HTTP://WWW.Example.ORG/a/b/", "example.org/a/b"},
      {"https://example.org:443/a/b#top", "example.org/a/b"},
      {"http://example.org:80/a/b", "example.org/a/b"},
      {"http://example.org:8080/a", "example.org:8080/a"},
      {"https://example.org/a?utm_source=x&id=5&utm_medium=y", "example.org/a?id=5"},
      {"https://example.org/a?utm_source=x", "example.org/a"},
      {"https://example.org/?p=12", "example.org?p=12"},
      {"https://example.org/a%7Eb%c3%a9", "example.org/a~b%C3%A9"},
      {"https://example.org/A", "example.org/A"},
      {"https://example.org/100%", "example.org/100%"},
      {"https://example.org/größe", "example.org/gr%C3%B6%C3%9Fe"},
      {"https://example.org/gr%c3%b6%C3%9fe", "example.org/gr%C3%B6%C3%9Fe"},
      {"https://example.org/Foo_%28bar%29", "example.org/Foo_(bar)"},
      {"https://example.org/a%2Fb%3F%23%26%3D%2b", "example.org/a%2Fb%3F%23%26%3D%2B"},
      {"https://www.bücher.example/a", "xn--bcher-kva.example/a"},
      {"https://xn--bcher-kva.example/a", "xn--bcher-kva.example/a"},
      {"https://example.org./a", "example.org/a"},
      {"https://example.org/a?gclid=1&fbclid=2&_hsenc=3&msclkid=4&reference=5",
       "example.org/a?reference=5"},
      {"https://example.org/a#:~:text=hello", "example.org/a"},
      {"https://example.org/#/documents/12", "example.org#/documents/12"},
      {"https://example.org/#!/documents/12", "example.org#!/documents/12"},
      {"https://example.org/#?a", ""},
      {"www.example.org/a", "example.org/a"},
      {"example.org/a", "example.org/a"},
      {"bücher.example/a", "xn--bcher-kva.example/a"},
      {"doi:10.1000/ABC.12", "doi.org/10.1000/abc.12"},
      {"DOI: 10.1000/ABC.12", "doi.org/10.1000/abc.12"},
      {"https://dx.doi.org/10.1000/ABC.12?from=x", "doi.org/10.1000/abc.12"},
      {"https://doi.org/the-site/about", ""},
      {"doi:none", ""},
      {"../notes/a.html", ""},
      {"report.pdf", ""},
      {"see example.org/a", ""},
      {"12.5/7", ""},
      {"https://example.org/", ""},
      {"https://example.org", ""},
      {"ftp://example.org/a", ""},
      {"mailto:a@example.org", ""},
      {"", ""},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    Buffer out = {0};
    buffer_add_string(&out, ">");
    assert_int_equal(address_fold_url(slice_of(rows[i].url), &out), rows[i].wanted[0] != '\0');
    check_text(slice_cut(buffer_slice(&out), 1, out.len), rows[i].wanted);
    buffer_release(&out);
  }
}

static void an_address_without_a_scheme_is_found_among_words(void **state) {
  (void)state;
  static const struct {
    const char *words, *wanted;
  } rows[] = {
      {"See www.example.org/a/b.", "www.example.org/a/b"},
      {"A. Writer, Ports, doi:10.1000/abc(12), p. 3", "doi:10.1000/abc(12)"},
      {"A. Writer, Ports, DOI: 10.1000/abc.", "DOI: 10.1000/abc"},
      {"(doi.org/10.1000/abc)", "doi.org/10.1000/abc"},
      {"“Ports”, www.example.org/a”", "www.example.org/a"},
      {"the awww.effect", ""},
      {"nothing", ""},
      {"", ""},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    check_text(address_find_bare(slice_of(rows[i].words)), rows[i].wanted);
}

static void titles_are_compared_by_their_words(void **state) {
  (void)state;
  static const struct {
    const char *title, *wanted;
  } rows[] = {
      {"Governance First: Japan’s Quiet Path", "governance first japan s quiet path"},
      {"“Über  Häfen,”", "uber hafen"},
      {"Harbours", ""},
      {"Internationalisation", "internationalisation"},
      {"!?", ""},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    Buffer out = {0};
    assert_int_equal(address_fold_title(slice_of(rows[i].title), &out), rows[i].wanted[0] != 0);
    check_text(buffer_slice(&out), rows[i].wanted);
    buffer_release(&out);
  }
}

static void a_source_is_called_by_its_first_quotation(void **state) {
  (void)state;
  static const struct {
    const char *note, *wanted;
  } rows[] = {
      {"A. Writer, “Ports first”, The “Daily” Review", "Ports first"},
      {"“The Summit of the “Two Seas” Dialogue (TS)”, Ministry",
       "The Summit of the “Two Seas” Dialogue (TS)"},
      {"„Häfen zuerst“, Rundschau", "Häfen zuerst"},
      {"«Les ports d’abord», Revue", "Les ports d’abord"},
      {"「港を先に」評論", "港を先に"},
      {"See \"Ports first\", p. 3", "Ports first"},
      {"‘The harbour and its workers’ rights’, Review", "The harbour and its workers’ rights"},
      {"‘Japan’s quiet path’ The Review", "Japan’s quiet path"},
      {"A. Writer, ‘Ports first’", "Ports first"},
      {"the harbour’s rights", ""},
      {"the ’90s and rock ‘n’ roll", "n"},
      {"»Häfen zuerst«, Rundschau", "Häfen zuerst"},
      {"„Porty przede wszystkim”, Przegląd", "Porty przede wszystkim"},
      {"”Hamnen först”, Tidning", "Hamnen först"},
      {"《港口的历史》, 评论", "港口的历史"},
      {"A. Writer, Harbours, Hull 1911", ""},
      {"“never closed", ""},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    check_text(address_quoted(slice_of(rows[i].note)), rows[i].wanted);
}

// ---- In the library

static const char ports[] =
    "Ports Before Plants\n\nThe harbour grew for years without a plan of any kind.[i] It still "
    "does,[ii] says one who knows.[iii] Others say so too.[iv]\n\n"
    "[i] “The Long Quay of Velna”, The Review, https://www.review.example/quay?utm_source=feed.\n"
    "[ii] Ibid., p. 3.\n[iii] A. Writer, Harbours of the North, Hull 1911.\n"
    "[iv] “A Market by the Water”, The Gazette, 2024.\n";
static const char fish[] =
    "Fish On Saturdays\n\nThe market opened again in the spring of last year.[1] Nobody had "
    "planned it that way.[2] It was the long quay that did it.[3]\n\n"
    "[1] \"A market by the water\", Gazette.\n[2] See https://review.example/quay/ for the plans.\n"
    "[3] A. Writer, Harbours of the North, Hull 1911.\n";
static const char quay[] =
    "The long quay of Velna\n\nNobody remembers who asked for the quay, or who paid for it in the "
    "end.\n";

// "BRIEFS.NOTES name >here" for each source.
static char *describe(Shelf *shelf, int64_t brief, const char *words) {
  Error err = {0};
  SourceList list;
  Buffer out = {0};
  check_ok(sources_list(shelf->library, brief, NULL, &list, &err), &err);
  if (words) sources_filter(&list, words);
  for (uint32_t i = 0; i < list.count; i++) {
    const Source *source = &list.items[i];
    buffer_printf(&out, "%u.%u %s%s\n", source->brief_count, source->note_count, source->name,
                  source->same == SOURCE_SAME_TITLE ? " >title"
                  : source->same == SOURCE_SAME_URL ? " >url"
                                                    : "");
  }
  sources_release(&list);
  return out.ptr ? buffer_take(&out) : memory_string(SLICE(""));
}

static void expect_sources(Shelf *shelf, int64_t brief, const char *words, const char *wanted) {
  char *got = describe(shelf, brief, words);
  check_text(slice_of(got), wanted);
  free(got);
}

static const char both[] = "2.3 The Long Quay of Velna\n"
                           "2.2 A Market by the Water\n"
                           "2.2 A. Writer, Harbours of the North, Hull 1911.\n";

static void a_source_is_known_by_its_url_its_title_or_its_words(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  int64_t one = shelf_add(&shelf, "ports.txt", ports);
  expect_sources(&shelf, 0, NULL,
                 "1.2 The Long Quay of Velna\n1.1 A Market by the Water\n"
                 "1.1 A. Writer, Harbours of the North, Hull 1911.\n");
  shelf_add(&shelf, "fish.txt", fish);
  expect_sources(&shelf, 0, NULL, both);
  expect_sources(&shelf, one, NULL, both);
  expect_sources(&shelf, 0, "WATER gazette", "2.2 A Market by the Water\n");
  expect_sources(&shelf, 0, "review.example", "2.3 The Long Quay of Velna\n");
  expect_sources(&shelf, 0, "nothing of the kind", "");
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void a_note_may_mean_one_that_stands_behind_it(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  shelf_add(&shelf, "ports.txt",
            "Ports Before Plants\n\nIt grew.[1] It does.[2] It will.[3]\n\n"
            "[1] See note 3 below.\n[2] “A Market by the Water”, The Gazette.\n"
            "[3] “The Long Quay of Velna”, The Review.\n");
  expect_sources(&shelf, 0, NULL, "1.2 The Long Quay of Velna\n1.1 A Market by the Water\n");
  shelf_release(&shelf);
}

static void what_is_removed_cites_nothing_until_it_is_back(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t change, two;
  shelf_add(&shelf, "ports.txt", ports);
  two = shelf_add(&shelf, "fish.txt", fish);
  check_ok(brief_remove(shelf.library, two, &change, &err), &err);
  expect_sources(&shelf, 0, "market", "1.1 A Market by the Water\n");
  shelf_undo(&shelf);
  expect_sources(&shelf, 0, NULL, both);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void only_the_newest_version_cites(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Buffer changed = {0};
  shelf_add(&shelf, "fish.txt", fish);
  int64_t key = shelf_add(&shelf, "ports.txt", ports);
  const char *last = strstr(ports, "[iv] “");
  buffer_add(&changed, slice_make(ports, (size_t)(last - ports)));
  buffer_add_string(&changed, "[iv] “Something Else Again”, The Gazette, 2024.\n");
  assert_int_equal(shelf_add(&shelf, "ports.txt", changed.ptr), key);
  expect_sources(&shelf, 0, "market", "1.1 A market by the water\n");
  expect_sources(&shelf, 0, "else", "1.1 Something Else Again\n");
  shelf_undo(&shelf);
  expect_sources(&shelf, 0, "market", "2.2 A market by the water\n");
  expect_sources(&shelf, 0, "else", "");
  shelf_examine(&shelf);
  buffer_release(&changed);
  shelf_release(&shelf);
}

static int64_t version_of(Shelf *shelf, int64_t key) {
  Error err = {0};
  Brief brief;
  check_ok(brief_get(shelf->library, key, &brief, &err), &err);
  int64_t version = brief.version;
  brief_release(&brief);
  return version;
}

static void a_brief_of_the_same_title_or_url_is_found(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  Error err = {0};
  int64_t one = shelf_add(&shelf, "ports.txt", ports), here, change;
  int64_t version = version_of(&shelf, one);
  assert_int_equal(sources_find_here(shelf.library, version, 0, &here), SOURCE_NOT_HERE);
  assert_int_equal(here, 0);
  int64_t three = shelf_add(&shelf, "quay.txt", quay);
  for (uint32_t note = 0; note < 2; note++) { // the note, and its Ibid.
    assert_int_equal(sources_find_here(shelf.library, version, note, &here), SOURCE_SAME_TITLE);
    assert_int_equal(here, three);
  }
  assert_int_equal(sources_find_here(shelf.library, version, 2, &here), SOURCE_NOT_HERE);
  expect_sources(&shelf, 0, "quay", "1.2 The Long Quay of Velna >title\n");
  // What the reader types counts instead of what the file says.
  BriefMetadata other = {.title = "Another name altogether", .url = "https://review.example/quay"};
  check_ok(brief_set_metadata(shelf.library, three, &other, &change, &err), &err);
  assert_int_equal(sources_find_here(shelf.library, version, 1, &here), SOURCE_SAME_URL);
  expect_sources(&shelf, 0, "quay", "1.2 The Long Quay of Velna >url\n");
  BriefMetadata neither = {.url = "https://review.example/other"};
  check_ok(brief_set_metadata(shelf.library, three, &neither, &change, &err), &err);
  assert_int_equal(sources_find_here(shelf.library, version, 1, &here), SOURCE_NOT_HERE);
  expect_sources(&shelf, 0, "quay", "1.2 The Long Quay of Velna\n");
  shelf_release(&shelf);
}

// Closes the library, changes the file, and opens it again.
static void reopen_after(Shelf *shelf, LibraryMode mode, const char *script) {
  Error err = {0};
  library_close(shelf->library);
  Store *store = store_open(shelf->path, STORE_CHANGE, &err);
  check_ok(store_run_script(store, script, &err), &err);
  store_close(store);
  shelf->library = library_open(shelf->path, mode, &err);
  check_ok(shelf->library != NULL, &err);
}

static void what_an_older_library_has_not_read_is_read_when_it_is_opened(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  shelf_add(&shelf, "ports.txt", ports);
  shelf_add(&shelf, "fish.txt", fish);
  reopen_after(&shelf, LIBRARY_READ, // a reader has it done
               "DELETE FROM source; DELETE FROM version_name; "
               "INSERT INTO setting (name, value) VALUES ('unread', '1')");
  expect_sources(&shelf, 0, NULL, both);
  shelf_examine(&shelf);
  char *left = shelf_query(&shelf, "SELECT count(*) FROM setting WHERE name = 'unread'");
  assert_string_equal(left, "0");
  free(left);
  shelf_release(&shelf);
}

// Another postil folded addresses in another way.
static void what_was_read_by_other_rules_is_read_anew(void **state) {
  (void)state;
  Shelf shelf = shelf_new();
  shelf_add(&shelf, "ports.txt", ports);
  shelf_add(&shelf, "fish.txt", fish);
  reopen_after(&shelf, LIBRARY_CHANGE,
               "UPDATE source SET url = 'x' || version, title = ''; "
               "UPDATE setting SET value = '1' WHERE name = 'derived'");
  expect_sources(&shelf, 0, NULL, both);
  shelf_examine(&shelf);
  shelf_release(&shelf);
}

static void count_fault(void *context, const char *sentence) {
  ++*(unsigned *)context;
  assert_non_null(strstr(sentence, "its sources are not"));
}

static void an_examination_tells_and_a_repair_mends_what_was_changed(void **state) {
  (void)state;
  static const char *const faults[] = {
      "UPDATE source SET title = 'other' WHERE note = 0",
      "DELETE FROM source WHERE note = 3",
      "UPDATE version_name SET title = 'other'",
  };
  Shelf shelf = shelf_new();
  shelf_add(&shelf, "ports.txt", ports);
  for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
    unsigned count = 0;
    Error err = {0};
    Store *store = store_open(shelf.path, STORE_CHANGE, &err);
    check_ok(store_run_script(store, faults[i], &err), &err);
    store_close(store);
    assert_false(library_examine(shelf.library, count_fault, &count, &err));
    assert_int_equal(count, 1);
    shelf_repair(&shelf);
  }
  shelf_release(&shelf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(one_page_has_one_form_of_its_address),
      cmocka_unit_test(an_address_without_a_scheme_is_found_among_words),
      cmocka_unit_test(titles_are_compared_by_their_words),
      cmocka_unit_test(a_source_is_called_by_its_first_quotation),
      cmocka_unit_test(a_source_is_known_by_its_url_its_title_or_its_words),
      cmocka_unit_test(a_note_may_mean_one_that_stands_behind_it),
      cmocka_unit_test(what_is_removed_cites_nothing_until_it_is_back),
      cmocka_unit_test(only_the_newest_version_cites),
      cmocka_unit_test(a_brief_of_the_same_title_or_url_is_found),
      cmocka_unit_test(what_an_older_library_has_not_read_is_read_when_it_is_opened),
      cmocka_unit_test(what_was_read_by_other_rules_is_read_anew),
      cmocka_unit_test(an_examination_tells_and_a_repair_mends_what_was_changed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

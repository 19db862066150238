// SPDX-License-Identifier: MIT
// HTML and XML as trees, and what the parsing library must not do to them.
#include "support/check.h"

#include "import/markup.h"
#include "import/optional.h"

#include <dlfcn.h>
#include <stdlib.h>
#include <string.h>

static Buffer shape; // of the tree that was walked: "p(b('x'))"

static bool show_enter(void *context, uint32_t node) {
  const Markup *markup = context;
  if (markup_is_text(markup, node)) {
    Slice text = markup_characters(markup, node);
    buffer_printf(&shape, "'%.*s'", (int)text.len, text.ptr);
    return true;
  }
  if (markup_is(markup, node, "skipped")) return false;
  buffer_add(&shape, markup_name(markup, node));
  buffer_add_byte(&shape, '(');
  return true;
}

static void show_leave(void *context, uint32_t node) {
  (void)context, (void)node;
  buffer_add_byte(&shape, ')');
}

static void walk(Markup *markup, int32_t node) {
  MarkupVisitor visitor = {show_enter, show_leave, markup};
  buffer_clear(&shape);
  markup_walk(markup, (uint32_t)node, &visitor);
}

// The tree below <body>, or below the root of XML.
static void check_tree(const char *text, bool html, const char *wanted) {
  Markup markup;
  Error err = {0};
  Slice bytes = slice_of(text);
  check_ok(html ? markup_parse_html(bytes, &markup, &err) : markup_parse_xml(bytes, &markup, &err),
           &err);
  walk(&markup, html ? markup_find(&markup, MARKUP_NONE, "body") : 0);
  check_text(buffer_slice(&shape), wanted);
  buffer_release(&shape);
  markup_release(&markup);
}

static void a_tree_is_walked_in_order(void **state) {
  (void)state;
  check_tree("<p>Trade <b>fell</b>.</p><P>Again", true, "body(p('Trade 'b('fell')'.')p('Again'))");
  check_tree("<a><b/><c>x</c></a>", false, "a(b()c('x'))");
}

static void what_is_refused_is_skipped(void **state) {
  (void)state;
  check_tree("<a><skipped><b>x</b></skipped><c/></a>", false, "a(c())");
}

static void a_walk_may_begin_inside(void **state) {
  (void)state;
  Markup markup;
  Error err = {0};
  check_ok(markup_parse_xml(SLICE("<a><b><c>x</c></b><d/></a>"), &markup, &err), &err);
  walk(&markup, markup_find(&markup, MARKUP_NONE, "b"));
  check_text(buffer_slice(&shape), "b(c('x'))");
  buffer_release(&shape);
  markup_release(&markup);
}

static void a_word_break_opens_nothing(void **state) {
  (void)state;
  check_tree("<p>a<wbr>b<WBR/>c<wbr >d</p><p>e", true, "body(p('abcd')p('e'))");
  check_tree("<p>a<wbrx>b</wbrx></p>", true, "body(p('a'wbrx('b')))");
}

static void numbers_of_controls_are_windows_1252(void **state) {
  (void)state;
  check_tree("<p>&#147;a&#148;&#150;&eacute;\xC2\xA0", true,
             "body(p('\u201Ca\u201D\u2013\u00E9\u00A0'))");
}

static void names_keep_their_prefix(void **state) {
  (void)state;
  check_tree("<p>a<o:p></o:p></p>", true, "body(p('a'o:p()))");
  check_tree("<x:p xmlns:x='http://www.w3.org/1999/xlink'><y:q xmlns:y='urn:of-nobody'/></x:p>",
             false, "xlink:p(y:q())");
}

static void attributes_have_values(void **state) {
  (void)state;
  Markup markup;
  Error err = {0};
  Slice page = SLICE("<a href='x?a=1&amp;b=2' epub:type=noteref hidden>t</a>");
  check_ok(markup_parse_html(page, &markup, &err), &err);
  uint32_t link = (uint32_t)markup_find(&markup, MARKUP_NONE, "a");
  check_text(markup_attribute(&markup, link, "href"), "x?a=1&b=2");
  check_text(markup_attribute(&markup, link, "epub:type"), "noteref");
  assert_non_null(markup_attribute(&markup, link, "hidden").ptr);
  assert_null(markup_attribute(&markup, link, "id").ptr);
  markup_release(&markup);
}

static void entities_of_the_document_are_not_replaced(void **state) {
  (void)state;
  Buffer bomb = {0};
  buffer_add_string(&bomb, "<!DOCTYPE a [<!ENTITY e0 \"boom\">");
  for (int i = 1; i < 30; i++)
    buffer_printf(&bomb, "<!ENTITY e%d \"&e%d;&e%d;\">", i, i - 1, i - 1);
  buffer_add_string(&bomb,
                    "<!ENTITY f SYSTEM \"file:///etc/passwd\">]><a b='&e29;'>x&amp;&e29;&f;y</a>");
  Markup markup;
  Error err = {0};
  check_ok(markup_parse_xml(buffer_slice(&bomb), &markup, &err), &err);
  walk(&markup, 0);
  check_text(buffer_slice(&shape), "a('x&y')");
  assert_int_equal(markup_attribute(&markup, 0, "b").len, 0);
  buffer_release(&shape);
  buffer_release(&bomb);
  markup_release(&markup);
}

static void broken_xml_says_so_and_is_read_as_far_as_it_goes(void **state) {
  (void)state;
  Markup markup;
  Error err = {0};
  check_ok(markup_parse_xml(SLICE("<a><b>x</b>&no;<c>y&amp;"), &markup, &err), &err);
  assert_false(markup.well_formed);
  walk(&markup, 0);
  check_text(buffer_slice(&shape), "a(b('x')c('y&'))");
  buffer_release(&shape);
  markup_release(&markup);
}

static void repeat(Buffer *out, const char *text, int times) {
  for (int i = 0; i < times; i++) buffer_add_string(out, text);
}

static void deep_nesting_loses_nothing(void **state) {
  (void)state;
  Buffer page = {0}, text = {0};
  repeat(&page, "<div>", 100000);
  buffer_add_string(&page, "deep");
  Markup markup;
  Error err = {0};
  check_ok(markup_parse_html(buffer_slice(&page), &markup, &err), &err);
  markup_append_text(&markup, 0, &text);
  check_text(buffer_slice(&text), "deep");
  buffer_release(&text);
  buffer_release(&page);
  markup_release(&markup);
}

static void a_tangle_is_refused_in_time(void **state) {
  (void)state;
  Buffer page = {0};
  repeat(&page, "<div>", 100000);
  repeat(&page, "</span>", 100000);
  Markup markup;
  Error err = {0};
  assert_false(markup_parse_html(buffer_slice(&page), &markup, &err));
  assert_int_equal(err.kind, ERROR_DATA);
  buffer_release(&page);
}

static void nothing_gives_nothing(void **state) {
  (void)state;
  Markup markup;
  Error err = {0};
  check_ok(markup_parse_html(SLICE(""), &markup, &err), &err);
  assert_int_equal(markup.node_count, 0);
  assert_int_equal(markup_find(&markup, MARKUP_NONE, "body"), MARKUP_NONE);
  markup_release(&markup);
}

// ---- Without memory

typedef int MemorySetup(void (*release)(void *), void *(*get)(size_t),
                        void *(*resize)(void *, size_t), char *(*copy)(const char *));

static void *get_nothing(size_t size) {
  (void)size;
  return NULL;
}

static void check_no_memory(bool html) {
  Markup markup;
  Error err = {0};
  Slice text = SLICE("<p>Trade fell.</p>");
  assert_false(html ? markup_parse_html(text, &markup, &err)
                    : markup_parse_xml(text, &markup, &err));
  assert_int_equal(err.kind, ERROR_MEMORY);
  assert_int_equal(markup.node_count, 0);
}

// The parsing library is given an allocator that has nothing, for as long as the check takes.
static void a_page_that_cannot_be_begun_for_want_of_memory_is_refused(void **state) {
  (void)state;
  if (check_lacks(OPTIONAL_LIBXML2)) skip();
  check_tree("<p>x</p>", true, "body(p('x'))"); // whatever is made once is made
  check_tree("<p>x</p>", false, "p('x')");
  void *library = dlopen(optional_row(OPTIONAL_LIBXML2)->soname, RTLD_NOW | RTLD_LOCAL);
  void *found = library ? dlsym(library, "xmlMemSetup") : NULL;
  MemorySetup *set_up;
  assert_non_null(found);
  memcpy(&set_up, &found, sizeof set_up);
  set_up(free, get_nothing, realloc, strdup);
  check_no_memory(true);
  check_no_memory(false);
  set_up(free, malloc, realloc, strdup);
  check_tree("<p>x</p>", true, "body(p('x'))");
  dlclose(library);
}

int main(void) {
  if (check_lacks(OPTIONAL_LIBXML2)) return 0;
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_tree_is_walked_in_order),
      cmocka_unit_test(what_is_refused_is_skipped),
      cmocka_unit_test(a_walk_may_begin_inside),
      cmocka_unit_test(a_word_break_opens_nothing),
      cmocka_unit_test(numbers_of_controls_are_windows_1252),
      cmocka_unit_test(names_keep_their_prefix),
      cmocka_unit_test(attributes_have_values),
      cmocka_unit_test(entities_of_the_document_are_not_replaced),
      cmocka_unit_test(broken_xml_says_so_and_is_read_as_far_as_it_goes),
      cmocka_unit_test(deep_nesting_loses_nothing),
      cmocka_unit_test(a_tangle_is_refused_in_time),
      cmocka_unit_test(nothing_gives_nothing),
      cmocka_unit_test(a_page_that_cannot_be_begun_for_want_of_memory_is_refused),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

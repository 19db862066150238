// SPDX-License-Identifier: MIT
#include "exchange/escape.h"

#include "support/check.h"

typedef void Escape(Buffer *out, Slice text);

static void check_escape(Escape *escape, const char *text, const char *wanted) {
  Buffer out = {0};
  escape(&out, slice_of(text));
  check_text(buffer_slice(&out), wanted);
  buffer_release(&out);
}

static void raw_csv(Buffer *out, Slice cell) {
  escape_csv(out, cell, false);
}

static void spreadsheet_csv(Buffer *out, Slice cell) {
  escape_csv(out, cell, true);
}

static void csv_quotes_only_what_needs_it(void **state) {
  (void)state;
  check_escape(raw_csv, "", "");
  check_escape(raw_csv, "a b; c", "a b; c");
  check_escape(raw_csv, "a,b", "\"a,b\"");
  check_escape(raw_csv, "say \"no\"", "\"say \"\"no\"\"\"");
  check_escape(raw_csv, "two\nlines", "\"two\nlines\"");
  check_escape(raw_csv, " lead", "\" lead\"");
  check_escape(raw_csv, "trail\t", "\"trail\t\"");
  check_escape(raw_csv, "=1+1", "=1+1");
}

static void csv_quotes_every_end_of_a_line(void **state) {
  (void)state;
  static const char *const cells[] = {"a\vb",
                                      "a\fb",
                                      "a\x1c",
                                      "a\xC2\x85"
                                      "b",
                                      "\u2028b",
                                      "a\u2029"};
  for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
    Buffer wanted = {0};
    buffer_printf(&wanted, "\"%s\"", cells[i]);
    check_escape(raw_csv, cells[i], wanted.ptr);
    buffer_release(&wanted);
  }
}

static void csv_for_spreadsheets_disarms_formulas(void **state) {
  (void)state;
  check_escape(spreadsheet_csv, "=1+1", "'=1+1");
  check_escape(spreadsheet_csv, "+1", "'+1");
  check_escape(spreadsheet_csv, "-1", "'-1");
  check_escape(spreadsheet_csv, "@SUM(A1)", "'@SUM(A1)");
  check_escape(spreadsheet_csv, "\tx", "\"'\tx\"");
  check_escape(spreadsheet_csv, "\n=x", "\"'\n=x\"");
  check_escape(spreadsheet_csv, "\r=x", "\"'\r=x\"");
  check_escape(spreadsheet_csv, "a=b", "a=b");
  check_escape(spreadsheet_csv, "=\"a,b\"", "\"'=\"\"a,b\"\"\"");
}

static void csv_tags_can_be_told_apart(void **state) {
  (void)state;
  check_escape(escape_csv_tag, "a; b\\c", "a\\; b\\\\c");
}

static void yaml_strings_stay_strings(void **state) {
  (void)state;
  check_escape(escape_yaml, "No: x # y", "\"No: x # y\"");
  check_escape(escape_yaml, "a\"b\\c\n", "\"a\\\"b\\\\c\\n\"");
  check_escape(escape_yaml, "\xEF\xBF\xBE\xEF\xBF\xBF\xE2\x80\xA8", "\"\\ufffe\\uffff\\u2028\"");
}

static void markdown_text_shows_every_character(void **state) {
  (void)state;
  check_escape(escape_markdown_text, "A *b* [c](d) <e> & $f$ #g",
               "A \\*b\\* \\[c\\](d) \\<e\\> \\& \\$f\\$ \\#g");
  check_escape(escape_markdown_text, "two\n\n lines\t", "two lines");
  check_escape(escape_markdown_text, "a=b, ==c==, 5%, %%d", "a=b, \\=\\=c\\=\\=, 5%, \\%\\%d");
  check_escape(escape_markdown_text, "at 10:30, :smile: and ::", "at 10:30, \\:smile: and ::");
}

static void nothing_opens_at_the_start_of_a_line(void **state) {
  (void)state;
  check_escape(escape_markdown_text, "- a", "\\- a");
  check_escape(escape_markdown_text, "+ a", "\\+ a");
  check_escape(escape_markdown_text, "= a", "\\= a");
  check_escape(escape_markdown_text, "12. a", "12\\. a");
  check_escape(escape_markdown_text, "1) a", "1\\) a");
  check_escape(escape_markdown_text, "1234567890. a", "1234567890. a");
  check_escape(escape_markdown_text, "# a", "\\# a");
}

static void quotations_become_block_quotes(void **state) {
  (void)state;
  check_escape(escape_markdown_quote, "\n one line\t", "> one line\n");
  check_escape(escape_markdown_quote, "a\nb", "> a\\\n> b\n");
  check_escape(escape_markdown_quote, "a\n\nb", "> a\n>\n> b\n");
  check_escape(escape_markdown_quote, "a\n\n\n\nb", "> a\n>\n> \\\n> \\\n> b\n");
  check_escape(escape_markdown_quote, "a \n\tb", "> a&#32;\\\n> &#9;b\n");
  check_escape(escape_markdown_quote, "a\n\xE3\x80\x80\nb", "> a\\\n> &#12288;\\\n> b\n");
  check_escape(escape_markdown_quote, " \n ", ">\n");
}

static void comments_go_out_as_they_are(void **state) {
  (void)state;
  check_escape(escape_markdown_comment, "\n\n*so* `x`\n- item\n", "*so* `x`\n- item\n");
  check_escape(escape_markdown_comment, "```\ncode\n```\nafter", "```\ncode\n```\nafter\n");
  check_escape(escape_markdown_comment, "a\r\nb\rc", "a\nb\nc\n");
  check_escape(escape_markdown_comment, "<div>x", "<div>x\n");
}

static void no_control_of_a_comment_goes_out(void **state) {
  (void)state;
  check_escape(escape_markdown_comment, "a\x1b[31m\tb\x7f\xc2\x9b", "a\uFFFD[31m\tb\uFFFD\uFFFD\n");
}

static void comments_swallow_nothing(void **state) {
  (void)state;
  check_escape(escape_markdown_comment, "```", "````markdown\n```\n````\n");
  check_escape(escape_markdown_comment, "~~~ x\n~~", "```markdown\n~~~ x\n~~\n```\n");
  check_escape(escape_markdown_comment, "a\n   <!-- b", "```markdown\na\n   <!-- b\n```\n");
  check_escape(escape_markdown_comment, "<SCRIPT>", "```markdown\n<SCRIPT>\n```\n");
  check_escape(escape_markdown_comment, "````\n```", "`````markdown\n````\n```\n`````\n");
}

static void tags_become_tags_of_other_programs(void **state) {
  (void)state;
  check_escape(escape_markdown_tag, "method/cost benefit", "method/cost-benefit");
  check_escape(escape_markdown_tag, "risk, residual", "risk-residual");
  check_escape(escape_markdown_tag, "=tag", "tag");
  check_escape(escape_markdown_tag, "a/!!/b", "a/tag/b");
  check_escape(escape_markdown_tag, "2025/12", "n-2025/12");
  check_escape(escape_markdown_tag, "東京_", "東京");
  check_escape(escape_markdown_tag, "हिन्दी", "हिन्दी");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(csv_quotes_only_what_needs_it),
      cmocka_unit_test(csv_quotes_every_end_of_a_line),
      cmocka_unit_test(csv_for_spreadsheets_disarms_formulas),
      cmocka_unit_test(csv_tags_can_be_told_apart),
      cmocka_unit_test(yaml_strings_stay_strings),
      cmocka_unit_test(markdown_text_shows_every_character),
      cmocka_unit_test(nothing_opens_at_the_start_of_a_line),
      cmocka_unit_test(quotations_become_block_quotes),
      cmocka_unit_test(comments_go_out_as_they_are),
      cmocka_unit_test(no_control_of_a_comment_goes_out),
      cmocka_unit_test(comments_swallow_nothing),
      cmocka_unit_test(tags_become_tags_of_other_programs),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}

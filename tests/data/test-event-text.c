/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The history in sentences: each verb with every blank filled, and what stands there when something is not known. */

#include "wg-event-text.h"
#include "wg-warning.h"

#include <locale.h>
#include <libintl.h>

typedef struct
{
  const char *verb;
  const char *from;
  const char *reason;
  const char *fields;
  const char *english;
  const char *chinese;
} Row;

#define OLD_NEW "{\"new\":{\"person_id\":2},\"old\":{\"person_id\":1}}"

static const Row rows[] = {
  { "report", NULL, NULL, "{\"channel\":\"hotline\",\"number\":\"1024\"}", "Registered by 吴丹 from 12345 hotline", "吴丹 登记，来源：" },
  { "file", "reported", NULL, "{}", "Filed by 吴丹 as Sewer cover, route general", "吴丹 立案，类别：Sewer cover，路线：general" },
  { "reject", "reported", "not_ours", "{\"text\":\"belongs to the water works\"}",
    "Rejected by 吴丹: not ours, belongs to the water works", "吴丹 不予立案：" },
  { "assign", "filed", NULL, "{\"new\":{\"person_id\":1},\"old\":{\"person_id\":null}}", "Assigned to 王建国 by 吴丹",
    "吴丹 派遣至 王建国" },
  { "assign", "filed", NULL, "{\"new\":{\"unit_id\":7}}", "Assigned to 市政维护班 by 吴丹", "吴丹 派遣至 市政维护班" },
  { "accept", "assigned", NULL, "{}", "Accepted by 吴丹", "吴丹 接单" },
  { "bounce", "handling", "not_ours", "{\"n\":2,\"text\":\"not_ours\"}", "Bounced by 吴丹 (2): not ours", "吴丹 退单（第 2 次）：" },
  { "reassign", "assigned", "on leave", OLD_NEW, "Reassigned from 王建国 to 李秀英 by 吴丹: on leave",
    "吴丹 由 王建国 改派 李秀英：on leave" },
  { "done", "handling", "cover put back", "{}", "Reported done by 吴丹: cover put back", "吴丹 反馈处置结果：cover put back" },
  { "pass", "handled", NULL, "{\"method\":\"site\"}", "Check passed, closed by 吴丹", "吴丹 核查通过，结案" },
  { "fail", "handled", "still open", "{\"n\":1}", "Check failed, rework 1: still open", "核查不通过，第 1 次返工：still open" },
  { "reopen", "closed", "came back", "{\"n\":2}", "Reopened by 吴丹 (run 2): came back", "吴丹 重开（第 2 轮）：came back" },
  { "reopen", "rejected", "it is ours", "{}", "Taken up again by 吴丹: it is ours", "吴丹 重新受理：it is ours" },
  { "move", "filed", NULL, "{\"from\":\"HP-07\",\"metres\":120,\"to\":\"HP-08\"}", "Moved 120 m, grid HP-07 → HP-08",
    "移位 120 米，网格 HP-07 → HP-08" },
  { "move", "filed", NULL, "{\"from\":\"HP-07\",\"metres\":9000,\"to\":null}", "Moved 9000 m, grid HP-07 → outside",
    "移位 9000 米，网格 HP-07 → " },
  { "note", "closed", "called back", "{}", "Note by 吴丹: called back", "吴丹 记录：called back" },
  { "undo", "assigned", NULL, "{\"undone\":\"assign\"}", "Assign undone by 吴丹", "吴丹 撤销“派遣”" },
  { "undo", "filed", NULL, "{}", "Import undone by 吴丹", "吴丹 撤销“导入”" },
  { "on-spot", NULL, "sent away", "{\"person_id\":1}", "Solved on the spot by 王建国: sent away", "王建国 现场办结：sent away" },
  { "return", "filed", "no address", "{}", "Returned to intake by 吴丹: no address", "吴丹 退回受理：no address" },
  { "recall", "assigned", "another", OLD_NEW, "Recalled from 王建国 by 吴丹: another", "吴丹 自 王建国 收回：another" },
  { "merge", "filed", NULL, "{\"master\":\"1001\"}", "Merged into 1001 by 吴丹", "吴丹 并入主案 1001" },
  { "merge", "merged", NULL, "{\"master\":\"1002\"}", "Merged into 1002 by 吴丹", "吴丹 并入主案 1002" },
  { "unmerge", "merged", "two holes", "{\"master\":\"1001\"}", "Taken out of 1001 by 吴丹: two holes", "吴丹 撤销并入 1001：two holes" },
  { "take-in", "filed", NULL, "{\"child\":\"1003\"}", "Case 1003 was merged into this one by 吴丹", "吴丹 将案件 1003 并入本案" },
  { "let-go", "filed", NULL, "{\"child\":\"1003\"}", "Case 1003 was taken out of this one by 吴丹", "吴丹 将案件 1003 移出本案" },
  { "suspend", "handling", "no parts", "{\"date\":\"2026-12-01\"}", "Suspended until 2026-12-01 by 吴丹: no parts", "吴丹 挂账至 2026-12-01：no parts" },
  { "resume", "handling", "parts came", "{}", "Resumed by 吴丹: parts came", "吴丹 恢复：parts came" },
  { "resume", "handling", NULL, "{}", "Resumed: the suspension has ended", "挂账到期，恢复计时" },
  { "attach", "handling", NULL, "{\"name\":\"a.jpg\"}", "File added by 吴丹: a.jpg", "吴丹 添加附件：a.jpg" },
  { "delegate", "assigned", NULL, "{\"within\":\"市政\",\"new\":{\"person_id\":1}}", "Passed on to 王建国 within 市政 by 吴丹", "吴丹 在 市政 内部转派 王建国" },
  { "hands", "handling", NULL, "{\"person_id\":2}", "Co-handler 李秀英 added by 吴丹", "吴丹 增加协办 李秀英" },
  { "release", "handling", "not needed", "{\"person_id\":2}", "Co-handler 李秀英 removed by 吴丹: not needed", "吴丹 减少协办 李秀英：not needed" },
  { "part", "handling", "fenced off", "{}", "Own part reported done by 吴丹: fenced off", "吴丹 协办部分完成：fenced off" },
  { "precheck", "reported", NULL, "{\"person_id\":1}", "Pre-check asked of 王建国 by 吴丹", "吴丹 交 王建国 立案前核实" },
  { "answer", "reported", "seen", "{\"answer\":\"real\"}", "Pre-check: real, seen", "核实结果：" },
  { "extend", "handling", "rain", "{}", "Extension asked by 吴丹: rain", "吴丹 申请延期：rain" },
  { "grant", "handling", "yes", "{\"n\":1,\"due\":\"18:00\"}", "Extension 1 granted by 吴丹, due 18:00: yes", "吴丹 批准第 1 次延期，至 18:00：yes" },
  { "refuse", "handling", "no", "{}", "Extension refused by 吴丹: no", "吴丹 不准延期：no" },
  { "route", "filed", "fire", "{\"new\":{\"route\":\"emergency\"}}", "Route changed to Emergency by 吴丹: fire", "吴丹 改为突发：fire" },
  { "classify", "filed", "wrong", "{\"new\":{\"class_text\":\"B\"},\"old\":{\"class_text\":\"A\"}}", "Class A → B by 吴丹: wrong", "吴丹 将类别 A 改为 B：wrong" },
  { "edit", "filed", NULL, "{\"answer\":\"title\"}", "title corrected by 吴丹", "吴丹 更正" },
  { "edit-reporter", "filed", NULL, "{\"answer\":\"phone\",\"reporter\":2}", "Reporter 2: phone corrected by 吴丹", "吴丹 更正反映人 2 的" },
  { "supervise", "filed", "hurry", "{\"date\":\"2026-12-01 18:00\"}", "Supervised by 吴丹, reply by 2026-12-01 18:00: hurry", "吴丹 督办，2026-12-01 18:00 前回复：hurry" },
  { "instruct", "filed", "hurry", "{\"date\":\"2026-12-01 18:00\"}", "Instructed by 吴丹, reply by 2026-12-01 18:00: hurry", "吴丹 批示，2026-12-01 18:00 前回复：hurry" },
  { "reply", "filed", "soon", "{}", "Reply by 吴丹: soon", "吴丹 督办回复：soon" },
  { "settle", "filed", "fine", "{}", "Supervision settled by 吴丹: fine", "吴丹 办结督办：fine" },
  { "ack", "filed", NULL, "{}", "Acknowledged by 吴丹", "吴丹 已知悉" },
  { "sign", "filed", "agreed", "{\"answer\":\"signed\",\"stage\":2}", "Stage 2 signed by 吴丹: agreed", "第 2 级会签，吴丹 " },
  { "notice", "filed", "on the board", "{\"answer\":\"street\",\"date\":\"2026-12-01 18:00\"}",
    "Public notice at street level by 吴丹, until 2026-12-01 18:00: on the board", "吴丹 " },
  { "feedback", "closed", NULL, "{\"reporter\":1,\"reached\":\"yes\"}", "Result told to reporter 1 by 吴丹, reached: yes", "吴丹 已向反映人 1 反馈" },
  { "callback", "closed", NULL, "{\"reached\":\"yes\",\"solved\":\"no\",\"satisfied\":\"no_answer\"}",
    "Called back by 吴丹: reached yes, solved no, satisfied no answer", "吴丹 回访：接通" },
  { "import", "filed", NULL, "{\"new\":{},\"old\":{}}", "Import by 吴丹", NULL },
};

static const char *
find_person (gint64 id, gpointer user_data)
{
  const char *names[] = { NULL, "王建国", "李秀英" };

  g_assert_cmpstr (user_data, ==, "mine");
  return id > 0 && id < (gint64) G_N_ELEMENTS (names) ? names[id] : NULL;
}

static const char *
find_unit (gint64 id, gpointer user_data)
{
  return id == 7 ? "市政维护班" : NULL;
}

static const WgEventNames names = {
  .find_person = find_person,
  .find_unit = find_unit,
  .user_data = (gpointer) "mine",
  .class_text = "Sewer cover",
  .route_text = "general",
};

static WgEvent *
make_event (const Row *row)
{
  WgEvent *event = wg_event_new ();

  event->subject = g_strdup ("case");
  event->verb = g_strdup (row->verb);
  event->from_state = g_strdup (row->from);
  event->reason = g_strdup (row->reason);
  g_free (event->fields);
  event->fields = g_strdup (row->fields);
  event->operator_name = g_strdup ("吴丹");
  return event;
}

static char *
tell (const Row *row, const WgEventNames *with)
{
  g_autoptr (WgEvent) event = make_event (row);

  return wg_event_text_format (event, wg_workflow_get_default (), with);
}

static void
test_every_verb (void)
{
  guint64 seen = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = tell (&rows[i], &names);
      WgVerb verb;

      g_assert_cmpstr (text, ==, rows[i].english);
      g_assert_true (wg_verb_from_nick (rows[i].verb, &verb));
      seen |= G_GUINT64_CONSTANT (1) << verb;
    }
  g_assert_cmphex (seen, ==, (G_GUINT64_CONSTANT (1) << WG_N_VERBS) - 1);
}

/* No move of the table may leave a blank open, whatever its event kept. */
static void
test_no_blank_is_left (void)
{
  gsize n_moves;
  const WgMove *moves = wg_workflow_get_moves (wg_workflow_get_default (), &n_moves);

  for (gsize i = 0; i < n_moves; i++)
    {
      const WgCaseState from = moves[i].from != 0 ? (WgCaseState) g_bit_nth_lsf (moves[i].from, -1) : WG_CASE_STATE_REPORTED;
      const Row row = { wg_verb_to_nick (moves[i].verb), moves[i].from != 0 ? wg_case_state_to_nick (from) : NULL, NULL,
                        NULL, NULL, NULL };
      g_autofree char *text = tell (&row, NULL);

      g_assert_null (strchr (text, '{'));
      g_assert_cmpuint (strlen (text), >, 5);
    }
}

static void
test_on_behalf_of (void)
{
  g_autoptr (WgEvent) event = make_event (&rows[5]);
  g_autofree char *text = NULL;

  event->for_person_id = 1;
  event->for_person_name = g_strdup ("王建国");
  text = wg_event_text_format (event, wg_workflow_get_default (), &names);
  g_assert_cmpstr (text, ==, "Accepted by 吴丹 (for 王建国)");
}

static void
test_reasons (void)
{
  for (WgVerb verb = WG_VERB_REJECT; verb <= WG_VERB_BOUNCE; verb++)
    {
      const char *const *codes = wg_reason_get_all (verb);

      for (; codes != NULL && *codes != NULL; codes++)
        {
          const Row row = { wg_verb_to_nick (verb), verb == WG_VERB_REJECT ? "reported" : "assigned", *codes,
                            "{\"n\":1,\"text\":\"see the picture\"}", NULL, NULL };
          g_autofree char *text = tell (&row, &names);
          g_autofree char *end = g_strdup_printf (": %s, see the picture", wg_reason_get_label (*codes));

          g_assert_true (g_str_has_suffix (text, end));
          g_assert_null (strchr (text, '_'));
        }
    }
}

static void
test_missing_names (void)
{
  static const Row to_nobody_known = { "assign", "filed", NULL, "{\"new\":{\"person_id\":99}}", NULL, NULL };
  static const Row to_nobody = { "assign", "filed", NULL, "{}", NULL, NULL };
  static const Row by_unit = { "assign", "filed", NULL, "{\"new\":{\"unit_id\":8}}", NULL, NULL };
  g_autofree char *unknown = tell (&to_nobody_known, &names);
  g_autofree char *without_book = tell (&to_nobody_known, NULL);
  g_autofree char *unchanged = tell (&to_nobody, &names);
  g_autofree char *unit = tell (&by_unit, &names);
  g_autofree char *no_class = tell (&rows[1], NULL);
  g_autoptr (WgEvent) event = make_event (&rows[5]);
  g_autofree char *no_operator = NULL;

  g_assert_cmpstr (unknown, ==, "Assigned to #99 by 吴丹");
  g_assert_cmpstr (without_book, ==, unknown);
  g_assert_cmpstr (unchanged, ==, "Assigned to the same assignee by 吴丹");
  g_assert_cmpstr (unit, ==, "Assigned to #8 by 吴丹");
  g_assert_cmpstr (no_class, ==, "Filed by 吴丹 as –, route –");
  g_clear_pointer (&event->operator_name, g_free);
  no_operator = wg_event_text_format (event, wg_workflow_get_default (), NULL);
  g_assert_cmpstr (no_operator, ==, "Accepted by ?");
}

static void
test_damaged_fields (void)
{
  static const char *const damaged[] = { "", "{", "[1]", "null", "{\"new\":null}", "{\"new\":3}" };

  for (gsize i = 0; i < G_N_ELEMENTS (damaged); i++)
    {
      const Row row = { "assign", "filed", NULL, damaged[i], NULL, NULL };
      g_autofree char *text = tell (&row, &names);

      g_assert_cmpstr (text, ==, "Assigned to the same assignee by 吴丹");
    }
}

static void
test_other_subjects (void)
{
  static const Row import = { "import", NULL, NULL, "{\"file\":\"cases.csv\",\"stored\":64}", NULL, NULL };
  static const Row create = { "create", NULL, NULL, "{}", NULL, NULL };
  g_autoptr (WgEvent) event = make_event (&import);
  g_autofree char *imported = NULL;
  g_autofree char *created = tell (&create, NULL);

  g_free (event->subject);
  event->subject = g_strdup ("batch");
  imported = wg_event_text_format (event, wg_workflow_get_default (), NULL);
  g_assert_cmpstr (imported, ==, "64 cases imported by 吴丹 from cases.csv");
  g_assert_cmpstr (wg_event_text_format_verb (event), ==, wg_verb_get_label (WG_VERB_IMPORT));
  g_assert_cmpstr (created, ==, "create by 吴丹");
}

#define WARNED "{\"warnings\":[\"near_border:6:和平: 07\",\"on_leave\",\"an_unknown_one\"]}"

static char *
tell_warnings (const char *fields)
{
  const Row row = { "assign", "filed", NULL, fields, NULL, NULL };
  g_autoptr (WgEvent) event = make_event (&row);

  return wg_event_text_tell_warnings (event);
}

/* Kept as codes and values, so that the reader's language is that of the sentence. */
static void
test_warnings (void)
{
  static const char *const damaged[] = { "{}", "{", "{\"warnings\":3}", "{\"warnings\":[null,[1]]}" };
  g_autofree char *told = tell_warnings (WARNED);

  g_assert_cmpstr (told, ==,
                   "The case lies 6 m from the border of 和平: 07.\nThe assignee is on leave.\nan_unknown_one");
  for (gsize i = 0; i < G_N_ELEMENTS (damaged); i++)
    g_assert_null (tell_warnings (damaged[i]));
  for (WgWarning warning = 0; warning < WG_N_WARNINGS; warning++)
    {
      g_autofree char *kept = wg_warning_keep (warning, "6", "x");
      g_autofree char *sentence = wg_warning_tell (kept);

      g_assert_null (strchr (sentence, '{'));
      g_assert_true (g_str_has_suffix (sentence, "."));
      g_assert_null (strchr (kept, ' '));
    }
}

static void
test_lists_who_is_named (void)
{
  static const Row mixed = { "reassign", "assigned", NULL, "{\"new\":{\"unit_id\":7},\"old\":{\"person_id\":1}}", NULL, NULL };
  g_autoptr (WgEvent) event = make_event (&mixed);
  g_autoptr (GArray) persons = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (gint64));

  wg_event_text_list_persons (event, persons, units);
  g_assert_cmpuint (persons->len, ==, 1);
  g_assert_cmpint (g_array_index (persons, gint64, 0), ==, 1);
  g_assert_cmpuint (units->len, ==, 1);
  g_assert_cmpint (g_array_index (units, gint64, 0), ==, 7);
}

/* The translation lies in the build folder; whether there is one is asked once by a process, so this needs another. */
static char *
find_translation (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = g_path_get_dirname (program);
  g_autofree char *file = g_build_filename (folder, "../../po/zh_CN/LC_MESSAGES/" GETTEXT_PACKAGE ".mo", NULL);

  return g_file_test (file, G_FILE_TEST_EXISTS) ? g_build_filename (folder, "../../po", NULL) : NULL;
}

static void
test_chinese_sentences (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = tell (&rows[i], &names);

      if (rows[i].chinese != NULL && !g_str_has_prefix (text, rows[i].chinese))
        g_error ("%s: “%s” does not begin with “%s”", rows[i].verb, text, rows[i].chinese);
      g_assert_null (strchr (text, '{'));
      g_assert_null (strstr (text, "outside"));
    }
}

static void
test_chinese_warnings (void)
{
  g_autofree char *told = tell_warnings (WARNED);

  g_assert_nonnull (strstr (told, "6 米"));
  g_assert_null (strstr (told, "assignee"));
}

/* The operators that nobody has named yet are called what they do; who has a name keeps it. */
static void
test_chinese_operators (void)
{
  const Row row = { "accept", "assigned", NULL, "{}", NULL, NULL };
  g_autoptr (WgEvent) event = make_event (&row);
  g_autofree char *told = NULL;

  g_free (event->operator_name);
  event->operator_name = g_strdup ("checker");
  told = wg_event_text_format (event, wg_workflow_get_default (), &names);
  g_assert_cmpstr (told, ==, "核查员 接单");
  g_assert_cmpstr (wg_operator_name_get_label ("desk"), !=, "desk");
  g_assert_cmpstr (wg_operator_name_get_label ("吴丹"), ==, "吴丹");
}

static void
test_chinese_in_subprocess (void)
{
  test_chinese_sentences ();
  test_chinese_warnings ();
  test_chinese_operators ();
}

static void
test_chinese (void)
{
  g_autofree char *folder = find_translation ();

  if (folder == NULL)
    {
      g_test_skip ("the translation has not been built");
      return;
    }
  g_setenv ("LC_ALL", "C.UTF-8", TRUE);
  g_setenv ("LANGUAGE", "zh_CN", TRUE);
  g_test_trap_subprocess ("/event-text/chinese/subprocess", 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_unsetenv ("LC_ALL");
  g_unsetenv ("LANGUAGE");
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = find_translation ();

  g_test_init (&argc, &argv, NULL);
  if (g_test_subprocess ())
    {
      setlocale (LC_ALL, "");
      bindtextdomain (GETTEXT_PACKAGE, folder);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
    }
  g_test_add_func ("/event-text/every-verb", test_every_verb);
  g_test_add_func ("/event-text/no-blank-is-left", test_no_blank_is_left);
  g_test_add_func ("/event-text/on-behalf-of", test_on_behalf_of);
  g_test_add_func ("/event-text/reasons", test_reasons);
  g_test_add_func ("/event-text/missing-names", test_missing_names);
  g_test_add_func ("/event-text/damaged-fields", test_damaged_fields);
  g_test_add_func ("/event-text/other-subjects", test_other_subjects);
  g_test_add_func ("/event-text/lists-who-is-named", test_lists_who_is_named);
  g_test_add_func ("/event-text/warnings", test_warnings);
  g_test_add_func ("/event-text/chinese", test_chinese);
  g_test_add_func ("/event-text/chinese/subprocess", test_chinese_in_subprocess);
  return g_test_run ();
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names and telephone numbers are masked whatever way they are written, and people are found by pinyin and initials. */

#include "wg-csv.h"
#include "wg-person-name.h"

#include <string.h>

typedef char *(*Transform) (const char *text);

typedef struct
{
  const char *text;
  const char *expected;
} Pair;

static void
check (Transform transform, const Pair *pairs, gsize n_pairs)
{
  for (gsize i = 0; i < n_pairs; i++)
    {
      g_autofree char *found = transform (pairs[i].text);

      g_assert_cmpstr (found, ==, pairs[i].expected);
    }
}

static void
test_phone (void)
{
  static const Pair pairs[] = {
    { "13812342071", "138****2071" },        { "+86 138-1234-2071", "138****2071" },
    { "008613812342071", "138****2071" },    { "１３８１２３４２０７１", "138****2071" },
    { "010-65551234", "010****1234" },       { "65551234", "****1234" },
    { "12345", "****" },                     { "110", "****" },
    { "unknown", "****" },                   { "", "" },
    { NULL, "" },                            { "8613812342071", "861****2071" },
  };

  check (wg_phone_mask, pairs, G_N_ELEMENTS (pairs));
}

static void
test_mask (void)
{
  static const Pair pairs[] = {
    { "周建国", "周**" }, { "周敏", "周*" },          { "欧阳修文", "欧阳**" }, { "司马光", "司马*" },
    { "欧阳", "欧*" },    { "阿依古丽·买买提", "阿**" }, { "John Smith", "J**" },  { "周", "*" },
    { " 周敏 ", "周*" },  { "", "" },                 { NULL, "" },             { "\xff\xfe", "\xef\xbf\xbd*" },
  };

  check (wg_person_name_mask, pairs, G_N_ELEMENTS (pairs));
}

static void
test_pinyin (void)
{
  static const Pair pairs[] = {
    { "周建国", "zhoujianguo" },  { "吕绿", "lvlv" },         { "单丹", "shandan" },      { "仇英", "qiuying" },
    { "解放", "xiefang" },        { "王解", "wangjie" },      { "曾乐", "zengle" },       { "乐嘉", "yuejia" },
    { "欧阳修", "ouyangxiu" },    { "尉迟恭", "yuchigong" },  { "尉迟", "weichi" },       { "万俟明", "moqiming" },
    { "John Smith", "johnsmith" }, { "李 明", "liming" },      { "阿依古丽·买买提", "ayigulimaimaiti" },
    { "李龘", "li龘" },           { "王3号", "wang3hao" },    { "", "" },                 { NULL, "" },
  };

  check (wg_pinyin_of, pairs, G_N_ELEMENTS (pairs));
}

static void
test_initials (void)
{
  static const Pair pairs[] = {
    { "周建国", "zjg" },     { "欧阳修", "oyx" }, { "单丹", "sd" },  { "John Smith", "js" }, { "李龘", "l龘" },
    { "王Tom 12", "wt12" }, { "ＡＢ", "a" },     { "", "" },        { NULL, "" },
  };

  check (wg_pinyin_initials, pairs, G_N_ELEMENTS (pairs));
}

/* Every character has one reading, every reading is plain letters, and the table is large enough to be of use. */
static void
test_table (void)
{
  g_autoptr (GPtrArray) rows = wg_csv_load ("pinyin.csv");
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const char *const *row = g_ptr_array_index (rows, i);

      g_assert_cmpuint (strspn (row[1], "abcdefghijklmnopqrstuvwxyz "), ==, strlen (row[1]));
      for (const char *at = row[2]; g_str_equal (row[0], "any") && *at != '\0'; at = g_utf8_next_char (at))
        {
          g_assert_cmpint (g_unichar_get_script (g_utf8_get_char (at)), ==, G_UNICODE_SCRIPT_HAN);
          g_assert_true (g_hash_table_add (seen, GUINT_TO_POINTER (g_utf8_get_char (at))));
        }
    }
  g_assert_cmpuint (g_hash_table_size (seen), >, 3000);
}

/* The most common surnames of the country are all read. */
static void
test_common_surnames (void)
{
  const char *names = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余";

  for (const char *at = names; *at != '\0'; at = g_utf8_next_char (at))
    {
      g_autofree char *name = g_strndup (at, (gsize) (g_utf8_next_char (at) - at));
      g_autofree char *pinyin = wg_pinyin_of (name);

      g_assert_true (g_str_is_ascii (pinyin));
      g_assert_cmpuint (strlen (pinyin), >=, 2);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/person-name/phone", test_phone);
  g_test_add_func ("/person-name/mask", test_mask);
  g_test_add_func ("/person-name/pinyin", test_pinyin);
  g_test_add_func ("/person-name/initials", test_initials);
  g_test_add_func ("/person-name/table", test_table);
  g_test_add_func ("/person-name/common-surnames", test_common_surnames);
  return g_test_run ();
}

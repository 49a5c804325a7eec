/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a district with streets called "Street 17" and people called "Keeper 3" cannot be read like a real one, and
 * cannot show what long, short and similar names do to a layout.
 */

#include "wg-demo-names.h"

typedef struct
{
  const char *han;
  const char *pinyin;
} Syllable;

struct _WgDemoNamer
{
  WgDemoRandom random;
  GHashTable *used;
  guint n_places;
  guint n_villages;
  guint place_order[2];
  guint village_order;
};

/* Frequent ones first: the draw prefers the front of the list. */
static const Syllable surnames[] = {
  { "王", "wang" }, { "李", "li" }, { "张", "zhang" }, { "刘", "liu" }, { "陈", "chen" }, { "杨", "yang" },
  { "赵", "zhao" }, { "黄", "huang" }, { "周", "zhou" }, { "吴", "wu" }, { "徐", "xu" }, { "孙", "sun" },
  { "胡", "hu" }, { "朱", "zhu" }, { "高", "gao" }, { "林", "lin" }, { "何", "he" }, { "郭", "guo" },
  { "马", "ma" }, { "罗", "luo" }, { "梁", "liang" }, { "宋", "song" }, { "郑", "zheng" }, { "谢", "xie" },
  { "韩", "han" }, { "唐", "tang" }, { "冯", "feng" }, { "于", "yu" }, { "董", "dong" }, { "萧", "xiao" },
  { "程", "cheng" }, { "曹", "cao" }, { "袁", "yuan" }, { "邓", "deng" }, { "许", "xu" }, { "傅", "fu" },
  { "沈", "shen" }, { "曾", "zeng" }, { "彭", "peng" }, { "吕", "lv" }, { "苏", "su" }, { "卢", "lu" },
  { "蒋", "jiang" }, { "蔡", "cai" }, { "贾", "jia" }, { "丁", "ding" }, { "魏", "wei" }, { "薛", "xue" },
  { "叶", "ye" }, { "阎", "yan" }, { "余", "yu" }, { "潘", "pan" }, { "杜", "du" }, { "戴", "dai" },
  { "夏", "xia" }, { "钟", "zhong" }, { "汪", "wang" }, { "田", "tian" }, { "任", "ren" }, { "姜", "jiang" },
  { "范", "fan" }, { "方", "fang" }, { "石", "shi" }, { "姚", "yao" }, { "谭", "tan" }, { "廖", "liao" },
  { "邹", "zou" }, { "熊", "xiong" }, { "金", "jin" }, { "陆", "lu" }, { "郝", "hao" }, { "孔", "kong" },
  { "白", "bai" }, { "崔", "cui" }, { "康", "kang" }, { "毛", "mao" }, { "邱", "qiu" }, { "秦", "qin" },
  { "江", "jiang" }, { "史", "shi" }, { "顾", "gu" }, { "侯", "hou" }, { "邵", "shao" }, { "孟", "meng" },
  { "龙", "long" }, { "万", "wan" }, { "段", "duan" }, { "雷", "lei" }, { "钱", "qian" }, { "汤", "tang" },
  { "欧阳", "ou yang" }, { "上官", "shang guan" }, { "司马", "si ma" },
};

static const Syllable given[] = {
  { "建", "jian" }, { "国", "guo" }, { "秀", "xiu" }, { "英", "ying" }, { "伟", "wei" }, { "静", "jing" },
  { "敏", "min" }, { "丽", "li" }, { "强", "qiang" }, { "磊", "lei" }, { "军", "jun" }, { "洋", "yang" },
  { "勇", "yong" }, { "艳", "yan" }, { "杰", "jie" }, { "娟", "juan" }, { "涛", "tao" }, { "明", "ming" },
  { "超", "chao" }, { "兰", "lan" }, { "霞", "xia" }, { "平", "ping" }, { "刚", "gang" }, { "桂", "gui" },
  { "芳", "fang" }, { "文", "wen" }, { "辉", "hui" }, { "玲", "ling" }, { "鹏", "peng" }, { "华", "hua" },
  { "红", "hong" }, { "飞", "fei" }, { "玉", "yu" }, { "梅", "mei" }, { "鑫", "xin" }, { "波", "bo" },
  { "斌", "bin" }, { "宇", "yu" }, { "浩", "hao" }, { "凯", "kai" }, { "健", "jian" }, { "俊", "jun" },
  { "帆", "fan" }, { "雪", "xue" }, { "帅", "shuai" }, { "慧", "hui" }, { "旭", "xu" }, { "宁", "ning" },
  { "婷", "ting" }, { "欣", "xin" }, { "龙", "long" }, { "林", "lin" }, { "莉", "li" }, { "晶", "jing" },
  { "春", "chun" }, { "海", "hai" }, { "志", "zhi" }, { "德", "de" }, { "福", "fu" }, { "贵", "gui" },
  { "立", "li" }, { "永", "yong" }, { "庆", "qing" }, { "祥", "xiang" }, { "成", "cheng" }, { "振", "zhen" },
  { "宝", "bao" }, { "金", "jin" }, { "凤", "feng" }, { "淑", "shu" }, { "美", "mei" }, { "晓", "xiao" },
  { "雨", "yu" }, { "佳", "jia" }, { "思", "si" }, { "子", "zi" }, { "一", "yi" }, { "天", "tian" },
  { "博", "bo" }, { "瑞", "rui" }, { "嘉", "jia" }, { "诚", "cheng" }, { "正", "zheng" }, { "丹", "dan" },
  { "琴", "qin" }, { "荣", "rong" }, { "清", "qing" }, { "山", "shan" }, { "东", "dong" }, { "民", "min" },
};

/* What a plan of a new town would have called its first streets. */
static const char *const first_places[] = { "云溪", "和平", "解放", "学府", "东风", "文昌", "柳荫", "望溪", "建设",
                                            "人民", "迎宾", "北苑", "滨湖", "长兴", "青年", "光明" };

static const char *const place_fronts[] = {
  "安", "北", "长", "城", "春", "翠", "德", "东", "丰", "富", "古", "广", "桂", "海", "和", "鹤", "恒", "红", "虹",
  "湖", "花", "华", "怀", "惠", "吉", "嘉", "建", "金", "景", "康", "兰", "乐", "莲", "临", "龙", "绿", "梅", "明",
  "南", "宁", "平", "前", "青", "清", "庆", "泉", "荣", "瑞", "山", "石", "双", "松", "泰", "天", "万", "文", "西",
  "溪", "祥", "新", "兴", "雅", "燕", "阳", "银", "永", "玉", "裕", "云", "正", "中", "竹",
};

static const char *const place_backs[] = {
  "安", "昌", "城", "川", "春", "丰", "风", "福", "岗", "光", "关", "桂", "海", "和", "河", "湖", "华", "晖", "济",
  "佳", "江", "景", "康", "兰", "乐", "林", "岭", "柳", "宁", "平", "坪", "桥", "庆", "泉", "润", "山", "善", "盛",
  "水", "顺", "塔", "台", "通", "湾", "文", "溪", "霞", "祥", "欣", "兴", "秀", "阳", "宜", "盈", "苑", "园", "悦",
  "泽", "洲", "庄",
};

static const char *const village_tails[] = { "家庄", "家营", "家屯", "家坟", "家坡", "家沟", "家湾", "各庄", "家台",
                                             "家桥", "家店", "家洼" };

WgDemoNamer *
wg_demo_namer_new (guint64 seed)
{
  WgDemoNamer *namer = g_new0 (WgDemoNamer, 1);

  wg_demo_random_init (&namer->random, seed, 100);
  namer->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return namer;
}

void
wg_demo_namer_free (WgDemoNamer *namer)
{
  g_hash_table_unref (namer->used);
  g_free (namer);
}

static gboolean
claim (WgDemoNamer *namer, const char *name)
{
  return g_hash_table_add (namer->used, g_strdup (name));
}

void
wg_demo_namer_reserve (WgDemoNamer *namer, const char *name)
{
  claim (namer, name);
}

char *
wg_demo_namer_next_place (WgDemoNamer *namer)
{
  for (guint tries = 0;; tries++)
    {
      g_autofree char *name = NULL;

      if (namer->n_places < G_N_ELEMENTS (first_places))
        name = g_strdup (first_places[namer->n_places++]);
      else
        name = g_strconcat (place_fronts[wg_demo_random_below (&namer->random, G_N_ELEMENTS (place_fronts))],
                            place_backs[wg_demo_random_below (&namer->random, G_N_ELEMENTS (place_backs))],
                            tries < 200 ? NULL
                                        : place_backs[wg_demo_random_below (&namer->random,
                                                                            G_N_ELEMENTS (place_backs))],
                            NULL);
      if (claim (namer, name))
        return g_steal_pointer (&name);
    }
}

char *
wg_demo_namer_next_village (WgDemoNamer *namer)
{
  static const char *const sides[] = { "", "", "东", "西", "南", "北", "前", "后", "大", "小", "上", "下" };

  for (guint tries = 0;; tries++)
    {
      g_autofree char *name = NULL;

      name = g_strconcat (sides[wg_demo_random_below (&namer->random, G_N_ELEMENTS (sides))],
                          surnames[wg_demo_random_below (&namer->random, G_N_ELEMENTS (surnames) - 3)].han,
                          village_tails[wg_demo_random_below (&namer->random, G_N_ELEMENTS (village_tails))],
                          tries < 200 ? NULL : sides[2 + wg_demo_random_below (&namer->random, 10)], "村", NULL);
      if (claim (namer, name))
        return g_steal_pointer (&name);
    }
}

static char *
initials_of (const char *pinyin)
{
  GString *initials = g_string_new (NULL);

  for (const char *at = pinyin; *at != '\0'; at++)
    {
      if (at == pinyin || at[-1] == ' ')
        g_string_append_c (initials, *at);
    }
  return g_string_free (initials, FALSE);
}

char *
wg_demo_namer_next_person (WgDemoNamer *namer, gboolean unique, char **pinyin, char **initials)
{
  for (;;)
    {
      double front = wg_demo_random_unit (&namer->random);
      const Syllable *surname = &surnames[(guint) (front * front * G_N_ELEMENTS (surnames))];
      const Syllable *first = &given[wg_demo_random_below (&namer->random, G_N_ELEMENTS (given))];
      const Syllable *second = &given[wg_demo_random_below (&namer->random, G_N_ELEMENTS (given))];
      gboolean is_short = wg_demo_random_chance (&namer->random, 0.22);
      g_autofree char *name = g_strconcat (surname->han, first->han, is_short ? NULL : second->han, NULL);
      g_autofree char *spelt = NULL;

      if (!is_short && first == second && !wg_demo_random_chance (&namer->random, 0.3))
        continue;
      if (unique && !claim (namer, name))
        continue;
      spelt = is_short ? g_strjoin (" ", surname->pinyin, first->pinyin, NULL)
                       : g_strjoin (" ", surname->pinyin, first->pinyin, second->pinyin, NULL);
      if (initials != NULL)
        *initials = initials_of (spelt);
      if (pinyin != NULL)
        *pinyin = g_steal_pointer (&spelt);
      return g_steal_pointer (&name);
    }
}

char *
wg_demo_phone (WgDemoRandom *random)
{
  return g_strdup_printf ("1380000%04u", wg_demo_random_below (random, 10000));
}

char *
wg_demo_chinese_number (guint n)
{
  static const char *const digits[] = { "", "一", "二", "三", "四", "五", "六", "七", "八", "九" };

  g_return_val_if_fail (n >= 1 && n <= 99, NULL);

  if (n < 10)
    return g_strdup (digits[n]);
  return g_strconcat (n < 20 ? "" : digits[n / 10], "十", digits[n % 10], NULL);
}

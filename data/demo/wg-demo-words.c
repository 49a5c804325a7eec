/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the words of a case come from whoever noticed it, and how he tells it depends on how he reached the desk. */

#include "wg-demo-cases-private.h"

typedef struct
{
  const char *nick;
  const char *opening;
  double share;
  double named;            /* share of reporters who leave their name */
} Channel;

static const Channel channels[] = {
  { "hotline", "市民来电反映：", 0.35, 0.84 },   { "grid_worker", "网格员巡查发现：", 0.38, 0.0 },
  { "citizen", "居民随手拍上报：", 0.13, 0.78 }, { "inspector", "督查人员发现：", 0.08, 0.0 },
  { "sensor", "设备告警，值班员复核：", 0.02, 0.0 }, { "desk", "值班登记：", 0.04, 0.2 },
};

static const Channel *
pick_channel (WgDemoRandom *random)
{
  double dice = wg_demo_random_unit (random);

  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      dice -= channels[i].share;
      if (dice < 0.0)
        return &channels[i];
    }
  return &channels[0];
}

/* A coordination case can only be closed here when there is nobody to report back to. */
static gboolean
stays_anonymous (const WgDemoTarget *target, const WgDemoCase *item)
{
  return item->route == WG_ROUTE_COORDINATION && (target->state == WG_CASE_STATE_CLOSED || target->reopened);
}

static void
write_reporter (WgDemoCity *self, WgDemoRandom *random, WgDemoNamer *namer, const Channel *channel, WgDemoCase *item)
{
  g_autofree char *name = wg_demo_namer_next_person (namer, FALSE, NULL, NULL);
  g_autofree char *phone = wg_demo_phone (random);

  if (!wg_demo_random_chance (random, channel->named))
    return;
  item->reporter = g_string_chunk_insert_const (self->strings, name);
  item->reporter_phone = g_string_chunk_insert_const (self->strings, phone);
}

static const char *
pick_title (WgDemoRandom *random, const WgDemoTopic *topic, const char *class_name)
{
  guint n = 0;

  while (n < G_N_ELEMENTS (topic->titles) && topic->titles[n] != NULL)
    n++;
  return n > 0 ? topic->titles[wg_demo_random_below (random, n)] : class_name;
}

static void
write_title (WgDemoCity *self, WgDemoRandom *random, const WgDemoTopic *topic, WgDemoCase *item)
{
  const char *plain = pick_title (random, topic, self->classes[item->class_index].name);
  g_autofree char *title = NULL;
  double dice = wg_demo_random_unit (random);

  if (dice < 0.004)
    title = g_strdup_printf ("关于%s一带%s、多次反映至今没有彻底整改、已经影响周边多个小区居民正常出行的情况反映", item->address,
                             plain);
  else if (dice < 0.10)
    title = g_strconcat (plain, "，多人反映", NULL);
  else if (dice < 0.16)
    title = g_strconcat (plain, "，再次出现", NULL);
  else
    title = g_strdup (plain);
  item->title = g_string_chunk_insert_const (self->strings, title);
}

static void
write_body (WgDemoCity *self, WgDemoRandom *random, const WgDemoTopic *topic, const Channel *channel, WgDemoCase *item)
{
  static const char *const since[] = { "今天早上发现。", "已持续两天。", "约一周前开始。", "反复出现，之前处理过一次。",
                                       "刚刚发现。", "雨后更明显。", "每天这个时段都有。" };
  static const char *const wishes[] = { "希望尽快处理。", "希望到现场看看。", "要求答复处理结果。", "", "",
                                        "附近有学校，注意安全。" };
  g_autofree char *body = NULL;

  body = g_strconcat (channel->opening, item->address, "，", topic->detail, "，",
                      since[wg_demo_random_below (random, G_N_ELEMENTS (since))],
                      wishes[wg_demo_random_below (random, G_N_ELEMENTS (wishes))], NULL);
  item->body = g_string_chunk_insert_const (self->strings, body);
}

void
wg_demo_words_write (WgDemoCity *city, WgDemoRandom *random, WgDemoNamer *namer, const WgDemoTopic *topic,
                     const WgDemoTarget *target, WgDemoCase *item)
{
  const Channel *channel = pick_channel (random);

  item->channel = channel->nick;
  write_title (city, random, topic, item);
  write_body (city, random, topic, channel, item);
  if (!stays_anonymous (target, item))
    write_reporter (city, random, namer, channel, item);
}

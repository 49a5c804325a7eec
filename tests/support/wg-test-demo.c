/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a large district takes seconds to make and two programs test it. */

#include "wg-test-demo.h"

#define HOUR_MS WG_TEST_HOUR_MS

static const WgDemoClass classes[] = {
  { "P0101-1", "上水井盖", WG_ROUTE_GENERAL, 2 * HOUR_MS, FALSE },
  { "E0110-1", "暴露垃圾", WG_ROUTE_GENERAL, 4 * HOUR_MS, TRUE },
  { "E0111-1", "积存垃圾渣土", WG_ROUTE_GENERAL, 40 * HOUR_MS, TRUE },
  { "E0136-1", "乱堆物堆料", WG_ROUTE_GENERAL, 8 * HOUR_MS, TRUE },
  { "E0301-1", "施工扰民", WG_ROUTE_COORDINATION, 2 * HOUR_MS, FALSE },
  { "E0307-1", "施工工地围挡", WG_ROUTE_COORDINATION, 24 * HOUR_MS, TRUE },
  { "E0402-1", "燃气管道破裂", WG_ROUTE_EMERGENCY, 1 * HOUR_MS, FALSE },
  { "E0506-1", "占道经营", WG_ROUTE_GENERAL, 2 * HOUR_MS, FALSE },
  { "E0509-1", "机动车乱停放", WG_ROUTE_GENERAL, 2 * HOUR_MS, TRUE },
  { "E0651-1", "矛盾纠纷调解", WG_ROUTE_COORDINATION, 168 * HOUR_MS, FALSE },
  { "E0652-1", "困难群众求助", WG_ROUTE_APPROVAL, 72 * HOUR_MS, FALSE },
  { "E0653-1", "政策咨询", WG_ROUTE_GENERAL, 8 * HOUR_MS, TRUE },
};

const WgDemoClass *
wg_test_demo_classes (guint *n_classes)
{
  *n_classes = G_N_ELEMENTS (classes);
  return classes;
}

WgDemoCity *
wg_test_demo_city (WgDemoSize size)
{
  static WgDemoCity *cities[3];

  if (cities[size] == NULL)
    cities[size] = wg_test_demo_city_again (size, 1);
  return cities[size];
}

WgDemoCity *
wg_test_demo_city_again (WgDemoSize size, guint64 seed)
{
  return wg_demo_city_new (size, seed, WG_TEST_NOW_MS, classes, G_N_ELEMENTS (classes));
}

void
wg_test_demo_add_text (GChecksum *sum, const char *text)
{
  g_checksum_update (sum, (const guchar *) (text != NULL ? text : "-"), -1);
  g_checksum_update (sum, (const guchar *) "|", 1);
}

void
wg_test_demo_add_numbers (GChecksum *sum, const gint64 *numbers, gsize n)
{
  g_checksum_update (sum, (const guchar *) numbers, (gssize) (n * sizeof (gint64)));
}

void
wg_test_demo_add_shape (GChecksum *sum, const WgShape *shape)
{
  g_autoptr (GBytes) wkb = wg_shape_to_wkb (shape);

  g_checksum_update (sum, g_bytes_get_data (wkb, NULL), (gssize) g_bytes_get_size (wkb));
}

static void
add_checks (const char *prefix, const char *name, WgDemoSize size, const WgTestDemoCheck *checks, gsize n_checks)
{
  for (gsize i = 0; i < n_checks; i++)
    {
      g_autofree char *path = g_strdup_printf ("/%s/%s/%s", prefix, name, checks[i].name);

      g_test_add_data_func (path, GUINT_TO_POINTER (size), checks[i].test);
    }
}

void
wg_test_demo_add_checks (const char *prefix, const WgTestDemoCheck *checks, gsize n_checks)
{
  if (WG_TEST_HUAIROU)
    {
      add_checks (prefix, "huairou", WG_DEMO_SIZE_HUAIROU, checks, n_checks);
      return;
    }
  add_checks (prefix, "community", WG_DEMO_SIZE_COMMUNITY, checks, n_checks);
  add_checks (prefix, "district", WG_DEMO_SIZE_DISTRICT, checks, n_checks);
}

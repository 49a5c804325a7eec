/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a case is not always a keeper's: the command centre stands over sub-centres and platforms, and beside them are
 * departments, the police, companies with their crews, and volunteers.
 */

#include "wg-demo-city-private.h"

typedef struct
{
  WgDemoCity *city;
  WgDemoRandom random;
} Founder;

static guint
add_unit (Founder *founder, const char *kind, const char *name, int parent, int grid)
{
  WgDemoCity *self = founder->city;
  g_autofree char *phone = wg_demo_phone (&founder->random);
  WgDemoUnit unit = { kind, g_string_chunk_insert (self->strings, name), parent, grid,
                      g_string_chunk_insert (self->strings, phone) };

  g_array_append_val (self->units, unit);
  return self->units->len - 1;
}

static char *
without_demo_mark (const char *name)
{
  const char *mark = g_strrstr (name, "（");

  return g_strndup (name, (gsize) (mark - name));
}

static void
set_crew (WgDemoCity *self, WgDemoCrew crew, guint unit)
{
  for (guint i = 0; i < G_N_ELEMENTS (self->crews[crew]); i++)
    {
      if (self->crews[crew][i] >= 0)
        continue;
      self->crews[crew][i] = (int) unit;
      return;
    }
}

/* Which level of grids the platforms stand for: communities, or groups in a single community. */
static guint
platform_level (WgDemoCity *self)
{
  return self->plan->n_levels == 3 ? 1 : 0;
}

static void
found_platforms (Founder *founder, guint centre)
{
  WgDemoCity *self = founder->city;
  const WgDemoLevel *level = &g_array_index (self->levels, WgDemoLevel, platform_level (self));
  guint first_subcentre = self->units->len;

  for (guint i = 0; i < self->plan->n_subcentres; i++)
    {
      gboolean single = self->plan->n_subcentres == 1;
      g_autofree char *number = wg_demo_chinese_number (i + 1);
      g_autofree char *name = single ? g_strconcat (wg_demo_grid (self, 0)->name, "网格指挥分中心", NULL)
                                     : g_strconcat ("第", number, "网格指挥分中心", NULL);

      add_unit (founder, "subcentre", name, (int) centre, single ? 0 : -1);
    }
  for (guint i = 0; i < MIN (self->plan->n_platforms, level->n_grids); i++)
    {
      guint grid = level->first_grid + i;
      g_autofree char *name = g_strconcat (wg_demo_grid (self, grid)->name, "网格工作平台", NULL);
      guint parent = centre;

      if (self->plan->n_subcentres > 0)
        parent = first_subcentre + i * self->plan->n_subcentres / self->plan->n_platforms;
      wg_demo_staff (self, grid)->platform = (int) add_unit (founder, "platform", name, (int) parent, (int) grid);
    }
  for (guint i = 0; i < self->grids->len; i++)
    {
      if (wg_demo_staff (self, i)->platform < 0 && wg_demo_grid (self, i)->parent >= 0)
        wg_demo_staff (self, i)->platform = wg_demo_staff (self, (guint) wg_demo_grid (self, i)->parent)->platform;
    }
}

static void
found_departments (Founder *founder, guint centre)
{
  static const struct
  {
    WgDemoCrew crew;
    const char *name;
    const char *village_name;
  } departments[] = {
    { WG_DEMO_CREW_ORDER, "城市管理综合执法大队", "综合执法站" },
    { WG_DEMO_CREW_BUILDING, "住房和城乡建设局", "村镇建设办" },
    { WG_DEMO_CREW_WATER, "水务局河道管理所", "河道管护站" },
    { WG_DEMO_CREW_GREEN, "园林绿化管理所", "园林绿化站" },
    { WG_DEMO_CREW_WELFARE, "民政局", "便民服务站" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (departments); i++)
    {
      const char *name = founder->city->size == WG_DEMO_SIZE_COMMUNITY ? departments[i].village_name
                                                                       : departments[i].name;

      set_crew (founder->city, departments[i].crew, add_unit (founder, "department", name, (int) centre, -1));
    }
}

static void
found_companies (Founder *founder, guint centre)
{
  static const struct
  {
    WgDemoCrew crew;
    const char *name;
  } crews[] = {
    { WG_DEMO_CREW_MUNICIPAL, "市政维护一班" }, { WG_DEMO_CREW_MUNICIPAL, "市政维护二班" },
    { WG_DEMO_CREW_MUNICIPAL, "市政维护三班" }, { WG_DEMO_CREW_CLEANING, "环卫作业一队" },
    { WG_DEMO_CREW_CLEANING, "环卫作业二队" },
  };
  guint company = add_unit (founder, "company", "市政养护有限公司", (int) centre, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (crews); i++)
    set_crew (founder->city, crews[i].crew, add_unit (founder, "company", crews[i].name, (int) company, -1));
}

/* Who goes out, whoever pays for it in the end. */
gboolean
wg_demo_city_get_class_unit (WgDemoCity *self, guint n, const char **code, int *unit)
{
  static const struct
  {
    const char *code;
    WgDemoCrew crew;
  } classes[] = {
    { "E01", WG_DEMO_CREW_ORDER },     { "E02", WG_DEMO_CREW_ORDER },    { "E03", WG_DEMO_CREW_BUILDING },
    { "E04", WG_DEMO_CREW_MUNICIPAL }, { "E05", WG_DEMO_CREW_ORDER },    { "P01", WG_DEMO_CREW_MUNICIPAL },
    { "P02", WG_DEMO_CREW_MUNICIPAL }, { "P03", WG_DEMO_CREW_CLEANING }, { "P04", WG_DEMO_CREW_GREEN },
    { "P05", WG_DEMO_CREW_BUILDING },  { "M01", WG_DEMO_CREW_WELFARE },
  };

  if (n >= G_N_ELEMENTS (classes))
    return FALSE;
  *code = classes[n].code;
  *unit = self->crews[classes[n].crew][0];
  return TRUE;
}

void
wg_demo_city_make_units (WgDemoCity *self)
{
  Founder founder = { self };
  WgDemoStaff nobody = { -1, -1, -1, -1 };
  g_autofree char *district = without_demo_mark (self->plan->name);
  g_autofree char *name = g_strconcat (district, "网格化管理指挥中心", NULL);
  g_autofree char *police = g_strconcat (district, "派出所", NULL);
  g_autofree char *volunteers = g_strconcat (district, "志愿服务队", NULL);
  guint centre;

  wg_demo_random_init (&founder.random, self->seed, WG_DEMO_STREAM_PEOPLE);
  for (guint i = 0; i < WG_DEMO_N_CREWS; i++)
    {
      for (guint k = 0; k < G_N_ELEMENTS (self->crews[i]); k++)
        self->crews[i][k] = -1;
    }
  for (guint i = 0; i < self->grids->len; i++)
    g_array_append_val (self->staff, nobody);
  centre = add_unit (&founder, "centre", name, -1, self->plan->n_levels == 3 ? 0 : -1);
  found_platforms (&founder, centre);
  found_departments (&founder, centre);
  set_crew (self, WG_DEMO_CREW_POLICE, add_unit (&founder, "police", police, (int) centre, -1));
  found_companies (&founder, centre);
  add_unit (&founder, "volunteers", volunteers, (int) centre, -1);
}

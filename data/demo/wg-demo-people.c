/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every leaf grid has a keeper and a stand-in (but for two, as in life), every grid above one chief, and every
 * unit somebody who can take a call.
 */

#include "wg-demo-city-private.h"

#include <string.h>

#define DAY_MS G_GINT64_CONSTANT (86400000)

typedef struct
{
  WgDemoCity *city;
  WgDemoRandom random;
  WgDemoNamer *namer;
} Recruiter;

static const char *const no_skills[] = { NULL };
static const char *const field_skills[][3] = { { "调解", NULL }, { "消防", NULL }, { "环卫", NULL }, { "市政", NULL },
                                               { "调解", "消防", NULL }, { "市政", "环卫", NULL }, { NULL } };
static const char *const police_skills[] = { "治安", "调解", NULL };
static const char *const municipal_skills[] = { "市政", "抢修", NULL };
static const char *const cleaning_skills[] = { "环卫", NULL };
static const char *const green_skills[] = { "园林", NULL };
static const char *const volunteer_skills[] = { "秩序", NULL };

static const char *const *
skills_of (Recruiter *recruiter, const char *kind, const char *unit_name)
{
  if (g_str_equal (kind, "police"))
    return police_skills;
  if (g_str_equal (kind, "volunteer"))
    return volunteer_skills;
  if (g_str_equal (kind, "company"))
    return strstr (unit_name, "环卫") != NULL ? cleaning_skills : municipal_skills;
  if (g_str_equal (kind, "department"))
    return strstr (unit_name, "园林") != NULL ? green_skills : no_skills;
  return field_skills[wg_demo_random_below (&recruiter->random, G_N_ELEMENTS (field_skills))];
}

static guint
add_person (Recruiter *recruiter, const char *kind, int unit)
{
  WgDemoCity *self = recruiter->city;
  g_autofree char *pinyin = NULL;
  g_autofree char *initials = NULL;
  g_autofree char *name = wg_demo_namer_next_person (recruiter->namer, self->size != WG_DEMO_SIZE_HUAIROU, &pinyin,
                                                     &initials);
  g_autofree char *phone = wg_demo_phone (&recruiter->random);
  g_autofree char *code = g_strdup_printf ("P%05u", self->persons->len + 1);
  WgDemoPerson person = { 0 };

  person.code = g_string_chunk_insert (self->strings, code);
  person.name = g_string_chunk_insert (self->strings, name);
  person.pinyin = g_string_chunk_insert (self->strings, pinyin);
  person.initials = g_string_chunk_insert (self->strings, initials);
  person.phone = g_string_chunk_insert (self->strings, phone);
  person.kind = kind;
  person.unit = unit;
  person.skills = skills_of (recruiter, kind, unit >= 0 ? g_array_index (self->units, WgDemoUnit, unit).name : "");
  g_array_append_val (self->persons, person);
  return self->persons->len - 1;
}

static void
add_post (Recruiter *recruiter, guint person, guint grid, const char *kind)
{
  gint64 days = wg_demo_random_between (&recruiter->random, 400, 1500);
  WgDemoPost post = { person, grid, kind, (recruiter->city->now_ms / DAY_MS - days) * DAY_MS - DAY_MS / 3 };

  g_array_append_val (recruiter->city->posts, post);
}

static int
unit_for (WgDemoCity *self, guint grid)
{
  return MAX (0, wg_demo_staff (self, grid)->platform);
}

/* Now and then the stand-in of a grid is the keeper of the one before it under the same parent (兼管). */
static void
staff_leaf (Recruiter *recruiter, guint grid, guint previous)
{
  WgDemoCity *self = recruiter->city;
  WgDemoStaff *staff = wg_demo_staff (self, grid);
  const WgDemoStaff *other = wg_demo_staff (self, previous);
  gboolean siblings = previous != grid && wg_demo_grid (self, previous)->parent == wg_demo_grid (self, grid)->parent;

  staff->keeper_a = (int) add_person (recruiter, "keeper", unit_for (self, grid));
  add_post (recruiter, (guint) staff->keeper_a, grid, "A");
  if (siblings && other->keeper_a >= 0 && wg_demo_random_chance (&recruiter->random, 0.08))
    staff->keeper_b = other->keeper_a;
  else
    staff->keeper_b = (int) add_person (recruiter, "keeper", unit_for (self, grid));
  add_post (recruiter, (guint) staff->keeper_b, grid, "B");
}

static void
staff_leaves (Recruiter *recruiter)
{
  WgDemoCity *self = recruiter->city;
  guint n_leaves = 0;
  guint seen = 0;
  guint previous = 0;

  for (guint i = 0; i < self->grids->len; i++)
    n_leaves += wg_demo_grid (self, i)->is_leaf;
  for (guint i = 0; i < self->grids->len; i++)
    {
      if (!wg_demo_grid (self, i)->is_leaf)
        continue;
      if (seen != n_leaves / 3 && seen != 4 * n_leaves / 5)
        staff_leaf (recruiter, i, previous == 0 ? i : previous);
      previous = i;
      seen++;
    }
}

/* A chief for every grid that is not a leaf; supervisors and the local policeman where there is a platform. */
static void
staff_parents (Recruiter *recruiter)
{
  WgDemoCity *self = recruiter->city;

  for (guint i = 0; i < self->grids->len; i++)
    {
      WgDemoStaff *staff = wg_demo_staff (self, i);
      gboolean has_platform = staff->platform >= 0
                              && g_array_index (self->units, WgDemoUnit, staff->platform).grid == (int) i;

      if (wg_demo_grid (self, i)->is_leaf)
        continue;
      staff->chief = (int) add_person (recruiter, "chief", unit_for (self, i));
      add_post (recruiter, (guint) staff->chief, i, "chief");
      if (!has_platform)
        continue;
      add_post (recruiter, add_person (recruiter, "police", self->crews[WG_DEMO_CREW_POLICE][0]), i, "police");
      wg_demo_members (self, staff->platform)->first_person = add_person (recruiter, "supervisor", staff->platform);
      wg_demo_members (self, staff->platform)->n_persons = 1;
      add_post (recruiter, wg_demo_members (self, staff->platform)->first_person, i, "supervisor");
    }
}

static void
staff_units (Recruiter *recruiter)
{
  static const struct
  {
    const char *unit_kind;
    const char *person_kind;
    guint n;
  } strengths[] = { { "department", "department", 3 }, { "police", "police", 3 }, { "company", "company", 4 },
                    { "volunteers", "volunteer", 6 } };
  WgDemoCity *self = recruiter->city;

  for (guint i = 0; i < self->units->len; i++)
    {
      const char *kind = g_array_index (self->units, WgDemoUnit, i).kind;

      for (gsize k = 0; k < G_N_ELEMENTS (strengths); k++)
        {
          if (!g_str_equal (kind, strengths[k].unit_kind))
            continue;
          wg_demo_members (self, i)->first_person = self->persons->len;
          wg_demo_members (self, i)->n_persons = strengths[k].n;
          for (guint n = 0; n < strengths[k].n; n++)
            add_person (recruiter, strengths[k].person_kind, (int) i);
        }
    }
}

/* Assistants make up the number of people the plan names; without one, every other leaf has one. */
static void
staff_assistants (Recruiter *recruiter)
{
  WgDemoCity *self = recruiter->city;
  guint wanted = self->plan->n_persons;
  gboolean more = TRUE;

  for (guint round = 0; more; round++)
    {
      more = FALSE;
      for (guint i = round; i < self->grids->len; i++)
        {
          gboolean due = wanted > 0 ? self->persons->len < wanted : round == 0 && i % 2 == 0;

          if (!wg_demo_grid (self, i)->is_leaf || !due)
            continue;
          add_post (recruiter, add_person (recruiter, "assistant", unit_for (self, i)), i, "assistant");
          more = wanted > 0;
        }
    }
}

/* The level whose grids have a platform, and with it a desk of their own below the centre. */
static guint
first_grid_with_platform (WgDemoCity *self)
{
  return g_array_index (self->levels, WgDemoLevel, self->plan->n_levels == 3 ? 1 : 0).first_grid;
}

static void
add_operators (Recruiter *recruiter)
{
  int below = (int) first_grid_with_platform (recruiter->city);
  const WgDemoOperator operators[] = {
    { "linxiao", "林晓", WG_ROLE_DISPATCHER, -1 },
    { "zhaomin", "赵敏", WG_ROLE_INTAKE, -1 },
    { "wudan", "吴丹", WG_ROLE_DISPATCHER, -1 },
    { "zhouzheng", "周正", WG_ROLE_DUTY, -1 },
    { "hejing", "何静", WG_ROLE_CHECKER, -1 },
    { "sunli", "孙莉", WG_ROLE_CALLBACK, -1 },
    { "xuning", "许宁", WG_ROLE_DISPATCHER | WG_ROLE_DUTY, below },
    { "gaoyuan", "高远", WG_ROLE_INTAKE | WG_ROLE_DISPATCHER, below + 1 },
  };

  g_array_append_vals (recruiter->city->operators, operators, G_N_ELEMENTS (operators));
  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    wg_demo_namer_reserve (recruiter->namer, operators[i].name);
}

void
wg_demo_city_make_people (WgDemoCity *self)
{
  Recruiter recruiter = { self };

  wg_demo_random_init (&recruiter.random, self->seed, WG_DEMO_STREAM_PEOPLE + 1000);
  recruiter.namer = wg_demo_namer_new (self->seed ^ 0x27);
  g_array_set_size (self->members, self->units->len);
  memset (self->members->data, 0, sizeof (WgDemoMembers) * self->members->len);
  add_operators (&recruiter);
  staff_units (&recruiter);
  staff_parents (&recruiter);
  staff_leaves (&recruiter);
  staff_assistants (&recruiter);
  wg_demo_namer_free (recruiter.namer);
}

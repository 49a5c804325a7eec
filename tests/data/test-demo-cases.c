/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The people and cases of the demo district: posts and units in order, scripts that the workflow allows move by move, a
 * desk as one finds it in the morning, and the untidiness of real data.
 */

#include "wg-test-demo.h"
#include "wg-workflow.h"

#include <string.h>

static gboolean
is_small (WgDemoSize size)
{
  return size != WG_DEMO_SIZE_HUAIROU;
}

static void
test_people (gconstpointer data)
{
  WgDemoSize size = (WgDemoSize) GPOINTER_TO_UINT (data);
  WgDemoCity *city = wg_test_demo_city (size);
  guint n_persons, n_units, n_operators;
  const WgDemoPerson *persons = wg_demo_city_get_persons (city, &n_persons);
  const WgDemoUnit *units = wg_demo_city_get_units (city, &n_units);
  const WgDemoOperator *operators = wg_demo_city_get_operators (city, &n_operators);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  if (!is_small (size))
    g_assert_cmpuint (n_persons, ==, 26341);
  for (guint i = 0; i < n_persons; i++)
    {
      g_assert_true (g_str_has_prefix (persons[i].phone, "1380000"));
      g_assert_cmpuint (strlen (persons[i].phone), ==, 11);
      g_assert_cmpuint (strlen (persons[i].initials), >=, 2);
      g_assert_cmpint (persons[i].unit, <, (int) n_units);
      g_assert_true (g_hash_table_add (names, (gpointer) persons[i].name) || !is_small (size));
    }
  for (guint i = 0; i < n_operators; i++)
    g_assert_true (g_hash_table_add (names, (gpointer) operators[i].name) || !is_small (size));
  for (guint i = 0; i < n_units; i++)
    {
      g_assert_true (g_hash_table_add (names, (gpointer) units[i].name));
      g_assert_cmpint (units[i].parent, <, (int) i);
    }
}

/* Every leaf has a keeper and a stand-in, but for two; every other grid a chief. */
static void
test_posts (gconstpointer data)
{
  WgDemoCity *city = wg_test_demo_city ((WgDemoSize) GPOINTER_TO_UINT (data));
  guint n_grids, n_posts, n_persons;
  const WgDemoGrid *grids = wg_demo_city_get_grids (city, &n_grids);
  const WgDemoPost *posts = wg_demo_city_get_posts (city, &n_posts);
  g_autofree guint *a = g_new0 (guint, n_grids);
  g_autofree guint *b = g_new0 (guint, n_grids);
  g_autofree guint *chief = g_new0 (guint, n_grids);
  guint without = 0;

  wg_demo_city_get_persons (city, &n_persons);
  for (guint i = 0; i < n_posts; i++)
    {
      g_assert_cmpuint (posts[i].person, <, n_persons);
      g_assert_cmpint (posts[i].from_ms, <, WG_TEST_NOW_MS);
      a[posts[i].grid] += g_str_equal (posts[i].kind, "A");
      b[posts[i].grid] += g_str_equal (posts[i].kind, "B");
      chief[posts[i].grid] += g_str_equal (posts[i].kind, "chief");
    }
  for (guint i = 0; i < n_grids; i++)
    {
      g_assert_cmpuint (a[i], ==, b[i]);
      g_assert_cmpuint (chief[i], ==, grids[i].is_leaf ? 0 : 1);
      g_assert_cmpuint (a[i], <=, grids[i].is_leaf ? 1 : 0);
      without += grids[i].is_leaf && a[i] == 0;
    }
  g_assert_cmpuint (without, ==, 2);
}

static void
test_states (gconstpointer data)
{
  static const guint n_expected[] = { 260, 5000, 98115 };
  static const guint n_expected_open[] = { 30, 430, 5000 };
  WgDemoSize size = (WgDemoSize) GPOINTER_TO_UINT (data);
  WgDemoCity *city = wg_test_demo_city (size);
  guint n;
  const WgDemoCase *cases = wg_demo_city_get_cases (city, &n);
  guint by_state[WG_N_CASE_STATES] = { 0 };
  guint n_open = 0;
  guint n_scripted = 0;
  guint n_urgent = 0;

  g_assert_cmpuint (n, ==, n_expected[size]);
  for (guint i = 0; i < n; i++)
    {
      gboolean open = wg_case_state_is_open (cases[i].state);

      by_state[cases[i].state]++;
      n_open += open;
      n_scripted += cases[i].n_steps > 0;
      n_urgent += open && cases[i].route == WG_ROUTE_EMERGENCY;
      g_assert_true (cases[i].imported == (cases[i].n_steps == 0));
      g_assert_false (open && cases[i].imported);
      g_assert_true (i == 0 || cases[i - 1].reported_ms <= cases[i].reported_ms);
    }
  for (guint i = 0; i < WG_N_CASE_STATES; i++)
    g_assert_cmpuint (by_state[i], >=, 3);
  g_assert_cmpuint (n_open, ==, n_expected_open[size]);
  g_assert_cmpuint (n_urgent, ==, 1);
  g_assert_cmpuint (n_scripted, ==, is_small (size) ? n - by_state[WG_CASE_STATE_MERGED] : 10000);
}

/* What a person who knows the workflow would find wrong with a script. */
typedef struct
{
  WgDemoCity *city;
  const WgDemoCase *item;
  WgCaseState state;
  int person, unit;
  guint run, bounces, reworks;
  gboolean decided;
} Walk;

static guint
roles_of (WgDemoCity *city, const char *login)
{
  guint n;
  const WgDemoOperator *operators = wg_demo_city_get_operators (city, &n);
  WgRole role;

  for (guint i = 0; i < n; i++)
    {
      if (g_str_equal (operators[i].login, login))
        return operators[i].roles;
    }
  g_assert_true (wg_role_from_nick (login, &role));
  return role;
}

static void
check_role (Walk *walk, const WgMove *move, const WgDemoStep *step)
{
  guint demanded = wg_move_get_roles (move, walk->item->route);
  guint roles = roles_of (walk->city, step->login);
  guint n;
  const WgDemoPerson *persons = wg_demo_city_get_persons (walk->city, &n);

  if ((demanded & roles) != 0)
    return;
  g_assert_true ((demanded & WG_ROLE_ASSIGNEE) != 0);
  g_assert_true ((roles & (WG_ROLE_DISPATCHER | WG_ROLE_DUTY)) != 0);
  g_assert_cmpint (step->for_person, >=, 0);
  if (walk->unit >= 0)
    g_assert_cmpint (persons[step->for_person].unit, ==, walk->unit);
  else
    g_assert_cmpint (step->for_person, ==, walk->person);
}

static void
check_demands (Walk *walk, const WgMove *move, const WgDemoStep *step)
{
  if ((move->demands & WG_DEMAND_TEXT) != 0)
    g_assert_true (step->text != NULL && *step->text != '\0');
  if ((move->demands & WG_DEMAND_REASON) != 0)
    g_assert_true (g_strv_contains (wg_reason_get_all (step->verb), step->reason));
  if ((move->demands & WG_DEMAND_NOT_FINAL) != 0)
    g_assert_false (walk->decided);
  if ((move->demands & WG_DEMAND_LEAF_CLASS) != 0)
    g_assert_true (step->outside == (walk->item->leaf < 0));
  if ((move->demands & WG_DEMAND_ASSIGNEE) == 0)
    return;
  g_assert_true ((step->to_person >= 0) != (step->to_unit >= 0));
  g_assert_true ((walk->item->route == WG_ROUTE_EMERGENCY) == (step->tracker >= 0));
  walk->person = step->to_person;
  walk->unit = step->to_unit;
}

static void
take_step (Walk *walk, const WgDemoStep *step)
{
  const WgMove *move = wg_workflow_find (wg_workflow_get_default (), step->verb, walk->state);

  g_assert_nonnull (move);
  check_role (walk, move, step);
  check_demands (walk, move, step);
  if (step->verb == WG_VERB_ASSIGN)
    {
      walk->decided = walk->bounces >= 3;
      g_assert_true (!walk->decided || (roles_of (walk->city, step->login) & WG_ROLE_DUTY) != 0);
    }
  walk->bounces += step->verb == WG_VERB_BOUNCE;
  walk->reworks += step->verb == WG_VERB_FAIL;
  if (step->verb == WG_VERB_REOPEN && walk->state == WG_CASE_STATE_CLOSED)
    {
      walk->run++;
      walk->bounces = walk->reworks = 0;
    }
  if (move->to < WG_MOVE_SAME)
    walk->state = (WgCaseState) move->to;
}

static void
test_scripts (gconstpointer data)
{
  WgDemoCity *city = wg_test_demo_city ((WgDemoSize) GPOINTER_TO_UINT (data));
  guint n;
  const WgDemoCase *cases = wg_demo_city_get_cases (city, &n);

  for (guint i = 0; i < n; i++)
    {
      Walk walk = { city, &cases[i], WG_CASE_STATE_REPORTED, -1, -1, 1 };

      if (cases[i].n_steps == 0)
        continue;
      g_assert_cmpint (cases[i].steps[0].verb, ==, WG_VERB_REPORT);
      g_assert_cmpint (cases[i].steps[0].at_ms, ==, cases[i].reported_ms);
      g_assert_true ((roles_of (city, cases[i].steps[0].login) & WG_ROLE_INTAKE) != 0);
      for (guint k = 1; k < cases[i].n_steps; k++)
        {
          g_assert_cmpint (cases[i].steps[k].at_ms, >, cases[i].steps[k - 1].at_ms);
          take_step (&walk, &cases[i].steps[k]);
        }
      g_assert_cmpint (cases[i].steps[cases[i].n_steps - 1].at_ms, <=, WG_TEST_NOW_MS);
      g_assert_cmpint (walk.state, ==, cases[i].state);
      g_assert_cmpuint (walk.run, ==, cases[i].run);
      g_assert_cmpuint (walk.bounces, ==, cases[i].bounces);
      g_assert_cmpuint (walk.reworks, ==, cases[i].reworks);
      g_assert_true (walk.state != WG_CASE_STATE_CLOSED || cases[i].route != WG_ROUTE_COORDINATION
                     || cases[i].reporter == NULL);
    }
}

static void
test_moves (gconstpointer data)
{
  WgDemoCity *city = wg_test_demo_city ((WgDemoSize) GPOINTER_TO_UINT (data));
  guint n, n_moves;
  const WgDemoCase *cases = wg_demo_city_get_cases (city, &n);
  const WgDemoMove *moves = wg_demo_city_get_moves (city, &n_moves);
  g_autofree guint *next = g_new0 (guint, n);
  gint64 last = 0;
  guint n_steps = 0;

  for (guint i = 0; i < n; i++)
    n_steps += cases[i].n_steps;
  g_assert_cmpuint (n_moves, ==, n_steps);
  for (guint i = 0; i < n_moves; i++)
    {
      gint64 at = cases[moves[i].case_index].steps[moves[i].step].at_ms;

      g_assert_cmpuint (moves[i].step, ==, next[moves[i].case_index]++);
      g_assert_cmpint (at, >=, last);
      last = at;
    }
}

/* The untidiness of real data, in the shares one finds there. */
static void
test_untidiness (gconstpointer data)
{
  WgDemoSize size = (WgDemoSize) GPOINTER_TO_UINT (data);
  WgDemoCity *city = wg_test_demo_city (size);
  guint n, n_grids;
  const WgDemoCase *cases = wg_demo_city_get_cases (city, &n);
  const WgDemoGrid *grids = wg_demo_city_get_grids (city, &n_grids);
  guint no_place = 0, outside = 0, border = 0, long_titles = 0;

  for (guint i = 0; i < n; i++)
    {
      g_assert_true (g_utf8_validate (cases[i].title, -1, NULL));
      g_assert_true (cases[i].has_place || (cases[i].leaf < 0 && cases[i].address != NULL));
      no_place += !cases[i].has_place;
      outside += cases[i].has_place && cases[i].leaf < 0;
      border += cases[i].on_border;
      long_titles += g_utf8_strlen (cases[i].title, -1) > 40;
      if (cases[i].leaf >= 0)
        g_assert_true (wg_shape_contains (grids[cases[i].leaf].shape, cases[i].lon, cases[i].lat));
      if (cases[i].on_border)
        {
          const WgShape *shape = grids[cases[i].leaf].shape;

          g_assert_cmpfloat (wg_shape_get_border_distance_m (shape, cases[i].lon, cases[i].lat), <, 0.01);
        }
    }
  if (size == WG_DEMO_SIZE_COMMUNITY)
    return;
  g_assert_cmpuint (no_place * 1000, >, n * 6);
  g_assert_cmpuint (no_place * 1000, <, n * 14);
  g_assert_cmpuint (outside * 1000, >, n * 2);
  g_assert_cmpuint (outside * 1000, <, n * 9);
  g_assert_cmpuint (border * 1000, >, n);
  g_assert_cmpuint (long_titles, >=, 3);
}

static void
test_duplicates (gconstpointer data)
{
  WgDemoCity *city = wg_test_demo_city ((WgDemoSize) GPOINTER_TO_UINT (data));
  guint n;
  const WgDemoCase *cases = wg_demo_city_get_cases (city, &n);
  guint open_pairs = 0;

  for (guint i = 0; i < n; i++)
    {
      const WgDemoCase *master = cases[i].master >= 0 ? &cases[cases[i].master] : NULL;

      g_assert_true ((master != NULL) == (cases[i].state == WG_CASE_STATE_MERGED));
      if (master != NULL)
        {
          g_assert_cmpint (master->state, !=, WG_CASE_STATE_MERGED);
          g_assert_cmpuint (master->class_index, ==, cases[i].class_index);
          g_assert_cmpint (cases[i].reported_ms - master->reported_ms, <, 24 * WG_TEST_HOUR_MS);
          g_assert_cmpfloat (wg_geo_distance_m (master->lon, master->lat, cases[i].lon, cases[i].lat), <, 50.0);
        }
      for (guint k = i + 1; k < n && wg_case_state_is_open (cases[i].state); k++)
        open_pairs += wg_case_state_is_open (cases[k].state) && cases[i].class_index == cases[k].class_index
                      && cases[i].has_place && cases[k].has_place
                      && cases[k].reported_ms - cases[i].reported_ms < 24 * WG_TEST_HOUR_MS
                      && wg_geo_distance_m (cases[i].lon, cases[i].lat, cases[k].lon, cases[k].lat) < 50.0;
    }
  g_assert_cmpuint (open_pairs, >=, 1);
}

/* The desk as one finds it: most of what is new is minutes old, a few of those out are late. */
static void
test_desk (gconstpointer data)
{
  WgDemoCity *city = wg_test_demo_city ((WgDemoSize) GPOINTER_TO_UINT (data));
  guint n;
  const WgDemoCase *cases = wg_demo_city_get_cases (city, &n);
  guint fresh = 0, early = 0, late = 0, out = 0, bounced = 0, reworked = 0, reopened = 0;

  for (guint i = 0; i < n; i++)
    {
      const WgDemoCase *item = &cases[i];
      gint64 since = item->state == WG_CASE_STATE_REPORTED ? item->reported_ms : 0;
      gint64 limit = item->state == WG_CASE_STATE_HANDLED ? WG_TEST_HOUR_MS / 2 : WG_TEST_HOUR_MS / 4;
      gboolean is_out;

      if (item->state == WG_CASE_STATE_FILED || item->state == WG_CASE_STATE_HANDLED)
        since = item->steps[item->n_steps - 1].at_ms;
      is_out = item->state == WG_CASE_STATE_ASSIGNED || item->state == WG_CASE_STATE_HANDLING;
      early += since != 0;
      fresh += since != 0 && WG_TEST_NOW_MS - since < limit;
      out += is_out;
      late += is_out && item->overdue;
      bounced += item->bounces > 0;
      reworked += item->reworks > 0;
      reopened += item->run > 1;
    }
  g_assert_cmpuint (fresh * 2, >=, early);
  g_assert_cmpuint (late, >=, 2);
  g_assert_cmpuint (late * 100, >=, out * 4);
  g_assert_cmpuint (late * 100, <=, out * 12);
  g_assert_cmpuint (bounced, >=, 3);
  g_assert_cmpuint (reworked, >=, 3);
  g_assert_cmpuint (reopened, >=, 2);
}

/* Fewer at night than by day, fewer on Sundays than on Mondays; some grids many times the mean. */
static void
test_rhythm (gconstpointer data)
{
  WgDemoSize size = (WgDemoSize) GPOINTER_TO_UINT (data);
  WgDemoCity *city = wg_test_demo_city (size);
  guint n, n_grids;
  const WgDemoCase *cases = wg_demo_city_get_cases (city, &n);
  guint by_hour[24] = { 0 };
  guint by_weekday[7] = { 0 };
  g_autofree guint *by_grid = NULL;
  guint most = 0;

  wg_demo_city_get_grids (city, &n_grids);
  by_grid = g_new0 (guint, n_grids);
  for (guint i = 0; i < n; i++)
    {
      gint64 local = cases[i].reported_ms + 8 * WG_TEST_HOUR_MS;

      by_hour[local / WG_TEST_HOUR_MS % 24]++;
      by_weekday[(local / (24 * WG_TEST_HOUR_MS) + 3) % 7]++;
      if (cases[i].leaf >= 0)
        most = MAX (most, ++by_grid[cases[i].leaf]);
    }
  g_assert_cmpuint (by_hour[3], <, by_hour[9]);
  if (size == WG_DEMO_SIZE_COMMUNITY)
    return;
  g_assert_cmpuint (by_hour[3] * 3, <, by_hour[9]);
  g_assert_cmpuint (by_weekday[6], <, by_weekday[0]);
  g_assert_cmpuint (most, >, 3 * n / n_grids);
}

static void
add_people (GChecksum *sum, WgDemoCity *city)
{
  guint n;
  const WgDemoPerson *persons = wg_demo_city_get_persons (city, &n);
  const WgDemoPost *posts;
  const WgDemoUnit *units;

  for (guint i = 0; i < n; i++)
    {
      wg_test_demo_add_text (sum, persons[i].name);
      wg_test_demo_add_text (sum, persons[i].phone);
      wg_test_demo_add_text (sum, persons[i].skills[0]);
    }
  posts = wg_demo_city_get_posts (city, &n);
  for (guint i = 0; i < n; i++)
    {
      gint64 numbers[] = { posts[i].person, posts[i].grid, posts[i].from_ms };

      wg_test_demo_add_text (sum, posts[i].kind);
      wg_test_demo_add_numbers (sum, numbers, G_N_ELEMENTS (numbers));
    }
  units = wg_demo_city_get_units (city, &n);
  for (guint i = 0; i < n; i++)
    {
      wg_test_demo_add_text (sum, units[i].name);
      wg_test_demo_add_text (sum, units[i].phone);
    }
}

static void
add_cases (GChecksum *sum, WgDemoCity *city)
{
  guint n;
  const WgDemoCase *cases = wg_demo_city_get_cases (city, &n);

  for (guint i = 0; i < n; i++)
    {
      const WgDemoCase *item = &cases[i];
      gint64 numbers[] = { item->class_index, item->route, item->leaf, item->building, item->state, item->imported,
                           item->master, item->reported_ms, item->due_ms, item->closed_ms, item->person, item->unit };

      wg_test_demo_add_text (sum, item->title);
      wg_test_demo_add_text (sum, item->body);
      wg_test_demo_add_text (sum, item->address);
      wg_test_demo_add_text (sum, item->reporter);
      wg_test_demo_add_numbers (sum, numbers, G_N_ELEMENTS (numbers));
      g_checksum_update (sum, (const guchar *) &item->lon, sizeof item->lon);
      g_checksum_update (sum, (const guchar *) &item->lat, sizeof item->lat);
      for (guint k = 0; k < item->n_steps; k++)
        {
          gint64 step[] = { item->steps[k].verb, item->steps[k].at_ms, item->steps[k].for_person,
                            item->steps[k].to_person, item->steps[k].to_unit };

          wg_test_demo_add_numbers (sum, step, G_N_ELEMENTS (step));
          wg_test_demo_add_text (sum, item->steps[k].login);
          wg_test_demo_add_text (sum, item->steps[k].text);
        }
    }
}

static void
test_same_again (gconstpointer data)
{
  WgDemoSize size = (WgDemoSize) GPOINTER_TO_UINT (data);
  g_autoptr (WgDemoCity) again = wg_test_demo_city_again (size, 1);
  g_autoptr (GChecksum) first = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GChecksum) second = g_checksum_new (G_CHECKSUM_SHA256);

  add_people (first, wg_test_demo_city (size));
  add_cases (first, wg_test_demo_city (size));
  add_people (second, again);
  add_cases (second, again);
  g_assert_cmpstr (g_checksum_get_string (first), ==, g_checksum_get_string (second));
}

static const WgTestDemoCheck checks[] = {
  { "people", test_people },         { "posts", test_posts },           { "states", test_states },
  { "scripts", test_scripts },       { "moves", test_moves },           { "untidiness", test_untidiness },
  { "duplicates", test_duplicates }, { "desk", test_desk },             { "rhythm", test_rhythm },
  { "same-again", test_same_again },
};

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  wg_test_demo_add_checks ("demo-cases", checks, G_N_ELEMENTS (checks));
  return g_test_run ();
}

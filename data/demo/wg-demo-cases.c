/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: months of cases with a rhythm of days and weeks, ending in a desk as one finds it in the morning: some just in,
 * some out, a few late, one emergency.
 */

#include "wg-demo-cases-private.h"
#include "wg-demo-office.h"

#include <math.h>
#include <stdlib.h>

#define IN_HOTSPOT 0.36
#define BESIDE 0.03        /* share of cases that report what is reported already */
#define REJECTED 0.04
#define MERGED 0.011
#define OVERDUE 0.065      /* of what is out with somebody */

typedef struct
{
  WgDemoCity *city;
  WgDemoRandom random;
  WgDemoNamer *namer;
  WgDemoPlaces places;
  const WgDemoTopic **topics;          /* by class */
  double *often[WG_DEMO_N_HOTS];       /* running sums by class: how often cases of it come up */
  double *lasting;                     /* how many of them are open at a time, without emergencies */
  double *calm;                        /* as often[NONE], without emergencies */
  double *urgent;                      /* emergencies alone */
  double *days;                        /* running sums: how busy a day is; the last is today */
  guint n_days;
  GArray *targets;                     /* WgDemoTarget */
} Maker;

static guint
same_topic (Maker *maker, guint class_index)
{
  guint n = 0;

  for (guint i = 0; i < maker->city->n_classes; i++)
    n += maker->topics[i] == maker->topics[class_index];
  return n;
}

static void
weigh_classes (Maker *maker)
{
  const WgDemoClass *classes = maker->city->classes;
  guint n = maker->city->n_classes;
  double sums[WG_DEMO_N_HOTS + 3] = { 0.0 };

  maker->topics = g_new (const WgDemoTopic *, n);
  for (guint i = 0; i < n; i++)
    maker->topics[i] = wg_demo_topic_for (classes[i].code);
  for (guint k = 0; k < WG_DEMO_N_HOTS; k++)
    maker->often[k] = g_new (double, n);
  maker->lasting = g_new (double, n);
  maker->calm = g_new (double, n);
  maker->urgent = g_new (double, n);
  for (guint i = 0; i < n; i++)
    {
      double weight = maker->topics[i]->weight / same_topic (maker, i);
      double hours = (double) classes[i].limit_ms / WG_DEMO_HOUR_MS * (classes[i].working_time ? 3.6 : 1.0);
      gboolean urgent = classes[i].route == WG_ROUTE_EMERGENCY;

      for (guint k = 0; k < WG_DEMO_N_HOTS; k++)
        maker->often[k][i] = sums[k] += k == WG_DEMO_HOT_NONE || maker->topics[i]->hot == k ? weight : 0.0;
      maker->lasting[i] = sums[WG_DEMO_N_HOTS] += urgent ? 0.0 : weight * sqrt (MAX (hours, 1.0));
      maker->calm[i] = sums[WG_DEMO_N_HOTS + 1] += urgent ? 0.0 : weight;
      maker->urgent[i] = sums[WG_DEMO_N_HOTS + 2] += urgent ? weight : 0.0;
    }
}

static gint64
weekday_of (gint64 day)
{
  return (day + 3) % 7;
}

static void
weigh_days (Maker *maker)
{
  static const double week[] = { 1.16, 1.08, 1.05, 1.04, 1.06, 0.82, 0.74 };
  gint64 today = (maker->city->now_ms + WG_DEMO_ZONE_MS) / WG_DEMO_DAY_MS;
  double sum = 0.0;

  maker->n_days = maker->city->plan->n_months * 365 / 12;
  maker->days = g_new (double, maker->n_days);
  for (guint i = 0; i < maker->n_days; i++)
    {
      double season = 1.0 + 0.18 * wg_demo_frame_noise (maker->city->seed, 60, i / 23.0, 0.0);

      sum += week[weekday_of (today - maker->n_days + i)] * season * (0.85 + 0.3 * i / maker->n_days);
      maker->days[i] = sum;
    }
}

/* A past instant at which such a case is reported. */
static gint64
choose_time (Maker *maker, const WgDemoTopic *topic)
{
  gint64 today = (maker->city->now_ms + WG_DEMO_ZONE_MS) / WG_DEMO_DAY_MS;
  const double *hours = wg_demo_rhythm_hours (topic->rhythm);
  double sums[24];
  double sum = 0.0;
  gint64 day;
  guint hour;

  for (guint i = 0; i < 24; i++)
    sums[i] = sum += hours[i];
  day = today - maker->n_days + wg_demo_random_weighted (&maker->random, maker->days, maker->n_days);
  hour = wg_demo_random_weighted (&maker->random, sums, 24);
  return day * WG_DEMO_DAY_MS - WG_DEMO_ZONE_MS + hour * WG_DEMO_HOUR_MS
         + wg_demo_random_between (&maker->random, 0, WG_DEMO_HOUR_MS - 1);
}

static void
add_target (Maker *maker, WgCaseState state)
{
  WgDemoTarget target = { state };

  target.beside = -1;
  g_array_append_val (maker->targets, target);
}

static guint
at_least (double share, guint total, guint least)
{
  return MAX (least, (guint) lround (share * total));
}

static gboolean
is_out (const WgDemoTarget *target)
{
  return target->state == WG_CASE_STATE_ASSIGNED || target->state == WG_CASE_STATE_HANDLING;
}

/* How the cases stand: at least three in each state, whatever the size. */
static void
plan_states (Maker *maker)
{
  const WgDemoPlan *plan = maker->city->plan;
  guint counts[WG_N_CASE_STATES] = { 0 };
  guint planned = 0;

  counts[WG_CASE_STATE_REPORTED] = at_least (0.032, plan->n_open, 3);
  counts[WG_CASE_STATE_FILED] = at_least (0.042, plan->n_open, 4);
  counts[WG_CASE_STATE_HANDLED] = at_least (0.033, plan->n_open, 3);
  counts[WG_CASE_STATE_ASSIGNED] = at_least (0.14, plan->n_open, 4);
  for (guint i = 0; i < WG_N_CASE_STATES; i++)
    planned += counts[i];
  counts[WG_CASE_STATE_HANDLING] = plan->n_open - planned;
  counts[WG_CASE_STATE_REJECTED] = at_least (REJECTED, plan->n_cases, 4);
  counts[WG_CASE_STATE_MERGED] = at_least (MERGED, plan->n_cases, 3);
  counts[WG_CASE_STATE_CLOSED] = plan->n_cases - plan->n_open - counts[WG_CASE_STATE_REJECTED]
                                 - counts[WG_CASE_STATE_MERGED];
  for (guint state = 0; state < WG_N_CASE_STATES; state++)
    {
      for (guint i = 0; i < counts[state]; i++)
        add_target (maker, (WgCaseState) state);
    }
}

/* The @nth target of a state, counted from 0. */
static WgDemoTarget *
nth_of_state (Maker *maker, WgCaseState state, guint nth)
{
  for (guint i = 0; i < maker->targets->len; i++)
    {
      WgDemoTarget *target = &g_array_index (maker->targets, WgDemoTarget, i);

      if (target->state == state && nth-- == 0)
        return target;
    }
  return NULL;
}

/* So many of those out with somebody, evenly spread, have used up their limit. */
static void
plan_overdue (Maker *maker)
{
  guint n_out = 0;
  guint seen = 0;
  guint wanted;

  for (guint i = 0; i < maker->targets->len; i++)
    n_out += is_out (&g_array_index (maker->targets, WgDemoTarget, i));
  wanted = at_least (OVERDUE, n_out, 2);
  for (guint i = 0; i < maker->targets->len; i++)
    {
      WgDemoTarget *target = &g_array_index (maker->targets, WgDemoTarget, i);

      if (!is_out (target))
        continue;
      target->overdue = !target->emergency && (seen + 1) * wanted / n_out > seen * wanted / n_out;
      seen++;
    }
}

/* What chance might leave out of a small city is put there by hand. */
static void
plan_certainties (Maker *maker)
{
  nth_of_state (maker, WG_CASE_STATE_HANDLING, 0)->emergency = TRUE;
  nth_of_state (maker, WG_CASE_STATE_HANDLING, 2)->rework = TRUE;
  nth_of_state (maker, WG_CASE_STATE_HANDLING, 3)->reopened = TRUE;
  nth_of_state (maker, WG_CASE_STATE_FILED, 0)->bounces = 3;
  nth_of_state (maker, WG_CASE_STATE_FILED, 1)->bounces = 1;
  nth_of_state (maker, WG_CASE_STATE_CLOSED, 0)->bounces = 3;
  nth_of_state (maker, WG_CASE_STATE_CLOSED, 1)->rework = TRUE;
  nth_of_state (maker, WG_CASE_STATE_CLOSED, 2)->reopened = TRUE;
}

static void
plan_detours (Maker *maker)
{
  for (guint i = 0; i < maker->targets->len; i++)
    {
      WgDemoTarget *target = &g_array_index (maker->targets, WgDemoTarget, i);
      double dice = wg_demo_random_unit (&maker->random);

      if (target->state == WG_CASE_STATE_REPORTED || target->state >= WG_CASE_STATE_REJECTED)
        continue;
      if (dice < 0.06)
        target->bounces = dice < 0.004 ? 3 : dice < 0.014 ? 2 : 1;
      else if (dice < 0.10)
        target->rework = TRUE;
      else if (dice < 0.12)
        target->reopened = TRUE;
      else if (dice < 0.145)
        target->reassigned = is_out (target) || target->state == WG_CASE_STATE_CLOSED;
    }
}

static guint
choose_class (Maker *maker, const WgDemoTarget *target, WgDemoHot hot)
{
  guint n = maker->city->n_classes;
  const double *sums = maker->often[hot][n - 1] > 0.0 ? maker->often[hot] : maker->often[WG_DEMO_HOT_NONE];

  if (target->emergency && maker->urgent[n - 1] > 0.0)
    sums = maker->urgent;
  else if (target->state != WG_CASE_STATE_CLOSED && maker->calm[n - 1] > 0.0)
    sums = is_out (target) ? maker->lasting : maker->calm;
  return wg_demo_random_weighted (&maker->random, sums, n);
}

/* Some cases of general classes need more than one party; approval ends where this stage of the workflow has no row. */
static WgRoute
choose_route (Maker *maker, const WgDemoTarget *target, guint class_index)
{
  WgRoute route = maker->city->classes[class_index].route;
  WgDemoCrew crew = maker->topics[class_index]->crew;
  gboolean early = target->state == WG_CASE_STATE_REPORTED || target->state == WG_CASE_STATE_REJECTED;

  if (route == WG_ROUTE_APPROVAL && !early)
    return WG_ROUTE_COORDINATION;
  if (route != WG_ROUTE_GENERAL)
    return route;
  if (crew == WG_DEMO_CREW_WELFARE && early)
    return WG_ROUTE_APPROVAL;
  if ((crew == WG_DEMO_CREW_BUILDING || crew == WG_DEMO_CREW_WELFARE) && wg_demo_random_chance (&maker->random, 0.4))
    return WG_ROUTE_COORDINATION;
  return WG_ROUTE_GENERAL;
}

static const WgDemoHotspot *
choose_hotspot (Maker *maker, const WgDemoTarget *target)
{
  guint n = maker->places.hotspots->len;

  if (n == 0 || target->emergency || !wg_demo_random_chance (&maker->random, IN_HOTSPOT))
    return NULL;
  return &g_array_index (maker->places.hotspots, WgDemoHotspot, wg_demo_random_below (&maker->random, n));
}

static void
make_fresh (Maker *maker, const WgDemoTarget *target, WgDemoCase *item, gint64 *reported_ms)
{
  const WgDemoHotspot *hotspot = choose_hotspot (maker, target);
  const WgDemoTopic *topic;

  item->class_index = choose_class (maker, target, hotspot != NULL ? hotspot->kind : WG_DEMO_HOT_NONE);
  item->route = choose_route (maker, target, item->class_index);
  topic = maker->topics[item->class_index];
  if (topic->hot == WG_DEMO_HOT_NONE)
    hotspot = NULL;
  wg_demo_places_pick (&maker->places, &maker->random, topic, hotspot,
                       item->route == WG_ROUTE_EMERGENCY, item);
  *reported_ms = choose_time (maker, topic);
}

/* The same place and class, some minutes or hours later. */
static void
make_beside (Maker *maker, const WgDemoTarget *target, WgDemoCase *item, gint64 *reported_ms)
{
  WgDemoCity *self = maker->city;
  const WgDemoCase *other = &g_array_index (self->cases, WgDemoCase, target->beside);
  gint64 later = wg_demo_random_between (&maker->random, 6 * WG_DEMO_MINUTE_MS, 20 * WG_DEMO_HOUR_MS);

  item->class_index = other->class_index;
  item->route = other->route;
  wg_demo_places_pick_beside (&maker->places, &maker->random, other, item);
  *reported_ms = MIN (other->reported_ms + later, self->now_ms - 2 * WG_DEMO_MINUTE_MS);
}

/* A case merged into another comes without steps: merging is not a verb of this stage. */
static void
make_merged (Maker *maker, const WgDemoTarget *target, gint64 reported_ms, WgDemoCase *item)
{
  item->state = WG_CASE_STATE_MERGED;
  item->run = 1;
  item->person = -1;
  item->unit = -1;
  item->imported = TRUE;
  item->master = target->beside;
  item->reported_ms = reported_ms;
  item->closed_ms = reported_ms + wg_demo_random_between (&maker->random, 4, 40) * WG_DEMO_MINUTE_MS;
  item->closed_ms = MIN (item->closed_ms, maker->city->now_ms);
}

static void
make_case (Maker *maker, const WgDemoTarget *target)
{
  WgDemoCity *self = maker->city;
  WgDemoCase item = { 0 };
  gint64 reported_ms;

  item.building = -1;
  item.leaf = -1;
  item.master = -1;
  if (target->beside >= 0)
    make_beside (maker, target, &item, &reported_ms);
  else
    make_fresh (maker, target, &item, &reported_ms);
  wg_demo_words_write (self, &maker->random, maker->namer, maker->topics[item.class_index], target, &item);
  if (target->state == WG_CASE_STATE_MERGED)
    make_merged (maker, target, reported_ms, &item);
  else
    wg_demo_script_write (self, &maker->random, target, reported_ms, &item);
  g_array_append_val (self->cases, item);
}

/* A case that a later one can be a duplicate of: it has a place, and is open when the later one is. */
static int
find_other (Maker *maker, const WgDemoTarget *target)
{
  WgDemoCity *self = maker->city;
  gboolean open = wg_case_state_is_open (target->state);

  for (guint tries = 0; tries < 4000; tries++)
    {
      guint i = wg_demo_random_below (&maker->random, self->cases->len);
      const WgDemoCase *other = &g_array_index (self->cases, WgDemoCase, i);

      if (!other->has_place || other->route == WG_ROUTE_EMERGENCY || other->route == WG_ROUTE_APPROVAL
          || other->state == WG_CASE_STATE_MERGED || other->state == WG_CASE_STATE_REJECTED)
        continue;
      if (open && (!wg_case_state_is_open (other->state) || other->reported_ms < self->now_ms - 20 * WG_DEMO_HOUR_MS))
        continue;
      return (int) i;
    }
  return -1;
}

/* Open cases first, newest last among them, so that what is reported beside another finds it there. */
static void
make_all (Maker *maker)
{
  static const WgCaseState order[] = { WG_CASE_STATE_HANDLING, WG_CASE_STATE_ASSIGNED, WG_CASE_STATE_HANDLED,
                                       WG_CASE_STATE_FILED,    WG_CASE_STATE_REPORTED, WG_CASE_STATE_CLOSED,
                                       WG_CASE_STATE_REJECTED, WG_CASE_STATE_MERGED };

  for (gsize k = 0; k < G_N_ELEMENTS (order); k++)
    {
      guint n_beside = 0;

      for (guint i = 0; i < maker->targets->len; i++)
        {
          WgDemoTarget *target = &g_array_index (maker->targets, WgDemoTarget, i);
          gboolean early = target->state == WG_CASE_STATE_REPORTED || target->state == WG_CASE_STATE_FILED;
          gboolean beside = wg_demo_random_chance (&maker->random, early ? 0.15 : BESIDE);

          if (target->state != order[k])
            continue;
          if (target->state == WG_CASE_STATE_MERGED || (beside && (early || target->state == WG_CASE_STATE_CLOSED))
              || (early && n_beside == 0))
            target->beside = find_other (maker, target);
          n_beside += target->beside >= 0;
          make_case (maker, target);
        }
    }
}

typedef struct
{
  guint index;
  gint64 reported_ms;
} Reported;

static int
compare_reported (gconstpointer a, gconstpointer b)
{
  const Reported *p = a;
  const Reported *q = b;

  if (p->reported_ms != q->reported_ms)
    return p->reported_ms < q->reported_ms ? -1 : 1;
  return p->index < q->index ? -1 : p->index > q->index;
}

static void
sort_cases (WgDemoCity *self)
{
  guint n = self->cases->len;
  g_autofree Reported *order = g_new (Reported, n);
  g_autofree int *place = g_new (int, n);
  GArray *sorted = g_array_sized_new (FALSE, FALSE, sizeof (WgDemoCase), n);

  for (guint i = 0; i < n; i++)
    {
      order[i].index = i;
      order[i].reported_ms = g_array_index (self->cases, WgDemoCase, i).reported_ms;
    }
  qsort (order, n, sizeof (Reported), compare_reported);
  for (guint i = 0; i < n; i++)
    place[order[i].index] = (int) i;
  for (guint i = 0; i < n; i++)
    {
      WgDemoCase item = g_array_index (self->cases, WgDemoCase, order[i].index);

      item.master = item.master >= 0 ? place[item.master] : -1;
      g_array_append_val (sorted, item);
    }
  g_array_unref (self->cases);
  self->cases = sorted;
}

/* The oldest cases that are over come from an older system: they keep their columns and lose their steps. */
static void
import_old (WgDemoCity *self)
{
  guint scripted = 0;

  for (guint i = 0; i < self->cases->len; i++)
    scripted += g_array_index (self->cases, WgDemoCase, i).steps != NULL;
  for (guint i = 0; i < self->cases->len; i++)
    {
      WgDemoCase *item = &g_array_index (self->cases, WgDemoCase, i);

      if (item->steps != NULL && scripted > self->plan->n_scripted && !wg_case_state_is_open (item->state))
        {
          g_free ((gpointer) item->steps);
          item->steps = NULL;
          item->n_steps = 0;
          item->imported = TRUE;
          scripted--;
        }
      if (item->steps != NULL)
        g_ptr_array_add (self->chunks, (gpointer) item->steps);
    }
}

static int
compare_moves (gconstpointer a, gconstpointer b, gpointer data)
{
  const WgDemoCase *cases = data;
  const WgDemoMove *x = a;
  const WgDemoMove *y = b;
  gint64 p = cases[x->case_index].steps[x->step].at_ms;
  gint64 q = cases[y->case_index].steps[y->step].at_ms;

  if (p != q)
    return p < q ? -1 : 1;
  if (x->case_index != y->case_index)
    return x->case_index < y->case_index ? -1 : 1;
  return x->step < y->step ? -1 : x->step > y->step;
}

static void
list_moves (WgDemoCity *self)
{
  for (guint i = 0; i < self->cases->len; i++)
    {
      for (guint step = 0; step < g_array_index (self->cases, WgDemoCase, i).n_steps; step++)
        {
          WgDemoMove move = { i, step };

          g_array_append_val (self->moves, move);
        }
    }
  g_array_sort_with_data (self->moves, compare_moves, self->cases->data);
}

static void
clear_maker (Maker *maker)
{
  wg_demo_places_clear (&maker->places);
  wg_demo_namer_free (maker->namer);
  g_array_unref (maker->targets);
  for (guint k = 0; k < WG_DEMO_N_HOTS; k++)
    g_free (maker->often[k]);
  g_free (maker->lasting);
  g_free (maker->calm);
  g_free (maker->urgent);
  g_free (maker->days);
  g_free (maker->topics);
}

void
wg_demo_city_make_cases (WgDemoCity *self)
{
  Maker maker = { self };

  wg_demo_random_init (&maker.random, self->seed, WG_DEMO_STREAM_CASES);
  maker.namer = wg_demo_namer_new (self->seed ^ 0x43);
  maker.targets = g_array_new (FALSE, FALSE, sizeof (WgDemoTarget));
  wg_demo_places_init (&maker.places, self, &maker.random);
  weigh_classes (&maker);
  weigh_days (&maker);
  plan_states (&maker);
  plan_detours (&maker);
  plan_certainties (&maker);
  plan_overdue (&maker);
  make_all (&maker);
  sort_cases (self);
  import_old (self);
  list_moves (self);
  clear_maker (&maker);
}

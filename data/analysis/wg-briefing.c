/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what was shown to a leader on a Monday must be the same when somebody asks about it in June. So everything that a
 * briefing shows is counted at once, into one value that is stored; drawing it comes later, and as often as wanted.
 */

#include "wg-briefing-maker.h"

#include "wg-case-field.h"
#include "wg-hotspot-choices.h"
#include "wg-local-statistic.h"
#include "wg-rising.h"
#include "wg-time.h"

#define N_CLUSTERS 5
#define N_RISING 8
#define N_OVERDUE 12
#define N_OVERDUE_SUPERVISED 120
#define REPORT_DAYS 15
#define MOST_SERIES 14

WgPeriod
wg_briefing_get_period (WgPeriodKind kind, GTimeZone *zone, gint64 as_of_ms)
{
  WgPeriod now = wg_period_find (kind, zone, as_of_ms), before;

  wg_period_get_before (&now, kind, zone, FALSE, &before);
  before.as_of_ms = as_of_ms;
  return before;
}

gint64
wg_briefing_get_due (GTimeZone *zone, gint64 as_of_ms, WgPeriod *month)
{
  *month = wg_briefing_get_period (WG_PERIOD_MONTH, zone, as_of_ms);
  return wg_time_from_local (wg_time_to_local (month->to_ms, zone, NULL) + REPORT_DAYS, 0, zone);
}

void
wg_briefing_ask_free (WgBriefingAsk *self)
{
  g_free (self->number);
  g_free (self->kind);
  g_free (self);
}

/* --- Figures --- */

static gint64
get_difference (const WgBriefingMaker *self, WgIndicator indicator, gint64 value, const WgFiguresRow *old)
{
  gint64 numerator, denominator, was = old != NULL ? wg_indicator_get_value (indicator, old->tallies, self->request->rounding, &numerator, &denominator) : G_MININT64;

  return value == G_MININT64 || was == G_MININT64 ? G_MININT64 : value - was;
}

/* Nothing is compared with a time of which there are no data. */
static const WgFiguresRow *
find_known (const WgBriefingMaker *self, const WgFigures *figures, guint grid, const WgPeriod *period)
{
  return wg_figures_is_known (self->begin_ms, period->from_ms) ? wg_figures_find (figures, grid, NULL) : NULL;
}

static void
write_figures (WgBriefingMaker *self, const WgFigures *now, const WgFiguresRow *before, const WgFiguresRow *year_ago)
{
  const WgFiguresRow *row = wg_figures_find (now, WG_GRID_NONE, NULL);

  wg_briefing_maker_begin_list (self, "figures");
  for (guint i = 0; i < WG_N_INDICATORS; i++)
    {
      WgIndicator indicator = (WgIndicator) i;
      gint64 numerator, denominator, value = wg_indicator_get_value (indicator, row->tallies, self->request->rounding, &numerator, &denominator);

      json_builder_begin_object (self->out);
      wg_briefing_maker_text (self, "key", wg_indicator_to_nick (indicator));
      wg_briefing_maker_int (self, "numerator", numerator);
      wg_briefing_maker_int (self, "denominator", wg_indicator_is_rate (indicator) ? denominator : G_MININT64);
      wg_briefing_maker_int (self, "value", value);
      wg_briefing_maker_int (self, "pop", get_difference (self, indicator, value, before));
      wg_briefing_maker_int (self, "yoy", get_difference (self, indicator, value, year_ago));
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
}

static void
write_all_figures (WgBriefingMaker *self)
{
  const WgBriefingRequest *request = self->request;
  WgPeriod before, year_ago;
  g_autoptr (WgFigures) now = wg_figures_new (request->histories, request->tree, 0, WG_FIGURES_BY_NOTHING, &request->period);
  g_autoptr (WgFigures) then = NULL, long_ago = NULL;

  wg_period_get_before (&request->period, request->kind, request->zone, FALSE, &before);
  wg_period_get_before (&request->period, request->kind, request->zone, TRUE, &year_ago);
  then = wg_figures_new (request->histories, request->tree, 0, WG_FIGURES_BY_NOTHING, &before);
  long_ago = wg_figures_new (request->histories, request->tree, 0, WG_FIGURES_BY_NOTHING, &year_ago);
  write_figures (self, now, find_known (self, then, WG_GRID_NONE, &before), find_known (self, long_ago, WG_GRID_NONE, &year_ago));
  wg_briefing_maker_write_more (self, wg_figures_find (now, WG_GRID_NONE, NULL), find_known (self, then, WG_GRID_NONE, &before),
                                find_known (self, long_ago, WG_GRID_NONE, &year_ago));
}

/* The grids of a level, those that close least in time first. */
static int
compare_rates (gconstpointer a, gconstpointer b)
{
  const WgFiguresRow *p = *(const WgFiguresRow *const *) a, *q = *(const WgFiguresRow *const *) b;
  gint64 n[2], d[2], left, right;

  wg_indicator_get (WG_INDICATOR_CLOSE_ON_TIME_RATE, p->tallies, &n[0], &d[0]);
  wg_indicator_get (WG_INDICATOR_CLOSE_ON_TIME_RATE, q->tallies, &n[1], &d[1]);
  if ((d[0] == 0) != (d[1] == 0))
    return d[0] == 0 ? 1 : -1;
  left = n[0] * d[1];
  right = n[1] * d[0];
  if (left != right)
    return left < right ? -1 : 1;
  return p->grid < q->grid ? -1 : 1;
}

static void
write_table (WgBriefingMaker *self)
{
  const WgBriefingRequest *request = self->request;
  WgPeriod before;
  g_autoptr (WgFigures) now = wg_figures_new (request->histories, request->tree, self->top, WG_FIGURES_BY_NOTHING, &request->period);
  g_autoptr (WgFigures) then = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();

  wg_period_get_before (&request->period, request->kind, request->zone, FALSE, &before);
  then = wg_figures_new (request->histories, request->tree, self->top, WG_FIGURES_BY_NOTHING, &before);
  for (guint i = 0; i < wg_figures_get_n_rows (now); i++)
    g_ptr_array_add (rows, (gpointer) wg_figures_get_row (now, i));
  g_ptr_array_sort (rows, compare_rates);
  wg_briefing_maker_int (self, "level", self->top);
  wg_briefing_maker_begin_list (self, "table");
  for (guint i = 0; i < rows->len; i++)
    {
      const WgFiguresRow *row = g_ptr_array_index (rows, i);
      gint64 in_time, due, value = wg_indicator_get_value (WG_INDICATOR_CLOSE_ON_TIME_RATE, row->tallies, self->request->rounding, &in_time, &due);

      json_builder_begin_object (self->out);
      wg_briefing_maker_grid (self, row->grid);
      wg_briefing_maker_int (self, "due", due);
      wg_briefing_maker_int (self, "in_time", in_time);
      wg_briefing_maker_int (self, "value", value);
      wg_briefing_maker_int (self, "change", get_difference (self, WG_INDICATOR_CLOSE_ON_TIME_RATE, value, find_known (self, then, row->grid, &before)));
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
}

/* --- Received, period by period --- */

static gint64
get_reported (const WgCaseHistory *history)
{
  return history->steps->len > 0 ? g_array_index (history->steps, WgStep, 0).at_ms : WG_NO_TIME;
}

/* When the cases came in that count as received everywhere in a briefing: without those that were rejected or merged since. */
static GArray *
list_received (const WgBriefingRequest *request)
{
  const WgPeriod ever = { G_MININT64, G_MAXINT64, request->period.as_of_ms };
  GArray *times = g_array_sized_new (FALSE, FALSE, sizeof (gint64), request->histories->len);

  for (guint i = 0; i < request->histories->len; i++)
    {
      const WgCaseHistory *history = g_ptr_array_index (request->histories, i);
      gint64 tallies[WG_N_TALLIES] = { 0 }, at_ms = get_reported (history);

      wg_indicators_count ((const WgStep *) (gpointer) history->steps->data, history->steps->len, &ever, tallies, NULL);
      if (tallies[WG_TALLY_RECEIVED] > 0)
        g_array_append_val (times, at_ms);
    }
  return times;
}

/* What came in before the data begin is not nothing: nobody knows it. Of a piece in which they begin a part is known, and a
 * line through it would rise; @from_ms is from when on they are wanted.
 */
static gint64
count_received (const WgBriefingMaker *self, const GArray *times, const WgPeriod *period, gint64 from_ms)
{
  gint64 n = 0;

  if (!wg_figures_is_known (self->begin_ms, from_ms))
    return G_MININT64;
  for (guint i = 0; i < times->len; i++)
    {
      gint64 at_ms = g_array_index (times, gint64, i);

      n += at_ms >= period->from_ms && at_ms < MIN (period->to_ms, period->as_of_ms) ? 1 : 0;
    }
  return n;
}

/* Whole days of a campaign, in as many pieces as there is room for. */
static guint
cut_free (const WgBriefingRequest *request, WgPeriod *periods)
{
  gint32 first = wg_time_to_local (request->period.from_ms, request->zone, NULL);
  gint32 n_days = MAX (1, wg_time_to_local (request->period.to_ms - 1, request->zone, NULL) - first + 1);
  gint32 length = (n_days + MOST_SERIES - 1) / MOST_SERIES;
  guint n = 0;

  for (gint32 day = 0; day < n_days; day += length)
    periods[n++] = (WgPeriod){ wg_time_from_local (first + day, 0, request->zone), wg_time_from_local (first + MIN (day + length, n_days), 0, request->zone),
                               request->period.as_of_ms };
  return n;
}

static guint
cut (const WgBriefingRequest *request, WgPeriod *periods)
{
  static const guint lengths[] = { [WG_PERIOD_DAY] = MOST_SERIES, [WG_PERIOD_WEEK] = 12, [WG_PERIOD_MONTH] = 12,
                                   [WG_PERIOD_QUARTER] = 8, [WG_PERIOD_HALF] = 6, [WG_PERIOD_YEAR] = 5 };
  guint n = lengths[request->kind];

  if (request->kind == WG_PERIOD_FREE)
    return cut_free (request, periods);
  periods[n - 1] = request->period;
  for (guint i = n - 1; i > 0; i--)
    {
      wg_period_get_before (&periods[i], request->kind, request->zone, FALSE, &periods[i - 1]);
      periods[i - 1].as_of_ms = request->period.as_of_ms;
    }
  return n;
}

static void
write_series (WgBriefingMaker *self)
{
  const WgBriefingRequest *request = self->request;
  WgPeriod periods[MOST_SERIES];
  guint n = cut (request, periods);
  g_autoptr (GArray) times = list_received (request);

  wg_briefing_maker_begin_list (self, "series");
  for (guint i = 0; i < n; i++)
    {
      /* The period itself has been asked about, however little of it is known. */
      gint64 from_ms = i + 1 < n ? periods[i].from_ms : periods[i].to_ms - 1;
      WgPeriod year_ago;

      wg_period_get_before (&periods[i], request->kind, request->zone, TRUE, &year_ago);
      json_builder_begin_object (self->out);
      wg_briefing_maker_int (self, "from_ms", periods[i].from_ms);
      wg_briefing_maker_int (self, "to_ms", periods[i].to_ms);
      wg_briefing_maker_int (self, "received", count_received (self, times, &periods[i], from_ms));
      wg_briefing_maker_int (self, "year_ago", count_received (self, times, &year_ago, year_ago.from_ms));
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
}

/* --- Clusters --- */

/* The cases of a time as records, where they are homed. */
static GPtrArray *
list_records (const WgBriefingRequest *request, gint64 from_ms, gint64 to_ms)
{
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  WgPeriod period = { from_ms, to_ms, request->period.as_of_ms };

  for (guint i = 0; i < request->histories->len; i++)
    {
      const WgCaseHistory *history = g_ptr_array_index (request->histories, i);
      gint64 tallies[WG_N_TALLIES] = { 0 }, grid_id;
      WgCaseRecord *record;

      if (get_reported (history) < from_ms || get_reported (history) >= to_ms
          || !wg_indicators_count ((const WgStep *) (gpointer) history->steps->data, history->steps->len, &period, tallies, &grid_id)
          || tallies[WG_TALLY_RECEIVED] == 0)
        continue;
      record = wg_case_record_new ();
      record->grid_id = grid_id > 0 ? grid_id : WG_NO_ID;
      record->lon = history->lon;
      record->lat = history->lat;
      record->reported_ms = get_reported (history);
      g_ptr_array_add (records, record);
    }
  return records;
}

typedef struct
{
  guint worst; /* the place with most cases */
  gint64 cases;
  guint n_grids;
  double q;
} Cluster;

/* Everything that is hot and touches. */
static Cluster
gather_cluster (const WgCaseField *field, const WgWeights *weights, const WgLocalRow *rows, guint start, gboolean *taken)
{
  Cluster cluster = { start, 0, 0, 1.0 };
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (guint));

  taken[start] = TRUE;
  g_array_append_val (stack, start);
  while (stack->len > 0)
    {
      guint place = g_array_index (stack, guint, stack->len - 1), n_near;
      const guint *near = wg_weights_get_neighbours (weights, place, &n_near);

      g_array_set_size (stack, stack->len - 1);
      cluster.n_grids++;
      cluster.cases += (gint64) field->cases[place];
      cluster.q = MIN (cluster.q, rows[place].q);
      cluster.worst = field->cases[place] > field->cases[cluster.worst] ? place : cluster.worst;
      for (guint i = 0; i < n_near; i++)
        {
          if (taken[near[i]] || rows[near[i]].class_ != WG_LOCAL_HOT)
            continue;
          taken[near[i]] = TRUE;
          g_array_append_val (stack, near[i]);
        }
    }
  return cluster;
}

static int
compare_clusters (gconstpointer a, gconstpointer b)
{
  const Cluster *p = a, *q = b;

  if (p->cases != q->cases)
    return p->cases > q->cases ? -1 : 1;
  return p->worst < q->worst ? -1 : 1;
}

static const WgGrid *
get_grid (const WgCaseField *field, guint place)
{
  return wg_grid_tree_get_grid (field->tree, field->grids[place]);
}

static void
write_clusters (WgBriefingMaker *self, const WgCaseField *field, const WgWeights *weights, const WgLocalRow *rows)
{
  g_autofree gboolean *taken = g_new0 (gboolean, MAX (field->n, 1));
  g_autoptr (GArray) clusters = g_array_new (FALSE, FALSE, sizeof (Cluster));

  for (guint i = 0; i < field->n; i++)
    {
      if (taken[i] || rows[i].class_ != WG_LOCAL_HOT)
        continue;
      g_array_set_size (clusters, clusters->len + 1);
      g_array_index (clusters, Cluster, clusters->len - 1) = gather_cluster (field, weights, rows, i, taken);
    }
  g_array_sort (clusters, compare_clusters);
  wg_briefing_maker_begin_list (self, "clusters");
  for (guint i = 0; i < MIN (clusters->len, N_CLUSTERS); i++)
    {
      const Cluster *cluster = &g_array_index (clusters, Cluster, i);

      json_builder_begin_object (self->out);
      wg_briefing_maker_grid (self, field->grids[cluster->worst]);
      wg_briefing_maker_int (self, "cases", cluster->cases);
      wg_briefing_maker_int (self, "grids", cluster->n_grids);
      wg_briefing_maker_double (self, "q", cluster->q);
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
}

static gboolean
write_hotspots (WgBriefingMaker *self, GCancellable *cancellable, GError **error)
{
  const WgBriefingRequest *request = self->request;
  WgLocalOptions options = { WG_LOCAL_G_STAR, 0, WG_HOTSPOT_SEED, WG_HOTSPOT_FALSE_DISCOVERIES, WG_HOTSPOT_MIN_COUNT };
  g_autoptr (GPtrArray) records = list_records (request, request->period.from_ms, request->period.to_ms);
  g_autoptr (WgCaseField) field = wg_case_field_new (request->tree, self->leaf, records);
  g_autoptr (WgWeights) weights = wg_case_field_get_borders (field);
  g_autofree WgLocalRow *rows = wg_local_statistic (weights, field->cases, &options, cancellable, error);
  gint64 n_watched = 0;

  if (rows == NULL)
    return FALSE;
  json_builder_set_member_name (self->out, "hotspots");
  json_builder_begin_object (self->out);
  wg_briefing_maker_int (self, "level", self->leaf);
  wg_briefing_maker_text (self, "neighbours", "border");
  wg_briefing_maker_begin_list (self, "grids");
  for (guint i = 0; i < field->n; i++)
    {
      gboolean watched = rows[i].class_ == WG_LOCAL_WATCH && rows[i].z > 0.0;

      if (rows[i].class_ != WG_LOCAL_HOT && rows[i].class_ != WG_LOCAL_COLD && !watched)
        continue;
      n_watched += watched;
      json_builder_begin_object (self->out);
      wg_briefing_maker_text (self, "code", get_grid (field, i)->code);
      wg_briefing_maker_text (self, "class", wg_local_class_to_nick (rows[i].class_));
      wg_briefing_maker_double (self, "p", rows[i].p);
      wg_briefing_maker_double (self, "q", rows[i].q);
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
  write_clusters (self, field, weights, rows);
  wg_briefing_maker_int (self, "watched", n_watched);
  json_builder_end_object (self->out);
  return TRUE;
}

/* --- What rises, what is late --- */

typedef struct
{
  guint place;
  double lately;
  double before; /* a week */
  double q;
} Rising;

static int
compare_rising (gconstpointer a, gconstpointer b)
{
  const Rising *p = a, *q = b;

  if (p->q != q->q)
    return p->q < q->q ? -1 : 1;
  return p->place < q->place ? -1 : 1;
}

/* The last week of the period against the eight before it. Where these were not registered, everything would rise. */
static void
write_rising (WgBriefingMaker *self)
{
  WgLocalOptions options = { .level = WG_HOTSPOT_FALSE_DISCOVERIES, .min_sum = WG_HOTSPOT_MIN_COUNT };
  gint64 to_ms = self->request->period.to_ms, from_ms = wg_rising_get_begin (to_ms);
  gboolean known = wg_figures_is_known (self->begin_ms, from_ms);
  g_autoptr (GPtrArray) records = list_records (self->request, from_ms, to_ms);
  g_autoptr (WgCaseField) field = wg_case_field_new (self->request->tree, self->leaf, records);
  g_autofree WgLocalRow *rows = wg_rising_judge (field, to_ms, &options);
  g_autoptr (GArray) rising = g_array_new (FALSE, FALSE, sizeof (Rising));

  for (guint i = 0; i < field->n; i++)
    {
      Rising row = { i, rows[i].value, wg_rising_get_before (field, i, &rows[i]), rows[i].q };

      if (known && rows[i].class_ == WG_LOCAL_HOT)
        g_array_append_val (rising, row);
    }
  g_array_sort (rising, compare_rising);
  json_builder_set_member_name (self->out, "rising_known");
  json_builder_add_boolean_value (self->out, known);
  wg_briefing_maker_begin_list (self, "rising");
  for (guint i = 0; i < MIN (rising->len, N_RISING); i++)
    {
      const Rising *row = &g_array_index (rising, Rising, i);

      json_builder_begin_object (self->out);
      wg_briefing_maker_grid (self, field->grids[row->place]);
      wg_briefing_maker_int (self, "cases", (gint64) row->lately);
      wg_briefing_maker_double (self, "before", row->before);
      wg_briefing_maker_double (self, "q", row->q);
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
}

typedef struct
{
  const WgCaseHistory *history;
  gint64 due_ms;
  gint64 grid_id;
} Late;

static int
compare_late (gconstpointer a, gconstpointer b)
{
  const Late *p = a, *q = b;

  if (p->due_ms != q->due_ms)
    return p->due_ms < q->due_ms ? -1 : 1;
  return p->history->id < q->history->id ? -1 : 1;
}

static gint64
get_due (const WgCaseHistory *history, gint64 as_of_ms)
{
  gint64 due_ms = WG_NO_TIME;

  for (guint i = 0; i < history->steps->len; i++)
    {
      const WgStep *step = &g_array_index (history->steps, WgStep, i);

      if (step->at_ms < as_of_ms && step->due_ms != WG_NO_TIME)
        due_ms = step->due_ms;
    }
  return due_ms;
}

static void
write_overdue (WgBriefingMaker *self)
{
  const WgBriefingRequest *request = self->request;
  g_autoptr (GArray) late = g_array_new (FALSE, FALSE, sizeof (Late));
  guint n = g_str_equal (request->report, "supervision") ? N_OVERDUE_SUPERVISED : N_OVERDUE;

  for (guint i = 0; i < request->histories->len; i++)
    {
      const WgCaseHistory *history = g_ptr_array_index (request->histories, i);
      gint64 tallies[WG_N_TALLIES] = { 0 };
      Late row = { history, get_due (history, request->period.as_of_ms), WG_NO_ID };

      wg_indicators_count ((const WgStep *) (gpointer) history->steps->data, history->steps->len, &request->period, tallies, &row.grid_id);
      if (tallies[WG_TALLY_OVERDUE] > 0)
        g_array_append_val (late, row);
    }
  g_array_sort (late, compare_late);
  wg_briefing_maker_begin_list (self, "overdue");
  for (guint i = 0; i < MIN (late->len, n); i++)
    {
      const Late *row = &g_array_index (late, Late, i);
      guint grid = row->grid_id > 0 ? wg_grid_tree_find_by_id (request->tree, row->grid_id) : WG_GRID_NONE;

      json_builder_begin_object (self->out);
      wg_briefing_maker_text (self, "number", row->history->number);
      wg_briefing_maker_grid (self, grid);
      wg_briefing_maker_int (self, "due_ms", row->due_ms);
      json_builder_end_object (self->out);
    }
  json_builder_end_array (self->out);
}

/* With its pages inside, a briefing that was issued is printed as it was, whatever its name stands for by then. */
static void
write_layout (WgBriefingMaker *self)
{
  const WgBriefingPlan *plan = self->request->plan;
  JsonNode *pages;

  if (plan == NULL)
    return;
  pages = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (pages, wg_briefing_leaves_to_json (plan->leaves));
  json_builder_set_member_name (self->out, "layout");
  json_builder_begin_object (self->out);
  wg_briefing_maker_text (self, "name", plan->name);
  json_builder_set_member_name (self->out, "pages");
  json_builder_add_value (self->out, pages);
  json_builder_end_object (self->out);
}

static void
write_head (WgBriefingMaker *self)
{
  const WgBriefingRequest *request = self->request;

  wg_briefing_maker_text (self, "kind", request->report);
  wg_briefing_maker_text (self, "district", request->district);
  wg_briefing_maker_int (self, "from_ms", request->period.from_ms);
  wg_briefing_maker_int (self, "to_ms", request->period.to_ms);
  wg_briefing_maker_int (self, "as_of_ms", request->period.as_of_ms);
  wg_briefing_maker_int (self, "grids_ms", request->grids_ms);
  wg_briefing_maker_int (self, "last_event", request->last_event);
  wg_briefing_maker_text (self, "rounding", request->rounding == WG_ROUNDING_ROUNDED ? "rounded" : "truncated");
  wg_briefing_maker_text (self, "drafter", request->drafter);
  wg_briefing_maker_int (self, "begin_ms", self->begin_ms);
  write_layout (self);
  json_builder_set_member_name (self->out, "campaign");
  if (request->campaign == NULL)
    {
      json_builder_add_null_value (self->out);
      return;
    }
  json_builder_begin_object (self->out);
  wg_briefing_maker_text (self, "name", request->campaign->name);
  wg_briefing_maker_text (self, "grid", request->campaign->grid_code);
  wg_briefing_maker_text (self, "class", request->campaign->class_code);
  json_builder_end_object (self->out);
}

JsonNode *
wg_briefing_make (const WgBriefingRequest *request, GCancellable *cancellable, GError **error)
{
  g_autoptr (JsonBuilder) out = json_builder_new ();
  guint n_levels = wg_grid_tree_get_n_levels (request->tree);
  const GPtrArray *all = request->all != NULL ? request->all : request->histories;
  WgBriefingMaker self = { request, out, 0, 0, wg_figures_get_begin (all, request->zone) };

  for (guint i = n_levels; i > 0; i--)
    {
      const WgGridLevel *level = wg_grid_tree_get_level (request->tree, i - 1);

      self.leaf = MAX (self.leaf, level->depth);
      self.top = level->n_grids > 1 || self.top == 0 ? level->depth : self.top;
    }
  json_builder_begin_object (out);
  write_head (&self);
  write_all_figures (&self);
  write_series (&self);
  write_table (&self);
  if (!write_hotspots (&self, cancellable, error))
    return NULL;
  write_rising (&self);
  write_overdue (&self);
  json_builder_end_object (out);
  return json_builder_get_root (out);
}

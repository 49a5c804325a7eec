/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whether trouble clusters, where, since when, and whether that is chance: the answer of the night job and of the
 * briefing, with every choice that it rests on.
 */

#include "wg-command-grids.h"

#include "wg-case-field.h"
#include "wg-cluster-scan.h"
#include "wg-error.h"
#include "wg-global-statistic.h"
#include "wg-hotspot-choices.h"
#include "wg-kernel-density.h"
#include "wg-local-statistic.h"
#include "wg-rising.h"
#include "wg-store-as-of.h"
#include "wg-store-grids.h"
#include "wg-time.h"

#include <glib/gi18n.h>

#define DAY_MS G_GINT64_CONSTANT (86400000)

typedef enum
{
  METHOD_KDE,
  METHOD_GI,
  METHOD_MORAN,
  METHOD_SCAN,
  METHOD_RISING,
} Method;

static const char *const methods[] = { "kde", "gi", "moran", "scan", "rising" };

typedef struct
{
  Method method;
  gint64 from_ms;
  gint64 to_ms;
  char *weights_text;
  WgKernel kernel;
  double bandwidth_m;
  gboolean edge;
  const char *rate;
  WgLocalOptions local;
  WgCaseField *field;
  WgWeights *weights;
  WgKernelWindow *window; /* with --edge */
  gsize n_inside;         /* of the points, with --edge */
  WgGlobalStatistic global;
} Hotspot;

static void
hotspot_clear (Hotspot *self)
{
  g_clear_pointer (&self->field, wg_case_field_free);
  g_clear_pointer (&self->weights, wg_weights_unref);
  g_clear_pointer (&self->window, wg_kernel_window_free);
  g_clear_pointer (&self->weights_text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Hotspot, hotspot_clear)

/* --- The question --- */

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, WG_ERROR, WG_ERROR_USAGE, sentence);
  return FALSE;
}

static gboolean
take_method (WgCommandCall *call, Hotspot *self, GError **error)
{
  const char *method = wg_command_call_get_text (call, "method"), *kernel = wg_command_call_get_text (call, "kernel");
  gint64 n_draws = wg_command_call_get_integer (call, "permutations", 0);
  gint64 min_count = wg_command_call_get_integer (call, "min-count", WG_HOTSPOT_MIN_COUNT);

  if (method == NULL)
    return refuse (error, _ ("Which --method: kde, gi, moran, scan or rising?"));
  while (!g_str_equal (methods[self->method], method))
    self->method++;
  if (kernel != NULL)
    wg_kernel_from_nick (kernel, &self->kernel);
  if (n_draws < 0 || n_draws > 99999 || min_count < 0)
    return refuse (error, _ ("--permutations is 0 to 99999, --min-count 0 or more."));
  if (self->method == METHOD_SCAN && !wg_command_call_has (call, "permutations"))
    n_draws = WG_HOTSPOT_N_DRAWS;
  self->rate = wg_command_call_get_text (call, "rate");
  self->edge = self->method == METHOD_KDE && wg_command_call_has (call, "edge");
  self->local.method = self->method == METHOD_MORAN                          ? WG_LOCAL_MORAN
                       : wg_command_call_has (call, "without-self") ? WG_LOCAL_G
                                                                    : WG_LOCAL_G_STAR;
  self->local.n_draws = (guint) n_draws;
  self->local.seed = (guint32) wg_command_call_get_integer (call, "seed", WG_HOTSPOT_SEED);
  self->local.level = WG_HOTSPOT_FALSE_DISCOVERIES;
  self->local.min_sum = (double) min_count;
  return TRUE;
}

static gboolean
take_lengths (WgCommandCall *call, Hotspot *self, GError **error)
{
  self->bandwidth_m = wg_command_call_get_number (call, "bandwidth");
  if (self->method == METHOD_KDE && isnan (self->bandwidth_m))
    return refuse (error, _ ("Density needs a --bandwidth: the radius in metres over which a case is spread."));
  if (!isnan (self->bandwidth_m) && !(self->bandwidth_m > 0.0 && self->bandwidth_m < 1e7))
    return refuse (error, _ ("A --bandwidth is a number of metres above 0."));
  return TRUE;
}

/* A period ends now when no end is given; what a method needs of the past begins it when no beginning is. */
static gboolean
take_period (WgCommandCall *call, Hotspot *self, GError **error)
{
  gint64 from_ms = wg_command_call_get_time (call, "from", WG_NO_TIME);

  self->to_ms = wg_command_call_get_time (call, "to", wg_command_call_get_now (call));
  if (self->method == METHOD_RISING)
    self->from_ms = wg_rising_get_begin (self->to_ms);
  else if (self->method == METHOD_SCAN && from_ms == WG_NO_TIME)
    self->from_ms = self->to_ms - WG_HOTSPOT_SCAN_PERIOD * DAY_MS;
  else
    self->from_ms = from_ms;
  if (self->from_ms != WG_NO_TIME && self->from_ms >= self->to_ms)
    return refuse (error, _ ("The period ends before it begins."));
  return TRUE;
}

static GPtrArray *
list_cases (WgCommandCall *call, WgCaseQuery *query, GError **error)
{
  query->as_of_ms = wg_command_call_get_now (call);
  if (wg_command_call_has (call, "at"))
    {
      wg_store_list_cases_at_async (call->store, query, call->cancellable, wg_command_call_ready, call);
      return wg_store_list_cases_at_finish (call->store, wg_command_call_wait (call), error);
    }
  wg_store_list_cases_async (call->store, query, call->cancellable, wg_command_call_ready, call);
  return wg_store_list_cases_finish (call->store, wg_command_call_wait (call), error);
}

static GPtrArray *
load_cases (WgCommandCall *call, const Hotspot *self, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();

  query->from_ms = self->from_ms;
  query->to_ms = self->to_ms;
  query->class_code = g_strdup (wg_command_call_get_text (call, "class"));
  return list_cases (call, query, error);
}

/* Whether there are data of the time that it all begins with: a case of that day, or an older one. */
static gboolean
find_data (WgCommandCall *call, const Hotspot *self, gboolean *known, GError **error)
{
  g_autoptr (WgCaseQuery) query = wg_case_query_new ();
  g_autoptr (GPtrArray) first = NULL;

  query->to_ms = wg_time_from_local (wg_time_to_local (self->from_ms, call->zone, NULL) + 1, 0, call->zone);
  query->limit = 1;
  first = list_cases (call, query, error);
  *known = first != NULL && first->len > 0;
  return first != NULL;
}

static gboolean
load_field (WgCommandCall *call, Hotspot *self, GError **error)
{
  g_autoptr (WgGridTree) tree = wg_command_grids_load (call, error);
  g_autoptr (GPtrArray) records = tree != NULL ? load_cases (call, self, error) : NULL;
  guint n_levels = tree != NULL ? wg_grid_tree_get_n_levels (tree) : 0;
  int depth;

  if (records == NULL)
    return FALSE;
  if (n_levels == 0)
    {
      g_set_error_literal (error, WG_ERROR, WG_ERROR_REFUSED, _ ("There are no grids. “wangge import grids FILE” brings them in."));
      return FALSE;
    }
  depth = (int) wg_command_call_get_integer (call, "level", wg_grid_tree_get_level (tree, n_levels - 1)->depth);
  if (wg_grid_tree_find_level (tree, depth) == NULL)
    {
      g_set_error (error, WG_ERROR, WG_ERROR_NOT_FOUND, _ ("There is no level %d. “wangge levels” lists those there are."), depth);
      return FALSE;
    }
  self->field = wg_case_field_new (tree, depth, records);
  return TRUE;
}

/* border, distance:M or knn:K */
static gboolean
make_weights (WgCommandCall *call, Hotspot *self, GError **error)
{
  const char *text = wg_command_call_get_text (call, "weights");
  const char *value = text != NULL ? strchr (text, ':') : NULL;
  double number = 0.0;
  char *end = NULL;

  self->weights_text = g_strdup (text != NULL ? text : "border");
  if (g_str_equal (self->weights_text, "border"))
    {
      self->weights = wg_case_field_get_borders (self->field);
      return TRUE;
    }
  if (value != NULL)
    number = g_ascii_strtod (value + 1, &end);
  if (end != NULL && end != value + 1 && *end == '\0' && number > 0.0 && number < 1e7)
    {
      if (g_str_has_prefix (text, "distance:"))
        self->weights = wg_weights_new_within (self->field->x, self->field->y, self->field->n, number);
      else if (g_str_has_prefix (text, "knn:") && number >= 1.0)
        self->weights = wg_weights_new_nearest (self->field->x, self->field->y, self->field->n, (guint) number);
    }
  return self->weights != NULL || refuse (error, _ ("--weights is border, distance:M with metres, or knn:K with a number of neighbours."));
}

/* --- The answer --- */

static const WgGrid *
get_grid (const Hotspot *self, guint position)
{
  return wg_grid_tree_get_grid (self->field->tree, self->field->grids[position]);
}

static void
write_parameters (WgJsonWriter *out, const Hotspot *self)
{
  wg_json_writer_key (out, "parameters");
  wg_json_writer_begin_object (out);
  wg_json_writer_int (out, "level", self->field->depth);
  wg_json_writer_time (out, "from", self->from_ms);
  wg_json_writer_time (out, "to", self->to_ms);
  wg_json_writer_int (out, "cases", (gint64) (self->method == METHOD_KDE ? self->n_inside : self->field->n_cases));
  wg_json_writer_int (out, "left_out", self->field->n_left_out);
  wg_json_writer_text (out, "weights", self->weights_text);
  wg_json_writer_bool (out, "with_self", self->local.method == WG_LOCAL_G_STAR);
  wg_json_writer_text (out, "rate", self->rate);
  wg_json_writer_text (out, "kernel", self->method == METHOD_KDE ? wg_kernel_to_nick (self->kernel) : NULL);
  wg_json_writer_double (out, "bandwidth_m", self->bandwidth_m);
  wg_json_writer_bool (out, "edge_corrected", self->edge);
  wg_json_writer_int (out, "permutations", self->local.n_draws);
  wg_json_writer_int (out, "seed", self->local.seed);
  wg_json_writer_double (out, "false_discoveries", self->local.level);
  wg_json_writer_int (out, "min_count", (gint64) self->local.min_sum);
  wg_json_writer_end_object (out);
}

static void
begin_answer (WgJsonWriter *out, const Hotspot *self)
{
  wg_json_writer_begin_object (out);
  wg_json_writer_text (out, "method", methods[self->method]);
  write_parameters (out, self);
  wg_json_writer_double (out, "statistic", self->global.value);
  wg_json_writer_double (out, "expected", self->global.expected);
  wg_json_writer_double (out, "variance", self->global.variance);
  wg_json_writer_double (out, "z", self->global.z);
  wg_json_writer_double (out, "p", self->global.p);
  wg_json_writer_key (out, "rows");
  wg_json_writer_begin_array (out);
}

static gboolean
end_answer (WgCommandCall *call, GError **error)
{
  wg_json_writer_end_array (call->writer);
  wg_json_writer_end_object (call->writer);
  return wg_command_call_end_line (call, error);
}

static void
add_number (WgTextTable *rows, double value, const char *format)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  wg_text_table_add (rows, isfinite (value) ? g_ascii_formatd (text, sizeof text, format, value) : C_ ("hotspot", "–"));
}

/* What every row has: value, z, p, q and what it is called. */
static void
write_row (WgJsonWriter *out, const char *code, const WgLocalRow *row, const char *class_)
{
  wg_json_writer_text (out, "code", code);
  wg_json_writer_double (out, "value", row->value);
  wg_json_writer_double (out, "z", row->z);
  wg_json_writer_double (out, "p", row->p);
  wg_json_writer_double (out, "q", row->q);
  wg_json_writer_text (out, "class", class_);
}

static gboolean
print_local (WgCommandCall *call, const Hotspot *self, const WgLocalRow *rows, GError **error)
{
  const char *const titles[] = { C_ ("column", "Code"), C_ ("column", "Name"), C_ ("column", "Cases"), C_ ("column", "Value"), "z", "p", "q", C_ ("column", "Finding") };
  g_autoptr (WgTextTable) table = wg_text_table_new ("llrrrrrl", titles);

  if (call->json)
    begin_answer (call->writer, self);
  for (guint i = 0; i < self->field->n; i++)
    {
      const WgGrid *grid = get_grid (self, i);

      if (!call->json && (rows[i].class_ == WG_LOCAL_NOT || rows[i].class_ == WG_LOCAL_FEW || rows[i].class_ == WG_LOCAL_ALONE))
        continue;
      if (call->json)
        {
          wg_json_writer_begin_object (call->writer);
          write_row (call->writer, grid->code, &rows[i], wg_local_class_to_nick (rows[i].class_));
          wg_json_writer_int (call->writer, "cases", (gint64) self->field->cases[i]);
          wg_json_writer_double (call->writer, "p_permuted", rows[i].p_drawn);
          wg_json_writer_end_object (call->writer);
          continue;
        }
      wg_text_table_add (table, grid->code);
      wg_text_table_add (table, grid->name);
      wg_text_table_add_int (table, (gint64) self->field->cases[i]);
      add_number (table, rows[i].value, "%.4g");
      add_number (table, rows[i].z, "%.2f");
      add_number (table, rows[i].p, "%.2g");
      add_number (table, rows[i].q, "%.2g");
      wg_text_table_add (table, wg_local_class_get_label (rows[i].class_));
    }
  return call->json ? end_answer (call, error) : wg_command_call_print_table (call, table, error);
}

/* How many buildings stand in each grid of the field. */
static double *
count_buildings (WgCommandCall *call, const Hotspot *self, GError **error)
{
  g_autoptr (WgGridBook) book = NULL;
  double *counts;

  wg_store_load_grid_book_async (call->store, wg_command_call_get_time (call, "at", G_MAXINT64), call->cancellable, wg_command_call_ready, call);
  book = wg_store_load_grid_book_finish (call->store, wg_command_call_wait (call), error);
  if (book == NULL)
    return NULL;
  counts = g_new0 (double, MAX (self->field->n, 1));
  for (guint i = 0; i < self->field->n; i++)
    {
      guint index = wg_grid_tree_find_by_id (book->tree, get_grid (self, i)->id);

      counts[i] = index != WG_GRID_NONE ? (double) book->buildings[index] : 0.0;
    }
  return counts;
}

static WgLocalRow *
test_rates (WgCommandCall *call, const Hotspot *self, GError **error)
{
  const WgCaseField *field = self->field;
  g_autofree double *buildings = NULL;

  if (g_str_equal (self->rate, "area"))
    return wg_local_rates (self->weights, field->cases, field->areas, &self->local);
  if (g_str_equal (self->rate, "households"))
    return wg_local_rates (self->weights, field->cases, field->households, &self->local);
  buildings = count_buildings (call, self, error);
  return buildings != NULL ? wg_local_rates (self->weights, field->cases, buildings, &self->local) : NULL;
}

static gboolean
run_local (WgCommandCall *call, Hotspot *self, GError **error)
{
  WgCaseField *field = self->field;
  g_autofree WgLocalRow *rows = NULL;

  if (!make_weights (call, self, error))
    return FALSE;
  if (self->rate != NULL && self->method == METHOD_MORAN)
    return refuse (error, _ ("Rates are tested with --method gi."));
  if (self->method == METHOD_MORAN)
    self->global = wg_global_moran (self->weights, WG_WEIGHTS_ROWS, field->cases);
  else if (self->rate == NULL)
    self->global = wg_global_g (self->weights, WG_WEIGHTS_BINARY, field->cases);
  if (self->rate != NULL)
    rows = test_rates (call, self, error);
  else
    rows = wg_local_statistic (self->weights, field->cases, &self->local, call->cancellable, error);
  return rows != NULL && print_local (call, self, rows, error);
}

/* --- Density --- */

static void
print_density_row (WgCommandCall *call, WgTextTable *table, const char *code, const char *name, double value)
{
  WgLocalRow row = { value, NAN, NAN, NAN, NAN, WG_LOCAL_NOT };

  if (call->json)
    {
      wg_json_writer_begin_object (call->writer);
      write_row (call->writer, code, &row, NULL);
      wg_json_writer_end_object (call->writer);
      return;
    }
  wg_text_table_add (table, code);
  wg_text_table_add (table, name);
  add_number (table, value * 1e6, "%.2f");
}

/* Whoever allows for the edge knows nothing of cases beyond it. */
static void
drop_outside (Hotspot *self)
{
  WgCaseField *field = self->field;

  self->window = wg_case_field_get_window (field, self->kernel, self->bandwidth_m);
  self->n_inside = 0;
  for (gsize i = 0; i < field->n_points; i++)
    {
      if (!wg_kernel_window_contains (self->window, field->point_x[i], field->point_y[i]))
        continue;
      field->point_x[self->n_inside] = field->point_x[i];
      field->point_y[self->n_inside++] = field->point_y[i];
    }
}

/* Outside of the district there is no density that allows for its edge. */
static double
get_density (const Hotspot *self, const WgKernelDensity *density, double x, double y)
{
  double share = self->window != NULL ? wg_kernel_window_get_share (self->window, x, y) : 1.0;

  return share > 0.0 ? wg_kernel_density_get (density, x, y) / share : NAN;
}

static gboolean
run_density (WgCommandCall *call, Hotspot *self, GError **error)
{
  const char *const titles[]
      = { C_ ("column", "Code"), C_ ("column", "Name"), self->edge ? C_ ("column", "Cases per km², edge-corrected") : C_ ("column", "Cases per km²") };
  g_autoptr (WgTextTable) table = wg_text_table_new ("llr", titles);
  g_autoptr (WgKernelDensity) density = NULL;
  double lon, lat, x, y;

  self->n_inside = self->field->n_points;
  if (self->edge)
    drop_outside (self);
  density = wg_kernel_density_new (self->field->point_x, self->field->point_y, self->n_inside, self->kernel, self->bandwidth_m);

  if (call->json)
    begin_answer (call->writer, self);
  if (wg_command_call_get_point (call, "point", &lon, &lat))
    {
      guint home = wg_grid_tree_find_at_depth (self->field->tree, self->field->depth, lon, lat);
      const WgGrid *grid = home != WG_GRID_NONE ? wg_grid_tree_get_grid (self->field->tree, home) : NULL;

      wg_case_field_project (self->field, lon, lat, &x, &y);
      print_density_row (call, table, grid != NULL ? grid->code : NULL, grid != NULL ? grid->name : NULL, get_density (self, density, x, y));
    }
  for (guint i = 0; i < self->field->n && !wg_command_call_has (call, "point"); i++)
    print_density_row (call, table, get_grid (self, i)->code, get_grid (self, i)->name,
                       get_density (self, density, self->field->x[i], self->field->y[i]));
  return call->json ? end_answer (call, error) : wg_command_call_print_table (call, table, error);
}

/* --- What has begun --- */

static void
write_cluster (WgCommandCall *call, const Hotspot *self, const WgScanCluster *cluster)
{
  WgJsonWriter *out = call->writer;
  WgLocalRow row = { cluster->ratio, NAN, cluster->p, NAN, NAN, WG_LOCAL_NOT };

  wg_json_writer_begin_object (out);
  write_row (out, get_grid (self, cluster->center)->code, &row,
             wg_local_class_to_nick (cluster->p <= WG_HOTSPOT_FALSE_DISCOVERIES ? WG_LOCAL_HOT : WG_LOCAL_WATCH));
  wg_json_writer_key (out, "grids");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < cluster->n_places; i++)
    wg_json_writer_add_text (out, get_grid (self, cluster->places[i])->code);
  wg_json_writer_end_array (out);
  wg_json_writer_time (out, "from", self->to_ms - cluster->n_days * DAY_MS);
  wg_json_writer_time (out, "to", self->to_ms);
  wg_json_writer_double (out, "observed", cluster->observed);
  wg_json_writer_double (out, "expected", cluster->expected);
  wg_json_writer_end_object (out);
}

static gboolean
print_clusters (WgCommandCall *call, Hotspot *self, GPtrArray *clusters, GError **error)
{
  const char *const titles[] = { C_ ("column", "Middle"), C_ ("column", "Name"), C_ ("column", "Grids"), C_ ("column", "Days"), C_ ("column", "Cases"), C_ ("column", "Expected"), "p", C_ ("column", "Finding") };
  g_autoptr (WgTextTable) table = wg_text_table_new ("llrrrrrl", titles);
  const WgScanCluster *first = clusters->len > 0 ? g_ptr_array_index (clusters, 0) : NULL;

  self->global.value = first != NULL ? first->ratio : NAN;
  self->global.p = first != NULL ? first->p : NAN;
  if (call->json)
    begin_answer (call->writer, self);
  for (guint i = 0; i < clusters->len; i++)
    {
      const WgScanCluster *cluster = g_ptr_array_index (clusters, i);

      if (call->json)
        {
          write_cluster (call, self, cluster);
          continue;
        }
      wg_text_table_add (table, get_grid (self, cluster->center)->code);
      wg_text_table_add (table, get_grid (self, cluster->center)->name);
      wg_text_table_add_int (table, cluster->n_places);
      wg_text_table_add_int (table, cluster->n_days);
      wg_text_table_add_int (table, (gint64) cluster->observed);
      add_number (table, cluster->expected, "%.1f");
      add_number (table, cluster->p, "%.3f");
      wg_text_table_add (table, wg_local_class_get_label (cluster->p <= WG_HOTSPOT_FALSE_DISCOVERIES ? WG_LOCAL_HOT : WG_LOCAL_WATCH));
    }
  return call->json ? end_answer (call, error) : wg_command_call_print_table (call, table, error);
}

static gboolean
run_scan (WgCommandCall *call, Hotspot *self, GError **error)
{
  WgCaseField *field = self->field;
  guint n_days = (guint) CLAMP ((self->to_ms - self->from_ms + DAY_MS - 1) / DAY_MS, 1, 3660);
  WgScanOptions options = { n_days, WG_HOTSPOT_SCAN_DAYS, isnan (self->bandwidth_m) ? G_MAXDOUBLE : self->bandwidth_m, WG_HOTSPOT_SCAN_PLACES,
                            self->local.n_draws, self->local.seed, WG_HOTSPOT_SCAN_CLUSTERS };
  g_autofree guint *days = g_new0 (guint, MAX (field->n_cases, 1));
  g_autoptr (GPtrArray) clusters = NULL;

  for (gsize i = 0; i < field->n_cases; i++)
    days[i] = n_days - 1 - (guint) MIN ((self->to_ms - 1 - field->case_times[i]) / DAY_MS, n_days - 1);
  clusters = wg_cluster_scan (field->x, field->y, field->n, field->case_grids, days, field->n_cases, &options, call->cancellable, error);
  return clusters != NULL && print_clusters (call, self, clusters, error);
}

static gboolean
run_rising (WgCommandCall *call, Hotspot *self, GError **error)
{
  g_autofree WgLocalRow *rows = wg_rising_judge (self->field, self->to_ms, &self->local);
  gboolean known;

  if (!find_data (call, self, &known, error))
    return FALSE;
  for (guint i = 0; i < self->field->n && !known; i++)
    rows[i] = (WgLocalRow){ rows[i].value, NAN, NAN, NAN, NAN, WG_LOCAL_FEW };
  if (!known)
    wg_command_call_warn (call, _ ("Which grids rise cannot be said: the eight weeks before are not all registered."));
  return print_local (call, self, rows, error);
}

static gboolean
run_hotspot (WgCommandCall *call, GError **error)
{
  g_auto (Hotspot) self = { .kernel = WG_KERNEL_QUARTIC, .bandwidth_m = NAN, .global = { NAN, NAN, NAN, NAN, NAN, NAN } };

  if (!take_method (call, &self, error) || !take_lengths (call, &self, error) || !take_period (call, &self, error) || !load_field (call, &self, error))
    return FALSE;
  switch (self.method)
    {
    case METHOD_KDE:
      return run_density (call, &self, error);
    case METHOD_SCAN:
      return run_scan (call, &self, error);
    case METHOD_RISING:
      return run_rising (call, &self, error);
    case METHOD_GI:
    case METHOD_MORAN:
    default:
      return run_local (call, &self, error);
    }
}

static const WgOption options[] = {
  { "method", WG_OPTION_CHOICE, "kde|gi|moran|scan|rising", N_ ("density, local G, local Moran, what has begun, this week against eight") },
  { "level", WG_OPTION_INTEGER, "N", N_ ("the grids of this level; else of the deepest one") },
  { "weights", WG_OPTION_TEXT, "border|distance:M|knn:K", N_ ("who is whose neighbour; else who shares a border") },
  { "bandwidth", WG_OPTION_NUMBER, "M", N_ ("how far a case is spread, or a cluster reaches, in metres") },
  { "kernel", WG_OPTION_CHOICE, "quartic|gaussian", N_ ("how a case is spread; a normal curve has the same spread as the quartic one") },
  { "edge", WG_OPTION_FLAG, NULL, N_ ("allow for what the edge of the district cuts off of the density; else not") },
  { "permutations", WG_OPTION_INTEGER, "N", N_ ("how often chance is tried out, besides the exact probability") },
  { "seed", WG_OPTION_INTEGER, "N", N_ ("the same seed tries out the same chances") },
  { "rate", WG_OPTION_CHOICE, "households|buildings|area", N_ ("cases against this ground instead of their number") },
  { "min-count", WG_OPTION_INTEGER, "N", N_ ("fewer cases, seen and expected, are no test; else 5") },
  { "without-self", WG_OPTION_FLAG, NULL, N_ ("leave the grid itself out of its neighbourhood (Gi instead of Gi*)") },
  { "class", WG_OPTION_TEXT, "CODE", N_ ("only this class and the classes below it") },
  { "from", WG_OPTION_TIME, "TIME", N_ ("only cases reported at or after this time") },
  { "to", WG_OPTION_TIME, "TIME", N_ ("only cases reported before this time; else now") },
  { "point", WG_OPTION_POINT, "LON,LAT", N_ ("the density at this place only") },
  { NULL },
};

const WgCommand wg_commands_hotspot[] = {
  { "hotspot", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1,
    "{method,parameters,statistic,expected,variance,z,p,rows:[{code,value,z,p,q,class}]}",
    N_ ("Tell where cases cluster, and whether that is chance"), run_hotspot, options },
  { NULL },
};

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the inspectors' list of what they saw is held against what was registered (督查案卷核实比对); by hand it takes days and
 * two clerks find different pairs. Who drew a sample must be able to draw it again.
 */

#include "wg-inspection.h"

#include "wg-csv.h"
#include "wg-error.h"
#include "wg-shape.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PLACE_POINTS 50.0
#define TIME_POINTS 30.0
#define CLASS_POINTS 20
#define CLASS_HALF 10
#define METRES_PER_DEGREE 110574.0 /* of latitude, where it is shortest */
#define HOUR_MS 3600000.0

void
wg_inspection_point_free (WgInspectionPoint *self)
{
  g_free (self->class_code);
  g_free (self->text);
  g_free (self->problem);
  g_clear_pointer (&self->match, wg_case_record_unref);
  g_free (self);
}

/* --- Reading --- */

typedef struct
{
  int lon;
  int lat;
  int time;
  int class_;
  int text;
} Columns;

static int
find_column (const char *const *header, const char *const *names)
{
  int found = -1;

  for (; *names != NULL && found < 0; names++)
    found = wg_csv_find_column (header, *names);
  return found;
}

static gboolean
find_columns (const char *const *header, Columns *columns, GError **error)
{
  static const char *const lon[] = { "lon", "longitude", "x", "经度", NULL }, *const lat[] = { "lat", "latitude", "y", "纬度", NULL };
  static const char *const time[] = { "time", "at", "时间", "检查时间", NULL }, *const class_[] = { "class", "类别", "类别代码", NULL };
  static const char *const text[] = { "text", "title", "描述", "问题描述", NULL };

  *columns = (Columns){ find_column (header, lon), find_column (header, lat), find_column (header, time), find_column (header, class_),
                        find_column (header, text) };
  if (columns->lon >= 0 && columns->lat >= 0 && columns->time >= 0)
    return TRUE;
  g_set_error_literal (error, WG_ERROR, WG_ERROR_UNREADABLE,
                       _ ("The list needs the columns lon, lat and time; class and text may be there too. Nothing was read."));
  return FALSE;
}

static gboolean
read_degrees (const char *text, double most, double *degrees)
{
  char *end;

  *degrees = g_ascii_strtod (text, &end);
  while (g_ascii_isspace (*end))
    end++;
  return end != text && *end == '\0' && isfinite (*degrees) && fabs (*degrees) <= most;
}

static char *
dup_field (const char *const *row, int column)
{
  const char *text = wg_csv_get (row, column);

  return *text != '\0' ? g_strdup (text) : NULL;
}

static WgInspectionPoint *
read_point (const char *const *row, const Columns *columns, guint number, GTimeZone *zone)
{
  WgInspectionPoint *point = g_new0 (WgInspectionPoint, 1);
  g_autoptr (GError) error = NULL;

  point->number = number;
  if (!read_degrees (wg_csv_get (row, columns->lon), 180.0, &point->lon) || !read_degrees (wg_csv_get (row, columns->lat), 90.0, &point->lat))
    point->problem = g_strdup (_ ("longitude and latitude are no place"));
  else if (!wg_time_parse (wg_csv_get (row, columns->time), zone, &point->at_ms, &error))
    point->problem = g_strdup (error->message);
  point->class_code = dup_field (row, columns->class_);
  point->text = dup_field (row, columns->text);
  return point;
}

GPtrArray *
wg_inspection_parse_rows (const GPtrArray *rows, GTimeZone *zone, GError **error)
{
  g_autoptr (GPtrArray) points = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_inspection_point_free);
  static const char *const empty[] = { NULL };
  Columns columns;

  if (!find_columns (rows->len > 0 ? g_ptr_array_index (rows, 0) : empty, &columns, error))
    return NULL;
  for (guint i = 1; i < rows->len; i++)
    g_ptr_array_add (points, read_point (g_ptr_array_index (rows, i), &columns, i, zone));
  return g_steal_pointer (&points);
}

GPtrArray *
wg_inspection_parse (const char *text, GTimeZone *zone, GError **error)
{
  g_autoptr (GPtrArray) rows = wg_csv_parse (text);

  return wg_inspection_parse_rows (rows, zone, error);
}

/* --- Matching --- */

typedef struct
{
  WgInspectionPoint *point;
  WgCaseRecord *record;
  int score;
  double distance_m;
  double hours;
} Pair;

/* P0101 lies above P0101-1, and 01 above 0101. */
static int
weigh_classes (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return CLASS_HALF;
  if (g_str_equal (a, b))
    return CLASS_POINTS;
  return g_str_has_prefix (a, b) || g_str_has_prefix (b, a) ? CLASS_HALF : -1;
}

static gboolean
weigh (WgInspectionPoint *point, WgCaseRecord *record, double within_m, double hours, Pair *pair)
{
  int of_class = weigh_classes (point->class_code, record->class_code);

  pair->hours = (double) (point->at_ms - record->reported_ms) / HOUR_MS;
  if (of_class < 0 || fabs (pair->hours) > hours)
    return FALSE;
  pair->distance_m = wg_geo_distance_m (point->lon, point->lat, record->lon, record->lat);
  if (!(pair->distance_m <= within_m))
    return FALSE;
  pair->point = point;
  pair->record = record;
  pair->score = of_class + (int) floor (PLACE_POINTS * (1.0 - (within_m > 0.0 ? pair->distance_m / within_m : 0.0))
                                        + TIME_POINTS * (1.0 - (hours > 0.0 ? fabs (pair->hours) / hours : 0.0)) + 0.5);
  return TRUE;
}

static int
compare_latitudes (gconstpointer a, gconstpointer b)
{
  const WgCaseRecord *p = *(WgCaseRecord *const *) a, *q = *(WgCaseRecord *const *) b;

  if (p->lat != q->lat)
    return p->lat < q->lat ? -1 : 1;
  return g_strcmp0 (p->number, q->number);
}

/* Those that have a place and count, from south to north. */
static GPtrArray *
sort_cases (const GPtrArray *cases)
{
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < cases->len; i++)
    {
      WgCaseRecord *record = g_ptr_array_index (cases, i);

      if (isfinite (record->lat) && record->state != WG_CASE_STATE_REJECTED && record->state != WG_CASE_STATE_MERGED)
        g_ptr_array_add (sorted, record);
    }
  g_ptr_array_sort (sorted, compare_latitudes);
  return sorted;
}

static guint
find_first (const GPtrArray *sorted, double lat)
{
  guint low = 0, high = sorted->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (((WgCaseRecord *) g_ptr_array_index (sorted, middle))->lat < lat)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static int
compare_pairs (gconstpointer a, gconstpointer b)
{
  const Pair *p = a, *q = b;

  if (p->score != q->score)
    return p->score > q->score ? -1 : 1;
  if (p->distance_m != q->distance_m)
    return p->distance_m < q->distance_m ? -1 : 1;
  if (p->point->number != q->point->number)
    return p->point->number < q->point->number ? -1 : 1;
  return g_strcmp0 (p->record->number, q->record->number);
}

static void
add_pairs (GArray *pairs, WgInspectionPoint *point, const GPtrArray *sorted, double within_m, double hours)
{
  double reach = within_m / METRES_PER_DEGREE;

  if (point->problem != NULL)
    return;
  for (guint i = find_first (sorted, point->lat - reach); i < sorted->len; i++)
    {
      WgCaseRecord *record = g_ptr_array_index (sorted, i);
      Pair pair;

      if (record->lat > point->lat + reach)
        break;
      if (weigh (point, record, within_m, hours, &pair))
        g_array_append_val (pairs, pair);
    }
}

void
wg_inspection_match (GPtrArray *points, const GPtrArray *cases, double within_m, double hours)
{
  g_autoptr (GPtrArray) sorted = sort_cases (cases);
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < points->len; i++)
    add_pairs (pairs, g_ptr_array_index (points, i), sorted, within_m, hours);
  g_array_sort (pairs, compare_pairs);
  for (guint i = 0; i < pairs->len; i++)
    {
      const Pair *pair = &g_array_index (pairs, Pair, i);

      if (pair->point->match != NULL || !g_hash_table_add (taken, pair->record))
        continue;
      pair->point->match = wg_case_record_ref (pair->record);
      pair->point->score = pair->score;
      pair->point->distance_m = pair->distance_m;
      pair->point->hours = pair->hours;
    }
}

/* --- Sampling --- */

static int
compare_homes (gconstpointer a, gconstpointer b)
{
  const WgCaseRecord *p = *(WgCaseRecord *const *) a, *q = *(WgCaseRecord *const *) b;

  if (p->grid_id != q->grid_id)
    return p->grid_id < q->grid_id ? -1 : 1;
  return g_strcmp0 (p->number, q->number);
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(WgCaseRecord *const *) a)->number, (*(WgCaseRecord *const *) b)->number);
}

/* Moves @n of the @of cases that begin at @first to the front of them, each as likely as the others. */
static void
draw (GPtrArray *cases, guint first, guint of, guint n, guint32 seed)
{
  const WgCaseRecord *record = g_ptr_array_index (cases, first);
  guint32 seeds[3] = { seed, (guint32) record->grid_id, (guint32) ((guint64) record->grid_id >> 32) };
  g_autoptr (GRand) dice = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));

  for (guint i = 0; i < n; i++)
    {
      guint other = i + (guint) g_rand_int_range (dice, 0, (gint32) (of - i));
      gpointer kept = g_ptr_array_index (cases, first + i);

      g_ptr_array_index (cases, first + i) = g_ptr_array_index (cases, first + other);
      g_ptr_array_index (cases, first + other) = kept;
    }
}

GPtrArray *
wg_inspection_sample (const GPtrArray *cases, guint n, guint32 seed)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GPtrArray *drawn = g_ptr_array_new ();

  for (guint i = 0; i < cases->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (cases, i));
  g_ptr_array_sort (sorted, compare_homes);
  for (guint first = 0, end; first < sorted->len; first = end)
    {
      guint begin = drawn->len;

      for (end = first + 1; end < sorted->len; end++)
        {
          if (((WgCaseRecord *) g_ptr_array_index (sorted, end))->grid_id != ((WgCaseRecord *) g_ptr_array_index (sorted, first))->grid_id)
            break;
        }
      draw (sorted, first, end - first, MIN (n, end - first), seed);
      for (guint i = 0; i < MIN (n, end - first); i++)
        g_ptr_array_add (drawn, g_ptr_array_index (sorted, first + i));
      if (drawn->len > begin)
        qsort (&g_ptr_array_index (drawn, begin), drawn->len - begin, sizeof (gpointer), compare_numbers);
    }
  return drawn;
}

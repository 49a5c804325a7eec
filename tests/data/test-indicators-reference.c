/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The figures against a history with answers made elsewhere: every period, grid and indicator that lies in the folder, which
 * is WANGGE_REFERENCE, or data/reference below WANGGE_SHARED.
 */

#include "wg-csv.h"
#include "wg-indicators.h"

typedef struct
{
  GPtrArray *codes;   /* grids; the position is the id less one */
  GArray *parents;    /* positions, -1 above the topmost */
  GPtrArray *cases;   /* GArray of WgStep */
  GHashTable *by_id;  /* case id → position in cases */
} History;

static GPtrArray *
read_table (const char *name)
{
  const char *folder = g_getenv ("WANGGE_REFERENCE"), *shared = g_getenv ("WANGGE_SHARED");
  g_autofree char *path = NULL, *text = NULL;

  if (folder != NULL)
    path = g_build_filename (folder, "indicators", name, NULL);
  else
    path = g_build_filename (shared != NULL ? shared : "../shared", "data", "reference", "indicators", name, NULL);
  if (g_file_get_contents (path, &text, NULL, NULL))
    return wg_csv_parse (text);
  g_test_skip ("no reference data: set WANGGE_REFERENCE");
  return NULL;
}

static const char *
get (GPtrArray *table, guint row, const char *column)
{
  int at = wg_csv_find_column (g_ptr_array_index (table, 0), column);

  if (at < 0)
    g_error ("no column %s", column);
  return wg_csv_get (g_ptr_array_index (table, row), at);
}

static gint64
get_number (GPtrArray *table, guint row, const char *column, gint64 otherwise)
{
  const char *text = get (table, row, column);

  return *text != '\0' ? g_ascii_strtoll (text, NULL, 10) : otherwise;
}

static int
find_grid (const History *self, const char *code)
{
  for (guint i = 0; i < self->codes->len; i++)
    {
      if (g_str_equal (g_ptr_array_index (self->codes, i), code))
        return (int) i;
    }
  return -1;
}

static void
read_grids (History *self, GPtrArray *table)
{
  self->codes = g_ptr_array_new ();
  self->parents = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 1; i < table->len; i++)
    g_ptr_array_add (self->codes, (char *) get (table, i, "grid"));
  for (guint i = 1; i < table->len; i++)
    {
      int parent = find_grid (self, get (table, i, "parent"));

      g_array_append_val (self->parents, parent);
    }
}

static WgStep
read_step (const History *self, GPtrArray *table, guint row)
{
  WgStep step = WG_STEP_NONE;
  const char *grid = get (table, row, "grid");

  step.kind = wg_step_kind_from_verb (get (table, row, "verb"));
  step.at_ms = get_number (table, row, "at_ms", 0);
  g_assert_true (wg_case_state_from_nick (get (table, row, "to_state"), &step.state));
  step.grid_id = *grid != '\0' ? find_grid (self, grid) + 1 : WG_NO_ID;
  step.due_ms = get_number (table, row, "due_ms", WG_NO_TIME);
  step.until_ms = get_number (table, row, "until_ms", WG_NO_TIME);
  step.reached = (gint8) get_number (table, row, "reached", -1);
  step.solved = (gint8) get_number (table, row, "solved", -1);
  step.satisfied = (gint8) get_number (table, row, "satisfied", -1);
  return step;
}

static void
read_history (History *self, GPtrArray *table)
{
  self->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 1; i < table->len; i++)
    {
      const char *id = get (table, i, "case_id");
      WgStep step = read_step (self, table, i);

      if (!g_hash_table_contains (self->by_id, id))
        {
          g_hash_table_insert (self->by_id, (char *) id, GUINT_TO_POINTER (self->cases->len));
          g_ptr_array_add (self->cases, g_array_new (FALSE, FALSE, sizeof (WgStep)));
        }
      g_array_append_val (g_ptr_array_index (self->cases, GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, id))), step);
    }
}

/* The counts of every grid with all below it. */
static gint64 *
count (const History *self, const WgPeriod *period)
{
  gint64 *tallies = g_new0 (gint64, self->codes->len * WG_N_TALLIES);

  for (guint i = 0; i < self->cases->len; i++)
    {
      GArray *steps = g_ptr_array_index (self->cases, i);
      gint64 own[WG_N_TALLIES] = { 0 }, grid_id;

      if (!wg_indicators_count ((const WgStep *) (gpointer) steps->data, steps->len, period, own, &grid_id))
        continue;
      for (int at = (int) grid_id - 1; at >= 0; at = g_array_index (self->parents, int, at))
        {
          for (guint k = 0; k < WG_N_TALLIES; k++)
            tallies[at * WG_N_TALLIES + (int) k] += own[k];
        }
    }
  return tallies;
}

static void
check_percent (const char *what, gint64 numerator, gint64 denominator, WgRounding rounding, const char *expected)
{
  g_autofree char *text = wg_percent_format (wg_percent_hundredths (numerator, denominator, rounding));

  if (g_strcmp0 (text != NULL ? text : "", expected) != 0)
    g_error ("%s: %s, not %s", what, text, expected);
}

static void
check_figure (GPtrArray *expected, guint row, const gint64 *tallies)
{
  g_autofree char *what = g_strjoin (" ", get (expected, row, "period"), get (expected, row, "grid"), get (expected, row, "indicator"), NULL);
  gint64 numerator, denominator;
  WgIndicator indicator;

  /* Nobody says what 契合度 is until the centre enters an expression for it. */
  if (!wg_indicator_from_nick (get (expected, row, "indicator"), &indicator))
    {
      g_assert_cmpstr (get (expected, row, "indicator"), ==, "fit");
      g_assert_cmpstr (get (expected, row, "numerator"), ==, "");
      return;
    }
  wg_indicator_get (indicator, tallies, &numerator, &denominator);
  if (numerator != get_number (expected, row, "numerator", G_MININT64)
      || (wg_indicator_is_rate (indicator) && denominator != get_number (expected, row, "denominator", G_MININT64)))
    g_error ("%s: %" G_GINT64_FORMAT " / %" G_GINT64_FORMAT ", not %s / %s", what, numerator, denominator,
             get (expected, row, "numerator"), get (expected, row, "denominator"));
  if (!wg_indicator_is_rate (indicator))
    return;
  check_percent (what, numerator, denominator, WG_ROUNDING_TRUNCATED, get (expected, row, "percent_truncated"));
  check_percent (what, numerator, denominator, WG_ROUNDING_ROUNDED, get (expected, row, "percent_rounded"));
}

static void
test_reference (void)
{
  g_autoptr (GPtrArray) grids = read_table ("grids.csv"), rows = read_table ("history.csv");
  g_autoptr (GPtrArray) periods = read_table ("periods.csv"), expected = read_table ("expected.csv");
  guint n_checked = 0;
  History self;

  if (grids == NULL || rows == NULL || periods == NULL || expected == NULL)
    return;
  read_grids (&self, grids);
  read_history (&self, rows);
  for (guint p = 1; p < periods->len; p++)
    {
      WgPeriod period = { get_number (periods, p, "from_ms", 0), get_number (periods, p, "to_ms", 0), get_number (periods, p, "as_of_ms", 0) };
      g_autofree gint64 *tallies = count (&self, &period);

      for (guint row = 1; row < expected->len; row++)
        {
          if (!g_str_equal (get (expected, row, "period"), get (periods, p, "period")))
            continue;
          check_figure (expected, row, tallies + find_grid (&self, get (expected, row, "grid")) * WG_N_TALLIES);
          n_checked++;
        }
    }
  g_assert_cmpuint (n_checked, ==, expected->len - 1);
  g_test_message ("%u figures", n_checked);
  g_ptr_array_unref (self.codes);
  g_array_unref (self.parents);
  g_ptr_array_unref (self.cases);
  g_hash_table_unref (self.by_id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/indicators-reference/all", test_reference);
  return g_test_run ();
}

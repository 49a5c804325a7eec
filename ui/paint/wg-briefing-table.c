/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a picture of a number convinces nobody who doubts it. Behind every tile stands the table that it was drawn from, and
 * behind most rows of the table the cases.
 */

#include "wg-briefing-table.h"

#include "wg-briefing-private.h"
#include "wg-indicators.h"
#include "wg-local-statistic.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

static void
row_free (gpointer data)
{
  WgBriefingRow *row = data;

  g_strfreev (row->cells);
  g_free (row->drill);
  g_free (row);
}

void
wg_briefing_table_free (WgBriefingTable *table)
{
  g_free (table->title);
  g_strfreev (table->columns);
  g_ptr_array_unref (table->rows);
  g_free (table);
}

/* @pattern: `l` or `r` for each column. */
static WgBriefingTable *
begin (const char *title, const char *pattern, const char *const *columns)
{
  WgBriefingTable *table = g_new0 (WgBriefingTable, 1);

  table->title = g_strdup (title);
  table->columns = g_strdupv ((char **) columns);
  for (guint i = 0; pattern[i] != '\0'; i++)
    table->numeric[i] = pattern[i] == 'r';
  table->rows = g_ptr_array_new_with_free_func (row_free);
  return table;
}

/* Takes the cells. */
static void
add (WgBriefingTable *table, char *drill, GStrvBuilder *cells)
{
  WgBriefingRow *row = g_new0 (WgBriefingRow, 1);

  row->cells = g_strv_builder_end (cells);
  row->drill = drill;
  g_ptr_array_add (table->rows, row);
  g_strv_builder_unref (cells);
}

static void
put (GStrvBuilder *cells, const char *text)
{
  g_strv_builder_add (cells, text != NULL ? text : "");
}

static void
put_int (GStrvBuilder *cells, gint64 value)
{
  g_autofree char *text = value != G_MININT64 ? g_strdup_printf ("%" G_GINT64_FORMAT, value) : g_strdup ("–");

  put (cells, text);
}

static void
put_percent (GStrvBuilder *cells, gint64 value)
{
  g_autofree char *text = wg_percent_format (value);

  put (cells, text != NULL ? text : "–");
}

static void
put_double (GStrvBuilder *cells, JsonObject *row, const char *member, const char *format)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];

  if (json_object_get_null_member (row, member))
    put (cells, "–");
  else
    put (cells, g_ascii_formatd (text, sizeof text, format, json_object_get_double_member (row, member)));
}

/* Two digits of a chance, without an exponent: 0.000069. */
static void
put_chance (GStrvBuilder *cells, JsonObject *row, const char *member)
{
  double chance = json_object_get_null_member (row, member) ? 0.0 : json_object_get_double_member (row, member);
  g_autofree char *format = chance > 0.0 && chance < 1e-4 ? g_strdup_printf ("%%.%df", 1 - (int) floor (log10 (chance))) : g_strdup ("%.2g");

  put_double (cells, row, member, format);
}

static void
put_time (const WgBriefingPaper *paper, GStrvBuilder *cells, gint64 ms, const char *format)
{
  g_autofree char *text = wg_briefing_format_time (paper, ms, format);

  put (cells, text);
}

static const char *
get_text (JsonObject *row, const char *member)
{
  return json_object_get_null_member (row, member) ? NULL : json_object_get_string_member (row, member);
}

static char *
drill_grid (JsonObject *row)
{
  return get_text (row, "code") != NULL ? g_strdup_printf ("grid:%s", get_text (row, "code")) : NULL;
}

/* --- One a subject --- */

static void
add_figure (WgBriefingTable *table, JsonObject *figure)
{
  GStrvBuilder *cells = g_strv_builder_new ();
  gboolean is_rate = !json_object_get_null_member (figure, "denominator");
  g_autofree char *value = wg_briefing_format_value (figure), *pop = wg_briefing_format_change (wg_briefing_get_int (figure, "pop"), is_rate);
  g_autofree char *yoy = wg_briefing_format_change (wg_briefing_get_int (figure, "yoy"), is_rate);

  put (cells, wg_briefing_get_label (figure));
  put_int (cells, wg_briefing_get_int (figure, "numerator"));
  put_int (cells, wg_briefing_get_int (figure, "denominator"));
  put (cells, value);
  put (cells, pop);
  put (cells, yoy);
  add (table, g_strdup_printf ("indicator:%s", json_object_get_string_member (figure, "key")), cells);
}

/* @key: one of them, or NULL for all. */
static void
add_figures (WgBriefingTable *table, JsonArray *figures, const char *key)
{
  for (guint i = 0; figures != NULL && i < json_array_get_length (figures); i++)
    {
      JsonObject *figure = json_array_get_object_element (figures, i);

      if (key == NULL || g_str_equal (json_object_get_string_member (figure, "key"), key))
        add_figure (table, figure);
    }
}

/* Those of the centre come behind the standard ones. */
static WgBriefingTable *
make_figures (const WgBriefingPaper *paper, const char *key)
{
  const char *const columns[] = { C_ ("briefing", "Figure"), C_ ("briefing", "numerator"), C_ ("briefing", "denominator"), C_ ("briefing", "value"),
                                  C_ ("briefing", "before"), C_ ("briefing", "a year ago"), NULL };
  WgBriefingTable *table = begin (_ ("Every figure of the period"), "lrrrrr", columns);
  JsonArray *const lists[] = { json_object_get_array_member (paper->figures, "figures"), wg_briefing_get_list (paper->figures, "expressions") };
  WgIndicator indicator;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    add_figures (table, lists[i], key);
  if (key != NULL && wg_indicator_from_nick (key, &indicator))
    {
      g_free (table->title);
      table->title = g_strdup_printf ("%s: %s", wg_indicator_get_title (indicator), wg_indicator_get_meaning (indicator));
    }
  return table;
}

static WgBriefingTable *
make_series (const WgBriefingPaper *paper)
{
  const char *const columns[] = { C_ ("briefing", "from"), C_ ("briefing", "to"), C_ ("briefing", "received"), C_ ("briefing", "a year ago"), NULL };
  JsonArray *series = json_object_get_array_member (paper->figures, "series");
  g_autofree char *begins = wg_briefing_describe_begin (paper, series, "received", "year_ago");
  g_autofree char *title = begins != NULL ? g_strdup_printf ("%s · %s", _ ("Cases received"), begins) : g_strdup (_ ("Cases received"));
  WgBriefingTable *table = begin (title, "llrr", columns);

  for (guint i = 0; i < json_array_get_length (series); i++)
    {
      JsonObject *row = json_array_get_object_element (series, i);
      GStrvBuilder *cells = g_strv_builder_new ();

      put_time (paper, cells, json_object_get_int_member (row, "from_ms"), "%Y-%m-%d");
      put_time (paper, cells, json_object_get_int_member (row, "to_ms") - 1, "%Y-%m-%d");
      put_int (cells, wg_briefing_get_int (row, "received"));
      put_int (cells, wg_briefing_get_int (row, "year_ago"));
      add (table, NULL, cells);
    }
  return table;
}

static WgBriefingTable *
make_grids (const WgBriefingPaper *paper)
{
  const char *const columns[]
      = { C_ ("briefing", "Grid"), C_ ("briefing", "due"), C_ ("briefing", "in time"), C_ ("briefing", "share, %"), C_ ("briefing", "change"), NULL };
  WgBriefingTable *table = begin (_ ("Closed in time of those due, grid by grid"), "lrrrr", columns);
  JsonArray *rows = json_object_get_array_member (paper->figures, "table");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      GStrvBuilder *cells = g_strv_builder_new ();
      g_autofree char *change = wg_briefing_format_change (wg_briefing_get_int (row, "change"), TRUE);

      put (cells, get_text (row, "name"));
      put_int (cells, wg_briefing_get_int (row, "due"));
      put_int (cells, wg_briefing_get_int (row, "in_time"));
      put_percent (cells, wg_briefing_get_int (row, "value"));
      put (cells, change);
      add (table, drill_grid (row), cells);
    }
  return table;
}

/* What was issued before it was counted has none. */
static JsonArray *
get_list (const WgBriefingPaper *paper, const char *member)
{
  return json_object_has_member (paper->figures, member) ? json_object_get_array_member (paper->figures, member) : NULL;
}

static WgBriefingTable *
make_unhappy (const WgBriefingPaper *paper)
{
  const char *const columns[] = { C_ ("briefing", "Grid"), C_ ("briefing", "received"), C_ ("briefing", "closed"), C_ ("briefing", "closed, %"),
                                  C_ ("briefing", "answered"), C_ ("briefing", "satisfied"), C_ ("briefing", "satisfied, %"), C_ ("briefing", "apart"), NULL };
  WgBriefingTable *table = begin (_ ("Closed but unhappy, grid by grid"), "lrrrrrrr", columns);
  JsonArray *rows = get_list (paper, "unhappy");

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      GStrvBuilder *cells = g_strv_builder_new ();

      put (cells, get_text (row, "name"));
      put_int (cells, wg_briefing_get_int (row, "done_d"));
      put_int (cells, wg_briefing_get_int (row, "done_n"));
      put_percent (cells, wg_briefing_get_int (row, "done"));
      put_int (cells, wg_briefing_get_int (row, "satisfied_d"));
      put_int (cells, wg_briefing_get_int (row, "satisfied_n"));
      put_percent (cells, wg_briefing_get_int (row, "satisfied"));
      put_percent (cells, wg_briefing_get_int (row, "gap"));
      add (table, drill_grid (row), cells);
    }
  return table;
}

static WgBriefingTable *
make_clusters (const WgBriefingPaper *paper)
{
  const char *const columns[] = { C_ ("briefing", "Cluster"), C_ ("briefing", "cases"), C_ ("briefing", "grids"), "q", NULL };
  JsonObject *hotspots = json_object_get_object_member (paper->figures, "hotspots");
  JsonArray *rows = json_object_get_array_member (hotspots, "clusters");
  WgBriefingTable *table = begin (_ ("Clusters that are hardly chance"), "lrrr", columns);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      GStrvBuilder *cells = g_strv_builder_new ();

      put (cells, get_text (row, "name"));
      put_int (cells, wg_briefing_get_int (row, "cases"));
      put_int (cells, wg_briefing_get_int (row, "grids"));
      put_chance (cells, row, "q");
      add (table, drill_grid (row), cells);
    }
  return table;
}

/* Every grid that is told apart on the map, those to be watched too. */
static WgBriefingTable *
make_hotspots (const WgBriefingPaper *paper)
{
  const char *const columns[] = { C_ ("briefing", "Grid"), C_ ("briefing", "finding"), "p", "q", NULL };
  JsonArray *rows = json_object_get_array_member (json_object_get_object_member (paper->figures, "hotspots"), "grids");
  WgBriefingTable *table = begin (_ ("Hotspots of grids"), "llrr", columns);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      GStrvBuilder *cells = g_strv_builder_new ();
      guint grid = wg_grid_tree_find_by_code (paper->tree, get_text (row, "code"));
      WgLocalClass class_ = WG_LOCAL_NOT;

      while (class_ < WG_LOCAL_ALONE && !g_str_equal (wg_local_class_to_nick (class_), get_text (row, "class")))
        class_++;
      put (cells, grid != WG_GRID_NONE ? wg_grid_tree_get_grid (paper->tree, grid)->name : get_text (row, "code"));
      put (cells, wg_local_class_get_label (class_));
      put_chance (cells, row, "p");
      put_chance (cells, row, "q");
      add (table, drill_grid (row), cells);
    }
  return table;
}

static WgBriefingTable *
make_rising (const WgBriefingPaper *paper)
{
  const char *const columns[] = { C_ ("briefing", "Grid"), C_ ("briefing", "last week"), C_ ("briefing", "a week before"), "q", NULL };
  WgBriefingTable *table = begin (_ ("Rising in the last week against the eight before"), "lrrr", columns);
  JsonArray *rows = json_object_get_array_member (paper->figures, "rising");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      GStrvBuilder *cells = g_strv_builder_new ();

      put (cells, get_text (row, "name"));
      put_int (cells, wg_briefing_get_int (row, "cases"));
      put_double (cells, row, "before", "%.1f");
      put_chance (cells, row, "q");
      add (table, drill_grid (row), cells);
    }
  return table;
}

static WgBriefingTable *
make_overdue (const WgBriefingPaper *paper)
{
  const char *const columns[] = { C_ ("briefing", "Case"), C_ ("briefing", "Grid"), C_ ("briefing", "was due"), NULL };
  WgBriefingTable *table = begin (_ ("Past the handling limit, those that wait longest"), "lll", columns);
  JsonArray *rows = json_object_get_array_member (paper->figures, "overdue");

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      GStrvBuilder *cells = g_strv_builder_new ();

      put (cells, get_text (row, "number"));
      put (cells, get_text (row, "name") != NULL ? get_text (row, "name") : _ ("outside these grids"));
      put_time (paper, cells, json_object_get_int_member (row, "due_ms"), "%Y-%m-%d %H:%M");
      add (table, g_strdup_printf ("case:%s", get_text (row, "number")), cells);
    }
  return table;
}

static WgBriefingTable *
make_text (const WgBriefingPaper *paper, const char *about)
{
  const char *const columns[] = { C_ ("briefing", "For attention"), NULL };
  WgBriefingTable *table = begin (g_str_equal (about, "attention") ? _ ("For attention") : C_ ("briefing", "Note"), "l", columns);
  g_autofree char *overdue = wg_briefing_describe_overdue (paper), *rising = wg_briefing_describe_rising (paper->figures), *desks = wg_briefing_describe_desks (paper->figures);
  const char *const lines[] = { overdue, rising, desks };

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GStrvBuilder *cells = g_strv_builder_new ();

      put (cells, g_str_equal (about, "attention") ? lines[i] : about);
      add (table, NULL, cells);
      if (!g_str_equal (about, "attention"))
        break;
    }
  return table;
}

WgBriefingTable *
wg_briefing_table_new (const WgBriefingPaper *paper, const WgBriefingTile *tile)
{
  static const struct
  {
    const char *about;
    WgBriefingTable *(*make) (const WgBriefingPaper *paper);
  } makers[] = { { "received", make_series }, { "grids", make_grids },       { "unhappy", make_unhappy }, { "clusters", make_clusters },
                 { "rising", make_rising },   { "hotspots", make_hotspots }, { "overdue", make_overdue } };

  if (tile->kind == WG_TILE_TEXT)
    return make_text (paper, tile->about);
  if (tile->kind == WG_TILE_NUMBER)
    return make_figures (paper, tile->about);
  for (guint i = 0; i < G_N_ELEMENTS (makers); i++)
    {
      if (g_str_equal (makers[i].about, tile->about))
        return makers[i].make (paper);
    }
  return make_figures (paper, NULL);
}

/* --- CSV --- */

/* Also the wide forms: a spreadsheet set to Chinese takes them for the narrow ones. */
static gboolean
begins_like_formula (const char *text)
{
  static const char *const beginnings[] = { "=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠" };

  for (guint i = 0; i < G_N_ELEMENTS (beginnings); i++)
    {
      if (g_str_has_prefix (text, beginnings[i]))
        return TRUE;
    }
  return FALSE;
}

/* To its end: "-2+3" begins with a number and is a formula. */
static gboolean
is_number (const char *text)
{
  char *end;

  g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

static void
append_cell (GString *out, const char *text)
{
  g_autoptr (GString) quoted = g_string_new (text);

  /* A change is written "▲ 1.2"; what begins with one of these came from a name. */
  if (begins_like_formula (text) && !is_number (text))
    g_string_prepend_c (quoted, '\'');
  g_string_replace (quoted, "\"", "\"\"", 0);
  g_string_append_printf (out, "\"%s\"", quoted->str);
}

static void
append_line (GString *out, char **cells)
{
  for (guint i = 0; cells[i] != NULL; i++)
    {
      g_string_append (out, i > 0 ? "," : "");
      append_cell (out, cells[i]);
    }
  g_string_append (out, "\r\n");
}

char *
wg_briefing_table_to_csv (const WgBriefingTable *table)
{
  GString *out = g_string_new ("\xef\xbb\xbf");

  append_line (out, table->columns);
  for (guint i = 0; i < table->rows->len; i++)
    append_line (out, ((WgBriefingRow *) g_ptr_array_index (table->rows, i))->cells);
  return g_string_free (out, FALSE);
}

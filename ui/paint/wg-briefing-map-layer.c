/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the map of a briefing shows what was issued, not what could be computed again today: its findings are read from the
 * stored figures and put on the grids of that day.
 */

#include "wg-briefing-private.h"
#include "wg-briefing-tile.h"
#include "wg-fit.h"
#include "wg-hotspot-layer-private.h"
#include "wg-indicators.h"
#include "wg-world.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define WORST 3     /* grids of the map of satisfaction that are marked */
#define EDGE 0.05   /* of the smaller side, kept free around the district */

static guint
find_grid (const WgBriefingPaper *paper, JsonObject *row)
{
  return json_object_get_null_member (row, "code") ? WG_GRID_NONE : wg_grid_tree_find_by_code (paper->tree, json_object_get_string_member (row, "code"));
}

static double
get_q (JsonObject *row)
{
  return json_object_get_null_member (row, "q") ? 1.0 : json_object_get_double_member (row, "q");
}

static WgHotspotPaint
find_paint (JsonObject *row)
{
  const char *class_ = json_object_get_string_member (row, "class");

  if (g_str_equal (class_, "hot"))
    return get_q (row) < 0.01 ? WG_HOTSPOT_PAINT_HOTTEST : WG_HOTSPOT_PAINT_HOT;
  return g_str_equal (class_, "cold") ? WG_HOTSPOT_PAINT_COLD : WG_HOTSPOT_PAINT_WATCH;
}

static void
mark_clusters (WgHotspotLayer *layer, const WgBriefingPaper *paper, JsonArray *clusters)
{
  for (guint i = 0; i < json_array_get_length (clusters); i++)
    {
      JsonObject *row = json_array_get_object_element (clusters, i);
      guint index = find_grid (paper, row), n = (guint) json_object_get_int_member (row, "cases");
      const WgGrid *grid = index != WG_GRID_NONE ? wg_grid_tree_get_grid (paper->tree, index) : NULL;

      if (grid != NULL)
        wg_hotspot_layer_add_mark (layer, grid->label_lon, grid->label_lat, g_strdup (grid->name), g_strdup_printf (ngettext ("%u case", "%u cases", n), n), FALSE);
    }
}

static WgHotspotLayer *
make_hotspots (const WgBriefingPaper *paper, WgCity *city)
{
  JsonObject *hotspots = json_object_get_object_member (paper->figures, "hotspots");
  JsonArray *rows = json_object_get_array_member (hotspots, "grids");
  int depth = (int) json_object_get_int_member (hotspots, "level");
  WgHotspotLayer *layer = wg_hotspot_layer_begin (city, depth, _ ("Is it chance?"));
  g_autoptr (GArray) all = wg_grid_tree_list_at_depth (paper->tree, depth, WG_GRID_NONE);

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      guint grid = find_grid (paper, row);

      if (grid != WG_GRID_NONE)
        wg_hotspot_layer_set_paint (layer, wg_grid_tree_get_grid (paper->tree, grid)->id, find_paint (row));
    }
  layer->counts[WG_HOTSPOT_PAINT_NONE] = all->len - MIN (all->len, json_array_get_length (rows));
  mark_clusters (layer, paper, json_object_get_array_member (hotspots, "clusters"));
  wg_hotspot_layer_add_note (layer, g_strdup (_ ("Gi*, shared borders, exact moments, FDR 5 %")));
  return wg_hotspot_layer_end (layer);
}

/* --- Closed but unhappy --- */

guint
wg_briefing_get_gap_class (gint64 hundredths)
{
  if (hundredths == G_MININT64 || hundredths < 1000)
    return 0;
  return hundredths >= 5000 ? 3 : hundredths >= 2500 ? 2 : 1;
}

const char *
wg_briefing_get_gap_words (guint gap_class)
{
  const char *const words[WG_BRIEFING_GAP_CLASSES]
      = { _ ("less, or nobody answered"), _ ("10 to 25 points"), _ ("25 to 50 points"), _ ("50 points or more below closed") };

  return words[MIN (gap_class, WG_BRIEFING_GAP_CLASSES - 1)];
}

static const WgHotspotPaint gap_paints[WG_BRIEFING_GAP_CLASSES]
    = { WG_HOTSPOT_PAINT_NONE, WG_HOTSPOT_PAINT_WATCH, WG_HOTSPOT_PAINT_HOT, WG_HOTSPOT_PAINT_HOTTEST };

static WgHotspotPaint
find_unhappy_paint (gint64 apart)
{
  return gap_paints[wg_briefing_get_gap_class (apart)];
}

static int
compare_apart (gconstpointer a, gconstpointer b)
{
  gint64 p = wg_briefing_get_int (*(JsonObject *const *) a, "gap"), q = wg_briefing_get_int (*(JsonObject *const *) b, "gap");

  return p != q ? (p > q ? -1 : 1) : 0;
}

static void
mark_unhappy (WgHotspotLayer *layer, const WgBriefingPaper *paper, GPtrArray *rows)
{
  g_ptr_array_sort (rows, compare_apart);
  for (guint i = 0; i < MIN (rows->len, WORST); i++)
    {
      JsonObject *row = g_ptr_array_index (rows, i);
      guint index = find_grid (paper, row);
      const WgGrid *grid = index != WG_GRID_NONE ? wg_grid_tree_get_grid (paper->tree, index) : NULL;
      g_autofree char *done = wg_percent_format (wg_briefing_get_int (row, "done"));
      g_autofree char *satisfied = wg_percent_format (wg_briefing_get_int (row, "satisfied"));

      if (grid != NULL && find_unhappy_paint (wg_briefing_get_int (row, "gap")) != WG_HOTSPOT_PAINT_NONE)
        wg_hotspot_layer_add_mark (layer, grid->label_lon, grid->label_lat, g_strdup (grid->name),
                                   /* Translators: two percentages of one grid. */
                                   g_strdup_printf (_ ("closed %s %%, satisfied %s %%"), done, satisfied), FALSE);
    }
}

static WgHotspotLayer *
make_unhappy (const WgBriefingPaper *paper, WgCity *city)
{
  int depth = (int) json_object_get_int_member (paper->figures, "level");
  WgHotspotLayer *layer = wg_hotspot_layer_begin (city, depth, _ ("Closed but unhappy"));
  JsonArray *rows = json_object_has_member (paper->figures, "unhappy") ? json_object_get_array_member (paper->figures, "unhappy") : NULL;
  g_autoptr (GPtrArray) known = g_ptr_array_new ();
  g_autoptr (GArray) all = wg_grid_tree_list_at_depth (paper->tree, depth, WG_GRID_NONE);
  guint n_painted = 0;

  for (guint i = 0; i < WG_BRIEFING_GAP_CLASSES; i++)
    layer->words[gap_paints[i]] = wg_briefing_get_gap_words (i);
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      guint grid = find_grid (paper, row);
      gint64 apart = wg_briefing_get_int (row, "gap");

      if (grid == WG_GRID_NONE)
        continue;
      wg_hotspot_layer_set_paint (layer, wg_grid_tree_get_grid (paper->tree, grid)->id, find_unhappy_paint (apart));
      if (apart != G_MININT64)
        g_ptr_array_add (known, row);
    }
  layer->counts[WG_HOTSPOT_PAINT_NONE] = 0;
  for (guint i = WG_HOTSPOT_PAINT_NONE + 1; i < WG_N_HOTSPOT_PAINTS; i++)
    n_painted += layer->counts[i];
  layer->counts[WG_HOTSPOT_PAINT_NONE] = all->len - MIN (all->len, n_painted);
  mark_unhappy (layer, paper, known);
  wg_hotspot_layer_add_note (layer, g_strdup (_ ("Closed of those received, minus satisfied of those who answered")));
  return wg_hotspot_layer_end (layer);
}

WgHotspotLayer *
wg_briefing_map_layer_new (const WgBriefingPaper *paper, const char *about, WgCity *city)
{
  return g_str_equal (about, "unhappy") ? make_unhappy (paper, city) : make_hotspots (paper, city);
}

/* --- The card on it --- */

/* The legend, at the lower left. */
typedef struct
{
  GPtrArray *keys; /* WgHotspotKey */
  const char *const *notes;
  WgSheetText title, words, note, number;
  double margin, row, pad, wide, high;
} Card;

static Card
lay_out_card (const WgBriefingCanvas *canvas, cairo_t *cr, const WgHotspotLayer *layer, double width)
{
  guint32 ink = wg_palette_get (canvas->theme, WG_TOKEN_INK), dim = wg_palette_get (canvas->theme, WG_TOKEN_DIM);
  double em = canvas->em;
  Card card = { wg_hotspot_layer_list_keys (layer, canvas->theme), wg_hotspot_layer_get_notes (layer),
                { 1.0 * em, 700, ink, 0.0, 1, WG_SHEET_LEFT }, { 0.95 * em, 400, ink, 0.0, 1, WG_SHEET_LEFT },
                { 0.85 * em, 400, dim, 0.0, 1, WG_SHEET_LEFT }, { 0.95 * em, 400, dim, 0.0, 1, WG_SHEET_RIGHT },
                0.7 * em, 1.65 * em, 0.7 * em, 0.0, 0.0 };

  for (guint i = 0; i < card.keys->len; i++)
    card.wide = MAX (card.wide, wg_sheet_measure (cr, &card.words, ((WgHotspotKey *) g_ptr_array_index (card.keys, i))->text) + 7.0 * em);
  for (guint i = 0; card.notes[i] != NULL; i++)
    card.wide = MAX (card.wide, wg_sheet_measure (cr, &card.note, card.notes[i]));
  card.wide = MIN (card.wide + 2.0 * card.pad, width - 2.0 * card.margin);
  card.high = (card.keys->len + g_strv_length ((char **) card.notes) + 1.2) * card.row + card.pad;
  card.note.width = card.wide - 2.0 * card.pad;
  return card;
}

static double
find_zoom (const WgBox *box, double width, double height)
{
  return wg_fit_get_zoom (box, width * (1.0 - 2.0 * EDGE), height * (1.0 - 2.0 * EDGE));
}

/* Beside the legend or above it, wherever the district is larger. */
void
wg_briefing_map_card_fit (
    const WgBriefingCanvas *canvas, const WgHotspotLayer *layer, double width, double height, double *x, double *y, double *zoom)
{
  const WgBox *box = wg_city_get_box (wg_hotspot_layer_get_city (layer));
  cairo_surface_t *nowhere = cairo_image_surface_create (CAIRO_FORMAT_A8, 1, 1);
  cairo_t *cr = cairo_create (nowhere);
  Card card = lay_out_card (canvas, cr, layer, width);
  double left = card.wide + card.margin, foot = card.high + card.margin;
  double beside = find_zoom (box, width - left, height), above = find_zoom (box, width, height - foot), unit;

  *zoom = CLAMP (MAX (beside, above), 0.0, WG_MAX_ZOOM);
  unit = wg_world_get_unit (*zoom);
  *x = (wg_world_x (box->min_lon) + wg_world_x (box->max_lon)) / 2.0 - (beside >= above ? left / 2.0 * unit : 0.0);
  *y = (wg_world_y (box->min_lat) + wg_world_y (box->max_lat)) / 2.0 + (beside >= above ? 0.0 : foot / 2.0 * unit);
  g_ptr_array_unref (card.keys);
  cairo_destroy (cr);
  cairo_surface_destroy (nowhere);
}

void
wg_briefing_map_card_draw (const WgBriefingCanvas *canvas, const WgHotspotLayer *layer, double width, double height)
{
  Card card = lay_out_card (canvas, canvas->cr, layer, width);
  double em = canvas->em, x = card.margin, y = height - card.high - card.margin;

  wg_sheet_box (canvas->cr, x, y, card.wide, card.high, 0.5 * em, wg_palette_get (canvas->theme, WG_TOKEN_PAPER),
                wg_palette_mix (card.note.ink, card.words.ink, 0.5));
  x += card.pad;
  y += 0.5 * card.pad;
  wg_sheet_text (canvas->cr, x, y, &card.title, wg_hotspot_layer_get_title (layer));
  y += card.row;
  for (guint i = 0; i < card.keys->len; i++, y += card.row)
    {
      const WgHotspotKey *key = g_ptr_array_index (card.keys, i);
      g_autofree char *count = g_strdup_printf ("%d", key->n);

      wg_sheet_box (canvas->cr, x, y + 0.3 * em, 1.6 * em, 0.85 * em, 0.0, key->rgb, card.note.ink);
      wg_sheet_text (canvas->cr, x + 2.1 * em, y, &card.words, key->text);
      if (key->n >= 0)
        wg_sheet_text (canvas->cr, x + card.wide - 2.0 * card.pad, y, &card.number, count);
    }
  for (guint i = 0; card.notes[i] != NULL; i++, y += card.row)
    wg_sheet_text (canvas->cr, x, y, &card.note, card.notes[i]);
  g_ptr_array_unref (card.keys);
}

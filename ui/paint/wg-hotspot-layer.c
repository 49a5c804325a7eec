/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: statistics speak of places and probabilities, a painting thread wants a colour a grid, and the reader wants to know
 * what he sees. The three are made together, once, so that no legend can speak of another map.
 */

#include "wg-hotspot-layer-private.h"

#include "wg-world.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (WgHotspotLayer, wg_hotspot_layer, wg_hotspot_layer_ref, wg_hotspot_layer_unref)

#define LIKELIER_THAN_NOT 0.5 /* what chance makes more often than not is not worth watching */
#define SURE 0.01 /* the lesser of the two shares of false discoveries that are told apart */

static void
mark_free (gpointer data)
{
  WgHotspotMark *mark = data;

  g_free (mark->title);
  g_free (mark->text);
  g_free (mark);
}

static void
outline_free (gpointer data)
{
  WgHotspotOutline *outline = data;

  g_array_unref (outline->grids);
  g_free (outline);
}

static void
key_free (gpointer data)
{
  g_free (((WgHotspotKey *) data)->text);
  g_free (data);
}

/* --- Making one --- */

WgHotspotLayer *
wg_hotspot_layer_begin (WgCity *city, int depth, const char *title)
{
  WgHotspotLayer *self = g_new0 (WgHotspotLayer, 1);

  g_atomic_ref_count_init (&self->refs);
  self->city = wg_city_ref (city);
  self->depth = (guint) MAX (depth, 1);
  self->paints = g_new0 (guint8, MAX (wg_city_get_n_grids (city), 1));
  self->outlines = g_ptr_array_new_with_free_func (outline_free);
  self->marks = g_ptr_array_new_with_free_func (mark_free);
  self->title = g_strdup (title);
  self->building = g_strv_builder_new ();
  return self;
}

WgHotspotLayer *
wg_hotspot_layer_end (WgHotspotLayer *self)
{
  self->notes = g_strv_builder_end (self->building);
  g_clear_pointer (&self->building, g_strv_builder_unref);
  return self;
}

void
wg_hotspot_layer_set_paint (WgHotspotLayer *self, gint64 grid_id, WgHotspotPaint paint)
{
  guint grid = wg_city_find_grid (self->city, grid_id);

  self->counts[paint]++;
  if (grid != WG_NO_INDEX)
    self->paints[grid] = (guint8) paint;
}

void
wg_hotspot_layer_add_mark (WgHotspotLayer *self, double lon, double lat, char *title, char *text, gboolean watched)
{
  WgHotspotMark *mark = g_new0 (WgHotspotMark, 1);

  *mark = (WgHotspotMark){ lon, lat, self->marks->len + 1, title, text, watched };
  g_ptr_array_add (self->marks, mark);
}

void
wg_hotspot_layer_add_note (WgHotspotLayer *self, char *text)
{
  g_strv_builder_add (self->building, text);
  g_free (text);
}

static char *
format_day (gint64 ms, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (ms / 1000);
  g_autoptr (GDateTime) local = utc != NULL && zone != NULL ? g_date_time_to_timezone (utc, zone) : NULL;

  return utc != NULL ? g_date_time_format (local != NULL ? local : utc, "%Y-%m-%d") : g_strdup ("–");
}

static void
add_period (WgHotspotLayer *self, const WgHotspot *hotspot, GTimeZone *zone)
{
  guint n = wg_hotspot_get_n_cases (hotspot);
  g_autofree char *from = hotspot->request.from_ms != WG_NO_TIME ? format_day (hotspot->request.from_ms, zone) : NULL;
  g_autofree char *to = format_day (hotspot->request.to_ms - 1, zone);

  wg_hotspot_layer_add_note (self, g_strdup_printf (ngettext ("%u case", "%u cases", n), n));
  if (from != NULL)
    wg_hotspot_layer_add_note (self, g_strdup_printf (_ ("%s to %s"), from, to));
  else
    wg_hotspot_layer_add_note (self, g_strdup_printf (_ ("until %s"), to));
}

/* --- Of a density --- */

/* Two significant digits, so that a legend can be read. */
static double
round_bound (double value)
{
  double unit = value > 0.0 ? pow (10.0, floor (log10 (value)) - 1.0) : 1.0;

  return round (value / unit) * unit;
}

static void
mark_peak (WgHotspotLayer *self, const WgHotspot *hotspot)
{
  const WgDensityMesh *mesh = hotspot->mesh;
  WgGridTree *tree = hotspot->field->tree;
  guint home;

  if (mesh->peak <= 0.0)
    return;
  home = wg_grid_tree_find_at_depth (tree, hotspot->request.depth, mesh->peak_lon, mesh->peak_lat);
  wg_hotspot_layer_add_mark (self, mesh->peak_lon, mesh->peak_lat, g_strdup (home != WG_GRID_NONE ? wg_grid_tree_get_grid (tree, home)->name : ""),
                             g_strdup_printf (_ ("%.0f cases per km²"), mesh->peak), FALSE);
}

static void
take_density (WgHotspotLayer *self, const WgHotspot *hotspot)
{
  static const double shares[WG_N_DENSITY_CLASSES] = { 0.1, 0.25, 0.5, 0.75 };

  for (guint i = 0; i < WG_N_DENSITY_CLASSES; i++)
    self->bounds[i] = round_bound (shares[i] * hotspot->mesh->peak);
  wg_hotspot_layer_add_note (self, g_strdup_printf (hotspot->request.kernel == WG_KERNEL_GAUSSIAN ? _ ("Gaussian kernel, radius R = %g m (σ = R/√8 = %.0f m)")
                                                                                                   : _ ("Quartic kernel, radius R = %g m (σ = R/√8 = %.0f m)"),
                                                    hotspot->request.bandwidth_m, hotspot->request.bandwidth_m / sqrt (8.0)));
  mark_peak (self, hotspot);
  wg_hotspot_layer_add_note (self, g_strdup (hotspot->request.edge ? _ ("Corrected for the edge of the district")
                                                                  : _ ("Not corrected for the edge of the district")));
}

/* --- Of grids --- */

static WgHotspotPaint
find_paint (const WgLocalRow *row)
{
  switch (row->class_)
    {
    case WG_LOCAL_HOT:
      return row->q < SURE ? WG_HOTSPOT_PAINT_HOTTEST : WG_HOTSPOT_PAINT_HOT;
    case WG_LOCAL_COLD:
      return WG_HOTSPOT_PAINT_COLD;
    case WG_LOCAL_HIGH_OUTLIER:
      return WG_HOTSPOT_PAINT_HIGH;
    case WG_LOCAL_LOW_OUTLIER:
      return WG_HOTSPOT_PAINT_LOW;
    case WG_LOCAL_WATCH:
      return row->z > 0.0 ? WG_HOTSPOT_PAINT_WATCH : WG_HOTSPOT_PAINT_NONE;
    case WG_LOCAL_NOT:
    case WG_LOCAL_FEW:
    case WG_LOCAL_ALONE:
    default:
      return WG_HOTSPOT_PAINT_NONE;
    }
}

static void
take_grids (WgHotspotLayer *self, const WgHotspot *hotspot)
{
  for (guint i = 0; i < hotspot->field->n; i++)
    wg_hotspot_layer_set_paint (self, wg_hotspot_get_grid (hotspot, i)->id, find_paint (&hotspot->rows[i]));
  wg_hotspot_layer_add_note (self, g_strdup (hotspot->request.method == WG_HOTSPOT_MORAN
                                                 ? _ ("Local Moran, shared borders, exact moments, FDR 5 %")
                                                 : _ ("Gi*, shared borders, exact moments, FDR 5 %")));
}

/* --- Of a scan --- */

static char *
describe_cluster (const WgHotspot *hotspot, const WgScanCluster *cluster, GTimeZone *zone)
{
  g_autofree char *since = format_day (hotspot->request.to_ms - cluster->n_days * G_GINT64_CONSTANT (86400000), zone);
  guint n = (guint) cluster->observed;
  g_autofree char *cases = g_strdup_printf (ngettext ("%u case", "%u cases", n), n);

  /* Translators: a cluster: "41 cases, 12.3 expected, since 2026-11-14". */
  return g_strdup_printf (_ ("%s, %.1f expected, since %s"), cases, cluster->expected, since);
}

/* "Heping-07", or "Heping-07 · to be watched". */
static char *
name_cluster (const WgGrid *center, gboolean watched)
{
  return watched ? g_strdup_printf (_ ("%s · to be watched"), center->name) : g_strdup (center->name);
}

static void
take_cluster (WgHotspotLayer *self, const WgHotspot *hotspot, const WgScanCluster *cluster, GTimeZone *zone)
{
  WgHotspotOutline *outline = g_new0 (WgHotspotOutline, 1);
  const WgGrid *center = wg_hotspot_get_grid (hotspot, cluster->center);

  outline->grids = g_array_new (FALSE, FALSE, sizeof (guint));
  outline->watched = wg_hotspot_cluster_is_watched (cluster);
  for (guint i = 0; i < cluster->n_places; i++)
    {
      guint grid = wg_city_find_grid (self->city, wg_hotspot_get_grid (hotspot, cluster->places[i])->id);

      if (grid != WG_NO_INDEX)
        g_array_append_val (outline->grids, grid);
    }
  g_ptr_array_add (self->outlines, outline);
  wg_hotspot_layer_add_mark (self, center->label_lon, center->label_lat, name_cluster (center, outline->watched),
                             describe_cluster (hotspot, cluster, zone), outline->watched);
}

static void
take_scan (WgHotspotLayer *self, const WgHotspot *hotspot, GTimeZone *zone)
{
  for (guint i = 0; i < hotspot->clusters->len; i++)
    {
      const WgScanCluster *cluster = g_ptr_array_index (hotspot->clusters, i);

      if (cluster->p <= LIKELIER_THAN_NOT)
        take_cluster (self, hotspot, cluster, zone);
    }
  wg_hotspot_layer_add_note (self, g_strdup_printf (_ ("Against %u draws of chance, seed %u"), hotspot->request.n_draws,
                                                    hotspot->request.seed));
}

WgHotspotLayer *
wg_hotspot_layer_new (WgHotspot *hotspot, WgCity *city, GTimeZone *zone)
{
  WgHotspotLayer *self = wg_hotspot_layer_begin (city, hotspot->request.depth, wg_hotspot_method_get_label (hotspot->request.method));

  self->hotspot = wg_hotspot_ref (hotspot);
  if (hotspot->mesh != NULL)
    take_density (self, hotspot);
  else if (hotspot->rows != NULL)
    take_grids (self, hotspot);
  else
    take_scan (self, hotspot, zone);
  add_period (self, hotspot, zone);
  return wg_hotspot_layer_end (self);
}

WgHotspotLayer *
wg_hotspot_layer_ref (WgHotspotLayer *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
wg_hotspot_layer_unref (WgHotspotLayer *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_clear_pointer (&self->hotspot, wg_hotspot_unref);
  g_clear_pointer (&self->city, wg_city_unref);
  g_ptr_array_unref (self->outlines);
  g_ptr_array_unref (self->marks);
  g_strfreev (self->notes);
  g_free (self->paints);
  g_free (self->title);
  g_free (self);
}

/* --- Looking at one --- */

WgHotspot *
wg_hotspot_layer_get_hotspot (const WgHotspotLayer *self)
{
  return self->hotspot;
}

WgCity *
wg_hotspot_layer_get_city (const WgHotspotLayer *self)
{
  return self->city;
}

guint
wg_hotspot_layer_get_depth (const WgHotspotLayer *self)
{
  return self->depth;
}

WgHotspotPaint
wg_hotspot_layer_get_paint (const WgHotspotLayer *self, guint grid)
{
  return (WgHotspotPaint) self->paints[grid];
}

/* The hues of the backlog with another meaning; what is fewer than elsewhere is grey, because nobody has to go there. */
guint32
wg_hotspot_paint_get_colour (WgTheme theme, WgHotspotPaint paint, double *opacity)
{
  static const guint classes[WG_N_HOTSPOT_PAINTS] = { [WG_HOTSPOT_PAINT_WATCH] = 2, [WG_HOTSPOT_PAINT_HOT] = 3,
                                                      [WG_HOTSPOT_PAINT_HOTTEST] = 4, [WG_HOTSPOT_PAINT_HIGH] = 1 };
  const WgClassColour *colour = wg_palette_get_class (theme, classes[paint]);

  if (paint == WG_HOTSPOT_PAINT_COLD || paint == WG_HOTSPOT_PAINT_LOW)
    {
      *opacity = paint == WG_HOTSPOT_PAINT_COLD ? 0.45 : 0.7;
      return theme == WG_THEME_DARK ? 0x6b7590 : 0x9aa7c7;
    }
  *opacity = colour->opacity;
  return colour->hue;
}

const WgDensityMesh *
wg_hotspot_layer_get_mesh (const WgHotspotLayer *self, double bounds[WG_N_DENSITY_CLASSES])
{
  for (guint i = 0; i < WG_N_DENSITY_CLASSES; i++)
    bounds[i] = self->bounds[i];
  return self->hotspot != NULL ? self->hotspot->mesh : NULL;
}

guint
wg_hotspot_layer_get_n_outlines (const WgHotspotLayer *self)
{
  return self->outlines->len;
}

const guint *
wg_hotspot_layer_get_outline (const WgHotspotLayer *self, guint outline, guint *n_grids, gboolean *watched)
{
  const WgHotspotOutline *found = g_ptr_array_index (self->outlines, outline);

  *n_grids = found->grids->len;
  *watched = found->watched;
  return (const guint *) (gpointer) found->grids->data;
}

const GPtrArray *
wg_hotspot_layer_get_marks (const WgHotspotLayer *self)
{
  return self->marks;
}

const char *
wg_hotspot_layer_get_title (const WgHotspotLayer *self)
{
  return self->title;
}

const char *const *
wg_hotspot_layer_get_notes (const WgHotspotLayer *self)
{
  return (const char *const *) self->notes;
}

/* --- The legend --- */

static void
add_key (GPtrArray *keys, WgTheme theme, guint32 hue, double opacity, char *text, int n)
{
  WgHotspotKey *key = g_new0 (WgHotspotKey, 1);

  *key = (WgHotspotKey){ wg_palette_mix (wg_palette_get (theme, WG_TOKEN_LAND), hue, opacity), text, n };
  g_ptr_array_add (keys, key);
}

static void
add_paint_key (const WgHotspotLayer *self, GPtrArray *keys, WgTheme theme, WgHotspotPaint paint, const char *text)
{
  double opacity;
  guint32 hue = wg_hotspot_paint_get_colour (theme, paint, &opacity);

  add_key (keys, theme, hue, opacity, g_strdup (text), (int) self->counts[paint]);
}

static void
add_density_keys (const WgHotspotLayer *self, GPtrArray *keys, WgTheme theme)
{
  for (guint i = WG_N_DENSITY_CLASSES; i > 0; i--)
    {
      const WgClassColour *colour = wg_palette_get_class (theme, i);

      /* Translators: a density, cases per square kilometre. */
      add_key (keys, theme, colour->hue, colour->opacity, g_strdup_printf (_ ("from %g cases per km²"), self->bounds[i - 1]), -1);
    }
}

static void
add_cluster_keys (const WgHotspotLayer *self, GPtrArray *keys, WgTheme theme)
{
  guint n_watched = 0;
  double opacity;
  guint32 hue;

  for (guint i = 0; i < self->outlines->len; i++)
    n_watched += ((WgHotspotOutline *) g_ptr_array_index (self->outlines, i))->watched;
  hue = wg_hotspot_paint_get_colour (theme, WG_HOTSPOT_PAINT_HOTTEST, &opacity);
  add_key (keys, theme, hue, 1.0, g_strdup_printf (_ ("Hardly chance (p ≤ 0.05): %u"), self->outlines->len - n_watched), -1);
  add_key (keys, theme, hue, 0.4, g_strdup_printf (_ ("To be watched: %u"), n_watched), -1);
}

/* The usual words of a test, the strongest first; those of a single question in their place. */
static void
add_paint_keys (const WgHotspotLayer *self, GPtrArray *keys, WgTheme theme)
{
  gboolean moran = self->hotspot != NULL && self->hotspot->request.method == WG_HOTSPOT_MORAN, own = self->words[WG_HOTSPOT_PAINT_NONE] != NULL;
  const struct
  {
    WgHotspotPaint paint;
    const char *words;
  } usual[] = { { WG_HOTSPOT_PAINT_HOTTEST, "q < 0.01" },
                { WG_HOTSPOT_PAINT_HOT, "q < 0.05" },
                { WG_HOTSPOT_PAINT_WATCH, _ ("p < 0.05 alone: to be watched") },
                { WG_HOTSPOT_PAINT_HIGH, moran ? _ ("many among few") : NULL },
                { WG_HOTSPOT_PAINT_LOW, moran ? _ ("few among many") : NULL },
                { WG_HOTSPOT_PAINT_COLD, _ ("fewer than elsewhere") },
                { WG_HOTSPOT_PAINT_NONE, _ ("nothing that chance does not explain") } };

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    {
      const char *words = own ? self->words[usual[i].paint] : usual[i].words;

      if (words != NULL)
        add_paint_key (self, keys, theme, usual[i].paint, words);
    }
}

GPtrArray *
wg_hotspot_layer_list_keys (const WgHotspotLayer *self, WgTheme theme)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (key_free);

  if (self->hotspot != NULL && self->hotspot->mesh != NULL)
    add_density_keys (self, keys, theme);
  else if (self->hotspot != NULL && self->hotspot->clusters != NULL)
    add_cluster_keys (self, keys, theme);
  else
    add_paint_keys (self, keys, theme);
  return keys;
}

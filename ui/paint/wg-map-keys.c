/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the legend of the window and that of a picture must name the same things, or one of them lies. */

#include "wg-map-keys.h"

#include "wg-basemap-painter.h"
#include "wg-city-painter.h"

#include <glib/gi18n-lib.h>

static void
free_key (gpointer data)
{
  WgMapKey *key = data;

  g_free (key->text);
  g_free (key->mark);
  g_free (key);
}

static WgMapKey *
take_key (GPtrArray *keys, char *text, guint32 rgb)
{
  WgMapKey *key = g_new0 (WgMapKey, 1);

  key->text = text;
  key->rgb = rgb;
  g_ptr_array_add (keys, key);
  return key;
}

GPtrArray *
wg_map_keys_list (const WgCity *city, WgBaseStack *base, WgTheme theme, double zoom)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (free_key);
  guint n_areas = base != NULL ? wg_base_stack_get_n_areas (base) : 0;
  guint32 land = wg_palette_get (theme, WG_TOKEN_LAND);

  if (n_areas > 0)
    take_key (keys, g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u imported area", "%u imported areas", n_areas), n_areas),
              wg_basemap_painter_get_fill (WG_BASE_OTHER, theme));
  for (guint i = 1; city != NULL && zoom >= WG_BUILDING_ZOOM && i <= wg_city_get_n_marks (city); i++)
    {
      const WgCityMark *mark = wg_city_get_mark (city, i);
      WgMapKey *key;

      /* Translators: a line of the legend: what buildings are marked with, and how many they are */
      key = take_key (keys, g_strdup_printf (C_ ("legend", "%s: %u marked"), mark->name, mark->n_buildings),
                      wg_palette_mix (land, wg_palette_get_chosen (theme, mark->rgb), WG_MARK_OPACITY));
      key->mark = g_strdup (mark->name);
      key->chosen = mark->rgb;
    }
  return keys;
}

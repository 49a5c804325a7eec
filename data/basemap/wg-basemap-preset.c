/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the map that most desks want is two layers with an address of 200 characters each, and only the token in it differs
 * from desk to desk.
 */

#include "wg-basemap-preset.h"

#include <glib/gi18n-lib.h>

#define MIN_ZOOM 1
#define MAX_ZOOM 18

typedef struct
{
  const char *nick;
  const char *label;
  const char *layers[2]; /* the map, its labels */
  const char *names[2];
} Preset;

static const Preset presets[WG_N_BASEMAP_PRESETS] = {
  { "tianditu", NC_ ("base map", "Tianditu: streets and their names"), { "vec", "cva" }, { "天地图", "天地图注记" } },
  { "tianditu-imagery", NC_ ("base map", "Tianditu: imagery and names"), { "img", "cia" }, { "天地图影像", "天地图影像注记" } },
  { "tianditu-terrain", NC_ ("base map", "Tianditu: terrain and names"), { "ter", "cta" }, { "天地图地形", "天地图地形注记" } },
};

const char *
wg_basemap_preset_to_nick (guint preset)
{
  g_return_val_if_fail (preset < WG_N_BASEMAP_PRESETS, NULL);
  return presets[preset].nick;
}

gboolean
wg_basemap_preset_from_nick (const char *nick, guint *preset)
{
  for (guint i = 0; i < WG_N_BASEMAP_PRESETS; i++)
    {
      if (g_str_equal (presets[i].nick, nick))
        {
          *preset = i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
wg_basemap_preset_get_label (guint preset)
{
  g_return_val_if_fail (preset < WG_N_BASEMAP_PRESETS, NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, "base map", presets[preset].label);
}

/* In the tiles of the web (`w`), which are the map's own; drawn in CGCS2000, not shifted. */
static WgBasemap *
make_layer (const char *layer, const char *name)
{
  g_autofree char *address = g_strdup_printf ("https://t{0-7}.tianditu.gov.cn/%s_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0"
                                              "&LAYER=%s&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles"
                                              "&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={token}",
                                              layer, layer);
  WgBasemap *basemap = wg_basemap_new (address, name, NULL, NULL);

  g_assert (basemap != NULL && wg_basemap_set_zooms (basemap, MIN_ZOOM, MAX_ZOOM, NULL));
  basemap->attribution = g_strdup ("天地图");
  return basemap;
}

GPtrArray *
wg_basemap_preset_make (guint preset)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_basemap_free);

  g_return_val_if_fail (preset < WG_N_BASEMAP_PRESETS, list);
  for (guint i = 0; i < G_N_ELEMENTS (presets[preset].layers); i++)
    g_ptr_array_add (list, make_layer (presets[preset].layers[i], presets[preset].names[i]));
  return list;
}

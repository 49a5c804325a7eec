/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the zoom that shows a district as a whole is hardly ever a whole number, and Cairo would scale every tile in every
 * frame of a pan. It is done once.
 */

#include "wg-tile-fitter.h"

#include "wg-byte-cache.h"
#include "wg-picture.h"

#define START_LIMIT (16u * 1024 * 1024)

typedef struct
{
  cairo_surface_t *picture; /* what it was made of */
  cairo_surface_t *fitted;
  WgKeptPicture kept;
} Entry;

struct _WgTileFitter
{
  WgByteCache *entries;
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  wg_kept_picture_clear (&entry->kept);
  cairo_surface_destroy (entry->picture);
  cairo_surface_destroy (entry->fitted);
  g_free (entry);
}

WgTileFitter *
wg_tile_fitter_new (void)
{
  WgTileFitter *fitter = g_new0 (WgTileFitter, 1);

  fitter->entries = wg_byte_cache_new (START_LIMIT, free_entry);
  return fitter;
}

void
wg_tile_fitter_free (WgTileFitter *fitter)
{
  wg_byte_cache_free (fitter->entries);
  g_free (fitter);
}

void
wg_tile_fitter_set_limit (WgTileFitter *fitter, gsize limit)
{
  wg_byte_cache_set_limit (fitter->entries, limit);
}

static cairo_surface_t *
scale (cairo_surface_t *picture, int width, int height)
{
  cairo_surface_t *fitted = wg_picture_new (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (fitted);
  double sx, sy;

  cairo_surface_get_device_scale (picture, &sx, &sy);
  cairo_scale (cr, width / (cairo_image_surface_get_width (picture) / sx),
               height / (cairo_image_surface_get_height (picture) / sy));
  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  cairo_set_source_surface (cr, picture, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr), CAIRO_FILTER_BILINEAR);
  cairo_paint (cr);
  cairo_destroy (cr);
  cairo_surface_flush (fitted);
  cairo_surface_set_device_scale (fitted, sx, sy);
  return fitted;
}

static gboolean
has_size (cairo_surface_t *picture, int width, int height)
{
  return cairo_image_surface_get_width (picture) == width && cairo_image_surface_get_height (picture) == height;
}

cairo_surface_t *
wg_tile_fitter_get (WgTileFitter *fitter,
                    guint64 key,
                    cairo_surface_t *picture,
                    int width,
                    int height,
                    WgKeptPicture **kept)
{
  Entry *entry = wg_byte_cache_lookup (fitter->entries, key);

  if (entry == NULL || entry->picture != picture || !has_size (entry->fitted, width, height))
    {
      entry = g_new0 (Entry, 1);
      entry->picture = cairo_surface_reference (picture);
      entry->fitted = has_size (picture, width, height) ? cairo_surface_reference (picture) : scale (picture, width, height);
      wg_byte_cache_insert (fitter->entries, key, entry, (gsize)width * (gsize)height * sizeof (guint32));
    }
  *kept = &entry->kept;
  return entry->fitted;
}

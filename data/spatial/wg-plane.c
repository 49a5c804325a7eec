/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: distances between thousands of places, and sums over them, want metres on a plane; a geodesic for every pair would
 * be a thousand times slower and tell nothing more within a district.
 */

#include "wg-plane.h"

#include <proj.h>

struct _WgPlane
{
  PJ_CONTEXT *context;
  PJ *projection;
};

WgPlane *
wg_plane_new (const WgBox *box)
{
  WgPlane *self = g_new0 (WgPlane, 1);
  gboolean empty = wg_box_is_empty (box);
  char lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *definition = NULL;

  g_ascii_formatd (lon, sizeof lon, "%.9f", empty ? 0.0 : (box->min_lon + box->max_lon) / 2.0);
  g_ascii_formatd (lat, sizeof lat, "%.9f", empty ? 0.0 : (box->min_lat + box->max_lat) / 2.0);
  definition = g_strdup_printf ("+proj=tmerc +ellps=GRS80 +lon_0=%s +lat_0=%s +units=m", lon, lat);
  self->context = proj_context_create ();
  self->projection = proj_create (self->context, definition);
  if (self->projection == NULL)
    g_error ("PROJ does not know the transverse Mercator projection.");
  return self;
}

void
wg_plane_free (WgPlane *self)
{
  proj_destroy (self->projection);
  proj_context_destroy (self->context);
  g_free (self);
}

void
wg_plane_project (WgPlane *self, double lon, double lat, double *x, double *y)
{
  PJ_COORD result = proj_trans (self->projection, PJ_FWD, proj_coord (proj_torad (lon), proj_torad (lat), 0.0, 0.0));

  *x = isfinite (result.xy.x) ? result.xy.x : NAN;
  *y = isfinite (result.xy.y) ? result.xy.y : NAN;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-basemap-painter.h"
#include "wg-box-tree.h"
#include "wg-text-painter.h"
#include "wg-world.h"

G_BEGIN_DECLS

typedef struct
{
  WgBaseFeatureKind kind;
  gboolean closed;
  guint first_part; /* runs of points: rings, or the one line */
  guint n_parts;
  double width_m;
  const char *name; /* NULL: none */
  gint32 label_x;   /* of an area */
  gint32 label_y;
  WgWorldBox box;
} WgBaseFeature;

/* A name at its place. */
typedef struct
{
  guint feature;
  double x; /* world coordinates of its middle */
  double y;
  double angle;     /* radians; of a lying name */
  gboolean upright; /* written top down */
} WgBaseName;

/* The names of one zoom, found from all features at once, so that tiles agree. */
typedef struct
{
  GArray *names;     /* WgBaseName */
  GHashTable *tiles; /* tile key -> GArray of guint indexes */
} WgBaseNames;

struct _WgBasemapPainter
{
  GObject parent_instance;
  WgTheme theme;
  gboolean frozen;
  GStringChunk *strings;
  GArray *features;    /* WgBaseFeature */
  GArray *part_starts; /* guint, in points; one more at the end when frozen */
  GArray *xy;          /* gint32 pairs */
  guint8 *zooms;
  WgBoxTree *trees[WG_N_BASE_KINDS];
  WgTextPainter *text; /* at twice the size, for turned names */
  GMutex lock;         /* guards the names */
  WgBaseNames *names[WG_MAX_ZOOM + 1];
};

#define WG_BASE_NAME_SIZE 12.0 /* logical pixels */

/* Where names are at @zoom; made at the first question. */
const WgBaseNames *wg_basemap_get_names (WgBasemapPainter *self, guint zoom);
void wg_basemap_names_free (WgBaseNames *names);

/* How @name is written along a line that goes by (@dx, @dy), y downwards: sets @angle in radians; TRUE: upright, top down. */
gboolean wg_basemap_turn_name (const char *name, double dx, double dy, double *angle);

/* The names that reach into a tile, as guint; NULL for none. */
const GArray *wg_basemap_names_of_tile (const WgBaseNames *names, guint x, guint y);

G_END_DECLS

/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "wg-base-stack.h"
#include "wg-city.h"
#include "wg-palette.h"

G_BEGIN_DECLS

/**
 * WgMapKey:
 * @text: what it stands for
 * @rgb: its colour on the map, 0xRRGGBB
 * @mark: (nullable): when it is marked buildings: what they are marked with
 * @chosen: the colour that was chosen for the mark, of which @rgb is what is seen over the land
 *
 * A line of the legend that is no class of grids.
 */
typedef struct
{
  char *text;
  guint32 rgb;
  char *mark;
  guint32 chosen;
} WgMapKey;

/**
 * wg_map_keys_list:
 * @city: (nullable): its marked buildings are listed from the zoom on at which buildings are drawn
 * @base: (nullable): its imported areas are listed
 * @zoom: of the view
 *
 * What else is coloured on the map, so that the legend names everything that is seen.
 *
 * Returns: (transfer full) (element-type WgMapKey): areas first, then marks.
 */
GPtrArray *wg_map_keys_list (const WgCity *city, WgBaseStack *base, WgTheme theme, double zoom);

G_END_DECLS

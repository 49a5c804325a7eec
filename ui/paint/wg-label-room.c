/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: numbers of grids, addresses of houses and marks of clusters are placed by rules of their own, but what it means that
 * two of them lie over each other is one rule.
 */

#include "wg-label-room.h"

gboolean
wg_label_room_overlaps_any (const WgLabelRoom *self, const GArray *rooms)
{
  for (guint i = 0; i < rooms->len; i++)
    {
      const WgLabelRoom *other = &g_array_index (rooms, WgLabelRoom, i);

      if (self->x0 < other->x1 && self->x1 > other->x0 && self->y0 < other->y1 && self->y1 > other->y0)
        return TRUE;
    }
  return FALSE;
}

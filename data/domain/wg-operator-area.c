/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the desk of a sub-centre works for a part of the district. What it may do and what it is warned of end at the same border. */

#include "wg-operator-area.h"

static gboolean
is_over (const WgGrant *grant, gint64 now_ms)
{
  return grant->from_ms > now_ms || (grant->to_ms != G_MININT64 && grant->to_ms <= now_ms);
}

static gboolean
holds_at (const WgGrant *grant, const WgGridTree *grids, gint64 grid_id)
{
  return grant->grid_id == G_MININT64 || (grids != NULL && wg_grid_tree_is_within (grids, grid_id, grant->grid_id));
}

WgOperator *
wg_operator_narrow (const WgOperator *self, const WgGridTree *grids, gint64 grid_id, gint64 now_ms)
{
  WgOperator *here = wg_operator_copy (self);

  if (here->grants == NULL)
    return here;
  here->roles = 0;
  for (guint i = here->grants->len; i > 0; i--)
    {
      const WgGrant *grant = &g_array_index (here->grants, WgGrant, i - 1);

      if (is_over (grant, now_ms))
        g_array_remove_index (here->grants, i - 1);
      else if (holds_at (grant, grids, grid_id))
        here->roles |= grant->role;
    }
  return here;
}

gboolean
wg_operator_works_at (const WgOperator *self, const WgGridTree *grids, gint64 grid_id, gint64 now_ms)
{
  gboolean elsewhere = FALSE;

  for (guint i = 0; self->grants != NULL && i < self->grants->len; i++)
    {
      const WgGrant *grant = &g_array_index (self->grants, WgGrant, i);

      if (is_over (grant, now_ms))
        continue;
      if (holds_at (grant, grids, grid_id))
        return TRUE;
      elsewhere = TRUE;
    }
  return !elsewhere;
}

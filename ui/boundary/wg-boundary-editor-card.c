/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: who draws looks at the cursor and nowhere else: what it would snap to, how far and which way it has come, stands
 * beside it.
 */

#include "wg-boundary-editor-private.h"

#include "wg-boundary-trace.h"

#include <glib/gi18n-lib.h>
#include <math.h>

/* Before there is an angle, north is what a line is measured against. */
static char *
word_bearing (WgBoundaryEditor *self, const double *from)
{
  double metres = wg_geo_distance_m (from[0], from[1], self->hand.cursor[0], self->hand.cursor[1]);

  /* Translators: a length, and its direction, clockwise from north. */
  return metres < 0.05 ? g_strdup_printf (_ ("%.1f m"), metres)
                       : g_strdup_printf (_ ("%.1f m · bearing %.1f°"), metres,
                                          wg_boundary_bearing_degrees (from, self->hand.cursor));
}

static char *
word_turn (WgBoundaryEditor *self, const double *last)
{
  GArray *line = self->hand.line;
  double metres = wg_geo_distance_m (last[0], last[1], self->hand.cursor[0], self->hand.cursor[1]);

  if (line->len >= 4)
    /* Translators: length of a piece of a line, and its angle to the piece before. */
    return g_strdup_printf (_ ("%.1f m · turn %.1f°"), metres,
                            wg_boundary_turn_degrees (last - 2, last, self->hand.cursor));
  return word_bearing (self, last);
}

void
wg_boundary_editor_renew_card (WgBoundaryEditor *self)
{
  const WgSnap *snap = &self->hand.snap;
  GArray *line = self->hand.line;
  const double *last = line->len > 0 ? &g_array_index (line, double, line->len - 2) : NULL;
  g_autofree char *measure = NULL;
  g_autofree char *target = NULL;

  g_clear_pointer (&self->hand.card, g_free);
  if (isnan (self->hand.cursor[0]))
    return;
  if (last != NULL && wg_geo_distance_m (last[0], last[1], self->hand.cursor[0], self->hand.cursor[1]) > 0.01)
    measure = word_turn (self, last);
  else if (!isnan (self->hand.held[0]))
    measure = word_bearing (self, self->hand.held);
  if (snap->kind != WG_SNAP_NONE)
    target = g_strdup_printf (_ ("Snap: %s"), wg_snap_kind_get_label (snap->kind));
  if (target != NULL && snap->name != NULL)
    {
      g_autofree char *plain = g_steal_pointer (&target);

      target = g_strdup_printf ("%s · %s", plain, snap->name);
    }
  if (target != NULL && measure != NULL)
    self->hand.card = g_strdup_printf ("%s\n%s", target, measure);
  else
    self->hand.card = target != NULL ? g_steal_pointer (&target) : g_steal_pointer (&measure);
}

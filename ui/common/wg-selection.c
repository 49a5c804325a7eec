/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: map, queue and detail are one thing only when "selected" is one object that all of them read and set. */

#include "wg-selection.h"

#include <string.h>

struct _WgSelection
{
  GObject parent_instance;

  gint64 case_id;
  gint64 grid_id;
  gint64 building_id;
  GArray *cases; /* of gint64: two or more, or none */
};

G_DEFINE_FINAL_TYPE (WgSelection, wg_selection, G_TYPE_OBJECT)

enum
{
  PROP_CASE_ID = 1,
  PROP_GRID_ID,
  PROP_BUILDING_ID,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];
static guint changed_signal;

static void
wg_selection_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WgSelection *self = WG_SELECTION (object);

  switch (id)
    {
    case PROP_CASE_ID:
      g_value_set_int64 (value, self->case_id);
      break;
    case PROP_GRID_ID:
      g_value_set_int64 (value, self->grid_id);
      break;
    case PROP_BUILDING_ID:
      g_value_set_int64 (value, self->building_id);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wg_selection_finalize (GObject *object)
{
  g_array_unref (WG_SELECTION (object)->cases);
  G_OBJECT_CLASS (wg_selection_parent_class)->finalize (object);
}

static void
wg_selection_class_init (WgSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = wg_selection_get_property;
  object_class->finalize = wg_selection_finalize;
  properties[PROP_CASE_ID] = g_param_spec_int64 ("case-id", NULL, NULL, G_MININT64, G_MAXINT64, WG_NO_ID, flags);
  properties[PROP_GRID_ID] = g_param_spec_int64 ("grid-id", NULL, NULL, G_MININT64, G_MAXINT64, WG_NO_ID, flags);
  properties[PROP_BUILDING_ID] = g_param_spec_int64 ("building-id", NULL, NULL, G_MININT64, G_MAXINT64, WG_NO_ID, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  changed_signal
      = g_signal_new ("changed", WG_TYPE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_selection_init (WgSelection *self)
{
  self->case_id = self->grid_id = self->building_id = WG_NO_ID;
  self->cases = g_array_new (FALSE, FALSE, sizeof (gint64));
}

WgSelection *
wg_selection_new (void)
{
  return g_object_new (WG_TYPE_SELECTION, NULL);
}

static gboolean
set_id (WgSelection *self, gint64 *field, gint64 id, int property)
{
  if (*field == id)
    return FALSE;
  *field = id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
  return TRUE;
}

static void
set_all (WgSelection *self, gint64 case_id, gint64 grid_id, gint64 building_id, gboolean keep_cases)
{
  gboolean changed = !keep_cases && self->cases->len > 0;

  g_object_freeze_notify (G_OBJECT (self));
  if (!keep_cases)
    g_array_set_size (self->cases, 0);
  changed |= set_id (self, &self->case_id, case_id, PROP_CASE_ID);
  changed |= set_id (self, &self->grid_id, grid_id, PROP_GRID_ID);
  changed |= set_id (self, &self->building_id, building_id, PROP_BUILDING_ID);
  g_object_thaw_notify (G_OBJECT (self));
  if (changed)
    g_signal_emit (self, changed_signal, 0);
}

void
wg_selection_select_case (WgSelection *self, gint64 case_id)
{
  g_return_if_fail (WG_IS_SELECTION (self));
  if (self->case_id != case_id || self->cases->len > 0)
    set_all (self, case_id, WG_NO_ID, WG_NO_ID, FALSE);
}

static gboolean
has_cases (WgSelection *self, const gint64 *ids, guint n)
{
  return self->cases->len == n && memcmp (self->cases->data, ids, n * sizeof *ids) == 0;
}

void
wg_selection_select_cases (WgSelection *self, const gint64 *ids, guint n)
{
  g_return_if_fail (WG_IS_SELECTION (self));
  if (n < 2)
    {
      wg_selection_select_case (self, n == 1 ? ids[0] : WG_NO_ID);
      return;
    }
  if (has_cases (self, ids, n))
    return;
  g_object_freeze_notify (G_OBJECT (self));
  g_array_set_size (self->cases, 0);
  g_array_append_vals (self->cases, ids, n);
  set_id (self, &self->case_id, WG_NO_ID, PROP_CASE_ID);
  g_object_thaw_notify (G_OBJECT (self));
  g_signal_emit (self, changed_signal, 0);
}

const gint64 *
wg_selection_get_cases (WgSelection *self, guint *n)
{
  *n = self->cases->len;
  return (const gint64 *) (gpointer) self->cases->data;
}

void
wg_selection_select_grid (WgSelection *self, gint64 grid_id)
{
  g_return_if_fail (WG_IS_SELECTION (self));
  set_all (self, self->case_id, grid_id, self->building_id, TRUE);
}

void
wg_selection_select_building (WgSelection *self, gint64 building_id)
{
  g_return_if_fail (WG_IS_SELECTION (self));
  set_all (self, self->case_id, self->grid_id, building_id, TRUE);
}

void
wg_selection_clear (WgSelection *self)
{
  g_return_if_fail (WG_IS_SELECTION (self));
  set_all (self, WG_NO_ID, WG_NO_ID, WG_NO_ID, FALSE);
}

gint64
wg_selection_get_case (WgSelection *self)
{
  return self->case_id;
}

gint64
wg_selection_get_grid (WgSelection *self)
{
  return self->grid_id;
}

gint64
wg_selection_get_building (WgSelection *self)
{
  return self->building_id;
}

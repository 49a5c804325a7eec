/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the rows of a table stay the same objects while their figures change, so that selection and scroll position stay
 * where they are.
 */

#include "wg-grid-row.h"

struct _WgGridRow
{
  GObject parent_instance;
  gint64 id;
  char *code;
  char *name;
  WgBacklogCounts counts;
  WgMeasure measure;
  gint64 value;
  gint64 base;
  guint klass;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (WgGridRow, wg_grid_row, G_TYPE_OBJECT)

static void
wg_grid_row_finalize (GObject *object)
{
  WgGridRow *self = WG_GRID_ROW (object);

  g_free (self->code);
  g_free (self->name);
  G_OBJECT_CLASS (wg_grid_row_parent_class)->finalize (object);
}

static void
wg_grid_row_class_init (WgGridRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_grid_row_finalize;
  changed_signal = g_signal_new ("changed", WG_TYPE_GRID_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_grid_row_init (WgGridRow *self)
{
}

WgGridRow *
wg_grid_row_new (const WgGrid *grid)
{
  WgGridRow *self = g_object_new (WG_TYPE_GRID_ROW, NULL);

  self->id = grid->id;
  self->code = g_strdup (grid->code);
  self->name = g_strdup (grid->name);
  return self;
}

gint64
wg_grid_row_get_id (WgGridRow *self)
{
  return self->id;
}

const char *
wg_grid_row_get_code (WgGridRow *self)
{
  return self->code;
}

const char *
wg_grid_row_get_name (WgGridRow *self)
{
  return self->name;
}

const WgBacklogCounts *
wg_grid_row_get_counts (WgGridRow *self)
{
  return &self->counts;
}

guint
wg_grid_row_get_class (WgGridRow *self)
{
  return self->klass;
}

gint64
wg_grid_row_get_value (WgGridRow *self)
{
  return self->value;
}

gint64
wg_grid_row_get_base (WgGridRow *self)
{
  return self->base;
}

void
wg_grid_row_update (
    WgGridRow *self, const WgBacklogCounts *counts, WgMeasure measure, gint64 value, gint64 base, guint klass)
{
  if (memcmp (&self->counts, counts, sizeof *counts) == 0 && self->value == value && self->base == base
      && self->klass == klass && self->measure == measure)
    return;
  self->counts = *counts;
  self->measure = measure;
  self->value = value;
  self->base = base;
  self->klass = klass;
  g_signal_emit (self, changed_signal, 0);
}

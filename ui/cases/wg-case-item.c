/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: lists of GTK hold objects and records are plain values that get replaced; this object stands still between them. */

#include "wg-case-item.h"

struct _WgCaseItem
{
  GObject parent_instance;

  WgCaseRecord *record;
};

G_DEFINE_FINAL_TYPE (WgCaseItem, wg_case_item, G_TYPE_OBJECT)

static GParamSpec *record_property;

static void
wg_case_item_finalize (GObject *object)
{
  wg_case_record_unref (WG_CASE_ITEM (object)->record);
  G_OBJECT_CLASS (wg_case_item_parent_class)->finalize (object);
}

static void
wg_case_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_boxed (value, WG_CASE_ITEM (object)->record);
}

static void
wg_case_item_class_init (WgCaseItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = wg_case_item_finalize;
  object_class->get_property = wg_case_item_get_property;
  record_property
      = g_param_spec_boxed ("record", NULL, NULL, WG_TYPE_CASE_RECORD, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_property (object_class, 1, record_property);
}

static void
wg_case_item_init (WgCaseItem *self)
{
}

WgCaseItem *
wg_case_item_new (WgCaseRecord *record)
{
  WgCaseItem *self = g_object_new (WG_TYPE_CASE_ITEM, NULL);

  self->record = wg_case_record_ref (record);
  return self;
}

WgCaseRecord *
wg_case_item_get_record (WgCaseItem *self)
{
  return self->record;
}

void
wg_case_item_set_record (WgCaseItem *self, WgCaseRecord *record)
{
  WgCaseRecord *old = self->record;

  if (old == record)
    return;
  self->record = wg_case_record_ref (record);
  g_object_notify_by_pspec (G_OBJECT (self), record_property);
  wg_case_record_unref (old);
}

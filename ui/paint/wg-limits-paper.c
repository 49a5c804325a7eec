/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever waits may read on the wall how long it may take; what is posted is what the clocks are started with. */

#include "wg-limits-paper.h"

#include "wg-person.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  WgClassCatalogue *catalogue;
  GPtrArray *units;
  gboolean has_units; /* some class has one */
  WgPaper *paper;
} Sheet;

/* The unit of a class or of the nearest class above that has one. */
static const char *
find_unit (const Sheet *self, const WgCaseClass *item)
{
  while (item != NULL && item->unit_id == 0)
    item = item->parent_code != NULL ? wg_class_catalogue_find (self->catalogue, item->parent_code) : NULL;
  for (guint i = 0; item != NULL && i < self->units->len; i++)
    {
      const WgUnit *unit = g_ptr_array_index (self->units, i);

      if (unit->id == item->unit_id)
        return unit->name;
    }
  return NULL;
}

static gboolean
has_units (WgClassCatalogue *catalogue)
{
  const GPtrArray *all = wg_class_catalogue_get_all (catalogue);

  for (guint i = 0; i < all->len; i++)
    {
      if (((const WgCaseClass *)g_ptr_array_index (all, i))->unit_id != 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_leaf (Sheet *self, const WgCaseClass *item, const WgCaseClass *above)
{
  g_autofree char *limit = wg_case_class_format_limit (item);

  wg_paper_add_row (self->paper,
                    (const char *const[]){ item->code, above != NULL ? wg_case_class_get_name (above) : NULL, wg_case_class_get_name (item),
                                           limit, wg_route_get_label (item->route), self->has_units ? find_unit (self, item) : NULL }, FALSE);
}

static void
add_below (Sheet *self, const WgCaseClass *item)
{
  g_autoptr (GPtrArray) children = wg_class_catalogue_list_children (self->catalogue, item->code);

  for (guint i = 0; i < children->len; i++)
    {
      const WgCaseClass *child = g_ptr_array_index (children, i);

      if (child->is_leaf)
        add_leaf (self, child, item->parent_code != NULL ? item : NULL);
      else
        add_below (self, child);
    }
}

static void
add_top (Sheet *self, const WgCaseClass *top)
{
  const WgPaperColumn columns[] = { { C_ ("column", "Code"), 0.13, WG_SHEET_LEFT }, { C_ ("column", "Class"), 0.22, WG_SHEET_LEFT },
                                    { C_ ("column", "Condition"), 0.35, WG_SHEET_LEFT }, { C_ ("column", "Limit"), 0.16, WG_SHEET_LEFT },
                                    { C_ ("column", "Route"), 0.14, WG_SHEET_LEFT } };
  const WgPaperColumn with_units[] = { { C_ ("column", "Code"), 0.10, WG_SHEET_LEFT }, { C_ ("column", "Class"), 0.18, WG_SHEET_LEFT },
                                       { C_ ("column", "Condition"), 0.24, WG_SHEET_LEFT }, { C_ ("column", "Limit"), 0.165, WG_SHEET_LEFT },
                                       { C_ ("column", "Route"), 0.125, WG_SHEET_LEFT },
                                       { C_ ("column", "Unit by default"), 0.19, WG_SHEET_LEFT } };
  g_autofree char *heading = g_strdup_printf ("%s · %s (%s)", wg_class_kind_get_label (top->kind), wg_case_class_get_name (top), top->code);

  wg_paper_add_heading (self->paper, heading);
  if (self->has_units)
    wg_paper_begin_table (self->paper, with_units, G_N_ELEMENTS (with_units));
  else
    wg_paper_begin_table (self->paper, columns, G_N_ELEMENTS (columns));
  if (top->is_leaf)
    add_leaf (self, top, NULL);
  else
    add_below (self, top);
}

WgPaper *
wg_limits_paper_new (WgClassCatalogue *catalogue, GPtrArray *units, const char *district, gint64 at_ms, GTimeZone *zone)
{
  g_autofree char *day = wg_sheet_format_time (zone, at_ms, "%Y-%m-%d");
  g_autofree char *under = district != NULL && *district != '\0' ? g_strdup_printf (_ ("%s, in force on %s"), district, day)
                                                                  : g_strdup_printf (_ ("In force on %s"), day);
  g_autoptr (GPtrArray) tops = wg_class_catalogue_list_children (catalogue, NULL);
  Sheet self = { catalogue, units, has_units (catalogue), wg_paper_new (_ ("Limits of handling by class"), under) };

  wg_paper_add_text (self.paper, _ ("A working day is 8 office hours; continuous hours run through nights and days off."), TRUE);
  for (guint i = 0; i < tops->len; i++)
    add_top (&self, g_ptr_array_index (tops, i));
  wg_paper_set_foot (self.paper, under);
  return self.paper;
}

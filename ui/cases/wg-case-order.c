/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: "what needs me next" is one rule, the same for the list, the pinned emergencies and a test. */

#include "wg-case-order.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *nick;
  const char *label;
} orders[WG_N_CASE_ORDERS] = {
  [WG_CASE_ORDER_URGENCY] = { "urgency", NC_ ("order", "Most urgent first") },
  [WG_CASE_ORDER_NEWEST] = { "newest", NC_ ("order", "Newest first") },
  [WG_CASE_ORDER_OLDEST] = { "oldest", NC_ ("order", "Oldest first") },
  [WG_CASE_ORDER_TITLE] = { "title", NC_ ("order", "By title") },
  [WG_CASE_ORDER_CLASS] = { "class", NC_ ("order", "By class") },
};

const char *
wg_case_order_to_nick (WgCaseOrder order)
{
  g_return_val_if_fail (order < WG_N_CASE_ORDERS, NULL);
  return orders[order].nick;
}

gboolean
wg_case_order_from_nick (const char *nick, WgCaseOrder *order)
{
  for (guint i = 0; i < WG_N_CASE_ORDERS; i++)
    {
      if (g_strcmp0 (orders[i].nick, nick) == 0)
        {
          *order = i;
          return TRUE;
        }
    }
  return FALSE;
}

const char *
wg_case_order_get_label (WgCaseOrder order)
{
  g_return_val_if_fail (order < WG_N_CASE_ORDERS, NULL);
  return g_dpgettext2 (GETTEXT_PACKAGE, "order", orders[order].label);
}

static int
compare_times (gint64 a, gint64 b)
{
  return (a > b) - (a < b);
}

static int
compare_urgency (const WgCaseRecord *a, const WgCaseRecord *b)
{
  gboolean a_emergency = a->route == WG_ROUTE_EMERGENCY;
  gboolean b_emergency = b->route == WG_ROUTE_EMERGENCY;
  gint64 a_due = a->due_ms != WG_NO_TIME ? a->due_ms : G_MAXINT64;
  gint64 b_due = b->due_ms != WG_NO_TIME ? b->due_ms : G_MAXINT64;

  if (a_emergency != b_emergency)
    return b_emergency - a_emergency;
  if (a_due != b_due)
    return compare_times (a_due, b_due);
  return compare_times (a->reported_ms, b->reported_ms);
}

static int
compare_texts (const char *a, const char *b)
{
  return g_utf8_collate (a != NULL ? a : "", b != NULL ? b : "");
}

static const char *
class_of (const WgCaseRecord *record)
{
  return record->class_code != NULL ? record->class_code : record->class_text;
}

static int
compare_by (WgCaseOrder order, const WgCaseRecord *a, const WgCaseRecord *b)
{
  switch (order)
    {
    case WG_CASE_ORDER_NEWEST:
      return compare_times (b->reported_ms, a->reported_ms);
    case WG_CASE_ORDER_OLDEST:
      return compare_times (a->reported_ms, b->reported_ms);
    case WG_CASE_ORDER_TITLE:
      return compare_texts (a->title, b->title);
    case WG_CASE_ORDER_CLASS:
      return compare_texts (class_of (a), class_of (b));
    case WG_CASE_ORDER_URGENCY:
    default:
      return 0;
    }
}

int
wg_case_order_compare (WgCaseOrder order, const WgCaseRecord *a, const WgCaseRecord *b)
{
  int difference = compare_by (order, a, b);

  if (difference == 0)
    difference = compare_urgency (a, b);
  return difference != 0 ? difference : compare_times (a->id, b->id);
}

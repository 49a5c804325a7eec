/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the four units of Chinese case rules look alike and count very differently; everything that depends on the unit
 * alone stands in one row here.
 */

#include "wg-limit.h"

#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct
{
  const char *nick;
  const char *label;
  gint64 ms;
  gboolean continuous;
} Unit;

static const Unit units[WG_N_LIMIT_UNITS] = {
  [WG_LIMIT_URGENT_HOUR] = { "urgent_hour", NC_ ("limit", "Continuous hours"), WG_MS_PER_HOUR, TRUE },
  [WG_LIMIT_WORK_HOUR] = { "work_hour", NC_ ("limit", "Office hours"), WG_MS_PER_HOUR, FALSE },
  [WG_LIMIT_WORK_DAY] = { "work_day", NC_ ("limit", "Working days"), 8 * WG_MS_PER_HOUR, FALSE },
  [WG_LIMIT_CALENDAR_DAY] = { "calendar_day", NC_ ("limit", "Calendar days"), WG_MS_PER_DAY, TRUE },
};

const char *
wg_limit_unit_to_nick (WgLimitUnit unit)
{
  g_return_val_if_fail ((guint) unit < WG_N_LIMIT_UNITS, NULL);

  return units[unit].nick;
}

const char *
wg_limit_unit_get_label (WgLimitUnit unit)
{
  g_return_val_if_fail ((guint) unit < WG_N_LIMIT_UNITS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "limit", units[unit].label);
}

gboolean
wg_limit_unit_from_nick (const char *nick, WgLimitUnit *unit)
{
  for (int i = 0; nick != NULL && i < WG_N_LIMIT_UNITS; i++)
    {
      if (g_str_equal (units[i].nick, nick))
        {
          if (unit != NULL)
            *unit = (WgLimitUnit) i;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
wg_limit_unit_is_continuous (WgLimitUnit unit)
{
  g_return_val_if_fail ((guint) unit < WG_N_LIMIT_UNITS, TRUE);

  return units[unit].continuous;
}

gint64
wg_limit_to_ms (double limit_n, WgLimitUnit unit)
{
  g_return_val_if_fail ((guint) unit < WG_N_LIMIT_UNITS, 0);
  g_return_val_if_fail (limit_n >= 0, 0);

  /* A million days is beyond every rule, and keeps sums of limits far from the end of the integers. */
  return llround (MIN (limit_n, 1e6) * (double) units[unit].ms);
}

char *
wg_limit_format (double limit_n, WgLimitUnit unit)
{
  /* Half an hour takes the plural in English, like every number but 1. */
  gulong n = limit_n == 1 ? 1 : 2;

  switch (unit)
    {
    case WG_LIMIT_URGENT_HOUR:
      if (limit_n < 1)
        return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%g continuous minute", "%g continuous minutes", limit_n * 60 == 1 ? 1 : 2),
                                limit_n * 60);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%g continuous hour", "%g continuous hours", n), limit_n);
    case WG_LIMIT_WORK_HOUR:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%g office hour", "%g office hours", n), limit_n);
    case WG_LIMIT_WORK_DAY:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%g working day", "%g working days", n), limit_n);
    case WG_LIMIT_CALENDAR_DAY:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%g calendar day", "%g calendar days", n), limit_n);
    default:
      g_return_val_if_reached (NULL);
    }
}

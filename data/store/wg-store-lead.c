/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: one desk whose clock runs fast dates the moves of all the others, because the history never goes back. That is right
 * for the history and wrong for whoever reads the limits, so it is said wherever the two clocks meet.
 */

#include "wg-store-lead.h"

#include "wg-time.h"
#include "wg-words.h"

#include <glib/gi18n-lib.h>

void
wg_lead_free (WgLead *self)
{
  g_free (self->who);
  g_free (self->desk);
  g_free (self);
}

static char *
name_maker (const WgLead *self)
{
  const char *who = self->who != NULL ? wg_operator_name_get_label (self->who) : NULL;

  if (who == NULL)
    return g_strdup (C_ ("newest entry", "the program"));
  /* Translators: an operator, and the desk where he sits. */
  return self->desk != NULL ? g_strdup_printf (C_ ("newest entry", "%s at desk %s"), who, self->desk) : g_strdup (who);
}

char *
wg_lead_describe (const WgLead *self, gint64 now_ms, GTimeZone *zone)
{
  gint64 lead_ms = self->newest_ms - now_ms;
  g_autofree char *maker = NULL;
  g_autofree char *span = NULL;
  g_autofree char *at = NULL;

  if (lead_ms <= WG_LEAD_TOLERATED_MS)
    return NULL;
  maker = name_maker (self);
  span = wg_time_format_span (lead_ms);
  at = wg_time_format_local (self->newest_ms, zone, now_ms, WG_TIME_SHORT);
  /* Translators: who made the newest entry, its date, how far that is ahead, the date again. */
  return g_strdup_printf (_ ("The newest entry of the history, by %s, is dated %s: %s ahead of this computer’s clock. Nothing is lost; "
                             "until this clock gets there, what is done here is dated %s as well. Compare the clocks of both "
                             "computers, and set the wrong one."),
                          maker, at, span, at);
}

static gpointer
find_lead (WgStoreWork *work, gpointer request, GCancellable *cancellable, GError **error)
{
  WgStatement *row = wg_connection_query (work->connection, error, "event-newest", "i", wg_connection_get_district (work->connection));
  g_autoptr (GError) local = NULL;
  WgLead *lead;

  if (row == NULL)
    return NULL;
  lead = g_new0 (WgLead, 1);
  if (wg_statement_step (row, &local))
    {
      lead->newest_ms = wg_statement_get_int64 (row, 0);
      lead->desk = wg_statement_dup_text (row, 1);
      lead->who = wg_statement_dup_text (row, 2);
    }
  wg_statement_reset (row);
  if (local == NULL)
    return lead;
  g_propagate_error (error, g_steal_pointer (&local));
  wg_lead_free (lead);
  return NULL;
}

void
wg_store_find_lead_async (WgStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  wg_store_read_async (self, find_lead, NULL, NULL, (GDestroyNotify) wg_lead_free, cancellable, callback, user_data);
}

WgLead *
wg_store_find_lead_finish (WgStore *self, GAsyncResult *result, GError **error)
{
  return wg_store_work_finish (self, result, error);
}

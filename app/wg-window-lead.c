/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a clock that runs behind the others is noticed by nobody who sits before it, and every limit it shows is wrong. The
 * window compares it with the history when it opens a database and whenever there is news.
 */

#include "wg-window-private.h"

/* Something graver keeps the bar; this is said when it is over. */
static void
show_lead (WgWindow *self)
{
  WgStore *store = wg_context_get_store (self->context);
  g_autofree char *text = self->lead != NULL ? wg_lead_describe (self->lead, wg_context_get_now (self->context), wg_store_get_zone (store)) : NULL;
  gboolean shown = gtk_widget_get_visible (self->notice);
  gboolean ours = shown && self->lead_text != NULL && g_str_equal (gtk_label_get_text (self->notice_text), self->lead_text);

  if (text != NULL && (!shown || ours))
    wg_window_show_trouble (self, text);
  else if (text == NULL && ours)
    wg_window_show_notice (self);
  g_free (self->lead_text);
  self->lead_text = g_steal_pointer (&text);
}

static void
on_lead_found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgLead) lead = wg_store_find_lead_finish (WG_STORE (source), result, &error);

  if (self->context == NULL || wg_context_get_store (self->context) != WG_STORE (source))
    return;
  if (lead == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        wg_window_show_trouble (self, error->message);
      return;
    }
  g_clear_pointer (&self->lead, wg_lead_free);
  self->lead = g_steal_pointer (&lead);
  show_lead (self);
}

static void
look (WgWindow *self)
{
  wg_store_find_lead_async (wg_context_get_store (self->context), self->cancellable, on_lead_found, g_object_ref (self));
}

void
wg_window_watch_lead (WgWindow *self)
{
  wg_window_forget_lead (self);
  g_signal_connect_object (wg_context_get_store (self->context), "changed", G_CALLBACK (look), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "tick", G_CALLBACK (show_lead), self, G_CONNECT_SWAPPED);
  look (self);
}

void
wg_window_forget_lead (WgWindow *self)
{
  g_clear_pointer (&self->lead, wg_lead_free);
  g_clear_pointer (&self->lead_text, g_free);
}

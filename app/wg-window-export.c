/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the form of a file for others belongs to one database and is there once. */

#include "wg-window-private.h"

#include "wg-export-window.h"

void
wg_window_export (WgWindow *self, const char *kind, const char *path)
{
  WgExportKind which;

  /* One that was closed may not be gone yet. */
  if (self->export == NULL || !gtk_widget_get_realized (self->export))
    g_set_weak_pointer (&self->export, wg_export_window_new (GTK_WINDOW (self), self->context));
  gtk_window_present (GTK_WINDOW (self->export));
  if (kind == NULL)
    return;
  if (!wg_export_kind_from_nick (kind, &which) || which == WG_EXPORT_CLOSED)
    {
      g_message ("There is nothing to export that is called %s.", kind);
      return;
    }
  if (wg_export_window_is_busy (WG_EXPORT_WINDOW (self->export)))
    return;
  wg_export_window_choose_kind (WG_EXPORT_WINDOW (self->export), which);
  wg_export_window_write (WG_EXPORT_WINDOW (self->export), path);
}

void
wg_window_drop_export (WgWindow *self)
{
  GtkWidget *export = self->export;

  g_clear_weak_pointer (&self->export);
  if (export != NULL)
    gtk_window_destroy (GTK_WINDOW (export));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever looks after the grids works in the window and is asked for files by people whose programs read other
 * formats; they should not need the command line, nor the other way round know what its options mean.
 */

#include "wg-export-window-private.h"

#include <glib/gi18n-lib.h>

#define WIDTH 620
#define HEIGHT 760

G_DEFINE_FINAL_TYPE (WgExportWindow, wg_export_window, ADW_TYPE_WINDOW)

static void
on_operator (WgExportWindow *self)
{
  wg_export_window_renew_fields (self);
  wg_export_window_renew_reason (self);
}

static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer data)
{
  if (!wg_export_window_stop (WG_EXPORT_WINDOW (widget)))
    gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static gboolean
on_close_key (GtkWidget *widget, GVariant *args, gpointer data)
{
  gtk_window_close (GTK_WINDOW (widget));
  return TRUE;
}

static gboolean
on_confirm_key (GtkWidget *widget, GVariant *args, gpointer data)
{
  GtkWidget *button = WG_EXPORT_WINDOW (widget)->write;

  return gtk_widget_get_visible (button) && gtk_widget_is_sensitive (button) && gtk_widget_activate (button);
}

/* It is no window of the application, whose keys would act on nothing here. */
static void
add_keys (WgExportWindow *self)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    GtkShortcutFunc function;
  } keys[] = {
    { GDK_KEY_Escape, 0, on_escape },
    { GDK_KEY_w, GDK_CONTROL_MASK, on_close_key },
    { GDK_KEY_Return, GDK_CONTROL_MASK, on_confirm_key },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, on_confirm_key },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                                                            gtk_callback_action_new (keys[i].function, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

/* Larger text needs a larger window, as far as the one behind it goes; the page itself does not get wider. */
static void
find_size (WgExportWindow *self, GtkWindow *parent)
{
  double scale = MAX (wg_context_get_text_scale (self->context), 1.0);
  int width = gtk_widget_get_width (GTK_WIDGET (parent)), height = gtk_widget_get_height (GTK_WIDGET (parent));
  int wide = (int)(WIDTH * MIN (scale, 1.25)), high = (int)(HEIGHT * scale);

  gtk_window_set_default_size (GTK_WINDOW (self), width > 0 ? MIN (wide, width) : wide,
                               height > 0 ? MIN (high, height) : high);
}

static void
make_content (WgExportWindow *self)
{
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (content), adw_header_bar_new ());
  self->page = adw_preferences_page_new ();
  gtk_widget_set_vexpand (self->page, TRUE);
  gtk_box_append (GTK_BOX (content), self->page);
  wg_export_window_add_form (self);
  wg_export_window_add_fields (self);
  gtk_box_append (GTK_BOX (content), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (content), wg_export_window_make_foot (self));
  adw_window_set_content (ADW_WINDOW (self), content);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->write);
}

/* A closed window lives on as long as it is written to. */
static void
wg_export_window_unrealize (GtkWidget *widget)
{
  wg_export_window_stop (WG_EXPORT_WINDOW (widget));
  GTK_WIDGET_CLASS (wg_export_window_parent_class)->unrealize (widget);
}

static void
wg_export_window_dispose (GObject *object)
{
  WgExportWindow *self = WG_EXPORT_WINDOW (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_export_window_parent_class)->dispose (object);
}

static void
wg_export_window_finalize (GObject *object)
{
  WgExportWindow *self = WG_EXPORT_WINDOW (object);

  g_array_unref (self->depths);
  g_ptr_array_unref (self->nicks);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->checks);
  g_clear_pointer (&self->choices, g_array_unref);
  G_OBJECT_CLASS (wg_export_window_parent_class)->finalize (object);
}

static void
wg_export_window_class_init (WgExportWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_export_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_export_window_finalize;
  GTK_WIDGET_CLASS (klass)->unrealize = wg_export_window_unrealize;
}

static void
wg_export_window_init (WgExportWindow *self)
{
  self->depths = g_array_new (FALSE, FALSE, sizeof (int));
  self->nicks = g_ptr_array_new ();
  self->rows = g_ptr_array_new ();
  self->checks = g_ptr_array_new ();
}

GtkWidget *
wg_export_window_new (GtkWindow *parent, WgContext *context)
{
  WgExportWindow *self = g_object_new (WG_TYPE_EXPORT_WINDOW, "title", _ ("Export"), "transient-for", parent,
                                       "destroy-with-parent", TRUE, NULL);

  self->context = g_object_ref (context);
  find_size (self, parent);
  make_content (self);
  add_keys (self);
  g_object_notify (G_OBJECT (self->kind), "selected");
  gtk_widget_grab_focus (GTK_WIDGET (self->kind));
  g_signal_connect_object (context, "notify::operator", G_CALLBACK (on_operator), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::read-only", G_CALLBACK (wg_export_window_renew_reason), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

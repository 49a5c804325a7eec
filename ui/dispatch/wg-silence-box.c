/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a desk may be silent for as long as a telephone call lasts, and whoever comes to it must see that it is, since when and
 * at whose wish.
 */

#include "wg-silence-box.h"

#include "wg-store-silence.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

/* What an evening has, at most. */
#define N_PAST 3

struct _WgSilenceBox
{
  GtkWidget parent_instance;

  WgAlarms *alarms; /* owned */
  GCancellable *cancellable;
  GtkWidget *ask; /* the reason and its button */
  GtkEditable *reason;
  GtkWidget *begin;
  GtkLabel *state; /* while it is silent */
  GtkWidget *end;
  GtkLabel *refusal;
  GtkLabel *past;
};

G_DEFINE_FINAL_TYPE (WgSilenceBox, wg_silence_box, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static gboolean
has_reason (WgSilenceBox *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->reason)));

  return *reason != '\0';
}

static void
show (WgSilenceBox *self)
{
  g_autofree char *silence = wg_alarms_describe_silence (self->alarms);
  gboolean asks = silence == NULL;

  gtk_widget_set_visible (self->ask, asks);
  gtk_widget_set_visible (self->end, !asks);
  gtk_widget_set_sensitive (self->begin, has_reason (self));
  set_text (self->state, silence);
  set_text (self->refusal, wg_alarms_get_refusal (self->alarms));
}

/* Nobody looks into a box that is not there. */
static void
on_changed (WgSilenceBox *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    show (self);
}

/* The last silences of all desks. */

static char *
tell_event (WgSilenceBox *self, const WgEvent *event)
{
  WgContext *context = wg_alarms_get_context (self->alarms);
  GTimeZone *zone = wg_store_get_zone (wg_context_get_store (context));
  gint64 now_ms = wg_context_get_now (context);
  gint64 until_ms = wg_silence_get_until (event);
  g_autofree char *at = wg_time_format_local (event->at_ms, zone, now_ms, WG_TIME_SHORT);
  g_autofree char *until = until_ms != WG_NO_TIME ? wg_time_format_local (until_ms, zone, now_ms, WG_TIME_SHORT) : NULL;
  const char *who = wg_operator_name_get_label (event->operator_name);
  g_autofree char *where = *event->desk != '\0' ? g_strdup_printf ("%s, %s", who, event->desk) : g_strdup (who);

  if (until == NULL)
    /* Translators: when the alarms of a desk were let sound again, and by whom. */
    return g_strdup_printf (_ ("%s · %s: sound again"), at, where);
  /* Translators: since when a desk was silent, by whose wish, until when, and why. */
  return g_strdup_printf (_ ("%s · %s: silent until %s, %s"), at, where, until, event->reason);
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgSilenceBox) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = wg_store_list_silences_finish (WG_STORE (source), result, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->alarms == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      g_autofree char *line = tell_event (self, g_ptr_array_index (events, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", line);
    }
  set_text (self->past, events != NULL ? text->str : error->message);
}

static void
list_past (WgSilenceBox *self)
{
  wg_store_list_silences_async (wg_context_get_store (wg_alarms_get_context (self->alarms)), N_PAST, self->cancellable, on_listed,
                                g_object_ref (self));
}

static void
on_store_changed (WgStore *store, WgChangeSet *changes, WgSilenceBox *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && wg_change_set_touches (changes, WG_SILENCE_SUBJECT))
    list_past (self);
}

/* Hands. */

static void
on_begin (WgSilenceBox *self)
{
  if (!has_reason (self))
    return;
  wg_alarms_silence (self->alarms, gtk_editable_get_text (self->reason));
  gtk_editable_set_text (self->reason, "");
}

static void
on_end (WgSilenceBox *self)
{
  wg_alarms_end_silence (self->alarms);
}

/* The widget. */

static void
wg_silence_box_map (GtkWidget *widget)
{
  WgSilenceBox *self = WG_SILENCE_BOX (widget);

  show (self);
  list_past (self);
  GTK_WIDGET_CLASS (wg_silence_box_parent_class)->map (widget);
}

static void
wg_silence_box_dispose (GObject *object)
{
  WgSilenceBox *self = WG_SILENCE_BOX (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->alarms);
  G_OBJECT_CLASS (wg_silence_box_parent_class)->dispose (object);
}

static void
wg_silence_box_finalize (GObject *object)
{
  g_clear_object (&WG_SILENCE_BOX (object)->cancellable);
  G_OBJECT_CLASS (wg_silence_box_parent_class)->finalize (object);
}

static void
wg_silence_box_class_init (WgSilenceBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_silence_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_silence_box_finalize;
  GTK_WIDGET_CLASS (klass)->map = wg_silence_box_map;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (""));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (label, 36);
  gtk_label_set_xalign (label, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (label), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (label), FALSE);
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  gtk_widget_set_parent (GTK_WIDGET (label), box);
  return label;
}

static void
make_ask (WgSilenceBox *self)
{
  self->ask = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->reason = GTK_EDITABLE (gtk_entry_new ());
  self->begin = gtk_button_new_with_label (_ ("Silence for 15 minutes"));
  g_object_set (self->reason, "placeholder-text", _ ("Reason, kept in the history"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->reason), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Reason for the silence"), -1);
  g_signal_connect_swapped (self->reason, "changed", G_CALLBACK (show), self);
  g_signal_connect_swapped (self->reason, "activate", G_CALLBACK (on_begin), self);
  g_signal_connect_swapped (self->begin, "clicked", G_CALLBACK (on_begin), self);
  gtk_box_append (GTK_BOX (self->ask), GTK_WIDGET (self->reason));
  gtk_box_append (GTK_BOX (self->ask), self->begin);
  gtk_widget_set_parent (self->ask, GTK_WIDGET (self));
}

static void
wg_silence_box_init (WgSilenceBox *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));
  GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

  self->cancellable = g_cancellable_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_parent (line, GTK_WIDGET (self));
  self->state = add_label (GTK_WIDGET (self), NULL);
  make_ask (self);
  self->end = gtk_button_new_with_label (_ ("Sound again now"));
  g_signal_connect_swapped (self->end, "clicked", G_CALLBACK (on_end), self);
  gtk_widget_set_parent (self->end, GTK_WIDGET (self));
  self->refusal = add_label (GTK_WIDGET (self), "warn");
  self->past = add_label (GTK_WIDGET (self), "caption");
}

GtkWidget *
wg_silence_box_new (WgAlarms *alarms)
{
  WgSilenceBox *self = g_object_new (WG_TYPE_SILENCE_BOX, NULL);

  self->alarms = g_object_ref (alarms);
  g_signal_connect_object (alarms, "changed", G_CALLBACK (on_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_store (wg_alarms_get_context (alarms)), "changed", G_CALLBACK (on_store_changed), self, 0);
  return GTK_WIDGET (self);
}

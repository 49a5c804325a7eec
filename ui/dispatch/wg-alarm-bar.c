/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what nobody may overlook stands in a place of its own, says for how long it has been standing there, and is one key
 * away from being taken up.
 */

#include "wg-alarm-bar.h"

#include "wg-time.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _WgAlarmBar
{
  GtkWidget parent_instance;

  GtkRevealer *revealer;
  GtkLabel *title;
  GtkLabel *details;
  GtkLabel *waiting;
  GtkLabel *whose;
  GtkWidget *button;
  GtkWidget *silence;
  GtkWidget *silence_label;

  WgAlarms *alarms; /* borrowed, nullable */
  gulong handler;
};

G_DEFINE_FINAL_TYPE (WgAlarmBar, wg_alarm_bar, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), *text != '\0');
}

static char *
describe_place (WgAlarmBar *self, const WgCaseRecord *record)
{
  WgContext *context = wg_alarms_get_context (self->alarms);
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (context));
  guint grid = grids != NULL && record->grid_id != WG_NO_ID ? wg_grid_tree_find_by_id (grids, record->grid_id) : WG_GRID_NONE;
  g_autofree char *at = wg_time_format_local (record->reported_ms, wg_store_get_zone (wg_context_get_store (context)),
                                              wg_context_get_now (context), WG_TIME_SHORT);
  g_autoptr (GString) text = g_string_new (NULL);

  if (record->address != NULL && *record->address != '\0')
    g_string_append_printf (text, "%s · ", record->address);
  if (grid != WG_GRID_NONE)
    g_string_append_printf (text, "%s · ", wg_grid_tree_get_grid (grids, grid)->name);
  /* Translators: when a case was reported, and through which channel. */
  g_string_append_printf (text, _ ("reported %s, %s"), at, wg_channel_get_label (record->channel));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
describe_more (guint n)
{
  return n > 0 ? g_strdup_printf (ngettext ("and %u more", "and %u more", n), n) : g_strdup ("");
}

static char *
describe_waiting (gint64 waited_ms)
{
  gint64 seconds = MAX (waited_ms, 0) / WG_MS_PER_SECOND;

  if (seconds < 3600)
    return g_strdup_printf (_ ("%d:%02d not acknowledged"), (int) (seconds / 60), (int) (seconds % 60));
  return g_strdup_printf (_ ("%d h %d min not acknowledged"), (int) (seconds / 3600), (int) (seconds / 60 % 60));
}

static void
show_rights (WgAlarmBar *self)
{
  gboolean may = wg_alarms_can_acknowledge (self->alarms);

  gtk_widget_set_sensitive (self->button, may);
  set_text (self->whose, may ? "" : _ ("For the dispatcher or the duty officer"));
}

static void
show_silence (WgAlarmBar *self)
{
  gint64 left_ms = wg_alarms_get_silent_ms (self->alarms);
  g_autofree char *why = wg_alarms_describe_silence (self->alarms);
  g_autofree char *text = left_ms > 0 ? g_strdup_printf (_ ("Silent for %d:%02d"), (int) (left_ms / 60000), (int) (left_ms / 1000 % 60))
                                      : g_strdup (_ ("Silence for 15 minutes…"));

  set_text (GTK_LABEL (self->silence_label), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->silence), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (g_strcmp0 (gtk_widget_get_tooltip_text (self->silence), why) != 0 || why == NULL)
    gtk_widget_set_tooltip_text (self->silence, why != NULL ? why : _ ("Asks for a reason; the tones are kept back, the bar stays"));
}

/* A desk that opens finds what has waited before; one that was sent back waits anew. */
static gint64
find_begin (WgAlarmBook *book, const WgCaseRecord *record)
{
  return record->bounces > 0 ? wg_alarm_book_get_since (book, WG_ALARM_EMERGENCY, record->id) : record->reported_ms;
}

static void
show_words (WgAlarmBar *self, GPtrArray *emergencies)
{
  WgContext *context = wg_alarms_get_context (self->alarms);
  WgAlarmBook *book = wg_alarms_get_book (self->alarms);
  const WgCaseRecord *oldest = emergencies->pdata[0];
  gboolean flood = wg_alarm_book_is_flood (book, WG_ALARM_EMERGENCY);
  g_autofree char *title = wg_alarms_describe (self->alarms);
  g_autofree char *place = describe_place (self, oldest);
  g_autofree char *more = flood ? g_strdup (oldest->title) : describe_more (emergencies->len - 1);
  g_autofree char *details = *more != '\0' ? g_strdup_printf ("%s · %s", place, more) : g_strdup (place);
  g_autofree char *waiting = describe_waiting (wg_context_get_now (context) - find_begin (book, oldest));
  /* Translators: for a screen reader: what the emergency is. */
  g_autofree char *spoken = g_strdup_printf (_ ("%s, not acknowledged, F8"), title);

  if (g_strcmp0 (gtk_label_get_text (self->title), title) != 0)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  set_text (self->title, title);
  set_text (self->details, details);
  set_text (self->waiting, waiting);
}

static void
show (WgAlarmBar *self)
{
  g_autoptr (GPtrArray) emergencies = NULL;

  if (self->alarms != NULL)
    emergencies = wg_alarm_book_list (wg_alarms_get_book (self->alarms), WG_ALARM_EMERGENCY);
  gtk_widget_set_visible (GTK_WIDGET (self), emergencies != NULL && emergencies->len > 0);
  gtk_revealer_set_reveal_child (self->revealer, emergencies != NULL && emergencies->len > 0);
  if (emergencies == NULL || emergencies->len == 0)
    return;
  show_words (self, emergencies);
  show_rights (self);
  show_silence (self);
}

static GtkLabel *
append_label (GtkWidget *box, const char *css_class, gboolean ellipsize)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  if (ellipsize)
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static GtkWidget *
make_acknowledge (void)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *key = gtk_label_new ("F8");

  gtk_box_append (GTK_BOX (box), gtk_label_new (_ ("Acknowledge and show")));
  gtk_widget_add_css_class (key, "key-cap");
  gtk_box_append (GTK_BOX (box), key);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.acknowledge");
  gtk_widget_add_css_class (button, "alarm-button");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Acknowledge and show"),
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, "F8", -1);
  return button;
}

static GtkWidget *
make_silence (WgAlarmBar *self)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->silence_label = gtk_label_new ("");
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("audio-volume-muted-symbolic"));
  gtk_box_append (GTK_BOX (box), self->silence_label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.silence");
  return button;
}

/* The octagon of an emergency, in the colour of the words beside it. */
static void
draw_mark (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  double radius = MIN (width, height) / 2.0;
  GdkRGBA ink;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (area)), &ink);
  gdk_cairo_set_source_rgba (cr, &ink);
  cairo_translate (cr, width / 2.0, height / 2.0);
  cairo_set_line_width (cr, 2);
  for (int ring = 0; ring < 2; ring++)
    {
      double r = ring == 0 ? radius - 1 : radius * 0.66;

      for (int corner = 0; corner < 8; corner++)
        cairo_line_to (cr, r * cos ((corner + 0.5) * G_PI / 4), r * sin ((corner + 0.5) * G_PI / 4));
      cairo_close_path (cr);
      if (ring == 0)
        cairo_stroke (cr);
      else
        cairo_fill (cr);
    }
}

static GtkWidget *
make_mark (void)
{
  GtkWidget *mark = gtk_drawing_area_new ();

  gtk_drawing_area_set_content_width (GTK_DRAWING_AREA (mark), 34);
  gtk_drawing_area_set_content_height (GTK_DRAWING_AREA (mark), 34);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (mark), draw_mark, NULL, NULL);
  gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
  return mark;
}

static GtkWidget *
make_bar (WgAlarmBar *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_add_css_class (bar, "alarm-bar");
  gtk_box_append (GTK_BOX (bar), make_mark ());
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  self->title = append_label (words, "alarm-title", TRUE);
  self->details = append_label (words, "caption", TRUE);
  gtk_box_append (GTK_BOX (bar), words);
  self->whose = append_label (bar, "caption", FALSE);
  self->waiting = append_label (bar, "alarm-title", FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->waiting), "numeric");
  self->button = make_acknowledge ();
  self->silence = make_silence (self);
  gtk_box_append (GTK_BOX (bar), self->button);
  gtk_box_append (GTK_BOX (bar), self->silence);
  return bar;
}

static void
wg_alarm_bar_dispose (GObject *object)
{
  WgAlarmBar *self = WG_ALARM_BAR (object);
  GtkWidget *child;

  wg_alarm_bar_set_alarms (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (wg_alarm_bar_parent_class)->dispose (object);
}

static void
wg_alarm_bar_class_init (WgAlarmBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_alarm_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
wg_alarm_bar_init (WgAlarmBar *self)
{
  GtkWidget *revealer = gtk_revealer_new ();

  self->revealer = GTK_REVEALER (revealer);
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_CROSSFADE);
  gtk_revealer_set_child (self->revealer, make_bar (self));
  gtk_widget_set_parent (revealer, GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
wg_alarm_bar_set_alarms (WgAlarmBar *self, WgAlarms *alarms)
{
  if (self->alarms != NULL)
    g_signal_handler_disconnect (self->alarms, self->handler);
  self->alarms = alarms;
  if (alarms != NULL)
    self->handler = g_signal_connect_swapped (alarms, "changed", G_CALLBACK (show), self);
  if (self->revealer != NULL && gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL)
    show (self);
}

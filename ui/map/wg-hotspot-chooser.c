/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: two maps of colours at once can be read by nobody, so the hotspots stand in one group with the backlog and only one
 * of them is on.
 */

#include "wg-hotspot-chooser.h"

#include "wg-hotspot-choices.h"

#include <glib/gi18n-lib.h>

#define DAY_MS G_GINT64_CONSTANT (86400000)

struct _WgHotspotChooser
{
  GtkWidget parent_instance;
  GtkWidget *box;
  GtkWidget *checks[WG_N_HOTSPOT_METHODS + 1]; /* the first is the backlog */
  GtkWidget *period;
  GtkWidget *radius;
  GtkWidget *edge;
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (WgHotspotChooser, wg_hotspot_chooser, GTK_TYPE_WIDGET)

static const struct
{
  const char *label;
  int days; /* 0: all */
} periods[] = {
  { NC_ ("hotspot", "last 7 days"), 7 },
  { NC_ ("hotspot", "last 30 days"), 30 },
  { NC_ ("hotspot", "last 90 days"), 90 },
  { NC_ ("hotspot", "last 12 months"), 365 },
  { NC_ ("hotspot", "all cases"), 0 },
};
#define FIRST_PERIOD 1

static const int radii[] = { 250, 500, 1000, 2000, 5000 };
#define FIRST_RADIUS 1

static void
on_changed (WgHotspotChooser *self)
{
  gboolean density = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[1 + WG_HOTSPOT_DENSITY]));

  gtk_widget_set_sensitive (self->radius, density);
  gtk_widget_set_sensitive (self->edge, density);
  gtk_widget_set_sensitive (self->period, !gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[0])));
  g_signal_emit (self, changed_signal, 0);
}

/* Of the two that are toggled only the one that is on speaks. */
static void
on_toggled (GtkCheckButton *check, WgHotspotChooser *self)
{
  if (gtk_check_button_get_active (check))
    on_changed (self);
}

static void
on_selected (GtkDropDown *list, GParamSpec *pspec, WgHotspotChooser *self)
{
  on_changed (self);
}

static void
add_check (WgHotspotChooser *self, guint i, const char *label)
{
  self->checks[i] = gtk_check_button_new_with_label (label);
  if (i > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (self->checks[i]), GTK_CHECK_BUTTON (self->checks[0]));
  else
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), TRUE);
  g_signal_connect (self->checks[i], "toggled", G_CALLBACK (on_toggled), self);
  gtk_box_append (GTK_BOX (self->box), self->checks[i]);
}

static GtkWidget *
add_list (WgHotspotChooser *self, const char *label, const char *const *words, guint chosen)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *name = gtk_label_new (label);
  GtkWidget *list = gtk_drop_down_new_from_strings (words);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (list), chosen);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_widget_set_sensitive (list, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_signal_connect (list, "notify::selected", G_CALLBACK (on_selected), self);
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), list);
  gtk_box_append (GTK_BOX (self->box), line);
  return list;
}

static void
add_lists (WgHotspotChooser *self)
{
  const char *period_words[G_N_ELEMENTS (periods) + 1] = { NULL };
  g_auto (GStrv) radius_words = g_new0 (char *, G_N_ELEMENTS (radii) + 1);

  for (guint i = 0; i < G_N_ELEMENTS (periods); i++)
    period_words[i] = g_dpgettext2 (GETTEXT_PACKAGE, "hotspot", periods[i].label);
  for (guint i = 0; i < G_N_ELEMENTS (radii); i++)
    radius_words[i] = g_strdup_printf (C_ ("length", "%g m"), (double) radii[i]);
  self->period = add_list (self, _ ("Time"), period_words, FIRST_PERIOD);
  self->radius = add_list (self, _ ("Radius of the density"), (const char *const *) radius_words, FIRST_RADIUS);
  self->edge = gtk_check_button_new_with_label (_ ("Correct the density for the edge"));
  gtk_widget_set_sensitive (self->edge, FALSE);
  g_signal_connect_swapped (self->edge, "toggled", G_CALLBACK (on_changed), self);
  gtk_box_append (GTK_BOX (self->box), self->edge);
}

static void
wg_hotspot_chooser_dispose (GObject *object)
{
  g_clear_pointer (&WG_HOTSPOT_CHOOSER (object)->box, gtk_widget_unparent);
  G_OBJECT_CLASS (wg_hotspot_chooser_parent_class)->dispose (object);
}

static void
wg_hotspot_chooser_class_init (WgHotspotChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_hotspot_chooser_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  changed_signal
      = g_signal_new ("changed", WG_TYPE_HOTSPOT_CHOOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_hotspot_chooser_init (WgHotspotChooser *self)
{
  GtkWidget *head = gtk_label_new (_ ("Colours"));

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_label_set_xalign (GTK_LABEL (head), 0.0f);
  gtk_widget_add_css_class (head, "heading");
  gtk_box_append (GTK_BOX (self->box), head);
  add_check (self, 0, C_ ("hotspot", "Grids by their cases"));
  for (guint i = 0; i < WG_N_HOTSPOT_METHODS; i++)
    add_check (self, i + 1, wg_hotspot_method_get_label ((WgHotspotMethod) i));
  add_lists (self);
}

GtkWidget *
wg_hotspot_chooser_new (void)
{
  return g_object_new (WG_TYPE_HOTSPOT_CHOOSER, NULL);
}

gboolean
wg_hotspot_chooser_get_request (WgHotspotChooser *self, gint64 now_ms, WgHotspotRequest *request)
{
  int days = periods[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->period)), G_N_ELEMENTS (periods) - 1)].days;
  int radius = radii[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->radius)), G_N_ELEMENTS (radii) - 1)];

  g_return_val_if_fail (WG_IS_HOTSPOT_CHOOSER (self), FALSE);
  for (guint i = 0; i < WG_N_HOTSPOT_METHODS; i++)
    {
      if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[i + 1])))
        continue;
      /* A scan needs days to compare the last ones with. */
      if (i == WG_HOTSPOT_SCAN)
        days = days == 0 ? 365 : MAX (days, 30);
      *request = (WgHotspotRequest){ (WgHotspotMethod) i, 0, days > 0 ? now_ms - days * DAY_MS : WG_NO_TIME, now_ms, now_ms, WG_KERNEL_QUARTIC,
                                     radius, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->edge)), WG_HOTSPOT_N_DRAWS, WG_HOTSPOT_SEED };
      return TRUE;
    }
  return FALSE;
}

void
wg_hotspot_chooser_clear (WgHotspotChooser *self)
{
  g_return_if_fail (WG_IS_HOTSPOT_CHOOSER (self));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[0]), TRUE);
}

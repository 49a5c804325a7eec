/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: levels are data, not code: a district has two or seven, named as it likes, and the chooser is made from them. */

#include "wg-level-chooser.h"

#include <glib/gi18n-lib.h>

struct _WgLevelChooser
{
  GtkWidget parent_instance;
  WgContext *context;
  GtkWidget *box;
  gboolean updating;
};

G_DEFINE_FINAL_TYPE (WgLevelChooser, wg_level_chooser, GTK_TYPE_WIDGET)

char *
wg_level_chooser_dup_name (WgGridTree *grids, guint depth)
{
  const WgGridLevel *level = grids != NULL ? wg_grid_tree_find_level (grids, (int)depth) : NULL;

  if (level != NULL && level->name[0] != '\0')
    return g_strdup (level->name);
  return g_strdup_printf (_ ("Level %u"), depth);
}

static int
get_depth (GtkWidget *button)
{
  return GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "depth"));
}

static void
on_toggled (GtkToggleButton *button, WgLevelChooser *self)
{
  if (!self->updating && gtk_toggle_button_get_active (button))
    wg_context_set_level (self->context, get_depth (GTK_WIDGET (button)));
}

static void
follow_level (WgLevelChooser *self)
{
  int level = wg_context_get_level (self->context);

  self->updating = TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (self->box); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (child), get_depth (child) == level);
  self->updating = FALSE;
}

static void
add_button (WgLevelChooser *self, const char *label, int depth)
{
  GtkWidget *first = gtk_widget_get_first_child (self->box);
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  g_object_set_data (G_OBJECT (button), "depth", GINT_TO_POINTER (depth));
  if (first != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), GTK_TOGGLE_BUTTON (first));
  g_signal_connect (button, "toggled", G_CALLBACK (on_toggled), self);
  gtk_box_append (GTK_BOX (self->box), button);
}

static void
follow_grids (WgLevelChooser *self)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (self->context));
  GtkWidget *child;

  self->updating = TRUE;
  while ((child = gtk_widget_get_first_child (self->box)) != NULL)
    gtk_box_remove (GTK_BOX (self->box), child);
  add_button (self, C_ ("level", "Auto"), 0);
  for (guint i = 0; grids != NULL && i < wg_grid_tree_get_n_levels (grids); i++)
    {
      int depth = wg_grid_tree_get_level (grids, i)->depth;
      g_autofree char *name = wg_level_chooser_dup_name (grids, (guint)depth);

      add_button (self, name, depth);
    }
  self->updating = FALSE;
  follow_level (self);
}

void
wg_level_chooser_set_shown (WgLevelChooser *self, guint depth)
{
  GtkWidget *automatic = gtk_widget_get_first_child (self->box);
  g_autofree char *name
      = wg_level_chooser_dup_name (wg_case_board_get_grids (wg_context_get_board (self->context)), depth);
  g_autofree char *text = g_strdup_printf (_ ("The level that suits the zoom; at present: %s"), name);

  gtk_widget_set_tooltip_text (automatic, text);
}

static void
wg_level_chooser_dispose (GObject *object)
{
  WgLevelChooser *self = WG_LEVEL_CHOOSER (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_level_chooser_parent_class)->dispose (object);
}

static void
wg_level_chooser_class_init (WgLevelChooserClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_level_chooser_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
}

static void
wg_level_chooser_init (WgLevelChooser *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_add_css_class (self->box, "linked");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Level"), -1);
}

GtkWidget *
wg_level_chooser_new (WgContext *context)
{
  WgLevelChooser *self = g_object_new (WG_TYPE_LEVEL_CHOOSER, NULL);
  WgCaseBoard *board = wg_context_get_board (context);

  self->context = g_object_ref (context);
  g_signal_connect_object (board, "grids-changed", G_CALLBACK (follow_grids), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::level", G_CALLBACK (follow_level), self, G_CONNECT_SWAPPED);
  follow_grids (self);
  return GTK_WIDGET (self);
}

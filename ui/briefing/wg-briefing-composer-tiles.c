/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a tile is chosen by what it shows and what it measures, in words, and everything that it can be about stands in the
 * list, the figures of the centre's own among them.
 */

#include "wg-briefing-composer-private.h"

#include "wg-indicators.h"

#include <glib/gi18n-lib.h>

/* --- Words --- */

static const char *
get_measure_label (WgTileKind kind, const char *about)
{
  static const struct
  {
    const char *about;
    const char *label;
  } words[] = { { "hotspots", NC_ ("measure", "Hotspots of grids") },
                { "unhappy", NC_ ("measure", "Closed but unhappy") },
                { "received", NC_ ("measure", "Cases received") },
                { "grids", NC_ ("measure", "Closed in time, by grid") },
                { "figures", NC_ ("measure", "All figures") },
                { "clusters", NC_ ("measure", "Clusters") },
                { "rising", NC_ ("measure", "Rising grids") },
                { "overdue", NC_ ("measure", "Past the handling limit") },
                { "attention", NC_ ("measure", "For attention") } };
  WgIndicator indicator;

  if (kind == WG_TILE_NUMBER)
    return wg_indicator_from_nick (about, &indicator) ? wg_indicator_get_title (indicator) : about;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (words[i].about, about))
        return g_dpgettext2 (GETTEXT_PACKAGE, "measure", words[i].label);
    }
  return C_ ("measure", "Own text");
}

static const char *
get_kind_label (WgTileKind kind)
{
  static const char *const labels[WG_N_TILE_KINDS] = { NC_ ("tile", "Map"),     NC_ ("tile", "Number"), NC_ ("tile", "Trend"),
                                                       NC_ ("tile", "Ranking"), NC_ ("tile", "Table"),  NC_ ("tile", "Text") };

  return g_dpgettext2 (GETTEXT_PACKAGE, "tile", labels[kind]);
}

/* What can be chosen for a tile of that kind; of a number also what the centre defined, of a text a text of one's own. */
static GPtrArray *
list_measures (WgBriefingComposer *self, WgTileKind kind)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_free);
  const char *const *measures = wg_tile_kind_get_measures (kind);

  for (guint i = 0; measures[i] != NULL; i++)
    g_ptr_array_add (list, g_strdup (measures[i]));
  for (guint i = 0; kind == WG_TILE_NUMBER && self->expressions != NULL && self->expressions[i] != NULL; i++)
    {
      if (!g_strv_contains (measures, self->expressions[i]))
        g_ptr_array_add (list, g_strdup (self->expressions[i]));
    }
  if (kind == WG_TILE_TEXT)
    g_ptr_array_add (list, g_strdup (""));
  return list;
}

/* --- A tile --- */

static guint
get_index (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "tile"));
}

static const WgBriefingTile *
get_tile (WgBriefingComposer *self, guint tile)
{
  WgBriefingLeaf *leaf = wg_briefing_composer_get_leaf (self);

  return leaf != NULL && tile < leaf->tiles->len ? g_ptr_array_index (leaf->tiles, tile) : NULL;
}

void
wg_briefing_composer_put_tile (WgBriefingComposer *self, guint i, WgTileKind kind, const char *about)
{
  WgBriefingTile *tile = (WgBriefingTile *) get_tile (self, i);

  if (tile == NULL)
    return;
  tile->kind = kind;
  g_free (tile->about);
  tile->about = g_strdup (about);
}

static void
on_kind (GtkDropDown *drop, GParamSpec *spec, WgBriefingComposer *self)
{
  WgTileKind kind = (WgTileKind) MIN (gtk_drop_down_get_selected (drop), WG_N_TILE_KINDS - 1);

  if (self->filling)
    return;
  wg_briefing_composer_put_tile (self, get_index (GTK_WIDGET (drop)), kind, wg_tile_kind_get_measures (kind)[0]);
  wg_briefing_composer_change_soon (self);
}

static void
on_measure (GtkDropDown *drop, GParamSpec *spec, WgBriefingComposer *self)
{
  guint i = get_index (GTK_WIDGET (drop)), chosen = gtk_drop_down_get_selected (drop);
  const WgBriefingTile *tile = get_tile (self, i);
  g_autoptr (GPtrArray) measures = NULL;

  if (self->filling || tile == NULL)
    return;
  measures = list_measures (self, tile->kind);
  if (chosen < measures->len)
    wg_briefing_composer_put_tile (self, i, tile->kind, *(char *) g_ptr_array_index (measures, chosen) != '\0' ? g_ptr_array_index (measures, chosen) : _ ("Text"));
  wg_briefing_composer_change_soon (self);
}

static void
on_text (GtkWidget *entry, WgBriefingComposer *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (self->filling)
    return;
  wg_briefing_composer_put_tile (self, get_index (entry), WG_TILE_TEXT, text);
  g_signal_emit_by_name (self, "changed");
}

static void
on_up (GtkWidget *button, WgBriefingComposer *self)
{
  wg_briefing_composer_move_tile (self, get_index (button), -1);
}

static void
on_down (GtkWidget *button, WgBriefingComposer *self)
{
  wg_briefing_composer_move_tile (self, get_index (button), 1);
}

static void
on_remove (GtkWidget *button, WgBriefingComposer *self)
{
  wg_briefing_composer_remove_tile (self, get_index (button));
}

static void
add_icon (WgBriefingComposer *self, GtkWidget *box, guint i, const char *icon, const char *name, gboolean sensitive, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, name);
  wg_briefing_composer_name_widget (button, name);
  gtk_widget_set_sensitive (button, sensitive);
  g_object_set_data (G_OBJECT (button), "tile", GUINT_TO_POINTER (i));
  g_signal_connect (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
}

static GtkWidget *
make_kinds (WgBriefingComposer *self, guint i, const WgBriefingTile *tile)
{
  const char *labels[WG_N_TILE_KINDS + 1] = { NULL };
  g_autofree char *name = g_strdup_printf (_ ("Kind of tile %u"), i + 1);
  GtkWidget *drop;

  for (guint kind = 0; kind < WG_N_TILE_KINDS; kind++)
    labels[kind] = get_kind_label ((WgTileKind) kind);
  drop = gtk_drop_down_new_from_strings (labels);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), tile->kind);
  wg_briefing_composer_name_widget (drop, name);
  g_object_set_data (G_OBJECT (drop), "tile", GUINT_TO_POINTER (i));
  g_signal_connect (drop, "notify::selected", G_CALLBACK (on_kind), self);
  return drop;
}

static GtkWidget *
make_measures (WgBriefingComposer *self, guint i, const WgBriefingTile *tile)
{
  g_autoptr (GPtrArray) measures = list_measures (self, tile->kind);
  g_autofree char *name = g_strdup_printf (_ ("Measure of tile %u"), i + 1);
  GtkStringList *labels = gtk_string_list_new (NULL);
  GtkWidget *drop = gtk_drop_down_new (G_LIST_MODEL (labels), NULL);
  guint chosen = tile->kind == WG_TILE_TEXT ? measures->len - 1 : GTK_INVALID_LIST_POSITION;

  for (guint n = 0; n < measures->len; n++)
    {
      gtk_string_list_append (labels, get_measure_label (tile->kind, g_ptr_array_index (measures, n)));
      chosen = g_str_equal (g_ptr_array_index (measures, n), tile->about) ? n : chosen;
    }
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), chosen);
  gtk_widget_set_hexpand (drop, TRUE);
  wg_briefing_composer_name_widget (drop, name);
  g_object_set_data (G_OBJECT (drop), "tile", GUINT_TO_POINTER (i));
  g_signal_connect (drop, "notify::selected", G_CALLBACK (on_measure), self);
  return drop;
}

static GtkWidget *
make_row (WgBriefingComposer *self, guint i, guint n, const WgBriefingTile *tile)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  g_autofree char *up = g_strdup_printf (_ ("Move tile %u up"), i + 1), *down = g_strdup_printf (_ ("Move tile %u down"), i + 1);
  g_autofree char *away = g_strdup_printf (_ ("Remove tile %u"), i + 1), *words = g_strdup_printf (_ ("Text of tile %u"), i + 1);

  gtk_box_append (GTK_BOX (line), make_kinds (self, i, tile));
  gtk_box_append (GTK_BOX (line), make_measures (self, i, tile));
  add_icon (self, line, i, "go-up-symbolic", up, i > 0, G_CALLBACK (on_up));
  add_icon (self, line, i, "go-down-symbolic", down, i + 1 < n, G_CALLBACK (on_down));
  add_icon (self, line, i, "list-remove-symbolic", away, TRUE, G_CALLBACK (on_remove));
  gtk_box_append (GTK_BOX (row), line);
  if (tile->kind == WG_TILE_TEXT && !g_str_equal (tile->about, "attention"))
    {
      GtkWidget *entry = gtk_entry_new ();

      gtk_editable_set_text (GTK_EDITABLE (entry), tile->about);
      wg_briefing_composer_name_widget (entry, words);
      g_object_set_data (G_OBJECT (entry), "tile", GUINT_TO_POINTER (i));
      g_signal_connect (entry, "changed", G_CALLBACK (on_text), self);
      gtk_box_append (GTK_BOX (row), entry);
    }
  return row;
}

void
wg_briefing_composer_fill_tiles (WgBriefingComposer *self)
{
  WgBriefingLeaf *leaf = wg_briefing_composer_get_leaf (self);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->tiles)) != NULL)
    gtk_box_remove (GTK_BOX (self->tiles), row);
  for (guint i = 0; leaf != NULL && i < leaf->tiles->len; i++)
    gtk_box_append (GTK_BOX (self->tiles), make_row (self, i, leaf->tiles->len, g_ptr_array_index (leaf->tiles, i)));
}

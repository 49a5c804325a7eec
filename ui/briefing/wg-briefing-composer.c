/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever prepares a meeting knows which numbers it will be about; he puts them together where he sees the page, and
 * never opens a file for it.
 */

#include "wg-briefing-composer-private.h"

#include <glib/gi18n-lib.h>

#define WIDTH 27 /* em */

enum
{
  CHANGED,
  SAVE,
  REMOVE,
  CLOSE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgBriefingComposer, wg_briefing_composer, GTK_TYPE_WIDGET)

WgBriefingLeaf *
wg_briefing_composer_get_leaf (WgBriefingComposer *self)
{
  return self->plan != NULL && self->page < self->plan->leaves->len ? g_ptr_array_index (self->plan->leaves, self->page) : NULL;
}

static void fill (WgBriefingComposer *self);

static void
change (WgBriefingComposer *self)
{
  wg_briefing_composer_complain (self, "");
  fill (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
wg_briefing_composer_name_widget (GtkWidget *widget, const char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
fill (WgBriefingComposer *self)
{
  WgBriefingLeaf *leaf = wg_briefing_composer_get_leaf (self);
  guint n = self->plan != NULL ? self->plan->leaves->len : 0;

  self->filling = TRUE;
  wg_briefing_composer_fill_tiles (self);
  if (leaf != NULL && g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->title)), leaf->title) != 0)
    gtk_editable_set_text (GTK_EDITABLE (self->title), leaf->title);
  gtk_widget_set_sensitive (self->earlier, self->page > 0);
  gtk_widget_set_sensitive (self->later, self->page + 1 < n);
  gtk_widget_set_sensitive (self->remove_page, n > 1);
  gtk_widget_set_sensitive (self->add_page, n < WG_BRIEFING_MOST_PAGES);
  gtk_widget_set_sensitive (self->add_tile, leaf != NULL && leaf->tiles->len < WG_BRIEFING_MOST_TILES);
  self->filling = FALSE;
}

static gboolean
change_in_idle (gpointer user_data)
{
  WgBriefingComposer *self = user_data;

  if (self->plan != NULL)
    change (self);
  return G_SOURCE_REMOVE;
}

void
wg_briefing_composer_change_soon (WgBriefingComposer *self)
{
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, change_in_idle, g_object_ref (self), g_object_unref);
}

/* --- What the buttons do --- */

void
wg_briefing_composer_set_name (WgBriefingComposer *self, const char *name)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
}

void
wg_briefing_composer_add_tile (WgBriefingComposer *self)
{
  WgBriefingLeaf *leaf = wg_briefing_composer_get_leaf (self);

  if (leaf == NULL || leaf->tiles->len >= WG_BRIEFING_MOST_TILES)
    return;
  wg_briefing_leaf_add (leaf, WG_TILE_NUMBER, "close_rate");
  change (self);
}

void
wg_briefing_composer_set_tile (WgBriefingComposer *self, guint tile, WgTileKind kind, const char *about)
{
  wg_briefing_composer_put_tile (self, tile, kind, about);
  change (self);
}

void
wg_briefing_composer_move_tile (WgBriefingComposer *self, guint tile, int by)
{
  WgBriefingLeaf *leaf = wg_briefing_composer_get_leaf (self);
  int to = (int) tile + by;
  gpointer moved;

  if (leaf == NULL || tile >= leaf->tiles->len || to < 0 || to >= (int) leaf->tiles->len)
    return;
  moved = leaf->tiles->pdata[tile];
  leaf->tiles->pdata[tile] = leaf->tiles->pdata[to];
  leaf->tiles->pdata[to] = moved;
  wg_briefing_composer_change_soon (self);
}

void
wg_briefing_composer_remove_tile (WgBriefingComposer *self, guint tile)
{
  WgBriefingLeaf *leaf = wg_briefing_composer_get_leaf (self);

  if (leaf == NULL || tile >= leaf->tiles->len)
    return;
  g_ptr_array_remove_index (leaf->tiles, tile);
  wg_briefing_composer_change_soon (self);
}

void
wg_briefing_composer_add_page (WgBriefingComposer *self)
{
  WgBriefingLeaf *leaf;

  if (self->plan == NULL || self->plan->leaves->len >= WG_BRIEFING_MOST_PAGES)
    return;
  leaf = wg_briefing_leaf_new (_ ("New page"));
  wg_briefing_leaf_add (leaf, WG_TILE_NUMBER, "close_rate");
  self->page = MIN (self->page + 1, self->plan->leaves->len);
  g_ptr_array_insert (self->plan->leaves, (int) self->page, leaf);
  change (self);
}

static void
remove_page (WgBriefingComposer *self)
{
  if (self->plan->leaves->len < 2)
    return;
  g_ptr_array_remove_index (self->plan->leaves, self->page);
  self->page = MIN (self->page, self->plan->leaves->len - 1);
  change (self);
}

static void
move_page (WgBriefingComposer *self, int by)
{
  int to = (int) self->page + by;
  gpointer *leaves = self->plan->leaves->pdata, moved = leaves[self->page];

  if (to < 0 || to >= (int) self->plan->leaves->len)
    return;
  leaves[self->page] = leaves[to];
  leaves[to] = moved;
  self->page = (guint) to;
  change (self);
}

static void
move_earlier (WgBriefingComposer *self)
{
  move_page (self, -1);
}

static void
move_later (WgBriefingComposer *self)
{
  move_page (self, 1);
}

static void
on_title (WgBriefingComposer *self)
{
  WgBriefingLeaf *leaf = wg_briefing_composer_get_leaf (self);

  if (self->filling || leaf == NULL)
    return;
  g_free (leaf->title);
  leaf->title = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->title)));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_report (WgBriefingComposer *self)
{
  guint chosen = gtk_drop_down_get_selected (self->reports);
  const WgBriefingChoice *choice = chosen < self->choices->len ? g_ptr_array_index (self->choices, chosen) : NULL;

  if (self->filling || self->plan == NULL || choice == NULL)
    return;
  g_free (self->plan->report);
  g_free (self->plan->campaign);
  self->plan->report = g_strdup (choice->report);
  self->plan->campaign = g_strdup (choice->campaign);
}

static void
take_name (WgBriefingComposer *self)
{
  if (self->filling || self->plan == NULL)
    return;
  g_free (self->plan->name);
  self->plan->name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
}

static void
save (WgBriefingComposer *self, gboolean copy)
{
  g_autoptr (GError) error = NULL;

  if (self->plan != NULL && !wg_briefing_plan_check (self->plan, &error))
    wg_briefing_composer_complain (self, error->message);
  else if (self->plan != NULL)
    g_signal_emit (self, signals[SAVE], 0, copy);
}

static void
on_save (WgBriefingComposer *self)
{
  save (self, FALSE);
}

static void
on_copy (WgBriefingComposer *self)
{
  save (self, TRUE);
}

static void
on_remove_saved (WgBriefingComposer *self)
{
  g_signal_emit (self, signals[REMOVE], 0);
}

static void
on_close (WgBriefingComposer *self)
{
  g_signal_emit (self, signals[CLOSE], 0);
}

/* --- The whole --- */

static void
fill_reports (WgBriefingComposer *self, GPtrArray *choices)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint chosen = 0;

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = g_ptr_array_ref (choices);
  for (guint i = 0; i < choices->len; i++)
    {
      const WgBriefingChoice *choice = g_ptr_array_index (choices, i);

      if (choice->name != NULL)
        break;
      gtk_string_list_append (labels, choice->label);
      if (g_str_equal (choice->report, self->plan->report) && g_strcmp0 (choice->campaign, self->plan->campaign) == 0)
        chosen = i;
    }
  gtk_drop_down_set_model (self->reports, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->reports, chosen);
}

void
wg_briefing_composer_edit (WgBriefingComposer *self,
                           WgBriefingPlan *plan,
                           const char *saved,
                           GPtrArray *choices,
                           const char *const *expressions,
                           const char *reason)
{
  g_return_if_fail (WG_IS_BRIEFING_COMPOSER (self) && plan != NULL);
  g_clear_pointer (&self->plan, wg_briefing_plan_free);
  g_free (self->saved);
  g_strfreev (self->expressions);
  self->plan = plan;
  self->saved = g_strdup (saved);
  self->expressions = g_strdupv ((char **) expressions);
  self->page = 0;
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->name), plan->name);
  fill_reports (self, choices);
  gtk_widget_set_sensitive (self->save, reason == NULL);
  gtk_widget_set_sensitive (self->copy, reason == NULL);
  gtk_widget_set_sensitive (self->remove, reason == NULL);
  gtk_widget_set_visible (self->copy, saved != NULL);
  gtk_widget_set_visible (self->remove, saved != NULL);
  self->filling = FALSE;
  g_free (self->reason);
  self->reason = g_strdup (reason);
  wg_briefing_composer_complain (self, "");
  fill (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

const WgBriefingPlan *
wg_briefing_composer_get_plan (WgBriefingComposer *self)
{
  return self->plan;
}

const char *
wg_briefing_composer_get_saved (WgBriefingComposer *self)
{
  return self->saved;
}

guint
wg_briefing_composer_get_page (WgBriefingComposer *self)
{
  return self->page;
}

void
wg_briefing_composer_set_page (WgBriefingComposer *self, guint page)
{
  if (self->plan == NULL || page == self->page || page >= self->plan->leaves->len)
    return;
  self->page = page;
  fill (self);
}

void
wg_briefing_composer_complain (WgBriefingComposer *self, const char *sentence)
{
  const char *text = *sentence == '\0' && self->reason != NULL ? self->reason : sentence;

  gtk_label_set_text (GTK_LABEL (self->trouble), text);
  gtk_widget_set_visible (self->trouble, *text != '\0');
}

/* --- The widget --- */

static void
wg_briefing_composer_dispose (GObject *object)
{
  WgBriefingComposer *self = WG_BRIEFING_COMPOSER (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->plan, wg_briefing_plan_free);
  g_clear_pointer (&self->choices, g_ptr_array_unref);
  g_clear_pointer (&self->saved, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->expressions, g_strfreev);
  G_OBJECT_CLASS (wg_briefing_composer_parent_class)->dispose (object);
}

static void
wg_briefing_composer_class_init (WgBriefingComposerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_briefing_composer_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", WG_TYPE_BRIEFING_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SAVE] = g_signal_new ("save", WG_TYPE_BRIEFING_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[REMOVE] = g_signal_new ("remove", WG_TYPE_BRIEFING_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSE] = g_signal_new ("close", WG_TYPE_BRIEFING_COMPOSER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_button (WgBriefingComposer *self, GtkWidget *box, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static GtkWidget *
add_entry (WgBriefingComposer *self, GtkWidget *box, const char *label, GCallback changed)
{
  GtkWidget *entry = gtk_entry_new (), *words = gtk_label_new_with_mnemonic (label);

  gtk_label_set_xalign (GTK_LABEL (words), 0.0f);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_label_set_mnemonic_widget (GTK_LABEL (words), entry);
  wg_briefing_composer_name_widget (entry, gtk_label_get_text (GTK_LABEL (words)));
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), entry);
  g_signal_connect_swapped (entry, "changed", changed, self);
  return entry;
}

static GtkWidget *
add_line (GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (GTK_BOX (box), line);
  return line;
}

static void
make_page_part (WgBriefingComposer *self, GtkWidget *box)
{
  GtkWidget *line;

  self->title = add_entry (self, box, _ ("Title of this _page"), G_CALLBACK (on_title));
  line = add_line (box);
  self->earlier = add_button (self, line, _ ("_Earlier"), G_CALLBACK (move_earlier));
  self->later = add_button (self, line, _ ("_Later"), G_CALLBACK (move_later));
  self->add_page = add_button (self, line, _ ("_New page"), G_CALLBACK (wg_briefing_composer_add_page));
  self->remove_page = add_button (self, line, _ ("Remo_ve page"), G_CALLBACK (remove_page));
  self->tiles = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (box), self->tiles);
  line = add_line (box);
  self->add_tile = add_button (self, line, _ ("Add _tile"), G_CALLBACK (wg_briefing_composer_add_tile));
}

static void
wg_briefing_composer_init (WgBriefingComposer *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *line;

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  gtk_widget_set_vexpand (self->scroller, TRUE);
  self->name = add_entry (self, box, _ ("N_ame of the briefing"), G_CALLBACK (take_name));
  self->reports = GTK_DROP_DOWN (gtk_drop_down_new (NULL, NULL));
  wg_briefing_composer_name_widget (GTK_WIDGET (self->reports), _ ("Which period it is about"));
  g_signal_connect_swapped (self->reports, "notify::selected", G_CALLBACK (on_report), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->reports));
  make_page_part (self, box);
  self->trouble = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->trouble), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->trouble), 0.0f);
  gtk_label_set_max_width_chars (GTK_LABEL (self->trouble), WIDTH);
  gtk_widget_set_visible (self->trouble, FALSE);
  gtk_box_append (GTK_BOX (box), self->trouble);
  line = add_line (box);
  self->save = add_button (self, line, _ ("_Save"), G_CALLBACK (on_save));
  gtk_widget_add_css_class (self->save, "suggested-action");
  self->copy = add_button (self, line, _ ("Save a _copy"), G_CALLBACK (on_copy));
  self->remove = add_button (self, line, _ ("_Remove"), G_CALLBACK (on_remove_saved));
  add_button (self, line, _ ("Cl_ose"), G_CALLBACK (on_close));
}

GtkWidget *
wg_briefing_composer_new (void)
{
  return g_object_new (WG_TYPE_BRIEFING_COMPOSER, NULL);
}

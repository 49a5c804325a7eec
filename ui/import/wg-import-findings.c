/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a file may bring twenty thousand findings, nearly all of one kind and along a few borders. The list shows kinds, then
 * neighbours, then single ones, makes rows for those in sight only, and an item is nothing but a stretch of the sorted findings.
 */

#include "wg-import-findings.h"

#include <glib/gi18n-lib.h>

/* So many are all open at once. */
#define FEW 30

#define WG_TYPE_FINDING_ITEM (wg_finding_item_get_type ())
G_DECLARE_FINAL_TYPE (WgFindingItem, wg_finding_item, WG, FINDING_ITEM, GObject)

struct _WgFindingItem
{
  GObject parent_instance;

  WgFindingGroup group;
  WgFindingScope scope;
};

G_DEFINE_FINAL_TYPE (WgFindingItem, wg_finding_item, G_TYPE_OBJECT)

static void
wg_finding_item_class_init (WgFindingItemClass *klass)
{
}

static void
wg_finding_item_init (WgFindingItem *self)
{
}

struct _WgImportFindings
{
  GtkWidget parent_instance;

  GtkWidget *scroller;
  GtkListView *list;
  GListStore *kinds;             /* WgFindingItem */
  GtkTreeListModel *tree;        /* of the kinds and what is below them */
  GtkSingleSelection *selection; /* of the tree */
  GPtrArray *findings;
  WgFindingTicks *ticks;
  gboolean showing; /* what changes a tick now is no person */
  GPtrArray *bound; /* GtkListItem that show something now */
};

enum
{
  CHOSEN,
  TICKED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgImportFindings, wg_import_findings, GTK_TYPE_WIDGET)

/* --- What is below what --- */

static void
add_items (GListStore *store, const GArray *groups, WgFindingScope scope)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < groups->len; i++)
    {
      WgFindingItem *item = g_object_new (WG_TYPE_FINDING_ITEM, NULL);

      item->group = g_array_index (groups, WgFindingGroup, i);
      item->scope = item->group.n == 1 ? WG_FINDING_SCOPE_ONE : scope;
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (store, 0, 0, items->pdata, items->len);
}

/* What lies all between the same grids has no row for that. */
static GListModel *
open_item (gpointer object, gpointer data)
{
  WgImportFindings *self = data;
  const WgFindingItem *item = object;
  g_autoptr (GArray) below = NULL;
  GListStore *store;

  if (item->scope == WG_FINDING_SCOPE_ONE || self->findings == NULL)
    return NULL;
  if (item->scope == WG_FINDING_SCOPE_KIND)
    below = wg_finding_groups_list_between (self->findings, item->group);
  if (below == NULL || below->len == 1)
    {
      g_clear_pointer (&below, g_array_unref);
      below = g_array_new (FALSE, FALSE, sizeof (WgFindingGroup));
      for (guint i = 0; i < item->group.n; i++)
        {
          WgFindingGroup one = { item->group.first + i, 1 };

          g_array_append_val (below, one);
        }
    }
  store = g_list_store_new (WG_TYPE_FINDING_ITEM);
  add_items (store, below, WG_FINDING_SCOPE_BETWEEN);
  return G_LIST_MODEL (store);
}

static const WgFindingItem *
get_item (GtkTreeListRow *row)
{
  g_autoptr (GObject) object = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  /* The row keeps it. */
  return (const WgFindingItem *) object;
}

static GtkTreeListRow *
get_row_below (WgImportFindings *self, GtkTreeListRow *row, guint i)
{
  return row == NULL ? gtk_tree_list_model_get_child_row (self->tree, i) : gtk_tree_list_row_get_child_row (row, i);
}

/* The row of a finding, or of all of its kind; what it lies in is opened. */
static GtkTreeListRow *
find_row (WgImportFindings *self, guint index, gboolean kind)
{
  g_autoptr (GtkTreeListRow) within = NULL;

  for (guint i = 0;;)
    {
      g_autoptr (GtkTreeListRow) row = get_row_below (self, within, i);
      const WgFindingItem *item = get_item (row);

      if (item == NULL)
        return NULL;
      if (index < item->group.first || index >= item->group.first + item->group.n)
        {
          i++;
          continue;
        }
      if (kind || item->scope == WG_FINDING_SCOPE_ONE)
        return g_steal_pointer (&row);
      gtk_tree_list_row_set_expanded (row, TRUE);
      g_set_object (&within, row);
      i = 0;
    }
}

/* --- A row --- */

static GtkWidget *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
set_ticked (WgImportFindings *self, WgFindingGroup group, gboolean ticked)
{
  wg_finding_ticks_set (self->ticks, self->findings, group, ticked);
  wg_import_findings_refresh (self);
  g_signal_emit (self, signals[TICKED], 0);
}

static void
on_toggled (GtkCheckButton *check, GtkListItem *list_item)
{
  GtkWidget *list = gtk_widget_get_ancestor (GTK_WIDGET (check), WG_TYPE_IMPORT_FINDINGS);
  const WgFindingItem *item = get_item (gtk_list_item_get_item (list_item));

  if (list != NULL && item != NULL && !WG_IMPORT_FINDINGS (list)->showing)
    set_ticked (WG_IMPORT_FINDINGS (list), item->group, gtk_check_button_get_active (check));
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, WgImportFindings *self)
{
  GtkWidget *expander = gtk_tree_expander_new ();
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *mark;

  gtk_widget_set_valign (check, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (row), check);
  g_signal_connect (check, "toggled", G_CALLBACK (on_toggled), item);
  mark = add_label (row, "numeric");
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (mark), FALSE);
  gtk_label_set_width_chars (GTK_LABEL (mark), 6);
  add_label (texts, NULL);
  add_label (texts, "caption");
  gtk_widget_add_css_class (gtk_widget_get_last_child (texts), "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_widget_set_margin_top (row, 6);
  gtk_widget_set_margin_bottom (row, 6);
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (expander), row);
  gtk_widget_set_margin_start (expander, 6);
  gtk_list_item_set_child (item, expander);
}

/* The shapes are those of the map: disc, triangle, square. */
static const char *
get_mark (const char *outcome)
{
  if (g_str_equal (outcome, "refused"))
    return "●";
  if (g_str_equal (outcome, "repaired") || g_str_equal (outcome, "merged"))
    return "▲";
  return "■";
}

static char *
describe (const WgImportFinding *finding)
{
  const char *outcome = wg_finding_outcome_get_label (finding->outcome), *kind = wg_finding_rule_get_label (finding->rule);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, finding->feature);
  /* The rule itself is a name for programs. */
  g_autofree char *after = kind != finding->rule ? g_strconcat (" · ", kind, NULL) : g_strdup ("");

  if (finding->feature == 0)
    return g_strdup_printf (C_ ("import finding: outcome, kind", "Whole file · %s%s"), outcome, after);
  return g_strdup_printf (C_ ("import finding: number, outcome, kind", "Feature %s · %s%s"), number, outcome, after);
}

/* With what a person said about it. */
static char *
describe_whole (WgImportFindings *self, WgFindingGroup group)
{
  const WgImportFinding *finding = g_ptr_array_index (self->findings, group.first);
  gboolean is_out = g_str_equal (finding->outcome, "refused");
  gboolean stays_out = wg_finding_ticks_count_out (self->ticks, self->findings, group) > 0;
  g_autofree char *description = describe (finding);

  if (wg_finding_ticks_has (finding) && stays_out != is_out)
    return g_strdup_printf (stays_out ? C_ ("import finding: description", "%s · will be left out")
                                      : C_ ("import finding: description", "%s · will come in"),
                            description);
  if (finding->ignored != NULL)
    return g_strdup_printf (C_ ("import finding: description, reason", "%s · may stay: %s"), description, finding->ignored);
  return g_steal_pointer (&description);
}

/* How many of them a person lets be. */
static guint
count_ignored (WgImportFindings *self, WgFindingGroup group)
{
  guint n = 0;

  for (guint i = group.first; i < group.first + group.n; i++)
    n += ((const WgImportFinding *) g_ptr_array_index (self->findings, i))->ignored != NULL;
  return n;
}

/* What became of them, and one of them in full. */
static char *
describe_group (WgImportFindings *self, WgFindingGroup group)
{
  const WgImportFinding *first = g_ptr_array_index (self->findings, group.first);
  guint n_ignored = count_ignored (self, group);
  guint n_ticked = group.n - wg_finding_ticks_count_out (self->ticks, self->findings, group);
  g_autofree char *start = g_strdup_printf (C_ ("findings: outcome, one of them", "%s · for example: %s"),
                                            wg_finding_outcome_get_label (first->outcome), first->text);

  if (wg_finding_ticks_has (first))
    return g_strdup_printf (C_ ("findings: how many, description", "%'u of %'u ticked · %s"), n_ticked, group.n, start);
  if (n_ignored == 0)
    return g_steal_pointer (&start);
  if (n_ignored == group.n)
    return g_strdup_printf (C_ ("import finding: description, reason", "%s · may stay: %s"), start, first->ignored);
  return g_strdup_printf (C_ ("findings: description, how many", "%s · may stay: %'u of %'u"), start, n_ignored, group.n);
}

static char *
describe_title (WgImportFindings *self, const WgFindingItem *item)
{
  const WgImportFinding *first = g_ptr_array_index (self->findings, item->group.first);

  if (item->scope == WG_FINDING_SCOPE_ONE)
    return g_strdup (first->text);
  return g_strdup_printf (C_ ("findings: kind or neighbours, how many", "%s: %'u"),
                          item->scope == WG_FINDING_SCOPE_KIND ? wg_finding_rule_get_label (first->rule) : first->grids, item->group.n);
}

static char *
describe_mark (WgImportFindings *self, const WgFindingItem *item)
{
  const WgImportFinding *first = g_ptr_array_index (self->findings, item->group.first);

  if (item->scope == WG_FINDING_SCOPE_ONE)
    return g_strdup_printf ("%s %u", get_mark (first->outcome), item->group.first + 1);
  return g_strdup (get_mark (first->outcome));
}

/* A heading whose rows are ticked and not has neither. */
static void
show_tick (WgImportFindings *self, GtkWidget *check, WgFindingGroup group, const char *title)
{
  guint n_out = wg_finding_ticks_count_out (self->ticks, self->findings, group);
  g_autofree char *label = g_strdup_printf (C_ ("tick: what comes in with it", "Bring in: %s"), title);

  self->showing = TRUE;
  gtk_widget_set_visible (check, wg_finding_ticks_has (g_ptr_array_index (self->findings, group.first)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), n_out == 0);
  gtk_check_button_set_inconsistent (GTK_CHECK_BUTTON (check), n_out > 0 && n_out < group.n);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  self->showing = FALSE;
}

static void
show_item (WgImportFindings *self, GtkListItem *list_item)
{
  GtkWidget *expander = gtk_list_item_get_child (list_item);
  const WgFindingItem *item = get_item (gtk_list_item_get_item (list_item));
  GtkWidget *check = gtk_widget_get_first_child (gtk_tree_expander_get_child (GTK_TREE_EXPANDER (expander)));
  GtkWidget *mark = gtk_widget_get_next_sibling (check);
  GtkWidget *text = gtk_widget_get_first_child (gtk_widget_get_next_sibling (mark));
  gboolean one = item->scope == WG_FINDING_SCOPE_ONE;
  g_autofree char *sign = describe_mark (self, item), *title = describe_title (self, item);
  g_autofree char *description = one ? describe_whole (self, item->group) : describe_group (self, item->group);
  g_autofree char *spoken = one ? g_strdup_printf ("%u, %s, %s", item->group.first + 1, title, description)
                                : g_strdup_printf ("%s, %s", title, description);

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (expander)), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (expander), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  show_tick (self, check, item->group, title);
  gtk_label_set_text (GTK_LABEL (mark), sign);
  gtk_label_set_text (GTK_LABEL (text), title);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (text)), description);
  if (one)
    gtk_widget_remove_css_class (text, "heading");
  else
    gtk_widget_add_css_class (text, "heading");
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, WgImportFindings *self)
{
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
  g_ptr_array_add (self->bound, item);
  show_item (self, item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, WgImportFindings *self)
{
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (gtk_list_item_get_child (item)), NULL);
  g_ptr_array_remove_fast (self->bound, item);
}

static void
on_selected (WgImportFindings *self)
{
  WgFindingGroup group;

  if (wg_import_findings_get_scope (self, &group) != WG_FINDING_SCOPE_NONE)
    g_signal_emit (self, signals[CHOSEN], 0, group.first, group.n);
}

/* Enter or a double click: what has something below it is opened or closed. */
static void
on_activated (WgImportFindings *self, guint position)
{
  g_autoptr (GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, position);

  if (row != NULL && gtk_tree_list_row_is_expandable (row))
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
  on_selected (self);
}

/* The rows take Space for themselves; a tick that has the focus needs nobody's help. */
static gboolean
on_space (WgImportFindings *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root != NULL && !GTK_IS_CHECK_BUTTON (gtk_root_get_focus (root)) && wg_import_findings_tick_selected (self);
}

/* As in every tree: Right opens, Left closes or goes up. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WgImportFindings *self)
{
  GtkTreeListRow *row = gtk_single_selection_get_selected_item (self->selection);
  gboolean opens = key == GDK_KEY_Right || key == GDK_KEY_KP_Right;
  g_autoptr (GtkTreeListRow) parent = NULL;

  if (key == GDK_KEY_space || key == GDK_KEY_KP_Space)
    return on_space (self);
  if (row == NULL || (!opens && key != GDK_KEY_Left && key != GDK_KEY_KP_Left)
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  parent = gtk_tree_list_row_get_parent (row);
  if (opens || gtk_tree_list_row_get_expanded (row) || parent == NULL)
    gtk_tree_list_row_set_expanded (row, opens);
  else
    gtk_widget_activate_action (GTK_WIDGET (self->list), "list.select-item", "(ubb)", gtk_tree_list_row_get_position (parent), FALSE, FALSE);
  return GDK_EVENT_STOP;
}

static void
add_keys (WgImportFindings *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

static void
add_list (WgImportFindings *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->bound = g_ptr_array_new ();
  self->kinds = g_list_store_new (WG_TYPE_FINDING_ITEM);
  self->tree = gtk_tree_list_model_new (G_LIST_MODEL (g_object_ref (self->kinds)), FALSE, FALSE, open_item, self, NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->tree));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (on_unbind), self);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_list_view_set_show_separators (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Findings"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_activated), self);
  add_keys (self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
}

static void
wg_import_findings_dispose (GObject *object)
{
  WgImportFindings *self = WG_IMPORT_FINDINGS (object);

  if (self->kinds != NULL)
    g_list_store_remove_all (self->kinds);
  g_clear_object (&self->kinds);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  G_OBJECT_CLASS (wg_import_findings_parent_class)->dispose (object);
}

static void
wg_import_findings_finalize (GObject *object)
{
  g_ptr_array_unref (WG_IMPORT_FINDINGS (object)->bound);
  wg_finding_ticks_free (WG_IMPORT_FINDINGS (object)->ticks);
  G_OBJECT_CLASS (wg_import_findings_parent_class)->finalize (object);
}

static void
wg_import_findings_class_init (WgImportFindingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_import_findings_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_import_findings_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[CHOSEN] = g_signal_new ("chosen", WG_TYPE_IMPORT_FINDINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_UINT, G_TYPE_UINT);
  signals[TICKED] = g_signal_new ("ticked", WG_TYPE_IMPORT_FINDINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_import_findings_init (WgImportFindings *self)
{
  self->ticks = wg_finding_ticks_new ();
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_widget_add_css_class (self->scroller, "card");
  gtk_widget_set_overflow (self->scroller, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  add_list (self);
}

GtkWidget *
wg_import_findings_new (void)
{
  return g_object_new (WG_TYPE_IMPORT_FINDINGS, NULL);
}

void
wg_import_findings_set_findings (WgImportFindings *self, GPtrArray *findings)
{
  g_autoptr (GArray) kinds = NULL;

  g_return_if_fail (WG_IS_IMPORT_FINDINGS (self));

  g_list_store_remove_all (self->kinds);
  if (findings != NULL)
    g_ptr_array_ref (findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  wg_finding_ticks_clear (self->ticks);
  gtk_widget_set_visible (GTK_WIDGET (self), findings != NULL && findings->len > 0);
  if (findings == NULL)
    return;
  kinds = wg_finding_groups_list (findings);
  gtk_tree_list_model_set_autoexpand (self->tree, findings->len <= FEW);
  add_items (self->kinds, kinds, WG_FINDING_SCOPE_KIND);
}

GPtrArray *
wg_import_findings_get_findings (WgImportFindings *self)
{
  g_return_val_if_fail (WG_IS_IMPORT_FINDINGS (self), NULL);

  return self->findings;
}

void
wg_import_findings_refresh (WgImportFindings *self)
{
  g_return_if_fail (WG_IS_IMPORT_FINDINGS (self));

  for (guint i = 0; i < self->bound->len; i++)
    show_item (self, g_ptr_array_index (self->bound, i));
}

WgFindingScope
wg_import_findings_get_scope (WgImportFindings *self, WgFindingGroup *group)
{
  const WgFindingItem *item;

  g_return_val_if_fail (WG_IS_IMPORT_FINDINGS (self), WG_FINDING_SCOPE_NONE);

  item = get_item (gtk_single_selection_get_selected_item (self->selection));
  if (group != NULL)
    *group = item != NULL ? item->group : (WgFindingGroup){ 0, 0 };
  return item != NULL ? item->scope : WG_FINDING_SCOPE_NONE;
}

const WgImportFinding *
wg_import_findings_get_selected (WgImportFindings *self)
{
  WgFindingGroup group;

  g_return_val_if_fail (WG_IS_IMPORT_FINDINGS (self), NULL);

  if (wg_import_findings_get_scope (self, &group) == WG_FINDING_SCOPE_NONE || self->findings == NULL)
    return NULL;
  return g_ptr_array_index (self->findings, group.first);
}

static void
select_row (WgImportFindings *self, guint index, gboolean kind)
{
  g_autoptr (GtkTreeListRow) row = find_row (self, index, kind);

  if (row == NULL)
    return;
  gtk_single_selection_set_selected (self->selection, gtk_tree_list_row_get_position (row));
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", gtk_tree_list_row_get_position (row));
}

void
wg_import_findings_select (WgImportFindings *self, guint index)
{
  g_return_if_fail (WG_IS_IMPORT_FINDINGS (self));

  select_row (self, index, FALSE);
}

void
wg_import_findings_select_kind (WgImportFindings *self, guint index)
{
  g_return_if_fail (WG_IS_IMPORT_FINDINGS (self));

  select_row (self, index, TRUE);
}

void
wg_import_findings_choose (WgImportFindings *self)
{
  g_return_if_fail (WG_IS_IMPORT_FINDINGS (self));

  on_selected (self);
}

WgFindingTicks *
wg_import_findings_get_ticks (WgImportFindings *self)
{
  g_return_val_if_fail (WG_IS_IMPORT_FINDINGS (self), NULL);

  return self->ticks;
}

gboolean
wg_import_findings_tick_selected (WgImportFindings *self)
{
  WgFindingGroup group;

  g_return_val_if_fail (WG_IS_IMPORT_FINDINGS (self), FALSE);

  if (wg_import_findings_get_scope (self, &group) == WG_FINDING_SCOPE_NONE
      || !wg_finding_ticks_has (g_ptr_array_index (self->findings, group.first)))
    return FALSE;
  set_ticked (self, group, wg_finding_ticks_count_out (self->ticks, self->findings, group) > 0);
  return TRUE;
}

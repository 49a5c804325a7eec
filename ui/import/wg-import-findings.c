/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a file may bring twenty thousand findings. The list makes rows for those in sight only; an item is nothing but a
 * place in the report's own array.
 */

#include "wg-import-findings.h"

#include <glib/gi18n-lib.h>

#define WG_TYPE_FINDING_ITEM (wg_finding_item_get_type ())
G_DECLARE_FINAL_TYPE (WgFindingItem, wg_finding_item, WG, FINDING_ITEM, GObject)

struct _WgFindingItem
{
  GObject parent_instance;

  guint index;
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
  GListStore *items;
  GtkSingleSelection *selection; /* of the list */
  GPtrArray *findings;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgImportFindings, wg_import_findings, GTK_TYPE_WIDGET)

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
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item, WgImportFindings *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *mark = add_label (row, "numeric");

  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  gtk_label_set_width_chars (GTK_LABEL (mark), 6);
  gtk_label_set_wrap (GTK_LABEL (mark), FALSE);
  add_label (texts, NULL);
  add_label (texts, "caption");
  gtk_widget_add_css_class (gtk_widget_get_last_child (texts), "dim-label");
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (row), texts);
  gtk_widget_set_margin_start (row, 6);
  gtk_widget_set_margin_top (row, 6);
  gtk_widget_set_margin_bottom (row, 6);
  gtk_list_item_set_child (item, row);
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

static const char *
get_outcome_label (const char *outcome)
{
  static const char *const words[][2] = {
    { "kept", NC_ ("import outcome", "kept as it is") }, { "repaired", NC_ ("import outcome", "repaired") },
    { "merged", NC_ ("import outcome", "merged") },      { "refused", NC_ ("import outcome", "refused") },
    { "ignored", NC_ ("import outcome", "left out") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i][0], outcome))
      return g_dpgettext2 (GETTEXT_PACKAGE, "import outcome", words[i][1]);
  return outcome;
}

static char *
describe (const WgImportFinding *finding)
{
  const char *outcome = get_outcome_label (finding->outcome);
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, finding->feature);

  if (finding->feature == 0)
    return g_strdup_printf (C_ ("import finding: outcome, rule", "Whole file · %s · %s"), outcome, finding->rule);
  return g_strdup_printf (C_ ("import finding: number, outcome, rule", "Feature %s · %s · %s"), number, outcome,
                          finding->rule);
}

/* With what a person said about it. */
static char *
describe_whole (const WgImportFinding *finding)
{
  char *description = describe (finding);
  char *whole;

  if (finding->ignored == NULL)
    return description;
  whole = g_strdup_printf (C_ ("import finding: description, reason", "%s · may stay: %s"), description, finding->ignored);
  g_free (description);
  return whole;
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, WgImportFindings *self)
{
  guint index = WG_FINDING_ITEM (gtk_list_item_get_item (item))->index;
  const WgImportFinding *finding = self->findings->pdata[index];
  GtkWidget *mark = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *text = gtk_widget_get_first_child (gtk_widget_get_next_sibling (mark));
  g_autofree char *number = g_strdup_printf ("%s %u", get_mark (finding->outcome), index + 1);
  g_autofree char *description = describe_whole (finding);
  g_autofree char *spoken = g_strdup_printf ("%u, %s, %s", index + 1, finding->text, description);

  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (gtk_list_item_get_child (item))),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_label_set_text (GTK_LABEL (mark), number);
  gtk_label_set_text (GTK_LABEL (text), finding->text);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (text)), description);
}

static void
on_selected (WgImportFindings *self)
{
  guint position = gtk_single_selection_get_selected (self->selection);

  if (self->findings != NULL && position < self->findings->len)
    g_signal_emit (self, signals[CHOSEN], 0, position);
}

static void
add_list (WgImportFindings *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->items = g_list_store_new (WG_TYPE_FINDING_ITEM);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  g_signal_connect_object (self->selection, "notify::selected", G_CALLBACK (on_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), self);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  self->list = GTK_LIST_VIEW (gtk_list_view_new (GTK_SELECTION_MODEL (self->selection), factory));
  gtk_list_view_set_show_separators (self->list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Findings"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (on_selected), self);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), GTK_WIDGET (self->list));
}

static void
wg_import_findings_dispose (GObject *object)
{
  WgImportFindings *self = WG_IMPORT_FINDINGS (object);

  if (self->items != NULL)
    g_list_store_remove_all (self->items);
  g_clear_object (&self->items);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  G_OBJECT_CLASS (wg_import_findings_parent_class)->dispose (object);
}

static void
wg_import_findings_class_init (WgImportFindingsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_import_findings_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);

  signals[CHOSEN] = g_signal_new ("chosen", WG_TYPE_IMPORT_FINDINGS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_UINT);
}

static void
wg_import_findings_init (WgImportFindings *self)
{
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
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (WG_IS_IMPORT_FINDINGS (self));

  g_list_store_remove_all (self->items);
  if (findings != NULL)
    g_ptr_array_ref (findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      WgFindingItem *item = g_object_new (WG_TYPE_FINDING_ITEM, NULL);

      item->index = i;
      g_ptr_array_add (items, item);
    }
  g_list_store_splice (self->items, 0, 0, items->pdata, items->len);
  gtk_widget_set_visible (GTK_WIDGET (self), items->len > 0);
}

GPtrArray *
wg_import_findings_get_findings (WgImportFindings *self)
{
  g_return_val_if_fail (WG_IS_IMPORT_FINDINGS (self), NULL);

  return self->findings;
}

/* The same items anew: rows are bound again, the selection stays. */
void
wg_import_findings_refresh (WgImportFindings *self)
{
  guint selected;
  guint n_items;

  g_return_if_fail (WG_IS_IMPORT_FINDINGS (self));

  selected = gtk_single_selection_get_selected (self->selection);
  n_items = self->findings != NULL ? self->findings->len : 0;
  g_signal_handlers_block_by_func (self->selection, on_selected, self);
  wg_import_findings_set_findings (self, self->findings);
  if (selected < n_items)
    wg_import_findings_select (self, selected);
  g_signal_handlers_unblock_by_func (self->selection, on_selected, self);
}

const WgImportFinding *
wg_import_findings_get_selected (WgImportFindings *self)
{
  guint position;

  g_return_val_if_fail (WG_IS_IMPORT_FINDINGS (self), NULL);

  position = gtk_single_selection_get_selected (self->selection);
  return self->findings != NULL && position < self->findings->len ? self->findings->pdata[position] : NULL;
}

void
wg_import_findings_select (WgImportFindings *self, guint index)
{
  g_return_if_fail (WG_IS_IMPORT_FINDINGS (self));

  gtk_single_selection_set_selected (self->selection, index);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", index);
}

void
wg_import_findings_choose (WgImportFindings *self)
{
  g_return_if_fail (WG_IS_IMPORT_FINDINGS (self));

  on_selected (self);
}

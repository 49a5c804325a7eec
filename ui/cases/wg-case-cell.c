/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: rows are bound and unbound by the hundred while scrolling and change once a second by time alone; a cell sets only
 * what differs from what it shows already.
 */

#include "wg-case-cell.h"

#include "wg-case-icon.h"
#include "wg-case-late.h"
#include "wg-case-text.h"
#include "wg-limit-bar.h"
#include "wg-tooltips.h"

#include <glib/gi18n-lib.h>

struct _WgCaseCell
{
  GtkWidget parent_instance;

  WgContext *context; /* owned */
  WgCaseItem *item;   /* owned, nullable */
  WgCaseLate *late;   /* owned, nullable */
  gulong record_handler;
  gulong tick_handler;
  WgCaseCellKind kind;
  gboolean compact;

  /* Children; which of them are there depends on the kind. */
  GtkWidget *icon;
  GtkWidget *badge;
  GtkLabel *first;
  GtkLabel *second;
  GtkWidget *bar;
  const char *style; /* the style class that `first` has */
};

G_DEFINE_FINAL_TYPE (WgCaseCell, wg_case_cell, GTK_TYPE_WIDGET)

static void
set_text (GtkLabel *label, const char *text)
{
  if (label != NULL && g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text);
}

static void
set_style (WgCaseCell *self, const char *style)
{
  if (self->style == style)
    return;
  if (self->style != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->first), self->style);
  if (style != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->first), style);
  self->style = style;
}

static void
show_icon (WgCaseCell *self, const WgCaseRecord *record)
{
  WgCaseLook look = wg_case_texture_look_of (record, wg_context_get_now (self->context));
  g_autofree char *sentence = wg_case_text_format_sentence (self->context, record);

  wg_case_icon_set_look (WG_CASE_ICON (self->icon), &look);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence, -1);
}

static void
show_case (WgCaseCell *self, const WgCaseRecord *record)
{
  const char *title = wg_case_text_get_title (record);
  g_autofree char *line = wg_case_text_format_line (self->context, record);

  gtk_widget_set_visible (self->badge, record->route == WG_ROUTE_EMERGENCY);
  set_text (self->first, title);
  set_text (self->second, line);
}

static void
show_reported (WgCaseCell *self, const WgCaseRecord *record)
{
  g_autofree char *at = wg_case_text_format_time (self->context, record->reported_ms);

  set_text (self->first, at);
  set_text (self->second, wg_channel_get_label (record->channel));
}

static void
show_class (WgCaseCell *self, const WgCaseRecord *record)
{
  g_autofree char *name = wg_case_text_format_class (record);

  set_text (self->first, name);
  set_text (self->second, wg_route_get_label (record->route));
}

static void
show_limit (WgCaseCell *self, const WgCaseRecord *record)
{
  gint64 now_ms = wg_context_get_now (self->context);
  WgUrgency urgency = wg_case_text_get_urgency (record, now_ms);
  const char *mark = wg_case_text_get_mark (urgency);
  g_autofree char *left = wg_case_text_format_left (self->context, record);
  g_autofree char *marked = *mark != '\0' ? g_strdup_printf ("%s %s", mark, left) : g_strdup (left);

  set_text (self->first, marked);
  set_style (self, wg_case_text_get_css_class (urgency));
  set_text (self->second, wg_case_clock_get_label (record->clock));
  wg_limit_bar_set_share (WG_LIMIT_BAR (self->bar), wg_case_record_get_used_share (record, now_ms));
}

void
wg_case_cell_fill (WgCaseCell *self)
{
  const WgCaseRecord *record;

  if (self->late != NULL)
    wg_case_late_remove (self->late, self);
  if (self->item == NULL)
    return;
  record = wg_case_item_get_record (self->item);
  switch (self->kind)
    {
    case WG_CASE_CELL_ICON:
      show_icon (self, record);
      break;
    case WG_CASE_CELL_CASE:
      show_case (self, record);
      break;
    case WG_CASE_CELL_REPORTED:
      show_reported (self, record);
      break;
    case WG_CASE_CELL_CLASS:
      show_class (self, record);
      break;
    case WG_CASE_CELL_LIMIT:
      show_limit (self, record);
      break;
    default:
      g_return_if_reached ();
    }
}

static void
show (WgCaseCell *self)
{
  if (self->late != NULL)
    wg_case_late_add (self->late, self);
  else
    wg_case_cell_fill (self);
}

/* What is still to be filled is not filled the sooner for the time that passes. */
static void
on_tick (WgCaseCell *self)
{
  if (self->late == NULL || !wg_case_late_has (self->late, self))
    wg_case_cell_fill (self);
}

static char *
describe_due (WgCaseCell *self, const WgCaseRecord *record)
{
  g_autofree char *due = wg_case_text_format_full_time (self->context, record->due_ms);

  return *due != '\0' ? g_strdup_printf (_ ("Due %s"), due) : NULL;
}

/* What an ellipsis may have cut off, and times in full. */
static char *
describe_fully (WgCaseCell *self, const WgCaseRecord *record)
{
  g_autofree char *line = NULL;

  switch (self->kind)
    {
    case WG_CASE_CELL_CASE:
      line = wg_case_text_format_line (self->context, record);
      return g_strdup_printf ("%s\n%s", wg_case_text_get_title (record), line);
    case WG_CASE_CELL_REPORTED:
      return wg_case_text_format_full_time (self->context, record->reported_ms);
    case WG_CASE_CELL_CLASS:
      return wg_case_text_format_class (record);
    case WG_CASE_CELL_LIMIT:
      return describe_due (self, record);
    case WG_CASE_CELL_ICON:
    default:
      return NULL;
    }
}

/* It is asked for rarely and would cost every row that scrolls by, so it is made when it is asked for. */
static gboolean
wg_case_cell_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  WgCaseCell *self = WG_CASE_CELL (widget);
  g_autofree char *text = self->item != NULL ? describe_fully (self, wg_case_item_get_record (self->item)) : NULL;

  if (text != NULL)
    wg_tooltips_set_text (tooltip, widget, text);
  return text != NULL;
}

static void
wg_case_cell_dispose (GObject *object)
{
  WgCaseCell *self = WG_CASE_CELL (object);
  GtkWidget *child;

  wg_case_cell_set_item (self, NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->late);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_case_cell_parent_class)->dispose (object);
}

static void
wg_case_cell_class_init (WgCaseCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_case_cell_dispose;
  widget_class->query_tooltip = wg_case_cell_query_tooltip;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "casecell");
}

static void
wg_case_cell_init (WgCaseCell *self)
{
}

static GtkLabel *
add_label (GtkWidget *box, float xalign, const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, xalign);
  gtk_label_set_ellipsize (label, PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (label, TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (label));
  return label;
}

static void
make_second (WgCaseCell *self, GtkWidget *box, float xalign)
{
  if (self->compact)
    return;
  self->second = add_label (box, xalign, "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->second), "dim-label");
}

static void
make_case (WgCaseCell *self, GtkWidget *box)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->badge = gtk_label_new (wg_route_get_label (WG_ROUTE_EMERGENCY));
  gtk_widget_add_css_class (self->badge, "emergency-badge");
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->badge, FALSE);
  gtk_box_append (GTK_BOX (line), self->badge);
  self->first = add_label (line, 0, "case-title");
  gtk_widget_set_hexpand (GTK_WIDGET (self->first), TRUE);
  gtk_box_append (GTK_BOX (box), line);
  make_second (self, box, 0);
}

static void
make_limit (WgCaseCell *self, GtkWidget *box)
{
  self->first = add_label (box, 1, "limit");
  gtk_label_set_ellipsize (self->first, PANGO_ELLIPSIZE_NONE);
  make_second (self, box, 1);
  self->bar = wg_limit_bar_new (self->context);
  gtk_widget_set_margin_top (self->bar, 2);
  gtk_box_append (GTK_BOX (box), self->bar);
}

static void
make_children (WgCaseCell *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  switch (self->kind)
    {
    case WG_CASE_CELL_ICON:
      self->icon = wg_case_icon_new (self->context, 32);
      gtk_box_append (GTK_BOX (box), self->icon);
      break;
    case WG_CASE_CELL_CASE:
      make_case (self, box);
      break;
    case WG_CASE_CELL_REPORTED:
    case WG_CASE_CELL_CLASS:
      self->first = add_label (box, 0, NULL);
      make_second (self, box, 0);
      break;
    case WG_CASE_CELL_LIMIT:
      make_limit (self, box);
      break;
    default:
      g_return_if_reached ();
    }
}

GtkWidget *
wg_case_cell_new (WgContext *context, WgCaseCellKind kind, gboolean compact)
{
  GtkAccessibleRole role = kind == WG_CASE_CELL_ICON ? GTK_ACCESSIBLE_ROLE_LABEL : GTK_ACCESSIBLE_ROLE_GROUP;
  WgCaseCell *self = g_object_new (WG_TYPE_CASE_CELL, "accessible-role", role, NULL);

  self->context = g_object_ref (context);
  self->kind = kind;
  self->compact = compact;
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), kind != WG_CASE_CELL_ICON);
  make_children (self);
  return GTK_WIDGET (self);
}

void
wg_case_cell_set_late (WgCaseCell *self, WgCaseLate *late)
{
  g_set_object (&self->late, late);
}

void
wg_case_cell_set_item (WgCaseCell *self, WgCaseItem *item)
{
  if (self->item == item)
    return;
  g_clear_signal_handler (&self->record_handler, self->item);
  g_clear_signal_handler (&self->tick_handler, self->context);
  g_set_object (&self->item, item);
  if (item == NULL && self->late != NULL)
    wg_case_late_remove (self->late, self);
  if (item == NULL)
    return;
  self->record_handler = g_signal_connect_swapped (item, "notify::record", G_CALLBACK (show), self);
  if (self->kind == WG_CASE_CELL_ICON || self->kind == WG_CASE_CELL_LIMIT)
    self->tick_handler = g_signal_connect_swapped (self->context, "tick", G_CALLBACK (on_tick), self);
  show (self);
}

WgCaseItem *
wg_case_cell_get_item (WgCaseCell *self)
{
  return self->item;
}

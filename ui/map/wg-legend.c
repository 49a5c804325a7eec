/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a colour without its meaning, its count and its date is decoration. The legend says all three, and is the handle
 * by which one class is looked for.
 */

#include "wg-legend.h"

#include "wg-class-swatch.h"
#include "wg-queue.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  GtkWidget *button; /* NULL for the overdue row, which cannot be dimmed */
  GtkWidget *row;
  GtkWidget *swatch;
  GtkWidget *small; /* the swatch of the one-line legend */
  GtkWidget *range;
  GtkWidget *count;
} Row;

struct _WgLegend
{
  GtkWidget parent_instance;

  /* template-like children, owned by the widget tree */
  GtkWidget *title;
  GtkWidget *measure_button;
  GtkWidget *measures[WG_N_MEASURES];
  GtkWidget *kept;
  GtkWidget *anew;
  GtkWidget *restore;
  GtkWidget *expander;
  GtkWidget *revealer;
  GtkWidget *strip;
  GtkWidget *footnote;
  GtkWidget *freeze;
  GtkWidget *freeze_reason;
  Row rows[WG_N_CLASSES + 1];

  guint dimmed;
  gboolean expanded;
  gboolean updating;
};

enum
{
  PROP_DIMMED_CLASSES = 1,
  PROP_EXPANDED,
  N_PROPERTIES
};
static GParamSpec *properties[N_PROPERTIES];
enum
{
  FREEZE_WANTED,
  PROPOSE_WANTED,
  RESTORE_WANTED,
  MEASURE_WANTED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgLegend, wg_legend, GTK_TYPE_WIDGET)

/* --- Words --- */

char *
wg_legend_format_class (WgMeasure measure, const gint64 *breaks, guint klass)
{
  g_autofree char *low = wg_measure_format (measure, klass > 0 ? breaks[klass - 1] + 1 : 0);
  g_autofree char *below = wg_measure_format (measure, klass > 0 ? breaks[klass - 1] : 0);
  g_autofree char *high = klass < WG_N_CLASSES - 1 ? wg_measure_format (measure, breaks[klass]) : NULL;

  if (high == NULL)
    return g_strdup_printf (C_ ("backlog class", "> %s"), below);
  if (strcmp (low, high) == 0)
    return g_steal_pointer (&high);
  return g_strdup_printf (C_ ("backlog class", "%s–%s"), low, high);
}

static char *
format_count (guint n)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u grid", "%u grids", n), n);
}

static void
append_undefined (GString *text, const WgLegendFigures *f)
{
  g_autofree char *count = format_count (f->n_undefined);

  if (f->n_undefined == 0)
    return;
  /* Translators: grids that have no figure but a dash: "– not defined, no households known: 3 grids". */
  g_string_append_printf (text, C_ ("legend", "– not defined, %s: %s"), wg_measure_get_gap (f->measure), count);
  g_string_append_c (text, '\n');
}

/* Where the bounds come from, in words. */
static char *
format_origin (const WgLegendFigures *f)
{
  if (f->frozen)
    return g_strdup_printf (_ ("Classes kept since %s"), f->since);
  return g_strdup_printf (_ ("Classes proposed today (%s)"), wg_breaks_method_get_label (f->method));
}

static char *
format_footnote (const WgLegendFigures *f)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *origin = format_origin (f);

  append_undefined (text, f);
  if (f->measure != WG_MEASURE_OPEN)
    g_string_append_printf (text, "%s\n", wg_measure_get_formula (f->measure));
  /* Translators: the name of a level, and how many grids it has. */
  g_string_append_printf (text, C_ ("legend", "%s: %u · suspended apart"), f->level_name, f->n_grids);
  if (f->n_outside > 0)
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (
          text, g_dngettext (GETTEXT_PACKAGE, "%u open outside all grids", "%u open outside all grids", f->n_outside),
          f->n_outside);
    }
  if (f->crowded)
    g_string_append_printf (text, "\n%s", _ ("Single cases appear closer by"));
  g_string_append_c (text, '\n');
  g_string_append_printf (text, _ ("Data as of %s"), f->as_of);
  if (!f->frozen)
    g_string_append_printf (text, "\n%s", origin);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- Dimming --- */

static void
on_class_toggled (GtkToggleButton *button, WgLegend *self)
{
  guint dimmed = 0, klass = 0;

  if (self->updating)
    return;
  for (guint i = 0; i < WG_N_CLASSES; i++)
    {
      if (self->rows[i].button == GTK_WIDGET (button))
        klass = i;
    }
  if (gtk_toggle_button_get_active (button))
    dimmed = ((1u << WG_N_CLASSES) - 1) & ~(1u << klass);
  self->updating = TRUE;
  for (guint i = 0; i < WG_N_CLASSES; i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->rows[i].button), dimmed != 0 && i == klass);
  self->updating = FALSE;
  if (self->dimmed == dimmed)
    return;
  self->dimmed = dimmed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DIMMED_CLASSES]);
}

/* --- Building --- */

static void
make_row (WgLegend *self, guint klass, GtkWidget *list)
{
  Row *row = &self->rows[klass];

  row->row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  row->swatch = wg_class_swatch_new (klass);
  row->small = wg_class_swatch_new (klass);
  wg_class_swatch_set_small (WG_CLASS_SWATCH (row->small), TRUE);
  row->range = gtk_label_new (NULL);
  row->count = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (row->range), 0.0f);
  gtk_label_set_xalign (GTK_LABEL (row->count), 1.0f);
  gtk_widget_set_hexpand (row->range, TRUE);
  gtk_widget_add_css_class (row->range, "numeric");
  gtk_widget_add_css_class (row->count, "numeric");
  gtk_widget_add_css_class (row->count, "dim-label");
  gtk_box_append (GTK_BOX (row->row), row->swatch);
  gtk_box_append (GTK_BOX (row->row), row->range);
  gtk_box_append (GTK_BOX (row->row), row->count);
  gtk_box_append (GTK_BOX (self->strip), row->small);
  if (klass == WG_SWATCH_OVERDUE)
    {
      gtk_label_set_label (GTK_LABEL (row->range), _ ("Has overdue"));
      gtk_widget_set_tooltip_text (row->row, wg_queue_get_meaning (WG_QUEUE_OVERDUE));
      gtk_widget_add_css_class (row->row, "wg-legend-row");
      gtk_box_append (GTK_BOX (list), row->row);
      return;
    }
  row->button = gtk_toggle_button_new ();
  gtk_button_set_child (GTK_BUTTON (row->button), row->row);
  gtk_widget_add_css_class (row->button, "flat");
  gtk_widget_add_css_class (row->button, "wg-legend-row");
  g_signal_connect (row->button, "toggled", G_CALLBACK (on_class_toggled), self);
  gtk_box_append (GTK_BOX (list), row->button);
}

static void
on_freeze_clicked (WgLegend *self)
{
  g_signal_emit (self, signals[FREEZE_WANTED], 0);
}

static void
show_expanded (WgLegend *self)
{
  gboolean expanded = self->expanded;

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_STATE_EXPANDED, expanded, -1);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), expanded);
  gtk_widget_set_visible (self->strip, !expanded);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (self->measure_button), expanded);
  gtk_button_set_icon_name (GTK_BUTTON (self->expander), expanded ? "pan-down-symbolic" : "pan-up-symbolic");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXPANDED]);
}

static void
on_expander_clicked (WgLegend *self)
{
  wg_legend_set_expanded (self, !self->expanded);
}

/* --- Bounds anew --- */

static void
on_anew_clicked (WgLegend *self, GtkWidget *button)
{
  int method = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "method"));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->anew));
  g_signal_emit (self, signals[PROPOSE_WANTED], 0, method);
}

static void
on_restore_clicked (WgLegend *self)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->anew));
  g_signal_emit (self, signals[RESTORE_WANTED], 0);
}

static GtkWidget *
make_flat (GtkWidget *list, const char *label)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (list), button);
  return button;
}

/* The ways to propose bounds anew, and the way back. */
static GtkWidget *
make_anew (WgLegend *self)
{
  GtkWidget *popover = gtk_popover_new (), *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *head = gtk_label_new (_ ("Propose classes from today's cases"));

  gtk_widget_add_css_class (head, "heading");
  gtk_box_append (GTK_BOX (list), head);
  for (int method = 0; method < WG_N_BREAKS_METHODS; method++)
    {
      GtkWidget *button = make_flat (list, wg_breaks_method_get_label ((WgBreaksMethod)method));

      g_object_set_data (G_OBJECT (button), "method", GINT_TO_POINTER (method));
      g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_anew_clicked), self);
    }
  self->restore = make_flat (list, _ ("Back to the kept classes"));
  g_signal_connect_swapped (self->restore, "clicked", G_CALLBACK (on_restore_clicked), self);
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  self->anew = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->anew), "view-more-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->anew), popover);
  gtk_widget_add_css_class (self->anew, "flat");
  gtk_widget_set_valign (self->anew, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (self->anew, _ ("Propose classes anew"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->anew), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Propose classes anew"), -1);
  return self->anew;
}

/* --- What is measured --- */

static void
on_measure_toggled (GtkCheckButton *check, WgLegend *self)
{
  if (self->updating || !gtk_check_button_get_active (check))
    return;
  for (int measure = 0; measure < WG_N_MEASURES; measure++)
    {
      if (self->measures[measure] == GTK_WIDGET (check))
        g_signal_emit (self, signals[MEASURE_WANTED], 0, measure);
    }
}

static void
name_measures (WgLegend *self, WgMeasure measure)
{
  g_autofree char *name = g_strdup_printf (C_ ("legend", "%s: %s"), _ ("What the colours tell"), wg_measure_get_title (measure));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->measure_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
make_measures (WgLegend *self)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new ();
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  for (guint measure = 0; measure < WG_N_MEASURES; measure++)
    {
      self->measures[measure] = gtk_check_button_new_with_label (wg_measure_get_title ((WgMeasure)measure));
      gtk_widget_set_tooltip_text (self->measures[measure], wg_measure_get_formula ((WgMeasure)measure));
      if (measure > 0)
        gtk_check_button_set_group (GTK_CHECK_BUTTON (self->measures[measure]),
                                    GTK_CHECK_BUTTON (self->measures[0]));
      gtk_box_append (GTK_BOX (list), self->measures[measure]);
      g_signal_connect (self->measures[measure], "toggled", G_CALLBACK (on_measure_toggled), self);
    }
  self->title = gtk_label_new (wg_measure_get_title (WG_MEASURE_OPEN));
  gtk_widget_add_css_class (self->title, "heading");
  gtk_label_set_xalign (GTK_LABEL (self->title), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (self->title), PANGO_ELLIPSIZE_END);
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), self->title);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_always_show_arrow (GTK_MENU_BUTTON (button), TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "wg-legend-title");
  gtk_widget_set_tooltip_text (button, _ ("What the colours tell"));
  self->measure_button = button;
  name_measures (self, WG_MEASURE_OPEN);
  gtk_widget_set_hexpand (button, TRUE);
  return button;
}

static GtkWidget *
make_head (WgLegend *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *title = make_measures (self);

  self->strip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_visible (self->strip, FALSE);
  self->expander = gtk_button_new_from_icon_name ("pan-down-symbolic");
  gtk_widget_add_css_class (self->expander, "flat");
  gtk_widget_set_tooltip_text (self->expander, _ ("Show or hide the classes"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->expander), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Classes of the legend"), -1);
  g_signal_connect_swapped (self->expander, "clicked", G_CALLBACK (on_expander_clicked), self);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), self->strip);
  gtk_box_append (GTK_BOX (head), self->expander);
  return head;
}

static GtkWidget *
make_freeze (WgLegend *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);

  self->kept = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->kept), 0.0f);
  gtk_widget_set_hexpand (self->kept, TRUE);
  gtk_widget_add_css_class (self->kept, "caption");
  gtk_widget_add_css_class (self->kept, "dim-label");
  self->freeze = gtk_button_new_with_label (_ ("Keep these classes"));
  gtk_widget_add_css_class (self->freeze, "caption");
  gtk_widget_set_hexpand (self->freeze, TRUE);
  gtk_widget_set_tooltip_text (self->freeze, _ ("So that a colour means the same every day, at every desk."));
  g_signal_connect_swapped (self->freeze, "clicked", G_CALLBACK (on_freeze_clicked), self);
  self->freeze_reason = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->freeze_reason), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->freeze_reason), 24);
  gtk_label_set_xalign (GTK_LABEL (self->freeze_reason), 0.0f);
  gtk_widget_add_css_class (self->freeze_reason, "caption");
  gtk_widget_add_css_class (self->freeze_reason, "dim-label");
  gtk_widget_set_margin_top (line, 4);
  gtk_box_append (GTK_BOX (line), self->kept);
  gtk_box_append (GTK_BOX (line), self->freeze);
  gtk_box_append (GTK_BOX (line), make_anew (self));
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (box), self->freeze_reason);
  return box;
}

static void
wg_legend_init (WgLegend *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *scroller = gtk_scrolled_window_new ();

  self->expanded = TRUE;
  gtk_box_append (GTK_BOX (top), make_head (self));
  self->revealer = gtk_revealer_new ();
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  for (int klass = WG_N_CLASSES - 1; klass >= 0; klass--)
    make_row (self, (guint)klass, body);
  make_row (self, WG_SWATCH_OVERDUE, body);
  self->footnote = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->footnote), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (self->footnote), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->footnote), 26);
  gtk_widget_add_css_class (self->footnote, "caption");
  gtk_widget_add_css_class (self->footnote, "dim-label");
  gtk_widget_add_css_class (self->footnote, "numeric");
  gtk_widget_set_margin_top (self->footnote, 6);
  gtk_box_append (GTK_BOX (body), self->footnote);
  gtk_box_append (GTK_BOX (body), make_freeze (self));
  /* On a low screen the last lines are scrolled to. */
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), body);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), scroller);
  gtk_box_append (GTK_BOX (top), self->revealer);
  gtk_widget_set_parent (top, GTK_WIDGET (self));
}

/* --- Figures --- */

static void
set_row (Row *row, WgTheme theme, const char *range, guint n)
{
  g_autofree char *count = format_count (n);
  /* Translators: a class of the legend and how many grids have it: "6–10: 21 grids". */
  g_autofree char *name = g_strdup_printf (C_ ("legend", "%s: %s"), range, count);

  wg_class_swatch_set_theme (WG_CLASS_SWATCH (row->swatch), theme);
  wg_class_swatch_set_theme (WG_CLASS_SWATCH (row->small), theme);
  gtk_label_set_label (GTK_LABEL (row->range), range);
  gtk_label_set_label (GTK_LABEL (row->count), count);
  if (row->button != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_buttons (WgLegend *self, const WgLegendFigures *figures)
{
  g_autofree char *origin = format_origin (figures);
  gboolean allowed = figures->refusal == NULL;

  gtk_label_set_label (GTK_LABEL (self->kept), origin);
  gtk_widget_set_visible (self->kept, figures->frozen);
  gtk_widget_set_visible (self->anew, allowed);
  gtk_widget_set_visible (self->restore, !figures->frozen && figures->since != NULL);
  gtk_widget_set_visible (self->freeze, !figures->frozen);
  gtk_widget_set_sensitive (self->freeze, allowed);
  gtk_label_set_label (GTK_LABEL (self->freeze_reason), allowed ? "" : figures->refusal);
  gtk_widget_set_visible (self->freeze_reason, !allowed && !figures->frozen);
}

void
wg_legend_set_figures (WgLegend *self, const WgLegendFigures *figures)
{
  g_autofree char *footnote = format_footnote (figures);

  for (guint klass = 0; klass < WG_N_CLASSES; klass++)
    {
      g_autofree char *range = wg_legend_format_class (figures->measure, figures->breaks, klass);

      set_row (&self->rows[klass], figures->theme, range, figures->per_class[klass]);
    }
  set_row (&self->rows[WG_SWATCH_OVERDUE], figures->theme, _ ("Has overdue"), figures->n_overdue);
  gtk_label_set_label (GTK_LABEL (self->title), wg_measure_get_title (figures->measure));
  name_measures (self, figures->measure);
  self->updating = TRUE;
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->measures[figures->measure]), TRUE);
  self->updating = FALSE;
  gtk_label_set_label (GTK_LABEL (self->footnote), footnote);
  set_buttons (self, figures);
}

guint
wg_legend_get_dimmed_classes (WgLegend *self)
{
  return self->dimmed;
}

gboolean
wg_legend_get_expanded (WgLegend *self)
{
  return self->expanded;
}

void
wg_legend_set_expanded (WgLegend *self, gboolean expanded)
{
  if (self->expanded == expanded)
    return;
  self->expanded = expanded;
  show_expanded (self);
}

/* --- The object --- */

static void
wg_legend_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  if (child != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (wg_legend_parent_class)->dispose (object);
}

static void
wg_legend_get_property (GObject *object, guint property, GValue *value, GParamSpec *pspec)
{
  WgLegend *self = WG_LEGEND (object);

  if (property == PROP_DIMMED_CLASSES)
    g_value_set_uint (value, self->dimmed);
  else if (property == PROP_EXPANDED)
    g_value_set_boolean (value, wg_legend_get_expanded (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
wg_legend_set_property (GObject *object, guint property, const GValue *value, GParamSpec *pspec)
{
  if (property == PROP_EXPANDED)
    wg_legend_set_expanded (WG_LEGEND (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
wg_legend_class_init (WgLegendClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = wg_legend_dispose;
  object_class->get_property = wg_legend_get_property;
  object_class->set_property = wg_legend_set_property;
  properties[PROP_DIMMED_CLASSES]
      = g_param_spec_uint ("dimmed-classes", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_EXPANDED] = g_param_spec_boolean (
      "expanded", NULL, NULL, TRUE, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  signals[FREEZE_WANTED]
      = g_signal_new ("freeze-wanted", WG_TYPE_LEGEND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PROPOSE_WANTED] = g_signal_new ("propose-wanted", WG_TYPE_LEGEND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_INT);
  signals[RESTORE_WANTED]
      = g_signal_new ("restore-wanted", WG_TYPE_LEGEND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MEASURE_WANTED] = g_signal_new ("measure-wanted", WG_TYPE_LEGEND, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "wg-legend");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

GtkWidget *
wg_legend_new (void)
{
  return g_object_new (WG_TYPE_LEGEND, NULL);
}

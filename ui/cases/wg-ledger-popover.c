/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a leader asks "why is this late" on the phone; one click must say whose time it was, what did not count and why, in
 * sums that add up to what the clock shows.
 */

#include "wg-ledger-popover.h"

#include "wg-case-text.h"
#include "wg-ledger-bar.h"
#include "wg-store-clocks.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

#define WIDTH 420
#define MOST_HEIGHT 520

struct _WgLedgerPopover
{
  GtkPopover parent_instance;

  WgContext *context; /* owned */
  GtkScrolledWindow *scroller;
  GtkBox *box;
  char *number;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (WgLedgerPopover, wg_ledger_popover, GTK_TYPE_POPOVER)

static void
clear (WgLedgerPopover *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
}

static GtkWidget *
add_label (GtkBox *box, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
  return label;
}

/* Sums, in the order in which they began. */

typedef struct
{
  gboolean counted;
  const char *why;
  const char *holder; /* of what counted; for the rest nobody's */
  gint64 ms;
} Sum;

static void
add_up (GArray *sums, const WgLedgerRow *row)
{
  Sum sum = { row->counted, row->why, row->counted ? row->holder : NULL, row->to_ms - row->from_ms };

  for (guint i = 0; i < sums->len; i++)
    {
      Sum *old = &g_array_index (sums, Sum, i);

      if (old->why == sum.why && g_strcmp0 (old->holder, sum.holder) == 0)
        {
          old->ms += sum.ms;
          return;
        }
    }
  g_array_append_val (sums, sum);
}

/* Who had it; while the handling clock runs and nobody has the case, it waits for the dispatcher. */
static const char *
name_sum (const WgClockLedger *ledger, const Sum *sum)
{
  if (!sum->counted)
    return wg_ledger_why_get_label (sum->why);
  if (sum->holder != NULL)
    return sum->holder;
  return g_str_equal (ledger->kind, "handling") ? _ ("With nobody: to dispatch") : _ ("At the desk");
}

static void
add_sum (GtkGrid *grid, int row, const WgClockLedger *ledger, const Sum *sum)
{
  g_autofree char *hours = wg_time_format_span (sum->ms);
  GtkWidget *name = gtk_label_new (name_sum (ledger, sum));
  GtkWidget *figure = gtk_label_new (hours);
  GtkWidget *how = gtk_label_new (sum->counted ? C_ ("ledger", "counted") : C_ ("ledger", "not counted"));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (figure), 1);
  gtk_widget_add_css_class (figure, "numeric");
  gtk_label_set_xalign (GTK_LABEL (how), 0);
  gtk_widget_add_css_class (how, "dim-label");
  if (!sum->counted)
    gtk_widget_add_css_class (name, "dim-label");
  gtk_grid_attach (grid, name, 0, row, 1, 1);
  gtk_grid_attach (grid, figure, 1, row, 1, 1);
  gtk_grid_attach (grid, how, 2, row, 1, 1);
}

static void
add_sums (WgLedgerPopover *self, const WgClockLedger *ledger)
{
  g_autoptr (GArray) sums = g_array_new (FALSE, FALSE, sizeof (Sum));
  GtkWidget *grid = gtk_grid_new ();

  for (guint i = 0; i < ledger->rows->len; i++)
    add_up (sums, &g_array_index (ledger->rows, WgLedgerRow, i));
  gtk_grid_set_column_spacing (GTK_GRID (grid), 12);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 3);
  for (guint i = 0; i < sums->len; i++)
    add_sum (GTK_GRID (grid), (int) i, ledger, &g_array_index (sums, Sum, i));
  gtk_box_append (self->box, grid);
}

static void
add_heading (WgLedgerPopover *self, const WgClockLedger *ledger)
{
  static const char *const marks[] = { "", "▲ ", "! " };
  static const char *const styles[] = { NULL, "warn", "overdue" };
  WgDeadlineState state = ledger->status.state;
  const char *name = wg_case_clock_get_label (wg_case_clock_from_nick (ledger->kind));
  g_autofree char *label = ledger->run > 1 ? g_strdup_printf (_ ("%s, run %d"), name, ledger->run) : g_strdup (name);
  /* Translators: mark, which clock, its state. */
  g_autofree char *heading = g_strdup_printf (C_ ("ledger", "%s%s: %s"), marks[state], label, wg_deadline_state_get_label (state));
  gboolean first = gtk_widget_get_first_child (GTK_WIDGET (self->box)) == NULL;
  GtkWidget *widget = add_label (self->box, heading, "heading");

  gtk_widget_set_margin_top (widget, first ? 0 : 12);
  if (styles[state] != NULL)
    gtk_widget_add_css_class (widget, styles[state]);
}

static void
add_clock (WgLedgerPopover *self, const WgClockLedger *ledger)
{
  g_autofree char *used = wg_time_format_span (ledger->status.used_ms), *limit = wg_time_format_span (ledger->status.limit_ms);
  g_autofree char *rule = wg_limit_format (ledger->deadline.limit_n, ledger->deadline.limit_unit);
  gboolean stands = ledger->status.due_ms == WG_TIME_NONE;
  g_autofree char *due = stands ? NULL : wg_case_text_format_time (self->context, ledger->status.due_ms);
  /* Translators: used, limit in hours, the rule behind it, deadline. */
  g_autofree char *line = stands ? g_strdup_printf (_ ("%s of %s used (%s); it stands"), used, limit, rule)
                                 : g_strdup_printf (_ ("%s of %s used (%s); due %s"), used, limit, rule, due);
  g_autofree char *extended
      = g_strdup_printf (ngettext ("Extended once.", "Extended %u times.", ledger->deadline.extensions), ledger->deadline.extensions);

  add_heading (self, ledger);
  add_label (self->box, line, NULL);
  if (ledger->deadline.extensions > 0)
    add_label (self->box, extended, NULL);
  gtk_box_append (self->box, wg_ledger_bar_new (self->context, ledger));
  add_sums (self, ledger);
}

/* The clock that the law looks at first, and the latest run of it. */
static int
compare_ledgers (gconstpointer a, gconstpointer b)
{
  const WgClockLedger *left = *(const WgClockLedger *const *) a, *right = *(const WgClockLedger *const *) b;
  gboolean left_first = g_str_equal (left->kind, "handling"), right_first = g_str_equal (right->kind, "handling");

  if (left_first != right_first)
    return left_first ? -1 : 1;
  if (left_first)
    return right->run - left->run;
  return (left->deadline.start_ms > right->deadline.start_ms) - (left->deadline.start_ms < right->deadline.start_ms);
}

/* A line that is broken takes more than the height that a scroller asks its child for without a width. */
static void
fit_height (WgLedgerPopover *self)
{
  int height;

  gtk_widget_measure (GTK_WIDGET (self->box), GTK_ORIENTATION_VERTICAL, WIDTH, NULL, &height, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (self->scroller, MIN (height, MOST_HEIGHT));
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgLedgerPopover) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) ledgers = wg_store_list_clocks_finish (WG_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->box == NULL)
    return;
  clear (self);
  if (ledgers == NULL)
    {
      add_label (self->box, error->message, NULL);
      return;
    }
  if (ledgers->len == 0)
    add_label (self->box, _ ("The case was imported and has no clock of its own."), NULL);
  g_ptr_array_sort (ledgers, compare_ledgers);
  for (guint i = 0; i < ledgers->len; i++)
    add_clock (self, g_ptr_array_index (ledgers, i));
  fit_height (self);
}

static void
on_show (WgLedgerPopover *self)
{
  if (self->number == NULL)
    return;
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  wg_store_list_clocks_async (wg_context_get_store (self->context), self->number, NULL, wg_context_get_now (self->context),
                              self->cancellable, on_read, g_object_ref (self));
}

static void
wg_ledger_popover_dispose (GObject *object)
{
  WgLedgerPopover *self = WG_LEDGER_POPOVER (object);

  g_cancellable_cancel (self->cancellable);
  self->box = NULL;
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_ledger_popover_parent_class)->dispose (object);
}

static void
wg_ledger_popover_finalize (GObject *object)
{
  WgLedgerPopover *self = WG_LEDGER_POPOVER (object);

  g_object_unref (self->cancellable);
  g_free (self->number);
  G_OBJECT_CLASS (wg_ledger_popover_parent_class)->finalize (object);
}

static void
wg_ledger_popover_class_init (WgLedgerPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_ledger_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_ledger_popover_finalize;
}

static void
wg_ledger_popover_init (WgLedgerPopover *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->cancellable = g_cancellable_new ();
  self->scroller = GTK_SCROLLED_WINDOW (scroller);
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT);
  gtk_widget_set_size_request (scroller, WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->box));
  gtk_popover_set_child (GTK_POPOVER (self), scroller);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scroller), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Where the time went"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Where the time went"), -1);
  g_signal_connect (self, "show", G_CALLBACK (on_show), NULL);
}

GtkWidget *
wg_ledger_popover_new (WgContext *context)
{
  WgLedgerPopover *self = g_object_new (WG_TYPE_LEDGER_POPOVER, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
wg_ledger_popover_set_number (WgLedgerPopover *self, const char *number)
{
  if (g_strcmp0 (self->number, number) == 0)
    return;
  g_free (self->number);
  self->number = g_strdup (number);
  gtk_popover_popdown (GTK_POPOVER (self));
}

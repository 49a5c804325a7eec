/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: nights, holidays and waits are the answer to most questions about late cases, and are seen faster than read; height
 * and pattern tell them apart before colour does.
 */

#include "wg-ledger-bar.h"

#include "wg-limit-bar.h"
#include "wg-palette.h"
#include "wg-time.h"

#define BAR_HEIGHT 18
#define LEAST_WIDTH 240

typedef struct
{
  float from; /* of the whole */
  float to;
  gboolean counted;
  gboolean paused;
  gboolean late;
} Piece;

struct _WgLedgerBar
{
  GtkWidget parent_instance;

  WgContext *context; /* owned */
  GArray *pieces;     /* Piece */
  float due;          /* of the whole; negative: not in it */
};

G_DEFINE_FINAL_TYPE (WgLedgerBar, wg_ledger_bar, GTK_TYPE_WIDGET)

static GdkRGBA
get_colour (WgLedgerBar *self, WgToken token, float alpha)
{
  guint32 rgb = wg_palette_get (wg_context_get_dark (self->context) ? WG_THEME_DARK : WG_THEME_LIGHT, token);

  return (GdkRGBA){ (float) WG_RED (rgb), (float) WG_GREEN (rgb), (float) WG_BLUE (rgb), alpha };
}

static void
wg_ledger_bar_measure (GtkWidget *widget,
                       GtkOrientation orientation,
                       int for_size,
                       int *minimum,
                       int *natural,
                       int *minimum_baseline,
                       int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_VERTICAL ? BAR_HEIGHT : LEAST_WIDTH;
}

/* A pixel at least, or a short wait could not be seen. */
static void
append_piece (WgLedgerBar *self, GtkSnapshot *snapshot, const Piece *piece, float width, float height)
{
  float left = piece->from * width, right = MAX (piece->to * width, left + 1.0f);
  float top = piece->counted ? 0.0f : height * 0.5f;
  graphene_rect_t area = GRAPHENE_RECT_INIT (left, top, right - left, height - top);
  GdkRGBA quiet = { 0.5f, 0.5f, 0.5f, 0.25f }, stripe = { 0.5f, 0.5f, 0.5f, 0.7f }, full;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &full);
  full.alpha *= 0.6f;
  if (piece->late)
    wg_limit_bar_append_hatch (snapshot, &area, get_colour (self, WG_TOKEN_OVERDUE, 1.0f), get_colour (self, WG_TOKEN_PAPER, 1.0f));
  else if (piece->counted)
    gtk_snapshot_append_color (snapshot, &full, &area);
  else if (piece->paused)
    wg_limit_bar_append_hatch (snapshot, &area, stripe, quiet);
  else
    gtk_snapshot_append_color (snapshot, &quiet, &area);
}

static void
wg_ledger_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  WgLedgerBar *self = WG_LEDGER_BAR (widget);
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  GdkRGBA line;

  for (guint i = 0; i < self->pieces->len; i++)
    append_piece (self, snapshot, &g_array_index (self->pieces, Piece, i), width, height);
  if (self->due < 0)
    return;
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &line);
  gtk_snapshot_append_color (snapshot, &line,
                             &GRAPHENE_RECT_INIT (MIN (self->due * width, width - 2.0f), 0, 2, height));
}

static void
wg_ledger_bar_dispose (GObject *object)
{
  g_clear_object (&WG_LEDGER_BAR (object)->context);
  G_OBJECT_CLASS (wg_ledger_bar_parent_class)->dispose (object);
}

static void
wg_ledger_bar_finalize (GObject *object)
{
  g_array_unref (WG_LEDGER_BAR (object)->pieces);
  G_OBJECT_CLASS (wg_ledger_bar_parent_class)->finalize (object);
}

static void
wg_ledger_bar_class_init (WgLedgerBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_ledger_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_ledger_bar_finalize;
  widget_class->measure = wg_ledger_bar_measure;
  widget_class->snapshot = wg_ledger_bar_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
wg_ledger_bar_init (WgLedgerBar *self)
{
  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  self->due = -1;
}

static gboolean
is_pause (const WgLedgerRow *row)
{
  return !row->counted && !g_str_equal (row->why, wg_interval_kind_to_nick (WG_INTERVAL_DAY_OFF))
         && !g_str_equal (row->why, wg_interval_kind_to_nick (WG_INTERVAL_OFF_HOURS));
}

static void
add_piece (WgLedgerBar *self, const WgClockLedger *ledger, const WgLedgerRow *row, gint64 from_ms, gint64 to_ms, gboolean late)
{
  gint64 start_ms = ledger->deadline.start_ms;
  double whole_ms = (double) MAX (ledger->until_ms - start_ms, 1);
  Piece piece = { (float) ((double) (from_ms - start_ms) / whole_ms), (float) ((double) (to_ms - start_ms) / whole_ms), row->counted,
                  is_pause (row), late };

  if (to_ms > from_ms)
    g_array_append_val (self->pieces, piece);
}

GtkWidget *
wg_ledger_bar_new (WgContext *context, const WgClockLedger *ledger)
{
  WgLedgerBar *self = g_object_new (WG_TYPE_LEDGER_BAR, NULL);
  gint64 start_ms = ledger->deadline.start_ms, due_ms = ledger->status.due_ms;

  self->context = g_object_ref (context);
  g_signal_connect_object (context, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < ledger->rows->len; i++)
    {
      const WgLedgerRow *row = &g_array_index (ledger->rows, WgLedgerRow, i);
      gint64 cut_ms = row->counted ? CLAMP (due_ms, row->from_ms, row->to_ms) : row->to_ms;

      add_piece (self, ledger, row, row->from_ms, cut_ms, FALSE);
      add_piece (self, ledger, row, cut_ms, row->to_ms, TRUE);
    }
  if (due_ms <= ledger->until_ms && ledger->until_ms > start_ms)
    self->due = (float) ((double) (due_ms - start_ms) / (double) (ledger->until_ms - start_ms));
  return GTK_WIDGET (self);
}

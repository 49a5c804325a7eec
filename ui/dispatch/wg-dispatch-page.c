/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the page puts the panes side by side, gives each its room for the size of the window, and knows what Esc, F6 and
 * the letters mean; the panes themselves meet only in the context.
 */

#include "wg-dispatch-page.h"

#include "wg-batch-page.h"
#include "wg-case-detail.h"
#include "wg-case-page-new.h"
#include "wg-grid-family.h"
#include "wg-map-pane.h"
#include "wg-pane-handle.h"
#include "wg-queue-rail.h"
#include "wg-status-line.h"
#include "wg-steady-bin.h"

#include <glib/gi18n-lib.h>

struct _WgDispatchPage
{
  GtkWidget parent_instance;

  /* Template. */
  AdwFlap *outer;
  AdwFlap *inner;
  GtkWidget *queue_pane;
  WgQueueRail *rail;
  GtkWidget *rail_line;
  WgCaseList *list;
  WgPaneHandle *queue_handle;
  AdwBin *map_bin;
  WgPaneHandle *detail_handle;
  AdwViewStack *detail_stack;
  WgCaseDetail *detail;
  WgCommandCard *card;
  WgStatusLine *status;

  WgCasePageNew *new_case; /* the stack's */
  WgBatchPage *batch;      /* the stack's */
  WgContext *context;      /* owned */
  int queue_width;    /* as set by hand, 0 for the first one of the size class */
  int detail_width;
  GtkWidget *menu_from; /* weak, nullable: what had the focus when the menu of a case opened */
  gboolean arranging; /* the widths are being set by the page itself */
};

G_DEFINE_FINAL_TYPE (WgDispatchPage, wg_dispatch_page, GTK_TYPE_WIDGET)

enum
{
  PROP_SHOW_QUEUE = 1,
  PROP_SHOW_DETAIL,
  N_PROPERTIES
};

static GParamSpec *properties[N_PROPERTIES];

/* Sizes, interface.md section 2. */

typedef struct
{
  int rail;
  int queue;
  int detail;
} Room;

static Room
room_of (WgSizeClass size_class)
{
  switch (size_class)
    {
    case WG_SIZE_SMALL:
    case WG_SIZE_TINY:
    case WG_SIZE_NARROW:
      return (Room){ 0, 420, 372 };
    case WG_SIZE_LARGE:
      return (Room){ 160, 740, 470 };
    case WG_SIZE_REGULAR:
    default:
      return (Room){ 146, 414, 404 };
    }
}

static gboolean
is_small (WgDispatchPage *self)
{
  return wg_context_get_size_class (self->context) == WG_SIZE_SMALL;
}

/* What does not fit beside the map slides over it. Where only one of both sides does at a time, it is the queue at first. */
static void
fold (WgDispatchPage *self)
{
  gboolean small = is_small (self), was_small = adw_flap_get_fold_policy (self->outer) == ADW_FLAP_FOLD_POLICY_ALWAYS;
  gboolean tiny = wg_context_get_size_class (self->context) <= WG_SIZE_TINY;

  adw_flap_set_fold_policy (self->inner, tiny ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_NEVER);
  adw_flap_set_fold_policy (self->outer, small ? ADW_FLAP_FOLD_POLICY_ALWAYS : ADW_FLAP_FOLD_POLICY_AUTO);
  if (small && !was_small)
    adw_flap_set_reveal_flap (self->outer, TRUE);
}

static void
arrange (WgDispatchPage *self)
{
  WgSizeClass size_class = wg_context_get_size_class (self->context);
  double text_scale = wg_context_get_text_scale (self->context);
  Room room = room_of (size_class);
  gboolean rail = room.rail > 0;

  self->arranging = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self->rail), rail);
  gtk_widget_set_visible (self->rail_line, rail);
  gtk_widget_set_size_request (GTK_WIDGET (self->rail), (int) (room.rail * text_scale), -1);
  wg_case_list_set_chooser_visible (self->list, !rail);
  wg_pane_handle_set_text_scale (self->queue_handle, text_scale);
  wg_pane_handle_set_text_scale (self->detail_handle, text_scale);
  wg_pane_handle_set_extra (self->queue_handle, room.rail);
  wg_pane_handle_set_up (self->queue_handle, self->queue_pane, GTK_PACK_START, 360, room.queue, 760,
                         _ ("Width of the queue"));
  wg_pane_handle_set_up (self->detail_handle, GTK_WIDGET (self->detail_stack), GTK_PACK_END, 372, room.detail, 560,
                         _ ("Width of the case detail"));
  if (self->queue_width > 0 && size_class == WG_SIZE_REGULAR)
    wg_pane_handle_set_width (self->queue_handle, self->queue_width);
  if (self->detail_width > 0 && size_class == WG_SIZE_REGULAR)
    wg_pane_handle_set_width (self->detail_handle, self->detail_width);
  fold (self);
  self->arranging = FALSE;
}

static void
on_width_set (WgDispatchPage *self)
{
  if (self->arranging || wg_context_get_size_class (self->context) != WG_SIZE_REGULAR)
    return;
  self->queue_width = wg_pane_handle_get_width (self->queue_handle);
  self->detail_width = wg_pane_handle_get_width (self->detail_handle);
}

/* The panes among each other. */

static void
on_counted (WgDispatchPage *self)
{
  gboolean loaded = wg_case_board_is_loaded (wg_context_get_board (self->context));
  const guint *counts = loaded ? wg_case_list_get_counts (self->list) : NULL;

  wg_queue_rail_set_counts (self->rail, counts);
  wg_status_line_set_counts (self->status, counts);
}

static void
on_list_activated (WgDispatchPage *self)
{
  adw_flap_set_reveal_flap (self->inner, TRUE);
  gtk_widget_child_focus (GTK_WIDGET (self->detail_stack), GTK_DIR_TAB_FORWARD);
}

static GtkWidget *
get_focus (WgDispatchPage *self)
{
  return gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* The window may have gone meanwhile, and taken it along. */
static gboolean
take_off (gpointer popover)
{
  if (gtk_widget_get_parent (popover) != NULL)
    gtk_widget_unparent (popover);
  return G_SOURCE_REMOVE;
}

static void
on_popover_closed (GtkPopover *popover, WgDispatchPage *self)
{
  if (self->menu_from != NULL && gtk_widget_get_mapped (self->menu_from))
    gtk_widget_grab_focus (self->menu_from);
  g_clear_weak_pointer (&self->menu_from);
  /* The action of the item runs after the popover has closed. */
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, take_off, g_object_ref (popover), g_object_unref);
}

static void
pop_up (WgDispatchPage *self, GtkWidget *popover, GtkWidget *at, double x, double y)
{
  double page_x;
  double page_y;

  gtk_widget_translate_coordinates (at, GTK_WIDGET (self), x, y, &page_x, &page_y);
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), &(GdkRectangle){ (int) page_x, (int) page_y, 1, 1 });
  g_set_weak_pointer (&self->menu_from, get_focus (self));
  g_signal_connect (popover, "closed", G_CALLBACK (on_popover_closed), self);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
on_list_menu (WgCaseList *list, GtkWidget *at, double x, double y, WgDispatchPage *self)
{
  g_autoptr (GMenuModel) menu = wg_case_detail_make_menu (self->detail);
  GtkWidget *popover = gtk_popover_menu_new_from_model (menu);

  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  gtk_widget_set_halign (popover, GTK_ALIGN_START);
  pop_up (self, popover, at, x, y);
}

void
wg_dispatch_page_open_menu (WgDispatchPage *self)
{
  on_list_menu (self->list, GTK_WIDGET (self->list), 80, 120, self);
}

static void
on_map_menu (WgMapPane *map, double x, double y, WgDispatchPage *self)
{
  if (wg_case_detail_get_record (self->detail) != NULL)
    on_list_menu (self->list, GTK_WIDGET (map), x, y, self);
}

static void
on_map_grid (WgMapPane *map, gint64 grid_id, double x, double y, WgDispatchPage *self)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (self->context));
  guint grid = grids != NULL ? wg_grid_tree_find_by_id (grids, grid_id) : WG_GRID_NONE;

  if (grid != WG_GRID_NONE)
    pop_up (self, wg_grid_card_new (self->context, wg_grid_tree_get_grid (grids, grid)), GTK_WIDGET (map), x, y);
}

static gboolean
is_batch (WgDispatchPage *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->detail_stack), "batch") == 0;
}

static void
on_case_selected (WgSelection *selection, WgDispatchPage *self)
{
  guint n;

  wg_selection_get_cases (selection, &n);
  if (n == 0 && is_batch (self))
    adw_view_stack_set_visible_child_name (self->detail_stack, "detail");
  if (n == 0 && wg_selection_get_case (selection) == WG_NO_ID)
    return;
  adw_view_stack_set_visible_child_name (self->detail_stack, n > 0 ? "batch" : "detail");
  /* Whoever goes through the queue where it lies over the map has not asked for what would lie there instead. */
  if (adw_flap_get_folded (self->inner) && !(is_small (self) && adw_flap_get_reveal_flap (self->outer)))
    adw_flap_set_reveal_flap (self->inner, TRUE);
}

static gboolean
has_focus (WgDispatchPage *self, GtkWidget *pane)
{
  GtkWidget *focus = get_focus (self);

  return focus != NULL && gtk_widget_is_ancestor (focus, pane);
}

/* On a small screen one of both comes instead of the other, and takes the focus from it. */
static void
on_reveal_changed (AdwFlap *flap, GParamSpec *pspec, WgDispatchPage *self)
{
  AdwFlap *other = flap == self->outer ? self->inner : self->outer;
  gboolean shown = adw_flap_get_reveal_flap (flap);

  if (is_small (self) && shown && adw_flap_get_reveal_flap (other))
    {
      gboolean focused = has_focus (self, flap == self->outer ? GTK_WIDGET (self->detail_stack) : self->queue_pane);

      adw_flap_set_reveal_flap (other, FALSE);
      if (focused && flap == self->outer)
        wg_case_list_focus_rows (self->list);
      else if (focused)
        gtk_widget_child_focus (GTK_WIDGET (self->detail_stack), GTK_DIR_TAB_FORWARD);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[flap == self->outer ? PROP_SHOW_QUEUE : PROP_SHOW_DETAIL]);
}

/* The widget. */

static void
wg_dispatch_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WgDispatchPage *self = WG_DISPATCH_PAGE (object);

  g_value_set_boolean (value, adw_flap_get_reveal_flap (id == PROP_SHOW_QUEUE ? self->outer : self->inner));
}

static void
wg_dispatch_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WgDispatchPage *self = WG_DISPATCH_PAGE (object);

  adw_flap_set_reveal_flap (id == PROP_SHOW_QUEUE ? self->outer : self->inner, g_value_get_boolean (value));
}

static void
wg_dispatch_page_dispose (GObject *object)
{
  WgDispatchPage *self = WG_DISPATCH_PAGE (object);
  GtkWidget *child;

  g_clear_weak_pointer (&self->menu_from);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_dispatch_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/dispatch/wg-dispatch-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WgDispatchPage, outer);
  gtk_widget_class_bind_template_child (widget_class, WgDispatchPage, inner);
  gtk_widget_class_bind_template_child (widget_class, WgDispatchPage, queue_pane);
  gtk_widget_class_bind_template_child (widget_class, WgDispatchPage, rail);
  gtk_widget_class_bind_template_child (widget_class, WgDispatchPage, rail_line);
  gtk_widget_class_bind_template_child (widget_class, WgDispatchPage, list);
  gtk_widget_class_bind_template_child (widget_class, WgDispatchPage, queue_handle);
  gtk_widget_class_bind_template_child (widget_class, WgDispatchPage, map_bin);
  gtk_widget_class_bind_template_child (widget_class, WgDispatchPage, detail_handle);
  gtk_widget_class_bind_template_child (widget_class, WgDispatchPage, detail_stack);
  gtk_widget_class_bind_template_child (widget_class, WgDispatchPage, detail);
  gtk_widget_class_bind_template_child (widget_class, WgDispatchPage, card);
  gtk_widget_class_bind_template_child (widget_class, WgDispatchPage, status);
  gtk_widget_class_bind_template_callback (widget_class, on_list_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_list_menu);
  gtk_widget_class_bind_template_callback (widget_class, on_counted);
}

static void
wg_dispatch_page_class_init (WgDispatchPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = wg_dispatch_page_dispose;
  object_class->get_property = wg_dispatch_page_get_property;
  object_class->set_property = wg_dispatch_page_set_property;
  properties[PROP_SHOW_QUEUE] = g_param_spec_boolean ("show-queue", NULL, NULL, TRUE, flags);
  properties[PROP_SHOW_DETAIL] = g_param_spec_boolean ("show-detail", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  g_type_ensure (WG_TYPE_QUEUE_RAIL);
  g_type_ensure (WG_TYPE_CASE_LIST);
  g_type_ensure (WG_TYPE_PANE_HANDLE);
  g_type_ensure (WG_TYPE_STEADY_BIN);
  g_type_ensure (WG_TYPE_CASE_DETAIL);
  g_type_ensure (WG_TYPE_COMMAND_CARD);
  g_type_ensure (WG_TYPE_STATUS_LINE);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
wg_dispatch_page_init (WgDispatchPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
return_to_queue (WgDispatchPage *self)
{
  if (is_small (self))
    adw_flap_set_reveal_flap (self->outer, TRUE);
  wg_dispatch_page_take_focus (self);
}

static void
leave_new_case (WgDispatchPage *self)
{
  adw_view_stack_set_visible_child_name (self->detail_stack, "detail");
  return_to_queue (self);
}

static gboolean
is_new_case (WgDispatchPage *self)
{
  return g_strcmp0 (adw_view_stack_get_visible_child_name (self->detail_stack), "new") == 0;
}

static void
add_new_case (WgDispatchPage *self)
{
  self->new_case = WG_CASE_PAGE_NEW (wg_case_page_new_new (self->context));
  adw_view_stack_add_named (self->detail_stack, GTK_WIDGET (self->new_case), "new");
  g_signal_connect_swapped (self->new_case, "done", G_CALLBACK (leave_new_case), self);
  g_signal_connect_swapped (self->new_case, "cancelled", G_CALLBACK (leave_new_case), self);
}

static void
add_batch (WgDispatchPage *self)
{
  self->batch = WG_BATCH_PAGE (wg_batch_page_new (self->context));
  adw_view_stack_add_named (self->detail_stack, GTK_WIDGET (self->batch), "batch");
}

static void
focus_map (WgDispatchPage *self)
{
  gtk_widget_child_focus (GTK_WIDGET (self->map_bin), GTK_DIR_TAB_FORWARD);
}

static void
connect_command (WgDispatchPage *self)
{
  WgCommandEntry *command = wg_status_line_get_command (self->status);

  wg_command_entry_set_context (command, self->context, self->card);
  g_signal_connect_swapped (command, "left", G_CALLBACK (wg_dispatch_page_take_focus), self);
  g_signal_connect_swapped (command, "went", G_CALLBACK (focus_map), self);
}

static void
on_place_chosen (WgMapPane *map, double lon, double lat, WgDispatchPage *self)
{
  wg_case_page_new_set_place (self->new_case, lon, lat);
}

static void
on_page_changed (WgDispatchPage *self)
{
  wg_map_pane_set_asking_place (WG_MAP_PANE (wg_dispatch_page_get_map (self)), is_new_case (self));
}

static void
connect_signals (WgDispatchPage *self)
{
  g_signal_connect_object (self->context, "notify::size-class", G_CALLBACK (arrange), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "notify::text-scale", G_CALLBACK (arrange), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_selection (self->context), "changed", G_CALLBACK (on_case_selected), self, 0);
  g_signal_connect (self->outer, "notify::reveal-flap", G_CALLBACK (on_reveal_changed), self);
  g_signal_connect (self->inner, "notify::reveal-flap", G_CALLBACK (on_reveal_changed), self);
  g_signal_connect_swapped (self->queue_handle, "notify::width", G_CALLBACK (on_width_set), self);
  g_signal_connect_swapped (self->detail_handle, "notify::width", G_CALLBACK (on_width_set), self);
}

GtkWidget *
wg_dispatch_page_new (WgContext *context)
{
  WgDispatchPage *self = g_object_new (WG_TYPE_DISPATCH_PAGE, NULL);
  GtkWidget *map;

  self->context = g_object_ref (context);
  wg_case_list_set_context (self->list, context);
  wg_case_detail_set_context (self->detail, context);
  wg_status_line_set_context (self->status, context);
  connect_command (self);
  add_new_case (self);
  add_batch (self);
  map = wg_map_pane_new (context);
  adw_bin_set_child (self->map_bin, map);
  g_signal_connect (map, "menu-wanted", G_CALLBACK (on_map_menu), self);
  g_signal_connect (map, "grid-wanted", G_CALLBACK (on_map_grid), self);
  g_signal_connect (map, "place-chosen", G_CALLBACK (on_place_chosen), self);
  g_signal_connect_object (self->detail_stack, "notify::visible-child", G_CALLBACK (on_page_changed), self, G_CONNECT_SWAPPED);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "case", wg_case_detail_get_actions (self->detail));
  g_signal_connect_object (self->list, "selected-old", G_CALLBACK (wg_case_detail_read_number), self->detail, G_CONNECT_SWAPPED);
  g_object_bind_property (self->rail, "queue", self->list, "queue", G_BINDING_BIDIRECTIONAL | G_BINDING_SYNC_CREATE);
  connect_signals (self);
  g_signal_connect_object (wg_context_get_board (context), "loaded", G_CALLBACK (on_counted), self, G_CONNECT_SWAPPED);
  arrange (self);
  on_counted (self);
  return GTK_WIDGET (self);
}

WgCaseList *
wg_dispatch_page_get_list (WgDispatchPage *self)
{
  return self->list;
}

WgCaseDetail *
wg_dispatch_page_get_detail (WgDispatchPage *self)
{
  return self->detail;
}

GtkWidget *
wg_dispatch_page_get_map (WgDispatchPage *self)
{
  return adw_bin_get_child (self->map_bin);
}

void
wg_dispatch_page_set_widths (WgDispatchPage *self, int queue, int detail)
{
  self->queue_width = queue;
  self->detail_width = detail;
  arrange (self);
}

void
wg_dispatch_page_get_widths (WgDispatchPage *self, int *queue, int *detail)
{
  *queue = self->queue_width;
  *detail = self->detail_width;
}

void
wg_dispatch_page_take_focus (WgDispatchPage *self)
{
  if (is_small (self) && adw_flap_get_reveal_flap (self->inner))
    gtk_widget_child_focus (GTK_WIDGET (self->detail_stack), GTK_DIR_TAB_FORWARD);
  else if (!wg_case_list_focus_rows (self->list))
    focus_map (self);
}

/* The filter of the queue is reached with Ctrl+F or Tab; F6 goes where letters are moves. */
static gboolean
focus_pane (WgDispatchPage *self, GtkWidget *pane)
{
  if (!gtk_widget_get_mapped (pane))
    return FALSE;
  if (pane == GTK_WIDGET (self->list) && wg_case_list_focus_rows (self->list))
    return TRUE;
  return gtk_widget_child_focus (pane, GTK_DIR_TAB_FORWARD);
}

void
wg_dispatch_page_move_focus (WgDispatchPage *self, int by)
{
  GtkWidget *panes[] = { GTK_WIDGET (self->list), GTK_WIDGET (self->map_bin), GTK_WIDGET (self->detail_stack) };
  GtkWidget *focus = get_focus (self);
  int n = (int) G_N_ELEMENTS (panes);
  int at = by > 0 ? -1 : n;

  for (int i = 0; i < n && focus != NULL; i++)
    {
      if (gtk_widget_is_ancestor (focus, panes[i]))
        at = i;
    }
  for (int tries = 0; tries < n; tries++)
    {
      at = (at + by + n) % n;
      if (focus_pane (self, panes[at]))
        return;
    }
}

void
wg_dispatch_page_do_verb (WgDispatchPage *self, WgVerb verb)
{
  adw_flap_set_reveal_flap (self->inner, TRUE);
  if (is_batch (self))
    {
      wg_batch_page_do_verb (self->batch, verb);
      return;
    }
  adw_view_stack_set_visible_child_name (self->detail_stack, "detail");
  wg_case_detail_do_verb (self->detail, verb);
}

void
wg_dispatch_page_assign_nth (WgDispatchPage *self, guint n)
{
  if (is_batch (self))
    wg_batch_page_assign_nth (self->batch, n);
  else
    wg_case_detail_assign_nth (self->detail, n);
}

void
wg_dispatch_page_confirm (WgDispatchPage *self)
{
  if (is_batch (self))
    gtk_widget_activate_action (GTK_WIDGET (self->batch), "batch.confirm", NULL);
}

void
wg_dispatch_page_new_case (WgDispatchPage *self)
{
  adw_flap_set_reveal_flap (self->inner, TRUE);
  adw_view_stack_set_visible_child_name (self->detail_stack, "new");
  wg_case_page_new_take_focus (self->new_case);
}

/* What it says lies over the queue, so the queue is there. */
void
wg_dispatch_page_focus_command (WgDispatchPage *self)
{
  adw_flap_set_reveal_flap (self->outer, TRUE);
  wg_command_entry_take_focus (wg_status_line_get_command (self->status));
}

static gboolean
is_in_text (WgDispatchPage *self)
{
  GtkWidget *focus = get_focus (self);

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self))
         && (GTK_IS_TEXT (focus) || GTK_IS_TEXT_VIEW (focus));
}

void
wg_dispatch_page_step_back (WgDispatchPage *self)
{
  if (wg_command_entry_step_back (wg_status_line_get_command (self->status)))
    return;
  if (wg_map_pane_end_measuring (WG_MAP_PANE (wg_dispatch_page_get_map (self))))
    return;
  if (is_new_case (self))
    {
      gtk_widget_activate_action (GTK_WIDGET (self->new_case), "new-case.cancel", NULL);
      return;
    }
  if (is_batch (self) ? wg_batch_page_step_back (self->batch) : wg_case_detail_step_back (self->detail))
    return;
  if (is_in_text (self) || (is_small (self) && adw_flap_get_reveal_flap (self->inner)))
    {
      return_to_queue (self);
      return;
    }
  wg_selection_clear (wg_context_get_selection (self->context));
}

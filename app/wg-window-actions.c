/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: everything the window can be told to do is an action, so that a button, a key, a menu and a script all say the
 * same thing. The keys come from the accelerator table.
 */

#include "wg-window-private.h"

#include "wg-accelerators.h"
#include "wg-notice-saver.h"
#include "wg-search-popover.h"

#include <glib/gi18n-lib.h>

/* Panes. */

/* The draft that is shown, NULL in another view. */
static WgBoundaryEditor *
get_editor (WgWindow *self)
{
  return adw_view_stack_get_visible_child (self->views) == GTK_WIDGET (self->boundaries)
             ? wg_boundary_page_get_editor (self->boundaries)
             : NULL;
}

static void
move_focus (WgWindow *self, int by)
{
  WgBoundaryEditor *editor = get_editor (self);

  if (editor != NULL)
    wg_boundary_editor_move_focus (editor, by);
  else
    wg_dispatch_page_move_focus (self->page, by);
}

static void
on_next_pane (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_focus (user_data, 1);
}

static void
on_previous_pane (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  move_focus (user_data, -1);
}

static void
on_view (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  adw_view_stack_set_visible_child_name (WG_WINDOW (user_data)->views, g_variant_get_string (parameter, NULL));
}

static void
change_pane (GSimpleAction *action, GVariant *value, gpointer user_data)
{
  WgWindow *self = user_data;

  g_simple_action_set_state (action, value);
  if (self->page != NULL)
    g_object_set (self->page, g_action_get_name (G_ACTION (action)), g_variant_get_boolean (value), NULL);
}

static void
on_fullscreen (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWindow *window = GTK_WINDOW (user_data);

  if (gtk_window_is_fullscreen (window))
    gtk_window_unfullscreen (window);
  else
    gtk_window_fullscreen (window);
}

static void
on_briefing (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_show_briefing (user_data);
}

static void
on_new_case (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  adw_view_stack_set_visible_child_name (self->views, "dispatch");
  wg_dispatch_page_new_case (self->page);
}

static void
on_step_back (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  if (adw_view_stack_get_visible_child (self->views) == GTK_WIDGET (self->boundaries))
    wg_boundary_page_step_back (self->boundaries);
  else if (adw_view_stack_get_visible_child (self->views) == GTK_WIDGET (self->briefing))
    wg_briefing_page_step_back (self->briefing);
  else
    wg_dispatch_page_step_back (self->page);
}

/* The queue. */

static void
on_filter (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  g_object_set (self->page, "show-queue", TRUE, NULL);
  wg_case_list_focus_filter (wg_dispatch_page_get_list (self->page));
}

static void
on_silence (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_silence (user_data);
}

static void
on_acknowledge (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_acknowledge (user_data);
}

static void
on_queue (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  WgQueue queue;

  if (wg_queue_from_nick (g_variant_get_string (parameter, NULL), &queue) && queue < WG_N_RAIL_QUEUES)
    wg_case_list_set_queue (wg_dispatch_page_get_list (self->page), queue);
}

static void
step_queue (WgWindow *self, int by)
{
  WgCaseList *list = wg_dispatch_page_get_list (self->page);
  int queue = (int) wg_case_list_get_queue (list) + by;

  wg_case_list_set_queue (list, (WgQueue) CLAMP (queue, 0, WG_N_RAIL_QUEUES - 1));
}

static void
on_next_queue (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_queue (user_data, 1);
}

static void
on_previous_queue (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  step_queue (user_data, -1);
}

static WgCaseRecord *
get_record (WgWindow *self)
{
  return self->page != NULL ? wg_case_detail_get_record (wg_dispatch_page_get_detail (self->page)) : NULL;
}

static void
on_show_on_map (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  WgCaseRecord *record = get_record (self);

  if (record != NULL && wg_case_record_has_place (record))
    wg_context_go_to (self->context, record->lon, record->lat, 17);
}

static void
on_copy_rows (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  WgCaseRecord *record = get_record (self);
  g_autofree char *text = NULL;

  if (record == NULL)
    return;
  text = g_strdup_printf ("%s\t%s\t%s\t%s", record->number, record->title != NULL ? record->title : "",
                          record->address != NULL ? record->address : "", wg_case_state_get_label (record->state));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
on_row_menu (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  if (get_record (self) != NULL)
    wg_dispatch_page_open_menu (self->page);
}

/* The case. */

static void
on_verb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgVerb verb;

  if (wg_verb_from_nick (g_variant_get_string (parameter, NULL), &verb))
    wg_dispatch_page_do_verb (WG_WINDOW (user_data)->page, verb);
}

static void
on_assign_nth (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gint32 n = g_variant_get_int32 (parameter);

  if (n >= 1)
    wg_dispatch_page_assign_nth (WG_WINDOW (user_data)->page, (guint) n - 1);
}

static void
on_reveal (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_case_detail_reveal_reporter (wg_dispatch_page_get_detail (WG_WINDOW (user_data)->page));
}

static void
on_ledger (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_case_detail_open_ledger (wg_dispatch_page_get_detail (WG_WINDOW (user_data)->page));
}

static void
on_evidence (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_case_detail_open_evidence (wg_dispatch_page_get_detail (WG_WINDOW (user_data)->page));
}

/* What is before the eyes: the notice of a draft, a case, or a grid. */
static void
print (WgWindow *self, const char *path)
{
  WgBoundaryEditor *editor = get_editor (self);

  if (editor != NULL)
    wg_boundary_editor_print (editor, path);
  else
    wg_window_print (self, path);
}

static void
on_print (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  print (user_data, NULL);
}

static void
on_print_to (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  print (user_data, g_variant_get_string (parameter, NULL));
}

static void
on_notice (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  wg_notice_save (GTK_WIDGET (self), self->context, g_variant_get_int64 (parameter), NULL);
}

static void
on_undo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  WgBoundaryEditor *editor = get_editor (self);

  if (editor != NULL)
    wg_boundary_sketch_undo (wg_boundary_editor_get_sketch (editor));
  else
    wg_window_undo_last (self);
}

static void
on_undo_batch (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_context_undo_batch (WG_WINDOW (user_data)->context, g_variant_get_string (parameter, NULL));
}

static void
on_confirm (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_dispatch_page_confirm (WG_WINDOW (user_data)->page);
}

static void
on_redo (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  WgBoundaryEditor *editor = get_editor (self);

  if (editor != NULL)
    wg_boundary_sketch_redo (wg_boundary_editor_get_sketch (editor));
  else
    wg_window_redo_last (self);
}

static void
on_undo_case (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_undo (user_data, g_variant_get_string (parameter, NULL));
}

/* Steering by scripts. */

static void
on_select (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  const char *number = g_variant_get_string (parameter, NULL);

  if (*number == '\0')
    wg_selection_clear (wg_context_get_selection (self->context));
  else
    wg_case_detail_show_number (wg_dispatch_page_get_detail (self->page), number);
}

static void
on_goto (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  double lon;
  double lat;
  double zoom;

  g_variant_get (parameter, "(ddd)", &lon, &lat, &zoom);
  wg_context_go_to (WG_WINDOW (user_data)->context, lon, lat, zoom);
}

static void
on_level (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_context_set_level (WG_WINDOW (user_data)->context, g_variant_get_int32 (parameter));
}

static void
on_shot (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkWidget *window = GTK_WIDGET (user_data);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  const char *path = g_variant_get_string (parameter, NULL);

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (window), gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node == NULL)
    return;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  if (!gdk_texture_save_to_png (texture, path))
    g_message ("The picture of the window could not be written to %s.", path);
}

static void
on_import (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (g_variant_get_string (parameter, NULL));

  wg_window_enter_import (self);
  wg_import_page_open (self->import, file);
}

static void
on_import_file (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  wg_window_enter_import (self);
  wg_import_page_choose (self->import);
}

static void
on_export (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_export (user_data, NULL, NULL);
}

static void
on_export_to (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *kind, *path;

  g_variant_get (parameter, "(&s&s)", &kind, &path);
  wg_window_export (user_data, kind, path);
}

static void
on_draft (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  adw_view_stack_set_visible_child_name (self->views, "boundaries");
  wg_boundary_page_open_draft (self->boundaries, g_variant_get_int64 (parameter));
}

/* Leaving leads back to where it was asked. */
static void
turn_to_past (WgWindow *self)
{
  if (wg_boundary_page_get_past (self->boundaries) == NULL)
    {
      g_free (self->past_from);
      self->past_from = g_strdup (adw_view_stack_get_visible_child_name (self->views));
    }
  adw_view_stack_set_visible_child_name (self->views, "boundaries");
}

static void
on_as_of (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  turn_to_past (self);
  wg_boundary_page_show_past (self->boundaries, g_variant_get_string (parameter, NULL));
}

static void
on_past_grid (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;
  const char *code;
  gint64 at_ms;

  g_variant_get (parameter, "(x&s)", &at_ms, &code);
  turn_to_past (self);
  wg_boundary_page_show_past_grid (self->boundaries, at_ms, code);
}

static void
on_start_with (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_start_with (user_data, g_variant_get_string (parameter, NULL));
}

static void
on_search (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_menu_button_popup (WG_WINDOW (user_data)->search_button);
}

static void
on_search_for (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  gtk_menu_button_popup (self->search_button);
  wg_search_popover_set_text (WG_SEARCH_POPOVER (gtk_menu_button_get_popover (self->search_button)), g_variant_get_string (parameter, NULL));
}

static void
on_command_line (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgWindow *self = user_data;

  adw_view_stack_set_visible_child_name (self->views, "dispatch");
  wg_dispatch_page_focus_command (self->page);
}

static void
on_work_on_copy (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_choose_copy (user_data);
}

static void
on_reopen (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  wg_window_reopen (user_data);
}

static const GActionEntry work_entries[] = {
  { "reopen", on_reopen, NULL, NULL, NULL, { 0 } },
  { "work-on-copy", on_work_on_copy, NULL, NULL, NULL, { 0 } },
  { "next-pane", on_next_pane, NULL, NULL, NULL, { 0 } },
  { "previous-pane", on_previous_pane, NULL, NULL, NULL, { 0 } },
  { "view", on_view, "s", NULL, NULL, { 0 } },
  { "show-queue", NULL, NULL, "true", change_pane, { 0 } },
  { "show-detail", NULL, NULL, "true", change_pane, { 0 } },
  { "briefing", on_briefing, NULL, NULL, NULL, { 0 } },
  { "new-case", on_new_case, NULL, NULL, NULL, { 0 } },
  { "step-back", on_step_back, NULL, NULL, NULL, { 0 } },
  { "search", on_search, NULL, NULL, NULL, { 0 } },
  { "search-for", on_search_for, "s", NULL, NULL, { 0 } },
  { "command-line", on_command_line, NULL, NULL, NULL, { 0 } },
  { "filter", on_filter, NULL, NULL, NULL, { 0 } },
  { "acknowledge", on_acknowledge, NULL, NULL, NULL, { 0 } },
  { "silence", on_silence, NULL, NULL, NULL, { 0 } },
  { "queue", on_queue, "s", NULL, NULL, { 0 } },
  { "next-queue", on_next_queue, NULL, NULL, NULL, { 0 } },
  { "previous-queue", on_previous_queue, NULL, NULL, NULL, { 0 } },
  { "show-on-map", on_show_on_map, NULL, NULL, NULL, { 0 } },
  { "copy-rows", on_copy_rows, NULL, NULL, NULL, { 0 } },
  { "row-menu", on_row_menu, NULL, NULL, NULL, { 0 } },
  { "verb", on_verb, "s", NULL, NULL, { 0 } },
  { "assign-nth", on_assign_nth, "i", NULL, NULL, { 0 } },
  { "ledger", on_ledger, NULL, NULL, NULL, { 0 } },
  { "reveal", on_reveal, NULL, NULL, NULL, { 0 } },
  { "evidence", on_evidence, NULL, NULL, NULL, { 0 } },
  { "print", on_print, NULL, NULL, NULL, { 0 } },
  { "print-to", on_print_to, "s", NULL, NULL, { 0 } },
  { "notice", on_notice, "x", NULL, NULL, { 0 } },
  { "undo", on_undo, NULL, NULL, NULL, { 0 } },
  { "redo", on_redo, NULL, NULL, NULL, { 0 } },
  { "undo-case", on_undo_case, "s", NULL, NULL, { 0 } },
  { "undo-batch", on_undo_batch, "s", NULL, NULL, { 0 } },
  { "confirm", on_confirm, NULL, NULL, NULL, { 0 } },
  { "select", on_select, "s", NULL, NULL, { 0 } },
  { "goto", on_goto, "(ddd)", NULL, NULL, { 0 } },
  { "level", on_level, "i", NULL, NULL, { 0 } },
  { "import", on_import, "s", NULL, NULL, { 0 } },
  { "draft", on_draft, "x", NULL, NULL, { 0 } },
  { "as-of", on_as_of, "s", NULL, NULL, { 0 } },
  { "past-grid", on_past_grid, "(xs)", NULL, NULL, { 0 } },
  { "import-file", on_import_file, NULL, NULL, NULL, { 0 } },
  { "export", on_export, NULL, NULL, NULL, { 0 } },
  { "export-to", on_export_to, "(ss)", NULL, NULL, { 0 } },
};

static const GActionEntry always_entries[] = {
  { "fullscreen", on_fullscreen, NULL, NULL, NULL, { 0 } },
  { "shot", on_shot, "s", NULL, NULL, { 0 } },
  { "start-with", on_start_with, "s", NULL, NULL, { 0 } },
};

void
wg_window_add_actions (WgWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), work_entries, G_N_ELEMENTS (work_entries), self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), always_entries, G_N_ELEMENTS (always_entries), self);
}

static void
set_enabled (WgWindow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

void
wg_window_enable_actions (WgWindow *self)
{
  gboolean work = self->context != NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (work_entries); i++)
    set_enabled (self, work_entries[i].name, work);
  /* Nothing leaves without an entry; the form, which says so, opens. */
  set_enabled (self, "export-to", work && !wg_context_is_read_only (self->context));
  set_enabled (self, "start-with", !work);
  if (!work)
    {
      gtk_widget_set_visible (self->queue_button, FALSE);
      gtk_widget_set_visible (self->new_button, FALSE);
      gtk_widget_set_visible (self->detail_button, FALSE);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->alarms_button), work);
  gtk_widget_set_visible (GTK_WIDGET (self->search_button), work);
  gtk_widget_set_visible (GTK_WIDGET (self->operator_button), work);
  wg_window_add_keys (self);
}

/* Keys that are letters or bare arrows bubble up from the panes, so that text widgets have them first. */

static void
add_shortcuts (GtkShortcutController *controller, const WgAccelerator *accelerator)
{
  g_auto (GStrv) keys = g_strsplit (accelerator->keys, " ", -1);
  g_autofree char *name = NULL;
  GVariant *target = NULL;

  if (accelerator->action == NULL || !g_action_parse_detailed_name (accelerator->action, &name, &target, NULL))
    return;
  for (char **key = keys; *key != NULL; key++)
    {
      GtkShortcutTrigger *trigger = gtk_shortcut_trigger_parse_string (*key);
      GtkShortcut *shortcut = gtk_shortcut_new (trigger, gtk_named_action_new (name));

      gtk_shortcut_set_arguments (shortcut, target);
      gtk_shortcut_controller_add_shortcut (controller, shortcut);
    }
  g_clear_pointer (&target, g_variant_unref);
}

static void
add_controller (GtkWidget *widget, GPtrArray *table, guint places)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_BUBBLE);
  for (guint i = 0; i < table->len; i++)
    {
      const WgAccelerator *accelerator = g_ptr_array_index (table, i);

      if ((places & (1u << accelerator->place)) != 0)
        add_shortcuts (GTK_SHORTCUT_CONTROLLER (controller), accelerator);
    }
  gtk_widget_add_controller (widget, controller);
}

void
wg_window_add_keys (WgWindow *self)
{
  WgWorkflow *workflow = self->context != NULL ? wg_store_get_workflow (wg_context_get_store (self->context))
                                               : wg_workflow_get_default ();
  g_autoptr (GPtrArray) table = wg_accelerators_list (workflow);

  if (self->page == NULL)
    {
      add_controller (GTK_WIDGET (self->stack), table, 1u << WG_ACCELERATOR_START);
      return;
    }
  add_controller (GTK_WIDGET (self->page), table, 1u << WG_ACCELERATOR_VERBS);
  add_controller (GTK_WIDGET (wg_dispatch_page_get_list (self->page)), table, 1u << WG_ACCELERATOR_QUEUE);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the window opens a database, gives its views their context, and remembers how it was left. What it can be told to
 * do, what it tells scripts, and who sits before it are siblings of this file.
 */

#include "wg-window-private.h"

#include "wg-map-pane.h"
#include "wg-store-finder.h"
#include "wg-store-reopen.h"

#include <glib/gi18n-lib.h>

/* 11 pt at 96 dpi is a text size of 100 %. */
#define PLAIN_DPI (96 * 1024)

G_DEFINE_FINAL_TYPE (WgWindow, wg_window, ADW_TYPE_APPLICATION_WINDOW)

/* How much room there is. */

static double
get_text_scale (WgWindow *self)
{
  int dpi = PLAIN_DPI;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > 0 ? (double) dpi / PLAIN_DPI : 1;
}

static WgSizeClass
find_size_class (double width)
{
  if (width < 960)
    return WG_SIZE_SMALL;
  if (width < 1250)
    return WG_SIZE_TINY;
  if (width < 1500)
    return WG_SIZE_NARROW;
  return width < 2300 ? WG_SIZE_REGULAR : WG_SIZE_LARGE;
}

static void
measure_room (WgWindow *self)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));
  double text_scale = get_text_scale (self);

  if (self->context == NULL || surface == NULL || gdk_surface_get_width (surface) <= 1)
    return;
  wg_context_set_text_scale (self->context, text_scale);
  wg_context_set_size_class (self->context, find_size_class (gdk_surface_get_width (surface) / text_scale));
}

static void
wg_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (wg_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (widget)), "notify::width", G_CALLBACK (measure_room),
                           widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_widget_get_settings (widget), "notify::gtk-xft-dpi", G_CALLBACK (measure_room), widget,
                           G_CONNECT_SWAPPED);
}

/* What is remembered. */

static void
restore_session (WgWindow *self)
{
  GSettings *settings = wg_session_get_settings (self->session);

  if (settings == NULL)
    return;
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
}

static void
save_panes (WgWindow *self, GSettings *settings)
{
  int queue;
  int detail;

  if (self->page == NULL)
    return;
  wg_dispatch_page_get_widths (self->page, &queue, &detail);
  if (queue > 0)
    g_settings_set_int (settings, "queue-width", queue);
  if (detail > 0)
    g_settings_set_int (settings, "detail-width", detail);
  g_settings_set_int (settings, "level", CLAMP (wg_context_get_level (self->context), 0, 20));
}

static gboolean
wg_window_close_request (GtkWindow *window)
{
  WgWindow *self = WG_WINDOW (window);
  GSettings *settings = wg_session_get_settings (self->session);
  gboolean maximized = gtk_window_is_maximized (window);
  int width;
  int height;

  gtk_window_get_default_size (window, &width, &height);
  if (settings != NULL)
    {
      g_settings_set_boolean (settings, "window-maximized", maximized);
      if (!maximized && width >= 600 && height >= 400)
        {
          g_settings_set_int (settings, "window-width", width);
          g_settings_set_int (settings, "window-height", height);
        }
      save_panes (self, settings);
    }
  return GTK_WINDOW_CLASS (wg_window_parent_class)->close_request (window);
}

/* The database. */

static gboolean
on_second (gpointer user_data)
{
  WgWindow *self = user_data;

  if (self->context != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    wg_context_tick (self->context);
  return G_SOURCE_CONTINUE;
}

static void
follow_style (WgWindow *self)
{
  if (self->context != NULL)
    wg_context_set_dark (self->context, adw_style_manager_get_dark (adw_style_manager_get_default ()));
}

void
wg_window_show_notice (WgWindow *self)
{
  gboolean read_only = wg_context_is_read_only (self->context);

  if (read_only)
    gtk_label_set_text (self->notice_text,
                        _ ("Read-only: this database cannot be written. Looking and printing go on; moves are not possible."));
  gtk_widget_set_visible (self->copy_button, read_only);
  gtk_widget_set_visible (self->reopen_button, FALSE);
  gtk_widget_set_visible (self->notice, read_only);
}

void
wg_window_show_trouble (WgWindow *self, const char *text)
{
  gtk_widget_set_visible (self->copy_button, FALSE);
  gtk_widget_set_visible (self->reopen_button, self->liveness != NULL && wg_liveness_is_replaced (self->liveness));
  if (g_strcmp0 (gtk_label_get_text (self->notice_text), text) != 0)
    gtk_label_set_text (self->notice_text, text);
  gtk_widget_set_visible (self->notice, TRUE);
}

static void
apply_settings (WgWindow *self)
{
  GSettings *settings = wg_session_get_settings (self->session);
  g_autofree char *desk = NULL;

  if (settings == NULL)
    return;
  desk = g_settings_get_string (settings, "desk-name");
  wg_context_set_desk (self->context, desk);
  wg_context_set_level (self->context, g_settings_get_int (settings, "level"));
  wg_dispatch_page_set_widths (self->page, g_settings_get_int (settings, "queue-width"),
                               g_settings_get_int (settings, "detail-width"));
  wg_case_list_set_compact (wg_dispatch_page_get_list (self->page), g_settings_get_boolean (settings, "compact-rows"));
}

static void
on_setting_changed (GSettings *settings, const char *key, WgWindow *self)
{
  if (self->page != NULL && (g_str_equal (key, "compact-rows") || g_str_equal (key, "desk-name")))
    apply_settings (self);
}

/* Which buttons of the header belong to the view shown. */
static void
show_view (WgWindow *self)
{
  const char *name = adw_view_stack_get_visible_child_name (self->views);
  GtkWidget *page = adw_view_stack_get_visible_child (self->views);
  AdwViewStackPage *view = page != NULL ? adw_view_stack_get_page (self->views, page) : NULL;
  gboolean dispatch = self->context != NULL && g_strcmp0 (name, "dispatch") == 0;

  gtk_widget_set_visible (self->queue_button, dispatch);
  gtk_widget_set_visible (self->new_button, dispatch);
  gtk_widget_set_visible (self->detail_button, dispatch);
  gtk_widget_set_visible (self->import_button, self->context != NULL && g_strcmp0 (name, "boundaries") == 0);
  if (view != NULL)
    gtk_menu_button_set_label (self->view_button, adw_view_stack_page_get_title (view));
}

static void
leave_import (WgWindow *self)
{
  wg_boundary_page_show_drafts (self->boundaries);
  if (self->import_aside)
    adw_view_stack_set_visible_child_name (self->views, "dispatch");
  self->import_aside = FALSE;
}

void
wg_window_enter_import (WgWindow *self)
{
  if (g_strcmp0 (adw_view_stack_get_visible_child_name (self->views), "boundaries") != 0)
    self->import_aside = TRUE;
  wg_boundary_page_show_import (self->boundaries);
  adw_view_stack_set_visible_child_name (self->views, "boundaries");
}

static void
leave_past (WgWindow *self)
{
  if (self->past_from != NULL)
    adw_view_stack_set_visible_child_name (self->views, self->past_from);
}

static void
add_view (WgWindow *self, GtkWidget *page, const char *name, const char *title, const char *icon)
{
  AdwViewStackPage *view = adw_view_stack_add_titled (self->views, page, name, title);

  adw_view_stack_page_set_icon_name (view, icon);
}

/* What the import does not want is a base map; it goes on the list of the district. */
static gboolean
on_base_map_dropped (GtkDropTarget *target, const GValue *value, double x, double y, WgWindow *self)
{
  GSList *files = g_value_get_boxed (value);
  g_autofree char *path = files != NULL ? g_file_get_path (files->data) : NULL;
  g_autoptr (WgBasemap) basemap = path != NULL ? wg_basemap_new (path, NULL, NULL, NULL) : NULL;

  if (basemap == NULL)
    return FALSE;
  adw_view_stack_set_visible_child_name (self->views, "dispatch");
  wg_base_maps_add (wg_map_pane_get_base_maps (WG_MAP_PANE (wg_dispatch_page_get_map (self->page))), basemap, NULL);
  return TRUE;
}

static void
add_drop_target (WgWindow *self)
{
  GtkEventController *target = wg_import_page_new_drop_target (self->import);

  g_signal_connect_object (target, "drop", G_CALLBACK (on_base_map_dropped), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->stack), target);
}

static void
on_draft_overdue (WgDraftList *drafts, const char *text, WgWindow *self)
{
  if (!wg_context_is_read_only (self->context))
    wg_window_show_trouble (self, text);
}

/* A pane that folds by itself, or that a case opens, moves its button. */
static void
on_pane_shown (WgDispatchPage *page, GParamSpec *pspec, WgWindow *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), pspec->name);
  gboolean shown;

  g_object_get (page, pspec->name, &shown, NULL);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (shown));
}

static void
on_draft_in_force (WgDraftList *drafts, gint64 draft_id, const char *name, WgWindow *self)
{
  wg_window_tell_in_force (self, draft_id, name);
}

static void
add_pages (WgWindow *self)
{
  GtkWidget *page = wg_dispatch_page_new (self->context);
  GtkWidget *boundaries = wg_boundary_page_new (self->context, WG_MAP_PANE (wg_dispatch_page_get_map (WG_DISPATCH_PAGE (page))));

  self->page = WG_DISPATCH_PAGE (page);
  self->boundaries = WG_BOUNDARY_PAGE (boundaries);
  self->import = wg_boundary_page_get_import (self->boundaries);
  self->import_aside = FALSE;
  g_signal_connect_object (page, "notify::show-queue", G_CALLBACK (on_pane_shown), self, 0);
  g_signal_connect_object (page, "notify::show-detail", G_CALLBACK (on_pane_shown), self, 0);
  add_view (self, page, "dispatch", C_ ("view", "Dispatch"), "wg-dispatch-symbolic");
  add_view (self, boundaries, "boundaries", C_ ("view", "Boundaries"), "wg-boundary-symbolic");
  self->briefing = WG_BRIEFING_PAGE (wg_briefing_page_new (self->context));
  add_view (self, GTK_WIDGET (self->briefing), "briefing", C_ ("view", "Briefing"), "wg-briefing-symbolic");
  wg_window_add_briefing (self);
  g_signal_connect_object (self->import, "close-wanted", G_CALLBACK (leave_import), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->import, "show-wanted", G_CALLBACK (wg_window_enter_import), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->boundaries, "past-changed", G_CALLBACK (wg_window_renew_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->boundaries, "past-left", G_CALLBACK (leave_past), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_boundary_page_get_drafts (self->boundaries), "overdue", G_CALLBACK (on_draft_overdue), self, 0);
  g_signal_connect_object (wg_boundary_page_get_drafts (self->boundaries), "in-force", G_CALLBACK (on_draft_in_force), self, 0);
  add_drop_target (self);
  show_view (self);
}

static void
drop_pages (WgWindow *self)
{
  wg_window_drop_alarms (self);
  wg_window_drop_export (self);
  if (self->page != NULL)
    adw_view_stack_remove (self->views, GTK_WIDGET (self->page));
  if (self->boundaries != NULL)
    adw_view_stack_remove (self->views, GTK_WIDGET (self->boundaries));
  if (self->briefing != NULL)
    adw_view_stack_remove (self->views, GTK_WIDGET (self->briefing));
  self->page = NULL;
  self->briefing = NULL;
  self->boundaries = NULL;
  self->import = NULL;
  g_clear_object (&self->liveness);
  g_clear_object (&self->context);
}

/* The first letter typed must be a move, not a press on the menu button. */
static gboolean
focus_queue (gpointer user_data)
{
  WgWindow *self = user_data;

  if (self->page != NULL)
    wg_dispatch_page_take_focus (self->page);
  return G_SOURCE_REMOVE;
}

static void
show_title (WgWindow *self)
{
  const char *name = wg_store_get_district (wg_context_get_store (self->context))->name;

  gtk_window_set_title (GTK_WINDOW (self), name != NULL && *name != '\0' ? name : C_ ("program", "Wangge"));
}

void
wg_window_set_store (WgWindow *self, WgStore *store)
{
  drop_pages (self);
  self->context = wg_context_new (store, wg_session_get_settings (self->session));
  follow_style (self);
  measure_room (self);
  add_pages (self);
  apply_settings (self);
  wg_window_connect_desk (self);
  wg_window_add_alarms (self);
  wg_window_find_operator (self);
  wg_window_add_status (self);
  wg_window_enable_actions (self);
  wg_window_show_notice (self);
  wg_window_watch_lead (self);
  wg_window_spare_focus (GTK_WIDGET (self));
  show_title (self);
  g_signal_connect_object (store, "district-changed", G_CALLBACK (show_title), self, G_CONNECT_SWAPPED);
  adw_view_stack_set_visible_child_name (self->stack, "work");
  adw_view_stack_set_visible_child_name (self->titles, "work");
  if (self->import_first)
    wg_window_enter_import (self);
  else
    g_idle_add_full (G_PRIORITY_LOW, focus_queue, g_object_ref (self), g_object_unref);
  self->import_first = FALSE;
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgStore) store = wg_session_open_finish (WG_SESSION (source), result, &error);

  wg_start_page_show_progress (self->start, NULL, 0);
  if (store != NULL && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    wg_window_set_store (self, store);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      wg_start_page_show_message (self->start, error->message);
      /* The start page is not there to say it when another database is open. */
      if (self->context != NULL)
        wg_window_show_trouble (self, error->message);
    }
}

static void
on_reopened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgStore) store = wg_store_reopen_finish (WG_STORE (source), result, &error);

  /* Another one may have been opened meanwhile, by hand. */
  if (self->context == NULL || wg_context_get_store (self->context) != WG_STORE (source))
    return;
  if (store != NULL)
    wg_window_set_store (self, store);
  else
    wg_liveness_refuse (self->liveness, error->message);
}

void
wg_window_reopen (WgWindow *self)
{
  wg_store_reopen_async (wg_context_get_store (self->context), self->cancellable, on_reopened, g_object_ref (self));
}

/* What lies in the place of the open one must not be read through what the open one left there. */
static gboolean
is_place_of_open_one (WgWindow *self, const char *uri)
{
  g_autofree char *path = self->context != NULL ? wg_store_finder_get_path (uri, NULL) : NULL;

  return path != NULL && g_str_equal (path, wg_driver_get_uri (wg_store_get_driver (wg_context_get_store (self->context))));
}

void
wg_window_open_uri (WgWindow *self, const char *uri, gboolean create)
{
  g_autofree char *name = g_filename_display_basename (uri);
  g_autofree char *text = g_strdup_printf (_ ("Opening %s"), name);

  if (is_place_of_open_one (self, uri))
    {
      wg_window_reopen (self);
      return;
    }
  wg_start_page_show_progress (self->start, text, -1);
  wg_session_open_async (self->session, uri, create, self->cancellable, on_opened, g_object_ref (self));
}

/* The object. */

static void
wg_window_dispose (GObject *object)
{
  WgWindow *self = WG_WINDOW (object);

  g_clear_handle_id (&self->tick_timer, g_source_remove);
  g_clear_handle_id (&self->status_timer, g_source_remove);
  wg_window_forget_focus (self);
  g_clear_weak_pointer (&self->toast);
  g_cancellable_cancel (self->cancellable);
  if (self->making != NULL)
    g_cancellable_cancel (self->making);
  if (self->page != NULL)
    drop_pages (self);
  G_OBJECT_CLASS (wg_window_parent_class)->dispose (object);
}

static void
wg_window_finalize (GObject *object)
{
  WgWindow *self = WG_WINDOW (object);

  g_object_unref (self->cancellable);
  wg_window_forget_moves (self);
  wg_window_forget_lead (self);
  g_free (self->past_from);
  G_OBJECT_CLASS (wg_window_parent_class)->finalize (object);
}

static void
wg_window_class_init (WgWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_window_finalize;
  widget_class->realize = wg_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = wg_window_close_request;
  g_type_ensure (WG_TYPE_START_PAGE);
  g_type_ensure (WG_TYPE_ALARM_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/app/wg-window.ui");
  gtk_widget_class_bind_template_child (widget_class, WgWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, titles);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, header);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, queue_button);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, new_button);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, import_button);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, detail_button);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, new_label);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, import_label);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, view_button);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, search_button);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, operator_button);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, operator_avatar);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, operator_name);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, operator_roles);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, alarms_button);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, alarms_icon);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, alarms_count);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, alarm_bar);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, notice);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, notice_text);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, copy_button);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, reopen_button);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, start);
  gtk_widget_class_bind_template_child (widget_class, WgWindow, views);
}

static void
wg_window_init (WgWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_title (GTK_WINDOW (self), C_ ("program", "Wangge"));
  wg_window_add_actions (self);
  wg_window_watch_focus (self);
  wg_window_watch_fullscreen (self);
  g_signal_connect_swapped (self->views, "notify::visible-child", G_CALLBACK (show_view), self);
  self->tick_timer = g_timeout_add_seconds (1, on_second, self);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (follow_style), self,
                           G_CONNECT_SWAPPED);
}

WgWindow *
wg_window_new (GtkApplication *application, WgSession *session)
{
  WgWindow *self = g_object_new (WG_TYPE_WINDOW, "application", application, NULL);
  g_autofree char *last = wg_session_dup_last_database (session);

  self->session = session;
  wg_start_page_set_last (self->start, last);
  wg_window_enable_actions (self);
  restore_session (self);
  if (wg_session_get_settings (session) != NULL)
    g_signal_connect_object (wg_session_get_settings (session), "changed", G_CALLBACK (on_setting_changed), self, 0);
  return self;
}

WgContext *
wg_window_get_context (WgWindow *self)
{
  return self->context;
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the desk and the wall are windows of one program over one database, but a wall has another life: nobody sits before
 * it, and whatever asks a question there is never answered.
 */

#include "wg-wall-window.h"

#include "wg-liveness.h"
#include "wg-store-reopen.h"

#include <json-glib/json-glib.h>

#define POINTER_SECONDS 2
#define THEME_SYSTEM 0
#define THEME_DARK 2

struct _WgWallWindow
{
  AdwApplicationWindow parent_instance;

  WgContext *context;   /* owned */
  WgLiveness *liveness; /* owned, of the context */
  GSettings *settings;  /* owned, nullable */
  WgWallOptions options;
  WgWallView *view; /* child */
  GCancellable *cancellable;
  gboolean reopening;
  guint timer;
  guint still_seconds; /* since the pointer moved */
  double pointer_x;
  double pointer_y;
  guint inhibit;
};

G_DEFINE_FINAL_TYPE (WgWallWindow, wg_wall_window, ADW_TYPE_APPLICATION_WINDOW)

/* --- What scripts see --- */

static const char *
get_grid_code (WgWallWindow *self, gint64 grid_id)
{
  WgGridTree *tree = wg_case_board_get_grids (wg_context_get_board (self->context));
  guint index = tree != NULL && grid_id != WG_NO_ID ? wg_grid_tree_find_by_id (tree, grid_id) : WG_GRID_NONE;

  return index != WG_GRID_NONE ? wg_grid_tree_get_grid (tree, index)->code : NULL;
}

char *
wg_wall_window_dup_status (WgWallWindow *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  WgWallStatus status;
  const char *code;

  wg_wall_view_get_status (self->view, &status);
  code = get_grid_code (self, status.grid_id);
  json_builder_begin_object (builder);
  json_builder_add_int_value (json_builder_set_member_name (builder, "stop"), status.stop);
  json_builder_add_int_value (json_builder_set_member_name (builder, "stops"), status.n_stops);
  json_builder_set_member_name (builder, "grid");
  if (code != NULL)
    json_builder_add_string_value (builder, code);
  else
    json_builder_add_null_value (builder);
  json_builder_add_int_value (json_builder_set_member_name (builder, "level"), wg_context_get_level (self->context));
  json_builder_add_double_value (json_builder_set_member_name (builder, "em"), status.em);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "locked"), status.locked);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "paused"), status.paused);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "stale"), status.stale);
  json_builder_add_boolean_value (json_builder_set_member_name (builder, "busy"), !status.settled);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
renew_status (WgWallWindow *self)
{
  g_autofree char *status = wg_wall_window_dup_status (self);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "status");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (status));
}

/* --- The database --- */

static void show_store (WgWallWindow *self, WgStore *store);

static void
on_reopened (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgWallWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgStore) store = wg_store_reopen_finish (WG_STORE (source), result, &error);

  self->reopening = FALSE;
  if (self->context == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (store != NULL)
    show_store (self, store);
  else
    wg_liveness_refuse (self->liveness, error->message);
}

/* Nobody is there to open what was put in the place of the file that was shown. */
static void
follow_file (WgWallWindow *self)
{
  if (self->reopening || !wg_liveness_wants_reopening (self->liveness))
    return;
  self->reopening = TRUE;
  wg_store_reopen_async (wg_context_get_store (self->context), self->cancellable, on_reopened, g_object_ref (self));
}

/* --- Time, style and the pointer --- */

static gboolean
on_second (gpointer user_data)
{
  WgWallWindow *self = user_data;

  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    wg_context_tick (self->context);
  follow_file (self);
  if (++self->still_seconds == POINTER_SECONDS)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self->view), "none");
  renew_status (self);
  return G_SOURCE_CONTINUE;
}

/* GTK also tells of a motion when a widget moves under a pointer that stands still. */
static void
on_motion (GtkEventControllerMotion *controller, double x, double y, WgWallWindow *self)
{
  if (x == self->pointer_x && y == self->pointer_y)
    return;
  self->pointer_x = x;
  self->pointer_y = y;
  self->still_seconds = 0;
  gtk_widget_set_cursor (GTK_WIDGET (self->view), NULL);
}

static void
follow_style (WgWallWindow *self)
{
  int theme = self->settings != NULL ? g_settings_get_enum (self->settings, "wall-theme") : THEME_DARK;

  wg_context_set_dark (self->context, theme == THEME_SYSTEM ? adw_style_manager_get_dark (adw_style_manager_get_default ())
                                                            : theme == THEME_DARK);
}

/* --- Keys --- */

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType modifiers, WgWallWindow *self)
{
  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  switch (key)
    {
    case GDK_KEY_space:
      wg_wall_view_set_paused (self->view, !wg_wall_view_get_paused (self->view));
      break;
    case GDK_KEY_Left:
      wg_wall_view_step (self->view, -1);
      break;
    case GDK_KEY_Right:
      wg_wall_view_step (self->view, 1);
      break;
    case GDK_KEY_Home:
      wg_wall_view_fit (self->view);
      break;
    case GDK_KEY_Escape:
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    default:
      return FALSE;
    }
  renew_status (self);
  return TRUE;
}

static void
add_input (WgWallWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *motion = gtk_event_controller_motion_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, 0);
  g_signal_connect_object (motion, "motion", G_CALLBACK (on_motion), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
}

/* --- The window --- */

static void
wg_wall_window_dispose (GObject *object)
{
  WgWallWindow *self = WG_WALL_WINDOW (object);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (self->inhibit != 0 && application != NULL)
    gtk_application_uninhibit (application, self->inhibit);
  self->inhibit = 0;
  g_clear_handle_id (&self->timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (wg_wall_window_parent_class)->dispose (object);
  g_clear_object (&self->liveness);
  g_clear_object (&self->context);
}

static void
wg_wall_window_finalize (GObject *object)
{
  g_object_unref (WG_WALL_WINDOW (object)->cancellable);
  G_OBJECT_CLASS (wg_wall_window_parent_class)->finalize (object);
}

static void
wg_wall_window_class_init (WgWallWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_wall_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_wall_window_finalize;
}

static void
wg_wall_window_init (WgWallWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_set_size_request (GTK_WIDGET (self), 640, 400);
  gtk_window_set_default_size (GTK_WINDOW (self), 1920, 1080);
  gtk_widget_add_css_class (GTK_WIDGET (self), "wg-wall-window");
}

/* Whether another window of the program is on that monitor. */
static gboolean
is_taken (WgWallWindow *self, GdkMonitor *monitor)
{
  for (GList *item = gtk_application_get_windows (gtk_window_get_application (GTK_WINDOW (self))); item != NULL; item = item->next)
    {
      GdkSurface *surface = gtk_native_get_surface (item->data);

      if (item->data != self && surface != NULL && gdk_surface_get_mapped (surface)
          && gdk_display_get_monitor_at_surface (gdk_surface_get_display (surface), surface) == monitor)
        return TRUE;
    }
  return FALSE;
}

int
wg_wall_window_choose_monitor (const gboolean *taken, guint n)
{
  int chosen = 0;
  gboolean beside = FALSE;

  for (guint i = 0; i < n; i++)
    {
      beside |= taken[i];
      if (!taken[i] && chosen == 0)
        chosen = (int) i + 1;
    }
  return beside ? chosen : 0;
}

static int
find_monitor_beside (WgWallWindow *self)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  guint n = g_list_model_get_n_items (monitors);
  g_autofree gboolean *taken = g_new0 (gboolean, n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GdkMonitor) monitor = g_list_model_get_item (monitors, i);

      taken[i] = is_taken (self, monitor);
    }
  return wg_wall_window_choose_monitor (taken, n);
}

static void
choose_monitor (WgWallWindow *self, int monitor)
{
  GListModel *monitors = gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (self)));
  int number = monitor > 0 ? monitor : find_monitor_beside (self);
  g_autoptr (GdkMonitor) wanted = number > 0 ? g_list_model_get_item (monitors, (guint) number - 1) : NULL;

  if (wanted != NULL)
    gtk_window_fullscreen_on_monitor (GTK_WINDOW (self), wanted);
  else
    gtk_window_fullscreen (GTK_WINDOW (self));
}

static void
apply_options (WgWallWindow *self)
{
  double width = self->settings != NULL ? g_settings_get_double (self->settings, "wall-width") : WG_WALL_DEFAULT_WIDTH;
  double distance
      = self->settings != NULL ? g_settings_get_double (self->settings, "wall-distance") : WG_WALL_DEFAULT_DISTANCE;

  wg_wall_view_set_room (self->view, width, self->options.distance > 0 ? self->options.distance : distance);
  if (self->options.tour_seconds >= 0)
    wg_wall_view_set_tour (self->view, (guint) self->options.tour_seconds);
}

static void
show_store (WgWallWindow *self, WgStore *store)
{
  g_autoptr (WgContext) before = g_steal_pointer (&self->context);
  g_autoptr (WgLiveness) liveness = g_steal_pointer (&self->liveness);

  self->context = wg_context_new (store, self->settings);
  self->liveness = wg_liveness_get (self->context);
  follow_style (self);
  self->view = WG_WALL_VIEW (wg_wall_view_new (self->context));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), GTK_WIDGET (self->view));
  gtk_window_set_title (GTK_WINDOW (self), wg_store_get_district (store)->name);
  self->still_seconds = 0;
  apply_options (self);
}

WgWallWindow *
wg_wall_window_new (GtkApplication *application, WgStore *store, GSettings *settings, const WgWallOptions *options)
{
  WgWallWindow *self = g_object_new (WG_TYPE_WALL_WINDOW, "application", application, NULL);
  g_autoptr (GSimpleAction) status = g_simple_action_new_stateful ("status", NULL, g_variant_new_string ("{}"));

  self->settings = settings != NULL ? g_object_ref (settings) : NULL;
  self->options = *options;
  show_store (self, store);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (status));
  add_input (self);
  choose_monitor (self, options->monitor);
  if (settings != NULL)
    g_signal_connect_object (settings, "changed::wall-theme", G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark", G_CALLBACK (follow_style), self,
                           G_CONNECT_SWAPPED);
  self->timer = g_timeout_add_seconds (1, on_second, self);
  self->inhibit = gtk_application_inhibit (application, GTK_WINDOW (self), GTK_APPLICATION_INHIBIT_IDLE,
                                           gtk_window_get_title (GTK_WINDOW (self)));
  return self;
}

WgWallView *
wg_wall_window_get_view (WgWallWindow *self)
{
  g_return_val_if_fail (WG_IS_WALL_WINDOW (self), NULL);
  return self->view;
}

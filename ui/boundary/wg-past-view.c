/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever is asked why a case went to that grid in March must see the borders, the numbers and the keepers of March
 * together. The present is another page, so that nothing of the past can be taken for it or written over it.
 */

#include "wg-past-view.h"

#include "wg-city-loader.h"
#include "wg-city-map.h"
#include "wg-store-as-of.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

#define MIN_ZOOM 3
#define MAX_ZOOM 19
#define GRID_ZOOM 17.0
/* What is there sooner needs no sign that it is being read. */
#define PATIENCE_MS 300

struct _WgPastView
{
  GtkWidget parent_instance;

  /* owned */
  WgContext *context;
  WgCityFeed *feed;
  WgBaseMaps *base_maps;
  GCancellable *asking; /* nullable: what is being read */
  WgGridBook *book;     /* of the instant, while it is read */
  WgBacklog *backlog;   /* the same */
  WgCity *city;         /* nullable: shown */

  gint64 at_ms;
  gint64 shown_ms; /* of what is on the map, while there is a city */
  guint waiting;   /* the source that shows that something is being read */
  gboolean fitted;
  char *wanted; /* owned, nullable: the grid that is to be shown when it is there */

  GtkWidget *column; /* child */
  GtkLabel *title;
  GtkLabel *text;
  GtkSpinner *spinner;
  GtkLabel *trouble;
  GtkEditable *entry;
  GtkWidget *later;
  ShumateMap *map;
  WgCityLayer *layer;
  WgPastTable *table;
};

enum
{
  CHANGED,
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgPastView, wg_past_view, GTK_TYPE_WIDGET)

static GTimeZone *
get_zone (WgPastView *self)
{
  return wg_store_get_zone (wg_context_get_store (self->context));
}

/* --- The band --- */

static void
show_trouble (WgPastView *self, const char *text)
{
  gtk_label_set_text (self->trouble, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->trouble), text != NULL);
}

/* Local time to the minute, as it can be typed again. */
static char *
format_typed (WgPastView *self)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (self->at_ms / 1000);
  g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, get_zone (self));

  return g_date_time_format (local, "%Y-%m-%d %H:%M");
}

static void
show_band (WgPastView *self)
{
  g_autofree char *typed = format_typed (self);
  g_autofree char *title = g_strdup_printf (_ ("As of %s"), typed);

  gtk_label_set_text (self->title, title);
  gtk_editable_set_text (self->entry, typed);
  gtk_widget_set_sensitive (self->later, self->at_ms + WG_MS_PER_DAY <= wg_context_get_now (self->context));
}

/* While another day is read, what is still seen is not of the day in the band. */
static void
show_reading (WgPastView *self, gboolean reading)
{
  double opacity = reading ? 0.3 : 1.0;

  g_clear_handle_id (&self->waiting, g_source_remove);
  gtk_label_set_text (self->text, reading ? _ ("Reading what was then; Esc goes back to now")
                                          : _ ("Boundaries, numbers and keepers of then; nothing can be changed here"));
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), reading);
  gtk_spinner_set_spinning (self->spinner, reading);
  gtk_widget_set_opacity (GTK_WIDGET (self->map), opacity);
  gtk_widget_set_opacity (GTK_WIDGET (self->table), opacity);
}

static gboolean
on_patience_ended (gpointer user_data)
{
  WgPastView *self = user_data;

  self->waiting = 0;
  show_reading (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* --- The map --- */

static void
fit (WgPastView *self)
{
  self->fitted = self->fitted || (self->city != NULL && wg_city_map_fit (self->map, self->city));
}

/* The classes of the desk, so that a colour means the same on every day. */
static WgCityColours *
make_colours (WgPastView *self)
{
  WgGridTree *tree = wg_backlog_get_tree (self->backlog);
  guint n = wg_grid_tree_get_n_grids (tree);
  g_autofree gint64 *values = wg_measure_list_values (WG_MEASURE_OPEN, self->backlog, NULL);
  g_autofree gint64 *ids = g_new0 (gint64, MAX (n, 1));
  g_autofree WgGridColour *rows = g_new0 (WgGridColour, MAX (n, 1));
  WgClassBreaks breaks = *wg_city_feed_get_breaks (self->feed);

  if (breaks.measure != WG_MEASURE_OPEN)
    {
      wg_class_breaks_init (&breaks, WG_MEASURE_OPEN);
      wg_class_breaks_propose (&breaks, tree, values);
    }
  for (guint i = 0; i < n; i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (tree, i);

      ids[i] = grid->id;
      rows[i] = wg_class_breaks_get_row (&breaks, grid->depth, wg_backlog_get_rolled (self->backlog, i), values[i]);
    }
  return wg_city_colours_new (self->city, NULL, ids, rows, n, NULL);
}

static void
on_chosen (WgPastView *self, gint64 grid_id)
{
  double lon, lat;

  wg_city_layer_set_selection (self->layer, 0, NULL, grid_id, 0);
  for (guint i = 0; self->city != NULL && i < wg_city_get_n_grids (self->city); i++)
    {
      if (wg_city_get_grid_id (self->city, i) != grid_id)
        continue;
      wg_city_get_grid_label_point (self->city, i, &lon, &lat);
      shumate_map_go_to_full_with_duration (self->map, lat, lon,
                                            MIN (shumate_viewport_get_zoom_level (shumate_map_get_viewport (self->map)), GRID_ZOOM), 0);
    }
}

static void
on_click (GtkGestureClick *gesture, int n_press, double x, double y, WgPastView *self)
{
  WgMapPick pick;
  gint64 grid_id;

  gtk_widget_grab_focus (GTK_WIDGET (self->map));
  if (self->city == NULL)
    return;
  wg_city_layer_pick (self->layer, x, y, &pick);
  grid_id = pick.grid < wg_city_get_n_grids (self->city) ? wg_city_get_grid_id (self->city, pick.grid) : 0;
  wg_city_layer_set_selection (self->layer, 0, NULL, grid_id, 0);
  wg_past_table_select (self->table, grid_id);
}

/* Somebody came for one grid. */
static void
show_wanted (WgPastView *self)
{
  g_autofree char *code = g_steal_pointer (&self->wanted);
  WgGridTree *tree = wg_backlog_get_tree (self->backlog);
  guint grid = code != NULL ? wg_grid_tree_find_by_code (tree, code) : WG_GRID_NONE;
  g_autofree char *text = NULL;

  if (grid != WG_GRID_NONE)
    {
      wg_past_table_select (self->table, wg_grid_tree_get_grid (tree, grid)->id);
      on_chosen (self, wg_grid_tree_get_grid (tree, grid)->id);
    }
  else if (code != NULL)
    {
      text = g_strdup_printf (_ ("Grid %s was not in force then."), code);
      show_trouble (self, text);
    }
}

/* --- Reading --- */

static void
end_asking (WgPastView *self)
{
  g_clear_object (&self->asking);
  g_clear_pointer (&self->book, wg_grid_book_free);
  g_clear_object (&self->backlog);
  show_reading (self, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* The day in the band is that of the map again. Whoever asked may be gone or on another day: then it was cancelled, and @self is
 * not touched.
 */
static void
fail (WgPastView *self, const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->city != NULL)
    self->at_ms = self->shown_ms;
  show_band (self);
  show_trouble (self, error->message);
  end_asking (self);
}

static void
on_city (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgCity) city = wg_city_loader_build_finish (result, &error);
  WgPastView *self = user_data;
  g_autoptr (WgCityColours) colours = NULL;

  if (city == NULL)
    {
      fail (self, error);
      return;
    }
  g_clear_pointer (&self->city, wg_city_unref);
  self->city = g_steal_pointer (&city);
  self->shown_ms = self->at_ms;
  colours = make_colours (self);
  wg_city_layer_set_city (self->layer, self->city, colours);
  wg_city_layer_set_level (self->layer, MAX (wg_city_get_n_levels (self->city), 1));
  wg_past_table_fill (self->table, self->backlog, self->book);
  show_trouble (self, wg_city_get_n_grids (self->city) == 0 ? _ ("No grid was in force then.") : NULL);
  fit (self);
  show_wanted (self);
  end_asking (self);
}

static void
on_backlog (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBacklog) backlog = wg_store_count_backlog_at_finish (WG_STORE (source), result, &error);
  WgPastView *self = user_data;

  if (backlog == NULL)
    {
      fail (self, error);
      return;
    }
  self->backlog = g_steal_pointer (&backlog);
  wg_city_loader_build_async (wg_backlog_get_tree (self->backlog), NULL, NULL, NULL, NULL, self->asking, on_city, self);
}

static void
on_book (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  WgGridBook *book = wg_store_load_grid_book_finish (WG_STORE (source), result, &error);
  WgPastView *self = user_data;

  if (book == NULL)
    {
      fail (self, error);
      return;
    }
  self->book = book;
  wg_store_count_backlog_at_async (WG_STORE (source), self->at_ms, self->asking, on_backlog, self);
}

static void
ask (WgPastView *self)
{
  if (self->asking != NULL)
    {
      g_cancellable_cancel (self->asking);
      end_asking (self);
    }
  self->asking = g_cancellable_new ();
  self->waiting = g_timeout_add_full (G_PRIORITY_HIGH, PATIENCE_MS, on_patience_ended, self, NULL);
  wg_store_load_grid_book_async (wg_context_get_store (self->context), self->at_ms, self->asking, on_book, self);
}

/* --- The instant --- */

static gboolean
go_to (WgPastView *self, gint64 at_ms)
{
  if (at_ms > wg_context_get_now (self->context))
    {
      show_trouble (self, _ ("That is later than now. Here is only what was."));
      return FALSE;
    }
  show_trouble (self, NULL);
  g_clear_pointer (&self->wanted, g_free);
  self->at_ms = at_ms;
  show_band (self);
  ask (self);
  g_signal_emit (self, signals[CHANGED], 0);
  return TRUE;
}

gboolean
wg_past_view_set_text (WgPastView *self, const char *text)
{
  g_autofree char *plain = g_strstrip (g_strdup (text));
  g_autoptr (GError) error = NULL;
  gint64 at_ms = self->at_ms - WG_MS_PER_DAY;

  if (*plain != '\0' && !wg_time_parse (plain, get_zone (self), &at_ms, &error))
    {
      show_trouble (self, error->message);
      return FALSE;
    }
  return go_to (self, at_ms);
}

void
wg_past_view_show_grid (WgPastView *self, gint64 at_ms, const char *code)
{
  if (go_to (self, at_ms))
    self->wanted = g_strdup (code);
}

/* The same time of another day, also over a change of the clocks. */
void
wg_past_view_step (WgPastView *self, int days)
{
  gint64 ms_of_day;
  gint32 day = wg_time_to_local (self->at_ms, get_zone (self), &ms_of_day);

  go_to (self, wg_time_from_local (day + days, ms_of_day, get_zone (self)));
}

gint64
wg_past_view_get_time (WgPastView *self)
{
  return self->at_ms;
}

WgPastTable *
wg_past_view_get_table (WgPastView *self)
{
  return self->table;
}

WgCityLayer *
wg_past_view_get_layer (WgPastView *self)
{
  return self->layer;
}

gboolean
wg_past_view_is_settled (WgPastView *self)
{
  return self->asking == NULL && wg_city_layer_is_settled (self->layer);
}

void
wg_past_view_take_focus (WgPastView *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* --- Putting it together --- */

static void
on_typed (WgPastView *self)
{
  wg_past_view_set_text (self, gtk_editable_get_text (self->entry));
}

static void
on_earlier (WgPastView *self)
{
  wg_past_view_step (self, -1);
}

static void
on_later (WgPastView *self)
{
  wg_past_view_step (self, 1);
}

static void
on_now (WgPastView *self)
{
  g_signal_emit (self, signals[CLOSED], 0);
}

static GtkWidget *
add_button (WgPastView *self, GtkBox *bar, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (bar, button);
  return button;
}

static GtkWidget *
make_band (WgPastView *self)
{
  GtkBox *bar = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));

  self->text = GTK_LABEL (gtk_label_new (_ ("Boundaries, numbers and keepers of then; nothing can be changed here")));
  self->spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (bar), "past-bar");
  gtk_box_append (bar, gtk_image_new_from_icon_name ("document-open-recent-symbolic"));
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "title-3");
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "numeric");
  gtk_box_append (bar, GTK_WIDGET (self->title));
  gtk_box_append (bar, GTK_WIDGET (self->spinner));
  gtk_label_set_ellipsize (self->text, PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (self->text, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->text), TRUE);
  gtk_box_append (bar, GTK_WIDGET (self->text));
  self->trouble = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->trouble, TRUE);
  gtk_label_set_max_width_chars (self->trouble, 44);
  gtk_widget_add_css_class (GTK_WIDGET (self->trouble), "warn");
  gtk_box_append (bar, GTK_WIDGET (self->trouble));
  add_button (self, bar, _ ("A day _earlier"), G_CALLBACK (on_earlier));
  self->entry = GTK_EDITABLE (gtk_entry_new ());
  gtk_editable_set_width_chars (self->entry, 17);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Day, or day and time, for example 2026-03-01 08:00"), -1);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->entry), _ ("Day, or day and time, for example 2026-03-01 08:00"));
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (on_typed), self);
  gtk_box_append (bar, GTK_WIDGET (self->entry));
  self->later = add_button (self, bar, _ ("A day _later"), G_CALLBACK (on_later));
  gtk_widget_add_css_class (add_button (self, bar, _ ("_Back to now (Esc)"), G_CALLBACK (on_now)), "suggested-action");
  return GTK_WIDGET (bar);
}

static GtkWidget *
make_map (WgPastView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->map = wg_city_map_new (MIN_ZOOM, MAX_ZOOM, &self->layer);
  wg_city_layer_set_show (self->layer, WG_MAP_SHOW_BASE | WG_MAP_SHOW_NUMBERS);
  g_object_set (self->map, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->map), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Map of that day"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->map), "wg-map");
  gtk_widget_set_focusable (GTK_WIDGET (self->map), TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->map), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->map), TRUE);
  g_signal_connect (click, "released", G_CALLBACK (on_click), self);
  gtk_widget_add_controller (GTK_WIDGET (self->map), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (self->layer, "view-changed", G_CALLBACK (fit), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->map);
}

static void
size_table (WgPastView *self)
{
  gboolean narrow = wg_context_get_size_class (self->context) < WG_SIZE_NARROW;

  gtk_widget_set_size_request (GTK_WIDGET (self->table), (int) ((narrow ? 420 : 560) * wg_context_get_text_scale (self->context)), -1);
}

static void
follow_style (WgPastView *self)
{
  wg_city_layer_set_theme (self->layer, wg_context_get_dark (self->context) ? WG_THEME_DARK : WG_THEME_LIGHT);
  wg_city_layer_set_text_scale (self->layer, wg_context_get_text_scale (self->context));
  size_table (self);
}

static void
show_base_maps (WgPastView *self)
{
  wg_city_layer_set_source (self->layer, wg_base_maps_get_stack (self->base_maps));
}

static void
add_content (WgPastView *self)
{
  GtkBox *row = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));

  self->column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_set_parent (self->column, GTK_WIDGET (self));
  self->table = WG_PAST_TABLE (wg_past_table_new (self->context));
  gtk_widget_set_hexpand (GTK_WIDGET (self->table), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->table), "detail-pane");
  g_signal_connect_object (self->table, "chosen", G_CALLBACK (on_chosen), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->column), make_band (self));
  gtk_box_append (row, make_map (self));
  gtk_box_append (row, GTK_WIDGET (self->table));
  gtk_box_append (GTK_BOX (self->column), GTK_WIDGET (row));
}

static void
wg_past_view_dispose (GObject *object)
{
  WgPastView *self = WG_PAST_VIEW (object);

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_handle_id (&self->waiting, g_source_remove);
  g_clear_pointer (&self->column, gtk_widget_unparent);
  g_clear_pointer (&self->book, wg_grid_book_free);
  g_clear_object (&self->backlog);
  g_clear_pointer (&self->city, wg_city_unref);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->feed);
  g_clear_object (&self->base_maps);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_past_view_parent_class)->dispose (object);
}

static void
wg_past_view_class_init (WgPastViewClass *klass)
{
  GType type = WG_TYPE_PAST_VIEW;

  G_OBJECT_CLASS (klass)->dispose = wg_past_view_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CLOSED] = g_signal_new ("closed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_past_view_init (WgPastView *self)
{
}

GtkWidget *
wg_past_view_new (WgContext *context, WgMapPane *pane)
{
  WgPastView *self = g_object_new (WG_TYPE_PAST_VIEW, NULL);

  self->context = g_object_ref (context);
  self->feed = g_object_ref (wg_map_pane_get_feed (pane));
  self->base_maps = g_object_ref (wg_map_pane_get_base_maps (pane));
  self->at_ms = wg_context_get_now (context);
  add_content (self);
  g_signal_connect_object (self->base_maps, "changed", G_CALLBACK (show_base_maps), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::dark", G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::text-scale", G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::size-class", G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  show_trouble (self, NULL);
  show_base_maps (self);
  follow_style (self);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a caller gives a number, a street or a name and wants an answer; it may be a case closed last month, so the search
 * asks the database and not what is on the screen.
 */

#include "wg-search-popover.h"

#include "wg-case-query.h"
#include "wg-case-text.h"
#include "wg-rows.h"
#include "wg-search-text.h"
#include "wg-store-features.h"
#include "wg-store-lineage.h"
#include "wg-store-people.h"
#include "wg-store-search.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

#define MOST_CASES 5
#define MOST_OTHERS 3
#define PLACE_ZOOM 18
#define WIDTH 420
#define MOST_HEIGHT 480
#define AGAIN_MS 1000

struct _WgSearchPopover
{
  GtkPopover parent_instance;

  WgContext *context; /* owned */
  GtkEditable *entry;
  GtkListBox *list;
  GtkWidget *empty;
  GCancellable *cancellable;
  GPtrArray *cases;   /* of WgCaseRecord, nullable */
  GPtrArray *persons; /* of WgPerson, nullable */
  GPtrArray *places;  /* of WgFoundPlace, nullable */
  GPtrArray *former;  /* of WgFormerGrid, nullable */
  GPtrArray *features; /* of WgFoundFeature, nullable */
  gboolean indexing;   /* there may be more of them */
  guint again_timer;   /* asks for them once more */
  guint n_waiting;
};

G_DEFINE_FINAL_TYPE (WgSearchPopover, wg_search_popover, GTK_TYPE_POPOVER)

enum
{
  CASE_CHOSEN,
  PERSON_CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Rows: what a row leads to hangs on it. */

static void
append_heading (WgSearchPopover *self, const char *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption-heading");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (self->list, row);
}

static GtkWidget *
append_row (WgSearchPopover *self, const char *first, const char *second, const char *kind, const char *target)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (first);
  GtkWidget *line = gtk_label_new (second);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", first, second), *name = g_strdup_printf ("%s %s", kind, target);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (line), 0);
  gtk_label_set_ellipsize (GTK_LABEL (line), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (line, "caption");
  gtk_widget_add_css_class (line, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), line);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  wg_rows_set_name (row, name);
  g_object_set_data (G_OBJECT (row), "wg-kind", (gpointer) g_intern_string (kind));
  g_object_set_data_full (G_OBJECT (row), "wg-target", g_strdup (target), g_free);
  gtk_list_box_append (self->list, row);
  return row;
}

static void
show_cases (WgSearchPopover *self)
{
  for (guint i = 0; self->cases != NULL && i < self->cases->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (self->cases, i);
      g_autofree char *state = wg_case_text_format_state (record);
      g_autofree char *place = wg_case_text_format_line (self->context, record);
      g_autofree char *line = g_strdup_printf ("%s · %s", state, place);

      if (i == 0)
        append_heading (self, _ ("Cases"));
      append_row (self, wg_case_text_get_title (record), line, "case", record->number);
    }
}

static void
show_grids (WgSearchPopover *self)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (self->context));
  g_autofree char *folded = wg_search_fold (gtk_editable_get_text (self->entry));
  guint n = grids != NULL ? wg_grid_tree_get_n_grids (grids) : 0;
  guint shown = 0;

  for (guint i = 0; i < n && shown < MOST_OTHERS; i++)
    {
      const WgGrid *grid = wg_grid_tree_get_grid (grids, i);

      if (!wg_search_holds (grid->name, folded) && !wg_search_holds (grid->code, folded))
        continue;
      if (shown++ == 0)
        append_heading (self, _ ("Grids"));
      append_row (self, grid->name, grid->code, "grid", grid->code);
    }
}

/* The names of grids that are in force, which the map shows; a code stays for one that is not known here yet. */
static char *
name_grids (WgSearchPopover *self, char **codes)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (self->context));
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; codes[i] != NULL; i++)
    {
      guint index = grids != NULL ? wg_grid_tree_find_by_code (grids, codes[i]) : WG_GRID_NONE;

      g_ptr_array_add (names, index != WG_GRID_NONE ? wg_grid_tree_get_grid (grids, index)->name : codes[i]);
    }
  g_ptr_array_add (names, NULL);
  return g_strjoinv (C_ ("between names", ", "), (char **) names->pdata);
}

/* What became of a grid that is no more, through any chain. */
static char *
format_end (WgSearchPopover *self, const WgFormerGrid *former)
{
  GTimeZone *zone = wg_store_get_zone (wg_context_get_store (self->context));
  g_autofree char *end = wg_time_format_local (former->ended_ms, zone, wg_context_get_now (self->context), WG_TIME_SHORT);
  g_autofree char *names = name_grids (self, former->successors);

  if (*former->successors == NULL)
    /* Translators: of a grid: when it ended. */
    return g_strdup_printf (_ ("until %s, nothing took its place"), end);
  /* Translators: of a grid: when it ended, the names of the grids in its place. */
  return g_strdup_printf (_ ("until %s, now %s"), end, names);
}

static void
show_former (WgSearchPopover *self)
{
  for (guint i = 0; self->former != NULL && i < self->former->len; i++)
    {
      const WgFormerGrid *former = g_ptr_array_index (self->former, i);
      g_autofree char *name = g_str_equal (former->name, former->code) ? g_strdup (former->code)
                                                                       : g_strdup_printf ("%s · %s", former->name, former->code);
      g_autofree char *line = format_end (self, former);
      g_autofree char *target = g_strdup_printf ("%" G_GINT64_FORMAT " %s", former->ended_ms - 1, former->code);

      if (i == 0)
        append_heading (self, _ ("Former grids"));
      gtk_widget_set_tooltip_text (append_row (self, name, line, "former", target), line);
    }
}

static const char *
tell_place (const WgFoundPlace *place)
{
  if (place->is_street)
    return _ ("Only the street, no such house is known");
  return place->name != NULL && place->address != NULL ? place->name : _ ("Building");
}

static void
show_places (WgSearchPopover *self)
{
  for (guint i = 0; self->places != NULL && i < self->places->len; i++)
    {
      const WgFoundPlace *place = g_ptr_array_index (self->places, i);
      g_autofree char *target = g_strdup_printf ("%.8f %.8f", place->lon, place->lat);
      const char *first = place->address != NULL ? place->address : place->name;

      if (i == 0)
        append_heading (self, _ ("Addresses"));
      append_row (self, first, tell_place (place), "place", target);
    }
}

static void
show_features (WgSearchPopover *self)
{
  for (guint i = 0; self->features != NULL && i < self->features->len; i++)
    {
      const WgFoundFeature *feature = g_ptr_array_index (self->features, i);
      g_autofree char *target = g_strdup_printf ("%.8f %.8f", feature->lon, feature->lat);

      if (i == 0)
        append_heading (self, _ ("On the map"));
      append_row (self, feature->name, feature->layer, "place", target);
    }
  if (self->features == NULL || !self->indexing)
    return;
  if (wg_store_is_read_only (wg_context_get_store (self->context)))
    append_heading (self, _ ("The layers of this database are not all indexed, and it can only be read."));
  else
    append_heading (self, _ ("The layers are still being indexed: there may be more on the map."));
}

static void
show_persons (WgSearchPopover *self)
{
  for (guint i = 0; self->persons != NULL && i < self->persons->len; i++)
    {
      const WgPerson *person = g_ptr_array_index (self->persons, i);
      g_autofree char *load = g_strdup_printf (ngettext ("%d in hand", "%d in hand", (gulong) person->open_cases),
                                               (int) person->open_cases);
      g_autofree char *line = g_strdup_printf ("%s · %s", wg_person_kind_get_label (person->kind), load);

      if (i == 0)
        append_heading (self, _ ("People"));
      append_row (self, person->name, line, "person", person->name);
    }
}

/* A popover that is open does not grow with what it would like to show, but with what it must. */
static void
fit_height (WgSearchPopover *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self->list), GTK_TYPE_SCROLLED_WINDOW);
  int natural = 0;

  gtk_widget_measure (GTK_WIDGET (self->list), GTK_ORIENTATION_VERTICAL, WIDTH, NULL, &natural, NULL, NULL);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), MIN (natural, MOST_HEIGHT));
}

static void
show (WgSearchPopover *self)
{
  g_autofree char *focused = wg_rows_empty (self->list);
  gboolean typed = *gtk_editable_get_text (self->entry) != '\0';

  if (typed)
    {
      show_cases (self);
      show_grids (self);
      show_former (self);
      show_places (self);
      show_persons (self);
      show_features (self);
    }
  gtk_widget_set_visible (self->empty,
                          typed && self->n_waiting == 0 && gtk_list_box_get_row_at_index (self->list, 0) == NULL);
  fit_height (self);
  wg_rows_give_focus (self->list, focused, GTK_WIDGET (self->entry));
}

/* Asking. */

static gboolean
is_over (WgSearchPopover *self, const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL;
}

/* Shows what was found, unless something else is asked for by now. Takes @found. */
static gboolean
take_found (WgSearchPopover *self, GPtrArray **place, GPtrArray *found, const GError *error)
{
  if (is_over (self, error))
    {
      g_clear_pointer (&found, g_ptr_array_unref);
      return FALSE;
    }
  self->n_waiting--;
  g_clear_pointer (place, g_ptr_array_unref);
  *place = found;
  show (self);
  if (error != NULL)
    append_heading (self, error->message);
  return TRUE;
}

static void
on_cases_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgSearchPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *cases = wg_store_list_cases_finish (WG_STORE (source), result, &error);

  take_found (self, &self->cases, cases, error);
}

static void
on_persons_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgSearchPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *persons = wg_store_list_persons_finish (WG_STORE (source), result, &error);

  take_found (self, &self->persons, persons, error);
}

static void
on_places_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgSearchPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *places = wg_store_find_places_finish (WG_STORE (source), result, &error);

  take_found (self, &self->places, places, error);
}

static void
on_former_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgSearchPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *former = wg_store_find_former_grids_finish (WG_STORE (source), result, &error);

  take_found (self, &self->former, former, error);
}

static void ask_features (WgSearchPopover *self);

static gboolean
on_again (gpointer user_data)
{
  WgSearchPopover *self = user_data;

  self->again_timer = 0;
  ask_features (self);
  return G_SOURCE_REMOVE;
}

/* What is indexed meanwhile comes by itself. */
static void
ask_again_later (WgSearchPopover *self)
{
  if (self->indexing && self->again_timer == 0 && gtk_widget_get_mapped (GTK_WIDGET (self))
      && !wg_store_is_read_only (wg_context_get_store (self->context)))
    self->again_timer = g_timeout_add (AGAIN_MS, on_again, self);
}

static void
on_features_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgSearchPopover) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean complete = FALSE;
  GPtrArray *features = wg_store_find_features_finish (WG_STORE (source), result, &complete, &error);

  if (!is_over (self, error))
    self->indexing = features != NULL && !complete;
  if (take_found (self, &self->features, features, error))
    ask_again_later (self);
}

static void
ask_features (WgSearchPopover *self)
{
  self->n_waiting++;
  wg_store_find_features_async (wg_context_get_store (self->context), gtk_editable_get_text (self->entry), MOST_OTHERS, self->cancellable,
                                on_features_read, g_object_ref (self));
}

static void
on_search_changed (GtkSearchEntry *entry, WgSearchPopover *self)
{
  WgStore *store = wg_context_get_store (self->context);
  const char *text = gtk_editable_get_text (self->entry);
  WgPersonQuery persons = { .unit_id = G_MININT64, .text = text, .limit = MOST_OTHERS };
  g_autoptr (WgCaseQuery) cases = NULL;

  g_clear_handle_id (&self->again_timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->n_waiting = 0;
  if (*text == '\0')
    {
      show (self);
      return;
    }
  cases = wg_case_query_new ();
  cases->text = g_strdup (text);
  cases->limit = MOST_CASES;
  cases->as_of_ms = wg_context_get_now (self->context);
  self->n_waiting = 4;
  wg_store_list_cases_async (store, cases, self->cancellable, on_cases_read, g_object_ref (self));
  wg_store_list_persons_async (store, &persons, self->cancellable, on_persons_read, g_object_ref (self));
  wg_store_find_places_async (store, text, MOST_OTHERS, self->cancellable, on_places_read, g_object_ref (self));
  wg_store_find_former_grids_async (store, text, MOST_OTHERS, self->cancellable, on_former_read, g_object_ref (self));
  ask_features (self);
}

/* Going there. */

/* The last day of a grid that is no more. */
static void
go_to_former (WgSearchPopover *self, const char *target)
{
  char *code = NULL;
  gint64 at_ms = g_ascii_strtoll (target, &code, 10);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.past-grid", "(xs)", at_ms, code + 1);
}

static void
go_to_place (WgSearchPopover *self, const char *target)
{
  char *end = NULL;
  double lon = g_ascii_strtod (target, &end);

  wg_context_go_to (self->context, lon, g_ascii_strtod (end, NULL), PLACE_ZOOM);
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, WgSearchPopover *self)
{
  const char *kind = g_object_get_data (G_OBJECT (row), "wg-kind");
  g_autofree char *target = g_strdup (g_object_get_data (G_OBJECT (row), "wg-target"));

  if (kind == NULL)
    return;
  gtk_popover_popdown (GTK_POPOVER (self));
  if (g_str_equal (kind, "case"))
    g_signal_emit (self, signals[CASE_CHOSEN], 0, target);
  else if (g_str_equal (kind, "person"))
    g_signal_emit (self, signals[PERSON_CHOSEN], 0, target);
  else if (g_str_equal (kind, "place"))
    go_to_place (self, target);
  else if (g_str_equal (kind, "former"))
    go_to_former (self, target);
  else
    wg_context_go_to_grid (self->context, target);
}

static void
on_entry_activate (GtkSearchEntry *entry, WgSearchPopover *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 1);

  if (row != NULL)
    on_row_activated (self->list, row, self);
}

/* From what is typed down into what was found. */
static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WgSearchPopover *self)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return FALSE;
  for (int i = 0; gtk_list_box_get_row_at_index (self->list, i) != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, i);

      if (!gtk_list_box_row_get_activatable (row))
        continue;
      gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), TRUE);
      return gtk_widget_grab_focus (GTK_WIDGET (row));
    }
  return FALSE;
}

static void
on_stop_search (GtkSearchEntry *entry, WgSearchPopover *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
wg_search_popover_dispose (GObject *object)
{
  WgSearchPopover *self = WG_SEARCH_POPOVER (object);

  g_clear_handle_id (&self->again_timer, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->former, g_ptr_array_unref);
  g_clear_pointer (&self->features, g_ptr_array_unref);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_search_popover_parent_class)->dispose (object);
}

static void
wg_search_popover_finalize (GObject *object)
{
  g_object_unref (WG_SEARCH_POPOVER (object)->cancellable);
  G_OBJECT_CLASS (wg_search_popover_parent_class)->finalize (object);
}

static void
wg_search_popover_class_init (WgSearchPopoverClass *klass)
{
  GType type = WG_TYPE_SEARCH_POPOVER;

  G_OBJECT_CLASS (klass)->dispose = wg_search_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_search_popover_finalize;
  signals[CASE_CHOSEN]
      = g_signal_new ("case-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[PERSON_CHOSEN]
      = g_signal_new ("person-chosen", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
make_list (WgSearchPopover *self, GtkWidget *box)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Found"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "popover-rows");
  g_signal_connect (self->list, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_box_append (GTK_BOX (box), scroller);
  self->empty = gtk_label_new (_ ("Nothing is called that."));
  gtk_widget_add_css_class (self->empty, "dim-label");
  gtk_widget_set_visible (self->empty, FALSE);
  gtk_box_append (GTK_BOX (box), self->empty);
}

static void
wg_search_popover_init (WgSearchPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *entry = gtk_search_entry_new ();
  GtkEventController *keys;

  self->cancellable = g_cancellable_new ();
  self->entry = GTK_EDITABLE (entry);
  g_object_set (entry, "placeholder-text", _ ("Cases, grids, addresses, people"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search everything"), -1);
  g_signal_connect (entry, "search-changed", G_CALLBACK (on_search_changed), self);
  g_signal_connect (entry, "activate", G_CALLBACK (on_entry_activate), self);
  g_signal_connect (entry, "stop-search", G_CALLBACK (on_stop_search), self);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (entry, keys);
  gtk_widget_set_size_request (box, WIDTH, -1);
  gtk_box_append (GTK_BOX (box), entry);
  make_list (self, box);
  gtk_popover_set_child (GTK_POPOVER (self), box);
}

GtkWidget *
wg_search_popover_new (WgContext *context)
{
  WgSearchPopover *self = g_object_new (WG_TYPE_SEARCH_POPOVER, NULL);

  self->context = g_object_ref (context);
  return GTK_WIDGET (self);
}

void
wg_search_popover_set_text (WgSearchPopover *self, const char *text)
{
  gtk_editable_set_text (self->entry, text);
  gtk_editable_set_position (self->entry, -1);
}

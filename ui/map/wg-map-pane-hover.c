/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a number on the map asks "which grid, whose, how many are late?" before anybody clicks. The card answers beside
 * the pointer; the list does so where several cases share one place.
 */

#include "wg-map-pane-private.h"

#include "wg-store-people.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

#define CARD_OFFSET 16.0
#define CARD_CHARS 34
#define MAX_LISTED 12

/* --- The card --- */

void
wg_map_pane_add_hover_card (WgMapPane *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *labels[2];

  for (guint i = 0; i < 2; i++)
    {
      labels[i] = gtk_label_new (NULL);
      gtk_label_set_xalign (GTK_LABEL (labels[i]), 0.0f);
      gtk_label_set_max_width_chars (GTK_LABEL (labels[i]), CARD_CHARS);
      gtk_label_set_ellipsize (GTK_LABEL (labels[i]), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (card), labels[i]);
    }
  self->hover_title = labels[0];
  self->hover_text = labels[1];
  gtk_widget_add_css_class (self->hover_title, "heading");
  gtk_widget_add_css_class (self->hover_text, "caption");
  gtk_widget_add_css_class (self->hover_text, "numeric");
  gtk_label_set_lines (GTK_LABEL (self->hover_text), 4);
  gtk_widget_add_css_class (card, "wg-map-card");
  gtk_widget_add_css_class (card, "text");
  gtk_widget_set_halign (card, GTK_ALIGN_START);
  gtk_widget_set_valign (card, GTK_ALIGN_START);
  gtk_widget_set_can_target (card, FALSE);
  gtk_widget_set_visible (card, FALSE);
  self->hover_card = card;
  gtk_overlay_add_overlay (GTK_OVERLAY (self->overlay), card);
}

/* Beside the point, on the side where there is room. */
static void
place_card (WgMapPane *self, double x, double y)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  int card_width, card_height;

  gtk_widget_set_margin_start (self->hover_card, 0);
  gtk_widget_set_margin_top (self->hover_card, 0);
  gtk_widget_set_visible (self->hover_card, TRUE);
  gtk_widget_measure (self->hover_card, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &card_width, NULL, NULL);
  gtk_widget_measure (self->hover_card, GTK_ORIENTATION_VERTICAL, card_width, NULL, &card_height, NULL, NULL);
  x = x + CARD_OFFSET + card_width > width ? x - CARD_OFFSET - card_width : x + CARD_OFFSET;
  y = y + CARD_OFFSET + card_height > height ? y - CARD_OFFSET - card_height : y + CARD_OFFSET;
  gtk_widget_set_margin_start (self->hover_card, (int)MAX (0.0, x));
  gtk_widget_set_margin_top (self->hover_card, (int)MAX (0.0, y));
}

void
wg_map_pane_hide_hover (WgMapPane *self)
{
  g_clear_handle_id (&self->hover_timer, g_source_remove);
  self->hover_grid = 0;
  if (self->hover_card != NULL)
    gtk_widget_set_visible (self->hover_card, FALSE);
}

/* --- A case --- */

static char *
format_clock (WgMapPane *self, const WgCaseRecord *record)
{
  if (wg_case_record_is_suspended (record))
    return g_strdup (C_ ("case", "Suspended"));
  if (record->due_ms == WG_NO_TIME)
    return g_strdup (_ ("No limit runs"));
  return wg_time_format_left (record->due_ms - wg_context_get_now (self->context));
}

static void
describe_case (WgMapPane *self, const WgCaseRecord *record)
{
  g_autofree char *clock = format_clock (self, record);
  g_autofree char *text
      = g_strdup_printf ("%s · %s\n%s", record->number, wg_case_state_get_label (record->state), clock);

  gtk_label_set_label (GTK_LABEL (self->hover_title), record->title);
  gtk_label_set_label (GTK_LABEL (self->hover_text), text);
}

/* --- A card of cases --- */

static void
describe_cluster (WgMapPane *self, const WgCaseCluster *cluster)
{
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u case", "%u cases", cluster->count),
                                            cluster->count);
  g_autofree char *text = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u of them overdue", "%u of them overdue", cluster->n_overdue),
      cluster->n_overdue);

  gtk_label_set_label (GTK_LABEL (self->hover_title), title);
  gtk_label_set_label (GTK_LABEL (self->hover_text), text);
}

/* --- A building --- */

static void
describe_building (WgMapPane *self, const WgMapPick *pick)
{
  WgCity *city = wg_city_feed_get_city (self->feed);
  WgCityCases *cases = wg_city_feed_get_cases (self->feed);
  const char *address = wg_city_get_building_address (city, pick->building);
  gint64 id = wg_city_get_building_id (city, pick->building);
  guint mark = wg_city_get_building_mark (city, pick->building);
  guint n = cases != NULL ? wg_city_cases_count_in_building (cases, id) : 0;
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%u open case", "%u open cases", n), n);
  if (mark > 0)
    g_string_append_printf (text, "\n%s", wg_city_get_mark (city, mark)->name);
  if (pick->grid != WG_NO_INDEX)
    g_string_append_printf (text, "\n%s", wg_city_get_grid_name (city, pick->grid));
  gtk_label_set_label (GTK_LABEL (self->hover_title), address[0] != '\0' ? address : _ ("Building without address"));
  gtk_label_set_label (GTK_LABEL (self->hover_text), text->str);
}

/* --- A grid --- */

static void
write_grid_text (WgMapPane *self, guint grid, const char *keeper)
{
  WgCityColours *colours = wg_city_feed_get_colours (self->feed);
  WgCity *city = wg_city_feed_get_city (self->feed);
  const WgGridColour *row = wg_city_colours_get (colours, grid);
  g_autoptr (GString) text = g_string_new (wg_city_get_grid_code (city, grid));

  g_string_append_c (text, '\n');
  /* Translators: of one grid: open cases, and how many of them are overdue. */
  g_string_append_printf (text, C_ ("hover card", "%u open, %u overdue"), row->open, row->overdue);
  if (row->suspended > 0)
    g_string_append_printf (text, C_ ("hover card", ", %u suspended"), row->suspended);
  if (keeper != NULL && keeper[0] != '\0')
    {
      g_string_append_c (text, '\n');
      g_string_append_printf (text, C_ ("hover card", "Kept by %s"), keeper);
    }
  gtk_label_set_label (GTK_LABEL (self->hover_text), text->str);
}

typedef struct
{
  WgMapPane *pane; /* borrowed; the cancellable ends it */
  gint64 grid_id;
} KeeperQuestion;

static void
on_keepers_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree KeeperQuestion *question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = wg_store_list_persons_finish (WG_STORE (source), result, &error);
  g_autoptr (GString) names = NULL;
  WgMapPane *self = question->pane;
  guint grid;

  if (persons == NULL)
    return; /* cancelled, or not to be read: the card goes without a keeper */
  names = g_string_new (NULL);
  for (guint i = 0; i < persons->len; i++)
    {
      const WgPerson *person = g_ptr_array_index (persons, i);

      g_string_append_printf (names, "%s%s", i > 0 ? C_ ("between names", ", ") : "", person->name);
    }
  g_hash_table_insert (self->keepers, g_memdup2 (&question->grid_id, sizeof question->grid_id), g_strdup (names->str));
  if (self->hover_grid != question->grid_id)
    return;
  grid = wg_city_find_grid (wg_city_feed_get_city (self->feed), question->grid_id);
  if (grid != WG_NO_INDEX)
    write_grid_text (self, grid, names->str);
}

static void
ask_keepers (WgMapPane *self, guint grid)
{
  WgCity *city = wg_city_feed_get_city (self->feed);
  WgPersonQuery query = { .grid_code = wg_city_get_grid_code (city, grid), .unit_id = G_MININT64, .limit = 2 };
  KeeperQuestion *question = g_new0 (KeeperQuestion, 1);

  question->pane = self;
  question->grid_id = wg_city_get_grid_id (city, grid);
  wg_store_list_persons_async (wg_context_get_store (self->context), &query, self->cancellable, on_keepers_read,
                               question);
}

static void
describe_grid (WgMapPane *self, guint grid)
{
  WgCity *city = wg_city_feed_get_city (self->feed);
  gint64 id = wg_city_get_grid_id (city, grid);
  const char *keeper = g_hash_table_lookup (self->keepers, &id);
  const char *name = wg_city_get_grid_name (city, grid);

  gtk_label_set_label (GTK_LABEL (self->hover_title), name[0] != '\0' ? name : wg_city_get_grid_code (city, grid));
  write_grid_text (self, grid, keeper);
  self->hover_grid = id;
  if (keeper == NULL)
    ask_keepers (self, grid);
}

/* --- Somebody on duty --- */

static void
describe_person (WgMapPane *self, const WgPosition *position)
{
  int minutes = (int) (MAX (0, wg_context_get_now (self->context) - position->at_ms) / 60000);
  g_autofree char *seen = minutes < 60 ? g_strdup_printf (_ ("Seen here %d min ago"), minutes)
                                       : g_strdup_printf (_ ("Seen here %d h %d min ago"), minutes / 60, minutes % 60);
  g_autofree char *text = g_strdup_printf ("%s\n%s", wg_person_kind_get_label (position->kind), seen);

  gtk_label_set_label (GTK_LABEL (self->hover_title), position->name);
  gtk_label_set_label (GTK_LABEL (self->hover_text), text);
}

void
wg_map_pane_show_hover (WgMapPane *self, const WgMapPick *pick, double x, double y)
{
  WgCaseRecord *record = wg_case_board_find (wg_context_get_board (self->context), pick->case_id);
  guint grid = pick->shown_grid != WG_NO_INDEX ? pick->shown_grid : pick->grid;
  const WgPosition *person = wg_people_marks_find (self->people, x, y);

  wg_map_pane_hide_hover (self);
  if (pick->case_cluster != NULL)
    describe_cluster (self, pick->case_cluster);
  else if (record != NULL)
    describe_case (self, record);
  else if (person != NULL)
    describe_person (self, person);
  else if (pick->building != WG_NO_INDEX)
    describe_building (self, pick);
  else if (grid != WG_NO_INDEX && wg_city_feed_get_colours (self->feed) != NULL)
    describe_grid (self, grid);
  else
    return;
  place_card (self, x, y);
}

/* --- Several cases on one point --- */

static void
on_row_activated (WgMapPane *self, GtkListBoxRow *row)
{
  gint64 *case_id = g_object_get_data (G_OBJECT (row), "case-id");

  gtk_popover_popdown (GTK_POPOVER (self->list));
  wg_map_pane_select_case (self, *case_id);
}

static GtkWidget *
make_row (WgMapPane *self, const WgCaseRecord *record)
{
  GtkWidget *row = gtk_list_box_row_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (record->title), *second;
  g_autofree char *clock = format_clock (self, record);
  g_autofree char *text
      = g_strdup_printf ("%s · %s · %s", record->number, wg_case_state_get_label (record->state), clock);

  second = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (title), 0.0f);
  gtk_label_set_xalign (GTK_LABEL (second), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (title), CARD_CHARS);
  gtk_widget_add_css_class (second, "caption");
  gtk_widget_add_css_class (second, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), second);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data_full (G_OBJECT (row), "case-id", g_memdup2 (&record->id, sizeof record->id), g_free);
  return row;
}

static GtkWidget *
make_list (WgMapPane *self, const guint *members, guint n_members)
{
  WgCityCases *cases = wg_city_feed_get_cases (self->feed);
  GtkWidget *rows = gtk_list_box_new (), *scroller = gtk_scrolled_window_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (rows), GTK_SELECTION_NONE);
  for (guint i = 0; i < n_members; i++)
    {
      const WgCasePoint *point = wg_city_cases_get_point (cases, members[i]);
      WgCaseRecord *record = wg_case_board_find (wg_context_get_board (self->context), point->id);

      if (record != NULL)
        gtk_list_box_append (GTK_LIST_BOX (rows), make_row (self, record));
    }
  g_signal_connect_swapped (rows, "row-activated", G_CALLBACK (on_row_activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_LISTED * 44);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), rows);
  return scroller;
}

void
wg_map_pane_show_list (WgMapPane *self, const guint *members, guint n_members, double x, double y)
{
  const GdkRectangle point = { (int)x - 16, (int)y - 16, 32, 32 };

  wg_map_pane_hide_hover (self);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  self->list = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (self->list), make_list (self, members, n_members));
  gtk_popover_set_pointing_to (GTK_POPOVER (self->list), &point);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  gtk_popover_popup (GTK_POPOVER (self->list));
}

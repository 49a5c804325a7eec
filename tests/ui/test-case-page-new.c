/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of a new case over a real database: what it asks for, what it sends, and that a draft is never lost. */

#include "wg-case-page-new.h"

#include "wg-caller-list.h"
#include "wg-case-ending.h"
#include "wg-class-chooser.h"
#include "wg-duplicate-list.h"
#include "wg-place-chooser.h"
#include "wg-store-settings.h"
#include "wg-test-store.h"

#include <adwaita.h>
#include <glib/gstdio.h>
#include <math.h>

#define A_LON 116.603
#define A_LAT 40.303

typedef struct
{
  WgTestStore store;
  WgContext *context;
  GtkWidget *window;
  GtkWidget *page;
  char *number; /* of the last done */
  guint n_cancelled;
} Fixture;

static void
on_done (Fixture *f, const char *number)
{
  g_free (f->number);
  f->number = g_strdup (number);
}

static void
on_cancelled (Fixture *f)
{
  f->n_cancelled++;
}

static void
set_roles (Fixture *f, guint roles)
{
  WgOperator who = { .id = WG_TEST_INTAKE, .login = (char *) "intake", .name = (char *) "Intake", .person_id = G_MININT64,
                     .active = TRUE, .roles = roles };

  wg_context_set_operator (f->context, &who);
}

static void
set_up (Fixture *f, gconstpointer user_data)
{
  wg_test_store_set_up (&f->store, NULL);
  f->context = wg_context_new (f->store.store, NULL);
  set_roles (f, WG_ROLE_INTAKE);
  f->page = wg_case_page_new_new (f->context);
  g_signal_connect_swapped (f->page, "done", G_CALLBACK (on_done), f);
  g_signal_connect_swapped (f->page, "cancelled", G_CALLBACK (on_cancelled), f);
  f->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (f->window), 404, 900);
  adw_window_set_content (ADW_WINDOW (f->window), f->page);
  gtk_window_present (GTK_WINDOW (f->window));
  f->number = NULL;
  f->n_cancelled = 0;
  while (!wg_case_board_is_loaded (wg_context_get_board (f->context)))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *f, gconstpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  g_object_unref (f->context);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_free (f->number);
  wg_test_store_tear_down (&f->store);
}

static gpointer
get_child (Fixture *f, const char *name)
{
  GObject *child = gtk_widget_get_template_child (f->page, WG_TYPE_CASE_PAGE_NEW, name);

  g_assert_nonnull (child);
  return child;
}

static gpointer
get_inner_child (Fixture *f, const char *part, const char *name)
{
  GtkWidget *widget = get_child (f, part);
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (child);
  return child;
}

static gboolean
says (gpointer label, const char *text)
{
  return gtk_widget_get_visible (label) && strstr (gtk_label_get_text (label), text) != NULL;
}

static gboolean
has_focus (Fixture *f, gpointer widget)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (f->window));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
type (gpointer editable, const char *text)
{
  gtk_editable_set_text (editable, text);
}

static void
tick (GtkWidget *button)
{
  gtk_widget_grab_focus (button);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (button), TRUE);
}

static void
fill (Fixture *f)
{
  type (get_child (f, "title"), "井盖缺失");
  wg_class_chooser_set_code (get_child (f, "class_chooser"), "P0101-1");
  wg_case_page_new_set_place (WG_CASE_PAGE_NEW (f->page), A_LON, A_LAT);
  type (get_child (f, "reporter_name"), "赵女士");
  type (get_child (f, "reporter_phone"), "13800000000");
}

static void
press_register (Fixture *f)
{
  g_assert_true (gtk_widget_activate_action (f->page, "new-case.register", NULL));
  while (wg_context_is_busy (f->context))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_registers (Fixture *f, gconstpointer user_data)
{
  WgCaseBoard *board = wg_context_get_board (f->context);
  WgCaseRecord *record;

  g_assert_true (wg_case_page_new_is_empty (WG_CASE_PAGE_NEW (f->page)));
  fill (f);
  g_assert_false (wg_case_page_new_is_empty (WG_CASE_PAGE_NEW (f->page)));
  press_register (f);
  g_assert_nonnull (f->number);
  while ((record = wg_case_board_find_number (board, f->number)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (record->title, ==, "井盖缺失");
  g_assert_cmpstr (record->class_code, ==, "P0101-1");
  g_assert_cmpstr (record->channel, ==, "hotline");
  g_assert_cmpfloat_with_epsilon (record->lon, A_LON, 1e-6);
  g_assert_cmpint (record->grid_id, !=, WG_NO_ID);
  g_assert_cmpint (wg_selection_get_case (wg_context_get_selection (f->context)), ==, record->id);
  g_assert_true (wg_case_page_new_is_empty (WG_CASE_PAGE_NEW (f->page)));
  g_assert_false (gtk_widget_get_visible (get_child (f, "news")));
}

static void
test_keeps_the_reporter (Fixture *f, gconstpointer user_data)
{
  g_autoptr (WgCaseFile) file = NULL;
  const WgCaseReporter *reporter;

  fill (f);
  press_register (f);
  file = wg_test_load_case (f->store.store, f->number);
  g_assert_cmpuint (file->reporters->len, ==, 1);
  reporter = g_ptr_array_index (file->reporters, 0);
  g_assert_false (reporter->anonymous);
  g_assert_cmpstr (reporter->name, ==, "赵女士");
  g_assert_cmpstr (reporter->phone, ==, "13800000000");
}

/* Each step mends what the one before complained about. */
static void
test_says_what_is_missing (Fixture *f, gconstpointer user_data)
{
  g_assert_false (gtk_widget_get_visible (get_child (f, "title_problem")));
  press_register (f);
  g_assert_null (f->number);
  g_assert_true (says (get_child (f, "title_problem"), "title"));
  g_assert_true (says (get_inner_child (f, "class_chooser", "problem"), "class"));
  g_assert_true (says (get_inner_child (f, "place", "problem"), "longitude"));
  g_assert_true (says (get_child (f, "reporter_problem"), "anonymous"));
  g_assert_true (has_focus (f, get_child (f, "title")));

  type (get_child (f, "title"), "井盖缺失");
  g_assert_false (gtk_widget_get_visible (get_child (f, "title_problem")));
  wg_class_chooser_set_code (get_child (f, "class_chooser"), "P0101-1");
  g_assert_false (gtk_widget_get_visible (get_inner_child (f, "class_chooser", "problem")));
  type (get_inner_child (f, "place", "lon"), "east");
  type (get_inner_child (f, "place", "lat"), "40.3");
  g_assert_true (says (get_inner_child (f, "place", "problem"), "-180"));
  type (get_inner_child (f, "place", "lon"), "116.603");
  type (get_inner_child (f, "place", "lat"), "91");
  g_assert_true (says (get_inner_child (f, "place", "problem"), "-90"));
  type (get_inner_child (f, "place", "lat"), "40.303");
  g_assert_false (gtk_widget_get_visible (get_inner_child (f, "place", "problem")));
  press_register (f);
  g_assert_null (f->number);
  g_assert_true (has_focus (f, get_child (f, "reporter_name")));
  tick (get_child (f, "anonymous"));
  g_assert_false (gtk_widget_get_visible (get_child (f, "reporter_problem")));
  press_register (f);
  g_assert_nonnull (f->number);
}

static void
test_place_unknown (Fixture *f, gconstpointer user_data)
{
  WgCaseRecord *record;

  fill (f);
  tick (get_inner_child (f, "place", "unknown"));
  press_register (f);
  g_assert_null (f->number);
  g_assert_true (says (get_inner_child (f, "place", "problem"), "address"));
  type (get_inner_child (f, "place", "address"), "和平里 3 号楼");
  press_register (f);
  while ((record = wg_case_board_find_number (wg_context_get_board (f->context), f->number)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (wg_case_record_has_place (record));
  g_assert_cmpstr (record->address, ==, "和平里 3 号楼");
}

static void
change_setting (Fixture *f, const char *name, double value)
{
  WgTestWait wait = { NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  wg_store_change_setting_async (f->store.store, WG_TEST_DUTY, name, value, NULL, NULL, wg_test_wait_ready, &wait);
  result = wg_test_wait (&wait);
  wg_store_change_setting_finish (f->store.store, result, &error);
  g_assert_no_error (error);
}

static void
test_shows_the_grid (Fixture *f, gconstpointer user_data)
{
  GtkWidget *grid = get_inner_child (f, "place", "grid");
  GtkWidget *border = get_inner_child (f, "place", "border");

  g_assert_false (gtk_widget_get_visible (grid));
  wg_case_page_new_set_place (WG_CASE_PAGE_NEW (f->page), A_LON, A_LAT);
  g_assert_true (says (grid, "(A)"));
  g_assert_false (gtk_widget_get_visible (border));
  wg_case_page_new_set_place (WG_CASE_PAGE_NEW (f->page), 116.60995, A_LAT);
  g_assert_true (says (grid, "(A)"));
  while (!says (border, "4 m"))
    g_main_context_iteration (NULL, TRUE);
  change_setting (f, "border-metres", 2);
  while (gtk_widget_get_visible (border))
    g_main_context_iteration (NULL, TRUE);
  wg_case_page_new_set_place (WG_CASE_PAGE_NEW (f->page), 117, A_LAT);
  g_assert_true (says (grid, "outside all grids"));
  g_assert_true (gtk_widget_has_css_class (grid, "warn"));
}

static void
test_middle_of_the_map (Fixture *f, gconstpointer user_data)
{
  const WgMapSight sight = { 116.615, 40.305, 16, 0 };
  GtkWidget *button = get_inner_child (f, "place", "middle");
  double lon, lat;

  g_assert_false (gtk_widget_get_sensitive (button));
  wg_context_report_sight (f->context, &sight);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (wg_place_chooser_get_place (get_child (f, "place"), &lon, &lat));
  g_assert_cmpfloat_with_epsilon (lon, 116.615, 1e-6);
  g_assert_cmpfloat_with_epsilon (lat, 40.305, 1e-6);
  g_assert_true (says (get_inner_child (f, "place", "grid"), "(B)"));
}

/* A limit that runs day and night allows the emergency route; another leaves it to the class. */
static void
test_emergency_route (Fixture *f, gconstpointer user_data)
{
  GtkWidget *emergency = get_child (f, "emergency");
  WgCaseRecord *record;

  fill (f);
  wg_class_chooser_set_code (get_child (f, "class_chooser"), "E0113-1");
  g_assert_false (gtk_widget_get_visible (emergency));
  g_assert_true (says (get_child (f, "route"), wg_route_get_label (WG_ROUTE_GENERAL)));
  wg_class_chooser_set_code (get_child (f, "class_chooser"), "E0120-1");
  g_assert_true (gtk_widget_get_visible (emergency));
  g_assert_false (gtk_check_button_get_active (GTK_CHECK_BUTTON (emergency)));
  tick (emergency);
  press_register (f);
  while ((record = wg_case_board_find_number (wg_context_get_board (f->context), f->number)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (record->route, ==, WG_ROUTE_EMERGENCY);
}

static gint64
report_case (Fixture *f, double lon, double lat)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) result = wg_test_perform (f->store.store, wg_test_report (lon, lat), &error);

  g_assert_no_error (error);
  while (wg_case_board_find (wg_context_get_board (f->context), result->case_id) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return result->case_id;
}

static void
wait_for_duplicates (Fixture *f, guint n)
{
  while (wg_duplicate_list_get_n_cases (get_child (f, "duplicates")) != n)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_possible_duplicates (Fixture *f, gconstpointer user_data)
{
  WgDuplicateList *duplicates = get_child (f, "duplicates");
  GtkListBox *list = get_inner_child (f, "duplicates", "list");
  gint64 far_id = report_case (f, A_LON + 0.0004, A_LAT); /* 34 m */
  gint64 near_id = report_case (f, A_LON + 0.0001, A_LAT);

  report_case (f, A_LON + 0.0007, A_LAT); /* 60 m */
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (duplicates)));
  wg_case_page_new_set_place (WG_CASE_PAGE_NEW (f->page), A_LON, A_LAT);
  g_assert_cmpuint (wg_duplicate_list_get_n_cases (duplicates), ==, 0);
  wg_class_chooser_set_code (get_child (f, "class_chooser"), "P0101-1");
  wait_for_duplicates (f, 2);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (duplicates)));
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 0));
  g_assert_cmpint (wg_selection_get_case (wg_context_get_selection (f->context)), ==, near_id);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (list, 1));
  g_assert_cmpint (wg_selection_get_case (wg_context_get_selection (f->context)), ==, far_id);

  report_case (f, A_LON, A_LAT);
  g_assert_cmpuint (wg_duplicate_list_get_n_cases (duplicates), ==, 3);
  /* What is near is what the district says, from the moment it says so. */
  change_setting (f, "duplicate-metres", 70);
  wait_for_duplicates (f, 4);
  change_setting (f, "duplicate-metres", 20);
  wait_for_duplicates (f, 2);
  wg_class_chooser_set_code (get_child (f, "class_chooser"), "E0120-1");
  g_assert_cmpuint (wg_duplicate_list_get_n_cases (duplicates), ==, 0);
}

static void
test_draft_survives_cancel (Fixture *f, gconstpointer user_data)
{
  g_assert_true (gtk_widget_activate_action (f->page, "new-case.cancel", NULL));
  g_assert_cmpuint (f->n_cancelled, ==, 1);
  fill (f);
  g_assert_true (gtk_widget_activate_action (f->page, "new-case.cancel", NULL));
  g_assert_cmpuint (f->n_cancelled, ==, 2);
  g_assert_cmpstr (gtk_editable_get_text (get_child (f, "title")), ==, "井盖缺失");
  g_assert_true (gtk_widget_activate_action (f->page, "new-case.clear", NULL));
  g_assert_true (wg_case_page_new_is_empty (WG_CASE_PAGE_NEW (f->page)));
}

/* The store knows more than the window: the operator of this seat may do nothing at all. */
static void
test_refusal_keeps_everything (Fixture *f, gconstpointer user_data)
{
  WgOperator who = { .id = WG_TEST_AUDITOR, .login = (char *) "auditor", .name = (char *) "Auditor",
                     .person_id = G_MININT64, .active = TRUE, .roles = WG_ROLE_INTAKE };
  GtkLabel *news = get_child (f, "news");

  wg_context_set_operator (f->context, &who);
  fill (f);
  press_register (f);
  g_assert_null (f->number);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (news)));
  g_assert_cmpstr (gtk_label_get_text (news), !=, "");
  g_assert_cmpstr (gtk_editable_get_text (get_child (f, "title")), ==, "井盖缺失");
  g_assert_true (gtk_widget_get_sensitive (get_child (f, "title")));
  set_roles (f, WG_ROLE_INTAKE);
  press_register (f);
  g_assert_nonnull (f->number);
}

static void
test_only_for_some (Fixture *f, gconstpointer user_data)
{
  GtkLabel *news = get_child (f, "news");

  set_roles (f, WG_ROLE_AUDITOR);
  fill (f);
  g_assert_true (says (news, wg_role_get_label (WG_ROLE_INTAKE)));
  press_register (f);
  g_assert_null (f->number);
  set_roles (f, WG_ROLE_DUTY | WG_ROLE_INTAKE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (news)));
}

static void
wait_until_shown (gpointer widget, gboolean shown)
{
  while (gtk_widget_get_visible (widget) != shown)
    g_main_context_iteration (NULL, TRUE);
}

/* The first child of a kind below a widget that was made without a template. */
static gpointer
find_child (gpointer top, GType type, const char *text)
{
  for (GtkWidget *child = gtk_widget_get_first_child (top); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      gpointer found = find_child (child, type, text);

      if (G_TYPE_CHECK_INSTANCE_TYPE (child, type)
          && (text == NULL || (GTK_IS_ENTRY (child) && strstr (gtk_entry_get_placeholder_text (GTK_ENTRY (child)), text) != NULL)))
        return child;
      if (found != NULL)
        return found;
    }
  return NULL;
}

/* Who telephones again is known by the telephone, and the fields keep the focus meanwhile. */
static void
test_caller (Fixture *f, gconstpointer user_data)
{
  WgCallerList *caller = get_child (f, "caller");
  GtkWidget *phone = get_child (f, "reporter_phone");

  fill (f);
  press_register (f);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (caller)));
  gtk_widget_grab_focus (phone);
  type (phone, "1380000");
  type (phone, "13800000000");
  wait_until_shown (caller, TRUE);
  g_assert_cmpuint (wg_caller_list_get_n_cases (caller), ==, 1);
  g_assert_true (has_focus (f, phone));
  type (phone, "13800000001");
  wait_until_shown (caller, FALSE);
  g_assert_cmpuint (wg_caller_list_get_n_cases (caller), ==, 0);
}

/* What is settled while it is told is closed at once, and not before it is said by whom and how. */
static void
test_on_the_spot (Fixture *f, gconstpointer user_data)
{
  GtkWidget *ending = get_child (f, "ending");
  GtkCheckButton *on_spot = find_child (ending, GTK_TYPE_CHECK_BUTTON, NULL);
  GtkWidget *solver = find_child (ending, GTK_TYPE_ENTRY, "Who solved");
  g_autoptr (WgCaseFile) file = NULL;

  fill (f);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (on_spot)));
  g_assert_false (gtk_widget_get_visible (solver));
  tick (GTK_WIDGET (on_spot));
  g_assert_true (gtk_widget_get_visible (solver));
  press_register (f);
  g_assert_null (f->number);
  g_assert_true (has_focus (f, solver));
  type (solver, "王建国");
  type (find_child (ending, GTK_TYPE_ENTRY, "What was done"), "已复位");
  while (!wg_case_ending_check (WG_CASE_ENDING (ending), FALSE))
    g_main_context_iteration (NULL, TRUE);
  press_register (f);
  g_assert_nonnull (f->number);
  file = wg_test_load_case (f->store.store, f->number);
  g_assert_cmpint (file->record->state, ==, WG_CASE_STATE_CLOSED);
  g_assert_true (file->record->on_spot);
}

/* A visit is appointed in the form, in the future, and only where there are visits. */
static void
test_appointment (Fixture *f, gconstpointer user_data)
{
  GtkWidget *ending = get_child (f, "ending");
  GtkWidget *appointed = find_child (ending, GTK_TYPE_ENTRY, "Appointed");

  fill (f);
  g_assert_false (gtk_widget_get_visible (appointed));
  wg_class_chooser_set_code (get_child (f, "class_chooser"), WG_APPOINTMENT_CLASS "-1");
  g_assert_true (gtk_widget_get_visible (appointed));
  type (appointed, "2001-01-01 09:00");
  g_assert_false (wg_case_ending_check (WG_CASE_ENDING (ending), TRUE));
  type (appointed, "soon");
  g_assert_false (wg_case_ending_check (WG_CASE_ENDING (ending), TRUE));
  type (appointed, "2035-01-01 09:00");
  g_assert_true (wg_case_ending_check (WG_CASE_ENDING (ending), TRUE));
  press_register (f);
  g_assert_nonnull (f->number);
}

/* What, where, who: in the order in which it is told. */
static void
test_tab_order (Fixture *f, gconstpointer user_data)
{
  const WgMapSight sight = { 116.615, 40.305, 16, 0 };
  const gpointer stops[] = {
    get_child (f, "title"), get_child (f, "class_chooser"), get_child (f, "channel"), get_inner_child (f, "place", "middle"),
    get_inner_child (f, "place", "lon"), get_inner_child (f, "place", "lat"), get_inner_child (f, "place", "unknown"),
    get_inner_child (f, "place", "address"), get_child (f, "reporter_name"), get_child (f, "reporter_phone"),
    get_child (f, "anonymous"),
  };

  wg_context_report_sight (f->context, &sight);
  wg_case_page_new_take_focus (WG_CASE_PAGE_NEW (f->page));
  for (gsize i = 0; i < G_N_ELEMENTS (stops); i++)
    {
      g_assert_true (has_focus (f, stops[i]));
      gtk_widget_child_focus (f->window, GTK_DIR_TAB_FORWARD);
    }
}

/* Another start of the program on the same database. */
static char *
read_title_again (Fixture *f, char **phone, char **code)
{
  g_autoptr (WgContext) again = wg_context_new (f->store.store, NULL);
  g_autoptr (GtkWidget) page = g_object_ref_sink (wg_case_page_new_new (again));
  GObject *title = gtk_widget_get_template_child (page, WG_TYPE_CASE_PAGE_NEW, "title");
  GObject *reporter = gtk_widget_get_template_child (page, WG_TYPE_CASE_PAGE_NEW, "reporter_phone");
  GObject *chooser = gtk_widget_get_template_child (page, WG_TYPE_CASE_PAGE_NEW, "class_chooser");
  const WgCaseClass *chosen = wg_class_chooser_get_class (WG_CLASS_CHOOSER (chooser));

  *phone = g_strdup (gtk_editable_get_text (GTK_EDITABLE (reporter)));
  *code = chosen != NULL ? g_strdup (chosen->code) : NULL;
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (title)));
}

static void
wait_for_title_again (Fixture *f, const char *wanted, const char *wanted_phone, const char *wanted_code)
{
  gboolean same = FALSE;

  while (!same)
    {
      g_autofree char *phone = NULL;
      g_autofree char *code = NULL;
      g_autofree char *title = read_title_again (f, &phone, &code);

      same = g_str_equal (title, wanted) && g_str_equal (phone, wanted_phone) && g_strcmp0 (code, wanted_code) == 0;
      g_main_context_iteration (NULL, FALSE);
    }
}

static void
assert_private (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_state_dir (), "wangge", "drafts", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      GStatBuf info;

      g_assert_cmpint (g_stat (path, &info), ==, 0);
      g_assert_cmpint (info.st_mode & 077, ==, 0);
      n++;
    }
  g_assert_cmpuint (n, >, 0);
}

/* Nobody closes anything: what lies in the file is all that the next start has. */
static void
test_survives_a_crash (Fixture *f, gconstpointer user_data)
{
  type (get_child (f, "title"), "井盖缺失 = [1]; \\ “x” 😀");
  type (get_child (f, "reporter_phone"), "13800000000");
  wg_class_chooser_set_code (get_child (f, "class_chooser"), "P0101-1");
  wait_for_title_again (f, "井盖缺失 = [1]; \\ “x” 😀", "13800000000", "P0101-1");
  assert_private ();
  gtk_widget_activate_action (f->page, "new-case.clear", NULL);
  wait_for_title_again (f, "", "", NULL);
}

/* Who works here is known a moment after the page: that does not take the sentence away that says where the text is from. */
static void
test_offer_stays (Fixture *f, gconstpointer user_data)
{
  GtkWidget *page;
  GtkLabel *news;

  fill (f);
  page = g_object_ref_sink (wg_case_page_new_new (f->context));
  news = GTK_LABEL (gtk_widget_get_template_child (page, WG_TYPE_CASE_PAGE_NEW, "news"));
  g_assert_true (says (news, "typed before"));
  set_roles (f, WG_ROLE_AUDITOR);
  g_assert_true (says (news, wg_role_get_label (WG_ROLE_INTAKE)));
  set_roles (f, WG_ROLE_DUTY | WG_ROLE_INTAKE);
  g_assert_true (says (news, "typed before"));
  gtk_widget_activate_action (f->page, "new-case.clear", NULL);
  g_object_unref (page);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, func) g_test_add ("/case-page-new/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("registers", test_registers);
  ADD ("offer-stays", test_offer_stays);
  ADD ("keeps-the-reporter", test_keeps_the_reporter);
  ADD ("says-what-is-missing", test_says_what_is_missing);
  ADD ("place-unknown", test_place_unknown);
  ADD ("shows-the-grid", test_shows_the_grid);
  ADD ("middle-of-the-map", test_middle_of_the_map);
  ADD ("emergency-route", test_emergency_route);
  ADD ("possible-duplicates", test_possible_duplicates);
  ADD ("draft-survives-cancel", test_draft_survives_cancel);
  ADD ("survives-a-crash", test_survives_a_crash);
  ADD ("refusal-keeps-everything", test_refusal_keeps_everything);
  ADD ("caller", test_caller);
  ADD ("on-the-spot", test_on_the_spot);
  ADD ("appointment", test_appointment);
  ADD ("tab-order", test_tab_order);
  ADD ("only-for-some", test_only_for_some);
#undef ADD
  return g_test_run ();
}

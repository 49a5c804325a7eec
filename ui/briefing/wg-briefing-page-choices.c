/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what can be shown is more than six periods: what the centre composed, its campaigns, what was supervised, and every
 * briefing that was ever issued. And the report of the month has a day by which it is wanted.
 */

#include "wg-briefing-page-private.h"

#include "wg-campaign.h"
#include "wg-sheet.h"
#include "wg-store-members.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *report;
  const char *label;
} kinds[] = {
  { "day", NC_ ("briefing kind", "Daily") },        { "week", NC_ ("briefing kind", "Weekly") },
  { "month", NC_ ("briefing kind", "Monthly") },    { "quarter", NC_ ("briefing kind", "Quarterly") },
  { "half", NC_ ("briefing kind", "Half-year") },   { "year", NC_ ("briefing kind", "Annual") },
  { "supervision", NC_ ("briefing kind", "Supervision") },
};

static const char *
get_kind_label (const char *report)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].report, report))
        return g_dpgettext2 (GETTEXT_PACKAGE, "briefing kind", kinds[i].label);
    }
  return C_ ("briefing kind", "Campaign");
}

/* --- The list --- */

static void
choice_free (gpointer data)
{
  WgBriefingChoice *choice = data;

  g_free (choice->label);
  g_free (choice->report);
  g_free (choice->campaign);
  g_free (choice->name);
  g_free (choice);
}

/* Takes the label. */
static void
add (GPtrArray *choices, char *label, const char *report, const char *campaign, const char *name)
{
  WgBriefingChoice *choice = g_new0 (WgBriefingChoice, 1);

  *choice = (WgBriefingChoice){ label, g_strdup (report), g_strdup (campaign), g_strdup (name) };
  g_ptr_array_add (choices, choice);
}

static GPtrArray *
list_choices (JsonObject *campaigns, JsonObject *plans)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (choice_free);
  g_autoptr (GList) campaign_names = campaigns != NULL ? json_object_get_members (campaigns) : NULL;
  g_autoptr (GList) plan_names = plans != NULL ? json_object_get_members (plans) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add (choices, g_strdup (get_kind_label (kinds[i].report)), kinds[i].report, NULL, NULL);
  for (GList *at = campaign_names; at != NULL; at = at->next)
    add (choices, g_strdup_printf (_ ("Campaign: %s"), (char *) at->data), "campaign", at->data, NULL);
  for (GList *at = plan_names; at != NULL; at = at->next)
    {
      JsonNode *node = json_object_get_member (plans, at->data);
      g_autoptr (WgBriefingPlan) plan = JSON_NODE_HOLDS_OBJECT (node) ? wg_briefing_plan_from_json (at->data, json_node_get_object (node), NULL) : NULL;

      if (plan != NULL)
        add (choices, g_strdup (plan->name), plan->report, plan->campaign, plan->name);
    }
  return choices;
}

static gboolean
is_shown (WgBriefingPage *self, const WgBriefingChoice *choice)
{
  return g_strcmp0 (choice->name, self->name) == 0
         && (choice->name != NULL || (g_str_equal (choice->report, self->report) && g_strcmp0 (choice->campaign, self->campaign) == 0));
}

void
wg_briefing_page_select_choice (WgBriefingPage *self)
{
  guint chosen = GTK_INVALID_LIST_POSITION;

  for (guint i = 0; i < self->choices->len && chosen == GTK_INVALID_LIST_POSITION; i++)
    chosen = is_shown (self, g_ptr_array_index (self->choices, i)) ? i : chosen;
  gtk_drop_down_set_selected (self->kinds, chosen);
}

void
wg_briefing_page_fill_choices (WgBriefingPage *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  g_clear_pointer (&self->choices, g_ptr_array_unref);
  self->choices = list_choices (self->campaigns, self->plans);
  for (guint i = 0; i < self->choices->len; i++)
    gtk_string_list_append (labels, ((WgBriefingChoice *) g_ptr_array_index (self->choices, i))->label);
  self->filling = TRUE;
  gtk_drop_down_set_model (self->kinds, G_LIST_MODEL (labels));
  wg_briefing_page_select_choice (self);
  self->filling = FALSE;
}

/* --- What was issued --- */

static void
fill_issued (WgBriefingPage *self)
{
  GTimeZone *zone = wg_store_get_zone (wg_context_get_store (self->context));
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->issued->len; i++)
    {
      const WgBriefing *briefing = g_ptr_array_index (self->issued, i);
      g_autofree char *as_of = wg_sheet_format_time (zone, briefing->as_of_ms, "%Y-%m-%d %H:%M");

      /* Translators: number, what it is called, up to when its data are known. */
      g_ptr_array_add (words, g_strdup_printf (_ ("No. %d: %s, data as of %s"), (int) briefing->id,
                                               briefing->name != NULL ? briefing->name : get_kind_label (briefing->kind), as_of));
    }
  g_ptr_array_add (words, NULL);
  gtk_string_list_splice (self->issued_rows, 0, g_list_model_get_n_items (G_LIST_MODEL (self->issued_rows)), (const char *const *) words->pdata);
  gtk_widget_set_sensitive (self->issued_button, self->issued->len > 0);
}

static void
on_issued_activated (WgBriefingPage *self, guint position)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->issued_button));
  if (self->issued != NULL && position < self->issued->len)
    wg_briefing_page_open (self, ((const WgBriefing *) g_ptr_array_index (self->issued, position))->id);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

static GtkWidget *
make_issued_list (WgBriefingPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *view, *scroller = gtk_scrolled_window_new ();

  self->issued_rows = gtk_string_list_new (NULL);
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), NULL);
  view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_single_selection_new (G_LIST_MODEL (self->issued_rows))), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (view), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Briefings that were issued"), -1);
  g_signal_connect_object (view, "activate", G_CALLBACK (on_issued_activated), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
  gtk_scrolled_window_set_min_content_width (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), 280);
  return scroller;
}

/* --- What is due --- */

static void
fill_task (WgBriefingPage *self)
{
  GTimeZone *zone = wg_store_get_zone (wg_context_get_store (self->context));
  gint64 now_ms = wg_context_get_now (self->context), due_ms;
  const WgBriefing *issued;
  WgPeriod period;
  g_autofree char *month = NULL, *due = NULL, *text = NULL;

  due_ms = wg_briefing_get_due (zone, now_ms, &period);
  issued = wg_briefing_find_of_month (self->issued, &period, now_ms);
  month = wg_period_format (WG_PERIOD_MONTH, zone, period.from_ms);
  due = wg_sheet_format_time (zone, due_ms - 1, "%Y-%m-%d");
  text = issued != NULL  ? g_strdup_printf (_ ("Report for %s: issued, no. %d"), month, (int) issued->id)
         : now_ms >= due_ms ? g_strdup_printf (_ ("Report for %s: late, was due %s"), month, due)
                          : g_strdup_printf (_ ("Report for %s: due %s"), month, due);
  self->task_id = issued != NULL ? issued->id : 0;
  gtk_button_set_label (GTK_BUTTON (self->task), text);
  gtk_widget_set_tooltip_text (self->task, issued != NULL ? _ ("Show it as it was issued") : _ ("Make the report of the last month; Issue keeps it"));
  if (issued == NULL && now_ms >= due_ms)
    gtk_widget_add_css_class (self->task, "warn");
  else
    gtk_widget_remove_css_class (self->task, "warn");
  gtk_widget_set_visible (self->task, TRUE);
}

static void
on_task (WgBriefingPage *self)
{
  if (self->task_id > 0)
    wg_briefing_page_open (self, self->task_id);
  else
    wg_briefing_page_make (self, WG_PERIOD_MONTH, wg_context_get_now (self->context));
}

void
wg_briefing_page_add_lists (WgBriefingPage *self, GtkWidget *box)
{
  GtkWidget *popover = gtk_popover_new ();

  self->issued_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->issued_button), _ ("Issued"));
  gtk_widget_set_tooltip_text (self->issued_button, _ ("Show a briefing again as it was issued"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->issued_button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Briefings that were issued"), -1);
  gtk_popover_set_child (GTK_POPOVER (popover), make_issued_list (self));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->issued_button), popover);
  gtk_widget_set_sensitive (self->issued_button, FALSE);
  self->task = gtk_button_new_with_label ("");
  gtk_widget_add_css_class (self->task, "flat");
  gtk_widget_set_visible (self->task, FALSE);
  g_signal_connect_swapped (self->task, "clicked", G_CALLBACK (on_task), self);
  gtk_box_append (GTK_BOX (box), self->issued_button);
}

/* --- Reading --- */

static void
end_reading (WgBriefingPage *self, const GError *error)
{
  self->n_reads--;
  if (error != NULL && self->context != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    wg_context_toast (self->context, error->message, NULL);
}

static void
on_briefings (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBriefingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *list = wg_store_list_briefings_finish (WG_STORE (source), result, &error);

  end_reading (self, error);
  if (list == NULL)
    return;
  g_clear_pointer (&self->issued, g_ptr_array_unref);
  self->issued = list;
  if (self->context == NULL)
    return;
  fill_issued (self);
  fill_task (self);
}

static void
on_plans (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBriefingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  JsonObject *members = wg_store_list_members_finish (WG_STORE (source), result, &error);

  end_reading (self, error);
  if (members == NULL)
    return;
  g_clear_pointer (&self->plans, json_object_unref);
  self->plans = members;
  if (self->context != NULL)
    wg_briefing_page_fill_choices (self);
}

static void
on_campaigns (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBriefingPage) self = user_data;
  g_autoptr (GError) error = NULL;
  JsonObject *members = wg_store_list_members_finish (WG_STORE (source), result, &error);

  end_reading (self, error);
  if (members == NULL)
    return;
  g_clear_pointer (&self->campaigns, json_object_unref);
  self->campaigns = members;
  if (self->context != NULL)
    wg_briefing_page_fill_choices (self);
}

void
wg_briefing_page_read_lists (WgBriefingPage *self)
{
  WgStore *store = wg_context_get_store (self->context);

  self->n_reads += 3;
  wg_store_list_members_async (store, WG_CAMPAIGN_SETTING, G_MININT64, NULL, on_campaigns, g_object_ref (self));
  wg_store_list_members_async (store, WG_BRIEFING_PLAN_SETTING, G_MININT64, NULL, on_plans, g_object_ref (self));
  wg_store_list_briefings_async (store, NULL, on_briefings, g_object_ref (self));
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: half of what is called in is settled while it is told, and a visit is agreed on in the same breath; both belong to the
 * one form, and neither is offered where it would be refused.
 */

#include "wg-case-ending.h"

#include "wg-class-catalogue.h"
#include "wg-draft-keeper.h"
#include "wg-store-people.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

struct _WgCaseEnding
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkEditable *appointed;
  GtkCheckButton *on_spot;
  GtkEditable *solver;
  GtkEditable *result;
  GtkLabel *problem;

  WgContext *context; /* owned */
  GCancellable *asking; /* nullable: who the solver is */
  gint64 solver_id;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (WgCaseEnding, wg_case_ending, GTK_TYPE_WIDGET)

static guint changed_signal;

static char *
dup_text (GtkEditable *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static gboolean
is_solved (WgCaseEnding *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->on_spot)) && gtk_check_button_get_active (self->on_spot);
}

static void
show_fields (WgCaseEnding *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->solver), is_solved (self));
  gtk_widget_set_visible (GTK_WIDGET (self->result), is_solved (self));
}

static void
on_changed (WgCaseEnding *self)
{
  if (self->filling)
    return;
  show_fields (self);
  g_signal_emit (self, changed_signal, 0);
}

/* Who is meant: one name, or one code. */

static void
on_persons (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (WgCaseEnding) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = wg_store_list_persons_finish (WG_STORE (source), result, &error);
  const WgPerson *person = persons != NULL && persons->len == 1 ? g_ptr_array_index (persons, 0) : NULL;

  if (self->box == NULL || persons == NULL)
    return;
  self->solver_id = person != NULL && person->active ? person->id : WG_NO_ID;
  on_changed (self);
}

static void
on_solver_changed (WgCaseEnding *self)
{
  g_autofree char *name = dup_text (self->solver);
  WgPersonQuery query = { .unit_id = WG_NO_ID, .name = name };

  self->solver_id = WG_NO_ID;
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  if (name != NULL && self->context != NULL)
    {
      self->asking = g_cancellable_new ();
      wg_store_list_persons_async (wg_context_get_store (self->context), &query, self->asking, on_persons, g_object_ref (self));
    }
  on_changed (self);
}

/* The time of the visit, as the clock on the wall shows it. */
static gboolean
read_time (WgCaseEnding *self, gint64 *ms)
{
  g_autofree char *text = dup_text (self->appointed);

  *ms = WG_NO_TIME;
  if (text == NULL || !gtk_widget_get_visible (GTK_WIDGET (self->appointed)) || is_solved (self))
    return TRUE;
  return wg_time_parse (text, wg_store_get_zone (wg_context_get_store (self->context)), ms, NULL) && *ms > wg_context_get_now (self->context);
}

static const char *
find_problem (WgCaseEnding *self)
{
  g_autofree char *result = dup_text (self->result);
  gint64 ms;

  if (!read_time (self, &ms))
    return _ ("The appointed time is a day and an hour to come, such as 2026-12-01 09:30.");
  if (!is_solved (self))
    return NULL;
  if (self->solver_id == WG_NO_ID)
    return _ ("Say who solved it: a name or a code that only one person has.");
  return result == NULL ? _ ("Say what was done on the spot.") : NULL;
}

gboolean
wg_case_ending_check (WgCaseEnding *self, gboolean say)
{
  const char *problem = find_problem (self);

  gtk_label_set_text (self->problem, say && problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), say && problem != NULL);
  return problem == NULL;
}

GtkWidget *
wg_case_ending_get_field (WgCaseEnding *self)
{
  gint64 ms;

  if (!read_time (self, &ms))
    return GTK_WIDGET (self->appointed);
  return GTK_WIDGET (self->solver_id == WG_NO_ID ? self->solver : self->result);
}

void
wg_case_ending_fill (WgCaseEnding *self, WgAct *act)
{
  read_time (self, &act->from_ms);
  if (!is_solved (self))
    return;
  act->verb = WG_VERB_ON_SPOT;
  act->from_ms = WG_NO_TIME;
  act->person_id = self->solver_id;
  act->text = dup_text (self->result);
}

void
wg_case_ending_set_class (WgCaseEnding *self, const WgCaseClass *item)
{
  gtk_widget_set_visible (GTK_WIDGET (self->appointed), item != NULL && g_str_has_prefix (item->code, WG_APPOINTMENT_CLASS));
  gtk_widget_set_visible (GTK_WIDGET (self->on_spot), item != NULL && item->is_leaf && item->route == WG_ROUTE_GENERAL);
  show_fields (self);
}

/* The draft. */

static void
keep_text (WgDraftKeeper *keeper, const char *draft, const char *field, GtkEditable *entry)
{
  g_autofree char *text = dup_text (entry);

  wg_draft_keeper_set (keeper, draft, field, text);
}

void
wg_case_ending_keep (WgCaseEnding *self, const char *draft)
{
  WgDraftKeeper *keeper = wg_draft_keeper_get (self->context);

  keep_text (keeper, draft, "appointed", self->appointed);
  wg_draft_keeper_set (keeper, draft, "on-spot", gtk_check_button_get_active (self->on_spot) ? "1" : NULL);
  keep_text (keeper, draft, "solver", self->solver);
  keep_text (keeper, draft, "result", self->result);
}

static void
bring_text (WgDraftKeeper *keeper, const char *draft, const char *field, GtkEditable *entry)
{
  g_autofree char *text = wg_draft_keeper_dup (keeper, draft, field);

  gtk_editable_set_text (entry, text != NULL ? text : "");
}

void
wg_case_ending_bring (WgCaseEnding *self, const char *draft)
{
  WgDraftKeeper *keeper = wg_draft_keeper_get (self->context);
  g_autofree char *on_spot = wg_draft_keeper_dup (keeper, draft, "on-spot");

  self->filling = TRUE;
  bring_text (keeper, draft, "appointed", self->appointed);
  gtk_check_button_set_active (self->on_spot, on_spot != NULL);
  bring_text (keeper, draft, "result", self->result);
  bring_text (keeper, draft, "solver", self->solver);
  self->filling = FALSE;
  show_fields (self);
}

void
wg_case_ending_clear (WgCaseEnding *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (self->appointed, "");
  gtk_check_button_set_active (self->on_spot, FALSE);
  gtk_editable_set_text (self->solver, "");
  gtk_editable_set_text (self->result, "");
  self->filling = FALSE;
  show_fields (self);
}

gboolean
wg_case_ending_is_empty (WgCaseEnding *self)
{
  return *gtk_editable_get_text (self->appointed) == '\0' && !gtk_check_button_get_active (self->on_spot)
         && *gtk_editable_get_text (self->solver) == '\0' && *gtk_editable_get_text (self->result) == '\0';
}

/* The widget. */

static GtkEditable *
add_entry (WgCaseEnding *self, const char *placeholder, const char *name, GCallback changed)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), placeholder);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (entry, FALSE);
  g_signal_connect_swapped (entry, "changed", changed, self);
  gtk_box_append (GTK_BOX (self->box), entry);
  return GTK_EDITABLE (entry);
}

static void
wg_case_ending_dispose (GObject *object)
{
  WgCaseEnding *self = WG_CASE_ENDING (object);

  self->filling = TRUE;
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_case_ending_parent_class)->dispose (object);
}

static void
wg_case_ending_class_init (WgCaseEndingClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_case_ending_dispose;
  changed_signal = g_signal_new ("changed", WG_TYPE_CASE_ENDING, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
wg_case_ending_init (WgCaseEnding *self)
{
  self->solver_id = WG_NO_ID;
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->appointed = add_entry (self, _ ("Appointed time, as 2026-12-01 09:30"), _ ("Appointed time"), G_CALLBACK (on_changed));
  self->on_spot = GTK_CHECK_BUTTON (gtk_check_button_new_with_mnemonic (_ ("_Solved on the spot")));
  gtk_widget_set_visible (GTK_WIDGET (self->on_spot), FALSE);
  g_signal_connect_swapped (self->on_spot, "toggled", G_CALLBACK (on_changed), self);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->on_spot));
  self->solver = add_entry (self, _ ("Who solved it: name or code"), _ ("Who solved it"), G_CALLBACK (on_solver_changed));
  self->result = add_entry (self, _ ("What was done"), _ ("What was done on the spot"), G_CALLBACK (on_changed));
  self->problem = GTK_LABEL (g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, "xalign", 0.0, "wrap", TRUE,
                                           "visible", FALSE, NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), "warn");
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->problem));
}

void
wg_case_ending_set_context (WgCaseEnding *self, WgContext *context)
{
  g_return_if_fail (WG_IS_CASE_ENDING (self) && self->context == NULL);
  self->context = g_object_ref (context);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: the part of the detail that acts: which moves are offered, what they ask for, and what is said when one was
 * refused or somebody else was faster.
 */

#include "wg-case-detail-private.h"

#include "wg-case-questions.h"

#include <glib/gi18n-lib.h>

#define REASON_CHARS 24 /* as many as have room beside a step in the narrowest pane */
/* Buttons beside the suggested one, where there is room. */
#define N_MORE 2
#define LEAST_WIDTH 372 /* of the pane, before it has any */
#define MENU_ROOM 60

void
wg_case_detail_say (WgCaseDetail *self, const char *text)
{
  g_clear_pointer (&self->news_events, g_ptr_array_unref);
  g_free (self->said);
  self->said = text != NULL && *text != '\0' ? g_strdup (text) : NULL;
  gtk_label_set_text (self->news, text != NULL ? text : "");
  gtk_widget_set_visible (self->news_box, text != NULL && *text != '\0');
}

static void
on_news_closed (WgCaseDetail *self)
{
  wg_case_detail_say (self, NULL);
}

/* The bar and the menu. */

static gboolean
is_in_bar (const WgCaseOffer *offer)
{
  WgVerb verb = offer->move->verb;

  return verb != WG_VERB_NOTE && verb != WG_VERB_MOVE && verb != WG_VERB_UNDO && verb != WG_VERB_ATTACH && verb != WG_VERB_EDIT
         && verb != WG_VERB_EDIT_REPORTER;
}

static char *
make_action_name (WgVerb verb)
{
  return g_strconcat ("case.", wg_verb_to_nick (verb), NULL);
}

static GtkWidget *
make_button (const WgCaseOffer *offer, gboolean suggested)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *action = make_action_name (offer->move->verb);
  const char *label = wg_verb_get_label (offer->move->verb);
  g_autofree char *tip = offer->for_name != NULL ? g_strdup_printf (_ ("%s, for %s"), label, offer->for_name)
                                                 : g_strdup (offer->reason != NULL ? offer->reason : label);
  const char key[] = { g_ascii_toupper (offer->move->key), '\0' };

  gtk_box_append (GTK_BOX (box), gtk_label_new (label));
  if (offer->move->key != 0)
    {
      GtkWidget *cap = gtk_label_new (key);

      gtk_widget_add_css_class (cap, "key-cap");
      gtk_box_append (GTK_BOX (box), cap);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tip, GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, key, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  return button;
}

/* Three long words are wider than the pane, which would be pushed over its edge; what has no room here is in the menu. */
static void
add_to_bar (WgCaseDetail *self, GtkWidget *button)
{
  int room = MAX (gtk_widget_get_width (GTK_WIDGET (self)), LEAST_WIDTH) - MENU_ROOM, width;

  gtk_box_append (self->verbs, button);
  gtk_widget_measure (GTK_WIDGET (self->verbs), GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  if (width > room && gtk_widget_get_prev_sibling (button) != NULL)
    gtk_box_remove (self->verbs, button);
}

static void
show_bar (WgCaseDetail *self)
{
  const WgCaseOffer *foremost = NULL; /* what the case waits for */
  const char *reason = NULL;
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->verbs))) != NULL)
    gtk_box_remove (self->verbs, child);
  for (guint i = 0; i < self->offers->len; i++)
    {
      const WgCaseOffer *offer = g_ptr_array_index (self->offers, i);

      if (!is_in_bar (offer))
        continue;
      foremost = foremost != NULL ? foremost : offer;
      if (offer->allowed && n++ <= N_MORE)
        add_to_bar (self, make_button (offer, offer == foremost));
      else if (reason == NULL)
        reason = offer->reason;
    }
  if (n > 0 || reason == NULL)
    return;
  /* Nothing is allowed: the first step and why not. */
  for (guint i = 0; i < self->offers->len && n == 0; i++)
    {
      const WgCaseOffer *offer = g_ptr_array_index (self->offers, i);

      if (is_in_bar (offer))
        {
          GtkWidget *label = gtk_label_new (offer->reason);
          GtkWidget *button = make_button (offer, n++ == 0);

          gtk_label_set_wrap (GTK_LABEL (label), TRUE);
          gtk_label_set_width_chars (GTK_LABEL (label), REASON_CHARS);
          gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
          gtk_label_set_xalign (GTK_LABEL (label), 0);
          gtk_box_append (self->verbs, button);
          gtk_box_append (self->verbs, label);
        }
    }
}

GMenuModel *
wg_case_detail_make_menu (WgCaseDetail *self)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; self->offers != NULL && i < self->offers->len; i++)
    {
      const WgCaseOffer *offer = g_ptr_array_index (self->offers, i);
      const char *verb = wg_verb_get_label (offer->move->verb);
      g_autofree char *label = NULL;
      g_autofree char *action = make_action_name (offer->move->verb);

      if (offer->reason != NULL)
        label = g_strdup_printf (C_ ("verb and reason", "%s (%s)"), verb, offer->reason);
      else if (offer->for_name != NULL)
        label = g_strdup_printf (C_ ("verb and holder", "%s, for %s"), verb, offer->for_name);
      else if (offer->move->key != 0)
        label = g_strdup_printf (C_ ("verb and key", "%s (%c)"), verb, g_ascii_toupper (offer->move->key));
      else
        label = g_strdup (verb);
      g_menu_append (menu, label, action);
    }
  return G_MENU_MODEL (menu);
}

static void
enable_actions (WgCaseDetail *self)
{
  for (guint verb = 0; verb < WG_N_VERBS; verb++)
    {
      const WgCaseOffer *offer = wg_case_offers_find (self->offers, verb);
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), wg_verb_to_nick (verb));

      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), offer != NULL && offer->allowed);
    }
}

static const WgCaseOffer *
find_assign_offer (WgCaseDetail *self)
{
  const WgCaseOffer *offer = wg_case_offers_find (self->offers, WG_VERB_ASSIGN);

  return offer != NULL ? offer : wg_case_offers_find (self->offers, WG_VERB_REASSIGN);
}

/* The unit that cases of the class go to is proposed before the people are. */
static void
show_assign_unit (WgCaseDetail *self, const WgCaseOffer *offer)
{
  const WgCaseFile *file = self->file;
  gboolean proposed = offer != NULL && offer->allowed && file != NULL && file->class_unit != NULL && file->class_unit_id != self->record->unit_id;
  GtkLabel *words;
  g_autofree char *label = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->assign_unit), proposed);
  if (!proposed)
    return;
  label = g_strdup_printf (offer->move->verb == WG_VERB_ASSIGN ? _ ("Assign to %s, where its class goes") : _ ("Reassign to %s, where its class goes"),
                           file->class_unit);
  gtk_button_set_label (self->assign_unit, label);
  words = GTK_LABEL (gtk_button_get_child (self->assign_unit));
  gtk_label_set_wrap (words, TRUE);
  gtk_label_set_lines (words, 2);
  gtk_label_set_ellipsize (words, PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->assign_unit), label);
}

static void
show_assign (WgCaseDetail *self)
{
  const WgCaseOffer *offer = find_assign_offer (self);

  show_assign_unit (self, offer);
  gtk_widget_set_visible (GTK_WIDGET (self->assign), offer != NULL);
  if (offer == NULL)
    return;
  wg_assign_list_set_case (self->assign, self->record);
  wg_assign_list_set_usable (self->assign, offer->allowed, offer->reason,
                             (offer->move->demands & WG_DEMAND_TEXT) != 0);
}

void
wg_case_detail_show_offers (WgCaseDetail *self)
{
  g_clear_pointer (&self->offers, g_ptr_array_unref);
  if (self->record != NULL)
    {
      self->overdue = wg_case_record_is_overdue (self->record, wg_context_get_now (self->context));
      self->offers = wg_case_offers_of (self->context, self->record, self->file != NULL ? self->file->events : NULL,
                                        self->file != NULL ? self->file->dossier : NULL);
    }
  if (self->offers == NULL)
    {
      enable_actions (self);
      gtk_widget_set_visible (GTK_WIDGET (self->assign_unit), FALSE);
      wg_assign_list_set_case (self->assign, NULL);
      return;
    }
  enable_actions (self);
  show_bar (self);
  show_assign (self);
  if (wg_case_form_is_open (self->form))
    wg_case_form_set_offer (self->form, wg_case_offers_find (self->offers, wg_case_form_get_verb (self->form)));
}

/* Acting. */

static void
send (WgCaseDetail *self, WgAct *act)
{
  wg_case_detail_say (self, NULL);
  wg_context_perform (self->context, act);
}

/* The moves that bring the case on from its state, and whose they are. */
static char *
list_ways (WgCaseDetail *self)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; self->offers != NULL && i < self->offers->len; i++)
    {
      const WgMove *move = ((const WgCaseOffer *) g_ptr_array_index (self->offers, i))->move;
      g_autofree char *roles = wg_roles_to_text (wg_move_get_roles (move, self->record->route));

      if (move->to == WG_MOVE_SAME || move->to == WG_MOVE_BEFORE || wg_move_get_missing (move, self->record) != 0)
        continue;
      if (list->len > 0)
        g_string_append (list, C_ ("list separator", ", "));
      g_string_append_printf (list, _ ("%s (%s)"), wg_verb_get_label (move->verb), roles);
    }
  return g_string_free (g_steal_pointer (&list), FALSE);
}

static char *
explain_impossible (WgCaseDetail *self, WgVerb verb)
{
  gboolean suspended = wg_case_record_is_suspended (self->record);
  const char *state = suspended ? C_ ("state", "Suspended") : wg_case_state_get_label (self->record->state);
  g_autofree char *ways = list_ways (self);

  if (*ways == '\0')
    return g_strdup_printf (_ ("Case %s is “%s”: %s is not possible now."), self->record->number, state, wg_verb_get_label (verb));
  return g_strdup_printf (_ ("Case %s is “%s”: %s is not possible now. Possible: %s."), self->record->number, state, wg_verb_get_label (verb),
                          ways);
}

void
wg_case_detail_do_verb (WgCaseDetail *self, WgVerb verb)
{
  const WgCaseOffer *offer = wg_case_offers_find (self->offers, verb);

  /* A is one letter for the first assignment and for every later one. */
  if (offer == NULL && verb == WG_VERB_ASSIGN)
    offer = wg_case_offers_find (self->offers, WG_VERB_REASSIGN);
  if (self->record == NULL)
    return;
  if (offer == NULL || !offer->allowed)
    {
      g_autofree char *text = offer != NULL ? g_strdup_printf (_ ("%s: %s."), wg_verb_get_label (verb), offer->reason)
                                            : explain_impossible (self, verb);

      wg_case_detail_say (self, text);
      return;
    }
  if (verb == WG_VERB_NOTE)
    gtk_widget_grab_focus (GTK_WIDGET (self->note));
  else if ((offer->move->demands & WG_DEMAND_ASSIGNEE) != 0)
    wg_assign_list_focus_search (self->assign);
  else if ((offer->move->demands & (WG_DEMAND_TEXT | WG_DEMAND_REASON | WG_DEMAND_PLACE | WG_CASE_QUESTION_DEMANDS)) != 0)
    wg_case_form_open (self->form, offer, self->record);
  else
    send (self, wg_case_offer_make_act (offer, self->record));
}

static void
on_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  WgVerb verb;

  if (wg_verb_from_nick (g_action_get_name (G_ACTION (action)), &verb))
    wg_case_detail_do_verb (user_data, verb);
}

static void
on_form_confirmed (WgCaseForm *form, WgCaseDetail *self)
{
  const WgCaseOffer *offer = wg_case_offers_find (self->offers, wg_case_form_get_verb (form));
  g_autoptr (WgAct) act = NULL;

  if (offer == NULL || !offer->allowed)
    return;
  act = wg_case_offer_make_act (offer, self->record);
  if (wg_case_form_fill (form, act))
    wg_case_detail_send_form (self, g_steal_pointer (&act), offer->move->demands);
}

static void
on_note_activated (WgCaseDetail *self)
{
  const WgCaseOffer *offer = wg_case_offers_find (self->offers, WG_VERB_NOTE);
  const char *text = gtk_editable_get_text (self->note);
  WgAct *act;

  if (offer == NULL || self->record == NULL || *text == '\0')
    return;
  if (!offer->allowed)
    {
      wg_case_detail_do_verb (self, WG_VERB_NOTE);
      return;
    }
  act = wg_case_offer_make_act (offer, self->record);
  act->expect_version = -1;
  act->text = g_strdup (text);
  send (self, act);
}

static void
on_assignee_chosen (WgAssignList *list, gint64 person_id, gint64 unit_id, const char *name, WgCaseDetail *self)
{
  const WgCaseOffer *offer = find_assign_offer (self);
  const char *text = wg_assign_list_get_text (list);
  WgAct *act;

  if (offer == NULL || !offer->allowed || self->record == NULL)
    return;
  if ((offer->move->demands & WG_DEMAND_TEXT) != 0 && *text == '\0')
    {
      wg_assign_list_ask_reason (list, person_id, unit_id, name);
      return;
    }
  act = wg_case_offer_make_act (offer, self->record);
  act->to_person_id = person_id;
  act->to_unit_id = unit_id;
  act->text = *text != '\0' ? g_strdup (text) : NULL;
  send (self, act);
}

static void
on_assign_unit (WgCaseDetail *self)
{
  if (self->file != NULL && self->file->class_unit != NULL)
    on_assignee_chosen (self->assign, WG_NO_ID, self->file->class_unit_id, self->file->class_unit, self);
}

void
wg_case_detail_assign_nth (WgCaseDetail *self, guint n)
{
  const WgCaseOffer *offer = find_assign_offer (self);

  if (offer == NULL || !offer->allowed || !wg_assign_list_choose_nth (self->assign, n))
    wg_case_detail_do_verb (self, WG_VERB_ASSIGN);
}

gboolean
wg_case_detail_step_back (WgCaseDetail *self)
{
  if (gtk_widget_get_visible (self->news_box))
    {
      wg_case_detail_say (self, NULL);
      return TRUE;
    }
  if (!wg_case_form_is_open (self->form))
    return FALSE;
  wg_case_form_close (self->form);
  return TRUE;
}

/* What came of it. */

static gboolean
is_ours (WgCaseDetail *self, const WgAct *act)
{
  return self->record != NULL && g_strcmp0 (act->number, self->record->number) == 0;
}

static void
on_performed (WgContext *context, const WgAct *act, const WgActResult *result, WgCaseDetail *self)
{
  g_autofree char *warnings = NULL;

  if (!is_ours (self, act))
    return;
  wg_case_detail_note_revealed (self, act);
  if (wg_case_form_is_open (self->form) && wg_case_form_get_verb (self->form) == act->verb)
    wg_case_form_close (self->form);
  if (act->verb == WG_VERB_NOTE && g_strcmp0 (gtk_editable_get_text (self->note), act->text) == 0)
    gtk_editable_set_text (self->note, "");
  if (result->warnings != NULL && result->warnings[0] != NULL)
    {
      warnings = g_strjoinv ("\n", result->warnings);
      wg_case_detail_say (self, warnings);
    }
}

static void
on_refused (WgContext *context, const WgAct *act, const GError *error, WgCaseDetail *self)
{
  if (is_ours (self, act))
    wg_case_detail_say (self, error->message);
}

/* A menu is some twenty widgets, and every case that is passed in the queue would have one made. */
static void
fill_menu (GtkMenuButton *button, gpointer user_data)
{
  g_autoptr (GMenuModel) menu = wg_case_detail_make_menu (user_data);

  gtk_menu_button_set_menu_model (button, menu);
}

void
wg_case_detail_connect_moves (WgCaseDetail *self)
{
  g_signal_connect_object (self->context, "performed", G_CALLBACK (on_performed), self, 0);
  g_signal_connect_object (self->context, "refused", G_CALLBACK (on_refused), self, 0);
  gtk_menu_button_set_create_popup_func (self->menu_button, fill_menu, self, NULL);
  for (guint verb = 0; verb < WG_N_VERBS; verb++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (wg_verb_to_nick (verb), NULL);

      g_simple_action_set_enabled (action, FALSE);
      g_signal_connect (action, "activate", G_CALLBACK (on_action), self);
      g_action_map_add_action (G_ACTION_MAP (self->actions), G_ACTION (action));
    }
}

void
wg_case_detail_bind_moves (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, on_form_confirmed);
  gtk_widget_class_bind_template_callback (widget_class, on_note_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_assignee_chosen);
  gtk_widget_class_bind_template_callback (widget_class, on_assign_unit);
  gtk_widget_class_bind_template_callback (widget_class, on_news_closed);
}

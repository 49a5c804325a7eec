/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: sixty cases that came with one storm are one decision. What it would do is tried on every one of them before the
 * button can be pressed, so that the number on the button is the number that is done.
 */

#include "wg-batch-page.h"

#include "wg-assign-list.h"
#include "wg-case-form.h"
#include "wg-case-text.h"
#include "wg-rows.h"
#include "wg-store-suggest.h"
#include "wg-store-workflow.h"
#include "wg-wrap-box.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* Rows of the effect that are shown; the number on the button counts them all. */
#define MOST_ROWS 100

struct _WgBatchPage
{
  GtkWidget parent_instance;

  /* Template. */
  GtkLabel *title;
  WgWrapBox *facts;
  GtkWidget *effect;
  GtkListBox *rows;
  GtkLabel *impossible;
  WgAssignList *assign;
  GtkLabel *news;
  WgCaseForm *form;
  WgWrapBox *verbs;

  WgContext *context; /* owned */
  GCancellable *cancellable;
  GPtrArray *records; /* of WgCaseRecord: the set as the board knows it */
  GPtrArray *offers;  /* of GPtrArray of WgCaseOffer, one for each record */
  GPtrArray *acts;    /* of WgAct: everybody to whom is proposed, as far as it is possible; NULL until tried */
};

G_DEFINE_FINAL_TYPE (WgBatchPage, wg_batch_page, GTK_TYPE_WIDGET)

static const WgVerb batch_verbs[] = { WG_VERB_FILE, WG_VERB_ASSIGN, WG_VERB_REASSIGN, WG_VERB_RECALL, WG_VERB_NOTE,
                                      WG_VERB_SUSPEND, WG_VERB_SUPERVISE, WG_VERB_ACK };

static void
say (WgBatchPage *self, const char *text)
{
  gtk_label_set_text (self->news, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->news), text != NULL && *text != '\0');
}

/* The set. */

static void
read_records (WgBatchPage *self)
{
  WgCaseBoard *board = wg_context_get_board (self->context);
  guint n;
  const gint64 *ids = wg_selection_get_cases (wg_context_get_selection (self->context), &n);

  g_ptr_array_set_size (self->records, 0);
  for (guint i = 0; i < n; i++)
    {
      WgCaseRecord *record = wg_case_board_find (board, ids[i]);

      if (record != NULL)
        g_ptr_array_add (self->records, wg_case_record_ref (record));
    }
}

static void
read_offers (WgBatchPage *self)
{
  g_ptr_array_set_size (self->offers, 0);
  for (guint i = 0; wg_context_get_operator (self->context) != NULL && i < self->records->len; i++)
    g_ptr_array_add (self->offers, wg_case_offers_of (self->context, g_ptr_array_index (self->records, i), NULL, NULL));
}

static const WgCaseOffer *
find_offer (WgBatchPage *self, guint i, WgVerb verb)
{
  const WgCaseOffer *offer = i < self->offers->len ? wg_case_offers_find (g_ptr_array_index (self->offers, i), verb) : NULL;

  return offer != NULL && offer->allowed ? offer : NULL;
}

static guint
count_allowed (WgBatchPage *self, WgVerb verb)
{
  guint n = 0;

  for (guint i = 0; i < self->records->len; i++)
    n += find_offer (self, i, verb) != NULL;
  return n;
}

static guint
find_first (WgBatchPage *self, WgVerb verb)
{
  guint i = 0;

  while (i < self->records->len && find_offer (self, i, verb) == NULL)
    i++;
  return i;
}

/* What is the same for them. */

static void
add_fact (WgBatchPage *self, const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "pill");
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  wg_wrap_box_append (self->facts, label);
}

static void
add_urgency (WgBatchPage *self, const char *format, guint n, const char *css_class)
{
  g_autofree char *text = NULL;

  if (n == 0)
    return;
  /* The formats are translated literals of show_facts(). */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  text = g_strdup_printf (format, n);
#pragma GCC diagnostic pop
  add_fact (self, text, css_class);
}

static void
show_facts (WgBatchPage *self)
{
  gint64 now_ms = wg_context_get_now (self->context);
  guint states[WG_N_CASE_STATES] = { 0 };
  guint overdue = 0;
  guint warned = 0;

  wg_wrap_box_clear (self->facts);
  for (guint i = 0; i < self->records->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (self->records, i);
      WgUrgency urgency = wg_case_text_get_urgency (record, now_ms);

      states[record->state]++;
      overdue += urgency == WG_URGENCY_OVERDUE;
      warned += urgency == WG_URGENCY_WARN;
    }
  for (guint state = 0; state < WG_N_CASE_STATES; state++)
    {
      g_autofree char *text = g_strdup_printf ("%s %u", wg_case_state_get_label (state), states[state]);

      if (states[state] > 0)
        add_fact (self, text, "state");
    }
  add_urgency (self, ngettext ("! %u overdue", "! %u overdue", overdue), overdue, "overdue");
  add_urgency (self, ngettext ("▲ %u due soon", "▲ %u due soon", warned), warned, "warn");
}

/* The buttons. */

static GtkWidget *
make_button (const char *text, char key, gboolean suggested)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *cap = suggested ? g_strdup ("Ctrl ⏎") : g_strdup_printf ("%c", g_ascii_toupper (key));

  gtk_box_append (GTK_BOX (box), gtk_label_new (text));
  if (key != 0 || suggested)
    {
      GtkWidget *label = gtk_label_new (cap);

      gtk_widget_add_css_class (label, "key-cap");
      gtk_box_append (GTK_BOX (box), label);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  return button;
}

static void
on_verb_clicked (GtkButton *button, WgBatchPage *self)
{
  wg_batch_page_do_verb (self, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "wg-verb")));
}

static void
add_verb (WgBatchPage *self, WgVerb verb)
{
  guint n = count_allowed (self, verb);
  const WgCaseOffer *offer = n > 0 ? find_offer (self, find_first (self, verb), verb) : NULL;
  g_autofree char *text = NULL;
  GtkWidget *button;

  if (offer == NULL)
    return;
  /* Translators: a verb, on how many of how many cases it is possible. */
  text = n == self->records->len ? g_strdup_printf (C_ ("verb on all", "%s %u"), wg_verb_get_label (verb), n)
                                 : g_strdup_printf (C_ ("verb on some", "%s %u of %u"), wg_verb_get_label (verb), n, self->records->len);
  button = make_button (text, offer->move->key, FALSE);
  g_object_set_data (G_OBJECT (button), "wg-verb", GUINT_TO_POINTER (verb));
  g_signal_connect (button, "clicked", G_CALLBACK (on_verb_clicked), self);
  wg_wrap_box_append (self->verbs, button);
}

static void
show_verbs (WgBatchPage *self)
{
  wg_wrap_box_clear (self->verbs);
  if (self->acts != NULL && self->acts->len > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("Assign %u as proposed", "Assign %u as proposed", self->acts->len), self->acts->len);
      GtkWidget *button = make_button (text, 0, TRUE);

      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "batch.confirm");
      wg_wrap_box_append (self->verbs, button);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (batch_verbs); i++)
    add_verb (self, batch_verbs[i]);
}

/* Whom the program would send, case by case, and whether it may. */

static void
add_row (WgBatchPage *self, const WgCaseRecord *record, const WgSuggestion *suggestion)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  g_autofree char *what = g_strdup_printf ("%s %s", record->number, wg_case_text_get_title (record));
  g_autofree char *whom = g_strdup_printf ("%s  %d", suggestion->name, suggestion->score);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", what, whom);
  GtkWidget *left = gtk_label_new (what);
  GtkWidget *right = gtk_label_new (whom);

  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_label_set_ellipsize (GTK_LABEL (left), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_set_tooltip_text (left, what);
  gtk_widget_add_css_class (right, "numeric");
  gtk_box_append (GTK_BOX (box), left);
  gtk_box_append (GTK_BOX (box), right);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_add_css_class (row, "person-row");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_list_box_append (self->rows, row);
}

static void
show_refused (WgBatchPage *self, const WgBatchResult *result)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < result->refused->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", ((const WgBatchRefusal *) g_ptr_array_index (result->refused, i))->text);
  gtk_label_set_text (self->impossible, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->impossible), text->len > 0);
  g_string_free (text, TRUE);
}

static gboolean
is_refused (const WgBatchResult *result, const char *number)
{
  for (guint i = 0; i < result->refused->len; i++)
    {
      if (g_str_equal (((const WgBatchRefusal *) g_ptr_array_index (result->refused, i))->number, number))
        return TRUE;
    }
  return FALSE;
}

static void
on_tried (GObject *source, GAsyncResult *async_result, gpointer user_data)
{
  g_autoptr (WgBatchPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBatchResult) result = wg_store_perform_batch_finish (WG_STORE (source), async_result, &error);

  /* A try is a change that was taken back, and the end of a change is told even to one that wants it no more. */
  if (self->context == NULL || g_task_get_cancellable (G_TASK (async_result)) != self->cancellable)
    return;
  if (result == NULL)
    {
      say (self, error->message);
      return;
    }
  for (guint i = self->acts != NULL ? self->acts->len : 0; i > 0; i--)
    {
      if (is_refused (result, ((const WgAct *) g_ptr_array_index (self->acts, i - 1))->number))
        g_ptr_array_remove_index (self->acts, i - 1);
    }
  show_refused (self, result);
  show_verbs (self);
}

static WgAct *
sign (WgBatchPage *self, WgAct *act)
{
  act->operator_id = wg_context_get_operator (self->context)->id;
  return act;
}

static void
on_suggested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBatchPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = wg_store_suggest_each_finish (WG_STORE (source), result, &error);
  guint n = 0;

  if (self->context == NULL || found == NULL)
    {
      if (self->context != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        say (self, error->message);
      return;
    }
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  self->acts = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_act_free);
  for (guint i = 0; i < self->records->len && n < found->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (self->records, i);
      const WgCaseOffer *offer = find_offer (self, i, WG_VERB_ASSIGN);
      const WgSuggestion *suggestion = offer != NULL ? g_ptr_array_index (found, n++) : NULL;
      WgAct *act;

      if (suggestion == NULL)
        continue;
      act = sign (self, wg_case_offer_make_act (offer, record));
      act->to_person_id = suggestion->person_id;
      g_ptr_array_add (self->acts, act);
      if (self->acts->len <= MOST_ROWS)
        add_row (self, record, suggestion);
    }
  gtk_widget_set_visible (self->effect, self->acts->len > 0);
  if (self->acts->len > 0)
    wg_store_perform_acts_async (WG_STORE (source), self->acts, NULL, TRUE, self->cancellable, on_tried, g_object_ref (self));
}

static void
suggest (WgBatchPage *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) numbers = NULL;

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  g_free (wg_rows_empty (self->rows));
  gtk_widget_set_visible (self->effect, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->impossible), FALSE);
  for (guint i = 0; i < self->records->len; i++)
    {
      if (find_offer (self, i, WG_VERB_ASSIGN) != NULL)
        g_strv_builder_add (builder, ((const WgCaseRecord *) g_ptr_array_index (self->records, i))->number);
    }
  numbers = g_strv_builder_end (builder);
  if (numbers[0] != NULL)
    wg_store_suggest_each_async (wg_context_get_store (self->context), (const char *const *) numbers, self->cancellable, on_suggested,
                                 g_object_ref (self));
}

static void
show_assign (WgBatchPage *self)
{
  gboolean first = count_allowed (self, WG_VERB_ASSIGN) > 0;
  WgVerb verb = first ? WG_VERB_ASSIGN : WG_VERB_REASSIGN;
  guint i = find_first (self, verb);
  gboolean possible = i < self->records->len;

  gtk_widget_set_visible (GTK_WIDGET (self->assign), possible);
  wg_assign_list_set_case (self->assign, possible ? g_ptr_array_index (self->records, i) : NULL);
  if (possible)
    wg_assign_list_set_usable (self->assign, TRUE, NULL, !first);
}

static void
show (WgBatchPage *self)
{
  g_autofree char *title = NULL;

  read_records (self);
  if (self->records->len == 0)
    return;
  read_offers (self);
  title = g_strdup_printf (ngettext ("%u case selected", "%u cases selected", self->records->len), self->records->len);
  gtk_label_set_text (self->title, title);
  say (self, NULL);
  show_facts (self);
  suggest (self);
  show_assign (self);
  show_verbs (self);
}

static void
on_selection_changed (WgSelection *selection, WgBatchPage *self)
{
  guint n;

  wg_selection_get_cases (selection, &n);
  if (n == 0)
    {
      g_cancellable_cancel (self->cancellable);
      g_ptr_array_set_size (self->records, 0);
      g_ptr_array_set_size (self->offers, 0);
      wg_assign_list_set_case (self->assign, NULL);
      if (wg_case_form_is_open (self->form))
        wg_case_form_close (self->form);
      return;
    }
  show (self);
}

/* Somebody moved one of them: everything is tried again. */
static void
on_cases_changed (WgCaseBoard *board, GArray *ids, WgBatchPage *self)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      const WgCaseRecord *record = g_ptr_array_index (self->records, i);

      if (wg_case_board_find (board, record->id) != record)
        {
          show (self);
          return;
        }
    }
}

/* Acting. */

static GPtrArray *
make_acts (WgBatchPage *self, WgVerb verb)
{
  GPtrArray *acts = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_act_free);

  for (guint i = 0; i < self->records->len; i++)
    {
      const WgCaseOffer *offer = find_offer (self, i, verb);

      if (offer != NULL)
        g_ptr_array_add (acts, wg_case_offer_make_act (offer, g_ptr_array_index (self->records, i)));
    }
  return acts;
}

void
wg_batch_page_do_verb (WgBatchPage *self, WgVerb verb)
{
  guint first = find_first (self, verb);
  const WgCaseOffer *offer = find_offer (self, first, verb);
  g_autofree char *text = NULL;

  if (offer == NULL && verb == WG_VERB_ASSIGN)
    {
      verb = WG_VERB_REASSIGN;
      first = find_first (self, verb);
      offer = find_offer (self, first, verb);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (batch_verbs) && offer != NULL; i++)
    {
      if (batch_verbs[i] != verb)
        continue;
      if ((offer->move->demands & WG_DEMAND_ASSIGNEE) != 0)
        wg_assign_list_focus_search (self->assign);
      else if ((offer->move->demands & (WG_DEMAND_TEXT | WG_DEMAND_REASON | WG_DEMAND_UNTIL | WG_DEMAND_REPLY_BY)) != 0)
        wg_case_form_open (self->form, offer, g_ptr_array_index (self->records, first));
      else
        wg_context_perform_batch (self->context, make_acts (self, verb));
      return;
    }
  text = g_strdup_printf (_ ("%s is not possible for these cases together. Choose one of them."), wg_verb_get_label (verb));
  say (self, text);
}

static void
on_form_confirmed (WgCaseForm *form, WgBatchPage *self)
{
  g_autoptr (GPtrArray) acts = make_acts (self, wg_case_form_get_verb (form));

  for (guint i = 0; i < acts->len; i++)
    {
      if (!wg_case_form_fill (form, g_ptr_array_index (acts, i)))
        return;
    }
  if (acts->len > 0)
    wg_context_perform_batch (self->context, g_steal_pointer (&acts));
}

static void
on_assignee_chosen (WgAssignList *list, gint64 person_id, gint64 unit_id, const char *name, WgBatchPage *self)
{
  gboolean first = count_allowed (self, WG_VERB_ASSIGN) > 0;
  const char *text = wg_assign_list_get_text (list);
  g_autoptr (GPtrArray) acts = make_acts (self, first ? WG_VERB_ASSIGN : WG_VERB_REASSIGN);

  if (!first && *text == '\0')
    {
      wg_assign_list_ask_reason (list, person_id, unit_id, name);
      return;
    }
  for (guint i = 0; i < acts->len; i++)
    {
      WgAct *act = g_ptr_array_index (acts, i);

      act->to_person_id = person_id;
      act->to_unit_id = unit_id;
      act->text = *text != '\0' ? g_strdup (text) : NULL;
    }
  if (acts->len > 0)
    wg_context_perform_batch (self->context, g_steal_pointer (&acts));
}

void
wg_batch_page_assign_nth (WgBatchPage *self, guint n)
{
  if (!wg_assign_list_choose_nth (self->assign, n))
    wg_batch_page_do_verb (self, WG_VERB_ASSIGN);
}

static void
do_confirm (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgBatchPage *self = WG_BATCH_PAGE (widget);

  if (wg_case_form_is_open (self->form))
    on_form_confirmed (self->form, self);
  else if (self->acts != NULL && self->acts->len > 0)
    wg_context_perform_batch (self->context, g_ptr_array_ref (self->acts));
}

gboolean
wg_batch_page_step_back (WgBatchPage *self)
{
  if (!wg_case_form_is_open (self->form))
    return FALSE;
  wg_case_form_close (self->form);
  return TRUE;
}

/* What came of it. */

static void
on_batch_performed (WgContext *context, int verb, WgBatchResult *result, GPtrArray *acts, WgBatchPage *self)
{
  guint n;

  wg_selection_get_cases (wg_context_get_selection (context), &n);
  if (n == 0)
    return;
  if (result->done == 0)
    {
      show_refused (self, result);
      say (self, _ ("Nothing was done, because it is not possible for all of them."));
      return;
    }
  if (wg_case_form_is_open (self->form))
    wg_case_form_close (self->form);
  wg_selection_clear (wg_context_get_selection (context));
}

static void
on_batch_refused (WgContext *context, const char *text, WgBatchPage *self)
{
  say (self, text);
}

/* The widget. */

static void
wg_batch_page_dispose (GObject *object)
{
  WgBatchPage *self = WG_BATCH_PAGE (object);
  GtkWidget *child;

  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_batch_page_parent_class)->dispose (object);
}

static void
wg_batch_page_finalize (GObject *object)
{
  WgBatchPage *self = WG_BATCH_PAGE (object);

  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->records);
  g_ptr_array_unref (self->offers);
  g_clear_pointer (&self->acts, g_ptr_array_unref);
  G_OBJECT_CLASS (wg_batch_page_parent_class)->finalize (object);
}

static void
wg_batch_page_class_init (WgBatchPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_batch_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_batch_page_finalize;
  gtk_widget_class_install_action (widget_class, "batch.confirm", NULL, do_confirm);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "batch.confirm", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "batch.confirm", NULL);
  g_type_ensure (WG_TYPE_WRAP_BOX);
  g_type_ensure (WG_TYPE_ASSIGN_LIST);
  g_type_ensure (WG_TYPE_CASE_FORM);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/cases/wg-batch-page.ui");
  gtk_widget_class_bind_template_child (widget_class, WgBatchPage, title);
  gtk_widget_class_bind_template_child (widget_class, WgBatchPage, facts);
  gtk_widget_class_bind_template_child (widget_class, WgBatchPage, effect);
  gtk_widget_class_bind_template_child (widget_class, WgBatchPage, rows);
  gtk_widget_class_bind_template_child (widget_class, WgBatchPage, impossible);
  gtk_widget_class_bind_template_child (widget_class, WgBatchPage, assign);
  gtk_widget_class_bind_template_child (widget_class, WgBatchPage, news);
  gtk_widget_class_bind_template_child (widget_class, WgBatchPage, form);
  gtk_widget_class_bind_template_child (widget_class, WgBatchPage, verbs);
  gtk_widget_class_bind_template_callback (widget_class, on_form_confirmed);
  gtk_widget_class_bind_template_callback (widget_class, on_assignee_chosen);
}

static void
wg_batch_page_init (WgBatchPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  self->offers = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
wg_batch_page_new (WgContext *context)
{
  WgBatchPage *self = g_object_new (WG_TYPE_BATCH_PAGE, NULL);

  self->context = g_object_ref (context);
  wg_assign_list_set_context (self->assign, context);
  wg_case_form_set_context (self->form, context);
  g_signal_connect_object (wg_context_get_selection (context), "changed", G_CALLBACK (on_selection_changed), self, 0);
  g_signal_connect_object (wg_context_get_board (context), "cases-changed", G_CALLBACK (on_cases_changed), self, 0);
  g_signal_connect_object (context, "batch-performed", G_CALLBACK (on_batch_performed), self, 0);
  g_signal_connect_object (context, "batch-refused", G_CALLBACK (on_batch_refused), self, 0);
  return GTK_WIDGET (self);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a move that wants words asks for them under the case itself, not in a dialog that hides it, and what somebody has
 * typed survives whatever happens elsewhere.
 */

#include "wg-case-form.h"

#include "wg-case-questions.h"
#include "wg-former-focus.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _WgCaseForm
{
  GtkWidget parent_instance;

  /* Template. */
  GtkLabel *title;
  GtkDropDown *reasons;
  GtkLabel *text_label;
  GtkWidget *text_frame;
  GtkTextView *text;
  GtkEditable *place;
  WgCaseQuestions *questions;
  GtkWidget *gone;
  GtkButton *confirm;

  WgContext *context; /* owned */
  WgVerb verb;
  guint demands;
  gboolean open;
  char *number;     /* of the case it is about, or was last */
  GHashTable *kept; /* case and verb → what was typed when the case was left */
  GtkWidget *came_from; /* weak, nullable: what had the focus before */
};

G_DEFINE_FINAL_TYPE (WgCaseForm, wg_case_form, GTK_TYPE_WIDGET)

static guint confirmed_signal;

static void
on_confirm (WgCaseForm *self)
{
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->confirm)))
    g_signal_emit (self, confirmed_signal, 0);
}

static void
on_cancel (WgCaseForm *self)
{
  wg_case_form_close (self);
}

static gboolean
on_confirm_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  on_confirm (WG_CASE_FORM (widget));
  return TRUE;
}

static gboolean
on_escape_key (GtkWidget *widget, GVariant *arguments, gpointer user_data)
{
  on_cancel (WG_CASE_FORM (widget));
  return TRUE;
}

static const char *
label_of_text (WgVerb verb)
{
  switch (verb)
    {
    case WG_VERB_DONE:
    case WG_VERB_PART:
      return _ ("What was done");
    case WG_VERB_NOTE:
      return _ ("Note");
    case WG_VERB_SUPERVISE:
    case WG_VERB_INSTRUCT:
      return _ ("What is required");
    case WG_VERB_REPLY:
      return _ ("What is replied");
    case WG_VERB_GRANT:
    case WG_VERB_REFUSE:
    case WG_VERB_SETTLE:
    case WG_VERB_SIGN:
      return _ ("Opinion");
    case WG_VERB_FEEDBACK:
    case WG_VERB_CALLBACK:
      return _ ("What was said");
    case WG_VERB_NOTICE:
      return _ ("Where it hangs");
    default:
      return _ ("Reason, in words");
    }
}

static void
fill_reasons (WgCaseForm *self, WgVerb verb)
{
  const char *const *codes = wg_reason_get_all (verb);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("Choose a reason"));
  for (; codes != NULL && *codes != NULL; codes++)
    gtk_string_list_append (labels, wg_reason_get_label (*codes));
  gtk_drop_down_set_model (self->reasons, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->reasons, 0);
}

static void
wg_case_form_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&WG_CASE_FORM (object)->context);
  G_OBJECT_CLASS (wg_case_form_parent_class)->dispose (object);
}

static void
wg_case_form_finalize (GObject *object)
{
  WgCaseForm *self = WG_CASE_FORM (object);

  g_clear_weak_pointer (&self->came_from);
  g_free (self->number);
  g_hash_table_unref (self->kept);
  G_OBJECT_CLASS (wg_case_form_parent_class)->finalize (object);
}

static void
wg_case_form_class_init (WgCaseFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_case_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_case_form_finalize;
  confirmed_signal
      = g_signal_new ("confirmed", WG_TYPE_CASE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, on_escape_key, NULL);
  g_type_ensure (WG_TYPE_CASE_QUESTIONS);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/cases/wg-case-form.ui");
  gtk_widget_class_bind_template_child (widget_class, WgCaseForm, title);
  gtk_widget_class_bind_template_child (widget_class, WgCaseForm, reasons);
  gtk_widget_class_bind_template_child (widget_class, WgCaseForm, text_label);
  gtk_widget_class_bind_template_child (widget_class, WgCaseForm, text_frame);
  gtk_widget_class_bind_template_child (widget_class, WgCaseForm, text);
  gtk_widget_class_bind_template_child (widget_class, WgCaseForm, place);
  gtk_widget_class_bind_template_child (widget_class, WgCaseForm, questions);
  gtk_widget_class_bind_template_child (widget_class, WgCaseForm, gone);
  gtk_widget_class_bind_template_child (widget_class, WgCaseForm, confirm);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
}

/* The text takes every Return, whatever is held with it, so the form has to be asked first. */
static void
add_confirm_keys (WgCaseForm *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_ISO_Enter };

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                          gtk_shortcut_new (gtk_keyval_trigger_new (keys[i], GDK_CONTROL_MASK),
                                                            gtk_callback_action_new (on_confirm_key, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
wg_case_form_init (WgCaseForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  add_confirm_keys (self);
}

/* What may be said but need not. */
static gboolean
wants_text (WgCaseForm *self)
{
  return (self->demands & WG_DEMAND_TEXT) != 0
         || (self->demands & (WG_DEMAND_CALL | WG_DEMAND_MASTER | WG_DEMAND_PERSON | WG_DEMAND_BELOW | WG_DEMAND_FIELD)) != 0;
}

static void
show_questions (WgCaseForm *self)
{
  gboolean wants_reason = (self->demands & WG_DEMAND_REASON) != 0;
  gboolean text = wants_text (self);
  gboolean wants_place = (self->demands & WG_DEMAND_PLACE) != 0;

  gtk_widget_set_visible (GTK_WIDGET (self->reasons), wants_reason);
  gtk_widget_set_visible (GTK_WIDGET (self->text_label), text);
  gtk_widget_set_visible (self->text_frame, text);
  gtk_widget_set_visible (GTK_WIDGET (self->place), wants_place);
  gtk_widget_set_visible (GTK_WIDGET (self->questions), (self->demands & WG_CASE_QUESTION_DEMANDS) != 0 || self->verb == WG_VERB_DONE || self->verb == WG_VERB_FAIL);
  if ((self->demands & WG_CASE_QUESTION_DEMANDS) != 0 && wg_case_questions_focus (self->questions))
    return;
  if (wants_reason)
    gtk_widget_grab_focus (GTK_WIDGET (self->reasons));
  else if (text)
    gtk_widget_grab_focus (GTK_WIDGET (self->text));
  else if (wants_place)
    gtk_widget_grab_focus (GTK_WIDGET (self->place));
}

static void
show_title (WgCaseForm *self, const WgCaseOffer *offer, const char *number)
{
  const char *verb = wg_verb_get_label (self->verb);
  /* Translators: the title of a form: a verb, the number of a case. */
  g_autofree char *plain = g_strdup_printf (C_ ("form", "%s: %s"), verb, number);
  g_autofree char *title
      = offer->for_name != NULL ? g_strdup_printf (C_ ("form", "%s (for %s)"), plain, offer->for_name) : g_strdup (plain);

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->text_label, label_of_text (self->verb));
  gtk_button_set_label (self->confirm, verb);
}

static char *
make_key (const char *number, WgVerb verb)
{
  return g_strdup_printf ("%s %s", wg_verb_to_nick (verb), number);
}

static void
bring_back (WgCaseForm *self)
{
  g_autofree char *key = make_key (self->number, self->verb);
  const char *text = g_hash_table_lookup (self->kept, key);

  wg_case_form_set_text (self, text != NULL ? text : "");
  g_hash_table_remove (self->kept, key);
}

void
wg_case_form_open (WgCaseForm *self, const WgCaseOffer *offer, const WgCaseRecord *record)
{
  g_autofree char *place = isnan (record->lon) ? g_strdup ("") : g_strdup_printf ("%.6f, %.6f", record->lon, record->lat);

  if (!self->open || self->verb != offer->move->verb)
    {
      wg_case_form_put_away (self);
      g_free (self->number);
      self->number = g_strdup (record->number);
      self->verb = offer->move->verb;
      bring_back (self);
      gtk_editable_set_text (self->place, place);
      fill_reasons (self, offer->move->verb);
      wg_case_questions_ask (self->questions, offer->move, record, wg_context_get_now (self->context),
                             wg_store_get_zone (wg_context_get_store (self->context)));
    }
  wg_former_focus_remember (&self->came_from, GTK_WIDGET (self));
  self->open = TRUE;
  self->demands = offer->move->demands;
  show_title (self, offer, record->number);
  wg_case_form_set_offer (self, offer);
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  show_questions (self);
}

void
wg_case_form_put_away (WgCaseForm *self)
{
  g_autofree char *text = wg_case_form_dup_text (self);

  if (self->open && *text != '\0')
    g_hash_table_replace (self->kept, make_key (self->number, self->verb), g_steal_pointer (&text));
  wg_case_form_close (self);
}

void
wg_case_form_close (WgCaseForm *self)
{
  self->open = FALSE;
  wg_former_focus_give_back (&self->came_from, GTK_WIDGET (self));
  wg_case_form_set_text (self, "");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

gboolean
wg_case_form_is_open (WgCaseForm *self)
{
  return self->open;
}

WgVerb
wg_case_form_get_verb (WgCaseForm *self)
{
  return self->verb;
}

void
wg_case_form_set_offer (WgCaseForm *self, const WgCaseOffer *offer)
{
  gboolean possible = offer != NULL && offer->allowed;

  gtk_widget_set_sensitive (GTK_WIDGET (self->confirm), possible);
  gtk_widget_set_visible (self->gone, !possible);
}

static gboolean
fill_reason (WgCaseForm *self, WgAct *act)
{
  const char *const *codes = wg_reason_get_all (self->verb);
  guint chosen = gtk_drop_down_get_selected (self->reasons);

  if (chosen == 0 || chosen == GTK_INVALID_LIST_POSITION)
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->reasons));
      return FALSE;
    }
  g_free (act->reason);
  act->reason = g_strdup (codes[chosen - 1]);
  return TRUE;
}

static gboolean
fill_text (WgCaseForm *self, WgAct *act)
{
  g_free (act->text);
  act->text = g_strstrip (wg_case_form_dup_text (self));
  if (*act->text != '\0')
    return TRUE;
  g_clear_pointer (&act->text, g_free);
  if ((self->demands & WG_DEMAND_TEXT) == 0)
    return TRUE;
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
  gtk_widget_error_bell (GTK_WIDGET (self->text));
  return FALSE;
}

static gboolean
fill_place (WgCaseForm *self, WgAct *act)
{
  const char *typed = gtk_editable_get_text (self->place);
  char *end = NULL;

  act->lon = g_ascii_strtod (typed, &end);
  while (*end == ',' || *end == ' ')
    end++;
  if (end != typed && *end != '\0')
    {
      const char *second = end;

      act->lat = g_ascii_strtod (second, &end);
      if (end != second && ABS (act->lon) <= 180 && ABS (act->lat) <= 90)
        return TRUE;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->place));
  gtk_widget_error_bell (GTK_WIDGET (self->place));
  return FALSE;
}

gboolean
wg_case_form_fill (WgCaseForm *self, WgAct *act)
{
  if (!wg_case_questions_fill (self->questions, act))
    return FALSE;
  if ((self->demands & WG_DEMAND_REASON) != 0 && !fill_reason (self, act))
    return FALSE;
  if (wants_text (self) && !fill_text (self, act))
    return FALSE;
  return (self->demands & WG_DEMAND_PLACE) == 0 || fill_place (self, act);
}

void
wg_case_form_set_context (WgCaseForm *self, WgContext *context)
{
  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
  wg_case_questions_set_context (self->questions, context);
}

const char *
wg_case_form_get_name (WgCaseForm *self)
{
  return wg_case_questions_get_name (self->questions);
}

GPtrArray *
wg_case_form_get_paths (WgCaseForm *self)
{
  return wg_case_questions_get_paths (self->questions);
}

void
wg_case_form_set_text (WgCaseForm *self, const char *text)
{
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), text, -1);
}

char *
wg_case_form_dup_text (WgCaseForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

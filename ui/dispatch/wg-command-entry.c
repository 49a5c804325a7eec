/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a dispatcher's hands stay on the keys: four words do what a row, a button and a form would. Nothing is done that was
 * not shown before, and nothing is asked of the store twice at a time, however fast somebody types.
 */

#include "wg-command-entry.h"

#include "wg-command-words.h"
#include "wg-error.h"
#include "wg-store-suggest.h"
#include "wg-suggestion-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_CHOICES 8
#define MOST_SUGGESTIONS 5
#define MOST_HISTORY 100
#define WIDTH 420
#define NARROW_WIDTH 230

struct _WgCommandEntry
{
  GtkWidget parent_instance;

  GtkWidget *entry;    /* child */
  WgContext *context;  /* owned */
  WgCommandCard *card; /* owned */
  GtkWidget *return_to; /* weak, nullable: what had the focus before */
  GCancellable *cancellable;

  char *asked;          /* nullable: the line that the store is trying now */
  char *answered;       /* nullable: the line that `result` is about */
  WgLineResult *result; /* nullable */
  char *suggested;      /* nullable: number of the case that `suggestions` are for */
  GPtrArray *suggestions; /* nullable, of WgSuggestion */

  GPtrArray *choices; /* of WgLineChoice: what could stand instead of the last word */
  char *before;       /* the line in front of that word */
  gboolean more;      /* something comes behind it */
  int chosen;         /* the one that was walked to, -1 for none */
  GPtrArray *history; /* lines that were done, the newest last */
  guint history_at;   /* where Up and Down are in it; its length outside */
  gboolean filling;   /* the text is being set from here */
  gboolean composing; /* the input method holds letters that are not text yet */
  gboolean enter;     /* Enter was pressed before the answer came */
  char *pending_key;  /* nullable: of the move under way */
};

G_DEFINE_FINAL_TYPE (WgCommandEntry, wg_command_entry, GTK_TYPE_WIDGET)

enum
{
  LEFT,
  WENT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void ask (WgCommandEntry *self);
static void do_line (WgCommandEntry *self);

static const char *
get_text (WgCommandEntry *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static gboolean
is_answered (WgCommandEntry *self)
{
  return self->result != NULL && g_strcmp0 (self->answered, get_text (self)) == 0;
}

/* What could come next. */

static void
add_choice (WgCommandEntry *self, const char *insert, const char *label)
{
  if (self->choices->len < MOST_CHOICES)
    g_ptr_array_add (self->choices, wg_line_choice_new (insert, label));
}

static void
offer_verbs (WgCommandEntry *self)
{
  const char *typed = get_text (self);

  while (*typed == '/' || *typed == ':' || *typed == ' ')
    typed++;
  g_ptr_array_unref (self->choices);
  self->choices = wg_line_complete_verb (typed, MOST_CHOICES);
}

static void
offer_selected_case (WgCommandEntry *self, WgVerb verb)
{
  WgWorkflow *workflow = wg_store_get_workflow (wg_context_get_store (self->context));
  gint64 id = wg_selection_get_case (wg_context_get_selection (self->context));
  WgCaseRecord *record = wg_case_board_find (wg_context_get_board (self->context), id);
  g_autofree char *label = record != NULL ? g_strdup_printf ("%s %s", record->number, record->title) : NULL;

  if (record != NULL && wg_workflow_find_legal (workflow, record, verb) != NULL)
    add_choice (self, record->number, label);
}

static void
offer_suggested (WgCommandEntry *self)
{
  for (guint i = 0; i < self->suggestions->len; i++)
    {
      const WgSuggestion *suggestion = g_ptr_array_index (self->suggestions, i);
      g_autofree char *terms = wg_suggestion_text_format_terms (suggestion);
      g_autofree char *label = g_strdup_printf ("%s  %d · %s", suggestion->name, suggestion->score, terms);

      add_choice (self, suggestion->code != NULL ? suggestion->code : suggestion->name, label);
    }
}

static gboolean
wants_holder (const WgLine *line)
{
  return line->verb == WG_VERB_ASSIGN || line->verb == WG_VERB_REASSIGN;
}

/* Whether the case that is meant is one for which the verb can be gone on with. */
static gboolean
is_case_known (WgCommandEntry *self)
{
  const WgLineResult *result = self->result;

  return result != NULL && result->number != NULL && (result->refusal == NULL || wg_error_get_allowed (result->refusal) == NULL);
}

/* Whether a person or another case comes behind the case. */
static gboolean
wants_second (const WgLine *line)
{
  return wants_holder (line) || line->verb == WG_VERB_MERGE;
}

static void
offer_meant (WgCommandEntry *self)
{
  GPtrArray *meant = self->result->choices;

  for (guint i = 0; (self->result->ambiguous || meant->len == 1) && i < meant->len; i++)
    {
      const WgLineChoice *choice = g_ptr_array_index (meant, i);

      add_choice (self, choice->insert, choice->label);
    }
}

/* Which word of the line is still open, and what it could be. */
static void
offer (WgCommandEntry *self, const WgLine *line)
{
  gboolean second = line != NULL && wants_second (line) && line->digits != NULL && is_case_known (self);

  g_ptr_array_set_size (self->choices, 0);
  g_clear_pointer (&self->before, g_free);
  self->before = second ? g_strdup_printf ("%s %s ", line->word, line->digits)
                 : line != NULL && *line->word != '\0' ? g_strdup_printf ("%s ", line->word) : g_strdup ("");
  self->more = line == NULL || (wants_second (line) && !second);
  if (line == NULL)
    offer_verbs (self);
  else if (line->verb >= 0 && line->digits == NULL)
    offer_selected_case (self, (WgVerb) line->verb);
  else if (second && line->rest == NULL)
    {
      if (wants_holder (line) && self->suggestions != NULL && g_strcmp0 (self->suggested, self->result->number) == 0)
        offer_suggested (self);
    }
  else if (self->result != NULL)
    offer_meant (self);
}

/* Showing. */

static void
show (WgCommandEntry *self)
{
  g_autoptr (WgLine) line = wg_line_parse (get_text (self), NULL);
  g_auto (GStrv) parts = wg_command_words_list_parts (line, self->result);
  gboolean typed = *get_text (self) != '\0';
  gboolean good = self->result != NULL && self->result->refusal == NULL && !self->result->ambiguous;
  g_autofree char *effect = NULL;

  if (typed && self->result != NULL)
    effect = wg_command_words_tell_effect (self->context, self->result, wants_holder (&(WgLine){ .verb = self->result->verb }) ? self->suggestions : NULL);
  wg_command_card_set_parts (self->card, (const char *const *) parts);
  wg_command_card_set_effect (self->card, effect, good, typed && good ? (const char *const *) self->result->warnings : NULL);
  wg_command_card_set_choices (self->card, self->choices, self->chosen);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, effect != NULL ? effect : "", -1);
}

static void
on_suggested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgCommandEntry) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) suggestions = wg_store_suggest_finish (WG_STORE (source), result, &error);
  g_autoptr (WgLine) line = NULL;

  if (suggestions == NULL || self->context == NULL)
    return;
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  self->suggestions = g_steal_pointer (&suggestions);
  line = wg_line_parse (get_text (self), NULL);
  if (self->chosen < 0)
    offer (self, line);
  show (self);
}

/* Once a case: who is proposed for it. */
static void
ask_whom (WgCommandEntry *self, const WgLine *line)
{
  const char *number = line != NULL && wants_holder (line) && is_case_known (self) ? self->result->number : NULL;

  if (number == NULL || g_strcmp0 (number, self->suggested) == 0)
    return;
  g_free (self->suggested);
  self->suggested = g_strdup (number);
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  wg_store_suggest_async (wg_context_get_store (self->context), number, MOST_SUGGESTIONS, G_MININT64, self->cancellable, on_suggested,
                          g_object_ref (self));
}

static void
take_answer (WgCommandEntry *self, WgLineResult *answer)
{
  g_autoptr (WgLine) line = wg_line_parse (self->asked, NULL);

  g_clear_pointer (&self->result, wg_line_result_free);
  g_free (self->answered);
  self->answered = g_steal_pointer (&self->asked);
  self->result = answer;
  ask_whom (self, line);
  if (self->chosen < 0)
    offer (self, line);
}

static void
on_previewed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgCommandEntry) self = user_data;
  g_autoptr (GError) error = NULL;
  WgLineResult *answer = wg_store_preview_line_finish (WG_STORE (source), result, &error);

  if (self->context == NULL)
    {
      g_clear_pointer (&answer, wg_line_result_free);
      return;
    }
  if (answer == NULL)
    {
      g_clear_pointer (&self->asked, g_free);
      self->enter = FALSE;
      wg_command_card_set_effect (self->card, error->message, FALSE, NULL);
      return;
    }
  take_answer (self, answer);
  if (!is_answered (self))
    {
      ask (self);
      return;
    }
  show (self);
  if (self->enter)
    do_line (self);
}

static void
forget (WgCommandEntry *self)
{
  g_clear_pointer (&self->result, wg_line_result_free);
  g_clear_pointer (&self->answered, g_free);
  self->chosen = -1;
  self->enter = FALSE;
}

/* One question at a time: what was typed meanwhile is asked when the answer is there. */
static void
ask (WgCommandEntry *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  if (*get_text (self) == '\0' || who == NULL)
    {
      forget (self);
      offer (self, NULL);
      show (self);
      return;
    }
  if (self->asked != NULL)
    return;
  self->asked = g_strdup (get_text (self));
  wg_store_preview_line_async (wg_context_get_store (self->context), self->asked, who->id, self->cancellable, on_previewed,
                               g_object_ref (self));
}

static void
on_changed (GtkEditable *entry, WgCommandEntry *self)
{
  if (self->context == NULL || self->filling)
    return;
  self->enter = FALSE;
  self->chosen = -1;
  self->history_at = self->history->len;
  ask (self);
}

/* In between the entry is empty for a moment, which means nothing. */
static void
fill (WgCommandEntry *self, const char *text)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
  self->filling = FALSE;
  self->enter = FALSE;
  ask (self);
}

/* Leaving. */

static void
give_focus_back (WgCommandEntry *self)
{
  GtkWidget *to = self->return_to;

  if (to != NULL && gtk_widget_get_mapped (to) && gtk_widget_grab_focus (to))
    return;
  g_signal_emit (self, signals[LEFT], 0);
}

gboolean
wg_command_entry_step_back (WgCommandEntry *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return FALSE;
  fill (self, "");
  give_focus_back (self);
  return TRUE;
}

/* Doing. */

static void
remember (WgCommandEntry *self, const char *text)
{
  if (self->history->len > 0 && g_str_equal (g_ptr_array_index (self->history, self->history->len - 1), text))
    return;
  if (self->history->len == MOST_HISTORY)
    g_ptr_array_remove_index (self->history, 0);
  g_ptr_array_add (self->history, g_strdup (text));
}

static void
end_line (WgCommandEntry *self)
{
  remember (self, get_text (self));
  self->history_at = self->history->len;
  g_clear_pointer (&self->suggested, g_free);
  fill (self, "");
  give_focus_back (self);
}

static void
move (WgCommandEntry *self)
{
  WgAct *act = wg_act_copy (self->result->act);

  act->key = g_uuid_string_random ();
  self->pending_key = g_strdup (act->key);
  wg_context_perform (self->context, act);
}

static void
show_case (WgCommandEntry *self, const char *number)
{
  WgCaseRecord *record = wg_case_board_find_number (wg_context_get_board (self->context), number);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.select", "s", number);
  if (record != NULL && wg_case_record_has_place (record))
    wg_context_go_to (self->context, record->lon, record->lat, 0);
}

static void
do_line (WgCommandEntry *self)
{
  g_autofree char *target = NULL;
  int verb;

  self->enter = FALSE;
  if (self->pending_key != NULL || self->result->refusal != NULL || self->result->ambiguous)
    return;
  verb = self->result->verb;
  if (verb >= 0)
    {
      move (self);
      return;
    }
  target = g_strdup (verb == WG_LINE_SHOW ? self->result->number : self->result->to != NULL ? self->result->to : "");
  end_line (self);
  if (verb == WG_LINE_SHOW)
    show_case (self, target);
  else if (verb == WG_LINE_GRID)
    {
      wg_context_go_to_grid (self->context, target);
      g_signal_emit (self, signals[WENT], 0);
    }
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.search-for", "s", target);
}

static void
on_activate (GtkEntry *entry, WgCommandEntry *self)
{
  if (self->composing || *get_text (self) == '\0')
    return;
  if (is_answered (self))
    do_line (self);
  else
    self->enter = TRUE;
}

static gboolean
is_ours (WgCommandEntry *self, const WgAct *act)
{
  return self->pending_key != NULL && g_strcmp0 (act->key, self->pending_key) == 0;
}

static void
on_performed (WgContext *context, const WgAct *act, const WgActResult *result, WgCommandEntry *self)
{
  if (!is_ours (self, act))
    return;
  g_clear_pointer (&self->pending_key, g_free);
  end_line (self);
}

static void
on_refused (WgContext *context, const WgAct *act, const GError *error, WgCommandEntry *self)
{
  if (!is_ours (self, act))
    return;
  g_clear_pointer (&self->pending_key, g_free);
  forget (self);
  wg_command_card_set_effect (self->card, error->message, FALSE, NULL);
}

/* Keys. */

static void
choose (WgCommandEntry *self, int n)
{
  const WgLineChoice *choice = g_ptr_array_index (self->choices, n);
  g_autofree char *text = g_strconcat (self->before, choice->insert, self->more ? " " : "", NULL);

  self->chosen = n;
  fill (self, text);
}

/* Takes the choice as the answer: the next ones are those for what comes behind it. */
static gboolean
take_choice (WgCommandEntry *self)
{
  if (self->choices->len == 0 || *get_text (self) == '\0')
    return FALSE;
  if (self->chosen < 0)
    choose (self, 0);
  self->chosen = -1;
  ask (self);
  return TRUE;
}

static gboolean
walk_history (WgCommandEntry *self, int by)
{
  guint n = self->history->len;
  gint64 at = (gint64) self->history_at + by;

  if (self->history_at >= n && (*get_text (self) != '\0' || by > 0))
    return FALSE;
  if (at >= 0)
    {
      self->history_at = (guint) at;
      fill (self, at < n ? g_ptr_array_index (self->history, at) : "");
    }
  return TRUE;
}

static gboolean
walk_choices (WgCommandEntry *self, int by)
{
  int n = (int) self->choices->len;

  if (n == 0 || (*get_text (self) == '\0' && by < 0))
    return TRUE;
  choose (self, self->chosen < 0 ? (by > 0 ? 0 : n - 1) : (self->chosen + by + n) % n);
  return TRUE;
}

static gboolean
on_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, WgCommandEntry *self)
{
  int by = key == GDK_KEY_Up || key == GDK_KEY_KP_Up ? -1 : 1;

  if (self->composing || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Tab:
      return take_choice (self);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return walk_history (self, by) || walk_choices (self, by);
    default:
      return FALSE;
    }
}

static void
on_preedit (GtkText *text, const char *preedit, WgCommandEntry *self)
{
  self->composing = preedit != NULL && *preedit != '\0';
}

static void
on_card_chosen (WgCommandCard *card, guint n, WgCommandEntry *self)
{
  if (n >= self->choices->len)
    return;
  choose (self, (int) n);
  take_choice (self);
}

static void
on_focus_in (WgCommandEntry *self)
{
  if (self->context == NULL)
    return;
  ask (self);
  wg_command_card_set_open (self->card, TRUE);
}

static void
on_focus_out (WgCommandEntry *self)
{
  self->enter = FALSE;
  if (self->card != NULL)
    wg_command_card_set_open (self->card, FALSE);
}

/* The widget. */

static void
wg_command_entry_dispose (GObject *object)
{
  WgCommandEntry *self = WG_COMMAND_ENTRY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_weak_pointer (&self->return_to);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_object (&self->card);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_command_entry_parent_class)->dispose (object);
}

static void
wg_command_entry_finalize (GObject *object)
{
  WgCommandEntry *self = WG_COMMAND_ENTRY (object);

  g_object_unref (self->cancellable);
  g_free (self->asked);
  g_free (self->answered);
  g_clear_pointer (&self->result, wg_line_result_free);
  g_free (self->suggested);
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  g_ptr_array_unref (self->choices);
  g_free (self->before);
  g_ptr_array_unref (self->history);
  g_free (self->pending_key);
  G_OBJECT_CLASS (wg_command_entry_parent_class)->finalize (object);
}

static void
wg_command_entry_class_init (WgCommandEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_command_entry_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_command_entry_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[LEFT] = g_signal_new ("left", WG_TYPE_COMMAND_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[WENT] = g_signal_new ("went", WG_TYPE_COMMAND_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
watch_keys (WgCommandEntry *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (self->entry));

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key), self);
  gtk_widget_add_controller (self->entry, keys);
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (on_focus_in), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (on_focus_out), self);
  gtk_widget_add_controller (self->entry, focus);
  g_signal_connect (text, "preedit-changed", G_CALLBACK (on_preedit), self);
}

static void
wg_command_entry_init (WgCommandEntry *self)
{
  self->cancellable = g_cancellable_new ();
  self->choices = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_line_choice_free);
  self->history = g_ptr_array_new_with_free_func (g_free);
  self->chosen = -1;
  self->entry = gtk_entry_new ();
  g_object_set (self->entry, "placeholder-text", _ ("/ command, e.g. assign 1024 wang"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Command line"),
                                  GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, "/", -1);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_changed), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_activate), self);
  watch_keys (self);
}

static void
on_size_class (WgCommandEntry *self)
{
  gboolean roomy = wg_context_get_size_class (self->context) >= WG_SIZE_REGULAR;

  gtk_widget_set_size_request (self->entry, (int) ((roomy ? WIDTH : NARROW_WIDTH) * wg_context_get_text_scale (self->context)), -1);
}

void
wg_command_entry_set_context (WgCommandEntry *self, WgContext *context, WgCommandCard *card)
{
  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
  self->card = g_object_ref (card);
  g_signal_connect_object (card, "chosen", G_CALLBACK (on_card_chosen), self, 0);
  g_signal_connect_object (context, "performed", G_CALLBACK (on_performed), self, 0);
  g_signal_connect_object (context, "refused", G_CALLBACK (on_refused), self, 0);
  g_signal_connect_object (context, "notify::size-class", G_CALLBACK (on_size_class), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "notify::text-scale", G_CALLBACK (on_size_class), self, G_CONNECT_SWAPPED);
  on_size_class (self);
}

void
wg_command_entry_take_focus (WgCommandEntry *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    g_set_weak_pointer (&self->return_to, focus);
  gtk_widget_grab_focus (self->entry);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every move of the workflow can be made in the window, and what it asks for stands in its row; the lines of the form
 * are made from those bits, so that a new row needs no new form.
 */

#include "wg-case-questions.h"

#include "wg-class-chooser.h"
#include "wg-merge-compare.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

struct _WgCaseQuestions
{
  GtkWidget parent_instance;

  WgContext *context; /* owned, nullable */
  WgVerb verb;
  guint demands;
  int stage;
  GTimeZone *zone; /* owned, nullable */
  GPtrArray *paths;

  /* Of the move that is asked for; NULL when it does not ask. Children of the widget. */
  GtkWidget *answer;
  GtkWidget *value;
  GtkWidget *name;
  gboolean name_may_be_left;
  GtkWidget *time;
  GtkWidget *master;
  GtkWidget *compare;
  GtkWidget *route;
  GtkWidget *class_chooser;
  GtkWidget *reporter;
  GtkWidget *reached;
  GtkWidget *solved;
  GtkWidget *satisfied;
  GtkWidget *files;
};

G_DEFINE_FINAL_TYPE (WgCaseQuestions, wg_case_questions, GTK_TYPE_WIDGET)

static guint activated_signal;

static const char *const yes_no[] = { "yes", "no", "no_answer", NULL };
static const char *const reached_words[] = { "yes", "no", "not_possible", NULL };

static void
clear (WgCaseQuestions *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->answer = self->value = self->name = self->time = self->master = self->compare = self->route = NULL;
  self->class_chooser = self->reporter = self->reached = self->solved = self->satisfied = self->files = NULL;
  g_ptr_array_set_size (self->paths, 0);
}

static void
wg_case_questions_dispose (GObject *object)
{
  clear (WG_CASE_QUESTIONS (object));
  g_clear_object (&WG_CASE_QUESTIONS (object)->context);
  G_OBJECT_CLASS (wg_case_questions_parent_class)->dispose (object);
}

static void
wg_case_questions_finalize (GObject *object)
{
  WgCaseQuestions *self = WG_CASE_QUESTIONS (object);

  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_ptr_array_unref (self->paths);
  G_OBJECT_CLASS (wg_case_questions_parent_class)->finalize (object);
}

static void
wg_case_questions_class_init (WgCaseQuestionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_case_questions_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_case_questions_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  activated_signal = g_signal_new ("activated", WG_TYPE_CASE_QUESTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_case_questions_init (WgCaseQuestions *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->paths = g_ptr_array_new_with_free_func (g_free);
}

/* One line. */

static void
add_line (WgCaseQuestions *self, const char *label, GtkWidget *field)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *words = gtk_label_new (label);

  gtk_label_set_xalign (GTK_LABEL (words), 0);
  gtk_label_set_width_chars (GTK_LABEL (words), 14);
  gtk_label_set_wrap (GTK_LABEL (words), TRUE);
  gtk_widget_add_css_class (words, "dim-label");
  gtk_widget_set_hexpand (field, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (field), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), field);
  gtk_widget_set_parent (line, GTK_WIDGET (self));
}

static void
on_activate (WgCaseQuestions *self)
{
  g_signal_emit (self, activated_signal, 0);
}

static GtkWidget *
add_entry (WgCaseQuestions *self, const char *label, const char *text, const char *hint)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text != NULL ? text : "");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), hint);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_activate), self);
  add_line (self, label, entry);
  return entry;
}

/* The words of a closed list; nothing is chosen for anybody. */
static GtkWidget *
add_words (WgCaseQuestions *self, const char *label, const char *const *words)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  gtk_string_list_append (labels, _ ("Choose"));
  for (; *words != NULL; words++)
    gtk_string_list_append (labels, wg_answer_get_label (*words));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  add_line (self, label, drop_down);
  return drop_down;
}

static GtkWidget *
add_routes (WgCaseQuestions *self, WgRoute present)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  GtkWidget *drop_down;

  for (int route = 0; route < WG_N_ROUTES; route++)
    gtk_string_list_append (labels, wg_route_get_label ((WgRoute) route));
  drop_down = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&labels)), NULL);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop_down), present);
  add_line (self, _ ("New route"), drop_down);
  return drop_down;
}

/* Files. */

static void
show_files (WgCaseQuestions *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->paths->len; i++)
    {
      g_autofree char *name = g_path_get_basename (g_ptr_array_index (self->paths, i));
      g_autofree char *shown = g_filename_display_name (name);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", shown);
    }
  gtk_button_set_label (GTK_BUTTON (self->files), names->len > 0 ? names->str : _ ("Choose files…"));
}

static void
on_files_chosen (GtkNativeDialog *dialog, int response, WgCaseQuestions *self)
{
  g_autoptr (GListModel) files = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)) : NULL;

  g_ptr_array_set_size (self->paths, 0);
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file) != NULL)
        g_ptr_array_add (self->paths, g_strdup (g_file_peek_path (file)));
    }
  if (self->files != NULL)
    show_files (self);
  g_object_unref (dialog);
}

static void
on_choose_files (WgCaseQuestions *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (_ ("Files of the case"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                                              GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_files_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static GtkWidget *
add_files (WgCaseQuestions *self)
{
  GtkWidget *button = gtk_button_new_with_label (_ ("Choose files…"));

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_choose_files), self);
  add_line (self, _ ("Photo or file"), button);
  return button;
}

/* Asking. */

static const char *
label_of_answer (WgVerb verb)
{
  switch (verb)
    {
    case WG_VERB_ANSWER:
      return _ ("What was found");
    case WG_VERB_SIGN:
      return _ ("Result");
    case WG_VERB_NOTICE:
      return _ ("Level");
    default:
      return _ ("What is corrected");
    }
}

/* The day after @days, as it is typed: 2026-12-01 18:00. */
static char *
propose_time (gint64 now_ms, GTimeZone *zone, int days, gboolean with_hour)
{
  g_autofree char *day = wg_time_day_format (wg_time_to_local (now_ms, zone, NULL) + days);

  return with_hour ? g_strconcat (day, " 18:00", NULL) : g_steal_pointer (&day);
}

static void
ask_for_time (WgCaseQuestions *self, gint64 now_ms)
{
  gboolean reply = (self->demands & WG_DEMAND_REPLY_BY) != 0;
  gboolean notice = self->verb == WG_VERB_NOTICE;
  g_autofree char *text = propose_time (now_ms, self->zone, reply ? 1 : 7, reply || notice);
  const char *label = reply ? _ ("Reply by") : notice ? _ ("Ends") : _ ("Until");

  if (reply || notice || (self->demands & WG_DEMAND_UNTIL) != 0)
    self->time = add_entry (self, label, text, _ ("2026-12-01 18:00"));
}

static void
ask_about_call (WgCaseQuestions *self)
{
  if ((self->demands & WG_DEMAND_REPORTER) != 0)
    self->reporter = add_entry (self, _ ("Reporter no."), "1", NULL);
  if ((self->demands & WG_DEMAND_CALL) != 0)
    self->reached = add_words (self, _ ("Reached"), reached_words);
  if ((self->demands & WG_DEMAND_VERDICT) == 0)
    return;
  self->solved = add_words (self, _ ("Solved"), yes_no);
  self->satisfied = add_words (self, _ ("Satisfied"), yes_no);
}

static void
ask_for_words (WgCaseQuestions *self, const WgCaseRecord *record)
{
  const char *const *answers = wg_answer_get_all (self->verb);

  if ((self->demands & WG_DEMAND_ANSWER) != 0)
    self->answer = add_words (self, label_of_answer (self->verb), answers);
  if ((self->demands & WG_DEMAND_FIELD) != 0)
    self->value = add_entry (self, _ ("New value"), NULL, NULL);
  if ((self->demands & WG_DEMAND_EVIDENCE) != 0)
    self->value = add_entry (self, _ ("Progress so far"), NULL, _ ("not needed when a note or a file tells"));
  if (self->verb == WG_VERB_DONE && (record->flags & WG_CASE_MARK_CO) != 0)
    self->value = add_entry (self, _ ("Co-handler not waited for"), NULL, _ ("why; empty to wait"));
}

/* Who did it for a unit, and who goes on when the one who did it cannot: both may be left open. */
static void
ask_who_works (WgCaseQuestions *self, const WgCaseRecord *record)
{
  self->name_may_be_left = self->verb == WG_VERB_FAIL || (self->verb == WG_VERB_DONE && record->unit_id != WG_NO_ID && record->person_id == WG_NO_ID);
  if (!self->name_may_be_left)
    return;
  if (self->verb == WG_VERB_FAIL)
    self->name = add_entry (self, _ ("Who goes on"), NULL, _ ("empty: who did it"));
  else
    self->name = add_entry (self, _ ("Done by"), NULL, _ ("person of the unit"));
}

static void
add_classes (WgCaseQuestions *self)
{
  self->class_chooser = g_object_new (WG_TYPE_CLASS_CHOOSER, NULL);
  if (self->context != NULL)
    wg_class_chooser_set_context (WG_CLASS_CHOOSER (self->class_chooser), self->context);
  add_line (self, _ ("New class"), self->class_chooser);
}

/* The other case. */

static void
on_master_typed (WgCaseQuestions *self)
{
  if (self->compare != NULL)
    wg_merge_compare_set_other (WG_MERGE_COMPARE (self->compare), gtk_editable_get_text (GTK_EDITABLE (self->master)));
}

static void
on_master_chosen (WgCaseQuestions *self, const char *number)
{
  gtk_editable_set_text (GTK_EDITABLE (self->master), number);
  gtk_editable_select_region (GTK_EDITABLE (self->master), 0, -1);
}

/* What is typed replaces the number that the list put there. On a busy X server a selection can be lost again: the news that
 * the one before it was given up comes after it was made. Then the cursor stands before the number, where no digit is meant.
 */
static void
select_lost_number (WgCaseQuestions *self, guint key)
{
  GtkEditable *master = GTK_EDITABLE (self->master);

  if (g_unichar_isdigit (gdk_keyval_to_unicode (key)) && gtk_editable_get_position (master) == 0
      && !gtk_editable_get_selection_bounds (master, NULL, NULL))
    gtk_editable_select_region (master, 0, -1);
}

/* Up and down walk through the probable ones while the focus stays where Enter merges. */
static gboolean
on_master_key (WgCaseQuestions *self, guint key, guint code, GdkModifierType state)
{
  select_lost_number (self, key);
  if (self->compare == NULL || (key != GDK_KEY_Up && key != GDK_KEY_Down) || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  wg_merge_compare_step (WG_MERGE_COMPARE (self->compare), key == GDK_KEY_Down ? 1 : -1);
  return TRUE;
}

static void
ask_for_master (WgCaseQuestions *self, const WgCaseRecord *record)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->master = add_entry (self, _ ("Into case"), NULL, _ ("number"));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_master_key), self);
  gtk_widget_add_controller (self->master, keys);
  if (self->context == NULL)
    return;
  self->compare = wg_merge_compare_new (self->context, record);
  gtk_widget_set_parent (self->compare, GTK_WIDGET (self));
  g_signal_connect_swapped (self->compare, "chosen", G_CALLBACK (on_master_chosen), self);
  g_signal_connect_swapped (self->master, "changed", G_CALLBACK (on_master_typed), self);
}

void
wg_case_questions_set_context (WgCaseQuestions *self, WgContext *context)
{
  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
}

void
wg_case_questions_ask (WgCaseQuestions *self, const WgMove *move, const WgCaseRecord *record, gint64 now_ms, GTimeZone *zone)
{
  clear (self);
  self->demands = move != NULL ? move->demands : 0;
  if (move == NULL)
    return;
  self->verb = move->verb;
  self->stage = record->signs + 1;
  g_clear_pointer (&self->zone, g_time_zone_unref);
  self->zone = g_time_zone_ref (zone);
  if ((self->demands & WG_DEMAND_MASTER) != 0)
    ask_for_master (self, record);
  if ((self->demands & (WG_DEMAND_PERSON | WG_DEMAND_BELOW)) != 0)
    self->name = add_entry (self, _ ("Who"), NULL, (self->demands & WG_DEMAND_BELOW) != 0 ? _ ("person or unit") : _ ("name or code"));
  if (self->verb == WG_VERB_SIGN)
    self->name = add_entry (self, _ ("Signer"), NULL, _ ("name or code"));
  ask_who_works (self, record);
  ask_for_time (self, now_ms);
  if ((self->demands & WG_DEMAND_ROUTE) != 0)
    self->route = add_routes (self, record->route);
  if ((self->demands & WG_DEMAND_CLASS) != 0)
    add_classes (self);
  ask_about_call (self);
  ask_for_words (self, record);
  if ((self->demands & WG_DEMAND_FILE) != 0 || self->verb == WG_VERB_DONE)
    self->files = add_files (self);
}

gboolean
wg_case_questions_focus (WgCaseQuestions *self)
{
  return gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

/* Answers. */

static gboolean
miss (GtkWidget *field)
{
  gtk_widget_grab_focus (field);
  gtk_widget_error_bell (field);
  return FALSE;
}

static gboolean
take_text (GtkWidget *entry, gboolean may_be_empty, char **place)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (entry));

  if (*text == '\0' && !may_be_empty)
    return miss (entry);
  g_free (*place);
  *place = *text != '\0' || !may_be_empty ? g_strdup (text) : NULL;
  return TRUE;
}

static gboolean
take_word (GtkWidget *drop_down, const char *const *words, gboolean needed, char **place)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));

  g_clear_pointer (place, g_free);
  if (chosen == 0 || chosen == GTK_INVALID_LIST_POSITION)
    return needed ? miss (drop_down) : TRUE;
  *place = g_strdup (words[chosen - 1]);
  return TRUE;
}

static gboolean
take_call (WgCaseQuestions *self, WgAct *act)
{
  gboolean reached;

  if (self->reporter != NULL)
    act->reporter = (int) g_ascii_strtoll (gtk_editable_get_text (GTK_EDITABLE (self->reporter)), NULL, 10);
  if (self->reached != NULL && !take_word (self->reached, reached_words, TRUE, &act->reached))
    return FALSE;
  if (self->solved == NULL)
    return TRUE;
  reached = g_str_equal (act->reached, "yes");
  return take_word (self->solved, yes_no, reached, &act->solved) && take_word (self->satisfied, yes_no, reached, &act->satisfied);
}

static gboolean
take_class (WgCaseQuestions *self, WgAct *act)
{
  const WgCaseClass *chosen = wg_class_chooser_get_class (WG_CLASS_CHOOSER (self->class_chooser));

  if (!wg_class_chooser_check (WG_CLASS_CHOOSER (self->class_chooser), TRUE))
    return miss (wg_class_chooser_get_field (WG_CLASS_CHOOSER (self->class_chooser)));
  g_free (act->class_code);
  act->class_code = g_strdup (chosen->code);
  return TRUE;
}

gboolean
wg_case_questions_fill (WgCaseQuestions *self, WgAct *act)
{
  gboolean value_needed = (self->demands & WG_DEMAND_FIELD) != 0;

  act->stage = self->stage;
  if (self->master != NULL && !take_text (self->master, FALSE, &act->master))
    return FALSE;
  if (self->name != NULL && !self->name_may_be_left && *gtk_editable_get_text (GTK_EDITABLE (self->name)) == '\0')
    return miss (self->name);
  if (self->time != NULL && !wg_time_parse (gtk_editable_get_text (GTK_EDITABLE (self->time)), self->zone, &act->until_ms, NULL))
    return miss (self->time);
  if (self->route != NULL)
    act->route = (int) gtk_drop_down_get_selected (GTK_DROP_DOWN (self->route));
  if (self->class_chooser != NULL && !take_class (self, act))
    return FALSE;
  if (!take_call (self, act))
    return FALSE;
  if (self->answer != NULL && !take_word (self->answer, wg_answer_get_all (self->verb), TRUE, &act->answer))
    return FALSE;
  if (self->value != NULL && !take_text (self->value, !value_needed, &act->value))
    return FALSE;
  return self->verb != WG_VERB_ATTACH || self->paths->len > 0 || miss (self->files);
}

const char *
wg_case_questions_get_name (WgCaseQuestions *self)
{
  const char *name = self->name != NULL ? gtk_editable_get_text (GTK_EDITABLE (self->name)) : "";

  return *name != '\0' ? name : NULL;
}

GPtrArray *
wg_case_questions_get_paths (WgCaseQuestions *self)
{
  return self->paths;
}

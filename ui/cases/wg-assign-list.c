/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: dispatching is choosing a person; the likely ones must be one key away and everybody else a few letters. */

#include "wg-assign-list.h"

#include "wg-case-text.h"
#include "wg-error.h"
#include "wg-former-focus.h"
#include "wg-rows.h"
#include "wg-steady-bin.h"
#include "wg-store-people.h"
#include "wg-store-suggest.h"
#include "wg-store-workflow.h"
#include "wg-suggestion-text.h"

#include <glib/gi18n-lib.h>

#define MOST_ROWS 8
#define MOST_SUGGESTIONS 5

struct _WgAssignList
{
  GtkWidget parent_instance;

  /* Template. */
  GtkLabel *title;
  GtkLabel *hint;
  GtkEditable *text;
  GtkListBox *list;
  GtkLabel *empty;
  GtkEditable *search;

  WgContext *context; /* owned */
  GCancellable *cancellable;
  GPtrArray *persons; /* of WgPerson: who fits what is typed */
  GPtrArray *suggestions; /* of WgSuggestion: who is proposed while nothing is typed */
  GPtrArray *units;   /* of WgUnit, all; NULL until read */
  GArray *shown;      /* of Choice, the rows */
  char *number;       /* of the case */
  gint64 grid_id;
  gint64 version;
  gboolean usable;
  gboolean wants_text;
  gint64 asked_person_id; /* chosen against the proposal: the reason is being asked for */
  gint64 asked_unit_id;
  char *asked_name; /* nullable */
  GtkWidget *came_from; /* weak, nullable: what had the focus before the question */
  char *said; /* what the hint says while no row is carried over the list; nullable */
};

typedef struct
{
  gint64 person_id;
  gint64 unit_id;
  const char *name; /* belongs to `persons`, `suggestions` or `units`, or is the one asked for */
} Choice;

G_DEFINE_FINAL_TYPE (WgAssignList, wg_assign_list, GTK_TYPE_WIDGET)

static guint chosen_signal;

/* Rows. */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A label that may end in an ellipsis asks for little room; one that only wraps pushes what stands behind it out. */
static GtkWidget *
make_line (const char *text, const char *css_class)
{
  GtkWidget *label = make_label (text, "caption");

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  return label;
}

static GtkWidget *
make_row (WgAssignList *self, const char *name, const char *line, const char *terms, const char *load)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *steady = wg_steady_bin_new (words);
  guint n = self->shown->len;
  g_autofree char *cap = n <= 5 ? g_strdup_printf ("%u", n) : g_strdup ("");
  g_autofree char *spoken = g_strdup_printf ("%u, %s, %s, %s, %s", n, name, load, line, terms != NULL ? terms : "");
  g_autofree char *whole = terms != NULL ? wg_case_text_keep_whole (terms) : NULL;
  GtkWidget *key = make_label (cap, n <= 5 ? "key-cap" : NULL);
  GtkWidget *avatar = adw_avatar_new (32, name, TRUE);
  GtkWidget *load_label = make_label (load, "caption");

  gtk_label_set_ellipsize (GTK_LABEL (load_label), PANGO_ELLIPSIZE_NONE);
  gtk_widget_set_valign (key, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (steady, TRUE);
  gtk_widget_set_valign (steady, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (avatar, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (words), make_label (name, "heading"));
  gtk_box_append (GTK_BOX (words), make_line (line, NULL));
  if (terms != NULL)
    gtk_box_append (GTK_BOX (words), make_line (whole, "dim-label"));
  gtk_box_append (GTK_BOX (box), key);
  gtk_box_append (GTK_BOX (box), avatar);
  gtk_box_append (GTK_BOX (box), steady);
  gtk_widget_add_css_class (load_label, "numeric");
  gtk_box_append (GTK_BOX (box), load_label);
  gtk_widget_add_css_class (row, "person-row");
  wg_rows_set_name (row, name);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return row;
}

static const WgPost *
find_post (WgAssignList *self, const WgPerson *person)
{
  for (guint i = 0; person->posts != NULL && i < person->posts->len; i++)
    {
      const WgPost *post = g_ptr_array_index (person->posts, i);

      if (post->grid_id == self->grid_id)
        return post;
    }
  return person->posts != NULL && person->posts->len > 0 ? g_ptr_array_index (person->posts, 0) : NULL;
}

static char *
describe_person (WgAssignList *self, const WgPerson *person)
{
  const WgPost *post = find_post (self, person);
  GString *line = g_string_new (wg_person_kind_get_label (person->kind));

  if (post != NULL && (g_str_equal (post->kind, "A") || g_str_equal (post->kind, "B")))
    {
      g_autofree char *words = post->grid_id == self->grid_id
                                   ? g_strdup_printf (_ ("own grid, post %s"), post->kind)
                                   : g_strdup_printf (_ ("grid %s, post %s"), post->grid_code, post->kind);

      g_string_append_printf (line, " · %s", words);
    }
  if (person->unit_name != NULL)
    g_string_append_printf (line, " · %s", person->unit_name);
  if (!person->on_duty)
    g_string_append_printf (line, " · %s", _ ("off duty"));
  return g_string_free (line, FALSE);
}

static void
append_person (WgAssignList *self, const WgPerson *person)
{
  const Choice choice = { person->id, WG_NO_ID, person->name };
  g_autofree char *line = describe_person (self, person);
  g_autofree char *load
      = g_strdup_printf (ngettext ("%d in hand", "%d in hand", (gulong) person->open_cases), (int) person->open_cases);

  if (!person->active)
    return;
  g_array_append_val (self->shown, choice);
  gtk_list_box_append (self->list, make_row (self, person->name, line, NULL, load));
}

static void
append_suggestion (WgAssignList *self, const WgSuggestion *suggestion)
{
  const Choice choice = { suggestion->person_id, WG_NO_ID, suggestion->name };
  g_autofree char *who = wg_suggestion_text_format_who (suggestion);
  g_autofree char *terms = wg_suggestion_text_format_terms (suggestion);
  g_autofree char *points = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d point", "%d points", (gulong) ABS (suggestion->score)),
                                             suggestion->score);

  g_array_append_val (self->shown, choice);
  gtk_list_box_append (self->list, make_row (self, suggestion->name, who, terms, points));
}

static gboolean
fits (const char *name, const char *typed)
{
  g_autofree char *folded_name = g_utf8_casefold (name, -1);
  g_autofree char *folded = g_utf8_casefold (typed, -1);

  return strstr (folded_name, folded) != NULL;
}

static void
append_units (WgAssignList *self, const char *typed)
{
  for (guint i = 0; self->units != NULL && i < self->units->len && self->shown->len < MOST_ROWS; i++)
    {
      const WgUnit *unit = g_ptr_array_index (self->units, i);
      const Choice choice = { WG_NO_ID, unit->id, unit->name };

      if (!unit->active || !fits (unit->name, typed))
        continue;
      g_array_append_val (self->shown, choice);
      gtk_list_box_append (self->list, make_row (self, unit->name, _ ("unit"), NULL, ""));
    }
}

static void
say_empty (WgAssignList *self, gboolean typed)
{
  const char *text = typed ? _ ("Nobody is called that.")
                           : _ ("There is nobody to send yet. People are added with the command “wangge person add”.");

  gtk_label_set_text (self->empty, text);
  gtk_widget_set_visible (GTK_WIDGET (self->empty),
                          self->shown->len == 0 && (typed ? self->persons : self->suggestions) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), self->shown->len > 0);
}

static void
show (WgAssignList *self)
{
  const char *typed = gtk_editable_get_text (self->search);
  g_autofree char *focused = wg_rows_empty (self->list);

  g_array_set_size (self->shown, 0);
  for (guint i = 0; *typed == '\0' && self->suggestions != NULL && i < self->suggestions->len; i++)
    append_suggestion (self, g_ptr_array_index (self->suggestions, i));
  for (guint i = 0; *typed != '\0' && self->persons != NULL && i < self->persons->len && self->shown->len < MOST_ROWS; i++)
    append_person (self, g_ptr_array_index (self->persons, i));
  if (*typed != '\0')
    append_units (self, typed);
  say_empty (self, *typed != '\0');
  wg_rows_give_focus (self->list, focused, GTK_WIDGET (self->search));
}

/* Reading. */

static void
on_persons_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgAssignList) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *persons = wg_store_list_persons_finish (WG_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    {
      g_clear_pointer (&persons, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->persons, g_ptr_array_unref);
  self->persons = persons;
  show (self);
  if (error == NULL)
    return;
  gtk_label_set_text (self->empty, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), TRUE);
}

static void
on_units_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgAssignList) self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->units, g_ptr_array_unref);
  self->units = wg_store_list_units_finish (WG_STORE (source), result, &error);
  if (error != NULL)
    g_debug ("Units cannot be offered: %s", error->message);
}

static void
read_units (WgAssignList *self)
{
  wg_store_list_units_async (wg_context_get_store (self->context), G_MININT64, NULL, on_units_read, g_object_ref (self));
}

static void
on_suggested (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgAssignList) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *suggestions = wg_store_suggest_finish (WG_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->context == NULL)
    {
      g_clear_pointer (&suggestions, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  self->suggestions = suggestions;
  show (self);
  if (error == NULL)
    return;
  gtk_label_set_text (self->empty, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), TRUE);
}

static void
read_persons (WgAssignList *self)
{
  const char *typed = gtk_editable_get_text (self->search);
  WgPersonQuery query = { .unit_id = G_MININT64, .limit = MOST_ROWS, .text = typed };
  WgStore *store = wg_context_get_store (self->context);

  g_cancellable_cancel (self->cancellable);
  g_object_unref (self->cancellable);
  self->cancellable = g_cancellable_new ();
  if (*typed != '\0')
    wg_store_list_persons_async (store, &query, self->cancellable, on_persons_read, g_object_ref (self));
  else if (self->number != NULL)
    wg_store_suggest_async (store, self->number, MOST_SUGGESTIONS, G_MININT64, self->cancellable, on_suggested, g_object_ref (self));
}

/* Somebody came, left or went on duty while the case is looked at. */
static void
on_store_changed (WgStore *store, WgChangeSet *changes, WgAssignList *self)
{
  if (wg_change_set_touches (changes, "unit"))
    read_units (self);
  if (self->number != NULL && (wg_change_set_touches (changes, "person") || wg_change_set_touches (changes, "unit")))
    read_persons (self);
}

/* Choosing. */

static void
say_what_is_asked (WgAssignList *self, const char *words)
{
  g_object_set (self->text, "placeholder-text", words, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->text), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
forget_question (WgAssignList *self)
{
  self->asked_person_id = self->asked_unit_id = WG_NO_ID;
  g_clear_pointer (&self->asked_name, g_free);
  gtk_widget_set_visible (GTK_WIDGET (self->text), self->wants_text && self->usable);
  say_what_is_asked (self, _ ("Reason for reassigning"));
}

static void
ask (WgAssignList *self, const Choice *choice, const char *words)
{
  char *name = g_strdup (choice->name);

  self->asked_person_id = choice->person_id;
  self->asked_unit_id = choice->unit_id;
  g_free (self->asked_name);
  self->asked_name = name;
  say_what_is_asked (self, words);
  wg_former_focus_remember (&self->came_from, GTK_WIDGET (self->text));
  gtk_widget_set_visible (GTK_WIDGET (self->text), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

/* Somebody else than the keeper who is there: why is asked for once, in place; an answer is not forced. */
static gboolean
is_question (WgAssignList *self, const Choice *choice)
{
  const WgSuggestion *first = self->suggestions != NULL && self->suggestions->len > 0 ? g_ptr_array_index (self->suggestions, 0) : NULL;
  g_autofree char *words = NULL;

  if (self->wants_text || first == NULL || first->tie < WG_TIE_B || first->presence != WG_PRESENCE_HERE || choice->person_id == first->person_id
      || (choice->person_id == self->asked_person_id && choice->unit_id == self->asked_unit_id))
    return FALSE;
  words = g_strdup_printf (_ ("Why %s and not %s? Enter assigns"), choice->name, first->name);
  ask (self, choice, words);
  return TRUE;
}

/* Without a choice Enter goes on to the list, where the keys 1 to 5 are heard. */
static void
on_text_activate (GtkEntry *entry, WgAssignList *self)
{
  g_autofree char *name = g_strdup (self->asked_name);

  if (name != NULL)
    g_signal_emit (self, chosen_signal, 0, self->asked_person_id, self->asked_unit_id, name);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->list), GTK_DIR_TAB_FORWARD);
}

/* The reason is used up, and the letters are moves again. */
static void
end_question (WgAssignList *self, int verb)
{
  if (verb != WG_VERB_ASSIGN && verb != WG_VERB_REASSIGN)
    return;
  gtk_editable_set_text (self->text, "");
  wg_former_focus_give_back (&self->came_from, GTK_WIDGET (self->text));
  forget_question (self);
}

static void
on_performed (WgContext *context, const WgAct *act, const WgActResult *result, WgAssignList *self)
{
  if (g_strcmp0 (act->number, self->number) == 0)
    end_question (self, act->verb);
}

static void
on_batch_performed (WgContext *context, int verb, WgBatchResult *result, GPtrArray *acts, WgAssignList *self)
{
  if (result->done > 0)
    end_question (self, verb);
}

/* Cases that are carried over somebody. */

static void
say_hint (WgAssignList *self, const char *text)
{
  g_free (self->said);
  self->said = g_strdup (text);
  gtk_label_set_text (self->hint, text);
}

static GdkDragAction
on_carried (GtkDropTarget *target, double x, double y, WgAssignList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);
  guint at = row != NULL ? (guint) gtk_list_box_row_get_index (row) : G_MAXUINT;
  g_autofree char *text = NULL;
  guint n;

  wg_selection_get_cases (wg_context_get_selection (self->context), &n);
  if (at >= self->shown->len)
    return 0;
  /* Translators: what letting go would do: a number of cases or the number of one, and a name. */
  text = n > 0 ? g_strdup_printf (ngettext ("Assign %u case to %s", "Assign %u cases to %s", n), n, g_array_index (self->shown, Choice, at).name)
               : g_strdup_printf (_ ("Assign %s to %s"), self->number, g_array_index (self->shown, Choice, at).name);
  gtk_list_box_drag_highlight_row (self->list, row);
  gtk_label_set_text (self->hint, text);
  return GDK_ACTION_MOVE;
}

static void
on_carried_away (GtkDropTarget *target, WgAssignList *self)
{
  gtk_list_box_drag_unhighlight_row (self->list);
  gtk_label_set_text (self->hint, self->said != NULL ? self->said : "");
}

static gboolean
on_let_go (GtkDropTarget *target, const GValue *value, double x, double y, WgAssignList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_y (self->list, (int) y);

  on_carried_away (target, self);
  return g_value_get_object (value) == wg_context_get_selection (self->context) && row != NULL
         && wg_assign_list_choose_nth (self, (guint) gtk_list_box_row_get_index (row));
}

static void
add_drop_target (WgAssignList *self)
{
  GtkDropTarget *target = gtk_drop_target_new (WG_TYPE_SELECTION, GDK_ACTION_MOVE);

  g_signal_connect (target, "motion", G_CALLBACK (on_carried), self);
  g_signal_connect (target, "leave", G_CALLBACK (on_carried_away), self);
  g_signal_connect (target, "drop", G_CALLBACK (on_let_go), self);
  gtk_widget_add_controller (GTK_WIDGET (self->list), GTK_EVENT_CONTROLLER (target));
}

static void
on_row_activated (GtkListBox *list, GtkListBoxRow *row, WgAssignList *self)
{
  wg_assign_list_choose_nth (self, (guint) gtk_list_box_row_get_index (row));
}

static void
on_search_changed (GtkSearchEntry *entry, WgAssignList *self)
{
  if (self->context != NULL)
    read_persons (self);
}

static void
on_search_activate (GtkSearchEntry *entry, WgAssignList *self)
{
  wg_assign_list_choose_nth (self, 0);
}

static void
on_stop_search (GtkSearchEntry *entry, WgAssignList *self)
{
  gtk_editable_set_text (self->search, "");
}

static void
wg_assign_list_dispose (GObject *object)
{
  WgAssignList *self = WG_ASSIGN_LIST (object);
  GtkWidget *child;

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->context);
  g_clear_weak_pointer (&self->came_from);
  G_OBJECT_CLASS (wg_assign_list_parent_class)->dispose (object);
}

static void
wg_assign_list_finalize (GObject *object)
{
  WgAssignList *self = WG_ASSIGN_LIST (object);

  g_clear_pointer (&self->persons, g_ptr_array_unref);
  g_clear_pointer (&self->suggestions, g_ptr_array_unref);
  g_clear_pointer (&self->units, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_pointer (&self->number, g_free);
  g_clear_pointer (&self->said, g_free);
  g_clear_pointer (&self->asked_name, g_free);
  G_OBJECT_CLASS (wg_assign_list_parent_class)->finalize (object);
}

static void
wg_assign_list_class_init (WgAssignListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = wg_assign_list_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_assign_list_finalize;
  chosen_signal = g_signal_new ("chosen", WG_TYPE_ASSIGN_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                G_TYPE_INT64, G_TYPE_INT64, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/cases/wg-assign-list.ui");
  gtk_widget_class_bind_template_child (widget_class, WgAssignList, title);
  gtk_widget_class_bind_template_child (widget_class, WgAssignList, hint);
  gtk_widget_class_bind_template_child (widget_class, WgAssignList, text);
  gtk_widget_class_bind_template_child (widget_class, WgAssignList, list);
  gtk_widget_class_bind_template_child (widget_class, WgAssignList, empty);
  gtk_widget_class_bind_template_child (widget_class, WgAssignList, search);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_text_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
}

static void
wg_assign_list_init (WgAssignList *self)
{
  self->cancellable = g_cancellable_new ();
  self->shown = g_array_new (FALSE, FALSE, sizeof (Choice));
  self->grid_id = self->asked_person_id = self->asked_unit_id = WG_NO_ID;
  gtk_widget_init_template (GTK_WIDGET (self));
  add_drop_target (self);
}

void
wg_assign_list_set_context (WgAssignList *self, WgContext *context)
{
  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (wg_context_get_store (context), "changed", G_CALLBACK (on_store_changed), self, 0);
  g_signal_connect_object (context, "performed", G_CALLBACK (on_performed), self, 0);
  g_signal_connect_object (context, "batch-performed", G_CALLBACK (on_batch_performed), self, 0);
  read_units (self);
}

void
wg_assign_list_set_case (WgAssignList *self, WgCaseRecord *record)
{
  gboolean same = record != NULL && g_strcmp0 (self->number, record->number) == 0;

  if (same && self->grid_id == record->grid_id && self->version == record->version)
    return;
  g_free (self->number);
  self->number = record != NULL ? g_strdup (record->number) : NULL;
  self->grid_id = record != NULL ? record->grid_id : WG_NO_ID;
  self->version = record != NULL ? record->version : 0;
  if (!same)
    {
      g_clear_pointer (&self->suggestions, g_ptr_array_unref);
      gtk_editable_set_text (self->search, "");
      gtk_editable_set_text (self->text, "");
    }
  forget_question (self);
  show (self);
  if (record != NULL)
    read_persons (self);
}

void
wg_assign_list_set_usable (WgAssignList *self, gboolean usable, const char *reason, gboolean wants_text)
{
  self->usable = usable;
  self->wants_text = wants_text;
  say_hint (self, usable ? _ ("keys 1–5 assign at once") : reason != NULL ? reason : "");
  if (self->asked_person_id == WG_NO_ID && self->asked_unit_id == WG_NO_ID)
    forget_question (self);
  gtk_widget_set_sensitive (GTK_WIDGET (self->list), usable);
  gtk_widget_set_sensitive (GTK_WIDGET (self->search), usable);
}

const char *
wg_assign_list_get_text (WgAssignList *self)
{
  return gtk_editable_get_text (self->text);
}

void
wg_assign_list_focus_search (WgAssignList *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

void
wg_assign_list_ask_reason (WgAssignList *self, gint64 person_id, gint64 unit_id, const char *name)
{
  const Choice choice = { person_id, unit_id, name };
  g_autofree char *words = g_strdup_printf (_ ("Why to %s now? Enter reassigns"), name);

  if (self->asked_name != NULL && person_id == self->asked_person_id && unit_id == self->asked_unit_id)
    say_hint (self, _ ("A reason is needed"));
  ask (self, &choice, words);
}

guint
wg_assign_list_get_n_rows (WgAssignList *self)
{
  return self->shown->len;
}

gboolean
wg_assign_list_choose_nth (WgAssignList *self, guint n)
{
  Choice choice;

  if (!self->usable || n >= self->shown->len)
    return FALSE;
  choice = g_array_index (self->shown, Choice, n);
  if (is_question (self, &choice))
    return TRUE;
  g_signal_emit (self, chosen_signal, 0, choice.person_id, choice.unit_id, choice.name);
  return TRUE;
}

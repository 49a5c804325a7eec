/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a draft is never mistaken for what is in force, and its next step is one button, with the reason when it is not
 * possible: drawing, handing in, somebody else's yes or no, the notice, the date.
 */

#include "wg-boundary-editor-private.h"

#include "wg-notice-saver.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

static char *
format_time (WgBoundaryEditor *self, gint64 ms, WgTimeForm form)
{
  return wg_time_format_local (ms, wg_store_get_zone (wg_context_get_store (self->context)), wg_context_get_now (self->context),
                               form);
}

/* --- The next step --- */

typedef struct
{
  const char *state;
  WgDraftVerb verb;
  const char *label;
  guint roles;
} Next;

static const Next steps[] = {
  { "open", WG_DRAFT_SUBMIT, NC_ ("draft", "Submit for approval…"), WG_ROLE_GIS },
  { "submitted", WG_DRAFT_APPROVE, NC_ ("draft", "Approve…"), WG_ROLE_GIS | WG_ROLE_DUTY | WG_ROLE_LEADER },
  { "approved", WG_DRAFT_ANNOUNCE, NC_ ("draft", "The notice is out"), WG_ROLE_GIS | WG_ROLE_DUTY },
  { "announced", WG_DRAFT_APPLY, NC_ ("draft", "Put in force…"), WG_ROLE_GIS | WG_ROLE_DUTY },
};

static const Next *
find_next (const WgDraft *draft)
{
  for (gsize i = 0; draft != NULL && i < G_N_ELEMENTS (steps); i++)
    {
      if (g_str_equal (steps[i].state, draft->state))
        return &steps[i];
    }
  return NULL;
}

static gboolean
is_own (const WgOperator *who, const WgDraft *draft)
{
  return who != NULL && wg_draft_is_drawn_by (draft, who->id, who->person_id);
}

static char *
word_obstacle (WgBoundaryEditor *self, const WgDraft *draft, const Next *next)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  if (wg_context_is_read_only (self->context))
    return g_strdup (_ ("The database is read-only."));
  if (next->verb == WG_DRAFT_APPROVE && is_own (who, draft))
    return g_strdup (_ ("Waits for somebody else's approval"));
  if (who == NULL || (who->roles & next->roles) == 0)
    {
      g_autofree char *roles = wg_roles_to_text (next->roles);

      return g_strdup_printf (_ ("For: %s"), roles);
    }
  if (next->verb == WG_DRAFT_SUBMIT && draft->n_steps == 0)
    return g_strdup (_ ("Nothing is drawn yet"));
  if (draft->trouble != NULL)
    return g_strdup (draft->trouble);
  if (next->verb == WG_DRAFT_APPLY && draft->effective_ms != WG_NULL_ID
      && draft->effective_ms > wg_context_get_now (self->context))
    {
      g_autofree char *date = format_time (self, draft->effective_ms, WG_TIME_SHORT);

      return g_strdup_printf (_ ("Takes effect by itself %s"), date);
    }
  for (guint i = 0; i < draft->conflicts->len; i++)
    {
      const WgDraftConflict *conflict = g_ptr_array_index (draft->conflicts, i);

      if (conflict->draft_id == WG_NULL_ID)
        return g_strdup_printf (_ ("%s was changed in force since; undo the steps on it"), conflict->name);
    }
  return NULL;
}

static void
on_confirmed (AdwMessageDialog *dialog, const char *response, WgBoundaryEditor *self)
{
  if (g_str_equal (response, "go"))
    wg_boundary_sketch_move (self->sketch, self->next_verb, NULL);
}

/* What cannot be taken back, or binds others, is asked once, with what it does. */
static void
on_next (WgBoundaryEditor *self)
{
  const WgDraft *draft = wg_boundary_sketch_get_draft (self->sketch);
  const WgDraftPlan *plan = wg_boundary_sketch_get_plan (self->sketch);
  GtkWidget *dialog;
  gboolean waits = self->next_verb == WG_DRAFT_APPROVE && draft->effective_ms != WG_NULL_ID
                   && !wg_draft_is_late (draft, wg_context_get_now (self->context));
  g_autofree char *day = waits ? format_time (self, draft->effective_ms, WG_TIME_SHORT) : NULL;
  g_autofree char *body = NULL;
  const char *verb;

  if (self->next_verb != WG_DRAFT_APPROVE && self->next_verb != WG_DRAFT_APPLY)
    {
      wg_boundary_sketch_move (self->sketch, self->next_verb, NULL);
      return;
    }
  verb = self->next_verb == WG_DRAFT_APPROVE ? C_ ("draft", "Approve") : C_ ("draft", "Put in force");
  body = day != NULL
             ? g_strdup_printf (_ ("Draft “%s”: grids redrawn %u, open cases that move %u. It takes effect by itself %s."), draft->name,
                                plan != NULL ? wg_draft_plan_count_redrawn (plan) : 0, plan != NULL ? plan->moves->len : 0, day)
             : g_strdup_printf (_ ("Draft “%s”: grids redrawn %u, open cases that move %u."), draft->name,
                                plan != NULL ? wg_draft_plan_count_redrawn (plan) : 0, plan != NULL ? plan->moves->len : 0);
  dialog = adw_message_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), verb, body);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("Cancel"), "go", verb, NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (on_confirmed), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_return (WgBoundaryEditor *self)
{
  g_autofree char *reason = g_strstrip (g_strdup (gtk_editable_get_text (self->return_reason)));

  if (*reason == '\0')
    return;
  gtk_menu_button_popdown (GTK_MENU_BUTTON (self->return_button));
  wg_boundary_sketch_move (self->sketch, WG_DRAFT_RETURN, reason);
  gtk_editable_set_text (self->return_reason, "");
}

static void
on_withdraw (WgBoundaryEditor *self)
{
  wg_boundary_sketch_move (self->sketch, WG_DRAFT_WITHDRAW, NULL);
}

/* --- The notice --- */

void
wg_boundary_editor_print (WgBoundaryEditor *self, const char *path)
{
  const WgDraft *draft = wg_boundary_sketch_get_draft (self->sketch);

  g_return_if_fail (WG_IS_BOUNDARY_EDITOR (self));

  if (draft != NULL)
    wg_notice_save (GTK_WIDGET (self), self->context, draft->id, path);
}

static void
on_notice (WgBoundaryEditor *self)
{
  wg_boundary_editor_print (self, NULL);
}

/* --- The bar --- */

static GtkLabel *
add_label (GtkBox *bar, const char *class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (NULL));

  gtk_label_set_xalign (label, 0);
  if (class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), class);
  gtk_box_append (bar, GTK_WIDGET (label));
  return label;
}

static GtkWidget *
add_button (WgBoundaryEditor *self, GtkBox *bar, const char *icon, const char *label, const char *tip, GCallback clicked,
            gpointer target)
{
  GtkWidget *button = icon != NULL ? gtk_button_new_from_icon_name (icon) : gtk_button_new_with_label (label);

  gtk_widget_set_focus_on_click (button, FALSE);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, icon != NULL ? tip : label, -1);
  g_signal_connect_swapped (button, "clicked", clicked, target);
  gtk_box_append (bar, button);
  return button;
}

static void
on_close (WgBoundaryEditor *self)
{
  g_signal_emit_by_name (self, "closed");
}

static void
add_return (WgBoundaryEditor *self, GtkBox *bar)
{
  GtkWidget *popover = gtk_popover_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *send = gtk_button_new_with_label (C_ ("draft", "Return"));
  GtkWidget *entry = gtk_entry_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Why it comes back"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Why it comes back"), -1);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 30);
  self->return_reason = GTK_EDITABLE (entry);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_return), self);
  g_signal_connect_swapped (send, "clicked", G_CALLBACK (on_return), self);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), send);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  self->return_button = gtk_menu_button_new ();
  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->return_button), _ ("Return with reason…"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->return_button), popover);
  gtk_box_append (bar, self->return_button);
}

/* Before the draft is read there is nothing to do to it; the way back is there. */
static void
hide_steps (WgBoundaryEditor *self)
{
  GtkWidget *const steps_of[] = { GTK_WIDGET (self->bar_state), self->withdraw_button, self->return_button, self->next_button,
                                  self->print_button };

  for (guint i = 0; i < G_N_ELEMENTS (steps_of); i++)
    gtk_widget_set_visible (steps_of[i], FALSE);
}

GtkWidget *
wg_boundary_editor_make_bar (WgBoundaryEditor *self)
{
  GtkBox *bar = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8));
  GtkWidget *space = gtk_label_new (NULL);

  gtk_widget_add_css_class (GTK_WIDGET (bar), "draft-bar");
  add_button (self, bar, "go-previous-symbolic", NULL, _ ("All drafts"), G_CALLBACK (on_close), self);
  self->bar_title = add_label (bar, "heading");
  gtk_label_set_ellipsize (self->bar_title, PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (self->bar_title, 8);
  self->bar_text = add_label (bar, NULL);
  gtk_label_set_ellipsize (self->bar_text, PANGO_ELLIPSIZE_END);
  self->bar_state = add_label (bar, "pill");
  gtk_widget_set_hexpand (space, TRUE);
  gtk_box_append (bar, space);
  self->bar_reason = add_label (bar, "warn");
  gtk_label_set_wrap (self->bar_reason, TRUE);
  gtk_label_set_max_width_chars (self->bar_reason, 44);
  self->undo_button = add_button (self, bar, "edit-undo-symbolic", NULL, _ ("Undo the last step (Ctrl+Z)"),
                                  G_CALLBACK (wg_boundary_sketch_undo), self->sketch);
  self->redo_button = add_button (self, bar, "edit-redo-symbolic", NULL, _ ("Do it again (Shift+Ctrl+Z)"),
                                  G_CALLBACK (wg_boundary_sketch_redo), self->sketch);
  self->notice_button = add_button (self, bar, "document-print-symbolic", NULL, _ ("Public notice as PDF (Ctrl+P)"), G_CALLBACK (on_notice), self);
  self->withdraw_button = add_button (self, bar, NULL, _ ("Withdraw"), _ ("Give the draft up"), G_CALLBACK (on_withdraw), self);
  add_return (self, bar);
  self->next_button = add_button (self, bar, NULL, "", NULL, G_CALLBACK (on_next), self);
  gtk_widget_add_css_class (self->next_button, "suggested-action");
  self->print_button = add_button (self, bar, NULL, _ ("Print the notice…"), _ ("Public notice as PDF (Ctrl+P)"), G_CALLBACK (on_notice), self);
  gtk_widget_add_css_class (self->print_button, "suggested-action");
  hide_steps (self);
  return GTK_WIDGET (bar);
}

static void
word_bar (WgBoundaryEditor *self, const WgDraft *draft)
{
  const WgDraftStep *last = draft->steps != NULL && draft->steps->len > 0 ? g_ptr_array_index (draft->steps, 0) : NULL;
  g_autofree char *changes = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u change", "%u changes", (gulong) draft->n_steps),
                                              (guint) draft->n_steps);
  g_autofree char *who
      = g_strdup_printf (_ ("drawn by %s"), draft->author != NULL ? wg_operator_name_get_label (draft->author) : "");
  g_autofree char *saved = last != NULL ? format_time (self, last->at_ms, WG_TIME_SHORT) : NULL;
  g_autofree char *kept = saved != NULL ? g_strdup_printf (_ (" · saved %s"), saved) : g_strdup ("");
  g_autofree char *effect = wg_draft_dup_effect (draft, wg_store_get_zone (wg_context_get_store (self->context)),
                                                 wg_context_get_now (self->context));
  g_autofree char *text = g_strdup_printf ("%s · %s%s%s%s", who, changes, kept, effect != NULL ? " · " : "", effect != NULL ? effect : "");
  g_autofree char *state = wg_draft_is_in_force (draft)
                               ? g_strdup (wg_draft_state_get_label (draft))
                               : g_strdup_printf (_ ("%s, not in force"), wg_draft_state_get_label (draft));

  gtk_label_set_text (self->bar_title, draft->name);
  gtk_label_set_text (self->bar_text, text);
  gtk_label_set_text (self->bar_state, state);
  gtk_widget_set_visible (GTK_WIDGET (self->bar_state), TRUE);
}

static void
show_next (WgBoundaryEditor *self, const WgDraft *draft)
{
  const Next *next = find_next (draft);
  g_autofree char *obstacle = next != NULL ? word_obstacle (self, draft, next) : NULL;
  g_autofree char *returned
      = draft->returned != NULL && next != NULL && next->verb == WG_DRAFT_SUBMIT ? g_strdup_printf (_ ("Came back: %s"), draft->returned)
                                                                                 : NULL;
  const char *reason = obstacle != NULL ? obstacle : returned;
  const WgOperator *who = wg_context_get_operator (self->context);
  gboolean approves = next != NULL && next->verb == WG_DRAFT_APPROVE && who != NULL && (who->roles & next->roles) != 0;

  gtk_widget_set_visible (self->next_button, next != NULL);
  gtk_widget_set_visible (self->return_button, approves);
  gtk_widget_set_visible (self->withdraw_button, next != NULL && who != NULL && (who->roles & (WG_ROLE_GIS | WG_ROLE_DUTY)) != 0);
  gtk_label_set_text (self->bar_reason, reason != NULL ? reason : "");
  gtk_widget_set_visible (GTK_WIDGET (self->bar_reason), reason != NULL);
  if (next == NULL)
    return;
  self->next_verb = next->verb;
  gtk_button_set_label (GTK_BUTTON (self->next_button), g_dpgettext2 (GETTEXT_PACKAGE, "draft", next->label));
  gtk_widget_set_sensitive (self->next_button, obstacle == NULL);
}

void
wg_boundary_editor_show_bar (WgBoundaryEditor *self)
{
  const WgDraft *draft = wg_boundary_sketch_get_draft (self->sketch);
  gboolean draws = wg_boundary_sketch_get_refusal (self->sketch) == NULL;

  gtk_widget_set_visible (self->undo_button, draws);
  gtk_widget_set_visible (self->redo_button, draws);
  gtk_widget_set_sensitive (self->undo_button, wg_boundary_sketch_can_undo (self->sketch));
  gtk_widget_set_sensitive (self->redo_button, wg_boundary_sketch_can_redo (self->sketch));
  gtk_widget_set_visible (self->notice_button,
                          draft != NULL && draft->grids->len > 0 && wg_boundary_sketch_get_plan (self->sketch) != NULL);
  if (draft == NULL)
    return;
  gtk_widget_set_visible (self->print_button, wg_draft_is_in_force (draft) && draft->grids->len > 0);
  word_bar (self, draft);
  show_next (self, draft);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a call-back, a signature or a photo is looked for by its kind, not by the day on which it was entered; the history has
 * them in their order, here they stand together.
 */

#include "wg-case-dossier-list.h"

#include "wg-case-text.h"
#include "wg-file-keeper.h"
#include "wg-store-workflow.h"

#include <glib/gi18n-lib.h>

struct _WgCaseDossierList
{
  GtkWidget parent_instance;

  WgContext *context; /* borrowed while lines are made */
};

G_DEFINE_FINAL_TYPE (WgCaseDossierList, wg_case_dossier_list, GTK_TYPE_WIDGET)

static void
clear (WgCaseDossierList *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
wg_case_dossier_list_dispose (GObject *object)
{
  clear (WG_CASE_DOSSIER_LIST (object));
  G_OBJECT_CLASS (wg_case_dossier_list_parent_class)->dispose (object);
}

static void
wg_case_dossier_list_class_init (WgCaseDossierListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_case_dossier_list_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
wg_case_dossier_list_init (WgCaseDossierList *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 4);
}

static void
add_row (WgCaseDossierList *self, const char *kind, GtkWidget *body)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *head = gtk_label_new (kind);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_label_set_yalign (GTK_LABEL (head), 0);
  gtk_label_set_width_chars (GTK_LABEL (head), 9);
  gtk_widget_add_css_class (head, "dim-label");
  gtk_box_append (GTK_BOX (line), head);
  gtk_box_append (GTK_BOX (line), body);
  gtk_widget_set_parent (line, GTK_WIDGET (self));
}

static void
add_line (WgCaseDossierList *self, const char *kind, const char *text)
{
  GtkWidget *body = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (body), 0);
  gtk_label_set_wrap (GTK_LABEL (body), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (body), PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_hexpand (body, TRUE);
  add_row (self, kind, body);
}

static void
add_merged (WgCaseDossierList *self, const WgCaseDossier *dossier)
{
  g_autoptr (GString) numbers = g_string_new (NULL);

  if (dossier->master != NULL)
    add_line (self, _ ("Part of"), dossier->master);
  for (guint i = 0; i < dossier->children->len; i++)
    g_string_append_printf (numbers, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (dossier->children, i));
  if (numbers->len > 0)
    add_line (self, _ ("Merged"), numbers->str);
}

static void
add_hands (WgCaseDossierList *self, const WgCaseDossier *dossier)
{
  for (guint i = 0; i < dossier->hands->len; i++)
    {
      const WgCaseHand *hand = g_ptr_array_index (dossier->hands, i);

      if (hand->present && g_str_equal (hand->kind, "co"))
        add_line (self, _ ("Co-handler"), hand->name);
      else if (hand->present && g_str_equal (hand->kind, "tracker"))
        add_line (self, _ ("On the scene"), hand->name);
    }
}

static const char *
label_of_ask (const char *kind)
{
  if (g_str_equal (kind, "precheck"))
    return _ ("Pre-check");
  if (g_str_equal (kind, "extension"))
    return _ ("Extension");
  return g_str_equal (kind, "instruction") ? _ ("Instruction") : _ ("Supervision");
}

static void
add_asks (WgCaseDossierList *self, const WgCaseDossier *dossier)
{
  for (guint i = 0; i < dossier->asks->len; i++)
    {
      const WgCaseAsk *ask = g_ptr_array_index (dossier->asks, i);
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *by = ask->reply_by_ms != WG_NO_TIME ? wg_case_text_format_time (self->context, ask->reply_by_ms) : NULL;

      g_string_append_printf (text, C_ ("who and words", "%s: %s"), ask->by != NULL ? wg_operator_name_get_label (ask->by) : "–", ask->text);
      if (by != NULL && ask->answered_ms == WG_NO_TIME)
        g_string_append_printf (text, _ (", reply by %s"), by);
      if (ask->answered_ms != WG_NO_TIME)
        g_string_append_printf (text, "\n→ %s", ask->answer != NULL ? ask->answer : "–");
      add_line (self, label_of_ask (ask->kind), text->str);
    }
}

static void
add_signs (WgCaseDossierList *self, const WgCaseDossier *dossier)
{
  for (guint i = 0; i < dossier->signs->len; i++)
    {
      const WgCaseSign *sign = g_ptr_array_index (dossier->signs, i);
      g_autofree char *stage = g_strdup_printf (_ ("Stage %d"), sign->stage);
      g_autofree char *text = g_strdup_printf (C_ ("signer, result, opinion", "%s, %s: %s"), sign->signer != NULL ? wg_operator_name_get_label (sign->signer) : "–",
                                               wg_answer_get_label (sign->result), sign->opinion != NULL ? sign->opinion : "–");

      add_line (self, stage, text);
    }
}

static const char *
word_answer (int answer)
{
  return wg_answer_get_label (answer < 0 ? "no_answer" : answer > 0 ? "yes" : "no");
}

static void
add_calls (WgCaseDossierList *self, const WgCaseDossier *dossier)
{
  for (guint i = 0; i < dossier->calls->len; i++)
    {
      const WgCaseCall *call = g_ptr_array_index (dossier->calls, i);
      g_autofree char *text = NULL;

      if (g_str_equal (call->kind, "notice"))
        text = g_strdup_printf (C_ ("who and words", "%s: %s"), wg_answer_get_label (call->level != NULL ? call->level : ""),
                                call->text != NULL ? call->text : "–");
      else if (g_str_equal (call->kind, "feedback"))
        text = g_strdup_printf (_ ("Reporter %d, reached: %s"), call->reporter, word_answer (call->reached));
      else
        text = g_strdup_printf (_ ("Reporter %d, reached: %s, solved: %s, satisfied: %s"), call->reporter, word_answer (call->reached),
                                word_answer (call->solved), word_answer (call->satisfied));
      add_line (self,
                g_str_equal (call->kind, "notice") ? _ ("Notice") : g_str_equal (call->kind, "feedback") ? _ ("Told") : _ ("Called back"),
                text);
    }
}

/* A file opens in the program that the desktop has for it, never in this one. */
static void
on_open (GtkButton *button, gpointer path)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (button));
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, uri, GDK_CURRENT_TIME);
}

static void
free_path (gpointer path, GClosure *closure)
{
  g_free (path);
}

static void
add_files (WgCaseDossierList *self, const WgCaseDossier *dossier)
{
  g_autofree char *folder = wg_store_dup_files_folder (wg_context_get_store (self->context));

  for (guint i = 0; i < dossier->attachments->len; i++)
    {
      const WgCaseAttachment *attachment = g_ptr_array_index (dossier->attachments, i);
      char *path = wg_file_keeper_get_path (folder, attachment->sha256);
      g_autofree char *size = g_format_size ((guint64) attachment->bytes);
      g_autofree char *text = g_strdup_printf (C_ ("file and size", "%s (%s)"), attachment->name, size);
      GtkWidget *button = gtk_button_new_with_label (text);

      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), PANGO_ELLIPSIZE_MIDDLE);
      gtk_widget_set_tooltip_text (button, _ ("Open"));
      gtk_widget_set_sensitive (button, path != NULL);
      gtk_widget_add_css_class (button, "small-button");
      g_signal_connect_data (button, "clicked", G_CALLBACK (on_open), path, free_path, 0);
      add_row (self, C_ ("column", "File"), button);
    }
}

void
wg_case_dossier_list_show (WgCaseDossierList *self, WgContext *context, const WgCaseFile *file)
{
  clear (self);
  self->context = context;
  if (file != NULL && file->dossier != NULL)
    {
      add_merged (self, file->dossier);
      add_hands (self, file->dossier);
      add_asks (self, file->dossier);
      add_signs (self, file->dossier);
      add_calls (self, file->dossier);
      add_files (self, file->dossier);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), gtk_widget_get_first_child (GTK_WIDGET (self)) != NULL);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whoever looks at a finding knows best what should become of it. Each is answered where it is listed: put right, let be
 * with a reason, left out; what changes the rows is checked again at once, so that the effect is seen before the import.
 */

#include "wg-import-page-private.h"

#include <glib/gi18n-lib.h>

/* What was said about a finding stays the answer to it when the finding has another name for that. */
static const char *
get_asked_rule (const WgImportFinding *finding)
{
  return g_str_equal (finding->rule, "duplicate_code_merged") ? "duplicate_code_refused" : finding->rule;
}

/* An overlap is answered by itself: the same feature may have others. */
static gboolean
has_answer (WgImportPage *self, const WgImportFinding *finding)
{
  const WgImportDecision *decision
      = wg_import_decisions_find (self->request->decisions, get_asked_rule (finding), finding->feature);
  int keeper;

  if (finding->takers != NULL && decision != NULL && decision->answer == WG_IMPORT_ANSWER_FIX)
    return wg_import_decisions_find_keeper (self->request->decisions, finding->rule, finding->feature,
                                            (const char *const *) finding->takers, &keeper);
  return finding->ignored != NULL || (decision != NULL && decision->answer != WG_IMPORT_ANSWER_NONE);
}

static gboolean
means_all (WgImportPage *self)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (self->all_alike));
}

/* Whoever looks at one overlap chooses who gets it; all alike go where they suit. */
static void
show_fixes (WgImportPage *self, const WgImportFinding *finding, gboolean open)
{
  const char *fix = finding != NULL ? wg_import_rule_get_fix (finding->rule) : NULL;
  gboolean choice = finding != NULL && finding->takers != NULL && !means_all (self);

  for (guint i = 0; choice && i < 2; i++)
    {
      /* Translators: the code of a grid. */
      g_autofree char *label = g_strdup_printf (C_ ("verb: put right", "Give to %s"), finding->takers[i]);
      GtkButton *button = GTK_BUTTON (i == 0 ? self->button_one : self->button_other);

      gtk_button_set_label (button, label);
      gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (button)), PANGO_ELLIPSIZE_MIDDLE);
    }
  gtk_button_set_label (GTK_BUTTON (self->button_fix), fix != NULL ? fix : C_ ("verb: put right", "Put right"));
  gtk_widget_set_visible (self->button_fix, !choice);
  gtk_widget_set_visible (self->takers, choice);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.fix", fix != NULL && open);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "import.fix-other", choice && open);
}

void
wg_import_page_show_decisions (WgImportPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const WgImportFinding *finding = wg_import_findings_get_selected (self->findings);
  gboolean asking = self->phase == WG_IMPORT_PHASE_CHECKED && self->report != NULL;
  gboolean one = asking && finding != NULL;
  gboolean answered = one && has_answer (self, finding);

  gtk_widget_set_visible (self->decisions, asking && self->report->findings->len > 0);
  show_fixes (self, one ? finding : NULL, !answered);
  gtk_widget_set_sensitive (self->button_ignore, one && finding->ignored == NULL);
  gtk_widget_set_sensitive (self->all_alike, one);
  gtk_widget_action_set_enabled (widget, "import.show-finding", one && finding->has_place);
  gtk_widget_action_set_enabled (widget, "import.ask-reason", one && finding->ignored == NULL);
  gtk_widget_action_set_enabled (widget, "import.leave-out",
                                 one && finding->feature > 0 && !g_str_equal (finding->outcome, "refused"));
  gtk_widget_action_set_enabled (widget, "import.take-back", answered);
  gtk_widget_action_set_enabled (widget, "import.refuse-file", asking);
}

/* --- Answering --- */

static void
forget_rule (GPtrArray *decisions, const char *rule)
{
  for (guint i = decisions->len; i > 0; i--)
    {
      const WgImportDecision *decision = g_ptr_array_index (decisions, i - 1);

      if (g_str_equal (decision->rule, rule))
        g_ptr_array_remove_index (decisions, i - 1);
    }
}

static void
remember (WgImportPage *self, const WgImportFinding *finding, WgImportAnswer answer, const char *text)
{
  GPtrArray *decisions = self->request->decisions;
  const char *rule = get_asked_rule (finding);

  if (means_all (self))
    forget_rule (decisions, rule);
  if (answer == WG_IMPORT_ANSWER_FIX && finding->takers != NULL && !means_all (self))
    wg_import_decisions_give (decisions, rule, finding->feature, text != NULL ? text : finding->takers[0],
                              g_strcmp0 (text, finding->takers[1]) == 0 ? finding->takers[0] : finding->takers[1]);
  else
    wg_import_decisions_set (decisions, rule, means_all (self) ? 0 : finding->feature, answer, text);
}

static void
mark_alike (WgImportPage *self, GPtrArray *findings, const char *rule, gint64 feature, const char *reason)
{
  for (guint i = 0; i < findings->len; i++)
    {
      WgImportFinding *other = g_ptr_array_index (findings, i);

      if (!g_str_equal (other->rule, rule) || (!means_all (self) && other->feature != feature))
        continue;
      g_free (other->ignored);
      other->ignored = g_strdup (reason);
    }
}

/* The rows stay what they are: nothing is checked again. */
static void
mark (WgImportPage *self, const WgImportFinding *finding, const char *reason)
{
  g_autofree char *rule = g_strdup (finding->rule);
  gint64 feature = finding->feature;

  mark_alike (self, wg_import_findings_get_findings (self->findings), rule, feature, reason);
  mark_alike (self, self->report->findings, rule, feature, reason);
  wg_import_findings_refresh (self->findings);
  wg_import_page_show_decisions (self);
}

/* Features are left out one by one: a refused rule would refuse the file. */
static void
leave_out (WgImportPage *self, const WgImportFinding *finding)
{
  GPtrArray *findings = wg_import_findings_get_findings (self->findings);

  for (guint i = 0; i < findings->len; i++)
    {
      const WgImportFinding *other = g_ptr_array_index (findings, i);

      if (other->feature == 0 || !g_str_equal (other->rule, finding->rule) || (!means_all (self) && other->feature != finding->feature))
        continue;
      wg_import_decisions_set (self->request->decisions, "left_out", other->feature, WG_IMPORT_ANSWER_REFUSE, NULL);
    }
}

static void
check_again (WgImportPage *self, const WgImportFinding *finding)
{
  self->last_feature = finding->feature;
  wg_import_page_check (self);
}

gboolean
wg_import_page_decide (WgImportPage *self, WgImportAnswer answer, const char *text)
{
  const WgImportFinding *finding;

  g_return_val_if_fail (WG_IS_IMPORT_PAGE (self), FALSE);

  finding = wg_import_findings_get_selected (self->findings);
  if (self->phase != WG_IMPORT_PHASE_CHECKED || finding == NULL)
    return FALSE;
  if (answer == WG_IMPORT_ANSWER_REFUSE)
    leave_out (self, finding);
  else
    remember (self, finding, answer, text);
  if (answer == WG_IMPORT_ANSWER_IGNORE)
    mark (self, finding, text);
  else if (answer == WG_IMPORT_ANSWER_NONE && finding->ignored != NULL)
    mark (self, finding, NULL);
  else
    check_again (self, finding);
  return TRUE;
}

gboolean
wg_import_page_select_finding (WgImportPage *self, const char *rule, gint64 feature)
{
  GPtrArray *findings;

  g_return_val_if_fail (WG_IS_IMPORT_PAGE (self), FALSE);

  findings = wg_import_findings_get_findings (self->findings);
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const WgImportFinding *finding = g_ptr_array_index (findings, i);

      if (finding->feature != feature || (rule != NULL && !g_str_equal (finding->rule, rule)))
        continue;
      wg_import_findings_select (self->findings, i);
      return TRUE;
    }
  return FALSE;
}

void
wg_import_page_select_last (WgImportPage *self)
{
  if (self->last_feature > 0)
    wg_import_page_select_finding (self, NULL, self->last_feature);
  self->last_feature = 0;
}

/* --- What a person presses --- */

static void
fix_other (WgImportPage *self)
{
  const WgImportFinding *finding = wg_import_findings_get_selected (self->findings);

  if (finding != NULL && finding->takers != NULL)
    wg_import_page_decide (self, WG_IMPORT_ANSWER_FIX, finding->takers[1]);
}

static void
on_answer (GtkWidget *widget, const char *name, GVariant *parameter)
{
  WgImportPage *self = WG_IMPORT_PAGE (widget);
  g_autofree char *reason = NULL;

  if (g_str_equal (name, "import.fix"))
    wg_import_page_decide (self, WG_IMPORT_ANSWER_FIX, NULL);
  else if (g_str_equal (name, "import.fix-other"))
    fix_other (self);
  else if (g_str_equal (name, "import.leave-out"))
    wg_import_page_decide (self, WG_IMPORT_ANSWER_REFUSE, NULL);
  else if (g_str_equal (name, "import.take-back"))
    wg_import_page_decide (self, WG_IMPORT_ANSWER_NONE, NULL);
  else
    {
      reason = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->reason))));
      if (*reason == '\0')
        return;
      gtk_menu_button_popdown (GTK_MENU_BUTTON (self->button_ignore));
      wg_import_page_decide (self, WG_IMPORT_ANSWER_IGNORE, reason);
    }
}

static void
ask_reason (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (WG_IMPORT_PAGE (widget)->button_ignore));
}

static void
show_finding (GtkWidget *widget, const char *name, GVariant *parameter)
{
  wg_import_findings_choose (WG_IMPORT_PAGE (widget)->findings);
}

void
wg_import_page_install_decisions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint key;
    const char *action;
  } keys[] = { { GDK_KEY_z, "import.show-finding" }, { GDK_KEY_x, "import.fix" }, { GDK_KEY_i, "import.ask-reason" },
               { GDK_KEY_Delete, "import.leave-out" }, { GDK_KEY_BackSpace, "import.take-back" } };

  gtk_widget_class_install_action (widget_class, "import.show-finding", NULL, show_finding);
  gtk_widget_class_install_action (widget_class, "import.fix", NULL, on_answer);
  gtk_widget_class_install_action (widget_class, "import.fix-other", NULL, on_answer);
  gtk_widget_class_install_action (widget_class, "import.ask-reason", NULL, ask_reason);
  gtk_widget_class_install_action (widget_class, "import.ignore", NULL, on_answer);
  gtk_widget_class_install_action (widget_class, "import.leave-out", NULL, on_answer);
  gtk_widget_class_install_action (widget_class, "import.take-back", NULL, on_answer);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, 0, keys[i].action, NULL);
}

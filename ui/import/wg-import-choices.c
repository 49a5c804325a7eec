/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: an import asks two dozen small questions, and every answer may change the others. One kind of row that can be asked
 * again without being built again serves them all.
 */

#include "wg-import-choices.h"

typedef struct
{
  AdwComboRow *row;
  char **values;
  gboolean stale;
} Question;

struct _WgImportChoices
{
  AdwPreferencesGroup parent_instance;

  GHashTable *questions; /* key to Question */
  gboolean filling;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgImportChoices, wg_import_choices, ADW_TYPE_PREFERENCES_GROUP)

static void
question_free (gpointer data)
{
  Question *question = data;

  g_strfreev (question->values);
  g_free (question);
}

static const char *
get_value (const Question *question)
{
  guint selected = adw_combo_row_get_selected (question->row);

  return selected < g_strv_length (question->values) ? question->values[selected] : NULL;
}

static void
on_selected (AdwComboRow *row, GParamSpec *property, WgImportChoices *self)
{
  const char *key = g_object_get_data (G_OBJECT (row), "wg-key");
  const Question *question = g_hash_table_lookup (self->questions, key);

  if (!self->filling && question != NULL && get_value (question) != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, key, get_value (question));
}

/* --- Answers of any length: the toolkit's own rows cut every answer after twenty letters, and where a shape would lie comes
 * last in one.
 */

#define MOST_LETTERS 60

static void
on_chosen (AdwComboRow *row, GParamSpec *property, GtkListItem *item)
{
  GtkWidget *tick = gtk_widget_get_last_child (gtk_list_item_get_child (item));

  gtk_widget_set_opacity (tick, adw_combo_row_get_selected_item (row) == gtk_list_item_get_item (item) ? 1.0 : 0.0);
}

static void
on_set_up (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8), *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MOST_LETTERS);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_item_set_child (item, box);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, AdwComboRow *row)
{
  GtkWidget *box = gtk_list_item_get_child (item), *label = gtk_widget_get_first_child (box);
  gboolean in_list = gtk_widget_get_ancestor (box, GTK_TYPE_POPOVER) != NULL;

  gtk_label_set_text (GTK_LABEL (label), gtk_string_object_get_string (gtk_list_item_get_item (item)));
  gtk_widget_set_visible (gtk_widget_get_last_child (box), in_list);
  if (in_list)
    g_signal_connect_object (row, "notify::selected-item", G_CALLBACK (on_chosen), item, 0);
  on_chosen (row, NULL, item);
}

static void
on_unbind (GtkSignalListItemFactory *factory, GtkListItem *item, AdwComboRow *row)
{
  g_signal_handlers_disconnect_by_func (row, on_chosen, item);
}

static void
show_whole_answers (AdwComboRow *row)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (on_set_up), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), row, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), row, 0);
  adw_combo_row_set_factory (row, factory);
}

static Question *
add_question (WgImportChoices *self, const char *key)
{
  Question *question = g_new0 (Question, 1);

  question->row = ADW_COMBO_ROW (adw_combo_row_new ());
  question->values = g_new0 (char *, 1);
  g_object_set_data_full (G_OBJECT (question->row), "wg-key", g_strdup (key), g_free);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (question->row), FALSE);
  adw_combo_row_set_use_subtitle (question->row, FALSE);
  show_whole_answers (question->row);
  g_signal_connect_object (question->row, "notify::selected", G_CALLBACK (on_selected), self, 0);
  g_hash_table_insert (self->questions, g_strdup (key), question);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (question->row));
  return question;
}

/* A model is replaced only when the answers are others: replacing it closes an open list. */
static gboolean
has_labels (AdwComboRow *row, const char *const *labels)
{
  GListModel *model = adw_combo_row_get_model (row);
  guint n = g_strv_length ((char **) labels);

  if (model == NULL || g_list_model_get_n_items (model) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (gtk_string_list_get_string (GTK_STRING_LIST (model), i), labels[i]) != 0)
      return FALSE;
  return TRUE;
}

static guint
find_value (char **values, const char *value)
{
  for (guint i = 0; value != NULL && values[i] != NULL; i++)
    if (g_str_equal (values[i], value))
      return i;
  return 0;
}

static void
wg_import_choices_finalize (GObject *object)
{
  WgImportChoices *self = WG_IMPORT_CHOICES (object);

  g_hash_table_unref (self->questions);
  G_OBJECT_CLASS (wg_import_choices_parent_class)->finalize (object);
}

static void
wg_import_choices_class_init (WgImportChoicesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = wg_import_choices_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", WG_TYPE_IMPORT_CHOICES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                  G_TYPE_STRING, G_TYPE_STRING);
}

static void
wg_import_choices_init (WgImportChoices *self)
{
  self->questions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, question_free);
}

GtkWidget *
wg_import_choices_new (void)
{
  return g_object_new (WG_TYPE_IMPORT_CHOICES, NULL);
}

void
wg_import_choices_begin (WgImportChoices *self)
{
  GHashTableIter iter;
  gpointer question;

  g_return_if_fail (WG_IS_IMPORT_CHOICES (self));

  g_hash_table_iter_init (&iter, self->questions);
  while (g_hash_table_iter_next (&iter, NULL, &question))
    ((Question *) question)->stale = TRUE;
}

void
wg_import_choices_ask (WgImportChoices *self,
                       const char *key,
                       const char *title,
                       const char *subtitle,
                       const char *const *values,
                       const char *const *labels,
                       const char *chosen)
{
  Question *question;

  g_return_if_fail (WG_IS_IMPORT_CHOICES (self) && key != NULL && values != NULL && labels != NULL);

  question = g_hash_table_lookup (self->questions, key);
  if (question == NULL)
    question = add_question (self, key);
  question->stale = FALSE;
  self->filling = TRUE;
  g_strfreev (question->values);
  question->values = g_strdupv ((char **) values);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (question->row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (question->row), subtitle != NULL ? subtitle : "");
  if (!has_labels (question->row, labels))
    {
      g_autoptr (GtkStringList) model = gtk_string_list_new (labels);

      adw_combo_row_set_model (question->row, G_LIST_MODEL (model));
    }
  adw_combo_row_set_selected (question->row, find_value (question->values, chosen));
  self->filling = FALSE;
}

void
wg_import_choices_end (WgImportChoices *self)
{
  GHashTableIter iter;
  gpointer value;

  g_return_if_fail (WG_IS_IMPORT_CHOICES (self));

  g_hash_table_iter_init (&iter, self->questions);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Question *question = value;

      if (!question->stale)
        continue;
      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (question->row));
      g_hash_table_iter_remove (&iter);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), g_hash_table_size (self->questions) > 0);
}

gboolean
wg_import_choices_choose (WgImportChoices *self, const char *key, const char *value)
{
  Question *question;

  g_return_val_if_fail (WG_IS_IMPORT_CHOICES (self) && key != NULL && value != NULL, FALSE);

  question = g_hash_table_lookup (self->questions, key);
  if (question == NULL || !g_strv_contains ((const char *const *) question->values, value))
    return FALSE;
  adw_combo_row_set_selected (question->row, find_value (question->values, value));
  return TRUE;
}

const char *
wg_import_choices_get (WgImportChoices *self, const char *key)
{
  const Question *question;

  g_return_val_if_fail (WG_IS_IMPORT_CHOICES (self) && key != NULL, NULL);

  question = g_hash_table_lookup (self->questions, key);
  return question != NULL ? get_value (question) : NULL;
}

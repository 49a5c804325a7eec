/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: three hundred classes are no list to scroll through while somebody waits on the telephone; two words find the one
 * that is meant, and its limit tells whether it is.
 */

#include "wg-class-chooser.h"

#include "wg-rows.h"
#include "wg-store-classes.h"

#include <glib/gi18n-lib.h>

#define MAX_HITS 40
#define HITS_HEIGHT 204 /* pixels at a text size of 100 %: four and a half of them, so that more is seen to follow */

struct _WgClassChooser
{
  GtkWidget parent_instance;

  /* Template. */
  GtkEditable *search;
  GtkScrolledWindow *hits_frame;
  GtkListBox *hits;
  GtkLabel *facts;
  GtkLabel *problem;

  WgContext *context; /* owned, nullable */
  WgClassCatalogue *catalogue;
  char *wanted; /* nullable: the code that was asked for and is not in the catalogue yet */
  const WgCaseClass *chosen; /* the catalogue's */
  char *chosen_name;
  gboolean filling; /* the text is being set: it is emptied first, which is no answer of the operator */
};

G_DEFINE_FINAL_TYPE (WgClassChooser, wg_class_chooser, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
format_limit (const WgCaseClass *item)
{
  char *limit = wg_case_class_format_limit (item);

  return limit != NULL ? limit : g_strdup (_ ("no limit"));
}

static GtkWidget *
make_hit (WgClassChooser *self, const WgCaseClass *item)
{
  g_autofree char *name = wg_class_catalogue_format_name (self->catalogue, item->code);
  g_autofree char *limit = format_limit (item);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *title = gtk_label_new (name);
  g_autofree char *text = g_strdup_printf ("%s · %s", item->code, limit);
  GtkWidget *caption = gtk_label_new (text);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_label_set_xalign (GTK_LABEL (caption), 0);
  gtk_widget_add_css_class (caption, "caption");
  gtk_widget_add_css_class (caption, "dim-label");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_widget_set_margin_start (box, 9);
  gtk_widget_set_margin_end (box, 9);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  wg_rows_set_name (row, item->code);
  g_object_set_data (G_OBJECT (row), "class-code", item->code);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
clear_hits (WgClassChooser *self)
{
  g_free (wg_rows_empty (self->hits));
  gtk_widget_set_visible (GTK_WIDGET (self->hits_frame), FALSE);
}

static void
show_facts (WgClassChooser *self, guint n_hits, gboolean typed)
{
  g_autofree char *limit = self->chosen != NULL ? format_limit (self->chosen) : NULL;
  g_autofree char *text = NULL;

  if (self->chosen != NULL)
    text = g_strdup_printf ("%s · %s", self->chosen->code, limit);
  else if (typed && n_hits == 0)
    text = g_strdup (_ ("No class has all of these words."));
  else if (typed)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u class found", "%u classes found", n_hits), n_hits);
  gtk_label_set_text (self->facts, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->facts), text != NULL);
}

static void
list_hits (WgClassChooser *self, const char *text)
{
  g_autofree char *words = g_strstrip (g_strdup (text));
  g_autofree char *focused = wg_rows_empty (self->hits);
  g_autoptr (GPtrArray) found = NULL;
  guint n_hits = 0;

  if (*words != '\0')
    {
      found = wg_class_catalogue_search (self->catalogue, words);
      n_hits = found->len;
      for (guint i = 0; i < MIN (n_hits, MAX_HITS); i++)
        gtk_list_box_append (self->hits, make_hit (self, g_ptr_array_index (found, i)));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->hits_frame), n_hits > 0);
  wg_rows_give_focus (self->hits, focused, GTK_WIDGET (self->search));
  show_facts (self, n_hits, *words != '\0');
}

static void
on_text_changed (WgClassChooser *self)
{
  const char *text = gtk_editable_get_text (self->search);
  gboolean had = self->chosen != NULL;

  if (self->filling || (had && g_strcmp0 (text, self->chosen_name) == 0))
    return;
  self->chosen = NULL;
  g_clear_pointer (&self->chosen_name, g_free);
  list_hits (self, text);
  if (had)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_hit_activated (WgClassChooser *self, GtkListBoxRow *row)
{
  wg_class_chooser_set_code (self, g_object_get_data (G_OBJECT (row), "class-code"));
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
on_activate (WgClassChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->hits, 0);

  if (row != NULL)
    on_hit_activated (self, row);
}

/* Down goes from the words into what was found; without it, past it. */
static gboolean
on_key_pressed (GtkEventControllerKey *keys, guint key, guint code, GdkModifierType state, WgClassChooser *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->hits, 0);

  if (key != GDK_KEY_Down || (state & gtk_accelerator_get_default_mod_mask ()) != 0 || row == NULL)
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* The search entry keeps Esc for itself: first it closes the hits, then it is the page's. */
static void
on_stop_search (WgClassChooser *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self->hits_frame)))
    clear_hits (self);
  else
    g_signal_emit (self, signals[LEFT], 0);
}

static void
wg_class_chooser_dispose (GObject *object)
{
  WgClassChooser *self = WG_CLASS_CHOOSER (object);
  GtkWidget *child;

  self->chosen = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->catalogue);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_class_chooser_parent_class)->dispose (object);
}

static void
wg_class_chooser_finalize (GObject *object)
{
  g_free (WG_CLASS_CHOOSER (object)->chosen_name);
  g_free (WG_CLASS_CHOOSER (object)->wanted);
  G_OBJECT_CLASS (wg_class_chooser_parent_class)->finalize (object);
}

static void
wg_class_chooser_class_init (WgClassChooserClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = WG_TYPE_CLASS_CHOOSER;

  G_OBJECT_CLASS (klass)->dispose = wg_class_chooser_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_class_chooser_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[LEFT] = g_signal_new ("left", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/cases/wg-class-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, WgClassChooser, search);
  gtk_widget_class_bind_template_child (widget_class, WgClassChooser, hits_frame);
  gtk_widget_class_bind_template_child (widget_class, WgClassChooser, hits);
  gtk_widget_class_bind_template_child (widget_class, WgClassChooser, facts);
  gtk_widget_class_bind_template_child (widget_class, WgClassChooser, problem);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_hit_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_activate);
  gtk_widget_class_bind_template_callback (widget_class, on_stop_search);
}

static void
wg_class_chooser_init (WgClassChooser *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->catalogue = wg_class_catalogue_new_shipped ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}

/* What was chosen stays chosen, with its limit as it is now; what is no class any more does not. */
static void
take_catalogue (WgClassChooser *self, WgClassCatalogue *catalogue)
{
  g_autofree char *code = g_strdup (self->chosen != NULL ? self->chosen->code : self->wanted);
  gboolean chosen = self->chosen != NULL && wg_class_catalogue_is_leaf (catalogue, code);

  self->chosen = chosen ? wg_class_catalogue_find (catalogue, code) : NULL;
  g_set_object (&self->catalogue, catalogue);
  if (chosen)
    show_facts (self, 0, FALSE);
  else if (code != NULL)
    wg_class_chooser_set_code (self, code);
  else
    list_hits (self, gtk_editable_get_text (self->search));
}

static void
on_classes_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgClassChooser) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgClassCatalogue) catalogue = wg_store_load_classes_finish (WG_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  if (catalogue != NULL)
    {
      take_catalogue (self, catalogue);
      return;
    }
  gtk_label_set_text (self->facts, error->message);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), TRUE);
}

static void
read_classes (WgClassChooser *self)
{
  wg_store_load_classes_async (wg_context_get_store (self->context), wg_context_get_now (self->context), NULL, on_classes_read,
                               g_object_ref (self));
}

static void
on_store_changed (WgStore *store, WgChangeSet *changes, WgClassChooser *self)
{
  if (wg_change_set_touches (changes, "class"))
    read_classes (self);
}

/* As many classes to choose from in large text as in small. */
static void
follow_text_scale (WgClassChooser *self)
{
  gtk_scrolled_window_set_max_content_height (self->hits_frame, (int) (HITS_HEIGHT * wg_context_get_text_scale (self->context)));
}

void
wg_class_chooser_set_context (WgClassChooser *self, WgContext *context)
{
  g_return_if_fail (self->context == NULL);
  self->context = g_object_ref (context);
  g_signal_connect_object (wg_context_get_store (context), "changed", G_CALLBACK (on_store_changed), self, 0);
  g_signal_connect_object (context, "notify::text-scale", G_CALLBACK (follow_text_scale), self, G_CONNECT_SWAPPED);
  follow_text_scale (self);
  read_classes (self);
}

const WgCaseClass *
wg_class_chooser_get_class (WgClassChooser *self)
{
  return self->chosen;
}

void
wg_class_chooser_set_code (WgClassChooser *self, const char *code)
{
  g_autofree char *own_code = g_strdup (code); /* a row that is about to go may hold it */
  gboolean known = wg_class_catalogue_is_leaf (self->catalogue, own_code);

  g_free (self->wanted);
  self->wanted = known ? NULL : g_strdup (own_code);
  self->chosen = known ? wg_class_catalogue_find (self->catalogue, own_code) : NULL;
  g_free (self->chosen_name);
  self->chosen_name = known ? wg_class_catalogue_format_name (self->catalogue, own_code) : NULL;
  self->filling = TRUE;
  gtk_editable_set_text (self->search, known ? self->chosen_name : "");
  self->filling = FALSE;
  gtk_editable_set_position (self->search, 0);
  clear_hits (self);
  show_facts (self, 0, FALSE);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
wg_class_chooser_is_empty (WgClassChooser *self)
{
  return self->chosen == NULL && *gtk_editable_get_text (self->search) == '\0';
}

gboolean
wg_class_chooser_check (WgClassChooser *self, gboolean say)
{
  gboolean missing = self->chosen == NULL;

  gtk_label_set_text (self->problem, say && missing ? _ ("Choose a class from the list; search by name or code.") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), say && missing);
  return !missing;
}

GtkWidget *
wg_class_chooser_get_field (WgClassChooser *self)
{
  return GTK_WIDGET (self->search);
}

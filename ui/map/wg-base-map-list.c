/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: which base maps there are, in which order they lie and why one is missing is one question, asked in one place.
 */

#include "wg-base-map-list.h"

#include "wg-base-map-form.h"

#include <glib/gi18n-lib.h>

#define MAX_HEIGHT 260 /* logical pixels of the list before it scrolls */

struct _WgBaseMapList
{
  GtkBox parent_instance;
  WgBaseMaps *maps;
  GtkWidget *list;
  GtkWidget *empty;
  GtkWidget *refusal;
  GtkWidget *buttons;
  GtkWidget *revealer;
  GtkWidget *form;
  GtkFileChooserNative *chooser;
  guint idle;
};

G_DEFINE_FINAL_TYPE (WgBaseMapList, wg_base_map_list, GTK_TYPE_BOX)

/* --- Rows --- */

static guint
get_place (GtkWidget *widget)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (widget), "wg-place"));
}

static void
on_toggled (GtkWidget *check, WgBaseMapList *self)
{
  wg_base_maps_set_shown (self->maps, get_place (check), gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
}

static void
on_raise (GtkWidget *button, WgBaseMapList *self)
{
  wg_base_maps_move (self->maps, get_place (button), 1);
}

static void
on_lower (GtkWidget *button, WgBaseMapList *self)
{
  wg_base_maps_move (self->maps, get_place (button), -1);
}

static void
on_remove (GtkWidget *button, WgBaseMapList *self)
{
  wg_base_maps_remove (self->maps, get_place (button));
}

static void
add_button (WgBaseMapList *self,
            GtkWidget *row,
            guint place,
            const char *icon,
            const char *name,
            gboolean sensitive,
            GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, name);
  gtk_widget_set_sensitive (button, sensitive);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), "wg-place", GUINT_TO_POINTER (place));
  g_signal_connect (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (row), button);
}

static const char *
get_kind_words (const WgBasemap *basemap)
{
  switch (basemap->kind)
    {
    case WG_BASEMAP_MBTILES:
      return C_ ("base map", "MBTiles file");
    case WG_BASEMAP_FOLDER:
      return C_ ("base map", "Folder of tiles");
    case WG_BASEMAP_IMPORTED:
      return C_ ("base map", "Roads, water, green, areas");
    case WG_BASEMAP_TMS:
      return C_ ("base map", "Server (TMS)");
    case WG_BASEMAP_WMTS:
      return C_ ("base map", "Server (WMTS)");
    default:
      return C_ ("base map", "Server (XYZ)");
    }
}

/* What it is, or why it is not there. */
static char *
describe (const WgBaseMapEntry *entry, gboolean *trouble)
{
  g_autofree char *reason = entry->layer != NULL ? wg_base_layer_dup_trouble (entry->layer) : g_strdup (entry->reason);
  const char *datum = entry->basemap->datum == WG_DATUM_GCJ02 ? " · GCJ-02" : "";

  *trouble = reason != NULL;
  if (reason != NULL)
    return g_steal_pointer (&reason);
  if (entry->layer == NULL)
    return g_strdup (get_kind_words (entry->basemap));
  if (entry->basemap->datum == WG_DATUM_BD09)
    datum = " · BD-09";
  return g_strdup_printf (_ ("%s · zoom %u to %u%s"), get_kind_words (entry->basemap),
                          wg_base_layer_get_min_zoom (entry->layer), wg_base_layer_get_max_zoom (entry->layer), datum);
}

static GtkWidget *
make_words (const WgBaseMapEntry *entry)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *name = gtk_label_new (entry->basemap->name), *line;
  gboolean trouble;
  g_autofree char *text = describe (entry, &trouble);

  line = gtk_label_new (text);
  gtk_label_set_xalign (GTK_LABEL (name), 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_MIDDLE);
  gtk_widget_set_tooltip_text (name, entry->basemap->location);
  gtk_label_set_xalign (GTK_LABEL (line), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (line), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (line), 34);
  gtk_widget_add_css_class (line, "caption");
  gtk_widget_add_css_class (line, trouble ? "warning" : "dim-label");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), line);
  return box;
}

static GtkWidget *
make_row (WgBaseMapList *self, guint place)
{
  const WgBaseMapEntry *entry = wg_base_maps_get (self->maps, place);
  gboolean mine = !entry->beside && wg_base_maps_get_refusal (self->maps) == NULL;
  gboolean under = place > 0 && !wg_base_maps_get (self->maps, place - 1)->beside;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4), *check = gtk_check_button_new ();

  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), entry->shown);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, entry->basemap->name, -1);
  g_object_set_data (G_OBJECT (check), "wg-place", GUINT_TO_POINTER (place));
  g_signal_connect (check, "toggled", G_CALLBACK (on_toggled), self);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), make_words (entry));
  if (entry->beside)
    return row;
  add_button (self, row, place, "go-up-symbolic", _ ("Over the next one"),
              mine && place + 1 < wg_base_maps_get_n (self->maps), G_CALLBACK (on_raise));
  add_button (self, row, place, "go-down-symbolic", _ ("Under the one below"), mine && under, G_CALLBACK (on_lower));
  add_button (self, row, place, "user-trash-symbolic", _ ("Remove from the list"), mine, G_CALLBACK (on_remove));
  return row;
}

static gboolean
fill (gpointer user_data)
{
  WgBaseMapList *self = user_data;
  const char *refusal = wg_base_maps_get_refusal (self->maps);
  guint n = wg_base_maps_get_n (self->maps);
  GtkWidget *child;

  self->idle = 0;
  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_box_remove (GTK_BOX (self->list), child);
  for (guint place = n; place-- > 0;)
    gtk_box_append (GTK_BOX (self->list), make_row (self, place));
  gtk_widget_set_visible (self->empty, n == 0);
  gtk_widget_set_sensitive (self->buttons, refusal == NULL);
  gtk_widget_set_visible (self->refusal, refusal != NULL);
  gtk_label_set_label (GTK_LABEL (self->refusal), refusal != NULL ? refusal : "");
  if (refusal != NULL)
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  return G_SOURCE_REMOVE;
}

/* In an idle: the check button that was just clicked is one of the rows that go. */
static void
fill_soon (WgBaseMapList *self)
{
  if (self->idle == 0)
    self->idle = g_idle_add (fill, self);
}

/* --- Adding --- */

static void
show_form (WgBaseMapList *self, const char *path)
{
  wg_base_map_form_set_location (WG_BASE_MAP_FORM (self->form), path);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

static void
on_server_clicked (WgBaseMapList *self)
{
  if (gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer)))
    gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  else
    show_form (self, NULL);
}

/* On a low screen the form begins under the edge: the focus brings it into sight. */
static void
on_form_shown (GtkRevealer *revealer, GParamSpec *property, WgBaseMapList *self)
{
  if (gtk_revealer_get_child_revealed (revealer))
    gtk_widget_child_focus (self->form, GTK_DIR_TAB_FORWARD);
}

static void
on_form_done (WgBaseMapList *self)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}

static void
on_file_chosen (WgBaseMapList *self, int response)
{
  g_autoptr (GFile) file
      = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  g_clear_object (&self->chooser);
  if (path != NULL)
    show_form (self, path);
}

static void
on_file_clicked (WgBaseMapList *self)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chooser != NULL)
    return;
  gtk_file_filter_set_name (filter, _ ("Base maps (MBTiles)"));
  gtk_file_filter_add_suffix (filter, "mbtiles");
  self->chooser = gtk_file_chooser_native_new (_ ("Choose a base map"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open"), _ ("Cancel"));
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (self->chooser), filter);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (on_file_chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

/* --- The object --- */

static void
wg_base_map_list_dispose (GObject *object)
{
  WgBaseMapList *self = WG_BASE_MAP_LIST (object);

  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->chooser != NULL)
    gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
  g_clear_object (&self->chooser);
  g_clear_object (&self->maps);
  G_OBJECT_CLASS (wg_base_map_list_parent_class)->dispose (object);
}

static void
wg_base_map_list_class_init (WgBaseMapListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_base_map_list_dispose;
}

static GtkWidget *
append_label (WgBaseMapList *self, const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (self), label);
  return label;
}

static void
append_button (WgBaseMapList *self, const char *label, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_hexpand (button, TRUE);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self->buttons), button);
}

static void
wg_base_map_list_init (WgBaseMapList *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  append_label (self, _ ("Base maps, the highest first"), "heading");
  self->empty = append_label (self, _ ("No base map"), "dim-label");
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MAX_HEIGHT);
  gtk_widget_set_size_request (scrolled, 340, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (scrolled), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Base maps, the highest first"), -1);
  gtk_box_append (GTK_BOX (self), scrolled);
  self->buttons = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  append_button (self, _ ("Add a file…"), G_CALLBACK (on_file_clicked));
  append_button (self, _ ("Add a server…"), G_CALLBACK (on_server_clicked));
  gtk_box_append (GTK_BOX (self), self->buttons);
  self->refusal = append_label (self, NULL, "dim-label");
  self->revealer = gtk_revealer_new ();
  g_signal_connect_object (self->revealer, "notify::child-revealed", G_CALLBACK (on_form_shown), self, 0);
  gtk_box_append (GTK_BOX (self), self->revealer);
}

GtkWidget *
wg_base_map_list_new (WgBaseMaps *maps)
{
  WgBaseMapList *self = g_object_new (WG_TYPE_BASE_MAP_LIST, NULL);

  self->maps = g_object_ref (maps);
  self->form = wg_base_map_form_new (maps);
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), self->form);
  g_signal_connect_object (self->form, "done", G_CALLBACK (on_form_done), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (maps, "changed", G_CALLBACK (fill_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (maps, "trouble-changed", G_CALLBACK (fill_soon), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "map", G_CALLBACK (fill_soon), self, G_CONNECT_SWAPPED);
  fill (self);
  return GTK_WIDGET (self);
}

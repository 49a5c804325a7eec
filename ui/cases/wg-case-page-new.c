/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a case is taken down in the order in which people tell it, beside the queue and the map, and nothing that was
 * typed is lost to a refusal, to Esc or to another case that is looked at meanwhile.
 */

#include "wg-case-page-new.h"

#include "wg-caller-list.h"
#include "wg-case-ending.h"
#include "wg-class-chooser.h"
#include "wg-draft-keeper.h"
#include "wg-duplicate-list.h"
#include "wg-place-chooser.h"
#include "wg-store-settings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DRAFT WG_DRAFT_KEEPER_NEW_CASE

struct _WgCasePageNew
{
  GtkWidget parent_instance;

  /* Template. */
  GtkWidget *fields;
  GtkEditable *title;
  GtkLabel *title_problem;
  WgClassChooser *class_chooser;
  GtkCheckButton *emergency;
  GtkLabel *route;
  WgCaseEnding *ending;
  GtkDropDown *channel;
  WgPlaceChooser *place;
  GtkEditable *reporter_name;
  GtkEditable *reporter_phone;
  GtkCheckButton *anonymous;
  GtkLabel *reporter_problem;
  WgCallerList *caller;
  WgDuplicateList *duplicates;
  GtkLabel *news;

  WgContext *context; /* owned */
  GCancellable *cancellable;
  char *pending_key;  /* idempotency key of the report under way */
  gboolean asked;     /* registering was tried: what is missing is said from now on */
  gboolean clearing;
  gboolean brought; /* what stands here was typed at another time, and nobody has sent or emptied it */
};

G_DEFINE_FINAL_TYPE (WgCasePageNew, wg_case_page_new, GTK_TYPE_WIDGET)

enum
{
  DONE,
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_text (GtkEditable *entry)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

/* What is missing. */

static gboolean
check_title (WgCasePageNew *self, gboolean say)
{
  g_autofree char *title = dup_text (self->title);

  show_text (self->title_problem, say && title == NULL ? _ ("Give the case a title.") : NULL);
  return title != NULL;
}

static gboolean
check_reporter (WgCasePageNew *self, gboolean say)
{
  g_autofree char *name = dup_text (self->reporter_name);
  g_autofree char *phone = dup_text (self->reporter_phone);
  gboolean known = name != NULL || phone != NULL || gtk_check_button_get_active (self->anonymous);

  show_text (self->reporter_problem, say && !known ? _ ("Give the name or the phone of the reporter, or tick anonymous.") : NULL);
  return known;
}

/* Says all that is missing; the first field that it is missing in is put into @first. */
static gboolean
check (WgCasePageNew *self, gboolean say, GtkWidget **first)
{
  const struct
  {
    gboolean good;
    gpointer field;
  } answers[] = {
    { check_title (self, say), self->title },
    { wg_class_chooser_check (self->class_chooser, say), wg_class_chooser_get_field (self->class_chooser) },
    { wg_case_ending_check (self->ending, say), wg_case_ending_get_field (self->ending) },
    { wg_place_chooser_check (self->place, say), wg_place_chooser_get_field (self->place) },
    { check_reporter (self, say), self->reporter_name },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      if (answers[i].good)
        continue;
      *first = answers[i].field;
      return FALSE;
    }
  return TRUE;
}

/* What is said while nothing else is. */
static void
show_offer (WgCasePageNew *self)
{
  show_text (self->news, self->brought ? _ ("This was typed before and not sent yet.") : NULL);
}

/* Whether the operator may register at all. */

static char *
explain_forbidden (WgCasePageNew *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);
  WgWorkflow *workflow = wg_workflow_get_default ();
  const WgMove *move = wg_workflow_find_birth (workflow, WG_VERB_REPORT);
  g_autofree char *roles = wg_roles_to_text (move->roles);

  if (wg_context_is_read_only (self->context))
    return g_strdup (_ ("Read-only"));
  if (who == NULL)
    return g_strdup (_ ("It is not known yet who works here."));
  return (who->roles & move->roles) == 0 ? g_strdup_printf (_ ("Only for: %s"), roles) : NULL;
}

static void
show_state (WgCasePageNew *self)
{
  g_autofree char *forbidden = explain_forbidden (self);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_sensitive (self->fields, self->pending_key == NULL);
  gtk_widget_action_set_enabled (widget, "new-case.register", forbidden == NULL && self->pending_key == NULL);
  gtk_widget_action_set_enabled (widget, "new-case.clear", !wg_case_page_new_is_empty (self) && self->pending_key == NULL);
  if (forbidden != NULL)
    show_text (self->news, forbidden);
}

static void
on_operator_changed (WgCasePageNew *self)
{
  show_offer (self);
  show_state (self);
}

/* The draft. */

static void
keep_place (WgCasePageNew *self, WgDraftKeeper *keeper)
{
  g_autofree char *address = wg_place_chooser_dup_address (self->place);
  char lon_text[G_ASCII_DTOSTR_BUF_SIZE];
  char lat_text[G_ASCII_DTOSTR_BUF_SIZE];
  double lon, lat;
  gboolean known = wg_place_chooser_get_place (self->place, &lon, &lat);

  wg_draft_keeper_set (keeper, DRAFT, "address", address);
  wg_draft_keeper_set (keeper, DRAFT, "unknown", wg_place_chooser_is_unknown (self->place) ? "1" : NULL);
  wg_draft_keeper_set (keeper, DRAFT, "lon", known ? g_ascii_dtostr (lon_text, sizeof lon_text, lon) : NULL);
  wg_draft_keeper_set (keeper, DRAFT, "lat", known ? g_ascii_dtostr (lat_text, sizeof lat_text, lat) : NULL);
}

static void
keep_draft (WgCasePageNew *self)
{
  WgDraftKeeper *keeper = wg_draft_keeper_get (self->context);
  const WgCaseClass *chosen = wg_class_chooser_get_class (self->class_chooser);
  guint channel = gtk_drop_down_get_selected (self->channel);

  if (wg_case_page_new_is_empty (self))
    {
      wg_draft_keeper_drop (keeper, DRAFT);
      return;
    }
  wg_draft_keeper_set (keeper, DRAFT, "title", gtk_editable_get_text (self->title));
  wg_draft_keeper_set (keeper, DRAFT, "class", chosen != NULL ? chosen->code : NULL);
  wg_draft_keeper_set (keeper, DRAFT, "channel", channel != GTK_INVALID_LIST_POSITION ? wg_channel_get_all ()[channel] : NULL);
  wg_draft_keeper_set (keeper, DRAFT, "emergency", gtk_check_button_get_active (self->emergency) ? "1" : NULL);
  wg_draft_keeper_set (keeper, DRAFT, "name", gtk_editable_get_text (self->reporter_name));
  wg_draft_keeper_set (keeper, DRAFT, "phone", gtk_editable_get_text (self->reporter_phone));
  wg_draft_keeper_set (keeper, DRAFT, "anonymous", gtk_check_button_get_active (self->anonymous) ? "1" : NULL);
  wg_case_ending_keep (self->ending, DRAFT);
  keep_place (self, keeper);
}

static void
on_draft_changed (WgCasePageNew *self)
{
  GtkWidget *first = NULL;

  if (self->clearing)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->reporter_name), !gtk_check_button_get_active (self->anonymous));
  gtk_widget_set_sensitive (GTK_WIDGET (self->reporter_phone), !gtk_check_button_get_active (self->anonymous));
  wg_caller_list_set_phone (self->caller, gtk_check_button_get_active (self->anonymous) ? NULL : gtk_editable_get_text (self->reporter_phone));
  if (self->asked)
    check (self, TRUE, &first);
  keep_draft (self);
  show_state (self);
}

static void
bring_text (WgDraftKeeper *keeper, const char *field, GtkEditable *entry)
{
  g_autofree char *text = wg_draft_keeper_dup (keeper, DRAFT, field);

  gtk_editable_set_text (entry, text != NULL ? text : "");
}

static void
bring_mark (WgDraftKeeper *keeper, const char *field, GtkCheckButton *button)
{
  g_autofree char *text = wg_draft_keeper_dup (keeper, DRAFT, field);

  gtk_check_button_set_active (button, text != NULL);
}

static void
bring_place (WgCasePageNew *self, WgDraftKeeper *keeper)
{
  g_autofree char *address = wg_draft_keeper_dup (keeper, DRAFT, "address");
  g_autofree char *unknown = wg_draft_keeper_dup (keeper, DRAFT, "unknown");
  g_autofree char *lon = wg_draft_keeper_dup (keeper, DRAFT, "lon");
  g_autofree char *lat = wg_draft_keeper_dup (keeper, DRAFT, "lat");

  if (lon != NULL && lat != NULL)
    wg_place_chooser_set_place (self->place, g_ascii_strtod (lon, NULL), g_ascii_strtod (lat, NULL));
  wg_place_chooser_set_address (self->place, address != NULL ? address : "", unknown != NULL);
}

/* What was typed when the program ended without having sent it. */
static void
bring_draft (WgCasePageNew *self)
{
  WgDraftKeeper *keeper = wg_draft_keeper_get (self->context);
  g_autofree char *code = wg_draft_keeper_dup (keeper, DRAFT, "class");
  g_autofree char *channel = wg_draft_keeper_dup (keeper, DRAFT, "channel");

  if (!wg_draft_keeper_has (keeper, DRAFT))
    return;
  self->clearing = TRUE;
  bring_text (keeper, "title", self->title);
  wg_class_chooser_set_code (self->class_chooser, code);
  for (guint i = 0; channel != NULL && wg_channel_get_all ()[i] != NULL; i++)
    {
      if (g_str_equal (wg_channel_get_all ()[i], channel))
        gtk_drop_down_set_selected (self->channel, i);
    }
  bring_mark (keeper, "emergency", self->emergency);
  bring_text (keeper, "name", self->reporter_name);
  bring_text (keeper, "phone", self->reporter_phone);
  bring_mark (keeper, "anonymous", self->anonymous);
  wg_case_ending_bring (self->ending, DRAFT);
  bring_place (self, keeper);
  self->clearing = FALSE;
  self->brought = TRUE;
  on_draft_changed (self);
  show_offer (self);
}

static void
show_duplicates (WgCasePageNew *self)
{
  const WgCaseClass *chosen = wg_class_chooser_get_class (self->class_chooser);
  double lon, lat;

  wg_place_chooser_get_place (self->place, &lon, &lat);
  wg_duplicate_list_set_case (self->duplicates, chosen != NULL ? chosen->code : NULL, lon, lat);
}

/* What is near is the district's affair, and the same here as where the store warns. */

static double
find_value (GArray *values, const char *name)
{
  gsize n;

  return g_array_index (values, double, wg_district_setting_find (name) - wg_district_setting_get_all (&n));
}

static void
on_settings_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgCasePageNew *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) values = wg_store_load_settings_finish (WG_STORE (source), result, &error);

  if (values != NULL)
    {
      wg_duplicate_list_set_limits (self->duplicates, find_value (values, "duplicate-metres"), find_value (values, "duplicate-hours"));
      wg_place_chooser_set_border_metres (self->place, find_value (values, "border-metres"));
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    show_text (self->news, error->message);
}

static void
read_settings (WgCasePageNew *self)
{
  wg_store_load_settings_async (wg_context_get_store (self->context), G_MININT64, self->cancellable, on_settings_read, self);
}

static void
on_store_changed (WgStore *store, WgChangeSet *changes, WgCasePageNew *self)
{
  if (wg_change_set_touches_all (changes) || wg_change_set_touches (changes, "setting"))
    read_settings (self);
}

/* An emergency runs day and night, so only a class whose limit does can be made one. */
static gboolean
may_be_emergency (const WgCaseClass *item)
{
  return item->route == WG_ROUTE_EMERGENCY || (item->limit_n > 0 && item->limit_unit == WG_LIMIT_URGENT_HOUR);
}

static void
show_route (WgCasePageNew *self)
{
  const WgCaseClass *chosen = wg_class_chooser_get_class (self->class_chooser);
  gboolean always = chosen != NULL && chosen->route == WG_ROUTE_EMERGENCY;
  gboolean maybe = chosen != NULL && !always && may_be_emergency (chosen);
  g_autofree char *text = NULL;

  wg_case_ending_set_class (self->ending, chosen);
  gtk_widget_set_visible (GTK_WIDGET (self->emergency), maybe);
  gtk_check_button_set_active (self->emergency, FALSE);
  if (chosen != NULL && !maybe)
    text = g_strdup_printf (_ ("Route by its class: %s"), wg_route_get_label (chosen->route));
  show_text (self->route, text);
}

static void
on_class_changed (WgCasePageNew *self)
{
  show_route (self);
  show_duplicates (self);
  on_draft_changed (self);
}

static void
on_place_changed (WgCasePageNew *self)
{
  show_duplicates (self);
  on_draft_changed (self);
}

static void
choose_hotline (WgCasePageNew *self)
{
  const char *const *channels = wg_channel_get_all ();

  for (guint i = 0; channels[i] != NULL; i++)
    {
      if (strcmp (channels[i], "hotline") == 0)
        gtk_drop_down_set_selected (self->channel, i);
    }
}

static void
clear (WgCasePageNew *self)
{
  GtkWidget *first = NULL;

  self->clearing = TRUE;
  gtk_editable_set_text (self->title, "");
  wg_class_chooser_set_code (self->class_chooser, NULL);
  wg_case_ending_clear (self->ending);
  choose_hotline (self);
  wg_place_chooser_clear (self->place);
  gtk_editable_set_text (self->reporter_name, "");
  gtk_editable_set_text (self->reporter_phone, "");
  gtk_check_button_set_active (self->anonymous, FALSE);
  self->clearing = FALSE;
  self->asked = FALSE;
  self->brought = FALSE;
  check (self, FALSE, &first);
  show_text (self->news, NULL);
  on_draft_changed (self);
}

/* Registering. */

static WgAct *
make_act (WgCasePageNew *self)
{
  const WgCaseClass *chosen = wg_class_chooser_get_class (self->class_chooser);
  guint channel = gtk_drop_down_get_selected (self->channel);
  WgAct *act = wg_act_new (WG_VERB_REPORT, NULL);

  act->key = g_uuid_string_random ();
  act->title = dup_text (self->title);
  act->class_code = g_strdup (chosen->code);
  act->route = gtk_check_button_get_active (self->emergency) ? (int) WG_ROUTE_EMERGENCY : -1;
  act->channel = g_strdup (channel != GTK_INVALID_LIST_POSITION ? wg_channel_get_all ()[channel] : "hotline");
  wg_place_chooser_get_place (self->place, &act->lon, &act->lat);
  act->address = wg_place_chooser_dup_address (self->place);
  act->anonymous = gtk_check_button_get_active (self->anonymous);
  if (!act->anonymous)
    {
      act->reporter_name = dup_text (self->reporter_name);
      act->reporter_phone = dup_text (self->reporter_phone);
    }
  wg_case_ending_fill (self->ending, act);
  return act;
}

static void
do_register (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgCasePageNew *self = WG_CASE_PAGE_NEW (widget);
  g_autofree char *forbidden = explain_forbidden (self);
  GtkWidget *first = NULL;
  WgAct *act;

  if (self->pending_key != NULL || forbidden != NULL)
    return;
  self->asked = TRUE;
  self->brought = FALSE;
  show_text (self->news, NULL);
  if (!check (self, TRUE, &first))
    {
      gtk_widget_grab_focus (first);
      return;
    }
  act = make_act (self);
  self->pending_key = g_strdup (act->key);
  gtk_root_set_focus (gtk_widget_get_root (widget), NULL); /* a text that has it may not become insensitive */
  show_state (self);
  wg_context_perform (self->context, act);
}

static gboolean
is_ours (WgCasePageNew *self, const WgAct *act)
{
  return self->pending_key != NULL && g_strcmp0 (act->key, self->pending_key) == 0;
}

static void
on_performed (WgContext *context, const WgAct *act, const WgActResult *result, WgCasePageNew *self)
{
  g_autofree char *warnings = NULL;
  g_autofree char *text = NULL;

  if (!is_ours (self, act))
    return;
  g_clear_pointer (&self->pending_key, g_free);
  clear (self);
  warnings = result->warnings != NULL ? g_strjoinv (" ", result->warnings) : g_strdup ("");
  text = act->verb == WG_VERB_ON_SPOT ? g_strdup_printf (_ ("Case %s solved on the spot and closed. %s"), result->number, warnings)
         : *warnings != '\0'         ? g_strdup_printf (_ ("Case %s registered. %s"), result->number, warnings)
                                 : g_strdup_printf (_ ("Case %s registered"), result->number);
  wg_context_toast (context, g_strchomp (text), NULL);
  wg_selection_select_case (wg_context_get_selection (context), result->case_id);
  g_signal_emit (self, signals[DONE], 0, result->number);
}

static void
on_refused (WgContext *context, const WgAct *act, const GError *error, WgCasePageNew *self)
{
  if (!is_ours (self, act))
    return;
  g_clear_pointer (&self->pending_key, g_free);
  show_text (self->news, error->message);
  show_state (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->title));
}

static void
do_cancel (GtkWidget *widget, const char *action, GVariant *parameter)
{
  WgCasePageNew *self = WG_CASE_PAGE_NEW (widget);

  if (!wg_case_page_new_is_empty (self))
    wg_context_toast (self->context, _ ("The draft of the new case is kept"), NULL);
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
do_clear (GtkWidget *widget, const char *action, GVariant *parameter)
{
  clear (WG_CASE_PAGE_NEW (widget));
  wg_case_page_new_take_focus (WG_CASE_PAGE_NEW (widget));
}

static void
on_left (WgCasePageNew *self)
{
  do_cancel (GTK_WIDGET (self), NULL, NULL);
}

/* The widget. */

static void
wg_case_page_new_dispose (GObject *object)
{
  WgCasePageNew *self = WG_CASE_PAGE_NEW (object);
  GtkWidget *child;

  self->clearing = TRUE;
  g_cancellable_cancel (self->cancellable);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_case_page_new_parent_class)->dispose (object);
}

static void
wg_case_page_new_finalize (GObject *object)
{
  WgCasePageNew *self = WG_CASE_PAGE_NEW (object);

  g_free (self->pending_key);
  g_object_unref (self->cancellable);
  G_OBJECT_CLASS (wg_case_page_new_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/wangge/Wangge/cases/wg-case-page-new.ui");
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, fields);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, title);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, title_problem);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, class_chooser);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, emergency);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, route);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, ending);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, caller);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, channel);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, place);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, reporter_name);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, reporter_phone);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, anonymous);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, reporter_problem);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, duplicates);
  gtk_widget_class_bind_template_child (widget_class, WgCasePageNew, news);
  gtk_widget_class_bind_template_callback (widget_class, on_draft_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_class_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_place_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_left);
}

static void
wg_case_page_new_class_init (WgCasePageNewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = WG_TYPE_CASE_PAGE_NEW;

  G_OBJECT_CLASS (klass)->dispose = wg_case_page_new_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_case_page_new_finalize;
  signals[DONE] = g_signal_new ("done", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[CANCELLED] = g_signal_new ("cancelled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "new-case.register", NULL, do_register);
  gtk_widget_class_install_action (widget_class, "new-case.cancel", NULL, do_cancel);
  gtk_widget_class_install_action (widget_class, "new-case.clear", NULL, do_clear);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK, "new-case.register", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "new-case.register", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "new-case.cancel", NULL);
  g_type_ensure (WG_TYPE_CASE_ENDING);
  g_type_ensure (WG_TYPE_CALLER_LIST);
  g_type_ensure (WG_TYPE_CLASS_CHOOSER);
  g_type_ensure (WG_TYPE_PLACE_CHOOSER);
  g_type_ensure (WG_TYPE_DUPLICATE_LIST);
  bind_template (widget_class);
}

static void
wg_case_page_new_init (WgCasePageNew *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  const char *const *channels = wg_channel_get_all ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  for (; *channels != NULL; channels++)
    gtk_string_list_append (labels, wg_channel_get_label (*channels));
  gtk_drop_down_set_model (self->channel, G_LIST_MODEL (labels));
  choose_hotline (self);
}

GtkWidget *
wg_case_page_new_new (WgContext *context)
{
  WgCasePageNew *self = g_object_new (WG_TYPE_CASE_PAGE_NEW, NULL);

  self->context = g_object_ref (context);
  wg_case_ending_set_context (self->ending, context);
  wg_caller_list_set_context (self->caller, context);
  wg_place_chooser_set_context (self->place, context);
  wg_class_chooser_set_context (self->class_chooser, context);
  wg_duplicate_list_set_context (self->duplicates, context);
  g_signal_connect_object (wg_context_get_store (context), "changed", G_CALLBACK (on_store_changed), self, 0);
  g_signal_connect_object (context, "performed", G_CALLBACK (on_performed), self, 0);
  g_signal_connect_object (context, "refused", G_CALLBACK (on_refused), self, 0);
  g_signal_connect_object (context, "notify::operator", G_CALLBACK (on_operator_changed), self, G_CONNECT_SWAPPED);
  read_settings (self);
  bring_draft (self);
  show_state (self);
  return GTK_WIDGET (self);
}

void
wg_case_page_new_set_place (WgCasePageNew *self, double lon, double lat)
{
  g_return_if_fail (WG_IS_CASE_PAGE_NEW (self));
  wg_place_chooser_set_place (self->place, lon, lat);
}

gboolean
wg_case_page_new_is_empty (WgCasePageNew *self)
{
  return *gtk_editable_get_text (self->title) == '\0' && wg_class_chooser_is_empty (self->class_chooser)
         && wg_case_ending_is_empty (self->ending) && wg_place_chooser_is_empty (self->place) && *gtk_editable_get_text (self->reporter_name) == '\0'
         && *gtk_editable_get_text (self->reporter_phone) == '\0' && !gtk_check_button_get_active (self->anonymous);
}

void
wg_case_page_new_take_focus (WgCasePageNew *self)
{
  /* The next key must not wipe what a draft says. */
  gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->title));
  gtk_editable_set_position (self->title, -1);
}

/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: bar, button and loudspeaker tell the same alarms. One object follows the cases for them, and only what it has shown
 * is ever heard.
 */

#include "wg-alarms.h"

#include "wg-operator-area.h"
#include "wg-store-replay.h"
#include "wg-store-silence.h"
#include "wg-store-workflow.h"
#include "wg-time.h"

#include <glib/gi18n-lib.h>

/* Cases that are taken within a frame. */
#define N_AT_ONCE 2000

#define CUT_OFF_MS (18 * G_GINT64_CONSTANT (3600000))

struct _WgAlarms
{
  GObject parent_instance;

  WgContext *context; /* borrowed: it outlives its widgets */
  WgAlarmBook *book;
  guint taking; /* all cases, one piece after the other */
  guint n_taken;
  WgTonePlayer *player;
  GCancellable *cancellable;

  char *silencer; /* nullable: who wanted the silence, and why */
  char *reason;
  char *refusal; /* nullable */
};

G_DEFINE_FINAL_TYPE (WgAlarms, wg_alarms, G_TYPE_OBJECT)

static guint changed_signal;

static void
tell (WgAlarms *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* Hearing. */

static gboolean
wants_sound (WgAlarms *self)
{
  GSettings *settings = wg_context_get_settings (self->context);

  return settings == NULL || g_settings_get_boolean (settings, "sounds");
}

static void
sound (WgAlarms *self)
{
  WgTone tone = wg_alarm_book_take_tone (self->book, wg_context_get_now (self->context));
  const WgOperator *who = wg_context_get_operator (self->context);
  guint roles = who != NULL ? who->roles : 0;

  if (tone == WG_TONE_NONE || !wants_sound (self))
    return;
  /* Who can do nothing about it is not rung for. */
  if (tone == WG_TONE_REFUSED || (roles & (WG_ROLE_DISPATCHER | WG_ROLE_DUTY)) != 0)
    wg_tone_player_play (self->player, tone);
}

/* Following. */

/* The desk of a part of the district is warned of that part. */
static void
take (WgAlarms *self, WgCaseRecord *record, gint64 now_ms)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  if (who == NULL || wg_operator_works_at (who, wg_case_board_get_grids (wg_context_get_board (self->context)), record->grid_id, now_ms))
    wg_alarm_book_take (self->book, record, now_ms);
  else
    wg_alarm_book_leave (self->book, record->id);
}

/* In pieces that no hand notices; who looks meanwhile sees those that were taken. */
static gboolean
take_some (gpointer user_data)
{
  WgAlarms *self = user_data;
  GPtrArray *cases = wg_case_board_get_cases (wg_context_get_board (self->context));
  gint64 now_ms = wg_context_get_now (self->context);
  guint end = MIN (cases->len, self->n_taken + N_AT_ONCE);

  for (; self->n_taken < end; self->n_taken++)
    take (self, cases->pdata[self->n_taken], now_ms);
  if (end < cases->len)
    return G_SOURCE_CONTINUE;
  self->taking = 0;
  wg_alarm_book_end (self->book);
  sound (self);
  tell (self);
  return G_SOURCE_REMOVE;
}

static void
take_all (WgAlarms *self)
{
  g_clear_handle_id (&self->taking, g_source_remove);
  self->n_taken = 0;
  wg_alarm_book_begin (self->book, wg_context_get_now (self->context));
  if (take_some (self))
    self->taking = g_idle_add (take_some, self);
}

static void
on_cases_changed (WgCaseBoard *board, GArray *ids, WgAlarms *self)
{
  gint64 now_ms = wg_context_get_now (self->context);

  if (ids == NULL)
    take_all (self);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      WgCaseRecord *record = wg_case_board_find (board, g_array_index (ids, gint64, i));

      if (record != NULL)
        take (self, record, now_ms);
    }
  sound (self);
  tell (self);
}

static void
on_tick (WgContext *context, WgAlarms *self)
{
  wg_alarm_book_advance (self->book, wg_context_get_now (context));
  sound (self);
  tell (self);
}

static void
on_refused (WgContext *context, const WgAct *act, const GError *error, WgAlarms *self)
{
  wg_alarm_book_refuse (self->book);
  sound (self);
}

/* Acknowledging. */

gboolean
wg_alarms_can_acknowledge (WgAlarms *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);
  WgWorkflow *workflow = wg_store_get_workflow (wg_context_get_store (self->context));
  const WgMove *move = wg_workflow_find (workflow, WG_VERB_ACK, WG_CASE_STATE_FILED);

  return who != NULL && move != NULL && !wg_context_is_read_only (self->context)
         && (who->roles & wg_move_get_roles (move, WG_ROUTE_EMERGENCY)) != 0;
}

static void
on_all_acknowledged (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgAlarms) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBatchResult) done = wg_store_perform_batch_finish (WG_STORE (source), result, &error);
  g_autofree char *text = NULL;

  if (self->context == NULL || (done == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)))
    return;
  text = done != NULL ? g_strdup_printf (ngettext ("%u emergency acknowledged", "%u emergencies acknowledged", done->done), done->done)
                      : g_strdup (error->message);
  wg_context_toast (self->context, text, NULL);
}

static void
acknowledge_all (WgAlarms *self, GPtrArray *emergencies)
{
  g_autoptr (WgAct) act = wg_act_new (WG_VERB_ACK, NULL);
  g_autoptr (GPtrArray) numbers = g_ptr_array_new ();

  for (guint i = 0; i < emergencies->len; i++)
    g_ptr_array_add (numbers, ((WgCaseRecord *) emergencies->pdata[i])->number);
  g_ptr_array_add (numbers, NULL);
  act->operator_id = wg_context_get_operator (self->context)->id;
  act->desk = g_strdup (wg_context_get_desk (self->context));
  act->key = g_uuid_string_random ();
  wg_store_perform_batch_async (wg_context_get_store (self->context), act, (const char *const *) numbers->pdata, TRUE,
                                self->cancellable, on_all_acknowledged, g_object_ref (self));
}

WgCaseRecord *
wg_alarms_acknowledge (WgAlarms *self)
{
  g_autoptr (GPtrArray) emergencies = wg_alarm_book_list (self->book, WG_ALARM_EMERGENCY);
  WgCaseRecord *oldest = emergencies->len > 0 ? emergencies->pdata[0] : NULL;

  if (oldest == NULL)
    return NULL;
  if (!wg_alarms_can_acknowledge (self))
    return wg_case_record_ref (oldest);
  if (wg_alarm_book_is_flood (self->book, WG_ALARM_EMERGENCY))
    acknowledge_all (self, emergencies);
  else
    wg_context_perform (self->context, wg_act_new (WG_VERB_ACK, oldest->number));
  return wg_case_record_ref (oldest);
}

/* Words. */

/* The deepest grid that holds all of them, or WG_GRID_NONE. */
static guint
find_common_grid (WgGridTree *grids, GPtrArray *records)
{
  guint common = WG_GRID_NONE;

  for (guint i = 0; grids != NULL && i < records->len; i++)
    {
      guint grid = wg_grid_tree_find_by_id (grids, ((WgCaseRecord *) records->pdata[i])->grid_id);

      if (i == 0)
        common = grid;
      while (common != WG_GRID_NONE && (grid == WG_GRID_NONE || !wg_grid_tree_is_below (grids, grid, common)))
        common = wg_grid_tree_get_grid (grids, common)->parent;
    }
  return common;
}

static char *
describe_flood (WgAlarms *self, GPtrArray *emergencies)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (self->context));
  guint common = find_common_grid (grids, emergencies);

  if (common == WG_GRID_NONE)
    return g_strdup_printf (ngettext ("%u new emergency", "%u new emergencies", emergencies->len), emergencies->len);
  /* Translators: a number of emergencies, and the name of the grid that all of them are in. */
  return g_strdup_printf (ngettext ("%u new emergency in %s", "%u new emergencies in %s", emergencies->len), emergencies->len,
                          wg_grid_tree_get_grid (grids, common)->name);
}

char *
wg_alarms_describe (WgAlarms *self)
{
  g_autoptr (GPtrArray) emergencies = wg_alarm_book_list (self->book, WG_ALARM_EMERGENCY);
  const WgCaseRecord *oldest = emergencies->len > 0 ? emergencies->pdata[0] : NULL;

  if (oldest == NULL)
    return NULL;
  if (wg_alarm_book_is_flood (self->book, WG_ALARM_EMERGENCY))
    return describe_flood (self, emergencies);
  /* Translators: of an emergency: its number and title. */
  return g_strdup_printf (_ ("Emergency %s · %s"), oldest->number, oldest->title);
}

/* Silence. */

static void
take_refusal (WgAlarms *self, GError *error)
{
  g_clear_pointer (&self->refusal, g_free);
  if (error != NULL)
    self->refusal = g_strdup (error->message);
}

static void
on_silence_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgAlarms) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 until_ms = wg_store_begin_silence_finish (WG_STORE (source), result, &error);

  if (self->context == NULL)
    return;
  take_refusal (self, error);
  if (until_ms >= 0)
    wg_alarm_book_mute (self->book, wg_context_get_now (self->context), until_ms);
  tell (self);
}

void
wg_alarms_silence (WgAlarms *self, const char *reason)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  if (who == NULL)
    return;
  g_free (self->silencer);
  g_free (self->reason);
  self->silencer = g_strdup (wg_operator_name_get_label (who->name));
  self->reason = g_strstrip (g_strdup (reason));
  wg_store_begin_silence_async (wg_context_get_store (self->context), who->id, wg_context_get_desk (self->context), WG_ALARM_LONGEST_MUTE_MS,
                                reason, self->cancellable, on_silence_written, g_object_ref (self));
}

static void
on_sound_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgAlarms) self = user_data;
  g_autoptr (GError) error = NULL;

  wg_store_end_silence_finish (WG_STORE (source), result, &error);
  if (self->context == NULL)
    return;
  take_refusal (self, error);
  tell (self);
}

void
wg_alarms_end_silence (WgAlarms *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);
  gint64 now_ms = wg_context_get_now (self->context);

  wg_alarm_book_mute (self->book, now_ms, now_ms);
  if (who != NULL)
    wg_store_end_silence_async (wg_context_get_store (self->context), who->id, wg_context_get_desk (self->context), self->cancellable,
                                on_sound_written, g_object_ref (self));
  tell (self);
}

gint64
wg_alarms_get_silent_ms (WgAlarms *self)
{
  gint64 until_ms = wg_alarm_book_get_muted_until (self->book);

  return until_ms != WG_NO_TIME ? MAX (until_ms - wg_context_get_now (self->context), 0) : 0;
}

char *
wg_alarms_describe_silence (WgAlarms *self)
{
  g_autofree char *until = NULL;

  if (wg_alarms_get_silent_ms (self) == 0)
    return NULL;
  until = wg_time_format_local (wg_alarm_book_get_muted_until (self->book), wg_store_get_zone (wg_context_get_store (self->context)),
                                wg_context_get_now (self->context), WG_TIME_SHORT);
  /* Translators: until when a desk is silent, who wanted that, and why. */
  return g_strdup_printf (_ ("Silent until %s, %s: %s"), until, self->silencer, self->reason);
}

const char *
wg_alarms_get_refusal (WgAlarms *self)
{
  return self->refusal;
}

WgContext *
wg_alarms_get_context (WgAlarms *self)
{
  return self->context;
}

WgAlarmBook *
wg_alarms_get_book (WgAlarms *self)
{
  return self->book;
}

const char *
wg_alarms_get_trouble (WgAlarms *self)
{
  return wg_tone_player_get_trouble (self->player);
}

/* The object. */

static void
wg_alarms_dispose (GObject *object)
{
  WgAlarms *self = WG_ALARMS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->taking, g_source_remove);
  g_clear_object (&self->player);
  self->context = NULL;
  G_OBJECT_CLASS (wg_alarms_parent_class)->dispose (object);
}

static void
wg_alarms_finalize (GObject *object)
{
  WgAlarms *self = WG_ALARMS (object);

  g_clear_pointer (&self->book, wg_alarm_book_free);
  g_clear_pointer (&self->silencer, g_free);
  g_clear_pointer (&self->reason, g_free);
  g_clear_pointer (&self->refusal, g_free);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (wg_alarms_parent_class)->finalize (object);
}

static void
wg_alarms_class_init (WgAlarmsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_alarms_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_alarms_finalize;
  changed_signal = g_signal_new ("changed", WG_TYPE_ALARMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_alarms_init (WgAlarms *self)
{
  self->cancellable = g_cancellable_new ();
  self->player = wg_tone_player_new ();
  g_signal_connect_object (self->player, "notify::trouble", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
}

static void
on_cut_off_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgAlarms) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 cut_off_ms = wg_store_load_cut_off_finish (WG_STORE (source), result, &error);

  if (cut_off_ms >= 0)
    wg_alarm_book_set_cut_off (self->book, cut_off_ms);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("The cut-off of the day cannot be read: %s", error->message);
}

WgAlarms *
wg_alarms_new (WgContext *context)
{
  WgAlarms *self = g_object_new (WG_TYPE_ALARMS, NULL);

  self->context = context;
  self->book = wg_alarm_book_new (wg_store_get_zone (wg_context_get_store (context)), CUT_OFF_MS);
  take_all (self);
  wg_store_load_cut_off_async (wg_context_get_store (context), wg_context_get_now (context), self->cancellable, on_cut_off_read,
                               g_object_ref (self));
  g_signal_connect_object (wg_context_get_board (context), "cases-changed", G_CALLBACK (on_cases_changed), self, 0);
  g_signal_connect_object (context, "tick", G_CALLBACK (on_tick), self, 0);
  g_signal_connect_object (context, "refused", G_CALLBACK (on_refused), self, 0);
  g_signal_connect_object (context, "notify::operator", G_CALLBACK (take_all), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_board (context), "grids-changed", G_CALLBACK (take_all), self, G_CONNECT_SWAPPED);
  return self;
}

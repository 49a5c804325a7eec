/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: every widget of a window needs the same few objects and the same way of sending a move; one object hands them out
 * so that no widget reaches for a global and no widget knows another.
 */

#include "wg-context.h"

#include "wg-error.h"
#include "wg-queue-tally.h"
#include "wg-store-workflow.h"

#include <math.h>

struct _WgContext
{
  GObject parent_instance;

  /* Given at construction. */
  WgStore *store;
  GSettings *settings;

  /* Owned. */
  WgCaseBoard *board;
  WgSelection *selection;
  WgOperator *operator;
  WgQueueTally *tally;
  char *desk;
  GCancellable *cancellable;

  /* How the window is shown. */
  WgSizeClass size_class;
  int level;
  gboolean dark;
  double text_scale;
  WgMapSight sight;
  double pointer_lon;
  double pointer_lat;
  guint n_running;
  gint64 moved_id;      /* the case of the own last move, */
  gint64 moved_version; /* and what it made it: known before the board has read it */
};

G_DEFINE_FINAL_TYPE (WgContext, wg_context, G_TYPE_OBJECT)

enum
{
  PROP_STORE = 1,
  PROP_SETTINGS,
  PROP_BOARD,
  PROP_CLOCK,
  PROP_SELECTION,
  PROP_OPERATOR,
  PROP_SIZE_CLASS,
  PROP_LEVEL,
  PROP_DARK,
  PROP_TEXT_SCALE,
  PROP_READ_ONLY,
  N_PROPERTIES
};

enum
{
  PERFORMED,
  REFUSED,
  BATCH_PERFORMED,
  BATCH_REFUSED,
  TOAST,
  GO_TO,
  SIGHT_CHANGED,
  TICK,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

GType
wg_size_class_get_type (void)
{
  static const GEnumValue values[] = { { WG_SIZE_SMALL, "WG_SIZE_SMALL", "small" },
                                       { WG_SIZE_TINY, "WG_SIZE_TINY", "tiny" },
                                       { WG_SIZE_NARROW, "WG_SIZE_NARROW", "narrow" },
                                       { WG_SIZE_REGULAR, "WG_SIZE_REGULAR", "regular" },
                                       { WG_SIZE_LARGE, "WG_SIZE_LARGE", "large" },
                                       { 0, NULL, NULL } };
  static GType type;

  if (g_once_init_enter (&type))
    g_once_init_leave (&type, g_enum_register_static ("WgSizeClass", values));
  return type;
}

/* Before anybody else hears of it, and asks. */
static void
on_cases_changed (WgCaseBoard *board, GArray *ids, WgContext *self)
{
  guint index;

  if (ids == NULL)
    wg_queue_tally_forget (self->tally);
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      if (wg_case_board_find_place (board, g_array_index (ids, gint64, i), &index))
        wg_queue_tally_renew (self->tally, index);
    }
}

static void
wg_context_constructed (GObject *object)
{
  WgContext *self = WG_CONTEXT (object);

  G_OBJECT_CLASS (wg_context_parent_class)->constructed (object);
  self->board = wg_case_board_new (self->store);
  g_signal_connect_object (self->board, "cases-changed", G_CALLBACK (on_cases_changed), self, 0);
  wg_case_board_start (self->board);
}

static void
wg_context_dispose (GObject *object)
{
  WgContext *self = WG_CONTEXT (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->board);
  g_clear_object (&self->selection);
  g_clear_object (&self->settings);
  g_clear_object (&self->store);
  g_clear_pointer (&self->operator, wg_operator_free);
  G_OBJECT_CLASS (wg_context_parent_class)->dispose (object);
}

static void
wg_context_finalize (GObject *object)
{
  WgContext *self = WG_CONTEXT (object);

  g_object_unref (self->cancellable);
  wg_queue_tally_free (self->tally);
  g_free (self->desk);
  G_OBJECT_CLASS (wg_context_parent_class)->finalize (object);
}

static void
wg_context_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  WgContext *self = WG_CONTEXT (object);

  switch (id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_SETTINGS:
      g_value_set_object (value, self->settings);
      break;
    case PROP_BOARD:
      g_value_set_object (value, self->board);
      break;
    case PROP_CLOCK:
      g_value_set_object (value, wg_context_get_clock (self));
      break;
    case PROP_SELECTION:
      g_value_set_object (value, self->selection);
      break;
    case PROP_OPERATOR:
      g_value_set_boxed (value, self->operator);
      break;
    case PROP_SIZE_CLASS:
      g_value_set_enum (value, self->size_class);
      break;
    case PROP_LEVEL:
      g_value_set_int (value, self->level);
      break;
    case PROP_DARK:
      g_value_set_boolean (value, self->dark);
      break;
    case PROP_TEXT_SCALE:
      g_value_set_double (value, self->text_scale);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, wg_context_is_read_only (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
wg_context_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  WgContext *self = WG_CONTEXT (object);

  switch (id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_SETTINGS:
      self->settings = g_value_dup_object (value);
      break;
    case PROP_OPERATOR:
      wg_context_set_operator (self, g_value_get_boxed (value));
      break;
    case PROP_SIZE_CLASS:
      wg_context_set_size_class (self, g_value_get_enum (value));
      break;
    case PROP_LEVEL:
      wg_context_set_level (self, g_value_get_int (value));
      break;
    case PROP_DARK:
      wg_context_set_dark (self, g_value_get_boolean (value));
      break;
    case PROP_TEXT_SCALE:
      wg_context_set_text_scale (self, g_value_get_double (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;
  GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GParamFlags write = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, WG_TYPE_STORE, once);
  properties[PROP_SETTINGS] = g_param_spec_object ("settings", NULL, NULL, G_TYPE_SETTINGS, once);
  properties[PROP_BOARD] = g_param_spec_object ("board", NULL, NULL, WG_TYPE_CASE_BOARD, read);
  properties[PROP_CLOCK] = g_param_spec_object ("clock", NULL, NULL, WG_TYPE_CLOCK, read);
  properties[PROP_SELECTION] = g_param_spec_object ("selection", NULL, NULL, WG_TYPE_SELECTION, read);
  properties[PROP_OPERATOR] = g_param_spec_boxed ("operator", NULL, NULL, WG_TYPE_OPERATOR, write);
  properties[PROP_SIZE_CLASS]
      = g_param_spec_enum ("size-class", NULL, NULL, WG_TYPE_SIZE_CLASS, WG_SIZE_REGULAR, write);
  properties[PROP_LEVEL] = g_param_spec_int ("level", NULL, NULL, 0, G_MAXINT, 0, write);
  properties[PROP_DARK] = g_param_spec_boolean ("dark", NULL, NULL, FALSE, write);
  properties[PROP_TEXT_SCALE] = g_param_spec_double ("text-scale", NULL, NULL, 0.1, 10, 1, write);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, read);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
wg_context_class_init (WgContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = WG_TYPE_CONTEXT;

  object_class->constructed = wg_context_constructed;
  object_class->dispose = wg_context_dispose;
  object_class->finalize = wg_context_finalize;
  object_class->get_property = wg_context_get_property;
  object_class->set_property = wg_context_set_property;
  install_properties (object_class);

  signals[PERFORMED] = g_signal_new ("performed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                     WG_TYPE_ACT, WG_TYPE_ACT_RESULT);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, WG_TYPE_ACT,
                                   G_TYPE_ERROR);
  signals[BATCH_PERFORMED] = g_signal_new ("batch-performed", WG_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3,
                                           G_TYPE_INT, G_TYPE_POINTER, G_TYPE_PTR_ARRAY);
  signals[BATCH_REFUSED]
      = g_signal_new ("batch-refused", WG_TYPE_CONTEXT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TOAST] = g_signal_new ("toast", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING,
                                 G_TYPE_STRING);
  signals[GO_TO] = g_signal_new ("go-to", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_DOUBLE,
                                 G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[SIGHT_CHANGED]
      = g_signal_new ("sight-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TICK] = g_signal_new ("tick", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_context_init (WgContext *self)
{
  self->selection = wg_selection_new ();
  self->tally = wg_queue_tally_new ();
  self->cancellable = g_cancellable_new ();
  self->size_class = WG_SIZE_REGULAR;
  self->text_scale = 1;
  self->desk = g_strdup ("");
  self->sight = (WgMapSight){ NAN, NAN, NAN, 0 };
  self->pointer_lon = self->pointer_lat = NAN;
}

WgContext *
wg_context_new (WgStore *store, GSettings *settings)
{
  g_return_val_if_fail (WG_IS_STORE (store), NULL);
  return g_object_new (WG_TYPE_CONTEXT, "store", store, "settings", settings, NULL);
}

WgStore *
wg_context_get_store (WgContext *self)
{
  return self->store;
}

WgCaseBoard *
wg_context_get_board (WgContext *self)
{
  return self->board;
}

WgClock *
wg_context_get_clock (WgContext *self)
{
  return wg_store_get_clock (self->store);
}

GSettings *
wg_context_get_settings (WgContext *self)
{
  return self->settings;
}

WgSelection *
wg_context_get_selection (WgContext *self)
{
  return self->selection;
}

gint64
wg_context_get_now (WgContext *self)
{
  return wg_clock_get_now (wg_context_get_clock (self));
}

void
wg_context_get_queue_view (WgContext *self, WgQueueView *view)
{
  wg_queue_view_init (view, wg_context_get_now (self), wg_store_get_zone (self->store),
                      self->operator != NULL ? self->operator->person_id : WG_NO_ID);
}

const guint *
wg_context_count_queues (WgContext *self)
{
  WgQueueView view;

  wg_context_get_queue_view (self, &view);
  return wg_queue_tally_count (self->tally, wg_case_board_get_cases (self->board), &view);
}

const WgOperator *
wg_context_get_operator (WgContext *self)
{
  return self->operator;
}

void
wg_context_set_operator (WgContext *self, const WgOperator *who)
{
  g_return_if_fail (WG_IS_CONTEXT (self));
  g_clear_pointer (&self->operator, wg_operator_free);
  self->operator = who != NULL ? wg_operator_copy (who) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPERATOR]);
}

const char *
wg_context_get_desk (WgContext *self)
{
  return self->desk;
}

void
wg_context_set_desk (WgContext *self, const char *desk)
{
  g_return_if_fail (WG_IS_CONTEXT (self));
  g_free (self->desk);
  self->desk = g_strdup (desk != NULL ? desk : "");
}

WgSizeClass
wg_context_get_size_class (WgContext *self)
{
  return self->size_class;
}

void
wg_context_set_size_class (WgContext *self, WgSizeClass size_class)
{
  g_return_if_fail (WG_IS_CONTEXT (self));
  if (self->size_class == size_class)
    return;
  self->size_class = size_class;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIZE_CLASS]);
}

int
wg_context_get_level (WgContext *self)
{
  return self->level;
}

void
wg_context_set_level (WgContext *self, int level)
{
  g_return_if_fail (WG_IS_CONTEXT (self));
  if (self->level == level)
    return;
  self->level = MAX (level, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LEVEL]);
}

gboolean
wg_context_get_dark (WgContext *self)
{
  return self->dark;
}

void
wg_context_set_dark (WgContext *self, gboolean dark)
{
  g_return_if_fail (WG_IS_CONTEXT (self));
  if (self->dark == dark)
    return;
  self->dark = dark;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DARK]);
}

double
wg_context_get_text_scale (WgContext *self)
{
  return self->text_scale;
}

void
wg_context_set_text_scale (WgContext *self, double text_scale)
{
  g_return_if_fail (WG_IS_CONTEXT (self));
  if (fabs (self->text_scale - text_scale) < 0.001)
    return;
  self->text_scale = text_scale;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT_SCALE]);
}

gboolean
wg_context_is_read_only (WgContext *self)
{
  return wg_store_is_read_only (self->store);
}

typedef struct
{
  WgContext *context;
  WgAct *act;
} Performance;

static void
performance_free (Performance *performance)
{
  g_object_unref (performance->context);
  wg_act_free (performance->act);
  g_free (performance);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Performance, performance_free)

static void
perform_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Performance) performance = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgActResult) done = wg_store_perform_finish (WG_STORE (source), result, &error);

  performance->context->n_running--;
  if (done != NULL)
    {
      performance->context->moved_id = done->case_id;
      performance->context->moved_version = done->version;
      g_signal_emit (performance->context, signals[PERFORMED], 0, performance->act, done);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
           && !g_error_matches (error, WG_ERROR, WG_ERROR_CANCELLED))
    g_signal_emit (performance->context, signals[REFUSED], 0, performance->act, error);
}

static void
sign (WgContext *self, WgAct *act)
{
  act->operator_id = self->operator->id;
  if (act->desk == NULL)
    act->desk = g_strdup (self->desk);
}

void
wg_context_perform (WgContext *self, WgAct *act)
{
  WgCaseRecord *record;
  Performance *performance;

  g_return_if_fail (WG_IS_CONTEXT (self));
  g_return_if_fail (act != NULL);
  g_return_if_fail (self->operator != NULL);
  record = act->number != NULL ? wg_case_board_find_number (self->board, act->number) : NULL;
  if (act->expect_version < 0 && record != NULL)
    act->expect_version = MAX (record->version, record->id == self->moved_id ? self->moved_version : 0);
  sign (self, act);
  if (act->key == NULL)
    act->key = g_uuid_string_random ();
  performance = g_new0 (Performance, 1);
  performance->context = g_object_ref (self);
  performance->act = act;
  self->n_running++;
  wg_store_perform_async (self->store, act, self->cancellable, perform_ready, performance);
}

typedef struct
{
  WgContext *context;
  WgVerb verb;
  GPtrArray *acts; /* nullable */
} BatchRun;

static void
end_batch (BatchRun *run, WgBatchResult *result, const GError *error)
{
  WgContext *self = run->context;

  self->n_running--;
  if (result != NULL)
    g_signal_emit (self, signals[BATCH_PERFORMED], 0, (int) run->verb, result, run->acts);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit (self, signals[BATCH_REFUSED], 0, error->message);
  g_clear_pointer (&run->acts, g_ptr_array_unref);
  g_object_unref (self);
  g_free (run);
}

static void
batch_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBatchResult) done = wg_store_perform_batch_finish (WG_STORE (source), result, &error);

  end_batch (user_data, done, error);
}

static void
batch_undone (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBatchResult) done = wg_store_undo_batch_finish (WG_STORE (source), result, &error);

  end_batch (user_data, done, error);
}

static BatchRun *
begin_batch (WgContext *self, WgVerb verb, GPtrArray *acts)
{
  BatchRun *run = g_new0 (BatchRun, 1);

  run->context = g_object_ref (self);
  run->verb = verb;
  run->acts = acts != NULL ? g_ptr_array_ref (acts) : NULL;
  self->n_running++;
  return run;
}

void
wg_context_perform_batch (WgContext *self, GPtrArray *acts)
{
  g_autoptr (GPtrArray) owned = acts;

  g_return_if_fail (WG_IS_CONTEXT (self));
  g_return_if_fail (acts->len > 0 && self->operator != NULL);
  for (guint i = 0; i < acts->len; i++)
    sign (self, g_ptr_array_index (acts, i));
  wg_store_perform_acts_async (self->store, acts, NULL, FALSE, self->cancellable, batch_ready,
                               begin_batch (self, ((const WgAct *) g_ptr_array_index (acts, 0))->verb, acts));
}

void
wg_context_undo_batch (WgContext *self, const char *undo_key)
{
  g_autoptr (WgAct) act = wg_act_new (WG_VERB_UNDO, NULL);

  g_return_if_fail (self->operator != NULL);
  sign (self, act);
  wg_store_undo_batch_async (self->store, act, undo_key, self->cancellable, batch_undone, begin_batch (self, WG_VERB_UNDO, NULL));
}

gboolean
wg_context_is_busy (WgContext *self)
{
  return self->n_running > 0;
}

void
wg_context_toast (WgContext *self, const char *text, const char *undo_number)
{
  g_signal_emit (self, signals[TOAST], 0, text, undo_number);
}

void
wg_context_go_to (WgContext *self, double lon, double lat, double zoom)
{
  g_signal_emit (self, signals[GO_TO], 0, lon, lat, zoom);
}

void
wg_context_go_to_grid (WgContext *self, const char *code)
{
  WgGridTree *grids = wg_case_board_get_grids (self->board);
  guint index = grids != NULL ? wg_grid_tree_find_by_code (grids, code) : WG_GRID_NONE;
  const WgGrid *grid;

  if (index == WG_GRID_NONE)
    return;
  grid = wg_grid_tree_get_grid (grids, index);
  wg_selection_select_grid (self->selection, grid->id);
  wg_context_go_to (self, grid->label_lon, grid->label_lat, 0);
}

void
wg_context_report_sight (WgContext *self, const WgMapSight *sight)
{
  self->sight = *sight;
  g_signal_emit (self, signals[SIGHT_CHANGED], 0);
}

const WgMapSight *
wg_context_get_sight (WgContext *self)
{
  return &self->sight;
}

void
wg_context_report_pointer (WgContext *self, double lon, double lat)
{
  self->pointer_lon = lon;
  self->pointer_lat = lat;
  g_signal_emit (self, signals[SIGHT_CHANGED], 0);
}

gboolean
wg_context_get_pointer (WgContext *self, double *lon, double *lat)
{
  *lon = self->pointer_lon;
  *lat = self->pointer_lat;
  return !isnan (self->pointer_lon);
}

void
wg_context_tick (WgContext *self)
{
  g_signal_emit (self, signals[TICK], 0);
}

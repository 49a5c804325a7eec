/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: what a border does to both sides must be seen while the hand still holds it. So the grids of the draft are kept
 * here as well as in the database: tried here, done there.
 */

#include "wg-boundary-sketch.h"

#include "wg-error.h"
#include "wg-line-way.h"
#include "wg-store-layers.h"

#include <glib/gi18n-lib.h>
#include <math.h>

struct _WgBoundarySketch
{
  GObject parent_instance;

  WgContext *context; /* owned */
  GCancellable *cancellable;
  gint64 draft_id;
  guint n_running;

  WgDraft *draft;       /* nullable */
  WgDraftPlan *plan;    /* nullable: what is to come */
  WgDraftSides *sides;  /* nullable: what came */
  WgGridTree *grids;    /* nullable: in force */
  WgCoverage *coverage; /* nullable: of the draft */
  GArray *footprints;   /* nullable */
  GPtrArray *roads;     /* nullable */

  GPtrArray *trial;  /* nullable */
  WgRefusal refusal; /* of the trial */

  GPtrArray *done;   /* WgBoundaryEdit of this window, the latest last */
  GPtrArray *undone; /* to be done again, the next one last */
  WgBoundaryEdit *performing;
};

enum
{
  CHANGED,
  TRIED,
  REFUSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgBoundarySketch, wg_boundary_sketch, G_TYPE_OBJECT)

static WgStore *
get_store (WgBoundarySketch *self)
{
  return wg_context_get_store (self->context);
}

static void
drop_trial (WgBoundarySketch *self)
{
  g_clear_pointer (&self->trial, g_ptr_array_unref);
  self->refusal = (WgRefusal){ NULL, NAN, NAN };
}

static void
tell_refusal (WgBoundarySketch *self, const GError *error)
{
  double lon = NAN, lat = NAN;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (wg_error_get_rule (error, &lon, &lat) == NULL)
    lon = lat = NAN;
  g_signal_emit (self, signals[REFUSED], 0, error->message, lon, lat);
}

/* --- Reading --- */

static void
build (WgBoundarySketch *self)
{
  WgGridTree *grids = wg_case_board_get_grids (wg_context_get_board (self->context));

  drop_trial (self);
  if (grids == NULL || self->draft == NULL)
    return;
  if (grids != self->grids)
    {
      g_clear_pointer (&self->grids, wg_grid_tree_unref);
      self->grids = wg_grid_tree_ref (grids);
    }
  g_clear_pointer (&self->coverage, wg_coverage_free);
  /* What has ended changes nothing any more: it is in force, or it never will be. */
  self->coverage = wg_draft_make_coverage (self->grids, wg_draft_has_ended (self->draft) ? NULL : self->draft);
}

static void
on_weighed (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBoundarySketch) self = user_data;
  g_autoptr (GError) error = NULL;
  WgDraftPlan *plan = wg_store_weigh_draft_finish (WG_STORE (source), result, &error);

  self->n_running--;
  if (self->context == NULL)
    {
      g_clear_pointer (&plan, wg_draft_plan_free);
      return;
    }
  g_clear_pointer (&self->plan, wg_draft_plan_free);
  self->plan = plan;
  if (plan == NULL)
    tell_refusal (self, error);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_sides (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBoundarySketch) self = user_data;
  g_autoptr (GError) error = NULL;
  WgDraftSides *sides = wg_store_load_draft_sides_finish (WG_STORE (source), result, &error);

  self->n_running--;
  g_clear_pointer (&self->sides, wg_draft_sides_free);
  self->sides = sides;
  if (sides == NULL)
    tell_refusal (self, error);
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

/* What came of a draft is read once: it does not change any more. */
static void
weigh (WgBoundarySketch *self)
{
  WgStore *store = get_store (self);

  if (!wg_draft_has_ended (self->draft))
    {
      self->n_running++;
      wg_store_weigh_draft_async (store, self->draft_id, self->cancellable, on_weighed, g_object_ref (self));
      return;
    }
  g_clear_pointer (&self->plan, wg_draft_plan_free);
  if (self->sides != NULL || !wg_draft_is_in_force (self->draft) || self->draft->grids->len == 0)
    return;
  self->n_running++;
  wg_store_load_draft_sides_async (store, self->draft_id, self->cancellable, on_sides, g_object_ref (self));
}

/* What was read before a step of ours may arrive after it: it is no news. */
static void
take_draft (WgBoundarySketch *self, WgDraft *draft)
{
  if (self->draft != NULL && draft->version < self->draft->version)
    {
      wg_draft_free (draft);
      return;
    }
  g_clear_pointer (&self->draft, wg_draft_free);
  self->draft = draft;
  build (self);
  weigh (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBoundarySketch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgDraft) draft = wg_store_load_draft_finish (WG_STORE (source), result, &error);

  self->n_running--;
  if (self->context == NULL)
    return;
  if (draft != NULL)
    take_draft (self, g_steal_pointer (&draft));
  else
    tell_refusal (self, error);
}

static void
load (WgBoundarySketch *self)
{
  self->n_running++;
  wg_store_load_draft_async (get_store (self), self->draft_id, self->cancellable, on_loaded, g_object_ref (self));
}

static void
on_footprints_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBoundarySketch) self = user_data;
  g_autoptr (GError) error = NULL;
  GArray *footprints = wg_store_load_footprints_finish (WG_STORE (source), result, &error);

  self->n_running--;
  self->footprints = footprints;
  if (footprints == NULL)
    tell_refusal (self, error);
  else
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
on_roads_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBoundarySketch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = wg_store_load_base_lines_finish (WG_STORE (source), result, &error);

  self->n_running--;
  if (all == NULL)
    {
      tell_refusal (self, error);
      return;
    }
  self->roads = g_steal_pointer (&all);
}

/* Our own step comes back as news, too; then the version is known already. */
static void
on_store_changed (WgBoundarySketch *self, WgChangeSet *changes)
{
  if (wg_change_set_touches_all (changes) || wg_change_set_touches (changes, "grid")
      || (wg_change_set_touches (changes, "draft")
          && (self->draft == NULL || wg_change_set_get_last_event (changes) > self->draft->event_id)))
    load (self);
}

static void
on_board_changed (WgBoundarySketch *self)
{
  if (self->draft != NULL && wg_case_board_get_grids (wg_context_get_board (self->context)) != self->grids)
    {
      build (self);
      g_signal_emit (self, signals[CHANGED], 0);
    }
}

/* --- What is there --- */

WgContext *
wg_boundary_sketch_get_context (WgBoundarySketch *self)
{
  return self->context;
}

gboolean
wg_boundary_sketch_is_busy (WgBoundarySketch *self)
{
  return self->n_running > 0;
}

const WgDraft *
wg_boundary_sketch_get_draft (WgBoundarySketch *self)
{
  return self->draft;
}

const WgDraftPlan *
wg_boundary_sketch_get_plan (WgBoundarySketch *self)
{
  return self->plan;
}

const WgDraftSides *
wg_boundary_sketch_get_sides (WgBoundarySketch *self)
{
  return self->sides;
}

const WgCoverage *
wg_boundary_sketch_get_coverage (WgBoundarySketch *self)
{
  return self->coverage;
}

WgGridTree *
wg_boundary_sketch_get_grids (WgBoundarySketch *self)
{
  return self->grids;
}

const GArray *
wg_boundary_sketch_get_footprints (WgBoundarySketch *self)
{
  return self->footprints;
}

const GPtrArray *
wg_boundary_sketch_get_roads (WgBoundarySketch *self)
{
  return self->roads;
}

const char *
wg_boundary_sketch_get_refusal (WgBoundarySketch *self)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  if (wg_context_is_read_only (self->context))
    return _ ("The database is read-only.");
  if (self->draft == NULL || self->coverage == NULL)
    return _ ("The draft is being read.");
  if (wg_draft_has_ended (self->draft))
    return _ ("This draft has ended. To redraw its grids again, begin another one.");
  if (!g_str_equal (self->draft->state, "open"))
    return _ ("This draft has been handed in; nobody draws on it now.");
  if (who == NULL || (who->roles & WG_ROLE_GIS) == 0)
    return _ ("For the GIS editor.");
  return NULL;
}

static gboolean
is_near (const WgShape *shape, double lon, double lat, double within_m)
{
  double dy = within_m / 110000.0, dx = dy / MAX (cos (lat * G_PI / 180.0), 0.01);
  WgBox box = { lon - dx, lat - dy, lon + dx, lat + dy };

  return wg_box_intersects (wg_shape_get_box (shape), &box);
}

gint64
wg_boundary_sketch_find (WgBoundarySketch *self, double lon, double lat)
{
  g_autoptr (GArray) ids = self->coverage != NULL ? wg_coverage_list (self->coverage) : NULL;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      const WgShape *shape = wg_coverage_get (self->coverage, g_array_index (ids, gint64, i));

      if (wg_box_contains (wg_shape_get_box (shape), lon, lat) && wg_shape_contains (shape, lon, lat))
        return g_array_index (ids, gint64, i);
    }
  return 0;
}

GArray *
wg_boundary_sketch_list_at (WgBoundarySketch *self, double lon, double lat, double within_m)
{
  g_autoptr (GArray) ids = self->coverage != NULL ? wg_coverage_list (self->coverage) : NULL;
  GArray *found = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      const WgShape *shape = wg_coverage_get (self->coverage, id);

      if (is_near (shape, lon, lat, within_m) && wg_shape_get_border_distance_m (shape, lon, lat) <= within_m)
        g_array_append_val (found, id);
    }
  return found;
}

static const WgGrid *
get_grid (WgBoundarySketch *self, gint64 id)
{
  guint index = self->grids != NULL && id > 0 ? wg_grid_tree_find_by_id (self->grids, id) : WG_GRID_NONE;

  return index != WG_GRID_NONE ? wg_grid_tree_get_grid (self->grids, index) : NULL;
}

const char *
wg_boundary_sketch_get_code (WgBoundarySketch *self, gint64 id)
{
  const WgGrid *grid = get_grid (self, id);
  const WgDraftGrid *row = grid == NULL && self->draft != NULL ? wg_draft_find_row (self->draft, id) : NULL;

  return grid != NULL ? grid->code : row != NULL ? row->code : NULL;
}

const char *
wg_boundary_sketch_get_name (WgBoundarySketch *self, gint64 id)
{
  const WgGrid *grid = get_grid (self, id);
  const WgDraftGrid *row = grid == NULL && self->draft != NULL ? wg_draft_find_row (self->draft, id) : NULL;
  const char *name = grid != NULL ? grid->name : row != NULL ? row->name : NULL;

  return name != NULL && *name != '\0' ? name : wg_boundary_sketch_get_code (self, id);
}

gint64
wg_boundary_sketch_find_text (WgBoundarySketch *self, const char *text)
{
  g_autoptr (GArray) ids = self->coverage != NULL ? wg_coverage_list (self->coverage) : NULL;

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (g_strcmp0 (wg_boundary_sketch_get_code (self, id), text) == 0
          || g_strcmp0 (wg_boundary_sketch_get_name (self, id), text) == 0)
        return id;
    }
  return 0;
}

/* --- Trying --- */

static gboolean
find_ids (WgBoundarySketch *self, const WgBoundaryEdit *edit, GArray *ids)
{
  for (guint i = 0; edit->codes != NULL && edit->codes[i] != NULL; i++)
    {
      gint64 id = wg_boundary_sketch_find_text (self, edit->codes[i]);

      if (id == 0)
        return FALSE;
      g_array_append_val (ids, id);
    }
  return TRUE;
}

/* The line round the houses, as the database will lead it. */
static gboolean
go_round_houses (WgBoundarySketch *self, WgBoundaryEdit *edit)
{
  g_autoptr (GPtrArray) houses = g_ptr_array_new ();
  WgBox box = WG_BOX_EMPTY;
  double where[2] = { NAN, NAN };
  GArray *way;

  for (guint i = 0; i + 1 < edit->line->len; i += 2)
    wg_box_extend (&box, g_array_index (edit->line, double, i), g_array_index (edit->line, double, i + 1));
  for (guint i = 0; self->footprints != NULL && i < self->footprints->len; i++)
    {
      WgShape *shape = g_array_index (self->footprints, WgFootprint, i).shape;

      if (wg_box_intersects (wg_shape_get_box (shape), &box))
        g_ptr_array_add (houses, shape);
    }
  way = houses->len > 0 ? wg_line_avoid (edit->line, houses, where) : g_array_ref (edit->line);
  if (way == NULL)
    {
      self->refusal = (WgRefusal){ "split_cuts_building", where[0], where[1] };
      return FALSE;
    }
  g_array_unref (edit->line);
  edit->line = way;
  return TRUE;
}

gboolean
wg_boundary_sketch_would_take (WgBoundarySketch *self, const WgBoundaryEdit *edit)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) changes = NULL;
  WgRefusal refusal = { NULL, NAN, NAN };

  if (self->coverage == NULL || !find_ids (self, edit, ids))
    return FALSE;
  changes = wg_boundary_edit_run (self->coverage, edit, (const gint64 *) (const void *) ids->data, ids->len, &refusal);
  if (changes != NULL)
    wg_coverage_undo (self->coverage, changes);
  return changes != NULL;
}

static GPtrArray *
run (WgBoundarySketch *self, const WgBoundaryEdit *edit, const GArray *ids)
{
  g_autoptr (WgBoundaryEdit) led = edit->keep_buildings && edit->line != NULL ? wg_boundary_edit_copy (edit) : NULL;

  if (led != NULL && !go_round_houses (self, led))
    return NULL;
  return wg_boundary_edit_run (self->coverage, led != NULL ? led : edit, (const gint64 *) (const void *) ids->data, ids->len,
                               &self->refusal);
}

gboolean
wg_boundary_sketch_try (WgBoundarySketch *self, const WgBoundaryEdit *edit)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  drop_trial (self);
  if (edit != NULL && self->coverage != NULL && find_ids (self, edit, ids))
    {
      self->trial = run (self, edit, ids);
      if (self->trial != NULL)
        wg_coverage_undo (self->coverage, self->trial);
    }
  g_signal_emit (self, signals[TRIED], 0);
  return self->trial != NULL;
}

const GPtrArray *
wg_boundary_sketch_get_trial (WgBoundarySketch *self)
{
  return self->trial;
}

const WgRefusal *
wg_boundary_sketch_get_trial_refusal (WgBoundarySketch *self)
{
  return self->refusal.rule != NULL ? &self->refusal : NULL;
}

/* --- Doing --- */

static void
on_edited (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBoundarySketch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgBoundaryResult) done = wg_store_edit_boundary_finish (WG_STORE (source), result, &error);
  WgBoundaryEdit *edit = g_steal_pointer (&self->performing);

  self->n_running--;
  if (self->context == NULL || done == NULL)
    {
      wg_boundary_edit_free (edit);
      if (self->context != NULL)
        tell_refusal (self, error);
      return;
    }
  g_ptr_array_add (self->done, edit);
  take_draft (self, g_steal_pointer (&done->draft));
}

static void
perform (WgBoundarySketch *self, WgBoundaryEdit *edit)
{
  const WgOperator *who = wg_context_get_operator (self->context);

  if (self->performing != NULL || who == NULL || wg_boundary_sketch_get_refusal (self) != NULL)
    {
      wg_boundary_edit_free (edit);
      return;
    }
  edit->draft_id = self->draft_id;
  edit->operator_id = who->id;
  g_free (edit->key);
  edit->key = g_uuid_string_random ();
  self->performing = wg_boundary_edit_copy (edit);
  self->n_running++;
  wg_store_edit_boundary_async (get_store (self), edit, NULL, on_edited, g_object_ref (self));
}

void
wg_boundary_sketch_perform (WgBoundarySketch *self, WgBoundaryEdit *edit)
{
  g_ptr_array_set_size (self->undone, 0);
  perform (self, edit);
}

static void
on_moved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBoundarySketch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (WgDraftResult) done = wg_store_move_draft_finish (WG_STORE (source), result, &error);

  self->n_running--;
  if (self->context == NULL)
    return;
  if (done != NULL)
    take_draft (self, g_steal_pointer (&done->draft));
  else
    tell_refusal (self, error);
}

void
wg_boundary_sketch_move (WgBoundarySketch *self, WgDraftVerb verb, const char *note)
{
  const WgOperator *who = wg_context_get_operator (self->context);
  WgDraftAct *act;

  if (who == NULL || self->draft == NULL)
    return;
  act = wg_draft_act_new (verb);
  act->draft_id = self->draft_id;
  act->operator_id = who->id;
  act->key = g_uuid_string_random ();
  act->expect_version = self->draft->version;
  act->note = g_strdup (note);
  self->n_running++;
  wg_store_move_draft_async (get_store (self), act, NULL, on_moved, g_object_ref (self));
}

gboolean
wg_boundary_sketch_can_undo (WgBoundarySketch *self)
{
  return self->draft != NULL && self->draft->n_steps > 0 && self->performing == NULL
         && wg_boundary_sketch_get_refusal (self) == NULL;
}

void
wg_boundary_sketch_undo (WgBoundarySketch *self)
{
  if (!wg_boundary_sketch_can_undo (self))
    return;
  if (self->done->len > 0)
    g_ptr_array_add (self->undone, g_ptr_array_steal_index (self->done, self->done->len - 1));
  wg_boundary_sketch_move (self, WG_DRAFT_UNDO, NULL);
}

gboolean
wg_boundary_sketch_can_redo (WgBoundarySketch *self)
{
  return self->undone->len > 0 && self->performing == NULL && wg_boundary_sketch_get_refusal (self) == NULL;
}

void
wg_boundary_sketch_redo (WgBoundarySketch *self)
{
  if (wg_boundary_sketch_can_redo (self))
    perform (self, g_ptr_array_steal_index (self->undone, self->undone->len - 1));
}

/* --- The object --- */

static void
wg_boundary_sketch_dispose (GObject *object)
{
  WgBoundarySketch *self = WG_BOUNDARY_SKETCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->context);
  G_OBJECT_CLASS (wg_boundary_sketch_parent_class)->dispose (object);
}

static void
wg_boundary_sketch_finalize (GObject *object)
{
  WgBoundarySketch *self = WG_BOUNDARY_SKETCH (object);

  drop_trial (self);
  g_object_unref (self->cancellable);
  g_clear_pointer (&self->plan, wg_draft_plan_free);
  g_clear_pointer (&self->sides, wg_draft_sides_free);
  g_clear_pointer (&self->draft, wg_draft_free);
  g_clear_pointer (&self->coverage, wg_coverage_free);
  g_clear_pointer (&self->grids, wg_grid_tree_unref);
  g_clear_pointer (&self->footprints, g_array_unref);
  g_clear_pointer (&self->roads, g_ptr_array_unref);
  g_clear_pointer (&self->performing, wg_boundary_edit_free);
  g_ptr_array_unref (self->done);
  g_ptr_array_unref (self->undone);
  G_OBJECT_CLASS (wg_boundary_sketch_parent_class)->finalize (object);
}

static void
wg_boundary_sketch_class_init (WgBoundarySketchClass *klass)
{
  GType type = WG_TYPE_BOUNDARY_SKETCH;

  G_OBJECT_CLASS (klass)->dispose = wg_boundary_sketch_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_boundary_sketch_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TRIED] = g_signal_new ("tried", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_STRING,
                                   G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
wg_boundary_sketch_init (WgBoundarySketch *self)
{
  self->cancellable = g_cancellable_new ();
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_boundary_edit_free);
  self->undone = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_boundary_edit_free);
}

WgBoundarySketch *
wg_boundary_sketch_new (WgContext *context, gint64 draft_id)
{
  WgBoundarySketch *self = g_object_new (WG_TYPE_BOUNDARY_SKETCH, NULL);
  WgStore *store = wg_context_get_store (context);

  self->context = g_object_ref (context);
  self->draft_id = draft_id;
  g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_board (context), "loaded", G_CALLBACK (on_board_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (wg_context_get_board (context), "grids-changed", G_CALLBACK (on_board_changed), self,
                           G_CONNECT_SWAPPED);
  self->n_running += 2;
  wg_store_load_footprints_async (store, self->cancellable, on_footprints_read, g_object_ref (self));
  wg_store_load_base_lines_async (store, self->cancellable, on_roads_read, g_object_ref (self));
  load (self);
  return self;
}

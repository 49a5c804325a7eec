/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: no step of the editor opens a gap, but the file that was imported last year may have brought some, and whoever redraws
 * a street is the one who can close them. So they are looked for where somebody draws, and not only in a report.
 */

#include "wg-boundary-check.h"

#include "wg-coverage-check.h"
#include "wg-later.h"
#include "wg-shape-overlay.h"
#include "wg-store-ignores.h"

#include <math.h>

#define MOST_CORNERS 60000 /* more than this is not looked at as a whole */
#define SMALLEST_M2 0.01
#define MARGIN 0.0005 /* degrees: who is a neighbour */

struct _WgBoundaryCheck
{
  GObject parent_instance;

  /* owned */
  WgBoundarySketch *sketch;
  GCancellable *cancellable;
  GPtrArray *findings; /* nullable */
  JsonObject *left;    /* nullable: reasons by name */

  const WgGridTree *seen_grids; /* for comparing only: what the last look was at */
  gint64 seen_event;
  gint64 seen_steps;
  gboolean looking;
  guint n_running; /* questions to the database */
};

enum
{
  CHANGED,
  REFUSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (WgBoundaryCheck, wg_boundary_check, G_TYPE_OBJECT)

static WgStore *
get_store (WgBoundaryCheck *self)
{
  return wg_context_get_store (wg_boundary_sketch_get_context (self->sketch));
}

static void
finding_free (gpointer data)
{
  WgBoundaryFinding *finding = data;

  g_array_unref (finding->ids);
  g_free (finding->name);
  g_free (finding);
}

/* --- One look, on another thread --- */

typedef struct
{
  GPtrArray *shapes; /* WgShape */
  GArray *ids;
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  g_ptr_array_unref (look->shapes);
  g_array_unref (look->ids);
  g_free (look);
}

/* Land of two grids suits the one whose own land has more of a border with it: of the land's border, more is then the other's. */
static void
order_by_border (const Look *look, const WgCoverageFinding *found, GArray *ids)
{
  double own[2];

  if (found->items->len != 2)
    return;
  for (guint i = 0; i < 2; i++)
    own[i] = wg_shape_overlay_get_own_border_m (g_ptr_array_index (look->shapes, g_array_index (found->items, guint, i)), found->shape);
  if (own[0] > own[1])
    {
      gint64 first = g_array_index (ids, gint64, 0);

      g_array_index (ids, gint64, 0) = g_array_index (ids, gint64, 1);
      g_array_index (ids, gint64, 1) = first;
    }
}

static WgBoundaryFinding *
take_finding (const Look *look, const WgCoverageFinding *found)
{
  WgBoundaryFinding *finding = g_new0 (WgBoundaryFinding, 1);

  finding->rule = found->rule;
  finding->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < found->items->len; i++)
    g_array_append_val (finding->ids, g_array_index (look->ids, gint64, g_array_index (found->items, guint, i)));
  finding->area_m2 = found->area_m2;
  finding->lon = found->lon;
  finding->lat = found->lat;
  finding->is_gap = found->is_gap;
  if (found->area_m2 > 0.0 && !finding->is_gap)
    order_by_border (look, found, finding->ids);
  finding->name = g_strdup_printf ("%s %.5f %.5f", found->rule, found->lon, found->lat);
  return finding;
}

static void
look (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Look *what = data;
  g_autofree WgCoverageItem *items = g_new0 (WgCoverageItem, what->shapes->len + 1);
  g_autoptr (GPtrArray) found = NULL;
  GPtrArray *findings = g_ptr_array_new_with_free_func (finding_free);

  for (guint i = 0; i < what->shapes->len; i++)
    items[i].shape = g_ptr_array_index (what->shapes, i);
  found = wg_coverage_check (items, what->shapes->len, SMALLEST_M2);
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (findings, take_finding (what, g_ptr_array_index (found, i)));
  g_task_return_pointer (task, findings, (GDestroyNotify) g_ptr_array_unref);
}

/* --- What is looked at --- */

static guint
count_corners (const WgCoverage *coverage, const GArray *ids)
{
  guint n_corners = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      const WgShape *shape = wg_coverage_get (coverage, g_array_index (ids, gint64, i));

      for (guint r = 0; r < wg_shape_get_n_rings (shape); r++)
        {
          guint n;

          wg_shape_get_ring (shape, r, &n, NULL, NULL);
          n_corners += n;
        }
    }
  return n_corners;
}

/* Where the draft draws, with a margin; empty for one in which nothing is drawn. */
static WgBox
find_drawn (const WgDraft *draft)
{
  WgBox box = WG_BOX_EMPTY;

  for (guint i = 0; i < draft->grids->len; i++)
    wg_box_union (&box, wg_shape_get_box (((WgDraftGrid *) g_ptr_array_index (draft->grids, i))->shape));
  if (wg_box_is_empty (&box))
    return box;
  return (WgBox){ box.min_lon - MARGIN, box.min_lat - MARGIN, box.max_lon + MARGIN, box.max_lat + MARGIN };
}

static Look *
choose (WgBoundaryCheck *self)
{
  const WgCoverage *coverage = wg_boundary_sketch_get_coverage (self->sketch);
  g_autoptr (GArray) ids = wg_coverage_list (coverage);
  gboolean all = count_corners (coverage, ids) <= MOST_CORNERS;
  WgBox box = find_drawn (wg_boundary_sketch_get_draft (self->sketch));
  Look *look = g_new0 (Look, 1);

  look->shapes = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_shape_unref);
  look->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      WgShape *shape = wg_coverage_get (coverage, id);

      if (!all && !wg_box_intersects (wg_shape_get_box (shape), &box))
        continue;
      g_ptr_array_add (look->shapes, wg_shape_ref (shape));
      g_array_append_val (look->ids, id);
    }
  return look;
}

static void renew (WgBoundaryCheck *self);

static void
on_looked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  WgBoundaryCheck *self = WG_BOUNDARY_CHECK (source);
  GPtrArray *findings = g_task_propagate_pointer (G_TASK (result), NULL);

  self->looking = FALSE;
  if (self->sketch == NULL || findings == NULL)
    {
      g_clear_pointer (&findings, g_ptr_array_unref);
      return;
    }
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  renew (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
is_seen (WgBoundaryCheck *self, const WgDraft *draft)
{
  return self->seen_grids == wg_boundary_sketch_get_grids (self->sketch) && self->seen_event == draft->event_id
         && self->seen_steps == draft->n_steps;
}

/* One look at a time; what was drawn meanwhile is looked at afterwards. */
static void
renew (WgBoundaryCheck *self)
{
  const WgDraft *draft = wg_boundary_sketch_get_draft (self->sketch);
  g_autoptr (GTask) task = NULL;

  if (self->looking || draft == NULL || wg_boundary_sketch_get_coverage (self->sketch) == NULL || is_seen (self, draft))
    return;
  self->looking = TRUE;
  self->seen_grids = wg_boundary_sketch_get_grids (self->sketch);
  self->seen_event = draft->event_id;
  self->seen_steps = draft->n_steps;
  task = g_task_new (self, NULL, on_looked, NULL);
  g_task_set_task_data (task, choose (self), look_free);
  wg_later_run_in_thread (task, look);
}

const GPtrArray *
wg_boundary_check_get_findings (WgBoundaryCheck *self)
{
  return self->findings;
}

gboolean
wg_boundary_check_is_busy (WgBoundaryCheck *self)
{
  const WgDraft *draft = wg_boundary_sketch_get_draft (self->sketch);

  return self->looking || self->n_running > 0 || draft == NULL || !is_seen (self, draft);
}

/* --- What is left as it is --- */

static void
on_left_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBoundaryCheck) self = user_data;
  g_autoptr (GError) error = NULL;
  JsonObject *left = wg_store_list_members_finish (WG_STORE (source), result, &error);

  self->n_running--;
  if (self->sketch == NULL || left == NULL)
    {
      g_clear_pointer (&left, json_object_unref);
      if (self->sketch != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_signal_emit (self, signals[REFUSED], 0, error->message);
      return;
    }
  g_clear_pointer (&self->left, json_object_unref);
  self->left = left;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
read_left (WgBoundaryCheck *self)
{
  self->n_running++;
  wg_store_list_members_async (get_store (self), WG_IGNORED_SETTING, G_MININT64, self->cancellable, on_left_read, g_object_ref (self));
}

const char *
wg_boundary_check_get_reason (WgBoundaryCheck *self, const char *name)
{
  return self->left != NULL ? json_object_get_string_member_with_default (self->left, name, NULL) : NULL;
}

static void
on_left (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgBoundaryCheck) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 event_id = wg_store_ignore_finding_finish (WG_STORE (source), result, &error);

  self->n_running--;
  if (self->sketch == NULL)
    return;
  if (event_id == 0)
    g_signal_emit (self, signals[REFUSED], 0, error->message);
  else
    read_left (self);
}

void
wg_boundary_check_leave (WgBoundaryCheck *self, const char *name, const char *reason)
{
  const WgOperator *who = wg_context_get_operator (wg_boundary_sketch_get_context (self->sketch));
  g_autofree char *key = g_uuid_string_random ();

  if (who == NULL)
    return;
  self->n_running++;
  wg_store_ignore_finding_async (get_store (self), who->id, name, reason, key, NULL, on_left, g_object_ref (self));
}

static void
on_store_changed (WgBoundaryCheck *self, WgChangeSet *changes)
{
  if (wg_change_set_touches_all (changes) || wg_change_set_touches (changes, "setting"))
    read_left (self);
}

/* --- The object --- */

static void
wg_boundary_check_dispose (GObject *object)
{
  WgBoundaryCheck *self = WG_BOUNDARY_CHECK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->sketch);
  G_OBJECT_CLASS (wg_boundary_check_parent_class)->dispose (object);
}

static void
wg_boundary_check_finalize (GObject *object)
{
  WgBoundaryCheck *self = WG_BOUNDARY_CHECK (object);

  g_object_unref (self->cancellable);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->left, json_object_unref);
  G_OBJECT_CLASS (wg_boundary_check_parent_class)->finalize (object);
}

static void
wg_boundary_check_class_init (WgBoundaryCheckClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = WG_TYPE_BOUNDARY_CHECK;

  object_class->dispose = wg_boundary_check_dispose;
  object_class->finalize = wg_boundary_check_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
wg_boundary_check_init (WgBoundaryCheck *self)
{
  self->cancellable = g_cancellable_new ();
  self->seen_event = -1;
}

WgBoundaryCheck *
wg_boundary_check_new (WgBoundarySketch *sketch)
{
  WgBoundaryCheck *self = g_object_new (WG_TYPE_BOUNDARY_CHECK, NULL);

  self->sketch = g_object_ref (sketch);
  g_signal_connect_object (sketch, "changed", G_CALLBACK (renew), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_store (self), "changed", G_CALLBACK (on_store_changed), self, G_CONNECT_SWAPPED);
  read_left (self);
  renew (self);
  return self;
}

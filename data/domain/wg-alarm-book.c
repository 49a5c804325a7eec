/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a desk that is rung at for everything hears nothing any more. Which case is alarming, which of them are one alarm, and
 * what of it is heard is decided here, without a widget and without a clock, so that a year of it can be played in seconds.
 */

#include "wg-alarm-book.h"

#include "wg-queue.h"
#include "wg-time.h"

#include <string.h>

typedef struct
{
  WgCaseRecord *record;
  gint64 next_ms; /* when the next of its limits passes, or G_MAXINT64 */
  gint64 since_ms[WG_N_ALARM_KINDS];
  guint kinds;  /* bits of what it alarms of */
  guint unseen; /* those of them that nobody has seen */
  guint reading; /* the last one that told of it */
  GSequenceIter *waiting; /* its place in `limits` */
} Entry;

struct _WgAlarmBook
{
  GTimeZone *zone;
  gint64 cut_off_ms;
  gint64 next_cut_off_ms;
  WgQueueView day; /* of the last cut-off */
  gint64 now_ms;
  gboolean opening;
  guint reading; /* how many there were */

  GHashTable *entries; /* case id to Entry */
  GSequence *limits;   /* of Entry, by next_ms */
  guint n[WG_N_ALARM_KINDS];
  guint n_unseen[WG_N_ALARM_KINDS];
  GArray *recent[WG_N_ALARM_KINDS]; /* gint64: what was raised within the last WG_ALARM_FLOOD_MS */
  guint flooding;                   /* bits of the kinds that are in a flood */

  gint64 muted_until_ms;
  gint64 last_emergency_ms;
  gint64 last_news_ms;
  double budget;
  gint64 budget_ms;
  gboolean emergency_due; /* one came since the last tone */
  gboolean news_due;
  gboolean refusal_due;
  WgAlarmFigures figures;
};

static const char *const nicks[WG_N_ALARM_KINDS] = { "emergency", "to-dispatch", "overdue", "due-soon", "day-list" };

const char *
wg_alarm_kind_to_nick (WgAlarmKind kind)
{
  g_return_val_if_fail (kind < WG_N_ALARM_KINDS, NULL);
  return nicks[kind];
}

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  wg_case_record_unref (entry->record);
  g_free (entry);
}

static int
compare_limits (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Entry *left = a;
  const Entry *right = b;

  if (left->next_ms != right->next_ms)
    return left->next_ms < right->next_ms ? -1 : 1;
  return (left->record->id > right->record->id) - (left->record->id < right->record->id);
}

static gint64
find_cut_off (WgAlarmBook *self, gint64 after_ms)
{
  gint32 day = wg_time_to_local (after_ms, self->zone, NULL);
  gint64 at_ms = wg_time_from_local (day, self->cut_off_ms, self->zone);

  return at_ms > after_ms ? at_ms : wg_time_from_local (day + 1, self->cut_off_ms, self->zone);
}

WgAlarmBook *
wg_alarm_book_new (GTimeZone *zone, gint64 cut_off_ms)
{
  WgAlarmBook *self = g_new0 (WgAlarmBook, 1);

  self->zone = g_time_zone_ref (zone);
  self->cut_off_ms = cut_off_ms;
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, entry_free);
  self->limits = g_sequence_new (NULL);
  self->budget = WG_ALARM_BUDGET;
  self->now_ms = self->muted_until_ms = self->last_emergency_ms = self->last_news_ms = WG_NO_TIME;
  for (guint kind = 0; kind < WG_N_ALARM_KINDS; kind++)
    self->recent[kind] = g_array_new (FALSE, FALSE, sizeof (gint64));
  return self;
}

void
wg_alarm_book_free (WgAlarmBook *self)
{
  g_sequence_free (self->limits);
  g_hash_table_unref (self->entries);
  for (guint kind = 0; kind < WG_N_ALARM_KINDS; kind++)
    g_array_unref (self->recent[kind]);
  g_time_zone_unref (self->zone);
  g_free (self);
}

void
wg_alarm_book_set_cut_off (WgAlarmBook *self, gint64 cut_off_ms)
{
  self->cut_off_ms = cut_off_ms;
  if (self->now_ms != WG_NO_TIME)
    self->next_cut_off_ms = find_cut_off (self, self->now_ms);
}

/* Raising. */

/* What came before the last minute is out of the flood. */
static void
forget_old (WgAlarmBook *self, WgAlarmKind kind, gint64 at_ms)
{
  GArray *recent = self->recent[kind];
  guint n = 0;

  while (n < recent->len && g_array_index (recent, gint64, n) <= at_ms - WG_ALARM_FLOOD_MS)
    n++;
  if (n > 0)
    g_array_remove_range (recent, 0, n);
  if (recent->len <= WG_ALARM_FLOOD)
    self->flooding &= ~(1u << kind);
}

static void
gather (WgAlarmBook *self, WgAlarmKind kind, gint64 at_ms)
{
  GArray *recent = self->recent[kind];
  gboolean before = (self->flooding & (1u << kind)) != 0;

  forget_old (self, kind, at_ms);
  g_array_append_val (recent, at_ms);
  if (recent->len <= WG_ALARM_FLOOD)
    return;
  self->flooding |= 1u << kind;
  self->figures.floods += !before;
  self->figures.grouped += before ? 1 : recent->len;
}

static void
raise_alarm (WgAlarmBook *self, Entry *entry, WgAlarmKind kind, gint64 at_ms)
{
  entry->kinds |= 1u << kind;
  entry->since_ms[kind] = at_ms;
  self->n[kind]++;
  if (kind == WG_ALARM_EMERGENCY)
    self->emergency_due = TRUE;
  if (self->opening && kind != WG_ALARM_EMERGENCY)
    return;
  entry->unseen |= 1u << kind;
  self->n_unseen[kind]++;
  self->figures.raised[kind]++;
  gather (self, kind, at_ms);
  if (kind == WG_ALARM_TO_DISPATCH || kind == WG_ALARM_DAY_LIST)
    self->news_due = TRUE;
}

static void
calm (WgAlarmBook *self, Entry *entry, WgAlarmKind kind)
{
  entry->kinds &= ~(1u << kind);
  self->n[kind]--;
  if ((entry->unseen & (1u << kind)) != 0)
    self->n_unseen[kind]--;
  entry->unseen &= ~(1u << kind);
}

static guint
find_kinds (const Entry *entry, gint64 at_ms)
{
  const WgCaseRecord *record = entry->record;
  gboolean waits = record->state == WG_CASE_STATE_FILED && record->route != WG_ROUTE_EMERGENCY;
  gboolean overdue = wg_case_record_is_overdue (record, at_ms);
  guint kinds = wg_case_record_is_unacknowledged (record) ? 1u << WG_ALARM_EMERGENCY : 0;

  if (!wg_case_record_is_backlog (record))
    return 0;
  if (waits)
    kinds |= 1u << WG_ALARM_TO_DISPATCH;
  if (overdue)
    kinds |= 1u << WG_ALARM_OVERDUE;
  else if (record->warn_ms != WG_NO_TIME && record->warn_ms <= at_ms)
    kinds |= 1u << WG_ALARM_DUE_SOON;
  return kinds;
}

/* Of the day that is: what is due before its end. */
static void
open_day (WgAlarmBook *self, gint64 at_ms)
{
  if (at_ms >= self->day.day_end_ms)
    wg_queue_view_init (&self->day, at_ms, self->zone, WG_NO_ID);
}

static void
wait_for_limit (WgAlarmBook *self, Entry *entry, gint64 at_ms)
{
  const WgCaseRecord *record = entry->record;

  g_clear_pointer (&entry->waiting, g_sequence_remove);
  entry->next_ms = G_MAXINT64;
  if (!wg_case_record_is_backlog (record))
    return;
  if (record->due_ms != WG_NO_TIME && record->due_ms > at_ms)
    entry->next_ms = record->due_ms;
  if (record->warn_ms != WG_NO_TIME && record->warn_ms > at_ms)
    entry->next_ms = MIN (entry->next_ms, record->warn_ms);
  if (entry->next_ms != G_MAXINT64)
    entry->waiting = g_sequence_insert_sorted (self->limits, entry, compare_limits, NULL);
}

static void
look (WgAlarmBook *self, Entry *entry, gint64 at_ms)
{
  guint kinds = find_kinds (entry, at_ms);

  /* Who stands on the list of the day stands there until it is cleared. */
  if ((entry->kinds & (1u << WG_ALARM_DAY_LIST)) != 0 && wg_queue_contains (WG_QUEUE_UNCLEARED, entry->record, &self->day))
    kinds |= 1u << WG_ALARM_DAY_LIST;
  for (guint kind = 0; kind < WG_N_ALARM_KINDS; kind++)
    {
      guint bit = 1u << kind;

      if ((kinds & bit) != 0 && (entry->kinds & bit) == 0)
        raise_alarm (self, entry, (WgAlarmKind) kind, at_ms);
      else if ((kinds & bit) == 0 && (entry->kinds & bit) != 0)
        calm (self, entry, (WgAlarmKind) kind);
    }
  wait_for_limit (self, entry, at_ms);
}

/* What is told. */

void
wg_alarm_book_begin (WgAlarmBook *self, gint64 now_ms)
{
  self->opening = TRUE;
  self->reading++;
  self->now_ms = MAX (self->now_ms, now_ms);
  self->next_cut_off_ms = find_cut_off (self, self->now_ms);
  if (self->budget_ms == 0)
    self->budget_ms = self->now_ms;
}

static void
calm_all (WgAlarmBook *self, Entry *entry)
{
  for (guint kind = 0; kind < WG_N_ALARM_KINDS; kind++)
    {
      if ((entry->kinds & (1u << kind)) != 0)
        calm (self, entry, (WgAlarmKind) kind);
    }
  g_clear_pointer (&entry->waiting, g_sequence_remove);
}

/* Cases that are no more: an import was undone. */
static gboolean
is_gone (gpointer key, gpointer value, gpointer user_data)
{
  WgAlarmBook *self = user_data;
  Entry *entry = value;

  if (entry->reading == self->reading)
    return FALSE;
  calm_all (self, entry);
  return TRUE;
}

void
wg_alarm_book_end (WgAlarmBook *self)
{
  self->opening = FALSE;
  g_hash_table_foreach_remove (self->entries, is_gone, self);
}

void
wg_alarm_book_take (WgAlarmBook *self, WgCaseRecord *record, gint64 now_ms)
{
  Entry *entry = g_hash_table_lookup (self->entries, &record->id);

  self->now_ms = MAX (self->now_ms, now_ms);
  if (entry == NULL)
    {
      if (!wg_case_state_is_open (record->state))
        return;
      entry = g_new0 (Entry, 1);
      entry->record = wg_case_record_ref (record);
      g_hash_table_insert (self->entries, &entry->record->id, entry);
    }
  else
    {
      g_hash_table_steal (self->entries, &record->id);
      wg_case_record_unref (entry->record);
      entry->record = wg_case_record_ref (record);
      g_hash_table_insert (self->entries, &entry->record->id, entry);
    }
  entry->reading = self->reading;
  look (self, entry, self->now_ms);
  if (!wg_case_state_is_open (record->state))
    g_hash_table_remove (self->entries, &record->id);
}

void
wg_alarm_book_leave (WgAlarmBook *self, gint64 id)
{
  Entry *entry = g_hash_table_lookup (self->entries, &id);

  if (entry == NULL)
    return;
  calm_all (self, entry);
  g_hash_table_remove (self->entries, &id);
}

static void
cut_off (WgAlarmBook *self, gint64 at_ms)
{
  GHashTableIter iter;
  gpointer value;

  open_day (self, at_ms);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Entry *entry = value;

      if ((entry->kinds & (1u << WG_ALARM_DAY_LIST)) != 0)
        calm (self, entry, WG_ALARM_DAY_LIST);
      if (wg_queue_contains (WG_QUEUE_UNCLEARED, entry->record, &self->day))
        raise_alarm (self, entry, WG_ALARM_DAY_LIST, at_ms);
    }
  self->next_cut_off_ms = find_cut_off (self, at_ms);
}

static Entry *
get_first (WgAlarmBook *self)
{
  GSequenceIter *first = g_sequence_get_begin_iter (self->limits);

  return g_sequence_iter_is_end (first) ? NULL : g_sequence_get (first);
}

gint64
wg_alarm_book_advance (WgAlarmBook *self, gint64 now_ms)
{
  Entry *entry = get_first (self);

  while (MIN (entry != NULL ? entry->next_ms : G_MAXINT64, self->next_cut_off_ms) <= now_ms)
    {
      if (entry == NULL || self->next_cut_off_ms < entry->next_ms)
        cut_off (self, self->next_cut_off_ms);
      else
        look (self, entry, entry->next_ms);
      entry = get_first (self);
    }
  self->now_ms = MAX (self->now_ms, now_ms);
  return MIN (entry != NULL ? entry->next_ms : G_MAXINT64, self->next_cut_off_ms);
}

/* Sounds. */

static gboolean
is_apart (gint64 last_ms, gint64 now_ms, gint64 apart_ms)
{
  return last_ms == WG_NO_TIME || now_ms - last_ms >= apart_ms;
}

static void
earn (WgAlarmBook *self, gint64 now_ms)
{
  self->budget = MIN (WG_ALARM_BUDGET, self->budget + (double) (now_ms - self->budget_ms) / WG_ALARM_BUDGET_MS);
  self->budget_ms = now_ms;
}

static WgTone
begin_tone (WgAlarmBook *self, WgTone tone, gboolean again, gint64 now_ms)
{
  if (now_ms < self->muted_until_ms)
    {
      self->figures.muted++;
      return WG_TONE_NONE;
    }
  self->figures.tones++;
  if (again || tone == WG_TONE_REFUSED)
    return tone;
  self->figures.audible++;
  self->budget--;
  return tone;
}

static WgTone
take_emergency (WgAlarmBook *self, gint64 now_ms)
{
  gboolean again = !self->emergency_due;

  if (!is_apart (self->last_emergency_ms, now_ms, again ? WG_ALARM_REPEAT_MS : WG_ALARM_APART_MS))
    return WG_TONE_NONE;
  self->last_emergency_ms = now_ms;
  self->emergency_due = FALSE;
  return begin_tone (self, WG_TONE_EMERGENCY, again, now_ms);
}

WgTone
wg_alarm_book_take_tone (WgAlarmBook *self, gint64 now_ms)
{
  guint n_news = self->n_unseen[WG_ALARM_TO_DISPATCH] + self->n_unseen[WG_ALARM_DAY_LIST];

  earn (self, now_ms);
  if (self->n[WG_ALARM_EMERGENCY] > 0)
    return take_emergency (self, now_ms);
  self->emergency_due = FALSE;
  if (self->refusal_due)
    {
      self->refusal_due = FALSE;
      return begin_tone (self, WG_TONE_REFUSED, FALSE, now_ms);
    }
  /* What was taken up before it could be heard need not be heard. */
  self->news_due = self->news_due && n_news > 0;
  if (!self->news_due || self->budget < 1 || !is_apart (self->last_news_ms, now_ms, WG_ALARM_NEWS_MS))
    return WG_TONE_NONE;
  self->last_news_ms = now_ms;
  self->news_due = FALSE;
  return begin_tone (self, WG_TONE_NEWS, FALSE, now_ms);
}

void
wg_alarm_book_refuse (WgAlarmBook *self)
{
  self->refusal_due = TRUE;
}

void
wg_alarm_book_mute (WgAlarmBook *self, gint64 now_ms, gint64 until_ms)
{
  self->muted_until_ms = until_ms <= now_ms ? WG_NO_TIME : MIN (until_ms, now_ms + WG_ALARM_LONGEST_MUTE_MS);
}

gint64
wg_alarm_book_get_muted_until (WgAlarmBook *self)
{
  return self->muted_until_ms;
}

/* What is asked. */

void
wg_alarm_book_see (WgAlarmBook *self, WgAlarmKind kind)
{
  GHashTableIter iter;
  gpointer value;

  if (kind == WG_ALARM_EMERGENCY || self->n_unseen[kind] == 0)
    return;
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    ((Entry *) value)->unseen &= ~(1u << kind);
  self->n_unseen[kind] = 0;
  self->flooding &= ~(1u << kind);
}

guint
wg_alarm_book_get_n (WgAlarmBook *self, WgAlarmKind kind)
{
  return self->n[kind];
}

guint
wg_alarm_book_get_n_unseen (WgAlarmBook *self, WgAlarmKind kind)
{
  return self->n_unseen[kind];
}

static int
compare_since (gconstpointer a, gconstpointer b, gpointer user_data)
{
  WgAlarmKind kind = (WgAlarmKind) GPOINTER_TO_UINT (user_data);
  const Entry *left = *(Entry *const *) a;
  const Entry *right = *(Entry *const *) b;

  if (left->since_ms[kind] != right->since_ms[kind])
    return left->since_ms[kind] < right->since_ms[kind] ? -1 : 1;
  return (left->record->id > right->record->id) - (left->record->id < right->record->id);
}

GPtrArray *
wg_alarm_book_list (WgAlarmBook *self, WgAlarmKind kind)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GPtrArray *records = g_ptr_array_new_with_free_func ((GDestroyNotify) wg_case_record_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (self->n[kind] > 0 && g_hash_table_iter_next (&iter, NULL, &value))
    {
      if ((((Entry *) value)->kinds & (1u << kind)) != 0)
        g_ptr_array_add (found, value);
    }
  g_ptr_array_sort_with_data (found, compare_since, GUINT_TO_POINTER (kind));
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (records, wg_case_record_ref (((Entry *) found->pdata[i])->record));
  return records;
}

gint64
wg_alarm_book_get_since (WgAlarmBook *self, WgAlarmKind kind, gint64 case_id)
{
  Entry *entry = g_hash_table_lookup (self->entries, &case_id);

  return entry != NULL && (entry->kinds & (1u << kind)) != 0 ? entry->since_ms[kind] : WG_NO_TIME;
}

gboolean
wg_alarm_book_is_flood (WgAlarmBook *self, WgAlarmKind kind)
{
  return (self->flooding & (1u << kind)) != 0 && self->n_unseen[kind] > WG_ALARM_FLOOD;
}

const WgAlarmFigures *
wg_alarm_book_get_figures (WgAlarmBook *self)
{
  return &self->figures;
}

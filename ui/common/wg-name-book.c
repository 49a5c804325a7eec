/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: history keeps ids and people read names. A district has tens of thousands of persons and a case names three, so
 * names are read one by one; units are few and are read together.
 */

#include "wg-name-book.h"

#include "wg-store-people.h"

#define BOOK_KEY "wg-name-book"

struct _WgNameBook
{
  GObject parent_instance;

  WgStore *store; /* owned */
  GCancellable *cancellable;
  GHashTable *persons; /* id → name, or NULL while it is being read */
  GHashTable *units;
  gboolean units_asked;
};

G_DEFINE_FINAL_TYPE (WgNameBook, wg_name_book, G_TYPE_OBJECT)

static guint changed_signal;

static void
wg_name_book_dispose (GObject *object)
{
  WgNameBook *self = WG_NAME_BOOK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (wg_name_book_parent_class)->dispose (object);
}

static void
wg_name_book_finalize (GObject *object)
{
  WgNameBook *self = WG_NAME_BOOK (object);

  g_object_unref (self->cancellable);
  g_hash_table_unref (self->persons);
  g_hash_table_unref (self->units);
  G_OBJECT_CLASS (wg_name_book_parent_class)->finalize (object);
}

static void
wg_name_book_class_init (WgNameBookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = wg_name_book_dispose;
  G_OBJECT_CLASS (klass)->finalize = wg_name_book_finalize;
  changed_signal = g_signal_new ("changed", WG_TYPE_NAME_BOOK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
wg_name_book_init (WgNameBook *self)
{
  self->cancellable = g_cancellable_new ();
  self->persons = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->units = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

WgNameBook *
wg_name_book_get (WgContext *context)
{
  WgNameBook *self = g_object_get_data (G_OBJECT (context), BOOK_KEY);

  if (self != NULL)
    return self;
  self = g_object_new (WG_TYPE_NAME_BOOK, NULL);
  self->store = g_object_ref (wg_context_get_store (context));
  g_object_set_data_full (G_OBJECT (context), BOOK_KEY, self, g_object_unref);
  return self;
}

static void
keep (GHashTable *names, gint64 id, const char *name)
{
  g_hash_table_replace (names, g_memdup2 (&id, sizeof id), g_strdup (name));
}

static void
on_person_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgNameBook) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = wg_store_list_persons_finish (WG_STORE (source), result, &error);

  if (persons == NULL)
    {
      /* The sentence goes on with the number of the person, which is the truth as well. */
      g_debug ("A name is not known: %s", error->message);
      return;
    }
  for (guint i = 0; i < persons->len; i++)
    {
      const WgPerson *person = g_ptr_array_index (persons, i);

      keep (self->persons, person->id, person->name);
    }
  g_signal_emit (self, changed_signal, 0);
}

const char *
wg_name_book_find_person (WgNameBook *self, gint64 id)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  WgPersonQuery query = { .unit_id = G_MININT64, .name = text };

  if (g_hash_table_contains (self->persons, &id))
    return g_hash_table_lookup (self->persons, &id);
  keep (self->persons, id, NULL);
  wg_store_list_persons_async (self->store, &query, self->cancellable, on_person_read, g_object_ref (self));
  return NULL;
}

static void
on_units_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (WgNameBook) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) units = wg_store_list_units_finish (WG_STORE (source), result, &error);

  if (units == NULL)
    {
      g_debug ("The names of units are not known: %s", error->message);
      return;
    }
  for (guint i = 0; i < units->len; i++)
    {
      const WgUnit *unit = g_ptr_array_index (units, i);

      keep (self->units, unit->id, unit->name);
    }
  g_signal_emit (self, changed_signal, 0);
}

const char *
wg_name_book_find_unit (WgNameBook *self, gint64 id)
{
  if (!self->units_asked)
    {
      self->units_asked = TRUE;
      wg_store_list_units_async (self->store, G_MININT64, self->cancellable, on_units_read, g_object_ref (self));
    }
  return g_hash_table_lookup (self->units, &id);
}

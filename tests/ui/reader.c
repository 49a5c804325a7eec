/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whether a widget has a name is decided by the toolkit when it is asked over the bus, not by the property that was
 * set; so it is asked.
 */

#include "reader.h"

#define ACCESSIBLE "org.a11y.atspi.Accessible"
#define ROOT "/org/a11y/atspi/accessible/root"

static GDBusConnection *bus;

static void
on_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* The answer comes from this very process, so its main context has to run. */
static GVariant *
try_call (GDBusConnection *connection, const char *name, const char *path, const char *interface, const char *method, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_dbus_connection_call (connection, name, path, interface, method, NULL, NULL, G_DBUS_CALL_FLAGS_NONE, 20000, NULL,
                          on_ready, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return g_dbus_connection_call_finish (connection, result, error);
}

static GVariant *
call (GDBusConnection *connection, const char *name, const char *path, const char *interface, const char *method)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer = try_call (connection, name, path, interface, method, &error);

  g_assert_no_error (error);
  return answer;
}

static void
open_bus (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) session = NULL;
  g_autoptr (GVariant) answer = NULL;
  const char *address;

  if (bus != NULL)
    return;
  session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_assert_no_error (error);
  answer = call (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress");
  g_variant_get (answer, "(&s)", &address);
  bus = g_dbus_connection_new_for_address_sync (address,
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT
                                                    | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, &error);
  g_assert_no_error (error);
}

/* The program, once it has registered: the only one on this bus. */
static char *
find_program (void)
{
  for (;;)
    {
      g_autoptr (GVariant) answer = call (bus, "org.a11y.atspi.Registry", ROOT, ACCESSIBLE, "GetChildren");
      g_autoptr (GVariant) children = g_variant_get_child_value (answer, 0);
      const char *name;
      const char *path;

      if (g_variant_n_children (children) > 0)
        {
          g_variant_get_child (children, 0, "(&s&o)", &name, &path);
          return g_strdup (name);
        }
      g_main_context_iteration (NULL, TRUE);
    }
}

/* Of a node that went away since its parent named it nothing is left. */
static GVariant *
get_children (const char *program, const char *path)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer = try_call (bus, program, path, ACCESSIBLE, "GetChildren", &error);

  if (!g_error_matches (error, G_DBUS_ERROR, G_DBUS_ERROR_UNKNOWN_METHOD))
    g_assert_no_error (error);
  return answer;
}

/* A node is known to the bus from when its parent was asked for it. */
static void
ask_for_children (const char *program, const char *path, GHashTable *seen)
{
  g_autoptr (GVariant) answer = NULL;
  GVariantIter *children;
  const char *name;
  const char *child;

  if (!g_hash_table_add (seen, g_strdup (path)))
    return;
  answer = get_children (program, path);
  if (answer == NULL)
    {
      g_hash_table_remove (seen, path);
      return;
    }
  g_variant_get (answer, "(a(so))", &children);
  while (g_variant_iter_next (children, "(&s&o)", &name, &child))
    {
      if (g_str_equal (name, program))
        ask_for_children (program, child, seen);
    }
  g_variant_iter_free (children);
}

static void
node_free (gpointer data)
{
  ReaderNode *node = data;

  g_free (node->name);
  g_free (node->description);
  g_strfreev (node->interfaces);
  g_free (node);
}

static ReaderNode *
make_node (GVariant *item, const char **path, const char **parent)
{
  ReaderNode *node = g_new0 (ReaderNode, 1);
  g_autoptr (GVariant) states = NULL;
  guint32 word;

  g_variant_get (item, "((&s&o)(so)(&s&o)ii^assus@au)", NULL, path, NULL, NULL, NULL, parent, NULL, NULL,
                 &node->interfaces, &node->name, &node->role, &node->description, &states);
  for (gsize i = 0; i < g_variant_n_children (states) && i < 2; i++)
    {
      g_variant_get_child (states, i, "u", &word);
      node->states |= (guint64) word << (32 * i);
    }
  return node;
}

static void
mark_holders (GPtrArray *nodes)
{
  for (guint i = 0; i < nodes->len; i++)
    {
      ReaderNode *node = g_ptr_array_index (nodes, i);

      if (!reader_has_state (node, READER_STATE_FOCUSABLE))
        continue;
      for (node = node->parent; node != NULL; node = node->parent)
        node->holds_focusable = TRUE;
    }
}

GPtrArray *
reader_read (void)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func (node_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) by_path = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) parents = g_ptr_array_new ();
  g_autoptr (GVariant) answer = NULL;
  g_autoptr (GVariant) items = NULL;
  g_autofree char *program = NULL;

  open_bus ();
  program = find_program ();
  ask_for_children (program, ROOT, seen);
  answer = call (bus, program, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems");
  items = g_variant_get_child_value (answer, 0);
  for (gsize i = 0; i < g_variant_n_children (items); i++)
    {
      g_autoptr (GVariant) item = g_variant_get_child_value (items, i);
      const char *path;
      const char *parent;
      ReaderNode *node = make_node (item, &path, &parent);

      /* What is kept of a page that is gone is not in the tree any more. */
      if (!g_hash_table_contains (seen, path))
        {
          node_free (node);
          continue;
        }
      g_ptr_array_add (nodes, node);
      g_ptr_array_add (parents, (gpointer) parent);
      g_hash_table_insert (by_path, (gpointer) path, node);
    }
  for (guint i = 0; i < nodes->len; i++)
    ((ReaderNode *) g_ptr_array_index (nodes, i))->parent = g_hash_table_lookup (by_path, g_ptr_array_index (parents, i));
  mark_holders (nodes);
  return nodes;
}

gboolean
reader_has_state (const ReaderNode *node, guint state)
{
  return (node->states >> state & 1) != 0;
}

gboolean
reader_has_interface (const ReaderNode *node, const char *interface)
{
  return g_strv_contains ((const char *const *) node->interfaces, interface);
}

gboolean
reader_is_in (const ReaderNode *node, const char *name)
{
  while (node != NULL && !g_str_equal (node->name, name))
    node = node->parent;
  return node != NULL;
}

char *
reader_describe (const ReaderNode *node)
{
  g_autofree char *above = node->parent != NULL ? reader_describe (node->parent) : NULL;

  if (above == NULL)
    return g_strdup_printf ("%u “%s”", node->role, node->name);
  return g_strdup_printf ("%s > %u%s%s%s", above, node->role, *node->name != '\0' ? " “" : "", node->name,
                          *node->name != '\0' ? "”" : "");
}

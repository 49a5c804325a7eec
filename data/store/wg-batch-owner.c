/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: a hidden batch is either being loaded at this moment, perhaps by another desk on the same file, or was left behind
 * by a program that died. Only the second kind may be cleared away, so each batch names the run that loads it.
 */

#include "wg-batch-table.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static GMutex runs_lock;
static GHashTable *runs; /* owners of this process that are still at work */

/* The start time of a process tells it from a later one with the same number: field 22 of its stat line, counted behind
 * the name in parentheses.
 */
static char *
read_start_time (int pid)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/stat", pid);
  g_autofree char *line = NULL;
  g_auto (GStrv) words = NULL;
  char *behind_name;

  if (!g_file_get_contents (path, &line, NULL, NULL))
    return NULL;
  behind_name = strrchr (line, ')');
  if (behind_name == NULL)
    return NULL;
  words = g_strsplit (behind_name + 1, " ", -1);
  return g_strv_length (words) > 20 ? g_strdup (words[20]) : NULL;
}

/* Which machine, since when, and which space of process numbers. */
static char *
describe_machine (void)
{
  g_autofree char *boot = NULL;
  char space[64] = "";

  if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &boot, NULL, NULL))
    boot = g_strdup ("");
  if (readlink ("/proc/self/ns/pid", space, sizeof space - 1) < 0)
    space[0] = '\0';
  return g_strdup_printf ("%s %s", g_strstrip (boot), space);
}

char *
wg_batch_owner_new (void)
{
  g_autofree char *machine = describe_machine ();
  g_autofree char *start = read_start_time ((int) getpid ());
  g_autofree char *token = g_uuid_string_random ();
  char *owner = g_strdup_printf ("%s|%d|%s|%s", machine, (int) getpid (), start != NULL ? start : "", token);

  g_mutex_lock (&runs_lock);
  if (runs == NULL)
    runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (runs, g_strdup (owner));
  g_mutex_unlock (&runs_lock);
  return owner;
}

void
wg_batch_owner_end (const char *owner)
{
  g_mutex_lock (&runs_lock);
  if (runs != NULL)
    g_hash_table_remove (runs, owner);
  g_mutex_unlock (&runs_lock);
}

static gboolean
is_run_of_ours (const char *owner)
{
  gboolean found;

  g_mutex_lock (&runs_lock);
  found = runs != NULL && g_hash_table_contains (runs, owner);
  g_mutex_unlock (&runs_lock);
  return found;
}

gboolean
wg_batch_owner_is_alive (const char *owner)
{
  g_auto (GStrv) parts = g_strsplit (owner != NULL ? owner : "", "|", -1);
  g_autofree char *machine = describe_machine ();
  g_autofree char *start = NULL;
  g_auto (GStrv) here = NULL;
  g_auto (GStrv) there = NULL;
  int pid;

  if (g_strv_length (parts) != 4)
    return FALSE;
  here = g_strsplit (machine, " ", 2);
  there = g_strsplit (parts[0], " ", 2);
  if (g_strcmp0 (here[0], there[0]) != 0)
    return FALSE; /* the machine was started anew since */
  if (g_strcmp0 (here[1], there[1]) != 0)
    return TRUE; /* another space of process numbers: not to be seen from here */
  pid = atoi (parts[1]);
  if (pid == (int) getpid ())
    return is_run_of_ours (owner);
  start = read_start_time (pid);
  return start != NULL && g_str_equal (start, parts[2]);
}

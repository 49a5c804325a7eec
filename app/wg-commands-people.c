/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why: whom a case can be sent to, for scripts and terminals; phones leave the store masked. */

#include "wg-command-keys.h"
#include "wg-command-office.h"

#include "wg-error.h"
#include "wg-store-people.h"

#include <glib/gi18n.h>

static void
write_posts (WgJsonWriter *out, const WgPerson *person)
{
  wg_json_writer_key (out, "grids");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < person->posts->len; i++)
    wg_json_writer_add_text (out, ((const WgPost *) g_ptr_array_index (person->posts, i))->grid_code);
  wg_json_writer_end_array (out);
  wg_json_writer_key (out, "posts");
  wg_json_writer_begin_array (out);
  for (guint i = 0; i < person->posts->len; i++)
    {
      const WgPost *post = g_ptr_array_index (person->posts, i);

      wg_json_writer_begin_object (out);
      wg_json_writer_text (out, "grid", post->grid_code);
      wg_json_writer_text (out, "post", post->kind);
      wg_json_writer_end_object (out);
    }
  wg_json_writer_end_array (out);
}

static void
write_keys (WgJsonWriter *out, const WgPerson *person)
{
  wg_json_writer_int (out, "id", person->id);
  wg_json_writer_text (out, "code", person->code);
  wg_json_writer_text (out, "name", person->name);
  wg_json_writer_text (out, "kind", person->kind);
  wg_json_writer_text (out, "unit", person->unit_name);
  write_posts (out, person);
  wg_json_writer_text (out, "phone", person->phone_masked);
  wg_json_writer_bool (out, "on_duty", person->on_duty);
  wg_json_writer_int (out, "open_cases", person->open_cases);
}

static char *
join_posts (const WgPerson *person)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < person->posts->len; i++)
    {
      const WgPost *post = g_ptr_array_index (person->posts, i);

      g_string_append_printf (text, "%s%s %s", text->len > 0 ? ", " : "", post->grid_code != NULL ? post->grid_code : "?", post->kind);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_row (WgTextTable *rows, const WgPerson *person)
{
  g_autofree char *posts = join_posts (person);

  wg_text_table_add_int (rows, person->id);
  wg_text_table_add (rows, person->code);
  wg_text_table_add (rows, person->name);
  wg_text_table_add (rows, wg_person_kind_get_label (person->kind));
  wg_text_table_add_int (rows, person->open_cases);
  wg_text_table_add (rows, person->on_duty ? _ ("yes") : _ ("no"));
  wg_text_table_add (rows, person->phone_masked);
  wg_text_table_add (rows, person->unit_name);
  wg_text_table_add (rows, posts);
}

static gboolean
print_persons (WgCommandCall *call, GPtrArray *persons, GError **error)
{
  const char *const titles[] = { C_ ("column", "Id"),      C_ ("column", "Code"),  C_ ("column", "Name"), C_ ("column", "Kind"), C_ ("column", "Open cases"),
                                 C_ ("column", "On duty"), C_ ("column", "Phone"), C_ ("column", "Unit"), C_ ("column", "Posts") };
  g_autoptr (WgTextTable) rows = wg_text_table_new ("rlllrllll", titles);

  for (guint i = 0; i < persons->len; i++)
    {
      const WgPerson *person = g_ptr_array_index (persons, i);

      if (!call->json)
        {
          add_row (rows, person);
          continue;
        }
      wg_json_writer_begin_object (call->writer);
      write_keys (call->writer, person);
      wg_json_writer_end_object (call->writer);
      if (!wg_command_call_end_line (call, error))
        return FALSE;
    }
  return wg_command_call_print_table (call, rows, error);
}

static gboolean
list_and_print (WgCommandCall *call, const WgPersonQuery *query, GError **error)
{
  g_autoptr (GPtrArray) persons = NULL;

  if (wg_command_call_has (call, "at"))
    {
      wg_store_list_persons_at_async (call->store, query, wg_command_call_get_now (call), call->cancellable, wg_command_call_ready,
                                      call);
      persons = wg_store_list_persons_at_finish (call->store, wg_command_call_wait (call), error);
    }
  else
    {
      wg_store_list_persons_async (call->store, query, call->cancellable, wg_command_call_ready, call);
      persons = wg_store_list_persons_finish (call->store, wg_command_call_wait (call), error);
    }
  return persons != NULL && print_persons (call, persons, error);
}

static gboolean
run_persons (WgCommandCall *call, GError **error)
{
  WgPersonQuery query = { .grid_code = wg_command_call_get_text (call, "grid"), .text = wg_command_call_get_text (call, "text") };

  return wg_command_call_find_unit (call, wg_command_call_get_text (call, "unit"), &query.unit_id, error)
         && list_and_print (call, &query, error);
}

static gboolean
run_show (WgCommandCall *call, GError **error)
{
  WgPersonQuery query = { .unit_id = G_MININT64, .name = wg_command_call_get_argument (call, 0) };

  return list_and_print (call, &query, error);
}

/* Adding. */

static gboolean
print_added (WgCommandCall *call, const WgPerson *person, gint64 event_id, GError **error)
{
  WgJsonWriter *out = call->writer;
  g_autofree char *sentence = NULL;

  if (!call->json)
    {
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, person->id);

      sentence = g_strdup_printf (_ ("%s was added with the id %s.\n"), person->name, id);
      return wg_command_call_print (call, sentence, error);
    }
  wg_json_writer_begin_object (out);
  wg_json_writer_bool (out, "ok", TRUE);
  write_keys (out, person);
  wg_command_keys_write_end (out, "active", 1, event_id);
  wg_json_writer_end_object (out);
  return wg_command_call_end_line (call, error);
}

/* As the person was when added: with no case yet. */
static gboolean
print_again (WgCommandCall *call, const WgEvent *event, GError **error)
{
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, event->subject_id);
  WgPersonQuery query = { .unit_id = G_MININT64, .name = id };
  g_autoptr (GPtrArray) persons = NULL;
  WgPerson *person;

  wg_store_list_persons_async (call->store, &query, call->cancellable, wg_command_call_ready, call);
  persons = wg_store_list_persons_finish (call->store, wg_command_call_wait (call), error);
  if (persons == NULL)
    return FALSE;
  person = g_ptr_array_index (persons, 0);
  person->open_cases = 0;
  return print_added (call, person, event->id, error);
}

static gboolean
run_add (WgCommandCall *call, GError **error)
{
  g_autoptr (WgEvent) event = wg_command_office_perform (call, WG_OFFICE_PERSON_ADD, error);

  return event != NULL && print_again (call, event, error);
}

static const WgOption persons_options[] = {
  { "grid", WG_OPTION_TEXT, "CODE", N_ ("only keepers of this grid, A before B") },
  { "unit", WG_OPTION_TEXT, "NAME|ID", N_ ("only members of this unit") },
  { "text", WG_OPTION_TEXT, "TEXT", N_ ("only persons whose name, pinyin, initials or code holds this text") },
  { NULL },
};

static const WgOption add_options[] = {
  { "name", WG_OPTION_TEXT, "NAME", N_ ("the name, when it is not given as an argument") },
  { "kind", WG_OPTION_TEXT, "KIND", N_ ("what the person is: keeper, chief, supervisor, assistant, police, department, company, volunteer") },
  { "code", WG_OPTION_TEXT, "CODE", N_ ("the code of the person, borne by nobody else") },
  { "unit", WG_OPTION_TEXT, "NAME|ID", N_ ("the unit that the person belongs to") },
  { "grid", WG_OPTION_TEXT, "CODE[,CODE]", N_ ("grids that the person keeps") },
  { "post", WG_OPTION_CHOICE, "A|B|chief|supervisor|assistant|police", N_ ("which post there; else A") },
  { "skill", WG_OPTION_TEXTS, "CLASS|WORD", N_ ("what the person can do; may be given several times") },
  { "phone", WG_OPTION_TEXT, "NUMBER", N_ ("the telephone of the person") },
  { NULL },
};

#define PERSON_SHAPE "{id,code,name,kind,unit,grids,posts:[{grid,post}],phone,on_duty,open_cases}"

const WgCommand wg_commands_people[] = {
  { "persons", NULL, NULL, 0, 0, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, PERSON_SHAPE, N_ ("List people who can be sent"), run_persons,
    persons_options },
  { "person", "show", "PERSON", 1, 1, WG_COMMAND_OPENS | WG_COMMAND_AS_OF, 0, -1, PERSON_SHAPE, N_ ("Show one person"), run_show, NULL },
  { "person", "add", "[NAME]", 0, 1, WG_COMMAND_OPENS | WG_COMMAND_WRITES | WG_COMMAND_KEYED, WG_ROLE_ADMIN | WG_ROLE_DUTY | WG_ROLE_GIS, -1,
    "{ok,id,code,name,kind,unit,grids,posts,phone,on_duty,open_cases,state,version,event,warnings:[]}", N_ ("Add a person"), run_add, add_options },
  { NULL },
};

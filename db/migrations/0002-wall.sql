-- The wall: no statement sees another jurisdiction than the one its transaction named.
do $$
declare t record;
begin
  for t in
    select c.oid::regclass as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('public', 'keystore') and c.relname <> 'migration'
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'jurisdiction' and not a.attisdropped)
  loop
    execute format('alter table %s enable row level security', t.name);
    execute format('alter table %s force row level security', t.name);
    execute format('create policy wall on %s using (jurisdiction = current_setting(''app.jurisdiction'')::integer) with check (jurisdiction = current_setting(''app.jurisdiction'')::integer)', t.name);
  end loop;
end $$;

revoke all on schema public from public;
grant usage on schema public to huiyin_app, huiyin_integrator, huiyin_sweeper, huiyin_relay, huiyin_archive;
grant usage on schema keystore to huiyin_app, huiyin_sweeper;

-- What has happened can be added to and read, never changed.
grant select, insert on event, blob, access, receipt, import_key, definition to huiyin_app;
grant select, insert, update on matter, stream, assignment, obligation to huiyin_app;
grant select, insert on idempotency, log_queue, outbox, keystore.matter_key to huiyin_app;
grant select on log_leaf, log_state, log_checkpoint to huiyin_app;
grant select, insert, update on jurisdiction, office, post, staff to huiyin_app;
grant select, insert, delete on staff_session to huiyin_app;

grant select, insert on event to huiyin_sweeper;
grant select on matter, receipt, definition, jurisdiction, office, blob to huiyin_sweeper;
grant select, update, insert on stream, obligation, assignment to huiyin_sweeper;
grant select, insert on log_queue, outbox to huiyin_sweeper;
grant select on keystore.matter_key to huiyin_sweeper;
grant update on matter to huiyin_sweeper; -- FOR UPDATE asks for it
grant select, delete on idempotency, staff_session to huiyin_sweeper;
grant select, insert, update on lease to huiyin_sweeper, huiyin_integrator, huiyin_relay;

grant select on jurisdiction to huiyin_integrator, huiyin_relay;
grant select, delete, update on log_queue to huiyin_integrator; -- FOR UPDATE asks for update
grant select, insert on log_leaf, log_checkpoint to huiyin_integrator;
grant select, insert, update on log_state to huiyin_integrator;

grant select, update on outbox to huiyin_relay;

grant select on all tables in schema public to huiyin_archive;

-- One login a task. None of them owns a table, none may bypass the wall. Safe to run again.
do $$
declare wanted text;
begin
  foreach wanted in array array['huiyin_app', 'huiyin_integrator', 'huiyin_sweeper', 'huiyin_relay', 'huiyin_archive'] loop
    if not exists (select from pg_roles where rolname = wanted) then
      begin
        execute format('create role %I login nosuperuser nocreatedb nocreaterole nobypassrls', wanted);
      exception when duplicate_object or unique_violation then null; -- another database of the cluster made it just now
      end;
    end if;
    -- From 16 on whoever makes a role may administer it, and must still be given the right to take it on.
    if not pg_has_role(current_user, wanted, case when current_setting('server_version_num')::integer >= 160000 then 'set' else 'member' end) then
      execute format('grant %I to current_user', wanted);
    end if;
  end loop;
end $$;

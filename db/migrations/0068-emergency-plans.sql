-- Emergency plans (docs/adr/0060) are a kind of definition: public before use, each under its own name. The kinds that are there stay, whichever they are.
do $$
declare kinds text := (select pg_get_constraintdef(oid) from pg_constraint where conrelid = 'definition'::regclass and conname = 'definition_kind_check');
begin
  execute 'alter table definition drop constraint definition_kind_check, add constraint definition_kind_check ' || replace(kinds, ']', ', ''emergency_plan''::text]');
end $$;

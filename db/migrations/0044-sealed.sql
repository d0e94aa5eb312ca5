-- Every matter's keys belong to offices since 0004. A database that was written before it and never started since still holds its words in
-- the clear: this program does not seal them any more.
do $$
begin
  alter table keystore.matter_key alter column office set not null;
exception when not_null_violation then
  raise exception 'database_too_old: this database was made before texts were encrypted; start it once with a build that has no migration 0044, then with this one'
    using errcode = 'not_null_violation';
end $$;

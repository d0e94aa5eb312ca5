-- The owner of the tables may list the jurisdictions there are: the wall is forced, and an owner who is no superuser stands before it, too.
-- Who reads as one of the product's roles is not the owner, and still sees the one that its transaction named.
create policy listed on jurisdiction for select
  using (current_user = (select pg_get_userbyid(c.relowner) from pg_class c where c.oid = 'jurisdiction'::regclass));

-- A second kind of entity (docs/adr/0039). It needs no table: its rows are those that every kind has.
alter table entity drop constraint entity_kind_check, add check (kind in ('matter', 'hazard'));

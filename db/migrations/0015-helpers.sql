-- The matters that an office helps with or reads along with, whatever the size of the table.
create index assignment_helper on assignment (jurisdiction, office, matter) where role <> 'lead' and until is null;
-- A slip printed at a counter: changed for a code at first use (G7).
alter table receipt drop constraint receipt_kind_check;
alter table receipt add constraint receipt_kind_check check (kind in ('code', 'reader', 'claim', 'slip'));

-- The matters that an office helps with or reads along with, whatever the size of the table.
create index assignment_helper on assignment (jurisdiction, office, matter) where role <> 'lead' and until is null;

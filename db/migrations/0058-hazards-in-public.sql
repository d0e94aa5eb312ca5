-- By which published criterion a hazard was graded last, for the page on which it hangs: the id of the criterion, '' where none was cited.
-- Null only in rows of before, which the next sweep writes anew.
alter table hazard add column cites text check (length(cites) <= 64);
create index hazard_to_write_anew on hazard (jurisdiction, matter) where cites is null;
-- Figures count by class and by the month in which they were found.
create index hazard_by_class on hazard (jurisdiction, site_class, found_on) where site_class is not null;
-- The lists of an office: by each of its seats, the newest first.
create index hazard_of_mender on hazard (jurisdiction, mender, found_on, matter) where mender is not null;
create index hazard_of_acceptor on hazard (jurisdiction, acceptor, found_on, matter) where acceptor is not null;
create index hazard_of_supervisor on hazard (jurisdiction, supervisor, found_on, matter) where supervisor is not null;
-- The sweep looks for hazards without a row among hazards only.
create index entity_hazard on entity (jurisdiction, entity) where kind = 'hazard';

-- The day on which an office said of a matter that no rule covers it: counted by subject and month, for everybody.
alter table matter add column gap_on date;
create index matter_with_gap on matter (jurisdiction, gap_on, category) where gap_on is not null;

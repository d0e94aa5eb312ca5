-- Figures of hazards find what moved in a month, and what was due in it, by its days (docs/adr/0069).
create index hazard_day_since on hazard_day (jurisdiction, since, matter);
create index hazard_day_due on hazard_day (jurisdiction, due_on, matter) where due_on is not null;

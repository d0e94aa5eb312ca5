-- What the lists of the desk ask of an entity, whatever its kind (docs/adr/0039): which sort of its kind it is, the day it came in, its
-- subject and its public place. Ids and a day, no words.
alter table entity
  add column sort text,
  add column came_on date,
  add column subject text,
  add column place_code text;
update entity e set sort = m.kind, came_on = m.filed_on, subject = m.category, place_code = m.place_code
from matter m where m.jurisdiction = e.jurisdiction and m.matter = e.entity;
alter table entity alter column sort set not null, alter column came_on set not null;

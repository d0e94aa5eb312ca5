-- Programmes (duties that come back) and the terms they count with are definitions like any other (docs/adr/0043).
alter table definition drop constraint definition_kind_check;
alter table definition add constraint definition_kind_check check (kind in (
  'pack', 'calendar', 'access', 'custodians', 'papers', 'door', 'subjects', 'places',
  'programme', 'terms'
));

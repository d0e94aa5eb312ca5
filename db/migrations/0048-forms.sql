-- Forms are definitions (docs/adr/0044): published before use, each under its own name.
alter table definition drop constraint definition_kind_check;
alter table definition add constraint definition_kind_check check (kind in (
  'pack', 'calendar', 'access', 'custodians', 'papers', 'door', 'subjects', 'places',
  'programme', 'terms', 'form'
));

-- What a post saw of a matter: all of it, or its title in a list. Before this nothing told the two apart, so older rows say that it was either.
alter table access
  add column how text not null default 'either' check (how in ('opened', 'listed', 'either')),
  drop constraint access_pkey,
  add primary key (jurisdiction, matter, post, staff, hour, how);

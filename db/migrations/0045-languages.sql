-- In which language a matter was filed: whichever pages are drawn in (docs/adr/0042), not only the two that stand in the code.
alter table matter drop constraint matter_lang_check;
alter table matter add constraint matter_lang_check check (lang ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$');

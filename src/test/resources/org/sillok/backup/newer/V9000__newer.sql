-- What a later release might do: a column that is computed from the rows that are there.
alter table sillok.source_source add column kind_of text;
update sillok.source_source set kind_of = kind || ', migrated';

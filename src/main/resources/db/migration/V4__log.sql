-- The transparency log: what waits to be logged, the numbers given, and the heads of the tree.
--
-- The database decides; the object store holds the tiles, entries and records. One row of log_tree and log_sequence per
-- log (a year has its own), so that closed logs stay readable beside the one that grows.

create table sillok.log_tree (
  log smallint primary key generated always as identity,
  origin text not null unique,
  vkey text not null,
  epoch bigint not null default 0,
  size bigint not null default 0 check (size >= 0),
  peaks bytea not null default '',
  signed_size bigint check (signed_size between 0 and size),
  signed_peaks bytea,
  signed_note bytea,
  created_at timestamptz not null default now(),
  check ((signed_size is null) = (signed_note is null) and (signed_size is null) = (signed_peaks is null))
) with (fillfactor = 20);
comment on table sillok.log_tree is 'The integrated tree and the newest signed head. Only the leader of the stored epoch writes here.';
comment on column sillok.log_tree.peaks is 'The perfect subtrees of size, largest first, 32 bytes each.';

create table sillok.log_sequence (
  log smallint primary key references sillok.log_tree,
  epoch bigint not null default 0,
  next_index bigint not null default 0 check (next_index >= 0)
) with (fillfactor = 20);
comment on table sillok.log_sequence is 'The coordination row: locked while committed entries are numbered.';

create table sillok.log_outbox (
  id bigint primary key generated always as identity,
  log smallint not null,
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  leaf bytea not null check (length(leaf) between 1 and 65535),
  record bytea not null,
  index bigint
);
comment on table sillok.log_outbox is 'Entries between the business transaction that made them and the tree that holds them.';
create index log_outbox_unnumbered on sillok.log_outbox (log, id) where index is null;
create unique index log_outbox_numbered on sillok.log_outbox (log, index) where index is not null;
-- Rows live for a fraction of a second: vacuum by number of dead rows, not by a share of a table that is mostly empty.
alter table sillok.log_outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

create table sillok.log_entry (
  log smallint not null,
  index bigint not null check (index >= 0),
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  primary key (log, index)
);
comment on table sillok.log_entry is 'The number of every leaf: durable before a deposit is answered, never changed.';
create index log_entry_leaf_hash on sillok.log_entry (leaf_hash);

create trigger log_entry_append_only before update or delete or truncate on sillok.log_entry
  for each statement execute function sillok.refuse_change();

grant select, insert, update on sillok.log_tree to ${appRole};
grant select, insert, update on sillok.log_sequence to ${appRole};
grant select, insert, update, delete on sillok.log_outbox to ${appRole};
grant select, insert on sillok.log_entry to ${appRole};

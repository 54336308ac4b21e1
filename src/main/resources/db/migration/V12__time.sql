-- Trusted time: which checkpoints were to be stamped, and what became of it. The tokens are in the object store, beside the
-- log, and convince without these rows. Nothing brings lost rows back: stamping goes on with the next checkpoint, and the list
-- of time-stamps lacks the older ones.

create table sillok.time_round (
  origin text not null,
  size bigint not null check (size > 0),
  note bytea not null,
  started_at timestamptz not null,
  primary key (origin, size)
);
comment on table sillok.time_round is 'A checkpoint that is stamped by every authority.';
comment on column sillok.time_round.note is 'The exact bytes that are stamped. The same tree may have been signed more than once.';

create table sillok.time_stamp (
  origin text not null,
  size bigint not null,
  authority text not null check (authority ~ '^[a-z0-9-]{1,32}$'),
  state text not null check (state in ('PENDING', 'STAMPED', 'SUPERSEDED', 'REVOKED')),
  gen_time timestamptz,
  difference_ms bigint,
  revocation text not null check (revocation in ('NONE', 'PENDING', 'ARCHIVED', 'MISSING')),
  problem text,
  attempts integer not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz,
  primary key (origin, size, authority),
  foreign key (origin, size) references sillok.time_round,
  check ((state in ('STAMPED', 'REVOKED')) = (gen_time is not null))
);
create index time_stamp_newest on sillok.time_stamp (origin, authority, gen_time desc) where state = 'STAMPED';

grant select, insert, update on sillok.time_round to ${appRole};
grant select, insert, update on sillok.time_stamp to ${appRole};

-- Custody: streams of signed, chained statements. A stream's row is its lock and its head; statements are append-only.

create table custody_stream (
    id          text primary key,
    kind        text        not null,
    subject     text        not null, -- what the stream is about: an item, a source, a party and replica
    owner_party text        not null,
    next_seq    bigint      not null check (next_seq >= 0),
    head_digest bytea check (length(head_digest) = 32), -- SHA-256 of the last statement; null while there is none
    unique (kind, subject),
    check ((next_seq = 0) = (head_digest is null))
);

create table custody_statement (
    digest         bytea       not null unique check (length(digest) = 32), -- SHA-256 of the exact bytes
    stream         text        not null references custody_stream (id),
    seq            bigint      not null check (seq >= 0),
    owner_party    text        not null,
    key_subject    text        not null, -- whose keys seal the disclosures
    bytes          bytea       not null,
    signature      bytea       not null,
    leaf_hash      bytea       not null unique check (length(leaf_hash) = 32),
    content        bytea,                -- disclosures sealed under the subject's content key
    accountability bytea,                -- disclosures sealed under the subject's accountability key
    recorded_at    timestamptz not null,
    primary key (stream, seq)
);

-- One statement per caller, version and purpose within a reading session: ranges and retries collapse into it.
create table custody_reading (
    party      text        not null,
    actor      text        not null,
    target     text        not null,
    event      text        not null,
    purpose    text        not null,
    expires_at timestamptz not null,
    primary key (party, actor, target, event, purpose)
);

create trigger custody_statement_append_only
    before update or delete or truncate on custody_statement
    for each statement execute function sillok.refuse_change();

alter table custody_stream enable row level security;
create policy custody_stream_scope on custody_stream
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
alter table custody_statement enable row level security;
create policy custody_statement_scope on custody_statement
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
alter table custody_reading enable row level security;
create policy custody_reading_scope on custody_reading
    using (party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');

grant select, insert, update on custody_stream to ${appRole};
grant select, insert on custody_statement to ${appRole};
grant select, insert, update, delete on custody_reading to ${appRole};

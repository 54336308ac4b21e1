-- Uploads: bytes on their way to a deposit. Nothing personal is in clear: names, types and digests are sealed under the
-- organisation's own keys, and so is the state of the running digest, which holds some of the bytes.

create table upload_upload (
    id          text primary key,
    owner_party text        not null references identity_party (id),
    part        text        not null check (part in ('WHOLE', 'PARTIAL', 'FINAL')),
    length      bigint check (length >= 0), -- null: not known yet
    position    bigint      not null check (position >= 0 and position <= coalesce(length, position)),
    segments    integer     not null check (segments >= 0),
    writer      text        not null,       -- fences: only the newest writer may go on
    about       bytea       not null,       -- sealed: metadata, announced digest, what it was put together from
    progress    bytea       not null,       -- sealed: the running digest
    created_at  timestamptz not null,
    expires_at  timestamptz not null
);

create index upload_upload_order on upload_upload (owner_party, created_at, id);
create index upload_upload_expiry on upload_upload (expires_at);

-- One object of the staging store each. An upload that was put together from others shares theirs.
create table upload_segment (
    upload      text    not null references upload_upload (id),
    number      integer not null check (number >= 0),
    owner_party text    not null references identity_party (id),
    object      text    not null,
    length      bigint  not null check (length > 0),
    wrapped     bytea   not null, -- the object's key, wrapped by the organisation's content key
    primary key (upload, number)
);

create index upload_segment_object on upload_segment (object);

alter table upload_upload enable row level security;
create policy upload_upload_scope on upload_upload
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');

alter table upload_segment enable row level security;
create policy upload_segment_scope on upload_segment
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');

grant select, insert, update, delete on upload_upload to ${appRole};
grant select, insert, update, delete on upload_segment to ${appRole};

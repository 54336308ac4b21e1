-- Evidence: items, their metadata, versions and files. Only random ids, kinds, language codes, sizes and times of
-- recording are in clear; titles, names, free text, file names and digests are sealed under the item's content key.

create table evidence_item (
    id                text primary key,
    owner_party       text        not null,
    kind              text        not null,
    languages         varchar[]   not null,
    source            text,
    metadata_revision integer     not null check (metadata_revision >= 1),
    latest_version    integer     not null check (latest_version >= 1),
    deposited_at      timestamptz not null
);
create index evidence_item_listing on evidence_item (owner_party, deposited_at, id);

create table evidence_metadata (
    item        text        not null references evidence_item (id),
    revision    integer     not null check (revision >= 1),
    owner_party text        not null,
    sealed      bytea       not null, -- canonical JSON (RFC 8785) of the metadata record
    recorded_at timestamptz not null,
    primary key (item, revision)
);

create table evidence_version (
    item        text        not null references evidence_item (id),
    number      integer     not null check (number >= 1),
    owner_party text        not null,
    activity    text        not null,
    sealed      bytea       not null, -- canonical JSON of the version's note and language
    statement   bytea       not null, -- digest of the custody statement that records it
    recorded_at timestamptz not null,
    primary key (item, number)
);

create table evidence_parent (
    item           text    not null,
    version        integer not null,
    parent_item    text    not null,
    parent_version integer not null,
    owner_party    text    not null,
    primary key (item, version, parent_item, parent_version),
    foreign key (item, version) references evidence_version (item, number),
    foreign key (parent_item, parent_version) references evidence_version (item, number)
);

create table evidence_file (
    object        text primary key,
    item          text    not null,
    version       integer not null,
    number        integer not null check (number >= 1),
    owner_party   text    not null,
    cipher_length bigint  not null check (cipher_length >= 0),
    cipher_sha256 bytea   not null check (length(cipher_sha256) = 32),
    sealed        bytea   not null, -- canonical JSON: file name, media type, length, SHA-256, SHA-512
    unique (item, version, number),
    foreign key (item, version) references evidence_version (item, number)
);

do $$
declare t text;
begin
    foreach t in array array['evidence_metadata', 'evidence_version', 'evidence_parent', 'evidence_file'] loop
        execute format('create trigger %I before update or delete or truncate on %I'
            || ' for each statement execute function sillok.refuse_change()', t || '_append_only', t);
        execute format('grant select, insert on %I to ${appRole}', t);
    end loop;
    foreach t in array array['evidence_item', 'evidence_metadata', 'evidence_version', 'evidence_parent', 'evidence_file'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy %I on %I using (owner_party = current_setting(''sillok.party'', true)'
            || ' or current_setting(''sillok.role'', true) = ''SYSTEM'')', t || '_scope', t);
    end loop;
end $$;
grant select, insert on evidence_item to ${appRole};
-- The item's row carries only what a later version or correction moves forward.
grant update (kind, languages, source, metadata_revision, latest_version) on evidence_item to ${appRole};

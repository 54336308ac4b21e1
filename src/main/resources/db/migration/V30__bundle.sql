-- Bundles: what leaves. A bundle is planned once, written to the object store encrypted for its recipient, and handed over
-- until it expires. What is planned (texts, receipts, what is withheld) is sealed under the bundle's keys; random ids, states,
-- numbers, digests and times are in clear. What was said of items is dropped once the archive is sealed and on record; when
-- the bundle ends, so is the rest of the plan, and the content key is destroyed.

create table bundle_bundle (
    id              text        primary key,
    owner_party     text        not null references identity_party (id), -- who receives it
    request         text        not null,
    revision        integer     not null,
    state           text        not null
        check (state in ('SEALING', 'SEALED', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED')),
    asked_by        text        not null,
    job             text        not null,
    replaces        text        references bundle_bundle (id),
    party_key       text        not null,  -- the recipient's, for encryption
    attempt         text,                  -- the run that writes it: another one's objects never become parts
    plan            bytea,                 -- sealed with the content key: all that does not belong to one item; none once it ended
    list            bytea,                 -- sealed with the key that stays: ids of all that was asked for, and the commitment's salt
    items           integer     check (items >= 0),
    basis           bytea       check (length(basis) = 32), -- over what is handed over and what was approved
    problem         text,                  -- why it failed
    archive_length  bigint      check (archive_length > 0), -- of the archive before its encryption
    archive_sha256  bytea       check (length(archive_sha256) = 32),
    archive_sha512  bytea       check (length(archive_sha512) = 64),
    created_at      timestamptz not null,
    planned_at      timestamptz,
    sealed_at       timestamptz,
    expires_at      timestamptz not null,
    accepted_at     timestamptz,           -- when the recipient accepted what it undertakes
    delivered_at    timestamptz,           -- when all of it had been sent for the first time
    acknowledged_at timestamptz,           -- when the recipient had confirmed with its key which bytes it holds
    ended_at        timestamptz,           -- when it failed, was cancelled or expired
    foreign key (request, revision) references request_revision (request, revision),
    check (ended_at is null or plan is null),
    check (plan is null or planned_at is not null),
    check (ended_at is not null or planned_at is null or plan is not null),
    check ((planned_at is null) = (list is null)),
    check ((planned_at is null) = (items is null)),
    check ((planned_at is null) = (basis is null)),
    check ((sealed_at is null) = (archive_sha256 is null)),
    check (state not in ('SEALED', 'READY', 'EXPIRED') or sealed_at is not null),
    check ((state in ('FAILED', 'CANCELLED', 'EXPIRED')) = (ended_at is not null))
);
create index bundle_bundle_order on bundle_bundle (created_at, id);
create index bundle_bundle_of_request on bundle_bundle (request);
create index bundle_bundle_ends on bundle_bundle (expires_at) where state in ('SEALED', 'READY');
-- One at a time for each request.
create unique index bundle_bundle_sealing on bundle_bundle (request) where state = 'SEALING';

-- One version of an item under its number in one bundle.
create table bundle_item (
    bundle   text    not null references bundle_bundle (id),
    number   integer not null check (number >= 1),
    item     text    not null,
    version  integer not null check (version >= 1),
    holder   text    not null references identity_party (id), -- who deposited it
    sealed   bytea,                           -- what the bundle says of it; these three only until it is sealed and on record
    receipt  bytea,                           -- sealed
    facts    bytea,                           -- sealed: length and digests of the receipt
    released boolean not null default false,  -- whether the item's own stream says so
    primary key (bundle, number),
    unique (bundle, item, version)
);
create index bundle_item_of on bundle_item (item, version);
create index bundle_item_held on bundle_item (holder, bundle);
create index bundle_item_told on bundle_item (bundle) where sealed is not null;

-- One encrypted message. Put one after the other and decrypted, they are the archive.
create table bundle_part (
    bundle text    not null references bundle_bundle (id),
    number integer not null check (number >= 1),
    object text    not null,
    length bigint  not null check (length > 0),
    sha256 bytea   not null check (length(sha256) = 32),
    sha512 bytea   not null check (length(sha512) = 64),
    sent   boolean not null default false,    -- whether it was sent to its end at least once
    primary key (bundle, number)
);

create function sillok.bundle_fixed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (old.id, old.owner_party, old.request, old.revision, old.asked_by, old.job, old.replaces, old.created_at)
            is distinct from
       (new.id, new.owner_party, new.request, new.revision, new.asked_by, new.job, new.replaces, new.created_at)
        or (old.planned_at is not null and (old.items, old.list, old.basis, old.party_key, old.planned_at)
            is distinct from (new.items, new.list, new.basis, new.party_key, new.planned_at))
        or (old.sealed_at is not null and old.attempt is distinct from new.attempt)
        or (old.sealed_at is not null
            and (old.archive_length, old.archive_sha256, old.archive_sha512, old.sealed_at)
                is distinct from (new.archive_length, new.archive_sha256, new.archive_sha512, new.sealed_at))
        or (old.state in ('FAILED', 'CANCELLED', 'EXPIRED') and new.state <> old.state)
        or (old.state <> 'SEALING' and new.state = 'SEALING')
    then
        raise exception 'what was sealed does not change' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger bundle_bundle_fixed before update on bundle_bundle
    for each row execute function sillok.bundle_fixed();

create function sillok.bundle_item_fixed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (old.bundle, old.number, old.item, old.version, old.holder)
        is distinct from (new.bundle, new.number, new.item, new.version, new.holder)
        or (new.sealed is not null and new.sealed is distinct from old.sealed)
        or (new.sealed is null and (new.receipt is not null or new.facts is not null))
        or (old.released and not new.released)
    then
        raise exception 'what was planned does not change' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger bundle_item_fixed before update on bundle_item
    for each row execute function sillok.bundle_item_fixed();

create trigger bundle_bundle_kept before delete or truncate on bundle_bundle
    for each statement execute function sillok.refuse_change();
create trigger bundle_item_kept before delete or truncate on bundle_item
    for each statement execute function sillok.refuse_change();
create trigger bundle_part_kept before delete or truncate on bundle_part
    for each statement execute function sillok.refuse_change();

-- The recipient sees its bundles, but not which items are behind the numbers; whose material is in one, that one and its own
-- items.
alter table bundle_item enable row level security;
create policy bundle_item_scope on bundle_item
    using (holder = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
alter table bundle_bundle enable row level security;
create policy bundle_bundle_scope on bundle_bundle
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM'
        or exists (select from bundle_item i where i.bundle = id and i.holder = current_setting('sillok.party', true)));
alter table bundle_part enable row level security;
create policy bundle_part_scope on bundle_part
    using (current_setting('sillok.role', true) = 'SYSTEM'
        or exists (select from bundle_bundle b where b.id = bundle));

-- Destroys the content key of a bundle that has ended, and of nothing else; false if it is none. What was sealed with it is
-- gone. The key that stays when contents are destroyed stays.
create function vault.destroy_key_of_bundle(wanted text) returns boolean
    language plpgsql
    security definer
    set search_path = pg_catalog
as $$
begin
    perform 1 from sillok.bundle_bundle b where b.id = wanted and b.ended_at is not null for share;
    if not found then
        return false;
    end if;
    delete from vault.vault_subject_key k where k.subject = wanted and k.key_use = 'CONTENT';
    return true;
end $$;
revoke execute on function vault.destroy_key_of_bundle(text) from public;
grant execute on function vault.destroy_key_of_bundle(text) to ${appRole};

grant select, insert on bundle_bundle, bundle_item, bundle_part to ${appRole};
grant update (state, party_key, attempt, plan, list, items, basis, problem, archive_length, archive_sha256, archive_sha512, planned_at, sealed_at,
    expires_at, accepted_at, delivered_at, acknowledged_at, ended_at) on bundle_bundle to ${appRole};
grant update (sealed, receipt, facts, released) on bundle_item to ${appRole};
grant update (sent) on bundle_part to ${appRole};

-- Jobs: what may be said about why one failed, beyond its problem. Words of the program that name nobody.
alter table jobs_job add column detail text;

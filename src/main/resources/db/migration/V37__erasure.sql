-- Erasure: what an organisation wants to be gone for good, agreed to by a second person, and how far it is. Random ids, states,
-- numbers and times are in clear; reasons are sealed under a key of the erasure's own that stays. Who proposed and confirmed is
-- no reference: an erasure that a restore forgot is written again from its tombstones, and people may be missing then.

create table erasure_erasure (
    id           text        primary key,
    owner_party  text        not null references identity_party (id), -- whose items they are
    withdrawal   text,                     -- the withdrawal that it carries out
    state        text        not null
        check (state in ('PROPOSED', 'REJECTED', 'UNDER_WAY', 'BLOCKED', 'ERASED', 'CLEARED')),
    reason       bytea       not null,     -- sealed
    rejection    bytea,                    -- sealed: why it was rejected
    proposed_at  timestamptz not null,
    proposed_by  text        not null,
    confirmed_at timestamptz,
    confirmed_by text,
    rejected_at  timestamptz,
    rejected_by  text,
    job          text,                     -- the job that began it
    erased_at    timestamptz,              -- when the last key had been destroyed, and all tombstones were on record
    cleared_at   timestamptz,              -- when the database had let go of what it still had of them
    remains      text[]      not null default '{}', -- what could not be cleared here, by code
    check ((confirmed_at is null) = (confirmed_by is null)),
    check ((rejected_at is null) = (rejected_by is null)),
    check ((rejected_at is null) = (rejection is null)),
    check (confirmed_at is null or rejected_at is null),
    check ((state = 'PROPOSED') = (confirmed_at is null and rejected_at is null)),
    check ((state = 'REJECTED') = (rejected_at is not null)),
    check ((state in ('ERASED', 'CLEARED')) = (erased_at is not null)),
    check ((state = 'CLEARED') = (cleared_at is not null)),
    -- Two persons: not even the service can record one of them twice.
    check (confirmed_by is null or confirmed_by <> proposed_by)
);
create index erasure_erasure_order on erasure_erasure (proposed_at, id);
create index erasure_erasure_open on erasure_erasure (id) where state in ('UNDER_WAY', 'BLOCKED', 'ERASED');

-- The items that were named, and what was made from them.
create table erasure_item (
    erasure     text        not null references erasure_erasure (id),
    item        text        not null,
    owner_party text        not null references identity_party (id),
    named       boolean     not null,      -- false: it goes because it was made from one that was named
    state       text        not null default 'WAITING' check (state in ('WAITING', 'HELD', 'OF_OTHERS', 'ERASED')),
    holds       text[]      not null default '{}', -- what holds it back, while it is HELD
    statement   bytea       check (length(statement) = 32), -- digest of the tombstone
    erased_at   timestamptz,
    objects     integer     check (objects >= 0),  -- how many stored objects it had
    removed     integer     check (removed >= 0),  -- how many of them no store shows any more
    cleaned_at  timestamptz,               -- when objects and bundles had been seen to
    cleared_at  timestamptz,               -- when the database had let go of what it still had
    primary key (erasure, item),
    check ((state = 'ERASED') = (erased_at is not null)),
    check ((state = 'ERASED') = (statement is not null)),
    check ((cleaned_at is null) = (removed is null)),
    check (cleaned_at is null or erased_at is not null),
    check (cleared_at is null or erased_at is not null)
);
create index erasure_item_of on erasure_item (item);

create function sillok.erasure_moves_on() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (old.id, old.owner_party, old.withdrawal, old.reason, old.proposed_at, old.proposed_by)
            is distinct from (new.id, new.owner_party, new.withdrawal, new.reason, new.proposed_at, new.proposed_by)
        or (old.confirmed_at is not null and (old.confirmed_at, old.confirmed_by)
            is distinct from (new.confirmed_at, new.confirmed_by))
        or (old.rejected_at is not null and old is distinct from new)
        or (old.erased_at is not null and old.erased_at is distinct from new.erased_at)
        or (old.cleared_at is not null and old.cleared_at is distinct from new.cleared_at)
    then
        raise exception 'what was decided about an erasure does not change' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger erasure_erasure_moves_on before update on erasure_erasure
    for each row execute function sillok.erasure_moves_on();

create function sillok.erasure_item_moves_on() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (old.erasure, old.item, old.owner_party, old.named) is distinct from (new.erasure, new.item, new.owner_party, new.named)
        or (old.erased_at is not null and (old.state, old.statement, old.erased_at, old.objects)
            is distinct from (new.state, new.statement, new.erased_at, new.objects))
    then
        raise exception 'what was erased stays erased' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger erasure_item_moves_on before update on erasure_item
    for each row execute function sillok.erasure_item_moves_on();

-- What was confirmed is what two persons have read. Only a replay adds to it, what a tombstone on record says.
create function sillok.erasure_item_of_confirmed() returns trigger language plpgsql security definer
    set search_path = pg_catalog
as $$
declare
    confirmed timestamptz;
begin
    select e.confirmed_at into confirmed from sillok.erasure_erasure e where e.id = new.erasure for share;
    if confirmed is not null and not (new.state = 'ERASED' and exists (select from sillok.custody_statement s
            where s.digest = new.statement and s.key_subject = new.item)) then
        raise exception 'nothing is added to an erasure that was confirmed' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger erasure_item_of_confirmed before insert on erasure_item
    for each row execute function sillok.erasure_item_of_confirmed();

create trigger erasure_erasure_kept before delete or truncate on erasure_erasure
    for each statement execute function sillok.refuse_change();
create trigger erasure_item_kept before delete or truncate on erasure_item
    for each statement execute function sillok.refuse_change();

alter table erasure_erasure enable row level security;
create policy erasure_erasure_scope on erasure_erasure
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
alter table erasure_item enable row level security;
create policy erasure_item_scope on erasure_item
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');

grant select, insert on erasure_erasure, erasure_item to ${appRole};
grant update (state, rejection, confirmed_at, confirmed_by, rejected_at, rejected_by, job, erased_at, cleared_at, remains)
    on erasure_erasure to ${appRole};
grant update (state, holds, statement, erased_at, objects, removed, cleaned_at, cleared_at) on erasure_item to ${appRole};

-- What a role that may delete may delete. The application role still has no DELETE. The eraser, whose rights the owner grants
-- at each start (org.sillok.vault.EraserRights), destroys the content keys of items that a confirmed erasure of their own organisation
-- names and no hold forbids to erase, and of bundles that have ended, and nothing else, whoever has its password. Whoever owns the tables could take this away, which an audit detects:
-- a destroyed key without a tombstone is a finding.
create function vault.may_be_destroyed(wanted text) returns boolean
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select exists (
            select from sillok.erasure_item i join sillok.erasure_erasure e on e.id = i.erasure
            where i.item = wanted and e.confirmed_at is not null and i.owner_party = e.owner_party
                -- A tombstone that a restore forgot is older than any hold of now.
                and (i.state = 'ERASED' or not exists (select from sillok.held_back(array[wanted]) h
                    where starts_with(h.id, 'hld_') and (h.until is null or h.until > now()))))
        or exists (select from sillok.bundle_bundle b where b.id = wanted and b.ended_at is not null)
$$;
revoke all on function vault.may_be_destroyed(text) from public;

-- With an argument: whatever was agreed to.
create function vault.refuse_other_destruction() returns trigger
    language plpgsql
    security definer
    set search_path = pg_catalog
as $$
begin
    -- The owner may, by name; so may functions of the owner that decide themselves.
    if pg_has_role(session_user, (select c.relowner from pg_class c where c.oid = tg_relid), 'MEMBER') then
        return old;
    end if;
    if tg_nargs > 0 or not vault.may_be_destroyed(old.subject) then
        raise exception 'nobody agreed to the destruction of this key' using errcode = 'SLK04';
    end if;
    return old;
end
$$;
create trigger vault_subject_key_refuse_other_destruction
    before delete on vault.vault_subject_key
    for each row execute function vault.refuse_other_destruction();
-- What was done, and by whom, can be read for as long as the record is kept.
create trigger vault_subject_key_refuse_accountability
    before delete on vault.vault_subject_key
    for each row when (old.key_use <> 'CONTENT') execute function vault.refuse_other_destruction('never');
create trigger vault_object_key_refuse_other_destruction
    before delete on vault.vault_object_key
    for each row execute function vault.refuse_other_destruction();

-- A row that was deleted lies in its page until the table is written anew, and its values may be among the samples that
-- the planner keeps. Wrapped keys are in no sample from now on; giving a column its own type again drops what there was.
alter table vault.vault_subject_key alter column wrapped type bytea, alter column wrapped set statistics 0;
alter table vault.vault_object_key alter column wrapped type bytea, alter column wrapped set statistics 0;
-- What an upload said (names, digests) and its last bytes are sealed under the organisation's key, which stays: no samples either.
alter table upload_upload
    alter column about type bytea, alter column about set statistics 0,
    alter column progress type bytea, alter column progress set statistics 0;
alter table upload_segment alter column wrapped type bytea, alter column wrapped set statistics 0;

-- Write the tables anew, one in each transaction: the other order would meet those who store keys half-way. They wait meanwhile.
create function vault.rewrite_subject_keys() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    cluster vault.vault_subject_key using vault_subject_key_pkey;
end $$;
create function vault.rewrite_object_keys() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    cluster vault.vault_object_key using vault_object_key_pkey;
end $$;
-- The projection for finding items: its indexes and the planner's samples, too.
create function vault.rewrite_projection() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    cluster sillok.discovery_entry using discovery_entry_pkey;
    analyze sillok.discovery_entry;
end $$;
-- Keyed digests of requests that created what is erased now.
create function vault.rewrite_repetitions() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    cluster sillok.web_idempotency using web_idempotency_pkey;
end $$;
-- Rows of uploads that became deposits.
create function vault.rewrite_uploads() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    cluster sillok.upload_upload using upload_upload_pkey;
end $$;
create function vault.rewrite_segments() returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
    cluster sillok.upload_segment using upload_segment_pkey;
end $$;
revoke all on function vault.rewrite_subject_keys(), vault.rewrite_object_keys(), vault.rewrite_projection(),
    vault.rewrite_repetitions(), vault.rewrite_uploads(), vault.rewrite_segments() from public;

-- A restored database knows nothing of what was erased, withdrawn or held after its backup. Until the statements of that time,
-- which come back from the object store, have been gone through, nothing is released. Restores say so, and rebuilds that find
-- that the database lacks something, whoever had restored it.
create table evidence_replay (
    restore     text        primary key,
    tree_size   bigint      not null check (tree_size >= 0), -- of the log in the backup: what is later was forgotten
    waits       boolean     not null default false, -- for statements that a rebuild could not bring back, or for its end
    replayed_at timestamptz,
    check (replayed_at is null or not waits)
);
insert into evidence_replay (restore, tree_size, replayed_at)
    select id, tree_size, case when recorded then now() end from backup_restore;

-- What such a statement forbids to release. Who held, withdrew or ended something has to say so again; until two custodians
-- have seen to that, it is not released.
create table evidence_closed (
    subject     text        not null, -- an item; an organisation: all of its items; 'repository': all there are
    about       text        not null, -- what the statement is about
    statement   bytea       not null check (length(statement) = 32),
    event       text        not null,
    closed_at   timestamptz not null,
    proposed_at timestamptz,          -- when the first custodian wanted it opened
    proposed_by text,
    reopened_at timestamptz,
    reopened_by text,
    primary key (subject, statement),
    check ((proposed_at is null) = (proposed_by is null)),
    check ((reopened_at is null) = (reopened_by is null)),
    -- Two persons: not even the service can record one of them twice.
    check (reopened_by is null or (proposed_by is not null and reopened_by <> proposed_by))
);
create index evidence_closed_now on evidence_closed (subject) where reopened_at is null;

-- Those of these items that are closed, in whatever scope it is asked.
create function sillok.closed_by_restore(wanted text[]) returns table (item text)
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select w.item from unnest(wanted) as w (item)
    where exists (select from sillok.evidence_replay where replayed_at is null)
        or exists (select from sillok.evidence_closed c where c.reopened_at is null and c.subject in ('repository', w.item,
            (select i.owner_party from sillok.evidence_item i where i.id = w.item)))
$$;
revoke all on function sillok.closed_by_restore(text[]) from public;
grant execute on function sillok.closed_by_restore(text[]) to ${appRole};

create trigger evidence_replay_kept before delete or truncate on evidence_replay
    for each statement execute function sillok.refuse_change();
create trigger evidence_closed_kept before delete or truncate on evidence_closed
    for each statement execute function sillok.refuse_change();
grant select, insert on evidence_closed, evidence_replay to ${appRole};
grant update (proposed_at, proposed_by, reopened_at, reopened_by) on evidence_closed to ${appRole};
grant update (waits, replayed_at) on evidence_replay to ${appRole};

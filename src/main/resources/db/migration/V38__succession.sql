-- Succession: one organisation's holdings go to another repository, as two custodians and the organisation itself decided. Random
-- ids, states, numbers, times, public keys, signatures and digests are in clear; reasons are sealed under a key of the succession's
-- own that stays. Who decided is no reference, as with erasures.

create table succession_succession (
    id             text        primary key,
    owner_party    text        not null references identity_party (id), -- whose holdings they are
    successor      text        not null references identity_party (id),
    party_key      text        not null,     -- the successor's key for encryption
    certificate    bytea       not null check (length(certificate) = 32), -- SHA-256 of its certificate
    state          text        not null
        check (state in ('PROPOSED', 'AGREED', 'EXPORTING', 'EXPORTED', 'ACCEPTED', 'HANDED_OVER', 'REJECTED')),
    reason         bytea       not null,     -- sealed
    proposed_at    timestamptz not null,
    proposed_by    text        not null,
    agreed_at      timestamptz,              -- the organisation, with its key
    agreed_by      text,
    agreed_key     text,
    agreed_spki    bytea,
    agreed_sign    bytea,
    confirmed_at   timestamptz,              -- the second custodian
    confirmed_by   text,
    export         integer     not null default 0 check (export >= 0), -- the newest attempt to write the package
    job            text,                     -- the job that writes it, or the one that says so on all records
    accepted_at    timestamptz,              -- the successor, with its key
    accepted_by    text,                     -- who recorded that
    accepted_key   text,
    accepted_spki  bytea,
    accepted_sign  bytea,
    handed_over_at timestamptz,              -- when the last record said so
    statement      bytea       check (length(statement) = 32), -- digest of the statement about the whole
    rejected_at    timestamptz,
    rejected_by    text,
    rejection      bytea,                    -- sealed: why
    check (owner_party <> successor),
    check ((agreed_at is null) = (agreed_by is null)),
    check ((agreed_at is null) = (agreed_key is null)),
    check ((agreed_at is null) = (agreed_spki is null)),
    check ((agreed_at is null) = (agreed_sign is null)),
    check ((confirmed_at is null) = (confirmed_by is null)),
    check (confirmed_at is null or agreed_at is not null),
    check ((accepted_at is null) = (accepted_by is null)),
    check ((accepted_at is null) = (accepted_key is null)),
    check ((accepted_at is null) = (accepted_spki is null)),
    check ((accepted_at is null) = (accepted_sign is null)),
    check (accepted_at is null or confirmed_at is not null),
    check ((accepted_at is null) = (state not in ('ACCEPTED', 'HANDED_OVER'))),
    check ((handed_over_at is null) = (state <> 'HANDED_OVER')),
    check ((handed_over_at is null) = (statement is null)),
    check ((rejected_at is null) = (rejected_by is null)),
    check ((rejected_at is null) = (rejection is null)),
    check ((rejected_at is null) = (state <> 'REJECTED')),
    check (state <> 'PROPOSED' or agreed_at is null),
    check (state <> 'AGREED' or (agreed_at is not null and confirmed_at is null)),
    check (state not in ('EXPORTING', 'EXPORTED') or confirmed_at is not null),
    check (state not in ('EXPORTED', 'ACCEPTED', 'HANDED_OVER') or export > 0),
    -- Three persons: not even the service can record one of them twice.
    check (agreed_by is null or agreed_by <> proposed_by),
    check (confirmed_by is null or (confirmed_by <> proposed_by and confirmed_by <> agreed_by))
);
create index succession_succession_order on succession_succession (proposed_at, id);
-- Holdings go to one successor at a time.
create unique index succession_succession_open on succession_succession (owner_party)
    where state in ('PROPOSED', 'AGREED', 'EXPORTING', 'EXPORTED', 'ACCEPTED');

-- An attempt to write the package. Only the newest counts; who goes on with an older one is refused.
create table succession_export (
    succession   text        not null references succession_succession (id),
    number       integer     not null check (number > 0),
    owner_party  text        not null references identity_party (id),
    attempt      text        not null,      -- the folder in the object store
    started_at   timestamptz not null,
    completed_at timestamptz,
    items        integer     check (items >= 0),      -- in the package
    withheld     integer     check (withheld >= 0),   -- not in it, for a reason that it lists
    checkpoint   bytea,                                -- the log's signed checkpoint in it
    holdings     bytea       check (length(holdings) = 32),  -- SHA-256 of the archive's tagmanifest-sha512.txt
    protected    bytea       check (length(protected) = 32), -- the same of the archive about sources
    bound        bytea       check (length(bound) = 32),     -- digest of the last statements about what binds the items
    primary key (succession, number),
    check ((completed_at is null) = (items is null)),
    check ((completed_at is null) = (withheld is null)),
    check ((completed_at is null) = (checkpoint is null)),
    check ((completed_at is null) = (holdings is null)),
    check ((completed_at is null) = (protected is null)),
    check ((completed_at is null) = (bound is null))
);

-- The encrypted messages of a package. Decrypted and put one after the other, those of one archive are that archive.
create table succession_part (
    succession  text    not null,
    export      integer not null,
    archive     text    not null check (archive in ('HOLDINGS', 'PROTECTED')),
    number      integer not null check (number > 0),
    owner_party text    not null references identity_party (id),
    object      text    not null unique,
    length      bigint  not null check (length > 0),
    sha256      bytea   not null check (length(sha256) = 32),
    sha512      bytea   not null check (length(sha512) = 64),
    primary key (succession, export, archive, number),
    foreign key (succession, export) references succession_export (succession, number)
);

-- The items of an attempt, with the statement up to which their records are in the package. Withheld ones have a reason.
create table succession_item (
    succession     text        not null,
    export         integer     not null,
    item           text        not null,
    owner_party    text        not null references identity_party (id),
    withheld       text,
    seq            bigint      check (seq >= 0),
    head           bytea       check (length(head) = 32),
    handed_over_at timestamptz,
    primary key (succession, export, item),
    foreign key (succession, export) references succession_export (succession, number),
    check ((seq is null) = (head is null)),
    check (handed_over_at is null or (head is not null and withheld is null))
);
create index succession_item_left on succession_item (succession, export, item)
    where handed_over_at is null and withheld is null;

create function sillok.succession_moves_on() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (old.id, old.owner_party, old.successor, old.party_key, old.certificate, old.reason, old.proposed_at, old.proposed_by)
            is distinct from
            (new.id, new.owner_party, new.successor, new.party_key, new.certificate, new.reason, new.proposed_at, new.proposed_by)
        or (old.agreed_at is not null
            and (old.agreed_at, old.agreed_by, old.agreed_key, old.agreed_spki, old.agreed_sign)
                is distinct from (new.agreed_at, new.agreed_by, new.agreed_key, new.agreed_spki, new.agreed_sign))
        or (old.confirmed_at is not null
            and (old.confirmed_at, old.confirmed_by) is distinct from (new.confirmed_at, new.confirmed_by))
        or (old.accepted_at is not null
            and (old.accepted_at, old.accepted_by, old.accepted_key, old.accepted_spki, old.accepted_sign, old.export)
                is distinct from
                (new.accepted_at, new.accepted_by, new.accepted_key, new.accepted_spki, new.accepted_sign, new.export))
        or new.export < old.export
        or (old.state in ('REJECTED', 'HANDED_OVER') and old is distinct from new)
    then
        raise exception 'what was decided about a succession does not change' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger succession_succession_moves_on before update on succession_succession
    for each row execute function sillok.succession_moves_on();

create function sillok.succession_export_ends() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if old.completed_at is not null
        or (old.succession, old.number, old.owner_party, old.attempt, old.started_at)
            is distinct from (new.succession, new.number, new.owner_party, new.attempt, new.started_at)
    then
        raise exception 'a package that was written does not change' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger succession_export_ends before update on succession_export
    for each row execute function sillok.succession_export_ends();

create function sillok.succession_item_moves_on() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if old.handed_over_at is not null
        or (old.succession, old.export, old.item, old.owner_party, old.withheld)
            is distinct from (new.succession, new.export, new.item, new.owner_party, new.withheld)
        or (old.head is not null and (old.seq, old.head) is distinct from (new.seq, new.head))
    then
        raise exception 'what was packed does not change' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger succession_item_moves_on before update on succession_item
    for each row execute function sillok.succession_item_moves_on();

create trigger succession_part_append_only before update or delete or truncate on succession_part
    for each statement execute function sillok.refuse_change();

do $$
declare
    t text;
begin
    foreach t in array array['succession_succession', 'succession_export', 'succession_item'] loop
        execute format('create trigger %I before delete or truncate on %I'
            || ' for each statement execute function sillok.refuse_change()', t || '_kept', t);
    end loop;
    foreach t in array array['succession_succession', 'succession_export', 'succession_part', 'succession_item'] loop
        execute format('alter table %I enable row level security', t);
        execute format('create policy %I on %I using (owner_party = current_setting(''sillok.party'', true)'
            || ' or current_setting(''sillok.role'', true) = ''SYSTEM'')', t || '_scope', t);
        execute format('grant select, insert on %I to ${appRole}', t);
    end loop;
end $$;

grant update (state, agreed_at, agreed_by, agreed_key, agreed_spki, agreed_sign, confirmed_at, confirmed_by, export, job,
    accepted_at, accepted_by, accepted_key, accepted_spki, accepted_sign, handed_over_at, statement,
    rejected_at, rejected_by, rejection) on succession_succession to ${appRole};
grant update (completed_at, items, withheld, checkpoint, holdings, protected, bound) on succession_export to ${appRole};
grant update (seq, head, handed_over_at) on succession_item to ${appRole};

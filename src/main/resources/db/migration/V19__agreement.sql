-- Agreements: what organisations agreed, in versions, and what happened to it. Texts, clauses, reasons, signatures and case
-- references are sealed under the agreement's key; random ids, kinds, sides, states and times are in clear.

create table agreement_agreement (
    id           text primary key,
    owner_party  text        not null references identity_party (id), -- who made the first draft
    kind         text        not null,
    revision     integer     not null check (revision >= 1), -- counts what happened, for If-Match
    newest       integer     not null check (newest >= 1),
    newest_signed integer,                 -- by all; null while none is
    is_open      boolean     not null,     -- whether the newest is a draft or proposed
    standing     text        not null check (standing in ('NONE', 'IN_FORCE', 'SUSPENDED', 'TERMINATED')),
    suspended_by text,
    created_at   timestamptz not null
);
create index agreement_agreement_order on agreement_agreement (created_at, id);

create table agreement_version (
    agreement       text        not null references agreement_agreement (id),
    number          integer     not null check (number >= 1),
    drafted_by      text        not null references identity_party (id),
    stage           text        not null check (stage in ('DRAFT', 'PROPOSED', 'SIGNED', 'WITHDRAWN')),
    umbrella        text,
    effective_from  timestamptz,
    effective_until timestamptz,
    sealed          bytea       not null, -- canonical JSON (RFC 8785) of the text, with its salt
    digest          bytea       not null check (length(digest) = 32), -- SHA-256 of that JSON
    drafted_at      timestamptz not null,
    proposed_at     timestamptz,
    starts_at       timestamptz,          -- the later of effective_from and the last signature
    primary key (agreement, number),
    check ((stage = 'SIGNED') = (starts_at is not null)),
    check (stage in ('DRAFT', 'WITHDRAWN') or proposed_at is not null)
);
-- Of a version at most one is being made at a time.
create unique index agreement_version_one_open on agreement_version (agreement) where stage in ('DRAFT', 'PROPOSED');

create table agreement_party (
    agreement text    not null,
    version   integer not null,
    party     text    not null references identity_party (id),
    side      text    not null check (side in ('PROVIDER', 'RECIPIENT', 'LEAVING')), -- LEAVING: signs that it is a party no more
    primary key (agreement, version, party),
    foreign key (agreement, version) references agreement_version (agreement, number)
);
create index agreement_party_of on agreement_party (party, agreement);

create table agreement_event (
    agreement    text        not null references agreement_agreement (id),
    revision     integer     not null check (revision >= 1),
    ordinal      integer     not null check (ordinal >= 0), -- what one act brings about
    version      integer     not null,
    type         text        not null,
    acting_party text        not null,
    actor        text        not null,
    party        text,                 -- for whom, if that matters: whose signature it is
    sealed       bytea       not null, -- canonical JSON of what else is to be said
    statement    bytea       not null check (length(statement) = 32), -- digest of the custody statement that records it
    recorded_at  timestamptz not null,
    primary key (agreement, revision, ordinal),
    foreign key (agreement, version) references agreement_version (agreement, number)
);

create trigger agreement_event_append_only
    before update or delete or truncate on agreement_event
    for each statement execute function sillok.refuse_change();

-- What was proposed is not changed any more, only what becomes of it; and that goes forward only.
create function sillok.agreement_version_fixed() returns trigger
    language plpgsql
    set search_path = pg_catalog
as $$
begin
    if (old.agreement, old.number, old.drafted_by) is distinct from (new.agreement, new.number, new.drafted_by)
        or (old.stage in ('SIGNED', 'WITHDRAWN'))
        or (old.stage <> 'DRAFT' and (new.stage = 'DRAFT'
            or (old.umbrella, old.effective_from, old.effective_until, old.sealed, old.digest, old.drafted_at, old.proposed_at)
               is distinct from
               (new.umbrella, new.effective_from, new.effective_until, new.sealed, new.digest, new.drafted_at, new.proposed_at)))
    then
        raise exception 'a version that was proposed does not change' using errcode = 'SLK01';
    end if;
    return new;
end
$$;
create trigger agreement_version_fixed
    before update on agreement_version
    for each row execute function sillok.agreement_version_fixed();

-- Who is named is changed by naming others, and only in a draft; see the policies below.
create trigger agreement_party_no_update
    before update or truncate on agreement_party
    for each statement execute function sillok.refuse_change();

-- Who sees an agreement. These look past row-level security, because a policy that asked the tables it guards would ask itself.
create function sillok.agreement_repository() returns boolean
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select exists (
        select from sillok.identity_party i where i.id = current_setting('sillok.party', true) and i.repository)
$$;

-- Who drafts a version, who is named in one that was proposed, and the repository itself, whose custodians keep agreements.
create function sillok.agreement_joined(wanted text) returns boolean
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select exists (
            select from sillok.agreement_party p
            join sillok.agreement_version v on v.agreement = p.agreement and v.number = p.version
            where p.agreement = wanted and p.party = current_setting('sillok.party', true) and p.side <> 'LEAVING'
              and v.proposed_at is not null)
        or exists (
            select from sillok.agreement_version v
            where v.agreement = wanted and v.drafted_by = current_setting('sillok.party', true))
        or sillok.agreement_repository()
$$;

-- Of one version: who drafted it, and, once it was proposed, who is named in it or in the newest one that all have signed.
create function sillok.agreement_version_seen(wanted text, wanted_number integer) returns boolean
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select sillok.agreement_repository() or exists (
        select from sillok.agreement_version v
        where v.agreement = wanted and v.number = wanted_number
          and (v.drafted_by = current_setting('sillok.party', true)
            or (v.proposed_at is not null and exists (
                select from sillok.agreement_party p
                where p.agreement = wanted and p.party = current_setting('sillok.party', true) and p.side <> 'LEAVING'
                  and (p.version = wanted_number or p.version = (
                    select max(s.number) from sillok.agreement_version s
                    where s.agreement = wanted and s.stage = 'SIGNED'))))))
$$;

-- Whether it is a draft, and of the party that asks: nobody else, not even the repository's own tasks, says who is named.
create function sillok.agreement_drafting(wanted text, wanted_number integer) returns boolean
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select exists (
        select from sillok.agreement_version v
        where v.agreement = wanted and v.number = wanted_number and v.stage = 'DRAFT'
          and v.drafted_by = current_setting('sillok.party', true))
$$;

alter table agreement_agreement enable row level security;
create policy agreement_agreement_scope on agreement_agreement
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM'
        or sillok.agreement_joined(id));
alter table agreement_version enable row level security;
create policy agreement_version_scope on agreement_version
    using (drafted_by = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM'
        or sillok.agreement_version_seen(agreement, number));
alter table agreement_party enable row level security;
create policy agreement_party_scope on agreement_party for select
    using (current_setting('sillok.role', true) = 'SYSTEM' or sillok.agreement_version_seen(agreement, version));
create policy agreement_party_named on agreement_party for insert
    with check (sillok.agreement_drafting(agreement, version));
create policy agreement_party_named_no_more on agreement_party for delete
    using (sillok.agreement_drafting(agreement, version));
alter table agreement_event enable row level security;
create policy agreement_event_scope on agreement_event
    using (current_setting('sillok.role', true) = 'SYSTEM' or sillok.agreement_version_seen(agreement, version));

-- The stream of an agreement belongs to who drafted it first, and each party of it writes there. Rows of all other kinds
-- are told apart by the value in the row, before anything is looked up.
drop policy custody_stream_scope on custody_stream;
create policy custody_stream_scope on custody_stream
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM'
        or (kind = 'AGREEMENT' and sillok.agreement_joined(subject)));
drop policy custody_statement_scope on custody_statement;
create policy custody_statement_scope on custody_statement
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM'
        or (starts_with(key_subject, 'agr_') and sillok.agreement_joined(key_subject)));

-- What decisions need. A decision that did not see an agreement would not see what it forbids, so these answer whoever asks:
-- the second fence is about what is shown, and a decision shows an outcome.

-- The version of each agreement that counts at an instant: the newest of those that have begun, else the newest; of those
-- that all have signed.
create function sillok.agreement_current(wanted text[], moment timestamptz)
    returns table (agreement text, number integer, kind text, standing text, umbrella text, starts_at timestamptz,
                   effective_until timestamptz, sealed bytea, digest bytea, providers text[], recipients text[])
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select distinct on (v.agreement) v.agreement, v.number, a.kind, a.standing, v.umbrella, v.starts_at, v.effective_until,
        v.sealed, v.digest,
        array(select p.party from sillok.agreement_party p
              where p.agreement = v.agreement and p.version = v.number and p.side = 'PROVIDER' order by p.party),
        array(select p.party from sillok.agreement_party p
              where p.agreement = v.agreement and p.version = v.number and p.side = 'RECIPIENT' order by p.party)
    from sillok.agreement_version v
    join sillok.agreement_agreement a on a.id = v.agreement
    where v.agreement = any (wanted) and v.stage = 'SIGNED'
    order by v.agreement, (v.starts_at <= moment) desc, v.number desc
$$;

-- Agreements in which one of the providers provides to the recipient (to anybody, if there is none), court orders to one of
-- them, and their umbrellas up to the top.
create function sillok.agreement_between(provider text[], recipient text, moment timestamptz) returns setof text
    language sql stable security definer
    set search_path = pg_catalog
as $$
    with recursive found (id) as (
        select c.agreement
        from sillok.agreement_current(
            array(select distinct p.agreement from sillok.agreement_party p
                  where p.party = any (provider) and p.side = 'PROVIDER'), moment) c
        where c.providers && provider
          and (recipient is null or c.kind = 'COURT_ORDER' or recipient = any (c.recipients))
        union
        select c.umbrella
        from found f
        cross join lateral sillok.agreement_current(array[f.id], moment) c
        where c.umbrella is not null)
    select id from found
$$;

revoke all on function sillok.agreement_current(text[], timestamptz) from public;
revoke all on function sillok.agreement_between(text[], text, timestamptz) from public;
grant execute on function sillok.agreement_current(text[], timestamptz) to ${appRole};
grant execute on function sillok.agreement_between(text[], text, timestamptz) to ${appRole};

grant select, insert on agreement_agreement to ${appRole};
grant update (revision, newest, newest_signed, is_open, standing, suspended_by) on agreement_agreement to ${appRole};
grant select, insert on agreement_version to ${appRole};
grant update (stage, umbrella, effective_from, effective_until, sealed, digest, drafted_at, proposed_at, starts_at)
    on agreement_version to ${appRole};
grant select, insert, delete on agreement_party to ${appRole};
grant select, insert on agreement_event to ${appRole};

-- Disclosures: which version was released to whom, in which bundle, for which request, and under which clauses; and, for the
-- condition MAX_DISCLOSURES, which requests something was released for under each clause. Random ids, numbers of versions and
-- clauses, and times only.

create table sharing_disclosure (
    bundle       text        not null,
    item         text        not null,
    version      integer     not null check (version >= 1),
    owner_party  text        not null references identity_party (id), -- who deposited it
    request      text        not null,
    recipient    text        not null references identity_party (id),
    clauses      text[]      not null check (cardinality(clauses) >= 1), -- of consents and agreements: con_…/3#2.1
    disclosed_at timestamptz not null,
    primary key (bundle, item, version)
);
create index sharing_disclosure_item on sharing_disclosure (item, version);
create index sharing_disclosure_request on sharing_disclosure (request);

-- One row for each request under each clause, over all versions of the instrument: a request is one disclosure however often
-- and in however many bundles something is released for it.
create table sharing_counted (
    instrument text   not null,
    clause     text   not null,
    request    text   not null,
    number     bigint not null generated always as identity, -- which request came before which
    primary key (instrument, clause, request)
);

create trigger sharing_disclosure_append_only before update or delete or truncate on sharing_disclosure
    for each statement execute function sillok.refuse_change();
create trigger sharing_counted_append_only before update or delete or truncate on sharing_counted
    for each statement execute function sillok.refuse_change();

alter table sharing_disclosure enable row level security;
create policy sharing_disclosure_scope on sharing_disclosure
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
-- A clause of an agreement counts what all of its providers released: no one of them sees the others' requests.
alter table sharing_counted enable row level security;
create policy sharing_counted_scope on sharing_counted
    using (current_setting('sillok.role', true) = 'SYSTEM');

-- How many requests something was released for under each clause of these instruments; for a request that is among them, those
-- that came before it. It answers whoever asks: a decision that did not see a disclosure would permit one too many. A clause
-- that was never used is missing.
create function sillok.sharing_disclosed(wanted text[], asking text)
    returns table (instrument text, clause text, made bigint)
    language sql stable security definer
    set search_path = pg_catalog
as $$
    select c.instrument, c.clause, count(*)
    from sillok.sharing_counted c
    where c.instrument = any (wanted)
      and not exists (
        select from sillok.sharing_counted own
        where own.instrument = c.instrument and own.clause = c.clause and own.request = asking and own.number <= c.number)
    group by c.instrument, c.clause
$$;
revoke all on function sillok.sharing_disclosed(text[], text) from public;
grant execute on function sillok.sharing_disclosed(text[], text) to ${appRole};

grant select, insert on sharing_disclosure, sharing_counted to ${appRole};

-- Requests for sharing: what was asked, in revisions; what was decided about each version of an item; who was asked because
-- of it; and who approved. Free text, case references, decisions, what they rest on, answers and signatures are sealed under
-- the request's keys; random ids, states, outcomes, digests and times are in clear.

create table request_request (
    id          text        primary key,
    owner_party text        not null references identity_party (id), -- who asks
    asked_by    text        not null,
    revision    integer     not null check (revision >= 1),
    state       text        not null check (state in ('SUBMITTED', 'ASSESSED', 'WITHDRAWN', 'EXPIRED')),
    reply_by    timestamptz not null,
    valid_until timestamptz not null,
    basis       bytea       check (length(basis) = 32), -- over all decisions
    created_at  timestamptz not null
);
create index request_request_order on request_request (created_at, id);
create index request_request_open on request_request (state, reply_by) where state in ('SUBMITTED', 'ASSESSED');

create table request_revision (
    request     text        not null references request_request (id),
    revision    integer     not null check (revision >= 1),
    owner_party text        not null,
    sealed      bytea       not null, -- canonical JSON of what is asked for
    digest      bytea       not null check (length(digest) = 32),
    lines       integer     not null check (lines >= 1),
    made_by     text        not null,
    made_at     timestamptz not null,
    primary key (request, revision)
);
create trigger request_revision_append_only before update or delete or truncate on request_revision
    for each statement execute function sillok.refuse_change();

-- One version of an item that a revision asks for. What is asked does not change; what is decided may be decided again.
create table request_line (
    request     text        not null,
    revision    integer     not null,
    ordinal     integer     not null check (ordinal >= 0),
    owner_party text        not null,  -- who asks
    item        text        not null,
    version     integer     not null check (version >= 1),
    found       boolean     not null,  -- whether who asks knows it as it was found in a search, and not by its id
    holder      text,                  -- who deposited it; null if it does not exist or is not decided yet
    decided_at  timestamptz,
    available   boolean     not null default false, -- whether the requester may know of it
    outcome     text,
    basis       bytea       check (length(basis) = 32),
    decision    bytea,
    record      bytea,                 -- the whole question, to decide it again later
    refusal     text,                  -- why the holder refuses it although it would be permitted
    stated      text check (stated in ('APPROVED', 'REFUSED')), -- what the item's own stream says
    primary key (request, revision, ordinal),
    unique (request, revision, item, version),
    foreign key (request, revision) references request_revision (request, revision)
);
create index request_line_held on request_line (request, revision, holder, item, version);

-- Whose material a revision is about, and what that organisation has to approve.
create table request_holder (
    request     text        not null,
    revision    integer     not null,
    party       text        not null references identity_party (id),
    basis       bytea       not null check (length(basis) = 32), -- over all of its lines
    granted     integer     not null check (granted >= 0),       -- how many of them it would hand over
    approved_at timestamptz,                                     -- since when two people have approved exactly that
    primary key (request, revision, party),
    foreign key (request, revision) references request_revision (request, revision)
);
create index request_holder_of on request_holder (party, request);

create table request_consultation (
    id           text        primary key,
    request      text        not null,
    revision     integer     not null,
    owner_party  text        not null references identity_party (id), -- who is asked
    instrument   text        not null,
    version      integer     not null check (version >= 1),
    state        text        not null check (state in ('OPEN', 'PROPOSED', 'PERMITTED', 'REFUSED', 'EXPIRED', 'CLOSED')),
    deadline     timestamptz not null,
    asked_at     timestamptz not null,
    answer       bytea,       -- sealed: the clause, and what shows it
    proposed_by  text,
    confirmed_by text,
    answered_at  timestamptz,
    unique (request, revision, owner_party, instrument, version),
    foreign key (request, revision) references request_revision (request, revision),
    -- Two persons: not even the service can record one of them twice.
    check (confirmed_by is null or confirmed_by <> proposed_by),
    check ((answer is null) = (proposed_by is null))
);
create index request_consultation_open on request_consultation (deadline) where state in ('OPEN', 'PROPOSED');

create table request_approval (
    request        text        not null,
    revision       integer     not null,
    party          text        not null references identity_party (id), -- whose material it is
    basis          bytea       not null check (length(basis) = 32),
    approver       text        not null,
    approver_party text        not null,
    party_key      text        not null,
    signature      bytea       not null,
    approved_at    timestamptz not null,
    -- One person approves one thing once.
    primary key (request, revision, party, basis, approver),
    unique (request, revision, party, signature),
    foreign key (request, revision) references request_revision (request, revision)
);
create trigger request_approval_append_only before update or delete or truncate on request_approval
    for each statement execute function sillok.refuse_change();

-- What was asked stays what was asked, and an answer that was given stays given.
create function sillok.request_line_fixed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (old.request, old.revision, old.ordinal, old.item, old.version, old.found, old.owner_party)
        is distinct from (new.request, new.revision, new.ordinal, new.item, new.version, new.found, new.owner_party)
    then
        raise exception 'what was asked for does not change' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger request_line_fixed before update on request_line
    for each row execute function sillok.request_line_fixed();

create function sillok.request_consultation_fixed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if old.state in ('PERMITTED', 'REFUSED', 'EXPIRED', 'CLOSED')
        or (old.id, old.request, old.revision, old.owner_party, old.instrument, old.version, old.deadline, old.asked_at)
            is distinct from
           (new.id, new.request, new.revision, new.owner_party, new.instrument, new.version, new.deadline, new.asked_at)
    then
        raise exception 'what was answered does not change' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger request_consultation_fixed before update on request_consultation
    for each row execute function sillok.request_consultation_fixed();

create trigger request_request_kept before delete or truncate on request_request
    for each statement execute function sillok.refuse_change();
create trigger request_line_kept before delete or truncate on request_line
    for each statement execute function sillok.refuse_change();
create trigger request_holder_kept before delete or truncate on request_holder
    for each statement execute function sillok.refuse_change();
create trigger request_consultation_kept before delete or truncate on request_consultation
    for each statement execute function sillok.refuse_change();

-- Who asks sees its requests; whose material it is, those that are about it, and of them only what is its own. Who asks does
-- not see here whose material there is, nor who was asked: that would tell that there is something.
alter table request_holder enable row level security;
create policy request_holder_scope on request_holder
    using (party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
alter table request_request enable row level security;
create policy request_request_scope on request_request
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM'
        or exists (select from request_holder h where h.request = id and h.revision = request_request.revision
            and h.party = current_setting('sillok.party', true)));
alter table request_revision enable row level security;
create policy request_revision_scope on request_revision
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM'
        or exists (select from request_holder h where h.request = request_revision.request
            and h.revision = request_revision.revision and h.party = current_setting('sillok.party', true)));
alter table request_line enable row level security;
create policy request_line_scope on request_line
    using (owner_party = current_setting('sillok.party', true) or holder = current_setting('sillok.party', true)
        or current_setting('sillok.role', true) = 'SYSTEM');
alter table request_consultation enable row level security;
create policy request_consultation_scope on request_consultation
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
alter table request_approval enable row level security;
create policy request_approval_scope on request_approval
    using (party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');

grant select, insert on request_request, request_revision, request_line, request_holder, request_consultation,
    request_approval to ${appRole};
grant update (revision, state, reply_by, valid_until, basis) on request_request to ${appRole};
grant update (holder, decided_at, available, outcome, basis, decision, record, refusal, stated) on request_line to ${appRole};
grant update (basis, granted, approved_at) on request_holder to ${appRole};
grant update (state, answer, proposed_by, confirmed_by, answered_at) on request_consultation to ${appRole};

-- Whom an owner names as a joint depositor answers first: a proposal counts for nothing until the organisation named has
-- accepted it. Rows of evidence_joint_depositor from before were recorded by the owner alone and go on to count: taking
-- them away would permit more.

create table evidence_depositor_proposal (
    item        text        not null references evidence_item (id),
    party       text        not null references identity_party (id), -- who is named, and answers
    number      integer     not null check (number between 1 and 10),
    owner_party text        not null,
    statement   bytea       not null check (length(statement) = 32), -- digest of the custody statement that records it
    proposed_at timestamptz not null,
    primary key (item, party, number),
    check (party <> owner_party)
);
create index evidence_depositor_proposal_order on evidence_depositor_proposal (party, proposed_at, item);
create trigger evidence_depositor_proposal_append_only
    before update or delete or truncate on evidence_depositor_proposal
    for each statement execute function sillok.refuse_change();
alter table evidence_depositor_proposal enable row level security;
-- Who is named reads what was proposed to it: which item, by whom and when.
create policy evidence_depositor_proposal_seen on evidence_depositor_proposal for select
    using (owner_party = current_setting('sillok.party', true)
        or party = current_setting('sillok.party', true)
        or current_setting('sillok.role', true) = 'SYSTEM');
create policy evidence_depositor_proposal_written on evidence_depositor_proposal for insert
    with check (owner_party = current_setting('sillok.party', true)
        or current_setting('sillok.role', true) = 'SYSTEM');
grant select, insert on evidence_depositor_proposal to ${appRole};

create table evidence_depositor_proposal_end (
    item        text        not null,
    party       text        not null,
    number      integer     not null,
    owner_party text        not null,
    outcome     text        not null check (outcome in ('ACCEPTED', 'DECLINED', 'WITHDRAWN')),
    statement   bytea       not null check (length(statement) = 32), -- digest of the custody statement that records it
    ended_at    timestamptz not null,
    primary key (item, party, number),
    foreign key (item, party, number) references evidence_depositor_proposal
);
create trigger evidence_depositor_proposal_end_append_only
    before update or delete or truncate on evidence_depositor_proposal_end
    for each statement execute function sillok.refuse_change();
alter table evidence_depositor_proposal_end enable row level security;
create policy evidence_depositor_proposal_end_seen on evidence_depositor_proposal_end for select
    using (owner_party = current_setting('sillok.party', true)
        or party = current_setting('sillok.party', true)
        or current_setting('sillok.role', true) = 'SYSTEM');
create policy evidence_depositor_proposal_end_written on evidence_depositor_proposal_end for insert
    with check (owner_party = current_setting('sillok.party', true)
        or current_setting('sillok.role', true) = 'SYSTEM');
grant select, insert on evidence_depositor_proposal_end to ${appRole};

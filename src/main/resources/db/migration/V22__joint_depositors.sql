-- Organisations that deposited an item together with the one whose rows it is. Each of them has to agree before it is
-- shared, so a row can only be added: taking one away would permit more than was permitted.

create table evidence_joint_depositor (
    item        text        not null references evidence_item (id),
    party       text        not null references identity_party (id),
    owner_party text        not null,
    statement   bytea       not null check (length(statement) = 32), -- digest of the custody statement that records it
    recorded_at timestamptz not null,
    primary key (item, party),
    check (party <> owner_party)
);
create trigger evidence_joint_depositor_append_only
    before update or delete or truncate on evidence_joint_depositor
    for each statement execute function sillok.refuse_change();
alter table evidence_joint_depositor enable row level security;
create policy evidence_joint_depositor_scope on evidence_joint_depositor
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
grant select, insert on evidence_joint_depositor to ${appRole};

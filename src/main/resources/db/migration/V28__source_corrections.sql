-- What an organisation says about a source can be corrected; what it said before stays. The newest correction counts.

create table source_correction (
    source       text        not null references source_source (id),
    revision     integer     not null check (revision >= 2), -- the registration is revision 1
    owner_party  text        not null references identity_party (id),
    kind         text        not null,
    profile      bytea       not null, -- sealed: contact policy, vulnerability
    statement    bytea       not null check (length(statement) = 32), -- digest of the custody statement that records it
    corrected_at timestamptz not null,
    primary key (source, revision)
);
create trigger source_correction_append_only
    before update or delete or truncate on source_correction
    for each statement execute function sillok.refuse_change();
alter table source_correction enable row level security;
create policy source_correction_scope on source_correction
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
grant select, insert on source_correction to ${appRole};

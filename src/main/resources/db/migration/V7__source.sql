-- Sources: who spoke, under a random pseudonym. Nothing here says who that is; profiles are sealed under the source's key.

create table source_source (
    id          text primary key,
    owner_party text        not null references identity_party (id),
    kind        text        not null,
    pseudonym   text        not null,
    profile     bytea       not null, -- sealed: contact policy, vulnerability
    created_at  timestamptz not null,
    unique (owner_party, pseudonym)
);

create index source_source_order on source_source (owner_party, created_at, id);

alter table source_source enable row level security;
create policy source_source_scope on source_source
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');

grant select, insert on source_source to ${appRole};

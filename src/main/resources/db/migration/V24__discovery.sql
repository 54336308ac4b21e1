-- Discovery: a projection of what is said about items, for finding them. Computed from sealed metadata and computed anew
-- whenever it is lost: unlogged, in no backup, and empty after a crash of the database.
--
-- No text. Words are the first eight bytes of a keyed digest, so that who reads this table without the repository's keys
-- reads no titles, though equal words look equal. Kind and languages are in clear in evidence_item as well. In clear only
-- here: the days that an item's date may mean.

create unlogged table discovery_entry (
    item        text primary key,
    owner_party text      not null,
    revision    integer   not null check (revision >= 1), -- of the metadata from which it was made
    kind        text      not null,
    languages   varchar[] not null,                       -- with the broader ones: zh-Hant is zh, too
    dated       boolean   not null,
    first_day   bigint,                                   -- days since 1970-01-01; null where it is open
    last_day    bigint,
    uncertain   boolean   not null,
    words       bigint[]  not null,
    place_words bigint[]  not null
);
create index discovery_entry_owner on discovery_entry (owner_party, item);
create index discovery_entry_words on discovery_entry using gin (words);
create index discovery_entry_place_words on discovery_entry using gin (place_words);

alter table discovery_entry enable row level security;
create policy discovery_entry_scope on discovery_entry
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');

grant select, insert, update, delete on discovery_entry to ${appRole};

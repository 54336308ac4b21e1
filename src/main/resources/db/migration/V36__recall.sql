-- Recalls: what was called back from whom, what they were asked, what they answered, and the public list of it all. What the
-- service signs for one recipient (the notice) and what a recipient writes are sealed under the bundle's keys; random ids,
-- numbers, codes, digests and times are in clear.

-- One withdrawal that calls something back, whether or not anybody had it.
create table recall_order (
    withdrawal  text        primary key,
    owner_party text        not null references identity_party (id), -- who withdraws
    level       text        not null check (level in ('NO_NEW_SHARING', 'NO_FURTHER_USE', 'RESTRICT', 'ERASE')),
    reason      text        not null check (reason in ('CHANGED_MIND', 'SAFETY', 'MISUSE', 'ERROR', 'LEGAL', 'OTHER')),
    asked       text        check (asked in ('STOP_USE', 'QUARANTINE', 'RETURN', 'DESTROY', 'REPLACE_WITH')), -- null: nobody
    replacement text,
    issued_at   timestamptz not null,
    respond_by  timestamptz check (respond_by > issued_at),
    lifted_at   timestamptz,
    check ((asked is null) = (respond_by is null)),
    check ((coalesce(asked, '') = 'REPLACE_WITH') = (replacement is not null))
);

-- One notice for each bundle that is concerned.
create table recall_notice (
    id           text        primary key,
    withdrawal   text        not null references recall_order (withdrawal),
    bundle       text        not null,
    owner_party  text        not null references identity_party (id), -- who received the bundle, and has to answer
    ordered_by   text        not null references identity_party (id), -- who withdraws
    sealed       bytea       not null, -- the signed notice
    digest       bytea       not null check (length(digest) = 32), -- of its exact bytes, which have a random id in them
    issued_at    timestamptz not null,
    respond_by   timestamptz not null,
    delivered_at timestamptz,          -- when the recipient loaded it for the first time
    reminded_at  timestamptz,
    overdue_at   timestamptz,          -- when it was last said that the time is over
    overdue      integer     not null default 0, -- how often that was said
    due_at       timestamptz,          -- when to look again; null once it was answered or lifted
    answers      integer     not null default 0,
    answer       text        check (answer in ('COMPLIED', 'PARTIAL', 'REFUSED')), -- the newest
    ground       text        check (ground in ('IN_EVIDENCE', 'DISCLOSURE_DUTY', 'COURT_ORDER', 'OTHER')),
    answered_at  timestamptz,
    lifted_at    timestamptz,
    unique (withdrawal, bundle),
    check ((answers = 0) = (answer is null)),
    check ((answer is null) = (answered_at is null)),
    check (answer is null or (answer = 'COMPLIED') = (ground is null))
);
create index recall_notice_order on recall_notice (issued_at, id);
create index recall_notice_bundle on recall_notice (bundle);
create index recall_notice_due on recall_notice (due_at, id) where due_at is not null;

-- What a notice calls back.
create table recall_item (
    notice  text    not null references recall_notice (id),
    number  integer not null check (number >= 1), -- in the bundle
    item    text    not null,
    version integer not null check (version >= 1),
    holder  text    not null references identity_party (id), -- who deposited it
    primary key (notice, number)
);
create index recall_item_held on recall_item (holder, notice);

-- A bundle with something of what was withdrawn, of which no notice was sent, and why.
create table recall_spared (
    withdrawal  text not null references recall_order (withdrawal),
    bundle      text not null,
    owner_party text not null references identity_party (id), -- who received it
    ordered_by  text not null references identity_party (id),
    why         text not null check (why = 'NOT_ASKED'),
    primary key (withdrawal, bundle)
);

-- Every answer stays; the newest counts.
create table recall_answer (
    notice      text        not null references recall_notice (id),
    number      integer     not null check (number >= 1),
    answer      text        not null check (answer in ('COMPLIED', 'PARTIAL', 'REFUSED')),
    ground      text        check (ground in ('IN_EVIDENCE', 'DISCLOSURE_DUTY', 'COURT_ORDER', 'OTHER')),
    words       bytea,      -- sealed
    commitment  bytea       check (length(commitment) = 32), -- to the words, as it was signed
    item        text,       -- a document of the recipient's own that shows what it did
    version     integer     check (version >= 1),
    party_key   text        not null,
    public_key  bytea       not null,
    signature   bytea       not null,
    answered_by text        not null,
    answered_at timestamptz not null,
    primary key (notice, number),
    check ((answer = 'COMPLIED') = (ground is null)),
    check ((words is null) = (commitment is null)),
    check ((item is null) = (version is null))
);

-- The lists as they were published: exact bytes, and who signed them. Public.
create table recall_list (
    number      bigint      primary key check (number >= 1),
    bytes       bytea       not null,
    signature   bytea       not null,
    public_key  bytea       not null,
    this_update timestamptz not null,
    next_update timestamptz not null check (next_update > this_update)
);

create function sillok.recall_notice_fixed() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
    if (old.id, old.withdrawal, old.bundle, old.owner_party, old.ordered_by, old.sealed, old.digest, old.issued_at, old.respond_by)
            is distinct from
       (new.id, new.withdrawal, new.bundle, new.owner_party, new.ordered_by, new.sealed, new.digest, new.issued_at, new.respond_by)
        or new.answers < old.answers
        or new.overdue < old.overdue
        or (old.delivered_at is not null and old.delivered_at is distinct from new.delivered_at)
        or (old.lifted_at is not null and old.lifted_at is distinct from new.lifted_at)
    then
        raise exception 'what was called back stays on record' using errcode = 'SLK01';
    end if;
    return new;
end $$;
create trigger recall_notice_fixed before update on recall_notice
    for each row execute function sillok.recall_notice_fixed();

create trigger recall_order_kept before delete or truncate on recall_order
    for each statement execute function sillok.refuse_change();
create trigger recall_notice_kept before delete or truncate on recall_notice
    for each statement execute function sillok.refuse_change();
create trigger recall_item_append_only before update or delete or truncate on recall_item
    for each statement execute function sillok.refuse_change();
create trigger recall_spared_append_only before update or delete or truncate on recall_spared
    for each statement execute function sillok.refuse_change();
create trigger recall_answer_append_only before update or delete or truncate on recall_answer
    for each statement execute function sillok.refuse_change();
create trigger recall_list_append_only before update or delete or truncate on recall_list
    for each statement execute function sillok.refuse_change();

-- The recipient sees its notices and not which items are behind the numbers; who withdraws and whose material it is, these
-- notices and its own items.
alter table recall_order enable row level security;
create policy recall_order_scope on recall_order
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
alter table recall_item enable row level security;
create policy recall_item_scope on recall_item
    using (holder = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
alter table recall_notice enable row level security;
create policy recall_notice_scope on recall_notice
    using (current_setting('sillok.role', true) = 'SYSTEM'
        or owner_party = current_setting('sillok.party', true)
        or ordered_by = current_setting('sillok.party', true)
        or exists (select from recall_item i where i.notice = id and i.holder = current_setting('sillok.party', true)));
alter table recall_spared enable row level security;
create policy recall_spared_scope on recall_spared
    using (ordered_by = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
alter table recall_answer enable row level security;
create policy recall_answer_scope on recall_answer
    using (current_setting('sillok.role', true) = 'SYSTEM'
        or exists (select from recall_notice n where n.id = notice));

grant select, insert on recall_order, recall_notice, recall_item, recall_spared, recall_answer, recall_list to ${appRole};
grant update (lifted_at) on recall_order to ${appRole};
grant update (delivered_at, reminded_at, overdue_at, overdue, due_at, answers, answer, ground, answered_at, lifted_at)
    on recall_notice to ${appRole};

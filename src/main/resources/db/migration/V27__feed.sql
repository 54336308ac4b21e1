-- The feed: that something happened which concerns an organisation. A kind and an id, never content. Not evidence:
-- what happened is in the custody statements. Webhooks tell it to a server of the organisation's.

create table feed_event (
    id          bigint      generated always as identity primary key,
    event       text        not null unique, -- its name outside, where a number would tell how much happens to others
    -- Readers pass over what transactions that still run may insert before it: they go by (xact, id), up to the oldest
    -- transaction that runs.
    xact        xid8        not null default pg_current_xact_id(),
    party       text        not null references identity_party (id),
    happening   text        not null,
    subject     text        not null,
    happened_at timestamptz not null
);

create index feed_event_of_party on feed_event (party, xact, id);
create index feed_event_age on feed_event (happened_at);

create trigger feed_event_kept before update or truncate on feed_event
    for each statement execute function sillok.refuse_change();

-- However short the time is set for which events are kept, a week stays.
create function feed_event_goes_when_old() returns trigger language plpgsql as $$
begin
    if old.happened_at > now() - interval '7 days' then
        raise exception 'an event of the last week stays' using errcode = 'SLK01';
    end if;
    return old;
end $$;
create trigger feed_event_goes_when_old before delete on feed_event
    for each row execute function feed_event_goes_when_old();

alter table feed_event enable row level security;
create policy feed_event_scope on feed_event for select
    using (party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');
-- Whoever acts lets others know.
create policy feed_event_told on feed_event for insert with check (true);
create policy feed_event_swept on feed_event for delete using (current_setting('sillok.role', true) = 'SYSTEM');

grant select, insert, delete on feed_event to ${appRole};

create table feed_webhook (
    id               text primary key,
    owner_party      text        not null references identity_party (id),
    sealed           bytea       not null, -- address and secrets, under the key of the organisation
    types            text[]      not null, -- empty: all
    state            text        not null check (state in ('ACTIVE', 'PAUSED')),
    pause_reason     text,
    -- The last event that became a delivery, or was passed over because of its type.
    after_xact       xid8        not null,
    after_id         bigint      not null,
    failing_since    timestamptz,          -- of the first attempt that failed after the last that did not
    created_at       timestamptz not null,
    check ((state = 'PAUSED') = (pause_reason is not null))
);

create index feed_webhook_order on feed_webhook (owner_party, created_at, id);

alter table feed_webhook enable row level security;
create policy feed_webhook_scope on feed_webhook
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');

grant select, insert, update, delete on feed_webhook to ${appRole};

create table feed_delivery (
    webhook      text        not null references feed_webhook (id) on delete cascade,
    event        text        not null,
    owner_party  text        not null,
    happening    text        not null,
    subject      text        not null,
    happened_at  timestamptz not null,
    state        text        not null check (state in ('WAITING', 'DELIVERED', 'FAILED')),
    attempts     integer     not null, -- begun; fences: only the latest attempt may write
    next_attempt timestamptz,
    lease_until  timestamptz,
    status       integer,
    problem      text,
    created_at   timestamptz not null,
    ended_at     timestamptz,
    primary key (webhook, event),
    check ((state = 'WAITING') = (ended_at is null)),
    check ((state = 'WAITING') = (next_attempt is not null))
);

create index feed_delivery_order on feed_delivery (webhook, created_at, event);
create index feed_delivery_due on feed_delivery (next_attempt) where state = 'WAITING';
create index feed_delivery_leased on feed_delivery (lease_until) where state = 'WAITING' and lease_until is not null;
create index feed_delivery_ended on feed_delivery (ended_at) where state <> 'WAITING';

alter table feed_delivery enable row level security;
create policy feed_delivery_scope on feed_delivery
    using (owner_party = current_setting('sillok.party', true) or current_setting('sillok.role', true) = 'SYSTEM');

grant select, insert, update, delete on feed_delivery to ${appRole};

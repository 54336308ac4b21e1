-- A consultation that was closed, because it mattered no more, is asked again if it matters again within the same revision. One
-- that is open, or was answered, or that nobody answered in time, is asked once.

do $$
declare
    asked_once text;
begin
    for asked_once in
        select conname from pg_constraint where conrelid = 'request_consultation'::regclass and contype = 'u'
    loop
        execute format('alter table request_consultation drop constraint %I', asked_once);
    end loop;
end $$;

create unique index request_consultation_asked
    on request_consultation (request, revision, owner_party, instrument, version) where state <> 'CLOSED';
create index request_consultation_of on request_consultation (request, revision, owner_party);

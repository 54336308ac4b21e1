-- The ground every room builds on: two schemas (Flyway has just created them) and the guard of append-only tables.
--
-- Migrations run as the owner role. The program works as the application role ${appRole}, which owns nothing, is granted
-- table by table what it needs, and is no superuser: it refuses to start otherwise.

comment on schema sillok is 'Everything but keys.';
comment on schema vault is 'Wrapped keys: apart, with backups of their own, so that a key can be destroyed everywhere.';

revoke all on schema sillok from public;
revoke all on schema vault from public;
grant usage on schema sillok to ${appRole};
grant usage on schema vault to ${appRole};

-- Append-only tables attach this twice over their missing grants:
--   create trigger <table>_append_only before update or delete or truncate on <table>
--     for each statement execute function sillok.refuse_change();
-- A statement-level trigger also refuses statements that would touch no row. The application role cannot switch it off;
-- the owner role and a database administrator can, which an audit detects and nothing here prevents.
create function sillok.refuse_change() returns trigger
  language plpgsql
  set search_path = pg_catalog
as $$
begin
  raise exception '% on append-only table %.%', tg_op, tg_table_schema, tg_table_name
    using errcode = 'SLK01', hint = 'Rows of this table are never changed or removed.';
end
$$;

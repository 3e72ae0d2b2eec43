-- What migdesk keeps in a PostgreSQL database (11 or later) for a share: parts of the record, never changed once added.
-- migdesk runs this itself where its role may make tables. Otherwise an administrator does, once, in a database of its
-- own, and then gives each organisation a role that may log in:
--
--   CREATE ROLE elm_surgery LOGIN PASSWORD '…' IN ROLE migdesk_member;
--   INSERT INTO migdesk_grant VALUES ('elm_surgery', 'ID of a practice');   -- “migdesk practice list --json” shows ids
--   INSERT INTO migdesk_grant VALUES ('delivery_partner', '*');             -- every practice
--
-- Each role then sees the parts of the practices that it was granted, adds others to them, and withdraws its own.
-- Nobody changes a part. “key.age” is the key of a share with a passphrase, locked with that passphrase.

CREATE TABLE IF NOT EXISTS migdesk_part (
    place text NOT NULL,
    name text NOT NULL,
    content bytea NOT NULL,
    practice text NOT NULL GENERATED ALWAYS AS (split_part(name, '.', 1)) STORED,
    size integer NOT NULL GENERATED ALWAYS AS (octet_length(content)) STORED,
    added_by name NOT NULL DEFAULT current_user,
    added_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (place, name)
);
ALTER TABLE migdesk_part ALTER COLUMN content SET STORAGE EXTERNAL; -- it is packed already

CREATE TABLE IF NOT EXISTS migdesk_grant (
    role_name name NOT NULL,
    practice text NOT NULL,
    PRIMARY KEY (role_name, practice)
);

DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'migdesk_member') THEN
        CREATE ROLE migdesk_member NOLOGIN;
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN NULL; -- who may not make roles shares with those who have the same one
    WHEN duplicate_object THEN NULL;
END $$;

CREATE OR REPLACE FUNCTION migdesk_may_see(wanted text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT
    AS $$ SELECT EXISTS (
        SELECT FROM migdesk_grant AS granted
        JOIN pg_roles AS role ON role.rolname = granted.role_name
        WHERE granted.practice IN (wanted, '*') AND pg_has_role(session_user, role.oid, 'MEMBER')
    ) $$;

ALTER TABLE migdesk_part ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS migdesk_see ON migdesk_part;
CREATE POLICY migdesk_see ON migdesk_part FOR SELECT USING (place = '' OR migdesk_may_see(practice));
DROP POLICY IF EXISTS migdesk_add ON migdesk_part;
CREATE POLICY migdesk_add ON migdesk_part FOR INSERT
    WITH CHECK (added_by = current_user AND (place = '' OR migdesk_may_see(practice)));
DROP POLICY IF EXISTS migdesk_withdraw ON migdesk_part;
CREATE POLICY migdesk_withdraw ON migdesk_part FOR DELETE USING (added_by = current_user AND place <> '');

DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'migdesk_member') THEN
        GRANT SELECT, DELETE ON migdesk_part TO migdesk_member;
        GRANT INSERT (place, name, content) ON migdesk_part TO migdesk_member;
    END IF;
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$;

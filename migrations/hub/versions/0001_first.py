"""This is where a hub's schema is made: sealed operations, who may read them, and all functions.

Revision: 0001, the first. The names of roles begin with the hub's own prefix, as roles belong to a
whole server and one server may carry several hubs.
"""

from alembic import context, op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

PARTITIONS = 8


def upgrade() -> None:
    """Make everything; there is nothing before."""
    prefix = context.config.attributes["prefix"]
    for statement in (*_TABLES, *_partitions(), *_FUNCTIONS, *_RIGHTS):
        ours = statement.replace("{p}", prefix)
        op.get_bind().exec_driver_sql(ours.replace("%", "%%"))  # the driver's own sign


def _partitions() -> tuple[str, ...]:
    return tuple(
        f"CREATE TABLE hub.op_{each} PARTITION OF hub.op "
        f"FOR VALUES WITH (MODULUS {PARTITIONS}, REMAINDER {each})"
        for each in range(PARTITIONS)
    )


_TABLES = (
    """CREATE TABLE hub.about (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        prefix text NOT NULL,
        epoch uuid NOT NULL,
        made_at timestamptz NOT NULL DEFAULT clock_timestamp()
    )""",
    """CREATE TABLE hub.space (
        space uuid PRIMARY KEY,
        kind text NOT NULL,
        root_key bytea NOT NULL CHECK (octet_length(root_key) = 32),
        channel text NOT NULL UNIQUE
    )""",
    """CREATE TABLE hub.desk (
        desk uuid PRIMARY KEY,
        role name NOT NULL,
        signing_key bytea NOT NULL CHECK (octet_length(signing_key) = 32),
        box_key bytea NOT NULL CHECK (octet_length(box_key) = 32),
        verifier text NOT NULL,
        invitation text,
        about bytea NOT NULL,
        enrolled_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        revoked boolean NOT NULL DEFAULT false
    )""",
    """CREATE TABLE hub.invitation (
        role name PRIMARY KEY,
        invited_by uuid NOT NULL,
        about bytea NOT NULL,
        ends_at timestamptz NOT NULL,
        used boolean NOT NULL DEFAULT false
    )""",
    """CREATE TABLE hub.member (
        space uuid NOT NULL REFERENCES hub.space,
        desk uuid NOT NULL,
        since bigint NOT NULL,
        can text NOT NULL CHECK (can IN ('none', 'read', 'write', 'admin')),
        body bytea NOT NULL,
        issuer uuid NOT NULL,
        signature bytea NOT NULL CHECK (octet_length(signature) = 64),
        PRIMARY KEY (space, desk, since)
    )""",
    """CREATE TABLE hub.may (
        role name NOT NULL,
        space uuid NOT NULL REFERENCES hub.space,
        can text NOT NULL CHECK (can IN ('read', 'write', 'admin')),
        PRIMARY KEY (role, space)
    )""",
    """CREATE TABLE hub.key_box (
        space uuid NOT NULL REFERENCES hub.space,
        key_id bytea NOT NULL,
        desk uuid NOT NULL,
        sealed bytea NOT NULL,
        issuer uuid NOT NULL,
        signature bytea NOT NULL,
        place bigint GENERATED ALWAYS AS IDENTITY,
        PRIMARY KEY (space, key_id, desk)
    )""",
    """CREATE TABLE hub.head (
        space uuid NOT NULL REFERENCES hub.space,
        desk uuid NOT NULL,
        number bigint NOT NULL,
        hash bytea NOT NULL,
        PRIMARY KEY (space, desk)
    )""",
    """CREATE TABLE hub.op (
        space uuid NOT NULL,
        desk uuid NOT NULL,
        number bigint NOT NULL,
        clock bigint NOT NULL,
        key_id bytea NOT NULL,
        header bytea NOT NULL,
        sealed bytea NOT NULL,
        hash bytea NOT NULL,
        signature bytea,
        erased integer NOT NULL DEFAULT 0,
        PRIMARY KEY (space, desk, number)
    ) PARTITION BY HASH (space)""",
    """CREATE TABLE hub.told (
        space uuid NOT NULL REFERENCES hub.space,
        desk uuid NOT NULL,
        sealed bytea NOT NULL,
        PRIMARY KEY (space, desk)
    )""",
    """CREATE TABLE hub.box (
        space uuid NOT NULL REFERENCES hub.space,
        round bytea NOT NULL,
        sealed bytea NOT NULL
    )""",
)

# Every function that writes runs with the owner's rights, and asks session_user who is there: SET
# ROLE cannot change that. search_path is fixed, so nobody's own objects stand in for ours.
_FUNCTIONS = (
    """CREATE FUNCTION hub.my_spaces() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = hub, pg_temp AS $$
        SELECT coalesce(array_agg(m.space), '{}') FROM hub.may m WHERE m.role = session_user
    $$""",
    # A copied desk goes on under an id of its own, with the same role: one role, several desks.
    """CREATE FUNCTION hub.my_desks() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path = hub, pg_temp AS $$
        SELECT coalesce(array_agg(d.desk), '{}') FROM hub.desk d
        WHERE d.role = session_user AND NOT d.revoked
    $$""",
    """CREATE FUNCTION hub.check_mine(p_desk uuid) RETURNS void LANGUAGE plpgsql STABLE
    SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    BEGIN
        IF NOT p_desk = ANY (hub.my_desks()) THEN
            RAISE EXCEPTION 'not your desk' USING errcode = '42501';
        END IF;
    END $$""",
    """CREATE FUNCTION hub.my_admin_spaces() RETURNS SETOF uuid LANGUAGE sql STABLE
    SECURITY DEFINER SET search_path = hub, pg_temp AS $$
        SELECT m.space FROM hub.may m WHERE m.role = session_user AND m.can = 'admin'
    $$""",
    """CREATE FUNCTION hub.i_may(p_space uuid, p_can text[]) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
        SELECT EXISTS (
            SELECT FROM hub.may m
            JOIN hub.desk d ON d.role = m.role AND NOT d.revoked
            WHERE m.role = session_user AND m.space = p_space AND m.can = ANY (p_can)
        )
    $$""",
    """CREATE FUNCTION hub.clock() RETURNS bigint LANGUAGE sql STABLE
    SET search_path = hub, pg_temp AS $$
        SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint
    $$""",
    # The vector is materialised and each chain is read from its index: never the whole space.
    """CREATE FUNCTION hub.pull(p_spaces uuid[], p_desks uuid[], p_numbers bigint[], p_limit integer)
    RETURNS SETOF hub.op LANGUAGE sql STABLE SET search_path = hub, pg_temp AS $$
        WITH held AS MATERIALIZED (
            SELECT * FROM unnest(p_spaces, p_desks, p_numbers) AS v(space, desk, number)
        ), behind AS MATERIALIZED (
            SELECT h.space, h.desk, coalesce(v.number, 0) AS number
            FROM hub.head h LEFT JOIN held v ON v.space = h.space AND v.desk = h.desk
            WHERE h.number > coalesce(v.number, 0)
        )
        SELECT o.* FROM behind b CROSS JOIN LATERAL (
            SELECT * FROM hub.op o
            WHERE o.space = b.space AND o.desk = b.desk AND o.number > b.number
            ORDER BY o.number LIMIT p_limit
        ) o
        ORDER BY o.space, o.desk, o.number LIMIT p_limit
    $$""",
    """CREATE FUNCTION hub.append(
        p_space uuid, p_desk uuid, p_number bigint, p_hash bytea, p_clocks bigint[],
        p_keys bytea[], p_headers bytea[], p_sealed bytea[], p_hashes bytea[],
        p_signatures bytea[]
    ) RETURNS TABLE (status text, number bigint, hash bytea)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    DECLARE
        head hub.head;
        count integer := cardinality(p_clocks);
        latest bigint := (hub.clock() + 300000) << 16;
    BEGIN
        INSERT INTO hub.head VALUES (p_space, p_desk, 0, decode(repeat('00', 32), 'hex'))
        ON CONFLICT DO NOTHING;
        SELECT * INTO head FROM hub.head h WHERE h.space = p_space AND h.desk = p_desk FOR UPDATE;
        IF head.number <> p_number OR head.hash <> p_hash THEN
            RETURN QUERY SELECT 'behind', head.number, head.hash;
            RETURN;
        END IF;
        IF count > 0 THEN
            IF EXISTS (SELECT FROM unnest(p_clocks) AS c WHERE c > latest) THEN
                RAISE EXCEPTION 'a stamp in the future' USING errcode = '22023';
            END IF;
            IF EXISTS (
                SELECT FROM (
                    SELECT u.hash AS own, sha256(
                        'layerdesk-op-1'::bytea
                        || lag(u.hash, 1, p_hash) OVER (ORDER BY u.place) || u.header
                    ) AS wanted
                    FROM unnest(p_headers, p_hashes) WITH ORDINALITY AS u(header, hash, place)
                ) AS chain WHERE own <> wanted
            ) THEN
                RAISE EXCEPTION 'not a chain' USING errcode = '22023';
            END IF;
            INSERT INTO hub.op (space, desk, number, clock, key_id, header, sealed, hash, signature)
            SELECT p_space, p_desk, p_number + u.place, u.clock, u.key, u.header, u.sealed, u.hash,
                   u.signature
            FROM unnest(p_clocks, p_keys, p_headers, p_sealed, p_hashes, p_signatures)
                WITH ORDINALITY AS u(clock, key, header, sealed, hash, signature, place);
            UPDATE hub.head h SET number = p_number + count, hash = p_hashes[count]
            WHERE h.space = p_space AND h.desk = p_desk;
        END IF;
        RETURN QUERY SELECT 'good', h.number, h.hash FROM hub.head h
        WHERE h.space = p_space AND h.desk = p_desk;
    END $$""",
    """CREATE FUNCTION hub.push(
        p_space uuid, p_desk uuid, p_number bigint, p_hash bytea, p_clocks bigint[], p_keys bytea[],
        p_headers bytea[], p_sealed bytea[], p_hashes bytea[], p_signatures bytea[]
    ) RETURNS TABLE (status text, number bigint, hash bytea)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    BEGIN
        PERFORM hub.check_mine(p_desk);
        IF NOT hub.i_may(p_space, ARRAY['write', 'admin']) THEN
            RAISE EXCEPTION 'no writer of this space' USING errcode = '42501';
        END IF;
        IF cardinality(p_clocks) > 500 OR p_signatures[cardinality(p_signatures)] IS NULL THEN
            RAISE EXCEPTION 'at most 500 operations, the last one signed' USING errcode = '22023';
        END IF;
        RETURN QUERY SELECT * FROM hub.append(
            p_space, p_desk, p_number, p_hash, p_clocks, p_keys, p_headers, p_sealed,
            p_hashes, p_signatures);
    END $$""",
    """CREATE FUNCTION hub.refill(
        p_space uuid, p_desk uuid, p_number bigint, p_hash bytea, p_clocks bigint[],
        p_keys bytea[], p_headers bytea[], p_sealed bytea[], p_hashes bytea[],
        p_signatures bytea[]
    ) RETURNS TABLE (status text, number bigint, hash bytea)
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    BEGIN
        IF NOT hub.i_may(p_space, ARRAY['admin']) THEN
            RAISE EXCEPTION 'no admin of this space' USING errcode = '42501';
        END IF;
        RETURN QUERY SELECT * FROM hub.append(
            p_space, p_desk, p_number, p_hash, p_clocks, p_keys, p_headers, p_sealed, p_hashes,
            p_signatures);
    END $$""",
    """CREATE FUNCTION hub.erase(
        p_space uuid, p_desk uuid, p_numbers bigint[], p_keys bytea[], p_sealed bytea[]
    ) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    DECLARE
        changed integer;
    BEGIN
        IF NOT (
            (p_desk = ANY (hub.my_desks()) AND hub.i_may(p_space, ARRAY['write', 'admin']))
            OR hub.i_may(p_space, ARRAY['admin'])
        ) THEN
            RAISE EXCEPTION 'only its writer or an admin' USING errcode = '42501';
        END IF;
        UPDATE hub.op o SET sealed = u.sealed, key_id = u.key, erased = o.erased + 1
        FROM unnest(p_numbers, p_keys, p_sealed) AS u(number, key, sealed)
        WHERE o.space = p_space AND o.desk = p_desk AND o.number = u.number;
        GET DIAGNOSTICS changed = ROW_COUNT;
        RETURN changed;
    END $$""",
    """CREATE FUNCTION hub.begin_space(
        p_me uuid, p_space uuid, p_kind text, p_root bytea, p_channel text, p_since bigint,
        p_body bytea, p_signature bytea, p_key_id bytea, p_box bytea, p_box_signature bytea
    ) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    BEGIN
        PERFORM hub.check_mine(p_me);
        IF NOT EXISTS (SELECT FROM hub.may m WHERE m.role = session_user
                                     UNION ALL SELECT FROM hub.about
                                     WHERE NOT EXISTS (SELECT FROM hub.space)) THEN
            RAISE EXCEPTION 'no member of this hub' USING errcode = '42501';
        END IF;
        INSERT INTO hub.space VALUES (p_space, p_kind, p_root, p_channel);
        INSERT INTO hub.member VALUES (p_space, p_me, p_since, 'admin', p_body, p_me, p_signature);
        INSERT INTO hub.may VALUES (session_user, p_space, 'admin');
        INSERT INTO hub.key_box VALUES (p_space, p_key_id, p_me, p_box, p_me, p_box_signature);
    END $$""",
    # Statements are signed: desks believe only those that lead to the space's root key. What is
    # kept here beside them decides what the server lets somebody read and write.
    """CREATE FUNCTION hub.approve(
        p_me uuid, p_space uuid, p_desk uuid, p_since bigint, p_can text, p_body bytea, p_signature bytea
    ) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    DECLARE
        its_role name := (SELECT d.role FROM hub.desk d WHERE d.desk = p_desk AND NOT d.revoked);
    BEGIN
        PERFORM hub.check_mine(p_me);
        IF NOT hub.i_may(p_space, ARRAY['admin']) THEN
            RAISE EXCEPTION 'no admin of this space' USING errcode = '42501';
        END IF;
        IF its_role IS NULL AND p_can <> 'none' THEN
            RAISE EXCEPTION 'no such desk' USING errcode = '22023';
        END IF;
        INSERT INTO hub.member
        VALUES (p_space, p_desk, p_since, p_can, p_body, p_me, p_signature);
        DELETE FROM hub.may m
        USING hub.desk d WHERE d.desk = p_desk AND m.role = d.role AND m.space = p_space;
        IF p_can <> 'none' THEN
            INSERT INTO hub.may VALUES (its_role, p_space, p_can);
        END IF;
    END $$""",
    # A desk that finds itself copied goes on under another id: same person, same keys, same rights.
    """CREATE FUNCTION hub.go_on(
        p_old uuid, p_new uuid, p_spaces uuid[], p_since bigint[], p_cans text[],
        p_bodies bytea[], p_signatures bytea[]
    ) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    BEGIN
        PERFORM hub.check_mine(p_old);
        INSERT INTO hub.desk (desk, role, signing_key, box_key, verifier, invitation, about)
        SELECT p_new, d.role, d.signing_key, d.box_key, d.verifier, d.invitation, d.about
        FROM hub.desk d WHERE d.desk = p_old;
        INSERT INTO hub.member
        SELECT u.space, p_new, u.since, u.can, u.body, p_old, u.signature
        FROM unnest(p_spaces, p_since, p_cans, p_bodies, p_signatures)
            AS u(space, since, can, body, signature)
        JOIN hub.may m ON m.role = session_user AND m.space = u.space AND m.can = u.can;
    END $$""",
    """CREATE FUNCTION hub.give(
        p_me uuid, p_space uuid, p_key_ids bytea[], p_desks uuid[], p_boxes bytea[], p_signatures bytea[]
    ) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    BEGIN
        PERFORM hub.check_mine(p_me);
        IF NOT hub.i_may(p_space, ARRAY['admin']) THEN
            RAISE EXCEPTION 'no admin of this space' USING errcode = '42501';
        END IF;
        INSERT INTO hub.key_box
        SELECT p_space, u.key_id, u.desk, u.box, p_me, u.signature
        FROM unnest(p_key_ids, p_desks, p_boxes, p_signatures) AS u(key_id, desk, box, signature)
        ON CONFLICT DO NOTHING;
    END $$""",
    # A verifier, never a password: the server does not learn what the desk signs in with.
    """CREATE FUNCTION hub.new_login(p_role name, p_verifier text, p_group name, p_hours integer)
    RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    BEGIN
        IF p_role !~ '^{p}_[di]_[0-9a-f]{16}$' OR p_group NOT IN ('{p}_desk', '{p}_guest') THEN
            RAISE EXCEPTION 'no name of a desk' USING errcode = '22023';
        END IF;
        IF p_verifier !~ '^SCRAM-SHA-256\\$[0-9]+:[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+$'
        THEN
            RAISE EXCEPTION 'only a SCRAM verifier' USING errcode = '22023';
        END IF;
        EXECUTE format(
            'CREATE ROLE %I LOGIN PASSWORD %L NOCREATEROLE NOCREATEDB INHERIT CONNECTION LIMIT 8 %s',
            p_role, p_verifier,
            CASE WHEN p_hours IS NULL THEN '' ELSE format(
                'VALID UNTIL %L', clock_timestamp() + make_interval(hours => p_hours)) END
        );
        EXECUTE format('GRANT %I TO %I', p_group, p_role);
    END $$""",
    """CREATE FUNCTION hub.invite(
        p_me uuid, p_role name, p_verifier text, p_about bytea, p_hours integer
    ) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    BEGIN
        PERFORM hub.check_mine(p_me);
        IF NOT EXISTS (
            SELECT FROM hub.may m JOIN hub.space s ON s.space = m.space AND s.kind = 'practice'
            WHERE m.role = session_user AND m.can = 'admin'
        ) THEN
            RAISE EXCEPTION 'no admin' USING errcode = '42501';
        END IF;
        IF p_hours NOT BETWEEN 1 AND 72 OR p_role !~ '^{p}_i_' THEN
            RAISE EXCEPTION 'one to 72 hours' USING errcode = '22023';
        END IF;
        PERFORM hub.new_login(p_role, p_verifier, '{p}_guest', p_hours);
        INSERT INTO hub.invitation
        VALUES (p_role, p_me, p_about, clock_timestamp() + make_interval(hours => p_hours));
    END $$""",
    """CREATE FUNCTION hub.enrol(
        p_desk uuid, p_role name, p_verifier text, p_signing bytea, p_box bytea, p_about bytea
    ) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    BEGIN
        UPDATE hub.invitation i SET used = true
        WHERE i.role = session_user AND NOT i.used AND i.ends_at > clock_timestamp();
        IF NOT FOUND THEN
            RAISE EXCEPTION 'no invitation, or used already' USING errcode = '42501';
        END IF;
        IF p_role !~ '^{p}_d_' THEN
            RAISE EXCEPTION 'no name of a desk' USING errcode = '22023';
        END IF;
        PERFORM hub.new_login(p_role, p_verifier, '{p}_desk', NULL);
        INSERT INTO hub.desk (desk, role, signing_key, box_key, verifier, invitation, about)
        VALUES (p_desk, p_role, p_signing, p_box, p_verifier, session_user, p_about);
        EXECUTE format('ALTER ROLE %I NOLOGIN', session_user);
    END $$""",
    """CREATE FUNCTION hub.revoke(p_desk uuid) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    DECLARE
        its_role name := (SELECT d.role FROM hub.desk d WHERE d.desk = p_desk);
        ended integer := 0;
    BEGIN
        IF hub.my_desks() = '{}' OR NOT EXISTS (
            SELECT FROM hub.may mine JOIN hub.member theirs ON theirs.space = mine.space
            WHERE mine.role = session_user AND mine.can = 'admin' AND theirs.desk = p_desk
            UNION ALL
            SELECT FROM hub.desk d JOIN hub.invitation i ON i.role = d.invitation
            WHERE d.desk = p_desk AND i.invited_by = ANY (hub.my_desks())
        ) THEN
            RAISE EXCEPTION 'no admin of this desk' USING errcode = '42501';
        END IF;
        UPDATE hub.desk d SET revoked = true WHERE d.role = its_role;
        DELETE FROM hub.may m WHERE m.role = its_role;
        EXECUTE format('ALTER ROLE %I NOLOGIN', its_role);
        BEGIN
            SELECT count(pg_terminate_backend(a.pid)) INTO ended
            FROM pg_stat_activity a WHERE a.usename = its_role;
        EXCEPTION WHEN insufficient_privilege THEN
            ended := -1;  -- its rights are gone at once all the same
        END;
        RETURN ended;
    END $$""",
    # An admin's desk keeps what it needs to make the hub anew. A verifier of a random password of
    # 192 bits lets nobody in.
    """CREATE FUNCTION hub.roster() RETURNS TABLE (desk uuid, role name, verifier text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = hub, pg_temp AS $$
        SELECT d.desk, d.role, d.verifier FROM hub.desk d
        WHERE EXISTS (
            SELECT FROM hub.may m JOIN hub.space s ON s.space = m.space AND s.kind = 'practice'
            WHERE m.role = session_user AND m.can = 'admin'
        )
    $$""",
    """CREATE FUNCTION hub.wake(p_space uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    BEGIN
        IF hub.i_may(p_space, ARRAY['write', 'admin']) THEN
            PERFORM pg_notify((SELECT s.channel FROM hub.space s WHERE s.space = p_space), '');
        END IF;
    END $$""",
    # What each desk's log came to, sealed: a desk tells its own and hears the others'.
    """CREATE FUNCTION hub.tell(p_me uuid, p_space uuid, p_sealed bytea) RETURNS bytea[]
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    BEGIN
        PERFORM hub.check_mine(p_me);
        IF NOT hub.i_may(p_space, ARRAY['read', 'write', 'admin'])
            OR octet_length(p_sealed) > 1024 THEN
            RAISE EXCEPTION 'no member of this space' USING errcode = '42501';
        END IF;
        INSERT INTO hub.told VALUES (p_space, p_me, p_sealed)
        ON CONFLICT (space, desk) DO UPDATE SET sealed = excluded.sealed;
        RETURN (
            SELECT coalesce(array_agg(uuid_send(t.desk) || t.sealed ORDER BY t.desk), '{}')
            FROM hub.told t WHERE t.space = p_space AND t.desk <> p_me
        );
    END $$""",
    # Neither who nor when is kept, and nothing may be read but by the collector, all at once.
    """CREATE FUNCTION hub.put(p_space uuid, p_round bytea, p_sealed bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    BEGIN
        IF NOT hub.i_may(p_space, ARRAY['write', 'admin']) OR octet_length(p_sealed) > 65536 THEN
            RAISE EXCEPTION 'no writer of this space' USING errcode = '42501';
        END IF;
        INSERT INTO hub.box VALUES (p_space, p_round, p_sealed);
    END $$""",
    """CREATE FUNCTION hub.collect(p_space uuid, p_round bytea, p_least integer)
    RETURNS SETOF bytea LANGUAGE plpgsql SECURITY DEFINER SET search_path = hub, pg_temp AS $$
    BEGIN
        IF NOT hub.i_may(p_space, ARRAY['write', 'admin']) THEN
            RAISE EXCEPTION 'no writer of this space' USING errcode = '42501';
        END IF;
        IF (SELECT count(*) FROM hub.box b WHERE b.space = p_space AND b.round = p_round)
            < greatest(p_least, 3) THEN
            RETURN;
        END IF;
        RETURN QUERY WITH taken AS (
            DELETE FROM hub.box b WHERE b.space = p_space AND b.round = p_round
            RETURNING b.sealed
        ) SELECT t.sealed FROM taken t ORDER BY t.sealed;
    END $$""",
)

_READABLE = ("space", "member", "key_box", "head", "op")

_RIGHTS = (
    *(
        f"ALTER TABLE hub.{table} ENABLE ROW LEVEL SECURITY"
        for table in (*_READABLE, "desk", "box", "told")
    ),
    *(
        f"CREATE POLICY of_my_spaces ON hub.{table} FOR SELECT TO {{p}}_desk "
        "USING (space = ANY (ARRAY(SELECT unnest(hub.my_spaces()))))"
        for table in ("space", "member", "head", "op")
    ),
    "CREATE POLICY given_by_admins ON hub.key_box FOR SELECT TO {p}_desk USING (space = ANY "
    "(ARRAY(SELECT m.space FROM hub.my_admin_spaces() AS m(space))))",
    "CREATE POLICY mine ON hub.key_box FOR SELECT TO {p}_desk "
    "USING (desk = ANY (ARRAY(SELECT unnest(hub.my_desks()))) AND space = ANY (ARRAY(SELECT unnest(hub.my_spaces()))))",
    "CREATE POLICY all_desks ON hub.desk FOR SELECT TO {p}_desk "
    "USING (cardinality((SELECT hub.my_spaces())) > 0 OR role = session_user)",
    "REVOKE ALL ON SCHEMA hub FROM PUBLIC",
    "REVOKE ALL ON ALL TABLES IN SCHEMA hub FROM PUBLIC",
    "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA hub FROM PUBLIC",
    "GRANT USAGE ON SCHEMA hub TO {p}_desk, {p}_guest",
    "GRANT SELECT ON hub.about TO {p}_desk, {p}_guest",
    "GRANT SELECT ON hub.alembic_version TO {p}_desk, {p}_guest",
    "GRANT SELECT ON hub.space, hub.member, hub.key_box, hub.head, hub.op TO {p}_desk",
    "GRANT SELECT (desk, role, signing_key, box_key, invitation, about, enrolled_at, revoked)"
    " ON hub.desk TO {p}_desk",
    "GRANT EXECUTE ON FUNCTION hub.my_spaces, hub.my_desks, hub.my_admin_spaces, hub.go_on, hub.clock, hub.pull, hub.push, "
    "hub.refill, hub.erase, hub.begin_space, hub.approve, hub.give, hub.invite, hub.revoke, "
    "hub.wake, hub.tell, hub.put, hub.collect, hub.roster TO {p}_desk",
    "GRANT EXECUTE ON FUNCTION hub.enrol, hub.clock TO {p}_guest",
)

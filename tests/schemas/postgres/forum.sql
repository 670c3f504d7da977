-- A forum, as PostgreSQL is used: enums, citext, arrays, jsonb, full text, partial and covering indexes.
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TYPE user_role AS ENUM ('member', 'moderator', 'admin', 'bot');
CREATE TYPE notification_kind AS ENUM ('mention', 'reply', 'like', 'message', 'badge', 'it''s "new"');
CREATE TYPE flag_state AS ENUM ('open', 'agreed', 'disagreed', 'ignored');

CREATE SEQUENCE ticket_numbers START WITH 1000 INCREMENT BY 5 CACHE 20;

CREATE TABLE users (
    id bigserial PRIMARY KEY,
    username citext NOT NULL UNIQUE,
    email citext NOT NULL,
    password_hash varchar(255) NOT NULL,
    role user_role NOT NULL DEFAULT 'member',
    trust_level smallint NOT NULL DEFAULT 0 CHECK (trust_level BETWEEN 0 AND 4),
    active boolean NOT NULL DEFAULT false,
    locale varchar(10) DEFAULT 'en',
    registered_from inet,
    settings jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    suspended_until timestamptz,
    CONSTRAINT users_email_has_at CHECK (email ~ '@'::citext)
);
CREATE UNIQUE INDEX users_email_active ON users (lower(email::text)) WHERE suspended_until IS NULL;
CREATE INDEX users_username_trgm ON users USING gin ((username::text) gin_trgm_ops);
CREATE INDEX users_created_at ON users (created_at DESC NULLS LAST) INCLUDE (username, role);
COMMENT ON TABLE users IS 'Everyone who may write; it''s the centre.';
COMMENT ON COLUMN users.trust_level IS 'From 0 (new) to 4 (leader)';

CREATE TABLE user_profiles (
    user_id bigint PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    bio text, website varchar(200), location varchar(120), birthday date,
    views integer NOT NULL DEFAULT 0
);
CREATE TABLE user_emails (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    email citext NOT NULL,
    "primary" boolean NOT NULL DEFAULT false,
    confirmed_at timestamp,
    UNIQUE (user_id, email)
);
CREATE UNIQUE INDEX user_emails_one_primary ON user_emails (user_id) WHERE "primary";
CREATE TABLE user_sessions (
    token uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    ip inet NOT NULL, user_agent text NOT NULL DEFAULT '',
    expires_at timestamptz NOT NULL DEFAULT (now() + '30 days'::interval)
);
CREATE INDEX user_sessions_user ON user_sessions USING hash (user_id);
CREATE TABLE user_follows (
    follower_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    followed_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (follower_id, followed_id),
    CHECK (follower_id <> followed_id)
);
CREATE INDEX ON user_follows (followed_id);
CREATE TABLE user_blocks (
    blocker_id bigint NOT NULL REFERENCES users, blocked_id bigint NOT NULL REFERENCES users,
    reason text, PRIMARY KEY (blocker_id, blocked_id)
);
CREATE TABLE user_options (
    user_id bigint PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    digest_after interval NOT NULL DEFAULT '7 days', theme_ids integer[] NOT NULL DEFAULT '{}',
    muted_words text[] NOT NULL DEFAULT ARRAY[]::text[], timezone text DEFAULT 'UTC'
);
CREATE TABLE user_api_keys (
    id serial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users,
    key_hash bytea NOT NULL UNIQUE, scopes text[] NOT NULL DEFAULT '{read,write}', revoked_at timestamptz
);
CREATE TABLE user_warnings (
    id serial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users,
    issued_by bigint REFERENCES users ON DELETE SET NULL, points smallint NOT NULL DEFAULT 1
);
CREATE TABLE groups (
    id serial PRIMARY KEY, name citext NOT NULL UNIQUE, full_name text,
    visibility smallint NOT NULL DEFAULT 0, automatic boolean NOT NULL DEFAULT FALSE,
    CHECK (visibility IN (0, 1, 2, 3))
);
CREATE TABLE group_members (
    group_id integer NOT NULL REFERENCES groups ON DELETE CASCADE,
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    owner boolean NOT NULL DEFAULT false, PRIMARY KEY (group_id, user_id)
);
CREATE TABLE group_requests (
    id serial PRIMARY KEY, group_id integer NOT NULL, user_id bigint NOT NULL,
    reason text NOT NULL CHECK (length(reason) > 3),
    FOREIGN KEY (group_id, user_id) REFERENCES group_members (group_id, user_id) DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE categories (
    id serial PRIMARY KEY, parent_id integer REFERENCES categories ON DELETE RESTRICT,
    name varchar(80) NOT NULL, slug varchar(80) NOT NULL, color char(6) NOT NULL DEFAULT '0088CC',
    "position" integer NOT NULL DEFAULT 0, read_only boolean NOT NULL DEFAULT false,
    CONSTRAINT categories_slug_key UNIQUE (parent_id, slug)
);
CREATE UNIQUE INDEX categories_top_slug ON categories (slug) WHERE parent_id IS NULL;
CREATE TABLE category_groups (
    category_id integer NOT NULL REFERENCES categories ON DELETE CASCADE,
    group_id integer NOT NULL REFERENCES groups ON DELETE CASCADE,
    permission smallint NOT NULL DEFAULT 1, PRIMARY KEY (category_id, group_id)
);
CREATE TABLE category_settings (
    category_id integer PRIMARY KEY REFERENCES categories ON DELETE CASCADE,
    auto_close interval, min_trust numeric(3, 1) NOT NULL DEFAULT 0.0, extra json
);
CREATE TABLE uploads (
    id bigserial PRIMARY KEY, user_id bigint REFERENCES users ON DELETE SET NULL,
    original_name text NOT NULL, bytes bigint NOT NULL CHECK (bytes >= 0), width integer, height integer,
    sha256 bytea NOT NULL, CONSTRAINT uploads_sha256 UNIQUE (sha256),
    CHECK ((width IS NULL) = (height IS NULL))
);
CREATE TABLE user_avatars (
    user_id bigint PRIMARY KEY REFERENCES users ON DELETE CASCADE,
    upload_id bigint REFERENCES uploads ON DELETE SET NULL
);
CREATE TABLE topics (
    id bigserial PRIMARY KEY, category_id integer REFERENCES categories, author_id bigint NOT NULL REFERENCES users,
    title varchar(255) NOT NULL, slug varchar(255) NOT NULL DEFAULT 'topic', pinned boolean NOT NULL DEFAULT false,
    closed boolean NOT NULL DEFAULT false, archetype text NOT NULL DEFAULT 'regular',
    views integer NOT NULL DEFAULT 0, score double precision NOT NULL DEFAULT 0.0,
    created_at timestamptz NOT NULL DEFAULT now(), deleted_at timestamptz, last_post_id bigint,
    CONSTRAINT topics_archetype CHECK (archetype IN ('regular', 'private_message', 'banner'))
);
CREATE INDEX topics_listed ON topics (category_id, created_at DESC) WHERE deleted_at IS NULL AND archetype <> 'private_message';
CREATE INDEX topics_author ON topics (author_id);
CREATE TABLE posts (
    id bigserial PRIMARY KEY, topic_id bigint NOT NULL REFERENCES topics ON DELETE CASCADE,
    author_id bigint REFERENCES users ON DELETE SET NULL, reply_to_id bigint REFERENCES posts ON DELETE SET NULL,
    number integer NOT NULL, raw text NOT NULL, cooked text NOT NULL,
    search tsvector GENERATED ALWAYS AS (to_tsvector('english'::regconfig, raw)) STORED,
    word_count integer GENERATED ALWAYS AS (length(raw) / 6) STORED,
    created_at timestamptz NOT NULL DEFAULT now(), edited_at timestamptz, deleted_at timestamptz,
    UNIQUE (topic_id, number) DEFERRABLE INITIALLY IMMEDIATE
);
ALTER TABLE topics ADD CONSTRAINT topics_last_post FOREIGN KEY (last_post_id) REFERENCES posts ON DELETE SET NULL;
CREATE INDEX posts_search ON posts USING gin (search);
CREATE INDEX posts_created ON posts USING brin (created_at);
CREATE INDEX posts_by_author ON posts (author_id, created_at DESC) WHERE deleted_at IS NULL;
CREATE TABLE post_revisions (
    id bigserial PRIMARY KEY, post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE,
    editor_id bigint REFERENCES users, number integer NOT NULL, changes jsonb NOT NULL DEFAULT '[]'::jsonb,
    created_at timestamptz NOT NULL DEFAULT now(), UNIQUE (post_id, number)
);
CREATE INDEX post_revisions_changes ON post_revisions USING gin (changes jsonb_path_ops);
CREATE TABLE post_likes (
    post_id bigint NOT NULL REFERENCES posts ON DELETE CASCADE, user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (post_id, user_id)
);
CREATE TABLE post_uploads (post_id bigint REFERENCES posts ON DELETE CASCADE, upload_id bigint REFERENCES uploads, PRIMARY KEY (post_id, upload_id));
CREATE TABLE post_flags (
    id bigserial PRIMARY KEY, post_id bigint NOT NULL REFERENCES posts, flagged_by bigint NOT NULL REFERENCES users,
    state flag_state NOT NULL DEFAULT 'open'::flag_state, message text, handled_at timestamptz,
    CHECK (state = 'open' OR handled_at IS NOT NULL)
);
CREATE INDEX post_flags_open ON post_flags (post_id) WHERE state = 'open';
CREATE TABLE post_actions (id bigserial PRIMARY KEY, post_id bigint NOT NULL REFERENCES posts, user_id bigint NOT NULL REFERENCES users, kind smallint NOT NULL);
CREATE TABLE bookmarks (
    id bigserial PRIMARY KEY, user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    post_id bigint REFERENCES posts ON DELETE CASCADE, topic_id bigint REFERENCES topics ON DELETE CASCADE,
    name varchar(100), remind_at timestamptz, CHECK (num_nonnulls(post_id, topic_id) = 1)
);
CREATE TABLE drafts (user_id bigint NOT NULL REFERENCES users, key varchar(50) NOT NULL, data jsonb NOT NULL, sequence integer DEFAULT 0 NOT NULL, PRIMARY KEY (user_id, key));
CREATE TABLE topic_users (
    topic_id bigint NOT NULL REFERENCES topics ON DELETE CASCADE, user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE,
    last_read integer, level smallint NOT NULL DEFAULT 1, read_time interval(0) NOT NULL DEFAULT '00:00:00', PRIMARY KEY (user_id, topic_id)
);
CREATE TABLE topic_links (id bigserial PRIMARY KEY, topic_id bigint NOT NULL REFERENCES topics, url varchar(500) NOT NULL, domain varchar(100) NOT NULL, clicks integer DEFAULT 0 NOT NULL, UNIQUE (topic_id, url));
CREATE TABLE topic_timers (id serial PRIMARY KEY, topic_id bigint NOT NULL REFERENCES topics ON UPDATE CASCADE ON DELETE CASCADE, run_at timestamptz NOT NULL, during tstzrange);
CREATE TABLE tags (id serial PRIMARY KEY, name citext COLLATE "C" NOT NULL, topic_count integer DEFAULT 0 NOT NULL);
CREATE UNIQUE INDEX tags_name ON tags (lower(name::text) text_pattern_ops);
CREATE TABLE topic_tags (topic_id bigint REFERENCES topics ON DELETE CASCADE, tag_id integer REFERENCES tags ON DELETE CASCADE, PRIMARY KEY (topic_id, tag_id));
CREATE TABLE tag_groups (id serial PRIMARY KEY, name varchar(100) NOT NULL, one_per_topic boolean DEFAULT false);
CREATE TABLE tag_group_members (tag_group_id integer REFERENCES tag_groups, tag_id integer REFERENCES tags, PRIMARY KEY (tag_group_id, tag_id));
CREATE TABLE polls (id bigserial PRIMARY KEY, post_id bigint NOT NULL REFERENCES posts, name varchar(100) DEFAULT 'poll' NOT NULL, min smallint, max smallint, CHECK (min <= max), UNIQUE (post_id, name));
CREATE TABLE poll_options (id bigserial PRIMARY KEY, poll_id bigint NOT NULL REFERENCES polls ON DELETE CASCADE, html text NOT NULL);
CREATE TABLE poll_votes (poll_id bigint NOT NULL REFERENCES polls, option_id bigint NOT NULL REFERENCES poll_options, user_id bigint NOT NULL REFERENCES users, PRIMARY KEY (option_id, user_id));
CREATE TABLE badges (id serial PRIMARY KEY, name varchar(100) NOT NULL UNIQUE, grade char(1) NOT NULL DEFAULT 'b', query text, CHECK (grade = ANY (ARRAY['b', 's', 'g'])));
CREATE TABLE user_badges (id bigserial PRIMARY KEY, badge_id integer NOT NULL REFERENCES badges, user_id bigint NOT NULL REFERENCES users, post_id bigint REFERENCES posts, granted_at timestamp without time zone DEFAULT LOCALTIMESTAMP NOT NULL);
CREATE UNIQUE INDEX user_badges_once ON user_badges (badge_id, user_id, COALESCE(post_id, 0));
CREATE TABLE notifications (
    id bigint GENERATED BY DEFAULT AS IDENTITY (START WITH 100 INCREMENT BY 2 CACHE 10) PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES users ON DELETE CASCADE, kind notification_kind NOT NULL,
    data jsonb NOT NULL DEFAULT '{"unread": true, "count": 1}', read boolean NOT NULL DEFAULT 'f', created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX notifications_unread ON notifications (user_id, id DESC) WHERE NOT read;
CREATE TABLE messages (id bigserial PRIMARY KEY, sender_id bigint REFERENCES users, recipient_ids bigint[] NOT NULL, body text NOT NULL) WITH (fillfactor = 80);
CREATE INDEX messages_recipients ON messages USING gin (recipient_ids);
CREATE TABLE chat_channels (id serial PRIMARY KEY, category_id integer REFERENCES categories, slow_mode time(0) DEFAULT '00:00:05');
CREATE TABLE chat_messages (id bigserial PRIMARY KEY, channel_id integer NOT NULL REFERENCES chat_channels, user_id bigint REFERENCES users, body varchar NOT NULL, sent_at timestamp(3) NOT NULL DEFAULT now());
CREATE TABLE invites (code char(12) PRIMARY KEY, email citext, invited_by bigint NOT NULL REFERENCES users, group_ids integer[], redemptions smallint DEFAULT 0 NOT NULL, max_redemptions smallint DEFAULT 1 NOT NULL, CONSTRAINT invites_not_overdrawn CHECK (redemptions <= max_redemptions));
CREATE TABLE tickets (number bigint PRIMARY KEY DEFAULT nextval('ticket_numbers'), reporter_id bigint REFERENCES users, body text NOT NULL, fee numeric(12, 2) NOT NULL DEFAULT 0, fee_with_tax numeric(14, 4) GENERATED ALWAYS AS (fee * 1.19) STORED);
CREATE TABLE web_hooks (id serial PRIMARY KEY, url text NOT NULL CHECK (url LIKE 'https://%'), secret text DEFAULT '', events varchar(40)[] NOT NULL);
CREATE TABLE site_settings (name varchar(100) PRIMARY KEY, value text, data_type integer NOT NULL DEFAULT 1, updated_at timestamptz DEFAULT statement_timestamp());
CREATE TABLE screened_ips (id serial PRIMARY KEY, network cidr NOT NULL, mac macaddr, matches integer NOT NULL DEFAULT 0);
CREATE INDEX screened_ips_network ON screened_ips USING gist (network inet_ops);
CREATE UNLOGGED TABLE page_views (day date NOT NULL DEFAULT CURRENT_DATE, path text NOT NULL, hits bigint NOT NULL DEFAULT 0, PRIMARY KEY (day, path));
CREATE TABLE audit_log (id bigserial, at timestamptz NOT NULL DEFAULT clock_timestamp(), actor_id bigint, what text NOT NULL, detail jsonb);
CREATE INDEX audit_log_detail ON audit_log ((detail ->> 'target'));

CREATE VIEW active_users AS SELECT id, username FROM users WHERE active AND suspended_until IS NULL;
CREATE MATERIALIZED VIEW leaderboard AS SELECT author_id, count(*) AS posts FROM posts GROUP BY author_id;
CREATE UNIQUE INDEX leaderboard_author ON leaderboard (author_id);
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.updated_at := now(); RETURN NEW; END $$;
CREATE TRIGGER users_touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE FUNCTION touch();

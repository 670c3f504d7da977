-- A music library, as SQLite is used: affinities, rowid aliases, checks at columns, triggers that keep counts.
CREATE TABLE artists (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL COLLATE NOCASE,
    sort_name TEXT NOT NULL DEFAULT '' COLLATE NOCASE,
    kind TEXT NOT NULL DEFAULT 'person' CHECK (kind IN ('person', 'group', 'orchestra', 'choir', 'it''s other')),
    born DATE, died DATE, "rating" REAL CHECK (rating BETWEEN 0.0 AND 5.0),
    mbid CHAR(36) UNIQUE, created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CHECK (died IS NULL OR died >= born)
);
CREATE INDEX artists_by_name ON artists (sort_name COLLATE NOCASE, id DESC);
CREATE UNIQUE INDEX artists_name_kind ON artists (lower(name), kind);
CREATE TABLE artist_aliases (id INTEGER PRIMARY KEY, artist_id INTEGER NOT NULL REFERENCES artists (id) ON DELETE CASCADE, alias TEXT NOT NULL, locale VARCHAR(10), UNIQUE (artist_id, alias));
CREATE TABLE artist_members (group_id INTEGER NOT NULL REFERENCES artists ON DELETE CASCADE, member_id INTEGER NOT NULL REFERENCES artists ON DELETE CASCADE, since INT, until INT, PRIMARY KEY (group_id, member_id), CHECK (group_id <> member_id)) WITHOUT ROWID;
CREATE TABLE artist_images (artist_id INTEGER PRIMARY KEY REFERENCES artists ON DELETE CASCADE, image BLOB NOT NULL, width INT, height INT);
CREATE TABLE labels (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, country CHAR(2), founded INTEGER DEFAULT NULL);
CREATE TABLE label_aliases (label_id INTEGER NOT NULL CONSTRAINT label_of_alias REFERENCES labels (id) ON UPDATE CASCADE ON DELETE CASCADE, alias TEXT NOT NULL, CONSTRAINT label_aliases_key PRIMARY KEY (label_id, alias));
CREATE TABLE albums (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title VARCHAR(255) NOT NULL,
    label_id INTEGER REFERENCES labels ON DELETE SET NULL,
    released DATE, total_discs SMALLINT NOT NULL DEFAULT 1, compilation BOOLEAN NOT NULL DEFAULT FALSE,
    price DECIMAL(10,2) DEFAULT 0.00, barcode VARCHAR(20), comment TEXT DEFAULT 'it''s -- "fine"; really',
    year INTEGER GENERATED ALWAYS AS (CAST(strftime('%Y', released) AS INTEGER)) VIRTUAL,
    title_key TEXT AS (lower(trim(title))) STORED,
    CONSTRAINT albums_positive CHECK (total_discs > 0 AND (price IS NULL OR price >= 0))
);
CREATE INDEX albums_by_year ON albums (year, title) WHERE compilation = 0;
CREATE INDEX albums_by_key ON albums (title_key);
CREATE UNIQUE INDEX albums_barcode ON albums (barcode) WHERE barcode IS NOT NULL AND barcode <> '';
CREATE TABLE album_artists (album_id INTEGER NOT NULL REFERENCES albums ON DELETE CASCADE, artist_id INTEGER NOT NULL REFERENCES artists ON DELETE RESTRICT, position INTEGER NOT NULL DEFAULT 0, join_phrase TEXT NOT NULL DEFAULT ' & ', PRIMARY KEY (album_id, artist_id));
CREATE INDEX album_artists_artist ON album_artists (artist_id);
CREATE TABLE covers (album_id INTEGER NOT NULL PRIMARY KEY REFERENCES albums ON DELETE CASCADE, mime TEXT NOT NULL DEFAULT 'image/jpeg', data BLOB NOT NULL DEFAULT x'00');
CREATE TABLE discs (id INTEGER PRIMARY KEY, album_id INTEGER NOT NULL REFERENCES albums ON DELETE CASCADE, number INTEGER NOT NULL DEFAULT (1), subtitle TEXT, UNIQUE (album_id, number) ON CONFLICT ABORT);
CREATE TABLE genres (id INTEGER PRIMARY KEY, parent_id INTEGER REFERENCES genres (id), name TEXT NOT NULL COLLATE NOCASE UNIQUE);
CREATE TABLE moods (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, colour TEXT CHECK (colour LIKE '#%' AND length(colour) = 7)) STRICT;
CREATE TABLE files (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, size BIGINT NOT NULL CHECK (size >= 0), mtime INTEGER NOT NULL, hash BLOB, codec VARCHAR(16) NOT NULL DEFAULT 'flac', bitrate INT, sample_rate INT DEFAULT 44100, gain FLOAT DEFAULT -6.5);
CREATE TABLE tracks (
    id INTEGER PRIMARY KEY AUTOINCREMENT, disc_id INTEGER NOT NULL, file_id INTEGER UNIQUE REFERENCES files ON DELETE SET NULL,
    number INTEGER NOT NULL, title TEXT NOT NULL, seconds DOUBLE NOT NULL DEFAULT 0.0, isrc CHAR(12),
    explicit BOOLEAN NOT NULL DEFAULT 0, lyrics TEXT, added DATETIME NOT NULL DEFAULT (datetime('now')),
    minutes REAL GENERATED ALWAYS AS (seconds / 60) VIRTUAL,
    FOREIGN KEY (disc_id) REFERENCES discs (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    UNIQUE (disc_id, number)
);
CREATE INDEX tracks_long ON tracks (seconds DESC) WHERE seconds > 600;
CREATE INDEX tracks_title ON tracks (title COLLATE NOCASE);
CREATE TABLE track_artists (track_id INTEGER REFERENCES tracks ON DELETE CASCADE, artist_id INTEGER REFERENCES artists, role TEXT NOT NULL DEFAULT 'main' CHECK (role IN ('main', 'featured', 'remixer', 'composer')), PRIMARY KEY (track_id, artist_id, role));
CREATE TABLE track_genres (track_id INTEGER NOT NULL REFERENCES tracks ON DELETE CASCADE, genre_id INTEGER NOT NULL REFERENCES genres ON DELETE CASCADE, weight REAL NOT NULL DEFAULT 1, PRIMARY KEY (track_id, genre_id)) WITHOUT ROWID;
CREATE TABLE track_moods (track_id INTEGER NOT NULL REFERENCES tracks, mood_id INTEGER NOT NULL REFERENCES moods, PRIMARY KEY (track_id, mood_id)) WITHOUT ROWID, STRICT;
CREATE TABLE works (id INTEGER PRIMARY KEY, composer_id INTEGER REFERENCES artists, title TEXT NOT NULL, opus VARCHAR(20), key_signature VARCHAR(10));
CREATE TABLE work_parts (work_id INTEGER NOT NULL REFERENCES works ON DELETE CASCADE, number INTEGER NOT NULL, title TEXT, PRIMARY KEY (work_id, number DESC));
CREATE TABLE recordings (id INTEGER PRIMARY KEY, work_id INTEGER, part INTEGER, track_id INTEGER REFERENCES tracks, FOREIGN KEY (work_id, part) REFERENCES work_parts (work_id, number));
CREATE TABLE instruments (id INTEGER PRIMARY KEY, name TEXT UNIQUE NOT NULL, family TEXT);
CREATE TABLE performers (recording_id INTEGER NOT NULL REFERENCES recordings, artist_id INTEGER NOT NULL REFERENCES artists, instrument_id INTEGER REFERENCES instruments, solo BOOLEAN DEFAULT true);
CREATE UNIQUE INDEX performers_once ON performers (recording_id, artist_id, coalesce(instrument_id, 0));
CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, login TEXT NOT NULL UNIQUE COLLATE NOCASE, password TEXT NOT NULL, email TEXT, admin BOOLEAN NOT NULL DEFAULT FALSE, settings JSON NOT NULL DEFAULT '{}', last_login DATETIME, CHECK (json_valid(settings)));
CREATE UNIQUE INDEX users_email ON users (email) WHERE email IS NOT NULL;
CREATE TABLE devices (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE, name TEXT NOT NULL, token BLOB NOT NULL DEFAULT (randomblob(16)));
CREATE TABLE plays (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL REFERENCES users, track_id INTEGER NOT NULL REFERENCES tracks ON DELETE CASCADE, device_id INTEGER REFERENCES devices, at DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%d %H:%M:%f', 'now')), finished BOOLEAN NOT NULL DEFAULT TRUE);
CREATE INDEX plays_recent ON plays (user_id, at DESC);
CREATE TABLE skips (user_id INTEGER NOT NULL, track_id INTEGER NOT NULL, at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, seconds INT NOT NULL DEFAULT -1, PRIMARY KEY (user_id, track_id, at));
CREATE TABLE ratings (user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE, track_id INTEGER NOT NULL REFERENCES tracks ON DELETE CASCADE, stars TINYINT NOT NULL CHECK (stars >= 1 AND stars <= 5), PRIMARY KEY (user_id, track_id));
CREATE TABLE favourites (user_id INTEGER NOT NULL REFERENCES users, album_id INTEGER REFERENCES albums, artist_id INTEGER REFERENCES artists, CHECK ((album_id IS NULL) <> (artist_id IS NULL)));
CREATE TABLE playlists (id INTEGER PRIMARY KEY AUTOINCREMENT, owner_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE, parent_id INTEGER REFERENCES playlists ON DELETE CASCADE, name TEXT NOT NULL, smart_query TEXT, public BOOLEAN NOT NULL DEFAULT 0, UNIQUE (owner_id, name));
CREATE TABLE playlist_tracks (playlist_id INTEGER NOT NULL REFERENCES playlists ON DELETE CASCADE, position INTEGER NOT NULL, track_id INTEGER NOT NULL REFERENCES tracks ON DELETE CASCADE, added_by INTEGER REFERENCES users ON DELETE SET NULL, PRIMARY KEY (playlist_id, position));
CREATE TABLE playlist_followers (playlist_id INTEGER REFERENCES playlists, user_id INTEGER REFERENCES users, PRIMARY KEY (playlist_id, user_id));
CREATE TABLE queues (user_id INTEGER PRIMARY KEY REFERENCES users, current INTEGER REFERENCES tracks ON DELETE SET DEFAULT, shuffle BOOLEAN DEFAULT 0, repeat TEXT DEFAULT 'off' CHECK (repeat IN ('off','one','all')));
CREATE TABLE queue_items (user_id INTEGER NOT NULL REFERENCES queues (user_id), position INTEGER NOT NULL, track_id INTEGER NOT NULL, PRIMARY KEY (user_id, position)) WITHOUT ROWID;
CREATE TABLE podcasts (id INTEGER PRIMARY KEY, feed TEXT NOT NULL UNIQUE CHECK (feed GLOB 'http*'), title TEXT, etag TEXT DEFAULT "");
CREATE TABLE episodes (id INTEGER PRIMARY KEY, podcast_id INTEGER NOT NULL REFERENCES podcasts ON DELETE CASCADE, guid TEXT NOT NULL, published DATETIME, duration TIME, UNIQUE (podcast_id, guid));
CREATE TABLE concerts (id INTEGER PRIMARY KEY, artist_id INTEGER NOT NULL REFERENCES artists, venue_id INTEGER REFERENCES venues, day DATE NOT NULL, doors TIME DEFAULT '19:30:00');
CREATE TABLE venues (id INTEGER PRIMARY KEY, name TEXT NOT NULL, latitude REAL, longitude REAL, CHECK (latitude BETWEEN -90 AND 90), CHECK (longitude BETWEEN -180 AND 180));
CREATE TABLE tags (id INTEGER PRIMARY KEY, tag TEXT NOT NULL);
CREATE UNIQUE INDEX tags_folded ON tags (tag COLLATE NOCASE);
CREATE TABLE taggings (tag_id INTEGER NOT NULL REFERENCES tags, kind TEXT NOT NULL, thing_id INTEGER NOT NULL, PRIMARY KEY (tag_id, kind, thing_id)) WITHOUT ROWID;
CREATE TABLE scans (id INTEGER PRIMARY KEY, started DATETIME NOT NULL, ended DATETIME, found INTEGER NOT NULL DEFAULT 0, errors INTEGER NOT NULL DEFAULT 0, CHECK (ended IS NULL OR ended >= started));
CREATE TABLE scan_errors (scan_id INTEGER NOT NULL REFERENCES scans ON DELETE CASCADE, path TEXT NOT NULL, message TEXT NOT NULL DEFAULT '');
CREATE TABLE settings ("key" TEXT PRIMARY KEY NOT NULL, "value", [group] TEXT DEFAULT 'general', `order` INTEGER DEFAULT (1 + 1)) WITHOUT ROWID;
CREATE TABLE schema_info (version INTEGER NOT NULL DEFAULT 1, updated DATETIME DEFAULT current_timestamp);

CREATE VIEW album_lengths AS SELECT d.album_id, sum(t.seconds) AS seconds FROM tracks t JOIN discs d ON d.id = t.disc_id GROUP BY d.album_id;
CREATE VIEW recently_played AS SELECT * FROM plays WHERE at > datetime('now', '-7 days');
CREATE TRIGGER scans_count AFTER INSERT ON scan_errors BEGIN UPDATE scans SET errors = errors + 1 WHERE id = NEW.scan_id; END;
CREATE TRIGGER tracks_no_empty_title BEFORE INSERT ON tracks WHEN NEW.title = '' BEGIN SELECT RAISE(ABORT, 'a track needs a title'); END;
CREATE VIRTUAL TABLE lyrics_search USING fts5(title, lyrics);

//! What is read, built in a second database, is what the server showed of the first.

use super::{Error, is_mariadb, reflected};
use fsm_core::{Dialect, IndexDef, Metadata, Reflected, SqlType};
use fsm_tests::{Case, TestDatabase, TestResult, cases, ddl_cases, hostile};
use sqlx::{AssertSqlSafe, MySqlPool, Row};

pub fn cases() -> Vec<Case> {
    cases![
        a_copy_of_ddl_written_by_hand_is_the_same,
        a_copy_of_every_model_is_the_same,
        hostile_texts_are_read_as_they_were_written
    ]
}

/// A second database beside the test's own, which goes with it.
struct Copy {
    pool: MySqlPool,
    name: String,
}

impl Copy {
    async fn new(db: &TestDatabase) -> Result<Self, Error> {
        let own = db.query_text("SELECT DATABASE()").await?[0][0].clone().unwrap_or_default();
        let name = format!("{own}_copy");
        db.execute(&format!("CREATE DATABASE `{name}` CHARACTER SET utf8mb4")).await?;
        let pool = MySqlPool::connect(&db.url().replace(&own, &name)).await?;
        Ok(Self { pool, name })
    }

    async fn remove(self, db: &TestDatabase) -> Result<(), sqlx::Error> {
        self.pool.close().await;
        db.execute(&format!("DROP DATABASE `{}`", self.name)).await
    }
}

/// What the server shows of each table, in the order of their names.
async fn shown(pool: &MySqlPool, found: &Reflected) -> Result<Vec<String>, sqlx::Error> {
    let mut shown = Vec::new();
    for table in found.metadata.tables() {
        let name = Dialect::Mysql.quote_identifier(&table.name.name);
        let sql = AssertSqlSafe(format!("SHOW CREATE TABLE {name}"));
        let text: String = sqlx::raw_sql(sql).fetch_one(pool).await?.try_get_unchecked(1)?;
        // Where numbering goes on is no part of the schema, and what `USING BTREE` says is nothing.
        let text = text.replace(" USING BTREE", "");
        shown.push(match text.split_once(" AUTO_INCREMENT=") {
            Some((start, rest)) => {
                start.to_owned() + rest.trim_start_matches(|digit: char| digit.is_ascii_digit())
            }
            None => text,
        });
    }
    Ok(shown)
}

/// Copies what stands, and answers with how the copy differs.
async fn differences(db: &TestDatabase, copy: &Copy) -> Result<Vec<String>, Error> {
    let found = reflected(db).await.map_err(|error| format!("{error:?}"))?;
    for sql in
        found.metadata.create_all_sql(Dialect::Mysql).map_err(|error| format!("{error:?}"))?
    {
        let result = sqlx::raw_sql(AssertSqlSafe(sql.clone())).execute(&copy.pool).await;
        result.map_err(|error| format!("{error}\n{sql}"))?;
    }
    let (one, other) = (shown(db.mysql(), &found).await?, shown(&copy.pool, &found).await?);
    let again = Metadata::reflect(&copy.pool).await.map_err(|error| format!("{error:?}"))?;
    let mut differences: Vec<String> = one
        .iter()
        .zip(&other)
        .filter(|(one, other)| one != other)
        .map(|(one, other)| format!("{one}\n--- the copy:\n{other}"))
        .collect();
    for (one, other) in found.metadata.tables().zip(again.metadata.tables()) {
        if one != other {
            differences.push(format!("{one:#?}\n--- the copy:\n{other:#?}"));
        }
    }
    assert_eq!(found.metadata.len(), again.metadata.len());
    again.metadata.drop_all(&copy.pool).await?;
    Ok(differences)
}

async fn a_copy_of_ddl_written_by_hand_is_the_same(db: &TestDatabase) -> TestResult {
    let mut ddl = vec![
        "CREATE TABLE parent (id BIGINT AUTO_INCREMENT PRIMARY KEY, u INT UNSIGNED NOT NULL UNIQUE) COMMENT 'it''s \\\\ \"x\"'",
        "CREATE TABLE words (a VARCHAR(20) DEFAULT 'it''s \\\\ \\n', b VARCHAR(20) CHARSET latin1, c CHAR(3) COLLATE utf8mb4_bin NOT NULL COMMENT 'com''m', d ENUM('a','b''c','d\\\\e') DEFAULT 'b''c', e SET('x','y') DEFAULT 'x', f TINYTEXT, g MEDIUMTEXT NOT NULL, h LONGBLOB, i VARBINARY(9) DEFAULT 'ab', j BINARY(16), k CHAR(36) CHARACTER SET ascii)",
        "CREATE TABLE numbers (a TINYINT(1) DEFAULT TRUE, b TINYINT DEFAULT -3, c SMALLINT UNSIGNED, d MEDIUMINT NOT NULL DEFAULT '7', e INT, f BIGINT UNSIGNED DEFAULT 18446744073709551615, g DECIMAL DEFAULT 1.2, h DECIMAL(10,2) DEFAULT '1.5', i DECIMAL(65,30), j FLOAT DEFAULT 0.1, k DOUBLE DEFAULT 1e100, l FLOAT(7,3), m DOUBLE UNSIGNED, n YEAR DEFAULT '2005', o INT(5) ZEROFILL)",
        "CREATE TABLE moments (a DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) ON UPDATE CURRENT_TIMESTAMP(6), b TIMESTAMP NULL DEFAULT NULL ON UPDATE NOW(), c TIMESTAMP NULL, d DATE DEFAULT '2020-01-01', e TIME(6) DEFAULT '12:00:00', f DATETIME DEFAULT NOW(), g TIMESTAMP(3) DEFAULT NOW(3), h TIMESTAMP DEFAULT '2020-01-01 10:00:00' ON UPDATE CURRENT_TIMESTAMP, i DATE DEFAULT (CURDATE()))",
        "CREATE TABLE made (id INT, a INT AS (id + 1) VIRTUAL, b VARCHAR(30) AS (CONCAT('x\\\\', id)) STORED COMMENT 'c', c INT DEFAULT (1 + 1), d VARCHAR(36) DEFAULT (UUID()), e TEXT DEFAULT ('it''s'), f INT DEFAULT (ABS(-3) * 2))",
        "CREATE TABLE documents (a JSON, b JSON NOT NULL DEFAULT '{}', c JSON DEFAULT (JSON_ARRAY()))",
        "CREATE TABLE keyed (a INT, b INT, c VARCHAR(40), d TEXT, e POINT NOT NULL, PRIMARY KEY (b, a), UNIQUE uq (c, a), UNIQUE uq_part (c(5)), INDEX ix (c(5) DESC, a) COMMENT 'it''s', INDEX ix_a (a DESC), FULLTEXT ft (d), SPATIAL sp (e))",
        "CREATE TABLE named_key (p BIGINT, CONSTRAINT fk_named FOREIGN KEY (p) REFERENCES parent (id) ON DELETE CASCADE ON UPDATE SET NULL)",
        "CREATE TABLE unnamed_key (p BIGINT, FOREIGN KEY (p) REFERENCES parent (id))",
        "CREATE TABLE both_keys (p BIGINT, q BIGINT, INDEX mine (p, q), INDEX q (q), CONSTRAINT fk_p FOREIGN KEY (p) REFERENCES parent (id) ON DELETE NO ACTION, CONSTRAINT fk_q FOREIGN KEY (q) REFERENCES parent (id) ON DELETE RESTRICT)",
        "CREATE TABLE itself (id INT PRIMARY KEY, up INT, CONSTRAINT fk_itself FOREIGN KEY (up) REFERENCES itself (id))",
        "CREATE TABLE checked (a INT, b VARCHAR(20), CHECK (a > 1), CONSTRAINT ck_b CHECK (b <> 'it''s \\\\' AND LOWER(b) IN ('x', 'y') OR a BETWEEN 1 AND 2))",
        "CREATE TABLE options_a (id INT AUTO_INCREMENT, k INT, PRIMARY KEY (id, k)) ENGINE MyISAM DEFAULT CHARSET latin1",
        "CREATE TABLE options_b (id INT PRIMARY KEY, t VARCHAR(5)) ROW_FORMAT COMPACT COLLATE utf8mb4_bin",
        "CREATE TABLE options_c (id INT PRIMARY KEY, k INT, l INT, INDEX kh (k), INDEX lb (l) USING BTREE) ENGINE MEMORY",
        "CREATE TABLE options_d (t VARCHAR(5), j JSON) COLLATE latin1_bin",
        "CREATE TABLE no_numbers (id INT PRIMARY KEY)",
        "CREATE TABLE numbered_beside (id INT AUTO_INCREMENT, k INT PRIMARY KEY, INDEX (id))",
    ];
    if is_mariadb(db).await? {
        ddl.extend([
            "CREATE TABLE of_mariadb (a UUID DEFAULT UUID(), b INET6, c INET4, d VARCHAR(300) COMPRESSED)",
            "CREATE TABLE json_by_hand (a LONGTEXT COLLATE utf8mb4_bin CHECK (JSON_VALID(a)))",
        ]);
    }
    db.execute(&ddl.join(";\n")).await?;
    let copy = Copy::new(db).await?;
    let differences = differences(db, &copy).await;
    copy.remove(db).await?;
    let differences = differences?;
    assert!(differences.is_empty(), "{}", differences.join("\n\n"));
    Ok(())
}

async fn a_copy_of_every_model_is_the_same(db: &TestDatabase) -> TestResult {
    let copy = Copy::new(db).await?;
    let (mut failures, mut ran) = (Vec::new(), 0);
    for (name, metadata) in ddl_cases::cases() {
        let own = metadata.tables().all(|table| table.name.schema.is_none());
        if !own || metadata.verify(Dialect::Mysql).is_err() {
            continue;
        }
        ran += 1;
        metadata.create_all(db.mysql()).await?;
        match differences(db, &copy).await {
            Ok(found) => failures.extend(found.iter().map(|text| format!("{name}: {text}"))),
            Err(error) => failures.push(format!("{name}: {error}")),
        }
        metadata.drop_all(db.mysql()).await?;
    }
    copy.remove(db).await?;
    assert!(ran > 40, "only {ran} cases ran");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    Ok(())
}

async fn hostile_texts_are_read_as_they_were_written(db: &TestDatabase) -> TestResult {
    let (mut failures, mut ran) = (Vec::new(), 0);
    for (name, text) in hostile::TEXTS {
        for places in hostile::Place::TOGETHER {
            // Schemas are databases of the server, and those are not ours to make.
            let mut places = places.to_vec();
            places.retain(|place| {
                *place != hostile::Place::Schema && !place.is_ignored(Dialect::Mysql)
            });
            let model = |places: &[hostile::Place]| -> Metadata {
                hostile::Place::tables(places, text).into_iter().collect()
            };
            let together = model(&places).create_all_sql(Dialect::Mysql).is_ok();
            let groups =
                if together { vec![places] } else { places.chunks(1).map(Vec::from).collect() };
            for places in groups {
                let metadata = model(&places);
                if metadata.create_all_sql(Dialect::Mysql).is_err()
                    || metadata.create_all(db.mysql()).await.is_err()
                {
                    continue;
                }
                ran += places.len();
                match reflected(db).await {
                    Ok(found) if facts(&found.metadata) == facts(&metadata) => {}
                    Ok(found) => {
                        failures.push(format!("{places:?} {name}: {:?}", facts(&found.metadata)));
                    }
                    Err(error) => failures.push(format!("{places:?} {name}: {error:?}")),
                }
                metadata.drop_all(db.mysql()).await?;
            }
        }
    }
    assert!(ran > 500, "only {ran} texts were tried");
    assert!(failures.is_empty(), "{} of {ran}:\n{}", failures.len(), failures.join("\n"));
    Ok(())
}

/// An empty comment is none.
fn comment_of(index: &IndexDef) -> &str {
    index.comment.as_deref().unwrap_or_default()
}

/// Every name and text of the author.
fn facts(metadata: &Metadata) -> Vec<String> {
    let mut facts = Vec::new();
    for table in metadata.tables() {
        let mut fact = |what: &str, text: &str| {
            facts.push(format!("{} {what} {text:?}", table.name));
        };
        fact("comment", table.comment.as_deref().unwrap_or_default());
        for column in table.columns.iter() {
            fact("column", &column.name);
            fact("comment", column.comment.as_deref().unwrap_or_default());
            fact("default", &format!("{:?}{:?}", column.default, column.default_sql));
            if let SqlType::Enum(def) = &column.sql_type {
                fact("labels", &format!("{:?}", def.labels));
            }
        }
        fact("key", &format!("{:?}", table.primary_key_columns()));
        for unique in table.uniques.iter() {
            fact("unique", &format!("{:?} {:?}", unique.name, unique.columns));
        }
        for check in table.checks.iter() {
            fact("check", &format!("{:?}", check.name));
        }
        for key in table.foreign_keys.iter() {
            fact("foreign key", &format!("{:?} {:?}", key.name, key.columns));
            fact("refers to", &format!("{} {:?}", key.referred_table, key.referred_columns));
        }
        for index in table.indexes.iter() {
            fact("index", &format!("{:?} {:?} {:?}", index.name, index.columns, comment_of(index)));
        }
    }
    facts
}

CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "boolean" BOOLEAN,
    "small_integer" SMALLINT,
    "integer" INTEGER,
    "big_integer" BIGINT,
    "float" FLOAT,
    "double" DOUBLE,
    "text" TEXT,
    "string" VARCHAR(50),
    "large_binary" BLOB,
    "uuid" BLOB,
    "date" DATE,
    "time" TIME,
    "date_time" DATETIME,
    "date_time_tz" DATETIME,
    "json" TEXT
);

-- drop
DROP TABLE "t";

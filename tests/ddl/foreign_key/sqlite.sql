CREATE TABLE "users" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY
);
CREATE TABLE "post" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_post" PRIMARY KEY,
    "author_id" BIGINT DEFAULT 0 NOT NULL,
    CONSTRAINT "fk_post_author_id_users" FOREIGN KEY ("author_id") REFERENCES "users" ("id")
);

-- drop
DROP TABLE "post";
DROP TABLE "users";

CREATE TABLE "fsm_app"."users" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY
);
CREATE TABLE "fsm_app"."post" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_post" PRIMARY KEY,
    "author_id" BIGINT NOT NULL,
    CONSTRAINT "fk_post_author_id_users" FOREIGN KEY ("author_id") REFERENCES "users" ("id")
);

-- drop
DROP TABLE "fsm_app"."post";
DROP TABLE "fsm_app"."users";

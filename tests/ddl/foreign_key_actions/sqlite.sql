CREATE TABLE "users" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY
);
CREATE TABLE "post" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_post" PRIMARY KEY,
    "author_id" BIGINT,
    "editor_id" BIGINT NOT NULL,
    CONSTRAINT "fk_post_author_id_users" FOREIGN KEY ("author_id") REFERENCES "users" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "the_editor" FOREIGN KEY ("editor_id") REFERENCES "users" ("id") ON DELETE RESTRICT ON UPDATE NO ACTION
);

-- drop
DROP TABLE "post";
DROP TABLE "users";

CREATE TABLE "membership" (
    "user_id" BIGINT NOT NULL,
    "group_id" BIGINT NOT NULL,
    CONSTRAINT "pk_membership" PRIMARY KEY ("user_id", "group_id")
);
CREATE TABLE "visit" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_visit" PRIMARY KEY,
    "user_id" BIGINT NOT NULL,
    "group_id" BIGINT NOT NULL,
    CONSTRAINT "fk_visit_user_id_group_id_membership" FOREIGN KEY ("user_id", "group_id") REFERENCES "membership" ("user_id", "group_id")
);

-- drop
DROP TABLE "visit";
DROP TABLE "membership";

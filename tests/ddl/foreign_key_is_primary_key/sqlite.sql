CREATE TABLE "users" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY
);
CREATE TABLE "profile" (
    "user_id" BIGINT NOT NULL,
    CONSTRAINT "pk_profile" PRIMARY KEY ("user_id"),
    CONSTRAINT "fk_profile_user_id_users" FOREIGN KEY ("user_id") REFERENCES "users" ("id")
);

-- drop
DROP TABLE "profile";
DROP TABLE "users";

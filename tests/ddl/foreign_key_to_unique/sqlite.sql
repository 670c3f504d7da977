CREATE TABLE "users" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_users" PRIMARY KEY,
    "email" VARCHAR(50) NOT NULL,
    CONSTRAINT "uq_users_email" UNIQUE ("email")
);
CREATE TABLE "mail" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_mail" PRIMARY KEY,
    "email" VARCHAR(50) NOT NULL,
    CONSTRAINT "fk_mail_email_users" FOREIGN KEY ("email") REFERENCES "users" ("email")
);

-- drop
DROP TABLE "mail";
DROP TABLE "users";

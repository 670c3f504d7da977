CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "age" INTEGER NOT NULL,
    CONSTRAINT "ck_t_age" CHECK (age >= 0),
    CONSTRAINT "age_is_human" CHECK (age < 200)
);

-- drop
DROP TABLE "t";

CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "a" INTEGER NOT NULL,
    CONSTRAINT "twice" UNIQUE ("a"),
    CONSTRAINT "twice" CHECK (a > 0)
);

-- drop
DROP TABLE "t";

CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "a" TEXT NOT NULL,
    CONSTRAINT "ck_t_a" CHECK ("a" IN ('x'))
);

-- drop
DROP TABLE "t";

CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "a" VARCHAR(500) NOT NULL,
    "b" VARCHAR(500) NOT NULL,
    CONSTRAINT "uq_t_a_b" UNIQUE ("a", "b")
);

-- drop
DROP TABLE "t";

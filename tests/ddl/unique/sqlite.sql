CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "a" VARCHAR(50) NOT NULL,
    "b" VARCHAR(50) NOT NULL,
    CONSTRAINT "uq_t_a" UNIQUE ("a"),
    CONSTRAINT "a_and_b" UNIQUE ("a", "b")
);

-- drop
DROP TABLE "t";

CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "a" VARCHAR(50) NOT NULL,
    "b" INTEGER NOT NULL
);
CREATE INDEX "ix_t_lower_a_d50f_b" ON "t" ((lower(a)), "b");

-- drop
DROP TABLE "t";

CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "a" VARCHAR(50) NOT NULL,
    "b" INTEGER NOT NULL
);
CREATE INDEX "ix_t_a" ON "t" ("a");
CREATE INDEX "both" ON "t" ("a", "b");

-- drop
DROP TABLE "t";

CREATE TABLE "t" (
    "a" TEXT NOT NULL,
    "b" JSONB NOT NULL,
    CONSTRAINT "pk_t" PRIMARY KEY ("a")
);
CREATE INDEX "ix_t_a" ON "t" ("a");
CREATE INDEX "ix_t_b" ON "t" ("b");

-- drop
DROP TABLE "t";

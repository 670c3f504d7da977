CREATE TABLE "fsm_app"."t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "a" VARCHAR(50) NOT NULL
);
CREATE INDEX "fsm_app"."ix_t_a" ON "t" ("a");

-- drop
DROP TABLE "fsm_app"."t";

CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "a" VARCHAR(50) DEFAULT 'C\new\''table''' NOT NULL
);

-- drop
DROP TABLE "t";

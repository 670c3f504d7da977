CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "a" VARCHAR(50) NOT NULL,
    CONSTRAINT "long_enough" CHECK (length(a) > 1)
);

-- drop
DROP TABLE "t";

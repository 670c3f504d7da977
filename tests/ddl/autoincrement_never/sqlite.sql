CREATE TABLE "t" (
    "id" INT NOT NULL,
    CONSTRAINT "pk_t" PRIMARY KEY ("id")
);

-- drop
DROP TABLE "t";

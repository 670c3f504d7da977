CREATE TABLE "t" (
    "code" VARCHAR(50) NOT NULL,
    CONSTRAINT "pk_t" PRIMARY KEY ("code")
);

-- drop
DROP TABLE "t";

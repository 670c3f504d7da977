CREATE TABLE "t" (
    "id" INTEGER NOT NULL,
    CONSTRAINT "pk_t" PRIMARY KEY ("id")
);

-- drop
DROP TABLE "t";

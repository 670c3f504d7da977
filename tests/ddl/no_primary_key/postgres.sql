CREATE TABLE "t" (
    "a" TEXT NOT NULL
);

-- drop
DROP TABLE "t";

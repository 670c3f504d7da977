CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "a" TEXT NOT NULL,
    "yes" INTEGER NOT NULL,
    "moment" TEXT NOT NULL,
    "bytes" BLOB NOT NULL,
    "double" REAL NOT NULL
) STRICT;

-- drop
DROP TABLE "t";

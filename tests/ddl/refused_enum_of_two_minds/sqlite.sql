CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "a" TEXT NOT NULL,
    CONSTRAINT "ck_t_a" CHECK ("a" IN ('x'))
);
CREATE TABLE "u" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_u" PRIMARY KEY,
    "a" TEXT NOT NULL,
    CONSTRAINT "ck_u_a" CHECK ("a" IN ('y'))
);

-- drop
DROP TABLE "u";
DROP TABLE "t";

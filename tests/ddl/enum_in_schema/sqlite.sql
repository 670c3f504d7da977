CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "role" TEXT NOT NULL,
    CONSTRAINT "ck_t_role" CHECK ("role" IN ('member', 'admin'))
);

-- drop
DROP TABLE "t";

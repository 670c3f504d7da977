CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "role" TEXT DEFAULT 'member' NOT NULL,
    "before" TEXT,
    CONSTRAINT "ck_t_role" CHECK ("role" IN ('member', 'admin')),
    CONSTRAINT "ck_t_before" CHECK ("before" IN ('member', 'admin'))
);

-- drop
DROP TABLE "t";

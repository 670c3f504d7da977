CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "label" TEXT NOT NULL,
    CONSTRAINT "ck_t_label" CHECK ("label" IN ('it''s', 'a,b', '', '"', 'C\new', '%s', 'é'))
);

-- drop
DROP TABLE "t";

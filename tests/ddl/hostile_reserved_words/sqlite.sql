CREATE TABLE "select" (
    "select" VARCHAR(50) DEFAULT 'ORDER BY' NOT NULL,
    "label" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    CONSTRAINT "uq_select_select" UNIQUE ("select"),
    CONSTRAINT "ck_select_label" CHECK ("label" IN ('ORDER BY', 'other')),
    CONSTRAINT "select" CHECK (number > 0)
);

-- drop
DROP TABLE "select";

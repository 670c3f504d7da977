CREATE TABLE "crab 🦀" (
    "crab 🦀" VARCHAR(50) DEFAULT 'crab 🦀' NOT NULL,
    "label" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    CONSTRAINT "uq_crab 🦀_crab 🦀" UNIQUE ("crab 🦀"),
    CONSTRAINT "ck_crab 🦀_label" CHECK ("label" IN ('crab 🦀', 'other')),
    CONSTRAINT "crab 🦀" CHECK (number > 0)
);

-- drop
DROP TABLE "crab 🦀";

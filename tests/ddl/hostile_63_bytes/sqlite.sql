CREATE TABLE "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0" (
    "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0" VARCHAR(50) DEFAULT 'x' NOT NULL,
    "label" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    CONSTRAINT "uq_abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0_abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0" UNIQUE ("abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0"),
    CONSTRAINT "ck_abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0_label" CHECK ("label" IN ('x', 'other')),
    CONSTRAINT "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0" CHECK (number > 0)
);

-- drop
DROP TABLE "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0";

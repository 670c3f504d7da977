CREATE TABLE "it's ""a"" `b`; --" (
    "it's ""a"" `b`; --" VARCHAR(50) DEFAULT 'it''s "a" `b` \ %s; --' NOT NULL,
    "label" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    CONSTRAINT "uq_it's ""a"" `b`; --_it's ""a"" `b`; --" UNIQUE ("it's ""a"" `b`; --"),
    CONSTRAINT "ck_it's ""a"" `b`; --_label" CHECK ("label" IN ('it''s "a" `b` \ %s; --', 'other')),
    CONSTRAINT "it's ""a"" `b`; --" CHECK (number > 0)
);

-- drop
DROP TABLE "it's ""a"" `b`; --";

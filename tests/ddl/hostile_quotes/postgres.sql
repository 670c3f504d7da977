CREATE TYPE "label_enum" AS ENUM (E'it''s "a" `b` \\ %s; --', 'other');
CREATE TABLE "it's ""a"" `b`; --" (
    "it's ""a"" `b`; --" VARCHAR(50) DEFAULT E'it''s "a" `b` \\ %s; --' NOT NULL,
    "label" "label_enum" NOT NULL,
    "number" INTEGER NOT NULL,
    CONSTRAINT "uq_it's ""a"" `b`; --_it's ""a"" `b`; --" UNIQUE ("it's ""a"" `b`; --"),
    CONSTRAINT "it's ""a"" `b`; --" CHECK (number > 0)
);
COMMENT ON TABLE "it's ""a"" `b`; --" IS E'it''s "a" `b` \\ %s; --';
COMMENT ON COLUMN "it's ""a"" `b`; --"."it's ""a"" `b`; --" IS E'it''s "a" `b` \\ %s; --';

-- drop
DROP TABLE "it's ""a"" `b`; --";
DROP TYPE "label_enum";

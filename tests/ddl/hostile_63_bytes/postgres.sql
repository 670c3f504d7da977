CREATE TYPE "label_enum" AS ENUM ('x', 'other');
CREATE TABLE "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0" (
    "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0" VARCHAR(50) DEFAULT 'x' NOT NULL,
    "label" "label_enum" NOT NULL,
    "number" INTEGER NOT NULL,
    CONSTRAINT "uq_abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmno_d7d322f1" UNIQUE ("abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0"),
    CONSTRAINT "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0" CHECK (number > 0)
);
COMMENT ON TABLE "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0" IS 'x';
COMMENT ON COLUMN "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0"."abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0" IS 'x';

-- drop
DROP TABLE "abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0";
DROP TYPE "label_enum";

CREATE TYPE "label_enum" AS ENUM ('ORDER BY', 'other');
CREATE TABLE "select" (
    "select" VARCHAR(50) DEFAULT 'ORDER BY' NOT NULL,
    "label" "label_enum" NOT NULL,
    "number" INTEGER NOT NULL,
    CONSTRAINT "uq_select_select" UNIQUE ("select"),
    CONSTRAINT "select" CHECK (number > 0)
);
COMMENT ON TABLE "select" IS 'ORDER BY';
COMMENT ON COLUMN "select"."select" IS 'ORDER BY';

-- drop
DROP TABLE "select";
DROP TYPE "label_enum";

CREATE TYPE "label_enum" AS ENUM ('crab 🦀', 'other');
CREATE TABLE "crab 🦀" (
    "crab 🦀" VARCHAR(50) DEFAULT 'crab 🦀' NOT NULL,
    "label" "label_enum" NOT NULL,
    "number" INTEGER NOT NULL,
    CONSTRAINT "uq_crab 🦀_crab 🦀" UNIQUE ("crab 🦀"),
    CONSTRAINT "crab 🦀" CHECK (number > 0)
);
COMMENT ON TABLE "crab 🦀" IS 'crab 🦀';
COMMENT ON COLUMN "crab 🦀"."crab 🦀" IS 'crab 🦀';

-- drop
DROP TABLE "crab 🦀";
DROP TYPE "label_enum";

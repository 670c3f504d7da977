CREATE TABLE "t" (
    "id" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ NOT NULL,
    CONSTRAINT "pk_t" PRIMARY KEY ("id", "created_at")
) PARTITION BY RANGE (created_at);

-- drop
DROP TABLE "t";

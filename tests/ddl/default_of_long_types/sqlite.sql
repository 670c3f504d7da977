CREATE TABLE "t" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_t" PRIMARY KEY,
    "text" TEXT DEFAULT 'a' NOT NULL,
    "backslash" TEXT DEFAULT 'a\b''c' NOT NULL,
    "json" TEXT DEFAULT '{"a": 1}' NOT NULL
);

-- drop
DROP TABLE "t";

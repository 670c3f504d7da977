CREATE TABLE "it's ""a"" `b`; --"."x" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_x" PRIMARY KEY
);

-- drop
DROP TABLE "it's ""a"" `b`; --"."x";

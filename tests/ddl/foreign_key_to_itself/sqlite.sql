CREATE TABLE "node" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_node" PRIMARY KEY,
    "parent_id" BIGINT,
    CONSTRAINT "fk_node_parent_id_node" FOREIGN KEY ("parent_id") REFERENCES "node" ("id")
);

-- drop
DROP TABLE "node";

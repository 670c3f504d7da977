CREATE TABLE "egg" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_egg" PRIMARY KEY,
    "chicken_id" BIGINT NOT NULL,
    CONSTRAINT "fk_egg_chicken_id_chicken" FOREIGN KEY ("chicken_id") REFERENCES "chicken" ("id")
);
CREATE TABLE "chicken" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_chicken" PRIMARY KEY,
    "egg_id" BIGINT,
    CONSTRAINT "fk_chicken_egg_id_egg" FOREIGN KEY ("egg_id") REFERENCES "egg" ("id")
);

-- drop
DROP TABLE "chicken";
DROP TABLE "egg";

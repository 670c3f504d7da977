CREATE TABLE "a_table_whose_name_is_rather_long_but_fits_everywhere" (
    "id" INTEGER NOT NULL CONSTRAINT "pk_a_table_whose_name_is_rather_long_but_fits_everywhere" PRIMARY KEY,
    "a_column_whose_name_is_long" VARCHAR(50) NOT NULL,
    CONSTRAINT "uq_a_table_whose_name_is_rather_long_but_fits_everywhere_a_column_whose_name_is_long" UNIQUE ("a_column_whose_name_is_long")
);
CREATE INDEX "ix_a_table_whose_name_is_rather_long_but_fits_everywhere_a_column_whose_name_is_long_id" ON "a_table_whose_name_is_rather_long_but_fits_everywhere" ("a_column_whose_name_is_long", "id");

-- drop
DROP TABLE "a_table_whose_name_is_rather_long_but_fits_everywhere";

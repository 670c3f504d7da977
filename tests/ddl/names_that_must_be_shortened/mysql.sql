CREATE TABLE `a_table_whose_name_is_rather_long_but_fits_everywhere` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `a_column_whose_name_is_long` VARCHAR(50) NOT NULL,
    CONSTRAINT `pk_a_table_whose_name_is_rather_long_but_fits_everywhere` PRIMARY KEY (`id`),
    CONSTRAINT `uq_a_table_whose_name_is_rather_long_but_fits_everywher_5da7e03a` UNIQUE (`a_column_whose_name_is_long`),
    INDEX `ix_a_table_whose_name_is_rather_long_but_fits_everywher_9dcca682` (`a_column_whose_name_is_long`, `id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `a_table_whose_name_is_rather_long_but_fits_everywhere`;

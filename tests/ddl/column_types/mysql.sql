CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `boolean` TINYINT(1) NULL,
    `small_integer` SMALLINT NULL,
    `integer` INT NULL,
    `big_integer` BIGINT NULL,
    `float` FLOAT NULL,
    `double` DOUBLE NULL,
    `text` LONGTEXT NULL,
    `string` VARCHAR(50) NULL,
    `large_binary` LONGBLOB NULL,
    `uuid` BINARY(16) NULL,
    `date` DATE NULL,
    `time` TIME(6) NULL,
    `date_time` DATETIME(6) NULL,
    `date_time_tz` DATETIME(6) NULL,
    `json` JSON NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `t`;

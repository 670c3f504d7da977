CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `a` VARCHAR(50) NOT NULL,
    `yes` TINYINT(1) NOT NULL,
    `moment` DATETIME(6) NOT NULL,
    `bytes` LONGBLOB NOT NULL,
    `double` DOUBLE NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`)
);

-- drop
DROP TABLE `t`;

CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `sum` INT NOT NULL DEFAULT (1 + 1),
    `lower` VARCHAR(50) NOT NULL DEFAULT (lower('ABC')),
    CONSTRAINT `pk_t` PRIMARY KEY (`id`)
);

-- drop
DROP TABLE `t`;

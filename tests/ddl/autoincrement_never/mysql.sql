CREATE TABLE `t` (
    `id` INT NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `t`;

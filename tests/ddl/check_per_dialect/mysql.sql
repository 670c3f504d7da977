CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `a` VARCHAR(50) NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`),
    CONSTRAINT `long_enough` CHECK (char_length(a) > 1)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `t`;

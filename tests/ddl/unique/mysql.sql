CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `a` VARCHAR(50) NOT NULL,
    `b` VARCHAR(50) NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`),
    CONSTRAINT `uq_t_a` UNIQUE (`a`),
    CONSTRAINT `a_and_b` UNIQUE (`a`, `b`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `t`;

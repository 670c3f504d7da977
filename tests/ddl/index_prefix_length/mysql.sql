CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `a` LONGTEXT NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`),
    INDEX `ix_t_a` (`a`(20))
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `t`;

CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `role` ENUM('member', 'admin') NOT NULL DEFAULT 'member',
    `before` ENUM('member', 'admin') NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `t`;

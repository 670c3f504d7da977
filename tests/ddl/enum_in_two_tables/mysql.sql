CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `role` ENUM('member', 'admin') NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE `u` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `role` ENUM('member', 'admin') NOT NULL,
    CONSTRAINT `pk_u` PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `u`;
DROP TABLE `t`;

CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `role` ENUM('member', 'admin') NOT NULL DEFAULT 'member',
    `before` ENUM('member', 'admin') NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`)
);

-- drop
DROP TABLE `t`;

CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`),
    INDEX `ix` (`id`)
);
CREATE TABLE `u` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    CONSTRAINT `pk_u` PRIMARY KEY (`id`),
    INDEX `ix` (`id`)
);

-- drop
DROP TABLE `u`;
DROP TABLE `t`;

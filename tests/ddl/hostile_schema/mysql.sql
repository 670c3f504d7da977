CREATE SCHEMA IF NOT EXISTS `it's "a" ``b``; --`;
CREATE TABLE `it's "a" ``b``; --`.`x` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    CONSTRAINT `pk_x` PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `it's "a" ``b``; --`.`x`;

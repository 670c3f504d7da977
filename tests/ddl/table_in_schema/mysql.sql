CREATE SCHEMA IF NOT EXISTS `fsm_app`;
CREATE TABLE `fsm_app`.`t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `a` VARCHAR(50) NOT NULL COMMENT 'c',
    CONSTRAINT `pk_t` PRIMARY KEY (`id`),
    INDEX `ix_t_a` (`a`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COMMENT = 'c';

-- drop
DROP TABLE `fsm_app`.`t`;

CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `a` VARCHAR(50) NOT NULL,
    `b` INT NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`),
    INDEX `ix_t_b` (`b`) USING btree
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `t`;

CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `a` VARCHAR(50) NOT NULL DEFAULT 'elsewhere',
    CONSTRAINT `pk_t` PRIMARY KEY (`id`)
);

-- drop
DROP TABLE `t`;

CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `a` LONGTEXT NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`),
    FULLTEXT INDEX `ix_t_a` (`a`)
);

-- drop
DROP TABLE `t`;

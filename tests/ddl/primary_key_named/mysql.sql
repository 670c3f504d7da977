CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    CONSTRAINT `the_key` PRIMARY KEY (`id`)
);

-- drop
DROP TABLE `t`;

CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `a` VARCHAR(50) NOT NULL COMMENT 'a column''s "comment"',
    CONSTRAINT `pk_t` PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COMMENT = 'a table''s comment';

-- drop
DROP TABLE `t`;

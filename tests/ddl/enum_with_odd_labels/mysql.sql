CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `label` ENUM('it''s', 'a,b', '', '"', X'435C6E6577', '%s', 'é') NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `t`;

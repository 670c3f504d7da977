CREATE SCHEMA IF NOT EXISTS `pg_mine`;
CREATE TABLE `sqlite_mine` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    CONSTRAINT `pk_sqlite_mine` PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE `pg_mine`.`t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `pg_mine`.`t`;
DROP TABLE `sqlite_mine`;

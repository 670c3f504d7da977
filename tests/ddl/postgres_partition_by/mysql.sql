CREATE TABLE `t` (
    `id` BIGINT NOT NULL,
    `created_at` DATETIME(6) NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`, `created_at`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `t`;

CREATE TABLE `t` (
    `id` BIGINT NOT NULL,
    `created_at` DATETIME(6) NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`, `created_at`)
);

-- drop
DROP TABLE `t`;

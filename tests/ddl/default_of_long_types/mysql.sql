CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `text` LONGTEXT NOT NULL DEFAULT ('a'),
    `backslash` LONGTEXT NOT NULL DEFAULT ('a\\b''c'),
    `json` JSON NOT NULL DEFAULT ('{"a": 1}'),
    CONSTRAINT `pk_t` PRIMARY KEY (`id`)
);

-- drop
DROP TABLE `t`;

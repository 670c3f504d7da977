CREATE TABLE `t` (
    `code` VARCHAR(50) NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`code`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `t`;

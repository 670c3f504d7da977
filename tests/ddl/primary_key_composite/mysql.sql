CREATE TABLE `t` (
    `b` BIGINT NOT NULL,
    `a` VARCHAR(50) NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`a`, `b`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `t`;

CREATE TABLE `t` (
    `b` BIGINT NOT NULL,
    `a` VARCHAR(50) NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`a`, `b`)
);

-- drop
DROP TABLE `t`;

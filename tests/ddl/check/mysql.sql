CREATE TABLE `t` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `age` INT NOT NULL,
    CONSTRAINT `pk_t` PRIMARY KEY (`id`),
    CONSTRAINT `ck_t_age` CHECK (age >= 0),
    CONSTRAINT `age_is_human` CHECK (age < 200)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `t`;

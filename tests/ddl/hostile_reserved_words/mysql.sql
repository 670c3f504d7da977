CREATE TABLE `select` (
    `select` VARCHAR(50) NOT NULL DEFAULT 'ORDER BY' COMMENT 'ORDER BY',
    `label` ENUM('ORDER BY', 'other') NOT NULL,
    `number` INT NOT NULL,
    CONSTRAINT `uq_select_select` UNIQUE (`select`),
    CONSTRAINT `select` CHECK (number > 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COMMENT = 'ORDER BY';

-- drop
DROP TABLE `select`;

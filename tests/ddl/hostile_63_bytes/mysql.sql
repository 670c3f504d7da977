CREATE TABLE `abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0` (
    `abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0` VARCHAR(50) NOT NULL DEFAULT 'x' COMMENT 'x',
    `label` ENUM('x', 'other') NOT NULL,
    `number` INT NOT NULL,
    CONSTRAINT `uq_abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop_d7d322f1` UNIQUE (`abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0`),
    CONSTRAINT `abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0` CHECK (number > 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COMMENT = 'x';

-- drop
DROP TABLE `abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrstuvwxyz0`;

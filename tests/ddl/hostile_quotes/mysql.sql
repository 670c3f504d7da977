CREATE TABLE `it's "a" ``b``; --` (
    `it's "a" ``b``; --` VARCHAR(50) NOT NULL DEFAULT _utf8mb4 X'697427732022612220606260205C2025733B202D2D' COMMENT 'it''s "a" `b` \\ %s; --',
    `label` ENUM(X'697427732022612220606260205C2025733B202D2D', 'other') NOT NULL,
    `number` INT NOT NULL,
    CONSTRAINT `uq_it's "a" ``b``; --_it's "a" ``b``; --` UNIQUE (`it's "a" ``b``; --`),
    CONSTRAINT `it's "a" ``b``; --` CHECK (number > 0)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4 COMMENT = 'it''s "a" `b` \\ %s; --';

-- drop
DROP TABLE `it's "a" ``b``; --`;

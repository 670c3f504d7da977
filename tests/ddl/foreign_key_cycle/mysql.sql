CREATE TABLE `egg` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `chicken_id` BIGINT NOT NULL,
    CONSTRAINT `pk_egg` PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE `chicken` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `egg_id` BIGINT NULL,
    CONSTRAINT `pk_chicken` PRIMARY KEY (`id`),
    CONSTRAINT `fk_chicken_egg_id_egg` FOREIGN KEY (`egg_id`) REFERENCES `egg` (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
ALTER TABLE `egg` ADD CONSTRAINT `fk_egg_chicken_id_chicken` FOREIGN KEY (`chicken_id`) REFERENCES `chicken` (`id`);

-- drop
ALTER TABLE `egg` DROP FOREIGN KEY `fk_egg_chicken_id_chicken`;
DROP TABLE `chicken`;
DROP TABLE `egg`;

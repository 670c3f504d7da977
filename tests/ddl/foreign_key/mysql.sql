CREATE TABLE `users` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    CONSTRAINT `pk_users` PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE `post` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `author_id` BIGINT NOT NULL DEFAULT 0,
    CONSTRAINT `pk_post` PRIMARY KEY (`id`),
    CONSTRAINT `fk_post_author_id_users` FOREIGN KEY (`author_id`) REFERENCES `users` (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `post`;
DROP TABLE `users`;

CREATE TABLE `users` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    CONSTRAINT `pk_users` PRIMARY KEY (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE `profile` (
    `user_id` BIGINT NOT NULL,
    CONSTRAINT `pk_profile` PRIMARY KEY (`user_id`),
    CONSTRAINT `fk_profile_user_id_users` FOREIGN KEY (`user_id`) REFERENCES `users` (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `profile`;
DROP TABLE `users`;

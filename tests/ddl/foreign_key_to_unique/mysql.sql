CREATE TABLE `users` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `email` VARCHAR(50) NOT NULL,
    CONSTRAINT `pk_users` PRIMARY KEY (`id`),
    CONSTRAINT `uq_users_email` UNIQUE (`email`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE `mail` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `email` VARCHAR(50) NOT NULL,
    CONSTRAINT `pk_mail` PRIMARY KEY (`id`),
    CONSTRAINT `fk_mail_email_users` FOREIGN KEY (`email`) REFERENCES `users` (`email`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `mail`;
DROP TABLE `users`;

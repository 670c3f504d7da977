CREATE TABLE `membership` (
    `user_id` BIGINT NOT NULL,
    `group_id` BIGINT NOT NULL,
    CONSTRAINT `pk_membership` PRIMARY KEY (`user_id`, `group_id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;
CREATE TABLE `visit` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `user_id` BIGINT NOT NULL,
    `group_id` BIGINT NOT NULL,
    CONSTRAINT `pk_visit` PRIMARY KEY (`id`),
    CONSTRAINT `fk_visit_user_id_group_id_membership` FOREIGN KEY (`user_id`, `group_id`) REFERENCES `membership` (`user_id`, `group_id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `visit`;
DROP TABLE `membership`;

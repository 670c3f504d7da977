CREATE TABLE `node` (
    `id` BIGINT NOT NULL AUTO_INCREMENT,
    `parent_id` BIGINT NULL,
    CONSTRAINT `pk_node` PRIMARY KEY (`id`),
    CONSTRAINT `fk_node_parent_id_node` FOREIGN KEY (`parent_id`) REFERENCES `node` (`id`)
) ENGINE = InnoDB DEFAULT CHARSET = utf8mb4;

-- drop
DROP TABLE `node`;

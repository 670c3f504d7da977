CREATE TABLE `t` (
    `a` LONGTEXT NOT NULL
);

-- drop
DROP TABLE `t`;

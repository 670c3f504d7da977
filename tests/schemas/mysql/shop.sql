-- A shop, as MySQL and MariaDB are used: AUTO_INCREMENT, unsigned keys, ON UPDATE, ENUM and SET, prefix and fulltext indexes.
CREATE TABLE countries (code CHAR(2) NOT NULL, name VARCHAR(80) NOT NULL, eu TINYINT(1) NOT NULL DEFAULT 0, PRIMARY KEY (code)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='it''s ISO 3166';
CREATE TABLE currencies (code CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, symbol VARCHAR(5), digits TINYINT UNSIGNED NOT NULL DEFAULT '2');
CREATE TABLE customers (
  id INT(11) UNSIGNED NOT NULL AUTO_INCREMENT,
  email VARCHAR(190) COLLATE utf8mb4_bin NOT NULL,
  password_hash VARBINARY(60) NOT NULL,
  first_name VARCHAR(60) DEFAULT NULL, last_name VARCHAR(60) DEFAULT '',
  gender ENUM('f','m','x','not said') NOT NULL DEFAULT 'not said',
  interests SET('books','music','garden') DEFAULT NULL,
  newsletter TINYINT(1) NOT NULL DEFAULT '1',
  balance DECIMAL(12,2) NOT NULL DEFAULT 0.00,
  note TEXT COMMENT 'it''s only for \\ "us"',
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
  last_login DATETIME(6) NULL DEFAULT NULL,
  full_name VARCHAR(130) GENERATED ALWAYS AS (CONCAT(first_name, ' ', last_name)) VIRTUAL,
  PRIMARY KEY (id), UNIQUE KEY uq_customers_email (email), KEY ix_customers_name (last_name(20), first_name(10)),
  CONSTRAINT ck_customers_balance CHECK (balance >= -1000)
) ENGINE=InnoDB AUTO_INCREMENT=1000 DEFAULT CHARSET=utf8mb4;
CREATE TABLE customer_groups (id SMALLINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, name VARCHAR(50) NOT NULL UNIQUE, discount FLOAT NOT NULL DEFAULT 0);
CREATE TABLE customer_group_members (customer_id INT UNSIGNED NOT NULL, group_id SMALLINT UNSIGNED NOT NULL, PRIMARY KEY (customer_id, group_id), KEY (group_id), CONSTRAINT fk_cgm_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE, CONSTRAINT fk_cgm_group FOREIGN KEY (group_id) REFERENCES customer_groups (id) ON DELETE CASCADE ON UPDATE CASCADE);
CREATE TABLE addresses (id INT UNSIGNED NOT NULL AUTO_INCREMENT, customer_id INT UNSIGNED NOT NULL, kind ENUM('billing','shipping') NOT NULL DEFAULT 'billing', street VARCHAR(120) NOT NULL, city VARCHAR(80) NOT NULL, zip VARCHAR(12) NOT NULL DEFAULT '', country CHAR(2) NOT NULL DEFAULT 'DE', PRIMARY KEY (id), KEY ix_addresses_customer (customer_id, kind), CONSTRAINT fk_addresses_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE, CONSTRAINT fk_addresses_country FOREIGN KEY (country) REFERENCES countries (code)) DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;
CREATE TABLE customer_tokens (token BINARY(32) NOT NULL PRIMARY KEY, customer_id INT UNSIGNED NOT NULL, expires_at DATETIME NOT NULL DEFAULT (CURRENT_TIMESTAMP + INTERVAL 1 DAY), FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE);
CREATE TABLE brands (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(80) NOT NULL, slug VARCHAR(80) CHARACTER SET latin1 NOT NULL, UNIQUE KEY (slug)) ROW_FORMAT=DYNAMIC;
CREATE TABLE categories (id INT UNSIGNED AUTO_INCREMENT PRIMARY KEY, parent_id INT UNSIGNED NULL, name VARCHAR(80) NOT NULL, lft INT NOT NULL DEFAULT 0, rgt INT NOT NULL DEFAULT 0, depth TINYINT NOT NULL DEFAULT 0, KEY ix_tree (lft, rgt), CONSTRAINT fk_categories_parent FOREIGN KEY (parent_id) REFERENCES categories (id) ON DELETE SET NULL, CONSTRAINT ck_tree CHECK (lft <= rgt));
CREATE TABLE tax_classes (id TINYINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, name VARCHAR(40) NOT NULL, rate DECIMAL(5,4) NOT NULL DEFAULT 0.1900, CONSTRAINT ck_rate CHECK (rate BETWEEN 0 AND 1));
CREATE TABLE products (
  id BIGINT(20) NOT NULL AUTO_INCREMENT, sku VARCHAR(40) COLLATE utf8mb4_bin NOT NULL, name VARCHAR(190) NOT NULL,
  description LONGTEXT, short_description MEDIUMTEXT, brand_id INT UNSIGNED DEFAULT NULL, tax_class_id TINYINT UNSIGNED NOT NULL,
  price DECIMAL(10,2) NOT NULL, special_price DECIMAL(10,2) DEFAULT NULL, cost DECIMAL NOT NULL DEFAULT 0,
  weight DOUBLE DEFAULT NULL, stock INT NOT NULL DEFAULT 0, status ENUM('draft','active','it''s gone') NOT NULL DEFAULT 'draft',
  attributes JSON DEFAULT NULL, final_price DECIMAL(10,2) AS (COALESCE(special_price, price)) STORED,
  created_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6), updated_at DATETIME(6) NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP(6),
  PRIMARY KEY (id), UNIQUE KEY uq_products_sku (sku), KEY ix_products_price (status, final_price DESC), KEY ix_products_brand (brand_id),
  FULLTEXT KEY ft_products (name, short_description), KEY ix_products_description (description(100)),
  CONSTRAINT fk_products_brand FOREIGN KEY (brand_id) REFERENCES brands (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT fk_products_tax FOREIGN KEY (tax_class_id) REFERENCES tax_classes (id),
  CONSTRAINT ck_products_price CHECK (price > 0 AND (special_price IS NULL OR special_price < price))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COMMENT='What is sold';
CREATE TABLE product_categories (product_id BIGINT NOT NULL, category_id INT UNSIGNED NOT NULL, position SMALLINT DEFAULT 0, PRIMARY KEY (product_id, category_id), FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE, FOREIGN KEY (category_id) REFERENCES categories (id) ON DELETE CASCADE);
CREATE TABLE product_images (id INT AUTO_INCREMENT PRIMARY KEY, product_id BIGINT NOT NULL, path VARCHAR(255) NOT NULL, alt VARCHAR(255) DEFAULT '', thumbnail MEDIUMBLOB, FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE);
CREATE TABLE product_prices (product_id BIGINT NOT NULL, group_id SMALLINT UNSIGNED NOT NULL, currency CHAR(3) CHARACTER SET ascii COLLATE ascii_bin NOT NULL, min_quantity INT UNSIGNED NOT NULL DEFAULT 1, price DECIMAL(12,4) NOT NULL, PRIMARY KEY (product_id, group_id, currency, min_quantity), CONSTRAINT fk_prices_currency FOREIGN KEY (currency) REFERENCES currencies (code), CONSTRAINT fk_prices_product FOREIGN KEY (product_id) REFERENCES products (id));
CREATE TABLE product_relations (product_id BIGINT NOT NULL, related_id BIGINT NOT NULL, kind ENUM('accessory','similar') NOT NULL, PRIMARY KEY (product_id, related_id, kind), FOREIGN KEY (product_id) REFERENCES products (id), FOREIGN KEY (related_id) REFERENCES products (id));
CREATE TABLE product_translations (product_id BIGINT NOT NULL, locale CHAR(5) NOT NULL, name VARCHAR(190) NOT NULL, description TEXT, PRIMARY KEY (product_id, locale), FULLTEXT KEY ft_translations (description), FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE);
CREATE TABLE attributes (id SMALLINT AUTO_INCREMENT PRIMARY KEY, code VARCHAR(40) NOT NULL UNIQUE, input VARCHAR(20) NOT NULL DEFAULT 'text', required BIT(1) NOT NULL DEFAULT b'0');
CREATE TABLE attribute_options (id INT AUTO_INCREMENT PRIMARY KEY, attribute_id SMALLINT NOT NULL, label VARCHAR(80) NOT NULL, UNIQUE KEY (attribute_id, label), FOREIGN KEY (attribute_id) REFERENCES attributes (id));
CREATE TABLE variants (id BIGINT AUTO_INCREMENT PRIMARY KEY, product_id BIGINT NOT NULL, sku VARCHAR(60) NOT NULL UNIQUE, surcharge DECIMAL(8,2) UNSIGNED NOT NULL DEFAULT 0, ean BIGINT(13) UNSIGNED ZEROFILL DEFAULT NULL, FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE);
CREATE TABLE variant_options (variant_id BIGINT NOT NULL, option_id INT NOT NULL, PRIMARY KEY (variant_id, option_id), FOREIGN KEY (variant_id) REFERENCES variants (id), FOREIGN KEY (option_id) REFERENCES attribute_options (id));
CREATE TABLE suppliers (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(120) NOT NULL, since YEAR DEFAULT NULL, contact JSON NOT NULL DEFAULT '{}', opens TIME DEFAULT '08:00:00');
CREATE TABLE supplier_products (supplier_id INT NOT NULL, variant_id BIGINT NOT NULL, price DECIMAL(10,2) NOT NULL, lead_days SMALLINT UNSIGNED DEFAULT 7, PRIMARY KEY (supplier_id, variant_id), FOREIGN KEY (supplier_id) REFERENCES suppliers (id), FOREIGN KEY (variant_id) REFERENCES variants (id));
CREATE TABLE warehouses (id SMALLINT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(60) NOT NULL, latitude DOUBLE, longitude DOUBLE);
CREATE TABLE stock_levels (warehouse_id SMALLINT NOT NULL, variant_id BIGINT NOT NULL, quantity INT NOT NULL DEFAULT 0, reserved INT NOT NULL DEFAULT 0, available INT AS (quantity - reserved) VIRTUAL, PRIMARY KEY (warehouse_id, variant_id), KEY ix_available (available), FOREIGN KEY (warehouse_id) REFERENCES warehouses (id), FOREIGN KEY (variant_id) REFERENCES variants (id), CONSTRAINT ck_reserved CHECK (reserved >= 0 AND reserved <= quantity));
CREATE TABLE stock_movements (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, warehouse_id SMALLINT NOT NULL, variant_id BIGINT NOT NULL, delta INT NOT NULL, reason VARCHAR(20) NOT NULL, at TIMESTAMP(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3), KEY (variant_id, at), CONSTRAINT ck_delta CHECK (delta <> 0), CONSTRAINT ck_reason CHECK (reason IN ('sale','return','count')));
CREATE TABLE carts (id CHAR(36) NOT NULL DEFAULT (UUID()), customer_id INT UNSIGNED DEFAULT NULL, currency CHAR(3) NOT NULL DEFAULT 'EUR', updated_at DATETIME NOT NULL DEFAULT NOW() ON UPDATE NOW(), PRIMARY KEY (id), KEY (customer_id));
CREATE TABLE cart_items (cart_id CHAR(36) NOT NULL, variant_id BIGINT NOT NULL, quantity SMALLINT UNSIGNED NOT NULL DEFAULT 1, PRIMARY KEY (cart_id, variant_id), FOREIGN KEY (cart_id) REFERENCES carts (id) ON DELETE CASCADE, CONSTRAINT ck_quantity CHECK (quantity > 0));
CREATE TABLE coupons (code VARCHAR(30) COLLATE utf8mb4_bin NOT NULL PRIMARY KEY, percent TINYINT UNSIGNED DEFAULT NULL, amount DECIMAL(8,2) DEFAULT NULL, valid_from DATE NOT NULL DEFAULT (CURRENT_DATE), valid_until DATE DEFAULT '2099-12-31', CONSTRAINT ck_one CHECK ((percent IS NULL) <> (amount IS NULL)));
CREATE TABLE payment_methods (id TINYINT AUTO_INCREMENT PRIMARY KEY, code VARCHAR(20) NOT NULL UNIQUE, fee DECIMAL(6,2) NOT NULL DEFAULT -0.50, enabled BOOLEAN DEFAULT TRUE);
CREATE TABLE shipping_methods (id TINYINT AUTO_INCREMENT PRIMARY KEY, code VARCHAR(20) NOT NULL UNIQUE, carrier VARCHAR(40) DEFAULT 'post', max_kg FLOAT DEFAULT 31.5);
CREATE TABLE shipping_rates (method_id TINYINT NOT NULL, country CHAR(2) NOT NULL, up_to_kg DECIMAL(6,3) NOT NULL, price DECIMAL(8,2) NOT NULL, PRIMARY KEY (method_id, country, up_to_kg), FOREIGN KEY (method_id) REFERENCES shipping_methods (id));
CREATE TABLE orders (
  id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT, number VARCHAR(20) NOT NULL, customer_id INT UNSIGNED NULL, cart_id CHAR(36) NULL,
  status ENUM('new','paid','sent','closed','cancelled') NOT NULL DEFAULT 'new', currency CHAR(3) NOT NULL DEFAULT 'EUR',
  total DECIMAL(12,2) NOT NULL DEFAULT 0, tax DECIMAL(12,2) NOT NULL DEFAULT 0, net DECIMAL(12,2) AS (total - tax) STORED,
  coupon_code VARCHAR(30) COLLATE utf8mb4_bin DEFAULT NULL, ip VARBINARY(16) DEFAULT NULL, placed_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (id), UNIQUE KEY uq_orders_number (number), KEY ix_orders_open (status, placed_at DESC),
  CONSTRAINT fk_orders_customer FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE SET NULL,
  CONSTRAINT fk_orders_coupon FOREIGN KEY (coupon_code) REFERENCES coupons (code) ON UPDATE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
CREATE TABLE order_items (id BIGINT UNSIGNED AUTO_INCREMENT PRIMARY KEY, order_id BIGINT UNSIGNED NOT NULL, variant_id BIGINT NULL, name VARCHAR(190) NOT NULL, quantity INT NOT NULL, price DECIMAL(10,2) NOT NULL, FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE, FOREIGN KEY (variant_id) REFERENCES variants (id) ON DELETE SET NULL);
CREATE TABLE order_addresses (order_id BIGINT UNSIGNED NOT NULL, kind ENUM('billing','shipping') NOT NULL, address_lines TEXT NOT NULL, PRIMARY KEY (order_id, kind), FOREIGN KEY (order_id) REFERENCES orders (id) ON DELETE CASCADE);
CREATE TABLE order_history (id BIGINT AUTO_INCREMENT PRIMARY KEY, order_id BIGINT UNSIGNED NOT NULL, `from` VARCHAR(20), `to` VARCHAR(20) NOT NULL, `when` TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, FOREIGN KEY (order_id) REFERENCES orders (id));
CREATE TABLE payments (id BIGINT AUTO_INCREMENT PRIMARY KEY, order_id BIGINT UNSIGNED NOT NULL, method_id TINYINT NOT NULL, amount DECIMAL(12,2) NOT NULL, reference VARCHAR(64) DEFAULT NULL, raw JSON, UNIQUE KEY (method_id, reference), FOREIGN KEY (order_id) REFERENCES orders (id), FOREIGN KEY (method_id) REFERENCES payment_methods (id));
CREATE TABLE refunds (id BIGINT AUTO_INCREMENT PRIMARY KEY, payment_id BIGINT NOT NULL, amount DECIMAL(12,2) NOT NULL CHECK (amount > 0), reason TINYTEXT, FOREIGN KEY (payment_id) REFERENCES payments (id));
CREATE TABLE shipments (id BIGINT AUTO_INCREMENT PRIMARY KEY, order_id BIGINT UNSIGNED NOT NULL, method_id TINYINT NOT NULL, tracking VARCHAR(80) DEFAULT NULL, sent_at DATETIME NULL, FOREIGN KEY (order_id) REFERENCES orders (id), FOREIGN KEY (method_id) REFERENCES shipping_methods (id));
CREATE TABLE shipment_items (shipment_id BIGINT NOT NULL, item_id BIGINT UNSIGNED NOT NULL, quantity INT NOT NULL DEFAULT 1, PRIMARY KEY (shipment_id, item_id), FOREIGN KEY (shipment_id) REFERENCES shipments (id) ON DELETE CASCADE, FOREIGN KEY (item_id) REFERENCES order_items (id));
CREATE TABLE invoices (number INT UNSIGNED NOT NULL AUTO_INCREMENT, year SMALLINT NOT NULL, order_id BIGINT UNSIGNED NOT NULL, pdf LONGBLOB, PRIMARY KEY (number), UNIQUE KEY (year, number), FOREIGN KEY (order_id) REFERENCES orders (id));
CREATE TABLE reviews (id BIGINT AUTO_INCREMENT PRIMARY KEY, product_id BIGINT NOT NULL, customer_id INT UNSIGNED NULL, stars TINYINT NOT NULL, body TEXT, FULLTEXT KEY (body), KEY ix_reviews_stars (product_id, stars DESC), FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE, CONSTRAINT ck_stars CHECK (stars BETWEEN 1 AND 5));
CREATE TABLE wishlists (id INT AUTO_INCREMENT PRIMARY KEY, customer_id INT UNSIGNED NOT NULL, name VARCHAR(60) NOT NULL DEFAULT 'My list', public TINYINT(1) DEFAULT 0, FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE);
CREATE TABLE wishlist_items (wishlist_id INT NOT NULL, product_id BIGINT NOT NULL, PRIMARY KEY (wishlist_id, product_id), FOREIGN KEY (wishlist_id) REFERENCES wishlists (id) ON DELETE CASCADE, FOREIGN KEY (product_id) REFERENCES products (id));
CREATE TABLE search_log (id BIGINT AUTO_INCREMENT PRIMARY KEY, query VARCHAR(200) NOT NULL, results INT NOT NULL DEFAULT 0, day DATE NOT NULL, KEY (day, query(50))) ENGINE=MyISAM;
CREATE TABLE settings (`key` VARCHAR(64) NOT NULL, `value` TEXT, `group` VARCHAR(20) NOT NULL DEFAULT '', PRIMARY KEY (`key`)) DEFAULT CHARSET=latin1;
CREATE TABLE sessions (id CHAR(40) CHARACTER SET ascii NOT NULL PRIMARY KEY, data BLOB NOT NULL, expires INT UNSIGNED NOT NULL DEFAULT (UNIX_TIMESTAMP() + 3600));

CREATE VIEW open_orders AS SELECT id, number, total FROM orders WHERE status IN ('new', 'paid');
CREATE FUNCTION with_tax(net DECIMAL(12,2), rate DECIMAL(5,4)) RETURNS DECIMAL(12,2) DETERMINISTIC RETURN net * (1 + rate);
CREATE PROCEDURE close_old_carts() DELETE FROM carts WHERE updated_at < NOW() - INTERVAL 90 DAY;
CREATE TRIGGER orders_history AFTER UPDATE ON orders FOR EACH ROW BEGIN IF OLD.status <> NEW.status THEN INSERT INTO order_history (order_id, `from`, `to`) VALUES (NEW.id, OLD.status, NEW.status); END IF; END;

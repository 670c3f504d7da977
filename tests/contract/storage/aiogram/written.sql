-- What `write.py` wrote: aiogram 3.31.0, aiogram-sqlalchemy-storage 0.2.0.post0, SQLAlchemy 2.1.9.
BEGIN TRANSACTION;
CREATE TABLE aiogram_fsm_data (
	id VARCHAR NOT NULL, 
	state VARCHAR, 
	data VARCHAR, 
	PRIMARY KEY (id)
);
INSERT INTO "aiogram_fsm_data" VALUES('fsm:7:7','Form:name','{"name": "Ada", "n": 1}');
INSERT INTO "aiogram_fsm_data" VALUES('fsm:-1001:8','Form:age',NULL);
INSERT INTO "aiogram_fsm_data" VALUES('fsm:-1001:5:8','plain',NULL);
INSERT INTO "aiogram_fsm_data" VALUES('fsm:9:9',NULL,'{"\u043a\u043b\u044e\u0447": "\u0437\u043d\u0430\u0447\u0435\u043d\u0438\u0435", "emoji": "\ud83d\ude00", "nested": {"a": [1, 2.5, null, true]}, "float": 1e+16, "small": 5e-324}');
INSERT INTO "aiogram_fsm_data" VALUES('fsm:17:17',NULL,'{"big": 1180591620717411303424}');
INSERT INTO "aiogram_fsm_data" VALUES('fsm:10:10','Form:name','');
INSERT INTO "aiogram_fsm_data" VALUES('fsm:11:11',NULL,'{"nan": NaN}');
INSERT INTO "aiogram_fsm_data" VALUES('fsm:12:12',NULL,'{"half": "\ud83d"}');
INSERT INTO "aiogram_fsm_data" VALUES('fsm:13:13',NULL,'{"nul": "a\u0000b"}');
INSERT INTO "aiogram_fsm_data" VALUES('fsm:14:14',NULL,'{"1": "a", "1": "b"}');
INSERT INTO "aiogram_fsm_data" VALUES('fsm:16:16',NULL,'{"kept": true}');
CREATE TABLE every_option (
	id VARCHAR NOT NULL, 
	state VARCHAR, 
	data VARCHAR, 
	PRIMARY KEY (id)
);
INSERT INTO "every_option" VALUES('fsm:42:7:7:default','Form:name','{"name": "Ada", "n": 1}');
INSERT INTO "every_option" VALUES('fsm:42:-1001:8:default','Form:age',NULL);
INSERT INTO "every_option" VALUES('fsm:42:-1001:5:8:default','plain',NULL);
INSERT INTO "every_option" VALUES('fsm:42:9:9:default',NULL,'{"\u043a\u043b\u044e\u0447": "\u0437\u043d\u0430\u0447\u0435\u043d\u0438\u0435", "emoji": "\ud83d\ude00", "nested": {"a": [1, 2.5, null, true]}, "float": 1e+16, "small": 5e-324}');
INSERT INTO "every_option" VALUES('fsm:42:17:17:default',NULL,'{"big": 1180591620717411303424}');
INSERT INTO "every_option" VALUES('fsm:42:10:10:default','Form:name','');
INSERT INTO "every_option" VALUES('fsm:42:11:11:default',NULL,'{"nan": NaN}');
INSERT INTO "every_option" VALUES('fsm:42:12:12:default',NULL,'{"half": "\ud83d"}');
INSERT INTO "every_option" VALUES('fsm:42:13:13:default',NULL,'{"nul": "a\u0000b"}');
INSERT INTO "every_option" VALUES('fsm:42:14:14:default',NULL,'{"1": "a", "1": "b"}');
INSERT INTO "every_option" VALUES('fsm:42:16:16:default',NULL,'{"kept": true}');
INSERT INTO "every_option" VALUES('fsm:42:bc-1_x=:7:7:default','Form:age',NULL);
INSERT INTO "every_option" VALUES('fsm:42:bc:7:3:7:shop','Form:age',NULL);
COMMIT;

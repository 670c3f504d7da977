"""Writes conversations with aiogram's storage, into a SQLite file: what `written.sql` is a dump of.

Needs `aiogram`, `aiogram-sqlalchemy-storage`, `aiosqlite` and `greenlet`.
"""

import asyncio
import sys

from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import DefaultKeyBuilder, StorageKey
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import declarative_base
from sqlalchemy_storage import SQLAlchemyStorage


class Form(StatesGroup):
    name = State()
    age = State()


def key(chat, user, **rest):
    return StorageKey(bot_id=42, chat_id=chat, user_id=user, **rest)


async def write(engine, table, **options):
    base = declarative_base()
    storage = SQLAlchemyStorage(
        sessionmaker=async_sessionmaker(bind=engine, class_=AsyncSession),
        metadata=base.metadata,
        table_name=table,
        key_builder=DefaultKeyBuilder(**options),
    )
    async with engine.begin() as connection:
        await connection.run_sync(base.metadata.create_all)
    await storage.set_state(key(7, 7), Form.name)
    await storage.set_data(key(7, 7), {"name": "Ada", "n": 1})
    await storage.set_state(key(-1001, 8), Form.age)
    await storage.set_state(key(-1001, 8, thread_id=5), "plain")
    await storage.set_data(
        key(9, 9),
        {
            "ключ": "значение",
            "emoji": "😀",
            "nested": {"a": [1, 2.5, None, True]},
            "float": 1e16,
            "small": 5e-324,
        },
    )
    await storage.set_data(key(17, 17), {"big": 2**70})
    # Data that was emptied is empty text.
    await storage.set_state(key(10, 10), Form.name)
    await storage.set_data(key(10, 10), {"x": 1})
    await storage.set_data(key(10, 10), {})
    # What Python reads back and no database keeps as JSON.
    await storage.set_data(key(11, 11), {"nan": float("nan")})
    await storage.set_data(key(12, 12), {"half": "\ud83d"})
    await storage.set_data(key(13, 13), {"nul": "a\0b"})
    # Two names that are one in JSON.
    await storage.set_data(key(14, 14), {1: "a", "1": "b"})
    # Ended, and ended but for its data.
    await storage.set_state(key(15, 15), Form.name)
    await storage.set_state(key(15, 15), None)
    await storage.set_state(key(16, 16), Form.name)
    await storage.set_data(key(16, 16), {"kept": True})
    await storage.set_state(key(16, 16), None)
    if options:
        await storage.set_state(key(7, 7, business_connection_id="bc-1_x="), Form.age)
        shop = key(7, 7, thread_id=3, business_connection_id="bc", destiny="shop")
        await storage.set_state(shop, Form.age)


async def main(path):
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}")
    await write(engine, "aiogram_fsm_data")
    await write(
        engine,
        "every_option",
        with_bot_id=True,
        with_business_connection_id=True,
        with_destiny=True,
    )
    await engine.dispose()


asyncio.run(main(sys.argv[1]))

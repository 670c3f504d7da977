//! Conversation-state storage for chat bots.

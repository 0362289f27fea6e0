"""The journal: what was asked at the operations' doors and what was answered, for people and assertions."""

from __future__ import annotations

from .notes import Journal, Note, Notes

__all__ = ("Journal", "Note", "Notes")

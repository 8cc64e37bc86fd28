"""Bytes on disk, knowing nothing of what they mean."""

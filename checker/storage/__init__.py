"""Storage on disk, independent of what is stored."""

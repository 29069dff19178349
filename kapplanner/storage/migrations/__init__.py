"""The library's tables through time: numbered steps on ``PRAGMA user_version``, each one transaction."""

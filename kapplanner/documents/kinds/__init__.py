"""One file for each kind of paper; each defines ``KIND`` and knows nothing of the others."""

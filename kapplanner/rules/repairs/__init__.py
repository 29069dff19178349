"""Ways to mend a finding, each a small value that is proven before anybody sees it."""

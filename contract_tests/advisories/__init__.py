"""What is known against the packages that are installed here, as far as somebody can be asked."""

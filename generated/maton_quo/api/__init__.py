"""What the API can be asked, a package for each kind of thing and a module for each operation."""

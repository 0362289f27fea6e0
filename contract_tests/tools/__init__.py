"""The pages of tools, asked by WSGI as a browser without scripts would."""

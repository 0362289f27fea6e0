"""The pages, asked without a browser: who may see them, what they say, what they change."""

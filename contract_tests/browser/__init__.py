"""The gateway's pages in a real browser, against a real server: Debian's chromium through Playwright."""

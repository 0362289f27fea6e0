// What only the inbox does.

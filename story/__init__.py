"""The bundled story: initiatives of five establishments, told in events, and the ending each must come to."""

"""The bundled story: cases of every process, told in events, and the ending each must come to."""

"""What Balise decides, as pure values and functions: no clock, no network, no engine."""

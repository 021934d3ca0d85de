"""The language spoken with others: contract, intake, publishing, parking."""

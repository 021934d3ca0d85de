"""Mutation testing of the policies: one small change at a time, and whether anything would notice it."""

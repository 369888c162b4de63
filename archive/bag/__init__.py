"""Bags: the citation bundle, a zipped BagIt 1.0 bag (RFC 8493) that is checked and taken in without this archive."""

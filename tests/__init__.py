"""Tests of Countersign: they mirror the sources; laws, stories and the house have own folders."""

"""The sub-commands of `countersign`, one file each; heavy imports wait until one runs."""

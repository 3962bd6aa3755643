"""Case files and what they still lack: the board over all cases, one case, the forms of its entries."""

"""Commands. One module owns findings, formats, stderr and exit codes."""

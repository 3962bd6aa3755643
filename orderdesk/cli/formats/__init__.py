"""The formats that findings are written in; each is loaded when it is chosen."""

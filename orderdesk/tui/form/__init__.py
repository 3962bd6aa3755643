"""Forms: fields described as data, edited one section at a time in a plain nested dict, with undo across the whole
form."""

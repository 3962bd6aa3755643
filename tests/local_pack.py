"""A municipality's own rule pack, invented: one rule of local policy with its examples."""

LOCAL_PACK = """
[pack]
id = "eksempelby"
version = "1"
tracks = ["any"]
local = true
title = { da = "Eksempelby", en = "Exampletown" }
about = { da = "Kommunens egne regler.", en = "The municipality's own rules." }

[sample]
as_of = 2026-03-01

[sample.case]
case = "eksempel"
citizen = { name = "Bodil Eksempel", cpr = "710575-1234" }

[[rules]]
id = "EKS01"
severity = "advised"
citations = [{ kind = "local_policy", text = "Eksempelby, retningslinje 4" }]
title = { da = "Borgeren er hørt om ønsker", en = "The citizen has been heard on wishes" }
why = { da = "Ønsker ændrer sig.", en = "Wishes change." }
require = { kind = "citizen_heard", on = ["wishes"], fresh = { months = 6, source = "local_policy" } }
closing = { who = ["caseworker"], how = { da = "Spørg borgeren.", en = "Ask the citizen." }, action = "ask_citizen" }

[[rules.examples]]
name = "Netop seks måneder siden"
case.conversations = [{ id = "C1", day = 2025-09-01, wishes = "Vil gerne arbejde med dyr." }]
expect = { state = "closed" }

[[rules.examples]]
name = "En dag over"
case.conversations = [{ id = "C1", day = 2025-08-31, wishes = "Vil gerne arbejde med dyr." }]
expect = { state = "open", kind = "out_of_date" }
"""

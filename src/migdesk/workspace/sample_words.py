"""The words that made-up practices are made of. No person, and no practice that is meant, stands behind any of them."""

from __future__ import annotations

from migdesk.practice.event import Actor

PLACES = (
    "Riverside", "Elm Tree", "Harbour View", "Millbrook", "Old Forge", "Quayside", "Beacon Hill", "Larkfield",
    "Chapel Green", "Willow Bank", "Northgate", "Orchard House", "Station Road", "Moorland", "Fernhill", "Lighthouse",
    "Oakdene", "Meadow Lane", "Kingfisher", "Tithe Barn", "Greenbank", "Saltmarsh", "Hazel Grove", "Stonebridge",
    "Park View", "Heatherdale", "Weavers", "Swan Street", "Highfield", "Copper Beech", "Canal Side", "Rowan",
)  # fmt: skip
KINDS = ("Surgery", "Practice", "Health Centre", "Medical Practice", "Medical Centre")

SYSTEMS = ("EMIS Web", "SystmOne", "Vision", "Medicus")
COMMISSIONERS = ("North Moor ICB", "Harbour ICB", "Three Valleys ICB")
DELIVERY_PARTNERS = {
    "North Moor ICB": "North Moor GP IT Services",
    "Harbour ICB": "Harbour Digital Support",
    "Three Valleys ICB": "Valley Primary Care IT",
}

OWNERS = {
    "practice-manager": "Practice manager",
    "practice-staff": "Reception lead",
    "lead-gp": "Dr A. Sample",
    "delivery-partner": "Migration project manager",
    "commissioner": "ICB primary care lead",
    "current-supplier": "Current supplier's account manager",
    "new-supplier": "New supplier's project lead",
    "trainer": "Trainer",
}
"""Who does the tasks of each role. They are functions and not names, as they would be on a shared action list."""

BLOCKED_BECAUSE = (
    "Waiting for the current supplier to confirm the extract date",
    "No quote for the new label printers yet",
    "The commissioner has not approved the extra hardware",
    "The network upgrade at the branch has slipped by two weeks",
    "The lab has not replied about paper results",
)
NOT_APPLICABLE_BECAUSE = {
    "survey.dispensary": "We are not a dispensing practice",
    "go-live.dispensary": "We are not a dispensing practice",
    "training.remote-staff": "Nobody here works off site",
    "order.subsidiary-extracts": "No other supplier holds data for us",
    "plan.subsidiary-changes": "No other supplier holds data for us",
}
NOT_NEEDED = "Checked with the delivery partner: not needed here"
NOTES = (
    "Agreed at the weekly meeting. Minutes are in the shared folder.",
    "Rang the service desk, ticket logged. They promised an answer by Friday.",
    "One of our change champions will help with this.",
    "The branch site opens late on Wednesdays, so plan around that.",
    "On the board in the back office, so that everybody sees it.",
    "The supplier's schedule moved by two days. Dates checked again, nothing clashes.",
    "Partners' meeting is content with this.",
    "Time for this is blocked out in the rota.",
    "Letter sent, with ten days to reply.",
    "Still waiting for one reply. Chase on Monday.",
    "Talked it through with the delivery partner. No surprises.",
    "Filed with the other migration papers.",
)
WITHDRAWN_BECAUSE = "Read the wrong edition, will read it again"


def people_of(practice: str, partner: str) -> dict[str, Actor]:
    """Return who records what at a sample practice, by role: people in roles, not named persons."""
    return {
        "practice-manager": Actor("Practice manager", "practice-manager", practice),
        "practice-staff": Actor("Reception lead", "practice-staff", practice),
        "lead-gp": Actor("Dr A. Sample", "lead-gp", practice),
        "delivery-partner": Actor("Migration project manager", "delivery-partner", partner),
    }

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

BLOCKED_BECAUSE = {
    "order.return-extract-form": "Waiting for the current supplier to send its form",
    "pre.confirm-extracts": "Waiting for the current supplier to confirm the extract date",
    "pre.deployment-dates": "The network upgrade at the branch has slipped by two weeks",
    "pre.select-records": "Needs the test criteria, which the new supplier still owes us",
    "plan.pathology": "The lab has not replied about paper results",
    "cutover.replace-hardware": "No quote for the new label printers yet",
    "survey.approve-requirements": "The commissioner has not approved the extra hardware",
}
BLOCKED_BY = {
    "current-supplier": "Waiting for an answer from the current supplier",
    "new-supplier": "Waiting for an answer from the new supplier",
    "commissioner": "Waiting for a decision of the commissioner",
    "trainer": "Waiting for the trainer's dates",
    "delivery-partner": "Waiting for an answer from the delivery partner",
}
"""Whom a task waits for, by the roles that have a part in it; the first that fits."""
BLOCKED_FOR_TIME = "Nobody is free for it until the new rota starts"
NOT_APPLICABLE_BECAUSE = {
    "decision.local-approval": "No local board has a say here",
    "order.subsidiary-extracts": "No other supplier holds data for us",
    "plan.subsidiary-changes": "No other supplier holds data for us",
    "survey.dispensary": "We are not a dispensing practice",
    "go-live.dispensary": "We are not a dispensing practice",
    "pre.deployment-dates": "The Technical Survey found no extra requirements",
    "pre.pharmacy-ordering": "We order nothing from pharmacy suppliers",
    "plan.repeat-dispensing": "We do not use EPS repeat dispensing",
    "fdp.cancel-repeat-dispensing": "We do not use EPS repeat dispensing",
    "post.repeat-dispensing": "We do not use EPS repeat dispensing",
    "plan.prescribing-option-start": "We chose no special way for repeats",
    "post.prescribing-option-end": "We chose no special way for repeats",
    "cutover.online-notice": "Our online service stays on during Cutover",
    "plan.screening": "No screening service sends results straight to us",
    "training.remote-staff": "Nobody here works off site",
    "cutover.mesh": "Our MESH mailbox stays as it is",
    "cutover.replace-hardware": "The Technical Survey found nothing to replace",
    "post.reconfigure": "We use no integrated third party software",
}
"""Tasks with the same reason go together: none of them applies, or all do."""
NOT_NEEDED = "Checked with the delivery partner: not needed here"
NOTES_WHEN_DONE = (
    "Agreed at the weekly meeting. Minutes are in the shared folder.",
    "Partners' meeting is content with this.",
    "Talked it through with the delivery partner. No surprises.",
    "Filed with the other migration papers.",
    "One of our change champions did most of this.",
    "The supplier's schedule moved by two days. Dates checked again, nothing clashes.",
    "Took longer than we thought: two afternoons.",
    "A copy is in the migration folder on the shared drive.",
    "Done together with the branch site.",
    "The reply came by e-mail and is filed.",
)
NOTES_WHEN_OPEN = (
    "Rang the service desk, ticket logged. They promised an answer by Friday.",
    "Still waiting for one reply. Chase on Monday.",
    "One of our change champions will help with this.",
    "The branch site opens late on Wednesdays, so plan around that.",
    "On the board in the back office, so that everybody sees it.",
    "Time for this is blocked out in the rota.",
    "Letter sent, with ten days to reply.",
)
WITHDRAWN_BECAUSE = "Read the wrong edition, will read it again"


def people_of(practice: str, partner: str) -> dict[str, Actor]:
    """Return who records what at a sample practice, by role: people in roles, not named persons."""
    return {
        "practice-manager": Actor("Practice manager", "practice-manager", practice, "practice"),
        "practice-staff": Actor("Reception lead", "practice-staff", practice, "practice"),
        "lead-gp": Actor("Dr A. Sample", "lead-gp", practice, "practice"),
        "delivery-partner": Actor("Migration project manager", "delivery-partner", partner, "delivery-partner"),
    }


def signers_of(commissioner: str, new_system: str) -> dict[str, Actor]:
    """Return who signs at a sample practice besides those that record, by role."""
    supplier = f"Supplier of {new_system}"
    return {
        "commissioner": Actor(OWNERS["commissioner"], "commissioner", commissioner, "commissioner"),
        "new-supplier": Actor(OWNERS["new-supplier"], "new-supplier", supplier, "new-supplier"),
    }

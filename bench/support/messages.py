"""Messages of about 151 characters, as customers write them, from a fixed seed."""

import random

OPENINGS = ["Hi team,", "Hello,", "Good morning,", "Hi {name},", "Dear support,", "Quick question:", "Following up on ticket {ticket}:"]
BODIES = [
    "my {code} stopped working after the update to firmware {version}.",
    "the invoice for order {order} says {money} but I was quoted less.",
    "the router at {ip} answers with error code {error} since {date}.",
    "could somebody call me back at {phone}? I am in {city} until {time}.",
    "please send the new manual to {mail}, the old one has pages missing.",
    "I returned the parcel on {date} and have heard nothing since then.",
    "{name} from our office in {city} cannot log in on Windows 11 any more.",
    "the page https://status.example.com/{ticket} shows nothing new today.",
    "we were promised a refund of {money} by {name}, who said it takes two weeks.",
    "nothing has changed, it still fails and the logs say very little about why.",
]
CLOSINGS = ["Thanks!", "Please advise.", "Regards, {name}", "Thank you for looking into it.", "That is all for now."]
NAMES = ["Maria Lopez", "Tom Becker", "Aisha Khan", "Jonas Lind", "Priya Nair", "Dr. Smith", "Elena Rossi", "Sam Carter"]
CITIES = ["Boston", "New York", "Berlin", "Oslo", "Chicago", "Lisbon", "Toronto"]


def value(rng, field):
    n = rng.randrange
    return {
        "name": lambda: rng.choice(NAMES),
        "city": lambda: rng.choice(CITIES),
        "ticket": lambda: f"TKT-{n(10000, 99999)}",
        "code": lambda: f"{rng.choice(['XG', 'AB', 'RTX'])}-{n(100, 9999)}",
        "version": lambda: f"{n(1, 9)}.{n(0, 20)}.{n(0, 9)}",
        "order": lambda: f"{n(1000000, 9999999)}",
        "money": lambda: f"${n(1, 9)},{n(100, 999)}.{n(10, 99)}",
        "ip": lambda: f"192.0.2.{n(1, 254)}",
        "error": lambda: f"{n(100, 9999)}",
        "date": lambda: f"{rng.choice(['March', 'June', 'October'])} {n(1, 28)}, {n(2019, 2026)}",
        "time": lambda: f"{n(8, 19)}:{n(10, 59)}",
        "phone": lambda: f"({n(200, 999)}) 555-01{n(10, 99)}",
        "mail": lambda: f"{rng.choice(['jo.doe', 'office', 'it.desk'])}@example.com",
    }[field]()


def fill(rng, template):
    out = ""
    while "{" in template:
        before, rest = template.split("{", 1)
        field, template = rest.split("}", 1)
        out += before + value(rng, field)
    return out + template


def messages(count, size=151):
    """Yields count messages whose mean length is about size characters."""
    rng = random.Random(7)
    for _ in range(count):
        text = fill(rng, rng.choice(OPENINGS))
        closing = fill(rng, rng.choice(CLOSINGS))
        while len(text) + len(closing) < size - 41:
            text += " " + fill(rng, rng.choice(BODIES))
        yield text + " " + closing

"""A plugin that finds ticket numbers such as OPS-1234, in Python."""

import re

from onomast_plugin import serve


class Ticket:
    """Finds ticket numbers."""

    name = "ticket"
    labels = ["TICKET"]
    options = {
        "prefix": {
            "type": "string",
            "description": "What a ticket number begins with.",
            "pattern": "^[A-Z]+$",
            "default": "OPS",
        }
    }

    def __init__(self, options):
        prefix = options.get("prefix", "OPS")
        self.number = re.compile(r"\b" + re.escape(prefix) + r"-[0-9]{1,6}\b")

    def find(self, text):
        """Yields (start, end, label), counted in code points as Python does."""
        for match in self.number.finditer(text):
            yield match.start(), match.end(), "TICKET"


if __name__ == "__main__":
    serve(Ticket)

"""Score readers of dates on the tables of plugins/rules/normalize/dates/testdata.

    python3 -m venv /tmp/v && /tmp/v/bin/pip install dateparser==1.5.0 parsedatetime==2.6
    go build -o /tmp/dates ./bench/dates && /tmp/v/bin/python bench/dates/compare.py /tmp/dates

The peers answer with one instant, whatever was asked. So they are scored where the
tables expect one day, or one minute of a day: right is the same day (and minute), given
the same language, order and reference. Of ambiguous, impossible and unresolved expressions
it is only counted how often they answer as if nothing were the matter.

With the folder of another project's tests as second argument (dateparser-1.5.0/tests from
its source distribution on PyPI), our reader is scored on its expressions as well.
"""

import datetime
import glob
import importlib.util
import os
import re
import subprocess
import sys

REFERENCE = datetime.datetime(2023, 3, 15, 9, 30)
TABLES = os.path.join(os.path.dirname(__file__), "../../plugins/rules/normalize/dates/testdata")


def rows():
    for path in sorted(glob.glob(TABLES + "/*.tsv")):
        for line in open(path, encoding="utf-8"):
            if not line.startswith("#"):
                yield line.rstrip("\n").split("\t")


def ours(binary, questions):
    asked = "".join("\t".join(q) + "\n" for q in questions)
    return subprocess.run([binary], input=asked, capture_output=True, text=True, check=True).stdout.splitlines()


def dateparser_answer(locale, text, reference):
    import dateparser

    language, _, region = locale.partition("-")
    settings = {"RELATIVE_BASE": REFERENCE, "RETURN_AS_TIMEZONE_AWARE": False}
    order = {"en-US": "MDY", "en-GB": "DMY", "en-AU": "DMY"}.get(locale) or ("DMY" if language != "en" else None)
    if order:
        settings["DATE_ORDER"] = order
    return dateparser.parse(text, languages=[language], settings=settings)


def parsedatetime_answer(locale, text, reference):
    import parsedatetime

    if not locale.startswith("en"):
        return None
    found, context = parsedatetime.Calendar(version=parsedatetime.VERSION_CONTEXT_STYLE).parseDT(text, REFERENCE)
    return found if context.hasDateOrTime else None


def instant(expected):
    """The day, and the minute where one is given, of an expectation; None for all others."""
    first = expected.split(" | ")[0].removesuffix(" conflict")
    for form in ("%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H"):
        try:
            return datetime.datetime.strptime(first, form), form
        except ValueError:
            pass
    return None


def same(answer, expected, form):
    if answer is None:
        return False
    return answer.date() == expected.date() and (form == "%Y-%m-%d" or (answer.hour, answer.minute) == (expected.hour, expected.minute))


def compare(binary):
    table = [r for r in rows()]
    answers = ours(binary, [(locale, text, REFERENCE.strftime("%Y-%m-%dT%H:%M") if ref == "ref" else "-") for locale, text, ref, _ in table])
    right = 0
    for (locale, text, ref, expected), answer in zip(table, answers, strict=True):
        want = expected.removesuffix(" conflict")
        if want.startswith("! "):
            right += answer.startswith("! ") and want[2:] in answer
        elif " | " in want and not want.startswith("?"):
            right += answer == want.split(" | ")[0]
        else:
            right += answer == want
    print(f"ours, all expressions: {right} of {len(table)}")
    print(f"{'':16}{'one day or minute':>20}{'answered in silence':>22}")
    dated = [(r, instant(r[3])) for r in table]
    for name, ask in (("ours", None), ("dateparser", dateparser_answer), ("parsedatetime", parsedatetime_answer)):
        if ask and not importlib.util.find_spec(name):
            print(f"{name:16} is not installed")
            continue
        good = asked = silent = odd = 0
        for ((locale, text, ref, expected), want), own in zip(dated, answers, strict=True):
            if name == "parsedatetime" and not locale.startswith("en"):
                continue
            if want:
                asked += 1
                good += own == expected.split(" | ")[0].removesuffix(" conflict") if ask is None else same(ask(locale, text, ref), *want)
            elif expected[0] in "?!" or expected == "unresolved":
                odd += 1
                silent += own[0] not in "?!u" if ask is None else ask(locale, text, ref) is not None
        print(f"{name:16}{f'{good} of {asked}':>20}{f'{silent} of {odd}':>22}")


def foreign(binary, folder):
    """Expressions of the languages we read from the lists of dateparser's own tests."""
    languages = {"English": "en", "French": "fr", "Spanish": "es", "Portuguese": "pt", "German": "de"}
    language, questions = None, []
    for line in open(os.path.join(folder, "test_date_parser.py"), encoding="utf-8"):
        if heading := re.match(r"\s+# (\w+)( dates)?\s*$", line):
            language = languages.get(heading.group(1))
        elif "def test_" in line:
            language = None
        elif language and (found := re.match(r'\s+param\("(.+?)", datetime\(([\d, ]+)\)\),', line)):
            questions.append((language, found.group(1), datetime.datetime(*map(int, found.group(2).split(", ")))))
    answers = ours(binary, [(l, t, "2012-11-13T00:00") for l, t, _ in questions])
    right, wrong = 0, []
    for (language, text, want), answer in zip(questions, answers, strict=True):
        got = instant(answer.split("Z")[0])
        seconds = re.match(r"(\d{4}-\d\d-\d\dT\d\d:\d\d):\d\d", answer)
        if seconds:
            got = instant(seconds.group(1))
        if got and same(want, *got):
            right += 1
        else:
            wrong.append(f"  {language} {text!r}: {answer} ({want:%Y-%m-%d %H:%M})")
    print(f"dateparser's own expressions in five languages: {right} of {len(questions)}; the others:")
    print("\n".join(wrong))


if __name__ == "__main__":
    compare(sys.argv[1])
    if len(sys.argv) > 2:
        foreign(*sys.argv[1:3])

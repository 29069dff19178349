"""The tables as queries name them. Their truth is the migration steps; a test holds the two equal."""

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

_METADATA = MetaData()


def _table(name: str, /, **columns: type[Integer] | type[LargeBinary] | type[Text]) -> Table:
    return Table(name, _METADATA, *(Column(column, kind) for column, kind in columns.items()))


plan = _table(
    "plan",
    id=Text,
    revision=Integer,
    changed_at=Text,
    step=Text,
    signed_off=Integer,
    deleted_at=Text,
    carried=Text,
    document=LargeBinary,
)
summary = _table(
    "summary",
    plan_id=Text,
    revision=Integer,
    changed_at=Text,
    deleted=Integer,
    archived=Integer,
    sample=Integer,
    received=Integer,
    checked=Integer,
    fingerprint=Text,
    printed_fingerprint=Text,
    origin=Text,
    code=Text,
    name=Text,
    title=Text,
    zone=Text,
    first_day=Text,
    last_course_day=Text,
    last_day=Text,
    course=Text,
    medicine_sessions=Integer,
    stop=Integer,
    caution=Integer,
    note=Integer,
    not_checked=Integer,
    search=Text,
)
session = _table(
    "session",
    plan_id=Text,
    session_id=Text,
    kind=Text,
    starts_at=Text,
    ends_at=Text,
    route=Text,
    room=Text,
)
person = _table("person", plan_id=Text, practitioner_id=Text, name=Text)
version = _table(
    "version",
    plan_id=Text,
    revision=Integer,
    saved_at=Text,
    step=Text,
    signed_off=Integer,
    document=LargeBinary,
)

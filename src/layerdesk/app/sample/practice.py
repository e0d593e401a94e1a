"""This is where the sample practice is put into an empty desk, in one go."""

from dataclasses import replace

from layerdesk.app.sample.cases import add_cases
from layerdesk.app.sample.follow_up import add_actions, add_notes
from layerdesk.app.sample.meetings import add_meetings
from layerdesk.app.sample.words import Days, Keys, SampleWords
from layerdesk.domain.meetings.minutes_facts import Labels
from layerdesk.domain.meetings.records import Meeting, MeetingState
from layerdesk.domain.people.records import Person, Practice, SpaceKind
from layerdesk.usecases.meetings.finish import keep_version
from layerdesk.usecases.ports import Work


def load_sample(work: Work, words: SampleWords, labels: Labels) -> None:
    """Fill a desk on which a practice was just set up with people, cases and meetings."""
    days = Days(today=work.today, zone=work.zone)
    keys = Keys.none()
    _add_people(work, words, days, keys)
    add_notes(work, words.notes, days, keys)
    add_cases(work, words.cases, days, keys)
    add_meetings(work, words.meetings, days, keys)
    add_actions(work, words.actions, days, keys)
    _keep_minutes(work, labels)


def _keep_minutes(work: Work, labels: Labels) -> None:
    """Keep the minutes that went round as they would have been kept then."""
    for meeting in work.find(Meeting, state=(MeetingState.CIRCULATED, MeetingState.APPROVED)):
        keep_version(work, meeting, labels)


def _add_people(work: Work, words: SampleWords, days: Days, keys: Keys) -> None:
    home = work.viewer.space(SpaceKind.PRACTICE)
    for row in words.practice["people"]:
        mine = row.get("me", False)
        before = work.get(Person, work.viewer.person) if mine else None
        person = before or Person(id=work.new_id(), space=home)
        keys.people[row["id"]] = person.id
        work.save(
            before,
            replace(
                person,
                name=row["name"],
                job_role=row["job_role"],
                roles=frozenset(row["roles"]),
                active_from=days.day(row, "active_from"),
                active_to=days.day(row, "active_to"),
            ),
        )
    (practice,) = work.find(Practice)
    work.save(
        practice,
        replace(
            practice,
            name=words.practice["name"],
            nation=words.practice["nation"],
            list_size_band=words.practice["list_size_band"],
            time_zone=words.practice["time_zone"],
            default_plan=words.practice["default_plan"],
            sample=True,
            sea_lead=keys.people.get(words.practice["sea_lead"]),
            follow_up_lead=keys.people.get(words.practice["follow_up_lead"]),
            ig_lead=keys.people.get(words.practice["ig_lead"]),
        ),
    )

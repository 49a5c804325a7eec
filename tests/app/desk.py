# SPDX-License-Identifier: GPL-3.0-or-later
"""A desk that types commands: what the tests of the command line share."""
import datetime
import functools
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import traceback
import zoneinfo

WANGGE, MAKE_DISTRICT = sys.argv[1], sys.argv[2]
# Behind the sanitizers, where a command costs three times as much, a long list of like things is tried here and there only.
STEP = int(os.environ.get('WANGGE_TEST_STEP', '1'))
SEEN = set()
ROWS = []


def day_of(instant=None):
    """The day of the district, as a date, of an instant that a command told (of now without one). From four in the afternoon
    in UTC it is the next one already."""
    at = datetime.datetime.fromisoformat(instant.replace('Z', '+00:00')) if instant else datetime.datetime.now(datetime.timezone.utc)
    return at.astimezone(zoneinfo.ZoneInfo('Asia/Shanghai')).date()


class Skip(Exception):
    """Nothing to look at, and why."""


class Answer:
    def __init__(self, run):
        self.code, self.out, self.err = run.returncode, run.stdout.decode(), run.stderr.decode()

    @property
    def lines(self):
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def json(self):
        assert self.out.endswith('\n') and self.out.count('\n') == 1, 'not one line: %r' % self.out
        return json.loads(self.out)


def environment(folder, **more):
    """No display, no bus, no settings: a command must not miss them."""
    env = {name: value for name, value in os.environ.items()
           if name not in ('DISPLAY', 'WAYLAND_DISPLAY', 'DBUS_SESSION_BUS_ADDRESS', 'LANGUAGE', 'LANG', 'WANGGE_DATABASE')}
    env.update({'LC_ALL': 'C.UTF-8', 'HOME': str(folder), 'XDG_DATA_HOME': str(folder / 'data'), 'XDG_CONFIG_HOME': str(folder / 'config'),
                'XDG_CACHE_HOME': str(folder / 'cache'), 'XDG_RUNTIME_DIR': str(folder)})
    env.update(more)
    return env


def note_row(words):
    """Remembers which row of the table a command was."""
    for row in ROWS:
        name = [row['noun']] + ([row['verb']] if row['verb'] else [])
        if words[:len(name)] == name:
            SEEN.add(tuple(name))


@functools.cache
def district():
    """A small district to copy: to make it for every desk costs more than what most of them do with it."""
    folder = tempfile.TemporaryDirectory(prefix='wangge-app-')
    file = pathlib.Path(folder.name) / 'district.wangge'
    subprocess.run([MAKE_DISTRICT, str(file)], check=True)
    return folder, file


class Desk:
    """A folder of its own with a database; without `make` there is none."""

    def __init__(self, make=True):
        self.temporary = tempfile.TemporaryDirectory(prefix='wangge-app-')
        self.folder = pathlib.Path(self.temporary.name)
        self.database = self.folder / 'district.wangge'
        if make:
            shutil.copyfile(district()[1], self.database)

    def command(self, words):
        return [WANGGE, '--database', str(self.database)] + [str(word) for word in words]

    def run(self, *words, code=0, stdin=subprocess.DEVNULL, seconds=120, **more):
        note_row([str(word) for word in words if not str(word).startswith('--')])
        run = subprocess.run(self.command(words), capture_output=True, stdin=stdin, env=environment(self.folder, **more), timeout=seconds)
        answer = Answer(run)
        assert answer.code == code, '%s ended with %d instead of %d\n%s%s' % (words, answer.code, code, answer.out[:2000], answer.err)
        return answer

    def ask(self, *words, code=0, **more):
        """The one JSON value that the command prints."""
        return self.run(*words, '--json', code=code, **more).json

    def refuse(self, error, *words, **more):
        """The command must fail with this code, a sentence and an object that says the same."""
        answer = self.run(*words, '--json', code=1, **more)
        told = answer.json['error']
        assert told['code'] == error, told
        assert answer.err.strip() == told['text'] and len(answer.err.splitlines()) == 1, answer.err
        assert isinstance(told['allowed'], list)
        return told

    def new_case(self, *more):
        return self.ask('case', 'new', '--channel', 'hotline', '--class', 'P0101-1', '--title', '井盖缺失', '--anonymous',
                        '--lon', 116.605, '--lat', 40.305, *more)['number']

    def start(self, *words):
        note_row([str(word) for word in words if not str(word).startswith('--')])
        return subprocess.Popen(self.command(words), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(self.folder))

    def close(self):
        self.temporary.cleanup()


@functools.cache
def kept_demo(seed, until):
    desk = Desk(make=False)
    desk.ask('demo', '--size', 'community', '--seed', seed, *(['--until', until] if until else []))
    return desk


def demo(seed=3, until=None):
    """A desk of its own with the demo community, up to now or to `until`. It is made once for all that want the same."""
    desk = Desk(make=False)
    for file in kept_demo(seed, until).folder.glob('district.*'):
        shutil.copyfile(file, desk.folder / file.name)
    return desk


def ask_lines(desk, text, *words):
    """What a command answers that reads its questions from the standard input."""
    with tempfile.TemporaryFile() as file:
        file.write(text.encode())
        file.seek(0)
        return desk.run(*words, stdin=file)


def main(tests):
    """Runs the tests as TAP; each gets a desk of its own."""
    out = subprocess.run([WANGGE, 'help', '--json'], capture_output=True, check=True, env=environment(pathlib.Path('/tmp'))).stdout
    ROWS.extend(json.loads(line) for line in out.decode().splitlines())
    print('1..%d' % len(tests))
    failed = 0
    for number, test in enumerate(tests, 1):
        desk = Desk()
        try:
            test(desk)
            print('ok %d - %s' % (number, test.__doc__))
        except Skip as reason:
            print('ok %d - %s # SKIP %s' % (number, test.__doc__, reason))
        except Exception:  # a failed assertion, an answer that is no JSON, a missing key
            failed += 1
            print('not ok %d - %s' % (number, test.__doc__))
            print('\n'.join('# ' + line for line in traceback.format_exc().splitlines()))
        finally:
            desk.close()
    return 1 if failed else 0

# SPDX-License-Identifier: GPL-3.0-or-later
"""Clocks and the calendar on the command line, as a script meets them."""
import datetime
import json
import signal
import sqlite3
import subprocess
import time

import desk as desks
from desk import Desk, day_of


def deadlines(desk):
    """a deadline is told and proved without a database, by options or a question a line; a bad line does not end the others"""
    bare = Desk(make=False)
    common = ['--from', '2026-09-30T17:00', '--limit', 2, '--unit', 'work_day', '--at', '2026-10-09']
    told = bare.ask('deadline', *common)
    assert (told['due'], told['used_s'], told['state']) == ('2026-10-09T09:00:00Z', 32400, 'ok'), told
    assert sum(interval['used_s'] for interval in told['intervals']) == told['used_s']
    paused = bare.ask('deadline', *common, '--pause', '2026-10-08T09:00/2026-10-08T10:30', '--pause', '2026-10-08T10:00/2026-10-08T11:00')
    assert (paused['due'], paused['paused_ms']) == ('2026-10-10T01:00:00Z', 7200000), paused
    assert bare.ask('deadline', *common, '--spans', '09:00-17:00', '--extensions', 1)['due'] == '2026-10-12T09:00:00Z'
    days = bare.folder / 'days.csv'
    days.write_text('date,kind,spans\n2026-10-01,work,08:00-10:00\n')
    assert bare.ask('deadline', *common, '--calendar', days)['due'] == '2026-10-05T07:00:00Z'
    assert bare.ask('deadline', '--from', '2026-11-20T00:00Z', '--limit', 1, '--unit', 'eh', '--pause', '2026-11-20T00:30Z/')['due'] is None
    assert '2026-10-09 17:00' in bare.run('deadline', *common).out and '2027' in bare.run('deadline', '--from', '2027-10-01', '--limit', 1,
                                                                                     '--unit', 'wd', '--at', '2027-10-01').err
    for wrong in ([], ['--from', '2026-01-01', '--limit', -1, '--unit', 'wd'], ['--from', '1800-01-01', '--limit', 1, '--unit', 'wd'],
                  common + ['--pause', 'lunch'], common + ['--spans', '12-8']):
        assert bare.run('deadline', *wrong, code=2).out == ''
    good = {'id': 'a', 'start_ms': 0, 'now_ms': 5000, 'unit': 'eh', 'limit_value': '1', 'pauses': [[1000, 2000], [3000, None]]}
    lines = [good, dict(good, id=[1, 'b'], pauses=[[1]]), 'no JSON', '[' * 100000, dict(good, spans='25:00-26:00'), dict(good, unit=3),
             dict(good, timetable='T1'), dict(good, limit_ms=1), dict(good, now_ms=1e30), '', '"' + 'x' * 1100000, dict(good, id='z')]
    answer = desks.ask_lines(bare, '\n'.join(line if isinstance(line, str) else json.dumps(line) for line in lines), 'deadline', '--stdin')
    assert [told.get('id') for told in answer.lines] == ['a', [1, 'b'], None, None, 'a', 'a', 'a', 'a', 'a', None, 'z'], answer.out
    assert [told['line'] for told in answer.lines if 'error' in told] == [2, 3, 4, 5, 6, 7, 8, 9, 11] and '9' in answer.err
    assert answer.lines[0]['used_ms'] == 2000 and answer.lines[0]['due'] is None and answer.lines[-1]['paused_now'] == 1
    with subprocess.Popen(bare.command(['deadline', '--stdin']), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          env=desks.environment(bare.folder)) as talk:
        for _ in range(3):
            talk.stdin.write(json.dumps(good).encode() + b'\n')
            talk.stdin.flush()
            assert json.loads(talk.stdout.readline())['id'] == 'a'
        talk.send_signal(signal.SIGINT)
        assert talk.wait(timeout=60) == 1
    assert not list(path for path in bare.folder.iterdir() if path != days)
    bare.close()


def ledgers(desk):
    """every clock of a case tells where the time went, who had it, and adds up; of then, too"""
    number = desk.new_case('--as', 'intake')
    for step in (['file'], ['assign', '--to', '王建国'], ['reassign', '--to', '李秀英', '--note', '顺路'], ['accept', '--as', '李秀英'],
                 ['done', '--as', '李秀英', '--note', '已修'], ['fail', '--as', 'checker', '--note', '盖子不稳']):
        time.sleep(0.002)
        desk.ask('case', step[0], number, *step[1:])
    told = desk.run('clock', number, '--json').lines
    assert [clock['kind'] for clock in told] == ['intake', 'dispatch', 'handling', 'check'] and all(clock['number'] == number for clock in told), told
    for clock in told:
        assert abs(sum(row['used_s'] for row in clock['intervals']) - clock['used_s']) < 1e-6 and clock['state'] == 'ok', clock
        assert (clock['stopped'] is None) == (clock['kind'] == 'handling')
    handling = desk.ask('clock', number, '--kind', 'handling')
    assert (handling['unit'], handling['limit_s'], handling['run'], handling['extensions']) == ('urgent_hour', 7200, 1, 0), handling
    assert [(row['holder'], row['why']) for row in handling['intervals']] == [('王建国', 'counted'), ('李秀英', 'counted'), ('李秀英', 'check'),
                                                                             ('李秀英', 'counted')], handling
    assert handling['due'] == desk.ask('case', 'show', number)['due']
    then = desk.ask('clock', number, '--kind', 'handling', '--at', handling['intervals'][1]['from'])
    assert then['used_s'] == handling['intervals'][0]['used_s'] and desk.run('clock', number, '--at', '2020-01-01', '--json').out == ''
    assert '核查中' in desk.run('clock', number, LANGUAGE='zh_CN').out
    other = desk.new_case()
    for step in (['file'], ['assign', '--to', '王建国']):
        desk.ask('case', step[0], other, *step[1:])
    before = desk.ask('clock', other, '--kind', 'dispatch')['due']
    until = day_of() + datetime.timedelta(days=20)
    desk.ask('case', 'suspend', other, '--until', until, '--as', 'duty', '--reason', 'other', '--note', '等配件')
    stands = desk.ask('clock', other, '--kind', 'handling')
    assert stands['due'] == desk.ask('case', 'show', other)['due'] and stands['intervals'][-1]['why'] == 'suspended', stands
    assert desk.ask('clock', other, '--kind', 'dispatch')['due'] == before
    desk.refuse('not_found', 'clock', '20990101-0001')


def the_calendar(desk):
    """the calendar is listed, its unannounced years are said, and a coming day is changed with the due times that run over it"""
    years = {row['year']: row for row in desk.run('calendar', 'years', '--json').lines}
    assert min(years) == 2004 and years[2026] == {'year': 2026, 'notice': True, 'workdays': 248, 'days_off': 19, 'made_up': 6}, years[2026]
    last = max(years)
    assert not years[last]['notice'] and str(last) in desk.run('calendar', '--year', last).err
    days = desk.run('calendar', '--year', 2026, '--json').lines
    assert {day['day']: day['kind'] for day in days}['2026-10-10'] == 'work' and '调休' not in desk.run('calendar', '--year', 2005).out
    number = desk.ask('case', 'new', '--channel', 'hotline', '--class', 'E0101-2', '--title', '违建', '--anonymous', '--lon', 116.605,
                      '--lat', 40.305)['number']
    desk.ask('case', 'file', number)
    desk.ask('case', 'assign', number, '--to', '王建国')
    due = desk.ask('case', 'show', number)['due']
    day = day_of(due) - datetime.timedelta(days=1)
    while day.weekday() > 4 or str(day) in {row['day'] for row in desk.run('calendar', '--json').lines}:
        day -= datetime.timedelta(days=1)
    set_day = ['calendar', 'set', day, 'rest', '--name', '停工']
    desk.refuse('forbidden', *set_day, '--as', 'intake')
    told = desk.ask(*set_day, '--as', 'admin', '--key', 'k1')
    assert (told['ok'], told['stored'], told['unchanged'], told['cases']) == (True, 1, 0, 1), told
    assert desk.ask(*set_day, '--as', 'admin', '--key', 'k1') == told
    later = desk.ask('case', 'show', number)
    assert later['due'] > due and later['events'][-1]['verb'] == 'retime' and later['version'] == 3, later
    assert desk.ask('clock', number, '--kind', 'handling')['due'] == later['due']
    assert desk.ask('case', 'show', number, '--at', later['events'][-2]['at'])['due'] == due
    assert [row['name'] for row in desk.run('calendar', '--json').lines if row['day'] == str(day)] == ['停工']
    desk.refuse('refused', 'calendar', 'set', '2026-01-02', 'work')
    desk.refuse('refused', 'calendar', 'set', day, 'rest', '--spans', '08:00-12:00')
    desk.run('calendar', 'set', 'tomorrow', 'rest', code=2)
    table = desk.folder / 'days.csv'
    table.write_bytes(('date,kind,name\n2026-01-01,holiday,元旦\n2026-01-02,workday,\n%s,workday,复工\n' % day).encode('gb18030'))
    told = desk.ask('import', 'calendar', table)
    assert (told['read'], told['stored'], told['refused'], told['unchanged'], told['cases']) == (3, 2, 1, 1, 1) and told['warnings'], told
    assert desk.ask('case', 'show', number)['due'] == due and desk.ask('verify')['ok'] is True
    table.write_bytes(b'date\n\xff\xff\x00')
    desk.refuse('unreadable', 'import', 'calendar', table)
    desk.refuse('io', 'import', 'calendar', desk.folder / 'none.csv')


def the_classes(desk):
    """classes are listed, changed and imported; a limit that changes leaves running clocks as they are, and says so"""
    rows = {row['code']: row for row in desk.run('classes', '--json').lines}
    assert len(rows) == 371 and rows['P0101-1']['limit'] == 2 and rows['P0101-1']['unit'] == 'urgent_hour' and rows['P0101-1']['leaf']
    matters = desk.run('classes', '--kind', 'matter', '--json').lines
    assert {'矛盾纠纷', '安全隐患', '居民需求', '代办', '预约上门'} <= {row['name'] for row in matters}, matters
    assert all(row['limit'] and row['unit'] for row in matters if row['leaf']) and 'P0101-1' in desk.run('classes', '--text', '井盖').out
    number = desk.new_case()
    desk.ask('case', 'file', number)
    desk.ask('case', 'assign', number, '--to', '王建国')
    desk.refuse('forbidden', 'class', 'set', 'P0101-1', '--limit', 3, '--as', 'intake')
    told = desk.ask('class', 'set', 'P0101-1', '--limit', 3, '--as', 'admin', '--key', 'k')
    assert (told['changed'], told['kept'], len(told['warnings'])) == (1, 1, 1) and desk.ask('class', 'set', 'P0101-1', '--limit', 3, '--as', 'admin', '--key', 'k') == told
    assert desk.ask('clock', number, '--kind', 'handling')['limit_s'] == 7200
    later = desk.new_case()
    desk.ask('case', 'file', later)
    desk.ask('case', 'assign', later, '--to', '王建国')
    assert desk.ask('clock', later, '--kind', 'handling')['limit_s'] == 10800
    assert desk.ask('case', 'show', later)['unannounced'] is None and desk.ask('case', 'show', number)['kept_limit'] == '2 continuous hours'
    year = next(row['year'] for row in desk.run('calendar', 'years', '--json').lines if not row['notice'])
    desk.ask('class', 'set', 'P0101-1', '--limit', 300, '--unit', 'work_day')
    latest = desk.new_case()
    desk.ask('case', 'file', latest)
    desk.ask('case', 'assign', latest, '--to', '王建国')
    assert desk.ask('case', 'show', latest)['unannounced'] == year and str(year) in desk.run('case', 'show', latest).out
    for wrong in (['P01', '--limit', 2], ['P0101-1', '--limit', 0], ['X-1', '--parent', 'X', '--name', 'x', '--limit', 1], ['p1'],
                  ['P0101-1', '--parent', 'P0102'], ['P0101-1', '--name', '']):
        desk.refuse('refused', 'class', 'set', *wrong)
    assert desk.ask('class', 'set', 'M0104-3', '--parent', 'M0104', '--name', '代缴费', '--limit', 1, '--unit', 'work_day')['added'] == 1
    assert desk.ask('case', 'new', '--channel', 'desk', '--class', '代缴费', '--title', 'a', '--address', 'b', '--anonymous')['ok']
    table = desk.folder / 'classes.csv'
    table.write_text('kind,code,parent,name,route,limit,unit\nmatter,M02,,物业,,,\nmatter,M02-1,M02,电梯困人,emergency,1,urgent_hour\n')
    assert desk.ask('import', 'classes', table)['added'] == 2 and desk.ask('import', 'classes', table)['unchanged'] == 2
    assert [row['route'] for row in desk.run('classes', '--json').lines if row['code'] == 'M02-1'] == ['emergency']
    table.write_text('kind,code,parent,name,route,limit,unit\nmatter,M03,,好,,,\nmatter,M03-1,M03,坏,flying,1,work_day\n')
    desk.refuse('unreadable', 'import', 'classes', table)
    assert 'M03' not in {row['code'] for row in desk.run('classes', '--json').lines} and desk.ask('verify')['ok'] is True


def queues(desk):
    """every queue counts what it lists; a case stands in the queues that it belongs to"""
    first, second, third = desk.new_case(), desk.new_case(), desk.new_case()
    for number in (first, second):
        desk.ask('case', 'file', number)
        desk.ask('case', 'assign', number, '--to', '王建国')
    desk.ask('case', 'bounce', second, '--for', '王建国', '--reason', 'wrong_area', '--note', '不归我管')
    far = desk.ask('case', 'new', '--channel', 'desk', '--class', 'P0101-1', '--title', 'a', '--anonymous', '--lon', 100, '--lat', 30)['number']

    def look(*more):
        counts = {row['queue']: row['cases'] for row in desk.run('queues', '--json', *more).lines}
        lists = {queue: [case['number'] for case in desk.run('cases', '--queue', queue, '--json', *more).lines] for queue in counts}
        assert counts == {queue: len(numbers) for queue, numbers in lists.items()}, (counts, lists)
        return {queue: set(numbers) for queue, numbers in lists.items()}
    seen = look('--as', 'keeper')
    assert seen['reported'] == {third, far} and seen['outside'] == {far} and seen['bounced'] == seen['to-dispatch'] == {second}, seen
    assert seen['mine'] == seen['assigned'] == {first} and seen['today'] == seen['open'] == {first, second, third, far}, seen
    assert not seen['overdue'] and not seen['emergency'] and not look('--as', 'intake')['mine']
    later = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(minutes=14)).strftime('%Y-%m-%dT%H:%M:%SZ')
    assert look('--at', later)['due-soon'] == {second, third, far} and len(desk.run('cases', '--queue', 'open', '--limit', 2, '--json').lines) == 2
    assert '待派遣' in desk.run('queues', LANGUAGE='zh_CN').out
    assert look()['uncleared'] == {second, third, far} | ({first} if due_today(desk, first) else set())
    desk.ask('case', 'supervise', third, '--reply-by', later, '--note', '今晚前回复')
    assert look()['supervised'] == {third} == {case['number'] for case in desk.run('cases', '--queue', 'supervised', '--json').lines}


def due_today(desk, number):
    """whether a case is due before midnight of the district"""
    return day_of(desk.ask('case', 'show', number)['due']) <= day_of()


def call_backs(desk):
    """who reported is called once the case is closed; three tries are enough, and who was not satisfied is kept"""
    def waiting():
        return {case['number'] for case in desk.run('cases', '--queue', 'call-back', '--json').lines}
    number = desk.ask('case', 'new', '--channel', 'citizen', '--class', 'P0101-1', '--title', '路灯不亮', '--reporter', '周敏', '--phone', '13800000000',
                      '--lon', 116.605, '--lat', 40.305)['number']
    desk.ask('case', 'file', number)
    desk.ask('case', 'assign', number, '--to', '王建国')
    desk.ask('case', 'done', number, '--accept', '--for', '王建国', '--note', '已修复')
    assert number not in waiting()
    desk.ask('case', 'pass', number, '--as', 'checker')
    assert waiting() == {number}
    desk.ask('case', 'undo', number, '--as', 'checker')
    assert not waiting()
    desk.ask('case', 'pass', number, '--as', 'checker')
    for tries in range(3):
        assert waiting() == {number}, tries
        desk.ask('case', 'callback', number, '--as', 'callback', '--reporter', 1, '--reached', 'no')
    assert not waiting()
    desk.ask('case', 'reopen', number, '--as', 'callback', '--note', '又不亮了')
    desk.ask('case', 'assign', number, '--to', '王建国')
    desk.ask('case', 'done', number, '--accept', '--for', '王建国', '--note', '已换灯')
    desk.ask('case', 'pass', number, '--as', 'checker')
    assert waiting() == {number}
    desk.ask('case', 'callback', number, '--as', 'callback', '--reporter', 1, '--reached', 'yes', '--solved', 'yes', '--satisfied', 'no')
    assert not waiting() and desk.ask('verify')['ok'] is True


def called_elsewhere(desk):
    """who reported a case that came closed out of a file is not called because somebody writes a note; who reported an open one is"""
    file = desk.folder / 'cases.csv'
    file.write_text('number,class_code,title,state,reported,closed,reporter_name,lon,lat\n'
                    'OLD,P0101-1,井盖,closed,2026-01-05T08:00:00Z,2026-01-06T08:00:00Z,张三,116.605,40.305\n'
                    'NEW,P0101-1,井盖,handled,2026-01-05T08:00:00Z,,李四,116.605,40.305\n')
    assert desk.ask('import', 'cases', file, '--tz', 'UTC')['stored'] == 2
    desk.ask('case', 'note', 'OLD', '--note', '归档补记')
    desk.ask('case', 'pass', 'NEW', '--as', 'checker')
    assert [case['number'] for case in desk.run('cases', '--queue', 'call-back', '--json').lines] == ['NEW']
    desk.ask('case', 'note', 'NEW', '--note', '已电话预约')
    assert [case['number'] for case in desk.run('cases', '--queue', 'call-back', '--json').lines] == ['NEW']
    desk.ask('case', 'reopen', 'OLD', '--as', 'callback', '--note', '又坏了')
    desk.ask('case', 'assign', 'OLD', '--to', '王建国')
    desk.ask('case', 'done', 'OLD', '--accept', '--for', '王建国', '--note', '已换')
    desk.ask('case', 'pass', 'OLD', '--as', 'checker')
    assert {case['number'] for case in desk.run('cases', '--queue', 'call-back', '--json').lines} == {'NEW', 'OLD'}
    assert desk.ask('verify')['ok'] is True


def day_lists(desk):
    """what today must not leave behind is named with who had it last; a day before there was anything has nothing"""
    waiting, sent = desk.new_case(), desk.new_case()
    desk.ask('case', 'file', sent)
    desk.ask('case', 'assign', sent, '--to', '王建国')
    rows = {row['number']: row for row in desk.run('day-list', '--json').lines}
    assert rows[waiting]['why'] == 'not_dispatched' and rows[waiting]['by'] and rows[waiting]['state'] == 'reported', rows
    assert set(rows) == {case['number'] for case in desk.run('cases', '--queue', 'uncleared', '--json').lines}
    assert (sent in rows) == due_today(desk, sent)
    assert not desk.run('day-list', '--day', '2020-01-01', '--json').lines
    assert '未派遣' in desk.run('day-list', LANGUAGE='zh_CN').out
    desk.run('day-list', '--day', 'today', code=2)


def replays(desk):
    """a stretch of time is played again: what was alarming is counted, nothing overdue is hidden, and nothing is changed"""
    before = desk.ask('database', 'info')['events']
    calm = desk.new_case()
    desk.ask('case', 'file', calm)
    siren = desk.ask('case', 'new', '--channel', 'hotline', '--class', 'P0101-1', '--route', 'emergency', '--title', '燃气泄漏', '--anonymous',
                     '--lon', 116.605, '--lat', 40.305)['number']
    time.sleep(2.1)  # a tone is heard at the next full second that finds nobody has answered
    assert desk.ask('case', 'ack', siren)['ok'] is True
    desk.refuse('refused', 'case', 'ack', siren)
    now = datetime.datetime.now(datetime.timezone.utc)
    begin = (now - datetime.timedelta(hours=2)).strftime('%Y-%m-%dT%H:%M:%SZ')
    told = desk.ask('replay', '--headless', '--from', begin)
    assert told['hidden_overdue'] == 0 and told['checks'] >= 3 and told['changes'] >= 4, told
    assert told['alarms']['emergency'] == 1 and told['alarms']['to_dispatch'] == 1 and 1 <= told['audible'] <= told['tones'], told
    assert desk.ask('replay', '--from', begin, '--to', told['to'], '--speed', 100000)['alarms'] == told['alarms']
    assert '没有显示' in desk.run('replay', '--from', begin, LANGUAGE='zh_CN').out
    desk.run('replay', '--from', '2026-11-02', '--to', '2026-11-01', code=2)
    assert desk.ask('database', 'info')['events'] == before + 4 and desk.ask('verify')['ok'] is True


def behind(desk):
    """a clock that is behind the history is told of, and the move that is dated ahead says so for ever"""
    number = desk.new_case()
    assert 'ahead of' not in desk.run('queues').err
    with sqlite3.connect(desk.database) as database:
        database.execute('UPDATE event_head SET last_at_ms = ?', (int((time.time() + 17.5 * 60) * 1000),))
    database.close()
    told = desk.run('queues').err
    assert '17 min ahead of this computer' in told and len(told.splitlines()) == 1, told
    assert desk.run('queues', '--quiet').err == ''
    assert any('min behind' in warning for warning in desk.ask('case', 'file', number)['warnings'])
    assert 'clock_behind' in str(desk.ask('case', 'show', number)['events'][-1])


TESTS = [behind, deadlines, ledgers, the_calendar, the_classes, queues, call_backs, called_elsewhere, day_lists, replays]

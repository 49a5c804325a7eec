# SPDX-License-Identifier: GPL-3.0-or-later
"""What a centre decides and what it prints, as a script meets them."""
import datetime
import subprocess
import time

from desk import Desk, day_of


def settings(desk):
    """what the district decides is listed with its range, holds from then on, has a past, and obeys roles and keys"""
    rows = {row['name']: row for row in desk.run('settings', '--json').lines}
    assert rows['dispatch-limit-minutes']['value'] == rows['dispatch-limit-minutes']['first'] == 15 and rows['hard-off_duty']['value'] == 0
    first = desk.new_case()
    desk.refuse('forbidden', 'settings', 'set', 'dispatch-limit-minutes', 20, '--as', 'intake')
    told = desk.ask('settings', 'set', 'dispatch-limit-minutes', 20, '--as', 'duty', '--key', 'k')
    assert told['ok'] and told['value'] == 20 and desk.ask('settings', 'set', 'dispatch-limit-minutes', 20, '--key', 'k') == told, told
    desk.refuse('conflict', 'settings', 'set', 'border-metres', 20, '--key', 'k')
    for wrong in (['dispatch-limit-minutes', 0], ['dispatch-limit-minutes', 1.5], ['hard-off_duty', 2], ['weight-skill', 'nan']):
        desk.refuse('refused', 'settings', 'set', *wrong)
    desk.refuse('not_found', 'settings', 'set', 'no-such-setting', 1)
    desk.run('settings', 'set', 'undo-minutes', 'ten', code=2)
    desk.ask('case', 'file', first)
    assert desk.ask('clock', first, '--kind', 'dispatch')['limit_s'] == 1200 and desk.ask('clock', first, '--kind', 'intake')['limit_s'] == 900
    born = desk.run('events', '--json').lines[0]['at']
    then = {row['name']: row['value'] for row in desk.run('settings', '--json', '--at', born).lines}
    assert then['dispatch-limit-minutes'] == 15 and '分钟' in desk.run('settings', LANGUAGE='zh_CN').out


def weights(desk):
    """the sum of a suggestion is that of its terms, weighed as the centre decides"""
    number = desk.new_case()
    before = desk.run('suggest', number, '--json').lines
    desk.ask('settings', 'set', 'weight-responsibility', 10)
    desk.ask('settings', 'set', 'weight-skill', 100)
    after = {row['person']: row for row in desk.run('suggest', number, '--json').lines}
    for row in before:
        if row['person'] in after:
            now = after[row['person']]
            assert now['sum_of']['responsibility'] * 5 == row['sum_of']['responsibility'] and now['sum_of']['skill'] == 20 * row['sum_of']['skill'], (row, now)
            assert now['sum_of']['load'] == row['sum_of']['load'] and now['score'] == sum(now['sum_of'].values()), (row, now)


def hard_demands(desk):
    """a soft demand warns and goes on; made hard it refuses with the same sentence, and an emergency is not kept by a border"""
    number = desk.new_case()
    desk.ask('case', 'file', number)
    warned = desk.ask('case', 'assign', number, '--to', '李秀英')['warnings']
    assert len(warned) == 1 and '王建国' in warned[0], warned
    desk.ask('case', 'undo', number)
    desk.ask('settings', 'set', 'hard-not_first', 1)
    assert warned[0] in desk.refuse('refused', 'case', 'assign', number, '--to', '李秀英')['text']
    assert desk.ask('case', 'show', number)['state'] == 'filed' and desk.ask('case', 'assign', number, '--to', '王建国')['warnings'] == []


def of_then(desk):
    """a case asked for a time in the past shows the asks, answers, files, hands and merged cases of that time"""
    number, child = desk.new_case(), desk.new_case()

    def last():
        time.sleep(0.005)
        return desk.ask('case', 'show', number)['events'][-1]['at']

    moments = [last()]
    photo = desk.folder / 'photo.png'
    photo.write_bytes(b'\x89PNG\r\n\x1a\n' + bytes(64))
    for verb, *more in (['supervise', '--as', 'duty', '--reply-by', '2099-01-01', '--note', '限期'], ['file'], ['assign', '--to', '王建国'],
                        ['reply', '--note', '已在办'], ['attach', '--file', photo]):
        desk.ask('case', verb, number, *more)
        moments.append(last())
    desk.ask('case', 'merge', child, '--into', number)
    moments.append(last())
    desk.ask('case', 'unmerge', child, '--note', '不是一件')
    seen = [desk.ask('case', 'show', number, '--at', moment) for moment in moments]
    assert [len(then['asks']) for then in seen] == [0, 1, 1, 1, 1, 1, 1], seen
    assert [then['asks'][0]['answer'] for then in seen[1:]] == [None, None, None, '已在办', '已在办', '已在办'], seen
    assert [len(then['attachments']) for then in seen] == [0, 0, 0, 0, 0, 1, 1] and [len(then['hands']) for then in seen] == [0, 0, 0, 1, 1, 1, 1]
    assert [then['merged'] for then in seen] == [[]] * 6 + [[child]] and desk.ask('case', 'show', number)['merged'] == []
    assert len(desk.ask('case', 'show', number)['attachments']) == 1


def keys_of_others(desk):
    """a key answers for the move it was used for; for another case or another verb it is a conflict and nothing is changed"""
    one, two = desk.new_case(), desk.new_case()
    told = desk.ask('case', 'file', one, '--key', 'once')
    assert desk.ask('case', 'file', one, '--key', 'once') == told
    desk.refuse('conflict', 'case', 'file', two, '--key', 'once')
    desk.refuse('conflict', 'case', 'note', one, '--note', 'x', '--key', 'once')
    desk.refuse('conflict', 'case', 'new', '--channel', 'hotline', '--class', 'P0101-1', '--title', 'a', '--address', 'b', '--anonymous', '--key', 'once')
    assert desk.ask('case', 'show', two)['state'] == 'reported' and desk.ask('case', 'show', one)['version'] == told['version']


def limits_kept(desk):
    """a limit that changes under an open case is not the case's: its clock keeps the old one, and both are said"""
    number = desk.new_case()
    desk.ask('case', 'file', number)
    desk.ask('case', 'assign', number, '--to', '王建国')
    assert desk.ask('case', 'show', number)['kept_limit'] is None
    desk.ask('class', 'set', 'P0101-1', '--limit', 3)
    shown = desk.ask('case', 'show', number, LANGUAGE='zh_CN')
    assert '2' in shown['kept_limit'] and '3' in shown['class_limit'] and '3' in desk.run('case', 'show', number).out, shown
    assert desk.ask('clock', number, '--kind', 'handling')['limit_s'] == 7200 and desk.ask('verify')['ok'] is True


def undone_after_a_holiday(desk):
    """that a holiday moved the due time of a case does not keep anybody from undoing the move before"""
    number = desk.ask('case', 'new', '--channel', 'hotline', '--class', 'E0101-2', '--title', '违建', '--anonymous', '--lon', 116.605, '--lat', 40.305)['number']
    desk.ask('case', 'file', number)
    desk.ask('case', 'assign', number, '--to', '王建国')
    due = day_of(desk.ask('case', 'show', number)['due'])
    busy = {row['day'] for row in desk.run('calendar', '--json').lines}
    day = next(day for day in (due - datetime.timedelta(days=n) for n in range(1, 9)) if day.weekday() < 5 and str(day) not in busy)
    desk.ask('calendar', 'set', day, 'rest')
    assert desk.ask('case', 'show', number)['events'][-1]['verb'] == 'retime'
    assert desk.ask('case', 'undo', number)['state'] == 'filed'
    assert desk.ask('clock', number, '--kind', 'dispatch')['stopped'] is None and desk.ask('verify')['ok'] is True


def read_pdf(path):
    """the words of a PDF that was drawn here, page by page"""
    return subprocess.run(['pdftotext', '-layout', str(path), '-'], capture_output=True, check=True).stdout.decode()


def printed(desk):
    """a case is printed whole, with its clocks, bars, files and hashes, and without the reporter; of then, too"""
    number = desk.ask('case', 'new', '--channel', 'hotline', '--class', 'P0101-1', '--title', '井盖缺失', '--reporter', '赵钱孙', '--phone', '13812342071',
                      '--lon', 116.605, '--lat', 40.305, '--note', '很长的报告。' * 1500)['number']
    photo = desk.folder / 'photo.png'
    photo.write_bytes(b'\x89PNG\r\n\x1a\n' + bytes(64))
    for verb, *more in (['file'], ['assign', '--to', '王建国'], ['bounce', '--for', '王建国', '--reason', 'wrong_area', '--note', '不归我管'],
                        ['attach', '--file', photo]):
        desk.ask('case', verb, number, *more)
    out = desk.folder / 'case.pdf'
    told = desk.ask('case', 'print', number, '--out', out)
    assert told == {'number': number, 'out': str(out), 'pages': told['pages']} and told['pages'] >= 3 and out.read_bytes()[:5] == b'%PDF-', told
    text = read_pdf(out)
    sha = desk.ask('case', 'show', number)['attachments'][0]['sha256']
    assert text.count('\f') == told['pages'] and sha in text.replace('\n', '').replace(' ', ''), text
    for word in (number, '王建国', '不归我管', 'photo.png', '138****2071'):
        assert word in text, word
    assert '赵钱孙' not in text and '13812342071' not in text and text.replace('\n', '').replace(' ', '').count('很长的报告') >= 1400
    first = desk.ask('case', 'show', number)['events'][0]['at']
    desk.ask('case', 'print', number, '--out', out, '--at', first)
    assert '不归我管' not in read_pdf(out)
    desk.refuse('io', 'case', 'print', number, '--out', desk.folder / 'none' / 'case.pdf')
    desk.refuse('not_found', 'case', 'print', '20990101-0001', '--out', out)
    desk.run('case', 'print', number, code=2)


def evidence(desk):
    """the evidence sheet proves whose a place is: grid, version, owner, metres on both sides; nothing is proved without a place"""
    number = desk.ask('case', 'new', '--channel', 'hotline', '--class', 'P0101-1', '--title', '井盖缺失', '--anonymous', '--lon', 116.60995,
                      '--lat', 40.305)['number']
    told = desk.ask('case', 'evidence', number)
    other = told['neighbours'][0]
    assert (told['home']['code'], other['code'], told['home']['inside'], other['inside']) == ('A', 'B', True, False), told
    assert abs(told['home']['border_m'] - 4.25) < 0.1 and abs(other['border_m'] - told['home']['border_m']) < 0.01, told
    assert told['home']['owners'][0].startswith('王建国') and told['filed_version'] == told['home']['version'] and told['filed_to'] is None, told
    shown = desk.ask('case', 'show', number)
    assert shown['near_grid'] and abs(shown['near_m'] - other['border_m']) < 1e-6, shown
    out = desk.folder / 'evidence.pdf'
    text = desk.run('case', 'evidence', number, '--out', out, LANGUAGE='zh_CN').out
    for word in ('举证单', '王建国', '%.1f 米' % other['border_m']):
        assert word in text and word in read_pdf(out), word
    nowhere = desk.ask('case', 'new', '--channel', 'desk', '--class', 'P0101-1', '--title', 'a', '--anonymous', '--address', '某处')['number']
    desk.refuse('refused', 'case', 'evidence', nowhere)
    far = desk.ask('case', 'new', '--channel', 'desk', '--class', 'P0101-1', '--title', 'a', '--anonymous', '--lon', 100, '--lat', 30)['number']
    assert desk.ask('case', 'evidence', far)['home'] is None


def posted_limits(desk):
    """the limits that are posted are those that clocks start with, every class of them"""
    desk.ask('class', 'set', 'P0101-1', '--limit', 37)
    out = desk.folder / 'limits.pdf'
    told = desk.ask('classes', 'print', '--out', out)
    text = read_pdf(out)
    codes = [row['code'] for row in desk.run('classes', '--json').lines if row['leaf']]
    assert told['pages'] > 5 and not [code for code in codes if code not in text], told
    assert any('P0101-1' in line and '37' in line for line in text.splitlines()) and '市政维护班' not in text
    desk.ask('class', 'set', 'P01', '--responsible', '市政维护班')
    desk.ask('classes', 'print', '--out', out)
    assert any('P0101-1' in line and '市政维护班' in line for line in read_pdf(out).splitlines())


def backup_with_files(desk):
    """a copy of the database has its attached files beside it, and says so when one of them was altered"""
    number = desk.new_case()
    photo = desk.folder / 'photo.png'
    photo.write_bytes(b'\x89PNG\r\n\x1a\n' + bytes(64))
    desk.ask('case', 'attach', number, '--file', photo)
    copy = Desk(make=False)
    copy.database = desk.folder / 'copy.wangge'
    desk.ask('database', 'backup', copy.database)
    kept = [path for path in (desk.folder / 'copy.wangge.files').rglob('*') if path.is_file()]
    assert len(kept) == 1 and kept[0].read_bytes() == photo.read_bytes() and copy.ask('verify')['ok'] is True
    desk.refuse('exists', 'database', 'backup', copy.database)
    kept[0].chmod(0o600)
    kept[0].write_bytes(b'other')
    assert [problem['kind'] for problem in copy.ask('verify', code=1)['problems']] == ['attachment'] and desk.ask('verify')['ok'] is True
    (desk.folder / 'third.wangge.files').mkdir()
    desk.refuse('exists', 'database', 'backup', desk.folder / 'third.wangge')
    assert not (desk.folder / 'third.wangge').exists()
    copy.close()


def appointments(desk):
    """a visit by appointment is counted from the appointed time on, whoever has it when; nothing else is appointed"""
    at = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=3)).replace(microsecond=0)
    when = at.strftime('%Y-%m-%dT%H:%M:%SZ')
    desk.ask('class', 'set', 'M0105-9', '--parent', 'M0105', '--name', '上门量血压', '--limit', 4, '--unit', 'urgent_hour')
    common = ['case', 'new', '--channel', 'hotline', '--title', '上门', '--anonymous', '--lon', 116.605, '--lat', 40.305]
    number = desk.ask(*common, '--class', 'M0105-9', '--appointed', when)['number']
    shown = desk.ask('case', 'show', number)
    assert shown['appointed'] == when and shown['due'] < when, shown
    desk.ask('case', 'file', number)
    desk.ask('case', 'assign', number, '--to', '王建国')
    clock = desk.ask('clock', number, '--kind', 'handling')
    assert (clock['started'], clock['used_s'], clock['limit_s'], clock['intervals']) == (when, 0, 14400, []), clock
    assert clock['due'] == (at + datetime.timedelta(hours=4)).strftime('%Y-%m-%dT%H:%M:%SZ') == desk.ask('case', 'show', number)['due'], clock
    later = (at + datetime.timedelta(hours=1)).strftime('%Y-%m-%dT%H:%M:%SZ')
    assert desk.ask('clock', number, '--kind', 'handling', '--at', later)['used_s'] == 3600
    desk.ask('case', 'undo', number)
    assert desk.ask('clock', number, '--kind', 'handling')['started'] == when
    told = desk.ask(*common, '--class', 'M0105-9')
    assert len(told['warnings']) == 1, told
    desk.refuse('refused', *common, '--class', 'P0101-1', '--appointed', when)
    desk.refuse('refused', *common, '--class', 'M0105-9', '--appointed', '2020-01-01 08:00')
    gone = desk.ask(*common, '--class', 'M0105-9', '--appointed', when)['number']
    desk.ask('case', 'reject', gone, '--reason', 'withdrawn', '--note', '不用了')
    assert desk.ask('clock', gone, '--kind', 'handling')['stopped'] and desk.ask('case', 'show', gone)['due'] is None
    assert desk.ask('verify')['ok'] is True


def appointed_by_a_file(desk):
    """a visit that a file appoints is counted from then on, follows the next edition of the file, and goes with its batch"""
    at = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=3)).replace(microsecond=0)

    def tell(when):
        return when.strftime('%Y-%m-%dT%H:%M:%SZ')

    def bring(rows, *options):
        file = desk.folder / 'visits.csv'
        file.write_text('number,class_code,title,state,reported,上门,lon,lat\n' + ''.join(
            f'{number},{code},上门,{state},2026-01-05T08:00:00Z,{when},116.605,40.305\n' for number, code, state, when in rows))
        return desk.ask('import', 'cases', file, '--appointed', '上门', '--tz', 'UTC', *options)

    desk.ask('class', 'set', 'M0105-9', '--parent', 'M0105', '--name', '上门量血压', '--limit', 4, '--unit', 'urgent_hour')
    first = [('V1', 'M0105-9', 'filed', tell(at)), ('V2', 'M0105-9', 'closed', tell(at)), ('V3', 'P0101-1', 'filed', tell(at)),
             ('V4', 'M0105-9', 'filed', '改天')]
    told = bring(first)
    assert {finding['rule'] for finding in told['findings']} >= {'visits_over', 'not_a_visit', 'date_unreadable'} and told['stored'] == 4, told
    due = tell(at + datetime.timedelta(hours=4))
    shown = [desk.ask('case', 'show', number) for number in ('V1', 'V2', 'V3', 'V4')]
    assert [(case['appointed'], case['due']) for case in shown] == [(tell(at), due)] + [(None, None)] * 3, shown
    assert bring(first, '--on-duplicate', 'update')['unchanged'] == 4
    moved = at + datetime.timedelta(hours=1)
    second = bring([('V1', 'M0105-9', 'filed', tell(moved)), ('V4', 'M0105-9', 'filed', tell(at))], '--on-duplicate', 'update')
    assert second['updated'] == 2 and [desk.ask('case', 'show', number)['appointed'] for number in ('V1', 'V4')] == [tell(moved), tell(at)]
    desk.ask('batch', 'undo', second['batch'])
    assert [desk.ask('case', 'show', number)['due'] for number in ('V1', 'V4')] == [due, None]
    gone = bring([('V1', 'M0105-9', 'closed', tell(at))], '--on-duplicate', 'update')
    assert desk.ask('case', 'show', 'V1')['due'] is None and desk.run('clock', 'V1', '--json').lines == []
    desk.ask('batch', 'undo', gone['batch'])
    desk.ask('case', 'assign', 'V1', '--to', '王建国')
    assert desk.ask('clock', 'V1', '--kind', 'handling')['started'] == tell(at) and desk.ask('case', 'show', 'V1')['due'] == due
    desk.ask('case', 'undo', 'V1')
    assert desk.ask('verify')['ok'] is True


def appointed_there_and_back(desk):
    """the appointed time leaves with the case, from the desk or from a file, and a district that takes the file counts from then on, too"""
    at = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=3)).replace(microsecond=0)
    when = at.strftime('%Y-%m-%dT%H:%M:%SZ')
    wanted = ['class', 'set', 'M0105-9', '--parent', 'M0105', '--name', '上门量血压', '--limit', 4, '--unit', 'urgent_hour']
    file = desk.folder / 'visits.csv'
    file.write_text(f'number,class_code,title,state,reported,appointed,lon,lat\nV1,M0105-9,上门,filed,2026-01-05T08:00:00Z,{when},116.605,40.305\n')
    desk.ask(*wanted)
    desk.ask('import', 'cases', file, '--tz', 'UTC')
    own = desk.ask('case', 'new', '--channel', 'hotline', '--title', '上门', '--anonymous', '--lon', 116.605, '--lat', 40.305, '--class', 'M0105-9',
                   '--appointed', when)['number']
    desk.ask('case', 'file', own)
    plain = desk.new_case()
    for name in ('out.csv', 'out.xlsx', 'out.geojson'):
        desk.ask('export', 'cases', desk.folder / name)
        other = Desk()
        other.ask(*wanted)
        assert other.ask('import', 'cases', desk.folder / name)['stored'] == 3
        shown = [other.ask('case', 'show', number) for number in ('V1', own, plain)]
        assert [case['appointed'] for case in shown] == [when, when, None], (name, shown)
        clocks = [other.ask('clock', number, '--kind', 'handling') for number in ('V1', own)]
        assert {clock['due'] for clock in clocks} == {(at + datetime.timedelta(hours=4)).strftime('%Y-%m-%dT%H:%M:%SZ')}, (name, clocks)
        other.close()


def default_units(desk):
    """the unit that the cases of a class go to is said of every case of it and of the classes below"""
    number = desk.new_case()
    assert desk.ask('case', 'show', number)['class_unit'] is None
    desk.ask('class', 'set', 'P0101', '--responsible', '市政维护班')
    assert desk.ask('case', 'show', number)['class_unit'] == '市政维护班' and '市政维护班' in desk.run('case', 'show', number).out
    assert [row['responsible'] for row in desk.run('classes', '--json').lines if row['code'] == 'P0101'] == ['市政维护班']
    desk.ask('class', 'set', 'P0101', '--name', '井盖')
    assert desk.ask('case', 'show', number)['class_unit'] == '市政维护班'
    table = desk.folder / 'classes.csv'
    table.write_text('kind,code,parent,name,route,limit,unit\npart,P0101,P01,井盖类,,,\n')
    assert desk.ask('import', 'classes', table)['changed'] == 1 and desk.ask('case', 'show', number)['class_unit'] == '市政维护班'
    desk.refuse('not_found', 'class', 'set', 'P0101', '--responsible', '没有的队')
    desk.ask('class', 'set', 'P0101', '--responsible', '')
    assert desk.ask('case', 'show', number)['class_unit'] is None


TESTS = [default_units, appointments, appointed_by_a_file, appointed_there_and_back, backup_with_files, settings, weights, hard_demands, of_then, keys_of_others, limits_kept, undone_after_a_holiday, printed, evidence, posted_limits]

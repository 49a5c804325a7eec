# SPDX-License-Identifier: GPL-3.0-or-later
"""What a briefing is made of, by command: clusters and figures."""
import datetime
import json
import math
import shlex
import subprocess
import time
import zipfile

from desk import Desk, STEP, day_of, demo as make_demo, environment

# What is asked of a month needs one that has cases in it, and on the first of a month the one that runs has none; in a week
# like any other nobody's case may have been rejected.
LATE_IN_A_MONTH = '2026-10-28T06:00:00Z'


def hotspots(desk):
    """every statistic with its choices; what it cannot say is null; wrong choices are told"""
    demo = make_demo()
    grids = [row['code'] for row in demo.run('grids', '--json').lines if row['level'] == 2]
    open_and_past = [row for row in demo.run('cases', '--json').lines if row['state'] not in ('merged', 'rejected')]
    for method, more in [('gi', ['--permutations', 99]), ('gi', ['--weights', 'knn:3', '--without-self']), ('gi', ['--rate', 'households']), ('gi', ['--rate', 'buildings']),
                         ('moran', ['--weights', 'distance:400']), ('rising', []), ('kde', ['--bandwidth', 300])]:
        told = demo.ask('hotspot', '--method', method, '--level', 2, *more)
        assert list(told) == ['method', 'parameters', 'statistic', 'expected', 'variance', 'z', 'p', 'rows'], told
        assert sorted(row['code'] for row in told['rows']) == sorted(grids), (method, told)
        assert list(told['rows'][0])[:6] == ['code', 'value', 'z', 'p', 'q', 'class'], told['rows'][0]
        assert all(row['p'] is None or 0 <= row['p'] <= 1 for row in told['rows'])
        if method in ('gi', 'moran'):
            assert sum(row['cases'] for row in told['rows']) == told['parameters']['cases']
            assert told['parameters']['cases'] + told['parameters']['left_out'] == len(open_and_past)
    first = demo.ask('hotspot', '--method', 'gi', '--permutations', 99, '--seed', 5, '--to', '2026-01-01')
    assert first == demo.ask('hotspot', '--method', 'gi', '--permutations', 99, '--seed', 5, '--to', '2026-01-01')
    scan = demo.ask('hotspot', '--method', 'scan', '--permutations', 19)
    for cluster in scan['rows']:
        assert cluster['code'] == cluster['grids'][0] and cluster['from'] < cluster['to'] and cluster['observed'] > cluster['expected']
    # A case alone: 3 / (pi R²) of it where it is, nothing beyond R.
    number = desk.new_case()
    desk.ask('case', 'file', number)
    here = desk.ask('hotspot', '--method', 'kde', '--bandwidth', 100, '--point', '116.605,40.305', '--class', desk.ask('case', 'show', number)['class'])
    cases = [row for row in desk.run('cases', '--json').lines if (row['lon'], row['lat']) == (116.605, 40.305) and row['state'] not in ('merged', 'rejected')]
    assert abs(here['rows'][0]['value'] - len(cases) * 3 / math.pi / 100 ** 2) < 1e-9, (here, len(cases))
    assert desk.ask('hotspot', '--method', 'kde', '--bandwidth', 100, '--point', '116.7,40.4')['rows'][0] == {
        'code': None, 'value': 0, 'z': None, 'p': None, 'q': None, 'class': None}
    assert grids[0] in demo.run('hotspot', '--method', 'kde', '--bandwidth', 300).out
    # With the edge allowed for, nothing is thinner than without; the middle is as thick; beyond the district nothing is said.
    near = ['hotspot', '--method', 'kde', '--bandwidth', 3000, '--level', 2]
    plain, edged = (demo.ask(*near, *more) for more in ([], ['--edge']))
    assert (plain['parameters']['edge_corrected'], edged['parameters']['edge_corrected']) == (False, True)
    assert all(b['value'] > a['value'] > 0 for a, b in zip(plain['rows'], edged['rows'])), edged
    tiny = demo.ask('hotspot', '--method', 'kde', '--bandwidth', 1, '--level', 2, '--edge')
    assert [row['value'] for row in tiny['rows']] == [row['value'] for row in demo.ask('hotspot', '--method', 'kde', '--bandwidth', 1, '--level', 2)['rows']]
    assert demo.ask(*near, '--edge', '--point', '0,0')['rows'][0]['value'] is None
    for wrong in [[], ['--method', 'kde'], ['--method', 'gi', '--weights', 'knn:0'], ['--method', 'gi', '--weights', 'near'],
                  ['--method', 'kde', '--bandwidth', -5], ['--method', 'gi', '--permutations', -1], ['--method', 'moran', '--rate', 'area'],
                  ['--method', 'gi', '--from', '2026-02-01', '--to', '2026-01-01']]:
        desk.run('hotspot', *wrong, code=2)
    desk.run('hotspot', '--method', 'gi', '--level', 9, code=1)
    demo.close()


def painted(desk):
    """hotspots are painted in place of the backlog, and the legend tells what `hotspot` tells"""
    demo = make_demo()
    at = ['--to', demo.run('cases', '--json', '--limit', 1).lines[0]['reported']]
    png = demo.folder / 'hot.png'
    plain = demo.ask('paint', '--size', '400x300', '--out', png)
    assert plain['hotspot'] is None
    for method, more in [('gi', []), ('moran', []), ('kde', ['--bandwidth', 300]), ('kde', ['--bandwidth', 300, '--edge']), ('scan', [])]:
        told = demo.ask('hotspot', '--method', method, *at, *more)
        seen = demo.ask('paint', '--hotspot', method, '--size', '400x300', '--out', png, *at, *more)['hotspot']
        assert png.read_bytes()[:4] == b'\x89PNG'
        assert (seen['method'], seen['cases'], seen['level']) == (method, told['parameters']['cases'], told['parameters']['level']), (seen, told)
        if method in ('gi', 'moran'):
            classes = [row['class'] for row in told['rows']]
            counts = [row['grids'] for row in seen['legend']]
            hot = [row for row in told['rows'] if row['class'] == 'hot']
            assert counts[:2] == [sum(row['q'] < 0.01 for row in hot), sum(row['q'] >= 0.01 for row in hot)], (counts, classes)
            assert sum(counts) == len(classes) and (counts[-2] == classes.count('cold') if method == 'gi' else True), (counts, classes)
        if method == 'kde':
            assert (seen['kernel'], seen['bandwidth_m'], seen['edge_corrected']) == ('quartic', 300, '--edge' in more), seen
            peak = seen['peak']
            there = demo.ask('hotspot', '--method', 'kde', '--point', '%.9f,%.9f' % (peak['lon'], peak['lat']), *at, *more)['rows'][0]['value']
            assert abs(there * 1e6 - peak['per_km2']) < 1e-6 * peak['per_km2'], (there, peak)
            assert all((row['value'] or 0) * 1e6 < peak['per_km2'] * 1.02 for row in told['rows'])
        if method == 'scan':
            assert [mark['watched'] for mark in seen['marks']] == [row['p'] > 0.05 for row in told['rows'] if row['p'] <= 0.5], (seen, told)
    demo.run('paint', '--hotspot', 'kde', '--out', png, code=2)
    demo.run('paint', '--hotspot', 'gi', '--from', '2026-02-01', '--to', '2026-01-01', '--out', png, code=2)
    empty = demo.ask('paint', '--hotspot', 'gi', '--to', '1990-01-01', '--out', png)['hotspot']
    assert empty['cases'] == 0 and [row['grids'] for row in empty['legend']][:4] == [0, 0, 0, 0], empty
    demo.close()


ONE_EACH = ('backlog_open', 'backlog_suspended', 'backlog_overdue', 'undispatched', 'third_bounce', 'due_to_close', 'close_rate',
            'close_on_time_rate', 'handle_rate', 'handle_on_time_rate', 'rework_rate', 'done_rate', 'feedback_rate', 'solved_rate',
            'satisfaction_rate')


def figures(desk):
    """every figure leads to the cases of its numerator, agrees with the backlog, and adds up whatever is told apart"""
    demo = make_demo(3, LATE_IN_A_MONTH)
    newest = str(day_of(demo.run('cases', '--json', '--limit', 1).lines[0]['reported']))
    month = ['--period', 'month:' + newest[:7]]
    whole = {row['key']: row for row in demo.ask('indicators', *month)}
    assert list(whole['close_rate']) == ['grid', 'key', 'numerator', 'denominator', 'value', 'text', 'yoy', 'pop', 'cases_filter', 'by']
    assert whole['fit']['value'] is None and whole['backlog_open']['denominator'] is None
    told = demo.run('indicators', 'explain', '--json').lines
    assert [row['key'] for row in told] == [key for key in whole if key != 'fit'], told
    assert all(row['rate'] == (whole[row['key']]['denominator'] is not None) and row['meaning'] for row in told), told
    # The two figures that are called overdue elsewhere have a name each.
    late = demo.run('indicators', *month, LANGUAGE='zh_CN').out, demo.run('backlog', LANGUAGE='zh_CN').out
    assert '处置超期案件' in late[0] and '超期（各环节）' in late[1], late
    for key in ONE_EACH[::STEP]:
        row = whole[key]
        listed = demo.run('cases', '--json', *shlex.split(row['cases_filter'])).lines
        assert len(listed) == row['numerator'], (row, len(listed))
        if row['denominator']:
            percent = math.floor(row['numerator'] * 10000 / row['denominator'] + 1e-9) / 100
            assert row['value'] == percent and row['text'] == '%d/%d = %.2f %%' % (row['numerator'], row['denominator'], percent), row
    assert whole['done_rate']['denominator'] > 20 and whole['close_rate']['numerator'] > 20, whole
    at = shlex.split(whole['backlog_open']['cases_filter'])
    at = at[at.index('--at') + 1]
    for level in (1, 2):
        grids = demo.ask('indicators', *month, '--level', level)
        backlog = {row['code']: row for row in demo.ask('backlog', '--level', level, '--at', at)}
        for row in grids:
            # Overdue is the handling limit here, and any limit that runs in the backlog.
            if row['key'] in ('backlog_open', 'backlog_suspended'):
                assert row['numerator'] == backlog[row['grid']][row['key'][8:]], (row, backlog[row['grid']])
            if row['key'] == 'close_rate' and level == 2 and row['numerator']:
                assert len(demo.run('cases', '--json', *shlex.split(row['cases_filter'])).lines) == row['numerator'], row
    for by in ('class', 'channel', 'person', 'unit', 'level', 'instructed'):
        rows = demo.ask('indicators', *month, '--by', by)
        shares = [row for row in rows if row['key'] == 'closed_share']
        assert sum(row['numerator'] for row in shares) == shares[0]['denominator'] == whole['close_rate']['numerator'], (by, shares)
        for key in ('close_rate', 'done_rate', 'bounces'):
            parts = [row for row in rows if row['key'] == key]
            assert sum(row['numerator'] for row in parts) == whole[key]['numerator'], (by, key)
            assert len(demo.run('cases', '--json', *shlex.split(parts[-1]['cases_filter'])).lines) >= (parts[-1]['numerator'] > 0)
    # The pieces of a quarter are its months, and each is what the month itself is.
    quarter = 'quarter:%s-Q%d' % (newest[:4], (int(newest[5:7]) + 2) // 3)
    pieces = [row for row in demo.ask('indicators', '--period', quarter, '--by', 'month') if row['key'] == 'done_rate']
    assert [row for row in pieces if row['by'] == newest[:7]][0]['text'] == whole['done_rate']['text'], pieces
    assert len(pieces) in (1, 2, 3) and [row['by'] for row in pieces] == sorted(row['by'] for row in pieces)
    assert sum(row['numerator'] for row in demo.ask('indicators', *month, '--by', 'day') if row['key'] == 'bounces') == whole['bounces']['numerator']
    rounded = {row['key']: row for row in demo.ask('indicators', *month, '--rounding', 'rounded')}
    # The district decides how they are told, and the past keeps what was decided then.
    assert demo.ask('rounding') == {'rounding': 'truncated'}
    before = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())
    time.sleep(1.1)
    demo.refuse('forbidden', 'rounding', 'set', 'rounded', '--as', 'intake')
    demo.run('rounding', 'set', 'halved', code=2)
    demo.ask('rounding', 'set', 'rounded', '--as', 'leader')
    assert demo.ask('rounding') == {'rounding': 'rounded'} and demo.ask('rounding', '--at', before) == {'rounding': 'truncated'}
    told, said = ({row['key']: row for row in demo.ask('indicators', '--from', '2020-01-01', *more)} for more in ([], ['--rounding', 'rounded']))
    assert told['done_rate']['text'] == said['done_rate']['text']
    assert all(0 <= rounded[key]['value'] - whole[key]['value'] < 0.011 for key in ('close_rate', 'done_rate') if whole[key]['value'])
    assert 'close_rate' not in demo.run('indicators', *month).out and '–' in demo.run('indicators', '--period', 'month:2001-01').out
    # Against a time before the data there is no figure, and it is said why.
    oldest = demo.run('cases', '--json').lines[-1]['reported']
    day = str(day_of(oldest))
    first = demo.run('indicators', '--period', 'day:' + day)
    assert 'no data before ' + day in first.err, first.err
    assert all(row['pop'] is None and row['yoy'] is None for row in demo.ask('indicators', '--period', 'day:' + day))
    assert all(row['p'] is None for row in demo.ask('hotspot', '--method', 'rising', '--to', oldest)['rows'])
    for wrong in [[], ['--period', 'month:2026-13'], ['--from', '2026-02-01', '--to', '2026-01-01'], ['--from', '2099-01-01', '--to', '2099-02-01']]:
        demo.run('indicators', *wrong, code=2)
    demo.run('indicators', *month, '--level', 9, code=1)
    demo.run('cases', '--indicator', 'luck', *month, code=2)
    demo.close()


def expressions(desk):
    """a centre defines a figure itself; what divides by nothing is not said; the ranking is by exact values"""
    demo = make_demo(3, LATE_IN_A_MONTH)
    month = ['--period', 'month:' + str(day_of(demo.run('cases', '--json', '--limit', 1).lines[0]['reported']))[:7]]
    find = lambda key, *more: [row for row in demo.ask('indicators', *month, *more) if row['key'] == key][0]
    assert find('fit')['text'] == 'not defined'
    names = [row['name'] for row in demo.run('expressions', '--names', '--json').lines]
    assert 'received' in names and 'done_rate' in names and 'backlog_open' not in names and len(set(names)) == len(names)
    demo.refuse('forbidden', 'expression', 'set', 'fit', '1', '--as', 'intake')
    for wrong in [['fit', 'received /'], ['fit', 'happy'], ['close_rate', '1'], ['a b', '1'], ['open', '1']]:
        demo.run('expression', 'set', *wrong, code=2)
    assert demo.ask('expression', 'set', 'fit', 'done_rate × 2 － closed/closed', '--key', 'e1')['state'] == 'set'
    assert demo.ask('expression', 'set', 'fit', 'done_rate × 2 － closed/closed', '--key', 'e1')['name'] == 'fit'
    assert [row['name'] for row in demo.run('expressions', '--json').lines] == ['fit']
    done, fit = find('done_rate'), find('fit')
    n, d = done['numerator'] * 2 - done['denominator'], done['denominator']
    assert fit['numerator'] * d == n * fit['denominator'] and math.gcd(fit['numerator'], fit['denominator']) == 1, (fit, done)
    assert find('expression', '--expression', 'closed / (received - received)') | {'grid': 0, 'cases_filter': 0, 'by': 0} == {
        'grid': 0, 'key': 'expression', 'numerator': None, 'denominator': None, 'value': None, 'text': 'not sayable', 'yoy': None, 'pop': None,
        'cases_filter': 0, 'by': 0}
    assert 'fit' in demo.run('indicators', *month).out
    for key, less in (('done_rate', False), ('backlog_open', True), ('fit', False)):
        rows = demo.run('ranking', *month, '--level', 2, '--indicator', key, '--json').lines
        said = [row for row in rows if row['rank']]
        values = [row['numerator'] / (row['denominator'] or 1) for row in said]
        assert values == sorted(values, reverse=not less) and said == rows[:len(said)], rows
        assert said[0]['stars'] == 5 and all(row['value'] is None and row['stars'] is None for row in rows[len(said):]), rows
        for one, two in zip(said, said[1:]):
            same = one['numerator'] * (two['denominator'] or 1) == two['numerator'] * (one['denominator'] or 1)
            assert (one['rank'] == two['rank']) == same and (not same or one['stars'] == two['stars']), (one, two)
    assert '★★★★★' in demo.run('ranking', *month, '--by', 'person').out
    demo.run('ranking', *month, code=2)
    demo.run('ranking', *month, '--by', 'unit', '--indicator', 'luck', code=2)
    assert demo.ask('expression', 'remove', 'fit')['state'] == 'removed'
    demo.refuse('not_found', 'expression', 'remove', 'fit')
    assert find('fit')['text'] == 'not defined'
    demo.close()


def campaigns(desk):
    """a campaign has its own dates, zone and class, and its figures lead to its cases"""
    demo = make_demo(3, LATE_IN_A_MONTH)
    cases = [row for row in demo.run('cases', '--json').lines if row['lon'] is not None]
    newest = str(day_of(cases[0]['reported']))
    from_, to = newest[:5] + '01-01', '%d-01-01' % (int(newest[:4]) + 1)
    lons = sorted(row['lon'] for row in cases)
    middle = lons[len(lons) // 2]
    area = 'POLYGON((%f -80, %f -80, %f 80, %f 80, %f -80))' % (middle, middle + 5, middle + 5, middle, middle)
    added = demo.ask('campaign', 'add', '--name', '占道整治', '--from', from_, '--to', to, '--area', area, '--as', 'leader', '--key', 'c1')
    assert added['campaign'] == '占道整治' and added['state'] == 'planned', added
    assert demo.ask('campaign', 'add', '--name', '占道整治', '--from', from_, '--to', to, '--area', area, '--as', 'leader', '--key', 'c1') == added
    demo.refuse('exists', 'campaign', 'add', '--name', '占道整治', '--from', from_, '--to', to)
    demo.refuse('forbidden', 'campaign', 'add', '--name', 'x', '--from', from_, '--to', to, '--as', 'intake')
    demo.refuse('not_found', 'campaign', 'add', '--name', 'x', '--from', from_, '--to', to, '--grid', 'Z')
    demo.refuse('unreadable', 'campaign', 'add', '--name', 'x', '--from', from_, '--to', to, '--area', 'POLYGON')
    kind = max({row['class'] for row in cases}, key=lambda code: len([row for row in cases if row['class'] == code]))
    grid = demo.run('grids', '--json', '--level', 2).lines[0]['code']
    demo.ask('campaign', 'add', '--name', 'b', '--from', from_, '--to', to, '--class', kind, '--grid', grid)
    for wrong in [['--name', 'x'], ['--from', from_, '--to', to], ['--name', 'x', '--from', to, '--to', from_],
                  ['--name', 'x', '--from', from_, '--to', to, '--grid', grid, '--area', area]]:
        demo.run('campaign', 'add', *wrong, code=2)
    listed = demo.run('campaigns', '--json').lines
    assert [row['campaign'] for row in listed] == ['占道整治', 'b'] and listed[1]['class'] == kind and '占道整治' in demo.run('campaigns').out
    for name, mine in (('占道整治', lambda row: row['lon'] >= middle), ('b', lambda row: row['class'] == kind and row['grid'] == grid)):
        told = {row['key']: row for row in demo.ask('indicators', '--period', 'campaign:' + name)}
        meant = [row for row in cases if mine(row) and row['reported'] >= from_ and row['state'] not in ('rejected', 'merged')]
        assert abs(told['done_rate']['denominator'] - len(meant)) <= 1 and len(meant) > 0, (name, told['done_rate'], len(meant))
        found = demo.run('cases', '--json', *shlex.split(told['done_rate']['cases_filter'])).lines
        assert len(found) == told['done_rate']['numerator'] and all(mine(row) for row in found), (name, told['done_rate'])
    demo.refuse('not_found', 'indicators', '--period', 'campaign:nothing')
    demo.close()


def levels_of_closing(desk):
    """a case counts at the level at which it was closed, as posts were on that day; instructions of a leader are told apart"""
    bare = Desk()
    for who, to in (('王建国', ['--to', '王建国']), ('desk', ['--to', '市政维护班'])):
        number = bare.new_case()
        bare.ask('case', 'file', number)
        bare.ask('case', 'assign', number, *to)
        bare.ask('case', 'instruct', number, '--as', 'leader', '--note', '尽快', '--reply-by', '2099-01-01') if who == 'desk' else None
        bare.ask('case', 'done', number, '--accept', '--note', '好了', *(['--as', who] if who != 'desk' else ['--for', '张伟']))
        bare.ask('case', 'pass', number, '--as', 'checker') if who != 'desk' else None
    time.sleep(0.01)
    rows = bare.ask('indicators', '--from', '2020-01-01', '--by', 'level')
    assert [(row['by'], row['numerator']) for row in rows if row['key'] == 'closed_share' and row['numerator']] == [('level 2', 1)], rows
    rows = bare.ask('indicators', '--from', '2020-01-01', '--by', 'instructed')
    assert {row['by']: row['numerator'] for row in rows if row['key'] == 'backlog_open'} == {None: 0, 'instructed': 1}, rows
    bare.close()


def one_case_through_a_month(desk):
    """a case that bounced, was reworked and closed is counted so, and only as far as it was known"""
    bare = Desk()
    number = bare.new_case()
    steps = [('file',), ('assign', '--to', '王建国'), ('bounce', '--as', '王建国', '--reason', 'wrong_area', '--note', '不归我管'),
             ('assign', '--to', '李秀英'), ('accept', '--as', '李秀英'), ('done', '--as', '李秀英', '--note', '好了'),
             ('fail', '--as', 'checker', '--note', '没好'), ('done', '--as', '李秀英', '--note', '好了')]
    for verb, *more in steps:
        bare.ask('case', verb, number, *more)
    bare.ask('case', 'pass', number, '--as', 'checker')
    last = bare.ask('case', 'show', number)['events'][-1]['at']
    ask = lambda *more: {row['key']: (row['numerator'], row['denominator']) for row in bare.ask('indicators', '--from', '2020-01-01', *more)}
    time.sleep(0.01)
    now = ask()
    assert now['close_rate'] == (1, 1) and now['close_on_time_rate'] == (1, 1) and now['rework_rate'] == (1, 1), now
    assert now['bounces'] == (1, None) and now['rework_times'] == (1, None) and now['accurate_dispatch_rate'] == (0, 1), now
    assert now['dispatch_on_time_rate'] == (1, 1) and now['done_rate'] == (1, 1) and now['feedback_rate'] == (0, 1), now
    then = ask('--at', last)
    assert then['close_rate'] == (0, 0) and then['backlog_open'] == (1, None) and then['done_rate'] == (0, 1), then
    other = bare.new_case()
    bare.ask('case', 'reject', other, '--reason', 'untrue', '--note', 'x')
    time.sleep(0.01)
    assert ask()['done_rate'] == (1, 1) and ask()['backlog_open'] == (0, None)
    bare.ask('case', 'undo', other)
    time.sleep(0.01)
    assert ask()['done_rate'] == (1, 2) and ask()['undispatched'] == (1, None)
    bare.close()


def issued(desk):
    """a briefing is a PDF and its figures; printed again it shows the same ones, whatever has happened since"""
    demo = make_demo(3, LATE_IN_A_MONTH)
    week = ['brief', '--kind', 'week', '--as-of', LATE_IN_A_MONTH]
    pdf, again, png = (demo.folder / name for name in ('a.pdf', 'b.pdf', 'c.png'))
    demo.refuse('forbidden', 'brief', '--kind', 'week', '--out', pdf, '--as', 'intake')
    told = demo.ask(*week, '--out', pdf, '--as', 'leader', '--key', 'monday')
    assert list(told) == ['brief', 'kind', 'name', 'out', 'pages', 'sha256', 'as_of', 'last_event', 'figures'], told
    assert pdf.read_bytes()[:5] == b'%PDF-' and told['pages'] >= 3 and told['out'] == str(pdf)
    same = demo.ask(*week, '--out', pdf, '--as', 'leader', '--key', 'monday')
    assert (same['brief'], same['sha256']) == (told['brief'], told['sha256'])
    inside = told['figures']
    figures = {row['key']: row for row in inside['figures']}
    from_, to, at = (time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(inside[key] / 1000)) for key in ('from_ms', 'to_ms', 'as_of_ms'))
    counted = {row['key']: row for row in demo.ask('indicators', '--from', from_, '--to', to, '--at', told['as_of'])}
    for key, row in figures.items():
        assert row['numerator'] == counted[key]['numerator'] and row['denominator'] == counted[key]['denominator'], (row, counted[key])
    assert sum(row['due'] for row in inside['table']) <= figures['close_on_time_rate']['denominator']
    assert inside['series'][-1]['from_ms'] == inside['from_ms'] and len(inside['series']) == 12
    # Received is one number in the whole briefing: what was rejected or merged since is in none of them.
    assert inside['series'][-1]['received'] == figures['done_rate']['denominator'], (inside['series'][-1], figures['done_rate'])
    reported = [row for row in demo.run('cases', '--json', '--from', from_, '--to', to).lines]
    assert figures['done_rate']['denominator'] < len(reported), 'nothing was rejected or merged in that week'
    paper = subprocess.run(['pdftotext', '-layout', pdf, '-'], capture_output=True, text=True, check=True).stdout
    gap = '%d / %d − %d / %d' % tuple(figures[key][half] for key in ('done_rate', 'satisfaction_rate') for half in ('numerator', 'denominator'))
    assert gap in paper, (gap, paper)
    open_case = demo.run('cases', '--json', '--state', 'handled', '--limit', 1).lines[0]['number']
    demo.ask('case', 'pass', open_case, '--as', 'checker')
    printed = demo.ask('brief', '--reissue', told['brief'], '--out', again)
    assert printed['figures'] == inside and printed['sha256'] == told['sha256'] and again.read_bytes() == pdf.read_bytes()
    demo.ask('brief', '--kind', 'day', '--out', png)
    assert png.read_bytes()[:8] == b'\x89PNG\r\n\x1a\n'
    assert [row['brief'] for row in demo.run('briefings', '--json').lines] == [2, 1] and told['sha256'] in demo.run('briefings').out
    assert [event['verb'] for event in demo.run('events', '--json').lines if event['subject'] == 'briefing'] == ['issue', 'issue']
    assert demo.ask('verify')['ok'] is True
    demo.refuse('not_found', 'brief', '--reissue', 9, '--out', pdf)
    demo.refuse('io', 'brief', '--reissue', 1, '--out', '/nowhere/a.pdf')
    for wrong in [['--kind', 'week'], ['--out', pdf], ['--kind', 'week', '--out', demo.folder / 'a.doc']]:
        demo.run('brief', *wrong, code=2)
    demo.close()
    bare = Desk(make=False)
    bare.ask('database', 'create')
    bare.refuse('refused', 'brief', '--kind', 'day', '--out', bare.folder / 'a.pdf')
    bare.close()


def boundaries_of_its_day(desk):
    """a briefing names the boundaries that were in force on its day, also when it is made after they changed"""
    def made(*more):
        return desk.ask('brief', '--kind', 'day', '--out', desk.folder / 'a.pdf', *more)

    before = made()
    desk.ask('draft', 'new', '--name', '改边', '--as', 'gis')
    desk.ask('boundary', 'insert', '--draft', 1, '--as', 'gis', '--from', '116.615,40.31', '--to', '116.615,40.3102')
    for verb, who in (('submit', 'gis'), ('approve', 'duty'), ('apply', 'gis')):
        desk.ask('draft', verb, 1, '--as', who)
    after, again = made(), made('--as-of', before['as_of'])
    old, new = before['figures']['boundary'], after['figures']['boundary']
    assert new['version'] == old['version'] + 1 >= 2 and new['version_ms'] > before['figures']['as_of_ms'] >= old['version_ms'], (old, new)
    assert again['figures']['boundary'] == old, (again['figures']['boundary'], old)
    for briefing, boundary in ((before, old), (after, new)):
        printed = desk.ask('brief', '--reissue', briefing['brief'], '--out', desk.folder / 'b.pdf')
        assert printed['figures']['boundary'] == boundary, (printed['figures']['boundary'], boundary)
    # Of a day before all boundaries it has those that came later, and is the same whenever it is made.
    early = [made('--as-of', '2020-01-01') for _ in range(2)]
    assert early[0]['sha256'] == early[1]['sha256'] and early[0]['figures']['boundary']['version'] == new['version'], early
    # Where the district has no name it is said how to give it one; what was issued keeps the name that it had.
    day = ['brief', '--kind', 'day', '--out', desk.folder / 'a.pdf']
    assert before['figures']['district'] == '' and 'database set' in desk.run(*day).err
    named = desk.ask('database', 'set', '--name', '新区', '--key', 'n')
    assert named['district']['name'] == '新区' and desk.ask('database', 'set', '--name', '新区', '--key', 'n')['event'] == named['event'], named
    assert 'database set' not in desk.run(*day).err and made()['figures']['district'] == '新区'
    assert desk.ask('brief', '--reissue', before['brief'], '--out', desk.folder / 'b.pdf')['figures']['district'] == ''
    desk.refuse('forbidden', 'database', 'set', '--name', '别处', '--as', 'intake')


def all_reports(desk):
    """every standard report is paper, picture and spreadsheet; what happens afterwards changes neither it nor what is counted as of its day"""
    demo = make_demo(5, LATE_IN_A_MONTH)
    newest = day_of(demo.run('cases', '--json', '--limit', 1).lines[0]['reported'])
    demo.ask('campaign', 'add', '--name', '=1+1', '--from', newest.replace(month=1, day=1), '--to', newest + datetime.timedelta(days=1), '--as', 'leader')
    open_ones = [row['number'] for row in demo.run('cases', '--json', '--open', '--limit', 8).lines]
    demo.ask('case', 'instruct', open_ones[0], '--as', 'leader', '--note', '尽快', '--reply-by', '2099-01-01')
    demo.ask('expression', 'set', 'fit', 'solved / answered')
    time.sleep(0.01)
    as_of = time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime()) + '.999Z'
    time.sleep(1)
    made = {}
    for kind in ('month', 'day', 'week', 'quarter', 'campaign', 'half', 'year', 'supervision')[::STEP]:
        more = ['--campaign', '=1+1'] if kind == 'campaign' else []
        out = demo.folder / (kind + '.pdf')
        told = made[kind] = demo.ask('brief', '--kind', kind, '--as-of', as_of, '--out', out, '--as', 'leader', *more)
        assert told['kind'] == kind and told['figures']['kind'] == kind and told['pages'] >= 2 and told['figures']['drafter'] == 'leader', told
        assert [row['number'] for row in told['figures']['supervised']] == open_ones[:1], told['figures']['supervised']
        assert told['figures']['funnel']['closed'] == [row for row in told['figures']['figures'] if row['key'] == 'close_rate'][0]['numerator']
        assert [row['key'] for row in told['figures']['expressions']] == ['fit'] and told['figures']['boundary']['since_ms'] is not None
        # Which boundaries, and that nobody reviewed it, stand on every sheet.
        paper = subprocess.run(['pdftotext', '-layout', out, '-'], capture_output=True, text=True, check=True).stdout
        assert told['figures']['boundary']['version'] == 1, told['figures']['boundary']
        assert paper.count('boundary version 1 of') == paper.count('reviewed by nobody') == told['pages'] and 'reviewed __' not in paper, paper
    assert made['campaign']['figures']['campaign']['name'] == '=1+1' and 1 <= len(made['campaign']['figures']['series']) <= 14
    a3 = demo.folder / 'a3.pdf'
    demo.ask('brief', '--reissue', made['month']['brief'], '--out', a3, '--paper', 'A3')
    assert b'841.8' in a3.read_bytes() and b'1190.6' in a3.read_bytes()
    book, png = demo.folder / 'a.xlsx', demo.folder / 'a.png'
    for out in (book, png):
        demo.ask('brief', '--reissue', made['month']['brief'], '--out', out)
    sheets = zipfile.ZipFile(book)
    names = [name for name in sheets.namelist() if name.startswith('xl/worksheets/sheet')]
    assert len(names) == 12 and all(b'<f>' not in sheets.read(name) for name in names), names
    assert b'0.00%' in sheets.read('xl/styles.xml')
    before = {out: out.read_bytes() for out in (book, png, a3, demo.folder / 'month.pdf')}
    # Work goes on.
    for number in open_ones[1:]:
        for verb, *more in (('note', '--note', 'x'), ('suspend', '--until', '2099-01-01', '--note', 'x'), ('assign', '--to', 1)):
            subprocess.run(demo.command(['case', verb, number, *more]), capture_output=True, env=environment(demo.folder))
    demo.ask('rounding', 'set', 'rounded')
    later = demo.run('events', '--since', made['month']['last_event'], '--json').lines
    assert [event['verb'] for event in later].count('note') == len(open_ones) - 1 and later[-1]['verb'] == 'set', later
    for kind, told in made.items():
        more = ['--campaign', '=1+1'] if kind == 'campaign' else []
        same = demo.ask('brief', '--kind', kind, '--as-of', as_of, '--out', demo.folder / 'x.xlsx', '--as', 'leader', *more)
        assert same['figures'] == told['figures'] and same['sha256'] == told['sha256'], kind
    for out, more in ((book, []), (png, []), (a3, ['--paper', 'A3']), (demo.folder / 'month.pdf', [])):
        demo.ask('brief', '--reissue', made['month']['brief'], '--out', out, *more)
        assert out.read_bytes() == before[out], out
    # Without a font for it the report is written all the same, and that is said.
    fonts = demo.folder / 'fonts.conf'
    fonts.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><cachedir>%s</cachedir></fontconfig>' % demo.folder)
    poor = demo.run('brief', '--reissue', 1, '--out', a3, FONTCONFIG_FILE=str(fonts))
    assert 'fonts-noto-cjk' in poor.err and a3.read_bytes()[:5] == b'%PDF-', poor.err
    assert demo.run('brief', '--reissue', 1, '--out', a3).err == ''
    demo.run('brief', '--kind', 'campaign', '--out', a3, code=2)
    demo.refuse('not_found', 'brief', '--kind', 'campaign', '--campaign', 'none', '--out', a3)
    demo.refuse('refused', 'brief', '--kind', 'campaign', '--campaign', '=1+1', '--as-of', '2001-01-01', '--out', a3)
    demo.refuse('io', 'brief', '--reissue', 1, '--out', '/nowhere/a.xlsx')
    demo.close()


def composed(desk):
    """pages composed from tiles are saved under a name, made by it, and printed again as they were when the name has gone"""
    demo = make_demo()
    pdf, again = demo.folder / 'a.pdf', demo.folder / 'b.pdf'
    pages = ['--page', '要点: number close_rate; number fit; trend; text 周三停水', '--page', 'Map：map unhappy；ranking unhappy；table rising；map hotspots']
    demo.refuse('forbidden', 'briefing', 'set', '周一', *pages, '--as', 'intake')
    for wrong in [['day'], ['a', '--page', 'no colon'], ['a', '--page', 'T: number'.replace('number', 'luck')], ['a', '--page', 'T: map received'],
                  ['a', '--page', 'T:'], ['a', '--page', ': trend'], ['a', '--kind', 'campaign'], ['a' * 61], ['a', *['--page', 'T: trend'] * 10]]:
        demo.run('briefing', 'set', *wrong, code=2)
    saved = demo.ask('briefing', 'set', '周一', '--kind', 'month', *pages, '--as', 'leader', '--key', 'p1')
    assert saved == demo.ask('briefing', 'set', '周一', '--kind', 'month', *pages, '--as', 'leader', '--key', 'p1') and saved['state'] == 'saved'
    listed = demo.run('briefings', 'saved', '--json').lines
    assert [(row['name'], row['kind'], [page['title'] for page in row['pages']]) for row in listed] == [('周一', 'month', ['要点', 'Map'])], listed
    assert listed[0]['pages'][0]['tiles'][2:] == [{'kind': 'trend', 'about': 'received'}, {'kind': 'text', 'about': '周三停水'}], listed
    told = demo.ask('brief', '周一', '--out', pdf)
    assert (told['kind'], told['name'], told['pages']) == ('month', '周一', 2) and told['figures']['layout']['pages'] == listed[0]['pages'], told
    paper = subprocess.run(['pdftotext', '-layout', pdf, '-'], capture_output=True, text=True, check=True).stdout
    assert paper.count('boundary version 1 of') == paper.count('reviewed by nobody') == 2, paper
    standard = demo.ask('brief', 'month', '--as-of', told['as_of'], '--out', again)
    assert standard['name'] is None and 'layout' not in standard['figures'] and standard['figures']['figures'] == told['figures']['figures']
    demo.ask('briefing', 'rename', '周一', '周二')
    demo.ask('briefing', 'set', '周一')
    assert [len(row['pages']) for row in demo.run('briefings', 'saved', '--json').lines] == [2, 6]
    demo.refuse('exists', 'briefing', 'rename', '周一', '周二')
    demo.run('briefing', 'rename', '周一', 'week', code=2)
    for name in ('周一', '周二'):
        demo.ask('briefing', 'remove', name)
        demo.refuse('not_found', 'briefing', 'remove', name)
        demo.refuse('not_found', 'brief', name, '--out', again)
    demo.ask('brief', '--reissue', told['brief'], '--out', again)
    assert again.read_bytes() == pdf.read_bytes()
    assert [(row['kind'], row['name']) for row in demo.run('briefings', '--json').lines] == [('month', None), ('month', '周一')]
    assert '周一' in demo.run('briefings').out
    demo.close()


def report_of_the_month(desk):
    """the report of a month is due by the end of the 15th of the next, and late after it"""
    demo = make_demo()
    ask = lambda at: demo.ask('briefings', 'due', '--at', at, '--tz', 'Asia/Shanghai')
    assert ask('2026-11-10') == {'kind': 'month', 'period': '2026-10', 'due': '2026-11-15T16:00:00Z', 'brief': None, 'state': 'open'}
    assert ask('2026-11-15T23:59:59')['state'] == 'open' and ask('2026-11-16')['state'] == 'late' and ask('2026-12-01')['period'] == '2026-11'
    assert demo.ask('briefings', 'due')['brief'] is None
    told = demo.ask('brief', '--kind', 'month', '--out', demo.folder / 'a.pdf')
    assert demo.ask('briefings', 'due')['state'] == 'issued' and demo.ask('briefings', 'due')['brief'] == told['brief']
    assert demo.ask('briefings', 'due')['period'][:4] in demo.run('briefings', 'due').out
    demo.close()


def inspections(desk):
    """a list of inspected points finds its cases, the rest is registered once, and a sample can be drawn again"""
    bare = Desk()
    number = bare.new_case()
    now = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime())
    seen = bare.folder / 'seen.csv'
    seen.write_text('经度,纬度,时间,类别,描述\n116.6051,40.305,%s,P0101-1,井盖\n116.615,40.305,%s,P0101-1,=cmd()\n1,1,never,,\n116.61,40.306,%s,暴露垃圾,\n' % (now, now, now))
    book = bare.folder / 'm.xlsx'
    rows = bare.run('inspect', 'match', seen, '--out', book, '--json').lines
    assert [(row['point'], row['number'], row['state']) for row in rows] == [(1, number, 'matched'), (2, None, 'unmatched'), (3, None, 'refused'), (4, None, 'unmatched')], rows
    assert 5 < rows[0]['distance_m'] < 12 and abs(rows[0]['hours']) < 0.1 and 80 <= rows[0]['score'] <= 100 and rows[2]['text'], rows
    sheet = zipfile.ZipFile(book).read('xl/worksheets/sheet1.xml')
    assert b'<f>' not in sheet and b'=cmd()' in zipfile.ZipFile(book).read('xl/sharedStrings.xml')
    assert [row['number'] for row in bare.run('inspect', 'match', seen, '--within', 3, '--json').lines] == [None] * 4
    # The same list as a map of points, and the sheet that was written, read again: typed times, a line without a place.
    features = [{'type': 'Feature', 'properties': {'time': now, 'class': class_, 'text': text}, 'geometry': {'type': 'Point', 'coordinates': [lon, 40.305]}}
                for lon, class_, text in ((116.6051, 'P0101-1', '井盖'), (116.615, 'P0101-1', None))]
    (bare.folder / 'seen.geojson').write_text(json.dumps({'type': 'FeatureCollection', 'features': features}))
    placed = bare.run('inspect', 'match', bare.folder / 'seen.geojson', '--json').lines
    assert [(row['number'], row['state'], row['score']) for row in placed] == [(number, 'matched', rows[0]['score']), (None, 'unmatched', None)], placed
    assert abs(placed[0]['distance_m'] - rows[0]['distance_m']) < 1e-6, placed
    read = bare.run('inspect', 'match', book, '--json').lines
    assert [(row['point'], row['number'], row['state']) for row in read] == [(row['point'], row['number'], row['state']) for row in rows], read
    assert number in bare.run('inspect', 'match', seen).out
    bare.refuse('forbidden', 'inspect', 'draft', seen, '--as', 'leader')
    told = bare.ask('inspect', 'draft', seen)
    assert (told['points'], told['matched'], told['refused'], len(told['numbers'])) == (4, 1, 1, 2), told
    shown = [bare.ask('case', 'show', one) for one in told['numbers']]
    assert [(case['state'], case['channel'], case['class'], case['title']) for case in shown] == [
        ('reported', 'inspector', 'P0101-1', '=cmd()'), ('reported', 'inspector', '暴露垃圾', '暴露垃圾')], shown
    assert bare.ask('inspect', 'draft', seen)['matched'] == 3 and len(bare.run('cases', '--json').lines) == 3
    for wrong in [['match', seen, '--within', 0], ['match', seen, '--out', bare.folder / 'a.doc'], ['sample', '--per-grid', 0]]:
        bare.run('inspect', *wrong, code=2)
    seen.write_text('a,b\n')
    bare.refuse('unreadable', 'inspect', 'match', seen)
    bare.close()
    demo = make_demo()
    drawn = demo.run('inspect', 'sample', '--per-grid', 2, '--seed', 4, '--from', '2020-01-01', '--json').lines
    assert drawn == demo.run('inspect', 'sample', '--per-grid', 2, '--seed', 4, '--from', '2020-01-01', '--json').lines
    others = [demo.run('inspect', 'sample', '--per-grid', 2, '--seed', seed, '--from', '2020-01-01', '--json').lines for seed in (5, 6)]
    assert drawn != others[0] or drawn != others[1]
    closed = {row['number']: row['grid'] for row in demo.run('cases', '--json', '--state', 'closed').lines}
    assert all(closed[row['number']] == row['grid'] for row in drawn)
    for grid in set(closed.values()) - {None}:
        assert len([row for row in drawn if row['grid'] == grid]) == min(2, len([1 for one in closed.values() if one == grid])), grid
    demo.close()


TESTS = [inspections, composed, all_reports, report_of_the_month, hotspots, painted, figures, expressions, campaigns, levels_of_closing, one_case_through_a_month, issued, boundaries_of_its_day]

# SPDX-License-Identifier: GPL-3.0-or-later
"""What a briefing is made of, by command: clusters and figures."""
import math
import shlex
import time

from desk import Desk


def hotspots(desk):
    """every statistic with its choices; what it cannot say is null; wrong choices are told"""
    demo = Desk(make=False)
    demo.ask('demo', '--size', 'community', '--seed', 3)
    grids = [row['code'] for row in demo.run('grids', '--json').lines if row['level'] == 2]
    open_and_past = [row for row in demo.run('cases', '--json').lines if row['state'] not in ('merged', 'rejected')]
    for method, more in [('gi', ['--permutations', 99]), ('gi', ['--weights', 'knn:3', '--without-self']), ('gi', ['--rate', 'households']),
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


ONE_EACH = ('backlog_open', 'backlog_suspended', 'backlog_overdue', 'undispatched', 'third_bounce', 'due_to_close', 'close_rate',
            'close_on_time_rate', 'handle_rate', 'handle_on_time_rate', 'rework_rate', 'done_rate', 'feedback_rate', 'solved_rate',
            'satisfaction_rate')


def figures(desk):
    """every figure leads to the cases of its numerator, agrees with the backlog, and adds up whatever is told apart"""
    demo = Desk(make=False)
    demo.ask('demo', '--size', 'community', '--seed', 3)
    newest = demo.run('cases', '--json', '--limit', 1).lines[0]['reported']
    month = ['--period', 'month:' + newest[:7]]
    whole = {row['key']: row for row in demo.ask('indicators', *month)}
    assert list(whole['close_rate']) == ['grid', 'key', 'numerator', 'denominator', 'value', 'text', 'yoy', 'pop', 'cases_filter', 'by']
    assert whole['fit']['value'] is None and whole['backlog_open']['denominator'] is None
    for key in ONE_EACH:
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
    for by in ('class', 'channel', 'person', 'unit'):
        rows = demo.ask('indicators', *month, '--by', by)
        for key in ('close_rate', 'done_rate', 'bounces'):
            parts = [row for row in rows if row['key'] == key]
            assert sum(row['numerator'] for row in parts) == whole[key]['numerator'], (by, key)
            assert len(demo.run('cases', '--json', *shlex.split(parts[-1]['cases_filter'])).lines) >= (parts[-1]['numerator'] > 0)
    rounded = {row['key']: row for row in demo.ask('indicators', *month, '--rounding', 'rounded')}
    assert all(0 <= rounded[key]['value'] - whole[key]['value'] < 0.011 for key in ('close_rate', 'done_rate') if whole[key]['value'])
    assert 'close_rate' not in demo.run('indicators', *month).out and '–' in demo.run('indicators', *month).out
    for wrong in [[], ['--period', 'month:2026-13'], ['--from', '2026-02-01', '--to', '2026-01-01'], ['--from', '2099-01-01', '--to', '2099-02-01']]:
        demo.run('indicators', *wrong, code=2)
    demo.run('indicators', *month, '--level', 9, code=1)
    demo.run('cases', '--indicator', 'luck', *month, code=2)
    demo.close()


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
    demo = Desk(make=False)
    demo.ask('demo', '--size', 'community', '--seed', 3)
    pdf, again, png = (demo.folder / name for name in ('a.pdf', 'b.pdf', 'c.png'))
    demo.refuse('forbidden', 'brief', '--kind', 'week', '--out', pdf, '--as', 'intake')
    told = demo.ask('brief', '--kind', 'week', '--out', pdf, '--as', 'leader', '--key', 'monday')
    assert list(told) == ['brief', 'kind', 'out', 'pages', 'sha256', 'as_of', 'last_event', 'figures'], told
    assert pdf.read_bytes()[:5] == b'%PDF-' and told['pages'] >= 3 and told['out'] == str(pdf)
    same = demo.ask('brief', '--kind', 'week', '--out', pdf, '--as', 'leader', '--key', 'monday')
    assert (same['brief'], same['sha256']) == (told['brief'], told['sha256'])
    inside = told['figures']
    figures = {row['key']: row for row in inside['figures']}
    from_, to, at = (time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(inside[key] / 1000)) for key in ('from_ms', 'to_ms', 'as_of_ms'))
    counted = {row['key']: row for row in demo.ask('indicators', '--from', from_, '--to', to, '--at', told['as_of'])}
    for key, row in figures.items():
        assert row['numerator'] == counted[key]['numerator'] and row['denominator'] == counted[key]['denominator'], (row, counted[key])
    assert sum(row['due'] for row in inside['table']) <= figures['close_on_time_rate']['denominator']
    assert inside['series'][-1]['from_ms'] == inside['from_ms'] and len(inside['series']) == 12
    open_case = demo.run('cases', '--json', '--state', 'handled', '--limit', 1).lines[0]['number']
    demo.ask('case', 'pass', open_case, '--as', 'checker')
    printed = demo.ask('brief', '--reissue', told['brief'], '--out', again)
    assert printed['figures'] == inside and printed['sha256'] == told['sha256'] and again.stat().st_size == pdf.stat().st_size
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


TESTS = [hotspots, figures, one_case_through_a_month, issued]

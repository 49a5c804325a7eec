# SPDX-License-Identifier: GPL-3.0-or-later
"""What a briefing is made of, by command: clusters and figures."""
import math

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
    for wrong in [[], ['--method', 'kde'], ['--method', 'gi', '--weights', 'knn:0'], ['--method', 'gi', '--weights', 'near'],
                  ['--method', 'kde', '--bandwidth', -5], ['--method', 'gi', '--permutations', -1], ['--method', 'moran', '--rate', 'area'],
                  ['--method', 'gi', '--from', '2026-02-01', '--to', '2026-01-01']]:
        desk.run('hotspot', *wrong, code=2)
    desk.run('hotspot', '--method', 'gi', '--level', 9, code=1)
    demo.close()


TESTS = [hotspots]

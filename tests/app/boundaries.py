# SPDX-License-Identifier: GPL-3.0-or-later
"""Boundaries by command: drawn as drafts, weighed, approved by somebody else, put in force whole, and remembered."""
import json
import random
import shutil
import signal
import sqlite3
import subprocess
import time

from desk import Desk, STEP

ACROSS_A = 'LINESTRING (116.6042 40.29, 116.6042 40.32)'


def draw(desk, verb, *words, draft=1, **more):
    return desk.ask('boundary', verb, '--draft', draft, '--as', 'gis', *words, **more)


def put_in_force(desk, draft=1):
    desk.ask('draft', 'submit', draft, '--as', 'gis')
    desk.ask('draft', 'approve', draft, '--as', 'duty')
    return desk.ask('draft', 'apply', draft, '--as', 'gis')


def grids_of(desk, *words):
    return {row['code']: row for row in desk.run('grids', '--level', 2, '--json', *words).lines}


def a_redrawing(desk):
    """what a draft was said to do is what happens, and yesterday is still there"""
    west, east = desk.new_case('--lon', 116.602, '--lat', 40.305), desk.new_case('--lon', 116.608, '--lat', 40.305)
    apart = desk.new_case('--lon', 116.615, '--lat', 40.305)
    before, backlog = grids_of(desk), desk.ask('backlog', '--level', 2)
    then = desk.run('events', '--json').lines[-1]['at']
    made = desk.ask('draft', 'new', '--name', '迎宾调整', '--note', '居民增多', '--as', 'gis', '--key', 'first')
    assert desk.ask('draft', 'new', '--name', '迎宾调整', '--as', 'gis', '--key', 'first')['id'] == made['id'] == 1
    told = draw(desk, 'split', '--grid', 'A', '--line', ACROSS_A)
    assert sorted(told['touched']) == ['A', 'A-1', 'A-2', 'C'] and abs(told['area_change_m2']) < 0.01, told
    assert grids_of(desk) == before and desk.ask('backlog', '--level', 2) == backlog
    impact = desk.ask('boundary', 'impact', '--draft', 1)
    assert {row['number']: row['to'] for row in impact['moved_cases']} == {west: 'A-1', east: 'A-2'}, impact
    weights = {row['code']: row for row in impact['grids']}
    assert weights['A']['after'] is None and weights['A-1']['before'] is None and weights['A-1']['after']['officers'] == 1
    applied = put_in_force(desk)
    assert all(applied[key] == impact[key] for key in ('grids', 'moved_cases', 'flags')), applied
    assert sorted(grids_of(desk)) == ['A-1', 'A-2', 'B', 'C', 'D'] and desk.ask('verify')['ok'] is True
    assert [desk.ask('case', 'show', number)['grid'] for number in (west, east, apart)] == ['A-1', 'A-2', 'B']
    assert desk.ask('case', 'show', west)['events'][-1]['verb'] == 'rehome'
    assert abs(sum(row['area_m2'] for row in grids_of(desk).values()) / sum(row['area_m2'] for row in before.values()) - 1) < 1e-9
    assert sorted(grids_of(desk, '--at', then)) == ['A', 'B', 'C', 'D']
    assert desk.ask('backlog', '--level', 2, '--at', then) == backlog
    assert desk.ask('case', 'show', west, '--at', then)['grid'] == 'A'
    assert [(row['from'], row['to'], row['kind']) for row in desk.run('boundary', 'lineage', 'A-2', '--json').lines] == [('A', 'A-2', 'split')]
    assert {row['to'] for row in desk.run('boundary', 'lineage', 'A', '--json').lines} == {'A-1', 'A-2'}
    assert [row['name'] for row in desk.run('persons', '--grid', 'A-1', '--json').lines] == ['王建国']
    desk.refuse('refused', 'case', 'undo', west)
    assert 'A-1' in desk.run('case', 'show', west).out


def who_may(desk):
    """nobody approves what they drew, nothing is put in force unapproved, and what ended stays ended"""
    desk.refuse('forbidden', 'draft', 'new', '--name', 'x', '--as', 'dispatcher')
    desk.refuse('ambiguous', 'draft', 'new', '--as', 'gis')
    desk.ask('draft', 'new', '--name', '试画', '--as', 'gis')
    desk.refuse('refused', 'draft', 'submit', 1, '--as', 'gis')
    draw(desk, 'merge', '--grid', 'A,B')
    told = desk.refuse('refused', 'draft', 'apply', 1, '--as', 'gis')
    assert told['allowed'] == ['submit', 'withdraw', 'undo'], told
    desk.ask('draft', 'submit', 1, '--as', 'gis')
    desk.refuse('refused', 'boundary', 'merge', '--draft', 1, '--grid', 'C,D', '--as', 'gis')
    desk.refuse('forbidden', 'draft', 'approve', 1, '--as', 'gis')
    desk.refuse('forbidden', 'draft', 'approve', 1, '--as', 'intake')
    desk.refuse('conflict', 'draft', 'approve', 1, '--as', 'duty', '--expect-version', 1)
    desk.refuse('ambiguous', 'draft', 'return', 1, '--as', 'duty')
    assert desk.ask('draft', 'return', 1, '--note', '缺少公告', '--as', 'duty')['state'] == 'open'
    desk.refuse('refused', 'draft', 'return', 1, '--note', '缺少公告', '--as', 'duty')
    desk.ask('draft', 'submit', 1, '--as', 'gis')
    assert desk.ask('draft', 'approve', 1, '--as', 'leader')['approver'] == 'leader'
    assert desk.ask('draft', 'withdraw', 1, '--as', 'duty')['state'] == 'withdrawn'
    desk.refuse('refused', 'draft', 'apply', 1, '--as', 'gis')
    desk.refuse('not_found', 'draft', 'show', 7)
    assert sorted(grids_of(desk)) == ['A', 'B', 'C', 'D']


def two_accounts(desk):
    """a second account of the one who drew it is refused as he is"""
    for login, role in (('draws', 'gis'), ('approves', 'leader')):
        desk.ask('operator', 'add', login, '--name', login, '--person', '李秀英')
        desk.ask('operator', 'grant', login, '--role', role)
    desk.ask('draft', 'new', '--name', '一人两号', '--as', 'draws')
    desk.ask('boundary', 'merge', '--draft', 1, '--grid', 'A,B', '--as', 'draws')
    desk.ask('draft', 'submit', 1, '--as', 'draws')
    desk.refuse('forbidden', 'draft', 'approve', 1, '--as', 'draws')
    desk.refuse('forbidden', 'draft', 'approve', 1, '--as', 'approves')
    assert desk.ask('draft', 'approve', 1, '--as', 'leader')['approver'] == 'leader'


def every_way_to_draw(desk):
    """each edit changes all who share the border, can be taken back, and says where it is refused"""
    desk.ask('draft', 'new', '--name', '各种画法', '--as', 'gis')
    empty = desk.ask('draft', 'show', 1)['changes']
    assert len(draw(desk, 'move', '--grid', 'A', '--from', '116.61,40.31', '--to', '116.6105,40.3102')['touched']) == 4
    told = desk.refuse('refused', 'boundary', 'insert', '--draft', 1, '--grid', 'A,C', '--from', '116.61025,40.305', '--to', '116.6107,40.305', '--as', 'gis')
    assert 'Grid C' in told['text'], told
    assert sorted(draw(desk, 'insert', '--from', '116.61025,40.305', '--to', '116.6107,40.305')['touched']) == ['A', 'B']
    draw(desk, 'delete', '--from', '116.6107,40.305')
    draw(desk, 'reshape', '--grid', 'A,B', '--line', 'LINESTRING (116.6102 40.304, 116.609 40.305, 116.6103 40.306)')
    draw(desk, 'handover', '--grid', 'C,D', '--line', 'LINESTRING (116.609 40.30, 116.609 40.33)')
    drawn = draw(desk, 'draw', '--name', '大商场', '--line', 'POLYGON ((116.604 40.304, 116.606 40.304, 116.606 40.306, 116.604 40.306, 116.604 40.304))')
    shown = {row['code']: row for row in desk.ask('draft', 'show', 1)['changes']}
    assert shown['A-1']['name'] == '大商场' and shown['A-1']['special'] is True and 'A' in drawn['touched'], shown
    draw(desk, 'merge', '--grid', 'A,A-1')
    told = desk.refuse('refused', 'boundary', 'fill', '--draft', 1, '--from', '116.605,40.305', '--as', 'gis')
    assert told['rule'] == 'gap_not_found', told
    told = desk.refuse('refused', 'boundary', 'move', '--draft', 1, '--from', '116.60,40.30', '--to', '116.59,40.30', '--as', 'gis')
    assert (told['rule'], told['lon'], told['lat']) == ('outer_border_moved', 116.6, 40.3), told
    told = desk.refuse('refused', 'boundary', 'split', '--draft', 1, '--grid', 'B', '--line', 'LINESTRING (116.615 40.29, 116.615 40.305)', '--as', 'gis')
    assert told['rule'] == 'split_undershoot', told
    desk.refuse('not_found', 'boundary', 'merge', '--draft', 1, '--grid', 'A,Z', '--as', 'gis')
    desk.refuse('refused', 'boundary', 'merge', '--draft', 1, '--grid', 'A,T', '--as', 'gis')
    desk.refuse('ambiguous', 'boundary', 'merge', '--draft', 1, '--grid', 'A,A', '--as', 'gis')
    desk.refuse('ambiguous', 'boundary', 'split', '--draft', 1, '--grid', 'A', '--as', 'gis')
    desk.refuse('unreadable', 'boundary', 'split', '--draft', 1, '--grid', 'A', '--line', 'LINESTRING (1 2', '--as', 'gis')
    assert '各种画法' in desk.run('drafts').out and desk.run('drafts', '--json').lines[0]['steps'] == 7
    for _ in range(7):
        desk.ask('draft', 'undo', 1, '--as', 'gis')
    assert desk.ask('draft', 'show', 1)['changes'] == empty == []
    desk.refuse('refused', 'draft', 'undo', 1, '--as', 'gis')


def two_drafts(desk):
    """of two drafts on one grid the second is told, and cannot be put in force over the first"""
    for name in ('甲', '乙'):
        desk.ask('draft', 'new', '--name', name, '--as', 'gis')
    draw(desk, 'merge', '--grid', 'A,B', draft=1)
    draw(desk, 'split', '--grid', 'A', '--line', ACROSS_A, draft=2)
    assert {'draft': 1, 'grid': 'A'} in desk.ask('draft', 'show', 2)['conflicts']
    assert draw(desk, 'split', '--grid', 'D', '--line', 'LINESTRING (116.615 40.29, 116.615 40.33)', draft=2)['touched'][0] == 'D'
    put_in_force(desk, 1)
    assert {'draft': None, 'grid': 'A'} in desk.ask('draft', 'show', 2)['conflicts']
    desk.refuse('conflict', 'draft', 'submit', 2, '--as', 'gis')
    desk.refuse('conflict', 'boundary', 'impact', '--draft', 2)
    assert sorted(grids_of(desk)) == ['A', 'C', 'D'] and desk.ask('verify')['ok'] is True


def on_a_date(desk):
    """what was announced takes effect on its date, not before, and also when nobody was there"""
    date = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(time.time() + 10))
    for number, (name, effective) in enumerate((('按期生效', date), ('以后生效', '2099-01-01T00:00:00Z')), 1):
        desk.ask('draft', 'new', '--name', name, '--effective', effective, '--as', 'gis')
        draw(desk, 'merge', '--grid', 'C,D' if number == 1 else 'A,B', draft=number)
        desk.ask('draft', 'submit', number, '--as', 'gis')
        desk.ask('draft', 'approve', number, '--as', 'duty')
        in_time = time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime()) < date
        assert desk.ask('draft', 'announce', number, '--as', 'gis')['state'] in ('announced', 'applied')
        if number == 1:
            approved_in_time = in_time
    desk.refuse('refused', 'draft', 'apply', 2, '--as', 'gis')
    while time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime()) <= date:
        time.sleep(0.2)
    assert [row['state'] for row in desk.run('drafts', '--json').lines] == ['applied', 'announced']
    grids = grids_of(desk)
    assert sorted(grids) == ['A', 'B', 'C'], grids
    assert not approved_in_time or grids['C']['valid_from'].startswith(date[:-1]), grids


def killed(desk):
    """killed at any moment, the old boundaries are in force or the new ones, never something between"""
    numbers = [desk.new_case('--lon', 116.6005 + 0.0005 * i, '--lat', 40.3005 + 0.0005 * i) for i in range(18)]
    desk.ask('draft', 'new', '--name', '断电', '--as', 'gis')
    draw(desk, 'split', '--grid', 'A', '--line', ACROSS_A)
    draw(desk, 'merge', '--grid', 'C,D')
    desk.ask('draft', 'submit', 1, '--as', 'gis')
    desk.ask('draft', 'approve', 1, '--as', 'duty')
    desk.run('database', 'backup', desk.folder / 'before.wangge')
    seen = set()
    for _ in range(8)[::STEP]:
        for path in desk.folder.glob('district.wangge*'):
            path.unlink()
        shutil.copy(desk.folder / 'before.wangge', desk.database)
        run = desk.start('draft', 'apply', 1, '--as', 'gis')
        time.sleep(random.uniform(0.0, 0.12))
        run.send_signal(signal.SIGKILL)
        run.communicate(timeout=60)
        state, codes = desk.ask('draft', 'show', 1)['state'], sorted(grids_of(desk))
        assert (state, codes) in (('approved', ['A', 'B', 'C', 'D']), ('applied', ['A-1', 'A-2', 'B', 'C'])), (state, codes)
        assert desk.ask('verify')['ok'] is True
        homes = {desk.ask('case', 'show', number)['grid'] for number in numbers[::6]}
        assert homes == {'A'} if state == 'approved' else homes <= {'A-1', 'A-2'}, (state, homes)
        seen.add(state)
    assert seen


def squares(desk, *corners):
    """A file of squares of a thousandth of a degree, one name a letter."""
    features = []
    for number, (lon, lat) in enumerate(corners):
        ring = [[lon, lat], [lon + 0.001, lat], [lon + 0.001, lat + 0.001], [lon, lat + 0.001], [lon, lat]]
        features.append({'type': 'Feature', 'properties': {'code': 'Q%d' % number, 'name': '格%d' % number},
                         'geometry': {'type': 'Polygon', 'coordinates': [ring]}})
    path = desk.folder / 'squares.geojson'
    path.write_text(json.dumps({'type': 'FeatureCollection', 'features': features}))
    return path


def what_does_not_fit(desk):
    """gaps, overlaps and what leaves its parent are found with place and area; what fits is said to fit"""
    good = desk.ask('coverage', 'check', '--level', 2)
    assert good['ok'] is True and good['findings'] == [] and good['area_m2'] > 3e6, good
    around = [(116.602 + 0.001 * (i % 3), 40.302 + 0.001 * (i // 3)) for i in range(9) if i != 4]
    file = ['import', 'grids', squares(desk, *around, (116.6075, 40.3025), (116.6079, 40.3025), (116.5995, 40.3055)),
            '--level', 3, '--crs', 'EPSG:4490', '--as', 'gis']
    for keeper, giver in ('Q8', 'Q9'), ('Q9', 'Q8'):
        told = desk.ask(*file, '--dry-run', '--fix', 'overlap:10=' + keeper)
        (row,) = [row for row in told['findings'] if row['rule'] == 'overlap']
        assert row['outcome'] == 'repaired' and giver in row['text'].split('m²')[1] and keeper not in row['text'].split('m²')[1], row
    told = desk.ask(*file, '--dry-run', '--fix', 'overlap:10=Q1', '--snap', 100, '--save-profile', '甲街道')
    assert told['repaired'] == desk.ask(*file, '--dry-run', '--profile', '甲街道')['repaired'] > 1, told
    assert [(row['change'], row['before']) for row in told['changes']] == [('new', None)] * 11, told['changes']
    desk.ask(*file)
    told = desk.ask('coverage', 'check', '--level', 3)
    found = {finding['rule']: finding for finding in told['findings']}
    assert set(found) == {'gap', 'overlap', 'child_outside_parent'} and told['ok'] is False, told
    assert 9300 < found['gap']['area_m2'] < 9500 and len(found['gap']['grids']) == 8 and found['gap']['wkt'].startswith('POLYGON ((')
    assert (round(found['gap']['lon'], 4), round(found['gap']['lat'], 4)) == (116.6035, 40.3035)
    assert sorted(found['overlap']['grids']) == ['Q8', 'Q9'] and found['child_outside_parent']['grids'] == ['Q10']
    assert {f['rule'] for f in desk.ask('coverage', 'check', '--level', 3, '--min-gap-m2', 8000)['findings']} == {'gap'}
    assert 'gap' in desk.run('coverage', 'check', '--level', 3).out
    desk.refuse('not_found', 'coverage', 'check', '--level', 9)
    desk.ask('draft', 'new', '--name', '补缺', '--as', 'gis')
    assert draw(desk, 'fill', '--grid', 'Q1', '--from', '116.6035,40.3035')['area_change_m2'] > 9000
    both = '%r,%r' % (found['overlap']['lon'], found['overlap']['lat'])
    told = desk.refuse('refused', 'boundary', 'fill', '--draft', 1, '--grid', 'Q1', '--from', both, '--as', 'gis')
    assert told['rule'] == 'overlap_needs_grid', told
    lost = -draw(desk, 'fill', '--grid', 'Q9', '--from', both)['area_change_m2']
    assert abs(lost - found['overlap']['area_m2']) < 0.01 * lost, lost
    put_in_force(desk)
    assert {f['rule'] for f in desk.ask('coverage', 'check', '--level', 3)['findings']} == {'child_outside_parent'}
    codes = {row['code']: row['rule'] for row in desk.run('codes', 'check', '--pattern', 15, '--json').lines}
    assert codes['Q0'] == 'not_ascii_digits' and len(codes) == 14, codes


def a_spike_is_cut(desk):
    """a needle is told with its tip, stays unless it is put right, and then the grid ends where its neighbours do"""
    ring = [[116.602, 40.302], [116.603, 40.302], [116.603, 40.303], [116.602502, 40.303], [116.6025, 40.31], [116.602498, 40.303], [116.602, 40.303],
            [116.602, 40.302]]
    file = desk.folder / 'needle.geojson'
    file.write_text(json.dumps({'type': 'Feature', 'properties': {'code': 'N1', 'name': '针'}, 'geometry': {'type': 'Polygon', 'coordinates': [ring]}}))
    words = ['import', 'grids', file, '--level', 3, '--crs', 'EPSG:4490', '--as', 'gis']
    (told,) = [row for row in desk.ask(*words, '--dry-run')['findings'] if row['rule'] == 'spike']
    assert (told['outcome'], round(told['lat'], 6)) == ('kept', 40.31), told
    report = desk.ask(*words, '--fix', 'spike')
    (told,) = [row for row in report['findings'] if row['rule'] == 'spike']
    assert (told['outcome'], round(told['lat'], 6), report['repaired']) == ('repaired', 40.31, 1), report
    path = desk.folder / 'cut.geojson'
    desk.ask('export', 'grids', path, '--level', 3, '--fields', 'code')
    (grid,) = json.loads(path.read_text())['features']
    assert max(lat for _, lat in grid['geometry']['coordinates'][0][0]) == 40.303 and desk.ask('verify')['ok'] is True, grid


def lines(desk, name, **streets):
    """A file of streets, each of pieces that meet."""
    features = [{'type': 'Feature', 'properties': {'name': street}, 'geometry': {'type': 'LineString', 'coordinates': piece}}
                for street, pieces in streets.items() for piece in pieces]
    path = desk.folder / name
    path.write_text(json.dumps({'type': 'FeatureCollection', 'features': features}))
    return path


def outlines(desk, draft):
    """The outer rings of the grids as a draft that is in force has them, by code."""
    path = desk.folder / ('out-%d.geojson' % draft)
    desk.ask('export', 'grids', path, '--level', 2, '--fields', 'code')
    return {feature['properties']['code']: feature['geometry']['coordinates'][0][0] for feature in json.loads(path.read_text())['features']}


def contains(ring, x, y):
    inside = False
    for (ax, ay), (bx, by) in zip(ring, ring[1:]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def streets_and_houses(desk):
    """a border follows a street, goes round houses when it is told to, and is traced from place to place"""
    streets = lines(desk, 'streets.geojson', 中心街=[[[116.6052, 40.305], [116.6051, 40.311]], [[116.605, 40.299], [116.6052, 40.305]]],
                    东街=[[[116.6103, 40.3005], [116.6104, 40.305], [116.6103, 40.3095]]])
    desk.ask('import', 'layer', streets, '--kind', 'roads', '--crs', 'EPSG:4490', '--as', 'gis')
    house = [[116.6040, 40.305], [116.6043, 40.305], [116.6043, 40.3052], [116.6040, 40.3052], [116.6040, 40.305]]
    houses = desk.folder / 'houses.geojson'
    houses.write_text(json.dumps({'type': 'FeatureCollection', 'features': [
        {'type': 'Feature', 'properties': {'code': 'H1', 'name': '一号楼'}, 'geometry': {'type': 'Polygon', 'coordinates': [house]}}]}))
    desk.ask('import', 'buildings', houses, '--crs', 'EPSG:4490', '--as', 'gis')
    desk.ask('draft', 'new', '--name', '沿街', '--as', 'gis')
    told = draw(desk, 'split', '--grid', 'A', '--along', '中心街')
    assert {'A', 'A-1', 'A-2'} <= set(told['touched']) and abs(told['area_change_m2']) < 0.01, told
    desk.ask('draft', 'undo', 1, '--as', 'gis')
    desk.refuse('not_found', 'boundary', 'split', '--draft', 1, '--grid', 'A', '--along', '不存在街', '--as', 'gis')
    desk.refuse('refused', 'boundary', 'split', '--draft', 1, '--grid', 'D', '--along', '中心街', '--as', 'gis')
    traced = draw(desk, 'trace', '--grid', 'A,B', '--along', '东街', '--from', '116.61,40.302', '--to', '116.61,40.308')
    assert sorted(traced['touched']) == ['A', 'B'] and abs(traced['area_change_m2']) < 0.01, traced
    draw(desk, 'split', '--grid', 'A', '--keep-buildings', '--line', 'LINESTRING (116.6041 40.299, 116.6041 40.311)')
    put_in_force(desk)
    rings = outlines(desk, 1)
    homes = {code for code, ring in rings.items() for x, y in house if contains(ring, x, y)}
    assert len(homes) == 1 and homes < {'A-1', 'A-2'}, homes
    assert contains(rings['A-2'], 116.6102, 40.305) and not contains(rings['B'], 116.6102, 40.305)
    assert desk.ask('verify')['ok'] is True
    desk.ask('draft', 'new', '--name', '到楼里', '--as', 'gis')
    told = desk.refuse('refused', 'boundary', 'split', '--draft', 2, '--grid', sorted(homes)[0], '--keep-buildings', '--as', 'gis',
                       '--line', 'LINESTRING (116.6041 40.29, 116.6041 40.3051)')
    assert told['rule'] == 'split_cuts_building' and 116.604 < told['lon'] < 116.6043, told


def versions_and_other_names(desk):
    """a grid tells all of its boundary versions; the verbs of a draft go by other names too"""
    then = desk.run('events', '--json').lines[-1]['at']
    made = desk.ask('boundary', 'draft', '--name', '别名', '--as', 'gis')
    draw(desk, 'merge', '--grid', 'A,B')
    draw(desk, 'merge', '--grid', 'C,D')
    assert desk.ask('boundary', 'undo', made['id'], '--as', 'gis')['steps'] == 1
    desk.ask('draft', 'submit', 1, '--as', 'gis')
    desk.ask('boundary', 'approve', 1, '--as', 'duty')
    assert desk.ask('boundary', 'apply', 1, '--as', 'gis')['state'] == 'applied'
    log = desk.run('boundary', 'log', 'A', '--json').lines
    assert [(row['kind'], row['draft']) for row in log] == [('first', None), ('draft', 1)] and log[0]['to'] == log[1]['from'], log
    assert log[1]['to'] is None and log[1]['area_m2'] > 1.9 * log[0]['area_m2']
    assert [row['to'] is None for row in desk.run('boundary', 'log', 'B', '--json').lines] == [False]
    assert len(desk.run('boundary', 'log', 'A', '--json', '--at', then).lines) == 1 and desk.run('boundary', 'log', 'A').out
    assert sorted(row['code'] for row in desk.run('boundary', 'as-of', then, '--level', 2, '--json').lines) == ['A', 'B', 'C', 'D']
    desk.refuse('not_found', 'boundary', 'log', 'Z')


def one_gap_twice(desk):
    """of drafts that claim the same land one is put in force, and the others are not handed in, approved or applied any more"""
    around = [(116.602 + 0.001 * (i % 3), 40.302 + 0.001 * (i // 3)) for i in range(9) if i != 4]
    desk.ask('import', 'grids', squares(desk, *around), '--level', 3, '--crs', 'EPSG:4490', '--as', 'gis')
    for number in (1, 2, 3):
        desk.ask('draft', 'new', '--name', '补缺%d' % number, '--as', 'gis')
        draw(desk, 'fill', '--from', '116.6035,40.3035', draft=number)
    for number in (2, 3):
        desk.ask('draft', 'submit', number, '--as', 'gis')
    desk.ask('draft', 'approve', 3, '--as', 'duty')
    put_in_force(desk, 1)
    told = desk.refuse('conflict', 'boundary', 'impact', '--draft', 2)
    assert told['rule'] == 'overlap' and 116.603 < told['lon'] < 116.604, told
    assert desk.refuse('conflict', 'draft', 'approve', 2, '--as', 'duty')['rule'] == 'overlap'
    desk.ask('draft', 'return', 2, '--note', '重画', '--as', 'duty')
    assert desk.refuse('conflict', 'draft', 'submit', 2, '--as', 'gis')['rule'] == 'overlap'
    desk.refuse('conflict', 'draft', 'apply', 3, '--as', 'gis')
    assert desk.ask('coverage', 'check', '--level', 3)['ok'] is True and desk.ask('verify')['ok'] is True


def proof_of_the_grids(desk):
    """verify tells of a drawn grid that was altered to lie on another, and not of what a file brought"""
    desk.ask('import', 'grids', squares(desk, (116.602, 40.302), (116.6025, 40.302)), '--level', 3, '--crs', 'EPSG:4490', '--as', 'gis')
    assert desk.ask('coverage', 'check', '--level', 3)['findings'][0]['rule'] == 'overlap' and desk.ask('verify')['ok'] is True
    desk.ask('draft', 'new', '--name', '改边', '--as', 'gis')
    draw(desk, 'insert', '--from', '116.615,40.31', '--to', '116.615,40.3102')
    put_in_force(desk)
    assert desk.ask('verify')['ok'] is True
    database = sqlite3.connect(desk.database)
    triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'grid_version'").fetchall()
    for name, _ in triggers:
        database.execute('DROP TRIGGER "%s"' % name)
    database.execute("UPDATE grid_version SET geom = (SELECT o.geom FROM grid_version o WHERE o.code = 'B' AND o.valid_to_ms IS NULL) WHERE code = 'D' AND valid_to_ms IS NULL")
    for _, sql in triggers:
        database.execute(sql)
    database.commit()
    database.close()
    told = desk.ask('verify', code=1)
    assert 'problems' in told, told
    assert {problem['subject'] for problem in told['problems'] if problem['kind'] == 'coverage'} >= {'B', 'D'}, told


def pages_of(path):
    return subprocess.run(['pdftotext', '-layout', str(path), '-'], capture_output=True, check=True).stdout.decode()


def on_paper(desk):
    """the notice names every code before and after, who drafted, who approved and the date; the card bears the keeper's telephone"""
    desk.ask('person', 'add', '周建国', '--grid', 'A', '--phone', '13900001234')
    desk.ask('draft', 'new', '--name', '迎宾调整', '--note', '居民增多', '--effective', '2099-01-05T00:00:00Z', '--as', 'gis')
    desk.refuse('refused', 'notice', 'draft', 1, '--out', desk.folder / 'n.pdf')
    draw(desk, 'split', '--grid', 'A', '--line', ACROSS_A)
    draw(desk, 'merge', '--grid', 'C,D')
    assert desk.ask('notice', 'draft', 1, '--out', desk.folder / 'n.pdf')['pages'] >= 1
    assert 'approved' in pages_of(desk.folder / 'n.pdf')
    desk.ask('draft', 'submit', 1, '--as', 'gis')
    desk.ask('draft', 'approve', 1, '--as', 'duty')
    desk.ask('notice', 'draft', 1, '--out', desk.folder / 'n.pdf', LANGUAGE='zh_CN')
    text = pages_of(desk.folder / 'n.pdf')
    for word in ('公告', '2099', 'A-1', 'A-2', '居民增多', '迎宾调整', '新设'):
        assert word in text, (word, text)
    streets = lines(desk, 'streets.geojson', 中心街=[[[116.59, 40.305], [116.63, 40.305]]], Riverside=[[[116.59, 40.312], [116.63, 40.312]]],
                    Faraway=[[[116.9, 40.305], [116.91, 40.305]]])
    desk.ask('import', 'layer', streets, '--kind', 'roads', '--crs', 'EPSG:4490', '--attribution', '© Survey', '--as', 'gis')
    desk.ask('notice', 'draft', 1, '--out', desk.folder / 'n.pdf', LANGUAGE='zh_CN')
    shown = pages_of(desk.folder / 'n.pdf')
    assert [(text.count(name), shown.count(name)) for name in ('中心街', 'Riverside', '© Survey', 'Faraway')] == [(0, 2), (0, 2), (0, 1), (0, 0)], shown
    desk.run('notice', 'draft', 1, '--out', desk.folder / 'n.doc', code=2)
    desk.refuse('not_found', 'notice', 'draft', 9, '--out', desk.folder / 'x.pdf')
    desk.ask('draft', 'new', '--name', '东侧调整', '--as', 'gis')
    draw(desk, 'split', '--grid', 'B', '--line', 'LINESTRING (116.615 40.29, 116.615 40.32)', draft=2)
    papers = []
    for move, who in (('submit', 'gis'), ('approve', 'duty'), ('apply', 'gis')):
        desk.ask('draft', move, 2, '--as', who)
        desk.ask('notice', 'draft', 2, '--out', desk.folder / 'n.pdf')
        papers.append(pages_of(desk.folder / 'n.pdf'))
    rows = [[line.split() for line in paper.splitlines() if ' ends ' in line or ' new  ' in line] for paper in papers]
    assert rows[2] == rows[1] == rows[0] and [row[0] for row in rows[2]] == ['B', 'B-1', 'B-2'] and papers[1] != papers[0], papers
    assert 'In force from' not in papers[1] and 'In force from' in papers[2], papers
    told = desk.ask('card', 'A', '--out', desk.folder / 'card.pdf', '--as', 'gis')
    text = pages_of(desk.folder / 'card.pdf')
    assert told['pages'] == 1 and '13900001234' in text and '王建国' in text, text
    assert [(event['verb'], event['fields']['grid']) for event in desk.run('events', '--json').lines if event['subject'] == 'export'] == [('card', 'A')]
    desk.refuse('forbidden', 'card', 'A', '--out', desk.folder / 'card.pdf', '--as', 'leader')
    desk.refuse('not_found', 'card', 'Z', '--out', desk.folder / 'card.pdf')


def community(desk, codes):
    """A community of 12 digits with one square for each code, from west to east."""
    features = [('110116001001', [[116.60, 40.30], [116.62, 40.30], [116.62, 40.32], [116.60, 40.32], [116.60, 40.30]])]
    for path, rows, level in (('c.geojson', features, 1), ('l.geojson', None, 2)):
        if rows is None:
            rows = []
            for number, code in enumerate(codes):
                x = 116.601 + 0.0001 * number
                rows.append((code, [[x, 40.301], [x + 0.0001, 40.301], [x + 0.0001, 40.302], [x, 40.302], [x, 40.301]]))
        (desk.folder / path).write_text(json.dumps({'type': 'FeatureCollection', 'features': [
            {'type': 'Feature', 'properties': {'code': code, 'name': '格' + code}, 'geometry': {'type': 'Polygon', 'coordinates': [ring]}} for code, ring in rows]}))
        desk.ask('import', 'grids', desk.folder / path, '--level', level, '--level-name', '级%d' % level, '--crs', 'EPSG:4490', '--as', 'gis')


def numbering(desk):
    """wrong codes get the next numbers in one act, as a draft; no code is given twice, and an exhausted sequence says the ways out"""
    bare = Desk(make=False)
    community(bare, ['东', '西', '110116001001007'])
    dry = {row['code']: row['proposed'] for row in bare.run('codes', 'assign', '--dry-run', '--json').lines}
    assert dry == {'东': '110116001001008', '西': '110116001001009', '110116001001007': None}, dry
    made = bare.ask('codes', 'assign', '--as', 'gis', '--key', 'n')
    assert bare.ask('codes', 'assign', '--as', 'gis', '--key', 'n')['id'] == made['id'] and len(made['changes']) == 4, made
    put_in_force(bare, made['id'])
    assert all(row['ok'] for row in bare.run('codes', 'check', '--json').lines) and bare.ask('verify')['ok'] is True
    assert [(row['from'], row['to'], row['kind']) for row in bare.run('boundary', 'lineage', '东', '--json').lines] == [('东', '110116001001008', 'recode')]
    assert {row['code']: row['name'] for row in bare.run('grids', '--level', 2, '--json').lines}['110116001001008'] == '格东'
    bare.refuse('refused', 'codes', 'assign', '--as', 'gis')
    bare.refuse('forbidden', 'codes', 'assign', '--as', 'intake')
    bare.close()
    full = Desk(make=False)
    community(full, ['01000011011600100199', '南'])
    told = full.refuse('refused', 'codes', 'assign', '--pattern', 20, '--as', 'gis')
    assert '15' in told['text'], told
    assert full.run('drafts', '--json').lines == []
    full.close()


def an_even_load(desk):
    """of grids that are redrawn together, the one with far more than its share of the open cases is pointed out"""
    for i in range(8):
        desk.new_case('--lon', 116.601 + 0.0002 * i, '--lat', 40.305)
    desk.ask('draft', 'new', '--name', '均衡', '--as', 'gis')
    draw(desk, 'split', '--grid', 'A', '--line', ACROSS_A)
    flags = {(flag['grid'], flag['rule']): flag['value'] for flag in desk.ask('boundary', 'impact', '--draft', 1)['flags']}
    assert ('A-1', 'uneven_load') in flags and ('A-2', 'uneven_load') not in flags and flags['A-1', 'uneven_load'] >= 4, flags
    assert [line.split()[0] for line in desk.run('boundary', 'impact', '--draft', 1).out.splitlines() if 'Unequal load' in line] == ['A-1']


def a_mall(desk):
    """how many households a grid should have is said of ordinary grids; nobody has to live in a special one"""
    house = [[116.6010, 40.305], [116.6013, 40.305], [116.6013, 40.3052], [116.6010, 40.3052], [116.6010, 40.305]]
    houses = desk.folder / 'houses.geojson'
    houses.write_text(json.dumps({'type': 'FeatureCollection', 'features': [
        {'type': 'Feature', 'properties': {'code': 'H1', 'households': 400}, 'geometry': {'type': 'Polygon', 'coordinates': [house]}}]}))
    desk.ask('import', 'buildings', houses, '--crs', 'EPSG:4490', '--as', 'gis')
    desk.ask('draft', 'new', '--name', '商场', '--as', 'gis')
    draw(desk, 'draw', '--name', '大商场', '--line', 'POLYGON ((116.604 40.304, 116.606 40.304, 116.606 40.306, 116.604 40.306, 116.604 40.304))')
    draw(desk, 'split', '--grid', 'A', '--line', 'LINESTRING (116.602 40.299, 116.602 40.311)')
    shown = {row['code']: row for row in desk.ask('draft', 'show', 1)['changes']}
    mall = [code for code, row in shown.items() if row['special']]
    few = {flag['grid'] for flag in desk.ask('boundary', 'impact', '--draft', 1)['flags'] if flag['rule'] == 'households'}
    assert len(mall) == 1 and few and mall[0] not in few, (shown, few)


def given_in_the_middle(desk):
    """a grid that was given its outline keeps it for those above, however little of it the grids below cover"""
    def add(level, **corners):
        path = desk.folder / ('level-%d.geojson' % level)
        path.write_text(json.dumps({'type': 'FeatureCollection', 'features': [
            {'type': 'Feature', 'properties': {'code': code}, 'geometry': {'type': 'Polygon', 'coordinates': [
                [[west, south], [east, south], [east, north], [west, north], [west, south]]]}}
            for code, (west, south, east, north) in corners.items()]}))
        desk.ask('import', 'grids', path, '--level', level, '--level-name', '级%d' % level, '--code', 'code', '--as', 'gis')

    def areas(level):
        return [row['area_m2'] for row in desk.run('grids', '--level', level, '--json').lines]

    with sqlite3.connect(desk.database) as database:
        database.execute("INSERT INTO level (district_id, depth, name, outline) VALUES (1, 1, '街道', 'given'), (1, 2, '社区', 'derived')")
    database.close()
    add(3, A1=(116.60, 40.30, 116.605, 40.31), A2=(116.605, 40.30, 116.61, 40.31), B1=(116.61, 40.30, 116.62, 40.31))
    add(4, X=(116.602, 40.302, 116.604, 40.306))
    assert desk.ask('verify')['ok'] is True
    before = areas(2)
    desk.ask('draft', 'new', '--name', '旁边', '--as', 'gis')
    draw(desk, 'insert', '--grid', 'B1', '--from', '116.61,40.305', '--to', '116.612,40.305')
    put_in_force(desk)
    after = areas(2)
    assert desk.ask('verify')['ok'] is True and len(after) == 4 and abs(sum(after) / sum(before) - 1) < 1e-9
    west, east, other = areas(3)
    assert abs(after[0] - west - east) < 0.01 and after[1] == other and after[0] - before[0] > 1e4, (before, after)


TESTS = [what_does_not_fit, given_in_the_middle, a_spike_is_cut, an_even_load, a_mall, streets_and_houses, versions_and_other_names, one_gap_twice, on_paper, proof_of_the_grids, numbering, a_redrawing, who_may, two_accounts, every_way_to_draw, two_drafts, on_a_date, killed]

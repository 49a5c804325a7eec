# SPDX-License-Identifier: GPL-3.0-or-later
"""What was answered about the files of a sender is kept by name and answers for the next one."""
import json
import os
import pathlib

from desk import Desk, Skip


def a_sender(desk):
    """the next file of a sender is read as the first one was, and what is said anew goes before what was kept"""
    for number in (1, 2):
        (desk.folder / ('cases%d.csv' % number)).write_bytes(
            ('流水号,事由,上报,经,纬,办理情况\n甲%d,路灯不亮,2026-11-0%d 08:00,116.605,40.305,在办\n' % (number, number)).encode('gb18030'))
    said = ['--map', 'number=流水号,title=事由,reported=上报,lon=经,lat=纬,state=办理情况', '--states', '在办=handling', '--encoding', 'GB18030',
            '--crs', 'EPSG:4490', '--tz', 'Asia/Shanghai']
    before = desk.run('events', '--json').lines[-1]['at']
    first = desk.ask('import', 'cases', desk.folder / 'cases1.csv', *said, '--save-profile', '甲街道', '--as', 'gis')
    assert first['stored'] == 1, first
    kept = desk.ask('profiles', 'show', '甲街道')
    assert (kept['kind'], kept['crs'], kept['encoding'], kept['states']) == ('cases', 'EPSG:4490', 'GB18030', {'在办': 'handling'}), kept
    assert kept['map']['title'] == '事由' and desk.run('profiles', '--json').lines == [kept] and '甲街道' in desk.run('profiles').out
    assert desk.run('profiles', '--json', '--at', before).lines == [] and '事由' in desk.run('profiles', 'show', '甲街道').out
    second = desk.ask('import', 'cases', desk.folder / 'cases2.csv', '--profile', '甲街道', '--as', 'gis', '--tz', 'Asia/Shanghai')
    assert second['stored'] == 1 and second['encoding'] == 'GB18030', second
    assert {row['number']: (row['title'], row['state']) for row in desk.run('cases', '--json').lines} == {
        '甲1': ('路灯不亮', 'handling'), '甲2': ('路灯不亮', 'handling')}
    again = desk.ask('import', 'cases', desk.folder / 'cases2.csv', '--profile', '甲街道', '--states', '在办=closed', '--on-duplicate', 'update', '--dry-run',
                     '--save-profile', '乙街道', '--as', 'gis')
    assert again['stored'] == 1 and desk.ask('profiles', 'show', '乙街道')['states'] == {'在办': 'closed'}, again
    desk.refuse('not_found', 'import', 'cases', desk.folder / 'cases2.csv', '--profile', '丙街道')
    desk.refuse('refused', 'import', 'facilities', desk.folder / 'cases2.csv', '--profile', '甲街道')
    desk.refuse('forbidden', 'profiles', 'remove', '甲街道', '--as', 'leader')
    assert desk.ask('profiles', 'remove', '甲街道', '--as', 'gis')['state'] == 'removed'
    desk.refuse('not_found', 'profiles', 'show', '甲街道')
    desk.refuse('not_found', 'profiles', 'remove', '甲街道', '--as', 'gis')


def what_was_decided(desk):
    """a finding can be let be, put right, or keep its feature or the whole file out, and the next import of the file knows"""
    rings = {'X1': (118.0, 40.3), 'A1': (116.601, 40.301), 'A2': (116.604, 40.301)}
    square = [(0, 0), (0.002, 0), (0.002, 0.002), (0, 0.002), (0, 0)]
    features = [{'type': 'Feature', 'properties': {'CODE': code, 'NAME': code + name},
                 'geometry': {'type': 'Polygon', 'coordinates': [[[rings[code][0] + x, rings[code][1] + y] for x, y in square]]}}
                for code, name in (('X1', ''), ('A1', ''), ('A2', ''), ('A1', ' twin'))]
    bow = [[116.607, 40.301], [116.609, 40.303], [116.609, 40.301], [116.607, 40.303], [116.607, 40.301]]
    features.append({'type': 'Feature', 'properties': {'CODE': 'A3', 'NAME': 'A3'}, 'geometry': {'type': 'Polygon', 'coordinates': [bow]}})
    path = desk.folder / 'level.geojson'
    path.write_text(json.dumps({'type': 'FeatureCollection', 'features': features}))
    common = ['import', 'grids', path, '--code', 'CODE', '--name', 'NAME', '--level', 3, '--level-name', '小网格', '--as', 'gis']
    found = {row['rule']: row for row in desk.ask(*common, '--dry-run')['findings']}
    assert found['duplicate_code_refused']['outcome'] == 'refused' and found['orphan']['ignored'] is None, found
    assert ' m²' in found['self_intersection']['text'] and found['self_intersection']['lon'] is not None, found
    assert '=' in desk.run(*common, '--ignore', 'orphan', code=2).err
    assert 'X1' in desk.refuse('refused', *common, '--keep-out', 'orphan')['text'] and len(desk.run('batches', '--json').lines) == 0
    report = desk.ask(*common, '--ignore', 'orphan=飞地', '--fix', 'duplicate_code_refused:4', '--keep-out', 'left_out:3')
    found = {row['feature']: row for row in report['findings'] if row['feature'] is not None}
    assert (report['stored'], report['merged'], report['refused']) == (4, 1, 1), report
    assert found[1]['ignored'] == '飞地' and found[4]['rule'] == 'duplicate_code_merged' and found[3]['rule'] == 'left_out', found
    assert '飞地' in desk.run('batch', 'show', report['batch'], '--json').out
    again = desk.ask(*common, '--on-duplicate', 'update', '--dry-run', '--fix', 'duplicate_code_refused:4')
    assert [row['ignored'] for row in again['findings'] if row['rule'] == 'orphan'] in (['飞地'], []), again


def taken_as_they_are(desk):
    """villages of a whole island that overlap, and blocks with streets between them, end as grids or as a sentence with a place"""
    shared = pathlib.Path(os.environ.get('WANGGE_SHARED', '/nowhere')) / 'data' / 'boundaries'
    villages, blocks = shared / 'taiwan_villages_1982/derived_shp/tw_village_utf8.zip', shared / 'vancouver_blocks_deckgl/vancouver-blocks.json'
    if not villages.exists():
        raise Skip('no real files')
    bare = Desk(make=False)
    common = ['import', 'grids', '--level', 1, '--level-name', '村里']
    report = bare.ask(*common, villages, '--snap', 100)
    found = [(row['rule'], row['outcome']) for row in report['findings']]
    assert (report['read'], report['refused'], report['merged']) == (7599, 6, 11) and found.count(('overlap', 'repaired')) > 100, report['read']
    assert all(row['lon'] is not None for row in report['findings'] if row['rule'] in ('gap', 'overlap', 'sliver', 'duplicate_code_refused'))
    left = [row['rule'] for row in bare.ask('coverage', 'check')['findings']]
    assert 'overlap' not in left and left.count('gap') == found.count(('gap', 'kept')), left
    assert bare.ask('verify')['ok'] is True
    bare.close()
    bare = Desk(make=False)
    assert '--code' in bare.refuse('ambiguous', *common, blocks)['text']
    report = bare.ask(*common, blocks, '--code', '=V-{n}')
    apart = [row for row in report['findings'] if row['rule'] == 'apart']
    assert report['stored'] == 4627 and len(apart) == 1 and apart[0]['lon'] is not None, report
    assert bare.run('grids', '--level', 1, '--json').lines[0]['code'].startswith('V-')
    bare.close()


TESTS = [a_sender, what_was_decided, taken_as_they_are]

# SPDX-License-Identifier: GPL-3.0-or-later
"""What leaves the house: the same grids come back, nothing runs in a spreadsheet, nobody's phone goes by accident, and every
file has its event."""
import csv
import json
import signal
import sqlite3
import time
import zipfile

from desk import Desk


def outlines(path, depth):
    """The bytes of every grid of a level in force by code."""
    database = sqlite3.connect(path)
    rows = database.execute('SELECT code, name, geom FROM grid_version WHERE valid_to_ms IS NULL AND depth = ?', (depth,)).fetchall()
    database.close()
    return {code: (name, bytes(geom)) for code, name, geom in rows}


def there_and_back(desk):
    """grids that are exported and imported again are the same to the last bit, in every format that holds them"""
    desk.ask('draft', 'new', '--name', '斜切', '--as', 'gis')
    desk.ask('boundary', 'split', '--draft', 1, '--grid', 'A', '--line', 'LINESTRING (116.6042171 40.29, 116.6043 40.3041, 116.6077 40.32)', '--as', 'gis')
    desk.ask('draft', 'submit', 1, '--as', 'gis')
    desk.ask('draft', 'approve', 1, '--as', 'duty')
    desk.ask('draft', 'apply', 1, '--as', 'gis')
    before = outlines(desk.database, 2)
    assert len(before) == 5
    ways = [('a.gpkg', [], []), ('a.geojson', [], []), ('a.kml', [], []), ('a.shp', [], []), ('b.shp', ['--encoding', 'GB18030'], []), ('a.csv', [], []), ('a.xlsx', [], []),
            ('b.csv', ['--encoding', 'GB18030'], []), ('a.dxf', [], ['--code', 'Layer', '--name', 'Layer'])]
    for name, options, reading in ways:
        told = desk.ask('export', 'grids', desk.folder / name, '--level', 2, *options)
        assert told['rows'] == 5 and told['fields'][:2] == ['code', 'name'] and told['warnings'] == [], told
        other = Desk(make=False)
        read = other.ask('import', 'grids', desk.folder / name, '--level', 1, '--level-name', '网格', *reading)
        assert read['stored'] == 5 and read['changes'] is None, (name, read)
        after = outlines(other.database, 1)
        other.close()
        if name.endswith('.dxf'):
            before = {code: (code, geom) for code, (_, geom) in before.items()}
        assert after == before, name
    raw = (desk.folder / 'b.dbf').read_bytes()
    assert all(name.encode('gb18030') in raw for name, _ in outlines(desk.database, 2).values())
    assert (desk.folder / 'b.cpg').read_text() == 'GB18030' and (desk.folder / 'a.cpg').read_text() == 'UTF-8'
    far = desk.ask('export', 'grids', desk.folder / 'm.gpkg', '--crs', 'EPSG:4548', '--fields', 'name,code')
    assert far['fields'] == ['name', 'code']
    other = Desk(make=False)
    assert other.ask('import', 'grids', desk.folder / 'm.gpkg', '--level', 1, '--level-name', '网格')['crs'] == 'EPSG:4548'
    other.close()
    then = desk.run('events', '--json').lines[0]['at']
    assert desk.ask('export', 'grids', desk.folder / 'then.geojson', '--at', then)['rows'] in (0, 5)
    assert len(json.loads((desk.folder / 'a.geojson').read_text())['features']) == 5


def what_may_leave(desk):
    """only the fields that are asked for and allowed leave; each export is an event, and a refused or stopped one leaves nothing"""
    desk.new_case('--note', '家住三楼')
    desk.ask('person', 'add', '周建国', '--grid', 'A', '--phone', '13900001234')
    told = desk.ask('export', 'cases', desk.folder / 'cases.csv', '--fields', 'number,title,grid', '--key', 'once')
    assert desk.ask('export', 'cases', desk.folder / 'cases.csv', '--fields', 'number,title,grid', '--key', 'once') == told
    with open(desk.folder / 'cases.csv', encoding='utf-8-sig') as file:
        rows = list(csv.DictReader(file))
    assert [list(row) for row in rows] == [['number', 'title', 'grid', 'lon', 'lat']] and rows[0]['grid'] == 'A', rows
    event = [event for event in desk.run('events', '--json').lines if event['id'] == told['event']][0]
    assert (event['subject'], event['verb'], event['fields']['fields'], event['fields']['rows']) == ('export', 'cases', ['number', 'title', 'grid'], 1), event
    n_events = len(desk.run('events', '--json').lines)
    desk.refuse('exists', 'export', 'cases', desk.folder / 'cases.csv')
    desk.refuse('forbidden', 'export', 'persons', desk.folder / 'p.csv', '--fields', 'name,phone_full', '--as', 'dispatcher')
    desk.refuse('forbidden', 'export', 'cases', desk.folder / 'p.csv', '--fields', 'number,body', '--as', 'leader')
    desk.refuse('not_found', 'export', 'grids', desk.folder / 'p.csv', '--level', 9)
    desk.refuse('io', 'export', 'grids', desk.folder / 'nowhere' / 'p.csv')
    for words in (['grids', 'p.csv', '--fields', 'code,salary'], ['grids', 'p.doc'], ['grids', 'p.gpkg', '--encoding', 'GB18030'],
                  ['grids', 'p.kml', '--crs', 'EPSG:4548'], ['grids', 'p.csv', '--crs', 'nonsense']):
        desk.run('export', words[0], desk.folder / words[1], *words[2:], code=2)
    desk.run('export', 'closed', '--out', desk.folder / 'p.csv', code=2)
    assert not list(desk.folder.glob('p.*')) and not list(desk.folder.glob('*.part')) and len(desk.run('events', '--json').lines) == n_events
    desk.ask('export', 'persons', desk.folder / 'p.csv')
    assert '13900001234' not in (desk.folder / 'p.csv').read_text() and '139****1234' in (desk.folder / 'p.csv').read_text()
    desk.ask('export', 'persons', desk.folder / 'p.csv', '--fields', 'name,phone_full', '--as', 'admin', '--yes')
    assert '13900001234' in (desk.folder / 'p.csv').read_text()


def no_formula(desk):
    """what somebody typed is text in a spreadsheet, whatever it begins with, and whole in everything else"""
    evil = ['=1+2', '+1', '-1', '@SUM(A1)', '＝1+2', '\t=1']
    for text in evil:
        desk.ask('case', 'new', '--channel', 'desk', '--class', 'P0101-1', '--title', text, '--address', 'x', '--anonymous', '--lon', 116.605, '--lat', 40.305)
    desk.ask('export', 'cases', desk.folder / 'c.csv', '--fields', 'title')
    with open(desk.folder / 'c.csv', encoding='utf-8-sig', newline='') as file:
        titles = [row['title'] for row in csv.DictReader(file)]
    assert len(titles) == len(evil) and all(title.startswith("'") for title in titles), titles
    desk.ask('export', 'cases', desk.folder / 'c.xlsx', '--fields', 'title')
    with zipfile.ZipFile(desk.folder / 'c.xlsx') as book:
        parts = {name: book.read(name).decode() for name in book.namelist() if name.endswith('.xml')}
    assert not any('<f>' in part for part in parts.values()) and any("'=1+2" in part or '&apos;=1+2' in part for part in parts.values())
    desk.ask('export', 'cases', desk.folder / 'c.geojson', '--fields', 'title')
    assert '=1+2' in {feature['properties']['title'] for feature in json.loads((desk.folder / 'c.geojson').read_text())['features']}
    long = '很' * 200
    desk.ask('case', 'new', '--channel', 'desk', '--class', 'P0101-1', '--title', long, '--address', 'x', '--anonymous')
    told = desk.ask('export', 'cases', desk.folder / 'c.shp', '--fields', 'title')
    assert len(told['warnings']) == 1 and '1' in told['warnings'][0], told


def closed_of_a_day(desk):
    """the cases that were closed on a day, at their places and without anybody's name"""
    number = desk.new_case()
    for verb, who, options in (('file', 'intake', []), ('assign', 'dispatcher', ['--to', '王建国']), ('accept', '王建国', []),
                               ('done', '王建国', ['--note', 'x']), ('pass', 'checker', [])):
        desk.ask('case', verb, number, '--as', who, *options)
    desk.new_case()
    day = desk.run('case', 'show', number, '--json').json['closed'][:10]
    told = desk.ask('export', 'closed', '--day', day, '--tz', 'UTC', '--out', desk.folder / 'closed.geojson')
    text = (desk.folder / 'closed.geojson').read_text()
    features = json.loads(text)['features']
    assert told['rows'] == 1 and [feature['properties']['number'] for feature in features] == [number], text
    assert features[0]['geometry']['coordinates'] == [116.605, 40.305] and '王建国' not in text and 'assignee' not in text
    assert desk.ask('export', 'closed', '--day', '2020-01-01', '--out', desk.folder / 'none.geojson')['rows'] == 0


def buildings_out(desk):
    """buildings go out with their grid, at the level that is asked for"""
    square = [[116.6, 40.3], [116.601, 40.3], [116.601, 40.301], [116.6, 40.301], [116.6, 40.3]]
    (desk.folder / 'b.geojson').write_text(json.dumps({'type': 'FeatureCollection', 'features': [
        {'type': 'Feature', 'properties': {'code': 'Q1', 'name': '方'}, 'geometry': {'type': 'Polygon', 'coordinates': [square]}}]}))
    desk.ask('import', 'buildings', desk.folder / 'b.geojson', '--crs', 'EPSG:4490')
    for level, code in ((2, 'A'), (1, 'T')):
        desk.ask('export', 'buildings', desk.folder / 'o.geojson', '--level', level, '--yes')
        features = json.loads((desk.folder / 'o.geojson').read_text())['features']
        assert [(feature['properties']['name'], feature['properties']['grid']) for feature in features] == [('方', code)], features


def stopped(desk):
    """an export that is stopped or killed leaves no file, and one that is there stays as it was"""
    bare = Desk(make=False)
    bare.ask('demo', '--size', 'community')
    out = bare.folder / 'b.gpkg'
    for how in (signal.SIGINT, signal.SIGKILL, signal.SIGINT):
        run = bare.start('export', 'buildings', out)
        time.sleep(0.15)
        run.send_signal(how)
        run.communicate(timeout=60)
        if out.exists():
            assert bare.ask('export', 'buildings', out, '--yes')['rows'] == 300
            out.unlink()
    bare.close()


TESTS = [there_and_back, what_may_leave, no_formula, closed_of_a_day, buildings_out, stopped]
